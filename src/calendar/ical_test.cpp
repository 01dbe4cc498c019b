#include "calendar/ical.hpp"

#include <gmock/gmock.h>
#include <libical/ical.h>

#include <memory>

namespace calendar {

namespace {

using base::Date;
using testing::HasSubstr;

const Date kToday(2026, 11, 26);

Event event(std::string summary) {
  return {"share-1@zhijiao", Date(2026, 12, 3), std::move(summary),
          "https://z.example.cn/plan/tasks/1"};
}

// What a phone reads: the first event of the text.
std::string summary_read_back(const std::string& text) {
  const std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> whole(
      icalparser_parse_string(text.c_str()), &icalcomponent_free);
  icalcomponent* first = icalcomponent_get_first_component(whole.get(), ICAL_VEVENT_COMPONENT);
  return icalcomponent_get_summary(first);
}

}  // namespace

TEST(Ical, ADeadlineIsAnAllDayEventWithAlarms) {
  const std::string text = ical_text("职教时限", {event("东县：任务1")}, kToday);
  for (const char* said :
       {"BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", "UID:share-1@zhijiao\r\n",
        "DTSTART;VALUE=DATE:20261203\r\n", "DTSTAMP:20261126T000000Z\r\n", "TRIGGER:-P2DT15H\r\n",
        "TRIGGER:PT9H\r\n", "TRANSP:TRANSPARENT\r\n", "END:VCALENDAR\r\n"}) {
    EXPECT_THAT(text, HasSubstr(said));
  }
}

TEST(Ical, LinesAreShortAndTextComesBackAsItWas) {
  std::string summary = "a,b;c\\d\n第二行：";
  for (int i = 0; i < 60; ++i) summary += "长";
  const std::string text = ical_text("x", {event(summary)}, kToday);
  for (std::size_t at = 0, end = 0; (end = text.find("\r\n", at)) != std::string::npos;
       at = end + 2) {
    EXPECT_LE(end - at, 75U);
  }
  EXPECT_EQ(summary_read_back(text), summary);
}

TEST(Ical, NothingOwedIsAnEmptyCalendar) {
  EXPECT_THAT(ical_text("x", {}, kToday), HasSubstr("END:VCALENDAR"));
}

TEST(Ical, TheSameDayGivesTheSameBytes) {
  EXPECT_EQ(ical_text("x", {event("a")}, kToday), ical_text("x", {event("a")}, kToday));
}

}  // namespace calendar

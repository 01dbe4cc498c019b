#include "calendar/ical.hpp"

#include <libical/ical.h>

#include <memory>

namespace calendar {

namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

icaltimetype day_of(base::Date date) {
  icaltimetype time = icaltime_null_date();
  time.year = date.year();
  time.month = static_cast<int>(date.month());
  time.day = static_cast<int>(date.day());
  return time;
}

icalcomponent* alarm(const char* before, const std::string& text) {
  icalcomponent* made = icalcomponent_new(ICAL_VALARM_COMPONENT);
  icalcomponent_add_property(made, icalproperty_new_action(ICAL_ACTION_DISPLAY));
  icalcomponent_add_property(made, icalproperty_new_description(text.c_str()));
  icalcomponent_add_property(made, icalproperty_new_trigger(icaltriggertype_from_string(before)));
  return made;
}

icalcomponent* event_of(const Event& event, const icaltimetype& stamp) {
  icalcomponent* made = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  icalcomponent_add_property(made, icalproperty_new_uid(event.uid.c_str()));
  icalcomponent_add_property(made, icalproperty_new_dtstamp(stamp));
  icalcomponent_add_property(made, icalproperty_new_dtstart(day_of(event.on)));
  icalcomponent_add_property(made, icalproperty_new_summary(event.summary.c_str()));
  if (!event.link.empty()) {
    icalcomponent_add_property(made, icalproperty_new_url(event.link.c_str()));
  }
  // A deadline does not make anybody busy.
  icalcomponent_add_property(made, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  icalcomponent_add_component(made, alarm("-P2DT15H", event.summary));
  icalcomponent_add_component(made, alarm("PT9H", event.summary));
  return made;
}

}  // namespace

std::string ical_text(const std::string& title, const std::vector<Event>& events,
                      base::Date today) {
  const std::unique_ptr<icalcomponent, FreeComponent> whole(
      icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  icalcomponent_add_property(whole.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(whole.get(), icalproperty_new_prodid("-//Zhijiao//deadlines//ZH"));
  icalproperty* name = icalproperty_new_x(title.c_str());
  icalproperty_set_x_name(name, "X-WR-CALNAME");
  icalcomponent_add_property(whole.get(), name);
  icalproperty* again = icalproperty_new_x("PT1H");
  icalproperty_set_x_name(again, "X-PUBLISHED-TTL");
  icalcomponent_add_property(whole.get(), again);
  icaltimetype stamp = day_of(today);
  // The null date has no time of day that can be written.
  stamp.is_date = 0;
  stamp.hour = stamp.minute = stamp.second = 0;
  stamp = icaltime_set_timezone(&stamp, icaltimezone_get_utc_timezone());
  for (const Event& event : events) {
    icalcomponent_add_component(whole.get(), event_of(event, stamp));
  }
  const std::unique_ptr<char, decltype(&icalmemory_free_buffer)> text(
      icalcomponent_as_ical_string_r(whole.get()), &icalmemory_free_buffer);
  return text.get();
}

}  // namespace calendar

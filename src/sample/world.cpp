#include "sample/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "sample/paper.hpp"
#include "sample/world_maker.hpp"

namespace sample {

namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr double kSecondaryEntrants = 7000;  // a year; 21,000 students in three
constexpr double kCollegeEntrants = 2000;
constexpr int kClassSize = 45;
constexpr int kDaysOfYear = 365;
constexpr int kSequences = 1000;

std::string_view name_of(FoundBy found_by) {
  switch (found_by) {
    case FoundBy::warning:
      return "核对提示 warning";
    case FoundBy::same_id:
      return "按身份证件号查询 search by id";
    case FoundBy::overdue:
      return "待办逾期 overdue";
    case FoundBy::obsolete:
      return "专业目录停用 ended in the catalogue";
    case FoundBy::low_fill:
      return "专业重复、招生不足 duplicate with few entrants";
    case FoundBy::below_floor:
      return "经费底线 below a floor of money";
  }
  return "";
}

std::string in_quotes(std::string_view text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"') made += c;
    made += c;
  }
  return made + '"';
}

}  // namespace

base::Date later_by_months(base::Date day, int months) {
  const int month = static_cast<int>(day.month()) - 1 + months;
  const int year = day.year() + month / 12;
  return {year, static_cast<unsigned>(month % 12) + 1, std::min(day.day(), 28U)};
}

// --- a record ------------------------------------------------------------------------------------

Draft::Draft(Maker& maker, std::string_view noun, base::Date day, bj::object values, bool confirmed)
    : maker_(maker), dice_(maker.dice("")) {
  day = std::max(day, maker.from());
  over_ = day >= maker.until();
  record_.noun = noun;
  record_.id = maker.new_id(day);
  dice_ = maker.dice(record_.id);
  record_.at = at(day);
  record_.values = std::move(values);
  record_.confirmed = confirmed;
}

// During office hours, and after the step before.
base::Instant Draft::at(base::Date day) {
  const base::Instant office{base::start_of(day).us + (540 + dice_.between(0, 470)) * kMinuteUs};
  last_ = std::max(office, base::Instant{last_.us + kMinuteUs});
  return last_;
}

Draft& Draft::then(base::Date day, std::string_view step, bj::object values, std::string why,
                   bool confirmed) {
  day = std::max(day, base::day_of(last_));
  over_ |= day >= maker_.until();
  if (over_) return *this;
  record_.steps.push_back({at(day),
                           std::string(step),
                           std::move(values),
                           std::move(why),
                           confirmed || record_.confirmed,
                           {}});
  return *this;
}

Draft& Draft::returned(base::Date day, std::string_view step, std::string_view field,
                       const std::string& reason) {
  const std::size_t before = record_.steps.size();
  then(day, step, {}, reason);
  if (record_.steps.size() > before) record_.steps.back().returned[field] = reason;
  return *this;
}

Draft& Draft::with_file(std::string_view field, const std::string& name) {
  const std::string id = maker_.new_id(base::day_of(record_.at));
  record_.values[field] = id;
  record_.files.push_back({id, name + ".pdf", paper(name)});
  return *this;
}

bool Draft::made() {
  if (record_.at >= base::start_of(maker_.until())) return false;
  maker_.hand_on(std::move(record_));
  return true;
}

// --- the world -----------------------------------------------------------------------------------

Maker::Maker(const Place& place, const Options& options, const Sink& sink)
    : place_(place), options_(options), sink_(sink), ids_(options.seed) {
  if (!(options.scale > 0 && options.scale <= kScaleMax) || options.until <= place.from) {
    throw std::logic_error("a world of no size or no time");
  }
  const int year = options.until.year();
  newest_year_ = options.until > base::Date(year, 9, 20) ? year : year - 1;
}

int Maker::scaled(double count, int least) const {
  return std::max(least, static_cast<int>(std::lround(count * options_.scale)));
}

std::string Maker::new_id(base::Date day) {
  const base::FakeClock clock(base::start_of(day));
  return base::uuid_v7(clock, ids_);
}

std::string Maker::phone() { return fmt::format("142{:08}", ++phones_); }

Maker::Person Maker::person(int year) {
  const int number = people_[year]++;
  // Consecutive people are born all over the year.
  const int day = number * 211 % kDaysOfYear;
  const int round = number / kDaysOfYear;
  std::string prefix = place_.region;
  if (round >= kSequences) prefix = place_.region.substr(0, 2) + "0000";
  // Swapping neighbours keeps every id the only one, and mixes men and women.
  const int swap = (day * 37 / 11) & 1;
  const int sequence = (round % kSequences) ^ swap;
  const base::Date born = base::Date(year, 9, 1).plus_days(day);
  return {citizen_id(prefix, born, sequence), born, sequence % 2 == 1};
}

void Maker::lay_out_schools() {
  for (const bool college : {false, true}) {
    double sum = 0;
    const std::size_t first = schools_.size();
    for (const Unit& unit : college ? place_.colleges : place_.schools) {
      Dice sizes = dice("size of " + unit.id);
      School& school = schools_.emplace_back(
          School{unit, college, sizes.between(75, 160) / 100.0, static_cast<int>(schools_.size())});
      sum += school.share;
    }
    for (std::size_t i = first; i < schools_.size(); ++i) schools_[i].share /= sum;
  }
  for (School& school : schools_) choose_offerings(school);
}

std::vector<Maker::ClassSize> Maker::entrants(const School& school, int year) const {
  Dice sizes = dice(fmt::format("entrants of {} in {}", school.unit.id, year));
  const double all = school.college ? kCollegeEntrants : kSecondaryEntrants;
  const int people = scaled(all * school.share * sizes.between(97, 103) / 100.0, 2);
  const int classes = std::max(1, (people + kClassSize / 2) / kClassSize);
  std::vector<ClassSize> made;
  for (int i = 0; i < classes; ++i) {
    // The first people % classes classes have one more.
    const int size = people / classes + (i < people % classes ? 1 : 0);
    made.push_back({static_cast<std::size_t>(i) % school.offerings.size(), size});
  }
  return made;
}

int Maker::students(const School& school, int year) const {
  int sum = 0;
  for (int entered = year - 2; entered <= year; ++entered) {
    for (const ClassSize& group : entrants(school, entered)) sum += group.size;
  }
  return sum;
}

void Maker::hand_on(registers::PastRecord&& record) {
  ++world_.records[record.noun];
  sink_(std::move(record));
}

World Maker::make() {
  lay_out_schools();
  make_catalogue();
  make_schools();
  make_enterprises();
  make_teachers();
  make_offerings();
  make_classes();
  make_students();
  make_enrolment_plans();
  make_applications();
  make_evidence();
  make_conditions();
  make_intakes();
  make_funding();
  make_training_totals();
  make_articulation();
  make_shared_courses();
  make_bases();
  make_bookings();
  make_implementation_plans();
  make_stations();
  make_secondments();
  make_studios();
  make_agreements();
  make_memberships();
  return std::move(world_);
}

World make_world(const Place& place, const Options& options, const Sink& sink) {
  return Maker(place, options, sink).make();
}

std::vector<std::string> registers_of_world() {
  return {"programme_catalogue",
          "school",
          "enterprise",
          "teacher",
          "school_programme",
          "class",
          "student",
          "enrolment_plan",
          "dual_qualified_application",
          "dual_qualified_evidence",
          "campus_conditions",
          "intake",
          "funding",
          "training_total",
          "articulation_agreement",
          "shared_course",
          "training_base",
          "base_booking",
          "implementation_plan",
          "teacher_station",
          "secondment",
          "skill_studio",
          "cooperation_agreement",
          "group_membership"};
}

std::string planted_csv(const std::vector<Planted>& planted, const Place& place) {
  std::map<std::string, std::string> names;
  for (const auto* units : {&place.counties, &place.schools, &place.colleges}) {
    for (const Unit& unit : *units) names[unit.id] = unit.name;
  }
  names[place.finance.id] = place.finance.name;
  // Spreadsheets take a file for UTF-8 by this mark.
  std::string csv =
      "\xEF\xBB\xBF"
      "台账 register,单位 unit,记录 record,字段 field,应发现的问题 what is wrong,"
      "怎样发现 found by,编号 id\r\n";
  for (const Planted& one : planted) {
    const auto unit = names.find(one.unit);
    csv += fmt::format(
        "{},{},{},{},{},{},{}\r\n", one.noun,
        in_quotes(unit == names.end() ? one.unit : unit->second), in_quotes(one.label), one.field,
        in_quotes(one.what.zh + " / " + one.what.en), in_quotes(name_of(one.found_by)), one.id);
  }
  return csv;
}

}  // namespace sample

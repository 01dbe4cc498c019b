#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sample/world_maker.hpp"

// Schools, programmes, classes, students and what is planned and filed about them.
namespace sample {

namespace {

constexpr int kGraduatedYears = 2;  // classes that have left are kept for the last two
constexpr int kOfferingsOfSchool = 8;
constexpr int kOfferingsOfCollege = 22;

// Programmes of every school, so that there are duplicates to be found.
constexpr std::array<std::string_view, 4> kEverywhere = {"710201", "700206", "660103", "770101"};
// Their entries in the catalogue have ended.
constexpr std::array<std::string_view, 2> kEnded = {"700203", "660104"};

bool is_ended(std::string_view code) { return std::ranges::find(kEnded, code) != kEnded.end(); }

const Programme& programme_of(std::string_view code) {
  return *std::ranges::find(kProgrammes, code, &Programme::code);
}

}  // namespace

void Maker::choose_offerings(School& school) {
  std::vector<const Programme*> chosen;
  if (!school.college) {
    for (const std::string_view code : kEverywhere) chosen.push_back(&programme_of(code));
  }
  const std::size_t wanted =
      static_cast<std::size_t>(school.college ? kOfferingsOfCollege : kOfferingsOfSchool);
  const std::size_t first = static_cast<std::size_t>(school.number) * 5;
  for (std::size_t i = 0; i < kProgrammes.size() && chosen.size() < wanted; ++i) {
    const Programme& next = kProgrammes[(first + i * 3) % kProgrammes.size()];
    if (next.college == school.college && std::ranges::find(chosen, &next) == chosen.end()) {
      chosen.push_back(&next);
    }
  }
  for (const Programme* programme : chosen) {
    // Every other school has twice the seats it can fill.
    const bool low = programme->code == kEverywhere[1] && school.number % 2 == 1;
    school.offerings.push_back({new_id(from()), programme, "", low});
  }
}

void Maker::make_catalogue() {
  for (const Programme& programme : kProgrammes) {
    const int pair = (programme.code[0] - '0') * 10 + (programme.code[1] - '0');
    bj::object values{{"maintained_by", place_.department},
                      {"code", programme.code},
                      {"name", programme.name},
                      {"level", programme.college ? "college" : "secondary"},
                      {"programme_class", std::to_string(programme.college ? pair + 20 : pair)},
                      {"edition", 2021}};
    if (!programme.former.empty()) values["former_names"] = programme.former;
    if (is_ended(programme.code)) {
      values["valid_to"] = base::Date(newest_year_ - 1, 12, 31).str();
    }
    Draft draft(*this, "programme_catalogue", from(), std::move(values));
    catalogue_[programme.code] = draft.id();
    draft.made();
  }
  for (School& school : schools_) {
    for (Offering& offering : school.offerings) {
      offering.catalogue = catalogue_.at(offering.programme->code);
    }
  }
}

void Maker::make_schools() {
  for (const School& school : schools_) {
    Dice luck = dice("school " + school.unit.id);
    const int number = 900 + school.number;
    // Outside the counties stand the schools of the human resources line.
    const bool technician = !school.college && school.unit.county.empty();
    bj::object values{
        {"school", school.unit.id},
        {"kind", school.college ? "college"
                 : technician   ? "technician"
                                : "vocational_centre"},
        {"owner_level", school.college || technician ? "city" : "county"},
        {"line", technician ? "human_resources" : "education"},
        {"school_code",
         fmt::format("{}{}900{}", school.college ? 41 : 31, place_.region.substr(0, 2), number)},
        {"founded_on", base::Date(luck.between(1958, 2012), 9, 1).str()},
        {"principal", person_name(luck, luck.chance(70))},
        {"phone", phone()},
        {"address", fmt::format("{}示例路{}号", school.unit.name, luck.between(1, 200))},
        {"postal_code", fmt::format("{}", 744000 + school.number * 100)}};
    if (school.college) values["college_code"] = fmt::format("90{}", number);
    Draft(*this, "school", from(), std::move(values)).made();
  }
}

void Maker::make_offerings() {
  for (const School& school : schools_) {
    Dice luck = dice("offerings of " + school.unit.id);
    for (std::size_t i = 0; i < school.offerings.size(); ++i) {
      const Offering& offering = school.offerings[i];
      const base::Date begun = from();  // others refer to it
      const bool quality = i == 0 || luck.chance(12);
      bj::object values{
          {"school", school.unit.id},
          {"programme", offering.catalogue},
          {"training_level", school.college ? "college" : "secondary"},
          {"length_months", 36},
          {"opened_on", base::Date(luck.between(2005, 2019), 9, 1).str()},
          {"quality_level",
           quality ? luck.one_of(std::array<const char*, 2>{"city", "province"}) : "none"}};
      for (const Teacher& teacher : school.teachers) {
        if (!teacher.teaches_a_specialty() || teacher.since > begun) continue;
        values["head"] = teacher.id;
        if (luck.chance(30)) break;
      }
      Draft draft(*this, "school_programme", begun, std::move(values));
      draft.set_id(offering.id);
      draft.then(begun.plus_days(3), "submit").then(begun.plus_days(luck.between(8, 20)), "accept");
      if (!draft.made()) continue;
      const std::string label = fmt::format("{} · {}", offering.programme->name, school.unit.name);
      if (is_ended(offering.programme->code)) {
        plant({"school_programme",
               offering.id,
               school.unit.id,
               label,
               "programme",
               FoundBy::obsolete,
               {"专业目录已停用该专业，学校仍在招生",
                "the catalogue has ended the programme and the school still runs it"}});
      }
      if (offering.low_fill) {
        plant({"school_programme",
               offering.id,
               school.unit.id,
               label,
               "programme",
               FoundBy::low_fill,
               {"各校重复开设，本校招生不足计划的六成",
                "offered by several schools; this one fills less than 60 % of its seats"}});
      }
    }
    // What a school has just asked for.
    const auto& asked = kProgrammes[static_cast<std::size_t>(school.number) * 7 % 34];
    const bool new_here = std::ranges::none_of(school.offerings, [&](const Offering& offering) {
      return offering.programme->code == asked.code;
    });
    if (school.college || !new_here || school.number % 2 == 1 || is_ended(asked.code)) continue;
    const base::Date begun = until().plus_days(-luck.between(6, 16));
    Draft(*this, "school_programme", begun,
          {{"school", school.unit.id},
           {"programme", catalogue_.at(asked.code)},
           {"training_level", "secondary"},
           {"length_months", 36},
           {"opened_on", base::Date(newest_year_ + 1, 9, 1).str()}})
        .then(begun.plus_days(luck.between(4, 12)), "submit")
        .made();
  }
}

void Maker::make_classes() {
  for (std::size_t s = 0; s < schools_.size(); ++s) {
    const School& school = schools_[s];
    for (int year = newest_year_ - 2 - kGraduatedYears; year <= newest_year_; ++year) {
      // Who left before there was a register is not in it.
      if (base::Date(year + 3, 6, 1) <= from()) continue;
      std::map<std::size_t, int> serial;
      for (const ClassSize& group : entrants(school, year)) {
        const Offering& offering = school.offerings[group.offering];
        Class made{
            s,
            group.offering,
            "",
            fmt::format("{}级{}{}班", year, offering.programme->name, ++serial[group.offering]),
            year,
            group.size};
        Dice luck = dice("class " + school.unit.id + made.name);
        bj::object values{{"school", school.unit.id},
                          {"name", made.name},
                          {"entry_year", year},
                          {"programme", offering.id},
                          {"kind", luck.chance(88)   ? "ordinary"
                                   : luck.chance(50) ? "order"
                                                     : "articulated"},
                          {"room", fmt::format("{}号楼{}{:02}", luck.between(1, 6),
                                               luck.between(1, 5), luck.between(1, 20))}};
        const auto& teachers = school.teachers;
        if (!teachers.empty()) {
          values["head_teacher"] = teachers[static_cast<std::size_t>(luck.between(
                                                0, static_cast<int>(teachers.size()) - 1))]
                                       .id;
        }
        Draft draft(*this, "class", base::Date(year, 8, 25), std::move(values));
        made.id = draft.id();
        if (draft.made()) classes_.push_back(std::move(made));
      }
    }
  }
}

void Maker::make_students() {
  std::map<std::pair<std::size_t, int>, int> numbers;
  for (const Class& group : classes_) {
    int& number = numbers[{group.school, group.year}];
    for (int i = 0; i < group.size; ++i) make_student(group, ++number);
  }
}

namespace {

// What is wrong with one student in some hundred; none of it keeps him from being registered.
enum class Flaw { none, sex, birth, young, twin, long_suspension, waits };

Flaw flaw_of(std::int64_t number) {
  if (number % 1050 == 17) return Flaw::sex;
  if (number % 1400 == 31) return Flaw::birth;
  if (number % 2900 == 47) return Flaw::young;
  if (number % 450 == 59) return Flaw::twin;
  if (number % 2600 == 83) return Flaw::long_suspension;
  if (number % 900 == 71) return Flaw::waits;
  return Flaw::none;
}

const char* sex_word(bool male) { return male ? "male" : "female"; }

}  // namespace

void Maker::make_student(const Class& group, int number) {
  const School& school = schools_[group.school];
  const int year = group.year;
  const bool graduated = year < newest_year_ - 2;
  Flaw flaw = graduated ? Flaw::none : flaw_of(students_++);
  Dice luck = dice(fmt::format("{}/{}/{}", school.unit.id, year, number));
  Person who = person(year - (school.college ? 19 : 16));
  std::string name = person_name(luck, who.male);
  std::string twin;
  if (flaw == Flaw::twin) {
    const auto other = twins_.find(year * 2 + (school.college ? 1 : 0));
    if (other != twins_.end() && other->second.school != group.school) {
      who = other->second.person;
      name = other->second.name;
      twin = other->second.id;
    }
  }
  if (flaw == Flaw::young) who = person(year - 12);
  const base::Date entered(year, 9, 1);
  base::Date begun = entered.plus_days(4 + luck.between(0, 14));
  // Some of the newest come late, so that there is always something under way.
  const bool late = year == newest_year_ && flaw == Flaw::none && luck.chance(4);
  if (late) begun = std::max(begun, until().plus_days(-luck.between(1, 20)));
  const int household = luck.between(0, 99);
  const int origin = luck.between(0, 99);
  std::string guardian = person_name(luck, true);
  bj::object values{{"school", school.unit.id},
                    {"name", name},
                    {"citizen_id", who.citizen_id},
                    {"sex", sex_word(flaw == Flaw::sex ? !who.male : who.male)},
                    {"born_on", (flaw == Flaw::birth ? who.born.plus_days(100) : who.born).str()},
                    {"ethnic_group", luck.chance(91) ? "01" : "03"},
                    {"student_no", "G" + who.citizen_id},
                    {"school_student_no", fmt::format("{}{:02}{:06}", year, school.number, number)},
                    {"class", group.id},
                    {"entered_on", entered.str()},
                    {"origin", school.college ? (origin < 80 ? "senior_graduate" : "other")
                               : origin < 93  ? "junior_graduate"
                               : origin < 97  ? "earlier_junior"
                                              : "other"},
                    {"household_kind", household < 80   ? "rural"
                                       : household < 94 ? "county_town"
                                                        : "urban"},
                    {"division", school.unit.division},
                    {"address", fmt::format("示例乡示例村{}组", luck.between(1, 12))},
                    {"phone", phone()},
                    {"guardian", guardian},
                    {"guardian_phone", phone()},
                    {"boards", luck.chance(72)}};
  const bool confirmed = flaw == Flaw::sex || flaw == Flaw::birth || flaw == Flaw::young;
  Draft draft(*this, "student", begun, std::move(values), confirmed);
  const std::string id = draft.id();
  base::Date day = begun.plus_days(luck.between(0, late ? 6 : 3));
  draft.then(day, "submit");
  if (luck.between(0, 99) == 0) {
    day = day.plus_days(luck.between(1, 3));
    draft.returned(day, "return", "student_no", "学籍号与全国系统不一致，请核对（示例）");
    day = day.plus_days(luck.between(1, 3));
    draft.then(day, "submit");
  }
  if (flaw != Flaw::waits) {
    day = day.plus_days(luck.between(2, 9));
    draft.then(day, "approve");
    const int fate = luck.between(0, 999);
    const base::Date change = std::max(day.plus_days(30), entered.plus_days(luck.between(60, 380)));
    if (flaw == Flaw::long_suspension) {
      draft.then(change, "suspend",
                 {{"status_on", change.str()},
                  {"status_reason", "因病（示例）"},
                  {"back_by", later_by_months(change, 15).str()}},
                 "", true);
      if (change >= until()) flaw = Flaw::none;
    } else if (fate < 12) {
      const base::Date back = later_by_months(change, 11);
      draft.then(change, "suspend",
                 {{"status_on", change.str()},
                  {"status_reason", luck.chance(60) ? "因病（示例）" : "家庭原因（示例）"},
                  {"status_document", fmt::format("示例学籍〔{}〕{}号", change.year(), number)},
                  {"back_by", back.str()}});
      if (fate < 8) draft.then(back, "return_to_school", {{"status_on", back.str()}});
      if (graduated && fate >= 8) {
        draft.then(back, "withdraw",
                   {{"status_on", back.str()}, {"status_reason", "休学期满未返校（示例）"}});
      }
    } else if (fate < 22) {
      draft.then(change, "withdraw",
                 {{"status_on", change.str()}, {"status_reason", "外出务工（示例）"}});
    } else if (fate < 29) {
      draft
          .then(change, "transfer",
                {{"status_on", change.str()},
                 {"status_reason", "随父母迁居（示例）"},
                 {"moved_to", "外市示例职业学校"}})
          .then(change.plus_days(luck.between(2, 12)), "approve_transfer",
                {{"status_document", fmt::format("示例转学〔{}〕{}号", change.year(), number)}});
    }
    const bool stays = fate < 8 || fate >= 29;
    if (graduated && stays) {
      const base::Date left(year + 3, 7, 1);
      draft.then(
          left.plus_days(luck.between(0, 8)), "graduate",
          {{"status_on", left.str()},
           {"certificate_no", fmt::format("示例{}{:02}{:06}", year + 3, school.number, number)}});
    }
  }
  if (!draft.made()) return;
  const auto planted = [&](std::string field, FoundBy found_by, base::Text what) {
    plant({"student", id, school.unit.id, name, std::move(field), found_by, std::move(what)});
  };
  if (flaw == Flaw::sex) {
    planted("sex", FoundBy::warning, {"性别与身份证号不一致", "sex and citizen id do not agree"});
  } else if (flaw == Flaw::birth) {
    planted("born_on", FoundBy::warning,
            {"出生日期与身份证号不一致", "birth date and citizen id do not agree"});
  } else if (flaw == Flaw::young) {
    planted("entered_on", FoundBy::warning, {"入学时年龄偏小", "young at entry"});
  } else if (flaw == Flaw::long_suspension) {
    planted("back_by", FoundBy::warning, {"休学时间超过期限", "suspended for too long"});
  } else if (flaw == Flaw::waits && day.plus_days(25) < until()) {
    planted("state", FoundBy::overdue,
            {"提交后一直没有审核，已超过 10 个工作日",
             "submitted and not decided within 10 working days"});
  } else if (flaw == Flaw::twin) {
    if (twin.empty()) {
      twins_[year * 2 + (school.college ? 1 : 0)] = {who, name, group.school, id};
    } else {
      twins_.erase(year * 2 + (school.college ? 1 : 0));
      planted("citizen_id", FoundBy::same_id,
              {"同一身份证号在另一所学校也有学籍，编号 " + twin,
               "the same citizen id is registered in another school: " + twin});
    }
  }
}

void Maker::make_enrolment_plans() {
  for (int year = from().year(); year <= newest_year_ + 1; ++year) {
    const bool next = year > newest_year_;
    const base::Date begun = next ? until().plus_days(-12) : base::Date(year, 3, 4);
    if (begun < from()) continue;
    for (const School& school : schools_) {
      Dice luck = dice(fmt::format("plan of {} for {}", school.unit.id, year));
      std::map<std::size_t, int> people;
      for (const ClassSize& group : entrants(school, year)) people[group.offering] += group.size;
      for (const auto& [number, entrants] : people) {
        const Offering& offering = school.offerings[number];
        // Asked for in tens.
        const int wanted =
            offering.low_fill ? entrants * 9 / 5 + 20 : entrants * luck.between(102, 112) / 100;
        const int seats = std::min(5000, (wanted + 9) / 10 * 10);
        const base::Date day = begun.plus_days(luck.between(0, 4));
        Draft draft(*this, "enrolment_plan", day,
                    {{"school", school.unit.id},
                     {"year", year},
                     {"programme", offering.id},
                     {"source", school.college ? "senior" : "junior"},
                     {"seats", seats},
                     {"boarding_seats", seats * 7 / 10},
                     {"fee", school.college ? 500'000 : 0}});
        if (!next || luck.chance(60)) draft.then(day.plus_days(luck.between(2, 6)), "submit");
        if (!next) {
          draft.then(day.plus_days(luck.between(9, 14)), "check")
              .then(base::Date(year, 4, 8).plus_days(luck.between(0, 6)), "approve",
                    {{"approved_seats", seats}});
        }
        draft.made();
      }
    }
  }
}

void Maker::make_conditions() {
  for (const School& school : schools_) {
    // Three secondary schools miss one thing each.
    const int missed = school.college ? -1 : school.number % 8;
    for (int year = from().year(); year <= newest_year_; ++year) {
      Dice luck = dice(fmt::format("conditions of {} in {}", school.unit.id, year));
      const std::int64_t students = this->students(school, year);
      std::int64_t teachers = std::ranges::count_if(school.teachers, &Teacher::full_time);
      std::int64_t specialty = std::ranges::count_if(school.teachers, [](const Teacher& teacher) {
        return teacher.full_time && teacher.teaches_a_specialty();
      });
      std::int64_t senior = std::ranges::count_if(school.teachers, [](const Teacher& teacher) {
        return teacher.full_time &&
               (teacher.title_level == "senior" || teacher.title_level == "associate");
      });
      // Small worlds have fewer teachers than a school needs.
      teachers = std::max<std::int64_t>({teachers, 62, (students + 18) / 19});
      std::int64_t building = std::max<std::int64_t>(26'000, students * 23);
      std::int64_t equipment = std::max<std::int64_t>(320'000'000, students * 290'000);
      std::int64_t books = students * luck.between(31, 40);
      std::string field;
      base::Text what;
      if (missed == 1) {
        building = std::max<std::int64_t>(20'000, students * 16);
        field = "building_area";
        what = {"建筑面积低于监测标准", "the building area is below the standard"};
      } else if (missed == 3) {
        teachers = std::max<std::int64_t>(40, students / 25);
        field = "full_time_teachers";
        what = {"专任教师数或生师比低于标准", "too few full-time teachers"};
      } else if (missed == 5) {
        equipment = students * 180'000;
        field = "equipment";
        what = {"生均仪器设备值低于标准", "too little equipment per student"};
      }
      specialty = std::min(specialty, teachers);
      senior = std::min(senior, teachers);
      // It has grown from year to year.
      const int years_back = newest_year_ - year;
      const std::int64_t dual =
          std::min<std::int64_t>(school.dual_qualified * (10 - years_back) / 10, teachers);
      const base::Date day = base::Date(year, 10, 18).plus_days(luck.between(0, 22));
      Draft draft(*this, "campus_conditions", day,
                  {{"school", school.unit.id},
                   {"year", year},
                   {"students", students},
                   {"campus_area", std::max<std::int64_t>(45'000, students * 38) * 100},
                   {"building_area", building * 100},
                   {"full_time_teachers", teachers},
                   {"senior_title_teachers", senior},
                   {"specialty_teachers", specialty},
                   {"dual_qualified_teachers", std::max<std::int64_t>(0, dual)},
                   {"part_time_teachers", teachers / 6},
                   {"equipment", equipment},
                   {"books", books},
                   {"computers", std::min<std::int64_t>(100'000, students * 16 / 100)},
                   {"track_length", luck.chance(70) ? 400 : 200},
                   {"reading_seats", std::min<std::int64_t>(100'000, students / 9 + 20)}},
                  !field.empty());
      const std::string id = draft.id();
      // This year some are still with the county and some have not handed in.
      draft.then(day.plus_days(luck.between(3, 14)), "submit")
          .then(day.plus_days(luck.between(18, 40)), "confirm");
      if (draft.made() && !field.empty()) {
        plant({"campus_conditions", id, school.unit.id,
               fmt::format("{} {}", school.unit.name, year), field, FoundBy::warning, what});
      }
    }
  }
}

void Maker::make_intakes() {
  for (int year = from().year(); year <= newest_year_; ++year) {
    for (std::size_t i = 0; i < place_.counties.size(); ++i) {
      const Unit& county = place_.counties[i];
      Dice luck = dice(fmt::format("intake of {} in {}", county.id, year));
      std::int64_t secondary = 0;
      for (const School& school : schools_) {
        if (school.college || school.unit.county != county.id) continue;
        for (const ClassSize& group : entrants(school, year)) secondary += group.size;
      }
      if (secondary == 0) secondary = scaled(300, 5);
      const std::int64_t technician = secondary / 25;
      const std::int64_t five_year = secondary / 30;
      const std::int64_t vocational = secondary + technician + five_year;
      const bool low = (i == 1 && year == newest_year_) || (i == 2 && year == from().year() + 1);
      const std::int64_t general = vocational * (low ? 172 : luck.between(118, 140)) / 100;
      const std::int64_t outside = (vocational + general) / 20;
      const base::Date day = base::Date(year, 10, 15).plus_days(luck.between(0, 10));
      Draft draft(*this, "intake", day,
                  {{"county", county.id},
                   {"year", year},
                   {"junior_graduates", vocational + general + outside + outside / 2 + 3},
                   {"secondary_intake", secondary},
                   {"technician_intake", technician},
                   {"five_year_intake", five_year},
                   {"general_intake", general},
                   {"outside_city", outside},
                   {"at_work", outside / 2},
                   {"unknown", 3}},
                  low);
      const std::string id = draft.id();
      draft.then(day.plus_days(luck.between(3, 9)), "submit")
          .then(base::Date(year, 11, 22).plus_days(static_cast<int>(i)), "confirm");
      if (draft.made() && low) {
        plant({"intake",
               id,
               county.id,
               fmt::format("{} {}", county.name, year),
               "general_intake",
               FoundBy::warning,
               {"职业教育招生占比低于 40%", "the vocational share is below 40 %"}});
      }
    }
  }
}

void Maker::make_articulation() {
  std::vector<const Programme*> upper;
  for (const Programme& programme : kProgrammes) {
    if (programme.college) upper.push_back(&programme);
  }
  const std::string college =
      place_.colleges.empty() ? "示例职业技术学院" : place_.colleges.front().name;
  for (const School& school : schools_) {
    if (school.college) continue;
    Dice luck = dice("articulation of " + school.unit.id);
    for (int i = 0; i < 2; ++i) {
      const int year = some_year(luck, from().year() + 1);
      const base::Date begun = base::Date(year, 4, 10).plus_days(luck.between(0, 40));
      const bool attached = i == 1 && luck.chance(40);
      Draft(*this, "articulation_agreement", begun,
            {{"agreement_no", fmt::format("示例贯通{}-{:02}{}", year, school.number, i)},
             {"school", school.unit.id},
             {"college", college},
             {"mode", attached ? "attached" : "three_two"},
             {"programme", school.offerings[static_cast<std::size_t>(i)].id},
             {"upper_programme",
              catalogue_.at(upper[static_cast<std::size_t>(luck.between(0, 20))]->code)},
             {"seats", luck.between(4, 16) * 10},
             {"starts_on", base::Date(year, 9, 1).str()},
             {"ends_on", base::Date(year + 5, 8, 31).str()},
             {"conditions", "课程合格、技能考核合格（示例）"}})
          .with_file("scan", "贯通培养协议（示例）")
          .then(begun.plus_days(4), "submit")
          .then(begun.plus_days(luck.between(9, 18)), "file",
                {{"filing_no", fmt::format("示例备{}-{:02}{}", year, school.number, i)}})
          .made();
    }
  }
}

void Maker::make_shared_courses() {
  constexpr std::array<std::string_view, 6> kCourses = {"木工基础",   "面点制作", "电子制作",
                                                        "汽车与生活", "茶艺",     "三维建模"};
  for (const School& school : schools_) {
    if (school.college) continue;
    Dice luck = dice("courses of " + school.unit.id);
    for (int year = from().year() + 1; year <= newest_year_; ++year) {
      const std::string course(luck.one_of(kCourses));
      const int seats = luck.between(3, 8) * 10;
      const base::Date begun = base::Date(year, 8, 20).plus_days(luck.between(0, 9));
      Draft(*this, "shared_course", begun,
            {{"school", school.unit.id},
             {"partner", fmt::format("{}示例高级中学", school.unit.division)},
             {"course", course},
             {"term", fmt::format("{}-1", year)},
             {"direction", "to_general"},
             {"hours", luck.between(16, 36)},
             {"credits", 20},
             {"seats", seats}})
          .then(begun.plus_days(3), "offer")
          .then(begun.plus_days(12), "agree", {}, "对方学校已复函同意（示例）")
          .then(base::Date(year + 1, 1, 12), "finish", {{"taken", seats - luck.between(0, 20)}})
          .made();
    }
  }
}

void Maker::make_bases() {
  for (std::size_t s = 0; s < schools_.size(); ++s) {
    const School& school = schools_[s];
    Dice luck = dice("bases of " + school.unit.id);
    const std::size_t count =
        std::min<std::size_t>(school.college ? 6 : 3, school.offerings.size());
    for (std::size_t i = 0; i < count; ++i) {
      const Programme& programme = *school.offerings[i].programme;
      const bool open = i == 0 || luck.chance(40);
      const int pair = (programme.code[0] - '0') * 10 + (programme.code[1] - '0');
      Base made{s, "", luck.between(4, 20) * 10, open};
      Draft draft(*this, "training_base", from().plus_days(luck.between(0, 300)),
                  {{"school", school.unit.id},
                   {"name", fmt::format("{}{}实训基地", school.unit.name, programme.name)},
                   {"programme_class", std::to_string(programme.college ? pair + 20 : pair)},
                   {"kind", open ? "shared" : "own"},
                   {"stations", made.stations},
                   {"equipment", luck.between(80, 900) * 1'000'000LL},
                   {"area", luck.between(300, 2600) * 100},
                   {"open_to_others", open},
                   {"manager", person_name(luck, true)},
                   {"phone", phone()}});
      made.id = draft.id();
      if (draft.made()) bases_.push_back(std::move(made));
    }
  }
}

// The last two months and the next three weeks.
void Maker::make_bookings() {
  constexpr std::array<const char*, 2> kSlots = {"morning", "afternoon"};
  for (const Base& base : bases_) {
    Dice luck = dice("bookings of " + base.id);
    for (int day = -60; day <= 21; day += luck.between(2, 6)) {
      const base::Date on = until().plus_days(day);
      // Somebody else's school now and then, where the base is open to others.
      const std::size_t user =
          luck.chance(80) || !base.open
              ? base.school
              : static_cast<std::size_t>(luck.between(0, static_cast<int>(schools_.size()) - 1));
      bj::object values{{"school", schools_[user].unit.id},
                        {"base", base.id},
                        {"day", on.str()},
                        {"slot", luck.one_of(kSlots)},
                        {"people", std::min(base.stations, luck.between(20, 48))},
                        {"content", "技能实训（示例）"}};
      const auto group = std::ranges::find_if(classes_, [&](const Class& one) {
        return one.school == user && one.year == newest_year_ - day % 2;
      });
      if (group != classes_.end()) values["class"] = group->id;
      const base::Date asked = std::min(on, until()).plus_days(-luck.between(3, 9));
      Draft(*this, "base_booking", asked, std::move(values))
          .then(asked, "request")
          .then(asked.plus_days(luck.between(1, 2)), "accept")
          .made();
    }
  }
}

void Maker::make_implementation_plans() {
  for (const School& school : schools_) {
    for (int year = from().year() + 1; year <= newest_year_; ++year) {
      Dice luck = dice(fmt::format("implementation of {} in {}", school.unit.id, year));
      const base::Date issued = base::Date(year, 3, 1).plus_days(luck.between(0, 25));
      base::Date day = issued.plus_days(2);
      // One is always being mended now.
      if (year == newest_year_ && school.number % 5 == 2) day = until().plus_days(-9);
      Draft draft(*this, "implementation_plan", day,
                  {{"school", school.unit.id},
                   {"year", year},
                   {"document_title",
                    fmt::format("{}{}年职业教育改革实施方案（示例）", school.unit.name, year)},
                   {"document_no", fmt::format("示例校发〔{}〕{}号", year, luck.between(1, 60))},
                   {"issued_on", std::min(issued, day).str()},
                   {"signed_by", person_name(luck, true)},
                   {"summary", "专业建设、双师队伍、产教融合和质量年报安排（示例）。"}});
      draft.with_file("document", "职业教育改革实施方案（示例）");
      draft.then(day.plus_days(1), "send");
      if (luck.chance(30) || day > issued.plus_days(60)) {
        draft.returned(day.plus_days(4), "ask_supplement", "summary", "请补充年度任务分工（示例）")
            .then(day.plus_days(10), "send");
      }
      // Nobody signs in the past: silence is consent after five working days.
      draft.then(day.plus_days(24), "file",
                 {{"filing_no", fmt::format("示例备〔{}〕{}号", year, school.number + 1)}});
      draft.made();
    }
  }
}

}  // namespace sample

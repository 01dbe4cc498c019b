#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sample/world_maker.hpp"

// Teachers, their recognition as dual-qualified, stations, studios and time outside the school.
namespace sample {

namespace {

constexpr double kSecondaryTeachers = 1400;
constexpr double kCollegeTeachers = 432;
constexpr int kDualPercent = 40;  // of those who teach a specialty

const char* sex_word(bool male) { return male ? "male" : "female"; }

std::string role_of(int number) {
  // Of a hundred, 57 teach a specialty and five instruct practice.
  const int place = number % 100 * 37 % 100;
  if (place < 57) return "specialty";
  if (place < 62) return "practice";
  return place < 95 ? "public" : "administration";
}

std::string title_of(int luck) {
  if (luck < 3) return "senior";
  if (luck < 25) return "associate";
  if (luck < 65) return "middle";
  return luck < 94 ? "junior" : "none";
}

}  // namespace

void Maker::make_teachers() {
  int all = 0;
  for (School& school : schools_) {
    const double of_all = school.college ? kCollegeTeachers : kSecondaryTeachers;
    const int count = scaled(of_all * school.share, 4);
    for (int i = 0; i < count; ++i) {
      Dice luck = dice(fmt::format("teacher {} of {}", i, school.unit.id));
      const Person who = person(luck.between(1966, 1998));
      const bool odd = ++all % 330 == 11;
      Teacher made;
      made.name = person_name(luck, who.male);
      made.role = role_of(i);
      made.title_level = title_of(luck.between(0, 99));
      const int employment = luck.between(0, 99);
      made.full_time = employment < 98;
      // Some came since the register began, the last of them this term.
      const int first = std::max(who.born.year() + 23, 1995);
      const int began = luck.chance(82) ? luck.between(first, std::max(first, from().year() - 1))
                                        : some_year(luck, from().year());
      made.since = base::Date(began, luck.chance(70) ? 9 : 3, 1);
      const bool skilled = made.role == "specialty" || made.role == "practice";
      const Offering& offering =
          school.offerings[static_cast<std::size_t>(i) % school.offerings.size()];
      const int education = luck.between(0, 99);
      bj::object values{
          {"school", school.unit.id},
          {"name", made.name},
          {"citizen_id", who.citizen_id},
          {"sex", sex_word(odd ? !who.male : who.male)},
          {"ethnic_group", luck.chance(93) ? "01" : "03"},
          {"political_status", luck.chance(42) ? "01" : "13"},
          {"phone", phone()},
          {"employment", employment < 88   ? "established"
                         : employment < 98 ? "contract"
                                           : "part_time"},
          {"role", made.role},
          {"started_on", made.since.str()},
          {"education", education < 12   ? "master"
                        : education < 90 ? "bachelor"
                                         : "college"},
          {"certificate_no", fmt::format("示例{}{:04}{:05}", school.number, began, i)},
          {"title_level", made.title_level}};
      if (employment >= 88 && employment < 98) values["contract_from"] = made.since.str();
      if (skilled) {
        const int skill = luck.between(0, 99);
        values["teaches"] = offering.catalogue;
        values["studied"] = offering.programme->name;
        values["skill_level"] = skill < 20   ? "technician"
                                : skill < 65 ? "senior"
                                : skill < 85 ? "middle"
                                             : "none";
        values["practice_months"] = luck.between(0, 14);
      }
      if (made.title_level != "none") {
        values["titled_on"] =
            base::Date(std::min(began + luck.between(1, 12), newest_year_ - 1), 12, 1).str();
      }
      Draft draft(*this, "teacher", made.since, std::move(values), odd);
      made.id = draft.id();
      if (!draft.made()) continue;
      if (odd) {
        plant({"teacher",
               made.id,
               school.unit.id,
               made.name,
               "sex",
               FoundBy::warning,
               {"性别与身份证号不一致", "sex and citizen id do not agree"}});
      }
      school.teachers.push_back(std::move(made));
    }
  }
}

void Maker::make_applications() {
  int number = 0;
  for (std::size_t s = 0; s < schools_.size(); ++s) {
    School& school = schools_[s];
    for (const Teacher& teacher : school.teachers) {
      if (!teacher.teaches_a_specialty()) continue;
      Dice luck = dice("application of " + teacher.id);
      if (!luck.chance(kDualPercent + 6)) continue;
      // A round in spring and one in autumn; the last one is under way.
      const int first = std::max({2023, from().year() + 1, teacher.since.year() + 2});
      if (first > newest_year_) continue;
      const int year = some_year(luck, first);
      const base::Date day = luck.chance(60)
                                 ? base::Date(year, 4, 20).plus_days(luck.between(0, 20))
                                 : base::Date(year, 10, 8).plus_days(luck.between(0, 35));
      if (day <= from()) continue;
      const bool refused = luck.chance(6);
      const bool too_long = ++number % 120 == 7;
      const bool high = teacher.title_level == "senior" || teacher.title_level == "associate";
      Draft draft(*this, "dual_qualified_application", day,
                  {{"school", school.unit.id},
                   {"teacher", teacher.id},
                   {"applied_on", day.str()},
                   {"level", high                              ? "senior"
                             : teacher.title_level == "middle" ? "intermediate"
                                                               : "initial"},
                   {"scope", teacher.role},
                   {"ethics_confirmed", true},
                   {"statement", "承担专业课教学，近年参加企业实践并指导技能大赛（示例）。"}});
      const std::string id = draft.id();
      draft.then(day.plus_days(1), "apply")
          .then(day.plus_days(luck.between(4, 10)), "school_pass",
                {{"school_opinion", "师德合格，材料属实，同意推荐（示例）。"}});
      const base::Date panel = day.plus_days(luck.between(14, 30));
      const base::Date published = panel.plus_days(luck.between(4, 14));
      const base::Date listed = published.plus_days(luck.between(18, 26));
      if (refused) {
        draft.then(panel, "refuse", {}, "企业实践时间不足（示例）");
      } else {
        draft
            .then(panel, "panel_pass",
                  {{"panel_score", luck.between(700, 960)},
                   {"panel_opinion", "达到申请级别的条件（示例）。"}})
            .then(published, "publish",
                  {{"city_opinion", "同意公示（示例）。"}, {"published_on", published.str()}})
            .then(listed, "recognise",
                  {{"objection", "公示期内无异议（示例）。"},
                   {"certificate_no", fmt::format("示例双师{}{:05}", year, number)},
                   {"valid_from", listed.str()},
                   {"review_by", later_by_months(listed, too_long ? 72 : 59).str()}},
                  "", too_long);
      }
      if (!draft.made()) continue;
      if (!refused && listed < until()) {
        ++school.dual_qualified;
        if (too_long) {
          plant({"dual_qualified_application",
                 id,
                 school.unit.id,
                 teacher.name,
                 "review_by",
                 FoundBy::warning,
                 {"复核日期超过复核周期", "to be reviewed later than the time until review"}});
        }
      }
      applications_.push_back({s, id, day});
    }
  }
}

void Maker::make_evidence() {
  struct Kind {
    const char* kind;
    const char* paper;
    const char* issuer;
  };
  constexpr std::array<Kind, 5> kKinds = {{{"title", "职称证书", "示例市职称评审委员会"},
                                           {"skill", "技能等级证书", "示例职业技能评价机构"},
                                           {"practice", "企业实践证明", "示例合作企业"},
                                           {"contest", "指导获奖证书", "示例技能大赛组委会"},
                                           {"appraisal", "年度考核表", "本校考核领导小组"}}};
  for (const Application& application : applications_) {
    Dice luck = dice("evidence of " + application.id);
    const int first = luck.between(0, 4);
    for (int i = 0; i < luck.between(1, 3); ++i) {
      const Kind& kind = kKinds[static_cast<std::size_t>((first + i) % 5)];
      Draft(*this, "dual_qualified_evidence", application.applied_on,
            {{"school", schools_[application.school].unit.id},
             {"application", application.id},
             {"kind", kind.kind},
             {"issuer", kind.issuer},
             {"number", fmt::format("示例{}-{:06}", i, luck.between(1, 999'999))},
             {"issued_on", application.applied_on.plus_days(-luck.between(40, 1500)).str()}})
          .with_file("scan", fmt::format("{}（示例）", kind.paper))
          .made();
    }
  }
}

void Maker::make_stations() {
  if (enterprises_.empty()) return;
  for (std::size_t s = 0; s < schools_.size(); ++s) {
    const School& school = schools_[s];
    Dice luck = dice("stations of " + school.unit.id);
    for (int i = 0; i < (school.college ? 4 : luck.between(1, 2)); ++i) {
      const std::size_t chosen = (s * 7 + static_cast<std::size_t>(i) * 3) % enterprises_.size();
      const int year = some_year(luck, from().year() + 1);
      const base::Date opened = base::Date(year, 5, 6).plus_days(luck.between(0, 150));
      const Programme& programme = *school.offerings[static_cast<std::size_t>(i)].programme;
      const int pair = (programme.code[0] - '0') * 10 + (programme.code[1] - '0');
      // Stations are referred to once they are listed.
      Draft draft(*this, "teacher_station", opened.plus_days(3),
                  {{"school", school.unit.id},
                   {"enterprise", enterprises_[chosen].id},
                   {"programme_class", std::to_string(programme.college ? pair + 20 : pair)},
                   {"places", luck.between(2, 10)},
                   {"agreement_no", fmt::format("示例站{}-{:02}{}", year, school.number, i)},
                   {"opened_on", opened.str()},
                   {"closes_on", later_by_months(opened, 36).str()},
                   {"contact", person_name(luck, true)}});
      draft.then(opened.plus_days(8), "submit")
          .then(opened.plus_days(luck.between(20, 40)), "list",
                {{"listing_no", fmt::format("示例职教〔{}〕{}号", year, luck.between(1, 40))}});
      draft.made();
    }
  }
}

void Maker::make_secondments() {
  if (enterprises_.empty()) return;
  for (const School& school : schools_) {
    for (const Teacher& teacher : school.teachers) {
      Dice luck = dice("secondment of " + teacher.id);
      if (!teacher.teaches_a_specialty() || !luck.chance(24)) continue;
      const int first = std::max(from().year() + 1, teacher.since.year());
      if (first > newest_year_) continue;
      const int year = some_year(luck, first);
      const bool exchange = luck.chance(20);
      const base::Date starts = luck.chance(75)
                                    ? base::Date(year, 7, 10)
                                    : base::Date(year, 9, 15).plus_days(luck.between(0, 70));
      const base::Date ends = starts.plus_days(luck.between(30, 110));
      Draft(*this, "secondment", starts.plus_days(-12),
            {{"school", school.unit.id},
             {"teacher", teacher.id},
             {"kind", exchange ? "exchange" : "practice"},
             {"place", exchange ? std::string("外县示例职业学校")
                                : enterprises_[static_cast<std::size_t>(luck.between(
                                                   0, static_cast<int>(enterprises_.size()) - 1))]
                                      .name},
             {"starts_on", starts.str()},
             {"planned_until", ends.str()},
             {"work", "跟岗实践，收集教学案例（示例）"}})
          .then(starts.plus_days(-5), "approve")
          .then(ends.plus_days(6), "finish",
                {{"ends_on", ends.str()},
                 {"result", luck.chance(85) ? "合格（示例）" : "优秀（示例）"}})
          .made();
    }
  }
}

void Maker::make_studios() {
  constexpr std::array<const char*, 3> kFields = {"skill", "craft", "heritage"};
  for (const School& school : schools_) {
    Dice luck = dice("studios of " + school.unit.id);
    for (int i = 0; i < (school.college ? 3 : luck.between(1, 2)); ++i) {
      const int year = some_year(luck, from().year() + 1);
      const base::Date opened = base::Date(year, 4, 1).plus_days(luck.between(0, 200));
      const std::string leader = person_name(luck, luck.chance(60));
      Draft(*this, "skill_studio", opened.plus_days(5),
            {{"school", school.unit.id},
             {"name", fmt::format("{}{}技能传承创新工作室", leader, i + 1)},
             {"leader", leader},
             {"leader_title", "示例市技术能手"},
             {"field", kFields[static_cast<std::size_t>(i) % kFields.size()]},
             {"opened_on", opened.str()},
             {"apprentices", luck.between(3, 30)}})
          .then(opened.plus_days(10), "submit")
          .then(opened.plus_days(luck.between(25, 60)), "list",
                {{"listing_no", fmt::format("示例职教〔{}〕{}号", year, luck.between(41, 80))},
                 {"level", i == 0 ? "city" : "school"}})
          .made();
    }
  }
}

}  // namespace sample

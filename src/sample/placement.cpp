#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sample/world_maker.hpp"

// Enterprises, what schools agree with them, and the group.
namespace sample {

namespace {

constexpr double kEnterprises = 180;
constexpr double kAgreements = 240;

}  // namespace

void Maker::make_enterprises() {
  const int count = scaled(kEnterprises, 12);
  for (int i = 0; i < count; ++i) {
    Dice luck = dice(fmt::format("enterprise {}", i));
    const Unit& county = place_.counties[static_cast<std::size_t>(i) % place_.counties.size()];
    const std::size_t trade = static_cast<std::size_t>(luck.between(0, 19));
    const bool larger = i % 9 == 0;
    const bool wrong_code = i % 60 == 7;
    const bool wrong_size = i % 90 == 13;
    int staff = larger ? luck.between(300, 2400) : luck.between(20, 280);
    if (wrong_size) staff = luck.between(3, 15);
    std::string code = credit_code(county.division, i + 1);
    if (wrong_code) code.back() = code.back() == '0' ? '1' : '0';
    Enterprise made;
    made.name = fmt::format("{}示例{}有限公司{}", county.name, kTrades[trade],
                            i < 400 ? fmt::format("（{}）", i + 1) : fmt::format("{}", i + 1));
    const base::Date day = from().plus_days(luck.between(0, 60));
    const base::Date counted(std::max(from().year(), newest_year_ - 1), 12, 31);
    bj::object values{
        {"county", county.id},
        {"credit_code", code},
        {"name", made.name},
        {"industry", luck.one_of(kIndustries)},
        {"size", larger        ? "large"
                 : wrong_size  ? "medium"
                 : staff > 150 ? "medium"
                               : "small"},
        {"above_scale", larger || luck.chance(75)},
        {"staff", staff},
        {"state_owned", luck.chance(12)},
        {"business", fmt::format("{}相关业务（示例）", kTrades[trade])},
        {"address", fmt::format("{}示例工业园{}号", county.name, luck.between(1, 90))},
        {"contact", person_name(luck, luck.chance(70))},
        {"phone", phone()},
        {"integration", i % 60 == 3  ? "certified"
                        : i % 6 == 1 ? "cultivation"
                                     : "none"}};
    if (counted <= day) values["staff_on"] = counted.str();
    Draft draft(*this, "enterprise", day, std::move(values), wrong_code || wrong_size);
    made.id = draft.id();
    if (!draft.made()) continue;
    if (wrong_code) {
      plant({"enterprise",
             made.id,
             county.id,
             made.name,
             "credit_code",
             FoundBy::warning,
             {"统一社会信用代码校验位不对", "the check character of the credit code is wrong"}});
    }
    if (wrong_size) {
      plant({"enterprise",
             made.id,
             county.id,
             made.name,
             "staff",
             FoundBy::warning,
             {"规模与职工数不相称", "size and staff do not agree"}});
    }
    enterprises_.push_back(std::move(made));
  }
}

void Maker::make_agreements() {
  if (enterprises_.empty()) return;
  constexpr std::array<const char*, 7> kModes = {"order",  "apprenticeship", "internship", "base",
                                                 "course", "in_school",      "internship"};
  const int count = scaled(kAgreements, 10);
  for (int i = 0; i < count; ++i) {
    Dice luck = dice(fmt::format("agreement {}", i));
    const School& school = schools_[static_cast<std::size_t>(i) % schools_.size()];
    const std::size_t chosen =
        static_cast<std::size_t>(luck.between(0, static_cast<int>(enterprises_.size()) - 1));
    const char* const mode = luck.one_of(kModes);
    const int year = some_year(luck, from().year() + 1);
    const base::Date signed_on = base::Date(year, 1, 15).plus_days(luck.between(0, 330));
    if (signed_on >= until()) continue;
    const base::Date starts = signed_on.plus_days(luck.between(0, 30));
    const base::Date ends = later_by_months(starts, luck.between(1, 4) * 12);
    const auto& offering = school.offerings[static_cast<std::size_t>(
        luck.between(0, static_cast<int>(school.offerings.size()) - 1))];
    Draft draft(*this, "cooperation_agreement", signed_on.plus_days(2),
                {{"agreement_no", fmt::format("示例校企{}-{:05}", year, i + 1)},
                 {"school", school.unit.id},
                 {"enterprise", enterprises_[chosen].id},
                 {"mode", mode},
                 {"programme", offering.id},
                 {"signed_on", signed_on.str()},
                 {"starts_on", starts.str()},
                 {"ends_on", ends.str()},
                 {"trainees", luck.between(2, 12) * 10},
                 {"invested", luck.between(0, 80) * 1'000'000LL},
                 {"content", "共同制定培养方案，接收学生实习并推荐就业（示例）。"}});
    draft.with_file("scan", "校企合作协议（示例）")
        .then(signed_on.plus_days(5), "submit")
        .then(signed_on.plus_days(luck.between(8, 20)), "file");
    if (luck.chance(5)) draft.then(starts.plus_days(300), "end", {}, "企业停产（示例）");
    draft.made();
  }
}

void Maker::make_memberships() {
  const auto head = std::ranges::find_if(schools_, &School::college);
  const School& registers = head == schools_.end() ? schools_.front() : *head;
  const std::string group = "示例职业教育集团";
  const base::Date founded(from().year() + 1, 5, 20);
  const auto add = [&](bj::object values) {
    values["registered_by"] = registers.unit.id;
    values["group_name"] = group;
    Draft(*this, "group_membership", founded.plus_days(9), std::move(values)).made();
  };
  for (const School& school : schools_) {
    add({{"member_name", school.unit.name},
         {"kind", "school"},
         {"position", &school == &registers ? "head" : "council"},
         {"joined_on", founded.str()}});
  }
  for (std::size_t i = 0; i < enterprises_.size() && i < 48; ++i) {
    add({{"member_name", enterprises_[i].name},
         {"enterprise", enterprises_[i].id},
         {"kind", "enterprise"},
         {"position", i % 8 == 0 ? "council" : "member"},
         {"joined_on", founded.plus_days(static_cast<int>(i % 5)).str()}});
  }
}

}  // namespace sample

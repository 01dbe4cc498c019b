#include "supervision/deadline_notices.hpp"

#include <fmt/format.h>

#include <compare>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/written_date.hpp"

namespace supervision {

namespace {

// What is told together: of one unit, kind, stage and day.
struct Together {
  std::string unit;
  std::string kind;
  const char* stage;
  base::Date due_on;

  auto operator<=>(const Together& other) const {
    return std::tuple(unit, kind, std::string_view(stage), due_on) <=>
           std::tuple(other.unit, other.kind, std::string_view(other.stage), other.due_on);
  }
};

// The stage at which an item is told of today; none if it is not.
const char* stage_of(const DueItem& item, base::Date today, const base::WorkingDays& calendar) {
  // Counting working days walks day by day: what is far away needs no exact number.
  constexpr int kFarDays = 40;
  const int days_left = item.due_on.days_since(today);
  if (days_left > kFarDays || days_left < -kFarDays) return nullptr;
  const int left = calendar.between(today, item.due_on);
  if (days_left < 0) return -left > kPassedDays ? nullptr : "passed";
  if (left <= kLastDays) return "last";
  return left > kNearDays || item.just_set ? nullptr : "near";
}

base::Text text_of(const DueItem& first, std::size_t count, base::Date today) {
  const std::string due = base::written_date(first.due_on);
  base::Text what = first.what;
  if (count > 1) {
    what = {fmt::format("{}等{}项", what.zh, count),
            fmt::format("{} and {} more", what.en, count - 1)};
  }
  if (first.due_on < today) {
    return {fmt::format("{}，{}到期，已逾期", what.zh, due),
            fmt::format("{}: was due on {}", what.en, first.due_on.str())};
  }
  if (first.due_on == today) {
    return {fmt::format("{}，今天到期", what.zh), fmt::format("{}: due today", what.en)};
  }
  return {fmt::format("{}，{}到期", what.zh, due),
          fmt::format("{}: due on {}", what.en, first.due_on.str())};
}

}  // namespace

std::vector<DueNotice> deadline_notices(const std::vector<DueItem>& items, base::Date today,
                                        const base::WorkingDays& calendar) {
  if (!calendar.works_on(today)) return {};
  std::map<Together, std::vector<const DueItem*>> told;
  for (const DueItem& item : items) {
    if (const char* stage = stage_of(item, today, calendar)) {
      const std::string kind = item.key.substr(0, item.key.find(':'));
      told[{item.unit, kind, stage, item.due_on}].push_back(&item);
    }
  }
  std::vector<DueNotice> notices;
  for (const auto& [together, some] : told) {
    const DueItem& first = *some.front();
    const bool one = some.size() == 1;
    const bool passed = first.due_on < today;
    // Many are told of by their unit, so that one that is done does not tell of the rest again.
    const std::string key = one ? first.key : together.kind + ":" + together.unit;
    notices.push_back({together.unit,
                       {passed ? notice::Topic::deadline_passed : notice::Topic::deadline_near,
                        fmt::format("{}:{}:{}", key, together.stage, first.due_on.str()),
                        text_of(first, some.size(), today), one ? first.link : "/my-work"}});
  }
  return notices;
}

}  // namespace supervision

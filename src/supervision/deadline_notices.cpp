#include "supervision/deadline_notices.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/written_date.hpp"

namespace supervision {

std::vector<DueNotice> deadline_notices(const std::vector<DueItem>& items, base::Date today,
                                        const base::WorkingDays& calendar) {
  std::vector<DueNotice> notices;
  if (!calendar.works_on(today)) return notices;
  for (const DueItem& item : items) {
    // Counting working days walks day by day: what is far away needs no exact number.
    constexpr int kFarDays = 40;
    const int days_left = item.due_on.days_since(today);
    if (days_left > kFarDays || days_left < -kFarDays) continue;
    const int left = calendar.between(today, item.due_on);
    const bool passed = days_left < 0;
    if (passed ? -left > kPassedDays : left > kNearDays) continue;
    const char* stage = passed ? "passed" : left <= kLastDays ? "last" : "near";
    const std::string due = base::written_date(item.due_on);
    base::Text text;
    if (passed) {
      text = {fmt::format("{}，{}到期，已逾期", item.what.zh, due),
              fmt::format("{}: was due on {}", item.what.en, item.due_on.str())};
    } else if (days_left == 0) {
      text = {fmt::format("{}，今天到期", item.what.zh),
              fmt::format("{}: due today", item.what.en)};
    } else {
      text = {fmt::format("{}，{}到期", item.what.zh, due),
              fmt::format("{}: due on {}", item.what.en, item.due_on.str())};
    }
    notices.push_back({item.unit,
                       {passed ? notice::Topic::deadline_passed : notice::Topic::deadline_near,
                        fmt::format("{}:{}:{}", item.key, stage, item.due_on.str()),
                        std::move(text), item.link}});
  }
  return notices;
}

}  // namespace supervision

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

base::Text text_of(const DueOccasion& first, std::size_t count, base::Date due_on,
                   base::Date today) {
  const std::string due = base::written_date(due_on);
  base::Text what = first.what;
  if (count > 1) {
    what = {fmt::format("{}等{}项", what.zh, count),
            fmt::format("{} and {} more", what.en, count - 1)};
  }
  if (due_on < today) {
    return {fmt::format("{}，{}到期，已逾期", what.zh, due),
            fmt::format("{}: was due on {}", what.en, base::written_date_en(due_on))};
  }
  if (due_on == today) {
    return {fmt::format("{}，今天到期", what.zh), fmt::format("{}: due today", what.en)};
  }
  return {fmt::format("{}，{}到期", what.zh, due),
          fmt::format("{}: due on {}", what.en, base::written_date_en(due_on))};
}

}  // namespace

std::vector<DueTogether> deadlines_to_tell(const std::vector<DueItem>& items, base::Date today,
                                           const base::WorkingDays& calendar) {
  if (!calendar.works_on(today)) return {};
  std::map<Together, DueTogether> told;
  for (const DueItem& item : items) {
    const char* stage = stage_of(item, today, calendar);
    if (stage == nullptr) continue;
    const std::string kind = item.key.substr(0, item.key.find(':'));
    DueTogether& together = told[{item.unit, kind, stage, item.due_on}];
    together.unit = item.unit;
    together.due_on = item.due_on;
    together.occasions.push_back(
        {fmt::format("{}:{}:{}", item.key, stage, item.due_on.str()), item.what, item.link});
  }
  std::vector<DueTogether> all;
  for (auto& [key, together] : told) all.push_back(std::move(together));
  return all;
}

std::optional<notice::NewNotice> deadline_notice(const DueTogether& due,
                                                 const std::set<std::string>& told,
                                                 base::Date today) {
  std::vector<const DueOccasion*> news;
  std::set<std::string> known = told;
  for (const DueOccasion& occasion : due.occasions) {
    if (known.insert(occasion.name).second) news.push_back(&occasion);
  }
  if (news.empty()) return std::nullopt;
  const DueOccasion& first = *news.front();
  notice::NewNotice notice{
      due.due_on < today ? notice::Topic::deadline_passed : notice::Topic::deadline_near,
      first.name, text_of(first, news.size(), due.due_on, today),
      news.size() == 1 ? first.link : "/my-work"};
  for (std::size_t i = 1; i < news.size(); ++i) notice.also.push_back(news[i]->name);
  return notice;
}

}  // namespace supervision

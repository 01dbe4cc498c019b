#include "admission/admission_scheme.hpp"

#include <algorithm>
#include <charconv>

namespace admission {

namespace {

template <class Item>
const Item* find_in(const std::vector<Item>& items, std::string_view id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Round* Scheme::find_round(std::string_view round) const { return find_in(rounds, round); }

const Subject* Scheme::find_subject(std::string_view subject) const {
  return find_in(subjects, subject);
}

const Category* Scheme::find_category(std::string_view category) const {
  return find_in(categories, category);
}

bool Scheme::computes(std::string_view subject) const {
  const Subject* known = find_subject(subject);
  return (known != nullptr && known->from_awards) ||
         std::ranges::any_of(totals,
                             [&](const TotalRule& rule) { return rule.subject == subject; });
}

const OrderRule* order_of(const Scheme& scheme, std::string_view round, Date day) {
  const OrderRule* found = nullptr;
  for (const OrderRule& rule : scheme.orders) {
    if (day < rule.from || (!rule.round.empty() && rule.round != round)) continue;
    const bool more_exact = found != nullptr && found->round.empty() && !rule.round.empty();
    const bool as_exact = found != nullptr && found->round == rule.round;
    if (found == nullptr || more_exact || (as_exact && found->from <= rule.from)) found = &rule;
  }
  return found;
}

const AwardRule* award_of(const Scheme& scheme, std::string_view level, Date day) {
  const AwardRule* found = nullptr;
  for (const AwardRule& rule : scheme.awards) {
    if (rule.id != level || day < rule.from) continue;
    if (found == nullptr || found->from <= rule.from) found = &rule;
  }
  return found;
}

bool is_for_awards(const Scheme& scheme, std::string_view round, Date day) {
  const OrderRule* order = order_of(scheme, round, day);
  return order != nullptr && std::ranges::any_of(order->subjects, [&](const std::string& id) {
           const Subject* subject = scheme.find_subject(id);
           return subject != nullptr && subject->from_awards;
         });
}

std::vector<LineRule> lines_of(const Scheme& scheme, const Round& round, Sector sector,
                               std::string_view category, Date day) {
  std::vector<LineRule> found;
  for (const LineRule& line : scheme.lines) {
    if (day < line.from || (!line.round.empty() && line.round != round.id)) continue;
    if (line.sector && *line.sector != sector) continue;
    if (!line.category.empty() && line.category != category) continue;
    const auto same = std::ranges::find(found, line.subject, &LineRule::subject);
    if (same == found.end()) {
      found.push_back(line);
    } else if (same->from <= line.from) {
      *same = line;
    }
  }
  return found;
}

Date rules_day(const Round& round, Date today) {
  const auto closes = moment(round.closes_at);
  return closes ? base::day_of(*closes) : today;
}

std::optional<base::Instant> moment(std::string_view text) {
  constexpr std::size_t kLength = 16;
  constexpr int kHoursMax = 23;
  constexpr int kMinutesMax = 59;
  constexpr std::int64_t kMinuteUs = 60'000'000;
  if (text.size() != kLength || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto day = Date::parse(text.substr(0, 10));
  const auto number = [&](std::size_t at) {
    int value = -1;
    const char* const end = text.data() + at + 2;
    return std::from_chars(text.data() + at, end, value).ptr == end ? value : -1;
  };
  const int hours = number(11);
  const int minutes = number(14);
  if (!day || hours < 0 || hours > kHoursMax || minutes < 0 || minutes > kMinutesMax) {
    return std::nullopt;
  }
  return base::Instant{base::start_of(*day).us + (hours * 60 + minutes) * kMinuteUs};
}

}  // namespace admission

#include "engines/draft/dates.hpp"

#include <chrono>

namespace engines::draft {

std::optional<Date> day_of(int year, int month, int day) {
  // chrono keeps a month and a day in eight bits.
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day written{std::chrono::year(year),
                                            std::chrono::month(static_cast<unsigned>(month)),
                                            std::chrono::day(static_cast<unsigned>(day))};
  if (year < Date::kFirstYear || year > Date::kLastYear || !written.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(written));
}

Date last_day_of_month(int year, int month) {
  using namespace std::chrono;
  return Date(sys_days(year_month_day_last(
      std::chrono::year(year), month_day_last(std::chrono::month(static_cast<unsigned>(month))))));
}

std::optional<WrittenDate> date_at(Words words) {
  const auto year = small_number_at(words);
  if (!year || year->value < Date::kFirstYear || year->value > Date::kLastYear) return std::nullopt;
  std::size_t at = year->length;
  const auto next = [&](Words separators) -> std::optional<int> {
    if (at >= words.size() || separators.find(words[at]) == Words::npos) return std::nullopt;
    const auto number = small_number_at(words.substr(at + 1));
    if (!number) return std::nullopt;
    at += 1 + number->length;
    return number->value;
  };
  const auto month = next(U"年-./");
  if (!month) return std::nullopt;
  const auto day = next(U"月-./");
  if (!day) return std::nullopt;
  if (at < words.size() && (words[at] == U'日' || words[at] == U'号')) ++at;
  const auto on = day_of(year->value, *month, *day);
  if (!on) return std::nullopt;
  return WrittenDate{*on, at};
}

std::optional<Date> date_line(Words words) {
  if (words.size() > 40 || words.empty()) return std::nullopt;
  if (words.front() == U'(' && words.back() == U')') words = words.substr(1, words.size() - 2);
  if (words.ends_with(U"印发")) words.remove_suffix(2);
  // 平凉市人民政府2020年12月3日
  for (std::size_t at = 0; at < words.size() && at <= 26; ++at) {
    const auto date = date_at(words.substr(at));
    if (!date) continue;
    const bool whole = at + date->length == words.size();
    const bool signed_by =
        at == 0 || ends_with_any(words.substr(0, at), {U"政府", U"办公室", U"局", U"委", U"委员会",
                                                       U"厅", U"小组", U"部", U"会"});
    if (whole && signed_by) return date->on;
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace engines::draft

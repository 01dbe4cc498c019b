#include "register/next_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>
#include <utility>

namespace registers {

namespace {

constexpr std::size_t kYearDigits = 4;
// More digits than this are no count.
constexpr std::size_t kCountDigitsMax = 9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::int64_t number_of(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_year(std::string_view text) {
  return text.size() == kYearDigits && text.starts_with("20") &&
         std::ranges::all_of(text, is_digit);
}

// A number in its parts: what stands before the year, between it and the count, and after that.
struct Parts {
  std::string_view before;
  std::optional<int> year;
  std::string_view between;
  std::string_view count;
  std::string_view after;

  bool is_of_series(const Parts& other) const {
    return before == other.before && between == other.between && after == other.after &&
           year.has_value() == other.year.has_value();
  }
};

// The last digits of it as the count, whatever they look like.
std::optional<Parts> counted(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_digit(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  if (begin == end) return std::nullopt;
  Parts parts;
  parts.after = text.substr(end);
  parts.count = text.substr(begin, end - begin);
  parts.before = text.substr(0, begin);
  return parts;
}

std::optional<Parts> parts_of(std::string_view text, bool runs) {
  auto found = counted(text);
  if (!found) return std::nullopt;
  Parts& parts = *found;
  if (!runs && is_year(parts.count)) return std::nullopt;
  const std::string_view front = parts.count.substr(0, kYearDigits);
  if (!runs && parts.count.size() > kYearDigits && is_year(front)) {  // 2026007
    parts.year = static_cast<int>(number_of(front));
    parts.count.remove_prefix(kYearDigits);
  } else {
    for (std::size_t i = parts.before.size(); i >= kYearDigits && !parts.year; --i) {
      const std::size_t at = i - kYearDigits;
      const bool longer = (at > 0 && is_digit(parts.before[at - 1])) ||
                          (i < parts.before.size() && is_digit(parts.before[i]));
      const std::string_view digits = parts.before.substr(at, kYearDigits);
      if (longer || !is_year(digits)) continue;
      parts.year = static_cast<int>(number_of(digits));
      parts.between = parts.before.substr(i);
      parts.before = parts.before.substr(0, at);
    }
  }
  if (parts.count.size() > kCountDigitsMax) return std::nullopt;
  return found;
}

// Whether last digits that begin like a year are one running number all the same, which those given
// shortly before tell: it passed from 1999 to 2000, it is none of these years, or there are more
// than would be given once a year.
bool running(std::span<const std::string> given, int year) {
  constexpr std::int64_t kNear = 200;
  constexpr std::size_t kOnceAYearMax = 3;
  const auto latest = counted(given.front());
  if (!latest || latest->count.size() > kCountDigitsMax) return false;
  if (!is_year(latest->count.substr(0, kYearDigits))) return false;
  const bool alone = latest->count.size() == kYearDigits;
  std::set<std::int64_t> near;
  for (const std::string& text : given) {
    const auto other = counted(text);
    if (!other || !other->is_of_series(*latest) || other->count.size() > kCountDigitsMax) continue;
    const std::int64_t number = number_of(other->count);
    if (std::abs(number - number_of(latest->count)) > kNear) continue;
    const std::string_view front = other->count.substr(0, kYearDigits);
    const std::string_view rest = other->count.substr(front.size());
    // Nothing is the first of a year as its number 0.
    const bool begins_with_none = !rest.empty() && number_of(rest) == 0;
    if (!is_year(front) || number_of(front) > year + 1 || begins_with_none) return true;
    near.insert(number);
  }
  if (!alone) return false;
  return near.size() > kOnceAYearMax || (near.size() > 1 && *near.rbegin() < year - 1);
}

}  // namespace

std::optional<std::string> next_number(std::span<const std::string> given, int year) {
  if (given.empty()) return std::nullopt;
  const bool runs = running(given, year);
  const auto latest = parts_of(given.front(), runs);
  if (!latest) return std::nullopt;
  Parts highest = *latest;
  // 2026007 has its zeros as part of how it is written, 〔2026〕7 has none.
  bool padded = latest->count.starts_with('0') || (latest->year && latest->between.empty());
  for (const std::string& text : given.subspan(1)) {
    const auto parts = parts_of(text, runs);
    if (!parts || !parts->is_of_series(*latest)) continue;
    padded = padded || parts->count.starts_with('0');
    const auto rank = [](const Parts& of) {
      return std::pair(of.year.value_or(0), number_of(of.count));
    };
    if (rank(*parts) > rank(highest)) highest = *parts;
  }
  std::int64_t count = number_of(highest.count) + 1;
  std::string written = highest.year ? std::to_string(*highest.year) : std::string();
  if (highest.year && *highest.year < year) {
    count = 1;
    written = std::to_string(year);
  }
  return fmt::format("{}{}{}{:0{}}{}", highest.before, written, highest.between, count,
                     padded ? highest.count.size() : 1, highest.after);
}

}  // namespace registers

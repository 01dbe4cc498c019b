#pragma once

#include <string_view>

//! Letters as protocols compare them: ASCII only, whatever the locale.
namespace http {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

constexpr std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

//! Calls f for every element of a comma-separated header, trimmed, empty ones left out.
template <class F>
constexpr void for_each_element(std::string_view list, F&& f) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    const std::string_view element = trimmed(list.substr(0, comma));
    if (!element.empty()) f(element);
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

//! The weight of an element such as "en;q=0.8" in thousandths; a malformed one weighs nothing.
constexpr int weight(std::string_view element) {
  const auto semicolon = element.find(';');
  if (semicolon == std::string_view::npos) return 1000;
  std::string_view q = trimmed(element.substr(semicolon + 1));
  if (q.size() < 3 || lower(q[0]) != 'q' || q[1] != '=') return 0;
  q.remove_prefix(2);
  if (q.front() == '1') return 1000;
  if (q.front() != '0') return 0;
  int thousandths = 0;
  int unit = 100;
  for (std::size_t i = 2; i < q.size() && unit > 0; ++i, unit /= 10) {
    if (q[i] < '0' || q[i] > '9') return 0;
    thousandths += (q[i] - '0') * unit;
  }
  return thousandths;
}

//! The element without its parameters.
constexpr std::string_view bare(std::string_view element) {
  return trimmed(element.substr(0, element.find(';')));
}

}  // namespace http

#include "share/report_code.hpp"

#include <fmt/format.h>

#include <charconv>

namespace share {

namespace {

constexpr std::string_view kPrefix = "ZHIJIAO:REPORT:";
constexpr std::size_t kUuidLength = 36;
constexpr std::size_t kPeriodLengthMax = 16;

bool is_upper_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); }

bool is_uuid(std::string_view text) {
  if (text.size() != kUuidLength) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_upper_hex(text[i])) return false;
  }
  return true;
}

bool is_period(std::string_view text) {
  if (text.empty() || text.size() > kPeriodLengthMax) return false;
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-')) return false;
  }
  return true;
}

std::string with_case(std::string_view text, char first, int shift) {
  std::string made(text);
  for (char& c : made) {
    if (c >= first && c <= first + 25) c = static_cast<char>(c + shift);
  }
  return made;
}

}  // namespace

std::string code_text(const ReportCode& code) {
  return fmt::format("{}{}:{}:{}", kPrefix, with_case(code.share, 'a', 'A' - 'a'), code.period,
                     code.version);
}

std::optional<ReportCode> parse_code(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  const std::string_view share = text.substr(0, kUuidLength);
  if (!is_uuid(share) || text.size() <= kUuidLength || text[kUuidLength] != ':') {
    return std::nullopt;
  }
  text.remove_prefix(kUuidLength + 1);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_period(text.substr(0, colon))) return std::nullopt;
  const std::string_view number = text.substr(colon + 1);
  ReportCode code{with_case(share, 'A', 'a' - 'A'), std::string(text.substr(0, colon))};
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), code.version);
  if (error != std::errc() || end != number.data() + number.size() || code.version < 1) {
    return std::nullopt;
  }
  return code;
}

}  // namespace share

#include "share/report_code.hpp"

#include <fmt/format.h>

#include <boost/algorithm/string/case_conv.hpp>
#include <charconv>
#include <locale>

#include "base/ids.hpp"

namespace share {

namespace {

constexpr std::string_view kPrefix = "ZHIJIAO:REPORT:";
constexpr std::size_t kUuidLength = 36;
constexpr std::size_t kPeriodLengthMax = 16;

bool is_period(std::string_view text) {
  if (text.empty() || text.size() > kPeriodLengthMax) return false;
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-')) return false;
  }
  return true;
}

}  // namespace

std::string code_text(const ReportCode& code) {
  return fmt::format("{}{}:{}:{}", kPrefix,
                     boost::algorithm::to_upper_copy(code.share, std::locale::classic()),
                     code.period, code.version);
}

std::optional<ReportCode> parse_code(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  const std::string share = boost::algorithm::to_lower_copy(
      std::string(text.substr(0, kUuidLength)), std::locale::classic());
  if (!base::is_uuid(share) || text.size() <= kUuidLength || text[kUuidLength] != ':') {
    return std::nullopt;
  }
  text.remove_prefix(kUuidLength + 1);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_period(text.substr(0, colon))) return std::nullopt;
  const std::string_view number = text.substr(colon + 1);
  ReportCode code{share, std::string(text.substr(0, colon))};
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), code.version);
  if (error != std::errc() || end != number.data() + number.size() || code.version < 1) {
    return std::nullopt;
  }
  return code;
}

}  // namespace share

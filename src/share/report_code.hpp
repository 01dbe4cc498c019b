#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

//! What the QR code of a printed report says, so that its stamped copy finds its way back: which
//! report, and which version of it was printed. Nothing about anybody. Pure.
namespace share {

struct ReportCode {
  std::string share;   // UUID
  std::string period;  // key
  std::int64_t version = 0;

  bool operator==(const ReportCode&) const = default;
};

//! Capital letters, digits, - and : only, which a QR code holds most densely.
std::string code_text(const ReportCode& code);

//! None for any other text: codes of other programs are everywhere.
std::optional<ReportCode> parse_code(std::string_view text);

}  // namespace share

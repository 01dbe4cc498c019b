#include "collection/form_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/json.hpp>
#include <locale>
#include <utility>

#include "access/token.hpp"
#include "base/ids.hpp"

namespace collection {

namespace {

constexpr std::string_view kPrefix = "ZHIJIAO:FORM:";
constexpr std::size_t kNounLengthMax = 63;
constexpr std::size_t kMarkLength = 16;  // 64 bits: by chance no two forms look alike

std::string upper(const std::string& text) {
  return boost::algorithm::to_upper_copy(text, std::locale::classic());
}
std::string lower(std::string_view text) {
  return boost::algorithm::to_lower_copy(std::string(text), std::locale::classic());
}

bool is_noun(std::string_view text) {
  return !text.empty() && text.size() <= kNounLengthMax && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_mark(std::string_view text) {
  return text.size() == kMarkLength &&
         text.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

// What stands before the next colon, which goes with it.
std::string_view take_part(std::string_view& text) {
  const std::size_t end = std::min(text.find(':'), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

std::string code_text(const FormCode& code) {
  return fmt::format("{}{}:{}:{}", kPrefix, upper(code.noun), upper(code.record), upper(code.mark));
}

std::optional<FormCode> parse_form_code(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  const std::string_view noun = take_part(text);
  std::string record = lower(take_part(text));
  if (!is_noun(noun) || !base::is_uuid(record) || !is_mark(text)) return std::nullopt;
  return FormCode{lower(noun), std::move(record), lower(text)};
}

std::string values_mark(const registers::Declaration& declaration,
                        const boost::json::object& values) {
  std::string said;
  for (const registers::Field& field : declaration.fields) {
    const boost::json::value* const value = values.if_contains(field.name);
    if (value == nullptr || value->is_null() || field.derived || field.retired) continue;
    said += field.name + '=' + boost::json::serialize(*value) + '\n';
  }
  return zhijiao::access::fingerprint_of(said).substr(0, kMarkLength);
}

}  // namespace collection

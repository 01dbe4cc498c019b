#include "access/account_rules.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "access/password.hpp"
#include "base/text.hpp"

namespace zhijiao::access {

namespace {

constexpr std::size_t kNameLengthMin = 2;
constexpr std::size_t kNameLengthMax = 64;

icu::UnicodeString from_utf8(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
}

template <class Allowed>
bool all_characters(std::string_view utf8, Allowed allowed) {
  const icu::UnicodeString text = from_utf8(utf8);
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    if (!allowed(text.char32At(i))) return false;
  }
  return true;
}

std::string trimmed(const std::string& utf8) {
  icu::UnicodeString text = from_utf8(utf8);
  text.trim();
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace

std::string tidy_name(std::string_view name) { return trimmed(normalised(name)); }

std::string tidy_display_name(std::string_view display_name) {
  return trimmed(std::string(display_name));
}

std::optional<base::FieldError> name_error(std::string_view name) {
  const std::size_t length = base::character_count(name);
  const auto allowed = [](UChar32 c) {
    return u_isalnum(c) != 0 || c == '.' || c == '_' || c == '-' || c == '@';
  };
  if (length >= kNameLengthMin && length <= kNameLengthMax && all_characters(name, allowed)) {
    return std::nullopt;
  }
  return base::FieldError{"/name",
                          {"登录名为 2 到 64 个汉字、字母、数字或 . _ - @，中间不留空格。",
                           "A sign-in name has 2 to 64 letters, digits or . _ - @ and no blanks."}};
}

std::optional<base::FieldError> display_name_error(std::string_view display_name) {
  const std::size_t length = base::character_count(display_name);
  const auto allowed = [](UChar32 c) { return u_iscntrl(c) == 0; };
  if (length >= 1 && length <= kNameLengthMax && all_characters(display_name, allowed)) {
    return std::nullopt;
  }
  return base::FieldError{
      "/display_name",
      {"请填写姓名，最多 64 个字符。", "Give the person's name, at most 64 characters."}};
}

std::vector<base::FieldError> post_errors(const Directory& directory, const std::string& unit,
                                          const std::string& role, const PostPeriod& period) {
  std::vector<base::FieldError> errors;
  const Unit* found = directory.find_unit(unit);
  if (found == nullptr) {
    errors.push_back({"/unit",
                      {"方案里没有这个单位，请从单位列表中选择。",
                       "The plan has no such unit; choose one from the list of units."}});
  } else if (found->valid_to && *found->valid_to < period.from) {
    errors.push_back({"/unit",
                      {"这个单位在岗位开始前已撤销，请选择承接单位。",
                       "This unit was abolished before the post begins; choose its successor."}});
  }
  if (directory.find_role(role) == nullptr) {
    errors.push_back({"/role",
                      {"方案里没有这个角色，请从角色列表中选择。",
                       "The plan has no such role; choose one from the list of roles."}});
  }
  if (period.to && *period.to < period.from) {
    errors.push_back(
        {"/valid_to", {"结束日期不能早于开始日期。", "The post cannot end before it begins."}});
  }
  if (period.acting && !period.to) {
    errors.push_back(
        {"/valid_to", {"代理岗位须填写结束日期。", "An acting post needs an end date."}});
  }
  return errors;
}

std::optional<base::FieldError> post_end_error(bool acting, const std::optional<base::Date>& to) {
  if (!acting || to) return std::nullopt;
  return base::FieldError{"/valid_to",
                          {"代理岗位须填写结束日期。", "An acting post needs an end date."}};
}

}  // namespace zhijiao::access

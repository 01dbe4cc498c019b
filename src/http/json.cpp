#include "http/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "http/ascii.hpp"

namespace http {

namespace bj = boost::json;

namespace {

// RFC 6901: "~" and "/" inside a name are escaped.
void append_token(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

// Builds the value and, unlike Boost.JSON's own parser, refuses an object that has a name twice:
// which of the two was checked and which is used must never be in doubt.
class StrictHandler {
 public:
  // The names are those that boost::json::basic_parser asks for.
  // NOLINTBEGIN(readability-identifier-naming)
  static constexpr std::size_t max_object_size = bj::object::max_size();
  static constexpr std::size_t max_array_size = bj::array::max_size();
  static constexpr std::size_t max_key_size = bj::string::max_size();
  static constexpr std::size_t max_string_size = bj::string::max_size();
  // NOLINTEND(readability-identifier-naming)

  StrictHandler() { stack_.reset(); }

  bj::value release() { return stack_.release(); }
  const std::string& duplicate() const { return duplicate_; }

  bool on_document_begin(bj::error_code& /*error*/) { return true; }
  bool on_document_end(bj::error_code& /*error*/) { return true; }
  bool on_object_begin(bj::error_code& /*error*/) {
    names_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t size, bj::error_code& error) {
    std::vector<std::string>& names = names_.back();
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) {
      duplicate_ = *twice;
      error = bj::make_error_code(bj::error::syntax);
      return false;
    }
    names_.pop_back();
    stack_.push_object(size);
    return true;
  }
  bool on_array_begin(bj::error_code& /*error*/) { return true; }
  bool on_array_end(std::size_t size, bj::error_code& /*error*/) {
    stack_.push_array(size);
    return true;
  }
  bool on_key_part(bj::string_view part, std::size_t /*size*/, bj::error_code& /*error*/) {
    stack_.push_chars(part);
    key_.append(part.data(), part.size());
    return true;
  }
  bool on_key(bj::string_view part, std::size_t /*size*/, bj::error_code& /*error*/) {
    stack_.push_key(part);
    key_.append(part.data(), part.size());
    names_.back().push_back(std::move(key_));
    key_.clear();
    return true;
  }
  bool on_string_part(bj::string_view part, std::size_t /*size*/, bj::error_code& /*error*/) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(bj::string_view part, std::size_t /*size*/, bj::error_code& /*error*/) {
    stack_.push_string(part);
    return true;
  }
  bool on_number_part(bj::string_view /*part*/, bj::error_code& /*error*/) { return true; }
  bool on_int64(std::int64_t number, bj::string_view /*text*/, bj::error_code& /*error*/) {
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, bj::string_view /*text*/, bj::error_code& /*error*/) {
    stack_.push_uint64(number);
    return true;
  }
  bool on_double(double number, bj::string_view /*text*/, bj::error_code& /*error*/) {
    stack_.push_double(number);
    return true;
  }
  bool on_bool(bool truth, bj::error_code& /*error*/) {
    stack_.push_bool(truth);
    return true;
  }
  bool on_null(bj::error_code& /*error*/) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(bj::string_view /*part*/, bj::error_code& /*error*/) { return true; }
  bool on_comment(bj::string_view /*part*/, bj::error_code& /*error*/) { return true; }

 private:
  bj::value_stack stack_;
  std::vector<std::vector<std::string>> names_;  // of the objects that are open
  std::string key_;
  std::string duplicate_;
};

base::Text shown(const char* zh, const char* en) { return {zh, en}; }

}  // namespace

Response json_text(std::string body, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.add("Content-Type", "application/json");
  return response;
}

bj::value parse_json(std::string_view text) {
  if (const std::size_t at = base::first_invalid_utf8(text); at != std::string_view::npos) {
    if (base::looks_like_gb18030(text)) {
      throw base::bad_request({"内容像是 GBK 编码，请改用 UTF-8 编码后重新提交。",
                               "The content looks like GBK; send it again as UTF-8."});
    }
    throw base::bad_request(
        {fmt::format("内容第 {} 个字节起不是 UTF-8 编码，请改用 UTF-8 后重新提交。", at + 1),
         fmt::format("The content is not UTF-8 from byte {}; send it again as UTF-8.", at + 1)});
  }
  bj::parse_options options;
  options.max_depth = kJsonDepthMax;
  bj::basic_parser<StrictHandler> parser(options);
  bj::error_code error;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
  if (!parser.handler().duplicate().empty()) {
    const std::string& name = parser.handler().duplicate();
    throw base::bad_request({fmt::format("内容中字段“{}”出现了两次，请只保留一个。", name),
                             fmt::format("The field \"{}\" is there twice; keep one.", name)},
                            {{name, {"重复", "duplicate"}}});
  }
  if (error == bj::error::too_deep) {
    throw base::bad_request(
        {fmt::format("内容嵌套超过 {} 层，请减少层级。", kJsonDepthMax),
         fmt::format("The content nests deeper than {} levels; flatten it.", kJsonDepthMax)});
  }
  if (error || used != text.size() || !parser.done()) {
    throw base::bad_request(
        {fmt::format("内容不是有效的 JSON，第 {} 个字节处有误，请检查后重新提交。", used + 1),
         fmt::format("The content is not valid JSON; correct it at byte {} and send it again.",
                     used + 1)});
  }
  return parser.handler().release();
}

namespace detail {

void Reader::enter(std::string_view name) {
  lengths_.push_back(pointer_.size());
  append_token(pointer_, name);
}

void Reader::enter(std::size_t index) { enter(std::string_view(std::to_string(index))); }

void Reader::leave() {
  pointer_.resize(lengths_.back());
  lengths_.pop_back();
}

void Reader::error(base::Text message) { errors_.push_back({pointer_, std::move(message)}); }

void Reader::error_at(std::string_view name, base::Text message) {
  std::string pointer = pointer_;
  append_token(pointer, name);
  errors_.push_back({std::move(pointer), std::move(message)});
}

void Reader::finish() {
  if (errors_.empty()) return;
  throw base::invalid({"提交的内容有误，请按每个字段的提示修改后重新提交。",
                       "Some fields are not acceptable; correct them as noted and send again."},
                      std::move(errors_));
}

void read(Reader& reader, const bj::value& json, std::string& to) {
  const bj::string* text = json.if_string();
  if (text == nullptr) {
    reader.error(shown("须为文字", "must be text"));
  } else if (text->find('\0') != bj::string::npos) {
    reader.error(shown("不能含有空字符", "may not contain the null character"));
  } else {
    to.assign(text->data(), text->size());
  }
}

void read(Reader& reader, const bj::value& json, bool& to) {
  if (const bool* truth = json.if_bool()) {
    to = *truth;
  } else {
    reader.error(shown("须为 true 或 false", "must be true or false"));
  }
}

void read(Reader& reader, const bj::value& json, double& to) {
  if (json.is_number() && std::isfinite(json.to_number<double>())) {
    to = json.to_number<double>();
  } else {
    reader.error(shown("须为数字", "must be a number"));
  }
}

void read(Reader& reader, const bj::value& json, base::Date& to) {
  const bj::string* text = json.if_string();
  const auto date =
      text == nullptr ? std::optional<base::Date>() : base::Date::parse(std::string_view(*text));
  if (date) {
    to = *date;
  } else {
    reader.error(shown("须为有效日期，例如 2022-07-01", "must be a date such as 2022-07-01"));
  }
}

bool read_integer(Reader& reader, const bj::value& json, std::int64_t low, std::int64_t high,
                  std::int64_t& to) {
  // JSON Schema counts 3.0 as an integer; up to 2^53 a double says exactly which.
  constexpr double kExact = 9007199254740992.0;
  if (const double* real = json.if_double();
      real != nullptr && std::trunc(*real) == *real && std::abs(*real) <= kExact) {
    to = static_cast<std::int64_t>(*real);
  } else if (const std::int64_t* number = json.if_int64()) {
    to = *number;
  } else if (json.is_uint64()) {
    reader.error(not_in_range());
    return false;
  } else {
    reader.error(shown("须为整数", "must be a whole number"));
    return false;
  }
  if (to < low || to > high) {
    reader.error(not_in_range());
    return false;
  }
  return true;
}

const bj::array* read_array(Reader& reader, const bj::value& json) {
  const bj::array* array = json.if_array();
  if (array == nullptr) reader.error(shown("须为列表", "must be a list"));
  return array;
}

const bj::object* read_object(Reader& reader, const bj::value& json) {
  const bj::object* object = json.if_object();
  if (object == nullptr) reader.error(shown("须为一组字段", "must be an object"));
  return object;
}

base::Text one_of(std::span<const base::EnumName> names) {
  std::string list;
  for (const base::EnumName& one : names) {
    if (!list.empty()) list += ", ";
    list += one.name;
  }
  return {"须为以下之一：" + list, "must be one of: " + list};
}

base::Text missing_field() { return {"必填", "is required"}; }

base::Text unknown_field() { return {"没有这个字段，请删除", "is not known here; remove it"}; }

base::Text given_twice() { return {"只能给出一次", "may be given once only"}; }

base::Text not_in_range() { return {"数字超出允许范围", "is out of range"}; }

void require_json(const Request& request) {
  const std::string_view type = request.header("Content-Type");
  const auto semicolon = type.find(';');
  bool good = equal_ignoring_case(bare(type), "application/json");
  if (good && semicolon != std::string_view::npos) {
    const std::string_view parameter = trimmed(type.substr(semicolon + 1));
    good = equal_ignoring_case(parameter, "charset=utf-8") ||
           equal_ignoring_case(parameter, "charset=\"utf-8\"");
  }
  if (!good) {
    throw base::Problem(415, "unsupported-media-type",
                        {"内容类型不支持", "Unsupported content type"},
                        {"请以 UTF-8 编码的 application/json 提交。",
                         "Send the content as application/json in UTF-8."});
  }
}

std::vector<const std::string*> QueryReader::values(std::string_view name) {
  known_.emplace_back(name);
  std::vector<const std::string*> found;
  for (const auto& [key, value] : request_.query) {
    if (key == name) found.push_back(&value);
  }
  return found;
}

void QueryReader::error(std::string_view name, base::Text message) {
  errors_.push_back({std::string(name), std::move(message)});
}

void QueryReader::finish() {
  for (const auto& entry : request_.query) {
    if (std::find(known_.begin(), known_.end(), entry.first) == known_.end()) {
      errors_.push_back(
          {entry.first, {"没有这个查询参数，请删除", "is not a parameter here; remove it"}});
    }
  }
  if (errors_.empty()) return;
  throw base::bad_request({"查询参数有误，请按提示修改。",
                           "Some query parameters are not acceptable; correct them as noted."},
                          std::move(errors_));
}

std::optional<base::Text> read_parameter(const std::string& text, std::string& to) {
  to = text;
  return std::nullopt;
}

std::optional<base::Text> read_parameter(const std::string& text, bool& to) {
  to = text == "true";
  if (to || text == "false") return std::nullopt;
  return shown("须为 true 或 false", "must be true or false");
}

std::optional<base::Text> read_parameter(const std::string& text, base::Date& to) {
  const auto date = base::Date::parse(text);
  if (!date) return shown("须为有效日期，例如 2022-07-01", "must be a date such as 2022-07-01");
  to = *date;
  return std::nullopt;
}

std::optional<base::Text> read_parameter(const std::string& text, std::int64_t& to) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, to);
  if (error == std::errc::result_out_of_range) return not_in_range();
  if (error != std::errc() || stop != end) return shown("须为整数", "must be a whole number");
  return std::nullopt;
}

}  // namespace detail

}  // namespace http

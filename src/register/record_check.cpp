#include "register/record_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/identity.hpp"
#include "register/cell.hpp"
#include "register/pattern.hpp"
#include "register/rule.hpp"

namespace registers {

namespace json = boost::json;

namespace {

constexpr std::size_t kReferenceBytesMax = 64;
constexpr std::size_t kCharacterBytesMax = 4;

// ---- words
// ---------------------------------------------------------------------------------------

Text number_words(std::int64_t value, const Field& field) {
  const int scale = field.unit == "fen" ? 2 : field.scale;
  std::string digits = fmt::format("{:0{}}", value < 0 ? -value : value, scale + 1);
  if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
  if (value < 0) digits.insert(0, "-");
  if (field.unit == "fen") return {digits + " 元", digits + " yuan"};
  return {digits, digits};
}

Text wrong_type(const Field& field) {
  switch (field.type) {
    case Type::integer:
      return field.scale > 0 || field.unit == "fen"
                 ? Text{"应当是数字", "a number is wanted"}
                 : Text{"应当是整数", "a whole number is wanted"};
    case Type::boolean:
      return {"应当是“是”或“否”", "yes or no is wanted"};
    case Type::date:
      return {"应当是日期，例如 2024-09-01，且确有这一天",
              "a date is wanted, such as 2024-09-01, that exists"};
    case Type::file:
      return {"应当是上传的文件", "an uploaded file is wanted"};
    default:
      return {"应当是文字", "text is wanted"};
  }
}

struct Length {
  std::size_t characters = 0;
  bool sound = true;  // UTF-8 without control characters but line ends and tabs
};

// One pass for what lengths, encodings and control characters ask.
Length measure(std::string_view text) {
  Length length;
  bool ascii = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    length.characters += (byte & 0xC0U) != 0x80U ? 1 : 0;
    ascii = ascii && byte < 0x80;
    if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F) length.sound = false;
  }
  if (!ascii && length.sound) length.sound = base::is_utf8(text);
  return length;
}

Text citizen_id_fault(std::string_view id) {
  constexpr std::size_t kCharacters = 18;
  if (id.size() != kCharacters || base::citizen_id_check(id.substr(0, 17)) == '\0')
    return {"身份证号应为 18 位：17 位数字，末位数字或 X",
            "a citizen id has 18 characters: 17 digits, then a digit or X"};
  if (!base::citizen_birth_date(id))
    return {"身份证号里的出生日期不存在，请核对",
            "the birth date in this citizen id does not exist: check it"};
  return {"身份证号末位校验不对，请逐位核对",
          "the last character of this citizen id does not fit: check every digit"};
}

struct FormatCheck {
  bool sound = true;
  Severity severity = Severity::error;
  const char* code = "format";
  Text message;
};

FormatCheck check_format(Format format, std::string_view text, Date today) {
  constexpr std::size_t kCreditCodeCharacters = 18;
  const auto wrong = [](Text message) {
    return FormatCheck{false, Severity::error, "format", std::move(message)};
  };
  switch (format) {
    case Format::none:
      break;
    case Format::citizen_id:
      if (!base::is_citizen_id(text)) return wrong(citizen_id_fault(text));
      if (*base::citizen_birth_date(text) > today)
        return wrong({"身份证号里的出生日期还没有到，请核对",
                      "the birth date in this citizen id has not come yet: check it"});
      break;
    case Format::credit_code:
      if (text.size() != kCreditCodeCharacters ||
          base::credit_code_check(text.substr(0, 17)) == '\0')
        return wrong({"统一社会信用代码应为 18 位数字和大写字母，没有 I、O、S、V、Z",
                      "a credit code has 18 digits and capital letters without I, O, S, V, Z"});
      if (!base::is_credit_code(text))
        return {false,
                Severity::warning,
                "credit_code_check",
                {"统一社会信用代码末位校验不对；如与证照一致，可以确认保存",
                 "the last character of this credit code does not fit; if the licence says so, "
                 "confirm it"}};
      break;
    case Format::division_code:
      if (!base::is_division_code(text))
        return wrong({"行政区划代码应为 6 位数字", "a division code has six digits"});
      break;
    case Format::student_no:
      if (!base::is_student_number(text))
        return wrong({"学籍号应为 19 位：G（或 J、L）加 18 位号码，号码须通过校验",
                      "a student number has 19 characters: G (or J, L) and an 18-digit number "
                      "that fits its check character"});
      break;
    case Format::school_code:
      if (!base::is_school_code(text))
        return wrong({"学校标识码应为 10 位数字", "a school code has ten digits"});
      break;
    case Format::phone:
      if (!base::is_phone(text))
        return wrong({"电话应为 11 位手机号，或带区号的座机号，例如 0933-8212345",
                      "a phone number is a mobile of 11 digits or a land line with area code, such "
                      "as 0933-8212345"});
      break;
    case Format::email:
      if (!base::is_email(text))
        return wrong({"电子邮箱写成 name@example.com 的样子",
                      "an e-mail address is written like name@example.com"});
      break;
  }
  return {};
}

// Codes are typed in full width, with blanks between groups, and a citizen id with a small x.
bool is_plain_code(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && c != ' ' && (c < 'a' || c > 'z');
  });
}

std::string plain_code(std::string_view text, Format format) {
  std::string plain = half_width(text);
  std::erase(plain, ' ');
  const bool capitals =
      format == Format::citizen_id || format == Format::credit_code || format == Format::student_no;
  if (capitals)
    for (char& c : plain)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return plain;
}

bool reported(std::span<const Issue> issues, std::size_t field) {
  return std::ranges::any_of(issues, [&](const Issue& issue) {
    return issue.field == field && issue.severity == Severity::error;
  });
}

}  // namespace

std::string_view Record::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* const copy = static_cast<char*>(texts_.allocate(text.size(), 1));
  std::ranges::copy(text, copy);
  return {copy, text.size()};
}

void Record::clear() {
  std::ranges::fill(values_, Value{});
  texts_.release();
}

struct RecordCheck::Compiled {
  struct CompiledField {
    const Field* field = nullptr;
    std::unique_ptr<const Pattern> pattern;
    // What a person or a file may write for a choice → the choice.
    std::unordered_map<std::string_view, std::string_view> words;
  };
  struct CheckedRule {
    const Rule* rule = nullptr;
    CompiledRule compiled;
    std::size_t field = Issue::kWholeRecord;  // where its message stands first
    bool over_others = false;                 // reads what records referred to say
  };

  explicit Compiled(const Declaration& d) : declaration(d) {
    for (std::size_t i = 0; i < d.fields.size(); ++i) {
      const Field& field = d.fields[i];
      CompiledField& compiled = fields.emplace_back();
      compiled.field = &field;
      if (!field.pattern.empty()) compiled.pattern = std::make_unique<const Pattern>(field.pattern);
      for (const Choice& choice : field.choices) {
        compiled.words.emplace(choice.value, choice.value);
        compiled.words.emplace(choice.title.zh, choice.value);
        compiled.words.emplace(choice.title.en, choice.value);
      }
      positions.emplace(field.name, i);
    }
    for (const Rule& rule : d.rules) {
      CheckedRule checked{&rule, CompiledRule(rule.check, d)};
      if (!rule.fields.empty()) checked.field = positions.at(rule.fields.front());
      for (const std::size_t field : checked.compiled.fields()) {
        if (!d.fields[field].derived) continue;
        checked.over_others = true;
        if (std::ranges::find(referred, field) == referred.end()) referred.push_back(field);
      }
      rules.push_back(std::move(checked));
    }
  }

  void check_value(std::size_t position, Record& record, Date today,
                   std::vector<Issue>& issues) const;
  void check_text(std::size_t position, std::string_view text, Record& record, Date today,
                  std::vector<Issue>& issues) const;

  const Declaration& declaration;
  std::vector<CompiledField> fields;
  std::vector<CheckedRule> rules;
  std::vector<std::size_t> referred;
  std::unordered_map<std::string_view, std::size_t> positions;
};

RecordCheck::RecordCheck(const Declaration& declaration)
    : compiled_(std::make_unique<const Compiled>(declaration)) {}
RecordCheck::RecordCheck(const Declaration& declaration, const ParameterLines& live)
    : RecordCheck(declaration) {
  live_ = &live;
}
RecordCheck::~RecordCheck() = default;
RecordCheck::RecordCheck(RecordCheck&&) noexcept = default;
RecordCheck& RecordCheck::operator=(RecordCheck&&) noexcept = default;

const Declaration& RecordCheck::declaration() const { return compiled_->declaration; }

namespace {

// False if `value` has another type than the field.
bool take(const Field& field, const json::value& value, Value& target) {
  if (value.is_null()) {
    target = {};
  } else if (value.is_bool() && field.type == Type::boolean) {
    target = value.get_bool();
  } else if (field.type == Type::integer && value.is_int64()) {
    target = value.get_int64();
  } else if (value.is_string() && field.type != Type::integer && field.type != Type::boolean) {
    target = std::string_view(value.get_string());
  } else {
    return false;
  }
  return true;
}

}  // namespace

void RecordCheck::read_stored(const json::object& json, Record& record) const {
  for (const auto& [key, value] : json) {
    const auto known = compiled_->positions.find(std::string_view(key));
    if (known == compiled_->positions.end()) continue;
    const Field& field = *compiled_->fields[known->second].field;
    if (!field.derived) take(field, value, record[known->second]);
  }
}

void RecordCheck::read_json(const json::object& json, Record& record,
                            std::vector<Issue>& issues) const {
  for (const auto& [key, value] : json) {
    const auto known = compiled_->positions.find(std::string_view(key));
    if (known == compiled_->positions.end()) {
      issues.push_back(
          {Issue::kWholeRecord,
           Severity::error,
           "unknown_field",
           {fmt::format("没有叫 {} 的字段", std::string_view(key).substr(0, 64)),
            fmt::format("there is no field called {}", std::string_view(key).substr(0, 64))}});
      continue;
    }
    const std::size_t position = known->second;
    const Field& field = *compiled_->fields[position].field;
    if (field.derived || field.retired) {
      issues.push_back({position,
                        Severity::error,
                        "not_filled",
                        {"这一项不用填写", "this is not filled in by anybody"}});
      continue;
    }
    if (!take(field, value, record[position])) {
      issues.push_back({position, Severity::error, "type", wrong_type(field)});
    }
  }
}

void RecordCheck::read_cell(std::size_t position, std::string_view cell, Record& record,
                            std::vector<Issue>& issues) const {
  const Compiled::CompiledField& compiled = compiled_->fields[position];
  const Field& field = *compiled.field;
  Value& target = record[position];
  cell = trimmed(cell);
  target = {};
  if (cell.empty()) return;
  if (is_formula_error(cell)) {
    issues.push_back({position,
                      Severity::error,
                      "formula_error",
                      {"表格里的公式出错了：请改好公式，或者直接填写结果",
                       "the formula of this cell failed: mend it, or write what it should give"}});
    return;
  }
  const bool plain_text =
      field.type == Type::text && field.format == Format::none && field.choices.empty();
  if (!plain_text && has_full_width(cell)) cell = record.keep(trimmed(half_width(cell)));
  const auto wrong = [&] {
    issues.push_back({position, Severity::error, "type", wrong_type(field)});
  };
  switch (field.type) {
    case Type::integer: {
      const auto number =
          field.unit == "fen" ? money_of_cell(cell) : number_of_cell(cell, field.scale);
      if (!number) return wrong();
      target = *number;
      return;
    }
    case Type::boolean: {
      const auto truth = truth_of_cell(cell);
      if (!truth) return wrong();
      target = *truth;
      return;
    }
    case Type::date: {
      const auto date = date_of_cell(cell);
      if (!date) return wrong();
      target = record.keep(date->str());
      return;
    }
    case Type::reference:
      target = record.keep(cell);
      return;
    case Type::file:
      return wrong();  // no cell holds one
    case Type::text:
      break;
  }
  if (field.format != Format::none && is_rounded_number(cell)) {
    issues.push_back(
        {position,
         Severity::error,
         "rounded",
         {"表格软件把长号码变成了科学计数，末几位已丢失：请把这一列设为文本后重新填写",
          "the spreadsheet rounded this long number and lost its last digits: make the "
          "column text and enter it again"}});
    return;
  }
  const auto word = compiled.words.find(cell);
  target = record.keep(word == compiled.words.end() ? cell : word->second);
}

void RecordCheck::check(Record& record, Date today, std::vector<Issue>& issues) const {
  for (std::size_t i = 0; i < compiled_->fields.size(); ++i) {
    if (!issues.empty() && reported(issues, i)) continue;
    compiled_->check_value(i, record, today, issues);
  }
  check_rules(false, record, today, issues);
}

std::span<const std::size_t> RecordCheck::referred() const { return compiled_->referred; }

void RecordCheck::check_referred(const Record& record, Date today,
                                 std::vector<Issue>& issues) const {
  check_rules(true, record, today, issues);
}

void RecordCheck::check_rules(bool over_others, const Record& record, Date today,
                              std::vector<Issue>& issues) const {
  if (compiled_->rules.empty()) return;
  std::array<std::int64_t, kParametersMax> parameters;
  const auto live = live_ == nullptr ? nullptr : live_->now();
  const auto& lines = live ? *live : compiled_->declaration.parameters;
  for (std::size_t i = 0; i < lines.size(); ++i) parameters[i] = lines[i].on(today).value;
  const RuleContext context{today, {parameters.data(), lines.size()}};
  for (const Compiled::CheckedRule& checked : compiled_->rules) {
    if (checked.over_others != over_others) continue;
    const bool sound =
        issues.empty() || std::ranges::none_of(checked.compiled.fields(), [&](std::size_t field) {
          return reported(issues, field);
        });
    if (!sound || checked.compiled.passes(record.values(), context)) continue;
    issues.push_back({checked.field, checked.rule->severity, "rule", checked.rule->message});
  }
}

void RecordCheck::Compiled::check_value(std::size_t position, Record& record, Date today,
                                        std::vector<Issue>& issues) const {
  const Field& field = *fields[position].field;
  Value& value = record[position];
  const auto add = [&](const char* code, Text message) {
    issues.push_back({position, Severity::error, code, std::move(message)});
  };
  if (field.derived || field.retired) return;
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    if (field.type == Type::integer || field.type == Type::boolean)
      return add("type", wrong_type(field));
    const std::string_view trim = trimmed(*text);
    if (trim.empty())
      value = {};
    else
      check_text(position, trim, record, today, issues);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (field.type != Type::integer) return add("type", wrong_type(field));
    if (*number < field.minimum) {
      const Text bound = number_words(field.minimum, field);
      add("range", {fmt::format("不能小于 {}", bound.zh),
                    fmt::format("it may not be less than {}", bound.en)});
    } else if (*number > field.maximum) {
      const Text bound = number_words(field.maximum, field);
      add("range", {fmt::format("不能大于 {}", bound.zh),
                    fmt::format("it may not be more than {}", bound.en)});
    }
  } else if (std::holds_alternative<bool>(value) && field.type != Type::boolean) {
    add("type", wrong_type(field));
  }
  if (is_empty(value) && field.required)
    add("required", field.type == Type::file
                        ? Text{"必填，请上传文件", "this is required: upload a file"}
                        : Text{"必填，请填写", "this is required: fill it in"});
}

void RecordCheck::Compiled::check_text(std::size_t position, std::string_view text, Record& record,
                                       Date today, std::vector<Issue>& issues) const {
  const CompiledField& compiled = fields[position];
  const Field& field = *compiled.field;
  const auto add = [&](const char* code, Text message) {
    issues.push_back({position, Severity::error, code, std::move(message)});
  };
  if (field.type == Type::date) {
    if (!Date::parse(text, kFirstYear)) return add("type", wrong_type(field));
    record[position] = text;
    return;
  }
  if (field.type == Type::reference || field.type == Type::file) {
    const bool sound =
        text.size() <= kReferenceBytesMax && std::ranges::all_of(text, [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        });
    if (!sound && field.type == Type::file)
      return add("reference",
                 {"没有这个文件，请重新上传", "there is no such file: upload it again"});
    if (!sound)
      return add("reference", {fmt::format("没有找到这条{}", field.title.zh),
                               fmt::format("there is no such {}", field.title.en)});
    record[position] = text;
    return;
  }
  // Length first: nothing below ever sees a text of unexpected size.
  const std::size_t bytes_max = field.max_length * kCharacterBytesMax;
  const Length length =
      text.size() > bytes_max ? Length{field.max_length + 1, true} : measure(text);
  if (length.characters > field.max_length)
    return add("too_long", {fmt::format("最多 {} 个字符", field.max_length),
                            fmt::format("at most {} characters", field.max_length)});
  if (!length.sound)
    return add("characters", {"含有不可见的控制字符或乱码，请重新输入",
                              "it contains control characters or broken text: enter it again"});
  if (field.format != Format::none && !is_plain_code(text) && field.format != Format::email)
    text = record.keep(plain_code(text, field.format));
  else if (compiled.pattern && has_full_width(text))
    text = record.keep(half_width(text));
  if (length.characters < field.min_length)
    return add("too_short", {fmt::format("至少 {} 个字符", field.min_length),
                             fmt::format("at least {} characters", field.min_length)});
  if (!field.choices.empty()) {
    const bool known =
        std::ranges::any_of(field.choices, [&](const Choice& c) { return c.value == text; });
    if (!known)
      return add("choice", {"不在可选值之内，请从列表中选择",
                            "this is not one of the possible values: choose from the list"});
  }
  if (compiled.pattern && !compiled.pattern->matches(text))
    return add("pattern", field.description.empty()
                              ? Text{"写法不符合要求", "it is not written as it should be"}
                              : field.description);
  if (field.format != Format::none) {
    FormatCheck result = check_format(field.format, text, today);
    if (!result.sound) {
      issues.push_back({position, result.severity, result.code, std::move(result.message)});
      if (result.severity == Severity::error) return;
    }
  }
  record[position] = text;
}

bool has_error(std::span<const Issue> issues) {
  return std::ranges::any_of(issues,
                             [](const Issue& issue) { return issue.severity == Severity::error; });
}

std::vector<base::FieldError> field_errors(const Declaration& declaration,
                                           std::span<const Issue> issues) {
  std::vector<base::FieldError> errors;
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::error) continue;
    errors.push_back({issue.field == Issue::kWholeRecord
                          ? std::string()
                          : "/" + declaration.fields[issue.field].name,
                      issue.message});
  }
  return errors;
}

}  // namespace registers

#include "parameter/parameter_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace parameter {

namespace {

constexpr std::string_view kInNames = "abcdefghijklmnopqrstuvwxyz0123456789_";

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

base::FieldError too_long(const char* field, std::size_t characters) {
  return {field,
          {fmt::format("不超过 {} 个字。", characters),
           fmt::format("At most {} characters.", characters)}};
}

Text what_it_takes(const registers::Parameter& of) {
  if (of.choices.empty()) {
    return {fmt::format("须是 {} 至 {} 的整数。", of.minimum, of.maximum),
            fmt::format("A whole number from {} to {}.", of.minimum, of.maximum)};
  }
  Text all;
  for (const registers::ParameterChoice& choice : of.choices) {
    const bool first = all.zh.empty();
    all.zh += fmt::format("{}{} {}", first ? "" : "、", choice.value, choice.title.zh);
    all.en += fmt::format("{}{} {}", first ? "" : ", ", choice.value, choice.title.en);
  }
  return {fmt::format("只能是：{}。", all.zh), fmt::format("One of: {}.", all.en)};
}

}  // namespace

registers::Parameter merged(registers::Parameter declared,
                            std::span<const registers::ParameterValue> set) {
  for (const registers::ParameterValue& value : set) {
    const auto at =
        std::ranges::lower_bound(declared.values, value.from, {}, &registers::ParameterValue::from);
    if (at != declared.values.end() && at->from == value.from) {
      *at = value;
    } else {
      declared.values.insert(at, value);
    }
  }
  return declared;
}

std::vector<base::FieldError> faults_of(const registers::Parameter& of,
                                        const NewParameterValue& given, Date today) {
  std::vector<base::FieldError> faults;
  if (!of.takes(given.value)) faults.push_back({"/value", what_it_takes(of)});
  if (is_blank(given.source)) {
    faults.push_back({"/source",
                      {"请写明依据：文件文号或条款。",
                       "Say what it rests on: the number of a document, or a clause."}});
  } else if (base::character_count(given.source) > kSourceMax) {
    faults.push_back(too_long("/source", kSourceMax));
  }
  const std::string comment = given.comment.value_or("");
  if (given.from < today && is_blank(comment)) {
    faults.push_back({"/comment",
                      {"从过去的某天起算，会改变以往各天的结果，请写明原因。",
                       "It begins on a day that is over and changes what was shown since then: "
                       "say why."}});
  } else if (base::character_count(comment) > kCommentMax) {
    faults.push_back(too_long("/comment", kCommentMax));
  }
  return faults;
}

std::vector<base::FieldError> faults_of(const ParameterWithdrawal& given) {
  if (is_blank(given.reason)) {
    return {{"/reason", {"请写明撤回的原因。", "Say why it is withdrawn."}}};
  }
  if (base::character_count(given.reason) > kCommentMax) return {too_long("/reason", kCommentMax)};
  return {};
}

bool names(const registers::Rule& rule, const registers::Parameter& parameter) {
  const std::string name = "$" + parameter.name;
  for (std::size_t at = rule.check.find(name); at != std::string::npos;
       at = rule.check.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (end == rule.check.size() || kInNames.find(rule.check[end]) == std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace parameter

#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "register/declaration.hpp"
#include "register/value.hpp"

//! The language of `rules` in a declaration: conditions over the fields of one record.
//!
//!     rule       = "if" condition "then" condition | condition
//!     condition  = conjunct { "or" conjunct }
//!     conjunct   = negation { "and" negation }
//!     negation   = "not" negation | comparison
//!     comparison = sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum
//!                      | "is" ["not"] "null" | ["not"] "in" "(" literal { "," literal } ")" ]
//!     sum        = product { ("+" | "-") product }
//!     product    = factor { "*" factor }
//!     factor     = number | 'text' | "true" | "false" | "today" | field | "$" parameter
//!                | function "(" sum { "," sum } ")" | "(" condition ")" | "-" factor
//!
//! days_between(a, b), months_between(a, b), years_between(a, b): from a to b, whole ones, rounded
//! down. year(d), month(d). length(text) in characters. birth_date(citizen_id) and
//! sex(citizen_id), which is 'male' or 'female', as the number says.
//!
//! As in a CHECK of SQL, an empty value makes a comparison unknown, and a rule is broken only if it
//! is false. Numbers are compared by value whatever their scale; arithmetic that could leave the
//! whole numbers that JavaScript holds exactly is refused, so server and form always agree.
namespace registers {

constexpr std::size_t kRuleBytesMax = 1000;
constexpr std::size_t kRuleNodesMax = 200;
constexpr int kRuleDepthMax = 24;

//! A rule that cannot be understood; `offset` is the byte of the text where it goes wrong.
class RuleError : public std::exception {
 public:
  RuleError(std::size_t offset, Text reason) : offset_(offset), reason_(std::move(reason)) {}

  const char* what() const noexcept override { return reason_.en.c_str(); }
  std::size_t offset() const { return offset_; }
  const Text& reason() const { return reason_; }

 private:
  std::size_t offset_;
  Text reason_;
};

//! What a rule knows besides the record.
struct RuleContext {
  Date today;
  //! The value of each parameter of the declaration that holds today, in its order.
  std::span<const std::int64_t> parameters;
};

enum class RuleOp : std::uint8_t {
  field,
  date_field,  // its text becomes days since 1970
  parameter,
  today,
  constant,
  text,
  truth,
  add,
  subtract,
  multiply,
  negate,
  days_between,
  months_between,
  years_between,
  year,
  month,
  length,
  birth_date,
  sex,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  is_null,
  all,  // and
  any,  // or
  negation
};

//! A rule compiled to a flat program. Immutable, so threads share it; evaluating allocates nothing.
class CompiledRule {
 public:
  //! Throws RuleError.
  CompiledRule(std::string_view check, const Declaration& declaration);

  //! `record` has a value for each field of the declaration, in its order, and the values of
  //! fields() have the types of their fields.
  bool passes(std::span<const Value> record, const RuleContext& context) const;

  //! Positions of the fields it reads, in the order first named.
  const std::vector<std::size_t>& fields() const { return fields_; }

  //! The same rule as JsonLogic for the form: true if it passes. Variables are field names,
  //! `$name` for parameters and `$today`; besides the standard operations it uses the functions
  //! above under their names (web/src/features/register/rule_functions.ts).
  const std::string& json_logic() const { return json_logic_; }

 private:
  struct Step {
    RuleOp op = RuleOp::truth;
    std::int64_t number = 0;  // constant, or position of field or parameter, or of the texts
    std::uint32_t count = 0;  // of alternatives
  };

  std::vector<Step> steps_;
  std::vector<std::string> texts_;
  std::vector<std::int64_t> numbers_;
  std::vector<std::size_t> fields_;
  std::string json_logic_;
};

}  // namespace registers

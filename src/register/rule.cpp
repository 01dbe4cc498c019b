#include "register/rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/identity.hpp"
#include "yaml/schema_check.hpp"

namespace registers {

namespace json = boost::json;

namespace {

constexpr std::size_t kStackMax = 64;
constexpr int kJsonDepthMax = 32;

// ---- words
// ---------------------------------------------------------------------------------------

enum class TokenKind { end, name, parameter, number, text, symbol };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  // of a text what stands between its quotes
  std::size_t offset = 0;
};

bool is_small_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Words {
 public:
  explicit Words(std::string_view check) : check_(check) { next(); }

  const Token& at() const { return token_; }

  void next() {
    while (at_ < check_.size() && (check_[at_] == ' ' || check_[at_] == '\n')) ++at_;
    token_ = {TokenKind::end, {}, at_};
    if (at_ == check_.size()) return;
    const std::size_t begin = at_;
    const char c = check_[at_];
    if (is_small_letter(c) || c == '$') {
      ++at_;
      skip([](char d) { return is_small_letter(d) || is_digit(d); });
      token_.kind = c == '$' ? TokenKind::parameter : TokenKind::name;
      token_.text = check_.substr(begin, at_ - begin);
      if (c == '$') token_.text.remove_prefix(1);
    } else if (is_digit(c)) {
      skip([](char d) { return is_digit(d) || d == '.'; });
      token_.kind = TokenKind::number;
      token_.text = check_.substr(begin, at_ - begin);
    } else if (c == '\'') {
      const std::size_t close = check_.find('\'', at_ + 1);
      if (close == std::string_view::npos)
        throw RuleError(begin,
                        {"这里的单引号没有配对，请补上", "this quote is never closed: close it"});
      token_.kind = TokenKind::text;
      token_.text = check_.substr(begin + 1, close - begin - 1);
      at_ = close + 1;
    } else {
      token_.kind = TokenKind::symbol;
      token_.text = symbol();
      at_ += token_.text.size();
    }
  }

  bool is(std::string_view word) const {
    return (token_.kind == TokenKind::name || token_.kind == TokenKind::symbol) &&
           token_.text == word;
  }

  bool take(std::string_view word) {
    if (!is(word)) return false;
    next();
    return true;
  }

 private:
  template <typename Wanted>
  void skip(Wanted wanted) {
    while (at_ < check_.size() && wanted(check_[at_])) ++at_;
  }

  std::string_view symbol() const {
    const std::string_view rest = check_.substr(at_);
    constexpr std::array<std::string_view, 12> kSymbols = {"!=", "<=", ">=", "=", "<", ">",
                                                           "+",  "-",  "*",  "(", ")", ","};
    if (rest.starts_with("==") || rest.starts_with("&&") || rest.starts_with("||") ||
        rest.starts_with("<>"))
      throw RuleError(at_, {"这里的符号写法不同：相等用 =，不等用 !=，并且用 and，或者用 or",
                            "written differently here: = for equal, != for unequal, and, or"});
    for (const std::string_view symbol : kSymbols)
      if (rest.starts_with(symbol)) return symbol;
    if (static_cast<unsigned char>(rest[0]) >= 0x80)
      throw RuleError(at_,
                      {"这里有中文或全角符号；规则里的字段用英文名，符号用半角，文字放在单引号里",
                       "a full-width or non-English sign stands here: fields have English "
                       "names, signs are half-width, text is in single quotes"});
    throw RuleError(at_, {fmt::format("规则里不能用“{}”", rest[0]),
                          fmt::format("'{}' has no meaning in a rule", rest[0])});
  }

  std::string_view check_;
  std::size_t at_ = 0;
  Token token_;
};

// ---- tree
// ----------------------------------------------------------------------------------------

enum class Sense { number, text, truth, date, reference, file };

Text sense_name(Sense sense) {
  switch (sense) {
    case Sense::number:
      return {"数", "a number"};
    case Sense::text:
      return {"文字", "text"};
    case Sense::truth:
      return {"是非判断", "a condition"};
    case Sense::date:
      return {"日期", "a date"};
    case Sense::reference:
      return {"引用", "a reference"};
    case Sense::file:
      return {"文件", "a file"};
  }
  return {};
}

struct Expression {
  RuleOp op = RuleOp::truth;
  Sense sense = Sense::truth;
  std::size_t offset = 0;
  std::vector<Expression> parts;
  std::int64_t number = 0;         // constant, position of field or parameter
  std::string text;                // literal, or name of field or parameter
  std::vector<std::string> texts;  // alternatives of in
  std::vector<std::int64_t> numbers;
  const Field* field = nullptr;
  // Of a number: digits after the point, and the bounds of the scaled integer.
  int scale = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
};

struct Function {
  std::string_view name;
  RuleOp op;
  std::vector<Sense> takes;
  Sense gives;
  std::int64_t low;
  std::int64_t high;
};

const std::vector<Function>& functions() {
  constexpr std::int64_t kYears = Date::kLastYear - kFirstYear + 1;
  static const std::vector<Function> all = {
      {"days_between",
       RuleOp::days_between,
       {Sense::date, Sense::date},
       Sense::number,
       -366 * kYears,
       366 * kYears},
      {"months_between",
       RuleOp::months_between,
       {Sense::date, Sense::date},
       Sense::number,
       -12 * kYears,
       12 * kYears},
      {"years_between",
       RuleOp::years_between,
       {Sense::date, Sense::date},
       Sense::number,
       -kYears,
       kYears},
      {"year", RuleOp::year, {Sense::date}, Sense::number, kFirstYear, Date::kLastYear},
      {"month", RuleOp::month, {Sense::date}, Sense::number, 1, 12},
      {"length", RuleOp::length, {Sense::text}, Sense::number, 0, kTextCharactersMax},
      {"birth_date", RuleOp::birth_date, {Sense::text}, Sense::date, 0, 0},
      {"sex", RuleOp::sex, {Sense::text}, Sense::text, 0, 0}};
  return all;
}

class Parser {
 public:
  Parser(std::string_view check, const Declaration& declaration)
      : words_(check), declaration_(declaration) {}

  Expression parse() {
    Expression rule;
    const std::size_t offset = words_.at().offset;
    if (words_.take("if")) {
      Expression given = condition();
      if (!words_.take("then")) fail({"if 之后要有 then", "an if needs a then"});
      std::vector<Expression> parts;
      parts.push_back(negated(std::move(given), offset));
      parts.push_back(condition());
      rule = joined(RuleOp::any, std::move(parts), offset);
    } else {
      rule = condition();
    }
    if (words_.at().kind != TokenKind::end)
      fail({fmt::format("规则到这里应当结束，却还有“{}”", shown(words_.at().text)),
            fmt::format("the rule should end here, but \"{}\" follows", shown(words_.at().text))});
    return rule;
  }

 private:
  // Deep nesting ends in an error, not in the stack of the program.
  class Depth {
   public:
    explicit Depth(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > kRuleDepthMax)
        parser_.fail(
            {"规则嵌套太深，请拆成几条", "the rule is nested too deeply: make it several"});
    }
    ~Depth() { --parser_.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;

   private:
    Parser& parser_;
  };

  static std::string shown(std::string_view text) {
    constexpr std::size_t kShownBytesMax = 40;
    return std::string(text.substr(0, kShownBytesMax));
  }

  [[noreturn]] void fail(Text reason) const { throw RuleError(words_.at().offset, reason); }
  [[noreturn]] static void fail_at(std::size_t offset, Text reason) {
    throw RuleError(offset, std::move(reason));
  }

  Expression make(RuleOp op, Sense sense, std::size_t offset) {
    if (++nodes_ > kRuleNodesMax)
      fail({"规则太长，请拆成几条", "the rule is too long: make it several"});
    Expression expression;
    expression.op = op;
    expression.sense = sense;
    expression.offset = offset;
    return expression;
  }

  static void need(const Expression& part, Sense wanted) {
    if (part.sense == wanted) return;
    const Text is = sense_name(part.sense);
    const Text want = sense_name(wanted);
    fail_at(part.offset, {fmt::format("这里应当是{}，不能是{}", want.zh, is.zh),
                          fmt::format("{} is wanted here, not {}", want.en, is.en)});
  }

  // A condition that may be unknown in part has no value to compare.
  static void need_plain(const Expression& part) {
    if (part.sense != Sense::truth || part.op == RuleOp::field || part.op == RuleOp::truth) return;
    fail_at(part.offset, {"判断之间用 and、or、not 连接，不能再比较",
                          "conditions are joined by and, or, not; they are not compared"});
  }

  Expression joined(RuleOp op, std::vector<Expression> parts, std::size_t offset) {
    for (const Expression& part : parts) need(part, Sense::truth);
    Expression expression = make(op, Sense::truth, offset);
    expression.parts = std::move(parts);
    return expression;
  }

  Expression negated(Expression part, std::size_t offset) {
    std::vector<Expression> parts;
    parts.push_back(std::move(part));
    return joined(RuleOp::negation, std::move(parts), offset);
  }

  Expression condition() { return chain("or", RuleOp::any, &Parser::conjunct); }
  Expression conjunct() { return chain("and", RuleOp::all, &Parser::negation); }

  Expression chain(std::string_view word, RuleOp op, Expression (Parser::*part)()) {
    const Depth depth(*this);
    const std::size_t offset = words_.at().offset;
    std::vector<Expression> parts;
    parts.push_back((this->*part)());
    while (words_.take(word)) parts.push_back((this->*part)());
    if (parts.size() == 1) return std::move(parts.front());
    return joined(op, std::move(parts), offset);
  }

  Expression negation() {
    const Depth depth(*this);
    const std::size_t offset = words_.at().offset;
    if (words_.take("not")) return negated(negation(), offset);
    return comparison();
  }

  Expression comparison() {
    const std::size_t offset = words_.at().offset;
    Expression left = sum();
    if (words_.take("is")) {
      const bool positive = !words_.take("not");
      if (!words_.take("null")) fail({"is 之后写 null 或 not null", "is takes null or not null"});
      need_plain(left);
      Expression test = make(RuleOp::is_null, Sense::truth, offset);
      test.parts.push_back(std::move(left));
      return positive ? std::move(test) : negated(std::move(test), offset);
    }
    const bool positive = !words_.is("not");
    if (!positive) {
      words_.next();
      if (!words_.is("in")) fail({"这里的 not 之后应当是 in", "in should follow this not"});
    }
    if (words_.take("in")) {
      Expression test = alternatives(std::move(left), offset);
      return positive ? std::move(test) : negated(std::move(test), offset);
    }
    constexpr std::array<std::pair<std::string_view, RuleOp>, 6> kOperators = {
        {{"=", RuleOp::equal},
         {"!=", RuleOp::unequal},
         {"<", RuleOp::less},
         {"<=", RuleOp::less_equal},
         {">", RuleOp::greater},
         {">=", RuleOp::greater_equal}}};
    for (const auto& [word, op] : kOperators) {
      if (!words_.take(word)) continue;
      return compared(op, std::move(left), sum(), offset);
    }
    return left;
  }

  Expression alternatives(Expression left, std::size_t offset) {
    if (!words_.take("("))
      fail({"in 之后要有括号：in ('a', 'b')", "in takes a list: in ('a', 'b')"});
    Expression test = make(RuleOp::in, Sense::truth, offset);
    if (left.sense != Sense::number && left.sense != Sense::text)
      fail_at(left.offset, {"in 的左边应当是数或文字", "in takes a number or text on its left"});
    std::vector<Expression> literals;
    do {
      Expression literal = factor();
      if (literal.op != RuleOp::text && literal.op != RuleOp::constant)
        fail_at(literal.offset, {"in 的括号里只能写数或单引号里的文字",
                                 "the list of in holds numbers or quoted texts"});
      align(left, literal);
      literals.push_back(std::move(literal));
    } while (words_.take(","));
    for (Expression& literal : literals) {
      // The last literal may have given the left side more digits than the first one got.
      rescale(literal, left.scale);
      if (left.sense == Sense::number)
        test.numbers.push_back(literal.number);
      else
        test.texts.push_back(literal.text);
    }
    if (!words_.take(")")) fail({"in 的括号没有配对", "the list of in is never closed"});
    test.parts.push_back(std::move(left));
    return test;
  }

  Expression compared(RuleOp op, Expression left, Expression right, std::size_t offset) {
    align(left, right);
    need_plain(left);
    need_plain(right);
    if (left.sense == Sense::file)
      fail_at(left.offset, {"文件只能问有没有：is null、is not null",
                            "of a file one only asks whether it is there: "
                            "is null, is not null"});
    if (op != RuleOp::equal && op != RuleOp::unequal && left.sense != Sense::number &&
        left.sense != Sense::date)
      fail_at(offset, {"只有数和日期能比大小", "only numbers and dates have an order"});
    Expression expression = make(op, Sense::truth, offset);
    expression.parts.push_back(std::move(left));
    expression.parts.push_back(std::move(right));
    return expression;
  }

  // Makes two sides comparable: a text beside a date is a date, numbers get one scale.
  void align(Expression& left, Expression& right) {
    read_as_date(left, right);
    read_as_date(right, left);
    need(right, left.sense);
    if (left.sense == Sense::number) {
      rescale(left, std::max(left.scale, right.scale));
      rescale(right, left.scale);
    }
    check_choice(left, right);
    check_choice(right, left);
  }

  static void read_as_date(const Expression& beside, Expression& literal) {
    if (beside.sense != Sense::date || literal.op != RuleOp::text) return;
    const auto date = Date::parse(literal.text, kFirstYear);
    if (!date)
      fail_at(literal.offset,
              {"日期写成 '2021-12-31' 的样子", "a date is written like '2021-12-31'"});
    literal.op = RuleOp::constant;
    literal.sense = Sense::date;
    literal.number = date->days().time_since_epoch().count();
  }

  static void check_choice(const Expression& field, const Expression& literal) {
    if (field.field == nullptr || field.field->choices.empty() || literal.op != RuleOp::text)
      return;
    std::vector<std::string_view> known;
    for (const Choice& choice : field.field->choices) known.push_back(choice.value);
    if (std::find(known.begin(), known.end(), literal.text) != known.end()) return;
    const auto meant = yaml::nearest(literal.text, known);
    fail_at(literal.offset,
            {fmt::format("字段 {} 没有“{}”这个值{}", field.field->name, shown(literal.text),
                         meant ? fmt::format("，是不是 {}？", *meant) : ""),
             fmt::format("{} is never '{}'{}", field.field->name, shown(literal.text),
                         meant ? fmt::format(": did you mean {}?", *meant) : "")});
  }

  Expression sum() {
    const Depth depth(*this);
    Expression left = product();
    while (words_.is("+") || words_.is("-")) {
      const RuleOp op = words_.is("+") ? RuleOp::add : RuleOp::subtract;
      const std::size_t offset = words_.at().offset;
      words_.next();
      left = calculated(op, std::move(left), product(), offset);
    }
    return left;
  }

  Expression product() {
    Expression left = factor();
    while (words_.is("*")) {
      const std::size_t offset = words_.at().offset;
      words_.next();
      left = calculated(RuleOp::multiply, std::move(left), factor(), offset);
    }
    return left;
  }

  Expression calculated(RuleOp op, Expression left, Expression right, std::size_t offset) {
    need(left, Sense::number);
    need(right, Sense::number);
    if (op != RuleOp::multiply) {
      rescale(left, std::max(left.scale, right.scale));
      rescale(right, left.scale);
    }
    Expression result = make(op, Sense::number, offset);
    result.scale = op == RuleOp::multiply ? left.scale + right.scale : left.scale;
    const auto bound = [&](double a, double b) {
      return op == RuleOp::add ? a + b : op == RuleOp::subtract ? a - b : a * b;
    };
    const std::array<double, 4> corners = {bound(left.low, right.low), bound(left.low, right.high),
                                           bound(left.high, right.low),
                                           bound(left.high, right.high)};
    set_bounds(result, *std::min_element(corners.begin(), corners.end()),
               *std::max_element(corners.begin(), corners.end()));
    result.parts.push_back(std::move(left));
    result.parts.push_back(std::move(right));
    return result;
  }

  // A double holds every whole number up to kIntegerMax exactly, and rounds none above it below it.
  static void set_bounds(Expression& result, double low, double high) {
    if (low < -kIntegerMax || high > kIntegerMax || result.scale > 2 * kScaleMax)
      fail_at(
          result.offset,
          {"这里可能算出过大的数，请给用到的字段写上更小的 minimum 和 maximum",
           "the result could be too large here: give the fields a narrower minimum and maximum"});
    result.low = static_cast<std::int64_t>(low);
    result.high = static_cast<std::int64_t>(high);
  }

  void rescale(Expression& part, int scale) {
    if (part.scale == scale) return;
    std::int64_t power = 1;
    for (int i = part.scale; i < scale; ++i) power *= 10;
    if (part.op == RuleOp::constant) {
      part.scale = scale;
      set_bounds(part, static_cast<double>(part.number) * static_cast<double>(power),
                 static_cast<double>(part.number) * static_cast<double>(power));
      part.number = part.low;
      return;
    }
    const std::size_t offset = part.offset;
    Expression factor = constant(power, offset);
    Expression result = make(RuleOp::multiply, Sense::number, offset);
    result.scale = scale;
    set_bounds(result, static_cast<double>(part.low) * static_cast<double>(power),
               static_cast<double>(part.high) * static_cast<double>(power));
    result.parts.push_back(std::move(part));
    result.parts.push_back(std::move(factor));
    part = std::move(result);
  }

  Expression constant(std::int64_t number, std::size_t offset) {
    Expression literal = make(RuleOp::constant, Sense::number, offset);
    literal.number = literal.low = literal.high = number;
    return literal;
  }

  Expression factor() {
    const Depth depth(*this);
    const Token token = words_.at();
    switch (token.kind) {
      case TokenKind::number:
        words_.next();
        return number(token);
      case TokenKind::text: {
        words_.next();
        Expression literal = make(RuleOp::text, Sense::text, token.offset);
        literal.text = token.text;
        return literal;
      }
      case TokenKind::parameter:
        words_.next();
        return parameter(token);
      case TokenKind::name:
        return named(token);
      case TokenKind::symbol:
        if (words_.take("(")) {
          Expression inner = condition();
          if (!words_.take(")")) fail({"括号没有配对", "this bracket is never closed"});
          return inner;
        }
        if (words_.take("-")) {
          Expression part = factor();
          need(part, Sense::number);
          Expression result = make(RuleOp::negate, Sense::number, token.offset);
          result.scale = part.scale;
          set_bounds(result, -static_cast<double>(part.high), -static_cast<double>(part.low));
          result.parts.push_back(std::move(part));
          return result;
        }
        break;
      case TokenKind::end:
        fail({"规则没有写完", "the rule ends too early"});
    }
    fail({fmt::format("这里应当是字段、数、文字或括号，不能是“{}”", token.text),
          fmt::format("a field, number, text or bracket is wanted here, not \"{}\"", token.text)});
  }

  Expression number(const Token& token) {
    std::string digits(token.text);
    int scale = 0;
    const std::size_t point = digits.find('.');
    if (point != std::string::npos) {
      scale = static_cast<int>(digits.size() - point - 1);
      digits.erase(point, 1);
    }
    std::int64_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
    if (!whole || value > kIntegerMax || scale > kScaleMax ||
        (point != std::string::npos && (scale == 0 || point == 0)))
      fail_at(token.offset,
              {fmt::format("{} 不是可用的数", shown(token.text)),
               fmt::format("{} is not a number that can be used", shown(token.text))});
    Expression literal = constant(value, token.offset);
    literal.scale = scale;
    return literal;
  }

  Expression parameter(const Token& token) {
    const auto& all = declaration_.parameters;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Parameter& p) { return p.name == token.text; });
    if (found == all.end()) {
      std::vector<std::string_view> known;
      for (const Parameter& p : all) known.push_back(p.name);
      unknown(token, {"参数", "parameter"}, known);
    }
    Expression expression = make(RuleOp::parameter, Sense::number, token.offset);
    expression.number = found - all.begin();
    expression.text = found->name;
    const auto [low, high] = std::minmax_element(
        found->values.begin(), found->values.end(),
        [](const ParameterValue& a, const ParameterValue& b) { return a.value < b.value; });
    set_bounds(expression, low->value, high->value);
    return expression;
  }

  Expression named(const Token& token) {
    words_.next();
    if (words_.is("(")) return call(token);
    if (token.text == "true" || token.text == "false") {
      Expression truth = make(RuleOp::truth, Sense::truth, token.offset);
      truth.number = token.text == "true" ? 1 : 0;
      return truth;
    }
    if (token.text == "today") return make(RuleOp::today, Sense::date, token.offset);
    return field(token);
  }

  Expression field(const Token& token) {
    const auto& all = declaration_.fields;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Field& f) { return f.name == token.text; });
    if (found == all.end()) {
      std::vector<std::string_view> known;
      for (const Field& f : all) known.push_back(f.name);
      unknown(token, {"字段", "field"}, known);
    }
    if (found->derived) check_derived(token, *found);
    Expression expression = make(RuleOp::field, Sense::text, token.offset);
    expression.number = found - all.begin();
    expression.text = found->name;
    expression.field = &*found;
    switch (found->type) {
      case Type::text:
        break;
      case Type::integer:
        expression.sense = Sense::number;
        expression.scale = found->scale;
        set_bounds(expression, found->minimum, found->maximum);
        break;
      case Type::boolean:
        expression.sense = Sense::truth;
        break;
      case Type::date:
        expression.sense = Sense::date;
        expression.op = RuleOp::date_field;
        break;
      case Type::reference:
        expression.sense = Sense::reference;
        break;
      case Type::file:
        expression.sense = Sense::file;
        break;
    }
    return expression;
  }

  // What stands open in the record of a register that this one refers to.
  void check_derived(const Token& token, const Field& field) const {
    const Field* const via = declaration_.find_field(field.derived->via);
    if (via != nullptr && via->ref == kUnitRegister)
      fail_at(token.offset,
              {fmt::format("{} 取自单位，规则只能用本记录和所引用记录的字段", field.name),
               fmt::format("{} is a fact of a unit: a rule uses fields of its own "
                           "record and of records it refers to",
                           field.name)});
    if (field.sensitive)
      fail_at(token.offset, {fmt::format("{} 在所引用的记录里加密存储，规则不能用", field.name),
                             fmt::format("{} is stored encrypted in the record referred to: a rule "
                                         "cannot use it",
                                         field.name)});
  }

  Expression call(const Token& token) {
    const auto& all = functions();
    const auto function = std::find_if(all.begin(), all.end(),
                                       [&](const Function& f) { return f.name == token.text; });
    if (function == all.end()) {
      std::vector<std::string_view> known;
      for (const Function& f : all) known.push_back(f.name);
      unknown(token, {"函数", "function"}, known);
    }
    Expression expression = make(function->op, function->gives, token.offset);
    expression.low = function->low;
    expression.high = function->high;
    words_.next();  // the bracket
    for (std::size_t i = 0; i < function->takes.size(); ++i) {
      if (i > 0 && !words_.take(","))
        fail({fmt::format("{} 需要 {} 个值，用逗号分开", function->name, function->takes.size()),
              fmt::format("{} takes {} values, separated by commas", function->name,
                          function->takes.size())});
      Expression part = sum();
      if (function->takes[i] == Sense::date && part.op == RuleOp::text) {
        Expression date = make(RuleOp::today, Sense::date, part.offset);
        read_as_date(date, part);
      }
      need(part, function->takes[i]);
      expression.parts.push_back(std::move(part));
    }
    if (!words_.take(")"))
      fail({fmt::format("{} 的括号没有配对", function->name),
            fmt::format("the bracket of {} is never closed", function->name)});
    const bool of_citizen_id = function->op == RuleOp::birth_date || function->op == RuleOp::sex;
    if (of_citizen_id && (expression.parts[0].field == nullptr ||
                          expression.parts[0].field->format != Format::citizen_id))
      fail_at(token.offset, {fmt::format("{} 只能用于格式为 citizen-id 的字段", function->name),
                             fmt::format("{} takes a field of format citizen-id", function->name)});
    return expression;
  }

  [[noreturn]] static void unknown(const Token& token, const Text& noun,
                                   std::span<const std::string_view> known) {
    const auto meant = yaml::nearest(token.text, known);
    fail_at(token.offset, {fmt::format("没有叫 {} 的{}{}", shown(token.text), noun.zh,
                                       meant ? fmt::format("，是不是 {}？", *meant) : ""),
                           fmt::format("there is no {} called {}{}", noun.en, shown(token.text),
                                       meant ? fmt::format(": did you mean {}?", *meant) : "")});
  }

  Words words_;
  const Declaration& declaration_;
  int depth_ = 0;
  std::size_t nodes_ = 0;
};

// ---- JsonLogic
// -----------------------------------------------------------------------------------

// JsonLogic knows two truths, a rule three. So a condition is written twice: when it is certainly
// true and when it is certainly false; where neither holds it is unknown.
class Logic {
 public:
  static json::value certainly(bool truth, const Expression& e) {
    switch (e.op) {
      case RuleOp::truth:
        return (e.number != 0) == truth;
      case RuleOp::field:
        return operation("===", {value(e), truth});
      case RuleOp::negation:
        return certainly(!truth, e.parts[0]);
      case RuleOp::all:
      case RuleOp::any: {
        json::array parts;
        for (const Expression& part : e.parts) parts.push_back(certainly(truth, part));
        return operation((e.op == RuleOp::all) == truth ? "and" : "or", std::move(parts));
      }
      case RuleOp::is_null: {
        json::array unknown;
        collect_unknowns(e.parts[0], "==", unknown);
        if (unknown.empty()) return !truth;
        json::value any = joined("or", std::move(unknown));
        return truth ? std::move(any) : operation("!", {std::move(any)});
      }
      case RuleOp::in: {
        json::array list;
        for (const std::string& text : e.texts) list.emplace_back(text);
        for (const std::int64_t number : e.numbers) list.emplace_back(number);
        json::value test = operation("in", {value(e.parts[0]), std::move(list)});
        return known_and(e, truth ? std::move(test) : operation("!", {std::move(test)}));
      }
      default:
        return known_and(e, comparison(truth, e));
    }
  }

 private:
  static json::value operation(const char* name, json::array parts) {
    json::object object;
    object[name] = std::move(parts);
    return object;
  }

  static json::value joined(const char* name, json::array parts) {
    if (parts.size() == 1) return std::move(parts[0]);
    return operation(name, std::move(parts));
  }

  static json::value variable(std::string_view name) {
    json::object object;
    object["var"] = name;
    return object;
  }

  static json::value known_and(const Expression& e, json::value test) {
    json::array parts;
    for (const Expression& part : e.parts) collect_unknowns(part, "!=", parts);
    parts.push_back(std::move(test));
    return joined("and", std::move(parts));
  }

  // What of `e` may be empty, each compared with null.
  static void collect_unknowns(const Expression& e, const char* with, json::array& into) {
    const bool may_be_empty = e.op == RuleOp::field || e.op == RuleOp::date_field ||
                              (e.op >= RuleOp::days_between && e.op <= RuleOp::sex);
    if (may_be_empty) {
      json::value test = operation(with, {value(e), nullptr});
      if (std::find(into.begin(), into.end(), test) == into.end()) into.push_back(std::move(test));
      return;  // a function of something empty is empty
    }
    for (const Expression& part : e.parts) collect_unknowns(part, with, into);
  }

  static json::value comparison(bool truth, const Expression& e) {
    json::array sides;
    for (const Expression& part : e.parts) sides.push_back(value(part));
    switch (e.op) {
      case RuleOp::equal:
        return operation(truth ? "===" : "!==", std::move(sides));
      case RuleOp::unequal:
        return operation(truth ? "!==" : "===", std::move(sides));
      case RuleOp::less:
        return operation(truth ? "<" : ">=", std::move(sides));
      case RuleOp::less_equal:
        return operation(truth ? "<=" : ">", std::move(sides));
      case RuleOp::greater:
        return operation(truth ? ">" : "<=", std::move(sides));
      default:
        return operation(truth ? ">=" : "<", std::move(sides));
    }
  }

  static json::value value(const Expression& e) {
    switch (e.op) {
      case RuleOp::field:
      case RuleOp::date_field:
        return variable(e.text);
      case RuleOp::parameter:
        return variable("$" + e.text);
      case RuleOp::today:
        return variable("$today");
      case RuleOp::constant:
        if (e.sense == Sense::date)
          return json::value(Date(std::chrono::sys_days(std::chrono::days(e.number))).str());
        return e.number;
      case RuleOp::text:
        return json::value(e.text);
      case RuleOp::truth:
        return e.number != 0;
      case RuleOp::add:
        return calculation("+", e);
      case RuleOp::subtract:
      case RuleOp::negate:
        return calculation("-", e);
      case RuleOp::multiply:
        return calculation("*", e);
      default:
        break;
    }
    for (const Function& function : functions())
      if (function.op == e.op) return calculation(std::string(function.name).c_str(), e);
    throw std::logic_error("a condition has no value in JsonLogic");
  }

  static json::value calculation(const char* name, const Expression& e) {
    json::array parts;
    for (const Expression& part : e.parts) parts.push_back(value(part));
    return operation(name, std::move(parts));
  }
};

// ---- evaluation
// ----------------------------------------------------------------------------------

enum class Known : std::uint8_t { no, yes };

struct Cell {
  Known known = Known::no;
  std::int64_t number = 0;  // also 0/1 of a condition and days since 1970 of a date
  std::string_view text;
};

Cell of_number(std::int64_t number) { return {Known::yes, number, {}}; }

std::chrono::year_month_day calendar(std::int64_t days) {
  return std::chrono::sys_days(std::chrono::days(days));
}

std::int64_t whole_months(std::int64_t from, std::int64_t to) {
  const auto a = calendar(from);
  const auto b = calendar(to);
  const std::int64_t months = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
                              static_cast<int>(static_cast<unsigned>(b.month())) -
                              static_cast<int>(static_cast<unsigned>(a.month()));
  return months - (b.day() < a.day() ? 1 : 0);
}

std::int64_t floor_of_twelfth(std::int64_t months) {
  return months >= 0 ? months / 12 : -((-months + 11) / 12);
}

Cell of_field(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return of_number(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return of_number(*truth ? 1 : 0);
  if (const auto* text = std::get_if<std::string_view>(&value)) return {Known::yes, 0, *text};
  return {};
}

Cell of_date(const Value& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  const auto date = text == nullptr ? std::nullopt : Date::parse(*text, kFirstYear);
  return date ? of_number(date->days().time_since_epoch().count()) : Cell{};
}

Cell of_function(RuleOp op, const Cell& a, const Cell& b) {
  switch (op) {
    case RuleOp::days_between:
      return of_number(b.number - a.number);
    case RuleOp::months_between:
      return of_number(whole_months(a.number, b.number));
    case RuleOp::years_between:
      return of_number(floor_of_twelfth(whole_months(a.number, b.number)));
    case RuleOp::year:
      return of_number(static_cast<int>(calendar(a.number).year()));
    case RuleOp::month:
      return of_number(static_cast<unsigned>(calendar(a.number).month()));
    case RuleOp::length:
      return of_number(static_cast<std::int64_t>(base::character_count(a.text)));
    case RuleOp::birth_date: {
      const auto born = base::citizen_birth_date(a.text);
      return born ? of_number(born->days().time_since_epoch().count()) : Cell{};
    }
    default: {
      const auto male = base::citizen_is_male(a.text);
      return male ? Cell{Known::yes, 0, *male ? "male" : "female"} : Cell{};
    }
  }
}

// How deep arrays and objects are nested; JSON readers have a limit.
int depth_of(const json::value& value) {
  int deepest = 0;
  if (const auto* array = value.if_array()) {
    for (const json::value& item : *array) deepest = std::max(deepest, depth_of(item));
    return deepest + 1;
  }
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) deepest = std::max(deepest, depth_of(member.value()));
    return deepest + 1;
  }
  return 0;
}

bool holds(RuleOp op, std::strong_ordering order) {
  switch (op) {
    case RuleOp::equal:
      return order == 0;
    case RuleOp::unequal:
      return order != 0;
    case RuleOp::less:
      return order < 0;
    case RuleOp::less_equal:
      return order <= 0;
    case RuleOp::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

}  // namespace

CompiledRule::CompiledRule(std::string_view check, const Declaration& declaration) {
  if (check.size() > kRuleBytesMax)
    throw RuleError(0, {fmt::format("规则超过 {} 个字节，请拆成几条", kRuleBytesMax),
                        fmt::format("the rule is over {} bytes: make it several", kRuleBytesMax)});
  const std::size_t broken = base::first_invalid_utf8(check);
  if (broken != std::string_view::npos)
    throw RuleError(broken, {"这里有乱码，请重新输入", "broken text stands here: enter it again"});
  const Expression rule = Parser(check, declaration).parse();
  if (rule.sense != Sense::truth)
    throw RuleError(rule.offset, {"规则应当是一个判断，例如 ends_on > starts_on",
                                  "a rule is a condition, such as ends_on > starts_on"});

  std::size_t depth = 0;
  std::size_t deepest = 0;
  const auto emit = [&](const auto& self, const Expression& e) -> void {
    for (const Expression& part : e.parts) self(self, part);
    depth -= e.parts.size();
    deepest = std::max(deepest, ++depth);
    Step step{e.op, e.number, static_cast<std::uint32_t>(e.parts.size())};
    if (e.op == RuleOp::field || e.op == RuleOp::date_field) {
      const auto field = static_cast<std::size_t>(e.number);
      if (std::find(fields_.begin(), fields_.end(), field) == fields_.end())
        fields_.push_back(field);
    } else if (e.op == RuleOp::text) {
      step.number = static_cast<std::int64_t>(texts_.size());
      texts_.push_back(e.text);
    } else if (e.op == RuleOp::in && !e.texts.empty()) {
      step = {e.op, static_cast<std::int64_t>(texts_.size()),
              static_cast<std::uint32_t>(e.texts.size())};
      texts_.insert(texts_.end(), e.texts.begin(), e.texts.end());
    } else if (e.op == RuleOp::in) {
      // Numbers are told from texts by a place before the first.
      step = {e.op, -1 - static_cast<std::int64_t>(numbers_.size()),
              static_cast<std::uint32_t>(e.numbers.size())};
      numbers_.insert(numbers_.end(), e.numbers.begin(), e.numbers.end());
    }
    steps_.push_back(step);
  };
  emit(emit, rule);
  if (deepest > kStackMax)
    throw RuleError(0, {"规则太长，请拆成几条", "the rule is too long: make it several"});
  if (fields_.empty()) throw RuleError(0, {"规则没有用到任何字段", "the rule reads no field"});
  json::object logic;
  logic["!"] = json::array{Logic::certainly(false, rule)};
  if (depth_of(logic) > kJsonDepthMax)
    throw RuleError(0,
                    {"规则嵌套太深，请拆成几条", "the rule is nested too deeply: make it several"});
  json_logic_ = json::serialize(logic);
}

bool CompiledRule::passes(std::span<const Value> record, const RuleContext& context) const {
  std::array<Cell, kStackMax> stack;
  std::size_t top = 0;  // one past the uppermost
  for (const Step& step : steps_) {
    switch (step.op) {
      case RuleOp::field:
        stack[top++] = of_field(record[static_cast<std::size_t>(step.number)]);
        break;
      case RuleOp::date_field:
        stack[top++] = of_date(record[static_cast<std::size_t>(step.number)]);
        break;
      case RuleOp::parameter:
        stack[top++] = of_number(context.parameters[static_cast<std::size_t>(step.number)]);
        break;
      case RuleOp::today:
        stack[top++] = of_number(context.today.days().time_since_epoch().count());
        break;
      case RuleOp::constant:
      case RuleOp::truth:
        stack[top++] = of_number(step.number);
        break;
      case RuleOp::text:
        stack[top++] = {Known::yes, 0, texts_[static_cast<std::size_t>(step.number)]};
        break;
      case RuleOp::is_null:
        stack[top - 1] = of_number(stack[top - 1].known == Known::no ? 1 : 0);
        break;
      case RuleOp::all:
      case RuleOp::any: {
        // One false part makes `all` false, one true part makes `any` true, whatever is unknown.
        const std::int64_t decisive = step.op == RuleOp::any ? 1 : 0;
        Cell result = of_number(1 - decisive);
        for (std::uint32_t i = 0; i < step.count; ++i) {
          const Cell& part = stack[--top];
          if (part.known == Known::yes && part.number == decisive) result = part;
          if (part.known == Known::no && result.number != decisive) result.known = Known::no;
        }
        if (result.number == decisive) result.known = Known::yes;
        stack[top++] = result;
        break;
      }
      default: {
        const std::size_t first = top - (step.op == RuleOp::in ? 1 : step.count);
        top = first + 1;
        Cell& a = stack[first];
        const bool known = std::all_of(
            stack.begin() + static_cast<std::ptrdiff_t>(first),
            stack.begin() +
                static_cast<std::ptrdiff_t>(first + (step.op == RuleOp::in ? 1 : step.count)),
            [](const Cell& cell) { return cell.known == Known::yes; });
        if (!known) {
          a = {};
          break;
        }
        const Cell& b = stack[first + (step.count > 1 ? 1 : 0)];
        switch (step.op) {
          case RuleOp::add:
            a.number += b.number;
            break;
          case RuleOp::subtract:
            a.number -= b.number;
            break;
          case RuleOp::multiply:
            a.number *= b.number;
            break;
          case RuleOp::negate:
            a.number = -a.number;
            break;
          case RuleOp::negation:
            a.number = 1 - a.number;
            break;
          case RuleOp::in: {
            bool found = false;
            for (std::uint32_t i = 0; i < step.count && !found; ++i) {
              found = step.number < 0
                          ? numbers_[static_cast<std::size_t>(-1 - step.number) + i] == a.number
                          : texts_[static_cast<std::size_t>(step.number) + i] == a.text;
            }
            a = of_number(found ? 1 : 0);
            break;
          }
          case RuleOp::days_between:
          case RuleOp::months_between:
          case RuleOp::years_between:
          case RuleOp::year:
          case RuleOp::month:
          case RuleOp::length:
          case RuleOp::birth_date:
          case RuleOp::sex:
            a = of_function(step.op, a, b);
            break;
          default: {
            // Texts have number 0 and numbers have no text, so comparing both compares either.
            auto order = a.number <=> b.number;
            if (order == 0) order = a.text <=> b.text;
            a = of_number(holds(step.op, order) ? 1 : 0);
          }
        }
      }
    }
  }
  return stack[0].known == Known::no || stack[0].number != 0;
}

}  // namespace registers

#include "db/table_definition.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace db {

namespace {

struct Token {
  std::string text;
  //! Keywords are not quoted; names may be.
  bool quoted = false;

  bool is(std::string_view keyword) const {
    return !quoted &&
           std::equal(text.begin(), text.end(), keyword.begin(), keyword.end(), [](char a, char b) {
             return std::toupper(static_cast<unsigned char>(a)) == b;
           });
  }
};

char closing_quote(char open) { return open == '[' ? ']' : open; }

std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at;
    } else if (sql.substr(at, 2) == "--") {
      at = std::min(sql.find('\n', at), sql.size());
    } else if (sql.substr(at, 2) == "/*") {
      const std::size_t end = sql.find("*/", at + 2);
      at = end == std::string_view::npos ? sql.size() : end + 2;
    } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
      const std::size_t end = std::min(sql.find(closing_quote(c), at + 1), sql.size());
      tokens.push_back({std::string(sql.substr(at + 1, end - at - 1)), true});
      at = end + 1;
    } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      std::size_t end = at;
      while (end < sql.size() &&
             (std::isalnum(static_cast<unsigned char>(sql[end])) != 0 || sql[end] == '_')) {
        ++end;
      }
      tokens.push_back({std::string(sql.substr(at, end - at)), false});
      at = end;
    } else {
      tokens.push_back({std::string(1, c), false});
      ++at;
    }
  }
  return tokens;
}

// One column or table constraint of the list in parentheses, read from left to right.
class ItemReader {
 public:
  ItemReader(const Token* begin, const Token* end, std::vector<ConstraintDefinition>& found)
      : at_(begin), end_(end), found_(found) {}

  void read() {
    if (at_ == end_) return;
    if (!begins_constraint()) {
      column_ = at_->text;
      ++at_;
    }
    std::string name;
    while (at_ != end_) {
      if (at_->is("CONSTRAINT") && at_ + 1 != end_) {
        name = (at_ + 1)->text;
        at_ += 2;
      } else if (read_constraint(name)) {
        name.clear();
      } else if (at_->is("(")) {
        skip_parentheses();
      } else {
        ++at_;
      }
    }
  }

 private:
  bool begins_constraint() const {
    return at_->is("CONSTRAINT") || at_->is("PRIMARY") || at_->is("UNIQUE") || at_->is("CHECK") ||
           at_->is("FOREIGN");
  }

  bool read_constraint(const std::string& name) {
    using Kind = ConstraintDefinition::Kind;
    if (at_->is("PRIMARY")) {
      at_ += 2;
      add(Kind::primary_key, name);
    } else if (at_->is("UNIQUE")) {
      ++at_;
      add(Kind::unique, name);
    } else if (at_->is("CHECK")) {
      ++at_;
      skip_parentheses();
      found_.push_back({Kind::check, name, {}, {}});
    } else if (at_->is("FOREIGN")) {
      at_ += 2;
      add(Kind::foreign_key, name);
    } else if (at_->is("REFERENCES")) {
      if (column_.empty() && !found_.empty()) {
        found_.back().parent = (at_ + 1)->text;
      } else {
        found_.push_back({Kind::foreign_key, name, {column_}, (at_ + 1)->text});
      }
      at_ += 2;
      if (at_ != end_ && at_->is("(")) skip_parentheses();
    } else {
      return false;
    }
    return true;
  }

  // With columns in parentheses for a table, without for the column that is being defined.
  void add(ConstraintDefinition::Kind kind, const std::string& name) {
    ConstraintDefinition definition{kind, name, {}, {}};
    if (column_.empty()) {
      definition.columns = read_columns();
    } else {
      definition.columns = {column_};
    }
    found_.push_back(std::move(definition));
  }

  std::vector<std::string> read_columns() {
    std::vector<std::string> columns;
    if (at_ == end_ || !at_->is("(")) return columns;
    bool expect_name = true;
    for (++at_; at_ != end_ && !at_->is(")"); ++at_) {
      if (expect_name) columns.push_back(at_->text);
      expect_name = at_->is(",");
    }
    if (at_ != end_) ++at_;
    return columns;
  }

  void skip_parentheses() {
    int depth = 0;
    for (; at_ != end_; ++at_) {
      if (at_->is("(")) ++depth;
      if (at_->is(")") && --depth == 0) {
        ++at_;
        return;
      }
    }
  }

  const Token* at_;
  const Token* end_;
  std::vector<ConstraintDefinition>& found_;
  std::string column_;
};

}  // namespace

std::vector<ConstraintDefinition> constraints_of(std::string_view create_table) {
  const std::vector<Token> tokens = tokens_of(create_table);
  std::vector<ConstraintDefinition> found;
  std::size_t at = 0;
  while (at < tokens.size() && !tokens[at].is("(")) ++at;
  std::size_t begin = at + 1;
  int depth = 0;
  for (; at < tokens.size(); ++at) {
    if (tokens[at].is("(")) ++depth;
    const bool closes = tokens[at].is(")") && --depth == 0;
    if (closes || (depth == 1 && tokens[at].is(","))) {
      ItemReader(tokens.data() + begin, tokens.data() + at, found).read();
      begin = at + 1;
      if (closes) break;
    }
  }
  return found;
}

}  // namespace db

#include "db/statement_text.hpp"

#include <algorithm>

namespace db {

namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

// Position after the quoted text or identifier that begins at `from`; a doubled quote reads as the
// end of one and the start of the next, which comes to the same.
std::size_t after_quoted(std::string_view sql, std::size_t from) {
  const std::size_t end = sql.find(sql[from], from + 1);
  return end == std::string_view::npos ? sql.size() : end + 1;
}

// Position after the comment that begins at `from`, or `from` if none does.
std::size_t after_comment(std::string_view sql, std::size_t from) {
  if (sql.substr(from, 2) == "--") {
    const std::size_t end = sql.find('\n', from);
    return end == std::string_view::npos ? sql.size() : end;
  }
  if (sql.substr(from, 2) == "/*") {
    const std::size_t end = sql.find("*/", from + 2);
    return end == std::string_view::npos ? sql.size() : end + 2;
  }
  return from;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

StatementText number_placeholders(std::string_view sql, Dialect dialect) {
  StatementText text;
  text.sql.reserve(sql.size());
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    if (c == '\'' || c == '"') {
      const std::size_t end = after_quoted(sql, at);
      text.sql += sql.substr(at, end - at);
      at = end;
    } else if (const std::size_t end = after_comment(sql, at); end != at) {
      text.sql += ' ';
      at = end;
    } else if (sql.substr(at, 2) == "::") {
      text.sql += "::";
      at += 2;
    } else if (c == ':' && at + 1 < sql.size() && starts_name(sql[at + 1])) {
      std::size_t stop = at + 1;
      while (stop < sql.size() && continues_name(sql[stop])) ++stop;
      const std::string_view name = sql.substr(at + 1, stop - at - 1);
      const auto known = std::find(text.names.begin(), text.names.end(), name);
      const bool first = known == text.names.end();
      const std::string position = std::to_string(known - text.names.begin() + 1);
      if (first) text.names.emplace_back(name);
      if (dialect == Dialect::sqlite) {
        text.sql += "?" + position;
      } else if (first) {
        text.sql += sql.substr(at, stop - at);
      } else {
        text.sql += "$" + position;
      }
      at = stop;
    } else {
      text.sql += c;
      ++at;
    }
  }
  return text;
}

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> statements;
  std::string current;
  const auto finish = [&] {
    if (const std::string_view statement = trimmed(current); !statement.empty()) {
      statements.emplace_back(statement);
    }
    current.clear();
  };
  for (std::size_t at = 0; at < script.size();) {
    const char c = script[at];
    if (c == '\'' || c == '"') {
      const std::size_t end = after_quoted(script, at);
      current += script.substr(at, end - at);
      at = end;
    } else if (const std::size_t end = after_comment(script, at); end != at) {
      at = end;
    } else if (c == ';') {
      const std::size_t line_end = std::min(script.find('\n', at), script.size());
      const std::string_view rest = trimmed(script.substr(at + 1, line_end - at - 1));
      if (rest.empty() || rest.substr(0, 2) == "--") {
        finish();
      } else {
        current += c;
      }
      ++at;
    } else {
      current += c;
      ++at;
    }
  }
  finish();
  return statements;
}

}  // namespace db

#include "db/select_check.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

#include "db/sqlite_setup.hpp"

namespace db {

namespace {

constexpr std::size_t kBytesMax = 20'000;

constexpr std::array<std::string_view, 19> kFunctions = {
    "abs",     "avg",        "coalesce", "count", "dense_rank", "first_value", "lag",
    "lead",    "length",     "lower",    "max",   "min",        "nullif",      "rank",
    "replace", "row_number", "substr",   "sum",   "upper"};

struct Watch {
  std::set<std::string>* tables;
  const std::set<std::string>* allowed;
  base::Text refusal{};
};

int refuse(Watch& watch, base::Text why) {
  if (watch.refusal.empty()) watch.refusal = std::move(why);
  return SQLITE_DENY;
}

int authorize(void* given, int action, const char* first, const char* second, const char*,
              const char*) {
  Watch& watch = *static_cast<Watch*>(given);
  switch (action) {
    case SQLITE_SELECT:
      return SQLITE_OK;
    case SQLITE_READ:
      if (watch.allowed->contains(first)) {
        watch.tables->insert(first);
        return SQLITE_OK;
      }
      return refuse(watch, {fmt::format("不能读 {}：不在 reads 里", first),
                            fmt::format("{} may not be read: it is not among reads", first)});
    case SQLITE_FUNCTION:
      if (std::ranges::find(kFunctions, std::string_view(second)) != kFunctions.end()) {
        return SQLITE_OK;
      }
      return refuse(watch,
                    {fmt::format("不能用函数 {}：两种数据库不一样或不安全", second),
                     fmt::format("the function {} may not be used: it is not the same in both "
                                 "databases, or not safe",
                                 second)});
    case SQLITE_RECURSIVE:
      return refuse(watch, {"不能递归：可能算不完", "no recursion: it need not end"});
    default:
      return refuse(watch, {"只能写一条 SELECT", "only a SELECT may stand here"});
  }
}

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;
using Prepared = std::unique_ptr<sqlite3_stmt, Close>;

// A table of the schema `temp`: a statement that writes main.x finds nothing.
std::string definition(const ReadableTable& table) {
  std::string text = fmt::format("CREATE TEMP TABLE \"{}\" (", table.name);
  for (const std::string& column : table.columns) {
    text += fmt::format("{}\"{}\"", text.ends_with('(') ? "" : ", ", column);
  }
  return text + ")";
}

Handle database_of(std::span<const ReadableTable> tables) {
  set_up_sqlite();
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(":memory:", &opened);
  Handle handle(opened);
  if (code != SQLITE_OK) throw std::runtime_error("no memory for a database");
  // "x" that is no column would otherwise be taken for a text.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  for (const ReadableTable& table : tables) {
    if (sqlite3_exec(opened, definition(table).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::logic_error(sqlite3_errmsg(opened));
    }
  }
  return handle;
}

bool names_schema(std::string_view sql) {
  // The check runs in `temp`; there is nothing else of that name for a statement to mean.
  std::string lower(sql);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  for (std::size_t at = lower.find("temp"); at != std::string::npos;
       at = lower.find("temp", at + 1)) {
    const std::size_t after = lower.find_first_not_of("\" \t\r\n]`", at + 4);
    if (after != std::string::npos && lower[after] == '.') return true;
  }
  return false;
}

}  // namespace

SelectFacts check_select(std::string_view sql, std::span<const ReadableTable> tables) {
  if (!sql.empty() && sql.back() == ';') {
    // It is run as a part of another statement.
    throw SelectRefused({"语句末尾不要写分号", "no semicolon after the statement"});
  }
  if (sql.size() > kBytesMax) throw SelectRefused({"语句太长", "the statement is too long"});
  if (names_schema(sql)) {
    throw SelectRefused({"表名前不要写库名", "tables are named without a schema"});
  }
  const Handle database = database_of(tables);
  SelectFacts facts;
  std::set<std::string> allowed;
  for (const ReadableTable& table : tables) allowed.insert(table.name);
  Watch watch{&facts.tables, &allowed};
  sqlite3_set_authorizer(database.get(), authorize, &watch);
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code =
      sqlite3_prepare_v2(database.get(), sql.data(), static_cast<int>(sql.size()), &made, &rest);
  const Prepared statement(made);
  if (!watch.refusal.empty()) throw SelectRefused(watch.refusal);
  if (code != SQLITE_OK) {
    const std::string why = sqlite3_errmsg(database.get());
    throw SelectRefused({fmt::format("语句有误：{}", why), fmt::format("mistake: {}", why)});
  }
  if (made == nullptr) throw SelectRefused({"没有语句", "there is no statement"});
  const std::string_view left(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  sqlite3_stmt* more = nullptr;
  const int rest_code = sqlite3_prepare_v2(database.get(), left.data(),
                                           static_cast<int>(left.size()), &more, nullptr);
  const Prepared second(more);
  if (rest_code != SQLITE_OK || more != nullptr || sqlite3_stmt_readonly(made) == 0 ||
      sqlite3_column_count(made) == 0) {
    throw SelectRefused({"只能写一条 SELECT", "only one SELECT may stand here"});
  }
  for (int i = 0; i < sqlite3_column_count(made); ++i) {
    facts.columns.emplace_back(sqlite3_column_name(made, i));
  }
  for (int i = 1; i <= sqlite3_bind_parameter_count(made); ++i) {
    const char* const name = sqlite3_bind_parameter_name(made, i);
    if (name == nullptr || *name != ':') {
      throw SelectRefused({"参数要写成 :name", "parameters are written :name"});
    }
    facts.placeholders.emplace(name + 1);
  }
  return facts;
}

}  // namespace db

#include "db/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace db {

namespace {

// Far below what either database allows; larger statements are not quicker.
constexpr std::size_t kValuesMax = 500;

}  // namespace

void insert_rows(Connection& connection, std::string_view table,
                 std::initializer_list<std::string_view> columns,
                 std::span<const std::vector<Value>> rows) {
  const std::size_t rows_max = std::max<std::size_t>(1, kValuesMax / columns.size());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(rows_max, rows.size()) * columns.size(); ++i) {
    names.push_back(fmt::format("v{}", i));
  }
  while (!rows.empty()) {
    const auto chunk = rows.first(std::min(rows_max, rows.size()));
    rows = rows.subspan(chunk.size());
    std::string sql = fmt::format("INSERT INTO {} ({}) VALUES ", table, fmt::join(columns, ", "));
    std::vector<Bind> binds;
    for (const std::vector<Value>& row : chunk) {
      if (row.size() != columns.size()) throw std::logic_error("a row with too few or many values");
      sql += binds.empty() ? "(" : ", (";
      for (const Value& value : row) {
        if (&value != &row.front()) sql += ", ";
        const std::string& name = names[binds.size()];
        sql += ':';
        sql += name;
        binds.emplace_back(name, value);
      }
      sql += ')';
    }
    connection.execute(sql, binds);
  }
}

}  // namespace db

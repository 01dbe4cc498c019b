#include "indicator/read_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "register/register_tables.hpp"

namespace indicator {

namespace {

using registers::Declaration;
using registers::Field;
using registers::sql_name;

bool is_readable(const Field& field) {
  return !field.derived && !field.sensitive && !field.retired;
}

// The day in China, where there is one time and no summer time.
std::string_view recorded_on(db::Dialect dialect) {
  return dialect == db::Dialect::sqlite
             ? "strftime('%Y-%m-%d', recorded_at / 1000000 + 28800, 'unixepoch')"
             : "to_char(to_timestamp(recorded_at / 1000000) AT TIME ZONE 'Asia/Shanghai', "
               "'YYYY-MM-DD')";
}

// The schema keeps the view from reading itself.
std::string table(std::string_view name, db::Dialect dialect) {
  return fmt::format("{}{}", dialect == db::Dialect::sqlite ? "main." : "", sql_name(name));
}

constexpr std::string_view kPresent = "region = :region AND removed = 0";
constexpr std::string_view kPast =
    "region = :region AND removed = 0 AND recorded_at < :as_of AND (until IS NULL OR until >= "
    ":as_of)";

// Of each record the version that was the newest. A version keeps the place it was appended at.
constexpr std::string_view kAtMark =
    "region = :region AND removed = 0 AND rowid <= :mark AND version = (SELECT max(l.version) FROM "
    "{0} AS l WHERE l.region = :region AND l.id = {0}.id AND l.rowid <= :mark)";

std::string view_definition(const Declaration& of, db::Dialect dialect, At at, Whose whose) {
  std::string columns = fmt::format("id, version, state, {} AS recorded_on", recorded_on(dialect));
  for (const Field& field : of.fields) {
    if (is_readable(field)) columns += ", " + sql_name(field.name);
  }
  const std::string name = at == At::present ? of.name : registers::version_table(of.name);
  std::string which(at == At::past ? kPast : kPresent);
  if (at == At::mark) which = fmt::format(kAtMark, sql_name(name));
  if (whose == Whose::owners) {
    which += fmt::format(" AND {} IN ({})", sql_name(of.owner.field),
                         db::json_elements(dialect, ":owners"));
  } else if (whose == Whose::records) {
    which += fmt::format(" AND id IN ({})", db::json_elements(dialect, ":records"));
  }
  std::string from = table(name, dialect);
  // Without figures about the table SQLite prefers an index by state, which finds everybody's.
  if (whose == Whose::owners && dialect == db::Dialect::sqlite) {
    from += " INDEXED BY " + sql_name(registers::owner_index(of.name));
  }
  // Nor may what the statement asks of the records find other ones first.
  const std::string_view made_first = whose == Whose::records ? "MATERIALIZED " : "";
  return fmt::format("{} AS {}(SELECT {} FROM {} WHERE {})", sql_name(of.name), made_first, columns,
                     from, which);
}

// WITH the views, and the statement as a table called `contribution`.
std::string views(const Indicator& indicator, const registers::Catalogue& catalogue,
                  db::Dialect dialect, At at, Whose whose) {
  std::string text;
  for (const std::string& noun : indicator.reads) {
    const bool first = text.empty();
    text += first ? "WITH " : ",\n";
    text +=
        view_definition(*catalogue.find(noun), dialect, at == At::mark && !first ? At::present : at,
                        whose == Whose::records && !first ? Whose::all : whose);
  }
  return fmt::format("{},\ncontribution AS (\n{}\n)\n", text, indicator.sql);
}

std::string_view period_of(const Indicator& indicator) {
  return indicator.period == Period::once ? "''" : "CAST(period AS text)";
}

std::string_view denominator_of(const Indicator& indicator) {
  return indicator.figure == Figure::ratio ? "denominator" : "0";
}

std::string dimensions_of(const Indicator& indicator) {
  std::string joined = "''";
  for (const Dimension& dimension : indicator.dimensions) {
    joined += fmt::format(" || COALESCE(CAST({} AS text), '') || '{}'", sql_name(dimension.name),
                          kDimensionEnd);
  }
  return joined;
}

}  // namespace

db::ReadableTable read_view(const Declaration& declaration) {
  db::ReadableTable view{declaration.name, {"id", "version", "state", "recorded_on"}};
  for (const Field& field : declaration.fields) {
    if (is_readable(field)) view.columns.push_back(field.name);
  }
  return view;
}

std::string mark_statement(const Indicator& indicator) {
  return fmt::format("SELECT COALESCE(max(rowid), 0) FROM {}",
                     sql_name(registers::version_table(indicator.reads.front())));
}

// Without NOT INDEXED SQLite would look at every version of the region.
std::string changed_statement(const Indicator& indicator) {
  return fmt::format(
      "SELECT DISTINCT id FROM {} NOT INDEXED WHERE rowid > :mark AND region = :region LIMIT :rows",
      sql_name(registers::version_table(indicator.reads.front())));
}

std::string changed_owners_statement(const Indicator& indicator,
                                     const registers::Catalogue& catalogue) {
  const Declaration& of = *catalogue.find(indicator.reads.front());
  return fmt::format(
      "SELECT DISTINCT {0} FROM {1} WHERE region = :region AND id IN (SELECT id FROM {1} "
      "NOT INDEXED WHERE rowid > :mark AND region = :region)",
      sql_name(of.owner.field), sql_name(registers::version_table(of.name)));
}

std::string sums_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                           db::Dialect dialect, At at, Whose whose) {
  return fmt::format(
      "{}SELECT period, unit, dimensions,"
      " CAST(COALESCE(sum(CASE WHEN whole = 1 THEN numerator ELSE 0 END), 0) AS bigint),"
      " CAST(COALESCE(sum(CASE WHEN whole = 1 THEN denominator ELSE 0 END), 0) AS bigint),"
      " count(*), CAST(sum(1 - whole) AS bigint), max(on_date)\n"
      "FROM (SELECT {} AS period, unit, {} AS dimensions, numerator, {} AS denominator, on_date,"
      " CASE WHEN numerator IS NULL OR {} IS NULL THEN 0 ELSE 1 END AS whole FROM contribution)"
      " AS rows_of_all\n"
      "GROUP BY period, unit, dimensions",
      views(indicator, catalogue, dialect, at, whose), period_of(indicator),
      dimensions_of(indicator), denominator_of(indicator), denominator_of(indicator));
}

std::string newest_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                             db::Dialect dialect) {
  return fmt::format(
      "{}SELECT 1 FROM contribution WHERE unit = :group_unit AND {} = :group_period AND {} = "
      ":group_dimensions AND on_date = :group_day LIMIT 1",
      views(indicator, catalogue, dialect, At::present, Whose::all), period_of(indicator),
      dimensions_of(indicator));
}

std::string repeated_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                               db::Dialect dialect, At at, Whose whose) {
  return fmt::format(
      "{}SELECT record_id, count(*) FROM (SELECT {} AS period, record_id FROM contribution)"
      " AS rows_of_all GROUP BY period, record_id HAVING count(*) > 1 LIMIT 1",
      views(indicator, catalogue, dialect, at, whose), period_of(indicator));
}

std::string records_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                              db::Dialect dialect, At at) {
  const Declaration& of = *catalogue.find(indicator.reads.front());
  return fmt::format(
      "{}SELECT c.record_id, c.unit, c.on_date, CAST(c.numerator AS bigint),"
      " CAST({} AS bigint), v.version, v.account, v.recorded_at\n"
      "FROM contribution AS c JOIN {} AS v ON v.region = :region AND v.id = c.record_id AND {}\n"
      "WHERE c.record_id > :after AND {} = :period AND c.unit IN ({}) AND v.{} IN ({})\n"
      "ORDER BY c.record_id LIMIT :rows",
      views(indicator, catalogue, dialect, at, Whose::all),
      indicator.figure == Figure::ratio ? "c.denominator" : "NULL",
      sql_name(registers::version_table(of.name)),
      at == At::present ? "v.until IS NULL"
                        : "v.recorded_at < :as_of AND (v.until IS NULL OR v.until >= :as_of)",
      indicator.period == Period::once ? "''" : "CAST(c.period AS text)",
      db::json_elements(dialect, ":units"), sql_name(of.owner.field),
      db::json_elements(dialect, ":owners"));
}

}  // namespace indicator

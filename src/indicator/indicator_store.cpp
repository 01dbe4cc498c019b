#include "indicator/indicator_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/record_json.hpp"

namespace indicator {

namespace {

// A statement with more groups does not sum up: a hundred counties with a hundred schools and ten
// values of a dimension stay below.
constexpr std::size_t kGroupsMax = 200'000;

At at_of(const db::Connection& connection, Date day) {
  return day < connection.clock().today() ? At::past : At::present;
}

std::vector<std::string> split(std::string_view joined) {
  std::vector<std::string> parts;
  for (std::size_t end = joined.find(kDimensionEnd); end != std::string_view::npos;
       end = joined.find(kDimensionEnd)) {
    parts.emplace_back(joined.substr(0, end));
    joined.remove_prefix(end + 1);
  }
  return parts;
}

std::optional<Date> date_of(const std::optional<std::string>& text) {
  return text ? Date::parse(*text) : std::nullopt;
}

using GroupRow = std::tuple<std::string, std::string, std::string, std::int64_t, std::int64_t,
                            std::int64_t, std::int64_t, std::optional<std::string>>;

std::vector<GroupRow> groups(db::Connection& connection, const std::string& sql,
                             const std::vector<db::Bind>& binds) {
  return connection.select<std::string, std::string, std::string, std::int64_t, std::int64_t,
                           std::int64_t, std::int64_t, std::optional<std::string>>(sql, binds);
}

}  // namespace

std::vector<db::Bind> IndicatorStore::binds(const Indicator& indicator, Date day, At at) const {
  std::vector<db::Bind> all{{"region", region_}};
  if (at == At::past) all.emplace_back("as_of", base::end_of(day));
  for (const ParameterName& name : indicator.parameters) {
    all.emplace_back(name.parameter, parameters_.on(name.noun, name.parameter, day).value);
  }
  if (indicator.asks_today) all.emplace_back("today", day);
  return all;
}

void IndicatorStore::try_out(db::Connection& connection, const Indicator& indicator) const {
  groups(connection,
         sums_statement(indicator, catalogue_, connection.dialect(), At::present, Whose::all) +
             " LIMIT 0",
         binds(indicator, connection.clock().today(), At::present));
  if (indicator.by_owner) {
    sums_of(connection, indicator, {});
    repeated_of(connection, indicator, {});
  }
  if (const auto newest = newest_mark(connection, indicator)) {
    sums_since(connection, indicator, {}, *newest);
    owners_since(connection, indicator, *newest);
    has_newest(connection, indicator, {});
  }
}

std::optional<std::int64_t> IndicatorStore::newest_mark(db::Connection& connection,
                                                        const Indicator& indicator) const {
  if (!indicator.by_record || connection.dialect() != db::Dialect::sqlite) return std::nullopt;
  return std::get<0>(connection.select_only<std::int64_t>(mark_statement(indicator)));
}

std::optional<Computed> IndicatorStore::sums_since(db::Connection& connection,
                                                   const Indicator& indicator, const Computed& kept,
                                                   std::int64_t mark) const {
  std::set<std::string> changed;
  for (auto& [id] : connection.select<std::string>(
           changed_statement(indicator),
           {{"region", region_}, {"mark", mark}, {"rows", kRecordsMax + 1}})) {
    changed.insert(std::move(id));
  }
  if (std::ssize(changed) > kRecordsMax) return std::nullopt;
  std::vector<db::Bind> given = binds(indicator, connection.clock().today(), At::present);
  given.emplace_back("records", base::record_text(changed));
  const Computed after = sums(connection, indicator, At::present, Whose::records, given);
  if (auto failure = repeated(connection, indicator, At::present, Whose::records, given)) {
    Computed made;
    made.failure = *std::move(failure);
    return made;
  }
  std::vector<db::Bind> given_before = given;
  given_before.emplace_back("mark", mark);
  const Computed before = sums(connection, indicator, At::mark, Whose::records, given_before);
  std::optional<Computed> made = with_changes(kept, before, after, [&](const Group& group) {
    return has_newest(connection, indicator, group);
  });
  if (made) made->mark = after.mark;
  return made;
}

bool IndicatorStore::has_newest(db::Connection& connection, const Indicator& indicator,
                                const Group& group) const {
  connection.end_after(kStatementMax);
  std::string joined;
  for (const std::string& value : group.dimensions) joined += value + kDimensionEnd;
  std::vector<db::Bind> given = binds(indicator, connection.clock().today(), At::present);
  given.emplace_back("group_period", group.period);
  given.emplace_back("group_unit", group.unit);
  given.emplace_back("group_dimensions", std::move(joined));
  given.emplace_back("group_day", group.sums.newest_on);
  return !connection
              .select<std::int64_t>(newest_statement(indicator, catalogue_, connection.dialect()),
                                    given)
              .empty();
}

std::set<std::string> IndicatorStore::owners_since(db::Connection& connection,
                                                   const Indicator& indicator,
                                                   std::int64_t mark) const {
  std::set<std::string> owners;
  for (auto& [owner] :
       connection.select<std::string>(changed_owners_statement(indicator, catalogue_),
                                      {{"region", region_}, {"mark", mark}})) {
    owners.insert(std::move(owner));
  }
  return owners;
}

Computed IndicatorStore::compute(db::Connection& connection, const Indicator& indicator,
                                 Date day) const {
  const At at = at_of(connection, day);
  const std::vector<db::Bind> given = binds(indicator, day, at);
  if (auto failure = repeated(connection, indicator, at, Whose::all, given)) {
    Computed computed;
    computed.failure = *std::move(failure);
    return computed;
  }
  return sums(connection, indicator, at, Whose::all, given);
}

Computed IndicatorStore::sums(db::Connection& connection, const Indicator& indicator) const {
  return sums(connection, indicator, At::present, Whose::all,
              binds(indicator, connection.clock().today(), At::present));
}

std::optional<base::Text> IndicatorStore::repeated(db::Connection& connection,
                                                   const Indicator& indicator) const {
  return repeated(connection, indicator, At::present, Whose::all,
                  binds(indicator, connection.clock().today(), At::present));
}

std::vector<db::Bind> IndicatorStore::binds_of(db::Connection& connection,
                                               const Indicator& indicator,
                                               const std::set<std::string>& owners) const {
  std::vector<db::Bind> given = binds(indicator, connection.clock().today(), At::present);
  given.emplace_back("owners", base::record_text(owners));
  return given;
}

Computed IndicatorStore::sums_of(db::Connection& connection, const Indicator& indicator,
                                 const std::set<std::string>& owners) const {
  return sums(connection, indicator, At::present, Whose::owners,
              binds_of(connection, indicator, owners));
}

std::optional<base::Text> IndicatorStore::repeated_of(db::Connection& connection,
                                                      const Indicator& indicator,
                                                      const std::set<std::string>& owners) const {
  return repeated(connection, indicator, At::present, Whose::owners,
                  binds_of(connection, indicator, owners));
}

std::optional<base::Text> IndicatorStore::repeated(db::Connection& connection,
                                                   const Indicator& indicator, At at, Whose whose,
                                                   const std::vector<db::Bind>& given) const {
  connection.end_after(kStatementMax);
  const auto found = connection.select<std::string, std::int64_t>(
      repeated_statement(indicator, catalogue_, connection.dialect(), at, whose), given);
  if (found.empty()) return std::nullopt;
  const auto& [record, rows] = found.front();
  return base::Text{
      fmt::format("语句给记录 {} 出了 {} 行，会重复计数", record, rows),
      fmt::format("The statement has {} rows for record {}: it would count twice.", rows, record)};
}

Computed IndicatorStore::sums(db::Connection& connection, const Indicator& indicator, At at,
                              Whose whose, const std::vector<db::Bind>& given) const {
  connection.end_after(kStatementMax);
  Computed computed;
  if (at == At::present) computed.mark = newest_mark(connection, indicator);
  std::vector<GroupRow> rows =
      groups(connection,
             sums_statement(indicator, catalogue_, connection.dialect(), at, whose) +
                 fmt::format(" LIMIT {}", kGroupsMax + 1),
             given);
  if (rows.size() > kGroupsMax) {
    computed.failure = {"分解得太细", "It is broken down too finely."};
    return computed;
  }
  std::ranges::sort(rows);
  for (auto& [period, unit, dimensions, numerator, denominator, records, incomplete, newest] :
       rows) {
    computed.groups.push_back({std::move(period), std::move(unit), split(dimensions),
                               Sums{numerator, denominator, records, incomplete, date_of(newest)}});
  }
  return computed;
}

std::vector<ContributionRow> IndicatorStore::records(db::Connection& connection,
                                                     const Indicator& indicator, Date day,
                                                     const ContributionQuery& query) const {
  const At at = at_of(connection, day);
  connection.end_after(kStatementMax);
  std::vector<db::Bind> given = binds(indicator, day, at);
  given.emplace_back("after", query.after);
  given.emplace_back("period", query.period);
  given.emplace_back("units", base::record_text(query.units));
  given.emplace_back("owners", base::record_text(query.owners));
  given.emplace_back("rows", query.rows_max);
  std::vector<ContributionRow> all;
  for (auto& [record, unit, on_date, numerator, denominator, version, account, recorded_at] :
       connection.select<std::string, std::string, std::optional<std::string>,
                         std::optional<std::int64_t>, std::optional<std::int64_t>, std::int64_t,
                         std::string, base::Instant>(
           records_statement(indicator, catalogue_, connection.dialect(), at), given)) {
    all.push_back({std::move(record), std::move(unit), std::move(on_date), numerator, denominator,
                   version, std::move(account), recorded_at});
  }
  return all;
}

}  // namespace indicator

#include "indicator/day_store.hpp"

#include <fmt/format.h>

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <optional>
#include <tuple>
#include <utility>

#include "register/register_tables.hpp"

namespace indicator {

void DayStore::keep(db::Connection& connection, const std::string& indicator,
                    const std::string& unit, const KeptDay& day) const {
  connection.execute(
      "INSERT INTO indicator_day (region, indicator, unit, day, period, value, scale, verdict, "
      "numerator, denominator, records, incomplete, plan_version, kept_at) VALUES (:region, "
      ":indicator, :unit, :day, :period, :value, :scale, :verdict, :numerator, :denominator, "
      ":records, :incomplete, :plan_version, :kept_at) ON CONFLICT DO NOTHING",
      {{"region", region_},
       {"indicator", indicator},
       {"unit", unit},
       {"day", day.day},
       {"period", day.period},
       {"value", day.value},
       {"scale", day.scale},
       {"verdict", boost::describe::enum_to_string(day.verdict, "")},
       {"numerator", day.numerator},
       {"denominator", day.denominator},
       {"records", day.records},
       {"incomplete", day.incomplete},
       {"plan_version", day.plan_version},
       {"kept_at", day.kept_at}});
}

std::set<Date> DayStore::days_kept(db::Connection& connection, const std::string& indicator) const {
  std::set<Date> days;
  for (const auto& [day] : connection.select<std::string>(
           "SELECT day FROM indicator_day WHERE region = :region AND indicator = :indicator AND "
           "unit = :unit",
           {{"region", region_}, {"indicator", indicator}, {"unit", kWhole}})) {
    days.insert(Date::parse(day).value());
  }
  return days;
}

std::vector<KeptDay> DayStore::days(db::Connection& connection, const std::string& indicator,
                                    const std::string& unit, Date from, Date to) const {
  std::vector<KeptDay> days;
  for (auto& [day, period, value, scale, verdict, numerator, denominator, records, incomplete,
              plan_version, kept_at] :
       connection.select<std::string, std::string, std::optional<std::int64_t>, std::int64_t,
                         std::string, std::int64_t, std::optional<std::int64_t>, std::int64_t,
                         std::int64_t, std::int64_t, base::Instant>(
           "SELECT day, period, value, scale, verdict, numerator, denominator, records, "
           "incomplete, plan_version, kept_at FROM indicator_day WHERE region = :region AND "
           "indicator = :indicator AND unit = :unit AND day >= :first AND day <= :last "
           "ORDER BY day",
           {{"region", region_},
            {"indicator", indicator},
            {"unit", unit},
            {"first", from},
            {"last", to}})) {
    KeptDay kept{Date::parse(day).value(),
                 std::move(period),
                 value,
                 static_cast<int>(scale),
                 Attainment::unknown,
                 numerator,
                 denominator,
                 records,
                 incomplete,
                 plan_version,
                 kept_at};
    boost::describe::enum_from_string(verdict.c_str(), kept.verdict);
    days.push_back(std::move(kept));
  }
  return days;
}

std::optional<Date> DayStore::first_record(db::Connection& connection,
                                           const std::string& noun) const {
  const auto first = connection.select_one<base::Instant>(
      fmt::format("SELECT recorded_at FROM {} WHERE region = :region ORDER BY recorded_at LIMIT 1",
                  registers::sql_name(registers::version_table(noun))),
      {{"region", region_}});
  return first ? std::optional(base::day_of(std::get<0>(*first))) : std::nullopt;
}

}  // namespace indicator

#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "db/connection.hpp"
#include "indicator/kept_day.hpp"

namespace indicator {

//! All SQL of kept days. A day is added once and never changed: there is no statement that would.
class DayStore {
 public:
  //! As unit: the figure of the whole.
  static constexpr const char* kWhole = "";

  explicit DayStore(std::string region) : region_(std::move(region)) {}

  //! Nothing happens if this day is kept already.
  void keep(db::Connection& connection, const std::string& indicator, const std::string& unit,
            const KeptDay& day) const;
  //! Of which the whole is kept.
  std::set<Date> days_kept(db::Connection& connection, const std::string& indicator) const;
  //! Both days included, oldest first.
  std::vector<KeptDay> days(db::Connection& connection, const std::string& indicator,
                            const std::string& unit, Date from, Date to) const;

  //! The day on which the first record of a register was recorded; none: there is none.
  std::optional<Date> first_record(db::Connection& connection, const std::string& noun) const;

 private:
  const std::string region_;
};

}  // namespace indicator

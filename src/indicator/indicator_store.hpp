#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "db/connection.hpp"
#include "indicator/figures.hpp"
#include "indicator/read_view.hpp"
#include "register/declaration.hpp"
#include "register/parameter_book.hpp"

//! All SQL of indicators.
namespace indicator {

struct ContributionRow {
  std::string record;
  std::string unit;
  std::optional<std::string> on_date;
  std::optional<std::int64_t> numerator;
  std::optional<std::int64_t> denominator;
  std::int64_t version = 0;
  std::string account;
  base::Instant recorded_at;
};

struct ContributionQuery {
  std::string period;
  std::vector<std::string> units;
  std::vector<std::string> owners;  // units whose records the person reads
  std::string after;                // record id; empty: from the first
  std::int64_t rows_max = 50;
};

class IndicatorStore {
 public:
  //! No statement of an indicator runs longer: it ends with db::TooLong.
  static constexpr std::chrono::seconds kStatementMax{20};
  //! More that changed are summed up with all others of their owners.
  static constexpr std::int64_t kRecordsMax = 1'000;

  //! The references outlive it.
  IndicatorStore(const registers::Catalogue& catalogue, const registers::ParameterBook& parameters,
                 std::string region)
      : catalogue_(catalogue), parameters_(parameters), region_(std::move(region)) {}

  //! Runs the statement over no rows, so that a mistake shows at start. Throws db::StatementError.
  void try_out(db::Connection& connection, const Indicator& indicator) const;
  //! As of the end of `day`, or of the present if `day` is today. A record counted twice is a
  //! failure inside. Throws db::StatementError.
  Computed compute(db::Connection& connection, const Indicator& indicator, Date day) const;
  //! The two halves of it: the present sums, and whether some record is in them twice, which takes
  //! as long again. Whoever shows the first asks for the second soon.
  Computed sums(db::Connection& connection, const Indicator& indicator) const;
  std::optional<base::Text> repeated(db::Connection& connection, const Indicator& indicator) const;
  //! The same of what these units own. Precondition: indicator.by_owner.
  Computed sums_of(db::Connection& connection, const Indicator& indicator,
                   const std::set<std::string>& owners) const;
  std::optional<base::Text> repeated_of(db::Connection& connection, const Indicator& indicator,
                                        const std::set<std::string>& owners) const;
  //! The present sums, from `kept` and the records that changed since the mark they were made at;
  //! none if there are more than kRecordsMax of them or with_changes cannot tell. A record counted
  //! twice is a failure inside. Preconditions: indicator.by_record, no other register changed.
  std::optional<Computed> sums_since(db::Connection& connection, const Indicator& indicator,
                                     const Computed& kept, std::int64_t mark) const;
  //! Whose records changed since the mark. Preconditions as above.
  std::set<std::string> owners_since(db::Connection& connection, const Indicator& indicator,
                                     std::int64_t mark) const;
  std::vector<ContributionRow> records(db::Connection& connection, const Indicator& indicator,
                                       Date day, const ContributionQuery& query) const;

 private:
  Computed sums(db::Connection& connection, const Indicator& indicator, At at, Whose whose,
                const std::vector<db::Bind>& given) const;
  std::optional<base::Text> repeated(db::Connection& connection, const Indicator& indicator, At at,
                                     Whose whose, const std::vector<db::Bind>& given) const;
  bool has_newest(db::Connection& connection, const Indicator& indicator, const Group& group) const;
  //! None where the database does not say, or the indicator has no use for it.
  std::optional<std::int64_t> newest_mark(db::Connection& connection,
                                          const Indicator& indicator) const;
  std::vector<db::Bind> binds(const Indicator& indicator, Date day, At at) const;
  std::vector<db::Bind> binds_of(db::Connection& connection, const Indicator& indicator,
                                 const std::set<std::string>& owners) const;

  const registers::Catalogue& catalogue_;
  const registers::ParameterBook& parameters_;
  const std::string region_;
};

}  // namespace indicator

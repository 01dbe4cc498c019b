#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "finance/funding_views.hpp"

namespace finance {

//! One version of what was released of a year.
struct ReleaseRecord {
  std::int64_t version = 0;
  std::int64_t year = 0;
  FundingReleaseState state = FundingReleaseState::released;
  Date on;  // of this version
  std::string by;
  std::string reason;
  PublicFundingYear content;
};
BOOST_DESCRIBE_STRUCT(ReleaseRecord, (), (year, state, on, by, reason, content))

//! Releases and nothing else: the reports are records of a register.
class FundingStore {
 public:
  explicit FundingStore(std::string region) : region_(std::move(region)) {}

  std::optional<ReleaseRecord> release(db::Connection& connection, std::int64_t year) const;
  //! What held at the end of a day: its release, its withdrawal, or nothing yet.
  std::optional<ReleaseRecord> release_as_of(db::Connection& connection, std::int64_t year,
                                             Date day) const;
  //! Those that are not withdrawn, the newest year first.
  std::vector<ReleaseRecord> released(db::Connection& connection) const;
  //! The next version after `record.version`, 0 for none. False if that is not the present one.
  bool append(db::Connection& connection, const ReleaseRecord& record,
              const std::string& account) const;

 private:
  const std::string region_;
};

}  // namespace finance

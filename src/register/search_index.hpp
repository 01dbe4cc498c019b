#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "db/connection.hpp"

namespace registers {

//! What finds records by a piece of their search text on SQLite: per register an FTS5 table of
//! every two neighbouring characters, so that two characters of a name are found as fast as a whole
//! one. It numbers the versions of records, which are only ever added; it takes them up some time
//! after they were written, many at once, and what it has not taken up yet is looked at one by one.
//! On PostgreSQL there is none and nothing is done. Immutable.
class SearchIndex {
 public:
  //! A search that more versions may fit is better answered in the order of its list: it does not
  //! look far for a page of them.
  static constexpr std::int64_t kVersionsMax = 2'000;
  //! Versions taken up in one transaction: holds the writer some 20 ms.
  static constexpr std::int64_t kTakenAtOnce = 4'000;
  //! So many are looked at one by one without delay.
  static constexpr std::int64_t kWaitingMax = 1'000;

  SearchIndex(std::string region, db::Dialect dialect);

  //! Makes the tables of a register, which has its own already, unless they are there.
  void prepare(db::Connection& connection, std::string_view noun) const;
  //! Before the tables of the register are made anew.
  void drop(db::Connection& connection, std::string_view noun) const;

  //! Takes up versions that wait, up to kTakenAtOnce; how many they were.
  std::int64_t take_up(db::Connection& connection, std::string_view noun) const;
  //! How many wait, counted up to kWaitingMax + 1.
  std::int64_t waiting(db::Connection& connection, std::string_view noun) const;

  //! What to bind as :match in few(), or nothing if more than kVersionsMax may fit the search.
  std::optional<std::string> match(db::Connection& connection, std::string_view noun,
                                   std::string_view search) const;
  //! SELECT of the ids of the records whose versions may have the search in their text, all that do
  //! among them, with :match and :region.
  static std::string few(std::string_view noun);

 private:
  const std::string region_;
  const bool present_;
};

}  // namespace registers

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "db/connection.hpp"
#include "db/migration.hpp"

namespace registers {

//! What finds records by a piece of their search text: per register an index of every two
//! neighbouring characters, so that two characters of a name are found as fast as a whole one. It
//! only ever gains texts; what it finds is compared with the record itself.
//!
//! On SQLite it is an FTS5 table that numbers the versions of records; it takes them up some time
//! after they were written, many at once, and what it has not taken up yet is looked at one by one.
//! On PostgreSQL it is a table with a GIN index, which gathers entries itself: each text is added
//! as it is written, and only what was recorded before there was an index is taken up, at start.
//! Immutable.
class SearchIndex {
 public:
  struct Entry {
    std::string_view id;
    std::int64_t version = 1;
    std::string_view search_text;
  };

  //! A search that more texts may fit is better answered in the order of its list: it does not
  //! look far for a page of them.
  static constexpr std::int64_t kTextsMax = 2'000;
  //! Texts taken up in one transaction: holds the writer of SQLite some 20 ms.
  static constexpr std::int64_t kTakenAtOnce = 4'000;
  //! So many are looked at one by one without delay.
  static constexpr std::int64_t kWaitingMax = 1'000;

  SearchIndex(std::string region, db::Dialect dialect);

  //! The name of the table of a register.
  static std::string table(std::string_view noun);
  //! Makes the tables of a register, which has its own already, unless they are there.
  void prepare(db::Connection& connection, std::string_view noun) const;
  //! Before the tables of the register are made anew.
  void drop(db::Connection& connection, std::string_view noun) const;

  //! What PostgreSQL keeps of a text: its column pairs.
  static std::string pairs(std::string_view text);
  //! Of records that are made, in the transaction that writes them. On SQLite nothing.
  void add(db::Connection& connection, std::string_view noun, std::span<const Entry> entries) const;
  //! Of one that is changed, unless the version before had the same text. On SQLite nothing.
  void add_changed(db::Connection& connection, std::string_view noun, const Entry& entry) const;
  //! Takes up texts that wait, up to kTakenAtOnce; how many they were.
  std::int64_t take_up(db::Connection& connection, std::string_view noun) const;
  //! How many wait to be looked at by every search, counted up to kWaitingMax + 1.
  std::int64_t waiting(db::Connection& connection, std::string_view noun) const;

  //! So that PostgreSQL plans for as many as there are. On SQLite nothing.
  void learn_size(db::Connection& connection, std::string_view noun) const;

  //! What to bind as :match in few(), or nothing if more than kTextsMax may fit the search.
  std::optional<std::string> match(db::Connection& connection, std::string_view noun,
                                   std::string_view search) const;
  //! SELECT of the ids of the records that may have the search in their text, all that do among
  //! them, with :match and :region.
  static std::string few(db::Dialect dialect, std::string_view noun);

 private:
  void prepare_sqlite(db::Connection& connection, std::string_view noun) const;
  void prepare_postgresql(db::Connection& connection, std::string_view noun) const;
  std::int64_t take_up_versions(db::Connection& connection, std::string_view noun) const;
  std::int64_t take_up_records(db::Connection& connection, std::string_view noun) const;

  const std::string region_;
  const db::Dialect dialect_;
};

//! The table of what the indexes have taken up.
extern const db::Migration kSearchTables;

}  // namespace registers

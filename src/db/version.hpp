#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace db {

//! One change of a record, kept for ever.
struct Change {
  std::string region;
  std::string id;
  std::string account;
  std::string why;
  //! The whole record after the change.
  std::string content_json;
};

//! Tables of versions have the columns region, id, version (1, 2, ...), recorded_at, until (NULL:
//! still holds), account, why, content; primary key (region, id, version).
//! Closes the version that holds and adds the next, recorded at now(). Returns its number.
//! `version_table` is a name of the program, never of a request.
std::int64_t append_version(Connection& connection, std::string_view version_table,
                            const Change& change);

//! The same for a record that has no version yet: nothing is looked for, which PostgreSQL would
//! take for a collision with every record made at the same time.
void append_first_version(Connection& connection, std::string_view version_table,
                          const Change& change);

//! Many of those at once.
void append_first_versions(Connection& connection, std::string_view version_table,
                           std::span<const Change> changes);

//! Where a version stands among those of its table, from the newest to the oldest.
struct VersionPlace {
  base::Instant recorded_at;
  std::string id;
  std::int64_t version = 0;
};

//! Versions older than `before`, at most `most` of them.
struct OlderVersions {
  VersionPlace before;
  std::int64_t most = 0;
};

//! A statement of id, version, recorded_at and content of older versions, newest first. `wanted`
//! narrows them down, as v; it and the names come from the program. Binds :region and those of
//! older_binds.
std::string older_versions(std::string_view version_table, std::string_view wanted);
std::vector<Bind> older_binds(const std::string& region, const OlderVersions& older);

//! Which versions held just before :as_of ("as of a day" binds base::end_of(day)).
inline constexpr std::string_view kAsOf =
    "recorded_at < :as_of AND (until IS NULL OR until >= :as_of)";

}  // namespace db

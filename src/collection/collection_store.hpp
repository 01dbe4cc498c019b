#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "collection/collection_views.hpp"
#include "db/connection.hpp"

namespace collection {

struct ApprovalRow {
  std::string id;
  std::string noun;
  std::string period;
  std::string unit;
  base::Instant approved_at;
  std::string account;
  std::vector<std::string> missing;  // units
  std::string why;
};

struct LockRow {
  std::string id;
  std::string noun;
  std::string period;
  base::Date locks_on;
  base::Instant decided_at;
  std::string account;
};

struct RevisionRow {
  std::string noun;
  std::string record;
  std::int64_t version = 0;
  std::string period;
  std::string unit;
  std::string part;
  base::Instant revised_at;
  std::string account;
  std::string why;
  std::vector<RevisedField> changes;
};

struct StampedCopyRow {
  std::string id;
  std::string noun;
  std::string record;
  std::string file;
  std::string mark;  // of what was printed; empty: unknown
  base::Instant filed_at;
  std::string account;
};

//! All SQL of rounds.
class CollectionStore {
 public:
  explicit CollectionStore(std::string region) : region_(std::move(region)) {}

  void approve(db::Connection& connection, const ApprovalRow& row) const;
  //! The last one of each unit, in the order of time.
  std::vector<ApprovalRow> approvals(db::Connection& connection, const std::string& noun,
                                     const std::string& period) const;
  void lock(db::Connection& connection, const LockRow& row) const;
  //! The last decision.
  std::optional<LockRow> lock_of(db::Connection& connection, const std::string& noun,
                                 const std::string& period) const;
  void revise(db::Connection& connection, const RevisionRow& row) const;
  //! Newest first, at most `rows_max`.
  std::vector<RevisionRow> revisions(db::Connection& connection, const std::string& noun,
                                     const std::string& period, std::int64_t rows_max) const;

  void file_copy(db::Connection& connection, const StampedCopyRow& row) const;
  //! The last one of each of these records that has one.
  std::vector<StampedCopyRow> copies(db::Connection& connection, const std::string& noun,
                                     const std::vector<std::string>& records) const;

 private:
  const std::string region_;
};

}  // namespace collection

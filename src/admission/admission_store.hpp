#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admission/admission_records.hpp"
#include "base/clock.hpp"
#include "db/connection.hpp"

namespace admission {

//! Who changes a record, and why, for its version.
struct Author {
  std::string account;
  std::string why;
};

//! How a candidate gets in: by a code that he has not used yet, or by the password he chose.
struct AccessRow {
  std::optional<std::string> code_mark;
  std::optional<std::string> password_hash;
  base::Instant issued_at;
  std::string issued_by;  // account
};

//! A page of candidates with how they get in.
struct CandidateRow {
  CandidateRecord record;
  std::optional<AccessRow> access;
};

//! An answer without its history.
struct ReplyRow {
  std::string round;
  std::string number;
  std::string offer;
  std::string programme;
  ReplyAnswer answer = ReplyAnswer::confirm;
};

//! Changes whenever a record of the kind does: compared to see that nothing moved meanwhile.
struct Stamp {
  std::int64_t records = 0;
  std::int64_t versions = 0;

  bool operator==(const Stamp&) const = default;
};

//! The rows and versions of one kind of record, for the length of a call. Record is one of
//! admission_records.hpp; `all` and `stamp` are not for SchemeRecord, which is no part of another.
template <class Record>
class RecordTable {
 public:
  explicit RecordTable(const std::string& region) : region_(region) {}

  std::optional<Record> find(db::Connection& connection, const std::string& id) const;
  //! By id.
  std::vector<Record> all(db::Connection& connection, const std::string& admission) const;
  //! As version 1. Throws ConstraintViolation.
  void insert(db::Connection& connection, Record& record, const Author& author) const;
  //! False if it is no longer at `record.version`; otherwise it is at the next.
  bool update(db::Connection& connection, Record& record, const Author& author) const;
  Stamp stamp(db::Connection& connection, const std::string& admission) const;

 private:
  const std::string& region_;
};

//! All SQL of admissions. Every statement supplies the region.
class AdmissionStore {
 public:
  explicit AdmissionStore(std::string region) : region_(std::move(region)) {}

  template <class Record>
  std::optional<Record> find(db::Connection& connection, const std::string& id) const {
    return RecordTable<Record>(region_).find(connection, id);
  }
  template <class Record>
  std::vector<Record> all(db::Connection& connection, const std::string& admission) const {
    return RecordTable<Record>(region_).all(connection, admission);
  }
  template <class Record>
  void insert(db::Connection& connection, Record& record, const Author& author) const {
    RecordTable<Record>(region_).insert(connection, record, author);
  }
  template <class Record>
  bool update(db::Connection& connection, Record& record, const Author& author) const {
    return RecordTable<Record>(region_).update(connection, record, author);
  }
  template <class Record>
  Stamp stamp(db::Connection& connection, const std::string& admission) const {
    return RecordTable<Record>(region_).stamp(connection, admission);
  }

  //! By id.
  std::vector<SchemeRecord> schemes(db::Connection& connection) const;

  std::optional<CandidateRecord> candidate(db::Connection& connection, const std::string& admission,
                                           const std::string& number) const;
  //! Those with numbers from `first` to `last`, by number.
  std::vector<CandidateRecord> candidates_between(db::Connection& connection,
                                                  const std::string& admission,
                                                  const std::string& first,
                                                  const std::string& last) const;
  void insert_candidates(db::Connection& connection, std::vector<CandidateRecord>& records,
                         const Author& author) const;
  //! Of these counties (all, if none are given) after the number `after`, by number.
  std::vector<CandidateRow> candidate_page(db::Connection& connection, const std::string& admission,
                                           const std::vector<std::string>& counties,
                                           const std::string& after, std::int64_t limit) const;

  std::optional<ChoiceRecord> choice(db::Connection& connection, const std::string& round,
                                     const std::string& candidate) const;
  //! Submitted ones.
  std::vector<ChoiceRecord> choices(db::Connection& connection, const std::string& admission,
                                    const std::string& round) const;
  std::int64_t submitted(db::Connection& connection, const std::string& admission,
                         const std::string& round) const;

  void insert_text(db::Connection& connection, const std::string& run, std::string_view part,
                   const std::string& content) const;
  //! Empty if there is none.
  std::string text(db::Connection& connection, const std::string& run, std::string_view part) const;
  std::string import_rows(db::Connection& connection, const std::string& id) const;
  void insert_import(db::Connection& connection, ImportRecord& record, const std::string& rows,
                     const Author& author) const;

  std::optional<ReplyRecord> reply(db::Connection& connection, const std::string& round,
                                   const std::string& candidate) const;
  //! All of an admission.
  std::vector<ReplyRow> replies(db::Connection& connection, const std::string& admission) const;
  //! Those of one candidate, and everybody's that give a seat back.
  std::vector<ReplyRow> replies_for(db::Connection& connection, const std::string& admission,
                                    const std::string& number) const;
  //! Newest first.
  std::vector<AppealRecord> appeals_of(db::Connection& connection,
                                       const std::string& candidate) const;

  //! In the order in which they were put forward.
  std::vector<AwardRecord> awards_of(db::Connection& connection,
                                     const std::string& candidate) const;

  std::optional<AccessRow> access(db::Connection& connection, const std::string& candidate) const;
  //! Ends his sessions.
  void put_access(db::Connection& connection, const std::string& candidate,
                  const AccessRow& row) const;
  void insert_session(db::Connection& connection, const std::string& token_hash,
                      const std::string& candidate, base::Instant expires_at) const;
  //! The candidate of a session that is not over.
  std::optional<CandidateRecord> session(db::Connection& connection,
                                         const std::string& token_hash) const;
  void delete_session(db::Connection& connection, const std::string& token_hash) const;

  const std::string& region() const { return region_; }

 private:
  std::string region_;
};

}  // namespace admission

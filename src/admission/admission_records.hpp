#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admission/admission_rules.hpp"
#include "admission/round_input.hpp"

//! Records of admissions as they are stored: each version whole. `id` and `version` stand in its
//! row.
namespace admission {

struct RecordHead {
  std::string id;
  std::int64_t version = 0;
};

struct SchemeRecord : RecordHead {
  Scheme scheme;
};
BOOST_DESCRIBE_STRUCT(SchemeRecord, (), (scheme))

struct OfferRecord : RecordHead {
  std::string admission;
  Offer offer;
  OfferState state = OfferState::draft;
  std::string proposed_by;  // account
  std::string settled_by;
  std::string comment;  // why it was given back or withdrawn
};
BOOST_DESCRIBE_STRUCT(OfferRecord, (), (admission, offer, state, proposed_by, settled_by, comment))

struct ImportRecord : RecordHead {
  std::string admission;
  ImportKind kind = ImportKind::candidates;
  AdmissionImportState state = AdmissionImportState::waiting;
  std::string file_name;
  std::string sha256;
  std::int64_t rows = 0;
  std::vector<RowFault> faults;  // the first of them
  std::int64_t faults_count = 0;
  std::int64_t added = 0;  // as it stood when it was uploaded
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t unknown = 0;           // rows of nobody
  std::vector<std::string> subjects;  // that a file of marks brings; none: all
  std::string uploaded_by;
  std::string uploaded_at;
  std::string decided_by;
  std::string decided_at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ImportRecord, (),
                      (admission, kind, state, file_name, sha256, rows, faults, faults_count, added,
                       changed, unchanged, unknown, subjects, uploaded_by, uploaded_at, decided_by,
                       decided_at, reason))

struct CandidateRecord : RecordHead {
  std::string admission;
  Candidate candidate;
};
BOOST_DESCRIBE_STRUCT(CandidateRecord, (), (admission, candidate))

//! The draft is what he is working on; only what he submitted counts.
struct ChoiceRecord : RecordHead {
  std::string admission;
  std::string round;
  std::string candidate;
  std::string number;
  std::vector<Choice> draft;
  std::string drafted_at;
  std::optional<std::vector<Choice>> submitted;
  std::string submitted_at;
  std::string receipt;
};
BOOST_DESCRIBE_STRUCT(ChoiceRecord, (),
                      (admission, round, candidate, number, draft, drafted_at, submitted,
                       submitted_at, receipt))

struct RunRecord : RecordHead {
  std::string admission;
  std::string round;
  std::int64_t sequence = 0;
  RunState state = RunState::frozen;
  std::string corrects;              // run; empty: the first of its round
  std::vector<std::string> appeals;  // that it corrects
  bool keep_offers = false;
  std::string input_sha256;
  std::string result_sha256;
  std::int64_t candidates = 0;
  std::int64_t without_marks = 0;    // left out
  std::int64_t without_choices = 0;  // submitted nothing
  std::int64_t not_eligible = 0;     // left out: nobody has found them eligible
  TieRule ties = TieRule::admit_all;
  Text random_source;
  std::string program_version;
  std::string commitment;  // published before the random value is known
  std::string random_value;
  std::string seed;
  bool verified = false;
  std::string frozen_by;
  std::string frozen_at;
  std::string allocated_by;
  std::string allocated_at;
  std::string published_by;
  std::string published_at;
  std::string reason;  // of withdrawal
};
BOOST_DESCRIBE_STRUCT(RunRecord, (),
                      (admission, round, sequence, state, corrects, appeals, keep_offers,
                       input_sha256, result_sha256, candidates, without_marks, without_choices,
                       not_eligible, ties, random_source, program_version, commitment, random_value,
                       seed, verified, frozen_by, frozen_at, allocated_by, allocated_at,
                       published_by, published_at, reason))

//! It answers one place; a correction that gives another place asks again.
struct ReplyRecord : RecordHead {
  std::string admission;
  std::string round;
  std::string candidate;
  std::string number;
  std::string offer;
  std::string programme;
  ReplyAnswer answer = ReplyAnswer::confirm;
  std::string at;
};
BOOST_DESCRIBE_STRUCT(ReplyRecord, (),
                      (admission, round, candidate, number, offer, programme, answer, at))

struct AppealRecord : RecordHead {
  std::string admission;
  std::string round;
  std::string candidate;
  AppealState state = AppealState::open;
  std::string text;
  std::string made_at;
  bool proposes_to_uphold = false;
  std::string answer;  // to the candidate
  Marks marks;         // as they should have been; those that stay are not named
  std::string proposed_by;
  std::string decided_by;
  std::string decided_at;
  std::string corrected_in;  // run
};
BOOST_DESCRIBE_STRUCT(AppealRecord, (),
                      (admission, round, candidate, state, text, made_at, proposes_to_uphold,
                       answer, marks, proposed_by, decided_by, decided_at, corrected_in))

struct AwardObjection {
  std::string at;
  std::string by;  // account that took it down
  std::string text;
};
BOOST_DESCRIBE_STRUCT(AwardObjection, (), (at, by, text))

//! A contest award of a candidate, put forward with its evidence.
struct AwardRecord : RecordHead {
  std::string admission;
  std::string candidate;
  std::string number;
  std::string level;  // an award of the scheme
  std::string contest;
  std::string issuer;
  std::string certificate_no;
  std::string awarded_on;
  std::string unit;  // that put it forward
  std::vector<std::string> files;
  AwardState state = AwardState::proposed;
  std::string proposed_by;  // account
  std::string proposed_on;  // day
  std::string publicised_by;
  std::string publicised_from;   // day; empty: not yet
  std::string publicised_until;  // last day
  std::vector<AwardObjection> objections;
  std::string decided_by;
  std::string decided_at;
  std::string comment;  // why it was rejected, or why objections did not stand
};
BOOST_DESCRIBE_STRUCT(AwardRecord, (),
                      (admission, candidate, number, level, contest, issuer, certificate_no,
                       awarded_on, unit, files, state, proposed_by, proposed_on, publicised_by,
                       publicised_from, publicised_until, objections, decided_by, decided_at,
                       comment))

}  // namespace admission

#include "admission/admission_schema.hpp"

#include <array>

namespace admission {

namespace {

// What a run was computed from, and what came of it, is one text each: it is hashed, published and
// computed again as a whole. A candidate's way in has no versions: it holds nothing he entered.
constexpr db::Migration kTables{"admission/0001_tables", R"sql(
CREATE TABLE admission (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT admission_key PRIMARY KEY (region, id)
){strict};
CREATE TABLE admission_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_version_of FOREIGN KEY (region, id) REFERENCES admission (region, id),
  CONSTRAINT admission_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
CREATE TABLE admission_offer (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  code {text} NOT NULL,
  unit {text} NOT NULL,
  round {text} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT admission_offer_key PRIMARY KEY (region, id),
  CONSTRAINT admission_offer_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_offer_code UNIQUE (region, admission, code),
  CONSTRAINT admission_offer_state CHECK (state IN ('draft', 'submitted', 'approved', 'withdrawn'))
){strict};
CREATE TABLE admission_offer_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_offer_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_offer_version_of FOREIGN KEY (region, id) REFERENCES admission_offer (region, id),
  CONSTRAINT admission_offer_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
CREATE TABLE admission_import (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  state {text} NOT NULL,
  file_rows {text} NOT NULL,
  CONSTRAINT admission_import_key PRIMARY KEY (region, id),
  CONSTRAINT admission_import_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_import_state CHECK (state IN ('waiting', 'accepted', 'applied', 'rejected'))
){strict};
CREATE TABLE admission_import_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_import_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_import_version_of FOREIGN KEY (region, id) REFERENCES admission_import (region, id),
  CONSTRAINT admission_import_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
CREATE TABLE admission_candidate (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  number {text} NOT NULL,
  county {text} NOT NULL,
  CONSTRAINT admission_candidate_key PRIMARY KEY (region, id),
  CONSTRAINT admission_candidate_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_candidate_number UNIQUE (region, admission, number)
){strict};
CREATE INDEX admission_candidate_of_county ON admission_candidate (region, admission, county, number);
CREATE TABLE admission_candidate_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_candidate_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_candidate_version_of FOREIGN KEY (region, id) REFERENCES admission_candidate (region, id),
  CONSTRAINT admission_candidate_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
CREATE TABLE admission_access (
  region {text} NOT NULL,
  candidate {text} NOT NULL,
  code_mark {text},
  password_hash {text},
  issued_at {int} NOT NULL,
  issued_by {text} NOT NULL,
  CONSTRAINT admission_access_key PRIMARY KEY (region, candidate),
  CONSTRAINT admission_access_of FOREIGN KEY (region, candidate)
    REFERENCES admission_candidate (region, id),
  CONSTRAINT admission_access_one CHECK ((code_mark IS NULL) <> (password_hash IS NULL))
){strict};
CREATE TABLE admission_session (
  region {text} NOT NULL,
  token_hash {text} NOT NULL,
  candidate {text} NOT NULL,
  expires_at {int} NOT NULL,
  CONSTRAINT admission_session_key PRIMARY KEY (region, token_hash),
  CONSTRAINT admission_session_of FOREIGN KEY (region, candidate)
    REFERENCES admission_candidate (region, id)
){strict};
CREATE INDEX admission_session_of_candidate ON admission_session (region, candidate, expires_at);
CREATE TABLE admission_choice (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  round {text} NOT NULL,
  candidate {text} NOT NULL,
  submitted {int} NOT NULL,
  CONSTRAINT admission_choice_key PRIMARY KEY (region, id),
  CONSTRAINT admission_choice_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_choice_one UNIQUE (region, candidate, round),
  CONSTRAINT admission_choice_candidate FOREIGN KEY (region, candidate)
    REFERENCES admission_candidate (region, id),
  CONSTRAINT admission_choice_submitted CHECK (submitted IN (0, 1))
){strict};
CREATE INDEX admission_choice_of_round ON admission_choice (region, admission, round, submitted, id);
CREATE TABLE admission_choice_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_choice_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_choice_version_of FOREIGN KEY (region, id) REFERENCES admission_choice (region, id),
  CONSTRAINT admission_choice_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
CREATE TABLE admission_run (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  round {text} NOT NULL,
  sequence {int} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT admission_run_key PRIMARY KEY (region, id),
  CONSTRAINT admission_run_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_run_sequence UNIQUE (region, admission, round, sequence),
  CONSTRAINT admission_run_state CHECK (
    state IN ('frozen', 'allocated', 'published', 'superseded', 'withdrawn'))
){strict};
CREATE UNIQUE INDEX admission_run_published ON admission_run (region, admission, round)
  WHERE state = 'published';
CREATE UNIQUE INDEX admission_run_open ON admission_run (region, admission, round)
  WHERE state IN ('frozen', 'allocated');
CREATE TABLE admission_run_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_run_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_run_version_of FOREIGN KEY (region, id) REFERENCES admission_run (region, id),
  CONSTRAINT admission_run_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
CREATE TABLE admission_run_text (
  region {text} NOT NULL,
  run {text} NOT NULL,
  part {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_run_text_key PRIMARY KEY (region, run, part),
  CONSTRAINT admission_run_text_of FOREIGN KEY (region, run) REFERENCES admission_run (region, id),
  CONSTRAINT admission_run_text_part CHECK (part IN ('input', 'result'))
){strict};
CREATE TABLE admission_reply (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  round {text} NOT NULL,
  candidate {text} NOT NULL,
  number {text} NOT NULL,
  offer {text} NOT NULL,
  programme {text} NOT NULL,
  answer {text} NOT NULL,
  CONSTRAINT admission_reply_key PRIMARY KEY (region, id),
  CONSTRAINT admission_reply_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_reply_answer CHECK (answer IN ('confirm', 'decline')),
  CONSTRAINT admission_reply_one UNIQUE (region, candidate, round),
  CONSTRAINT admission_reply_candidate FOREIGN KEY (region, candidate)
    REFERENCES admission_candidate (region, id)
){strict};
CREATE INDEX admission_reply_by_answer ON admission_reply (region, admission, answer, id);
CREATE INDEX admission_reply_by_number ON admission_reply (region, admission, number, id);
CREATE TABLE admission_reply_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_reply_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_reply_version_of FOREIGN KEY (region, id) REFERENCES admission_reply (region, id),
  CONSTRAINT admission_reply_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
CREATE TABLE admission_appeal (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  round {text} NOT NULL,
  candidate {text} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT admission_appeal_key PRIMARY KEY (region, id),
  CONSTRAINT admission_appeal_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_appeal_candidate FOREIGN KEY (region, candidate)
    REFERENCES admission_candidate (region, id),
  CONSTRAINT admission_appeal_state CHECK (state IN ('open', 'proposed', 'upheld', 'dismissed'))
){strict};
CREATE UNIQUE INDEX admission_appeal_open ON admission_appeal (region, candidate, round)
  WHERE state IN ('open', 'proposed');
CREATE TABLE admission_appeal_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_appeal_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_appeal_version_of FOREIGN KEY (region, id) REFERENCES admission_appeal (region, id),
  CONSTRAINT admission_appeal_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr db::Migration kAwards{"admission/0002_awards", R"sql(
CREATE TABLE admission_award (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  admission {text} NOT NULL,
  candidate {text} NOT NULL,
  certificate_no {text} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT admission_award_key PRIMARY KEY (region, id),
  CONSTRAINT admission_award_of FOREIGN KEY (region, admission) REFERENCES admission (region, id),
  CONSTRAINT admission_award_candidate FOREIGN KEY (region, candidate)
    REFERENCES admission_candidate (region, id),
  CONSTRAINT admission_award_state CHECK (
    state IN ('proposed', 'publicised', 'certified', 'rejected'))
){strict};
CREATE UNIQUE INDEX admission_award_once ON admission_award (region, candidate, certificate_no)
  WHERE state <> 'rejected';
CREATE TABLE admission_award_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT admission_award_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT admission_award_version_of FOREIGN KEY (region, id) REFERENCES admission_award (region, id),
  CONSTRAINT admission_award_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr std::array kMigrations = {kTables, kAwards};

}  // namespace

std::span<const db::Migration> admission_migrations() { return kMigrations; }

}  // namespace admission

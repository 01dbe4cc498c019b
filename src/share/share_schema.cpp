#include "share/share_schema.hpp"

#include <array>

namespace share {

namespace {

constexpr db::Migration kReports{"share/0001_report", R"sql(
-- One list of milestones a share: its id is that of the share.
CREATE TABLE milestone_list (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT milestone_list_key PRIMARY KEY (region, id),
  CONSTRAINT milestone_list_share FOREIGN KEY (region, id) REFERENCES share (region, id)
){strict};

CREATE TABLE milestone_list_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT milestone_list_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT milestone_list_version_list FOREIGN KEY (region, id)
    REFERENCES milestone_list (region, id),
  CONSTRAINT milestone_list_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};

-- A report is one for each share and period. Nothing is verified that was not submitted.
CREATE TABLE report (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  share {text} NOT NULL,
  period {text} NOT NULL,
  ends_on {text} NOT NULL,
  state {text} NOT NULL,
  submitted_on {text},
  verified_on {text},
  CONSTRAINT report_key PRIMARY KEY (region, id),
  CONSTRAINT report_once UNIQUE (region, share, period),
  CONSTRAINT report_share FOREIGN KEY (region, share) REFERENCES share (region, id),
  CONSTRAINT report_state
    CHECK (state IN ('draft', 'submitted', 'acknowledged', 'supplement', 'verified')),
  CONSTRAINT report_submitted CHECK ((state = 'draft') = (submitted_on IS NULL)),
  CONSTRAINT report_verified CHECK ((state = 'verified') = (verified_on IS NOT NULL))
){strict};

CREATE INDEX report_in_period ON report (region, period, state);

CREATE TABLE report_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT report_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT report_version_report FOREIGN KEY (region, id) REFERENCES report (region, id),
  CONSTRAINT report_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr db::Migration kClosings{"share/0002_closing", R"sql(
-- One application at a time for a share; three different people apply, check and approve.
CREATE TABLE closing (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  share {text} NOT NULL,
  state {text} NOT NULL,
  applied_by {text} NOT NULL,
  checked_by {text},
  approved_by {text},
  CONSTRAINT closing_key PRIMARY KEY (region, id),
  CONSTRAINT closing_share FOREIGN KEY (region, share) REFERENCES share (region, id),
  CONSTRAINT closing_state CHECK (state IN ('applied', 'checked', 'closed', 'returned')),
  CONSTRAINT closing_checked
    CHECK (state NOT IN ('checked', 'closed') OR checked_by IS NOT NULL),
  CONSTRAINT closing_approved CHECK ((state = 'closed') = (approved_by IS NOT NULL)),
  CONSTRAINT closing_checked_by_another CHECK (checked_by IS NULL OR checked_by <> applied_by),
  CONSTRAINT closing_approved_by_another
    CHECK (approved_by IS NULL OR (approved_by <> applied_by AND approved_by <> checked_by))
){strict};

CREATE UNIQUE INDEX closing_open ON closing (region, share) WHERE state IN ('applied', 'checked');

CREATE TABLE closing_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT closing_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT closing_version_closing FOREIGN KEY (region, id) REFERENCES closing (region, id),
  CONSTRAINT closing_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr db::Migration kParts{"share/0003_part", R"sql(
-- One list of parts a share: its id is that of the share.
CREATE TABLE part_list (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT part_list_key PRIMARY KEY (region, id),
  CONSTRAINT part_list_share FOREIGN KEY (region, id) REFERENCES share (region, id)
){strict};

CREATE TABLE part_list_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT part_list_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT part_list_version_list FOREIGN KEY (region, id) REFERENCES part_list (region, id),
  CONSTRAINT part_list_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};

CREATE TABLE part_answer (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  share {text} NOT NULL,
  part {text} NOT NULL,
  period {text} NOT NULL,
  CONSTRAINT part_answer_key PRIMARY KEY (region, id),
  CONSTRAINT part_answer_once UNIQUE (region, share, period, part),
  CONSTRAINT part_answer_list FOREIGN KEY (region, share) REFERENCES part_list (region, id)
){strict};

CREATE INDEX part_answer_in_period ON part_answer (region, period);

CREATE TABLE part_answer_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT part_answer_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT part_answer_version_answer FOREIGN KEY (region, id)
    REFERENCES part_answer (region, id),
  CONSTRAINT part_answer_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr db::Migration kSteps{"share/0004_report_step", R"sql(
-- The steps of a report among the many times it is only saved.
CREATE INDEX report_step ON report_version (region, id, version) WHERE why <> 'save';
)sql"};

constexpr db::Migration kNewest{"share/0005_report_newest", R"sql(
-- The newest report of a share, as every board asks for it that shows milestones.
CREATE INDEX report_newest ON report (region, share, ends_on DESC);
)sql"};

constexpr db::Migration kOpenReports{"share/0006_open_report", R"sql(
-- What is open of earlier periods is looked for whenever somebody opens his work.
CREATE INDEX report_recent ON report (region, ends_on);
CREATE INDEX report_in_hands ON report (region, share, period)
  WHERE state IN ('submitted', 'supplement');
)sql"};

constexpr std::array kMigrations = {kReports, kClosings, kParts, kSteps, kNewest, kOpenReports};

}  // namespace

std::span<const db::Migration> share_migrations() { return kMigrations; }

}  // namespace share

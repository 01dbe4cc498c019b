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

constexpr std::array kMigrations = {kReports};

}  // namespace

std::span<const db::Migration> share_migrations() { return kMigrations; }

}  // namespace share

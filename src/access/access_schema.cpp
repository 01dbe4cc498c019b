#include "access/access_schema.hpp"

#include <array>

namespace zhijiao::access {

namespace {

// Tokens are kept as hashes only: whoever reads the database or a backup cannot sign in with it.
// A post refers to its account without a foreign key, because accounts belong to no region.
constexpr std::string_view kTables = R"sql(
CREATE TABLE account (
  id {text} NOT NULL,
  version {int} NOT NULL,
  name {text} NOT NULL,
  name_folded {text} NOT NULL,
  display_name {text} NOT NULL,
  state {text} NOT NULL,
  password_hash {text},
  created_at {int} NOT NULL,
  last_signed_in_at {int},
  CONSTRAINT account_key PRIMARY KEY (id),
  CONSTRAINT account_name_unique UNIQUE (name_folded),
  CONSTRAINT account_version_counts CHECK (version >= 1),
  CONSTRAINT account_name_length CHECK (length(name) BETWEEN 2 AND 64),
  CONSTRAINT account_display_name_length CHECK (length(display_name) BETWEEN 1 AND 64),
  CONSTRAINT account_state_known CHECK (state IN ('invited', 'active', 'suspended')),
  CONSTRAINT account_active_has_password CHECK (state <> 'active' OR password_hash IS NOT NULL),
  CONSTRAINT account_invited_has_none CHECK (state <> 'invited' OR password_hash IS NULL)
){strict};
CREATE TABLE account_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT account_version_key PRIMARY KEY (region, id, version)
){strict};
CREATE TABLE session (
  token_hash {text} NOT NULL,
  account {text} NOT NULL,
  created_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  CONSTRAINT session_key PRIMARY KEY (token_hash),
  CONSTRAINT session_account FOREIGN KEY (account) REFERENCES account (id),
  CONSTRAINT session_token_is_hashed CHECK (length(token_hash) = 64),
  CONSTRAINT session_order CHECK (created_at <= seen_at AND created_at < expires_at)
){strict};
CREATE INDEX session_of_account ON session (account, created_at);
CREATE INDEX session_by_end ON session (expires_at);
CREATE TABLE invitation (
  token_hash {text} NOT NULL,
  purpose {text} NOT NULL,
  account {text},
  created_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  CONSTRAINT invitation_key PRIMARY KEY (token_hash),
  CONSTRAINT invitation_account FOREIGN KEY (account) REFERENCES account (id),
  CONSTRAINT invitation_token_is_hashed CHECK (length(token_hash) = 64),
  CONSTRAINT invitation_purpose_known
    CHECK (purpose IN ('create_administrator', 'activate', 'reset_password')),
  CONSTRAINT invitation_for_an_account CHECK ((purpose = 'create_administrator') = (account IS NULL)),
  CONSTRAINT invitation_order CHECK (created_at < expires_at)
){strict};
CREATE INDEX invitation_of_account ON invitation (account);
CREATE TABLE post (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  account {text} NOT NULL,
  unit {text} NOT NULL,
  role {text} NOT NULL,
  valid_from {text} NOT NULL,
  valid_to {text},
  acting {int} NOT NULL,
  CONSTRAINT post_key PRIMARY KEY (region, id),
  CONSTRAINT post_version_counts CHECK (version >= 1),
  CONSTRAINT post_unit_named CHECK (unit <> ''),
  CONSTRAINT post_role_named CHECK (role <> ''),
  CONSTRAINT post_valid_from_is_a_date CHECK (length(valid_from) = 10),
  CONSTRAINT post_valid_to_is_a_date CHECK (valid_to IS NULL OR length(valid_to) = 10),
  CONSTRAINT post_acting_is_boolean CHECK (acting IN (0, 1)),
  CONSTRAINT post_acting_ends CHECK (acting = 0 OR valid_to IS NOT NULL)
){strict};
CREATE INDEX post_of_account ON post (region, account);
CREATE TABLE post_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT post_version_key PRIMARY KEY (region, id, version)
){strict};
CREATE TABLE audit (
  region {text} NOT NULL,
  id {text} NOT NULL,
  at {int} NOT NULL,
  account {text} NOT NULL,
  action {text} NOT NULL,
  subject {text} NOT NULL,
  detail {text} NOT NULL,
  address {text} NOT NULL,
  CONSTRAINT audit_key PRIMARY KEY (region, id),
  CONSTRAINT audit_action_named CHECK (action <> '')
){strict};
CREATE INDEX audit_by_time ON audit (region, at, id);
)sql";

constexpr std::array<db::Migration, 1> kMigrations{{{"access/0001_tables", kTables}}};

constexpr std::array<std::string_view, 3> kWithoutRegion{"account", "session", "invitation"};

}  // namespace

std::span<const db::Migration> access_migrations() { return kMigrations; }

std::span<const std::string_view> access_tables_without_region() { return kWithoutRegion; }

}  // namespace zhijiao::access

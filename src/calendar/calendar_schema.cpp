#include "calendar/calendar_schema.hpp"

#include <array>

namespace calendar {

namespace {

// The address is a secret and kept as its hash only. Accounts belong to no region.
constexpr db::Migration kTables{"calendar/0001_tables", R"sql(
CREATE TABLE calendar_feed (
  region {text} NOT NULL,
  id {text} NOT NULL,
  account {text} NOT NULL,
  token_hash {text} NOT NULL,
  title {text} NOT NULL,
  created_at {int} NOT NULL,
  revoked_at {int},
  CONSTRAINT calendar_feed_key PRIMARY KEY (region, id),
  CONSTRAINT calendar_feed_token UNIQUE (region, token_hash),
  CONSTRAINT calendar_feed_token_is_hashed CHECK (length(token_hash) = 64)
){strict};

CREATE INDEX calendar_feed_of_account ON calendar_feed (region, account, id);
)sql"};

constexpr std::array kMigrations = {kTables};

}  // namespace

std::span<const db::Migration> calendar_migrations() { return kMigrations; }

}  // namespace calendar

#include "notice/notice_schema.hpp"

#include <array>

namespace notice {

namespace {

// `occasion` names what happened: the same one is told a person once. An account belongs to no
// region, so it is referred to without a foreign key. The mail address is sealed.
constexpr db::Migration kTables{"notice/0001_tables", R"sql(
CREATE TABLE notice (
  region {text} NOT NULL,
  id {text} NOT NULL,
  account {text} NOT NULL,
  occasion {text} NOT NULL,
  topic {text} NOT NULL,
  zh {text} NOT NULL,
  en {text} NOT NULL,
  link {text} NOT NULL,
  created_at {int} NOT NULL,
  read_at {int},
  CONSTRAINT notice_key PRIMARY KEY (region, id),
  CONSTRAINT notice_once UNIQUE (region, account, occasion),
  CONSTRAINT notice_topic_named CHECK (topic <> '')
){strict};

CREATE INDEX notice_of_account ON notice (region, account, id);

CREATE TABLE notice_delivery (
  region {text} NOT NULL,
  notice {text} NOT NULL,
  channel {text} NOT NULL,
  account {text} NOT NULL,
  state {text} NOT NULL,
  due_at {int} NOT NULL,
  attempts {int} NOT NULL,
  first_tried_at {int},
  ended_at {int},
  failure {text} NOT NULL,
  CONSTRAINT notice_delivery_key PRIMARY KEY (region, notice, channel),
  CONSTRAINT notice_delivery_notice FOREIGN KEY (region, notice) REFERENCES notice (region, id),
  CONSTRAINT notice_delivery_channel CHECK (channel IN ('mail', 'webhook')),
  CONSTRAINT notice_delivery_state
    CHECK (state IN ('waiting', 'sending', 'sent', 'unsure', 'given_up')),
  CONSTRAINT notice_delivery_ended
    CHECK ((state IN ('waiting', 'sending')) = (ended_at IS NULL))
){strict};

CREATE INDEX notice_delivery_due ON notice_delivery (region, state, due_at, account, notice);

CREATE TABLE notice_setting (
  region {text} NOT NULL,
  account {text} NOT NULL,
  version {int} NOT NULL,
  email_sealed {text} NOT NULL,
  hours {text} NOT NULL,
  CONSTRAINT notice_setting_key PRIMARY KEY (region, account),
  CONSTRAINT notice_setting_version_counts CHECK (version >= 1)
){strict};
)sql"};

constexpr std::array kMigrations = {kTables};

}  // namespace

std::span<const db::Migration> notice_migrations() { return kMigrations; }

}  // namespace notice

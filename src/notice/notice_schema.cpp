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

// `message` names the webhook message that a delivery was first tried with, by the first notice in
// it: a receiver knows the message by what is in it, however often and by whom it is tried again.
// What was tried before this was tried together with what has the same first try.
constexpr db::Migration kMessages{"notice/0002_message", R"sql(
ALTER TABLE notice_delivery ADD COLUMN message {text};

CREATE INDEX notice_delivery_tried ON notice_delivery (region, channel, account, first_tried_at);

UPDATE notice_delivery SET message = (
  SELECT MIN(other.notice) FROM notice_delivery AS other
  WHERE other.region = notice_delivery.region AND other.channel = notice_delivery.channel
    AND other.account = notice_delivery.account
    AND other.first_tried_at = notice_delivery.first_tried_at)
WHERE state IN ('waiting', 'sending', 'given_up') AND channel = 'webhook'
  AND first_tried_at IS NOT NULL;

DROP INDEX notice_delivery_tried;
)sql"};

// A notice may tell of several occasions (deadlines of one day); each is told a person once.
constexpr db::Migration kToldWith{"notice/0003_told_with", R"sql(
CREATE TABLE notice_told_with (
  region {text} NOT NULL,
  account {text} NOT NULL,
  occasion {text} NOT NULL,
  notice {text} NOT NULL,
  CONSTRAINT notice_told_with_key PRIMARY KEY (region, account, occasion),
  CONSTRAINT notice_told_with_notice FOREIGN KEY (region, notice) REFERENCES notice (region, id)
){strict};
)sql"};

constexpr std::array kMigrations = {kTables, kMessages, kToldWith};

}  // namespace

std::span<const db::Migration> notice_migrations() { return kMigrations; }

}  // namespace notice

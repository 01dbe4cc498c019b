#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <tuple>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "db/database.hpp"
#include "db/migration.hpp"

namespace db {

//! Sample tables for the tests of db: notes with authors, with every kind of constraint.
inline constexpr std::array<Migration, 1> kNoteTables{{{"test/0001_note", R"(
CREATE TABLE author (
  region {text} NOT NULL,
  id {text} NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (region, id)
){strict};
CREATE TABLE note (
  region {text} NOT NULL,
  id {text} NOT NULL,
  slug {text} NOT NULL,
  author {text},
  editor {text},
  pages {int} NOT NULL,
  on_date {text},
  draft {int} NOT NULL DEFAULT 0,
  CONSTRAINT note_pkey PRIMARY KEY (region, id),
  CONSTRAINT note_slug_key UNIQUE (region, slug),
  CONSTRAINT note_author_fkey FOREIGN KEY (region, author) REFERENCES author (region, id),
  CONSTRAINT note_editor_fkey FOREIGN KEY (region, editor) REFERENCES author (region, id),
  CONSTRAINT note_pages_positive CHECK (pages > 0),
  CONSTRAINT note_draft_bool CHECK (draft IN (0, 1))
){strict};
CREATE UNIQUE INDEX note_draft_of_day ON note (region, on_date) WHERE draft = 1;
)"}}};

//! The first instant of 2022-07-01 in Shanghai.
inline constexpr base::Instant kNoteStart{1'656'604'800'000'000};

inline void add_note(Connection& connection, const std::string& id, std::int64_t pages = 1) {
  connection.execute(
      "INSERT INTO note (region, id, slug, pages) VALUES ('620800', :id, :id, :pages)",
      {{"id", id}, {"pages", pages}});
}

inline std::int64_t note_count(Connection& connection) {
  return std::get<0>(connection.select_only<std::int64_t>("SELECT count(*) FROM note"));
}

inline std::int64_t note_count(Database& database) {
  return database.read_now([](Connection& connection) { return note_count(connection); });
}

}  // namespace db

#include "db/database.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using std::int64_t;
using std::string;

constexpr base::Instant kStart{1'656'604'800'000'000};  // 2022-07-01 in Shanghai

constexpr Migration kTables[] = {{"test/0001_note", R"(
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
)"}};

class DatabaseTest : public testing::TestWithParam<Dialect> {
 protected:
  static void add(Connection& connection, const string& id, int64_t pages = 1) {
    connection.execute(
        "INSERT INTO note (region, id, slug, pages) VALUES ('620800', :id, :id, :pages)",
        {{"id", id}, {"pages", pages}});
  }
  int64_t count() {
    return database_->read_now([](Connection& connection) {
      return std::get<0>(*connection.select_one<int64_t>("SELECT count(*) FROM note"));
    });
  }

  base::FakeClock clock_{kStart};
  TestDatabase database_{GetParam(), clock_, kTables};
};

INSTANTIATE_TEST_SUITE_P(Databases, DatabaseTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(DatabaseTest, ReturnsWhatWasWritten) {
  database_->write_now([](Connection& connection) {
    connection.execute(
        "INSERT INTO note (region, id, slug, pages, on_date, draft) "
        "VALUES ('620800', :id, :slug, :pages, :on_date, :draft)",
        {{"id", "n1"},
         {"slug", "a"},
         {"pages", 9'007'199'254'740'993},
         {"on_date", base::Date(2022, 7, 1)},
         {"draft", true}});
  });
  const auto row = database_->read_now([](Connection& connection) {
    return connection
        .select_one<string, int64_t, base::Date, bool, std::optional<string>, base::Instant>(
            "SELECT slug, pages, on_date, draft, author, pages FROM note WHERE id = :id",
            {{"id", "n1"}});
  });
  ASSERT_TRUE(row);
  EXPECT_EQ(*row,
            std::make_tuple(string("a"), int64_t{9'007'199'254'740'993}, base::Date(2022, 7, 1),
                            true, std::optional<string>(), base::Instant{9'007'199'254'740'993}));
}

}  // namespace
}  // namespace db

#include <gtest/gtest.h>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using Kind = ConstraintViolation::Kind;

class ConstraintTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    database_->write_now([](Connection& connection) {
      connection.execute("INSERT INTO author (region, id) VALUES ('620800', 'ann')");
      connection.execute(
          "INSERT INTO note (region, id, slug, author, editor, pages, on_date, draft) "
          "VALUES ('620800', 'n1', 's1', 'ann', 'ann', 1, '2022-07-01', 1)");
    });
  }

  void expect(Kind kind, const std::string& constraint, const std::string& sql,
              std::initializer_list<Bind> binds = {}) {
    try {
      database_->write_now([&](Connection& connection) { connection.execute(sql, binds); });
      ADD_FAILURE() << "accepted: " << sql;
    } catch (const ConstraintViolation& violation) {
      EXPECT_EQ(violation.constraint(), constraint) << sql;
      EXPECT_EQ(violation.kind(), kind) << sql;
    }
  }

  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{GetParam(), clock_, kNoteTables};
};

INSTANTIATE_TEST_SUITE_P(Databases, ConstraintTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(ConstraintTest, NamesThePrimaryKey) {
  expect(Kind::unique, "note_pkey",
         "INSERT INTO note (region, id, slug, pages) VALUES ('620800', 'n1', 'other', 1)");
}

TEST_P(ConstraintTest, NamesAUniqueKey) {
  expect(Kind::unique, "note_slug_key",
         "INSERT INTO note (region, id, slug, pages) VALUES ('620800', 'n2', :slug, 1)",
         {{"slug", "s1"}});
}

TEST_P(ConstraintTest, NamesAUniqueIndex) {
  expect(Kind::unique, "note_draft_of_day",
         "INSERT INTO note (region, id, slug, pages, on_date, draft) "
         "VALUES ('620800', 'n2', 's2', 1, '2022-07-01', 1)");
}

TEST_P(ConstraintTest, NamesACheck) {
  expect(Kind::check, "note_pages_positive", "UPDATE note SET pages = :pages", {{"pages", 0}});
  expect(Kind::check, "note_draft_bool", "UPDATE note SET draft = 2");
}

TEST_P(ConstraintTest, NamesTheColumnThatIsMissing) {
  expect(Kind::not_null, "note.slug",
         "INSERT INTO note (region, id, slug, pages) VALUES ('620800', 'n2', :slug, 1)",
         {{"slug", nullptr}});
}

TEST_P(ConstraintTest, NamesTheForeignKeyOfARowThatIsAdded) {
  expect(Kind::foreign_key, "note_author_fkey",
         "INSERT INTO note (region, id, slug, pages, author, editor) "
         "VALUES ('620800', 'n2', 's2', 1, :who, 'ann')",
         {{"who", "nobody"}});
  expect(Kind::foreign_key, "note_editor_fkey",
         "INSERT INTO note (region, id, slug, pages, author, editor) "
         "VALUES ('620800', 'n2', 's2', 1, 'ann', :who)",
         {{"who", "nobody"}});
}

TEST_P(ConstraintTest, NamesTheForeignKeyOfARowThatIsChanged) {
  expect(Kind::foreign_key, "note_editor_fkey", "UPDATE note SET editor = 'nobody'");
}

TEST_P(ConstraintTest, NamesTheForeignKeyThatPointsToADeletedRow) {
  database_->write_now(
      [](Connection& connection) { connection.execute("UPDATE note SET author = NULL"); });
  expect(Kind::foreign_key, "note_editor_fkey", "DELETE FROM author");
}

TEST_P(ConstraintTest, LeavesNothingOfTheFailedStatement) {
  expect(Kind::foreign_key, "note_author_fkey", "UPDATE note SET author = 'nobody', pages = 99");
  EXPECT_TRUE(database_->read_now([](Connection& connection) {
    return connection.select_one<std::string>("SELECT id FROM note WHERE pages = 1");
  }));
  // The check of foreign keys is still on.
  expect(Kind::foreign_key, "note_author_fkey", "UPDATE note SET author = 'nobody', pages = 99");
}

TEST_P(ConstraintTest, BecomesTheProblemThatIsMeant) {
  const auto add_twice = [&](std::initializer_list<ConstraintMeaning> meanings) {
    database_->write_now(
        [&](Connection& connection) { explaining(meanings, [&] { add_note(connection, "n1"); }); });
  };
  EXPECT_THROW(add_twice({{"note_slug_key", base::not_found({"", ""})},
                          {"note_pkey", base::conflict("exists", {"已存在", "It exists"})}}),
               base::Problem);
  EXPECT_THROW(add_twice({{"note_slug_key", base::not_found({"", ""})}}), ConstraintViolation);
}

}  // namespace
}  // namespace db

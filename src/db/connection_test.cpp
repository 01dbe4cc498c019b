#include "db/connection.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using std::int64_t;
using std::optional;
using std::string;

class ConnectionTest : public testing::TestWithParam<Dialect> {
 protected:
  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{GetParam(), clock_, kNoteTables};

  // What comes back for a text that was bound, stored and read.
  string stored(const string& text) {
    database_->write_now([&](Connection& connection) {
      connection.execute(
          "INSERT INTO note (region, id, slug, pages) VALUES ('620800', 'n', :slug, 1) "
          "ON CONFLICT (region, id) DO UPDATE SET slug = excluded.slug",
          {{"slug", text}});
    });
    return database_->read_now([&](Connection& connection) {
      return std::get<0>(connection.select_only<string>("SELECT slug FROM note WHERE slug = :slug",
                                                        {{"slug", text}}));
    });
  }
};

INSTANTIATE_TEST_SUITE_P(Databases, ConnectionTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(ConnectionTest, ReturnsEveryTypeAsItWasWritten) {
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
        .select_only<string, int64_t, base::Date, bool, optional<string>, base::Instant>(
            "SELECT slug, pages, on_date, draft, author, pages FROM note WHERE id = :id",
            {{"id", "n1"}});
  });
  EXPECT_EQ(row,
            std::make_tuple(string("a"), int64_t{9'007'199'254'740'993}, base::Date(2022, 7, 1),
                            true, optional<string>(), base::Instant{9'007'199'254'740'993}));
}

TEST_P(ConnectionTest, ReadsAConditionAsBool) {
  database_->read_now([](Connection& connection) {
    const auto row = connection.select_only<bool, bool, optional<bool>>(
        "SELECT EXISTS (SELECT 1 FROM note), 1 = 1, CASE WHEN 1 = 2 THEN 1 = 1 END");
    EXPECT_EQ(row, std::make_tuple(false, true, optional<bool>()));
  });
}

TEST_P(ConnectionTest, KeepsTextThatLooksLikeSql) {
  for (const char* text : {"'; DROP TABLE note; --", "O'Brien \"quoted\" \\ :id $1 ?1", "100%_",
                           "{int}", "a\nb\tc", "", " ", "\xF0\xA0\xAE\xB7野家", "👩‍🏫"}) {
    EXPECT_EQ(stored(text), text);
  }
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(ConnectionTest, KeepsLongText) {
  string text;
  for (int i = 0; i < 100'000; ++i) text += "职教";
  // Longer than an index entry of PostgreSQL may be, so it stands in a column without one.
  database_->write_now([&](Connection& connection) {
    add_note(connection, "long");
    connection.execute("UPDATE note SET on_date = :text WHERE id = 'long'", {{"text", text}});
    EXPECT_EQ(std::get<0>(connection.select_only<string>("SELECT on_date FROM note")), text);
  });
}

TEST_P(ConnectionTest, RefusesTextThatCannotBeKept) {
  for (const string& text :
       {string("a\0b", 3), string("\xC6\xBD\xC1\xB9"), string("\xED\xA0\x80")}) {
    try {
      stored(text);
      ADD_FAILURE() << "accepted";
    } catch (const base::Problem& problem) {
      EXPECT_EQ(problem.status(), 422);
      EXPECT_FALSE(problem.detail().zh.empty());
    }
  }
  EXPECT_EQ(note_count(*database_), 0);
}

TEST_P(ConnectionTest, ReusesAStatementForValuesOfOtherTypes) {
  database_->write_now([](Connection& connection) {
    const auto echo = [&](Value value) {
      return std::get<0>(connection.select_only<optional<string>>("SELECT CAST(:v AS TEXT) AS v",
                                                                  {{"v", std::move(value)}}));
    };
    EXPECT_EQ(echo(nullptr), optional<string>());
    EXPECT_EQ(echo(int64_t{42}), "42");
    EXPECT_EQ(echo(string("x")), "x");
    EXPECT_EQ(echo(nullptr), optional<string>());
    EXPECT_EQ(echo(int64_t{-1}), "-1");
  });
}

TEST_P(ConnectionTest, BindsARepeatedPlaceholderOnce) {
  database_->write_now([](Connection& connection) {
    add_note(connection, "a");
    add_note(connection, "b");
    const char* const sql =
        "SELECT id FROM note WHERE CAST(:slug AS TEXT) IS NULL OR slug = :slug ORDER BY id";
    EXPECT_EQ(connection.select<string>(sql, {{"slug", nullptr}}).size(), 2U);
    EXPECT_EQ(connection.select<string>(sql, {{"slug", "b"}}).size(), 1U);
  });
}

TEST_P(ConnectionTest, TakesBindsFromAVector) {
  std::vector<Bind> binds;
  binds.emplace_back("id", "v");
  binds.emplace_back("pages", 3);
  database_->write_now([&](Connection& connection) {
    EXPECT_EQ(connection.execute("INSERT INTO note (region, id, slug, pages) "
                                 "VALUES ('620800', :id, :id, :pages)",
                                 binds),
              1);
  });
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(ConnectionTest, CountsAffectedRows) {
  database_->write_now([](Connection& connection) {
    add_note(connection, "a");
    add_note(connection, "b");
    EXPECT_EQ(connection.execute("UPDATE note SET pages = 5 WHERE id = :id", {{"id", "a"}}), 1);
    EXPECT_EQ(connection.execute("UPDATE note SET pages = 6 WHERE id = :id", {{"id", "c"}}), 0);
    EXPECT_EQ(connection.execute("DELETE FROM note"), 2);
  });
}

TEST_P(ConnectionTest, ReturnsRowsOfAWrite) {
  database_->write_now([](Connection& connection) {
    const auto row = connection.select_only<int64_t>(
        "INSERT INTO note (region, id, slug, pages) VALUES ('620800', 'r', 'r', 7) "
        "RETURNING pages");
    EXPECT_EQ(std::get<0>(row), 7);
  });
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(ConnectionTest, SortsByBytes) {
  database_->write_now([](Connection& connection) {
    for (const char* id : {"b", "B", "a", "Z", "平", "_"}) add_note(connection, id);
    string order;
    for (const auto& [id] : connection.select<string>("SELECT id FROM note ORDER BY id")) {
      order += id;
    }
    EXPECT_EQ(order, "BZ_ab平");
  });
}

TEST_P(ConnectionTest, SaysWhenAMistakeWasMadeInAStatement) {
  const auto mistake = [&](auto work) {
    EXPECT_THROW(database_->write_now(work), std::logic_error);
  };
  mistake([](Connection& c) { c.select<string>("SELECT id FROM note WHERE id = :id"); });
  mistake([](Connection& c) { c.select<string>("SELECT id FROM note", {{"id", "x"}}); });
  mistake([](Connection& c) { c.select<string, string>("SELECT id FROM note"); });
  mistake([](Connection& c) { c.execute("SELECT id FROM note"); });
  mistake([](Connection& c) {
    add_note(c, "a");
    c.select<string>("SELECT author FROM note");
  });
  mistake([](Connection& c) {
    add_note(c, "a");
    c.select<base::Date>("SELECT id FROM note");
  });
  mistake([](Connection& c) {
    add_note(c, "a");
    add_note(c, "b");
    c.select_one<string>("SELECT id FROM note");
  });
  mistake([](Connection& c) { c.select_only<string>("SELECT id FROM note"); });
  EXPECT_EQ(note_count(*database_), 0);
  database_->write_now([](Connection& c) { add_note(c, "a"); });
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(ConnectionTest, TellsTheReasonOfABadStatementButNoValue) {
  try {
    database_->write_now([](Connection& connection) {
      connection.select<string>("SELECT no_such_column FROM note WHERE id = :id",
                                {{"id", "secret"}});
    });
    ADD_FAILURE() << "accepted";
  } catch (const StatementError& error) {
    EXPECT_NE(string(error.what()).find("no_such_column"), string::npos) << error.what();
    EXPECT_EQ(string(error.what()).find("secret"), string::npos) << error.what();
  }
}

TEST_P(ConnectionTest, HidesValuesWhenAStatementFails) {
  try {
    database_->write_now([](Connection& connection) {
      // A number beyond 64 bits: an error of the running statement, with the value in its text.
      connection.select<int64_t>("SELECT abs(CAST(:v AS BIGINT)) + pages FROM note",
                                 {{"v", "x-secret-x"}});
      connection.execute("INSERT INTO note (region, id, slug, pages) VALUES ('', :v, '', :v)",
                         {{"v", "x-secret-x"}});
    });
    ADD_FAILURE() << "accepted";
  } catch (const std::exception& error) {
    EXPECT_EQ(string(error.what()).find("secret"), string::npos) << error.what();
  }
}

TEST_P(ConnectionTest, AllowsNothingAfterAFailedStatement) {
  EXPECT_THROW(database_->write_now([](Connection& connection) {
    add_note(connection, "before");
    EXPECT_THROW(add_note(connection, "bad", 0), ConstraintViolation);
    add_note(connection, "after");
  }),
               std::logic_error);
  EXPECT_THROW(database_->write_now([](Connection& connection) {
    add_note(connection, "before");
    EXPECT_THROW(add_note(connection, "bad", 0), ConstraintViolation);
  }),
               std::logic_error);
  EXPECT_EQ(note_count(*database_), 0);
}

TEST_P(ConnectionTest, DoesNotWriteInARead) {
  EXPECT_THROW(database_->read_now([](Connection& connection) { add_note(connection, "a"); }),
               std::logic_error);
  EXPECT_ANY_THROW(database_->read_now([](Connection& connection) {
    connection.select<string>(
        "INSERT INTO note (region, id, slug, pages) "
        "VALUES ('620800', 'a', 'a', 1) RETURNING id");
  }));
  EXPECT_EQ(note_count(*database_), 0);
}

TEST_P(ConnectionTest, EndsAStatementThatRunsTooLongAndNoOther) {
  using namespace std::chrono_literals;
  const auto count_to = [](const string& last) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + last +
           ") SELECT CAST(count(*) AS bigint) FROM n";
  };
  const auto endless = [&](Connection& connection) {
    connection.end_after(20ms);
    connection.select_only<int64_t>(count_to("i + 2"));
  };
  EXPECT_THROW(database_->read_now(endless), TooLong);
  EXPECT_THROW(database_->write_now(endless), TooLong);
  // The same connections, some of them with statements that take longer than that.
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(database_->read_now([&](Connection& connection) {
      return std::get<0>(connection.select_only<int64_t>(count_to("200000")));
    }),
              200'000);
  }
  EXPECT_EQ(database_->write_now([&](Connection& connection) {
    return std::get<0>(connection.select_only<int64_t>(count_to("200000")));
  }),
            200'000);
}

TEST_P(ConnectionTest, SurvivesMoreStatementsThanItKeeps) {
  database_->write_now([](Connection& connection) {
    for (int round = 0; round < 2; ++round) {
      for (int i = 0; i < 700; ++i) {
        const string number = std::to_string(i);
        EXPECT_EQ(std::get<0>(connection.select_only<string>(
                      "SELECT CAST(:v AS TEXT) AS c" + number, {{"v", number}})),
                  number);
      }
    }
  });
}

}  // namespace
}  // namespace db

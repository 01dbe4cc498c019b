#include "db/postgres_engine.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <optional>
#include <thread>
#include <vector>

#include "base/problem.hpp"
#include "db/array_text.hpp"
#include "db/note_tables.hpp"
#include "db/postgres_tools.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using std::int64_t;
using std::string;

class PostgresEngineTest : public testing::TestWithParam<Dialect> {
 protected:
  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{GetParam(), clock_, kNoteTables, {.url = "", .pool_size = 2}};
};

std::vector<Dialect> postgresql_if_tested() {
  std::vector<Dialect> dialects = tested_dialects();
  std::erase(dialects, Dialect::sqlite);
  return dialects;
}

INSTANTIATE_TEST_SUITE_P(Databases, PostgresEngineTest, testing::ValuesIn(postgresql_if_tested()),
                         dialect_name);
// ZHIJIAO_TEST_SQLITE_ONLY leaves no instance.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresEngineTest);

TEST_P(PostgresEngineTest, RepeatsATransactionThatCollided) {
  database_->write_now([](Connection& connection) { add_note(connection, "counter"); });
  std::barrier both_have_read(2);
  std::atomic<int> runs = 0;
  const auto add_one = [&] {
    bool first = true;
    database_->write_now([&](Connection& connection) {
      ++runs;
      const auto row = connection.select_only<int64_t>("SELECT pages FROM note");
      if (first) both_have_read.arrive_and_wait();
      first = false;
      connection.execute("UPDATE note SET pages = :pages", {{"pages", std::get<0>(row) + 1}});
    });
  };
  std::thread one(add_one);
  std::thread two(add_one);
  one.join();
  two.join();
  database_->read_now([](Connection& connection) {
    EXPECT_EQ(std::get<0>(connection.select_only<int64_t>("SELECT pages FROM note")), 3);
  });
  EXPECT_EQ(runs, 3);
}

TEST_P(PostgresEngineTest, LetsASlowWriteCommitAmongFastOnesThatCollideWithIt) {
  database_->write_now([](Connection& connection) { add_note(connection, "counter"); });
  const auto add_one = [&](const char* pause) {
    database_->write_now([pause](Connection& connection) {
      const auto row = connection.select_only<int64_t>("SELECT pages FROM note");
      connection.select<bool>(pause);
      connection.execute("UPDATE note SET pages = :pages", {{"pages", std::get<0>(row) + 1}});
    });
  };
  std::atomic<bool> done = false;
  std::thread fast([&] {
    while (!done) add_one("SELECT true");
  });
  EXPECT_NO_THROW(add_one("SELECT pg_sleep(0.05) IS NULL"));
  done = true;
  fast.join();
}

TEST_P(PostgresEngineTest, PreventsWriteSkew) {
  // Two writers each see that the other has not written: on SQLite's one writer the second would.
  std::barrier both_have_read(2);
  const auto add_if_alone = [&](const string& id) {
    bool first = true;
    database_->write_now([&](Connection& connection) {
      const int64_t count = note_count(connection);
      if (first) both_have_read.arrive_and_wait();
      first = false;
      if (count == 0) add_note(connection, id);
    });
  };
  std::thread one(add_if_alone, "a");
  std::thread two(add_if_alone, "b");
  one.join();
  two.join();
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(PostgresEngineTest, GivesUpOnATransactionThatAlwaysCollides) {
  std::atomic<int> runs = 0;
  try {
    database_->write_now([&](Connection& connection) {
      ++runs;
      connection.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
    });
    ADD_FAILURE() << "committed";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 503);
    EXPECT_GT(problem.retry_after_s(), 0);
  }
  EXPECT_GT(runs, 3);
  EXPECT_LT(runs, 50);
}

TEST_P(PostgresEngineTest, SaysWhenTheConnectionBreaksAndConnectsAgain) {
  try {
    database_->write_now([](Connection& connection) {
      add_note(connection, "lost");
      connection.select<bool>("SELECT pg_terminate_backend(pg_backend_pid())");
    });
    ADD_FAILURE() << "committed";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 503);
  }
  database_->write_now([](Connection& connection) { add_note(connection, "kept"); });
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(PostgresEngineTest, DoesNotLetAClosureHideABrokenConnection) {
  EXPECT_THROW(database_->write_now([](Connection& connection) {
    try {
      connection.select<bool>("SELECT pg_terminate_backend(pg_backend_pid())");
    } catch (const std::exception&) {
      throw std::runtime_error("something else");
    }
  }),
               base::Problem);
}

TEST_P(PostgresEngineTest, ReplacesAConnectionThatDiedWhileItWaited) {
  TestDatabase single(GetParam(), clock_, kNoteTables, {.url = "", .pool_size = 1});
  const int64_t pid = single->read_now([](Connection& connection) {
    return std::get<0>(connection.select_only<int64_t>("SELECT pg_backend_pid()"));
  });
  database_->write_now([&](Connection& connection) {
    connection.select<bool>("SELECT pg_terminate_backend(CAST(:pid AS INTEGER), 5000)",
                            {{"pid", pid}});
  });
  single->write_now([](Connection& connection) { add_note(connection, "a"); });
  EXPECT_EQ(note_count(*single), 1);
}

TEST_P(PostgresEngineTest, RepeatsAReadWhoseConnectionDiedWhileItWaited) {
  TestDatabase single(GetParam(), clock_, kNoteTables, {.url = "", .pool_size = 1});
  const int64_t pid = single->read_now([](Connection& connection) {
    return std::get<0>(connection.select_only<int64_t>("SELECT pg_backend_pid()"));
  });
  database_->write_now([&](Connection& connection) {
    connection.select<bool>("SELECT pg_terminate_backend(CAST(:pid AS INTEGER), 5000)",
                            {{"pid", pid}});
  });
  EXPECT_EQ(note_count(*single), 0);
}

TEST_P(PostgresEngineTest, SeesInEveryReadWhatWasCommittedBeforeIt) {
  TestDatabase single(GetParam(), clock_, kNoteTables, {.url = "", .pool_size = 1});
  PostgresSession other(postgres_target(single.options().url));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(note_count(*single), i);
    other.command("INSERT INTO note (region, id, slug, pages) VALUES ('620800', '" +
                  std::to_string(i) + "', '" + std::to_string(i) + "', 1)");
  }
}

TEST_P(PostgresEngineTest, LeavesNoTransactionOpenWhenIdle) {
  EXPECT_EQ(note_count(*database_), 0);
  PostgresSession other(postgres_target(database_.options().url));
  const auto open = [&] {
    return other.texts("SELECT pid FROM pg_stat_activity WHERE state LIKE 'idle in%'", {}, 1)
        .size();
  };
  for (int i = 0; i < 50 && open() > 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(open(), 0U);
}

TEST_P(PostgresEngineTest, NeverShowsThePassword) {
  const base::FakeClock clock(kNoteStart);
  try {
    Database::open({.url = "postgresql://zhijiao:hunter2%20x@127.0.0.1:1/plans"}, clock);
    ADD_FAILURE() << "opened";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 503);
    const string text = problem.detail().zh + problem.detail().en + problem.what();
    EXPECT_EQ(text.find("hunter2"), string::npos);
    EXPECT_NE(text.find("zhijiao@127.0.0.1:1/plans"), string::npos);
  }
}

TEST_P(PostgresEngineTest, RefusesADatabaseThatIsNotUtf8) {
  const string server = database_.options().url;
  PostgresSession admin(postgres_target(server));
  admin.command("DROP DATABASE IF EXISTS zhijiao_latin");
  admin.command(
      "CREATE DATABASE zhijiao_latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' "
      "TEMPLATE template0");
  const std::size_t slash = server.rfind('/', server.find('?'));
  const string latin = server.substr(0, slash) + "/zhijiao_latin";
  try {
    Database::open({.url = latin}, clock_);
    ADD_FAILURE() << "opened";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.type(), "database-encoding");
  }
  admin.command("DROP DATABASE zhijiao_latin");
}

TEST_P(PostgresEngineTest, KeepsNoFailedStatementsOnTheServer) {
  TestDatabase single(GetParam(), clock_, kNoteTables, {.url = "", .pool_size = 1});
  const auto kept = [&] {
    return single->read_now([](Connection& connection) {
      return std::get<0>(
          connection.select_only<int64_t>("SELECT count(*) FROM pg_prepared_statements"));
    });
  };
  const int64_t before = kept();
  for (int i = 0; i < 20; ++i) {
    EXPECT_ANY_THROW(
        single->write_now([](Connection& connection) { add_note(connection, "a", 0); }));
  }
  EXPECT_EQ(kept(), before);
}

TEST_P(PostgresEngineTest, ReadsAnArrayAsItWasWritten) {
  const std::vector<string> texts{"",     "NULL", "a,b",   R"(\"{}')", "\n\t ",
                                  "𬍡明", " x ",  R"(\\)", "{1}",      "a\"b"};
  std::vector<Value> values(texts.begin(), texts.end());
  values.emplace_back(nullptr);
  const auto read = database_->read_now([&](Connection& connection) {
    return connection.select<std::optional<string>>(
        "SELECT text FROM unnest(CAST(:texts AS text[])) AS text", {{"texts", array_text(values)}});
  });
  ASSERT_EQ(read.size(), values.size());
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(std::get<0>(read[i]), texts[i]);
  EXPECT_EQ(std::get<0>(read.back()), std::nullopt);
}

TEST_P(PostgresEngineTest, PlansAStatementOnceWhateverItsValues) {
  TestDatabase single(GetParam(), clock_, kNoteTables, {.url = "", .pool_size = 1});
  single->read_now([](Connection& connection) {
    for (int64_t pages = 0; pages < 3; ++pages) {
      connection.select<string>("SELECT id FROM note WHERE pages = :pages", {{"pages", pages}});
    }
    EXPECT_EQ(std::get<0>(connection.select_only<int64_t>(
                  "SELECT CAST(sum(custom_plans) AS bigint) FROM pg_prepared_statements")),
              0);
  });
}

TEST_P(PostgresEngineTest, CompilesNoStatement) {
  const auto plan = database_->read_now([](Connection& connection) {
    return connection.select<string>(
        "EXPLAIN SELECT sum(n + 1) FROM generate_series(1, 100000000) AS n");
  });
  EXPECT_GT(plan.size(), 1U);
  for (const auto& line : plan) EXPECT_EQ(std::get<0>(line).find("JIT"), string::npos);
}

TEST_P(PostgresEngineTest, AToolThatFailsIsQuotedWithoutThePassword) {
  try {
    dump_postgres("postgresql://nobody:se-cret@127.0.0.1:1/none", "copy");
    ADD_FAILURE() << "copied";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.type(), "postgresql-tool-failed");
    EXPECT_NE(problem.detail().en.find("pg_dump"), string::npos) << problem.detail().en;
    EXPECT_EQ(problem.detail().en.find("se-cret"), string::npos) << problem.detail().en;
  }
}

TEST(PostgresTarget, UnderstandsPasswordsWithSigns) {
  const PostgresTarget target =
      postgres_target("postgresql://a:it%27s%20%20%5C%3D@h:5433/n?sslmode=disable");
  EXPECT_EQ(target.shown, "a@h:5433/n");
  EXPECT_NE(target.connect.find(R"(password='it\'s\ \ \\=')"), string::npos) << target.connect;
}

}  // namespace
}  // namespace db

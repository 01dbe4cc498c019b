#include "db/sqlite_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <future>
#include <thread>
#include <vector>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using std::int64_t;
using std::string;

// Keeps the writer busy, so that what is handed in meanwhile runs as one batch.
class HeldWriter {
 public:
  explicit HeldWriter(Database& database) : database_(database) {
    thread_ = std::thread([this] {
      database_.write_now([this](Connection&) {
        started_.set_value();
        may_end_.get_future().wait();
      });
    });
    started_.get_future().wait();
  }
  void release() {
    may_end_.set_value();
    thread_.join();
  }

 private:
  Database& database_;
  std::promise<void> started_;
  std::promise<void> may_end_;
  std::thread thread_;
};

// Hands in `closures` in order while the writer is held, and says how each ended.
template <class... F>
std::vector<string> run_as_one_batch(Database& database, F... closures) {
  HeldWriter held(database);
  std::vector<std::future<string>> answers;
  const auto hand_in = [&](auto closure) {
    answers.push_back(std::async(std::launch::async, [&database, closure] {
      try {
        database.write_now(closure);
        return string("ok");
      } catch (const base::Problem& problem) {
        return problem.type();
      } catch (const ConstraintViolation& violation) {
        return "violates " + violation.constraint();
      }
    }));
    // In the order given: the queue is first in, first out.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  };
  (hand_in(closures), ...);
  held.release();
  std::vector<string> ends;
  for (auto& answer : answers) ends.push_back(answer.get());
  return ends;
}

class SqliteEngineTest : public testing::Test {
 protected:
  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{Dialect::sqlite, clock_, kNoteTables};
};

TEST_F(SqliteEngineTest, CommitsWhatWaitsTogether) {
  int64_t seen_inside = 0;
  int64_t seen_outside = -1;
  const auto ends = run_as_one_batch(
      *database_, [](Connection& connection) { add_note(connection, "a"); },
      [&](Connection& connection) {
        seen_inside = note_count(connection);
        seen_outside = note_count(*database_);
      });
  EXPECT_THAT(ends, testing::ElementsAre("ok", "ok"));
  EXPECT_EQ(seen_inside, 1);
  EXPECT_EQ(seen_outside, 0);
}

TEST_F(SqliteEngineTest, LetsOneFailingClosureOfABatchFailAlone) {
  const auto ends = run_as_one_batch(
      *database_, [](Connection& connection) { add_note(connection, "a"); },
      [](Connection& connection) {
        add_note(connection, "b");
        add_note(connection, "bad", 0);
      },
      [](Connection& connection) {
        add_note(connection, "c");
        throw base::conflict("wrong-state", {"", ""});
      },
      [](Connection& connection) { add_note(connection, "d"); });
  EXPECT_THAT(ends,
              testing::ElementsAre("ok", "violates note_pages_positive", "wrong-state", "ok"));
  database_->read_now([](Connection& connection) {
    EXPECT_EQ(connection.select<string>("SELECT id FROM note ORDER BY id"),
              (std::vector<std::tuple<string>>{{"a"}, {"d"}}));
  });
}

TEST_F(SqliteEngineTest, FailsAllOfABatchWhoseCommitFails) {
  const auto ends = run_as_one_batch(
      *database_, [](Connection& connection) { add_note(connection, "a"); },
      [](Connection& connection) {
        connection.execute("PRAGMA defer_foreign_keys = ON");
        connection.execute(
            "INSERT INTO note (region, id, slug, pages, author) "
            "VALUES ('620800', 'b', 'b', 1, 'nobody')");
      });
  EXPECT_THAT(ends, testing::ElementsAre("violates ", "violates "));
  EXPECT_EQ(note_count(*database_), 0);
  database_->write_now([](Connection& connection) { add_note(connection, "after"); });
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_F(SqliteEngineTest, IsDurableAndChecked) {
  database_->write_now([](Connection& connection) {
    const auto pragma = [&](const string& name) {
      return std::get<0>(connection.select_only<string>("SELECT * FROM pragma_" + name));
    };
    EXPECT_EQ(pragma("journal_mode"), "wal");
    EXPECT_EQ(pragma("synchronous"), "2");
    EXPECT_EQ(pragma("foreign_keys"), "1");
  });
  database_->read_now([](Connection& connection) {
    EXPECT_EQ(std::get<0>(connection.select_only<int64_t>("PRAGMA wal_autocheckpoint")), 0);
  });
}

TEST_F(SqliteEngineTest, RefusesAReadInsideARead) {
  EXPECT_THROW(database_->read_now([&](Connection&) { note_count(*database_); }), std::logic_error);
  EXPECT_EQ(note_count(*database_), 0);
}

TEST_F(SqliteEngineTest, ReadsFromManyThreadsThatComeAndGo) {
  database_->write_now([](Connection& connection) { add_note(connection, "a"); });
  for (int round = 0; round < 5; ++round) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] { EXPECT_EQ(note_count(*database_), 1); });
    }
    for (std::thread& thread : threads) thread.join();
  }
}

TEST_F(SqliteEngineTest, CleansUpItsLogWhenItCloses) {
  for (int i = 0; i < 100; ++i) {
    database_->write_now([&](Connection& connection) { add_note(connection, std::to_string(i)); });
  }
  const std::filesystem::path file = database_.options().url.substr(7);
  EXPECT_TRUE(std::filesystem::exists(file.string() + "-wal"));
  database_.close();
  EXPECT_FALSE(std::filesystem::exists(file.string() + "-wal"));
}

TEST_F(SqliteEngineTest, MovesALongLogIntoTheDatabaseWhileItRuns) {
  const std::filesystem::path file = database_.options().url.substr(7);
  const auto before = std::filesystem::file_size(file);
  const string page(3000, 'x');
  for (int batch = 0; batch < 20; ++batch) {
    database_->write_now([&](Connection& connection) {
      for (int i = 0; i < 400; ++i) {
        add_note(connection, page + std::to_string(batch) + "-" + std::to_string(i));
      }
    });
  }
  EXPECT_GT(std::filesystem::file_size(file), before + 16'000'000);
}

TEST_F(SqliteEngineTest, SaysWhoHeldTheWriterTooLong) {
  std::ostringstream log;
  const auto previous = spdlog::default_logger();
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
  database_->write_now(
      [](Connection&) { std::this_thread::sleep_for(std::chrono::milliseconds(120)); });
  database_->write_now([](Connection& connection) { add_note(connection, "a"); });
  spdlog::set_default_logger(previous);
  EXPECT_THAT(log.str(), testing::HasSubstr("sqlite_engine_test.cpp:"));
  EXPECT_THAT(log.str(), testing::HasSubstr("held the database for 1"));
}

TEST_F(SqliteEngineTest, OpensAPathWithSpacesAndSigns) {
  const TestDirectory directory;
  const std::filesystem::path file = directory.path() / "平凉 a=b  c'.db";
  {
    const auto database = Database::open({.url = "sqlite:" + file.string()}, clock_);
    migrate(*database, kNoteTables);
  }
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST_F(SqliteEngineTest, SaysWhichFileItCannotOpen) {
  const TestDirectory directory;
  const std::filesystem::path garbage = directory.path() / "garbage.db";
  std::ofstream(garbage) << string(8192, 'x');
  for (const std::filesystem::path& file : {directory.path() / "missing" / "x.db", garbage}) {
    try {
      Database::open({.url = "sqlite:" + file.string()}, clock_);
      ADD_FAILURE() << file;
    } catch (const base::Problem& problem) {
      EXPECT_EQ(problem.type(), "database-not-opened");
      EXPECT_NE(problem.detail().zh.find(file.string()), string::npos);
    }
  }
}

TEST_F(SqliteEngineTest, CopiesItselfWhileItRuns) {
  database_->write_now([](Connection& connection) { add_note(connection, "before"); });
  const TestDirectory directory;
  const std::filesystem::path copy = directory.path() / "it's a copy.db";
  std::atomic<bool> copied = false;
  std::thread writer([&] {
    for (int i = 0; !copied; ++i) {
      database_->write_now(
          [&](Connection& connection) { add_note(connection, std::to_string(i)); });
    }
  });
  database_->backup_to(copy);
  copied = true;
  writer.join();
  EXPECT_FALSE(std::filesystem::exists(copy.string() + ".partial"));
  const auto restored = Database::open({.url = "sqlite:" + copy.string()}, clock_);
  restored->read_now([](Connection& connection) {
    EXPECT_TRUE(connection.select_one<string>("SELECT id FROM note WHERE id = 'before'"));
    EXPECT_EQ(std::get<0>(connection.select_only<string>("PRAGMA integrity_check")), "ok");
  });
}

TEST_F(SqliteEngineTest, OverwritesNoBackup) {
  const TestDirectory directory;
  const std::filesystem::path copy = directory.path() / "copy.db";
  database_->backup_to(copy);
  try {
    database_->backup_to(copy);
    ADD_FAILURE() << "overwritten";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 409);
  }
  try {
    database_->backup_to(directory.path() / "missing" / "copy.db");
    ADD_FAILURE() << "written";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 507);
  }
}

// The child process writes note after note and reports each number once it was answered.
[[noreturn]] void write_and_report(const std::filesystem::path& file, int pipe) {
  const base::SystemClock clock;
  const auto database = Database::open({.url = "sqlite:" + file.string()}, clock);
  migrate(*database, kNoteTables);
  std::vector<std::thread> threads;
  std::atomic<int> next = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (;;) {
        const int number = next++;
        database->write_now(
            [&](Connection& connection) { add_note(connection, std::to_string(number)); });
        if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ::_exit(0);
}

TEST(SqliteCrash, LosesNothingThatWasAnsweredWhenKilled) {
  const TestDirectory directory;
  const std::filesystem::path file = directory.path() / "test.db";
  for (int round = 0; round < 3; ++round) {
    std::filesystem::remove(file);
    std::filesystem::remove(file.string() + "-wal");
    std::filesystem::remove(file.string() + "-shm");
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      write_and_report(file, ends[1]);
    }
    ::close(ends[1]);
    std::vector<int> answered;
    int number = 0;
    while (answered.size() < 500 && ::read(ends[0], &number, sizeof number) == sizeof number) {
      answered.push_back(number);
    }
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    while (::read(ends[0], &number, sizeof number) == sizeof number) answered.push_back(number);
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    ASSERT_GE(answered.size(), 500U);

    const base::SystemClock clock;
    const auto database = Database::open({.url = "sqlite:" + file.string()}, clock);
    database->read_now([&](Connection& connection) {
      for (const int id : answered) {
        EXPECT_TRUE(connection.select_one<string>("SELECT id FROM note WHERE id = :id",
                                                  {{"id", std::to_string(id)}}))
            << id;
      }
      EXPECT_EQ(std::get<0>(connection.select_only<string>("PRAGMA integrity_check")), "ok");
    });
  }
}

// Exit codes say which step went wrong.
[[noreturn]] void fill_the_disk(const std::filesystem::path& file) {
  spdlog::set_level(spdlog::level::off);
  const base::SystemClock clock;
  const auto database = Database::open({.url = "sqlite:" + file.string()}, clock);
  migrate(*database, kNoteTables);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit roomy = limit;
  limit.rlim_cur = 400'000;
  ::setrlimit(RLIMIT_FSIZE, &limit);

  int saved = 0;
  bool full = false;
  for (int i = 0; i < 10'000 && !full; ++i) {
    try {
      database->write_now([&](Connection& connection) {
        add_note(connection, std::to_string(i) + string(1000, 'x'));
      });
      ++saved;
    } catch (const base::Problem& problem) {
      full = problem.status() == 507 && problem.type() == "storage-full";
      if (!full) ::_exit(2);
    }
  }
  if (!full || saved == 0) ::_exit(3);
  try {
    database->write_now([](Connection& connection) { add_note(connection, string(200'000, 'x')); });
    ::_exit(4);
  } catch (const base::Problem& problem) {
    if (problem.status() != 507) ::_exit(5);
  }
  if (note_count(*database) != saved) ::_exit(6);

  ::setrlimit(RLIMIT_FSIZE, &roomy);
  database->write_now([](Connection& connection) { add_note(connection, "room again"); });
  if (note_count(*database) != saved + 1) ::_exit(7);
  ::_exit(0);
}

TEST(SqliteCrash, SaysThatTheDiskIsFullAndGoesOnOnceThereIsRoom) {
  const TestDirectory directory;
  const pid_t child = ::fork();
  if (child == 0) fill_the_disk(directory.path() / "test.db");
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace db

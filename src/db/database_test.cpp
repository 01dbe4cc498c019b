#include "db/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using std::int64_t;

class DatabaseTest : public testing::TestWithParam<Dialect> {
 protected:
  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{GetParam(), clock_, kNoteTables};
};

INSTANTIATE_TEST_SUITE_P(Databases, DatabaseTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(DatabaseTest, UndoesAClosureThatThrows) {
  EXPECT_THROW(database_->write_now([](Connection& connection) {
    add_note(connection, "a");
    throw base::forbidden({"不行", "No"});
  }),
               base::Problem);
  EXPECT_EQ(note_count(*database_), 0);
}

TEST_P(DatabaseTest, LosesNothingOfConcurrentWriters) {
  constexpr int kThreads = 8;
  constexpr int kWrites = 500;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kWrites; ++i) {
        database_->write_now([&](Connection& connection) {
          add_note(connection, std::to_string(t) + "-" + std::to_string(i));
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(note_count(*database_), kThreads * kWrites);
}

TEST_P(DatabaseTest, CountsRightWhenWritersReadWhatTheyChange) {
  database_->write_now([](Connection& connection) { add_note(connection, "counter"); });
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        database_->write_now([](Connection& connection) {
          const auto row = connection.select_only<int64_t>(
              "SELECT pages FROM note WHERE region = '620800' AND id = 'counter'");
          connection.execute(
              "UPDATE note SET pages = :pages WHERE region = '620800' AND id = 'counter'",
              {{"pages", std::get<0>(row) + 1}});
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  database_->read_now([](Connection& connection) {
    EXPECT_EQ(std::get<0>(connection.select_only<int64_t>("SELECT pages FROM note")), 41);
  });
}

TEST_P(DatabaseTest, ShowsOneStateThroughoutARead) {
  database_->write_now([](Connection& connection) { add_note(connection, "a"); });
  database_->read_now([&](Connection& connection) {
    EXPECT_EQ(note_count(connection), 1);
    std::thread([&] {
      database_->write_now([](Connection& other) { add_note(other, "b"); });
    }).join();
    EXPECT_EQ(note_count(connection), 1);
  });
  EXPECT_EQ(note_count(*database_), 2);
}

TEST_P(DatabaseTest, GivesEveryWriteALaterTime) {
  const auto write_time = [&] {
    return database_->write_now([](Connection& connection) {
      EXPECT_EQ(connection.now(), connection.now());
      return connection.now();
    });
  };
  const base::Instant first = write_time();
  EXPECT_EQ(first, kNoteStart);
  const base::Instant second = write_time();
  EXPECT_LT(first, second);
  clock_.set({kNoteStart.us - 3'600'000'000});
  const base::Instant third = write_time();
  EXPECT_LT(second, third);
  const base::FakeClock earlier({kNoteStart.us - 7'200'000'000});
  database_.reopen(earlier);
  const base::Instant fourth = write_time();
  EXPECT_LT(third, fourth);
  EXPECT_LT(fourth, database_->read_now([](Connection& connection) { return connection.now(); }));
}

TEST_P(DatabaseTest, TakesTheTimeOfTheClockAgainOnceItIsLater) {
  database_->write_now([](Connection& connection) { static_cast<void>(connection.now()); });
  clock_.advance_us(5'000'000);
  EXPECT_EQ(database_->write_now([](Connection& connection) { return connection.now(); }),
            (base::Instant{kNoteStart.us + 5'000'000}));
}

boost::asio::awaitable<int64_t> write_then_read(Database& database) {
  co_await database.write([](Connection& connection) { add_note(connection, "a"); });
  const int64_t at_once =
      co_await database.read([](Connection& connection) { return note_count(connection); });
  const int64_t later =
      co_await database.long_read([](Connection& connection) { return note_count(connection); });
  co_return at_once * 10 + later;
}

TEST_P(DatabaseTest, ServesCoroutines) {
  boost::asio::io_context io;
  auto answer = boost::asio::co_spawn(io, write_then_read(*database_), boost::asio::use_future);
  io.run();
  EXPECT_EQ(answer.get(), 11);
}

boost::asio::awaitable<std::thread::id> thread_after_write(Database& database) {
  co_await database.write([](Connection& connection) { add_note(connection, "a"); });
  co_return std::this_thread::get_id();
}

TEST_P(DatabaseTest, ResumesACoroutineOnItsOwnThread) {
  boost::asio::io_context io;
  auto answer = boost::asio::co_spawn(io, thread_after_write(*database_), boost::asio::use_future);
  io.run();
  EXPECT_EQ(answer.get(), std::this_thread::get_id());
}

boost::asio::awaitable<void> write_badly(Database& database) {
  co_await database.write([](Connection& connection) { add_note(connection, "a", -1); });
}

TEST_P(DatabaseTest, ThrowsIntoACoroutine) {
  boost::asio::io_context io;
  auto answer = boost::asio::co_spawn(io, write_badly(*database_), boost::asio::use_future);
  io.run();
  EXPECT_THROW(answer.get(), ConstraintViolation);
}

TEST_P(DatabaseTest, RefusesWorkBeyondItsQueue) {
  TestDatabase small(GetParam(), clock_, kNoteTables, {.url = "", .pool_size = 1, .queue_max = 2});
  std::promise<void> started;
  std::promise<void> may_end;
  std::thread blocker([&] {
    small->write_now([&](Connection&) {
      started.set_value();
      may_end.get_future().wait();
    });
  });
  started.get_future().wait();
  std::atomic<int> refused = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 5; ++i) {
    writers.emplace_back([&, i] {
      try {
        small->write_now([&](Connection& connection) { add_note(connection, std::to_string(i)); });
      } catch (const base::Problem& problem) {
        EXPECT_EQ(problem.status(), 503);
        EXPECT_GT(problem.retry_after_s(), 0);
        ++refused;
      }
    });
  }
  // Two fit into the queue; the writer is held until the three others were sent away.
  while (refused < 3) std::this_thread::yield();
  may_end.set_value();
  blocker.join();
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(refused, 3);
  EXPECT_EQ(note_count(*small), 2);
}

TEST_P(DatabaseTest, FinishesWhatWaitsWhenItCloses) {
  std::vector<std::thread> threads;
  std::atomic<int> begun = 0;
  std::promise<void> may_go;
  const std::shared_future<void> go = may_go.get_future().share();
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      database_->write_now([&, i](Connection& connection) {
        if (begun++ == 0) go.wait();
        add_note(connection, std::to_string(i));
      });
    });
  }
  while (begun == 0) std::this_thread::yield();
  may_go.set_value();
  for (std::thread& thread : threads) thread.join();
  database_.reopen(clock_);
  EXPECT_EQ(note_count(*database_), 4);
}

TEST(DatabaseOptions, RefusesAnAddressItDoesNotKnow) {
  const base::FakeClock clock(kNoteStart);
  for (const char* url : {"", "sqlite:", "mysql://user:hunter2@host/name", "postgresql://%zz"}) {
    try {
      Database::open({.url = url}, clock);
      ADD_FAILURE() << url;
    } catch (const base::Problem& problem) {
      EXPECT_EQ(problem.status(), 400);
      EXPECT_EQ(problem.detail().zh.find("hunter2"), std::string::npos);
      EXPECT_EQ(problem.detail().en.find("hunter2"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace db

#include "db/once.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/describe/class.hpp>
#include <thread>
#include <vector>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

struct Receipt {
  std::int64_t number = 0;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (number, text))

class OnceTest : public testing::TestWithParam<Dialect> {
 protected:
  // Adds a note and answers with how many there are now.
  boost::asio::awaitable<Receipt> add(Once once, std::string id) {
    auto work = [id](Connection& connection) {
      add_note(connection, id);
      return Receipt{note_count(connection), "收据"};
    };
    co_return co_await database_->write_once<Receipt>(std::move(once), work);
  }
  Receipt run(Once once, std::string id) {
    boost::asio::io_context io;
    auto answer =
        boost::asio::co_spawn(io, add(std::move(once), std::move(id)), boost::asio::use_future);
    io.run();
    return answer.get();
  }

  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{GetParam(), clock_, kNoteTables};
};

INSTANTIATE_TEST_SUITE_P(Databases, OnceTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(OnceTest, AnswersARetryWithTheFirstAnswer) {
  const Once once{"620800", "ann", "key-1", "hash"};
  EXPECT_EQ(run(once, "a").number, 1);
  clock_.advance_us(10'000'000);
  const Receipt again = run(once, "b");
  EXPECT_EQ(again.number, 1);
  EXPECT_EQ(again.text, "收据");
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(OnceTest, TellsTheFirstRequestFromItsRetry) {
  for (const bool expected : {true, false}) {
    bool is_first = !expected;
    const auto add_a = [&]() -> boost::asio::awaitable<Receipt> {
      auto work = [](Connection& connection) {
        add_note(connection, "note-" + std::to_string(note_count(connection)));
        return Receipt{1, "a"};
      };
      Once once{"620800", "ann", "key-1", "hash"};
      co_return co_await database_->write_once<Receipt>(std::move(once), work, &is_first);
    };
    boost::asio::io_context io;
    auto answer = boost::asio::co_spawn(io, add_a(), boost::asio::use_future);
    io.run();
    EXPECT_EQ(answer.get().number, 1);
    EXPECT_EQ(is_first, expected);
  }
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(OnceTest, RefusesAKeyThatCameWithAnotherRequest) {
  run({"620800", "ann", "key-1", "hash"}, "a");
  try {
    run({"620800", "ann", "key-1", "other"}, "b");
    ADD_FAILURE() << "accepted";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 409);
    EXPECT_EQ(problem.type(), "idempotency-mismatch");
  }
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(OnceTest, KeepsAccountsAndRegionsApart) {
  EXPECT_EQ(run({"620800", "ann", "key-1", "hash"}, "a").number, 1);
  EXPECT_EQ(run({"620800", "bob", "key-1", "hash"}, "b").number, 2);
  EXPECT_EQ(run({"621000", "ann", "key-1", "hash"}, "c").number, 3);
}

TEST_P(OnceTest, RunsEveryTimeWithoutAKey) {
  run({"620800", "ann", "", "hash"}, "a");
  run({"620800", "ann", "", "hash"}, "b");
  EXPECT_EQ(note_count(*database_), 2);
}

TEST_P(OnceTest, RunsAgainAfterAFailure) {
  const Once once{"620800", "ann", "key-1", "hash"};
  run({"620800", "ann", "", ""}, "taken");
  EXPECT_ANY_THROW(run(once, "taken"));
  EXPECT_EQ(run(once, "free").number, 2);
}

TEST_P(OnceTest, AnswersARetryThatWouldFailBecauseItWasDone) {
  // Like a change of version 0, which makes it version 1.
  const auto change = [&]() -> boost::asio::awaitable<Receipt> {
    auto work = [](Connection& connection) {
      if (note_count(connection) > 0) throw base::stale("{}");
      add_note(connection, "a");
      return Receipt{1, "a"};
    };
    Once once{"620800", "ann", "key-1", "hash"};
    co_return co_await database_->write_once<Receipt>(std::move(once), work);
  };
  for (int time = 0; time < 2; ++time) {
    boost::asio::io_context io;
    auto answer = boost::asio::co_spawn(io, change(), boost::asio::use_future);
    io.run();
    EXPECT_EQ(answer.get().number, 1);
  }
  EXPECT_EQ(note_count(*database_), 1);
}

TEST_P(OnceTest, DoesTwoAtTheSameTimeOnce) {
  for (int round = 0; round < 20; ++round) {
    const Once once{"620800", "ann", "key-" + std::to_string(round), "hash"};
    Receipt first, second;
    std::thread one([&] { first = run(once, "a" + std::to_string(round)); });
    std::thread two([&] { second = run(once, "b" + std::to_string(round)); });
    one.join();
    two.join();
    EXPECT_EQ(first.number, second.number);
    EXPECT_EQ(note_count(*database_), round + 1);
  }
}

TEST_P(OnceTest, DoesTwoAtTheSameTimeOnceAlsoIfBothWantOneName) {
  for (int round = 0; round < 40; ++round) {
    const std::string name = "a" + std::to_string(round);
    // Like a service: whoever comes second is told that the name is taken.
    const auto take = [&](std::int64_t number) -> boost::asio::awaitable<Receipt> {
      auto work = [&name, number](Connection& connection) {
        return explaining({{"note_pkey", base::conflict("name-taken", {"已有人使用", "taken"})}},
                          [&] {
                            add_note(connection, name);
                            return Receipt{number, name};
                          });
      };
      Once once{"620800", "ann", name, "hash"};
      co_return co_await database_->write_once<Receipt>(std::move(once), work);
    };
    std::vector<std::int64_t> answers(4);
    std::vector<std::thread> clients;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      clients.emplace_back([&, i] {
        boost::asio::io_context io;
        auto answer = boost::asio::co_spawn(io, take(static_cast<std::int64_t>(i) + 1),
                                            boost::asio::use_future);
        io.run();
        try {
          answers[i] = answer.get().number;
        } catch (const base::Problem&) {
          answers[i] = -1;
        }
      });
    }
    for (std::thread& client : clients) client.join();
    EXPECT_GT(answers[0], 0);
    EXPECT_EQ(answers, std::vector<std::int64_t>(4, answers[0]));
  }
}

TEST_P(OnceTest, ForgetsOldAnswersButNotYoungOnes) {
  const auto store = [&](const std::string& key) {
    database_->write_now([&](Connection& connection) {
      store_answer(connection, {"620800", "ann", key, "hash"}, "{}");
    });
  };
  store("old");
  clock_.advance_us(kOnceKeptUs / 2);
  store("young");
  clock_.advance_us(kOnceKeptUs / 2 + 1'000'000);
  database_->write_now([](Connection& connection) {
    EXPECT_EQ(purge_answers(connection, "621000", 10), 0);
    EXPECT_EQ(purge_answers(connection, "620800", 10), 1);
  });
  database_->read_now([](Connection& connection) {
    EXPECT_FALSE(stored_answer(connection, {"620800", "ann", "old", "hash"}));
    EXPECT_TRUE(stored_answer(connection, {"620800", "ann", "young", "hash"}));
  });
}

TEST_P(OnceTest, ForgetsOldAnswersByItself) {
  run({"620800", "ann", "old", "hash"}, "a");
  clock_.advance_us(kOnceKeptUs + 1'000'000);
  run({"620800", "ann", "new", "hash"}, "b");
  // Closing finishes what was begun.
  database_.reopen(clock_);
  database_->read_now([](Connection& connection) {
    EXPECT_FALSE(stored_answer(connection, {"620800", "ann", "old", "hash"}));
    EXPECT_TRUE(stored_answer(connection, {"620800", "ann", "new", "hash"}));
  });
}

}  // namespace
}  // namespace db

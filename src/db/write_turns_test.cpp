#include "db/write_turns.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <optional>
#include <thread>
#include <vector>

namespace db {
namespace {

using With = WriteTurns::With;

TEST(WriteTurns, LetsWritesRunSideBySide) {
  WriteTurns turns;
  std::barrier both_run(2);
  const auto write = [&] {
    const WriteTurns::Turn turn(turns, With::others);
    both_run.arrive_and_wait();  // for ever, if one waited for the other
  };
  std::thread other(write);
  write();
  other.join();
}

TEST(WriteTurns, LeavesNobodyBesideTheOneThatRunsAlone) {
  WriteTurns turns;
  std::atomic<int> running = 0;
  std::atomic<int> beside = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int time = 0; time < 500; ++time) {
        const bool alone = (thread + time) % 5 == 0;
        const WriteTurns::Turn turn(turns, alone ? With::nobody : With::others);
        if (running.fetch_add(1) > 0 && alone) ++beside;
        std::this_thread::yield();
        if (running.fetch_sub(1) > 1 && alone) ++beside;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(beside, 0);
}

TEST(WriteTurns, LetsTheOneThatWaitsToBeAloneGoBeforeThoseWhoComeLater) {
  WriteTurns turns;
  std::atomic<bool> alone_ran = false;
  std::atomic<bool> later_ran_first = false;
  std::optional<WriteTurns::Turn> first;
  first.emplace(turns, With::others);
  std::thread alone([&] {
    const WriteTurns::Turn turn(turns, With::nobody);
    alone_ran = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  std::thread later([&] {
    const WriteTurns::Turn turn(turns, With::others);
    later_ran_first = !alone_ran;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  first.reset();
  alone.join();
  later.join();
  EXPECT_FALSE(later_ran_first);
}

}  // namespace
}  // namespace db

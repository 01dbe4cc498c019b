#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "db/engine.hpp"
#include "db/postgres_session.hpp"
#include "db/write_turns.hpp"

namespace db {

//! A pool: every thread has a connection and runs whole transactions.
class PostgresEngine final : public Engine {
 public:
  PostgresEngine(const Options& options, const base::Clock& clock);
  ~PostgresEngine() override;

  Dialect dialect() const override { return Dialect::postgresql; }
  const base::Clock& clock() const override { return time_.clock(); }
  bool reads_inline() const override { return false; }
  void read_inline(Work& work) override;
  void submit(Job job) override;
  void begin_time() override;
  void backup_to(const std::filesystem::path& file) override;

 private:
  //! A thread's connection, and the row of clock_mark that it alone writes.
  struct Place {
    std::string slot;
    std::unique_ptr<PostgresSession> session;
  };

  void loop(Place& place);
  void rest(Place& place) noexcept;
  void run(Place& place, const Job& job);
  void run_transaction(Place& place, const Job& job);

  PostgresTarget target_;
  TimeKeeper time_;
  JobQueue jobs_;
  WriteTurns turns_;
  std::vector<Place> places_;
  std::vector<std::thread> threads_;
};

}  // namespace db

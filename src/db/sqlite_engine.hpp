#pragma once

#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "db/engine.hpp"
#include "db/sqlite_session.hpp"

namespace db {

//! Connections for reading, one a thread. A thread that ends leaves its connection to the next.
class SqliteReaders {
 public:
  explicit SqliteReaders(std::filesystem::path file) : file_(std::move(file)) {}

  SqliteSession& take();
  void give_back(SqliteSession& session);

 private:
  std::filesystem::path file_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteSession>> all_;
  std::vector<SqliteSession*> free_;
};

//! One writer thread with group commit; reads on the calling thread.
class SqliteEngine final : public Engine {
 public:
  SqliteEngine(std::filesystem::path file, const Options& options, const base::Clock& clock);
  ~SqliteEngine() override;

  Dialect dialect() const override { return Dialect::sqlite; }
  const base::Clock& clock() const override { return time_.clock(); }
  bool reads_inline() const override { return true; }
  void read_inline(Work& work) override;
  void submit(Job job) override;
  void begin_time() override;
  void backup_to(const std::filesystem::path& file) override;

 private:
  void write_loop();
  void read_loop();
  std::size_t run_transaction(std::vector<Job>& jobs, std::size_t first);
  std::exception_ptr run_one(Work& work, bool savepoint);
  void commit(bool has_time);
  void roll_back() noexcept;
  void checkpoint_if_due() noexcept;

  std::filesystem::path file_;
  std::chrono::milliseconds write_warn_ms_;
  TimeKeeper time_;
  std::unique_ptr<SqliteSession> writer_;
  std::shared_ptr<SqliteReaders> readers_;
  JobQueue writes_;
  JobQueue long_reads_;
  bool batch_has_time_ = false;
  std::thread write_thread_;
  std::vector<std::thread> read_threads_;
};

}  // namespace db

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "db/database.hpp"

namespace db {

//! Told once how a piece of work ended; null if it was committed.
class Completion {
 public:
  virtual ~Completion() = default;
  virtual void done(std::exception_ptr failure) noexcept = 0;
};

struct Job {
  Connection::Mode mode = Connection::Mode::read;
  Work* work = nullptr;
  std::unique_ptr<Completion> completion;
};

//! Jobs in order of arrival, at most `jobs_max`. Safe from any thread.
class JobQueue {
 public:
  explicit JobQueue(std::size_t jobs_max) : jobs_max_(jobs_max) {}

  //! Hands the job back if the queue is full or closed.
  std::optional<Job> push(Job job);

  //! Waits for work, then takes everything. Empty once the queue is closed and drained.
  std::vector<Job> take_all();
  //! Waits for work, then takes the first job. Nothing once the queue is closed and drained.
  std::optional<Job> take();

  void close();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::size_t jobs_max_;
  bool closed_ = false;
};

}  // namespace db

#pragma once

#include <chrono>
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

  //! Waits for work, then for up to `gather_us` until `expected` jobs are there, and takes all.
  //! Empty once the queue is closed and drained.
  std::vector<Job> take_all(std::size_t expected, std::chrono::microseconds gather_us);
  //! Waits for work, at most for `patience` if given, then takes the first job. Nothing if none
  //! came or the queue is closed and drained.
  std::optional<Job> take(std::optional<std::chrono::milliseconds> patience = std::nullopt);

  //! True once nothing can come any more.
  bool finished();

  void close();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::size_t jobs_max_;
  // A taker is woken once there are so many, not for each.
  std::size_t wanted_ = 1;
  bool closed_ = false;
};

}  // namespace db

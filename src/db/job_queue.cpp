#include "db/job_queue.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace db {

std::optional<Job> JobQueue::push(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || jobs_.size() >= jobs_max_) return job;
    jobs_.push_back(std::move(job));
    if (jobs_.size() < wanted_) return std::nullopt;
  }
  changed_.notify_one();
  return std::nullopt;
}

std::vector<Job> JobQueue::take_all(std::size_t expected, std::chrono::microseconds gather_us) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
  if (jobs_.size() < expected && !closed_) {
    wanted_ = std::min(expected, jobs_max_);
    changed_.wait_for(lock, gather_us, [this] { return closed_ || jobs_.size() >= wanted_; });
    wanted_ = 1;
  }
  std::vector<Job> taken(std::make_move_iterator(jobs_.begin()),
                         std::make_move_iterator(jobs_.end()));
  jobs_.clear();
  return taken;
}

std::optional<Job> JobQueue::take(std::optional<std::chrono::milliseconds> patience) {
  std::unique_lock lock(mutex_);
  const auto ready = [this] { return closed_ || !jobs_.empty(); };
  if (patience) {
    changed_.wait_for(lock, *patience, ready);
  } else {
    changed_.wait(lock, ready);
  }
  if (jobs_.empty()) return std::nullopt;
  Job job = std::move(jobs_.front());
  jobs_.pop_front();
  return job;
}

bool JobQueue::finished() {
  const std::lock_guard lock(mutex_);
  return closed_ && jobs_.empty();
}

void JobQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

}  // namespace db

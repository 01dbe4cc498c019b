#include "db/job_queue.hpp"

#include <iterator>
#include <utility>

namespace db {

std::optional<Job> JobQueue::push(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || jobs_.size() >= jobs_max_) return job;
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
  return std::nullopt;
}

std::vector<Job> JobQueue::take_all() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
  std::vector<Job> taken(std::make_move_iterator(jobs_.begin()),
                         std::make_move_iterator(jobs_.end()));
  jobs_.clear();
  return taken;
}

std::optional<Job> JobQueue::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
  if (jobs_.empty()) return std::nullopt;
  Job job = std::move(jobs_.front());
  jobs_.pop_front();
  return job;
}

void JobQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

}  // namespace db

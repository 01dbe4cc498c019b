#include "indicator/indicator_watch.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace indicator {

IndicatorWatch::IndicatorWatch(Changed changed)
    : changed_(std::move(changed)), thread_([this] { run(); }) {}

IndicatorWatch::~IndicatorWatch() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void IndicatorWatch::note(const std::string& noun) {
  {
    const std::lock_guard lock(mutex_);
    nouns_.insert(noun);
  }
  wake_.notify_all();
}

void IndicatorWatch::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    wake_.wait_for(lock, kLook, [this] { return ending_ || !nouns_.empty(); });
    if (ending_) return;
    const std::set<std::string> nouns = std::exchange(nouns_, {});
    bool failed = false;
    lock.unlock();
    try {
      changed_(nouns);
    } catch (const std::exception& error) {
      spdlog::error("indicators were not recomputed, which is tried again: {}", error.what());
      failed = true;
    }
    lock.lock();
    if (failed) nouns_.insert(nouns.begin(), nouns.end());
    wake_.wait_for(lock, kPause, [this] { return ending_; });
  }
}

}  // namespace indicator

#include "indicator/indicator_watch.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace indicator {

void add_change(RegisterChanges& changes, const std::string& noun,
                const std::optional<std::set<std::string>>& owners) {
  const auto [at, is_new] = changes.try_emplace(noun, owners);
  std::optional<std::set<std::string>>& known = at->second;
  if (is_new || !known) return;
  if (owners) known->insert(owners->begin(), owners->end());
  if (!owners || known->size() > kOwnersMax) known.reset();
}

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

void IndicatorWatch::note(const std::string& noun, const std::set<std::string>& owners) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    is_first = changes_.empty();
    add_change(changes_, noun, owners.empty() ? std::nullopt : std::optional(owners));
  }
  // Who was woken once need not be woken by every write of a flood.
  if (is_first) wake_.notify_all();
}

void IndicatorWatch::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    wake_.wait_for(lock, kLook, [this] { return ending_ || !changes_.empty(); });
    if (ending_) return;
    const RegisterChanges changes = std::exchange(changes_, {});
    bool failed = false;
    lock.unlock();
    try {
      changed_(changes);
    } catch (const std::exception& error) {
      spdlog::error("indicators were not recomputed, which is tried again: {}", error.what());
      failed = true;
    }
    lock.lock();
    if (failed) {
      for (const auto& [noun, owners] : changes) add_change(changes_, noun, owners);
    }
    wake_.wait_for(lock, kPause, [this] { return ending_; });
  }
}

}  // namespace indicator

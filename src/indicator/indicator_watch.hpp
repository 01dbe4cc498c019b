#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace indicator {

//! Tells, on a thread of its own, which registers changed: at most once in kPause, so that a flood
//! of writes costs no more than a steady one, and a single write waits for nothing. Also told when
//! a day begins, for a figure may depend on it.
class IndicatorWatch {
 public:
  static constexpr std::chrono::milliseconds kPause{200};
  static constexpr std::chrono::minutes kLook{1};

  //! `changed` gets the registers; none: only the clock was looked at.
  using Changed = std::function<void(const std::set<std::string>&)>;

  explicit IndicatorWatch(Changed changed);
  ~IndicatorWatch();
  IndicatorWatch(const IndicatorWatch&) = delete;
  IndicatorWatch& operator=(const IndicatorWatch&) = delete;

  //! From any thread; returns at once.
  void note(const std::string& noun);

 private:
  void run();

  const Changed changed_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::set<std::string> nouns_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace indicator

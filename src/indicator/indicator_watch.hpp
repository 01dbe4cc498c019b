#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace indicator {

//! Of which owners records changed in a register; none: of any.
using RegisterChanges = std::map<std::string, std::optional<std::set<std::string>>, std::less<>>;

//! So many changed owners are as good as any.
inline constexpr std::size_t kOwnersMax = 1'000;

//! Puts `owners` (none: any) to what is known already.
void add_change(RegisterChanges& changes, const std::string& noun,
                const std::optional<std::set<std::string>>& owners);

//! Tells, on a thread of its own, which registers changed: at most once in kPause, so that a flood
//! of writes costs no more than a steady one, and a single write waits for nothing. Also told when
//! a day begins, for a figure may depend on it.
class IndicatorWatch {
 public:
  static constexpr std::chrono::milliseconds kPause{200};
  static constexpr std::chrono::seconds kLook{2};

  //! Gets the registers; none: only the clock was looked at.
  using Changed = std::function<void(const RegisterChanges&)>;

  explicit IndicatorWatch(Changed changed);
  ~IndicatorWatch();
  IndicatorWatch(const IndicatorWatch&) = delete;
  IndicatorWatch& operator=(const IndicatorWatch&) = delete;

  //! From any thread; returns at once. No owner: any record may have changed.
  void note(const std::string& noun, const std::set<std::string>& owners);

 private:
  void run();

  const Changed changed_;
  std::mutex mutex_;
  std::condition_variable wake_;
  RegisterChanges changes_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace indicator

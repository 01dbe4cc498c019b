#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace zhijiao::access {

//! What one Argon2id computation costs. The default is the second recommendation of RFC 9106 §4 as
//! far as libsodium allows (3 passes over 64 MiB): two sign-ins at once stay below 128 MiB.
struct PasswordCost {
  unsigned long long passes = 3;
  std::size_t memory_bytes = 64ULL * 1024 * 1024;

  //! The least that libsodium takes. For tests only.
  static PasswordCost least();
};

//! Unicode NFKC: what is typed with another input method (full width, composed or not) becomes the
//! same. Precondition: well-formed UTF-8.
std::string normalised(std::string_view utf8);

inline constexpr std::size_t kPasswordLengthMin = 10;   // characters, normalised
inline constexpr std::size_t kPasswordLengthMax = 128;  // characters, as typed and normalised

//! What is wrong with a new password; empty if nothing is. `field` is where the errors point.
//! Length in characters, not (mostly) the sign-in name, not one of the usual ones. No rule about
//! kinds of characters: length is what counts (NIST SP 800-63B §5.1.1.2).
std::vector<base::FieldError> password_errors(std::string_view field, std::string_view password,
                                              std::string_view name);

//! Computes and compares Argon2id on threads of its own, because one takes tens of milliseconds.
//! What waits is bounded: beyond it a Problem 503 asks to come back. Safe from any thread.
class PasswordPool {
 public:
  struct Options {
    PasswordCost cost;
    std::size_t threads = 2;
    std::size_t jobs_max = 64;  // waiting and running
  };

  PasswordPool();
  explicit PasswordPool(const Options& options);
  //! Finishes what runs.
  ~PasswordPool();
  PasswordPool(const PasswordPool&) = delete;
  PasswordPool& operator=(const PasswordPool&) = delete;

  //! The string to keep: algorithm, cost, salt and hash.
  boost::asio::awaitable<std::string> hash(std::string password);
  //! True if `kept` was made from this password. A `kept` that is no such string gives false.
  boost::asio::awaitable<bool> verify(std::string kept, std::string password);

  //! True if `kept` was made at less cost than is asked for now.
  bool is_weaker(const std::string& kept) const;

  //! A string no password fits, whose comparison costs as much as a real one: compared when there
  //! is no account of that name, so that the time of the answer does not tell.
  const std::string& unmatched() const { return unmatched_; }

 private:
  struct Slot;
  std::shared_ptr<Slot> take_slot();

  const Options options_;
  const std::string unmatched_;
  std::shared_ptr<std::atomic<std::size_t>> jobs_;
  boost::asio::thread_pool pool_;
};

}  // namespace zhijiao::access

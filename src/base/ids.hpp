#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace base {

//! Where random bytes come from; tests and sample data use a seeded one.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t next() = 0;
};

//! Unpredictable, for secrets and ids in production (libsodium). Safe from any thread.
class SecureRandom final : public Random {
 public:
  std::uint64_t next() override;
};

//! SplitMix64: the same seed gives the same world. One thread only.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() override;

 private:
  std::uint64_t state_;
};

//! UUID version 7: sorts by the microsecond of its making, whose part below the millisecond stands
//! in rand_a (RFC 9562, 6.2, method 3).
std::string uuid_v7(const Clock& clock, Random& random);

//! True for the canonical lower-case 8-4-4-4-12 form of any UUID.
bool is_uuid(std::string_view text);

//! 256 random bits as 43 URL-safe characters: session tokens, one-time links.
std::string new_token(Random& random);

}  // namespace base

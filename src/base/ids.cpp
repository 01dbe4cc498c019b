#include "base/ids.hpp"

#include <fmt/compile.h>
#include <sodium.h>

#include <array>
#include <cstring>
#include <utility>

#include "base/base64.hpp"

namespace base {

std::uint64_t SecureRandom::next() {
  // A system call for each number costs more than what the number is for. None is kept here after
  // it was given.
  thread_local std::array<std::uint64_t, 64> words{};
  thread_local std::size_t left = 0;
  if (left == 0) {
    randombytes_buf(words.data(), sizeof words);
    left = words.size();
  }
  return std::exchange(words.at(--left), 0);
}

std::uint64_t SeededRandom::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

std::string uuid_v7(const Clock& clock, Random& random) {
  const auto now = static_cast<std::uint64_t>(clock.now().us);
  const std::uint64_t milliseconds = now / 1000;
  const std::uint64_t fraction = now % 1000 * 4096 / 1000;
  const std::uint64_t high = random.next();
  const std::uint64_t low = random.next();
  return fmt::format(FMT_COMPILE("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}"),
                     milliseconds >> 16U & 0xFFFFFFFFU, milliseconds & 0xFFFFU, 0x7000U | fraction,
                     0x8000U | (high >> 16U & 0x3FFFU), low & 0xFFFFFFFFFFFFULL);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (hyphen ? c != '-' : !hex) return false;
  }
  return true;
}

std::string new_token(Random& random) {
  std::array<unsigned char, 32> bytes{};
  for (std::size_t i = 0; i < bytes.size(); i += sizeof(std::uint64_t)) {
    const std::uint64_t word = random.next();
    std::memcpy(bytes.data() + i, &word, sizeof word);
  }
  return base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace base

#include "engines/allocation/lottery.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace engines::allocation {

namespace {

using Digest = std::array<unsigned char, 32>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Digest hmac_sha256(std::string_view key, std::string_view message) {
  Digest made{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
  crypto_auth_hmacsha256_final(&state, made.data());
  return made;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  Digest made{};
  crypto_hash_sha256(made.data(), bytes_of(bytes), bytes.size());
  std::array<char, 2 * std::tuple_size_v<Digest> + 1> text{};
  sodium_bin2hex(text.data(), text.size(), made.data(), made.size());
  return text.data();
}

std::string digest(const Commitment& commitment) {
  return sha256("zhijiao lottery 1\n" + commitment.input_sha256 + "\n" +
                commitment.program_version + "\n" + commitment.random_source + "\n");
}

std::string seed(const Commitment& commitment, std::string_view random_value) {
  return sha256(digest(commitment) + "\n" + std::string(random_value));
}

std::vector<std::uint32_t> draw(std::string_view seed, std::span<const std::string_view> ids) {
  std::vector<Digest> drawn;
  drawn.reserve(ids.size());
  for (const std::string_view id : ids) drawn.push_back(hmac_sha256(seed, id));
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return drawn[i]; });
  std::vector<std::uint32_t> numbers(ids.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) numbers[order[at]] = at + 1;
  return numbers;
}

}  // namespace engines::allocation

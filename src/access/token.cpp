#include "access/token.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace zhijiao::access {

namespace {

constexpr std::size_t kTokenLength = 43;
constexpr std::size_t kHashBytes = 32;

std::string blake2b(std::string_view text) {
  std::array<unsigned char, kHashBytes> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  std::array<char, 2 * kHashBytes + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

}  // namespace

std::string token_hash(std::string_view token) { return blake2b(token); }

std::string fingerprint_of(std::string_view text) { return blake2b(text); }

bool looks_like_token(std::string_view text) {
  return text.size() == kTokenLength && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

}  // namespace zhijiao::access

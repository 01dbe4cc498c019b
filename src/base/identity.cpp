#include "base/identity.hpp"

#include <algorithm>
#include <array>

namespace base {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
// Weight i is 3^i mod 31.
constexpr std::array<unsigned, 17> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                               29, 25, 13, 8,  24, 10, 30, 28};

}  // namespace

bool is_division_code(std::string_view code) {
  return code.size() == 6 && code.substr(0, 2) != "00" &&
         std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

char credit_code_check(std::string_view first17) {
  if (first17.size() != kWeights.size()) return '\0';
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const std::size_t value = kAlphabet.find(first17[i]);
    if (value == std::string_view::npos) return '\0';
    sum += value * kWeights[i];
  }
  // The outer modulus matters: without it a sum divisible by 31 would ask for a 32nd character.
  return kAlphabet[(31 - sum % 31) % 31];
}

bool is_credit_code(std::string_view code) {
  return code.size() == 18 && credit_code_check(code.substr(0, 17)) == code[17];
}

}  // namespace base

#include "base/identity.hpp"

#include <algorithm>
#include <array>

namespace base {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
// Weight i is 3^i mod 31.
constexpr std::array<unsigned, 17> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                               29, 25, 13, 8,  24, 10, 30, 28};

constexpr std::array<unsigned, 17> kCitizenWeights = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                      3, 7, 9,  10, 5, 8, 4, 2};

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_division_code(std::string_view code) {
  return code.size() == 6 && code.substr(0, 2) != "00" && all_digits(code);
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

char citizen_id_check(std::string_view first17) {
  if (first17.size() != kCitizenWeights.size() || !all_digits(first17)) return '\0';
  unsigned sum = 0;
  for (std::size_t i = 0; i < kCitizenWeights.size(); ++i)
    sum += static_cast<unsigned>(first17[i] - '0') * kCitizenWeights[i];
  return "10X98765432"[sum % 11];
}

bool is_citizen_id(std::string_view id) {
  return id.size() == 18 && id[0] != '0' && citizen_id_check(id.substr(0, 17)) == id[17] &&
         citizen_birth_date(id);
}

std::optional<Date> citizen_birth_date(std::string_view id) {
  if (id.size() != 18 || !all_digits(id.substr(6, 8))) return std::nullopt;
  const std::array<char, 10> iso = {id[6],  id[7],  id[8], id[9],  '-',
                                    id[10], id[11], '-',   id[12], id[13]};
  return Date::parse({iso.data(), iso.size()}, kCitizenFirstYear);
}

std::optional<bool> citizen_is_male(std::string_view id) {
  if (id.size() != 18 || id[16] < '0' || id[16] > '9') return std::nullopt;
  return (id[16] - '0') % 2 == 1;
}

bool is_student_number(std::string_view number) {
  return number.size() == 19 && (number[0] == 'G' || number[0] == 'J' || number[0] == 'L') &&
         is_citizen_id(number.substr(1));
}

bool is_school_code(std::string_view code) { return code.size() == 10 && all_digits(code); }

bool is_phone(std::string_view phone) {
  if (phone.size() == 11 && phone[0] == '1') return phone[1] >= '3' && all_digits(phone);
  std::size_t at = 0;
  const auto digits = [&](std::size_t least, std::size_t most) {
    const std::size_t begin = at;
    while (at < phone.size() && at - begin < most && phone[at] >= '0' && phone[at] <= '9') ++at;
    return at - begin >= least;
  };
  if (!phone.starts_with('0')) return false;
  // 010 and 02x have three digits, all others four.
  const std::size_t area = phone.starts_with("010") || phone.starts_with("02") ? 3 : 4;
  if (!digits(area, area)) return false;
  if (at < phone.size() && phone[at] == '-') ++at;
  if (!digits(7, 8)) return false;
  if (at == phone.size()) return true;
  if (phone[at] != '-') return false;
  ++at;
  return digits(1, 6) && at == phone.size();
}

bool is_email(std::string_view address) {
  constexpr std::size_t kBytesMax = 254;
  if (address.size() > kBytesMax) return false;
  const std::size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  const std::string_view domain = address.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size() &&
         domain.find("..") == std::string_view::npos &&
         address.find_first_of(" \t\r\n,;<>()\"", 0) == std::string_view::npos &&
         domain.find('@') == std::string_view::npos;
}

}  // namespace base

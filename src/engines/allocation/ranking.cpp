#include "engines/allocation/ranking.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

namespace engines::allocation {

namespace {

// What is sorted: as many leading fields as fit, packed so that smaller is better.
struct Item {
  std::uint64_t packed = 0;
  std::uint32_t applicant = 0;
};

// Sorting by counting pays only from here on.
constexpr std::size_t kCountingFrom = 512;
constexpr int kDigitBits = 11;
constexpr std::uint64_t kDigits = std::uint64_t{1} << kDigitBits;

std::uint64_t distance(std::int32_t low, std::int32_t high) {
  return static_cast<std::uint64_t>(std::int64_t{high} - low);
}

// How one field becomes bits: best - value.
struct Packing {
  std::int32_t best = std::numeric_limits<std::int32_t>::min();
  std::int32_t worst = std::numeric_limits<std::int32_t>::max();

  std::uint64_t packed(std::int32_t value) const { return distance(value, best); }
  int bits() const { return std::bit_width(distance(worst, best)); }
};

// Of the leading fields that fit 64 bits together.
std::vector<Packing> packings_of(const Keys& keys) {
  std::vector<Packing> packings(keys.fields);
  for (auto value = keys.values.begin(); value != keys.values.end();) {
    for (Packing& packing : packings) {
      packing.best = std::max(packing.best, *value);
      packing.worst = std::min(packing.worst, *value);
      ++value;
    }
  }
  int bits = 0;
  const auto too_wide = [&](const Packing& packing) { return (bits += packing.bits()) > 64; };
  packings.erase(std::ranges::find_if(packings, too_wide), packings.end());
  return packings;
}

// Least significant digit first; each pass keeps the order of the one before among equal digits.
void sort_packed(std::vector<Item>& items, int bits) {
  if (items.size() < kCountingFrom) {
    std::ranges::sort(items, {}, &Item::packed);
    return;
  }
  std::vector<Item> sorted(items.size());
  for (int shift = 0; shift < bits; shift += kDigitBits) {
    const auto digit = [shift](const Item& item) { return (item.packed >> shift) & (kDigits - 1); };
    std::array<std::uint32_t, kDigits> next{};
    for (const Item& item : items) ++next[digit(item)];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), 0U);
    for (const Item& item : items) sorted[next[digit(item)]++] = item;
    items.swap(sorted);
  }
}

}  // namespace

std::uint32_t first_difference(const Keys& keys, std::uint32_t one, std::uint32_t other) {
  const auto ours = keys.of(one);
  const auto theirs = keys.of(other);
  return static_cast<std::uint32_t>(std::ranges::mismatch(ours, theirs).in1 - ours.begin());
}

std::uint32_t Ranking::class_end(std::uint32_t first) const {
  std::uint32_t end = first + 1;
  while (end < size() && begins_class[end] == 0) ++end;
  return end;
}

Ranking rank(std::uint32_t applicants, const Keys& keys, std::span<const std::uint32_t> lottery) {
  const auto packings = applicants > 0 ? packings_of(keys) : std::vector<Packing>();
  const auto packed_fields = static_cast<std::uint32_t>(packings.size());
  int bits = 0;
  for (const Packing& packing : packings) bits += packing.bits();
  const int lottery_bits = lottery.empty() ? 0 : std::bit_width(std::ranges::max(lottery));
  // The lottery follows the last field.
  const bool lottery_packed =
      !lottery.empty() && packed_fields == keys.fields && bits + lottery_bits <= 64;
  if (lottery_packed) bits += lottery_bits;

  std::vector<Item> items(applicants);
  for (std::uint32_t applicant = 0; applicant < applicants; ++applicant) {
    std::uint64_t packed = 0;
    for (std::uint32_t field = 0; field < packed_fields; ++field) {
      packed =
          (packed << packings[field].bits()) | packings[field].packed(keys.of(applicant)[field]);
    }
    if (lottery_packed) packed = (packed << lottery_bits) | lottery[applicant];
    items[applicant] = {packed, applicant};
  }
  sort_packed(items, bits);

  // What did not fit decides among those whose packed fields are equal.
  const auto compare_rest = [&](const Item& one, const Item& other) {
    const auto ours = keys.of(one.applicant).subspan(packed_fields);
    const auto theirs = keys.of(other.applicant).subspan(packed_fields);
    const auto differ = std::ranges::mismatch(ours, theirs);
    if (differ.in1 != ours.end()) return *differ.in1 > *differ.in2;
    return !lottery.empty() && lottery[one.applicant] < lottery[other.applicant];
  };
  Ranking ranking;
  ranking.order.resize(applicants);
  ranking.standing.resize(applicants);
  ranking.begins_class.resize(applicants);
  const bool all_packed = lottery_packed || (lottery.empty() && packed_fields == keys.fields);
  for (std::size_t first = 0; first < items.size();) {
    std::size_t end = first + 1;
    while (end < items.size() && items[end].packed == items[first].packed) ++end;
    if (!all_packed && end - first > 1) {
      std::sort(items.begin() + static_cast<std::ptrdiff_t>(first),
                items.begin() + static_cast<std::ptrdiff_t>(end), compare_rest);
    }
    std::size_t class_begin = first;
    for (std::size_t at = first; at < end; ++at) {
      const bool begins = at == first || (!all_packed && compare_rest(items[at - 1], items[at]));
      if (begins) class_begin = at;
      ranking.begins_class[at] = begins ? 1 : 0;
      ranking.order[at] = items[at].applicant;
      ranking.standing[items[at].applicant] = static_cast<std::uint32_t>(class_begin);
    }
    first = end;
  }
  return ranking;
}

}  // namespace engines::allocation

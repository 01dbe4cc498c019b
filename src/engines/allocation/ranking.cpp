#include "engines/allocation/ranking.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

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

// How one field becomes bits: (best - value) / step.
struct Packing {
  std::int32_t best = 0;
  std::uint64_t step = 1;  // marks kept in thousandths mostly share a divisor: fewer bits to sort
  int bits = 0;
};

Packing packing_of(const Keys& keys, std::uint32_t field) {
  const std::size_t stride = keys.fields;
  std::int32_t best = keys.values[field];
  std::int32_t worst = best;
  for (std::size_t at = field; at < keys.values.size(); at += stride) {
    best = std::max(best, keys.values[at]);
    worst = std::min(worst, keys.values[at]);
  }
  std::uint64_t step = 0;
  for (std::size_t at = field; step != 1 && at < keys.values.size(); at += stride) {
    step = std::gcd(step, distance(keys.values[at], best));
  }
  step = std::max<std::uint64_t>(step, 1);
  return {best, step, static_cast<int>(std::bit_width(distance(worst, best) / step))};
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

bool Ranking::equal(std::uint32_t one, std::uint32_t other) const {
  const auto [first, last] = std::minmax(place[one], place[other]);
  for (std::uint32_t at = first + 1; at <= last; ++at) {
    if (begins_class[at] != 0) return false;
  }
  return true;
}

Ranking rank(std::uint32_t applicants, const Keys& keys, std::span<const std::uint32_t> lottery) {
  std::vector<Item> items(applicants);
  for (std::uint32_t i = 0; i < applicants; ++i) items[i].applicant = i;

  int bits = 0;
  std::uint32_t packed_fields = 0;
  for (; applicants > 0 && packed_fields < keys.fields; ++packed_fields) {
    const Packing packing = packing_of(keys, packed_fields);
    if (bits + packing.bits > 64) break;
    bits += packing.bits;
    if (packing.bits == 0) continue;
    for (Item& item : items) {
      const std::int32_t value = keys.of(item.applicant)[packed_fields];
      item.packed = (item.packed << packing.bits) | (distance(value, packing.best) / packing.step);
    }
  }
  // The lottery follows the last field; 32 bits hold it.
  const bool lottery_packed = !lottery.empty() && packed_fields == keys.fields && bits + 32 <= 64;
  if (lottery_packed) {
    const auto largest = static_cast<std::uint32_t>(std::ranges::max(lottery));
    const int width = std::bit_width(largest);
    for (Item& item : items) item.packed = (item.packed << width) | lottery[item.applicant];
    bits += width;
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
  ranking.place.resize(applicants);
  ranking.begins_class.resize(applicants);
  const bool all_packed = lottery_packed || (lottery.empty() && packed_fields == keys.fields);
  for (std::size_t first = 0; first < items.size();) {
    std::size_t end = first + 1;
    while (end < items.size() && items[end].packed == items[first].packed) ++end;
    if (!all_packed && end - first > 1) {
      std::sort(items.begin() + static_cast<std::ptrdiff_t>(first),
                items.begin() + static_cast<std::ptrdiff_t>(end), compare_rest);
    }
    for (std::size_t at = first; at < end; ++at) {
      const std::uint32_t applicant = items[at].applicant;
      ranking.order[at] = applicant;
      ranking.place[applicant] = static_cast<std::uint32_t>(at);
      ranking.begins_class[at] =
          at == first || (!all_packed && compare_rest(items[at - 1], items[at])) ? 1 : 0;
    }
    first = end;
  }
  return ranking;
}

}  // namespace engines::allocation

#include "engines/allocation/components.hpp"

#include <numeric>

namespace engines::allocation {

namespace {

// Union-find with path halving; the smaller root wins, so that the outcome is one.
class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }
  std::uint32_t find(std::uint32_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  void join_all(std::span<const std::uint32_t> items) {
    for (std::size_t i = 1; i < items.size(); ++i) join(items[0], items[i]);
  }

 private:
  void join(std::uint32_t left, std::uint32_t right) {
    left = find(left);
    right = find(right);
    parent_[std::max(left, right)] = std::min(left, right);
  }

  std::vector<std::uint32_t> parent_;
};

}  // namespace

Components components(const Lists& preferences, std::size_t institutions, const Lists& ties) {
  Sets sets(institutions);
  for (std::size_t i = 0; i < preferences.size(); ++i) sets.join_all(preferences.of(i));
  for (std::size_t i = 0; i < ties.size(); ++i) sets.join_all(ties.of(i));

  Components found;
  std::vector<std::uint32_t> number(institutions, kNone);  // of a root
  const auto number_of = [&](std::uint32_t institution) {
    std::uint32_t& known = number[sets.find(institution)];
    if (known == kNone) known = found.count++;
    return known;
  };
  for (std::size_t i = 0; i < preferences.size(); ++i) {
    // Who lists nothing affects nobody.
    found.of_applicant.push_back(preferences.of(i).empty() ? found.count++
                                                           : number_of(preferences.of(i)[0]));
  }
  for (std::uint32_t i = 0; i < institutions; ++i) found.of_institution.push_back(number_of(i));
  return found;
}

}  // namespace engines::allocation

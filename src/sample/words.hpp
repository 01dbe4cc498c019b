#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "base/ids.hpp"

//! Invented people and things: names, numbers that nobody has, programmes. Internal to the world.
namespace sample {

//! Dice that depend on the seed and on what they are thrown for, not on what was thrown before.
class Dice {
 public:
  Dice(std::uint64_t seed, std::string_view about);

  //! Both included.
  int between(int low, int high);
  bool chance(int percent) { return between(0, 99) < percent; }
  template <class T>
  const T& one_of(const T* first, std::size_t count) {
    return first[static_cast<std::size_t>(between(0, static_cast<int>(count) - 1))];
  }
  template <class T, std::size_t N>
  const T& one_of(const std::array<T, N>& all) {
    return one_of(all.data(), N);
  }
  base::Random& random() { return random_; }

 private:
  base::SeededRandom random_;
};

//! Surname first; now and then a name with "·" or a rare character.
std::string person_name(Dice& dice, bool male);

//! A citizen id of `prefix` for that day; its parity tells the sex. `sequence` 0 to 999.
std::string citizen_id(std::string_view prefix, base::Date born, int sequence);

//! The n-th enterprise of the division, with both check characters.
std::string credit_code(std::string_view division, int n);

struct Programme {
  std::string_view code;
  std::string_view name;
  std::string_view former;  // 、 between several
  bool college = false;
};

//! Some programmes of the catalogue of 2021, from memory.
extern const std::array<Programme, 56> kProgrammes;

extern const std::array<std::string_view, 20> kTrades;      // what enterprises do
extern const std::array<std::string_view, 12> kIndustries;  // codes of GB/T 4754 that occur

}  // namespace sample

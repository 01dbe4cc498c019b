#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "register/declaration.hpp"

//! Which figures of a form are unusual, against the unit's own earlier period and against the
//! others in the same period. Nothing is refused for it: it has to be explained. Pure.
namespace collection {

//! So many others are needed before their median says something.
constexpr std::size_t kNeighboursMin = 3;

struct Figure {
  std::string field;
  std::int64_t value = 0;
  std::optional<std::int64_t> last;
  std::vector<std::int64_t> neighbours{};
};

enum class Against { last, neighbours };

struct Outlier {
  std::string field;
  Against against = Against::last;
  std::int64_t value = 0;
  std::int64_t reference = 0;
  //! (value − reference) / |reference|, in percent towards zero; none if the reference is 0.
  std::optional<std::int64_t> percent;

  bool operator==(const Outlier&) const = default;
};

//! The middle value, of an even number the lower of the two in the middle: a figure somebody
//! reported. None of none.
std::optional<std::int64_t> median(std::vector<std::int64_t> values);

//! In the order of the figures. A change is unusual if it is more than the declared percentage of
//! the reference; from 0 every change is. A median of 0 says nothing about who reports something.
std::vector<Outlier> outliers(const registers::OutlierRule& rule, std::span<const Figure> figures);

}  // namespace collection

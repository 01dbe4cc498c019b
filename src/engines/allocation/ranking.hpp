#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace engines::allocation {

//! `fields` whole numbers for each applicant, compared field by field: the first that differs
//! decides, the larger is better. (Total, then culture, then Chinese ...; the caller chooses the
//! fields and a unit for each: the coarser the unit, the faster the ranking.)
struct Keys {
  std::uint32_t fields = 0;
  std::vector<std::int32_t> values;  // of applicant 0, of applicant 1, ...

  std::span<const std::int32_t> of(std::uint32_t applicant) const {
    return {values.data() + std::size_t{applicant} * fields, fields};
  }
};

//! The first field in which two applicants differ, or `fields` if none.
std::uint32_t first_difference(const Keys& keys, std::uint32_t one, std::uint32_t other);

//! Applicants from best to worst. Equals stand together as a class; their order within it says
//! nothing, and no result may depend on it.
struct Ranking {
  std::vector<std::uint32_t> order;        // the applicant at each place
  std::vector<std::uint8_t> begins_class;  // whether the place holds the first of its class
  //! Of each applicant: the place where his class begins. Smaller is better, the same is equal.
  std::vector<std::uint32_t> standing;

  std::uint32_t size() const { return static_cast<std::uint32_t>(order.size()); }
  //! The place after the last of the class that begins at `first`.
  std::uint32_t class_end(std::uint32_t first) const;
};

//! Ranks `applicants` people by their keys, and equals by `lottery` (the smaller first) unless it
//! is empty. Linear time as long as the leading fields fit 64 bits and few agree in all of them.
//! Precondition: keys.values and a lottery hold `applicants` entries (times fields).
Ranking rank(std::uint32_t applicants, const Keys& keys, std::span<const std::uint32_t> lottery);

}  // namespace engines::allocation

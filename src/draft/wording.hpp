#pragma once

#include <set>
#include <string>

//! Whether two texts say the same, told by their wording. Pure.
namespace draft {

//! The pairs of neighbouring characters of a text; width, case and blanks do not matter.
std::set<std::string> pairs_of(const std::string& text);

//! How much of the text with fewer pairs stands in the other, 0 to 1; 0 if one has none.
double alike(const std::set<std::string>& a, const std::set<std::string>& b);

//! From here on two texts are taken to say the same.
inline constexpr double kSameWording = 0.4;

}  // namespace draft

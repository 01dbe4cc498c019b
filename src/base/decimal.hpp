#pragma once

#include <cstdint>
#include <string>

namespace base {

//! A whole number in 1/10^scale of its unit, with all its decimals: 370 with scale 1 is 37.0.
//! Precondition: 0 <= scale <= 18.
std::string decimal_text(std::int64_t number, int scale);

//! The same with commas between thousands: 18,400.0.
std::string grouped_decimal_text(std::int64_t number, int scale);

}  // namespace base

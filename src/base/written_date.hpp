#pragma once

#include <string>

#include "base/date.hpp"

namespace base {

//! 2026年11月27日, as official papers and notices write a day (GB/T 9704-2012, 7.3.5.4).
std::string written_date(Date day);

}  // namespace base

#pragma once

#include <string>

#include "base/date.hpp"

//! Days in texts that people read. What a program reads, and the cells of a table, are ISO 8601.
namespace base {

//! 2026年11月27日, as official papers and notices write a day (GB/T 9704-2012, 7.3.5.4).
std::string written_date(Date day);
//! 27 November 2026.
std::string written_date_en(Date day);

}  // namespace base

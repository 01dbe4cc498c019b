#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

//! Tables as spreadsheets export them: RFC 4180, in UTF-8 with or without byte order mark, or in
//! GB18030.
namespace registers {

struct CsvLimits {
  std::size_t rows_max = 100'000;
  std::size_t columns_max = 400;
  std::size_t cell_bytes_max = 40'000;
};

//! The rows of the file, each as long as it is written; blank lines are left out. Separated by
//! commas, semicolons or tabs, whichever the first line has most of. Throws a Problem 422 that
//! names the line for a quote that does not close, a text in no known encoding, or beyond a limit.
std::vector<std::vector<std::string>> read_csv(std::string_view bytes, const CsvLimits& limits);

}  // namespace registers

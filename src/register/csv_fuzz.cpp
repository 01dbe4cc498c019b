// libFuzzer: whatever bytes are uploaded as a table, every row ends, keeps to the limits and is
// UTF-8, or the file is refused with words.

#include <cstddef>
#include <cstdint>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "register/csv.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const registers::CsvLimits limits{100, 20, 200};
  try {
    registers::CsvReader reader(std::string(reinterpret_cast<const char*>(data), size), limits);
    std::vector<std::string> row;
    std::size_t rows = 0;
    while (reader.next(row)) {
      if (++rows > limits.rows_max || row.empty() || row.size() > limits.columns_max)
        __builtin_trap();
      for (const std::string& cell : row)
        if (cell.size() > limits.cell_bytes_max || !base::is_utf8(cell)) __builtin_trap();
    }
  } catch (const base::Problem& problem) {
    if (problem.status() != 422 || problem.detail().zh.empty()) __builtin_trap();
  }
  return 0;
}

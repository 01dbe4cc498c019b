#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

//! Tables as spreadsheets export them: RFC 4180, in UTF-8 with or without byte order mark, or in
//! GB18030.
namespace registers {

struct CsvLimits {
  std::size_t rows_max = 1'000'000;
  std::size_t columns_max = 400;
  std::size_t cell_bytes_max = 40'000;
};

//! Reads one row after the other, so that a file of any length takes the memory of its text.
//! Separated by commas, semicolons or tabs, whichever the first line has most of.
class CsvReader {
 public:
  //! Throws a Problem 422 for a text in no known encoding.
  explicit CsvReader(std::string bytes, const CsvLimits& limits = {});

  //! The next row that is not blank, as long as it is written; false at the end. Throws a Problem
  //! 422 that names the line for a quote that does not close, and beyond a limit.
  bool next(std::vector<std::string>& row);
  //! Which row of the sheet that was, from 1, blank ones counted.
  std::size_t row_number() const { return row_number_; }
  //! Begins again.
  void rewind();

 private:
  void read_row(std::vector<std::string>& row);
  void read_cell(std::string& cell);
  void read_quoted(std::string& cell);
  void end_line();
  void require_short(const std::string& cell) const;

  const std::string text_;
  const CsvLimits limits_;
  const char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t row_number_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace registers

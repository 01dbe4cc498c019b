#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allocation_files {

struct CsvRow {
  int line = 0;  // where it begins; the first is 1
  std::vector<std::string> cells;
};

//! Rows below a line that says [name]; the first row of a section names its columns. The section
//! without a name is what stands before the first such line.
struct CsvSection {
  std::string name;
  int line = 0;
  std::vector<CsvRow> rows;  // the header is the first
};

//! RFC 4180 in UTF-8, with or without a byte order mark; lines that are blank are left out. Throws
//! a 400 Problem that names the line: not UTF-8, a quote that never ends, text behind a closing
//! quote, a section named twice.
std::vector<CsvSection> csv_sections(std::string_view text);

//! One cell as RFC 4180 writes it.
std::string csv_cell(std::string_view text);

}  // namespace allocation_files

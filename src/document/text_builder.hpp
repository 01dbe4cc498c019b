#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace document {

//! A cell of a table as the file has it.
struct Cell {
  std::string text;  // lines separated by LF
  int columns = 1;   // it stretches over
  int rows = 1;
};

using Rows = std::vector<std::vector<Cell>>;

//! Puts the text of a Document together: lines, tables, pages; control characters are dropped.
//! Throws base::Problem 413 beyond `bytes_max`.
class TextBuilder {
 public:
  explicit TextBuilder(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  //! Text of the present line; line feeds end it.
  void add(std::string_view text);
  //! Ends the present line if something stands in it.
  void end_line();
  void end_page();
  void add_table(const Rows& rows);

  //! What was built; the builder is empty afterwards.
  std::string take_text();
  std::vector<Span> take_tables() { return std::move(tables_); }

 private:
  void put(std::string_view text);

  std::size_t bytes_max_;
  std::string text_;
  std::vector<Span> tables_;
};

//! Blanks at both ends dropped, U+3000 and U+00A0 included.
std::string_view trimmed(std::string_view utf8);

}  // namespace document

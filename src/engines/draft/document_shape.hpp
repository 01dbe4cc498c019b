#pragma once

#include <vector>

#include "engines/draft/reading.hpp"

//! What belongs to the official text and what a web page or a printer put around it.
namespace engines::draft {

//! One paragraph, or one row of a table. Lines that a page broke are one paragraph again.
struct Paragraph {
  Range range;
  std::size_t part = 0;
  bool in_table = false;
  bool lists_annex = false;  // names an annex that follows the document
  std::vector<Range> cells;  // of a table row; may be empty ranges
};

struct Shape {
  Reading reading;
  std::vector<Part> parts;
  std::vector<Paragraph> paragraphs;  // of notice, body and annexes, in order
  std::vector<Range> card_lines;      // lines of the public register's entry
  std::vector<Finding> findings;
};

Shape shape_of(const Input& input);

}  // namespace engines::draft

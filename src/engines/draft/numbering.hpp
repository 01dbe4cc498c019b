#pragma once

#include <optional>
#include <vector>

#include "engines/draft/document_shape.hpp"

//! The numbered items of a document: 第一章 第一条 一、（一）1.（1）① (GB/T 9704-2012, 7.3.3).
namespace engines::draft {

struct Label {
  Marker marker = Marker::chinese;
  int number = 0;
  std::size_t length = 0;  // characters
};

//! The label that a paragraph begins with. A date (2022.12), a decimal (1.5) and a time are none.
std::optional<Label> label_at(Words words);

//! A numbered item with what it holds.
struct Item {
  Section section;
  Range range;  // all characters, with those of its own items
  Range head;   // the paragraph that the label opens, without the label
  std::size_t first_paragraph = 0;
  std::size_t end_paragraph = 0;  // one past the last, with its own items
  std::vector<std::size_t> children;
};

struct Outline {
  std::vector<Item> items;
  std::vector<Finding> findings;
};

Outline outline_of(const Shape& shape);

}  // namespace engines::draft

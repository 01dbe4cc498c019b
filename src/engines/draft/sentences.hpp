#pragma once

#include "engines/draft/tasks.hpp"

namespace engines::draft {

//! A stretch of text that may promise something: a sentence of a measure, a task, an aim, an annex.
struct Sentence {
  Range range;
  std::optional<std::size_t> task;     // index into Structure::tasks
  std::optional<std::size_t> measure;  // index into Structure::measures
  bool aim = false;                    // of a section of aims
};

//! Characters. A longer sentence is read in pieces, cut at commas, and a finding says so.
constexpr std::size_t kLongestSentence = 2000;

//! The sentences that say what is to be done, in order: without labels, owners and deadlines.
std::vector<Sentence> sentences_of(const Shape& shape, const Outline& outline,
                                   const Structure& structure, std::vector<Finding>& findings);

}  // namespace engines::draft

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "yaml/fault.hpp"

//! Reads the part of YAML in which a person cannot be misunderstood: no aliases, anchors, merge
//! keys, tags or second documents, no duplicate keys, no number or boolean in a form that two
//! readers take differently (007, 0x1F, yes). Every value remembers where it stands.
namespace yaml {

struct Position {
  int line = 1;
  int column = 1;
};

enum class Kind { null, boolean, integer, real, string, sequence, mapping };

struct Node {
  struct Entry;

  Kind kind = Kind::null;
  Position at;
  std::string text;  // of a scalar, as written without quotes
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::vector<Node> items;     // of a sequence
  std::vector<Entry> entries;  // of a mapping, in the order written

  //! The value under `key`, or nullptr.
  const Node* find(std::string_view key) const;
};

struct Node::Entry {
  std::string key;
  Position at;
  Node value;
};

constexpr std::size_t kBytesMax = std::size_t{4} * 1024 * 1024;
constexpr int kDepthMax = 20;
constexpr std::size_t kNodesMax = 200'000;
constexpr std::size_t kScalarBytesMax = 20'000;
//! A file full of mistakes is reported up to here.
constexpr std::size_t kFaultsMax = 100;

//! The tree of `bytes`. Faults are appended with `file` as their file; the tree is complete only
//! if there was none.
Node read(std::string_view bytes, const std::string& file, std::vector<Fault>& faults);

}  // namespace yaml

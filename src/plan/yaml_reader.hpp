#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

//! Reads the part of YAML in which a person cannot be misunderstood: no aliases, anchors, merge
//! keys, tags or second documents, no duplicate keys, no number or boolean in a form that two
//! readers take differently (007, 0x1F, yes). Every value remembers where it stands.
namespace plan {

//! Something in a file that has to be corrected, and how. Lines and columns begin at 1; columns
//! count characters. A line of 0 means the file as a whole.
struct Fault {
  std::string file;
  int line = 0;
  int column = 0;
  std::string code;
  base::Text reason;

  bool operator==(const Fault&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fault, (), (file, line, column, code, reason))

struct YamlPosition {
  int line = 1;
  int column = 1;
};

enum class YamlKind { null, boolean, integer, real, string, sequence, mapping };

struct YamlNode {
  struct Entry;

  YamlKind kind = YamlKind::null;
  YamlPosition at;
  std::string text;  // of a scalar, as written without quotes
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::vector<YamlNode> items;  // of a sequence
  std::vector<Entry> entries;   // of a mapping, in the order written

  //! The value under `key`, or nullptr.
  const YamlNode* find(std::string_view key) const;
};

struct YamlNode::Entry {
  std::string key;
  YamlPosition at;
  YamlNode value;
};

constexpr std::size_t kYamlBytesMax = std::size_t{4} * 1024 * 1024;
constexpr int kYamlDepthMax = 20;
constexpr std::size_t kYamlNodesMax = 200'000;
constexpr std::size_t kYamlScalarBytesMax = 20'000;
//! A file full of mistakes is reported up to here.
constexpr std::size_t kYamlFaultsMax = 100;

//! The tree of `bytes`. Faults are appended with `file` as their file; the tree is complete only
//! if there was none.
YamlNode read_yaml(std::string_view bytes, const std::string& file, std::vector<Fault>& faults);

}  // namespace plan

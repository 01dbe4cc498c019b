#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

//! A request target (RFC 9112 §3.2.1), taken apart and decoded.
struct Target {
  std::string path;
  std::vector<std::string> segments;  // "/" has none; "/a/" has "a" and ""
  std::vector<std::pair<std::string, std::string>> query;
};

//! Throws a 400 Problem for a target that is not a path, for broken percent-encoding, bytes that
//! are no UTF-8, U+0000, and "." or ".." as a segment. Encoded slashes stay inside their segment.
Target parse_target(std::string_view target);

}  // namespace http

#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace registers {

//! A `pattern` of a declaration, compiled. RE2 takes linear time whatever the pattern and the text;
//! the pattern matches the whole text.
class Pattern {
 public:
  explicit Pattern(const std::string& text) : re_(text, options()) {}

  bool ok() const { return re_.ok(); }
  const std::string& error() const { return re_.error(); }
  bool matches(std::string_view text) const {
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), re_);
  }

 private:
  static RE2::Options options() {
    constexpr std::int64_t kMemoryBytesMax = std::int64_t{1} << 20U;
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMemoryBytesMax);
    return options;
  }

  RE2 re_;
};

}  // namespace registers

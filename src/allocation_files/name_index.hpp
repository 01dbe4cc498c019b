#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/problem.hpp"

//! What every mechanism's file needs: names become indices, and whatever is wrong is collected.
namespace allocation_files {

//! Faults of an input by JSON pointer.
class Faults {
 public:
  //! The rest is counted by nobody: a file full of mistakes is mended a screen at a time.
  static constexpr std::size_t kMax = 100;

  void add(std::string pointer, base::Text message);
  bool any() const { return !faults_.empty(); }
  std::vector<base::FieldError> take() { return std::move(faults_); }

 private:
  std::vector<base::FieldError> faults_;
};

//! Names given in a list, by their place in it. The strings must outlive the index.
class NameIndex {
 public:
  //! A fault at `pointer` if the name is empty or there already.
  void add(std::string_view name, Faults& faults, const std::string& pointer);
  //! As find, with a fault at `pointer` if nothing has this name.
  std::optional<std::uint32_t> require(std::string_view name, Faults& faults,
                                       const std::string& pointer) const;
  std::optional<std::uint32_t> find(std::string_view name) const;
  std::uint32_t size() const { return next_; }

 private:
  std::unordered_map<std::string_view, std::uint32_t> places_;
  std::uint32_t next_ = 0;
};

}  // namespace allocation_files

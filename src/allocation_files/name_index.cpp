#include "allocation_files/name_index.hpp"

namespace allocation_files {

void Faults::add(std::string pointer, base::Text message) {
  if (faults_.size() < kMax) faults_.push_back({std::move(pointer), std::move(message)});
}

void NameIndex::add(std::string_view name, Faults& faults, const std::string& pointer) {
  const std::string shown(name);
  if (name.empty()) faults.add(pointer, {"不能为空", "may not be empty"});
  if (!places_.emplace(name, next_++).second) {
    faults.add(pointer, {"“" + shown + "”出现了两次", "\"" + shown + "\" is there twice"});
  }
}

std::optional<std::uint32_t> NameIndex::require(std::string_view name, Faults& faults,
                                                const std::string& pointer) const {
  const auto found = find(name);
  if (!found) {
    const std::string shown(name);
    faults.add(pointer, {"没有“" + shown + "”", "there is no \"" + shown + "\""});
  }
  return found;
}

std::optional<std::uint32_t> NameIndex::find(std::string_view name) const {
  const auto found = places_.find(name);
  if (found == places_.end()) return std::nullopt;
  return found->second;
}

}  // namespace allocation_files

#include "yaml/fault.hpp"

#include <fmt/format.h>

#include <utility>

namespace yaml {

LoadError::LoadError(std::vector<Fault> faults)
    : faults_(std::move(faults)),
      what_(faults_.size() == 1 ? fault_text(faults_.front(), true)
                                : fmt::format("{} (and {} more)", fault_text(faults_.front(), true),
                                              faults_.size() - 1)) {}

std::string fault_text(const Fault& fault, bool english) {
  const std::string& reason = english ? fault.reason.en : fault.reason.zh;
  if (fault.line == 0) return fmt::format("{}: {}", fault.file, reason);
  return fmt::format("{}:{}:{}: {}", fault.file, fault.line, fault.column, reason);
}

}  // namespace yaml

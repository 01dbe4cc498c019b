#pragma once

#include <string>

namespace registers {

//! A parameter of a register.
struct ParameterName {
  std::string noun;
  std::string parameter;
};

}  // namespace registers

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"

//! A standard of school conditions as data: registers/standards/*.yaml. What may stand here is
//! checked by standard_load against the register it names.
namespace education {

struct StandardIndicator {
  std::string id;
  base::Text title;
  std::string value;  // whole-number field of the register
  std::string base;   // another, or empty
  std::int64_t per = 1;
  bool at_most = false;
  std::string threshold;  // parameter of the register
  base::Text unit;        // of the value as people read it
  bool judged = true;
};

struct Standard {
  std::string name;
  base::Text title;
  std::string source;
  std::string noun;                // the register: one record a school and `year`
  std::vector<std::string> kinds;  // of the field `kind` of the register school
  std::optional<base::Date> founded_before;
  std::string basic_passes;  // parameter
  std::vector<StandardIndicator> indicators;
};

}  // namespace education

#include "base/written_date.hpp"

#include <fmt/format.h>

namespace base {

std::string written_date(Date day) {
  return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day());
}

}  // namespace base

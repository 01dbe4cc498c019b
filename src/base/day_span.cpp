#include "base/day_span.hpp"

namespace base {

bool lasts_on(Date day, const std::optional<Date>& from, const std::optional<Date>& to) {
  return (!from || *from <= day) && (!to || day <= *to);
}

}  // namespace base

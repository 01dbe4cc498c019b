#pragma once

#include <optional>

#include "base/date.hpp"

namespace base {

//! True if what lasts from `from` to `to`, both included, lasts on `day`; an absent end is open.
bool lasts_on(Date day, const std::optional<Date>& from, const std::optional<Date>& to);

}  // namespace base

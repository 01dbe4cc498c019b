#include "share/hand_over.hpp"

#include <algorithm>

namespace share {

std::optional<Gap> gap_of(const std::vector<Officer>& officers, Date today) {
  const auto somebody = [&](Date day) {
    return std::ranges::any_of(officers, [day](const Officer& one) { return one.holds(day); });
  };
  if (!somebody(today)) {
    std::optional<Date> last;
    for (const Officer& officer : officers) {
      if (officer.until && *officer.until < today && (!last || *last < *officer.until)) {
        last = officer.until;
      }
    }
    Gap gap;
    if (last) gap.from = last->plus_days(1);
    return gap;
  }
  for (int ahead = 1; ahead <= kHandOverDaysAhead; ++ahead) {
    const Date day = today.plus_days(ahead);
    if (!somebody(day)) return Gap{Vacancy::ending, day};
  }
  return std::nullopt;
}

}  // namespace share

#include "admission/intake.hpp"

#include <algorithm>

namespace admission {

namespace {

std::int64_t divided_up(std::int64_t value, std::int64_t by) { return (value + by - 1) / by; }

}  // namespace

IntakeRatio ratio_of(const Intake& intake, std::int64_t vocational_percent) {
  constexpr std::int64_t kHundred = 100;
  constexpr std::int64_t kThousand = 1000;
  const std::int64_t total = intake.vocational + intake.general;
  IntakeRatio ratio;
  if (total > 0) {
    ratio.share_permille = (intake.vocational * kThousand + total / 2) / total;
    ratio.holds = intake.vocational * kHundred >= total * vocational_percent;
  }
  const std::int64_t of_total = divided_up(total * vocational_percent, kHundred);
  const std::int64_t beside_general =
      divided_up(intake.general * vocational_percent, kHundred - vocational_percent);
  ratio.short_total_fixed = std::max<std::int64_t>(0, of_total - intake.vocational);
  ratio.short_general_fixed = std::max<std::int64_t>(0, beside_general - intake.vocational);
  return ratio;
}

}  // namespace admission

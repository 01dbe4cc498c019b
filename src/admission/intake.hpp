#pragma once

#include <cstdint>

//! The ratio of vocational to general intake (职普比, at least 4:6): an intake ratio, judged for
//! the whole city.
namespace admission {

struct Intake {
  std::int64_t vocational = 0;
  std::int64_t general = 0;
};

//! What is missing can be read in two ways, which differ: Zhuanglang 2021 had 1,681 and 2,859, that
//! is 37.0 %; 135 are missing if the total stays, 225 if general intake stays.
struct IntakeRatio {
  //! Vocational share in tenths of a per cent, rounded to the nearest; 0 if nobody was taken in.
  std::int64_t share_permille = 0;
  bool holds = false;
  std::int64_t short_total_fixed = 0;    // people who would have to go to the other side
  std::int64_t short_general_fixed = 0;  // people who would have to come in addition
};

//! Preconditions: nothing negative, `vocational_percent` from 0 to 99. Computed in whole numbers:
//! 40.0 % shown is not 40 % owed.
IntakeRatio ratio_of(const Intake& intake, std::int64_t vocational_percent);

}  // namespace admission

#pragma once

#include <filesystem>
#include <vector>

#include "access/access_service.hpp"
#include "admission/admission_scheme.hpp"
#include "base/clock.hpp"
#include "base/ids.hpp"
#include "base/working_days.hpp"
#include "db/database.hpp"
#include "register/register_service.hpp"
#include "sample/world.hpp"

namespace program {

//! Fills the admissions of a sample through their service, so that no page is empty: offers of the
//! place's schools that another has approved, candidates and marks that two have read; where
//! somebody else admits, eligibility, an award that is shown to all, results and enrolment too.
//! Nothing is frozen or published. `people` are those of the sample; without somebody who prepares
//! and somebody else who confirms nothing is made. Blocking.
struct SampleAdmissions {
  db::Database& database;
  zhijiao::access::AccessService& access;
  registers::RegisterService& records;
  base::Random& random;
  base::FakeClock& clock;
  std::filesystem::path sealing_key;
  base::WorkingDays calendar;
};
void fill_admissions(const SampleAdmissions& in, const std::vector<admission::Scheme>& schemes,
                     const std::vector<zhijiao::access::Actor>& people, const sample::Place& place,
                     std::uint64_t seed);

}  // namespace program

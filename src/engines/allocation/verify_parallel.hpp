#pragma once

#include "engines/allocation/parallel_preferences.hpp"
#include "engines/allocation/verdict.hpp"

namespace engines::allocation {

//! Proves the result of an admission by parallel preferences, round by round:
//! - the rankings follow the keys and the lottery numbers, and positions follow the rankings;
//! - everybody takes part who may, and is filed with, and admitted to, only what he named (or
//! agreed
//!   to) and may have;
//! - seats and places for filings are kept, and seats carried on between rounds are those left;
//! - nobody would rather have been filed or admitted where somebody who comes after him was
//!   (justified envy), or where there was room for him (waste); equals are treated alike;
//! - counts and last ones are what the placements say.
//! `institution` of a finding is a group.
//! Linear, but for the n applicants filed with a group that places by more than marks: n log n.
Verdict verify_parallel(const Admission& admission, const AdmissionResult& result);

}  // namespace engines::allocation

#pragma once

#include "allocation_files/parallel_preferences_file.hpp"
#include "engines/allocation/parallel_explanation.hpp"

//! An explanation in words, for the person it is about. Of others it gives what is published of
//! everybody, the first field of the key and the position, and never another mark.
namespace allocation_files {

//! One sentence on how the round ended for him.
base::Text outcome_text(const NamedAdmission& named, std::uint32_t round,
                        const engines::allocation::Explanation& told);

//! One sentence on a preference; `is_group` tells groups from programmes.
base::Text preference_text(const NamedAdmission& named,
                           const engines::allocation::AdmissionResult& result, std::uint32_t round,
                           std::uint32_t candidate,
                           const engines::allocation::PreferenceExplanation& preference,
                           bool is_group);

//! The value of a key as it was given, e.g. "598.5".
std::string mark_text(const NamedAdmission& named, std::uint32_t key, std::uint32_t field,
                      std::int64_t value);

}  // namespace allocation_files

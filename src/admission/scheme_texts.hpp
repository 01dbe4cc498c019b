#pragma once

#include <vector>

#include "admission/admission_scheme.hpp"
#include "admission/admission_views.hpp"

//! A scheme in words for the page of an admission. Pure.
namespace admission {

std::vector<AdmissionRuleView> rule_texts(const Scheme& scheme);

//! What has to be settled before the admission can run as it should.
std::vector<Text> unknown_of(const Scheme& scheme);

//! What an award of that level was called on `day`, YYYY-MM-DD.
Text award_title(const Scheme& scheme, const std::string& level, const std::string& day);

}  // namespace admission

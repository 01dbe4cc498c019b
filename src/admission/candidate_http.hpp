#pragma once

#include <string_view>

#include "admission/candidate_service.hpp"
#include "http/router.hpp"

namespace admission {

inline constexpr std::string_view kCandidateCookie = "__Host-candidate";

//! Adds /api/candidate: what a candidate does on his phone, with a session of his own kind. All
//! arguments outlive the router.
void add_candidate_routes(http::Router& router, CandidateService& service);

}  // namespace admission

#pragma once

#include <filesystem>

#include "http/events.hpp"
#include "http/router.hpp"
#include "plan/plan_service.hpp"

namespace plan {

//! Adds the routes of the plan, its exports and its events. All arguments outlive the router;
//! spreadsheets are made below `temporary_folder`.
void add_plan_routes(http::Router& router, PlanService& service, http::EventHub& hub,
                     const std::filesystem::path& temporary_folder);

}  // namespace plan

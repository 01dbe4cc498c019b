#pragma once

#include "http/router.hpp"
#include "share/report_service.hpp"

namespace share {

//! Adds /api/reports, /api/my-reports, and reports and milestones below /api/shares/{id}. All
//! arguments outlive the router.
void add_report_routes(http::Router& router, ReportService& service);

}  // namespace share

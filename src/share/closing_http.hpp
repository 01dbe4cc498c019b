#pragma once

#include "http/router.hpp"
#include "share/closing_service.hpp"

namespace share {

//! Adds /api/closings and /api/shares/{id}/closings. All arguments outlive the router.
void add_closing_routes(http::Router& router, ClosingService& service);

}  // namespace share

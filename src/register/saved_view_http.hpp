#pragma once

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "register/saved_view_service.hpp"

namespace registers {

//! Adds /api/records/{register}/views for each register of `catalogue`. All arguments outlive the
//! router.
void add_saved_view_routes(http::Router& router, const Catalogue& catalogue,
                           SavedViewService& service, zhijiao::access::Guard& guard);

}  // namespace registers

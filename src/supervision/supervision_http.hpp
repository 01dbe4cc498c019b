#pragma once

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "supervision/supervision_service.hpp"

namespace supervision {

//! Adds /api/supervision/late, /api/letters, /api/demands, /api/instructions. All arguments outlive
//! the router.
void add_supervision_routes(http::Router& router, SupervisionService& service,
                            zhijiao::access::Guard& guard);

}  // namespace supervision

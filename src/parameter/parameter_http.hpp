#pragma once

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "parameter/parameter_service.hpp"

namespace parameter {

//! Adds /api/parameters and what lies below. All arguments outlive the router.
void add_parameter_routes(http::Router& router, ParameterService& service,
                          zhijiao::access::Guard& guard);

}  // namespace parameter

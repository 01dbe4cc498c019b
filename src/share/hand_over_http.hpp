#pragma once

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "share/hand_over_service.hpp"

namespace share {

//! `service` and `guard` outlive the router.
void add_hand_over_routes(http::Router& router, HandOverService& service,
                          zhijiao::access::Guard& guard);

}  // namespace share

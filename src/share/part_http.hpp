#pragma once

#include "http/router.hpp"
#include "share/part_service.hpp"

namespace share {

//! Adds /api/my-parts and parts below /api/shares/{id}. All arguments outlive the router.
void add_part_routes(http::Router& router, PartService& service);

}  // namespace share

#pragma once

#include "access/access_http.hpp"
#include "education/school_service.hpp"
#include "http/router.hpp"

namespace education {

//! /api/schools, /api/schools/{unit} and /api/programme-setting. The references outlive the router.
void add_school_routes(http::Router& router, SchoolService& service, zhijiao::access::Guard& guard);

}  // namespace education

#pragma once

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "register/export_service.hpp"
#include "register/record_files.hpp"
#include "register/register_service.hpp"

namespace registers {

//! Adds /api/registers and, for each declared register, /api/records/<noun> with everything below
//! it, described to OpenAPI from the declaration. All arguments outlive the router.
void add_register_routes(http::Router& router, RegisterService& service, ExportService& exports,
                         RecordFiles& files, zhijiao::access::Guard& guard);

}  // namespace registers

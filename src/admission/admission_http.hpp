#pragma once

#include <filesystem>

#include "access/access_http.hpp"
#include "admission/admission_service.hpp"
#include "http/router.hpp"

namespace admission {

//! Adds /api/admissions, /api/admission-offers, -imports, -runs, -appeals, /api/public/admissions
//! and the exports. All arguments outlive the router.
void add_admission_routes(http::Router& router, AdmissionService& service,
                          zhijiao::access::Guard& guard,
                          const std::filesystem::path& temporary_folder);

}  // namespace admission

#pragma once

#include <filesystem>

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "register/import_service.hpp"

namespace registers {

//! Adds /api/records/{register}/imports and what is below, and the templates, for each register of
//! `catalogue`. All arguments outlive the router.
void add_import_routes(http::Router& router, const Catalogue& catalogue, ImportService& service,
                       zhijiao::access::Guard& guard,
                       const std::filesystem::path& temporary_folder);

//! Imports for the command line, in the name of the account that the path names by its sign-in
//! name: /imports/{account}/{register}, and below it {id}, {id}/application, {id}/errors.
void add_local_import_routes(http::Router& router, ImportService& service,
                             zhijiao::access::AccessService& access,
                             const std::filesystem::path& temporary_folder);

}  // namespace registers

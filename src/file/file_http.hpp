#pragma once

#include "access/access_http.hpp"
#include "file/file_service.hpp"
#include "http/router.hpp"

namespace file {

//! Adds /api/uploads and /api/files/{id}. All arguments outlive the router.
void add_file_routes(http::Router& router, FileService& service);

}  // namespace file

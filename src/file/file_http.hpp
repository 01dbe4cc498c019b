#pragma once

#include "access/access_http.hpp"
#include "file/file_service.hpp"
#include "http/router.hpp"

namespace file {

//! A file leaves as a download, never as a page: whatever it turns out to be, a browser runs none
//! of it with our origin.
http::Response sent(const Download& download);

//! Adds /api/uploads and /api/files/{id}. All arguments outlive the router.
void add_file_routes(http::Router& router, FileService& service);

}  // namespace file

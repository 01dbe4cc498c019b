#pragma once

#include <filesystem>

#include "access/access_http.hpp"
#include "collection/collection_service.hpp"
#include "http/router.hpp"

namespace collection {

//! Adds /api/collections. All arguments outlive the router.
void add_collection_routes(http::Router& router, CollectionService& service,
                           zhijiao::access::Guard& guard,
                           const std::filesystem::path& temporary_folder);

}  // namespace collection

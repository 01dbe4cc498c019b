#pragma once

#include <filesystem>

#include "access/access_http.hpp"
#include "finance/funding_service.hpp"
#include "http/router.hpp"

namespace finance {

//! /api/funding and /api/public/funding. The references outlive the router.
void add_funding_routes(http::Router& router, FundingService& service,
                        zhijiao::access::Guard& guard,
                        const std::filesystem::path& temporary_folder);

}  // namespace finance

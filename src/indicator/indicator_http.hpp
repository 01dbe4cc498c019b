#pragma once

#include <filesystem>

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "indicator/indicator_service.hpp"

namespace indicator {

//! Adds /api/indicators, /api/data_quality and /api/public/indicators. All arguments outlive the
//! router.
void add_indicator_routes(http::Router& router, IndicatorService& service,
                          zhijiao::access::Guard& guard,
                          const std::filesystem::path& temporary_folder);

}  // namespace indicator

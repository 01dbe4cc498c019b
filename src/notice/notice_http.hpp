#pragma once

#include "access/access_http.hpp"
#include "http/router.hpp"
#include "notice/notice_service.hpp"

namespace notice {

//! Adds /api/notices and /api/notice-settings. All arguments outlive the router.
void add_notice_routes(http::Router& router, NoticeService& service, zhijiao::access::Guard& guard);

}  // namespace notice

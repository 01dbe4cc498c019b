#pragma once

#include "access/access_http.hpp"
#include "draft/draft_service.hpp"
#include "http/router.hpp"

namespace draft {

//! Adds /api/drafts. Arguments outlive the router.
void add_draft_routes(http::Router& router, DraftService& service, zhijiao::access::Guard& guard);

}  // namespace draft

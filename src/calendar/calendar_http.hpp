#pragma once

#include "access/access_http.hpp"
#include "calendar/calendar_service.hpp"
#include "http/router.hpp"

namespace calendar {

//! Adds /api/calendar-feeds and /calendar/{file}. All arguments outlive the router.
void add_calendar_routes(http::Router& router, CalendarService& service,
                         zhijiao::access::Guard& guard);

}  // namespace calendar

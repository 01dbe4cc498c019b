#pragma once

#include "http/router.hpp"
#include "share/stream_service.hpp"

namespace share {

//! Declares the route of what happened to a task. `service` outlives `router`.
void add_stream_routes(http::Router& router, StreamService& service);

}  // namespace share

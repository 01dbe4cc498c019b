#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "base/text.hpp"
#include "http/router.hpp"

namespace http {

struct ApiInfo {
  base::Text title;
  std::string version;
  std::string session_cookie = "__Host-session";  // signs in every route that is not public
};

//! The OpenAPI 3.1.0 document of all routes under /api, problems included. Throws
//! std::logic_error if two described types share a name.
boost::json::value openapi(const Router& router, const ApiInfo& info);

//! Adds GET /api/openapi.json: public, made once, when it is first asked for.
void add_openapi_route(Router& router, ApiInfo info);

}  // namespace http

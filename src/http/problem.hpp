#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "http/message.hpp"

namespace http {

//! The body of a failed answer (RFC 9457, application/problem+json). `title` and `detail` are in
//! the language of the request; `text` has the detail in both. `current` (412) is the current row.
struct ProblemView {
  std::string type;  // urn:zhijiao:problem:stale
  std::string title;
  int status = 0;
  std::string detail;
  base::Text text;
  std::string request;  // id of the request, to be quoted to the operator
  std::optional<std::vector<base::FieldError>> errors;
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (type, title, status, detail, text, request, errors))

//! Sets Retry-After where the problem advises it.
Response to_response(const base::Problem& problem, const Request& request);

}  // namespace http

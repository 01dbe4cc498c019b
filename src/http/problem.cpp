#include "http/problem.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/record_json.hpp"

namespace http {

Response to_response(const base::Problem& problem, const Request& request) {
  const bool english = request.language == Language::en;
  ProblemView view{.type = fmt::format("urn:zhijiao:problem:{}", problem.type()),
                   .title = english ? problem.title().en : problem.title().zh,
                   .status = problem.status(),
                   .detail = english ? problem.detail().en : problem.detail().zh,
                   .text = problem.detail(),
                   .request = request.id,
                   .errors = {}};
  if (!problem.errors().empty()) view.errors = problem.errors();
  boost::json::value json = base::json_of(view);
  auto& object = json.as_object();
  if (!view.errors) object.erase("errors");
  if (!problem.current().empty()) object["current"] = boost::json::parse(problem.current());

  Response response;
  response.status = problem.status();
  response.body = boost::json::serialize(json);
  response.add("Content-Type", "application/problem+json");
  response.add("Content-Language", english ? "en" : "zh");
  if (problem.retry_after_s() > 0) {
    response.add("Retry-After", std::to_string(problem.retry_after_s()));
  }
  return response;
}

}  // namespace http

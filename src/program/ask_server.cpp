#include "program/ask_server.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <vector>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "http/client.hpp"
#include "program/serve.hpp"

namespace program {

namespace bj = boost::json;

namespace {

constexpr std::chrono::minutes kTimeout{30};

base::Problem problem_of(const http::LocalAnswer& answer) {
  const bj::object problem = bj::parse(answer.body).as_object();
  const auto title = base::record_of<std::string>(problem.at("title"));
  std::vector<base::FieldError> errors;
  if (const auto* given = problem.if_contains("errors")) {
    errors = base::record_of<std::vector<base::FieldError>>(*given);
  }
  return {answer.status,
          "local",
          {title, title},
          base::record_of<base::Text>(problem.at("text")),
          std::move(errors)};
}

}  // namespace

std::optional<std::string> ask_server(const std::filesystem::path& data, const std::string& target,
                                      const std::string& body) {
  const std::filesystem::path socket = local_socket(data);
  if (!std::filesystem::exists(socket)) return std::nullopt;
  try {
    http::LocalAnswer answer = http::post_local(socket, target, body, kTimeout);
    if (answer.status >= 400) throw problem_of(answer);
    return std::move(answer.body);
  } catch (const base::Problem& problem) {
    // A socket left behind by a crash has nobody listening: then the lock decides.
    if (problem.type() == "server-not-running") return std::nullopt;
    throw;
  }
}

}  // namespace program

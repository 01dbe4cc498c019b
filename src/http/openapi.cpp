#include "http/openapi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <mutex>

#include "base/problem.hpp"
#include "http/ascii.hpp"
#include "http/json.hpp"
#include "http/problem.hpp"
#include "http/schema.hpp"

namespace http {

namespace bj = boost::json;

namespace {

constexpr std::string_view kProblemType = "application/problem+json";

std::string both(const base::Text& text) {
  if (text.en.empty()) return text.zh;
  if (text.zh.empty()) return text.en;
  return text.zh + " / " + text.en;
}

// A path as OpenAPI writes it, with the parameters found in it.
struct Path {
  std::string written;
  bj::array parameters;
  std::string operation;  // part of the operation id
};

Path describe_path(const std::string& route) {
  Path path;
  std::size_t at = 0;
  while (at < route.size()) {
    const auto open = std::min(route.find('{', at), route.size());
    path.written += route.substr(at, open - at);
    if (open == route.size()) break;
    const auto close = route.find('}', open);
    const std::string inner = route.substr(open + 1, close - open - 1);
    const auto colon = inner.find(':');
    const std::string name = inner.substr(0, colon);
    bj::object schema{{"type", "string"}};
    if (colon != std::string::npos) schema = {{"type", "integer"}, {"format", "int64"}};
    path.parameters.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", std::move(schema)}});
    path.written += '{' + name + '}';
    at = close + 1;
  }
  for (const char c : path.written) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (word) {
      path.operation += c;
    } else if (c != '}' && (path.operation.empty() || path.operation.back() != '_')) {
      path.operation += '_';
    }
  }
  return path;
}

std::string lower_name(Method method) {
  std::string name(method_name(method));
  for (char& c : name) c = lower(c);
  return name;
}

bj::object header_parameter(std::string_view name, bool required, std::string_view description) {
  return {{"name", name},
          {"in", "header"},
          {"required", required},
          {"description", description},
          {"schema", {{"type", "string"}}}};
}

void add_query_parameters(const Route& route, Components& components, bj::array& parameters) {
  if (route.query == nullptr) return;
  const bj::value query = route.query(components);
  const auto& required = query.at("required").as_array();
  for (const auto& property : query.at("properties").as_object()) {
    const bool is_required =
        std::find(required.begin(), required.end(), bj::value(property.key())) != required.end();
    parameters.push_back({{"name", property.key()},
                          {"in", "query"},
                          {"required", is_required},
                          {"schema", property.value()}});
  }
}

bj::object answers_of(const Route& route, Components& components) {
  bj::object answers;
  for (const Answer& answer : route.answers) {
    bj::object described;
    const std::string words = both(answer.description);
    described["description"] = words.empty() ? "OK" : words;
    if (answer.schema != nullptr) {
      described["content"] = {{answer.media_type, {{"schema", answer.schema(components)}}}};
    } else if (answer.media_type != "application/json") {
      described["content"] = {{answer.media_type, {{"schema", {{"type", "string"}}}}}};
    }
    answers[std::to_string(answer.status)] = std::move(described);
  }
  answers["default"] = {{"$ref", "#/components/responses/Problem"}};
  return answers;
}

bj::object operation_of(const Route& route, const Path& path, Components& components) {
  bj::object operation{{"operationId", lower_name(route.method) + path.operation},
                       {"tags", {route.tag}},
                       {"summary", both(route.summary)}};
  bj::array parameters = path.parameters;
  add_query_parameters(route, components, parameters);
  if (route.if_match) {
    parameters.push_back(header_parameter("If-Match", true, "ETag of the version to be changed"));
  }
  if (route.idempotency_key) {
    parameters.push_back(header_parameter(
        "Idempotency-Key", false, "The same key and body again is answered as the first time"));
  }
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (route.body != nullptr) {
    operation["requestBody"] = {
        {"required", true},
        {"content", {{"application/json", {{"schema", route.body(components)}}}}}};
  }
  operation["responses"] = answers_of(route, components);
  if (route.public_access) operation["security"] = bj::array();
  return operation;
}

// The member `current` is added to the body of a 412 only and may be any row.
void describe_problem(Components& components, bj::object& document_components) {
  const bj::value reference = schema<ProblemView>(components);
  document_components["responses"] = {
      {"Problem",
       {{"description", "RFC 9457"}, {"content", {{kProblemType, {{"schema", reference}}}}}}}};
}

}  // namespace

bj::value openapi(const Router& router, const ApiInfo& info) {
  Components components;
  bj::object paths;
  for (const auto& route : router.routes()) {
    if (!route->path.starts_with("/api")) continue;
    const Path path = describe_path(route->path);
    bj::object& item = paths.emplace(path.written, bj::object()).first->value().as_object();
    item[lower_name(route->method)] = operation_of(*route, path, components);
  }
  bj::object document_components;
  describe_problem(components, document_components);
  bj::object schemas = components.schemas();
  auto& problem = schemas.at("ProblemView").as_object();
  problem.at("properties").as_object()["current"] =
      bj::object{{"description", "The current row, if the change was based on an old one"}};
  document_components["schemas"] = std::move(schemas);
  document_components["securitySchemes"] = {
      {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", info.session_cookie}}}};
  return {{"openapi", "3.1.0"},
          {"info", {{"title", both(info.title)}, {"version", info.version}}},
          {"security", bj::array{{{"session", bj::array()}}}},
          {"paths", std::move(paths)},
          {"components", std::move(document_components)}};
}

void add_openapi_route(Router& router, ApiInfo info) {
  struct Made {
    std::once_flag once;
    std::string text;
  };
  auto made = std::make_shared<Made>();
  router.add({.method = Method::get,
              .path = "/api/openapi.json",
              .tag = "api",
              .summary = {"接口说明", "Description of the API"},
              .answers = {{.status = 200, .schema = schema_of<bj::object>}},
              .public_access = true,
              .handler = [made, &router, info](Request&) -> boost::asio::awaitable<Response> {
                std::call_once(made->once,
                               [&] { made->text = bj::serialize(openapi(router, info)); });
                co_return json_text(made->text);
              }});
}

}  // namespace http

#include "http/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <system_error>

#include "base/problem.hpp"
#include "http/ascii.hpp"

namespace http {

namespace {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

const std::string* find_header(const HeaderList& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (equal_ignoring_case(key, name)) return &value;
  }
  return nullptr;
}

}  // namespace

std::string_view method_name(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
  }
  throw std::logic_error("no such method");
}

bool is_safe(Method method) { return method == Method::get || method == Method::head; }

std::string_view Request::header(std::string_view name) const {
  const std::string* value = find_header(header_list, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

bool Request::has_header(std::string_view name) const {
  return find_header(header_list, name) != nullptr;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const auto& [key, value] : header_list) {
    if (!equal_ignoring_case(key, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto semicolon = rest.find(';');
      const std::string_view pair = trimmed(rest.substr(0, semicolon));
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
        return pair.substr(equals + 1);
      }
      if (semicolon == std::string_view::npos) break;
      rest.remove_prefix(semicolon + 1);
    }
  }
  return std::nullopt;
}

const std::string& Request::param(std::string_view name) const {
  const auto found = params.find(name);
  if (found == params.end()) {
    throw std::logic_error(fmt::format("the route has no parameter {}", name));
  }
  return found->second;
}

std::int64_t Request::integer_param(std::string_view name) const {
  const std::string& digits = param(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    throw base::not_found({"这个编号", "This number"});
  }
  return value;
}

TemporaryFile::~TemporaryFile() {
  // Gone already is as good as removed; a left-over is swept with the temporary folder.
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

Response& Response::set(std::string_view name, std::string value) {
  std::erase_if(headers, [&](const auto& entry) { return equal_ignoring_case(entry.first, name); });
  return add(name, std::move(value));
}

Response& Response::add(std::string_view name, std::string value) {
  headers.emplace_back(std::string(name), std::move(value));
  return *this;
}

std::string_view Response::header(std::string_view name) const {
  const std::string* value = find_header(headers, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

Response text(std::string body, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.add("Content-Type", "text/plain; charset=utf-8");
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

std::string version_tag(std::int64_t version) { return fmt::format("\"{}\"", version); }

std::int64_t required_version(const Request& request) {
  if (!request.has_header("If-Match")) throw base::precondition_required();
  std::string_view tag = trimmed(request.header("If-Match"));
  std::int64_t version = 0;
  bool good = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
  if (good) {
    tag = tag.substr(1, tag.size() - 2);
    const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    good = error == std::errc() && end == tag.data() + tag.size();
  }
  if (!good) {
    throw base::bad_request({"If-Match 请求头须是一个带引号的版本号，例如 \"5\"。",
                             "If-Match must be one quoted version number, for example \"5\"."},
                            {{"If-Match", {"不是版本号", "not a version number"}}});
  }
  return version;
}

void set_cookie(Response& response, std::string_view name, std::string_view value,
                const CookieOptions& options) {
  std::string line = fmt::format("{}={}; Path=/; SameSite=Strict", name, value);
  if (options.max_age) line += fmt::format("; Max-Age={}", options.max_age->count());
  if (options.secure) line += "; Secure";
  if (options.http_only) line += "; HttpOnly";
  response.add("Set-Cookie", std::move(line));
}

}  // namespace http

#include "http/answer.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <zlib.h>

#include <boost/beast/http/status.hpp>
#include <chrono>
#include <iterator>
#include <stdexcept>

#include "http/ascii.hpp"

namespace http {

namespace {

// The policy of everything but the page itself, which brings its own: nothing may be loaded.
constexpr std::string_view kApiPolicy = "default-src 'none'; frame-ancestors 'none'";

constexpr std::string_view kSecurityHeaders =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

bool compressible(std::string_view media_type) {
  const std::string_view type = bare(media_type);
  return type == "application/json" || type.ends_with("+json") || type.starts_with("text/");
}

std::string gzip(const std::string& plain) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;  // zlib: +16 asks for the gzip format
  constexpr int kMemory = 8;
  if (deflateInit2(&stream, 1, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  // zlib does not write to its input, its C interface only lacks the const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib cannot finish");
  return packed;
}

void append_header(std::string& head, std::string_view name, std::string_view value) {
  constexpr std::string_view kBreaks("\r\n\0", 3);
  if (name.find_first_of(kBreaks) != std::string_view::npos ||
      value.find_first_of(kBreaks) != std::string_view::npos) {
    throw std::logic_error(fmt::format("line break in a header {}", name.substr(0, 40)));
  }
  head.append(name).append(": ").append(value).append("\r\n");
}

void add_vary(Response& response, std::string_view name) {
  std::string vary(response.header("Vary"));
  bool there = false;
  for_each_element(vary, [&](std::string_view e) { there |= equal_ignoring_case(e, name); });
  if (there) return;
  if (!vary.empty()) vary += ", ";
  response.set("Vary", vary + std::string(name));
}

}  // namespace

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  bool accepted = false;
  for_each_element(accept_encoding, [&](std::string_view element) {
    if (equal_ignoring_case(bare(element), coding)) accepted = weight(element) > 0;
  });
  return accepted;
}

bool matches_tag(std::string_view if_none_match, std::string_view tag) {
  const auto opaque = [](std::string_view t) { return t.starts_with("W/") ? t.substr(2) : t; };
  bool match = false;
  for_each_element(if_none_match, [&](std::string_view element) {
    match = match || element == "*" || opaque(element) == opaque(tag);
  });
  return match;
}

std::string imf_fixdate(std::int64_t seconds) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}",
                     fmt::gmtime(static_cast<std::time_t>(seconds)));
}

void finish(Response& response, const Request& request) {
  const std::string tag(response.header("ETag"));
  if (response.header("Cache-Control").empty()) {
    response.set("Cache-Control", tag.empty() ? "no-store" : "no-cache");
  }
  if (response.events) return;
  // A view that must not be stored has the version of its row as tag, for If-Match; the view may
  // differ although the row does not.
  const bool validates = !tag.empty() && response.header("Cache-Control") != "no-store";
  if (is_safe(request.method) && response.status == 200 && validates &&
      matches_tag(request.header("If-None-Match"), tag)) {
    response.status = 304;
    response.body.clear();
    response.file.reset();
    std::erase_if(response.headers, [](const auto& entry) {
      return equal_ignoring_case(entry.first, "Content-Type") ||
             equal_ignoring_case(entry.first, "Content-Encoding");
    });
    return;
  }
  if (response.file || !compressible(response.header("Content-Type")) ||
      !response.header("Content-Encoding").empty()) {
    return;
  }
  // The tag stays that of the row, since If-Match has to name it; Vary keeps the forms apart.
  add_vary(response, "Accept-Encoding");
  if (response.body.size() <= kCompressedFrom ||
      !accepts(request.header("Accept-Encoding"), "gzip")) {
    return;
  }
  response.body = gzip(response.body);
  response.set("Content-Encoding", "gzip");
}

bool sends_body(const Response& response, const Request& request) {
  return request.method != Method::head && response.status != 204 && response.status != 304;
}

std::string head_of(const Response& response, const Request& request, const Framing& framing) {
  std::string head;
  head.reserve(768);
  const auto reason = boost::beast::http::obsolete_reason(
      boost::beast::http::int_to_status(static_cast<unsigned>(response.status)));
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                 std::string_view(reason.data(), reason.size()));
  for (const auto& [name, value] : response.headers) append_header(head, name, value);
  append_header(head, "Date", framing.date);
  append_header(head, "X-Request-Id", request.id);
  head += kSecurityHeaders;
  if (response.header("Content-Security-Policy").empty()) {
    append_header(head, "Content-Security-Policy", kApiPolicy);
  }
  if (request.secure) append_header(head, "Strict-Transport-Security", "max-age=31536000");
  if (response.status != 204 && response.status != 304 && !response.events) {
    const std::uint64_t size = response.file ? framing.file_size : response.body.size();
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", size);
  }
  if (!framing.keep_alive) {
    head += "Connection: close\r\n";
  } else if (framing.http_1_0) {
    head += "Connection: keep-alive\r\n";
  }
  head += "\r\n";
  return head;
}

}  // namespace http

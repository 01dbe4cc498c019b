#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.hpp"

//! From a handler's Response to what goes over the wire. Internal to the server.
namespace http {

struct Framing {
  bool keep_alive = true;
  bool http_1_0 = false;
  std::string_view date;  // IMF-fixdate
  std::uint64_t file_size = 0;
};

//! JSON and text longer than this many bytes are compressed for those who accept it.
inline constexpr std::size_t kCompressedFrom = 2048;

//! Makes a known GET a 304, sets Cache-Control and Vary, compresses. Call once, before head_of.
void finish(Response& response, const Request& request);

//! Status line and headers. Throws std::logic_error for a header with a line break in it.
std::string head_of(const Response& response, const Request& request, const Framing& framing);

//! False for HEAD, 204 and 304.
bool sends_body(const Response& response, const Request& request);

//! Sun, 06 Nov 1994 08:49:37 GMT, from seconds since 1970.
std::string imf_fixdate(std::int64_t seconds);

//! True if Accept-Encoding takes `coding` (without a weight of 0).
bool accepts(std::string_view accept_encoding, std::string_view coding);

//! True if If-None-Match names the tag or is "*" (weak comparison).
bool matches_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace http

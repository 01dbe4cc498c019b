#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

//! From a parsed header to a Request, with every rule that needs no body. Internal to the server.
namespace http {

//! What a connection knows of its other end.
struct Peer {
  std::string address;
  bool loopback = false;
  bool tls = false;
  bool local_socket = false;
};

struct RequestHead {
  Request request;
  bool framed = false;  // it is certain where this request ends
  bool keep_alive = false;
  bool http_1_0 = false;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t content_length = 0;
};

//! Finds the end of a header while it arrives, and refuses early what no parser should see: a line
//! that does not end in CR LF, a folded line (RFC 9112 §5.2), bytes that begin no request.
class HeaderScanner {
 public:
  enum class Result { more, complete, malformed, target_too_long, too_large };

  explicit HeaderScanner(std::size_t limit) : limit_(limit) {}

  //! `bytes` is everything received since the first byte of the request.
  Result scan(std::string_view bytes);
  //! Of a complete header, with its empty line.
  std::size_t size() const { return line_begin_; }

 private:
  const std::size_t limit_;
  std::size_t line_begin_ = 0;
  std::size_t scanned_ = 0;
};

//! Fills `head` as far as it gets; request.id, peer_address and language are always set.
//! Throws a Problem for ambiguous framing (RFC 9112 §6.3), a missing or odd Host, a method or an
//! expectation the server does not have, a malformed target, a compressed body, and for plain
//! HTTP that reaches a proxied server around its proxy.
void read_head(const boost::beast::http::request_header<>& header, const Peer& peer,
               const std::string& trusted_proxy, std::size_t target_limit, std::string id,
               RequestHead& head);

//! Throws a 403 Problem "cross-site" if the request may change something and could have been sent
//! by another site's page: Origin must be this scheme and host, or without Origin Sec-Fetch-Site
//! same-origin; with neither it may carry no cookie.
void check_origin(const Request& request);

}  // namespace http

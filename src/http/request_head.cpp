#include "http/request_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/http/verb.hpp>

#include "base/problem.hpp"
#include "http/ascii.hpp"
#include "http/target.hpp"

namespace http {

namespace beast_http = boost::beast::http;

namespace {

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

Language language_of(const Request& request) {
  if (const auto chosen = request.cookie("lang")) {
    if (*chosen == "en") return Language::en;
    if (*chosen == "zh") return Language::zh;
  }
  int zh = 0;
  int en = 0;
  for_each_element(request.header("Accept-Language"), [&](std::string_view element) {
    const std::string_view tag = bare(element).substr(0, 2);
    if (equal_ignoring_case(tag, "zh")) zh = std::max(zh, weight(element));
    if (equal_ignoring_case(tag, "en")) en = std::max(en, weight(element));
  });
  if (zh != en) return en > zh ? Language::en : Language::zh;
  // Equal weights: the one named first; neither: Chinese.
  bool english_first = false;
  bool decided = false;
  for_each_element(request.header("Accept-Language"), [&](std::string_view element) {
    const std::string_view tag = bare(element).substr(0, 2);
    const bool is_en = equal_ignoring_case(tag, "en");
    if (decided || (!is_en && !equal_ignoring_case(tag, "zh"))) return;
    english_first = is_en && en > 0;
    decided = true;
  });
  return english_first ? Language::en : Language::zh;
}

// The proxy appends the address it saw, so only the last element is its word.
std::string forwarded_for(const Request& request) {
  std::string last;
  for (const auto& [name, value] : request.header_list) {
    if (!equal_ignoring_case(name, "X-Forwarded-For")) continue;
    for_each_element(value, [&](std::string_view element) { last = element; });
  }
  return last;
}

void identify_peer(Request& request, const Peer& peer, const std::string& trusted_proxy) {
  const bool through_proxy = !trusted_proxy.empty() && peer.address == trusted_proxy;
  request.peer_address = peer.address;
  request.secure = peer.tls;
  if (through_proxy) {
    if (std::string client = forwarded_for(request); !client.empty()) {
      request.peer_address = std::move(client);
    }
    request.secure = peer.tls || equal_ignoring_case(request.header("X-Forwarded-Proto"), "https");
  }
  const bool says_proxied = request.has_header("X-Forwarded-For") ||
                            request.has_header("Forwarded") || request.has_header("Via");
  request.local_peer = (peer.loopback || peer.local_socket) && !through_proxy && !says_proxied;
}

// RFC 9110 §5.6.2: what a method may consist of.
bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

base::Problem ambiguous(std::string zh, std::string en) {
  return base::bad_request({std::move(zh), std::move(en)});
}

std::size_t count(const Request& request, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(request.header_list.begin(), request.header_list.end(),
                    [&](const auto& entry) { return equal_ignoring_case(entry.first, name); }));
}

// Any doubt about where a body ends lets two servers in a row disagree about where the next
// request begins (request smuggling), so doubt is refused.
void read_framing(RequestHead& head, unsigned version) {
  const Request& request = head.request;
  const std::size_t lengths = count(request, "Content-Length");
  const std::size_t encodings = count(request, "Transfer-Encoding");
  if (lengths > 1) {
    throw ambiguous("Content-Length 出现了多次，请只保留一个。",
                    "Content-Length is there more than once; send one.");
  }
  if (lengths > 0 && encodings > 0) {
    throw ambiguous("Content-Length 与 Transfer-Encoding 不能同时出现，请只用一个。",
                    "Content-Length and Transfer-Encoding exclude each other; send one.");
  }
  if (encodings > 0) {
    if (version == 10) {
      throw ambiguous("HTTP/1.0 没有 Transfer-Encoding，请改用 Content-Length。",
                      "HTTP/1.0 has no Transfer-Encoding; send Content-Length.");
    }
    if (encodings > 1 ||
        !equal_ignoring_case(trimmed(request.header("Transfer-Encoding")), "chunked")) {
      throw base::Problem(501, "transfer-encoding", {"传输编码不支持", "Unsupported coding"},
                          {"Transfer-Encoding 只支持 chunked。",
                           "The only Transfer-Encoding supported is chunked."});
    }
    head.chunked = true;
  }
  if (lengths > 0) {
    const std::string_view digits = request.header("Content-Length");
    std::uint64_t length = 0;
    const bool all_digits =
        !digits.empty() && digits.size() <= 18 &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!all_digits) {
      throw ambiguous("Content-Length 须是一个非负整数。",
                      "Content-Length must be one non-negative number.");
    }
    for (const char c : digits) length = length * 10 + static_cast<std::uint64_t>(c - '0');
    head.content_length = length;
  }
  head.framed = true;
}

void check_host(const Request& request, unsigned version) {
  const std::size_t hosts = count(request, "Host");
  const std::string_view host = request.header("Host");
  const bool well_formed = std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:[]").find(c) != std::string_view::npos;
  });
  if (hosts > 1 || (hosts == 0 && version == 11) || !well_formed) {
    throw ambiguous("请求须带一个有效的 Host 请求头。", "A request needs one valid Host header.");
  }
}

std::optional<Method> method_of(beast_http::verb verb) {
  switch (verb) {
    case beast_http::verb::get:
      return Method::get;
    case beast_http::verb::head:
      return Method::head;
    case beast_http::verb::post:
      return Method::post;
    case beast_http::verb::put:
      return Method::put;
    case beast_http::verb::patch:
      return Method::patch;
    case beast_http::verb::delete_:
      return Method::del;
    default:
      return std::nullopt;
  }
}

void read_connection(RequestHead& head, unsigned version) {
  bool close = version == 10;
  for (const auto& [name, value] : head.request.header_list) {
    if (!equal_ignoring_case(name, "Connection")) continue;
    for_each_element(value, [&](std::string_view element) {
      if (equal_ignoring_case(element, "close")) close = true;
      if (version == 10 && equal_ignoring_case(element, "keep-alive")) close = false;
    });
  }
  head.keep_alive = !close;
  head.http_1_0 = version == 10;
}

// An absolute-form target carries its host itself; a server must take it (RFC 9112 §3.2.2).
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  return target;
}

void read_target(Request& request) {
  Target target = parse_target(origin_form(request.target));
  request.path = std::move(target.path);
  request.segments = std::move(target.segments);
  request.query = std::move(target.query);
}

void read_expectation(RequestHead& head) {
  const std::string_view expectation = trimmed(head.request.header("Expect"));
  if (expectation.empty() || head.http_1_0) return;
  if (!equal_ignoring_case(expectation, "100-continue")) {
    throw base::Problem(
        417, "expectation", {"无法满足的期望", "Expectation failed"},
        {"Expect 只支持 100-continue。", "The only Expect supported is 100-continue."});
  }
  head.expects_continue = true;
}

void check_reached_properly(const Request& request, const Peer& peer,
                            const std::string& trusted_proxy) {
  if (trusted_proxy.empty() || peer.tls || peer.loopback || peer.local_socket) return;
  if (peer.address == trusted_proxy) return;
  throw base::Problem(
      403, "not-through-proxy", {"请经由代理访问", "Use the proxy"},
      {fmt::format("此地址只接受反向代理转发的请求，请改用对外公布的网址（来自 {}）。",
                   request.peer_address),
       fmt::format("This address takes requests from its reverse proxy only; use "
                   "the published address (you came from {}).",
                   request.peer_address)});
}

// Without the port that the scheme implies, in lower case.
std::string normal_host(std::string_view host, bool secure) {
  const std::string_view port = secure ? ":443" : ":80";
  if (host.ends_with(port)) host.remove_suffix(port.size());
  std::string normal;
  for (const char c : host) normal += lower(c);
  return normal;
}

bool is_own_origin(const Request& request, std::string_view origin) {
  const std::string_view scheme = request.secure ? "https://" : "http://";
  if (!equal_ignoring_case(origin.substr(0, scheme.size()), scheme)) return false;
  const std::string_view host = request.header("Host");
  return !host.empty() && normal_host(origin.substr(scheme.size()), request.secure) ==
                              normal_host(host, request.secure);
}

}  // namespace

HeaderScanner::Result HeaderScanner::scan(std::string_view bytes) {
  if (!bytes.empty() && !is_token_character(bytes.front())) return Result::malformed;
  while (true) {
    const auto line_end = bytes.find('\n', scanned_);
    if (line_end == std::string_view::npos) break;
    const std::string_view line = bytes.substr(line_begin_, line_end - line_begin_);
    if (line.empty() || line.back() != '\r') return Result::malformed;
    if (line.front() == ' ' || line.front() == '\t') return Result::malformed;
    line_begin_ = line_end + 1;
    scanned_ = line_begin_;
    if (line_begin_ > limit_) break;
    if (line.size() == 1) return Result::complete;
  }
  scanned_ = bytes.size();
  if (bytes.size() <= limit_) return Result::more;
  return line_begin_ == 0 || bytes.find('\n') >= limit_ ? Result::target_too_long
                                                        : Result::too_large;
}

void read_head(const beast_http::request_header<>& header, const Peer& peer,
               const std::string& trusted_proxy, std::size_t target_limit, std::string id,
               RequestHead& head) {
  Request& request = head.request;
  request.id = std::move(id);
  for (const auto& field : header) {
    request.header_list.emplace_back(view(field.name_string()), view(field.value()));
  }
  request.language = language_of(request);
  identify_peer(request, peer, trusted_proxy);
  read_connection(head, header.version());
  read_framing(head, header.version());
  check_host(request, header.version());
  check_reached_properly(request, peer, trusted_proxy);
  const auto method = method_of(header.method());
  if (!method) {
    throw base::Problem(501, "unknown-method", {"请求方法不支持", "Unsupported method"},
                        {"只支持 GET、HEAD、POST、PUT、PATCH、DELETE。",
                         "The methods are GET, HEAD, POST, PUT, PATCH and DELETE."});
  }
  request.method = *method;
  request.target = view(header.target());
  if (request.target.size() > target_limit) {
    throw base::Problem(
        414, "target-too-long", {"地址过长", "Address too long"},
        {fmt::format("地址不能超过 {} 字节，请减少查询条件。", target_limit),
         fmt::format("The address may have {} bytes; use fewer conditions.", target_limit)});
  }
  read_target(request);
  read_expectation(head);
  const std::string_view coding = trimmed(request.header("Content-Encoding"));
  if (!coding.empty() && !equal_ignoring_case(coding, "identity")) {
    throw base::Problem(415, "content-encoding", {"内容编码不支持", "Unsupported content coding"},
                        {"请不压缩内容直接提交。", "Send the content uncompressed."});
  }
}

void check_origin(const Request& request) {
  if (is_safe(request.method)) return;
  const bool has_origin = request.has_header("Origin");
  const std::string_view site = request.header("Sec-Fetch-Site");
  bool own = false;
  if (has_origin) {
    own = is_own_origin(request, request.header("Origin"));
  } else if (!site.empty()) {
    own = site == "same-origin";
  } else {
    own = !request.has_header("Cookie");
  }
  if (own) return;
  throw base::Problem(403, "cross-site", {"来源不符", "Request from another site"},
                      {"这个请求不是从本系统的页面发出的，已被拒绝。请在本系统页面中重新操作；"
                       "如经反向代理访问，代理须原样传递 Host 与 X-Forwarded-Proto。",
                       "This request did not come from a page of this system and was refused. Do "
                       "it again from within; a reverse proxy must pass on Host and "
                       "X-Forwarded-Proto."});
}

}  // namespace http

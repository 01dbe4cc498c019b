#pragma once

#include <any>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

//! Requests and responses as handlers see them; nothing here knows the library beneath.
namespace http {

class EventSubscription;

enum class Method { get, head, post, put, patch, del };

//! "GET" ... "DELETE"
std::string_view method_name(Method method);

//! GET and HEAD change nothing and need no protection against forged requests.
bool is_safe(Method method);

enum class Language { zh, en };

//! One request, complete: its body has been read and is within the limit of its route.
struct Request {
  Method method = Method::get;
  std::string target;                                      // as sent: /api/tasks/7?as_of=2022-07-01
  std::string path;                                        // percent-decoded, without the query
  std::vector<std::string> segments;                       // of the path, decoded one by one
  std::map<std::string, std::string, std::less<>> params;  // {number} of the route
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::vector<std::pair<std::string, std::string>> header_list;  // as sent, in order
  std::string body;
  //! Of the client: behind the trusted proxy what that proxy says, otherwise of the socket.
  //! "local" on the socket of the command line.
  std::string peer_address;
  bool secure = false;               // over TLS here or, as it says, at the trusted proxy
  bool local_peer = false;           // from this machine and through no proxy
  std::string id;                    // also in the log and in X-Request-Id
  Language language = Language::zh;  // cookie "lang", else Accept-Language, else Chinese
  std::any session;  // what the router's guard learnt about who asks; empty without a guard

  //! The first header of that name in any case, or empty.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
  //! The first cookie of that name, or none.
  std::optional<std::string_view> cookie(std::string_view name) const;
  //! A parameter of the route's path. Precondition: the path names it.
  const std::string& param(std::string_view name) const;
  //! The same for {name:integer}: digits. Throws a 404 Problem if it exceeds 64 bits.
  std::int64_t integer_param(std::string_view name) const;
};

//! A file that is removed when the last answer that holds it is gone.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::filesystem::path path) : path_(std::move(path)) {}
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

//! What a handler answers. The server adds security headers, Date, X-Request-Id, Content-Length,
//! Cache-Control where the handler set none, compression, and 304 where the ETag is known.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  //! Sent in chunks in place of `body`.
  std::optional<std::filesystem::path> file;
  //! Keeps a file that was made for this answer until it is sent.
  std::shared_ptr<const TemporaryFile> temporary;
  //! Sent in place of `body` until either side ends it (http/events.hpp).
  std::shared_ptr<EventSubscription> events;

  //! Replaces the header in any case of its name.
  Response& set(std::string_view name, std::string value);
  Response& add(std::string_view name, std::string value);
  //! The first header of that name in any case, or empty.
  std::string_view header(std::string_view name) const;
};

//! Runs on any of the server's threads, several at once; must not block for long. A handler and
//! everything it refers to outlive the server; `request` outlives the coroutine.
using Handler = std::function<boost::asio::awaitable<Response>(Request&)>;

//! Plain text in UTF-8.
Response text(std::string body, int status = 200);
//! 204
Response no_content();

//! The entity tag of a row's version: "5" in quotes.
std::string version_tag(std::int64_t version);
//! The version that If-Match names. Throws 428 if there is none, 400 if it is no version tag.
std::int64_t required_version(const Request& request);

struct CookieOptions {
  std::optional<std::chrono::seconds> max_age;  // none: until the browser closes; 0 deletes
  bool secure = true;
  bool http_only = true;
};
//! Adds a Set-Cookie for Path=/ and SameSite=Strict. Precondition: name and value need no quoting.
void set_cookie(Response& response, std::string_view name, std::string_view value,
                const CookieOptions& options);

}  // namespace http

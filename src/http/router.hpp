#pragma once

#include <boost/json/fwd.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "http/message.hpp"

namespace http {

class Components;

//! Makes the JSON Schema of one type; http/schema.hpp has schema_of<T> and query_of<T>. What only
//! a declaration describes makes its own.
using SchemaMaker = std::function<boost::json::value(Components&)>;

//! One answer a route can give, besides the problems every route can give.
struct Answer {
  int status = 200;
  SchemaMaker schema = nullptr;  // none: no JSON body
  base::Text description{};
  std::string media_type = "application/json";
};

//! A path is declared once, here; OpenAPI is made from it.
struct Route {
  Method method = Method::get;
  //! Literal segments, {name}, and {name:integer} which matches digits only.
  std::string path{};
  std::string tag{};  // the capability
  base::Text summary{};
  SchemaMaker query = nullptr;  // query_of<T>
  SchemaMaker body = nullptr;   // schema_of<T>
  std::vector<Answer> answers{};
  bool if_match = false;         // needs If-Match with the version
  bool idempotency_key = false;  // takes Idempotency-Key
  bool public_access = false;    // the guard lets everyone in
  //! Body limit of this route in place of the server's.
  std::optional<std::size_t> body_limit{};
  Handler handler{};
};

//! Runs before the body is read and before the handler of a matched route. Throws a Problem to
//! refuse; may put what it learnt into request.session.
using Guard = std::function<boost::asio::awaitable<void>(Request&, const Route&)>;

class Router {
 public:
  Router();
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  //! Throws std::logic_error for a malformed path, a second route of the same method and path, or
  //! a route without handler: a mistake of the program that must not survive its start.
  void add(Route route);

  void set_guard(Guard guard) { guard_ = std::move(guard); }
  //! Answers GET and HEAD outside /api that no route matches: the web page.
  void set_fallback(Handler handler) { fallback_ = std::move(handler); }

  struct Match {
    const Route* route = nullptr;  // none: see `allowed`
    std::vector<Method> allowed;   // methods of the path if only the method does not fit
  };
  //! Looks up request.method and request.segments and fills request.params. HEAD finds the GET
  //! route. A literal segment goes before a parameter.
  Match match(Request& request) const;

  //! In the order they were added.
  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }
  const Guard& guard() const { return guard_; }
  const Handler& fallback() const { return fallback_; }

 private:
  struct Node;

  const Node* find(const Node& node, const std::vector<std::string>& segments, std::size_t at,
                   std::vector<const std::string*>& values) const;

  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
  Guard guard_;
  Handler fallback_;
};

//! Text of the Allow header: "GET, HEAD, POST".
std::string allow_header(const std::vector<Method>& methods);

}  // namespace http

#pragma once

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "access/access_service.hpp"
#include "http/events.hpp"
#include "http/message.hpp"
#include "http/router.hpp"

namespace zhijiao::access {

//! Browsers take a cookie of this name only with Secure, Path=/ and without Domain. They count
//! http://localhost as secure.
inline constexpr std::string_view kSessionCookie = "__Host-session";

using ActorHandler =
    std::function<boost::asio::awaitable<http::Response>(const Actor&, http::Request&)>;

//! Finds out who asks and whether he may. Outlives the router.
class Guard {
 public:
  explicit Guard(AccessService& service) : service_(service) {}
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  //! For Router::set_guard: routes that are not public answer 401 without a session, before their
  //! body is read, and routes that declare no query answer 400 to one.
  http::Guard of_router();

  //! A handler for who may do it somewhere (403 otherwise); what belongs to one unit is checked by
  //! the service that knows the unit.
  http::Handler signed_in(Permission permission, ActorHandler handler);
  //! A handler for whoever holds a post (403 otherwise); what he sees is for the service to say.
  http::Handler in_post(ActorHandler handler);
  //! A handler for whoever is signed in: what belongs to the person alone.
  http::Handler signed_in(ActorHandler handler);

 private:
  boost::asio::awaitable<void> admit(http::Request& request, const http::Route& route);
  boost::asio::awaitable<http::Response> answer(std::optional<Permission> permission,
                                                const ActorHandler& handler,
                                                http::Request& request);

  AccessService& service_;
};

//! The actor that the guard found. Precondition: the route is not public.
const Actor& actor_of(const http::Request& request);

//! What EventHub audiences see of a signed-in person: account and the names of his permissions.
http::Listener listener_of(const Actor& actor);

//! The key of a repeatable request. Throws a 400 Problem if Idempotency-Key is longer than 200
//! visible ASCII characters.
db::Once once_of(const http::Request& request, const Actor& actor);

//! Adds /api/session, /api/invitations, /api/accounts, /api/posts, /api/roles, /api/audit.
//! All arguments outlive the router.
void add_access_routes(http::Router& router, AccessService& service, Guard& guard,
                       http::EventHub& events);

//! Adds GET /api/exports/accounts.csv and .xlsx.
void add_access_exports(http::Router& router, AccessService& service, Guard& guard,
                        const std::filesystem::path& temporary_folder);

//! Adds POST /administrator-link (answer: LinkView) to the router of the local socket.
void add_local_access_routes(http::Router& router, AccessService& service);

}  // namespace zhijiao::access

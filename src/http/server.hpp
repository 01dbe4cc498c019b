#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"

namespace spdlog {
class logger;  // NOLINT(readability-identifier-naming)
}

namespace http {

struct Options {
  std::string listen = "127.0.0.1";  // an address, or "localhost"
  std::uint16_t port = 0;            // 0: any, Server::port() tells
  std::size_t threads = 2;
  std::size_t header_limit = 16'384;     // bytes of request line and headers: beyond, 431 or 414
  std::size_t target_limit = 8'192;      // bytes: beyond, 414
  std::size_t body_limit = 1'048'576;    // bytes, unless the route says otherwise: beyond, 413
  std::size_t max_connections = 10'000;  // beyond, 503
  std::chrono::milliseconds header_timeout{10'000};  // from its first byte; beyond, 408
  std::chrono::milliseconds body_timeout{30'000};    // plus 1 s for each 16 KiB; beyond, 408
  std::chrono::milliseconds write_timeout{30'000};   // the same for an answer; beyond, cut
  std::chrono::milliseconds idle_timeout{60'000};    // between requests
  std::chrono::milliseconds heartbeat{20'000};       // of event streams
  std::filesystem::path tls_certificate{};           // PEM chain; with the key: TLS 1.2 and later
  std::filesystem::path tls_key{};
  //! Address of the one reverse proxy whose X-Forwarded-For and X-Forwarded-Proto are believed.
  //! It must pass Host on.
  std::string trusted_proxy{};
  //! Unix socket for the command line, served by Server's local router. Empty: none.
  std::filesystem::path local_socket{};
  std::shared_ptr<spdlog::logger> access_log{};  // none: spdlog's default logger
};

//! Throws a Problem that says what to do unless the options are safe: away from loopback only
//! with TLS or a named trusted proxy.
void check_listen(const Options& options);

//! An HTTP/1.1 server: one io_context a thread, sessions are coroutines that stay on theirs.
class Server {
 public:
  //! All arguments outlive the server. `local_router` serves options.local_socket.
  Server(Options options, const Router& router, const base::Clock& clock, Metrics& metrics,
         const Router* local_router = nullptr);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  //! Binds and begins to serve on threads of its own. Throws a Problem if the address is taken,
  //! the certificate cannot be read, or another server has the local socket.
  void start();
  //! The port it listens on, after start().
  std::uint16_t port() const;
  //! Stops accepting, closes idle connections and streams, lets requests in flight finish until
  //! the deadline, then cuts them. Returns when all threads have ended; false if something was cut.
  bool stop(std::chrono::milliseconds deadline);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace http

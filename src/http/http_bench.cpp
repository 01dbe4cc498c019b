#include <spdlog/sinks/null_sink.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>

#include "base/clock.hpp"
#include "http/json.hpp"
#include "http/server.hpp"

// A server with nothing behind it, for wrk: what is left of its figure is what handlers cost.
// http_bare [port] [threads]; prints the address, ends on SIGINT or SIGTERM.
namespace {

std::uint16_t number_of(const char* text) {
  std::uint16_t number = 0;
  std::from_chars(text, text + std::strlen(text), number);
  return number;
}

int serve(std::uint16_t port, std::size_t threads) {
  http::Router router;
  router.add({.method = http::Method::get,
              .path = "/api/bare",
              .handler = [](http::Request&) -> boost::asio::awaitable<http::Response> {
                co_return http::json_text(R"({"answer":"bare"})");
              }});
  const base::SystemClock clock;
  http::Metrics metrics;
  http::Server server({.port = port,
                       .threads = threads,
                       .access_log = std::make_shared<spdlog::logger>(
                           "none", std::make_shared<spdlog::sinks::null_sink_mt>())},
                      router, clock, metrics);
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  server.start();
  std::printf("http://127.0.0.1:%u/api/bare\n", static_cast<unsigned>(server.port()));
  std::fflush(stdout);
  int received = 0;
  sigwait(&ends, &received);
  return server.stop(std::chrono::seconds(2)) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return serve(argc > 1 ? number_of(argv[1]) : 0, argc > 2 ? number_of(argv[2]) : 1);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

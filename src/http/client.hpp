#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace http {

struct LocalAnswer {
  int status = 0;
  std::string body;
};

//! Sends one POST with a JSON body to the server that listens on the unix socket and waits for the
//! answer. Throws a Problem "server-not-running" (503) if nobody listens there, "server-silent"
//! (504) if no complete answer comes in time.
LocalAnswer post_local(const std::filesystem::path& socket, std::string_view path,
                       std::string_view json, std::chrono::milliseconds timeout);

}  // namespace http

#include "http/client.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cerrno>
#include <cstring>

#include "base/problem.hpp"

namespace http {

namespace beast_http = boost::beast::http;
using std::chrono::milliseconds;

namespace {

base::Problem not_running(const std::filesystem::path& socket) {
  return {503,
          "server-not-running",
          {"服务没有运行", "The server is not running"},
          {fmt::format("{} 上没有服务在监听，请先启动服务。", socket.string()),
           fmt::format("Nobody listens on {}; start the server first.", socket.string())}};
}

base::Problem silent() {
  return {504,
          "server-silent",
          {"服务没有应答", "The server did not answer"},
          {"服务在限定时间内没有完整应答，操作可能已经完成；请查看状态后再决定是否重试。",
           "The server gave no complete answer in time and may have done the work; look before you "
           "try again."}};
}

// A connected socket whose every read and write ends within the timeout.
class Socket {
 public:
  Socket(const std::filesystem::path& path, milliseconds timeout)
      : descriptor_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    if (descriptor_ < 0 || name.size() >= sizeof(address.sun_path)) {
      close();
      throw not_running(path);
    }
    std::memcpy(address.sun_path, name.data(), name.size());
    timeval limit{};
    limit.tv_sec = timeout.count() / 1000;
    limit.tv_usec = timeout.count() % 1000 * 1000;
    const bool good =
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) == 0 &&
        ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)) == 0 &&
        ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    if (!good) {
      close();
      throw not_running(path);
    }
  }
  ~Socket() { close(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) throw silent();
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  std::size_t read(char* to, std::size_t size) const {
    while (true) {
      const ssize_t got = ::recv(descriptor_, to, size, 0);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw silent();
      return static_cast<std::size_t>(got);
    }
  }

 private:
  void close() const {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  int descriptor_;
};

}  // namespace

LocalAnswer post_local(const std::filesystem::path& socket, std::string_view path,
                       std::string_view json, milliseconds timeout) {
  const Socket connection(socket, timeout);
  connection.write(
      fmt::format("POST {} HTTP/1.1\r\nHost: local\r\nConnection: close\r\n"
                  "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                  path, json.size(), json));
  beast_http::response_parser<beast_http::string_body> parser;
  parser.body_limit(boost::none);
  parser.eager(true);
  std::string pending;
  std::array<char, 16'384> chunk{};
  while (!parser.is_done()) {
    const std::size_t got = connection.read(chunk.data(), chunk.size());
    if (got == 0) throw silent();
    pending.append(chunk.data(), got);
    boost::system::error_code error;
    const std::size_t used = parser.put(boost::asio::buffer(pending), error);
    pending.erase(0, used);
    if (error && error != beast_http::error::need_more) throw silent();
  }
  return {static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
}

}  // namespace http

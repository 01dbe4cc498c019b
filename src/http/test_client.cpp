#include "http/test_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "http/ascii.hpp"

namespace http {

namespace beast_http = boost::beast::http;

std::string Received::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return "";
}

bool Received::has(std::string_view name) const {
  for (const auto& entry : headers) {
    if (equal_ignoring_case(entry.first, name)) return true;
  }
  return false;
}

TestClient::TestClient(std::uint16_t port, std::chrono::milliseconds patience)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval limit{};
  limit.tv_sec = patience.count() / 1000;
  limit.tv_usec = patience.count() % 1000 * 1000;
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    ::close(descriptor_);
    throw std::runtime_error("cannot connect");
  }
}

TestClient::~TestClient() { ::close(descriptor_); }

bool TestClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::size_t TestClient::read_some() {
  std::array<char, 16'384> chunk{};
  const ssize_t got = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
  reset_ = got < 0;
  if (got <= 0) return 0;
  pending_.append(chunk.data(), static_cast<std::size_t>(got));
  return static_cast<std::size_t>(got);
}

std::optional<Received> TestClient::receive(bool to_head) {
  beast_http::response_parser<beast_http::string_body> parser;
  parser.body_limit(boost::none);
  parser.skip(to_head);
  parser.eager(true);
  while (!parser.is_done()) {
    boost::system::error_code error = beast_http::error::need_more;
    if (!pending_.empty()) {
      const std::size_t used = parser.put(boost::asio::buffer(pending_), error);
      pending_.erase(0, used);
    }
    if (parser.is_done()) break;
    if (error && error != beast_http::error::need_more) return std::nullopt;
    if (read_some() == 0) return std::nullopt;
  }
  Received received;
  received.status = static_cast<int>(parser.get().result_int());
  for (const auto& field : parser.get()) {
    received.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  received.body = parser.get().body();
  return received;
}

std::optional<Received> TestClient::ask(std::string_view bytes) {
  send(bytes);
  return receive(bytes.starts_with("HEAD "));
}

std::optional<std::string> TestClient::read_until(std::string_view text) {
  while (pending_.find(text) == std::string::npos) {
    if (read_some() == 0) return std::nullopt;
  }
  const std::size_t end = pending_.find(text) + text.size();
  std::string read = pending_.substr(0, end);
  pending_.erase(0, end);
  return read;
}

bool TestClient::ended() {
  while (read_some() > 0) continue;
  return !reset_;
}

void TestClient::set_receive_buffer(int bytes) const {
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
}

void TestClient::shut_down_sending() const { ::shutdown(descriptor_, SHUT_WR); }

TestFolder::TestFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "zhijiao-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  path_ = name;
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void TestFolder::write(const std::string& name, std::string_view content) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << content;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string gunzip(const std::string& packed) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::runtime_error("zlib");
  std::string input = packed;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  std::string plain(packed.size() * 1100 + 1024, '\0');
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  const int result = inflate(&stream, Z_FINISH);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("not gzip");
  return plain;
}

}  // namespace http

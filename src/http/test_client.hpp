#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

//! A client for tests that does only what it is told: it can be slow, cut short and ill-formed.
namespace http {

struct Received {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  std::string header(std::string_view name) const;
  bool has(std::string_view name) const;
};

class TestClient {
 public:
  //! Connects to 127.0.0.1. Reading gives up after `patience`.
  explicit TestClient(std::uint16_t port,
                      std::chrono::milliseconds patience = std::chrono::seconds(10));
  ~TestClient();
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  //! False once the other side has reset the connection.
  bool send(std::string_view bytes) const;
  //! The next complete answer; none if the connection ended, was reset, or patience did.
  std::optional<Received> receive(bool to_head = false);
  //! Sends and receives.
  std::optional<Received> ask(std::string_view bytes);
  //! Reads until `text` has arrived; everything read so far, or none.
  std::optional<std::string> read_until(std::string_view text);
  //! True if the other side ends the connection (not by a reset) within patience.
  bool ended();
  void set_receive_buffer(int bytes) const;
  void shut_down_sending() const;

 private:
  std::size_t read_some();

  int descriptor_ = -1;
  bool reset_ = false;
  std::string pending_;
};

//! A folder that is removed at the end.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
std::string gunzip(const std::string& packed);

}  // namespace http

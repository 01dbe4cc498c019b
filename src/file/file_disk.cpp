#include "file/file_disk.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "base/problem.hpp"
#include "db/storage_problem.hpp"

namespace file {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const char* what, int why) {
  spdlog::error("{}: {}", what, std::generic_category().message(why));
  throw db::storage_full();
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags)
      : number_(open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (number_ < 0) fail("a file cannot be opened", errno);
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  void flush() const {
    if (fsync(number_) != 0) fail("a file cannot be flushed", errno);
  }

 private:
  int number_;
};

void flush_folder(const fs::path& folder) { Descriptor(folder, O_RDONLY | O_DIRECTORY).flush(); }

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail("a folder cannot be made", error.value());
}

}  // namespace

FileDisk::FileDisk(const fs::path& data) : uploads_(data / "uploads"), files_(data / "files") {
  make_folder(uploads_);
  make_folder(files_);
}

fs::path FileDisk::upload_path(const std::string& upload) const { return uploads_ / upload; }

fs::path FileDisk::path_of(const std::string& sha256) const {
  return files_ / sha256.substr(0, 2) / sha256;
}

void FileDisk::write_part(const std::string& upload, std::int64_t offset,
                          std::string_view bytes) const {
  const Descriptor file(upload_path(upload), O_WRONLY | O_CREAT);
  if (ftruncate(file.number(), offset) != 0) fail("an upload cannot be cut", errno);
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file.number(), bytes.data(), bytes.size(), offset);
    if (written < 0) fail("an upload cannot be written", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += written;
  }
  // What was acknowledged is there after a crash.
  file.flush();
}

std::int64_t FileDisk::size_of(const std::string& upload) const {
  std::error_code error;
  const auto size = fs::file_size(upload_path(upload), error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

std::string FileDisk::hash_of(const std::string& upload) const {
  std::ifstream stream(upload_path(upload), std::ios::binary);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::array<char, 1 << 16> buffer{};
  while (stream) {
    stream.read(buffer.data(), buffer.size());
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()),
                              static_cast<unsigned long long>(stream.gcount()));
  }
  if (!stream.eof()) throw std::runtime_error("an upload cannot be read back");
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state, hash.data());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

void FileDisk::keep(const std::string& upload, const std::string& sha256) const {
  const fs::path whole = path_of(sha256);
  make_folder(whole.parent_path());
  std::error_code error;
  if (fs::exists(whole, error)) {
    drop(upload);
    return;
  }
  fs::rename(upload_path(upload), whole, error);
  if (error) fail("a file cannot be kept", error.value());
  flush_folder(whole.parent_path());
  flush_folder(files_);
}

void FileDisk::drop(const std::string& upload) const {
  std::error_code error;
  fs::remove(upload_path(upload), error);
  if (error) spdlog::error("an upload cannot be removed: {}", error.message());
}

}  // namespace file

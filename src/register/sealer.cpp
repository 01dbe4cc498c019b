#include "register/sealer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "base/base64.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"

namespace registers {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kScheme = "1:";  // which key and algorithm
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kBlindBytes = 16;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view text_of(const std::vector<unsigned char>& raw) {
  return {reinterpret_cast<const char*>(raw.data()), raw.size()};
}

base::Problem no_key(const fs::path& file) {
  return {
      507,
      "sealing-key",
      {"封存密钥不可用", "The sealing key cannot be used"},
      {fmt::format(
           "密钥文件 {} 无法读取、建立或内容不对。没有它，敏感信息无法打开；请从备份恢复该文件，"
           "或检查目录权限。",
           file.string()),
       fmt::format("The key file {} cannot be read or made, or is no key. Without it sensitive "
                   "values cannot be opened; restore it from a backup or check the permissions "
                   "of the folder.",
                   file.string())}};
}

// Complete and on disk before anything is sealed with it.
void write_key(const fs::path& file, const Sealer::Key& key) {
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) throw no_key(file);
  const bool written =
      ::write(handle, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
      ::fsync(handle) == 0;
  ::close(handle);
  if (!written) {
    std::error_code ignored;
    fs::remove(file, ignored);
    throw no_key(file);
  }
}

}  // namespace

Sealer::Sealer(const Key& key) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  static_assert(crypto_kdf_KEYBYTES == kKeyBytes);
  crypto_kdf_derive_from_key(seal_key_.data(), seal_key_.size(), 1, "register", key.data());
  crypto_kdf_derive_from_key(blind_key_.data(), blind_key_.size(), 2, "register", key.data());
}

Sealer Sealer::open(const fs::path& file) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  Key key{};
  if (!fs::exists(file)) {
    randombytes_buf(key.data(), key.size());
    write_key(file, key);
    return Sealer(key);
  }
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(key.data()), static_cast<std::streamsize>(key.size()));
  if (!stream || stream.peek() != std::ifstream::traits_type::eof()) throw no_key(file);
  return Sealer(key);
}

std::string Sealer::seal(std::string_view place, std::string_view value) const {
  std::vector<unsigned char> raw(kNonceBytes + value.size() + kTagBytes);
  randombytes_buf(raw.data(), kNonceBytes);
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw.data() + kNonceBytes, &length, bytes(value),
                                             value.size(), bytes(place), place.size(), nullptr,
                                             raw.data(), seal_key_.data());
  return std::string(kScheme) + base::base64url(text_of(raw));
}

std::string Sealer::unseal(std::string_view place, std::string_view sealed) const {
  const auto refuse = [] { throw std::runtime_error("a sealed value does not open"); };
  if (!sealed.starts_with(kScheme)) refuse();
  sealed.remove_prefix(kScheme.size());
  const std::optional<std::string> raw = base::from_base64url(sealed);
  if (!raw || raw->size() < kNonceBytes + kTagBytes) refuse();
  std::string value(raw->size() - kNonceBytes - kTagBytes, '\0');
  unsigned long long opened = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          reinterpret_cast<unsigned char*>(value.data()), &opened, nullptr,
          bytes(*raw) + kNonceBytes, raw->size() - kNonceBytes, bytes(place), place.size(),
          bytes(*raw), seal_key_.data()) != 0) {
    refuse();
  }
  return value;
}

std::string Sealer::blind(std::string_view place, std::string_view value) const {
  std::vector<unsigned char> mark(kBlindBytes);
  crypto_generichash_state state;
  crypto_generichash_init(&state, blind_key_.data(), blind_key_.size(), mark.size());
  crypto_generichash_update(&state, bytes(place), place.size());
  crypto_generichash_update(&state, bytes(std::string_view("\0", 1)), 1);
  crypto_generichash_update(&state, bytes(value), value.size());
  crypto_generichash_final(&state, mark.data(), mark.size());
  return base::base64url(text_of(mark));
}

std::string masked(Format format, std::string_view value) {
  constexpr std::size_t kHead = 3;
  constexpr std::size_t kTail = 4;
  if (format == Format::email) {
    const std::size_t at = value.find('@');
    return fmt::format("***{}", at == std::string_view::npos ? "" : value.substr(at));
  }
  const bool number =
      format == Format::citizen_id || format == Format::student_no || format == Format::phone;
  if (number && value.size() > kHead + kTail) {
    return fmt::format("{}{}{}", value.substr(0, kHead),
                       std::string(value.size() - kHead - kTail, '*'),
                       value.substr(value.size() - kTail));
  }
  std::size_t first = value.empty() ? 0 : 1;
  while (first < value.size() && (static_cast<unsigned char>(value[first]) & 0xC0) == 0x80) ++first;
  const std::size_t characters = base::character_count(value);
  return fmt::format("{}{}", value.substr(0, first),
                     std::string(characters > 1 ? characters - 1 : 0, '*'));
}

}  // namespace registers

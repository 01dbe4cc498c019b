#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "register/declaration.hpp"

namespace registers {

//! Keeps a sensitive value from whoever reads the database or a copy of it. The key is not in the
//! database. Safe from any thread.
class Sealer {
 public:
  static constexpr std::size_t kKeyBytes = 32;
  using Key = std::array<unsigned char, kKeyBytes>;

  explicit Sealer(const Key& key);

  //! Reads the key file, or makes it, readable by its owner only. Throws a Problem if it can be
  //! neither read nor made, or is none.
  static Sealer open(const std::filesystem::path& file);

  //! XChaCha20-Poly1305 with a random nonce, as text: "1:" and base64. `place` ("student.phone")
  //! belongs to the seal: moved to another column it no longer opens.
  std::string seal(std::string_view place, std::string_view value) const;
  //! Throws std::runtime_error if it was not sealed with this key and place.
  std::string unseal(std::string_view place, std::string_view sealed) const;
  //! Keyed BLAKE2b: equal values of one place have equal marks, and nobody without the key can try
  //! values out.
  std::string blind(std::string_view place, std::string_view value) const;

 private:
  Key seal_key_{};
  Key blind_key_{};
};

//! What may be shown of a sensitive value: of a number the first three and last four characters,
//! of a mail address its domain, of anything else the first character.
std::string masked(Format format, std::string_view value);

}  // namespace registers

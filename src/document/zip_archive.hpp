#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace document {

struct ZipLimits {
  std::size_t entries_max;
  std::size_t entry_bytes_max;     // of one entry unpacked
  std::size_t unpacked_bytes_max;  // of all that is read, an entry read twice counted twice
};

//! A ZIP in memory. `bytes` outlives it.
class ZipArchive {
 public:
  //! Throws base::Problem 422 if it is damaged or has more than `entries_max` entries.
  ZipArchive(std::string_view bytes, const ZipLimits& limits);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  bool has(const std::string& name) const;
  //! Nothing if there is no such entry. Throws base::Problem 422 if it is damaged or encrypted, or
  //! unpacks to more than the limits: what it says of its size is not believed.
  std::optional<std::string> read(const std::string& name);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  ZipLimits limits_;
  std::size_t unpacked_bytes_ = 0;
};

//! The bytes of a ZIP with these entries (name, content). The same entries give the same bytes.
std::string make_zip(const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace document

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace document {

//! A ZIP in memory. `bytes` outlives it.
class ZipArchive {
 public:
  //! Throws base::Problem 422 if it is damaged or has more than `entries_max` entries.
  ZipArchive(std::string_view bytes, std::size_t entries_max);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  bool has(const std::string& name) const;
  //! Nothing if there is no such entry. Throws base::Problem 422 if it is damaged or encrypted, or
  //! unpacks to more than `bytes_max`: what it says of its size is not believed.
  std::optional<std::string> read(const std::string& name, std::size_t bytes_max) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

//! The bytes of a ZIP with these entries (name, content). The same entries give the same bytes.
std::string make_zip(const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace document

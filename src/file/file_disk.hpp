#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace file {

//! Where bytes lie: unfinished uploads in <data>/uploads, whole files in <data>/files by the
//! SHA-256 of their content, so that the same file twice is kept once. Every function throws
//! base::Problem 507 if the disk is full or does not take writes.
class FileDisk {
 public:
  explicit FileDisk(const std::filesystem::path& data);

  //! Writes a part at `offset`; what lay behind it (of a part that was cut) is dropped first.
  void write_part(const std::string& upload, std::int64_t offset, std::string_view bytes) const;
  //! Bytes of an upload that are on the disk; 0 if it is not.
  std::int64_t size_of(const std::string& upload) const;
  std::filesystem::path upload_path(const std::string& upload) const;
  //! Hash of the upload as 64 hexadecimal digits.
  std::string hash_of(const std::string& upload) const;
  //! Makes the upload a file: durable under its hash, or dropped if that is there already.
  void keep(const std::string& upload, const std::string& sha256) const;
  //! Does nothing if there is none.
  void drop(const std::string& upload) const;

  std::filesystem::path path_of(const std::string& sha256) const;

 private:
  std::filesystem::path uploads_;
  std::filesystem::path files_;
};

}  // namespace file

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"

namespace file {

struct FileRecord {
  std::string id;
  std::string unit;
  std::string account;
  std::string brought_by;
  std::string name;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
  base::Instant recorded_at;
  std::optional<std::string> register_name;  // for whose records it was brought; none: for the plan
};

struct UploadRecord {
  std::string id;
  std::string unit;
  std::string account;
  std::string name;
  std::int64_t size_bytes = 0;
  std::int64_t received_bytes = 0;
  base::Instant begun_at;
  std::optional<std::string> file;
  std::optional<std::string> register_name;
};

//! All SQL of files. Every statement supplies the region.
class FileStore {
 public:
  explicit FileStore(std::string region) : region_(std::move(region)) {}

  std::optional<FileRecord> file(db::Connection& connection, const std::string& id) const;
  void insert_file(db::Connection& connection, const FileRecord& file) const;

  std::optional<UploadRecord> upload(db::Connection& connection, const std::string& id) const;
  void insert_upload(db::Connection& connection, const UploadRecord& upload) const;
  //! False if another part came first.
  bool receive(db::Connection& connection, const std::string& id, std::int64_t from,
               std::int64_t to) const;
  //! The upload has become `file`.
  void finish(db::Connection& connection, const std::string& id, const std::string& file) const;
  void remove_upload(db::Connection& connection, const std::string& id) const;
  //! Uploads of an account that are not whole yet.
  std::int64_t open_uploads(db::Connection& connection, const std::string& account) const;
  //! Ids of uploads begun before `before`, whole or not, at most `most`.
  std::vector<std::string> uploads_before(db::Connection& connection, base::Instant before,
                                          std::int64_t most) const;

 private:
  std::string region_;
};

}  // namespace file

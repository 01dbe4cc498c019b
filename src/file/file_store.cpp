#include "file/file_store.hpp"

#include <utility>

namespace file {

std::optional<FileRecord> FileStore::file(db::Connection& connection, const std::string& id) const {
  auto row =
      connection.select_one<std::string, std::string, std::string, std::string, std::string,
                            std::int64_t, std::string, base::Instant, std::optional<std::string>>(
          "SELECT unit, account, brought_by, name, media_type, size_bytes, sha256, recorded_at, "
          "register_name FROM file WHERE region = :region AND id = :id",
          {{"region", region_}, {"id", id}});
  if (!row) return std::nullopt;
  auto& [unit, account, brought_by, name, media_type, size, sha256, recorded_at, noun] = *row;
  return FileRecord{id,
                    std::move(unit),
                    std::move(account),
                    std::move(brought_by),
                    std::move(name),
                    std::move(media_type),
                    size,
                    std::move(sha256),
                    recorded_at,
                    std::move(noun)};
}

void FileStore::insert_file(db::Connection& connection, const FileRecord& file) const {
  connection.execute(
      "INSERT INTO file (region, id, unit, account, brought_by, name, media_type, size_bytes, "
      "sha256, recorded_at, register_name) VALUES (:region, :id, :unit, :account, :brought_by, "
      ":name, :media_type, :size, :sha256, :at, :register_name)",
      {{"region", region_},
       {"id", file.id},
       {"unit", file.unit},
       {"account", file.account},
       {"brought_by", file.brought_by},
       {"name", file.name},
       {"media_type", file.media_type},
       {"size", file.size_bytes},
       {"sha256", file.sha256},
       {"at", file.recorded_at},
       {"register_name", file.register_name}});
}

std::optional<UploadRecord> FileStore::upload(db::Connection& connection,
                                              const std::string& id) const {
  auto row =
      connection.select_one<std::string, std::string, std::string, std::int64_t, std::int64_t,
                            base::Instant, std::optional<std::string>, std::optional<std::string>>(
          "SELECT unit, account, name, size_bytes, received_bytes, begun_at, file, register_name "
          "FROM upload "
          "WHERE region = :region AND id = :id",
          {{"region", region_}, {"id", id}});
  if (!row) return std::nullopt;
  auto& [unit, account, name, size, received, begun_at, file, noun] = *row;
  return UploadRecord{id,       std::move(unit), std::move(account), std::move(name), size,
                      received, begun_at,        std::move(file),    std::move(noun)};
}

void FileStore::insert_upload(db::Connection& connection, const UploadRecord& upload) const {
  connection.execute(
      "INSERT INTO upload (region, id, unit, account, name, size_bytes, received_bytes, begun_at, "
      "register_name) VALUES (:region, :id, :unit, :account, :name, :size, 0, :at, "
      ":register_name)",
      {{"region", region_},
       {"id", upload.id},
       {"unit", upload.unit},
       {"account", upload.account},
       {"name", upload.name},
       {"size", upload.size_bytes},
       {"at", upload.begun_at},
       {"register_name", upload.register_name}});
}

bool FileStore::receive(db::Connection& connection, const std::string& id, std::int64_t from,
                        std::int64_t to) const {
  return connection.execute(
             "UPDATE upload SET received_bytes = :to WHERE region = :region AND id = :id "
             "AND received_bytes = :from AND file IS NULL",
             {{"to", to}, {"region", region_}, {"id", id}, {"from", from}}) == 1;
}

void FileStore::finish(db::Connection& connection, const std::string& id,
                       const std::string& file) const {
  connection.execute(
      "UPDATE upload SET received_bytes = size_bytes, file = :file "
      "WHERE region = :region AND id = :id",
      {{"file", file}, {"region", region_}, {"id", id}});
}

void FileStore::remove_upload(db::Connection& connection, const std::string& id) const {
  connection.execute("DELETE FROM upload WHERE region = :region AND id = :id",
                     {{"region", region_}, {"id", id}});
}

std::int64_t FileStore::open_uploads(db::Connection& connection, const std::string& account) const {
  return std::get<0>(connection.select_only<std::int64_t>(
      "SELECT count(*) FROM upload WHERE region = :region AND account = :account "
      "AND file IS NULL",
      {{"region", region_}, {"account", account}}));
}

std::vector<std::string> FileStore::uploads_before(db::Connection& connection, base::Instant before,
                                                   std::int64_t most) const {
  std::vector<std::string> ids;
  for (auto& [id] : connection.select<std::string>(
           "SELECT id FROM upload WHERE region = :region AND begun_at < :before "
           "ORDER BY begun_at, id LIMIT :most",
           {{"region", region_}, {"before", before}, {"most", most}})) {
    ids.push_back(std::move(id));
  }
  return ids;
}

}  // namespace file

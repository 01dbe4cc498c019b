#include "file/brought_file.hpp"

#include <cstdint>
#include <utility>

#include "file/file_store.hpp"

namespace file {

std::optional<BroughtFile> brought_file(db::Connection& connection, const std::string& region,
                                        const std::string& id) {
  auto file = FileStore(region).file(connection, id);
  if (!file) return std::nullopt;
  return BroughtFile{std::move(file->account), std::move(file->media_type),
                     std::move(file->register_name)};
}

void keep_past_file(db::Connection& connection, const std::string& region, const FileDisk& disk,
                    const PastFile& past) {
  disk.write_part(past.id, 0, past.pdf);
  std::string sha256 = disk.hash_of(past.id);
  disk.keep(past.id, sha256);
  FileStore(region).insert_file(
      connection,
      {past.id, past.unit, past.account, past.brought_by, past.name, "application/pdf",
       static_cast<std::int64_t>(past.pdf.size()), std::move(sha256), past.at, past.register_name});
}

}  // namespace file

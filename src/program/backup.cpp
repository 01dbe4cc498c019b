#include "program/backup.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>

#include "base/durable.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "db/postgres_tools.hpp"

namespace program {

namespace fs = std::filesystem;

namespace {

// What belongs to the running process, and the database files, which are copied as one snapshot.
const std::set<std::string_view> kNotCopied = {
    "lock",           "zhijiao.sock",      "tmp", "zhijiao.db", "zhijiao.db-wal",
    "zhijiao.db-shm", "zhijiao.db-journal"};

constexpr const char* kSqliteFile = "zhijiao.db";
constexpr const char* kPostgresFile = "database.pgdump";

base::Problem damaged(const std::string& path, base::Text how) {
  return {422,
          "backup-damaged",
          {"备份不完整", "The backup is damaged"},
          {fmt::format("{}：{}。请换用另一份备份；目标目录未被改动。", path, how.zh),
           fmt::format("{}: {}. Use another backup; the target was not touched.", path, how.en)}};
}

base::Problem other_database(bool dumped) {
  if (dumped) {
    return {422,
            "backup-of-postgresql",
            {"这是 PostgreSQL 的备份", "This is a backup of PostgreSQL"},
            {"请用 --database postgresql://… 指定一个空的 PostgreSQL 数据库。",
             "Name an empty PostgreSQL database with --database postgresql://…"}};
  }
  return {422,
          "backup-of-sqlite",
          {"这是 SQLite 的备份", "This is a backup of SQLite"},
          {"备份里是数据目录中的 SQLite 数据库，恢复时不要写 --database。",
           "It holds the SQLite database of a data directory; restore it without --database."}};
}

std::string sha256_of(const fs::path& file) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 1 << 16> buffer{};
  while (stream) {
    stream.read(buffer.data(), buffer.size());
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.eof()) {
    throw damaged(file.filename().string(), {"文件读取失败", "the file cannot be read"});
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_DigestFinal_ex(context.get(), digest.data(), &length);
  std::string hex;
  for (unsigned i = 0; i < length; ++i) hex += fmt::format("{:02x}", digest.at(i));
  return hex;
}

void copy_one(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  if (!error) fs::copy_file(from, to, error);
  if (error) throw base::not_written(to, error);
  base::flush_to_disk(to);  // in the page cache only it is no backup
}

// What is backed up holds accounts and sessions: an empty folder for nobody but its owner.
void make_private(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) throw base::not_written(folder, error);
}

// Removes a half-made folder unless it was kept.
class Unfinished {
 public:
  explicit Unfinished(fs::path path) : path_(std::move(path)) {}
  ~Unfinished() {
    std::error_code ignored;
    if (!kept_) fs::remove_all(path_, ignored);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  void keep_as(const fs::path& name) {
    std::error_code error;
    fs::rename(path_, name, error);
    if (error) throw base::not_written(name, error);
    kept_ = true;
    base::flush_to_disk(name.parent_path().empty() ? fs::path(".") : name.parent_path());
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
  bool kept_ = false;
};

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw base::not_written(path, std::make_error_code(std::errc::io_error));
  base::flush_to_disk(path);
}

}  // namespace

Manifest back_up(db::Database& database, const fs::path& data, const fs::path& target) {
  if (fs::exists(target)) {
    throw base::conflict("backup-exists",
                         {fmt::format("{} 已存在，请换一个名称。", target.string()),
                          fmt::format("{} exists already; choose another name.", target.string())});
  }
  Unfinished folder(fs::path(target) += ".unfinished");
  make_private(folder.path());
  const bool embedded = database.dialect() == db::Dialect::sqlite;
  database.backup_to(folder.path() / (embedded ? kSqliteFile : kPostgresFile));
  if (!embedded) base::flush_to_disk(folder.path() / kPostgresFile);
  for (auto entry = fs::recursive_directory_iterator(data);
       entry != fs::recursive_directory_iterator(); ++entry) {
    const fs::path relative = fs::relative(entry->path(), data);
    if (kNotCopied.contains(relative.begin()->string())) {
      if (entry->is_directory()) entry.disable_recursion_pending();
      continue;
    }
    if (entry->is_regular_file()) copy_one(entry->path(), folder.path() / relative);
  }
  Manifest manifest{ZHIJIAO_VERSION, base::rfc3339(database.clock().now()), {}};
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file()) continue;
    manifest.files.push_back({fs::relative(entry.path(), folder.path()).generic_string(),
                              static_cast<std::int64_t>(entry.file_size()),
                              sha256_of(entry.path())});
  }
  std::ranges::sort(manifest.files, {}, &BackedUpFile::path);
  write_text(folder.path() / "manifest.json", base::record_text(manifest));
  folder.keep_as(target);
  return manifest;
}

Manifest restore(const fs::path& backup, const fs::path& data, const std::string& database) {
  std::ifstream stream(backup / "manifest.json", std::ios::binary);
  if (!stream) {
    throw damaged("manifest.json", {"文件不存在，这不是一份备份", "is missing: this is no backup"});
  }
  const std::string text((std::istreambuf_iterator<char>(stream)), {});
  Manifest manifest;
  try {
    manifest = base::record_from<Manifest>(text);
  } catch (const std::exception&) {
    throw damaged("manifest.json", {"内容无法读取", "cannot be read"});
  }
  for (const BackedUpFile& file : manifest.files) {
    const fs::path relative(file.path);
    const bool leaves =
        relative.is_absolute() || std::ranges::find(relative, "..") != relative.end();
    if (leaves) throw damaged(file.path, {"路径越出备份目录", "leaves the folder of the backup"});
    const fs::path path = backup / relative;
    if (!fs::is_regular_file(path)) throw damaged(file.path, {"文件缺失", "is missing"});
    if (static_cast<std::int64_t>(fs::file_size(path)) != file.size_bytes ||
        sha256_of(path) != file.sha256) {
      throw damaged(file.path, {"内容与清单不符", "differs from the manifest"});
    }
  }
  const bool dumped =
      std::ranges::find(manifest.files, kPostgresFile, &BackedUpFile::path) != manifest.files.end();
  if (dumped == database.empty()) throw other_database(dumped);
  if (fs::exists(data) && !fs::is_empty(data)) {
    throw base::conflict(
        "directory-not-empty",
        {fmt::format("{} 不是空目录。恢复不会覆盖已有数据，请指定新的目录。", data.string()),
         fmt::format("{} is not empty. A restore never overwrites data; name a new directory.",
                     data.string())});
  }
  fs::path whole = data;
  if (!whole.has_filename()) whole = whole.parent_path();
  Unfinished folder(fs::path(whole) += ".unfinished");
  make_private(folder.path());
  for (const BackedUpFile& file : manifest.files) {
    if (file.path != kPostgresFile) copy_one(backup / file.path, folder.path() / file.path);
  }
  // Last, because it is what cannot be taken back.
  if (dumped) db::restore_postgres(database, backup / kPostgresFile);
  std::error_code error;
  fs::remove(whole, error);
  folder.keep_as(whole);
  return manifest;
}

}  // namespace program

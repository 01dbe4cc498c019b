#include "base/durable.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace base {

namespace fs = std::filesystem;

Problem not_written(const fs::path& path, const std::error_code& why) {
  return {507,
          "storage-full",
          {"磁盘已满或无法写入", "The disk is full or cannot be written"},
          {fmt::format("写入 {} 失败（{}）。请检查磁盘空间和权限后重试。", path.string(),
                       why.message()),
           fmt::format("Writing {} failed ({}). Check disk space and permissions and try again.",
                       path.string(), why.message())}};
}

void flush_to_disk(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw not_written(path, {errno, std::generic_category()});
  const int result = fsync(file);
  const int why = errno;
  close(file);
  if (result != 0) throw not_written(path, {why, std::generic_category()});
}

void flush_folder_to_disk(const fs::path& folder) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    flush_to_disk(entry.path());
  }
  flush_to_disk(folder);
}

void write_durably(const fs::path& file, std::string_view text) {
  const fs::path unfinished = fs::path(file) += ".unfinished";
  std::ofstream stream(unfinished, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw not_written(file, std::make_error_code(std::errc::io_error));
  flush_to_disk(unfinished);
  std::error_code error;
  fs::rename(unfinished, file, error);
  if (error) throw not_written(file, error);
  flush_to_disk(fs::absolute(file).parent_path());
}

}  // namespace base

#include "db/directory_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "base/problem.hpp"

namespace db {

namespace {

base::Problem cannot_lock(const std::filesystem::path& directory) {
  return {507,
          "storage-full",
          {"无法使用数据目录", "The data directory cannot be used"},
          {"无法在 " + directory.string() + " 中写入。请检查目录是否存在、权限和磁盘空间。",
           "Nothing can be written in " + directory.string() +
               ". Check that it exists, its permissions and the space on the disk."}};
}

base::Problem in_use(const std::filesystem::path& directory, const std::string& holder) {
  return base::conflict(
      "directory-in-use",
      {"数据目录 " + directory.string() + " 正被进程 " + holder +
           " 使用。请先停止该进程，或通过正在运行的服务操作。",
       "The data directory " + directory.string() + " is in use by process " + holder +
           ". Stop that process first, or work through the running server."});
}

}  // namespace

DirectoryLock::DirectoryLock(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) throw cannot_lock(directory);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const bool held = errno == EWOULDBLOCK;
    std::array<char, 32> text{};
    const ssize_t length = ::pread(file_, text.data(), text.size(), 0);
    ::close(file_);
    if (!held) throw cannot_lock(directory);
    throw in_use(directory, length > 0 ? std::string(text.data(), static_cast<std::size_t>(length))
                                       : std::string("?"));
  }
  const std::string mine = std::to_string(::getpid());
  // The number is only for the message to others; the lock holds without it.
  if (::ftruncate(file_, 0) != 0 ||
      ::pwrite(file_, mine.data(), mine.size(), 0) != static_cast<ssize_t>(mine.size())) {
    ::close(file_);
    throw cannot_lock(directory);
  }
}

DirectoryLock::~DirectoryLock() { ::close(file_); }

}  // namespace db

#pragma once

#include <filesystem>

namespace db {

//! Holds a data directory for this process alone, until destruction (flock on DIR/lock, so a crash
//! leaves nothing behind).
class DirectoryLock {
 public:
  //! Throws Problem 409 "directory-in-use" that says which process has it, or 507 if `directory`
  //! cannot be written.
  explicit DirectoryLock(const std::filesystem::path& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace db

#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace document {

//! A folder that is removed with all it holds.
class TemporaryFolder {
 public:
  //! Throws base::Problem 507 if none can be made in `parent`.
  explicit TemporaryFolder(const std::filesystem::path& parent);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct ChildLimits {
  std::chrono::milliseconds time;
  std::size_t output_bytes = std::size_t{64} << 20U;
  std::size_t memory_bytes = std::size_t{4} << 30U;  // of address space
};

struct ChildOutcome {
  bool timed_out = false;
  bool too_much_output = false;
  int exit_code = -1;  // -1 if a signal ended it
  std::string output;  // standard output
};

//! Runs a program in `folder`, which is also its home, without input and without any open file or
//! environment of ours; it is killed with its children when time is up. Standard error is dropped.
ChildOutcome run_child(const std::filesystem::path& program,
                       const std::vector<std::string>& arguments,
                       const std::filesystem::path& folder, const ChildLimits& limits);

}  // namespace document

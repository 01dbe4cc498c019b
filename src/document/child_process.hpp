#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
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

  //! Absolute: programs run elsewhere.
  const std::filesystem::path& path() const { return path_; }
  //! Writes a file into it and gives its path. Throws base::Problem 507.
  std::filesystem::path write(const std::string& name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

struct ChildLimits {
  std::chrono::milliseconds time;
  std::size_t output_bytes = std::size_t{64} << 20U;
  std::size_t memory_bytes = std::size_t{4} << 30U;  // of address space
  bool runs_with_network = true;  // where the system does not let us take it away
};

struct ChildOutcome {
  bool had_network = false;  // and was therefore not run
  bool timed_out = false;
  bool too_much_output = false;
  int exit_code = -1;  // -1 if a signal ended it
  std::string output;  // standard output
};

//! Runs a program in `folder`, which is also its home, without input and without any open file or
//! environment of ours; it is killed with its children when time is up. Standard error is dropped.
//! It has no network, by a namespace of its own or a filter of system calls, whichever the system
//! grants: what it reads is untrusted and may tell it to fetch addresses that only we can reach.
ChildOutcome run_child(const std::filesystem::path& program,
                       const std::vector<std::string>& arguments,
                       const std::filesystem::path& folder, const ChildLimits& limits);

}  // namespace document

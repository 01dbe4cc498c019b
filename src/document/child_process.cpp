#include "document/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "base/problem.hpp"

namespace document {

namespace fs = std::filesystem;

namespace {

base::Problem no_room() {
  return {507,
          "storage-full",
          {"无法写临时文件", "Temporary files cannot be written"},
          {"磁盘已满或不可写，请联系管理员。",
           "The disk is full or cannot be written; tell the administrator."}};
}

void limit(int what, std::size_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource>(what), &both);
}

// Between fork and exec of a program with threads: only what POSIX calls async-signal-safe.
[[noreturn]] void become(const char* program, char* const* arguments, char* const* environment,
                         const char* folder, int output, const ChildLimits& limits) {
  setpgid(0, 0);
  const int null = open("/dev/null", O_RDWR);
  if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
      dup2(null, STDERR_FILENO) < 0 || chdir(folder) != 0) {
    _exit(127);
  }
  close_range(3, ~0U, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_AS, limits.memory_bytes);
  limit(RLIMIT_FSIZE, std::size_t{512} << 20U);
  limit(RLIMIT_CPU,
        static_cast<std::size_t>(
            std::chrono::duration_cast<std::chrono::seconds>(limits.time).count() * 4 + 1));
  execve(program, arguments, environment);
  _exit(127);
}

}  // namespace

TemporaryFolder::TemporaryFolder(const fs::path& parent) {
  std::string pattern = (parent / "document-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw no_room();
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

ChildOutcome run_child(const fs::path& program, const std::vector<std::string>& arguments,
                       const fs::path& folder, const ChildLimits& limits) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> settings{"HOME=" + folder.string(), "TMPDIR=" + folder.string(),
                                    "LC_ALL=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin",
                                    "OMP_THREAD_LIMIT=1"};
  const auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
  };
  const std::vector<char*> argument_list = pointers(words);
  const std::vector<char*> environment = pointers(settings);
  const std::string folder_name = folder.string();

  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) throw no_room();
  const pid_t pid = fork();
  if (pid == 0) {
    become(words.front().c_str(), argument_list.data(), environment.data(), folder_name.c_str(),
           pipe_ends[1], limits);
  }
  close(pipe_ends[1]);
  if (pid < 0) {
    close(pipe_ends[0]);
    throw base::unavailable(
        {"系统繁忙，暂时不能处理文件。", "The system is too busy for the file."}, 30);
  }
  setpgid(pid, pid);  // here too: whichever of both comes first

  ChildOutcome outcome;
  const auto end = std::chrono::steady_clock::now() + limits.time;
  std::array<char, 65'536> buffer{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    outcome.timed_out = left.count() <= 0;
    if (outcome.timed_out) break;
    pollfd waiting{pipe_ends[0], POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<long>(left.count(), 1000)));
    if (ready < 0 && errno != EINTR) break;
    if (ready <= 0) continue;
    const ssize_t got = read(pipe_ends[0], buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    outcome.output.append(buffer.data(), static_cast<std::size_t>(got));
    outcome.too_much_output = outcome.output.size() > limits.output_bytes;
    if (outcome.too_much_output) break;
  }
  close(pipe_ends[0]);
  // A program that closed its output may still run; what it started dies with it.
  int status = 0;
  while (!outcome.timed_out && !outcome.too_much_output) {
    const pid_t ended = waitpid(pid, &status, WNOHANG);
    if (ended == pid || (ended < 0 && errno != EINTR)) break;
    outcome.timed_out = std::chrono::steady_clock::now() >= end;
    if (!outcome.timed_out) poll(nullptr, 0, 10);
  }
  kill(-pid, SIGKILL);
  if (outcome.timed_out || outcome.too_much_output) {
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
  }
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

}  // namespace document

#include "document/child_process.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <system_error>

#include "base/problem.hpp"
#include "document/refusal.hpp"

namespace document {

namespace fs = std::filesystem;

namespace {

base::Problem too_busy() {
  return base::unavailable({"系统繁忙，暂时不能处理文件。", "The system is too busy for the file."},
                           30);
}

void limit(int what, std::size_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource>(what), &both);
}

class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) throw too_busy();
  }
  ~Pipe() {
    close(ends_[0]);
    close_write_end();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_write_end() {
    if (ends_[1] >= 0) close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{};
};

// Every socket but those within this machine is refused for good, to this process and what it
// starts. Numbers of system calls differ by architecture, so of another one none is allowed;
// io_uring makes sockets without socket(2).
bool refuse_sockets() {
#if defined(__x86_64__)
  constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "Name the architecture of its system calls (linux/audit.h)."
#endif
  constexpr std::uint32_t kX32 = 0x40000000;  // the other numbers of x86-64
  constexpr std::uint32_t kRefused = SECCOMP_RET_ERRNO | EACCES;
  sock_filter program[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 0, 6),
                           BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                           BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kX32, 4, 0),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_io_uring_setup, 3, 0),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 3),
                           BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0),
                           BPF_STMT(BPF_RET | BPF_K, kRefused),
                           BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  const sock_fprog filter{std::size(program), program};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

// Root may leave the network at once, others in a namespace where they are root; containers and
// hardened services often forbid both, but hardly ever the filter.
bool leave_network() {
  return unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 ||
         refuse_sockets();
}

// Between fork and exec of a program with threads: only what POSIX calls async-signal-safe. A byte
// in `refusals` says that it was not run for the sake of the network.
[[noreturn]] void become(const char* program, char* const* arguments, char* const* environment,
                         const char* folder, int output, int refusals, const ChildLimits& limits) {
  setpgid(0, 0);
  if (!leave_network() && !limits.runs_with_network) {
    const char byte = 0;
    _exit(write(refusals, &byte, 1) == 1 ? 126 : 127);
  }
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
  std::string pattern = (fs::absolute(parent) / "document-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw storage_full();
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
  const fs::path path = path_ / name;
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw storage_full();
  return path;
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

  Pipe output;
  Pipe refusals;
  const pid_t pid = fork();
  if (pid == 0) {
    become(words.front().c_str(), argument_list.data(), environment.data(), folder_name.c_str(),
           output.write_end(), refusals.write_end(), limits);
  }
  if (pid < 0) throw too_busy();
  output.close_write_end();
  refusals.close_write_end();
  setpgid(pid, pid);  // here too: whichever of both comes first

  ChildOutcome outcome;
  // Ends at the latest when the program begins, for nobody then holds the other end.
  char byte = 0;
  ssize_t refused = 0;
  do refused = read(refusals.read_end(), &byte, 1);
  while (refused < 0 && errno == EINTR);
  outcome.had_network = refused == 1;
  const auto end = std::chrono::steady_clock::now() + limits.time;
  std::array<char, 65'536> buffer{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    outcome.timed_out = left.count() <= 0;
    if (outcome.timed_out) break;
    pollfd waiting{output.read_end(), POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<long>(left.count(), 1000)));
    if (ready < 0 && errno != EINTR) break;
    if (ready <= 0) continue;
    const ssize_t got = read(output.read_end(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    outcome.output.append(buffer.data(), static_cast<std::size_t>(got));
    outcome.too_much_output = outcome.output.size() > limits.output_bytes;
    if (outcome.too_much_output) break;
  }
  // A program that said all may still run.
  while (!outcome.timed_out && !outcome.too_much_output) {
    siginfo_t ended{};
    const int got = waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (got == 0 ? ended.si_pid == pid : errno != EINTR) break;
    outcome.timed_out = std::chrono::steady_clock::now() >= end;
    if (!outcome.timed_out) poll(nullptr, 0, 10);
  }
  // What it started dies with it. It is reaped afterwards: from then on its number may be
  // another's.
  kill(-pid, SIGKILL);
  kill(pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

}  // namespace document

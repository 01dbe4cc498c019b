#include "db/postgres_tools.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/problem.hpp"

namespace db {

namespace {

// The last lines say what went wrong.
constexpr std::size_t kSaidBytesMax = 2000;

base::Problem tool_missing(const std::string& program) {
  return {501,
          "postgresql-tool-missing",
          {"缺少 PostgreSQL 工具", "A PostgreSQL tool is missing"},
          {fmt::format("找不到 {}。请安装与数据库同版本的 postgresql-client 后重试。", program),
           fmt::format("{} was not found. Install postgresql-client of the server's version and "
                       "try again.",
                       program)}};
}

base::Problem tool_failed(const std::string& program, const std::string& said) {
  return {502,
          "postgresql-tool-failed",
          {"PostgreSQL 工具未能完成", "A PostgreSQL tool did not succeed"},
          {fmt::format("{} 报告：{}", program, said), fmt::format("{} says: {}", program, said)}};
}

using Variables = std::map<std::string, std::string>;

// Those of this process, and every keyword of libpq that has a variable as that variable.
Variables environment_for(const std::string& url) {
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
      PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
  if (!options) {
    throw base::bad_request(
        {"无法识别 PostgreSQL 地址。格式：postgresql://用户:密码@主机:端口/数据库名",
         "The PostgreSQL address is not understood. It is written "
         "postgresql://user:password@host:port/name."});
  }
  Variables variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::size_t equals = text.find('=');
    variables.emplace(text.substr(0, equals), text.substr(std::min(equals + 1, text.size())));
  }
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr && option->envvar != nullptr) {
      variables[option->envvar] = option->val;
    }
  }
  return variables;
}

// Pointers as exec takes them; valid as long as `words`.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

// All that comes until the other end is closed; only its last part is kept.
std::string read_to_end(int file) {
  std::string said;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t got = read(file, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return said;
    said.append(buffer.data(), static_cast<std::size_t>(got));
    if (said.size() > kSaidBytesMax) said.erase(0, said.size() - kSaidBytesMax);
  }
}

void run(const std::string& program, std::vector<std::string> arguments, const std::string& url) {
  arguments.insert(arguments.begin(), program);
  std::vector<std::string> variables;
  for (const auto& [name, value] : environment_for(url)) {
    variables.push_back(fmt::format("{}={}", name, value));
  }
  std::array<int, 2> errors{};
  if (pipe2(errors.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
  // The server's sockets and the database's files are not its business.
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  pid_t child = 0;
  const int failure = posix_spawnp(&child, program.c_str(), &actions, nullptr,
                                   pointers_to(arguments).data(), pointers_to(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(errors[1]);
  const std::string said = failure == 0 ? read_to_end(errors[0]) : "";
  close(errors[0]);
  if (failure == ENOENT) throw tool_missing(program);
  if (failure != 0) throw std::system_error(failure, std::generic_category(), program);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw tool_failed(program, said);
}

}  // namespace

void dump_postgres(const std::string& url, const std::filesystem::path& file) {
  run("pg_dump",
      {"--format=custom", "--no-owner", "--no-privileges", "--no-password",
       "--file=" + file.string()},
      url);
}

void restore_postgres(const std::string& url, const std::filesystem::path& file) {
  // Without --dbname pg_restore would only print the statements; "" takes the name from PGDATABASE.
  run("pg_restore",
      {"--no-owner", "--no-privileges", "--no-password", "--exit-on-error", "--single-transaction",
       "--dbname=", file.string()},
      url);
}

}  // namespace db

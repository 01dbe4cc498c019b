#include "draft/current_plan.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "base/problem.hpp"

namespace draft {

namespace fs = std::filesystem;

namespace {

fs::path pointer(const fs::path& data) { return data / "plans" / "current"; }

}  // namespace

std::optional<fs::path> current_plan(const fs::path& data) {
  std::ifstream file(pointer(data));
  if (!file) return std::nullopt;
  std::string name;
  std::getline(file, name);
  fs::path folder = data / "plans" / fs::path(name).filename();
  if (name.empty() || !fs::is_directory(folder)) {
    throw base::Problem(
        500, "plan-folder-missing", {"方案文件夹不见了", "The plan folder is gone"},
        {fmt::format("{} 指向的 {} 不存在。请从备份恢复；或删去 {}，改用 --plan 指定的方案。",
                     pointer(data).string(), folder.string(), pointer(data).string()),
         fmt::format("{} names {}, which does not exist. Restore it from a backup, or remove {} to "
                     "use the plan given with --plan.",
                     pointer(data).string(), folder.string(), pointer(data).string())});
  }
  return folder;
}

void set_current_plan(const fs::path& data, const std::string& folder) {
  const fs::path unfinished = fs::path(pointer(data)) += ".unfinished";
  std::ofstream file(unfinished);
  file << folder << "\n";
  file.close();
  std::error_code error;
  if (file) fs::rename(unfinished, pointer(data), error);
  if (!file || error) {
    throw base::Problem(507, "storage-full",
                        {"无法写数据目录", "The data directory cannot be written"},
                        {"磁盘已满或不可写，方案没有启用。请腾出空间后再试。",
                         "The disk is full or cannot be written; the plan was not put into use. "
                         "Make room and try again."});
  }
}

void forget_current_plan(const fs::path& data) {
  std::error_code ignored;
  fs::remove(pointer(data), ignored);
}

}  // namespace draft

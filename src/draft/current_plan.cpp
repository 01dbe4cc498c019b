#include "draft/current_plan.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "base/durable.hpp"

namespace draft {

namespace fs = std::filesystem;

namespace {

fs::path pointer(const fs::path& data) { return data / "current_plan"; }

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
  base::write_durably(pointer(data), folder + "\n");
}

void forget_current_plan(const fs::path& data) {
  std::error_code error;
  fs::remove(pointer(data), error);
  if (error) throw base::not_written(pointer(data), error);
}

}  // namespace draft

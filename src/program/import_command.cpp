#include "program/import_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/thread_pool.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "access/access_service.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "db/database.hpp"
#include "db/directory_lock.hpp"
#include "draft/current_plan.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_load.hpp"
#include "program/ask_server.hpp"
#include "program/tables.hpp"
#include "program/wait_for.hpp"
#include "register/import_http.hpp"
#include "register/import_service.hpp"
#include "register/register_service.hpp"

namespace program {

namespace fs = std::filesystem;
namespace bj = boost::json;

namespace {

using registers::ImportIssue;
using registers::ImportReport;
using registers::ImportState;

constexpr std::size_t kIssuesShown = 20;
constexpr std::chrono::milliseconds kLookAgain{200};

void say(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

// --- who does it ---------------------------------------------------------------------------------

// The registers of a data directory that no server has, with the routes a server would have.
class OfflineRegisters {
 public:
  OfflineRegisters(const ServeOptions& options, plan::Plan plan)
      : lock_(options.data),
        database_(
            db::Database::open({.url = database_url(options.data, options.database)}, clock_)),
        attempts_(clock_) {
    db::migrate(*database_, all_migrations());
    access_.emplace(*database_, random_, passwords_, attempts_, plan::directory_of(plan));
    const fs::path plan_folder = draft::current_plan(options.data).value_or(options.plan);
    const fs::path shipped =
        options.registers.empty() ? registers_beside(options.plan) : options.registers;
    records_.emplace(
        *database_, *access_, random_, registers::Sealer::open(options.data / "sealing.key"),
        load_register_folder(shipped, plan_folder, plan), plan::working_days(plan.calendar));
    records_->apply_declarations_now();
    imports_.emplace(*database_, *access_, random_, *records_, threads_);
    imports_->resume_interrupted();
    registers::add_local_import_routes(router_, *imports_, *access_, options.data / "tmp");
  }

  std::string answer(const std::string& target, const std::string& body) {
    http::Target parsed = http::parse_target(target);
    http::Request request;
    request.method = http::Method::post;
    request.path = std::move(parsed.path);
    request.segments = std::move(parsed.segments);
    request.query = std::move(parsed.query);
    request.header_list = {{"Content-Type", "application/json"}};
    request.body = body;
    const http::Router::Match match = router_.match(request);
    if (match.route == nullptr) throw base::not_found({"这个台账", "This register"});
    const http::Response response = wait_for(match.route->handler(request));
    if (!response.file) return response.body;
    std::ifstream stream(*response.file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  db::DirectoryLock lock_;
  base::SystemClock clock_;
  base::SecureRandom random_;
  boost::asio::thread_pool threads_{2};  // what runs on them waits for the database
  std::unique_ptr<db::Database> database_;
  zhijiao::access::PasswordPool passwords_;
  zhijiao::access::AttemptLimit attempts_;
  std::optional<zhijiao::access::AccessService> access_;
  std::optional<registers::RegisterService> records_;
  std::optional<registers::ImportService> imports_;
  http::Router router_;
};

std::string encoded(std::string_view text) {
  std::string made;
  for (const char c : text) made += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return made;
}

// The server that runs, or the data directory itself.
class Desk {
 public:
  Desk(const ServeOptions& options, const ImportAsked& asked)
      : options_(options),
        path_(fmt::format("/imports/{}/{}", encoded(asked.account), encoded(asked.noun))) {}

  ImportReport check(const std::string& query, const std::string& bytes) {
    return report_of(ask("?" + query, bytes));
  }
  ImportReport report(const std::string& id) { return report_of(ask("/" + id, "")); }
  ImportReport apply(const std::string& id, const registers::ImportApplication& given) {
    return report_of(ask("/" + id + "/application", base::record_text(given)));
  }
  std::string errors(const std::string& id) { return ask("/" + id + "/errors", ""); }

 private:
  static ImportReport report_of(const std::string& json) {
    return base::record_from<ImportReport>(json);
  }

  std::string ask(const std::string& rest, const std::string& body) {
    const std::string target = path_ + rest;
    if (!offline_) {
      if (auto answer = ask_server(options_.data, target, body)) return std::move(*answer);
      offline_.emplace(options_, plan_in_use(options_.data, options_.plan, options_.region));
    }
    return offline_->answer(target, body);
  }

  const ServeOptions& options_;
  const std::string path_;
  std::optional<OfflineRegisters> offline_;
};

// --- what is asked -------------------------------------------------------------------------------

std::string file_text(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream) {
    throw base::bad_request({fmt::format("文件 {} 不能读取。", file.string()),
                             fmt::format("The file {} cannot be read.", file.string())});
  }
  if (size > registers::ImportService::kBytesMax) {
    const auto most = registers::ImportService::kBytesMax / 1'000'000;
    throw base::bad_request(
        {fmt::format("文件超过 {} MB，请分成几个文件。", most),
         fmt::format("The file is larger than {} MB; split it into several.", most)});
  }
  std::string text(size, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(size));
  if (static_cast<std::uintmax_t>(stream.gcount()) != size) {
    throw base::bad_request({fmt::format("文件 {} 没有读完。", file.string()),
                             fmt::format("The file {} could not be read whole.", file.string())});
  }
  if (text.starts_with("PK\x03\x04") || text.starts_with("\xD0\xCF\x11\xE0")) {
    throw base::bad_request(
        {"这是 Excel 或 WPS 工作簿。请在网页上导入，或先另存为“CSV UTF-8（逗号分隔）”。",
         "This is a workbook of Excel or WPS. Import it on the page, or save it as CSV UTF-8."});
  }
  return text;
}

std::string query_of(const ImportAsked& asked) {
  std::string query = "file_name=" + encoded(asked.file.filename().string());
  if (asked.heading) query += fmt::format("&heading={}", *asked.heading);
  if (asked.owner) query += "&owner=" + encoded(*asked.owner);
  if (asked.clear) query += "&empty_cells=clear";
  if (asked.columns.empty()) return query;
  bj::object mapping;
  for (const std::string& column : asked.columns) {
    // A title may have the sign, the name of a field has none.
    const std::size_t sign = column.rfind('=');
    if (sign == std::string::npos || sign == 0) {
      throw base::bad_request({fmt::format("--map {}：要写成“标题=字段名”。", column),
                               fmt::format("--map {}: write title=field.", column)});
    }
    const std::string field = column.substr(sign + 1);
    mapping[column.substr(0, sign)] = field.empty() ? bj::value() : bj::value(field);
  }
  return query + "&mapping=" + encoded(bj::serialize(mapping));
}

fs::path errors_path(const ImportAsked& asked) {
  if (!asked.errors.empty()) return asked.errors;
  fs::path path = asked.file;
  return path.replace_extension(".errors.csv");
}

// Where the rows that are not good go: made before anything is written, so that they have a place,
// and nothing stays of it if none were saved.
class ErrorsFile {
 public:
  explicit ErrorsFile(fs::path path);
  ErrorsFile(const ErrorsFile&) = delete;
  ErrorsFile& operator=(const ErrorsFile&) = delete;
  ~ErrorsFile() {
    std::error_code ignored;  // an empty file that stays does no harm
    if (!saved_) fs::remove(path_, ignored);
  }

  void save(const std::string& rows);

 private:
  const fs::path path_;
  bool saved_ = false;
};

ErrorsFile::ErrorsFile(fs::path path) : path_(std::move(path)) {
  // "x": mended rows of an earlier import may stand there.
  std::FILE* const file = std::fopen(path_.c_str(), "wx");
  if (file == nullptr) {
    throw base::bad_request(
        {fmt::format("不合格的行要写到 {}，但它已存在或不能新建。用 --errors 指定别处。",
                     path_.string()),
         fmt::format("The rows that are not good go to {}, but it exists or cannot be made. Name "
                     "another place with --errors.",
                     path_.string())});
  }
  std::fclose(file);
  fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write);
}

void ErrorsFile::save(const std::string& rows) {
  std::ofstream stream(path_, std::ios::binary);
  stream << rows;
  stream.close();
  if (!stream) {
    throw base::Problem(
        507, "storage-full", {"不合格的行没有存下", "The bad rows were not saved"},
        {fmt::format("{} 写不下。合格的行已写入；不合格的行在网页“我的导入”里可以再下载。",
                     path_.string()),
         fmt::format("{} cannot be written. The good rows are recorded; the others can be had "
                     "under \"My imports\" on the page.",
                     path_.string())});
  }
  saved_ = true;
  say(fmt::format("不合格的行在 / the other rows are in: {}", path_.string()));
}

// --- what is told --------------------------------------------------------------------------------

// On a terminal one line that is written anew, elsewhere nothing.
class ProgressLine {
 public:
  void show(std::int64_t done, std::int64_t total) const {
    if (!terminal_) return;
    fmt::print(stderr, "\r  {} / {}", done, total);
    std::fflush(stderr);
  }
  void end() const {
    if (terminal_) fmt::print(stderr, "\r\033[K");
  }

 private:
  const bool terminal_ = isatty(STDERR_FILENO) == 1;
};

void say_columns(const ImportReport& report) {
  for (const registers::ImportColumnView& column : report.columns) {
    if (column.field) {
      say(fmt::format("  {} → {}", column.title, *column.field));
    } else {
      say(fmt::format("  {} → （不导入 left out）", column.title));
    }
  }
  for (const std::string& field : report.missing) {
    say(
        fmt::format("  没有哪一列对应必填项 {}，不能新建记录，可用 --map 标题={} 指定 / no column "
                    "fills {}, which new records need: --map title={}",
                    field, field, field, field));
  }
}

void say_issues(const ImportReport& report) {
  std::size_t shown = 0;
  for (const ImportIssue& issue : report.issues) {
    if (++shown > kIssuesShown) {
      say("  …… 其余略 / and more");
      return;
    }
    const std::string where = issue.title.empty() ? issue.field.value_or("") : issue.title;
    const std::string colon = where.empty() ? "" : "：";
    say(fmt::format("  第 {} 行 row {} {}{}{}{} / {}", issue.row, issue.row, where, colon,
                    issue.warning ? "请确认 please confirm: " : "", issue.message.zh,
                    issue.message.en));
  }
}

void say_findings(const ImportReport& report, double seconds) {
  const registers::ImportCounts& counts = report.counts;
  say_columns(report);
  say(
      fmt::format("共 {} 行：新增 {}，变化 {}，不变 {}，不合格 {}，须确认 {}；已登记而文件里没有的 "
                  "{}（{:.1f} 秒）",
                  counts.rows, counts.created, counts.changed, counts.same, counts.bad,
                  counts.to_confirm, counts.absent, seconds));
  say(fmt::format(
      "{} rows: {} new, {} changed, {} the same, {} bad, {} to confirm; {} recorded but "
      "not in the file ({:.1f} s)",
      counts.rows, counts.created, counts.changed, counts.same, counts.bad, counts.to_confirm,
      counts.absent, seconds));
  say_issues(report);
}

// False if it cannot be written as it is asked.
bool writable(const ImportReport& report, const ImportAsked& asked) {
  if (report.counts.bad > 0 && !asked.good_rows) {
    say("有不合格的行，什么都没有写入。改好再导入，或加 --good-rows 先写合格的。\n"
        "Some rows are bad, so nothing was written. Mend them, or write the others with "
        "--good-rows.");
    return false;
  }
  if (report.counts.to_confirm > 0 && !asked.confirmed) {
    say("有须确认的行，什么都没有写入。核对无误后加 --confirmed。\n"
        "Some rows are unusual, so nothing was written. If they are right, say --confirmed.");
    return false;
  }
  return true;
}

ImportReport written(Desk& desk, const ImportReport& checked, const ImportAsked& asked) {
  const auto mode =
      asked.good_rows ? registers::ImportMode::good_rows : registers::ImportMode::all_or_none;
  const ProgressLine line;
  ImportReport report = desk.apply(checked.id, {mode, asked.confirmed});
  while (report.state == ImportState::applying || report.state == ImportState::undoing) {
    line.show(report.progress.rows, report.counts.rows);
    std::this_thread::sleep_for(kLookAgain);
    report = desk.report(checked.id);
  }
  line.end();
  return report;
}

}  // namespace

int import_command(const ServeOptions& options, const ImportAsked& asked) {
  using Clock = std::chrono::steady_clock;
  const auto seconds_since = [](Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
  };
  const std::string query = query_of(asked);
  const std::string text = file_text(asked.file);
  Desk desk(options, asked);
  say(fmt::format("正在核对 / checking {} …", asked.file.string()));
  const auto started = Clock::now();
  const ImportReport checked = desk.check(query, text);
  say_findings(checked, seconds_since(started));
  if (asked.check_only) {
    say("只核对，没有写入 / checked only, nothing was written");
    return checked.counts.bad > 0 || (checked.counts.to_confirm > 0 && !asked.confirmed) ? 1 : 0;
  }
  if (!writable(checked, asked)) return 1;
  std::optional<ErrorsFile> errors;
  if (checked.counts.bad > 0) errors.emplace(errors_path(asked));
  const auto writing = Clock::now();
  const ImportReport done = written(desk, checked, asked);
  say(fmt::format(
      "写入 {} 条（{:.1f} 秒）/ {} records written ({:.1f} s)",
      done.state == ImportState::undone ? 0 : done.progress.written, seconds_since(writing),
      done.state == ImportState::undone ? 0 : done.progress.written, seconds_since(writing)));
  if (done.failure) say(fmt::format("{} / {}", done.failure->zh, done.failure->en));
  if (asked.good_rows && done.progress.failed > 0) {
    say(fmt::format(
        "写入时又有 {} 行不合格 / {} more rows turned bad while the others were written",
        done.progress.failed, done.progress.failed));
    if (!errors) errors.emplace(errors_path(asked));
  }
  if (errors) errors->save(desk.errors(done.id));
  return done.state == ImportState::applied && !done.failure && !errors ? 0 : 1;
}

}  // namespace program

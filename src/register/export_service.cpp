#include "register/export_service.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdlib>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "register/register_export.hpp"
#include "register/registered.hpp"

namespace registers {

namespace fs = std::filesystem;

namespace {

using base::Problem;
using boost::asio::awaitable;

// What is in memory of a list of any length.
constexpr std::int64_t kRowsAtOnce = 4000;
constexpr std::int64_t kSheetRowsMax = 1'048'575;
constexpr std::size_t kWhyCharactersMax = 500;

struct Ended : std::exception {};

std::string_view extension(http::TableFormat format) {
  return format == http::TableFormat::csv ? "csv" : "xlsx";
}

Problem no_such_export() {
  return base::not_found(
      {"这次导出（导出的文件只保留一小时）", "This export (files are kept for an hour only)"});
}

Problem too_many_rows(std::int64_t most, bool sheet) {
  return {422,
          "too-many-rows",
          {"行数过多", "Too many rows"},
          {fmt::format("一次最多导出 {} 行，请用筛选条件分批导出{}。", most,
                       sheet ? "，或导出为 CSV" : ""),
           fmt::format("At most {} rows are exported at once; narrow the list by filters{}.", most,
                       sheet ? " or take it as CSV" : "")}};
}

std::string reason(const std::string& given) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  std::string text = given;
  while (!text.empty() && blank(text.back())) text.pop_back();
  const std::size_t characters = base::character_count(text);
  if (text.empty() || characters > kWhyCharactersMax) {
    throw base::invalid(
        {"请说明为什么需要完整的个人信息。", "Say why personal data is needed in full."},
        {{"/in_full_why",
          {fmt::format("1 至 {} 个字符。", kWhyCharactersMax),
           fmt::format("From 1 to {} characters.", kWhyCharactersMax)}}});
  }
  return text;
}

}  // namespace

// What is exported, for whom.
struct ExportService::Asked {
  Actor actor;
  std::string noun;
  http::TableFormat format = http::TableFormat::csv;
  http::Language language = http::Language::zh;
  Reach reach;
  ListQuery query;                   // its columns are the fields shown
  std::vector<std::string> fields;   // and the state among them
  std::vector<std::string> in_full;  // sensitive fields that are not masked
  std::string why;

  //! The same person would be given the same by now.
  bool same_rights(const Asked& other) const {
    return reach.everywhere == other.reach.everywhere && reach.units == other.reach.units &&
           fields == other.fields;
  }
};

struct ExportService::Job {
  Asked asked;
  ListRequest request;
  std::string key;
  std::string fingerprint;
  // Guarded by mutex_ of the service.
  ExportReport report;
  std::shared_ptr<http::TemporaryFile> file;
  std::optional<boost::asio::steady_timer> expiry;
  bool ended = false;  // nobody wants it any more
};

ExportService::ExportService(db::Database& database, zhijiao::access::AccessService& access,
                             base::Random& random, RegisterService& records,
                             boost::asio::thread_pool& threads, fs::path folder)
    : database_(database),
      access_(access),
      random_(random),
      records_(records),
      threads_(threads),
      folder_(std::move(folder)) {
  // What a program that was killed left behind may hold personal data.
  fs::remove_all(folder_);
  fs::create_directories(folder_);
}

ExportService::~ExportService() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& [id, job] : jobs_) {
      if (job->expiry) job->expiry->cancel();
    }
  }
  threads_.join();
}

ExportService::Asked ExportService::asked(const Actor& actor, const std::string& noun,
                                          const ListRequest& request, http::TableFormat format,
                                          http::Language language) const {
  const base::Date today = database_.clock().today();
  const auto& of = records_.find(actor, noun);
  Asked asked;
  asked.actor = actor;
  asked.noun = noun;
  asked.format = format;
  asked.language = language;
  asked.reach = records_.required_read_reach(actor, of, today);
  asked.query = records_.query_of(actor, of, asked.reach, request, today);
  asked.query.rows_max = kRowsAtOnce;
  // Columns as the page shows them, the state among them where it is declared or asked for.
  const auto& names = request.columns.empty() ? of.declaration.list.columns : request.columns;
  std::vector<std::string> in_order;
  for (const std::string& name : names) {
    const bool is_state = name == "state" && !of.declaration.workflow.empty();
    const bool shown =
        is_state || std::ranges::find(asked.query.columns, name) != asked.query.columns.end();
    if (shown) asked.fields.push_back(name);
    if (shown && !is_state) in_order.push_back(name);
  }
  asked.query.columns = std::move(in_order);
  if (asked.fields.empty()) {
    throw base::bad_request({"没有可导出的列。", "There are no columns to export."},
                            {{"columns", {"没有您能看的列。", "None that you may see."}}});
  }
  return asked;
}

std::int64_t ExportService::write(db::Connection& connection, const Asked& asked,
                                  const fs::path& path, std::int64_t rows_max,
                                  const Progress& progress) const {
  const auto& of = records_.find(asked.noun);
  std::map<std::string, base::Text> units;
  for (const auto& unit : access_.directory()->units) units.emplace(unit.id, unit.name);
  ExportedTable table(of.declaration, asked.fields, asked.in_full, units, asked.language,
                      [&](const Field& field, std::string_view sealed) {
                        return records_.sealer_.unseal(asked.noun + "." + field.name, sealed);
                      });
  const bool sheet = asked.format == http::TableFormat::xlsx;
  const std::int64_t most = sheet ? std::min(rows_max, kSheetRowsMax) : rows_max;
  const std::int64_t total =
      records_.store_.count(connection, asked.noun, asked.reach, asked.query, most + 1);
  if (total > most) throw too_many_rows(most, sheet);
  const auto writer = http::table_writer(table.head(), asked.format, asked.language, path);
  ListQuery next = asked.query;
  std::vector<std::string> cells;
  std::int64_t rows = 0;
  const auto facts = [&](std::string_view sql) { return records_.unit_facts(sql, false); };
  for (;;) {
    const auto page =
        records_.store_.cells(connection, asked.noun, asked.reach, next, asked.in_full, facts);
    for (const auto& [field, ids] : table.unknown(page)) {
      table.learn(field, records_.store_.cell_texts(connection, asked.noun, field, ids, facts));
    }
    for (const std::string& row : page) {
      table.read(row, cells);
      writer->add(cells);
    }
    rows += static_cast<std::int64_t>(page.size());
    if (!progress(rows, total)) throw Ended();
    if (static_cast<std::int64_t>(page.size()) < kRowsAtOnce) break;
    const std::string last = page.back().substr(0, page.back().find(kCellEnd));
    next.after = position_values(records_.store_.position(connection, asked.noun, next, last),
                                 next.order.size() + 1);
  }
  writer->finish();
  return rows;
}

void ExportService::note(db::Connection& connection, const Asked& asked, std::int64_t rows) const {
  std::string detail = fmt::format("{} rows", rows);
  if (!asked.in_full.empty()) {
    detail += fmt::format("; in full: {}; {}", fmt::join(asked.in_full, ", "), asked.why);
  }
  access_.audit_trail().record(connection, asked.actor, asked.noun + ".export", asked.noun, detail);
}

std::shared_ptr<http::TemporaryFile> ExportService::new_file() const {
  std::string path = (folder_ / "export-XXXXXX").string();
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) throw std::runtime_error("no temporary file can be made");
  ::close(descriptor);
  return std::make_shared<http::TemporaryFile>(path);
}

awaitable<ExportService::File> ExportService::at_once(const Actor& actor, const std::string& noun,
                                                      const ListRequest& request,
                                                      http::TableFormat format,
                                                      http::Language language) {
  const Asked what = asked(actor, noun, request, format, language);
  const auto file = new_file();
  const auto go_on = [](std::int64_t, std::int64_t) { return true; };
  const std::int64_t rows = co_await database_.long_read([&](db::Connection& connection) {
    return write(connection, what, file->path(), kAtOnceRowsMax, go_on);
  });
  co_await database_.write([&](db::Connection& connection) { note(connection, what, rows); });
  co_return File{fmt::format("{}.{}", noun, extension(format)), format, file};
}

// --- in the background ---------------------------------------------------------------------------

ExportReport ExportService::start(const Actor& actor, const std::string& noun,
                                  const ListRequest& request, const ExportRequest& given,
                                  http::Language language, const db::Once& once) {
  const auto job = std::make_shared<Job>();
  job->asked =
      asked(actor, noun, request,
            given.format == ExportFormat::csv ? http::TableFormat::csv : http::TableFormat::xlsx,
            language);
  job->request = request;
  job->key = once.key;
  job->fingerprint = once.fingerprint;
  const Declaration& declaration = records_.find(noun).declaration;
  if (given.in_full_why) {
    job->asked.why = reason(*given.in_full_why);
    for (const std::string& name : job->asked.query.columns) {
      const Field& field = *declaration.find_field(name);
      if (field.sensitive && !field.derived) job->asked.in_full.push_back(name);
    }
  }
  const auto& clock = database_.clock();
  const std::string& title =
      language == http::Language::en ? declaration.title.en : declaration.title.zh;
  ExportReport& report = job->report;
  report.id = base::uuid_v7(clock, random_);
  report.register_name = noun;
  report.format = given.format;
  report.in_full = !job->asked.in_full.empty();
  report.made_at = base::rfc3339(clock.now());
  report.file_name =
      fmt::format("{}-{}.{}", title, clock.today().str(), extension(job->asked.format));

  const std::lock_guard lock(mutex_);
  std::size_t unfinished = 0;
  for (const auto& [id, other] : jobs_) {
    unfinished += other->file == nullptr && !other->report.failure ? 1 : 0;
    const bool same =
        !once.key.empty() && other->key == once.key && other->asked.actor.account == actor.account;
    if (!same) continue;
    if (other->fingerprint != once.fingerprint) {
      throw base::conflict("idempotency-mismatch",
                           {"同一个 Idempotency-Key 用于另一个请求。",
                            "This Idempotency-Key came with another request."});
    }
    return other->report;
  }
  if (unfinished >= kUnfinishedMax) {
    throw base::unavailable({"正在导出的人太多，请稍后再试。",
                             "Too many exports are being made; try again a little later."},
                            20);
  }
  keep_few(actor.account);
  jobs_.emplace(report.id, job);
  boost::asio::post(threads_, [this, job] { run(job); });
  return report;
}

void ExportService::run(const std::shared_ptr<Job>& job) {
  std::optional<base::Text> failure;
  std::shared_ptr<http::TemporaryFile> file;
  std::int64_t bytes = 0;
  try {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || job->ended) return;
      job->report.state = ExportState::running;
    }
    file = new_file();
    const auto progress = [&](std::int64_t rows, std::int64_t total) {
      const std::lock_guard lock(mutex_);
      job->report.rows = rows;
      job->report.total = total;
      return !stopping_ && !job->ended;
    };
    const std::int64_t rows = database_.read_now([&](db::Connection& connection) {
      return write(connection, job->asked, file->path(), kRowsMax, progress);
    });
    bytes = static_cast<std::int64_t>(fs::file_size(file->path()));
    // Nobody is given what is not in the trail.
    database_.write_now([&](db::Connection& connection) { note(connection, job->asked, rows); });
  } catch (const Ended&) {
    return;
  } catch (const Problem& problem) {
    failure = problem.detail();
  } catch (const std::exception& error) {
    spdlog::error("the export {} failed: {}", job->report.id, error.what());
    failure = base::Text{"导出没有成功，已记入日志，可能是磁盘空间不够。请稍后再试，或联系管理员。",
                         "The export failed and that was logged; the disk may be full. Try again "
                         "later or tell the administrator."};
  }
  const std::lock_guard lock(mutex_);
  job->report.failure = failure;
  job->report.state = failure ? ExportState::failed : ExportState::done;
  if (!failure) {
    job->report.bytes = bytes;
    job->file = std::move(file);
  }
  if (stopping_) return;
  job->expiry.emplace(threads_, kKept);
  job->expiry->async_wait([this, id = job->report.id](const boost::system::error_code& error) {
    if (!error) forget(id);
  });
}

std::shared_ptr<ExportService::Job> ExportService::owned(const Actor& actor,
                                                         const std::string& noun,
                                                         const std::string& id) const {
  const auto found = jobs_.find(id);
  const bool own = found != jobs_.end() && found->second->asked.noun == noun &&
                   found->second->asked.actor.account == actor.account;
  if (!own) throw no_such_export();
  return found->second;
}

ExportReport ExportService::report(const Actor& actor, const std::string& noun,
                                   const std::string& id) {
  const std::lock_guard lock(mutex_);
  return owned(actor, noun, id)->report;
}

ExportService::File ExportService::file(const Actor& actor, const std::string& noun,
                                        const std::string& id, http::TableFormat format) {
  std::shared_ptr<Job> job;
  File file;
  {
    const std::lock_guard lock(mutex_);
    job = owned(actor, noun, id);
    if (job->asked.format != format) throw no_such_export();
    if (job->file == nullptr) {
      throw base::conflict("state", {"文件还没有做好。", "The file is not ready."});
    }
    file = {job->report.file_name, job->asked.format, job->file};
  }
  const Asked now = asked(actor, noun, job->request, job->asked.format, job->asked.language);
  if (!now.same_rights(job->asked)) {
    throw base::conflict("posts-changed", {"您能查看的范围有变化，请重新导出。",
                                           "What you may see has changed since: export it again."});
  }
  return file;
}

void ExportService::remove(const Actor& actor, const std::string& noun, const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto job = owned(actor, noun, id);
  job->ended = true;
  if (job->expiry) job->expiry->cancel();
  jobs_.erase(id);
}

void ExportService::forget(const std::string& id) {
  const std::lock_guard lock(mutex_);
  jobs_.erase(id);
}

// The oldest go first: their ids begin with their time. Guarded by mutex_.
void ExportService::keep_few(const std::string& account) {
  std::vector<std::string> own;
  for (const auto& [id, job] : jobs_) {
    const bool finished =
        job->report.state == ExportState::done || job->report.state == ExportState::failed;
    if (finished && job->asked.actor.account == account) own.push_back(id);
  }
  if (own.size() < kKeptMax) return;
  own.resize(own.size() - kKeptMax + 1);
  for (const std::string& id : own) {
    jobs_.at(id)->expiry->cancel();
    jobs_.erase(id);
  }
}

}  // namespace registers

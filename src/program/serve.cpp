#include "program/serve.hpp"

#include <fmt/color.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <utility>

#include "access/access_http.hpp"
#include "access/access_service.hpp"
#include "access/permission.hpp"
#include "admission/admission_http.hpp"
#include "admission/admission_service.hpp"
#include "admission/candidate_http.hpp"
#include "admission/candidate_service.hpp"
#include "admission/scheme_load.hpp"
#include "base/identity.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "calendar/calendar_http.hpp"
#include "collection/collection_http.hpp"
#include "collection/collection_service.hpp"
#include "db/database.hpp"
#include "db/directory_lock.hpp"
#include "draft/current_plan.hpp"
#include "draft/draft_http.hpp"
#include "draft/draft_service.hpp"
#include "education/school_http.hpp"
#include "education/school_service.hpp"
#include "education/standard_load.hpp"
#include "file/file_http.hpp"
#include "file/file_service.hpp"
#include "finance/funding_http.hpp"
#include "finance/funding_service.hpp"
#include "http/events.hpp"
#include "http/json.hpp"
#include "http/openapi.hpp"
#include "http/static_files.hpp"
#include "indicator/indicator_http.hpp"
#include "indicator/indicator_load.hpp"
#include "indicator/indicator_service.hpp"
#include "notice/courier.hpp"
#include "notice/notice_http.hpp"
#include "parameter/parameter_http.hpp"
#include "parameter/parameter_service.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_http.hpp"
#include "plan/plan_load.hpp"
#include "plan/plan_service.hpp"
#include "program/backup.hpp"
#include "program/sample.hpp"
#include "program/tables.hpp"
#include "program/wait_for.hpp"
#include "register/export_service.hpp"
#include "register/import_http.hpp"
#include "register/import_service.hpp"
#include "register/record_files.hpp"
#include "register/register_http.hpp"
#include "register/register_load.hpp"
#include "register/register_service.hpp"
#include "register/saved_view_http.hpp"
#include "share/closing_http.hpp"
#include "share/closing_notices.hpp"
#include "share/closing_service.hpp"
#include "share/hand_over_http.hpp"
#include "share/hand_over_service.hpp"
#include "share/milestone_progress.hpp"
#include "share/part_http.hpp"
#include "share/part_service.hpp"
#include "share/report_http.hpp"
#include "share/report_service.hpp"
#include "share/stream_http.hpp"
#include "share/stream_service.hpp"
#include "share/work_notices.hpp"
#include "supervision/supervision_http.hpp"
#include "supervision/supervision_service.hpp"

namespace program {

namespace fs = std::filesystem;
using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr std::chrono::seconds kStopDeadline{20};

struct TargetBody {
  std::string target;
};
BOOST_DESCRIBE_STRUCT(TargetBody, (), (target))

struct FolderBody {
  std::string folder;
};
BOOST_DESCRIBE_STRUCT(FolderBody, (), (folder))

void say(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

void prepare_data(const fs::path& data) {
  std::error_code error;
  fs::create_directories(data / "tmp", error);
  if (!error) fs::permissions(data, fs::perms::owner_all, error);
  if (error) {
    throw base::Problem(
        507, "storage-full", {"数据目录不可用", "The data directory cannot be used"},
        {fmt::format("无法建立 {}：{}。请检查权限和磁盘空间，或用 --data 指定别处。", data.string(),
                     error.message()),
         fmt::format("{} cannot be made: {}. Check permissions and disk space, or name another "
                     "place with --data.",
                     data.string(), error.message())});
  }
}

void add_operation_routes(http::Router& router, db::Database& database, http::Metrics& metrics) {
  router.add({.method = Method::get,
              .path = "/healthz",
              .tag = "operation",
              .summary = {"进程存活", "The process is alive"},
              .public_access = true,
              .handler = [](Request&) -> awaitable<Response> { co_return http::text("ok\n"); }});
  router.add({.method = Method::get,
              .path = "/readyz",
              .tag = "operation",
              .summary = {"数据库可用", "The database answers"},
              .public_access = true,
              .handler = [&database](Request&) -> awaitable<Response> {
                co_await database.read([](db::Connection& connection) {
                  return connection.select_one<std::int64_t>("SELECT 1");
                });
                co_return http::text("ready\n");
              }});
  router.add({.method = Method::get,
              .path = "/metrics",
              .tag = "operation",
              .summary = {"运行指标，仅限本机", "Metrics, for this machine only"},
              .public_access = true,
              .handler = [&metrics](Request& request) -> awaitable<Response> {
                if (!request.local_peer) throw base::not_found({"这个页面", "This page"});
                co_return http::text(http::metrics_text(metrics));
              }});
}

// Parameters by value live in the coroutine's frame until it ends.
awaitable<Manifest> back_up_job(db::Database& database, fs::path data, fs::path target) {
  co_return back_up(database, data, target);
}

// `slow` runs what would hold up the thread that answers others.
void add_local_routes(http::Router& router, db::Database& database, boost::asio::thread_pool& slow,
                      const fs::path& data, plan::PlanService& service,
                      zhijiao::access::AccessService& access) {
  router.add({.method = Method::post,
              .path = "/backup",
              .handler = [&database, &slow, data](Request& request) -> awaitable<Response> {
                const auto body = http::body<TargetBody>(request);
                auto job = back_up_job(database, data, body.target);
                Manifest made = co_await boost::asio::co_spawn(slow, std::move(job),
                                                               boost::asio::use_awaitable);
                co_return http::json(made);
              }});
  router.add({.method = Method::post,
              .path = "/plan",
              .handler = [&service, &access, data](Request& request) -> awaitable<Response> {
                const auto body = http::body<FolderBody>(request);
                const plan::Plan plan = load_plan_folder(body.folder);
                const plan::LoadOutcome outcome = co_await service.load(plan, "command line");
                access.replace_directory(plan::directory_of(plan));
                // The next start uses the folder it is given, not a draft finished before.
                draft::forget_current_plan(data);
                co_return http::json(outcome);
              }});
}

std::string address_of(const ServeOptions& options, std::uint16_t port) {
  const bool tls = !options.http.tls_certificate.empty();
  const bool loopback = options.http.listen == "127.0.0.1" || options.http.listen == "::1" ||
                        options.http.listen == "localhost";
  return fmt::format("{}://{}:{}", tls ? "https" : "http",
                     loopback ? "localhost" : options.http.listen, port);
}

void say_sample_sign_ins(const fs::path& data) {
  const auto sample = read_sample(data);
  if (!sample) return;
  say(fmt::format("示例账号（密码均为 {}）/ sample sign-ins (password of all: {}):",
                  sample->password, sample->password));
  for (const SampleSignIn& sign_in : sample->sign_ins) {
    say(fmt::format("  {:<28} {}", sign_in.name, sign_in.who.zh));
  }
}

void say_how_to_sign_in(const ServeOptions& options, const std::string& address,
                        zhijiao::access::AccessService& access) {
  say(fmt::format("职教已启动 / Zhijiao is running: {}", address));
  say(fmt::format("公开页面 / public page: {}/public", address));
  if (options.sample) say_sample_sign_ins(options.data);
  if (!wait_for(access.has_administrator())) {
    const auto link = wait_for(access.new_administrator_link());
    say(
        fmt::format("首次使用，请打开以下一次性链接创建管理员（有效至 {}） / first start: create "
                    "the administrator with this one-time link (valid until {}):\n  {}{}",
                    link.expires_at, link.expires_at, address, link.path));
  }
  say("按 Ctrl+C 停止 / stop with Ctrl+C");
}

// Who was told something by transactions that are not yet known to be durable. One that is undone
// costs a page a needless look.
class Told {
 public:
  void add(const std::set<std::string>& accounts) {
    const std::lock_guard lock(mutex_);
    accounts_.insert(accounts.begin(), accounts.end());
  }
  std::set<std::string> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(accounts_, {});
  }

 private:
  std::mutex mutex_;
  std::set<std::string> accounts_;
};

// 退回修改: whoever fills in the register for the unit has to mend the record. Which one it is
// stands behind the link, not in a text that leaves the building.
std::set<std::string> tell_of_return(db::Connection& connection,
                                     const zhijiao::access::Actor& actor,
                                     const registers::RegisterService::StepTaken& taken,
                                     const zhijiao::access::People& people,
                                     const notice::NoticeService& notices) {
  std::set<std::string> told;
  if (!taken.step.returns_fields) return told;
  std::set<std::string> writers = people.of(connection, taken.owner, taken.declaration.write);
  writers.erase(actor.account);
  const notice::NewNotice returned{
      notice::Topic::record_returned,
      fmt::format("{}:{}:{}", taken.declaration.name, taken.record, taken.version),
      {fmt::format("{}台账有一条记录被{}", taken.declaration.title.zh, taken.step.title.zh),
       fmt::format("A record of the register “{}” came back: {}", taken.declaration.title.en,
                   taken.step.title.en)},
      fmt::format("/registers/{}/{}", taken.declaration.name, taken.record)};
  notices.tell(connection, writers, returned, told);
  return told;
}

// Whoever has to take the next step, or is asked for an opinion on it. A step without a term is
// only possible: taking a record back waits for nobody. One line a register, state and day, because
// whole classes are handed in at once.
std::set<std::string> tell_of_waiting(db::Connection& connection,
                                      const zhijiao::access::Actor& actor,
                                      const registers::RegisterService::StepTaken& taken,
                                      const zhijiao::access::People& people,
                                      const notice::NoticeService& notices) {
  std::set<std::string> waited_for;
  if (taken.step.returns_fields) return waited_for;  // told with what has to be mended
  const auto add = [&](const std::string& side, const std::vector<std::string>& roles) {
    const auto named = taken.sides.find(side);
    if (side.empty()) waited_for.merge(people.of(connection, taken.owner, roles));
    if (named != taken.sides.end()) waited_for.merge(people.of(connection, named->second, roles));
  };
  const registers::Workflow& workflow = taken.declaration.workflow;
  const std::string& state = taken.step.to;
  for (const registers::Transition& next : workflow.transitions) {
    if (std::ranges::find(next.from, state) == next.from.end()) continue;
    if (next.within_working_days > 0) add(next.of, next.by);
    for (const registers::SignOffParty& party : next.sign_off.parties) add(party.of, party.by);
  }
  waited_for.erase(actor.account);
  std::set<std::string> told;
  const registers::State* title = workflow.find_state(state);
  if (title == nullptr || waited_for.empty()) return told;
  const notice::NewNotice waiting{
      notice::Topic::records_waiting,
      fmt::format("waiting:{}:{}:{}", taken.declaration.name, state,
                  base::day_of(connection.now()).str()),
      {fmt::format("{}台账有记录待您办理（{}）", taken.declaration.title.zh, title->title.zh),
       fmt::format("Records of the register “{}” wait for you ({})", taken.declaration.title.en,
                   title->title.en)},
      "/registers?view=waiting"};
  notices.tell(connection, waited_for, waiting, told);
  return told;
}

// Runs something at start and every hour, on a thread of its own, until it is destroyed.
class Hourly {
 public:
  explicit Hourly(std::function<void()> work)
      : thread_([this, work = std::move(work)](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            try {
              work();
            } catch (const std::exception& error) {
              spdlog::error("hourly work failed and comes again: {}", error.what());
            }
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stop, std::chrono::hours(1), [] { return false; });
          }
        }) {}

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread thread_;  // last: it uses what stands above
};

// What ends a server: a signal, or a plan that takes the place of the one in use.
class Ending {
 public:
  Ending() {
    signals_.async_wait([this](const boost::system::error_code& error, int /*signal*/) {
      if (!error) context_.stop();
    });
  }

  void restart() {
    restart_ = true;
    context_.stop();
  }
  //! True if the server is to start anew.
  bool wait() {
    context_.run();
    return restart_;
  }

 private:
  boost::asio::io_context context_;
  boost::asio::signal_set signals_{context_, SIGINT, SIGTERM};
  std::atomic<bool> restart_{false};
};

}  // namespace

std::string database_url(const fs::path& data, const std::string& database) {
  return database.empty() ? "sqlite:" + (data / "zhijiao.db").string() : database;
}

fs::path local_socket(const fs::path& data) { return data / "zhijiao.sock"; }

std::vector<std::string_view> permission_names() {
  std::vector<std::string_view> names;
  for (const auto& known : zhijiao::access::known_permissions()) names.push_back(known.name);
  return names;
}

fs::path registers_beside(const fs::path& plan_folder) {
  return fs::weakly_canonical(plan_folder).parent_path().parent_path() / "registers";
}

registers::Catalogue load_register_folder(const fs::path& folder, const fs::path& plan_folder,
                                          const plan::Plan& plan) {
  if (!fs::exists(folder)) {
    spdlog::warn("no registers: there is no folder {}", folder.string());
    return {};
  }
  registers::Surroundings surroundings;
  for (const auto& role : plan.roles) surroundings.roles.push_back(role.id);
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<plan::UnitKind>>(
      [&](auto kind) { surroundings.unit_kinds.emplace_back(kind.name); });
  registers::Loaded loaded =
      registers::load_registers(folder, plan_folder / "registers", surroundings);
  for (const yaml::Fault& finding : loaded.findings) {
    spdlog::warn("{}", yaml::fault_text(finding, false));
  }
  return std::move(loaded.catalogue);
}

namespace {

// Those beside the folder of registers, which they read, and those the plan adds.
std::vector<indicator::Indicator> load_indicators_beside(const fs::path& registers,
                                                         const fs::path& plan_folder,
                                                         const registers::Catalogue& catalogue,
                                                         const plan::Plan& plan) {
  indicator::Surroundings surroundings;
  for (const auto& commitment : plan.commitments) {
    surroundings.commitments.insert(commitment.id);
  }
  for (const auto& unit : plan.units) surroundings.units.insert(unit.id);
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<plan::UnitKind>>(
      [&](auto kind) { surroundings.unit_kinds.emplace(kind.name); });
  return indicator::load_indicators(fs::weakly_canonical(registers / "..") / "indicators",
                                    plan_folder / "indicators", catalogue, surroundings);
}

}  // namespace

plan::Plan load_plan_folder(const fs::path& folder) {
  return plan::load_plan(folder, permission_names());
}

plan::Plan plan_in_use(const fs::path& data, const fs::path& plan, const std::string& region) {
  if (const auto current = draft::current_plan(data)) return load_plan_folder(*current);
  if (region.empty()) return load_plan_folder(plan);
  if (!base::is_division_code(region)) {
    throw base::bad_request({"--region 要写六位行政区划代码，如 620800。",
                             "--region takes a six-digit division code such as 620800."});
  }
  return draft::empty_plan(region);
}

void make_sample_only(const ServeOptions& options, const std::string& until) {
  SampleAsked asked{options.data,
                    options.database,
                    options.plan,
                    options.registers,
                    options.sample_seed,
                    options.sample_scale,
                    base::Date::parse(until)};
  const bool in_time = !asked.until || *asked.until <= base::SystemClock().today();
  if (!until.empty() && (!asked.until || !in_time)) {
    throw base::bad_request({"--until 要写不晚于今天的日期，如 2026-11-26。",
                             "--until takes a date not after today, such as 2026-11-26."});
  }
  if (asked.registers.empty()) asked.registers = registers_beside(options.plan);
  const plan::Plan plan = plan_in_use(options.data, options.plan, options.region);
  prepare_data(options.data);
  const db::DirectoryLock lock(options.data);
  make_sample_data(asked, plan);
  say_sample_sign_ins(options.data);
}

namespace {

// Which figures and judgements follow when a parameter changes.
parameter::ParameterService::Uses uses_of(const std::vector<indicator::Indicator>& indicators,
                                          const std::vector<education::Standard>& standards) {
  using parameter::UseKind;
  parameter::ParameterService::Uses uses;
  for (const indicator::Indicator& one : indicators) {
    for (const indicator::ParameterName& name : one.parameters) {
      uses[{name.noun, name.parameter}].push_back({UseKind::indicator, one.id, one.title});
    }
  }
  for (const education::Standard& standard : standards) {
    uses[{standard.noun, standard.basic_passes}].push_back(
        {UseKind::standard, standard.name, standard.title});
    for (const education::StandardIndicator& one : standard.indicators) {
      uses[{standard.noun, one.threshold}].push_back(
          {UseKind::standard, standard.name, standard.title});
    }
  }
  for (const finance::ParameterName& name : finance::parameters_used()) {
    uses[{name.noun, name.parameter}].push_back(
        {UseKind::floors, "floors", {"经费底线", "Floors of money"}});
  }
  for (const education::ParameterName& name : education::parameters_used()) {
    uses[{name.noun, name.parameter}].push_back(
        {UseKind::programmes, "programmes", {"专业设置", "Programme setting"}});
  }
  return uses;
}

struct Ended {
  bool restart = false;
  bool in_time = true;  // every request in flight was finished
  std::uint16_t port = 0;
};

Ended serve_once(const ServeOptions& options);

}  // namespace

int serve(const ServeOptions& options) {
  ServeOptions now = options;
  for (;;) {
    const Ended ended = serve_once(now);
    if (!ended.restart) return ended.in_time ? 0 : 1;
    // People find it where it was.
    now.http.port = ended.port;
    now.sample = false;
  }
}

namespace {

Ended serve_once(const ServeOptions& options) {
  http::check_listen(options.http);
  notice::check_outbound(options.outbound);
  const plan::Plan plan = plan_in_use(options.data, options.plan, options.region);
  const fs::path plan_folder = draft::current_plan(options.data).value_or(options.plan);
  const fs::path shipped =
      options.registers.empty() ? registers_beside(options.plan) : options.registers;
  registers::Catalogue catalogue = load_register_folder(shipped, plan_folder, plan);
  std::vector<education::Standard> standards =
      education::load_standards(shipped, plan_folder, catalogue);
  std::vector<indicator::Indicator> indicators =
      load_indicators_beside(shipped, plan_folder, catalogue, plan);
  parameter::ParameterService::Uses uses = uses_of(indicators, standards);
  const std::vector<admission::Scheme> schemes = admission::load_schemes(plan_folder / "admission");
  prepare_data(options.data);
  const db::DirectoryLock lock(options.data);
  if (options.sample && !read_sample(options.data)) {
    make_sample_data({options.data, options.database, plan_folder, shipped, options.sample_seed,
                      options.sample_scale, std::nullopt},
                     plan);
  }

  const base::SystemClock clock;
  base::SecureRandom random;
  http::EventHub hub;
  http::Metrics metrics;
  // What runs on them waits for the database, so they go after it.
  boost::asio::thread_pool import_threads(2);
  boost::asio::thread_pool file_threads(2);
  boost::asio::thread_pool export_threads(2);
  const auto database =
      db::Database::open({.url = database_url(options.data, options.database)}, clock);
  db::migrate(*database, all_migrations());
  zhijiao::access::PasswordPool passwords;
  zhijiao::access::AttemptLimit attempts(clock);
  zhijiao::access::AccessService access(*database, random, passwords, attempts,
                                        plan::directory_of(plan));
  plan::PlanService service(*database, access, random, plan.region, plan.id);
  const plan::LoadOutcome outcome = service.load_now(plan, "start");
  if (outcome.changed) {
    say(fmt::format("已载入方案第 {} 版 / plan version {} loaded: +{} ~{} -{}", outcome.version,
                    outcome.version, outcome.shares_added, outcome.shares_revised,
                    outcome.shares_withdrawn));
  }

  registers::RegisterService records(*database, access, random,
                                     registers::Sealer::open(options.data / "sealing.key"),
                                     std::move(catalogue), plan::working_days(plan.calendar));
  const registers::Applied applied = records.apply_declarations_now();
  if (!applied.added.empty() || !applied.changed.empty()) {
    say(fmt::format("台账：新建 {} 个，更新 {} 个 / registers: {} new, {} changed",
                    applied.added.size(), applied.changed.size(), applied.added.size(),
                    applied.changed.size()));
  }
  for (const base::Text& repeated : applied.repeated) say(repeated.zh + "\n" + repeated.en);
  parameter::ParameterService parameters(*database, access, records, std::move(uses));
  parameters.take_up_now();
  registers::SavedViewService saved_views(*database, records, plan.region);
  education::SchoolService schools(records, access, std::move(standards));
  const zhijiao::access::People people(access);
  const registers::Sealer address_sealer = registers::Sealer::open(options.data / "sealing.key");
  constexpr const char* kAddressPlace = "notice_setting.email";
  notice::NoticeService notices(
      *database, access, random,
      {options.outbound.mail.configured(), options.outbound.webhook.configured()},
      {[&](const std::string& address) { return address_sealer.seal(kAddressPlace, address); },
       [&](const std::string& sealed) { return address_sealer.unseal(kAddressPlace, sealed); }});
  notice::Courier courier(notices, options.outbound);
  notices.on_change([&hub, &courier](const std::set<std::string>& accounts) {
    hub.publish(
        "changed", boost::json::serialize(boost::json::object{{"kind", "notice"}, {"key", ""}}),
        [accounts](const http::Listener& listener) { return accounts.contains(listener.account); });
    courier.wake();
  });
  Told told_of_records;
  records.on_step([&](db::Connection& connection, const zhijiao::access::Actor& actor,
                      const registers::RegisterService::StepTaken& taken) {
    told_of_records.add(tell_of_return(connection, actor, taken, people, notices));
    told_of_records.add(tell_of_waiting(connection, actor, taken, people, notices));
  });
  indicator::IndicatorService measuring(*database, access, records, service, std::move(indicators));
  measuring.on_change([&hub](const std::set<std::string>& ids) {
    hub.publish("indicators",
                boost::json::serialize(boost::json::object{{"ids", base::json_of(ids)}}));
  });
  measuring.start_now();
  parameters.on_change([&](const std::string& noun, const std::string& name) {
    measuring.parameter_changed(noun, name);
    const boost::json::object what{{"kind", "parameter"}, {"key", noun}};
    hub.publish("changed", boost::json::serialize(what));
  });
  service.measured_are(measuring.measured_commitments());
  service.findings_of_figures([&measuring](const std::shared_ptr<const plan::PlanEdition>& edition,
                                           base::Date as_of, base::Date today) {
    return measuring.findings_of_figures(edition, as_of, today);
  });
  // Which record it was is not for everyone: pages ask again for what they show.
  records.on_change([&](const std::string& noun, const std::set<std::string>& owners) {
    measuring.register_changed(noun, owners);
    const boost::json::object what{{"kind", "register"}, {"key", noun}};
    hub.publish("changed", boost::json::serialize(what));
    notices.announce(told_of_records.take());
  });
  file::FileService files(*database, access, random, options.data, file_threads);
  registers::RecordFiles record_files(records, files);
  collection::CollectionService collections(*database, access, people, records, notices, files,
                                            random, plan::working_days(plan.calendar));
  records.before_write([&collections](db::Connection& connection,
                                      const zhijiao::access::Actor& actor,
                                      const registers::RegisterService::Writing& writing) {
    collections.before_write(connection, actor, writing);
  });
  collections.on_change([&hub](const std::string& noun) {
    const boost::json::object what{{"kind", "collection"}, {"key", noun}};
    hub.publish("changed", boost::json::serialize(what));
  });
  registers::ImportService imports(*database, access, random, records, import_threads);
  imports.resume_interrupted();
  const supervision::LetterWording wording = supervision::load_wording(plan_folder);
  supervision::SupervisionService supervising(*database, access, people, service, notices, files,
                                              random, wording);
  supervising.on_change([&hub] {
    hub.publish("changed",
                boost::json::serialize(boost::json::object{{"kind", "supervision"}, {"key", ""}}));
  });
  finance::FundingService funding(
      *database, access, records,
      {supervision::issuer_of(wording, plan), plan.title.zh, plan.document.number});
  funding.on_change([&hub] {
    hub.publish("changed",
                boost::json::serialize(boost::json::object{{"kind", "funding"}, {"key", ""}}));
  });
  service.require_files([&files](db::Connection& connection, const zhijiao::access::Actor& actor,
                                 const std::vector<std::string>& ids) {
    files.require_readable(connection, actor, ids, "/document_file");
  });
  share::WorkNotices work_notices(access, people, service, notices);
  share::ReportService reports(*database, access, service, files, random);
  reports.figures_from([&measuring](const std::shared_ptr<const plan::PlanEdition>& edition,
                                    int task, const std::string& unit, base::Date today) {
    return measuring.figures_of_task(edition, task, unit, today);
  });
  reports.address_letters_to(supervision::issuer_of(wording, plan));
  // Which report of whom is not for everyone: pages ask again for what they show.
  Told told_of_reports;
  reports.on_news([&](db::Connection& connection, const zhijiao::access::Actor& actor,
                      const share::ReportNews& news) {
    std::set<std::string> told;
    work_notices.tell_of(connection, actor, news, told);
    told_of_reports.add(told);
  });
  reports.on_change([&](const std::string& kind, const std::string& share) {
    const boost::json::object what{{"kind", kind}, {"key", share}};
    hub.publish("changed", boost::json::serialize(what));
    notices.announce(told_of_reports.take());
  });
  // Before the first board.
  share::MilestoneProgress milestones(access.region());
  service.milestones_from([&milestones](db::Connection& connection, const plan::World& world) {
    return milestones.standings(connection, world);
  });
  share::ClosingService closings(*database, access, service, files, random);
  share::ClosingNotices closing_notices(*database, access, people, service, notices);
  Told told_of_closings;
  closings.on_news([&](db::Connection& connection, const zhijiao::access::Actor& actor,
                       const share::ClosingNews& news) {
    std::set<std::string> told;
    closing_notices.tell_of(connection, actor, news, told);
    told_of_closings.add(told);
  });
  closings.on_change([&](const std::string& kind, const std::string& key) {
    const boost::json::object what{{"kind", kind}, {"key", key}};
    hub.publish("changed", boost::json::serialize(what));
    notices.announce(told_of_closings.take());
  });
  Told told_of_shares;
  service.on_news([&](db::Connection& connection, const zhijiao::access::Actor& actor,
                      const plan::ShareNews& news) {
    std::set<std::string> told;
    work_notices.tell_of(connection, actor, news, told);
    told_of_shares.add(told);
    closings.follow(connection, actor, news);
  });
  service.on_change([&](const std::string& kind, const std::string& key) {
    hub.publish("changed",
                boost::json::serialize(boost::json::object{{"kind", kind}, {"key", key}}));
    notices.announce(told_of_shares.take());
    notices.announce(told_of_closings.take());
  });
  supervising.due_elsewhere([&](db::Connection& connection) {
    std::vector<supervision::DueItem> items = closing_notices.due_items(connection);
    for (supervision::DueItem& item : work_notices.due_items(connection)) {
      items.push_back(std::move(item));
    }
    return items;
  });
  share::PartService parts(*database, access, service, files, random);
  Told told_of_parts;
  parts.on_news([&](db::Connection& connection, const zhijiao::access::Actor& actor,
                    const share::PartNews& news) {
    std::set<std::string> told;
    work_notices.tell_of(connection, actor, news, told);
    told_of_parts.add(told);
  });
  parts.on_change([&](const std::string& kind, const std::string& share) {
    const boost::json::object what{{"kind", kind}, {"key", share}};
    hub.publish("changed", boost::json::serialize(what));
    notices.announce(told_of_parts.take());
  });
  service.work_elsewhere(
      [&](db::Connection& connection, const zhijiao::access::Actor& actor, const plan::World& now) {
        return reports.to_do(connection, actor, now) + parts.to_do(connection, actor, now) +
               closings.to_do(connection, actor, now) + supervising.to_do(connection, actor) +
               collections.to_do(connection, actor) + records.to_do(connection, actor);
      });
  share::StreamService streams(*database, access, service, supervising);
  calendar::CalendarService calendars(*database, access, people, supervising, collections, random,
                                      options.outbound.public_url);
  share::HandOverService hand_overs(*database, access, people, service, notices);
  const Hourly deadlines([&supervising, &hand_overs, &collections, &closing_notices] {
    wait_for(collections.keep_time());
    wait_for(closing_notices.tell_settled());
    wait_for(supervising.tell_deadlines());
    wait_for(hand_overs.tell());
  });
  admission::AdmissionService admissions(*database, access, records, random,
                                         registers::Sealer::open(options.data / "sealing.key"),
                                         files, plan::working_days(plan.calendar), ZHIJIAO_VERSION);
  admissions.load_now(schemes);
  admissions.on_change([&hub](const std::string& id) {
    const boost::json::object what{{"kind", "admission"}, {"key", id}};
    hub.publish("changed", boost::json::serialize(what));
  });
  admission::CandidateService candidates(*database, access, admissions, passwords, random);
  registers::ExportService exports(*database, access, random, records, export_threads,
                                   options.data / "tmp" / "exports");
  Ending ending;
  draft::DraftService drafts(*database, access, service, random, plan.region,
                             {.data = options.data,
                              .plan = plan_folder,
                              .try_out =
                                  [&shipped](const plan::Plan& tried, const fs::path& folder) {
                                    load_indicators_beside(
                                        shipped, folder,
                                        load_register_folder(shipped, folder, tried), tried);
                                  },
                              .tools = document::find_tools(),
                              .known_permissions = permission_names()});
  drafts.on_change([&hub](const std::string& kind, const std::string& key) {
    hub.publish("changed",
                boost::json::serialize(boost::json::object{{"kind", kind}, {"key", key}}),
                [](const http::Listener& listener) {
                  return listener.tags.contains(
                      zhijiao::access::about(zhijiao::access::Permission::plan_load).name);
                });
  });
  drafts.on_restart([&ending] { ending.restart(); });
  drafts.take_up_interrupted();

  const http::StaticFiles web(options.web, random);
  http::Router router;
  zhijiao::access::Guard guard(access);
  router.set_guard(guard.of_router());
  add_access_routes(router, access, guard, hub);
  add_access_exports(router, access, guard, options.data / "tmp");
  plan::add_plan_routes(router, service, hub, options.data / "tmp");
  file::add_file_routes(router, files);
  share::add_report_routes(router, reports);
  share::add_closing_routes(router, closings);
  share::add_part_routes(router, parts);
  share::add_hand_over_routes(router, hand_overs, guard);
  share::add_stream_routes(router, streams);
  registers::add_register_routes(router, records, exports, record_files, guard);
  registers::add_import_routes(router, records.catalogue(), imports, guard, options.data / "tmp");
  registers::add_saved_view_routes(router, records.catalogue(), saved_views, guard);
  education::add_school_routes(router, schools, guard);
  parameter::add_parameter_routes(router, parameters, guard);
  finance::add_funding_routes(router, funding, guard, options.data / "tmp");
  indicator::add_indicator_routes(router, measuring, guard, options.data / "tmp");
  collection::add_collection_routes(router, collections, guard, options.data / "tmp");
  draft::add_draft_routes(router, drafts, guard);
  notice::add_notice_routes(router, notices, guard);
  calendar::add_calendar_routes(router, calendars, guard);
  supervision::add_supervision_routes(router, supervising, guard);
  admission::add_admission_routes(router, admissions, guard, options.data / "tmp");
  admission::add_candidate_routes(router, candidates);
  add_operation_routes(router, *database, metrics);
  http::add_openapi_route(router, {{"职教", "Zhijiao"}, ZHIJIAO_VERSION});
  router.set_fallback(web.handler());
  http::Router local;
  zhijiao::access::add_local_access_routes(local, access);
  registers::add_local_import_routes(local, imports, access, options.data / "tmp");
  boost::asio::thread_pool slow(1);
  add_local_routes(local, *database, slow, options.data, service, access);

  http::Options http_options = options.http;
  http_options.local_socket = local_socket(options.data);
  http::Server server(http_options, router, clock, metrics, &local);
  server.start();
  say_how_to_sign_in(options, address_of(options, server.port()), access);
  Ended ended;
  ended.restart = ending.wait();
  ended.port = server.port();
  say(ended.restart ? "方案已换，正在重新启动 / another plan: starting anew…"
                    : "正在停止 / stopping…");
  ended.in_time = server.stop(kStopDeadline);
  return ended;
}

}  // namespace

}  // namespace program

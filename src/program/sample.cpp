#include "program/sample.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <utility>

#include "access/access_schema.hpp"
#include "access/access_service.hpp"
#include "admission/scheme_load.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "file/file_disk.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_sample.hpp"
#include "plan/plan_schema.hpp"
#include "plan/plan_service.hpp"
#include "program/sample_admission.hpp"
#include "program/serve.hpp"
#include "program/tables.hpp"
#include "register/past_records.hpp"
#include "register/register_service.hpp"

namespace program {

namespace {

using boost::asio::awaitable;
using zhijiao::access::AccessService;
using zhijiao::access::Actor;
using zhijiao::access::Permission;

constexpr std::uint64_t kProgressSeed = 1;
constexpr int kYears = 5;
constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr const char* kFile = "sample-sign-ins.json";

// Everything about one sample world while it is made.
class Maker {
 public:
  Maker(base::FakeClock& clock, AccessService& access, plan::PlanService& service,
        const plan::Plan& plan)
      : clock_(clock), access_(access), service_(service), plan_(plan) {}

  //! `more` are people besides those of the plan.
  awaitable<Sample> make(std::vector<plan::SamplePerson> more, OnSampleProgress progress) {
    base::SecureRandom random;
    Sample sample{base::new_token(random).substr(0, 12), {}};
    service_.load_now(plan_, "sample");
    std::vector<plan::SamplePerson> people = plan::sample_people(plan_);
    const std::size_t of_plan = people.size();
    std::ranges::move(more, std::back_inserter(people));
    for (std::size_t i = 0; i < people.size(); ++i) {
      co_await add_person(people[i], sample.password, i < of_plan);
      sample.sign_ins.push_back({people[i].name, {people[i].display_name, people[i].name}});
    }
    co_await work(std::move(progress));
    co_return sample;
  }

  //! Everybody, once made.
  const std::vector<Actor>& people() const { return people_; }

 private:
  awaitable<void> add_person(const plan::SamplePerson& person, const std::string& password,
                             bool of_plan) {
    clock_.advance_us(kMinuteUs);
    const Actor program = access_.program("sample");
    // g++ 12 destroys a braced argument of an awaited call twice, so each has a name.
    const zhijiao::access::NewAccount asked{person.name, person.display_name};
    const auto account = co_await access_.create_account_with_password(program, asked, password);
    const zhijiao::access::NewPost post{person.unit, person.role, clock_.today(), std::nullopt,
                                        std::nullopt};
    const db::Once once;
    co_await access_.create_post(program, account.id, post, once);
    Actor actor = co_await access_.actor_for(account.id, "sample");
    people_.push_back(actor);
    if (!of_plan) co_return;
    if (zhijiao::access::may(actor, zhijiao::access::Permission::share_decide)) office_ = actor;
    officers_.emplace(person.unit, std::move(actor));
  }

  const Actor& who_records(const plan::SampleStep& step, const plan::PlanEdition& edition) const {
    const auto officer = officers_.find(edition.holder(step.unit, step.request.effective_on));
    const bool office = plan::is_decision(step.request.step) || officer == officers_.end();
    return office ? office_ : officer->second;
  }

  awaitable<void> work(OnSampleProgress progress) {
    const plan::PlanEdition edition(plan_, 1, clock_.now());
    const base::Date last = plan_.document.published_on.plus_days(kYears * 365);
    const auto steps = plan::sample_steps(edition, kProgressSeed, last);
    const plan::BoardQuery everything;
    const plan::Board board = co_await service_.board(office_, everything);
    const db::Once once;
    std::map<std::pair<int, std::string>, std::pair<std::string, std::int64_t>> shares;
    for (const plan::ShareLine& share : board.shares) {
      const std::string& unit = share.inherited_from ? share.inherited_from->id : share.unit.id;
      shares[{share.task, unit}] = {share.id, share.version};
    }
    SampleProgress far{
        {"方案进展", "progress of the plan"}, 0, static_cast<std::int64_t>(steps.size())};
    for (const plan::SampleStep& step : steps) {
      // People report during office hours; several on one day are a minute apart.
      const base::Instant morning{base::start_of(step.request.effective_on).us + 540 * kMinuteUs};
      clock_.set({std::max(morning.us, clock_.now().us + kMinuteUs)});
      auto& [id, version] = shares.at({step.task, step.unit});
      const plan::NewStep asked{step.request.step,        step.request.effective_on,
                                step.request.note,        step.request.document_number,
                                step.request.document_on, step.request.due_on};
      Actor by = who_records(step, edition);
      // The sample's past has no applications for closing.
      by.program = step.request.step == plan::StepKind::close;
      const auto view = co_await service_.record_step(by, id, asked, version, once);
      version = view.share.version;
      ++far.done;
      progress(far);
    }
  }

  base::FakeClock& clock_;
  AccessService& access_;
  plan::PlanService& service_;
  const plan::Plan& plan_;
  Actor office_;
  std::vector<Actor> people_;
  std::map<std::string, Actor> officers_;
};

// --- the registers -------------------------------------------------------------------------------

std::string called(const plan::Unit& unit) {
  return unit.short_name.zh.empty() ? unit.name.zh : unit.short_name.zh;
}

// Where the role stands that reaches along another tree: under nobody in it.
std::vector<std::string> roots_of(const plan::Plan& plan, const plan::RoleDefinition& role) {
  std::vector<std::string> roots;
  for (const plan::Tree& tree : plan.trees) {
    if (std::ranges::find(role.trees, tree.id) == role.trees.end()) continue;
    for (const plan::TreeEdge& edge : tree.edges) {
      const bool under =
          std::ranges::find(tree.edges, edge.under, &plan::TreeEdge::unit) != tree.edges.end();
      const bool known = std::ranges::find(roots, edge.under) != roots.end();
      if (!under && !known) roots.push_back(edge.under);
    }
  }
  return roots;
}

// The unit along whose line the money of the counties is reported; empty if there is none.
std::string finance_of(const plan::Plan& plan, const registers::Declaration& funding) {
  for (const auto& transition : funding.workflow.transitions) {
    for (const std::string& name : transition.by) {
      const auto role = std::ranges::find(plan.roles, name, &plan::RoleDefinition::id);
      if (role == plan.roles.end()) continue;
      const std::vector<std::string> roots = roots_of(plan, *role);
      if (!roots.empty()) return roots.front();
    }
  }
  return {};
}

// What the world needs to know of the plan; nothing if the plan or its registers have no room.
std::optional<sample::Place> place_of(const plan::Plan& plan, const SampleWorld& world) {
  for (const std::string& noun : sample::registers_of_world()) {
    if (world.catalogue.find(noun) == nullptr) return std::nullopt;
  }
  sample::Place place;
  place.region = plan.region;
  place.from = plan.document.published_on.plus_days(14);
  const std::string finance = finance_of(plan, *world.catalogue.find("funding"));
  std::map<std::string, const plan::Unit*> units;
  for (const plan::Unit& unit : plan.units) units.emplace(unit.id, &unit);
  const auto county_of = [&](const plan::Unit& unit) -> const plan::Unit* {
    const plan::Unit* at = &unit;
    for (std::size_t steps = 0; steps < units.size(); ++steps) {
      if (at->kind == plan::UnitKind::county) return at;
      const auto parent = units.find(at->parent);
      if (parent == units.end()) return nullptr;
      at = parent->second;
    }
    return nullptr;
  };
  for (const plan::Unit& unit : plan.units) {
    if (unit.valid_to && *unit.valid_to < world.options.until) continue;
    const plan::Unit* const county = county_of(unit);
    const std::string division =
        county == nullptr || county->division_code.empty() ? plan.region : county->division_code;
    const sample::Unit made{unit.id, called(unit), county == nullptr ? "" : county->id, division};
    if (unit.kind == plan::UnitKind::county) place.counties.push_back(made);
    if (unit.kind == plan::UnitKind::school) place.schools.push_back(made);
    if (unit.kind == plan::UnitKind::college) place.colleges.push_back(made);
    if (unit.id == finance) place.finance = made;
    const bool office = !plan.bodies.empty() && plan.bodies.front().office == unit.id;
    if (unit.kind == plan::UnitKind::department && (office || place.department.empty())) {
      place.department = unit.id;
    }
  }
  const bool room = !place.counties.empty() && !place.schools.empty() &&
                    !place.department.empty() && world.options.until > place.from;
  if (!room) return std::nullopt;
  return place;
}

// The counties, and whatever else schools stand under.
std::vector<sample::Unit> above_schools(const plan::Plan& plan, const sample::Place& place) {
  std::vector<sample::Unit> above = place.counties;
  for (const auto* schools : {&place.schools, &place.colleges}) {
    for (const sample::Unit& school : *schools) {
      if (!school.county.empty()) continue;
      const auto unit = std::ranges::find(plan.units, school.id, &plan::Unit::id);
      const auto parent = std::ranges::find(plan.units, unit->parent, &plan::Unit::id);
      if (parent == plan.units.end()) continue;
      if (std::ranges::find(above, parent->id, &sample::Unit::id) != above.end()) continue;
      above.push_back({parent->id, called(*parent), "", plan.region});
    }
  }
  return above;
}

// Somebody for each role that writes or decides in a register, wherever it belongs.
std::vector<plan::SamplePerson> people_of_registers(const plan::Plan& plan,
                                                    const registers::Catalogue& catalogue,
                                                    const sample::Place& place) {
  std::set<std::string> roles;
  std::set<std::string> reporting;  // of the money, for a county or the city
  for (const std::string& noun : sample::registers_of_world()) {
    const registers::Declaration& declaration = *catalogue.find(noun);
    roles.insert(declaration.write.begin(), declaration.write.end());
    if (noun == "funding") reporting.insert(declaration.write.begin(), declaration.write.end());
    for (const auto& transition : declaration.workflow.transitions) {
      roles.insert(transition.by.begin(), transition.by.end());
    }
  }
  // And whoever works on admissions.
  for (const plan::RoleDefinition& role : plan.roles) {
    for (const Permission permission :
         {Permission::admission_prepare, Permission::admission_confirm,
          Permission::admission_issue}) {
      const std::string name(zhijiao::access::about(permission).name);
      if (std::ranges::find(role.permissions, name) != role.permissions.end())
        roles.insert(role.id);
    }
  }
  std::set<std::pair<std::string, std::string>> held;
  for (const plan::SamplePerson& person : plan::sample_people(plan)) {
    held.emplace(person.unit, person.role);
  }
  std::vector<plan::SamplePerson> people;
  const auto add = [&](const plan::RoleDefinition& role, const std::string& unit,
                       const std::string& name, const std::string& display_name) {
    if (!held.emplace(unit, role.id).second) return;
    people.push_back({name, "示例·" + display_name + role.title.zh, unit, role.id});
  };
  for (const plan::RoleDefinition& role : plan.roles) {
    if (!roles.contains(role.id)) continue;
    if (!role.trees.empty()) {
      for (const std::string& root : roots_of(plan, role)) add(role, root, role.id, "");
      continue;
    }
    if (role.reach == plan::Reach::everywhere) add(role, place.department, role.id, "");
    std::vector<sample::Unit> units;
    if (role.reach == plan::Reach::subtree) units = above_schools(plan, place);
    if (reporting.contains(role.id)) {
      units = place.counties;
      if (!place.finance.id.empty()) units.push_back(place.finance);
    } else if (role.reach == plan::Reach::unit) {
      units = place.schools;
      units.insert(units.end(), place.colleges.begin(), place.colleges.end());
    }
    for (const sample::Unit& unit : units) {
      add(role, unit.id, unit.id + "_" + role.id, unit.name);
    }
  }
  return people;
}

// Bounded memory: a batch at a time.
void fill_registers(db::Database& database, const registers::RegisterService& records,
                    const std::vector<Actor>& people, const file::FileDisk& disk,
                    const sample::Place& place, const sample::Options& options,
                    const OnSampleProgress& progress, SampleMade& made) {
  constexpr std::size_t kBatch = 512;
  const auto started = std::chrono::steady_clock::now();
  registers::PastRecords past(records, people, &disk);
  std::vector<registers::PastRecord> batch;
  SampleProgress far;
  const auto write = [&] {
    if (batch.empty()) return;
    database.write_now([&](db::Connection& connection) { past.write(connection, batch); });
    far.done += static_cast<std::int64_t>(batch.size());
    made.records += static_cast<std::int64_t>(batch.size());
    progress(far);
    batch.clear();
  };
  const sample::World world =
      sample::make_world(place, options, [&](registers::PastRecord&& record) {
        const bool another = !batch.empty() && batch.front().noun != record.noun;
        if (another || batch.size() == kBatch) write();
        if (batch.empty()) {
          const base::Text title = records.catalogue().find(record.noun)->title;
          if (title.zh != far.doing.zh) far = {title, 0, 0};
        }
        batch.push_back(std::move(record));
      });
  write();
  database.write_now([&](db::Connection& connection) { past.learn_sizes(connection); });
  made.versions = past.versions();
  made.planted_csv = sample::planted_csv(world.planted, place);
  made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

}  // namespace

SampleMade make_sample(const std::string& database_url, const plan::Plan& plan,
                       const SampleWorld* world, const OnSampleProgress& progress) {
  boost::asio::io_context context;
  base::FakeClock clock({base::start_of(plan.document.published_on).us + 480 * kMinuteUs});
  base::SecureRandom random;
  // Nobody waits for the database meanwhile.
  const auto database =
      db::Database::open({.url = database_url, .write_warn_ms = std::chrono::minutes(10)}, clock);
  db::migrate(*database, all_migrations());
  // Cheap to make; the first sign-in hashes the password anew at the full cost.
  zhijiao::access::PasswordPool passwords({zhijiao::access::PasswordCost::least(), 2, 64});
  const plan::PlanStore store(plan.region, plan.id);
  const std::int64_t version = database->read_now(
      [&](db::Connection& connection) { return store.current_version(connection); });
  if (version > 0) {
    throw base::conflict(
        "database-in-use",
        {"数据库中已有方案（或上次生成示例数据时中断），示例数据只能载入空库。请换用空的数据目录"
         "或数据库。",
         "The database has a plan already, or a sample that was interrupted; sample data needs an "
         "empty one. Use an empty data directory or database."});
  }
  zhijiao::access::AttemptLimit attempts(clock);
  AccessService access(*database, random, passwords, attempts, plan::directory_of(plan));
  plan::PlanService service(*database, access, random, plan.region, plan.id);
  Maker maker(clock, access, service, plan);
  std::vector<plan::SamplePerson> more;
  std::optional<sample::Place> place;
  if (world != nullptr) place = place_of(plan, *world);
  if (place) more = people_of_registers(plan, world->catalogue, *place);
  auto made = boost::asio::co_spawn(context, maker.make(std::move(more), progress),
                                    boost::asio::use_future);
  context.run();
  SampleMade all{made.get(), "", 0, 0, 0};
  if (place) {
    registers::RegisterService records(*database, access, random,
                                       registers::Sealer::open(world->sealing_key),
                                       world->catalogue, plan::working_days(plan.calendar));
    records.apply_declarations_now();
    const file::FileDisk disk(world->sealing_key.parent_path());
    fill_registers(*database, records, maker.people(), disk, *place, world->options, progress, all);
    // PostgreSQL plans for empty tables until it has looked at them.
    if (database->dialect() == db::Dialect::postgresql) {
      database->write_now([](db::Connection& connection) { connection.execute("ANALYZE"); });
    }
    // Yesterday afternoon.
    clock.set(std::max(clock.now(), {base::start_of(world->options.until).us - 600 * kMinuteUs}));
    const SampleAdmissions admissions{*database,
                                      access,
                                      records,
                                      random,
                                      clock,
                                      world->sealing_key,
                                      plan::working_days(plan.calendar)};
    fill_admissions(admissions, world->schemes, maker.people(), *place, world->options.seed);
    clock.set(std::max(clock.now(), {base::start_of(world->options.until).us - kMinuteUs}));
    database->write_now([&](db::Connection& connection) {
      access.audit_trail().record(connection, access.program("sample"), "sample.world", "sample",
                                  fmt::format("{} records", all.records));
    });
  }
  return all;
}

namespace {

// A line that is written anew on a terminal, and once a kind elsewhere.
class ProgressLine {
 public:
  void show(const SampleProgress& progress) {
    if (progress.doing.zh != doing_) {
      end();
      doing_ = progress.doing.zh;
      since_ = {};
    }
    last_ = progress;
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || now - since_ < std::chrono::milliseconds(100)) return;
    since_ = now;
    print("\r", "");
  }
  void end() {
    if (!doing_.empty()) print(terminal_ ? "\r" : "", "\n");
    doing_.clear();
  }

 private:
  void print(const char* before, const char* after) const {
    const std::string total = last_.total > 0 ? fmt::format("/{}", last_.total) : "";
    fmt::print("{}  {} {}: {}{}{}", before, last_.doing.zh, last_.doing.en, last_.done, total,
               after);
    std::fflush(stdout);
  }

  const bool terminal_ = isatty(STDOUT_FILENO) == 1;
  std::string doing_;
  std::chrono::steady_clock::time_point since_;
  SampleProgress last_;
};

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw std::runtime_error(path.string() + " cannot be written");
}

}  // namespace

void make_sample_data(const SampleAsked& asked, const plan::Plan& plan) {
  namespace fs = std::filesystem;
  const bool embedded = asked.database.empty();
  const fs::path whole = asked.data / "zhijiao.db";
  const fs::path unfinished = asked.data / "tmp" / "sample.db";
  if (read_sample(asked.data) || (embedded && fs::exists(whole))) {
    throw base::conflict(
        "database-in-use",
        {fmt::format("{} 中已有数据，示例数据只能载入空目录。请用 --data 指定新的目录。",
                     asked.data.string()),
         fmt::format("{} holds data already, and sample data needs an empty directory. Name a "
                     "new one with --data.",
                     asked.data.string())});
  }
  for (const char* suffix : {"", "-wal", "-shm"}) {
    fs::remove(fs::path(unfinished) += suffix);
  }
  std::optional<SampleWorld> world;
  if (asked.scale > 0) {
    world =
        SampleWorld{load_register_folder(asked.registers, asked.plan_folder, plan),
                    asked.data / "sealing.key",
                    {asked.seed, asked.scale, asked.until.value_or(base::SystemClock().today())},
                    admission::load_schemes(asked.plan_folder / "admission")};
  }
  fmt::print("正在生成示例数据… / making sample data…\n");
  std::fflush(stdout);
  ProgressLine line;
  const std::string url = embedded ? "sqlite:" + unfinished.string() : asked.database;
  const SampleMade made = make_sample(url, plan, world ? &*world : nullptr,
                                      [&](const SampleProgress& progress) { line.show(progress); });
  line.end();
  if (made.records > 0) {
    const fs::path planted = asked.data / "sample-planted.csv";
    write_file(planted, made.planted_csv);
    fmt::print(
        "台账 {} 条，{} 个版本，{:.1f} 秒（每秒 {:.0f} 版）/ registers: {} records, {} versions in "
        "{:.1f} s ({:.0f} versions/s)\n埋设的错误 planted errors: {}\n",
        made.records, made.versions, made.seconds,
        static_cast<double>(made.versions) / made.seconds, made.records, made.versions,
        made.seconds, static_cast<double>(made.versions) / made.seconds, planted.string());
    std::fflush(stdout);
  }
  if (embedded) fs::rename(unfinished, whole);
  write_sample(asked.data, made.sample);
}

std::optional<Sample> read_sample(const std::filesystem::path& data) {
  std::ifstream stream(data / kFile, std::ios::binary);
  if (!stream) return std::nullopt;
  return base::record_from<Sample>(std::string((std::istreambuf_iterator<char>(stream)), {}));
}

void write_sample(const std::filesystem::path& data, const Sample& sample) {
  const std::filesystem::path path = data / kFile;
  std::ofstream stream(path, std::ios::binary);
  std::filesystem::permissions(
      path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  stream << base::record_text(sample);
  stream.close();
  if (!stream) throw std::runtime_error("the sign-ins of the sample cannot be written");
}

}  // namespace program

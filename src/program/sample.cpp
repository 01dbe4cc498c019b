#include "program/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <fstream>
#include <map>
#include <utility>

#include "access/access_schema.hpp"
#include "access/access_service.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_sample.hpp"
#include "plan/plan_schema.hpp"
#include "plan/plan_service.hpp"
#include "program/tables.hpp"

namespace program {

namespace {

using boost::asio::awaitable;
using zhijiao::access::AccessService;
using zhijiao::access::Actor;

constexpr std::uint64_t kSeed = 1;
constexpr int kYears = 5;
constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr const char* kFile = "sample-sign-ins.json";

// Everything about one sample world while it is made.
class Maker {
 public:
  Maker(base::FakeClock& clock, AccessService& access, plan::PlanService& service,
        const plan::Plan& plan)
      : clock_(clock), access_(access), service_(service), plan_(plan) {}

  awaitable<Sample> make(std::function<void(std::size_t, std::size_t)> progress) {
    base::SecureRandom random;
    Sample sample{base::new_token(random).substr(0, 12), {}};
    service_.load_now(plan_, "sample");
    for (const plan::SamplePerson& person : plan::sample_people(plan_)) {
      co_await add_person(person, sample.password);
      sample.sign_ins.push_back({person.name, {person.display_name, person.name}});
    }
    co_await work(std::move(progress));
    co_return sample;
  }

 private:
  awaitable<void> add_person(const plan::SamplePerson& person, const std::string& password) {
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
    if (zhijiao::access::may(actor, zhijiao::access::Permission::share_decide)) office_ = actor;
    officers_.emplace(person.unit, std::move(actor));
  }

  const Actor& who_records(const plan::SampleStep& step, const plan::PlanEdition& edition) const {
    const auto officer = officers_.find(edition.holder(step.unit, step.request.effective_on));
    const bool office = plan::is_decision(step.request.step) || officer == officers_.end();
    return office ? office_ : officer->second;
  }

  awaitable<void> work(std::function<void(std::size_t, std::size_t)> progress) {
    const plan::PlanEdition edition(plan_, 1, clock_.now());
    const base::Date last = plan_.document.published_on.plus_days(kYears * 365);
    const auto steps = plan::sample_steps(edition, kSeed, last);
    const plan::BoardQuery everything;
    const plan::Board board = co_await service_.board(office_, everything);
    const db::Once once;
    std::map<std::pair<int, std::string>, std::pair<std::string, std::int64_t>> shares;
    for (const plan::ShareLine& share : board.shares) {
      const std::string& unit = share.inherited_from ? share.inherited_from->id : share.unit.id;
      shares[{share.task, unit}] = {share.id, share.version};
    }
    std::size_t done = 0;
    for (const plan::SampleStep& step : steps) {
      // People report during office hours; several on one day are a minute apart.
      const base::Instant morning{base::start_of(step.request.effective_on).us + 540 * kMinuteUs};
      clock_.set({std::max(morning.us, clock_.now().us + kMinuteUs)});
      auto& [id, version] = shares.at({step.task, step.unit});
      const plan::NewStep asked{step.request.step,        step.request.effective_on,
                                step.request.note,        step.request.document_number,
                                step.request.document_on, step.request.due_on};
      const auto view =
          co_await service_.record_step(who_records(step, edition), id, asked, version, once);
      version = view.share.version;
      progress(++done, steps.size());
    }
  }

  base::FakeClock& clock_;
  AccessService& access_;
  plan::PlanService& service_;
  const plan::Plan& plan_;
  Actor office_;
  std::map<std::string, Actor> officers_;
};

}  // namespace

Sample make_sample(const std::string& database_url, const plan::Plan& plan,
                   const std::function<void(std::size_t, std::size_t)>& progress) {
  boost::asio::io_context context;
  base::FakeClock clock({base::start_of(plan.document.published_on).us + 480 * kMinuteUs});
  base::SecureRandom random;
  const auto database = db::Database::open({.url = database_url}, clock);
  db::migrate(*database, all_migrations());
  // Cheap to make; the first sign-in hashes the password anew at the full cost.
  zhijiao::access::PasswordPool passwords({zhijiao::access::PasswordCost::least(), 2, 64});
  const plan::PlanStore store(plan.region, plan.id);
  const std::int64_t version = database->read_now(
      [&](db::Connection& connection) { return store.current_version(connection); });
  if (version > 0) {
    throw base::conflict(
        "database-in-use",
        {"数据库中已有方案，示例数据只能载入空库。请换用空的数据目录或数据库。",
         "The database has a plan already, and sample data needs an empty one. Use an empty data "
         "directory or database."});
  }
  zhijiao::access::AttemptLimit attempts(clock);
  AccessService access(*database, random, passwords, attempts, plan::directory_of(plan));
  plan::PlanService service(*database, access, random, plan.region, plan.id);
  Maker maker(clock, access, service, plan);
  auto made = boost::asio::co_spawn(context, maker.make(progress), boost::asio::use_future);
  context.run();
  return made.get();
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

#include "program/sample_admission.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <optional>

#include "admission/admission_service.hpp"
#include "file/file_service.hpp"
#include "program/serve.hpp"
#include "sample/candidates.hpp"

namespace program {

namespace {

using boost::asio::awaitable;
using zhijiao::access::Actor;
using zhijiao::access::Permission;

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr int kJuniorGraduates = 3000;
constexpr int kVocationalGraduates = 900;

class Filler {
 public:
  Filler(const SampleAdmissions& in, admission::AdmissionService& service,
         const std::vector<Actor>& people, const sample::Place& place, std::uint64_t seed)
      : in_(in), service_(service), people_(people), place_(place), seed_(seed) {
    for (const Actor& actor : people) {
      if (may(actor, Permission::admission_prepare)) officer_ = &actor;
      if (may(actor, Permission::admission_confirm)) reviewer_ = &actor;
    }
  }

  bool has_hands() const {
    return officer_ != nullptr && reviewer_ != nullptr && officer_->account != reviewer_->account;
  }

  awaitable<void> fill(admission::Scheme scheme) {
    scheme_ = std::move(scheme);
    const bool here = scheme_.is_decided_here();
    sample::CandidatesAsked asked;
    asked.people = here ? kJuniorGraduates : kVocationalGraduates;
    asked.prefix = here ? "27" : "37";
    asked.from_vocational = !here;
    for (const admission::Subject& subject : scheme_.subjects) {
      if (!scheme_.computes(subject.id)) asked.subjects.push_back(subject.id);
    }
    asked.first_is_total = here && asked.subjects.size() > 1;
    for (const admission::Category& each : scheme_.categories) asked.categories.push_back(each.id);
    const sample::CandidateFiles files = sample::make_candidates(place_, seed_, asked);
    co_await import(admission::ImportKind::candidates, "考生.csv", files.candidates);
    co_await import(admission::ImportKind::marks, "成绩.csv", files.marks);
    if (here) {
      co_await offer_schools();
      co_return;
    }
    co_await import(admission::ImportKind::eligibility, "资格审核.csv", files.eligibility);
    co_await offer_colleges();
    co_await award(files.numbers.front(), files.schools.front());
    co_await import(admission::ImportKind::results, "录取结果.csv", files.results);
    co_await import(admission::ImportKind::enrolment, "报到.csv", files.enrolment);
  }

 private:
  awaitable<void> import(admission::ImportKind kind, std::string name, std::string text) {
    in_.clock.advance_us(kMinuteUs);
    const admission::AdmissionImportQuery query{kind, std::move(name), std::nullopt};
    const db::Once once;
    const std::string scheme = scheme_.id;
    const auto uploaded = co_await service_.upload(*officer_, scheme, query, text, once);
    const admission::ImportDecision decision{true, ""};
    const std::string id = uploaded.id;
    const std::int64_t version = uploaded.version;
    co_await service_.decide_import(*reviewer_, id, decision, version);
  }

  const Actor* who_offers(const std::string& unit) const {
    const auto directory = in_.access.directory();
    const base::Date today = in_.clock.today();
    const auto found = std::ranges::find_if(people_, [&](const Actor& actor) {
      return may(actor, Permission::admission_offer, unit, *directory, today);
    });
    return found == people_.end() ? nullptr : &*found;
  }

  awaitable<void> offer(admission::OfferGiven given) {
    const Actor* by = who_offers(given.unit);
    if (by == nullptr) co_return;
    in_.clock.advance_us(kMinuteUs);
    const db::Once once;
    const std::string scheme = scheme_.id;
    auto made = co_await service_.add_offer(*by, scheme, given, once);
    for (const admission::OfferStep step :
         {admission::OfferStep::submit, admission::OfferStep::approve}) {
      const admission::OfferStepGiven asked{step, ""};
      const std::string id = made.id;
      const std::int64_t version = made.version;
      const Actor& hand = step == admission::OfferStep::submit ? *by : *reviewer_;
      made = co_await service_.step_offer(hand, id, asked, version, once);
    }
  }

  // A general school for each county, and the county's vocational school.
  awaitable<void> offer_schools() {
    std::vector<std::string> rounds;
    for (const admission::Round& round : scheme_.rounds) {
      if (!round.supplementary) rounds.push_back(round.id);
    }
    const std::string category = scheme_.categories.empty() ? "" : scheme_.categories.front().id;
    const int each = kJuniorGraduates / static_cast<int>(place_.counties.size());
    for (std::size_t i = 0; i < place_.counties.size(); ++i) {
      const sample::Unit& county = place_.counties[i];
      admission::OfferGiven given;
      given.code = fmt::format("1{:02}", i + 1);
      given.unit = county.id;
      given.school = county.name + "第一中学（示例）";
      given.sector = admission::Sector::general;
      given.round = rounds.front();
      given.category = category;
      given.counties = {county.id};
      given.programmes = {{"01", {"普通班", "Class"}, each * 50 / 100}};
      co_await offer(given);
    }
    for (std::size_t i = 0; i < place_.schools.size(); ++i) {
      const sample::Unit& school = place_.schools[i];
      admission::OfferGiven given;
      given.code = fmt::format("2{:02}", i + 1);
      given.unit = school.id;
      given.school = school.name;
      given.sector = admission::Sector::vocational;
      given.round = rounds.back();
      given.category = category;
      given.programmes = {{"01", {"机电技术应用", "Mechatronics"}, each * 15 / 100},
                          {"02", {"护理", "Nursing"}, each * 12 / 100},
                          {"03", {"作物生产技术", "Crop production"}, each * 8 / 100}};
      co_await offer(given);
    }
  }

  // Every college in every round, so that the rehearsal has seats.
  awaitable<void> offer_colleges() {
    int code = 0;
    for (const sample::Unit& college : place_.colleges) {
      for (const admission::Round& round : scheme_.rounds) {
        if (round.supplementary) continue;
        for (const admission::Category& category : scheme_.categories) {
          admission::OfferGiven given;
          given.code = fmt::format("3{:03}", ++code);
          given.unit = college.id;
          given.school = college.name;
          given.round = round.id;
          given.category = category.id;
          given.programmes = {{"01", category.title, 8}};
          co_await offer(given);
        }
      }
    }
  }

  awaitable<void> award(std::string number, std::string unit) {
    const Actor* by = who_offers(unit);
    if (by == nullptr || scheme_.awards.empty()) co_return;
    in_.clock.advance_us(kMinuteUs);
    const admission::AwardGiven given{number,
                                      scheme_.awards.back().id,
                                      "示例技能大赛 示例项目",
                                      "示例组委会",
                                      "示例-001",
                                      in_.clock.today().plus_days(-60).str(),
                                      unit,
                                      {}};
    const db::Once once;
    const std::string scheme = scheme_.id;
    const auto made = co_await service_.add_award(*by, scheme, given, once);
    const admission::AwardStepGiven shown{admission::AwardStep::publicise, ""};
    const std::string id = made.id;
    const std::int64_t version = made.version;
    co_await service_.step_award(*reviewer_, id, shown, version, once);
  }

  const SampleAdmissions& in_;
  admission::AdmissionService& service_;
  const std::vector<Actor>& people_;
  const sample::Place& place_;
  const std::uint64_t seed_;
  const Actor* officer_ = nullptr;
  const Actor* reviewer_ = nullptr;
  admission::Scheme scheme_;
};

}  // namespace

void fill_admissions(const SampleAdmissions& in, const std::vector<admission::Scheme>& schemes,
                     const std::vector<Actor>& people, const sample::Place& place,
                     std::uint64_t seed) {
  boost::asio::thread_pool threads(1);
  file::FileService files(in.database, in.access, in.random, in.sealing_key.parent_path(), threads);
  admission::AdmissionService service(in.database, in.access, in.records, in.random,
                                      registers::Sealer::open(in.sealing_key), files, in.calendar,
                                      ZHIJIAO_VERSION);
  service.load_now(schemes);
  Filler filler(in, service, people, place, seed);
  if (!filler.has_hands()) return;
  for (const admission::Scheme& scheme : schemes) {
    boost::asio::io_context context;
    auto done = boost::asio::co_spawn(context, filler.fill(scheme), boost::asio::use_future);
    context.run();
    done.get();
  }
}

}  // namespace program

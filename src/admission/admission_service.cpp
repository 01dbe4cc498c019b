#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "admission/admission_parts.hpp"
#include "admission/scheme_texts.hpp"
#include "base/problem.hpp"

namespace admission {

using boost::asio::awaitable;
using zhijiao::access::Permission;

namespace {

RoundPhase phase_of(const Round& round, const RunRecord* last, bool is_published,
                    base::Instant now) {
  if (is_published) return RoundPhase::published;
  if (last != nullptr) {
    return last->state == RunState::allocated ? RoundPhase::allocated : RoundPhase::frozen;
  }
  const auto opens = moment(round.opens_at);
  const auto closes = moment(round.closes_at);
  if (!opens || !closes) return RoundPhase::not_scheduled;
  if (now < *opens) return RoundPhase::before;
  return now < *closes ? RoundPhase::open : RoundPhase::closed;
}

}  // namespace

AdmissionService::AdmissionService(db::Database& database, zhijiao::access::AccessService& access,
                                   registers::RegisterService& records, base::Random& random,
                                   registers::Sealer sealer, const file::FileService& files,
                                   base::WorkingDays calendar, std::string program_version)
    : database_(database),
      access_(access),
      records_(records),
      random_(random),
      sealer_(sealer),
      files_(files),
      calendar_(std::move(calendar)),
      program_version_(std::move(program_version)),
      store_(access.region()) {}

void AdmissionService::load_now(const std::vector<Scheme>& schemes) {
  database_.write_now([&](db::Connection& connection) {
    const Actor program = access_.program("");
    for (const Scheme& scheme : schemes) {
      auto known = store_.find<SchemeRecord>(connection, scheme.id);
      SchemeRecord next;
      next.id = scheme.id;
      next.scheme = scheme;
      if (!known) {
        store_.insert(connection, next, {"system", "load"});
      } else if (base::record_text(*known) != base::record_text(next)) {
        next.version = known->version;
        store_.update(connection, next, {"system", "load"});
      } else {
        continue;
      }
      audit(connection, program, "admission.load", scheme.id,
            fmt::format("version {}", next.version));
    }
  });
}

Scheme AdmissionService::scheme(db::Connection& connection, const std::string& admission) const {
  auto found = store_.find<SchemeRecord>(connection, admission);
  if (!found) throw base::not_found({"这次招生录取", "This admission"});
  return std::move(found->scheme);
}

AdmissionService::Book AdmissionService::book(db::Connection& connection,
                                              const std::string& admission) const {
  return {scheme(connection, admission), store_.all<OfferRecord>(connection, admission),
          store_.all<RunRecord>(connection, admission)};
}

void AdmissionService::audit(db::Connection& connection, const Actor& actor,
                             std::string_view action, std::string_view subject,
                             std::string_view detail) const {
  access_.audit_trail().record(connection, actor, action, subject, detail);
}

void AdmissionService::changed(const std::string& admission) const {
  if (on_change_) on_change_(admission);
}

Hand AdmissionService::hand_of(const Actor& actor, const std::string& unit) const {
  Hand hand;
  hand.account = actor.account;
  hand.prepares = may(actor, Permission::admission_prepare);
  hand.confirms = may(actor, Permission::admission_confirm);
  hand.offers = unit.empty() ? may(actor, Permission::admission_offer)
                             : may(actor, Permission::admission_offer, unit, *access_.directory(),
                                   database_.clock().today());
  return hand;
}

void AdmissionService::require_worker(const Actor& actor) const {
  if (prepares_or_confirms(actor)) return;
  throw base::forbidden({"这些内容只有招生录取的经办人和复核人能看。",
                         "Only those who prepare or confirm admissions see this."});
}

bool AdmissionService::prepares_or_confirms(const Actor& actor) const {
  const Hand hand = hand_of(actor);
  return hand.prepares || hand.confirms;
}

Text AdmissionService::unit_name(const std::string& unit) const {
  const auto directory = access_.directory();
  const auto* found = directory->find_unit(unit);
  return found == nullptr ? Text{unit, unit} : found->name;
}

// --- reading -----------------------------------------------------------------------------------

awaitable<AdmissionList> AdmissionService::list(const Actor& actor) {
  access_.require(actor, Permission::admission_read);
  AdmissionList made = co_await database_.read([&](db::Connection& connection) {
    AdmissionList lines;
    for (const SchemeRecord& record : store_.schemes(connection)) {
      lines.admissions.push_back({record.id, record.scheme.title,
                                  static_cast<std::int64_t>(record.scheme.rounds.size()),
                                  store_.stamp<CandidateRecord>(connection, record.id).records});
    }
    return lines;
  });
  co_return made;
}

awaitable<AdmissionView> AdmissionService::view(const Actor& actor, std::string admission) {
  access_.require(actor, Permission::admission_read);
  const auto directory = access_.directory();
  const base::Date today = database_.clock().today();
  AdmissionView made = co_await database_.read([&](db::Connection& connection) {
    const Book all = book(connection, admission);
    AdmissionView view;
    view.id = admission;
    view.title = all.scheme.title;
    view.organiser = unit_name(all.scheme.organiser);
    view.enquiry = all.scheme.enquiry;
    view.subjects = all.scheme.subjects;
    view.categories = all.scheme.categories;
    const auto reach = units_in_reach(actor, Permission::admission_offer, *directory, today);
    for (const auto& unit : directory->units) {
      if (unit.kind == "county") view.counties.push_back({unit.id, unit.name});
      if (reach.contains(unit.id)) view.offering.push_back({unit.id, unit.name});
    }
    for (const Round& round : all.scheme.rounds) {
      AdmissionRoundView line;
      line.id = round.id;
      line.title = round.title;
      line.opens_at = round.opens_at;
      line.closes_at = round.closes_at;
      line.reply_by = round.reply_by;
      line.appeal_by = round.appeal_by;
      line.preferences_max = round.preferences_max;
      line.programmes_max = round.programmes_max;
      line.supplementary = round.supplementary;
      line.phase = phase_of(round, last_run(all.runs, round.id),
                            published_run(all.runs, round.id) != nullptr, connection.now());
      for (const OfferRecord& record : all.offers) {
        if (record.offer.round != round.id) continue;
        if (record.state == OfferState::submitted) ++line.offers_waiting;
        if (record.state != OfferState::approved) continue;
        for (const OfferProgramme& programme : record.offer.programmes)
          line.seats += programme.seats;
      }
      line.submitted = store_.submitted(connection, admission, round.id);
      for (const RunRecord& run : runs_of(all.runs, round.id)) line.runs.push_back(line_of(run));
      view.rounds.push_back(std::move(line));
    }
    view.rules = rule_texts(all.scheme);
    view.unknown = unknown_of(all.scheme);
    view.candidates = store_.stamp<CandidateRecord>(connection, admission).records;
    for (const ImportRecord& record : store_.all<ImportRecord>(connection, admission)) {
      if (record.state == AdmissionImportState::waiting ||
          record.state == AdmissionImportState::accepted) {
        ++view.imports_waiting;
      }
    }
    for (const AppealRecord& record : store_.all<AppealRecord>(connection, admission)) {
      if (record.state == AppealState::open || record.state == AppealState::proposed) {
        ++view.appeals_waiting;
      }
    }
    for (const AwardRecord& record : store_.all<AwardRecord>(connection, admission)) {
      if (record.state == AwardState::proposed || record.state == AwardState::publicised) {
        ++view.awards_waiting;
      }
    }
    view.decided_by = all.scheme.decided_by;
    for (const Subject& subject : all.scheme.subjects) {
      if (!all.scheme.computes(subject.id)) view.imported_subjects.push_back(subject.id);
    }
    for (const AwardRule& rule : all.scheme.awards) {
      if (award_of(all.scheme, rule.id, today) == &rule) {
        view.award_levels.push_back({rule.id, rule.title});
      }
    }
    view.owes_ratio = in_force(all.scheme.ratios, today) != nullptr;
    const EligibilityRule* const eligible = in_force(all.scheme.eligibility, today);
    view.checks_eligibility = eligible != nullptr;
    view.compares_with_register = eligible != nullptr && eligible->compared_with.has_value();
    const Hand hand = hand_of(actor);
    view.may = {hand.offers, may(actor, Permission::admission_issue), hand.prepares, hand.confirms};
    return view;
  });
  co_return made;
}

awaitable<PublicAdmissions> AdmissionService::public_view() {
  PublicAdmissions made = co_await database_.long_read([&](db::Connection& connection) {
    PublicAdmissions all;
    for (const SchemeRecord& record : store_.schemes(connection)) {
      const Book here = book(connection, record.id);
      PublicAdmission line{record.id, here.scheme.title, here.scheme.enquiry, {}, {}};
      const std::string today = base::day_of(connection.now()).str();
      for (const AwardRecord& award : store_.all<AwardRecord>(connection, record.id)) {
        if (award.state != AwardState::publicised || award.publicised_until < today) continue;
        const auto candidate = store_.find<CandidateRecord>(connection, award.candidate);
        line.awards.push_back({candidate->candidate.name, candidate->candidate.school,
                               award_title(here.scheme, award.level, award.proposed_on),
                               award.contest, award.publicised_from, award.publicised_until});
      }
      for (const Round& round : here.scheme.rounds) {
        for (const RunRecord& run : runs_of(here.runs, round.id)) {
          PublicRun shown{
              round.title,      run.state,     run.input_sha256, run.commitment, run.random_source,
              run.random_value, run.frozen_at, run.published_at, true,           {}};
          if (run.state == RunState::published) {
            try {
              shown.cut_offs = cut_offs_of(*outcomes_.of(connection, store_, run), here);
            } catch (const base::Problem&) {
              // One broken round is said for all to see; the others stand.
              shown.intact = false;
            }
          }
          line.runs.push_back(std::move(shown));
        }
      }
      all.admissions.push_back(std::move(line));
    }
    return all;
  });
  co_return made;
}

}  // namespace admission

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "admission/admission_parts.hpp"

namespace admission {

using boost::asio::awaitable;

namespace {

// Where somebody has a place, whoever gave it.
struct Placed {
  std::string institution;
  std::string programme;
  std::string round;
};

std::optional<Placed> placed(const Candidate& candidate, const Places& places,
                             const NamesOfOffers& names) {
  if (candidate.elsewhere && !candidate.elsewhere->institution.empty()) {
    return Placed{candidate.elsewhere->institution, candidate.elsewhere->programme,
                  candidate.elsewhere->round};
  }
  const auto held = places.held_by(candidate.number);
  if (!held) return std::nullopt;
  const auto& offer = names.at(held->second.offer);
  return Placed{offer.school, offer.programmes.at(held->second.programme).zh,
                held->first->title.zh};
}

void count(EnrolmentLine& line, Enrolment enrolment) {
  ++line.placed;
  if (enrolment == Enrolment::reported) ++line.reported;
  if (enrolment == Enrolment::absent) ++line.absent;
  if (enrolment == Enrolment::unknown) ++line.unknown;
}

std::vector<EnrolmentLine> lines_of(std::map<std::string, EnrolmentLine> by_name) {
  std::vector<EnrolmentLine> lines;
  for (auto& [name, line] : by_name) {
    line.name = name;
    lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, std::greater(), &EnrolmentLine::placed);
  return lines;
}

const char* enrolment_text(Enrolment enrolment) {
  switch (enrolment) {
    case Enrolment::reported:
      return "已报到";
    case Enrolment::absent:
      return "未报到";
    case Enrolment::unknown:
      break;
  }
  return "未报";
}

}  // namespace

awaitable<TrackingView> AdmissionService::tracking(const Actor& actor, std::string admission) {
  require_worker(actor);
  TrackingView made = co_await database_.long_read([&](db::Connection& connection) {
    const Book all = book(connection, admission);
    const Places places = places_of(connection, store_, outcomes_, all.scheme, all.runs);
    const NamesOfOffers names = names_of(all.offers);
    std::map<std::string, EnrolmentLine> institutions;
    std::map<std::string, EnrolmentLine> schools;
    TrackingView view;
    for (const CandidateRecord& record : store_.all<CandidateRecord>(connection, admission)) {
      const Candidate& candidate = record.candidate;
      ++view.candidates;
      if (candidate.eligibility == Eligibility::eligible) ++view.eligible;
      if (candidate.eligibility == Eligibility::ineligible) ++view.ineligible;
      if (!all.scheme.is_decided_here() && !candidate.elsewhere) ++view.awaiting_result;
      const auto place = placed(candidate, places, names);
      if (!place) continue;
      count(view.total, candidate.enrolment);
      count(institutions[place->institution], candidate.enrolment);
      count(schools[candidate.school], candidate.enrolment);
    }
    view.institutions = lines_of(std::move(institutions));
    view.schools = lines_of(std::move(schools));
    return view;
  });
  co_return made;
}

awaitable<http::Table> AdmissionService::tracking_table(const Actor& actor, std::string admission) {
  require_worker(actor);
  http::Table table;
  table.title = {"录取和报到名册", "Places and enrolment"};
  table.columns = {{{"考号", "Number"}},          {{"姓名", "Name"}},
                   {{"县区", "County"}},          {{"毕业学校", "From"}},
                   {{"录取院校", "Institution"}}, {{"录取专业", "Programme"}},
                   {{"批次", "Round"}},           {{"报到", "Reported"}},
                   {{"原因", "Reason"}}};
  auto work = [&](db::Connection& connection) {
    const Book all = book(connection, admission);
    const Places places = places_of(connection, store_, outcomes_, all.scheme, all.runs);
    const NamesOfOffers names = names_of(all.offers);
    for (const CandidateRecord& record : store_.all<CandidateRecord>(connection, admission)) {
      const Candidate& candidate = record.candidate;
      const auto place = placed(candidate, places, names);
      if (!place) continue;
      table.rows.push_back({candidate.number, candidate.name, unit_name(candidate.county).zh,
                            candidate.school, place->institution, place->programme, place->round,
                            enrolment_text(candidate.enrolment), candidate.enrolment_reason});
    }
    audit(connection, actor, "admission.read_tracking", admission,
          fmt::format("{} rows", table.rows.size()));
  };
  co_await database_.write(work);
  co_return table;
}

}  // namespace admission

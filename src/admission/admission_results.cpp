#include <fmt/format.h>

#include <boost/json.hpp>
#include <utility>

#include "admission/admission_parts.hpp"

namespace admission {

using boost::asio::awaitable;
using zhijiao::access::Permission;

namespace {

Text place_text(const NamesOfOffers& names, const boost::json::value* programme) {
  if (programme == nullptr || !programme->is_string()) return {};
  const std::string key(programme->as_string());
  const std::size_t dash = key.rfind('-');
  const auto offer = names.find(key.substr(0, dash));
  if (offer == names.end()) return {key, key};
  const auto title = offer->second.programmes.find(key.substr(dash + 1));
  if (title == offer->second.programmes.end()) return {offer->second.school, offer->second.school};
  const Text& programme_title = title->second;
  return {offer->second.school + " " + programme_title.zh,
          offer->second.school + " " +
              (programme_title.en.empty() ? programme_title.zh : programme_title.en)};
}

}  // namespace

std::vector<CutOffView> AdmissionService::cut_offs_of(const RoundOutcome& outcome,
                                                      const Book& book) const {
  std::vector<CutOffView> views;
  for (const CutOff& cut : outcome.cut_offs()) {
    CutOffView view;
    view.offer = cut.offer;
    for (const OfferRecord& record : book.offers) {
      if (record.offer.code != cut.offer) continue;
      view.school = record.offer.school;
      if (!book.scheme.ratios.empty()) view.sector = record.offer.sector;
    }
    view.seats = cut.seats;
    view.admitted = cut.admitted;
    view.left = cut.left;
    view.lowest_thousandths = cut.lowest_thousandths;
    view.lowest_position = cut.lowest_position;
    views.push_back(std::move(view));
  }
  return views;
}

IntakeView AdmissionService::intake_view(const Scheme& scheme, const Intake& intake, Date day) {
  const RatioRule* rule = in_force(scheme.ratios, day);
  IntakeView view;
  view.vocational = intake.vocational;
  view.general = intake.general;
  view.owed_percent = rule == nullptr ? 0 : rule->vocational_percent;
  const IntakeRatio ratio = ratio_of(intake, view.owed_percent);
  view.share_permille = ratio.share_permille;
  view.holds = ratio.holds;
  view.short_total_fixed = ratio.short_total_fixed;
  view.short_general_fixed = ratio.short_general_fixed;
  return view;
}

RunView AdmissionService::run_view(db::Connection& connection, const Actor& actor,
                                   const RunRecord& record) const {
  const auto people = access_.display_names(connection);
  const Hand hand = hand_of(actor);
  RunView view;
  view.run = line_of(record);
  view.result_sha256 = record.result_sha256;
  view.keep_offers = record.keep_offers;
  view.candidates = record.candidates;
  view.without_marks = record.without_marks;
  view.without_choices = record.without_choices;
  view.not_eligible = record.not_eligible;
  view.ties = record.ties;
  view.random_value = record.random_value;
  view.program_version = record.program_version;
  view.frozen_by = name_in(people, record.frozen_by);
  view.allocated_by = name_in(people, record.allocated_by);
  view.published_by = name_in(people, record.published_by);
  view.reason = record.reason;
  view.may_withdraw = !may_withdraw(hand, record.state);
  view.may_allocate = hand.prepares && record.state == RunState::frozen;
  PublishStanding standing{record.state, record.verified, true, record.frozen_by,
                           record.allocated_by};
  view.may_publish = !may_publish(hand, standing);
  if (record.result_sha256.empty()) return view;
  const Book all = book(connection, record.admission);
  const auto outcome = outcomes_.of(connection, store_, record);
  for (const auto& [number, place] : outcome->places()) view.admitted += place.holds() ? 1 : 0;
  view.cut_offs = cut_offs_of(*outcome, all);
  Intake intake;
  for (const CutOffView& cut : view.cut_offs) {
    (cut.sector == Sector::vocational ? intake.vocational : intake.general) += cut.admitted;
  }
  view.intake =
      intake_view(all.scheme, intake,
                  rules_day(*all.scheme.find_round(record.round), base::day_of(connection.now())));
  if (record.corrects.empty() || !prepares_or_confirms(actor)) return view;
  const NamesOfOffers names = names_of(all.offers);
  const boost::json::object answer =
      boost::json::parse(store_.text(connection, record.id, "result")).as_object();
  const auto* changes = answer.if_contains("changes");
  if (changes == nullptr) return view;
  for (const boost::json::value& each : changes->as_array()) {
    const boost::json::object& row = each.as_object();
    PlaceChange change;
    change.number = std::string(row.at("candidate").as_string());
    if (const auto candidate = store_.candidate(connection, record.admission, change.number)) {
      change.name = candidate->candidate.name;
    }
    change.before = place_text(names, row.if_contains("before"));
    change.after = place_text(names, row.if_contains("after"));
    view.changes.push_back(std::move(change));
  }
  return view;
}

awaitable<RunView> AdmissionService::run(const Actor& actor, std::string id) {
  access_.require(actor, Permission::admission_read);
  RunView view = co_await database_.long_read([&](db::Connection& connection) {
    const RunRecord record = run_record(connection, id);
    // Before it is published a result is known to those who work on it.
    if (record.state != RunState::published && record.state != RunState::superseded &&
        !prepares_or_confirms(actor)) {
      throw base::not_found({"这次录取计算", "This run"});
    }
    return run_view(connection, actor, record);
  });
  co_return view;
}

awaitable<http::Table> AdmissionService::cut_off_table(const Actor& actor, std::string id) {
  const RunView view = co_await run(actor, id);
  http::Table table;
  table.title = {"录取最低分", "Cut-offs"};
  table.columns = {{{"招生代码", "Code"}},
                   {{"学校", "School"}},
                   {{"类别", "Sector"}},
                   {{"计划", "Seats"}, http::ColumnKind::integer},
                   {{"录取", "Admitted"}, http::ColumnKind::integer},
                   {{"余额", "Left"}, http::ColumnKind::integer},
                   {{"最低录取成绩", "Lowest mark"}, http::ColumnKind::decimal},
                   {{"最低录取位次", "Lowest rank"}, http::ColumnKind::integer}};
  for (const CutOffView& cut : view.cut_offs) {
    table.rows.push_back({cut.offer, cut.school,
                          !cut.sector                      ? ""
                          : *cut.sector == Sector::general ? "普高"
                                                           : "中职",
                          std::to_string(cut.seats), std::to_string(cut.admitted),
                          std::to_string(cut.left),
                          cut.lowest_thousandths ? mark_text(*cut.lowest_thousandths) : "",
                          cut.lowest_position ? std::to_string(*cut.lowest_position) : ""});
  }
  co_return table;
}

awaitable<http::Table> AdmissionService::admitted_table(const Actor& actor, std::string id) {
  const bool sees_all = prepares_or_confirms(actor);
  if (!sees_all) access_.require(actor, Permission::admission_offer);
  http::Table table;
  table.title = {"录取名册", "Admitted"};
  table.columns = {{{"考号", "Number"}},    {{"姓名", "Name"}},     {{"县区", "County"}},
                   {{"毕业学校", "From"}},  {{"招生代码", "Code"}}, {{"学校", "School"}},
                   {{"专业", "Programme"}}, {{"确认", "Answer"}}};
  auto work = [&](db::Connection& connection) {
    const RunRecord run = run_record(connection, id);
    if (run.state != RunState::published) {
      throw base::conflict("not-published",
                           {"公布以后才能取名册。", "It can be had once it is published."});
    }
    const Book all = book(connection, run.admission);
    const Places places = places_of(connection, store_, outcomes_, all.scheme, all.runs);
    const NamesOfOffers names = names_of(all.offers);
    std::map<std::string, bool> seen;  // by code
    for (const OfferRecord& record : all.offers) {
      seen[record.offer.code] = sees_all || hand_of(actor, record.offer.unit).offers;
    }
    std::map<std::string, Candidate, std::less<>> people;
    for (CandidateRecord& record : store_.all<CandidateRecord>(connection, run.admission)) {
      people.emplace(record.candidate.number, std::move(record.candidate));
    }
    for (const auto& [number, place] : places.outcome_of(run.round)->places()) {
      if (!place.holds() || !seen[place.offer]) continue;
      const Candidate& candidate = people.at(number);
      const auto reply = places.reply(run.round, number);
      const auto& names_here = names.at(place.offer);
      table.rows.push_back({number, candidate.name, unit_name(candidate.county).zh,
                            candidate.school, place.offer, names_here.school,
                            names_here.programmes.at(place.programme).zh,
                            !reply                           ? "未答复"
                            : *reply == ReplyAnswer::confirm ? "确认"
                                                             : "放弃"});
    }
    audit(connection, actor, "admission_run.read_admitted", id,
          fmt::format("{} rows", table.rows.size()));
  };
  co_await database_.write(work);
  co_return table;
}

}  // namespace admission

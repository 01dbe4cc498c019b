#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "admission/admission_parts.hpp"
#include "admission/candidate_marks.hpp"
#include "admission/simulation.hpp"

namespace admission {

using boost::asio::awaitable;

awaitable<SimulationView> AdmissionService::simulation(const Actor& actor, std::string admission,
                                                       SimulationGiven given) {
  require_worker(actor);
  SimulationView made = co_await database_.long_read([&](db::Connection& connection) {
    const Book all = book(connection, admission);
    SimulationInput input;
    input.scheme = all.scheme;
    input.day = base::day_of(connection.now());
    input.assume = given.assume;
    const OrderRule* order = order_of(all.scheme, "", input.day);
    if (order == nullptr || in_force(all.scheme.ties, input.day) == nullptr) {
      throw base::conflict("no-rule", {"今天没有生效的排名顺序或同分办法，请先补上方案文件。",
                                       "No order or rule for equals holds today; add it to the "
                                       "scheme first."});
    }
    for (const OfferRecord& record : all.offers) {
      if (record.state == OfferState::approved) input.offers.push_back(record.offer);
    }
    const auto ranks = award_ranks(connection, all.scheme, input.day);
    for (CandidateRecord& record : store_.all<CandidateRecord>(connection, admission)) {
      if (!is_eligible(all.scheme, record.candidate, input.day)) continue;
      const auto rank = ranks.find(record.candidate.number);
      record.candidate.marks = complete_marks(all.scheme, std::move(record.candidate.marks),
                                              rank == ranks.end() ? 0 : rank->second, input.day);
      input.candidates.push_back(std::move(record.candidate));
    }
    for (const Round& round : all.scheme.rounds) {
      for (ChoiceRecord& record : store_.choices(connection, admission, round.id)) {
        input.choices[round.id].emplace(record.number, std::move(*record.submitted));
      }
    }
    const Simulated before = simulate(input);
    std::vector<base::FieldError> errors;
    for (std::size_t i = 0; i < given.seats.size(); ++i) {
      const SimulatedSeats& change = given.seats[i];
      OfferProgramme* found = nullptr;
      for (Offer& offer : input.offers) {
        for (OfferProgramme& programme : offer.programmes) {
          if (offer.code == change.offer && programme.id == change.programme) found = &programme;
        }
      }
      if (found == nullptr || change.seats < 0 || change.seats > kSeatsMax) {
        errors.push_back(
            {fmt::format("/seats/{}", i),
             {"没有这个专业，或者人数不对。", "No such programme, or no such number."}});
      } else {
        found->seats = change.seats;
      }
    }
    for (std::size_t i = 0; i < given.lines.size(); ++i) {
      const SimulatedLine& line = given.lines[i];
      const auto mark = thousandths(line.mark, kSubjectMarkMax);
      if (!mark || std::ranges::find(order->subjects, line.subject) == order->subjects.end()) {
        errors.push_back({fmt::format("/lines/{}", i), {"不是有效的控制线。", "This is no line."}});
      } else {
        input.scheme.lines.push_back(
            {input.day, "", line.sector, "", line.subject, *mark, {}, false});
      }
    }
    if (!errors.empty()) {
      throw base::invalid({"测算条件有需要更正的地方。", "The conditions need corrections."},
                          std::move(errors));
    }
    const Simulated after = simulate(input);
    SimulationView view;
    view.candidates = after.candidates;
    view.assumed = std::max(before.assumed, after.assumed);
    view.plan_before = intake_view(all.scheme, before.plan, input.day);
    view.plan_after = intake_view(all.scheme, after.plan, input.day);
    view.before = intake_view(all.scheme, before.intake, input.day);
    view.after = intake_view(all.scheme, after.intake, input.day);
    for (std::size_t i = 0; i < after.offers.size(); ++i) {
      const SimulatedOffer& one = before.offers[i];
      const SimulatedOffer& other = after.offers[i];
      view.offers.push_back({one.code, one.school, one.sector, one.seats, other.seats, one.admitted,
                             other.admitted, other.left, other.lowest_thousandths});
    }
    for (Move& move : moves(before, after)) {
      view.moves.push_back({std::move(move.from), std::move(move.to), move.candidates});
    }
    return view;
  });
  co_return made;
}

}  // namespace admission

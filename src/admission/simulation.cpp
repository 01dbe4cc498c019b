#include "admission/simulation.hpp"

#include <algorithm>
#include <set>

#include "admission/round_outcome.hpp"

namespace admission {

namespace {

std::int64_t& side(Intake& intake, Sector sector) {
  return sector == Sector::vocational ? intake.vocational : intake.general;
}

// General ones first, as most who say nothing would have it.
std::vector<Choice> assumed_list(const Candidate& candidate, std::vector<Offer> open,
                                 std::int64_t most) {
  std::erase_if(open, [&](const Offer& offer) { return !is_open_to(offer, candidate); });
  std::ranges::sort(open, [](const Offer& one, const Offer& other) {
    return std::pair(one.sector, one.code) < std::pair(other.sector, other.code);
  });
  std::vector<Choice> list;
  for (const Offer& offer : open) {
    if (static_cast<std::int64_t>(list.size()) == most) break;
    list.push_back({offer.code, {}, true});
  }
  return list;
}

}  // namespace

Simulated simulate(const SimulationInput& input) {
  Simulated made;
  std::map<std::string, std::int64_t> held;  // by programme key
  std::map<std::string, std::int64_t> admitted;
  std::map<std::string, std::optional<std::int64_t>> lowest;
  std::set<std::string> assumed;
  std::set<std::string> took_part;
  std::vector<std::string> earlier;
  std::map<std::string, std::string, std::less<>> school;
  for (const Offer& offer : input.offers) school[offer.code] = offer.school;
  for (const Round& round : input.scheme.rounds) {
    RoundInput now;
    now.scheme = &input.scheme;
    now.round = &round;
    now.day = input.day;
    for (Offer& offer : with_unused(input.offers, held, earlier)) {
      if (round.supplementary || offer.round == round.id) now.offers.push_back(std::move(offer));
    }
    earlier.push_back(round.id);
    const OrderRule* order = order_of(input.scheme, round.id, input.day);
    if (now.offers.empty() || order == nullptr) continue;
    const auto chosen = input.choices.find(round.id);
    for (const Candidate& candidate : input.candidates) {
      if (made.school_of.contains(candidate.number)) continue;
      if (!has_marks(candidate, order->subjects)) continue;
      took_part.insert(candidate.number);
      now.candidates.push_back(candidate);
      if (chosen != input.choices.end() && chosen->second.contains(candidate.number)) {
        std::vector<Choice> list = chosen->second.find(candidate.number)->second;
        std::erase_if(list, [&](const Choice& choice) {
          return std::ranges::find(now.offers, choice.offer, &Offer::code) == now.offers.end();
        });
        now.choices.emplace(candidate.number, std::move(list));
      } else if (input.assume) {
        assumed.insert(candidate.number);
        now.choices.emplace(candidate.number,
                            assumed_list(candidate, now.offers, round.preferences_max));
      }
    }
    const std::string text = input_text(now);
    const TiePolicyRule* ties = in_force(input.scheme.ties, input.day);
    const LotteryNumbers lottery =
        ties->rule == TieRule::lottery ? lottery_of(text, "simulation") : LotteryNumbers();
    const RoundOutcome outcome(text, lottery, answer_text(text, lottery, nullptr, false));
    for (const auto& [number, place] : outcome.places()) {
      if (!place.holds()) continue;
      ++held[programme_key(place.offer, place.programme)];
      ++admitted[place.offer];
      made.school_of.emplace(number, school[place.offer]);
    }
    for (const CutOff& cut : outcome.cut_offs()) {
      if (!cut.lowest_thousandths) continue;
      auto& low = lowest[cut.offer];
      low = std::min(low.value_or(*cut.lowest_thousandths), *cut.lowest_thousandths);
    }
  }
  made.candidates = static_cast<std::int64_t>(took_part.size());
  made.assumed = static_cast<std::int64_t>(assumed.size());
  const std::vector<Offer> left = with_unused(input.offers, held, earlier);
  for (std::size_t i = 0; i < input.offers.size(); ++i) {
    const Offer& offer = input.offers[i];
    SimulatedOffer line;
    line.code = offer.code;
    line.school = offer.school;
    line.sector = offer.sector;
    line.admitted = admitted[offer.code];
    line.lowest_thousandths = lowest[offer.code];
    for (const OfferProgramme& programme : offer.programmes) line.seats += programme.seats;
    for (const OfferProgramme& programme : left[i].programmes) line.left += programme.seats;
    side(made.plan, offer.sector) += line.seats;
    side(made.intake, offer.sector) += line.admitted;
    made.offers.push_back(std::move(line));
  }
  std::ranges::sort(made.offers, {}, &SimulatedOffer::code);
  return made;
}

std::vector<Move> moves(const Simulated& before, const Simulated& after) {
  const auto school_in = [](const Simulated& run, const std::string& number) {
    const auto found = run.school_of.find(number);
    return found == run.school_of.end() ? std::string() : found->second;
  };
  std::map<std::pair<std::string, std::string>, std::int64_t> counted;
  std::set<std::string> numbers;
  for (const auto& [number, school] : before.school_of) numbers.insert(number);
  for (const auto& [number, school] : after.school_of) numbers.insert(number);
  for (const std::string& number : numbers) {
    std::pair<std::string, std::string> way(school_in(before, number), school_in(after, number));
    if (way.first != way.second) ++counted[std::move(way)];
  }
  std::vector<Move> made;
  for (const auto& [way, candidates] : counted) made.push_back({way.first, way.second, candidates});
  std::ranges::stable_sort(made, std::greater(), &Move::candidates);
  return made;
}

}  // namespace admission

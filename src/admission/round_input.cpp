#include "admission/round_input.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "admission/candidate_marks.hpp"
#include "allocation_files/allocate.hpp"
#include "allocation_files/parallel_preferences_file.hpp"
#include "base/record_json.hpp"

namespace admission {

namespace files = allocation_files;

namespace {

constexpr std::int64_t kThousand = 1000;
constexpr const char* kMechanism = "parallel_preferences";

std::string county_trait(const std::string& county) { return "county:" + county; }

std::string tie_name(TieRule rule) { return boost::describe::enum_to_string(rule, ""); }

files::Marks marks_of(const Marks& marks, const std::vector<std::string>& subjects) {
  files::Marks made;
  for (const std::string& subject : subjects) {
    made[subject] = static_cast<double>(marks.at(subject)) / 1000.0;
  }
  return made;
}

// 600 stays 600 and does not become 6E2.
boost::json::value mark_json(std::int64_t thousandths) {
  if (thousandths % kThousand == 0) return thousandths / kThousand;
  return static_cast<double>(thousandths) / static_cast<double>(kThousand);
}

template <class T>
boost::json::value cell_of(const T& value) {
  return base::json_of(value);
}

boost::json::value cell_of(const files::Marks& marks) {
  boost::json::object made;
  for (const auto& [subject, mark] : marks) made[subject] = mark_json(std::llround(mark * 1000.0));
  return made;
}

// Members that are absent are left out, as a person would write the file.
template <class T>
boost::json::object ordered(const T& described) {
  boost::json::object made;
  base::for_each_member<T>([&]<class M>(const char* name, M T::* member) {
    if constexpr (base::kIsOptional<M>) {
      if (described.*member) made[name] = cell_of(*(described.*member));
    } else {
      made[name] = cell_of(described.*member);
    }
  });
  return made;
}

template <class Row>
boost::json::array rows_of(const std::vector<Row>& rows) {
  boost::json::array made;
  made.reserve(rows.size());
  for (const Row& row : rows) made.push_back(ordered(row));
  return made;
}

files::GroupRow group_of(const RoundInput& input, const Offer& offer) {
  files::GroupRow group;
  group.id = offer.code;
  if (!input.scheme->categories.empty()) group.category = offer.category;
  if (!offer.counties.empty()) {
    auto& needs = group.needs_any.emplace();
    for (const std::string& county : offer.counties) needs.push_back(county_trait(county));
    std::ranges::sort(needs);
  }
  files::Marks minimum;
  for (const LineRule& line :
       lines_of(*input.scheme, *input.round, offer.sector, offer.category, input.day)) {
    minimum[line.subject] = static_cast<double>(line.minimum_thousandths) / 1000.0;
  }
  if (!minimum.empty()) group.minimum = std::move(minimum);
  return group;
}

}  // namespace

std::string programme_key(const std::string& offer, const std::string& programme) {
  return offer + "-" + programme;
}

bool is_open_to(const Offer& offer, const Candidate& candidate) {
  if (offer.category != candidate.category) return false;
  return offer.counties.empty() ||
         std::ranges::find(offer.counties, candidate.county) != offer.counties.end();
}

bool has_marks(const Candidate& candidate, const std::vector<std::string>& subjects) {
  return std::ranges::all_of(
      subjects, [&](const std::string& subject) { return candidate.marks.contains(subject); });
}

std::string input_text(const RoundInput& input) {
  const OrderRule* order = order_of(*input.scheme, input.round->id, input.day);
  const TiePolicyRule* ties = in_force(input.scheme->ties, input.day);
  if (order == nullptr || ties == nullptr) throw std::logic_error("no rule holds on that day");
  files::ParallelPreferencesFile file;
  file.mechanism = kMechanism;
  file.order = order->subjects;
  file.ties = tie_name(ties->rule);

  auto offers = input.offers;
  std::ranges::sort(offers, {}, &Offer::code);
  auto& programmes = file.programmes.emplace();
  for (const Offer& offer : offers) {
    file.groups.push_back(group_of(input, offer));
    for (const OfferProgramme& each : offer.programmes) {
      files::ProgrammeRow row;
      row.id = programme_key(offer.code, each.id);
      row.group = offer.code;
      row.seats = static_cast<std::uint32_t>(each.seats);
      programmes.push_back(std::move(row));
    }
  }

  auto candidates = input.candidates;
  std::ranges::sort(candidates, {}, &Candidate::number);
  auto& preferences = file.preferences.emplace();
  for (const Candidate& candidate : candidates) {
    if (!has_marks(candidate, order->subjects)) continue;
    files::CandidateRow row;
    row.id = candidate.number;
    if (!input.scheme->categories.empty()) row.category = candidate.category;
    row.scores = marks_of(candidate.marks, order->subjects);
    row.traits = std::vector<std::string>{county_trait(candidate.county)};
    file.candidates.push_back(std::move(row));
    const auto chosen = input.choices.find(candidate.number);
    if (chosen == input.choices.end()) continue;
    std::uint32_t number = 0;
    for (const Choice& choice : chosen->second) {
      files::PreferenceRow wanted;
      wanted.candidate = candidate.number;
      wanted.number = ++number;
      wanted.group = choice.offer;
      if (!choice.programmes.empty()) {
        auto& named = wanted.programmes.emplace();
        for (const std::string& each : choice.programmes)
          named.push_back(programme_key(choice.offer, each));
      }
      wanted.adjustment = choice.adjustment;
      preferences.push_back(std::move(wanted));
    }
  }

  boost::json::object json{{"mechanism", file.mechanism},
                           {"order", base::json_of(file.order)},
                           {"ties", file.ties},
                           {"groups", rows_of(file.groups)},
                           {"programmes", rows_of(programmes)},
                           {"candidates", rows_of(file.candidates)},
                           {"preferences", rows_of(preferences)}};
  return files::answer_json(json);
}

std::vector<Offer> with_unused(std::vector<Offer> offers,
                               const std::map<std::string, std::int64_t>& held,
                               const std::vector<std::string>& earlier_rounds) {
  for (Offer& offer : offers) {
    for (OfferProgramme& programme : offer.programmes) {
      const auto found = held.find(programme_key(offer.code, programme.id));
      if (found != held.end()) programme.seats -= found->second;
    }
  }
  for (const std::string& round : earlier_rounds) {
    for (Offer& from : offers) {
      if (from.unused_to.empty() || from.round != round) continue;
      const auto to = std::ranges::find(offers, from.unused_to, &Offer::code);
      if (to == offers.end()) continue;
      for (OfferProgramme& programme : from.programmes) {
        const auto same = std::ranges::find(to->programmes, programme.id, &OfferProgramme::id);
        if (programme.seats <= 0 || same == to->programmes.end()) continue;
        same->seats += std::exchange(programme.seats, 0);
      }
    }
  }
  // More than the plan were admitted where equals all are, or offers were kept.
  for (Offer& offer : offers) {
    for (OfferProgramme& programme : offer.programmes) {
      programme.seats = std::max<std::int64_t>(0, programme.seats);
    }
  }
  return offers;
}

std::string corrected_text(const std::string& text, const std::map<std::string, Marks>& marks,
                           const Scheme& scheme, Date day) {
  boost::json::object json = boost::json::parse(text).as_object();
  std::size_t found = 0;
  for (boost::json::value& row : json.at("candidates").as_array()) {
    const auto correction = marks.find(std::string(row.at("id").as_string()));
    if (correction == marks.end()) continue;
    ++found;
    auto& scores = row.at("scores").as_object();
    Marks frozen;
    std::int64_t award_rank = 0;
    for (const auto& score : scores) {
      const std::string subject(score.key());
      frozen[subject] = std::llround(score.value().to_number<double>() * 1000.0);
      const Subject* known = scheme.find_subject(subject);
      if (known != nullptr && known->from_awards) award_rank = frozen[subject] / kThousand;
    }
    for (const auto& [subject, mark] : correction->second) frozen[subject] = mark;
    for (const auto& [subject, mark] : complete_marks(scheme, frozen, award_rank, day)) {
      if (scores.contains(subject)) scores[subject] = mark_json(mark);
    }
  }
  if (found != marks.size()) throw std::logic_error("a corrected candidate is not in the input");
  return files::answer_json(json);
}

}  // namespace admission

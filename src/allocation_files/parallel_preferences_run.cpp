#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "allocation_files/mechanism.hpp"
#include "allocation_files/parallel_explanation_text.hpp"
#include "allocation_files/parallel_preferences_file.hpp"
#include "allocation_files/withheld.hpp"
#include "engines/allocation/correction.hpp"
#include "engines/allocation/verify_parallel.hpp"

namespace allocation_files {

namespace ea = engines::allocation;

namespace {

constexpr std::string_view kOutcomes[] = {"admitted_before", "no_preferences", "below_line",
                                          "not_filed",       "returned",       "admitted",
                                          "adjusted"};
constexpr std::string_view kReasons[] = {"chosen",         "not_reached", "no_places",
                                         "other_category", "lacks_trait", "below_minimum",
                                         "full",           "tied",        "below_tie"};
constexpr std::string_view kKept = "kept_offer";

template <class Enum, std::size_t N>
std::string_view name_of(Enum value, const std::string_view (&names)[N]) {
  return names[static_cast<std::size_t>(value)];
}

// Groups affect each other by lists, and by seats that go from one to another.
ea::Components components_of(const ea::Admission& admission) {
  std::vector<std::uint32_t> group_of(admission.programmes.size());
  ea::Lists together;
  for (std::uint32_t g = 0; g < admission.groups.size(); ++g) {
    const ea::Group& group = admission.groups[g];
    std::fill_n(group_of.begin() + group.first_programme, group.programme_count, g);
  }
  for (std::size_t p = 0; p < group_of.size(); ++p) {
    const std::uint32_t to = admission.programmes[p].unused_to;
    if (to == ea::kNone) continue;
    together.items.insert(together.items.end(), {group_of[p], group_of[to]});
    together.end_list();
  }
  ea::Lists all;  // of an applicant, over all rounds
  for (std::uint32_t i = 0; i < admission.applicants; ++i) {
    for (const ea::Round& round : admission.rounds) {
      const auto list = round.preferences.groups.of(i);
      all.items.insert(all.items.end(), list.begin(), list.end());
    }
    all.end_list();
  }
  return ea::components(all, admission.groups.size(), together);
}

class Answering {
 public:
  Answering(const NamedAdmission& named, const ea::AdmissionResult& result,
            const Withheld& withheld)
      : named_(named), result_(result), withheld_(withheld), final_(ea::final_programmes(result)) {}

  // Sets what everybody ends with aside from the run.
  void correct(const Asked& asked, boost::json::object& answer);

  boost::json::array outcomes() const;
  boost::json::array groups() const;
  boost::json::array programmes() const;
  boost::json::array explanations(const Asked& asked) const;

 private:
  boost::json::value name_or_null(std::uint32_t programme) const {
    if (programme == ea::kNone) return nullptr;
    return boost::json::string(named_.programmes[programme]);
  }

  // The round that decided: where he was admitted, or the last in which he wanted something.
  std::uint32_t deciding_round(std::uint32_t candidate) const {
    std::uint32_t deciding = 0;
    for (std::uint32_t r = 0; r < result_.rounds.size(); ++r) {
      const ea::Outcome outcome = result_.rounds[r].placements[candidate].outcome;
      if (outcome > ea::Outcome::no_preferences) deciding = r;
    }
    return deciding;
  }

  std::uint32_t left_at_the_end(std::size_t programme) const {
    std::uint32_t left = 0;
    for (std::uint32_t r = 0; r < result_.rounds.size(); ++r) {
      if (std::ranges::count(named_.admission.rounds[r].groups, named_.group_of[programme]) > 0) {
        left = result_.rounds[r].programmes[programme].left();
      }
    }
    return named_.admission.programmes[programme].unused_to == ea::kNone ? left : 0;
  }

  // The first field of the key, and the position, of whoever came last.
  void put_last(boost::json::object& row, const std::string& name, std::uint32_t round,
                std::uint32_t last) const {
    if (last == ea::kNone) return;
    const std::uint32_t key = named_.admission.rounds[round].key;
    row[name + "_" + named_.order[key][0]] =
        named_.admission.keys[key].of(last)[0] / named_.scale[key][0];
    row[name + "_position"] = result_.rounds[round].placements[last].position;
  }

  void put_preference(boost::json::array& rows, std::uint32_t round, std::uint32_t candidate,
                      std::size_t number, const ea::PreferenceExplanation& preference,
                      std::string_view kind) const;

  const NamedAdmission& named_;
  const ea::AdmissionResult& result_;
  const Withheld& withheld_;
  std::vector<std::uint32_t> final_;
  std::vector<std::uint32_t> kept_;  // sorted
};

boost::json::array Answering::outcomes() const {
  boost::json::array rows;
  rows.reserve(final_.size());
  for (std::uint32_t i = 0; i < final_.size(); ++i) {
    const std::uint32_t r = deciding_round(i);
    const ea::Placement& placement = result_.rounds[r].placements[i];
    const bool kept = std::ranges::binary_search(kept_, i);
    boost::json::object row;
    row["candidate"] = named_.candidates[i];
    if (withheld_.applicant(i)) {
      row["outcome"] = "withheld";
      rows.push_back(std::move(row));
      continue;
    }
    row["outcome"] = kept ? kKept : name_of(placement.outcome, kOutcomes);
    if (final_[i] != ea::kNone) {
      row["group"] = named_.groups[named_.group_of[final_[i]]];
      row["programme"] = named_.programmes[final_[i]];
    } else if (placement.outcome == ea::Outcome::returned) {
      const auto list = named_.admission.rounds[r].preferences.groups.of(i);
      row["group"] = named_.groups[list[placement.preference]];
    }
    row["round"] = named_.rounds[r];
    if (!kept && placement.preference != ea::kNone) row["preference"] = placement.preference + 1;
    row["position"] = placement.position;
    rows.push_back(std::move(row));
  }
  return rows;
}

boost::json::array Answering::groups() const {
  boost::json::array rows;
  for (std::uint32_t r = 0; r < result_.rounds.size(); ++r) {
    for (const std::uint32_t g : named_.admission.rounds[r].groups) {
      if (withheld_.institution(g)) continue;
      const ea::GroupResult& group = result_.rounds[r].groups[g];
      boost::json::object row{{"round", named_.rounds[r]},
                              {"group", named_.groups[g]},
                              {"places", group.places},
                              {"filed", group.filed},
                              {"admitted", group.admitted}};
      put_last(row, "last_filed", r, group.last_filed);
      put_last(row, "last_admitted", r, group.last_admitted);
      if (group.closed_by_tie != ea::kNone) row["closed_by_tie"] = true;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

boost::json::array Answering::programmes() const {
  boost::json::array rows;
  for (std::uint32_t r = 0; r < result_.rounds.size(); ++r) {
    for (const std::uint32_t g : named_.admission.rounds[r].groups) {
      if (withheld_.institution(g)) continue;
      const ea::Group& group = named_.admission.groups[g];
      for (std::uint32_t i = 0; i < group.programme_count; ++i) {
        const std::uint32_t p = group.first_programme + i;
        const ea::ProgrammeResult& programme = result_.rounds[r].programmes[p];
        boost::json::object row{{"round", named_.rounds[r]},
                                {"programme", named_.programmes[p]},
                                {"seats", programme.seats},
                                {"admitted", programme.admitted},
                                {"adjusted", programme.adjusted},
                                {"left", programme.left()},
                                {"above_plan", programme.above_plan()}};
        put_last(row, "last_admitted", r, programme.last_admitted);
        if (programme.closed_by_tie != ea::kNone) row["closed_by_tie"] = true;
        rows.push_back(std::move(row));
      }
    }
  }
  return rows;
}

void Answering::put_preference(boost::json::array& rows, std::uint32_t round,
                               std::uint32_t candidate, std::size_t number,
                               const ea::PreferenceExplanation& preference,
                               std::string_view kind) const {
  const bool is_group = kind == "group";
  const base::Text text = preference_text(named_, result_, round, candidate, preference, is_group);
  boost::json::object row{
      {"candidate", named_.candidates[candidate]},
      {"round", named_.rounds[round]},
      {"kind", kind},
      {"number", number},
      {"name", is_group ? named_.groups[preference.option] : named_.programmes[preference.option]},
      {"reason", name_of(preference.reason, kReasons)},
      {"places", preference.places}};
  if (preference.against != ea::kNone) {
    row["last_position"] = result_.rounds[round].placements[preference.against].position;
    const auto& order = named_.order[named_.admission.rounds[round].key];
    row["decided_by"] = preference.decided_by == ea::kByLottery  ? "lottery"
                        : preference.decided_by == ea::kByChoice ? "choice"
                        : preference.decided_by == ea::kNone     ? "tie"
                                                                 : order[preference.decided_by];
  }
  row["zh"] = text.zh;
  row["en"] = text.en;
  rows.push_back(std::move(row));
}

boost::json::array Answering::explanations(const Asked& asked) const {
  std::unordered_map<std::string_view, std::uint32_t> candidates;
  for (std::uint32_t i = 0; i < named_.candidates.size(); ++i) candidates[named_.candidates[i]] = i;
  std::vector<std::uint32_t> wanted;
  if (asked.explain_all) {
    for (std::uint32_t i = 0; i < named_.candidates.size(); ++i) wanted.push_back(i);
  }
  for (const std::string& id : asked.explain) {
    const auto found = candidates.find(id);
    if (found == candidates.end()) {
      throw base::not_found({"考生“" + id + "”", "The candidate \"" + id + "\""});
    }
    wanted.push_back(found->second);
  }
  boost::json::array rows;
  for (const std::uint32_t i : wanted) {
    if (withheld_.applicant(i)) continue;
    for (std::uint32_t r = 0; r < result_.rounds.size(); ++r) {
      const ea::Explanation told = ea::explain(named_.admission, result_, r, i);
      const base::Text text = outcome_text(named_, r, told);
      rows.push_back(boost::json::object{{"candidate", named_.candidates[i]},
                                         {"round", named_.rounds[r]},
                                         {"kind", "outcome"},
                                         {"reason", name_of(told.placement.outcome, kOutcomes)},
                                         {"position", told.placement.position},
                                         {"zh", text.zh},
                                         {"en", text.en}});
      const auto put_all = [&](const auto& preferences, std::string_view kind) {
        for (std::size_t k = 0; k < preferences.size(); ++k) {
          put_preference(rows, r, i, k + 1, preferences[k], kind);
        }
      };
      put_all(told.preferences, "group");
      put_all(told.programmes, "programme");
      put_all(told.adjustment, "adjustment");
    }
  }
  return rows;
}

void Answering::correct(const Asked& asked, boost::json::object& answer) {
  std::unordered_map<std::string_view, std::uint32_t> candidates;
  for (std::uint32_t i = 0; i < named_.candidates.size(); ++i) candidates[named_.candidates[i]] = i;
  std::unordered_map<std::string_view, std::uint32_t> programmes;
  for (std::uint32_t p = 0; p < named_.programmes.size(); ++p) programmes[named_.programmes[p]] = p;

  const base::Problem not_an_answer = base::bad_request(
      {"上次的结果文件不是本输入的分配结果：考生或专业在输入中找不到。",
       "The earlier answer does not belong to this input: it names people or programmes that are "
       "not in it."});
  const auto* rows = asked.before->if_contains("outcomes");
  if (rows == nullptr || !rows->is_array()) throw not_an_answer;
  std::vector<std::uint32_t> before(final_.size(), ea::kNone);
  for (const boost::json::value& row : rows->get_array()) {
    const auto* object = row.if_object();
    const auto* candidate = object == nullptr ? nullptr : object->if_contains("candidate");
    if (candidate == nullptr || !candidate->is_string()) throw not_an_answer;
    const auto* programme = object->if_contains("programme");
    if (programme == nullptr) continue;
    const auto who = candidates.find(std::string_view(candidate->get_string()));
    if (who == candidates.end() || !programme->is_string()) throw not_an_answer;
    const auto what = programmes.find(std::string_view(programme->get_string()));
    if (what == programmes.end()) throw not_an_answer;
    before[who->second] = what->second;
  }
  if (asked.keep_offers) {
    std::vector<ea::Wanted> wanted;
    std::vector<std::uint32_t> seats(named_.programmes.size());
    for (std::uint32_t i = 0; i < before.size(); ++i) {
      wanted.push_back({ea::preference_rank(named_.admission, i, before[i]),
                        ea::preference_rank(named_.admission, i, final_[i])});
    }
    // What a round admits above its seats by a tie is the plan's, and not the price of keeping.
    for (std::uint32_t r = 0; r < result_.rounds.size(); ++r) {
      for (std::size_t p = 0; p < seats.size(); ++p)
        seats[p] += result_.rounds[r].programmes[p].admitted;
    }
    for (std::size_t p = 0; p < seats.size(); ++p) seats[p] += left_at_the_end(p);
    const ea::KeptOffers kept = ea::keep_offers(before, final_, wanted, seats);
    final_ = kept.place;
    kept_ = kept.kept;
    boost::json::array over;
    for (std::size_t p = 0; p < seats.size(); ++p) {
      if (kept.over_seats[p] == 0) continue;
      over.push_back(boost::json::object{{"programme", named_.programmes[p]},
                                         {"over_seats", kept.over_seats[p]}});
    }
    answer["over_seats"] = std::move(over);
  }
  boost::json::array changed;
  for (const ea::Change& change : ea::changes(before, final_)) {
    changed.push_back(boost::json::object{{"candidate", named_.candidates[change.applicant]},
                                          {"before", name_or_null(change.before)},
                                          {"after", name_or_null(change.after)}});
  }
  answer["changes"] = std::move(changed);
}

}  // namespace

std::vector<std::string> people_of_parallel_preferences(const Source& source) {
  std::vector<std::string> ids;
  for (CandidateRow& row : source.read<ParallelPreferencesFile>().candidates) {
    ids.push_back(std::move(row.id));
  }
  return ids;
}

boost::json::object run_parallel_preferences(const Source& source, const Asked& asked) {
  const NamedAdmission named = named_admission(source, asked.lottery);
  const ea::AdmissionResult result = ea::admit(named.admission);
  if (result.undecided) {
    const auto fault = [&](std::uint32_t one, std::uint32_t other) {
      const std::string& name = named.candidates[other];
      return base::FieldError{
          fmt::format("/candidates/{}/lottery", one),
          {"与“" + name + "”各项成绩和抽签号都相同，分不出先后",
           "equal to \"" + name + "\" in every mark and in the lottery number"}};
    };
    source.refuse({fault(result.undecided->one, result.undecided->other),
                   fault(result.undecided->other, result.undecided->one)});
  }
  const ea::Verdict verdict = ea::verify_parallel(named.admission, result);
  const Withheld withheld(verdict, [&] { return components_of(named.admission); });
  Answering answering(named, result, withheld);
  boost::json::object answer{{"mechanism", "parallel_preferences"}};
  put_verdict(answer, verdict, named.candidates, "candidate",
              [&](const ea::Finding& finding) { return named.groups[finding.institution]; });
  if (asked.before != nullptr && !withheld.any()) answering.correct(asked, answer);
  answer["outcomes"] = answering.outcomes();
  answer["groups"] = answering.groups();
  answer["programmes"] = answering.programmes();
  if (asked.explain_all || !asked.explain.empty()) {
    answer["explanations"] = answering.explanations(asked);
  }
  return answer;
}

}  // namespace allocation_files

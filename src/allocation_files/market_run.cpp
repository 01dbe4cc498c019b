#include <numeric>
#include <unordered_map>

#include "allocation_files/market_explanation_text.hpp"
#include "allocation_files/market_file.hpp"
#include "allocation_files/mechanism.hpp"
#include "allocation_files/withheld.hpp"
#include "engines/allocation/correction.hpp"
#include "engines/allocation/deferred_acceptance.hpp"
#include "engines/allocation/rate_order.hpp"
#include "engines/allocation/verify_stability.hpp"

namespace allocation_files {

namespace ea = engines::allocation;

namespace {

ea::Components components_of(const ea::CoupledMarket& input) {
  const ea::Market& market = input.market;
  ea::Lists together;  // institutions that choose together, or that one couple names
  std::vector<std::vector<std::uint32_t>> under(market.caps.size());
  for (std::uint32_t i = 0; i < market.institutions.size(); ++i) {
    const std::uint32_t cap = market.institutions[i].cap;
    if (cap != ea::kNone) under[ea::outermost_cap(market, cap)].push_back(i);
  }
  const auto join = [&](const auto& institutions) {
    together.items.insert(together.items.end(), institutions.begin(), institutions.end());
  };
  for (const auto& institutions : under) {
    join(institutions);
    together.end_list();
  }
  for (const ea::Region& region : market.regions) {
    join(region.turns);
    together.end_list();
  }
  for (const ea::Couple& couple : input.couples) {
    join(market.preferences.of(couple.first));
    join(market.preferences.of(couple.second));
    together.end_list();
  }
  return ea::components(market.preferences, market.institutions.size(), together);
}

class MarketAnswer {
 public:
  MarketAnswer(const NamedMarket& named, const ea::Matching& matching, const ea::Verdict& verdict)
      : named_(named),
        market_(named.input.market),
        matching_(matching),
        verdict_(verdict),
        withheld_(verdict, [&] { return components_of(named.input); }),
        explanation_(market_, matching) {
    for (const std::uint32_t entry : matching.entry) {
      place_.push_back(entry == ea::kNone ? ea::kNone : market_.preferences.items[entry]);
    }
  }

  boost::json::object answer(const Asked& asked) {
    boost::json::object answer;
    answer["mechanism"] = named_.input.couples.empty() ? "deferred_acceptance" : "couples";
    put_verdict(answer, verdict_, named_.applicants, "applicant", [&](const ea::Finding& finding) {
      if (finding.breach == ea::Breach::over_cap) return named_.caps[finding.institution];
      if (finding.breach == ea::Breach::over_region) return named_.regions[finding.institution];
      return named_.institutions[finding.institution];
    });
    if (asked.before != nullptr && !withheld_.any()) correct(asked, answer);
    answer["outcomes"] = outcomes();
    answer["institutions"] = institutions();
    answer["missed"] = missed();
    if (asked.explain_all || !asked.explain.empty()) answer["explanations"] = explanations(asked);
    return answer;
  }

 private:
  boost::json::value name_or_null(std::uint32_t institution) const {
    if (institution == ea::kNone) return nullptr;
    return boost::json::string(named_.institutions[institution]);
  }

  boost::json::array outcomes() const {
    boost::json::array rows;
    for (std::uint32_t i = 0; i < place_.size(); ++i) {
      boost::json::object row{{"applicant", named_.applicants[i]}};
      if (withheld_.applicant(i)) {
        row["outcome"] = "withheld";
      } else if (place_[i] == ea::kNone) {
        row["outcome"] = "unmatched";
      } else {
        row["outcome"] = is_kept_[i] ? "kept_offer" : "matched";
        row["institution"] = named_.institutions[place_[i]];
        if (!is_kept_[i]) {
          row["choice"] = matching_.entry[i] - market_.preferences.begin[i] + 1;
          if (!matching_.block.empty() && matching_.block[i] != ea::kNone) {
            row["block"] = matching_.block[i] + 1;
          }
        }
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

  boost::json::array institutions() const {
    boost::json::array rows;
    for (std::uint32_t i = 0; i < market_.institutions.size(); ++i) {
      if (withheld_.institution(i)) continue;
      const ea::InstitutionAnswer told = explanation_.of_institution(i);
      boost::json::object row{
          {"institution", named_.institutions[i]}, {"capacity", market_.institutions[i].capacity},
          {"wanted_by", told.wanted_by},           {"admitted", told.admitted},
          {"free_seats", told.free_seats},         {"shortfall", told.shortfall}};
      if (told.last_rank != 0) row["last_rank"] = told.last_rank;
      rows.push_back(std::move(row));
    }
    return rows;
  }

  boost::json::array missed() const {
    boost::json::array rows;
    for (std::uint32_t i = 0; i < market_.institutions.size(); ++i) {
      if (withheld_.institution(i)) continue;
      for (const ea::Missed& missed : explanation_.of_institution(i).missed) {
        rows.push_back(boost::json::object{{"institution", named_.institutions[i]},
                                           {"applicant", named_.applicants[missed.applicant]},
                                           {"rank", missed.rank},
                                           {"choice", missed.choice},
                                           {"holds_choice", missed.holds_choice}});
      }
    }
    return rows;
  }

  std::unordered_map<std::string_view, std::uint32_t> by_name(
      const std::vector<std::string>& names) const {
    std::unordered_map<std::string_view, std::uint32_t> places;
    for (std::uint32_t i = 0; i < names.size(); ++i) places[names[i]] = i;
    return places;
  }

  boost::json::array explanations(const Asked& asked) const {
    std::vector<std::uint32_t> wanted(asked.explain_all ? named_.applicants.size() : 0);
    std::iota(wanted.begin(), wanted.end(), 0U);
    const auto applicants = by_name(named_.applicants);
    for (const std::string& id : asked.explain) {
      const auto found = applicants.find(id);
      if (found == applicants.end()) {
        throw base::not_found({"申请人“" + id + "”", "The applicant \"" + id + "\""});
      }
      wanted.push_back(found->second);
    }
    boost::json::array rows;
    for (const std::uint32_t i : wanted) {
      if (withheld_.applicant(i)) continue;
      std::uint32_t choice = 0;
      for (const ea::PreferenceAnswer& told : explanation_.of_applicant(i)) {
        const base::Text text = answer_text(named_, told);
        boost::json::object row{{"applicant", named_.applicants[i]},
                                {"choice", ++choice},
                                {"institution", named_.institutions[told.institution]},
                                {"reason", answer_name(told.answer)},
                                {"rank", told.rank}};
        if (told.last_rank != 0) row["last_rank"] = told.last_rank;
        row["by_lottery"] = told.by_lottery;
        row["zh"] = text.zh;
        row["en"] = text.en;
        rows.push_back(std::move(row));
      }
    }
    return rows;
  }

  // What the earlier answer gave each of the present applicants.
  std::vector<std::uint32_t> earlier(const boost::json::object& before) const {
    const base::Problem not_an_answer = base::bad_request(
        {"上次的结果文件不是本输入的分配结果：申请人或单位在输入中找不到。",
         "The earlier answer does not belong to this input: it names people or institutions that "
         "are not in it."});
    const auto applicants = by_name(named_.applicants);
    const auto institutions = by_name(named_.institutions);
    const auto text = [&](const boost::json::object& row, std::string_view member) {
      const auto* value = row.if_contains(member);
      if (value == nullptr || !value->is_string()) throw not_an_answer;
      return std::string_view(value->get_string());
    };
    const auto* rows = before.if_contains("outcomes");
    if (rows == nullptr || !rows->is_array()) throw not_an_answer;
    std::vector<std::uint32_t> places(place_.size(), ea::kNone);
    for (const boost::json::value& row : rows->get_array()) {
      const auto* object = row.if_object();
      if (object == nullptr) throw not_an_answer;
      if (!object->contains("institution")) continue;
      const auto who = applicants.find(text(*object, "applicant"));
      const auto where = institutions.find(text(*object, "institution"));
      if (who == applicants.end() || where == institutions.end()) throw not_an_answer;
      places[who->second] = where->second;
    }
    return places;
  }

  // How far down his list a place is; one that is on it no more comes after all.
  std::uint64_t wanted(std::uint32_t applicant, std::uint32_t institution) const {
    const auto list = market_.preferences.of(applicant);
    if (institution == ea::kNone) return list.size() + 1;
    return static_cast<std::uint64_t>(std::ranges::find(list, institution) - list.begin());
  }

  void correct(const Asked& asked, boost::json::object& answer) {
    const std::vector<std::uint32_t> before = earlier(*asked.before);
    if (asked.keep_offers) {
      std::vector<ea::Wanted> wants;
      std::vector<std::uint32_t> seats;
      for (std::uint32_t i = 0; i < place_.size(); ++i) {
        wants.push_back({wanted(i, before[i]), wanted(i, place_[i])});
      }
      for (const ea::Institution& institution : market_.institutions) {
        seats.push_back(institution.capacity);
      }
      const ea::KeptOffers kept = ea::keep_offers(before, place_, wants, seats);
      place_ = kept.place;
      for (const std::uint32_t i : kept.kept) is_kept_[i] = true;
      boost::json::array over;
      for (std::size_t i = 0; i < seats.size(); ++i) {
        if (kept.over_seats[i] == 0) continue;
        over.push_back(boost::json::object{{"institution", named_.institutions[i]},
                                           {"over_seats", kept.over_seats[i]}});
      }
      answer["over_seats"] = std::move(over);
    }
    boost::json::array changed;
    for (const ea::Change& change : ea::changes(before, place_)) {
      changed.push_back(boost::json::object{{"applicant", named_.applicants[change.applicant]},
                                            {"before", name_or_null(change.before)},
                                            {"after", name_or_null(change.after)}});
    }
    answer["changes"] = std::move(changed);
  }

  const NamedMarket& named_;
  const ea::Market& market_;
  const ea::Matching& matching_;
  const ea::Verdict& verdict_;
  Withheld withheld_;
  ea::MatchingExplanation explanation_;
  std::vector<std::uint32_t> place_;  // of an applicant, in the end
  std::vector<bool> is_kept_ = std::vector<bool>(named_.applicants.size(), false);
};

}  // namespace

std::vector<std::string> people_of_market(const Source& source) {
  std::vector<std::string> ids;
  for (ApplicantRow& row : source.read<MarketFile>().applicants) ids.push_back(std::move(row.id));
  return ids;
}

boost::json::object run_deferred_acceptance(const Source& source, const Asked& asked) {
  NamedMarket named = named_market(source, asked.lottery);
  ea::Market& market = named.input.market;
  const std::vector<std::uint64_t> called = ea::keys_with_rates(market);
  ea::Verdict verdict = ea::verify_rates(market, called);
  market.keys = called;
  const ea::Matching matching =
      named.institutions_propose ? ea::institution_optimal(market) : ea::applicant_optimal(market);
  if (verdict.holds()) verdict = ea::verify_stability(market, matching);
  return MarketAnswer(named, matching, verdict).answer(asked);
}

boost::json::object run_couples(const Source& source, const Asked& asked) {
  if (asked.keep_offers) {
    // Member by member it would part couples.
    throw base::bad_request({"有成对申请时不能保留原录取。", "Couples cannot keep their offers."});
  }
  const NamedMarket named = named_market(source, asked.lottery);
  const ea::CoupledMatching found = ea::match_with_couples(named.input);
  const ea::Verdict verdict = ea::verify_couples(named.input, found.matching);
  return MarketAnswer(named, found.matching, verdict).answer(asked);
}

}  // namespace allocation_files

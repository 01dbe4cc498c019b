#include "admission/round_outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <stdexcept>

#include "allocation_files/allocate.hpp"
#include "engines/allocation/lottery.hpp"
#include "http/schema.hpp"

namespace admission {

namespace ea = engines::allocation;
namespace files = allocation_files;

namespace {

constexpr std::string_view kReasons[] = {"chosen",         "not_reached", "no_places",
                                         "other_category", "lacks_trait", "below_minimum",
                                         "full",           "tied",        "below_tie"};

std::string text_of(const boost::json::object& row, std::string_view name) {
  const auto* value = row.if_contains(name);
  return value == nullptr || value->is_null() ? std::string() : std::string(value->as_string());
}

std::int64_t number_of(const boost::json::object& row, std::string_view name) {
  const auto* value = row.if_contains(name);
  return value == nullptr ? 0 : value->to_number<std::int64_t>();
}

// A name that nobody has translated stands as it is.
Text in_both(const Text& name) { return {name.zh, name.en.empty() ? name.zh : name.en}; }

const std::string& school_of(const NamesOfOffers& names, const std::string& offer) {
  const auto found = names.find(offer);
  return found == names.end() ? offer : found->second.school;
}

Text programme_of(const NamesOfOffers& names, const std::string& offer, const std::string& key) {
  const auto found = names.find(offer);
  if (found != names.end() && key.size() > offer.size()) {
    const auto programme = found->second.programmes.find(key.substr(offer.size() + 1));
    if (programme != found->second.programmes.end()) return in_both(programme->second);
  }
  return {key, key};
}

// Marks of the key as people write them.
std::int64_t thousandths_of(const files::NamedAdmission& named, std::uint32_t key,
                            std::uint32_t field, std::int64_t value) {
  return std::llround(static_cast<double>(value) * 1000.0 / named.scale[key][field]);
}

Text title_of(const Scheme& scheme, const std::string& subject) {
  const Subject* found = scheme.find_subject(subject);
  if (found == nullptr) return {subject, subject};
  return in_both(found->title);
}

}  // namespace

std::string answer_text(const std::string& input, const LotteryNumbers& lottery,
                        const std::string* before, bool keep_offers) {
  files::Asked asked;
  boost::json::value earlier;
  if (before != nullptr) {
    earlier = boost::json::parse(*before);
    asked.before = &earlier.as_object();
    asked.keep_offers = keep_offers;
  }
  asked.lottery = lottery;
  return files::answer_json(files::allocate(files::Source::json(input), asked));
}

LotteryNumbers lottery_of(const std::string& input, const std::string& seed) {
  const auto ids = files::people_of_parallel_preferences(files::Source::json(input));
  const std::vector<std::string_view> views(ids.begin(), ids.end());
  const std::vector<std::uint32_t> drawn = ea::draw(seed, views);
  LotteryNumbers numbers;
  for (std::size_t i = 0; i < ids.size(); ++i) numbers.emplace(ids[i], drawn[i]);
  return numbers;
}

RoundOutcome::RoundOutcome(const std::string& input, const LotteryNumbers& lottery,
                           const std::string& answer)
    : named_(files::named_admission(files::Source::json(input), lottery)),
      result_(ea::admit(named_.admission)) {
  for (std::uint32_t i = 0; i < named_.candidates.size(); ++i) index_[named_.candidates[i]] = i;
  const boost::json::object json = boost::json::parse(answer).as_object();
  verified_ = json.at("verified").as_bool();
  for (const boost::json::value& each : json.at("outcomes").as_array()) {
    const boost::json::object& row = each.as_object();
    FinalPlace place;
    if (!base::enum_of(text_of(row, "outcome"), place.outcome)) {
      throw std::logic_error("an outcome that is not known");
    }
    const std::string key = text_of(row, "programme");
    if (!key.empty()) {
      place.offer = text_of(row, "group");
      place.programme = key.substr(place.offer.size() + 1);
      ++holders_[key];
    }
    place.position = number_of(row, "position");
    place.preference = number_of(row, "preference");
    places_.emplace(text_of(row, "candidate"), std::move(place));
  }
}

const FinalPlace* RoundOutcome::place_of(std::string_view candidate) const {
  const auto found = places_.find(candidate);
  return found == places_.end() ? nullptr : &found->second;
}

std::int64_t RoundOutcome::holders(const std::string& offer, const std::string& programme) const {
  const auto found = holders_.find(programme_key(offer, programme));
  return found == holders_.end() ? 0 : found->second;
}

std::vector<CutOff> RoundOutcome::cut_offs() const {
  std::map<std::string, CutOff> by_offer;
  for (std::size_t p = 0; p < named_.programmes.size(); ++p) {
    CutOff& cut = by_offer[named_.groups[named_.group_of[p]]];
    cut.seats += result_.rounds[0].programmes[p].seats;
  }
  const ea::Keys& keys = named_.admission.keys[named_.admission.rounds[0].key];
  for (const auto& [number, place] : places_) {
    if (!place.holds()) continue;
    CutOff& cut = by_offer[place.offer];
    ++cut.admitted;
    if (cut.lowest_position && *cut.lowest_position >= place.position) continue;
    cut.lowest_position = place.position;
    cut.lowest_thousandths =
        thousandths_of(named_, named_.admission.rounds[0].key, 0, keys.of(index_.at(number))[0]);
  }
  std::vector<CutOff> all;
  for (auto& [code, cut] : by_offer) {
    cut.offer = code;
    cut.left = std::max<std::int64_t>(0, cut.seats - cut.admitted);
    all.push_back(std::move(cut));
  }
  return all;
}

ToldPreference RoundOutcome::told(const Scheme& scheme, std::uint32_t candidate,
                                  const ea::PreferenceExplanation& preference) const {
  const std::uint32_t key = named_.admission.rounds[0].key;
  const std::vector<std::string>& order = named_.order[key];
  const auto& placements = result_.rounds[0].placements;
  ToldPreference made;
  made.reason = kReasons[static_cast<std::size_t>(preference.reason)];
  made.places = preference.places;
  const auto own = [&](std::uint32_t field) {
    return mark_text(
        thousandths_of(named_, key, field, named_.admission.keys[key].of(candidate)[field]));
  };
  const Text first = title_of(scheme, order[0]);
  Text compared;
  if (preference.against != ea::kNone) {
    const std::uint32_t against = preference.against;
    made.lowest_position = placements[against].position;
    made.lowest_thousandths =
        thousandths_of(named_, key, 0, named_.admission.keys[key].of(against)[0]);
    const std::string lowest = mark_text(*made.lowest_thousandths);
    compared = {
        fmt::format("最低录到{} {}、位次 {}；您的{} {}、位次 {}", first.zh, lowest,
                    *made.lowest_position, first.zh, own(0), placements[candidate].position),
        fmt::format("the lowest admitted has {} {} and rank {}; you have {} {} and rank {}",
                    first.en, lowest, *made.lowest_position, first.en, own(0),
                    placements[candidate].position)};
    if (preference.decided_by == ea::kByLottery) {
      made.decided_by = "lottery";
      compared.zh += "。各项成绩都相同，按公开抽签的顺序";
      compared.en += ". All marks are equal, so the public lottery decided";
    } else if (preference.decided_by == ea::kByChoice) {
      made.decided_by = "choice";
      compared.zh += "。这里先录取把它填在更前面的考生";
      compared.en += ". Those who named it earlier go first here";
    } else if (preference.decided_by == ea::kNone) {
      made.decided_by = "tie";
    } else {
      made.decided_by = order[preference.decided_by];
      if (preference.decided_by > 0) {
        const Text subject = title_of(scheme, made.decided_by);
        compared.zh +=
            fmt::format("。前面各项相同，再比{}（您 {}）", subject.zh, own(preference.decided_by));
        compared.en += fmt::format(". Everything before being equal, {} decided (yours is {})",
                                   subject.en, own(preference.decided_by));
      }
    }
  }
  switch (preference.reason) {
    case ea::Reason::chosen:
      made.sentence = {"录取到这里。", "You are admitted here."};
      break;
    case ea::Reason::not_reached:
      made.sentence = {"没有用到：前面的志愿已经录取。",
                       "Not needed: an earlier preference was met."};
      break;
    case ea::Reason::no_places:
      made.sentence = {"这一轮没有名额。", "It has no seats in this round."};
      break;
    case ea::Reason::other_category:
      made.sentence = {"它招收别的科类。", "It is for another category."};
      break;
    case ea::Reason::lacks_trait:
      made.sentence = {"它不招收您所在县区的考生。", "It does not take candidates of your county."};
      break;
    case ea::Reason::below_minimum: {
      const Text subject = title_of(scheme, order[preference.unmet.minimum.field]);
      const std::string line = mark_text(thousandths_of(named_, key, preference.unmet.minimum.field,
                                                        preference.unmet.minimum.value));
      made.decided_by = order[preference.unmet.minimum.field];
      made.sentence = {fmt::format("没有达到控制线：{}须 {}，您 {}。", subject.zh, line,
                                   own(preference.unmet.minimum.field)),
                       fmt::format("Below the control line: {} must be {}, yours is {}.",
                                   subject.en, line, own(preference.unmet.minimum.field))};
      break;
    }
    case ea::Reason::full:
      made.sentence = {fmt::format("计划 {} 人已录满：{}。", preference.places, compared.zh),
                       fmt::format("All {} seats are taken: {}.", preference.places, compared.en)};
      break;
    case ea::Reason::tied:
      made.sentence = {
          fmt::format("最后的名额上有同分，按规定同分的都不录取（计划 {} 人）：{}。",
                      preference.places, compared.zh),
          fmt::format("Equals met at the last of {} seats, and by the rule none of them is in: {}.",
                      preference.places, compared.en)};
      break;
    case ea::Reason::below_tie:
      made.sentence = {
          fmt::format("因末位同分，录取在您之前停止（计划 {} 人）：{}。", preference.places,
                      compared.zh),
          fmt::format("Because of equals at the last place it stopped before you ({} seats): {}.",
                      preference.places, compared.en)};
      break;
  }
  return made;
}

ToldOutcome RoundOutcome::tell(const Scheme& scheme, const NamesOfOffers& names,
                               const std::string& candidate) const {
  const std::uint32_t who = index_.at(candidate);
  ToldOutcome made;
  made.place = *place_of(candidate);
  if (made.place.outcome == CandidateOutcome::withheld) {
    made.sentence = {"您的结果正在核对，核对完再公布；请打咨询电话了解。",
                     "Your result is being checked and is published afterwards; call the enquiry "
                     "number to learn more."};
    return made;
  }
  const ea::Explanation why = ea::explain(named_.admission, result_, 0, who);
  for (std::size_t k = 0; k < why.preferences.size(); ++k) {
    ToldPreference one = told(scheme, who, why.preferences[k]);
    one.number = static_cast<std::int64_t>(k) + 1;
    one.offer = named_.groups[why.preferences[k].option];
    if (why.placement.preference == k &&
        named_.admission.groups[why.preferences[k].option].programme_count > 1) {
      for (const auto* list : {&why.programmes, &why.adjustment}) {
        for (const ea::PreferenceExplanation& each : *list) {
          const Text name = programme_of(names, one.offer, named_.programmes[each.option]);
          const Text reason = told(scheme, who, each).sentence;
          one.programmes.push_back({name.zh + "：" + reason.zh, name.en + ": " + reason.en});
        }
      }
    }
    if (why.placement.preference == k && why.placement.outcome == ea::Outcome::returned) {
      one.reason = "returned";
      one.sentence = {
          fmt::format("投档到这里，但所填专业都已录满{}，退档。",
                      why.agreed ? "，调剂也没有余额" : "，又没有选服从调剂"),
          fmt::format("You were filed here, but the programmes you named were full{}, so you were "
                      "returned.",
                      why.agreed ? " and adjustment found none either"
                                 : " and you had not agreed to adjustment")};
    }
    made.preferences.push_back(std::move(one));
  }
  const std::string& school = school_of(names, made.place.offer);
  const std::string key = programme_key(made.place.offer, made.place.programme);
  const Text programme = made.place.holds() ? programme_of(names, made.place.offer, key) : Text();
  switch (made.place.outcome) {
    case CandidateOutcome::admitted:
      made.sentence = {
          fmt::format("录取到{}，{}（第 {} 志愿）。", school, programme.zh, made.place.preference),
          fmt::format("Admitted to {}, {} (preference {}).", school, programme.en,
                      made.place.preference)};
      break;
    case CandidateOutcome::adjusted:
      made.sentence = {fmt::format("调剂录取到{}，{}（第 {} 志愿，您选了服从调剂）。", school,
                                   programme.zh, made.place.preference),
                       fmt::format("Admitted to {}, {}, by adjustment, to which you agreed "
                                   "(preference {}).",
                                   school, programme.en, made.place.preference)};
      break;
    case CandidateOutcome::kept_offer:
      made.sentence = {
          fmt::format("录取到{}，{}。更正以后重新计算，您已得到的录取资格按规定保留。", school,
                      programme.zh),
          fmt::format("Admitted to {}, {}. After a correction you keep the place you were offered.",
                      school, programme.en)};
      break;
    case CandidateOutcome::not_filed:
      made.sentence = {"所填的志愿都没有录取，原因见下面各条。",
                       "None of your preferences could be met; the reasons stand below."};
      break;
    case CandidateOutcome::returned:
      made.sentence = {"投档后没有可录的专业，已退档，原因见下面各条。",
                       "You were filed but no programme had room; the reasons stand below."};
      break;
    case CandidateOutcome::below_line:
      made.sentence = {"没有达到控制线。", "You are below the control line."};
      break;
    case CandidateOutcome::no_preferences:
    case CandidateOutcome::withheld:
      made.sentence = {"您在这一轮没有提交志愿。", "You submitted no preferences in this round."};
      break;
  }
  return made;
}

}  // namespace admission

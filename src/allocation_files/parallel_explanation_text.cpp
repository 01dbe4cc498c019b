#include "allocation_files/parallel_explanation_text.hpp"

#include <fmt/format.h>

#include <string>

namespace allocation_files {

namespace ea = engines::allocation;

namespace {

std::string trait_names(const NamedAdmission& named, std::uint64_t traits) {
  std::string names;
  for (std::size_t bit = 0; bit < named.traits.size(); ++bit) {
    if ((traits >> bit & 1) == 0) continue;
    names += (names.empty() ? "" : ", ") + named.traits[bit];
  }
  return names;
}

base::Text minimum_text(const NamedAdmission& named, std::uint32_t key, const ea::Unmet& unmet) {
  const std::string& field = named.order[key][unmet.minimum.field];
  const std::string value = mark_text(named, key, unmet.minimum.field, unmet.minimum.value);
  return {fmt::format("“{}”须达到 {}", field, value),
          fmt::format("\"{}\" must be at least {}", field, value)};
}

// Who was better, and in what: the mark if it is the first field, else the field's name alone.
base::Text comparison(const NamedAdmission& named, const ea::AdmissionResult& result,
                      std::uint32_t round, std::uint32_t candidate,
                      const ea::PreferenceExplanation& preference) {
  const std::uint32_t key = named.admission.rounds[round].key;
  const auto& placements = result.rounds[round].placements;
  const std::uint32_t theirs = placements[preference.against].position;
  const std::uint32_t ours = placements[candidate].position;
  if (preference.decided_by == ea::kByChoice) {
    return {"先满足了把它填在更前面的人", "those who named it earlier went first"};
  }
  if (preference.decided_by == ea::kByLottery) {
    return {
        fmt::format("与末位（位次 {}）各项相同，按抽签号", theirs),
        fmt::format("equal in everything to the last (position {}), by lottery number", theirs)};
  }
  if (preference.decided_by == ea::kNone) {
    return {fmt::format("位次 {}，与您各项相同", theirs),
            fmt::format("position {}, equal to you in everything", theirs)};
  }
  const std::string& field = named.order[key][preference.decided_by];
  if (preference.decided_by > 0) {
    return {
        fmt::format("末位位次 {}，您的位次 {}，前面各项相同，按“{}”分出先后", theirs, ours, field),
        fmt::format("the last has position {}, you {}; equal before it, \"{}\" decided", theirs,
                    ours, field)};
  }
  const auto first = [&](std::uint32_t person, std::int64_t lowered) {
    return mark_text(named, key, 0, named.admission.keys[key].of(person)[0] - lowered);
  };
  const std::string last = first(preference.against, preference.against_lowered);
  const std::string own = first(candidate, preference.lowered);
  return {fmt::format("末位“{}”{}（位次 {}），您 {}（位次 {}）", field, last, theirs, own, ours),
          fmt::format("the last has \"{}\" {} (position {}), you {} (position {})", field, last,
                      theirs, own, ours)};
}

}  // namespace

std::string mark_text(const NamedAdmission& named, std::uint32_t key, std::uint32_t field,
                      std::int64_t value) {
  return fmt::format("{}", static_cast<double>(value) / named.scale[key][field]);
}

base::Text outcome_text(const NamedAdmission& named, std::uint32_t round,
                        const ea::Explanation& told) {
  const auto group = [&] {
    const auto& chosen = told.preferences[told.placement.preference];
    return named.groups[chosen.option];
  };
  switch (told.placement.outcome) {
    case ea::Outcome::admitted_before:
      return {"前面轮次已录取，本轮不再参加。", "Admitted in an earlier round."};
    case ea::Outcome::no_preferences:
      return {"本轮没有填报志愿。", "No preferences in this round."};
    case ea::Outcome::below_line: {
      const base::Text line = minimum_text(named, named.admission.rounds[round].key, told.line);
      return {"未达控制线：" + line.zh + "。", "Below the control line: " + line.en + "."};
    }
    case ea::Outcome::not_filed:
      return {"所填志愿均未能投档（滑档），可参加征集志愿。",
              "Filed with no preference; the supplementary round is open to you."};
    case ea::Outcome::returned:
      return {fmt::format("已投档到“{}”，专业未能满足{}，退档；本轮不再投档，可参加征集志愿。",
                          group(), told.agreed ? "，调剂也没有余额" : "且不服从调剂"),
              fmt::format(
                  "Filed with \"{}\", but returned: no programme had room{}. Nobody is filed "
                  "twice in a round; the supplementary round is open to you.",
                  group(),
                  told.agreed ? ", not even by adjustment" : " and adjustment was not agreed to")};
    case ea::Outcome::admitted:
      return {fmt::format("录取到“{}”。", named.programmes[told.placement.programme]),
              fmt::format("Admitted to \"{}\".", named.programmes[told.placement.programme])};
    case ea::Outcome::adjusted:
      return {fmt::format("调剂录取到“{}”。", named.programmes[told.placement.programme]),
              fmt::format("Admitted to \"{}\" by adjustment.",
                          named.programmes[told.placement.programme])};
  }
  return {};
}

base::Text preference_text(const NamedAdmission& named, const ea::AdmissionResult& result,
                           std::uint32_t round, std::uint32_t candidate,
                           const ea::PreferenceExplanation& preference, bool is_group) {
  const base::Text places = {
      fmt::format("{}{} 人", is_group ? "投档数 " : "计划 ", preference.places),
      fmt::format("{} {}", preference.places, is_group ? "filings" : "seats")};
  const auto compared = [&] { return comparison(named, result, round, candidate, preference); };
  switch (preference.reason) {
    case ea::Reason::chosen:
      return is_group ? base::Text{"投档到这里。", "Filed here."}
                      : base::Text{"录取到这里。", "Admitted here."};
    case ea::Reason::not_reached:
      return {"没有轮到：前面的志愿已经落实，或未参加投档。",
              "Not reached: an earlier preference had been met, or he was not to be filed."};
    case ea::Reason::no_places:
      return {"本轮没有计划。", "No places in this round."};
    case ea::Reason::other_category:
      return {"招收的科类不同。", "It is for another category."};
    case ea::Reason::lacks_trait: {
      const std::string names = trait_names(named, preference.unmet.traits);
      return {fmt::format("不符合报考条件：缺少 {}。", names),
              fmt::format("Not eligible: {} is missing.", names)};
    }
    case ea::Reason::below_minimum: {
      const base::Text minimum =
          minimum_text(named, named.admission.rounds[round].key, preference.unmet);
      return {"不符合报考条件：" + minimum.zh + "。", "Not eligible: " + minimum.en + "."};
    }
    case ea::Reason::full: {
      const base::Text why = compared();
      return {fmt::format("已满（{}）：{}。", places.zh, why.zh),
              fmt::format("Full ({}): {}.", places.en, why.en)};
    }
    case ea::Reason::tied: {
      const base::Text why = compared();
      return {fmt::format("末位同分（{}）：{}，按规则同分者都不录取。", places.zh, why.zh),
              fmt::format("A tie at the last place ({}): {}; by the rule none of the equals is in.",
                          places.en, why.en)};
    }
    case ea::Reason::below_tie: {
      const base::Text why = compared();
      return {fmt::format("因末位同分已停止（{}）：{}。", places.zh, why.zh),
              fmt::format("Closed by a tie above you ({}): {}.", places.en, why.en)};
    }
  }
  return {};
}

}  // namespace allocation_files

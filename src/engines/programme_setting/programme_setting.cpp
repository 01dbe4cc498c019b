#include "engines/programme_setting/programme_setting.hpp"

#include <algorithm>

namespace engines::programme_setting {

namespace {

// True only if it is known of every one of the years: what nobody reported is not zero, and a
// programme that has just opened had no chance.
bool without_intake(const Offer& offer, int year, std::int64_t years) {
  if (years <= 0 || !offer.opened || *offer.opened > year - years) return false;
  for (int y = year; y > year - years; --y) {
    const auto intake = offer.intake.find(y);
    if (intake == offer.intake.end() || intake->second.entrants != 0) return false;
  }
  return true;
}

}  // namespace

std::optional<std::int64_t> fill_percent(const Offer& offer, int year) {
  for (auto at = offer.intake.rbegin(); at != offer.intake.rend(); ++at) {
    const auto& [of_year, intake] = *at;
    if (of_year > year || !intake.entrants || intake.seats.value_or(0) <= 0) continue;
    return *intake.entrants * 100 / *intake.seats;
  }
  return std::nullopt;
}

Report examine(const std::vector<Offer>& offers, int year, const Parameters& parameters) {
  Report report;
  std::map<std::string, std::vector<const Offer*>> by_code;
  for (const Offer& offer : offers) by_code[offer.code].push_back(&offer);
  std::set<std::string> thin;
  for (const auto& [code, same] : by_code) {
    std::set<std::string> schools;
    for (const Offer* offer : same) schools.insert(offer->school);
    if (schools.size() < 2) continue;
    Shared& shared = report.shared.emplace_back();
    shared.code = code;
    for (const Offer* offer : same) {
      shared.offers.push_back(offer->id);
      const auto fill = fill_percent(*offer, year);
      if (!fill || *fill >= parameters.least_fill_percent) continue;
      shared.overlaps = true;
      thin.insert(offer->id);
    }
  }
  for (const Offer& offer : offers) {
    Finding finding{offer.id, {}};
    if (thin.contains(offer.id)) finding.rules.insert(Rule::overlap);
    if (without_intake(offer, year, parameters.years_without_intake)) {
      finding.rules.insert(Rule::no_intake);
    }
    if (!offer.in_catalogue) finding.rules.insert(Rule::not_in_catalogue);
    if (!finding.rules.empty()) report.findings.push_back(std::move(finding));
  }
  return report;
}

}  // namespace engines::programme_setting

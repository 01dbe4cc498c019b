#include "allocation_files/withheld.hpp"

namespace allocation_files {

namespace ea = engines::allocation;

std::string_view breach_name(ea::Breach breach) {
  constexpr std::string_view kNames[] = {
      "shape",       "foreign_entry",  "ineligible",   "over_capacity", "over_cap",
      "over_region", "justified_envy", "waste",        "unequal",       "wrong_block",
      "rate",        "rate_order",     "worse_off",    "unbalanced",    "missed_trade",
      "not_optimal", "below_minimum",  "couple_apart", "order",         "figure"};
  return kNames[static_cast<std::size_t>(breach)];
}

Withheld::Withheld(const ea::Verdict& verdict, const std::function<ea::Components()>& components) {
  if (verdict.holds()) return;
  components_ = components();
  is_withheld_.assign(components_.count, false);
  for (const ea::Finding& finding : verdict.findings) {
    if (finding.applicant != ea::kNone) {
      is_withheld_[components_.of_applicant[finding.applicant]] = true;
    } else if (finding.breach != ea::Breach::over_cap &&
               finding.breach != ea::Breach::over_region && finding.institution != ea::kNone) {
      is_withheld_[components_.of_institution[finding.institution]] = true;
    } else {
      is_withheld_.assign(components_.count, true);
    }
  }
  if (verdict.count > verdict.findings.size()) is_withheld_.assign(components_.count, true);
}

void refuse_corrections(const Asked& asked) {
  if (asked.before == nullptr && asked.explain.empty() && !asked.explain_all) return;
  throw base::bad_request(
      {"这种分配办法没有逐人说明，也不与上次的结果比较。",
       "This mechanism has no explanation by person and no comparison with an earlier answer."});
}

void put_verdict(boost::json::object& answer, const ea::Verdict& verdict,
                 const std::vector<std::string>& applicants, std::string_view applicant,
                 const std::function<std::string(const ea::Finding&)>& place) {
  answer["verified"] = verdict.holds();
  if (verdict.holds()) return;
  boost::json::array findings;
  for (const ea::Finding& finding : verdict.findings) {
    boost::json::object row{{"breach", breach_name(finding.breach)}};
    if (finding.applicant != ea::kNone) row[applicant] = applicants[finding.applicant];
    if (finding.institution != ea::kNone) row["place"] = place(finding);
    findings.push_back(std::move(row));
  }
  answer["findings"] = std::move(findings);
}

}  // namespace allocation_files

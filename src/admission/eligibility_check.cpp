#include "admission/eligibility_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace admission {

CandidateFile compare_with_register(const std::vector<Candidate>& candidates,
                                    const std::vector<Registered>& registered,
                                    const std::vector<std::string>& states,
                                    const SchoolNames& schools, const StateTitles& titles) {
  std::multimap<std::pair<std::string, std::string>, const Registered*> by_name;
  for (const Registered& one : registered) {
    by_name.emplace(std::pair(one.school, base::fold(one.name)), &one);
  }
  CandidateFile file;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    const auto look_at = [&](const Text& why) {
      file.faults.push_back({static_cast<std::int64_t>(i) + 1,
                             {fmt::format("{} {}：{}", candidate.number, candidate.name, why.zh),
                              fmt::format("{} {}: {}", candidate.number, candidate.name, why.en)}});
    };
    const auto school = schools.find(candidate.school);
    if (school == schools.end()) {
      look_at({fmt::format("“{}”不是本地学校，请人工核对。", candidate.school),
               fmt::format("\"{}\" is no school here; check by hand.", candidate.school)});
      continue;
    }
    const auto [from, to] = by_name.equal_range({school->second, base::fold(candidate.name)});
    if (from == to) {
      look_at({"台账里没有这所学校的这个姓名，请人工核对。",
               "the register has nobody of this name at this school; check by hand."});
      continue;
    }
    if (std::next(from) != to) {
      look_at({"这所学校有同名的人，请人工核对。",
               "several at this school have this name; check by hand."});
      continue;
    }
    const std::string& state = from->second->state;
    Candidate row;
    row.number = candidate.number;
    if (std::ranges::find(states, state) != states.end()) {
      row.eligibility = Eligibility::eligible;
    } else {
      const auto title = titles.find(state);
      row.eligibility = Eligibility::ineligible;
      row.eligibility_reason =
          fmt::format("学籍状态：{}", title == titles.end() ? state : title->second.zh);
    }
    file.rows.push_back(std::move(row));
  }
  return file;
}

}  // namespace admission

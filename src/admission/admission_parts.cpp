#include "admission/admission_parts.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace admission {

std::string name_in(const std::map<std::string, std::string>& people, const std::string& account) {
  const auto found = people.find(account);
  return found == people.end() ? account : found->second;
}

std::string text_of(std::string given, std::size_t most, const char* field, const Text& what) {
  const std::size_t begin = given.find_first_not_of(" \t\r\n");
  given = begin == std::string::npos
              ? std::string()
              : given.substr(begin, given.find_last_not_of(" \t\r\n") - begin + 1);
  if (given.empty() || base::character_count(given) > most) {
    const Text rule{fmt::format("{}须为 1 到 {} 字。", what.zh, most),
                    fmt::format("{}: 1 to {} characters.", what.en, most)};
    throw base::invalid(rule, {{field, rule}});
  }
  return given;
}

std::string reason_of(const std::string& given) {
  return text_of(given, kReasonMax, "/reason", {"理由", "Reason"});
}

base::Problem moved_on() {
  return base::conflict("moved", {"刚刚有数据变动，请重试一次。",
                                  "Something has changed in this moment; try once more."});
}

std::vector<SubjectMark> marks_of(const Scheme& scheme, const Marks& marks) {
  std::vector<SubjectMark> made;
  for (const Subject& subject : scheme.subjects) {
    const auto found = marks.find(subject.id);
    if (found != marks.end()) made.push_back({subject.id, subject.title, found->second});
  }
  return made;
}

AdmissionRunLine line_of(const RunRecord& run) {
  return {run.id,           run.version,    run.round,
          run.sequence,     run.state,      !run.corrects.empty(),
          run.input_sha256, run.commitment, run.random_source,
          run.verified,     run.frozen_at,  run.published_at};
}

void refuse(const MayBeRefused& refusal) {
  if (!refusal) return;
  if (refusal->status == 403) throw base::forbidden(refusal->detail);
  throw base::conflict(refusal->type, refusal->detail);
}

}  // namespace admission

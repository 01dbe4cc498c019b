#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "admission/admission_service.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"

//! What the files of AdmissionService share: admission_service.cpp (reading), _offers, _imports,
//! _awards, _runs (freeze to publication), _results (what came of a run), _simulation, _appeals,
//! _tracking. Nobody else includes it.
namespace admission {

inline constexpr std::size_t kReasonMax = 1000;          // characters
inline constexpr std::int64_t kSeatsMax = 100'000;       // of one programme
inline constexpr std::int64_t kSubjectMarkMax = 10'000;  // where nobody has said the full marks

//! The display name of an account, or its id.
std::string name_in(const std::map<std::string, std::string>& people, const std::string& account);

//! Without the blanks around it. Throws a 422 Problem for `field` unless it has 1 to `most`
//! characters.
std::string text_of(std::string given, std::size_t most, const char* field, const Text& what);
std::string reason_of(const std::string& given);

//! 409: something changed between reading and writing.
base::Problem moved_on();

//! By subject, in the order of the scheme.
std::vector<SubjectMark> marks_of(const Scheme& scheme, const Marks& marks);

AdmissionRunLine line_of(const RunRecord& run);

//! 412 with the record as it is now.
template <class Record>
void require_version(const Record& record, std::int64_t version) {
  if (record.version != version) throw base::stale(base::record_text(record));
}

//! What most pages of an admission need.
struct AdmissionService::Book {
  Scheme scheme;
  std::vector<OfferRecord> offers;
  std::vector<RunRecord> runs;
};

}  // namespace admission

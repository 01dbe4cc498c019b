#pragma once

#include <string>
#include <vector>

#include "sample/world.hpp"

//! Invented people who sit an examination, as the files that an office would upload. Pure.
namespace sample {

struct CandidatesAsked {
  int people = 0;
  std::string prefix;  // of their numbers
  std::vector<std::string> subjects;
  bool first_is_total = false;  // the first subject is the sum of the others and more
  std::vector<std::string> categories;
  bool from_vocational = false;  // they come from the place's schools, otherwise from junior ones
};

//! CSV with a header of ids, one file a kind, of the same people in the same order.
struct CandidateFiles {
  std::vector<std::string> numbers;
  std::vector<std::string> schools;  // unit ids, where they come from the place's schools
  std::string candidates;
  std::string marks;
  std::string eligibility;  // a few are not
  std::string results;    // two of three have a place, at one of the place's colleges or elsewhere
  std::string enrolment;  // of those who have one; a few did not come
};

//! Precondition: the place has counties, and schools and colleges if it asks for them.
CandidateFiles make_candidates(const Place& place, std::uint64_t seed,
                               const CandidatesAsked& asked);

}  // namespace sample

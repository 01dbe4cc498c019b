#pragma once

#include <map>
#include <string>
#include <vector>

#include "admission/candidate_file.hpp"

//! Candidates compared with the register in which their schools keep them. Pure.
namespace admission {

//! Somebody in the register.
struct Registered {
  std::string school;  // unit
  std::string name;
  std::string state;
};

//! Units by every name a school is known by.
using SchoolNames = std::map<std::string, std::string, std::less<>>;
using StateTitles = std::map<std::string, Text, std::less<>>;

//! What a second person is asked to accept (资格审核): who stands once at his school, in a state
//! that counts, is eligible; who stands there in another state is not, and the reason names it. Of
//! whom the register says nothing, or of two of one name, nothing is claimed: they are faults, by
//! their place among the candidates from 1, for a person to look at.
CandidateFile compare_with_register(const std::vector<Candidate>& candidates,
                                    const std::vector<Registered>& registered,
                                    const std::vector<std::string>& states,
                                    const SchoolNames& schools, const StateTitles& titles);

}  // namespace admission

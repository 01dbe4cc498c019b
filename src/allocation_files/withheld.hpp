#pragma once

#include <boost/json.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "allocation_files/mechanism.hpp"
#include "engines/allocation/components.hpp"
#include "engines/allocation/verdict.hpp"

//! What the verifier found wrong, and what must not be published because of it.
namespace allocation_files {

std::string_view breach_name(engines::allocation::Breach breach);

//! The part of a result that a verdict leaves standing: what is wrong in one component says nothing
//! against the others. A finding that names nobody speaks against all.
class Withheld {
 public:
  //! `components` is asked only if there is something to withhold.
  Withheld(const engines::allocation::Verdict& verdict,
           const std::function<engines::allocation::Components()>& components);

  bool any() const { return !is_withheld_.empty(); }
  bool applicant(std::uint32_t i) const {
    return any() && is_withheld_[components_.of_applicant[i]];
  }
  bool institution(std::uint32_t i) const {
    return any() && is_withheld_[components_.of_institution[i]];
  }

 private:
  engines::allocation::Components components_;
  std::vector<bool> is_withheld_;  // of a component; empty: nothing is
};

//! Throws a 400 Problem: the mechanism does not explain persons or compare with an earlier answer.
void refuse_corrections(const Asked& asked);

//! Adds "verified" and, unless it holds, "findings" to an answer.
void put_verdict(boost::json::object& answer, const engines::allocation::Verdict& verdict,
                 const std::vector<std::string>& applicants, std::string_view applicant,
                 const std::function<std::string(const engines::allocation::Finding&)>& place);

}  // namespace allocation_files

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "plan/plan_check.hpp"
#include "plan/plan_model.hpp"

namespace plan {

//! One version of a plan, prepared once for many readers: findings, shares owed, what a search
//! compares. Immutable, so it is shared between threads without locks.
class PlanEdition {
 public:
  PlanEdition(Plan plan, std::int64_t version, base::Instant recorded_at);

  const Plan& plan() const { return plan_; }
  std::int64_t version() const { return version_; }
  base::Instant recorded_at() const { return recorded_at_; }
  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<Owed>& owed() const { return owed_; }

  //! Place of a share in the order of the document; shares it no longer names come last.
  std::size_t place_of(int task, const std::string& unit) const;

  //! The unit that holds the open work of `unit` on `day`: itself, or its successor once it is
  //! abolished, as often as that happened. Unknown ids are returned as they are.
  const std::string& holder(const std::string& unit, Date day) const;

  //! Full name of the unit on `day` (former names until they ended).
  base::Text name_on(const Unit& unit, Date day) const;

  //! Names of units, or the words of a scope, for ids that may be either.
  base::Text name_of(const std::string& unit_or_scope) const;

  //! Members of a scope, or the unit itself.
  std::vector<std::string> members_of(const std::string& unit_or_scope) const;

  const base::Searchable& task_words(int number) const { return task_words_.at(number); }
  const base::Searchable& measure_words(int number) const { return measure_words_.at(number); }
  const base::Searchable& unit_words(const std::string& id) const { return unit_words_.at(id); }

 private:
  Plan plan_;
  std::int64_t version_;
  base::Instant recorded_at_;
  std::vector<Finding> findings_;
  std::vector<Owed> owed_;
  std::map<std::pair<int, std::string>, std::size_t> places_;
  std::map<int, base::Searchable> task_words_;
  std::map<int, base::Searchable> measure_words_;
  std::map<std::string, base::Searchable> unit_words_;
};

}  // namespace plan

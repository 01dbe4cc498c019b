#include "db/failure.hpp"

#include <utility>

namespace db {

ConstraintViolation::ConstraintViolation(std::string constraint, Kind kind)
    : constraint_(std::move(constraint)), kind_(kind) {
  what_ = "constraint violated: " + (constraint_.empty() ? "(unnamed)" : constraint_);
}

void throw_as_problem(const ConstraintViolation& violation,
                      std::initializer_list<ConstraintMeaning> meanings) {
  for (const ConstraintMeaning& meaning : meanings) {
    if (meaning.constraint == violation.constraint()) throw meaning.problem;
  }
  throw violation;
}

StatementError::StatementError(std::string code, const std::string& text)
    : std::runtime_error(code + ": " + text), code_(std::move(code)) {}

}  // namespace db

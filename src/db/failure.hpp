#pragma once

#include <exception>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.hpp"

namespace db {

//! A statement broke a constraint. `constraint()` is the name given in the definition of the table,
//! the same on both databases; for a missing value it is `table.column`. Empty if SQLite could not
//! tell which foreign key it was.
class ConstraintViolation : public std::exception {
 public:
  enum class Kind { unique, foreign_key, check, not_null };

  ConstraintViolation(std::string constraint, Kind kind);

  const char* what() const noexcept override { return what_.c_str(); }
  const std::string& constraint() const { return constraint_; }
  Kind kind() const { return kind_; }

 private:
  std::string constraint_;
  Kind kind_;
  std::string what_;
};

//! What it means to people that a constraint was broken.
struct ConstraintMeaning {
  std::string_view constraint;
  base::Problem problem;
};

//! Throws the Problem whose constraint was broken; throws `violation` itself if none is meant.
[[noreturn]] void throw_as_problem(const ConstraintViolation& violation,
                                   std::initializer_list<ConstraintMeaning> meanings);

//! Runs `work` and turns the violations named in `meanings` into their Problems.
template <class F>
decltype(auto) explaining(std::initializer_list<ConstraintMeaning> meanings, F&& work) {
  try {
    return work();
  } catch (const ConstraintViolation& violation) {
    throw_as_problem(violation, meanings);
  }
}

//! A mistake in a statement or an unexpected state of the database. The text carries the code of
//! the database, never a bound value.
class StatementError : public std::runtime_error {
 public:
  //! `code` is an SQLSTATE or "SQLITE_<number>".
  StatementError(std::string code, const std::string& text);

  const std::string& code() const { return code_; }

 private:
  std::string code_;
};

//! A statement was ended because it ran longer than Connection::end_after allows.
class TooLong : public StatementError {
 public:
  explicit TooLong(std::string code) : StatementError(std::move(code), "it ran too long") {}
};

}  // namespace db

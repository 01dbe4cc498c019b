#pragma once

#include <span>
#include <vector>

#include "base/problem.hpp"
#include "parameter/parameter_views.hpp"
#include "register/declaration.hpp"

//! One dated line out of declared and set values, and what may be set. Pure.
namespace parameter {

inline constexpr std::size_t kSourceMax = 200;   // characters
inline constexpr std::size_t kCommentMax = 500;  // characters

//! `declared` with the values that were set, each of which has a first day, no two the same: in the
//! order of their days, a set value in the place of a declared one of the same day.
registers::Parameter merged(registers::Parameter declared,
                            std::span<const registers::ParameterValue> set);

//! What is wrong with a value to be set, by JSON pointer; empty: nothing. One that begins before
//! `today` changes what was shown for days that are over, and needs a comment.
std::vector<base::FieldError> faults_of(const registers::Parameter& of,
                                        const NewParameterValue& given, Date today);

//! The same for the reason of a withdrawal.
std::vector<base::FieldError> faults_of(const ParameterWithdrawal& given);

//! True if the condition of a rule names the parameter as $name.
bool names(const registers::Rule& rule, const registers::Parameter& parameter);

}  // namespace parameter

#pragma once

#include <vector>

#include "base/problem.hpp"
#include "indicator/declaration.hpp"
#include "indicator/what_if_views.hpp"
#include "plan/plan_model.hpp"
#include "register/parameter_book.hpp"

//! What would be if a parameter or a target were another. Pure.
namespace indicator {

inline constexpr std::size_t kTriedMax = 50;  // of each kind

//! What is wrong with a question, by JSON pointer; empty: nothing.
std::vector<base::FieldError> faults_of(const WhatIfQuestion& question,
                                        const registers::Catalogue& catalogue,
                                        const std::vector<plan::Commitment>& commitments);

//! From now on every tried parameter of `book` has its tried value on every day. Precondition: the
//! question has no faults.
void try_out(const std::vector<TriedParameter>& tried, registers::ParameterBook& book);

bool uses(const Indicator& indicator, const TriedParameter& tried);

//! The commitment as it would be; itself if none of `tried` is of it.
plan::Commitment with_target(plan::Commitment commitment, const std::vector<TriedTarget>& tried);

}  // namespace indicator

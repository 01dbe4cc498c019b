#pragma once

#include "plan/plan_model.hpp"

namespace draft {

//! `followup` (a supplement, the points of a year) with its tasks and measures renumbered to those
//! of `plan` that say the same, so that diff_plans tells what is new, changed and not mentioned. A
//! follow-up has a numbering of its own; what says the same is told by its wording: at least
//! kSameWording (wording.hpp) of the shorter text's pairs of characters stand in the other. The
//! best pairs are taken first; what is left over gets numbers after those of `plan`. Pure.
plan::Plan aligned(plan::Plan followup, const plan::Plan& plan);

}  // namespace draft

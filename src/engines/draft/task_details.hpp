#pragma once

#include "engines/draft/commitments.hpp"

//! What else a task says: deadlines in its sentences or headings, conditions, kinds of result; and
//! duties and aims that stand in running text.
namespace engines::draft {

//! Fills deadlines of tasks that have none, conditions and results. Call after the commitments.
void detail_tasks(const Reading& reading, const Outline& outline, Structure& structure,
                  const std::vector<Commitment>& commitments, const TimeContext& context);

std::vector<InlineDuty> inline_duties_of(const Reading& reading,
                                         const std::vector<Sentence>& sentences,
                                         const Structure& structure, Units& units,
                                         const TimeContext& context);

std::vector<Goal> goals_of(const Reading& reading, const std::vector<Sentence>& sentences,
                           const std::vector<Commitment>& commitments);

}  // namespace engines::draft

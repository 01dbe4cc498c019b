#pragma once

#include "engines/allocation/market.hpp"

//! Deferred acceptance (Gale, Shapley 1962), many to one. Proposals go from the best to the worst
//! of a list; who receives them keeps the best for the time being and refuses the rest.
//!
//! The outcome is stable: no applicant and institution would both rather have each other. It does
//! not depend on the order in which applicants propose.
namespace engines::allocation {

//! Applicants propose: of all stable matchings the best for every applicant at once. Serves every
//! rule of a market. No applicant gains by a false list, whatever the others do, unless a tie
//! policy is `reject_all` or `admit_all` or keys were made by rates (docs/allocation.md says why).
//! Time: entries × log of the seats of one institution; where institutions choose together (caps,
//! regions) or by blocks and ties, rounds × seats.
Matching applicant_optimal(const Market& market);

//! Institutions propose: of all stable matchings the best for every institution at once and the
//! worst for every applicant. Only for capacities (`serves_institutions`): under the other rules
//! "the best for every institution" need not exist. Applicants can gain by a false list.
//! Time: entries × log of the entries of one institution.
Matching institution_optimal(const Market& market);

//! Institutions have capacities only: no blocks, caps, regions, or ties other than by lottery.
bool serves_institutions(const Market& market);

}  // namespace engines::allocation

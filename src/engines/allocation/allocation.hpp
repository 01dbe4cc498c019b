#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

//! Who gets which place, when more want a place than there are. Pure: plain structs in, plain
//! structs out, the same answer whatever the order of the input, the names or the threads.
//!
//!   ranking               applicants by a key of several fields, ties kept as classes
//!   parallel_preferences  平行志愿: one filing a round, in the order of marks
//!   lottery               numbers that decide between equals, drawn so that all can check them
//!   correction            what a corrected input changes, and for whom
//!
//! Everything is an index into arrays (an applicant, a group, a programme is its position); names
//! live with the caller. Lists of lists are `Lists`, one flat array with offsets.
//!
//! A result holds what decided and no sentence. Why an applicant did not get his k-th preference is
//! computed when it is asked, by the mechanism's `explain(input, result, applicant)`, from the
//! input and a few numbers kept a group: an explanation of ten million people would be larger than
//! everything it explains.
//!
//! docs/allocation.md says what each mechanism promises, and what it does not.
namespace engines::allocation {

//! No such index.
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

//! A list of indices for each of `size()` owners, in one array: the list of owner i is
//! items[begin[i]] up to items[begin[i + 1]].
struct Lists {
  std::vector<std::uint64_t> begin = {0};
  std::vector<std::uint32_t> items;

  std::size_t size() const { return begin.empty() ? 0 : begin.size() - 1; }
  std::span<const std::uint32_t> of(std::size_t owner) const {
    return {items.data() + begin[owner], items.data() + begin[owner + 1]};
  }
  //! Ends the list of the present owner; what is appended to `items` from now on is the next one's.
  void end_list() { begin.push_back(items.size()); }
};

//! What to do when applicants who are equal in every field of the key want the last places.
enum class TiePolicy {
  reject_all,  // none of them: the places stay free and nobody below may have them
  admit_all,   // all of them: the plan grows
  lottery      // the smaller lottery number first
};

}  // namespace engines::allocation

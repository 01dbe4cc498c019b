#pragma once

#include "engines/allocation/market.hpp"

//! Why a matching is as it is, for one applicant or one institution at a time. True of every stable
//! matching of the market, whoever proposed.
namespace engines::allocation {

enum class Answer {
  holds,       // this is his
  not_needed,  // he holds one that he likes better
  ineligible,
  full,            // everybody in it comes before him
  full_block,      // of every block that could have him, everybody comes before him
  full_cap,        // everybody under the cap comes before him
  full_region,     // the seats of the region went where targets and turns gave them
  tied_last_seat,  // his tie was refused as a whole
};

struct PreferenceAnswer {
  std::uint32_t institution = kNone;
  Answer answer = Answer::not_needed;
  std::uint64_t key = kIneligible;
  std::uint32_t rank = 0;  // his place in the institution's order, from 1; 0 if ineligible
  //! Of the last one taken where it was decided: in the institution, or under `bound`. kIneligible
  //! and 0 if nobody was.
  std::uint64_t last_key = kIneligible;
  std::uint32_t last_rank = 0;  // in the institution's order; 0 if he is in another under the cap
  std::uint32_t bound = kNone;  // full_cap: the cap; full_region: the region; else the institution
  //! He equals the last one in the key: the lottery numbers decided.
  bool by_lottery = false;
};

//! Whom an institution would rather have had than what it has.
struct Missed {
  std::uint32_t applicant = kNone;
  std::uint32_t rank = 0;
  //! Which of his choices the institution is, and which he holds, from 1.
  std::uint32_t choice = 0;
  std::uint32_t holds_choice = 0;
};

struct InstitutionAnswer {
  std::uint32_t wanted_by = 0;  // eligible applicants who list it
  std::uint32_t admitted = 0;
  std::uint32_t free_seats = 0;
  std::uint32_t shortfall = 0;  // below its minimum
  std::uint64_t last_key = kIneligible;
  std::uint32_t last_rank = 0;
  //! In its order: those before the last one admitted (or all, if it has free seats) who hold
  //! something they like better. Who was refused is not missed.
  std::vector<Missed> missed;
};

class MatchingExplanation {
 public:
  //! Keeps references; entries × log of the entries of one institution. Answers take time of the
  //! order of their length.
  MatchingExplanation(const Market& market, const Matching& matching);

  std::vector<PreferenceAnswer> of_applicant(std::uint32_t applicant) const;
  InstitutionAnswer of_institution(std::uint32_t institution) const;

 private:
  // The last one under a roof, by (key, lottery), and his entry.
  struct Last {
    std::uint32_t count = 0;
    std::uint32_t entry = kNone;
  };

  void add(Last& last, std::uint32_t entry) const;
  bool is_before(std::uint32_t left, std::uint32_t right) const;
  PreferenceAnswer refusal(std::uint32_t applicant, std::uint32_t entry) const;
  void set_last(PreferenceAnswer& answer, std::uint32_t applicant, const Last& last) const;

  const Market& market_;
  const Matching& matching_;
  std::vector<std::uint32_t> applicant_of_;  // of an entry
  Lists lists_;                              // of an institution: entries in its order
  std::vector<std::uint32_t> rank_;          // of an entry, from 1
  std::vector<Last> institutions_;
  std::vector<Last> caps_;
};

}  // namespace engines::allocation

#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "admission/round_input.hpp"
#include "allocation_files/mechanism.hpp"
#include "allocation_files/parallel_preferences_file.hpp"
#include "engines/allocation/parallel_explanation.hpp"

//! What came of a round, read from its texts, and why, in words for the candidate it is about.
//! Pure.
namespace admission {

using allocation_files::LotteryNumbers;

//! The answer of `zhijiao allocate` to the input, verified: with the earlier answer, what changed;
//! with `keep_offers`, nobody gets less than he had there. Throws base::Problem.
std::string answer_text(const std::string& input, const LotteryNumbers& lottery,
                        const std::string* before, bool keep_offers);

//! Numbers for all candidates of the input, drawn from the seed (engines/allocation/lottery.hpp).
LotteryNumbers lottery_of(const std::string& input, const std::string& seed);

enum class CandidateOutcome {
  admitted,
  adjusted,
  kept_offer,
  not_filed,
  returned,
  below_line,
  no_preferences,
  withheld
};
BOOST_DESCRIBE_ENUM(CandidateOutcome, admitted, adjusted, kept_offer, not_filed, returned,
                    below_line, no_preferences, withheld)

//! Where somebody ends.
struct FinalPlace {
  CandidateOutcome outcome = CandidateOutcome::no_preferences;
  std::string offer;      // code; empty if he has no place
  std::string programme;  // id
  std::int64_t position = 0;
  std::int64_t preference = 0;  // 0: none, or kept

  bool holds() const { return !programme.empty(); }
};

//! How far down an offer went.
struct CutOff {
  std::string offer;
  std::int64_t seats = 0;
  std::int64_t admitted = 0;
  std::int64_t left = 0;
  std::optional<std::int64_t> lowest_thousandths;  // first mark of the order
  std::optional<std::int64_t> lowest_position;
};

//! One preference of the candidate, told to him.
struct ToldPreference {
  std::int64_t number = 0;
  std::string offer;
  std::string reason;  // chosen, full, tied, ... as docs/allocation.md names them
  std::int64_t places = 0;
  std::optional<std::int64_t> lowest_thousandths;  // of the first mark; nothing more of others
  std::optional<std::int64_t> lowest_position;
  std::string decided_by;  // subject, "lottery", "choice", "tie" or empty
  Text sentence;
  std::vector<Text> programmes;  // one sentence each, of the preference he was filed with
};

struct ToldOutcome {
  FinalPlace place;
  Text sentence;
  std::vector<ToldPreference> preferences;
};

//! Names for codes.
struct OfferNames {
  std::string school;                                   // as written
  std::map<std::string, Text, std::less<>> programmes;  // by id
};
using NamesOfOffers = std::map<std::string, OfferNames, std::less<>>;

//! One round, computed and read once and then asked by many. Safe to read from any thread.
class RoundOutcome {
 public:
  //! `answer` is what answer_text made of the input, or of a correction of it.
  RoundOutcome(const std::string& input, const LotteryNumbers& lottery, const std::string& answer);

  bool verified() const { return verified_; }
  //! nullptr if he took no part.
  const FinalPlace* place_of(std::string_view candidate) const;
  //! By candidate number, those of the input.
  const std::map<std::string, FinalPlace, std::less<>>& places() const { return places_; }
  //! By offer and programme: how many hold a place.
  std::int64_t holders(const std::string& offer, const std::string& programme) const;
  //! By code. Of kept offers the seats can be fewer than those admitted.
  std::vector<CutOff> cut_offs() const;

  //! Precondition: place_of(candidate) is not nullptr.
  ToldOutcome tell(const Scheme& scheme, const NamesOfOffers& names,
                   const std::string& candidate) const;

 private:
  ToldPreference told(const Scheme& scheme, std::uint32_t candidate,
                      const engines::allocation::PreferenceExplanation& preference) const;

  allocation_files::NamedAdmission named_;
  engines::allocation::AdmissionResult result_;
  bool verified_ = false;
  std::map<std::string, FinalPlace, std::less<>> places_;
  std::unordered_map<std::string, std::uint32_t> index_;
  std::map<std::string, std::int64_t> holders_;  // by programme key
};

}  // namespace admission

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "admission/admission_store.hpp"
#include "admission/round_outcome.hpp"
#include "base/problem.hpp"

//! Where the rounds of an admission stand, and who holds which place: read from what is stored, the
//! same for officers and for candidates.
namespace admission {

//! Places of one admission as they count at a moment.
class Places {
 public:
  struct Published {
    const Round* round = nullptr;
    std::shared_ptr<const RoundOutcome> outcome;
  };

  Places(const Scheme& scheme, base::Instant now, std::vector<Published> published,
         std::vector<ReplyRow> replies);

  //! The answer to the place that the round's published result gives him.
  std::optional<ReplyAnswer> reply(const std::string& round, const std::string& number) const;
  //! The round and place that he holds now.
  std::optional<std::pair<const Round*, FinalPlace>> held_by(const std::string& number) const;
  bool has_declined(const std::string& number) const;
  bool takes_part_later(const std::string& number) const;

  const std::vector<Published>& published() const { return published_; }
  const RoundOutcome* outcome_of(const std::string& round) const;
  //! Offers that take part in a round, with the seats they have then: its own, with what earlier
  //! rounds left to them; of a supplementary round those of earlier rounds that have seats left.
  //! Precondition: `approved` are.
  std::vector<Offer> offers_of(const Round& round, std::vector<Offer> approved) const;

 private:
  bool keeps(const Published& published, const std::string& number, const FinalPlace& place) const;

  const Scheme& scheme_;
  base::Instant now_;
  std::vector<Published> published_;         // in the order of the rounds
  std::map<std::string, ReplyRow> replies_;  // by round, a slash and number
};

//! Computed results, kept because a published one is asked for by everybody at once. Safe from any
//! thread.
class Outcomes {
 public:
  //! The stored result of a run that has been allocated. Throws Problem 409 "not-intact" if its
  //! texts are not what was hashed.
  std::shared_ptr<const RoundOutcome> of(db::Connection& connection, const AdmissionStore& store,
                                         const RunRecord& run);
  //! Keeps what was just computed from these texts, before they are stored.
  std::shared_ptr<const RoundOutcome> keep(const RunRecord& run, const std::string& input,
                                           const std::string& result);

 private:
  static constexpr std::size_t kKeptMax = 8;

  std::mutex mutex_;
  std::vector<std::pair<std::string, std::shared_ptr<const RoundOutcome>>> kept_;  // newest last
};

//! 409: what is stored is not what was hashed.
base::Problem not_intact();

//! Runs of a round, newest first.
std::vector<RunRecord> runs_of(const std::vector<RunRecord>& all, const std::string& round);
//! The published run of a round, or nullptr.
const RunRecord* published_run(const std::vector<RunRecord>& all, const std::string& round);
//! The last run of a round that was not withdrawn, or nullptr.
const RunRecord* last_run(const std::vector<RunRecord>& all, const std::string& round);

//! Places as they count for everybody or, if a number is given, for that candidate: then only the
//! answers are read that matter to him.
Places places_of(db::Connection& connection, const AdmissionStore& store, Outcomes& outcomes,
                 const Scheme& scheme, const std::vector<RunRecord>& runs,
                 const std::string& number = {});

//! Offers that take part in a round: those approved for it, or what earlier rounds left.
std::vector<Offer> offers_of(const Round& round, const std::vector<OfferRecord>& all,
                             const Places& places);

NamesOfOffers names_of(const std::vector<OfferRecord>& offers);

}  // namespace admission

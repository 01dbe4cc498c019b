#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "admission/admission_scheme.hpp"
#include "base/clock.hpp"
#include "base/text.hpp"

//! Who may do what, and when. Pure: the moment and what is known are given. Separation of duties is
//! by account and for each single thing: who prepared it does not settle it, whatever posts he has.
namespace admission {

//! An offer (招生计划): seats of one school in one round.
enum class OfferState { draft, submitted, approved, withdrawn };
BOOST_DESCRIBE_ENUM(OfferState, draft, submitted, approved, withdrawn)
enum class OfferStep { submit, approve, give_back, withdraw };
BOOST_DESCRIBE_ENUM(OfferStep, submit, approve, give_back, withdraw)

//! A file that waits for a second person.
enum class AdmissionImportState { waiting, accepted, applied, rejected };
BOOST_DESCRIBE_ENUM(AdmissionImportState, waiting, accepted, applied, rejected)

//! A run (一次录取): frozen input, its result, its publication.
enum class RunState { frozen, allocated, published, superseded, withdrawn };
BOOST_DESCRIBE_ENUM(RunState, frozen, allocated, published, superseded, withdrawn)

enum class AppealState { open, proposed, upheld, dismissed };
BOOST_DESCRIBE_ENUM(AppealState, open, proposed, upheld, dismissed)

enum class ReplyAnswer { confirm, decline };
BOOST_DESCRIBE_ENUM(ReplyAnswer, confirm, decline)

//! A contest award that a school puts forward (获奖申报): shown to all for some working days, then
//! certified (认定).
enum class AwardState { proposed, publicised, certified, rejected };
BOOST_DESCRIBE_ENUM(AwardState, proposed, publicised, certified, rejected)
enum class AwardStep { publicise, object, certify, reject };
BOOST_DESCRIBE_ENUM(AwardStep, publicise, object, certify, reject)

//! Why somebody may not do it now, and what to do instead.
struct Refusal {
  int status = 409;
  std::string type;
  base::Text detail;
};
//! Nothing: he may.
using MayBeRefused = std::optional<Refusal>;

//! Who acts, as far as the rules ask.
struct Hand {
  std::string account;
  bool offers = false;    // may propose the seats of this school
  bool prepares = false;  // may import, approve offers, freeze, allocate, propose decisions
  bool confirms = false;  // may settle what somebody else prepared
};

struct OfferStanding {
  OfferState state = OfferState::draft;
  std::string proposed_by = {};
  bool round_is_frozen = false;  // a run of its round holds its seats already
};
MayBeRefused may_edit(const Hand& hand, const OfferStanding& offer);
MayBeRefused may_step(const Hand& hand, const OfferStanding& offer, OfferStep step);
//! Precondition: may_step refuses nothing.
OfferState after(OfferStep step);

MayBeRefused may_decide_import(const Hand& hand, AdmissionImportState state,
                               const std::string& uploaded_by);

struct AwardStanding {
  AwardState state = AwardState::proposed;
  std::string proposed_by = {};
  std::optional<Date> publicised_until = {};
  bool has_objections = false;
  bool says_why = false;  // the step has a comment
};
//! An award is certified once its publicity is over; if somebody objected, with the reason why the
//! objection does not stand.
MayBeRefused may_step(const Hand& hand, const AwardStanding& award, AwardStep step, Date today);

//! Who enters preferences.
struct EntrantStanding {
  bool decided_here = true;
  bool holds_a_place = false;
  bool is_ineligible = false;
  bool lacks_award = false;  // the round is for those with a certified award, and he has none
};
//! Preferences are entered from opens_at until closes_at.
MayBeRefused may_enter(const Round& round, base::Instant now, const EntrantStanding& who);

struct RoundStanding {
  std::size_t offers_waiting = 0;   // submitted, not approved
  std::size_t imports_waiting = 0;  // uploaded, not decided
  bool earlier_published = true;    // every round before it
  bool has_run = false;             // one that is not withdrawn
  bool decided_here = true;
  std::size_t awards_waiting =
      0;  // of a round for those with awards: neither certified nor rejected
};
MayBeRefused may_freeze(const Hand& hand, const Round& round, const RoundStanding& standing,
                        base::Instant now);

struct CorrectionStanding {
  RunState corrected = RunState::frozen;
  bool has_open_run = false;   // another correction is under way
  bool later_frozen = false;   // a later round has used the seats that this one left
  std::size_t to_correct = 0;  // upheld appeals that are not in a run yet
};
MayBeRefused may_correct(const Hand& hand, const CorrectionStanding& standing);

MayBeRefused may_allocate(const Hand& hand, RunState state, bool needs_random, bool has_random);

struct PublishStanding {
  RunState state = RunState::frozen;
  bool verified = false;  // the verifier found nothing
  bool intact = false;    // input and result are what was hashed, and computing again agrees
  std::string frozen_by = {};
  std::string allocated_by = {};
};
MayBeRefused may_publish(const Hand& hand, const PublishStanding& standing);
MayBeRefused may_withdraw(const Hand& hand, RunState state);

//! Whether somebody who was given a place still has it.
bool keeps_place(std::optional<ReplyAnswer> answer, bool unanswered_keeps, bool time_is_over);
//! Whether somebody takes part in a round: who holds a place does not, nor who gave one up unless
//! he may return.
bool takes_part(bool holds_a_place, bool has_declined, bool declined_may_return);

MayBeRefused may_reply(const Round& round, base::Instant now, bool holds_a_place, bool declined);
MayBeRefused may_appeal(const Round& round, base::Instant now, bool is_published, bool has_open);
MayBeRefused may_propose(const Hand& hand, AppealState state);
MayBeRefused may_decide(const Hand& hand, AppealState state, const std::string& proposed_by);

}  // namespace admission

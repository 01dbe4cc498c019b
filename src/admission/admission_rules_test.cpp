#include "admission/admission_rules.hpp"

#include <gtest/gtest.h>

namespace admission {

namespace {

const Hand kSchool{.account = "school", .offers = true};
const Hand kPreparer{.account = "preparer", .prepares = true};
const Hand kConfirmer{.account = "confirmer", .confirms = true};
const Hand kBoth{.account = "both", .offers = true, .prepares = true, .confirms = true};
const Hand kNobody{.account = "nobody"};

base::Instant at(const char* text) { return *moment(text); }

Round round_of_july() {
  Round round;
  round.id = "first";
  round.opens_at = "2026-07-01T08:00";
  round.closes_at = "2026-07-05T18:00";
  round.reply_by = "2026-07-20T18:00";
  round.appeal_by = "2026-07-18T18:00";
  return round;
}

const base::Instant kBefore = at("2026-07-01T07:59");
const base::Instant kOpen = at("2026-07-01T08:00");
const base::Instant kLast = at("2026-07-05T17:59");
const base::Instant kClosed = at("2026-07-05T18:00");
const base::Instant kLate = at("2026-07-20T18:00");

std::string type_of(const MayBeRefused& refusal) { return refusal ? refusal->type : "may"; }

}  // namespace

TEST(AdmissionRules, OnlyTheSchoolEditsItsDraft) {
  EXPECT_EQ(type_of(may_edit(kSchool, {})), "may");
  EXPECT_EQ(type_of(may_edit(kPreparer, {})), "forbidden");
  EXPECT_EQ(type_of(may_edit(kSchool, {.state = OfferState::submitted})), "wrong-state");
  EXPECT_EQ(type_of(may_edit(kSchool, {.round_is_frozen = true})), "frozen");
}

TEST(AdmissionRules, AnOfferIsApprovedBySomebodyElse) {
  const OfferStanding submitted{.state = OfferState::submitted, .proposed_by = "school"};
  EXPECT_EQ(type_of(may_step(kSchool, {}, OfferStep::submit)), "may");
  EXPECT_EQ(type_of(may_step(kConfirmer, submitted, OfferStep::approve)), "may");
  EXPECT_EQ(type_of(may_step(kPreparer, submitted, OfferStep::approve)), "forbidden");
  EXPECT_EQ(type_of(may_step(kBoth, {.state = OfferState::submitted, .proposed_by = "both"},
                             OfferStep::approve)),
            "second-person");
  EXPECT_EQ(type_of(may_step(kConfirmer, {}, OfferStep::approve)), "wrong-state");
}

TEST(AdmissionRules, GivingBackNeedsNoSecondPerson) {
  const OfferStanding own{.state = OfferState::submitted, .proposed_by = "both"};
  EXPECT_EQ(type_of(may_step(kBoth, own, OfferStep::give_back)), "may");
}

TEST(AdmissionRules, AnApprovedOfferIsWithdrawnUntilTheFreeze) {
  const OfferStanding approved{.state = OfferState::approved};
  EXPECT_EQ(type_of(may_step(kConfirmer, approved, OfferStep::withdraw)), "may");
  EXPECT_EQ(type_of(may_step(kConfirmer, {}, OfferStep::withdraw)), "wrong-state");
  EXPECT_EQ(type_of(may_step(kConfirmer, {.state = OfferState::approved, .round_is_frozen = true},
                             OfferStep::withdraw)),
            "frozen");
}

TEST(AdmissionRules, EveryStepOfAnOfferHasItsState) {
  EXPECT_EQ(after(OfferStep::submit), OfferState::submitted);
  EXPECT_EQ(after(OfferStep::approve), OfferState::approved);
  EXPECT_EQ(after(OfferStep::give_back), OfferState::draft);
  EXPECT_EQ(after(OfferStep::withdraw), OfferState::withdrawn);
}

TEST(AdmissionRules, AnImportIsAcceptedBySomebodyElseAndOnce) {
  EXPECT_EQ(type_of(may_decide_import(kConfirmer, AdmissionImportState::waiting, "preparer")),
            "may");
  EXPECT_EQ(type_of(may_decide_import(kPreparer, AdmissionImportState::waiting, "other")),
            "forbidden");
  EXPECT_EQ(type_of(may_decide_import(kBoth, AdmissionImportState::waiting, "both")),
            "second-person");
  EXPECT_EQ(type_of(may_decide_import(kConfirmer, AdmissionImportState::applied, "x")),
            "wrong-state");
  EXPECT_EQ(type_of(may_decide_import(kConfirmer, AdmissionImportState::rejected, "x")),
            "wrong-state");
}

TEST(AdmissionRules, AnImportThatWasCutOffIsAcceptedAgain) {
  EXPECT_EQ(type_of(may_decide_import(kConfirmer, AdmissionImportState::accepted, "preparer")),
            "may");
}

TEST(AdmissionRules, PreferencesAreEnteredFromTheFirstMomentUntilTheLast) {
  const Round round = round_of_july();
  EXPECT_EQ(type_of(may_enter(round, kBefore, {})), "not-open");
  EXPECT_EQ(type_of(may_enter(round, kOpen, {})), "may");
  EXPECT_EQ(type_of(may_enter(round, kLast, {})), "may");
  EXPECT_EQ(type_of(may_enter(round, kClosed, {})), "closed");
  EXPECT_EQ(type_of(may_enter(round, kOpen, {.holds_a_place = true})), "admitted");
}

TEST(AdmissionRules, WithoutACalendarNothingIsEntered) {
  Round no_end = round_of_july();
  no_end.closes_at.clear();
  EXPECT_EQ(type_of(may_enter(Round(), kOpen, {})), "not-open");
  EXPECT_EQ(type_of(may_enter(no_end, kOpen, {})), "not-open");
}

TEST(AdmissionRules, ARoundIsFrozenOnceAfterItsEndWithNothingWaiting) {
  const Round round = round_of_july();
  EXPECT_EQ(type_of(may_freeze(kPreparer, round, {}, kClosed)), "may");
  EXPECT_EQ(type_of(may_freeze(kConfirmer, round, {}, kClosed)), "forbidden");
  EXPECT_EQ(type_of(may_freeze(kPreparer, round, {}, kLast)), "not-closed");
  EXPECT_EQ(type_of(may_freeze(kPreparer, Round(), {}, kClosed)), "not-closed");
  EXPECT_EQ(type_of(may_freeze(kPreparer, round, {.has_run = true}, kClosed)), "has-run");
  EXPECT_EQ(type_of(may_freeze(kPreparer, round, {.earlier_published = false}, kClosed)),
            "earlier-round");
  EXPECT_EQ(type_of(may_freeze(kPreparer, round, {.offers_waiting = 1}, kClosed)), "waiting");
  EXPECT_EQ(type_of(may_freeze(kPreparer, round, {.imports_waiting = 1}, kClosed)), "waiting");
}

TEST(AdmissionRules, OnlyAPublishedRunIsCorrectedAndOnlyForAnUpheldAppeal) {
  const CorrectionStanding good{.corrected = RunState::published, .to_correct = 1};
  EXPECT_EQ(type_of(may_correct(kPreparer, good)), "may");
  EXPECT_EQ(type_of(may_correct(kConfirmer, good)), "forbidden");
  EXPECT_EQ(type_of(may_correct(kPreparer, {.to_correct = 1})), "wrong-state");
  EXPECT_EQ(type_of(may_correct(kPreparer, {.corrected = RunState::published})),
            "nothing-to-correct");
  EXPECT_EQ(
      type_of(may_correct(
          kPreparer, {.corrected = RunState::published, .has_open_run = true, .to_correct = 1})),
      "has-run");
  EXPECT_EQ(
      type_of(may_correct(
          kPreparer, {.corrected = RunState::published, .later_frozen = true, .to_correct = 1})),
      "later-round");
}

TEST(AdmissionRules, ALotteryNeedsItsPublicValueAndNothingElseTakesOne) {
  EXPECT_EQ(type_of(may_allocate(kPreparer, RunState::frozen, false, false)), "may");
  EXPECT_EQ(type_of(may_allocate(kPreparer, RunState::frozen, true, true)), "may");
  EXPECT_EQ(type_of(may_allocate(kPreparer, RunState::frozen, true, false)), "random-value");
  EXPECT_EQ(type_of(may_allocate(kPreparer, RunState::frozen, false, true)), "random-value");
  EXPECT_EQ(type_of(may_allocate(kPreparer, RunState::allocated, false, false)), "wrong-state");
  EXPECT_EQ(type_of(may_allocate(kConfirmer, RunState::frozen, false, false)), "forbidden");
}

TEST(AdmissionRules, AResultIsPublishedBySomebodyWhoNeitherFrozeNorAllocatedIt) {
  const PublishStanding good{.state = RunState::allocated,
                             .verified = true,
                             .intact = true,
                             .frozen_by = "preparer",
                             .allocated_by = "preparer"};
  EXPECT_EQ(type_of(may_publish(kConfirmer, good)), "may");
  EXPECT_EQ(type_of(may_publish(kPreparer, good)), "forbidden");
  PublishStanding frozen_here = good;
  frozen_here.frozen_by = "both";
  EXPECT_EQ(type_of(may_publish(kBoth, frozen_here)), "second-person");
  PublishStanding allocated_here = good;
  allocated_here.allocated_by = "both";
  EXPECT_EQ(type_of(may_publish(kBoth, allocated_here)), "second-person");
  PublishStanding early = good;
  early.state = RunState::frozen;
  EXPECT_EQ(type_of(may_publish(kConfirmer, early)), "wrong-state");
}

TEST(AdmissionRules, WhatWasTouchedOrNotVerifiedIsNotPublished) {
  const PublishStanding good{.state = RunState::allocated, .verified = true, .intact = true};
  PublishStanding touched = good;
  touched.intact = false;
  EXPECT_EQ(type_of(may_publish(kConfirmer, touched)), "not-intact");
  PublishStanding unverified = good;
  unverified.verified = false;
  EXPECT_EQ(type_of(may_publish(kConfirmer, unverified)), "not-verified");
}

TEST(AdmissionRules, ARunIsWithdrawnUntilItIsPublished) {
  EXPECT_EQ(type_of(may_withdraw(kPreparer, RunState::frozen)), "may");
  EXPECT_EQ(type_of(may_withdraw(kConfirmer, RunState::allocated)), "may");
  EXPECT_EQ(type_of(may_withdraw(kNobody, RunState::frozen)), "forbidden");
  EXPECT_EQ(type_of(may_withdraw(kPreparer, RunState::published)), "wrong-state");
}

TEST(AdmissionRules, APlaceIsKeptByConfirmingAndLostByDecliningOrBySilenceIfTheRuleSaysSo) {
  EXPECT_TRUE(keeps_place(ReplyAnswer::confirm, false, true));
  EXPECT_FALSE(keeps_place(ReplyAnswer::decline, true, false));
  EXPECT_TRUE(keeps_place(std::nullopt, true, true));
  EXPECT_TRUE(keeps_place(std::nullopt, false, false));
  EXPECT_FALSE(keeps_place(std::nullopt, false, true));
}

TEST(AdmissionRules, WhoHoldsAPlaceOrGaveOneUpTakesNoPartUnlessHeMayReturn) {
  EXPECT_TRUE(takes_part(false, false, false));
  EXPECT_FALSE(takes_part(true, false, true));
  EXPECT_FALSE(takes_part(false, true, false));
  EXPECT_TRUE(takes_part(false, true, true));
}

TEST(AdmissionRules, APlaceIsAnsweredInTimeAndDecliningIsFinal) {
  const Round round = round_of_july();
  EXPECT_EQ(type_of(may_reply(round, kClosed, true, false)), "may");
  EXPECT_EQ(type_of(may_reply(Round(), kLate, true, false)), "may");
  EXPECT_EQ(type_of(may_reply(round, kClosed, false, false)), "no-place");
  EXPECT_EQ(type_of(may_reply(round, kLate, true, false)), "closed");
  EXPECT_EQ(type_of(may_reply(round, kClosed, true, true)), "declined");
}

TEST(AdmissionRules, AnAppealComesAfterPublicationInTimeAndOneAtATime) {
  const Round round = round_of_july();
  EXPECT_EQ(type_of(may_appeal(round, kClosed, true, false)), "may");
  EXPECT_EQ(type_of(may_appeal(Round(), kLate, true, false)), "may");
  EXPECT_EQ(type_of(may_appeal(round, kClosed, false, false)), "not-published");
  EXPECT_EQ(type_of(may_appeal(round, kLate, true, false)), "closed");
  EXPECT_EQ(type_of(may_appeal(round, kClosed, true, true)), "has-appeal");
}

TEST(AdmissionRules, AnAppealIsDecidedByTwo) {
  EXPECT_EQ(type_of(may_propose(kPreparer, AppealState::open)), "may");
  EXPECT_EQ(type_of(may_propose(kConfirmer, AppealState::open)), "forbidden");
  EXPECT_EQ(type_of(may_propose(kPreparer, AppealState::upheld)), "wrong-state");
  EXPECT_EQ(type_of(may_decide(kConfirmer, AppealState::proposed, "preparer")), "may");
  EXPECT_EQ(type_of(may_decide(kPreparer, AppealState::proposed, "x")), "forbidden");
  EXPECT_EQ(type_of(may_decide(kConfirmer, AppealState::open, "x")), "wrong-state");
  EXPECT_EQ(type_of(may_decide(kBoth, AppealState::proposed, "both")), "second-person");
}

TEST(AdmissionRules, WhoIsNotEligibleOrHasNoAwardDoesNotEnter) {
  EXPECT_EQ(type_of(may_enter(round_of_july(), kOpen, {.decided_here = false})),
            "decided-elsewhere");
  EXPECT_EQ(type_of(may_enter(round_of_july(), kOpen, {.is_ineligible = true})), "not-eligible");
  EXPECT_EQ(type_of(may_enter(round_of_july(), kOpen, {.lacks_award = true})), "no-award");
}

TEST(AdmissionRules, WhatIsDecidedElsewhereOrWaitsForAwardsIsNotFrozen) {
  EXPECT_EQ(type_of(may_freeze(kPreparer, round_of_july(), {.decided_here = false}, kClosed)),
            "decided-elsewhere");
  EXPECT_EQ(type_of(may_freeze(kPreparer, round_of_july(), {.awards_waiting = 1}, kClosed)),
            "waiting");
}

TEST(AdmissionRules, AnAwardIsShownBeforeItIsCertifiedByAnother) {
  const Date until(2026, 7, 10);
  const auto step = [&](const Hand& hand, AwardStanding award, AwardStep given, Date today) {
    award.proposed_by = "school";
    return type_of(may_step(hand, award, given, today));
  };
  const AwardStanding proposed{.state = AwardState::proposed};
  const AwardStanding shown{.state = AwardState::publicised, .publicised_until = until};
  const Hand proposer{.account = "school", .confirms = true};
  EXPECT_EQ(step(kPreparer, proposed, AwardStep::publicise, until), "forbidden");
  EXPECT_EQ(step(proposer, proposed, AwardStep::publicise, until), "second-person");
  EXPECT_EQ(step(kConfirmer, proposed, AwardStep::publicise, until), "may");
  EXPECT_EQ(step(kConfirmer, shown, AwardStep::publicise, until), "wrong-state");
  EXPECT_EQ(step(kConfirmer, proposed, AwardStep::certify, until), "wrong-state");
  const AwardStanding no_end{.state = AwardState::publicised};
  EXPECT_EQ(step(kConfirmer, no_end, AwardStep::certify, until), "wrong-state");
  EXPECT_EQ(step(kConfirmer, shown, AwardStep::certify, until), "publicity");
  EXPECT_EQ(step(kConfirmer, shown, AwardStep::certify, until.plus_days(1)), "may");
}

TEST(AdmissionRules, AnObjectionIsAnsweredBeforeTheAwardIsCertified) {
  const Date until(2026, 7, 10);
  AwardStanding shown{.state = AwardState::publicised, .publicised_until = until};
  EXPECT_EQ(type_of(may_step({}, shown, AwardStep::object, until)), "forbidden");
  EXPECT_EQ(type_of(may_step(kPreparer, shown, AwardStep::object, until)), "may");
  EXPECT_EQ(type_of(may_step(kConfirmer, {}, AwardStep::object, until)), "wrong-state");
  shown.has_objections = true;
  const Date after = until.plus_days(1);
  EXPECT_EQ(type_of(may_step(kConfirmer, shown, AwardStep::certify, after)), "objections");
  shown.says_why = true;
  EXPECT_EQ(type_of(may_step(kConfirmer, shown, AwardStep::certify, after)), "may");
  EXPECT_EQ(type_of(may_step(kConfirmer, shown, AwardStep::reject, until)), "may");
  EXPECT_EQ(
      type_of(may_step(kConfirmer, {.state = AwardState::certified}, AwardStep::reject, after)),
      "wrong-state");
  EXPECT_EQ(type_of(may_step(kConfirmer, {}, AwardStep::reject, after)), "may");
}

}  // namespace admission

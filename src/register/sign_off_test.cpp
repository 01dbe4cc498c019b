#include "register/sign_off.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace registers {
namespace {

using testing::ElementsAre;

SignOff three(int needed) {
  SignOff made;
  made.parties = {{"education", {"教育", "Education"}, {"county_officer"}},
                  {"finance", {"财政", "Finance"}, {"finance_officer"}},
                  {"office", {"办公室", "Office"}, {"plan_office"}}};
  made.needed = needed;
  return made;
}

Signature says(const std::string& party, bool agrees) {
  Signature made;
  made.party = party;
  made.agrees = agrees;
  return made;
}

std::vector<Opinion> opinions(const SignOffStanding& standing) {
  std::vector<Opinion> of;
  for (const PartyStanding& party : standing.parties) of.push_back(party.opinion);
  return of;
}

TEST(SignOff, WaitsForThoseWhoSaidNothing) {
  const SignOffStanding standing = standing_of(three(3), {says("finance", true)}, false);
  EXPECT_THAT(opinions(standing), ElementsAre(Opinion::waiting, Opinion::agreed, Opinion::waiting));
  EXPECT_EQ(standing.agreed, 1);
  EXPECT_FALSE(standing.complete);
}

TEST(SignOff, IsCompleteWhenAsManyAgreeAsAreNeeded) {
  const std::vector<Signature> two{says("education", true), says("office", true)};
  EXPECT_TRUE(standing_of(three(2), two, false).complete);
  EXPECT_FALSE(standing_of(three(3), two, false).complete);
}

TEST(SignOff, SilenceIsConsentOnlyAfterItsTerm) {
  const std::vector<Signature> one{says("office", true)};
  EXPECT_FALSE(standing_of(three(3), one, false).complete);
  const SignOffStanding after = standing_of(three(3), one, true);
  EXPECT_THAT(opinions(after), ElementsAre(Opinion::silent, Opinion::silent, Opinion::agreed));
  EXPECT_TRUE(after.complete);
}

TEST(SignOff, AnObjectionIsNeverTakenForSilence) {
  const SignOffStanding standing = standing_of(three(3), {says("finance", false)}, true);
  EXPECT_THAT(opinions(standing), ElementsAre(Opinion::silent, Opinion::objected, Opinion::silent));
  EXPECT_FALSE(standing.complete);
}

TEST(SignOff, TheLastWordOfAPartyCounts) {
  const std::vector<Signature> both{says("finance", false), says("finance", true)};
  const SignOffStanding standing = standing_of(three(1), both, false);
  EXPECT_EQ(standing.parties[1].last, &both[1]);
  EXPECT_TRUE(standing.complete);
}

}  // namespace
}  // namespace registers

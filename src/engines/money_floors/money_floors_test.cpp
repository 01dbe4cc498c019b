#include "engines/money_floors/money_floors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string_view>

namespace engines::money_floors {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

constexpr std::int64_t kWan = 1'000'000;  // fen

// A county: 3 million, 200,000, 20 % of 2,000 yuan, 30 %.
const Law kCounty{300 * kWan, 20 * kWan, 200'000, 20, 30};

// Reports everything and meets every floor exactly.
Data exact() {
  Data data;
  for (const char* stage : {"_budgeted", "_issued", "_paid"}) {
    data[std::string("special") + stage] = 300 * kWan;
    data[std::string("contest") + stage] = 20 * kWan;
    data[std::string("waiver") + stage] = 180'120'000;
    data[std::string("edu_surcharge_vocational") + stage] = 300 * kWan;
    data[std::string("local_surcharge_vocational") + stage] = 150 * kWan;
  }
  data["special_from_above"] = 0;
  data["special_from_surcharge"] = 0;
  data["contest_in_special"] = 0;
  data["waiver_students"] = 4503;
  data["edu_surcharge_available"] = 1000 * kWan;
  data["edu_surcharge_collected"] = 1100 * kWan;
  data["local_surcharge_available"] = 500 * kWan;
  data["local_surcharge_collected"] = 550 * kWan;
  return data;
}

Data with(std::initializer_list<std::pair<const char*, std::int64_t>> changes) {
  Data data = exact();
  for (const auto& [field, value] : changes) data[field] = value;
  return data;
}

Data without(const char* field) {
  Data data = exact();
  data.erase(field);
  return data;
}

FloorTest test_of(Floor floor, const Data& data, const Rulings& rulings = {},
                  const Law& law = kCounty) {
  return judge(data, law, rulings)[static_cast<std::size_t>(floor)];
}

bool notes(const FloorTest& test, std::string_view words) {
  return std::ranges::any_of(test.footnotes, [&](const Text& note) {
    return note.zh.find(words) != std::string::npos || note.en.find(words) != std::string::npos;
  });
}

TEST(MoneyFloors, WhatIsExactlyTheFloorIsMet) {
  for (const FloorTest& test : judge(exact(), kCounty, {})) {
    EXPECT_EQ(test.verdict, Verdict::met) << static_cast<int>(test.floor);
    EXPECT_EQ(test.lacking_fen, 0);
  }
}

TEST(MoneyFloors, OneFenLessIsUnmetByOneFen) {
  const FloorTest test = test_of(Floor::special, with({{"special_issued", 300 * kWan - 1}}));
  EXPECT_EQ(test.verdict, Verdict::unmet);
  EXPECT_EQ(test.lacking_fen, 1);
}

// domain.md §8: 4,503 students, if all eligible, are 1,801,200 yuan.
TEST(MoneyFloors, TheOwnShareOfTheWaiverFollowsFromTheStudents) {
  const FloorTest test = test_of(Floor::waiver, with({{"waiver_issued", 100'120'000}}));
  EXPECT_EQ(test.measured.front().floor_fen, 180'120'000);
  EXPECT_EQ(test.lacking_fen, 80'000'000);
  EXPECT_TRUE(notes(test, "4503 人 × 2,000 元 × 20% = 1,801,200 元"));
}

TEST(MoneyFloors, AShareThatIsNoWholeFenIsRoundedUp) {
  Law law = kCounty;
  law.waiver_base_fen = 1;
  EXPECT_EQ(
      test_of(Floor::waiver, with({{"waiver_students", 1}}), {}, law).measured.front().floor_fen,
      1);
}

TEST(MoneyFloors, SetAsideMeansBudgetedAndIssued) {
  EXPECT_EQ(test_of(Floor::contest, with({{"contest_issued", 15 * kWan}})).lacking_fen, 5 * kWan);
  EXPECT_EQ(test_of(Floor::contest, with({{"contest_budgeted", 15 * kWan}})).lacking_fen, 5 * kWan);
  EXPECT_EQ(test_of(Floor::contest, with({{"contest_paid", 0}})).verdict, Verdict::met);
}

TEST(MoneyFloors, AnotherStageMayBeJudged) {
  const Data data = with({{"contest_issued", 15 * kWan}, {"contest_paid", 10 * kWan}});
  EXPECT_EQ(test_of(Floor::contest, data, {.judged_stage = Stage::budgeted}).verdict, Verdict::met);
  const FloorTest paid = test_of(Floor::contest, data, {.judged_stage = Stage::paid});
  EXPECT_EQ(paid.lacking_fen, 10 * kWan);
  EXPECT_TRUE(notes(paid, "按拨付数判断"));
}

struct Part {
  const char* field;
  const char* ruling;
  bool Rulings::* counts;
};

TEST(MoneyFloors, APartCountsInTheSpecialFundOrNotAsRuled) {
  for (const Part& part :
       {Part{"special_from_above", "special_counts_transfers", &Rulings::special_counts_transfers},
        Part{"contest_in_special", "special_counts_contest", &Rulings::special_counts_contest},
        Part{"special_from_surcharge", "special_counts_surcharge",
             &Rulings::special_counts_surcharge}}) {
    const Data data = with({{part.field, 40 * kWan}});
    Rulings rulings{.special_counts_transfers = true,
                    .special_counts_contest = true,
                    .special_counts_surcharge = true};
    const FloorTest counted = test_of(Floor::special, data, rulings);
    EXPECT_EQ(counted.verdict, Verdict::met) << part.field;
    EXPECT_TRUE(notes(counted, "含")) << part.field;
    rulings.*part.counts = false;
    const FloorTest taken = test_of(Floor::special, data, rulings);
    EXPECT_EQ(taken.lacking_fen, 40 * kWan) << part.field;
    EXPECT_EQ(taken.measured.front().amounts.paid, 260 * kWan) << part.field;
    EXPECT_TRUE(notes(taken, "已剔除")) << part.field;
    EXPECT_THAT(taken.alternatives, Contains(Alternative{part.ruling, 1, Verdict::met, 0}));
  }
}

TEST(MoneyFloors, MoreTakenOutThanThereIsLeavesNothing) {
  const FloorTest test = test_of(Floor::special, with({{"special_from_above", 900 * kWan}}));
  EXPECT_EQ(test.measured.front().amounts.issued, 0);
  EXPECT_EQ(test.lacking_fen, 300 * kWan);
}

TEST(MoneyFloors, APartThatNobodyReportedIsAskedForOnlyWhereItIsTakenOut) {
  const Data data = without("special_from_above");
  const FloorTest test = test_of(Floor::special, data);
  EXPECT_EQ(test.verdict, Verdict::unknown);
  EXPECT_THAT(test.measured.front().missing, ElementsAre("special_from_above"));
  EXPECT_EQ(test.measured.front().amounts, Stages{});
  EXPECT_EQ(test_of(Floor::special, data, {.special_counts_transfers = true}).verdict,
            Verdict::met);
}

TEST(MoneyFloors, WhatNobodyReportedIsNamedAndNotZero) {
  EXPECT_THAT(test_of(Floor::contest, without("contest_issued")).measured.front().missing,
              ElementsAre("contest_issued"));
  EXPECT_THAT(test_of(Floor::waiver, without("waiver_students")).measured.front().missing,
              ElementsAre("waiver_students"));
  EXPECT_THAT(
      test_of(Floor::surcharge, without("edu_surcharge_available")).measured.front().missing,
      ElementsAre("edu_surcharge_available"));
  for (const FloorTest& test : judge({}, kCounty, {})) EXPECT_EQ(test.verdict, Verdict::unknown);
}

TEST(MoneyFloors, WhatIsNotJudgedMayBeMissing) {
  EXPECT_EQ(test_of(Floor::contest, without("contest_paid")).verdict, Verdict::met);
  EXPECT_EQ(test_of(Floor::special, without("special_paid")).measured.front().amounts.paid,
            std::nullopt);
}

TEST(MoneyFloors, EachSurchargeIsJudgedAlone) {
  const FloorTest test =
      test_of(Floor::surcharge, with({{"edu_surcharge_vocational_issued", 290 * kWan},
                                      {"local_surcharge_vocational_budgeted", 900 * kWan}}));
  EXPECT_EQ(test.verdict, Verdict::unmet);
  EXPECT_EQ(test.lacking_fen, 10 * kWan);
  EXPECT_TRUE(notes(test, "不能互相抵补"));
}

TEST(MoneyFloors, OneSurchargeMayBeRuledOut) {
  const Data data = with({{"edu_surcharge_vocational_issued", 290 * kWan}});
  const FloorTest local = test_of(Floor::surcharge, data, {.surcharge_judged = Surcharges::local});
  EXPECT_EQ(local.verdict, Verdict::met);
  EXPECT_FALSE(local.measured.front().judged);
  EXPECT_EQ(local.measured.front().lacking_fen, 10 * kWan);
  EXPECT_TRUE(notes(local, "只判断地方教育附加"));
  const FloorTest education =
      test_of(Floor::surcharge, data, {.surcharge_judged = Surcharges::education});
  EXPECT_EQ(education.lacking_fen, 10 * kWan);
  EXPECT_FALSE(education.measured.back().judged);
  EXPECT_TRUE(notes(education, "只判断教育费附加"));
}

TEST(MoneyFloors, TheBaseOfTheShareIsRuled) {
  const FloorTest test =
      test_of(Floor::surcharge, exact(), {.surcharge_denominator = Base::collected});
  EXPECT_EQ(test.lacking_fen, 30 * kWan + 15 * kWan);
  EXPECT_TRUE(notes(test, "征收数"));
  EXPECT_THAT(test.alternatives,
              Contains(Alternative{"surcharge_denominator", 1, Verdict::met, 0}));
}

TEST(MoneyFloors, BothBasesAreShownAndAFailureNeverReadsLikeAPass) {
  const Measured education =
      test_of(Floor::surcharge, with({{"edu_surcharge_vocational_issued", 300 * kWan - 1}}))
          .measured.front();
  EXPECT_THAT(education.shares, ElementsAre(Share{Base::available, 1000 * kWan, 299},
                                            Share{Base::collected, 1100 * kWan, 272}));
}

TEST(MoneyFloors, WithoutASurchargeNothingIsOwedAndNoShareIsShown) {
  const FloorTest test = test_of(
      Floor::surcharge, with({{"edu_surcharge_available", 0}, {"edu_surcharge_collected", 0}}));
  EXPECT_EQ(test.verdict, Verdict::met);
  EXPECT_EQ(test.measured.front().shares.front().per_mille, std::nullopt);
}

TEST(MoneyFloors, AMissingBaseLeavesTheOtherShare) {
  const Measured education =
      test_of(Floor::surcharge, without("edu_surcharge_available")).measured.front();
  EXPECT_EQ(education.shares.front().per_mille, std::nullopt);
  EXPECT_EQ(education.shares.back().per_mille, 272);
}

TEST(MoneyFloors, AMissingAmountLeavesTheShareOpen) {
  const Measured education =
      test_of(Floor::surcharge, without("edu_surcharge_vocational_issued")).measured.front();
  EXPECT_EQ(education.shares.front().per_mille, std::nullopt);
  EXPECT_THAT(education.missing, ElementsAre("edu_surcharge_vocational_issued"));
}

TEST(MoneyFloors, WhatIsUnmetCountsMoreThanWhatIsUnknown) {
  Data data = without("edu_surcharge_available");
  EXPECT_EQ(test_of(Floor::surcharge, data).verdict, Verdict::unknown);
  data["local_surcharge_vocational_issued"] = 0;
  EXPECT_EQ(test_of(Floor::surcharge, data).verdict, Verdict::unmet);
  data = without("local_surcharge_available");
  EXPECT_EQ(test_of(Floor::surcharge, data).verdict, Verdict::unknown);
  data["edu_surcharge_vocational_issued"] = 0;
  EXPECT_EQ(test_of(Floor::surcharge, data).verdict, Verdict::unmet);
}

TEST(MoneyFloors, ARulingThatChangesNothingIsNotTold) {
  EXPECT_THAT(test_of(Floor::special, exact()).alternatives, IsEmpty());
  EXPECT_THAT(test_of(Floor::contest, with({{"contest_issued", 0}})).alternatives,
              Not(Contains(Field(&Alternative::ruling, "special_counts_contest"))));
}

TEST(MoneyFloors, AStageIsNotedAsItIsJudged) {
  EXPECT_TRUE(notes(test_of(Floor::contest, exact()), "两者取小"));
  EXPECT_TRUE(
      notes(test_of(Floor::contest, exact(), {.judged_stage = Stage::budgeted}), "预算安排数"));
}

TEST(MoneyText, SeparatesThousandsAndKeepsEveryFen) {
  EXPECT_EQ(yuan_text(0), "0");
  EXPECT_EQ(yuan_text(5), "0.05");
  EXPECT_EQ(yuan_text(180'120'000), "1,801,200");
  EXPECT_EQ(yuan_text(12'345'678'901), "123,456,789.01");
  EXPECT_EQ(wan_text(500 * kWan), "500");
  EXPECT_EQ(wan_text(180'120'000), "180.12");
  EXPECT_EQ(wan_text(1'234 * kWan + 1), "1,234.000001");
}

namespace property {

std::int64_t amount(std::int64_t most) { return *rc::gen::inRange<std::int64_t>(0, most); }

Rulings some_rulings() {
  Rulings rulings;
  rulings.judged_stage = static_cast<Stage>(*rc::gen::inRange(1, 4));
  rulings.special_counts_transfers = *rc::gen::arbitrary<bool>();
  rulings.special_counts_contest = *rc::gen::arbitrary<bool>();
  rulings.special_counts_surcharge = *rc::gen::arbitrary<bool>();
  rulings.surcharge_denominator = static_cast<Base>(*rc::gen::inRange(1, 3));
  rulings.surcharge_judged = static_cast<Surcharges>(*rc::gen::inRange(1, 4));
  return rulings;
}

Data some_data() {
  Data data = exact();
  for (auto& [field, value] : data) value = amount(value * 3 / 2 + 2);
  return data;
}

// Spent at some stage, not owed and not taken out.
bool is_spent(std::string_view field) {
  return field.ends_with("_budgeted") || field.ends_with("_issued") || field.ends_with("_paid");
}

}  // namespace property

TEST(MoneyFloorsProperty, MoreMoneyNeverTurnsMetIntoUnmet) {
  rc::check([] {
    const Rulings rulings = property::some_rulings();
    const Data data = property::some_data();
    Data more = data;
    for (auto& [field, value] : more) {
      if (property::is_spent(field)) value += property::amount(50 * kWan);
    }
    const auto before = judge(data, kCounty, rulings);
    const auto after = judge(more, kCounty, rulings);
    for (std::size_t i = 0; i < before.size(); ++i) {
      RC_ASSERT(after[i].lacking_fen <= before[i].lacking_fen);
      RC_ASSERT(before[i].verdict != Verdict::met || after[i].verdict == Verdict::met);
    }
  });
}

// Whatever the rulings: what is missing, added at every stage, meets the floor; a fen less does
// not.
TEST(MoneyFloorsProperty, WhatIsLackingIsTheLeastThatHelps) {
  rc::check([] {
    Rulings rulings = property::some_rulings();
    Data data = property::some_data();
    // Unless more was taken out than there is.
    for (const char* part : {"special_from_above", "special_from_surcharge", "contest_in_special"})
      data[part] = 0;
    const auto tests = judge(data, kCounty, rulings);
    for (const FloorTest& test : tests) {
      for (const Measured& of : test.measured) {
        if (of.lacking_fen == 0) continue;
        const bool surcharge = test.floor == Floor::surcharge;
        const std::string purpose = of.of + (surcharge ? "_vocational" : "");
        const auto place = static_cast<std::size_t>(&of - test.measured.data());
        for (const std::int64_t less : {0, 1}) {
          Data mended = data;
          for (const char* stage : {"_budgeted", "_issued", "_paid"})
            mended[purpose + stage] += of.lacking_fen - less;
          const Measured then = test_of(test.floor, mended, rulings).measured[place];
          RC_ASSERT(then.verdict == (less == 0 ? Verdict::met : Verdict::unmet));
        }
      }
    }
  });
}

TEST(MoneyFloorsProperty, HidingADatumNeverMeetsAFloor) {
  rc::check([] {
    const Rulings rulings = property::some_rulings();
    Data data = property::some_data();
    const auto before = judge(data, kCounty, rulings);
    data.erase(std::next(data.begin(), *rc::gen::inRange<int>(0, static_cast<int>(data.size()))));
    const auto after = judge(data, kCounty, rulings);
    for (std::size_t i = 0; i < before.size(); ++i)
      RC_ASSERT(after[i].verdict != Verdict::met || before[i].verdict == Verdict::met);
  });
}

TEST(MoneyFloorsProperty, AnAlternativeIsWhatTheOtherRulingComesTo) {
  rc::check([] {
    const Rulings rulings = property::some_rulings();
    const Data data = property::some_data();
    for (const FloorTest& test : judge(data, kCounty, rulings)) {
      for (const Alternative& other : test.alternatives) {
        if (other.ruling != "judged_stage") continue;
        Rulings changed = rulings;
        changed.judged_stage = static_cast<Stage>(other.value);
        const FloorTest then = test_of(test.floor, data, changed);
        RC_ASSERT(then.verdict == other.verdict);
        RC_ASSERT(then.lacking_fen == other.lacking_fen);
      }
    }
  });
}

}  // namespace
}  // namespace engines::money_floors

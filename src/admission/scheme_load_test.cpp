#include "admission/scheme_load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "yaml/fault.hpp"

namespace admission {

namespace {

constexpr std::string_view kScheme = R"(
id: city
title: {zh: 招生, en: Admission}
organiser: bureau
enquiry: {office: {zh: 招办}, phone: "0933-1234567"}
subjects:
  - {id: total, title: {zh: 总分}, max_mark: 700}
  - {id: maths, title: {zh: 数学}}
categories: [{id: arts, title: {zh: 艺体}}]
rounds:
  - {id: first, title: {zh: 第一批}, preferences_max: 4, programmes_max: 1,
     opens_at: "2026-07-01T08:00", closes_at: "2026-07-05T18:00"}
  - {id: more, title: {zh: 征集}, preferences_max: 4, programmes_max: 1, supplementary: true}
orders: [{from: 2026-01-01, subjects: [total, maths], source: {zh: 办法}}]
ties:
  - {from: 2025-01-01, rule: reject_all, source: {zh: 旧办法}}
  - {from: 2026-07-01, rule: admit_all, source: {zh: 办法}, verified: true}
lines:
  - {from: 2026-01-01, sector: general, subject: total, minimum: 400.5, source: {zh: 线}}
replies: [{from: 2026-01-01, unanswered_keeps: true, declined_may_return: false, source: {zh: 办法}}]
corrections: [{from: 2026-01-01, keep_offers: true, source: {zh: 办法}}]
ratios: [{from: 2026-01-01, vocational_percent: 40, source: {zh: 方案}}]
)";

std::string with(std::string_view what, std::string_view instead) {
  std::string text(kScheme);
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), instead);
}

std::string fault_of(const std::string& text) {
  try {
    read_scheme(text, "city.yaml");
  } catch (const yaml::LoadError& error) {
    return error.faults().front().reason.en;
  }
  return "none";
}

}  // namespace

TEST(SchemeLoad, ReadsWhatStandsThere) {
  const Scheme scheme = read_scheme(kScheme, "city.yaml");
  EXPECT_EQ(scheme.enquiry.phone, "0933-1234567");
  EXPECT_FALSE(scheme.enquiry.verified);
  EXPECT_EQ(scheme.find_subject("total")->max_mark, 700);
  EXPECT_EQ(scheme.find_subject("maths")->max_mark, std::nullopt);
  EXPECT_TRUE(scheme.find_round("more")->supplementary);
  EXPECT_EQ(scheme.find_round("third"), nullptr);
  EXPECT_EQ(scheme.lines.front().minimum_thousandths, 400'500);
}

TEST(SchemeLoad, NamesAndMomentsThatDoNotFitAreRefused) {
  EXPECT_THAT(fault_of(with("subjects: [total, maths]", "subjects: [sum]")),
              testing::HasSubstr("no subject \"sum\""));
  EXPECT_THAT(fault_of(with("sector: general", "round: third")),
              testing::HasSubstr("no round \"third\""));
  EXPECT_THAT(fault_of(with("sector: general", "category: third")),
              testing::HasSubstr("no category \"third\""));
  EXPECT_THAT(fault_of(with("2026-07-05T18:00", "2026-07-01T08:00")),
              testing::HasSubstr("closes_at"));
  EXPECT_THAT(fault_of(with("2026-07-05T18:00", "2026-07-05 18:00")), testing::HasSubstr("moment"));
  EXPECT_THAT(fault_of(with("{id: maths", "{id: total")), testing::HasSubstr("twice"));
  EXPECT_THAT(fault_of(with("rule: admit_all", "rule: lottery")),
              testing::HasSubstr("random_source"));
  EXPECT_THAT(fault_of(with("from: 2026-07-01, rule", "from: 2026-02-30, rule")),
              testing::HasSubstr("is no day"));
  EXPECT_THAT(fault_of(with("programmes_max: 1,", "programmes_max: 1, supplementary: true,")),
              testing::HasSubstr("first round"));
  EXPECT_NE(fault_of(with("organiser: bureau", "organizer: bureau")), "none");
}

TEST(SchemeLoad, ATotalStandsWithItsPartsAndAnAwardWithItsPublicity) {
  const std::string source = "from: 2026-01-01, source: {zh: 办法}";
  const auto with_more = [&](const std::string& more) {
    return fault_of(std::string(kScheme) + more);
  };
  const std::string half =
      "totals: [{" + source + ", subject: total, parts: [{subject: maths, weight: ";
  EXPECT_EQ(with_more(half + "0.5}]}]\n"), "none");
  EXPECT_THAT(with_more(half + "0}]}]\n"), testing::Ne("none"));
  EXPECT_THAT(with_more("totals: [{" + source +
                        ", subject: total, parts: [{subject: total, weight: 1}]}]\n"),
              testing::HasSubstr("computed itself"));
  EXPECT_THAT(fault_of(with("subjects: [total, maths]", "subjects: [total]") + half + "1}]}]\n"),
              testing::HasSubstr("has to stand after it"));
  EXPECT_THAT(fault_of(with("orders: [{", "orders: [{round: third, ")),
              testing::HasSubstr("no round \"third\""));
  const std::string award = "awards: [{" + source + ", id: first, title: {zh: 一等奖}, rank: 1}]\n";
  EXPECT_THAT(with_more(award), testing::HasSubstr("working days"));
  EXPECT_EQ(with_more(award + "publicity: [{" + source + ", working_days: 10}]\n"), "none");
}

TEST(SchemeLoad, ThoseShippedAreSound) {
  const auto schemes = load_schemes(ZHIJIAO_SOURCE_DIR "/plans/pingliang/admission");
  ASSERT_EQ(schemes.size(), 2U);
  EXPECT_TRUE(schemes[0].is_decided_here());
  EXPECT_FALSE(schemes[1].is_decided_here());
  EXPECT_TRUE(schemes[1].computes("total"));
  EXPECT_EQ(schemes[0].id, "senior_secondary_2027");
  // Nobody has told them yet, so they are not there.
  EXPECT_TRUE(schemes[0].rounds[0].opens_at.empty());
  EXPECT_TRUE(schemes[0].lines.empty());
}

TEST(SchemeLoad, AFolderThatIsNotThereHasNone) {
  EXPECT_TRUE(load_schemes(ZHIJIAO_SOURCE_DIR "/plans/nowhere/admission").empty());
}

}  // namespace admission

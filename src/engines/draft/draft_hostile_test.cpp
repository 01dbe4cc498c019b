#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "engines/draft/draft_fixture.hpp"
#include "engines/draft/reading.hpp"

//! Texts that nobody writes and anybody may upload: time and what comes out stay linear.
namespace engines::draft {
namespace {

std::string repeated(std::string_view words, std::size_t times) {
  std::string all;
  all.reserve(words.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += words;
  return all;
}

// Names of departments that all differ.
std::string departments(std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    const auto han = [](std::size_t offset) { return static_cast<char32_t>(0x4E00 + offset); };
    all += "市" + to_utf8(std::u32string{han(i % 5000), han(i / 50)}) + "局、";
  }
  return all;
}

struct Hostile {
  const char* name;
  std::string (*text)(std::size_t n);
};

const Hostile kHostile[] = {
    {"myriads of myriads", [](std::size_t n) { return "一、甲\n" + repeated("一万", n); }},
    {"a pairing of thousands",
     [](std::size_t n) { return "一、甲\n分别给予" + repeated("5万元、", n / 4) + "分别"; }},
    {"pairings in one sentence",
     [](std::size_t n) {
       return "一、甲\n" + repeated("市教育局和市财政局分别安排5万元和6万元，", n / 20);
     }},
    {"a sentence without stops",
     [](std::size_t n) {
       return "一、甲\n" + repeated("到2022年建成4所学校和500万元经费由市教育局负责", n / 24);
     }},
    {"a sentence of clauses",
     [](std::size_t n) {
       return "一、甲\n" + repeated("由各县政府建成学校，建成5所学校，", n / 16);
     }},
    {"a rhythm again and again",
     [](std::size_t n) { return "一、甲\n" + repeated("每年开展大赛", n / 6); }},
    {"years", [](std::size_t n) { return "一、甲\n" + repeated("2022年", n / 5); }},
    {"titles left open", [](std::size_t n) { return repeated("《", n); }},
    {"asides left open", [](std::size_t n) { return "一、甲\n" + repeated("（", n); }},
    {"quotations left open", [](std::size_t n) { return repeated("“", n); }},
    {"fields left open",
     [](std::size_t n) { return "一、甲\n1.建设学校" + repeated("（责任单位：", n / 6); }},
    {"units that all differ",
     [](std::size_t n) { return "一、甲\n1.建设。责任单位：" + departments(n / 5); }},
    {"units that do it together",
     [](std::size_t n) {
       return "一、甲\n1.建设。（责任单位：" + repeated("市教育局会同", n / 6) + "市财政局）";
     }},
    {"one word", [](std::size_t n) { return "一、甲\n" + repeated("教", n); }},
    {"zeros", [](std::size_t n) { return "一、甲\n建成" + repeated("0", n) + "所"; }},
};

double seconds_for(const std::string& text) {
  double least = 0;
  for (int run = 0; run < 2; ++run) {
    const std::clock_t begin = std::clock();
    const Draft draft = drafted(text);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    least = run == 0 ? seconds : std::min(least, seconds);
    EXPECT_FALSE(draft.parts.empty());
  }
  return least;
}

TEST(DraftHostile, FourTimesTheTextTakesAtMostSixTimesAsLong) {
  constexpr std::size_t kCharacters = 6000;
  // Below this the clock says more of the machine than of the engine.
  constexpr double kFloorSeconds = 0.05;
  for (const Hostile& hostile : kHostile) {
    const double once = seconds_for(hostile.text(kCharacters));
    const double four = seconds_for(hostile.text(4 * kCharacters));
    EXPECT_LE(four, 6 * std::max(once, kFloorSeconds)) << hostile.name;
  }
}

// Bytes of every quotation that the draft holds.
std::size_t bytes_quoted(const Draft& draft) {
  std::size_t bytes = 0;
  const auto add = [&](const Quote& quote) { bytes += quote.text.size() + sizeof(Quote); };
  const auto add_units = [&](const std::vector<UnitMention>& units) {
    for (const UnitMention& unit : units) add(unit.written);
  };
  for (const Commitment& one : draft.commitments) {
    for (const Quote& quote : {one.title, one.written, one.base, one.due_written}) add(quote);
    add_units(one.for_units);
  }
  for (const Task& task : draft.tasks)
    for (const Responsible& owner : task.responsible) add(owner.unit.written);
  for (const InlineDuty& duty : draft.inline_duties) {
    add(duty.written);
    add_units(duty.units);
  }
  for (const Duty& duty : draft.duties) {
    add(duty.written);
    add_units(duty.units);
  }
  for (const NotUnderstood& words : draft.not_understood) add(words.written);
  return bytes;
}

TEST(DraftHostile, WhatComesOutIsBoundedByWhatWentIn) {
  constexpr std::size_t kMostPerByte = 100;
  for (const Hostile& hostile : kHostile) {
    const std::string text = hostile.text(12000);
    EXPECT_LE(bytes_quoted(drafted(text)), kMostPerByte * text.size()) << hostile.name;
  }
}

TEST(DraftHostile, ASentenceTooLongIsReadInPiecesAndSaysSo) {
  const Draft draft = drafted("一、甲\n" + repeated("由各县政府建成学校，建成5所学校，", 300));
  const auto found =
      std::find_if(draft.findings.begin(), draft.findings.end(),
                   [](const Finding& finding) { return finding.kind == "sentence_too_long"; });
  ASSERT_NE(found, draft.findings.end());
  EXPECT_FALSE(found->message.zh.empty());
  EXPECT_EQ(draft.commitments.empty(), false);
}

TEST(DraftHostile, MoreOwnersThanAnybodyNamesAreListedNotLost) {
  const Draft draft =
      drafted("一、甲\n1.建设学校。（责任单位：" + departments(600) + "市财政局）\n");
  ASSERT_EQ(draft.tasks.size(), 1U);
  EXPECT_EQ(draft.tasks[0].responsible.size(), 500U);
  EXPECT_GE(draft.not_understood.size(), 101U);
}

}  // namespace
}  // namespace engines::draft

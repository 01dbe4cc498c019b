#include "finance/funding_paper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/written_date.hpp"
#include "engines/money_floors/money_floors.hpp"

namespace finance {

namespace {

using document::PaperLevel;
using engines::money_floors::wan_text;
using engines::money_floors::yuan_text;

std::string cell(const std::optional<std::int64_t>& fen) { return fen ? yuan_text(*fen) : "未报"; }

std::string verdict(const FloorMeasured& of) {
  const std::string beside = of.judged ? "" : "（对照）";
  if (of.verdict == FloorVerdict::met) return "达到" + beside;
  return (of.verdict == FloorVerdict::unmet ? "未达到" : "无法判断") + beside;
}

std::string share_text(const FloorMeasured& of) {
  std::string made;
  for (const SurchargeShare& share : of.shares) {
    if (!made.empty()) made += " / ";
    made +=
        share.per_mille ? fmt::format("{}.{}%", *share.per_mille / 10, *share.per_mille % 10) : "—";
  }
  return made;
}

std::string period_text(const FundingUnit& unit) {
  if (unit.period.empty()) return "未报";
  return (unit.whole_year ? "全年" : "上半年累计") + std::string(unit.reviewed ? "" : "，未审核");
}

// A number for every different note, in the order in which they first stand in the table.
class Footnotes {
 public:
  std::string mark(const std::string& note) {
    auto found = std::ranges::find(notes_, note);
    if (found == notes_.end()) found = notes_.insert(notes_.end(), note);
    return fmt::format("[{}]", found - notes_.begin() + 1);
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      made.push_back(fmt::format("[{}] {}", i + 1, notes_[i]));
    }
    return made;
  }

 private:
  std::vector<std::string> notes_;
};

document::PaperTable table_of(const FundingFloors& floors) {
  document::PaperTable table;
  table.wide = true;
  table.title =
      fmt::format("{}年职业教育经费落实情况表{}", floors.year, floors.what_if ? "（测算）" : "");
  table.unit = "单位：元";
  table.columns = {{"单位", 9},
                   {"填报", 9},
                   {"项目", 10},
                   {"预算安排", 10, true},
                   {"下达", 10, true},
                   {"拨付", 10, true},
                   {"判断数", 10, true},
                   {"底线", 10, true},
                   {"占本级可用/征收数", 12, true},
                   {"结论", 9},
                   {"尚差", 10, true},
                   {"指标文号", 13},
                   {"注", 8}};
  Footnotes footnotes;
  for (const FundingUnit& unit : floors.units) {
    for (const FloorTestView& test : unit.tests) {
      std::string marks;
      for (const Text& note : test.footnotes) marks += footnotes.mark(note.zh);
      for (const FloorMeasured& of : test.measured) {
        table.rows.push_back({unit.name.zh, period_text(unit), of.title.zh,
                              cell(of.amounts.budgeted), cell(of.amounts.issued),
                              cell(of.amounts.paid), cell(of.counted_fen), cell(of.floor_fen),
                              share_text(of), verdict(of),
                              of.verdict == FloorVerdict::unmet ? yuan_text(of.lacking_fen) : "",
                              of.document, marks});
      }
    }
  }
  table.notes = footnotes.texts();
  for (const RulingView& ruling : floors.rulings) {
    const auto choice = std::ranges::find(ruling.choices, ruling.value, &RulingChoice::value);
    table.notes.push_back(
        fmt::format("口径：{}——{}。{}{}", ruling.title.zh, choice->title.zh, ruling.source,
                    ruling.value == ruling.in_force ? "" : "（本表按此测算，不是现行口径）"));
  }
  return table;
}

std::string lacking_line(const FundingUnit& unit) {
  std::string made;
  for (const FloorTestView& test : unit.tests) {
    for (const FloorMeasured& of : test.measured) {
      if (!of.judged || of.verdict != FloorVerdict::unmet) continue;
      if (!made.empty()) made += "，";
      made += fmt::format("{}差{}元（{}万元）", of.title.zh, yuan_text(of.lacking_fen),
                          wan_text(of.lacking_fen));
    }
  }
  return made;
}

}  // namespace

document::OfficialPaper funding_letter(const FundingFloors& floors, const LetterHead& head) {
  document::OfficialPaper paper;
  paper.form = document::PaperForm::letter;
  paper.issuer = head.issuer;
  paper.red_head = head.red_head;
  paper.title = fmt::format("关于{}年职业教育经费落实情况的函", floors.year);
  paper.addressees = "各有关单位";
  paper.body.push_back(
      {PaperLevel::text,
       fmt::format("根据《{}》（{}）关于健全经费投入机制的要求，按截至{}的填报，现将{}年职业教育"
                   "经费落实情况函告如下。",
                   head.plan_title, head.plan_number, base::written_date(floors.as_of),
                   floors.year)});
  if (floors.what_if) {
    paper.body.push_back(
        {PaperLevel::text, "本函按假设的口径测算，不是现行口径，不作为判断依据。"});
  }
  std::vector<std::string> lines;
  std::string silent;
  for (const FundingUnit& unit : floors.units) {
    if (unit.period.empty()) silent += (silent.empty() ? "" : "、") + unit.name.zh;
    const std::string lacking = lacking_line(unit);
    if (!lacking.empty()) lines.push_back(unit.name.zh + "：" + lacking);
  }
  paper.body.push_back({PaperLevel::first, "一、尚未达到底线的"});
  if (lines.empty()) paper.body.push_back({PaperLevel::text, "没有。"});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    paper.body.push_back({PaperLevel::text, fmt::format("{}. {}。", i + 1, lines[i])});
  }
  paper.body.push_back({PaperLevel::first, "二、尚未填报的"});
  paper.body.push_back({PaperLevel::text, silent.empty() ? "没有。" : silent + "。"});
  paper.annex = table_of(floors);
  paper.signature = head.issuer;
  paper.date = base::written_date(floors.as_of);
  return paper;
}

}  // namespace finance

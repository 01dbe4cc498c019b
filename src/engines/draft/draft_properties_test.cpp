#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "engines/draft/draft_fixture.hpp"
#include "engines/draft/reading.hpp"

namespace engines::draft {
namespace {

// Sentences that hold every kind of fact; a document is any selection of them.
const std::vector<std::string>& sentences() {
  static const std::vector<std::string> sentences = {
      "推进集团化办学，委托学院统筹管理。（责任单位：市教育局、各县（市、区）；完成时限：2023年）",
      "建设4—5所示范学校，培育10个专业。（市财政局牵头，市教育局、市人社局配合）",
      "每年安排专项经费不少于500万元。（责任单位：市财政局；完成时限：每年12月底前）",
      "各校分别制定实施方案，报市教育局备案。（责任单位：清河职业技术学院；时限：2022年6月底前）",
      "招生职普比不低于4:6。（牵头单位：市发展改革委；配合单位：市统计局；完成时限：长期坚持）",
      "入选省级计划后，班子参照本科高校管理。（市人社局、市教育局按职责分工负责）",
      "学校办学条件全部达标。（责任单位：北山县政府、东原区）"};
  return sentences;
}

std::string document(const std::vector<std::size_t>& order) {
  std::string text = "清河市职业教育实施方案\n一、主要任务\n";
  int number = 0;
  for (const std::size_t i : order) text += std::to_string(++number) + "." + sentences()[i] + "\n";
  return text;
}

rc::Gen<std::vector<std::size_t>> orders() {
  return rc::gen::map(rc::gen::arbitrary<std::uint32_t>(), [](std::uint32_t seed) {
    std::vector<std::size_t> order(sentences().size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[seed % i]);
      seed = seed * 1664525U + 1013904223U;
    }
    return order;
  });
}

// What a task says, less its place.
std::string facts(const Draft& draft, const Task& task) {
  std::string all = to_utf8(fold_words(task.text.text)) + "|" + owners(draft, task) + "|";
  if (task.deadline) {
    all += std::to_string(static_cast<int>(task.deadline->kind));
    if (task.deadline->on) all += task.deadline->on->str();
    all += std::to_string(task.deadline->certain);
  }
  for (const Commitment& commitment : draft.commitments) {
    if (commitment.task != task.number) continue;
    all += "|" + std::to_string(commitment.low.value_or(-1)) + commitment.unit +
           std::to_string(static_cast<int>(commitment.comparator)) +
           std::to_string(static_cast<int>(commitment.period));
  }
  return all;
}

std::vector<std::string> all_facts(const Draft& draft) {
  std::vector<std::string> all;
  for (const Task& task : draft.tasks) all.push_back(facts(draft, task));
  return all;
}

std::vector<Quote> quotes_of(const Draft& draft) {
  std::vector<Quote> quotes{draft.head.title, draft.head.number, draft.head.notice_title};
  for (const Section& section : draft.sections)
    quotes.insert(quotes.end(), {section.label, section.title});
  for (const Measure& measure : draft.measures)
    quotes.insert(quotes.end(), {measure.title, measure.text});
  for (const Task& task : draft.tasks) {
    quotes.insert(quotes.end(), {task.title, task.text});
    for (const Responsible& owner : task.responsible) quotes.push_back(owner.unit.written);
    if (task.deadline) quotes.push_back(task.deadline->written);
    for (const Condition& condition : task.conditions) quotes.push_back(condition.text);
  }
  for (const Commitment& commitment : draft.commitments)
    quotes.insert(quotes.end(), {commitment.title, commitment.written, commitment.base});
  for (const Duty& duty : draft.duties) quotes.insert(quotes.end(), {duty.written, duty.title});
  for (const Goal& goal : draft.goals) quotes.push_back(goal.text);
  for (const Body& body : draft.bodies) {
    quotes.push_back(body.title);
    for (const Seat& seat : body.seats)
      quotes.insert(quotes.end(), {seat.title, seat.person, seat.position});
  }
  for (const NotUnderstood& words : draft.not_understood) quotes.push_back(words.written);
  return quotes;
}

RC_GTEST_PROP(DraftProperties, PositionsPointAtTheQuotedText, ()) {
  const std::string text = document(*orders());
  for (const Quote& quote : quotes_of(drafted(text))) {
    RC_ASSERT(quote.span.end <= text.size());
    RC_ASSERT(text.substr(quote.span.begin, quote.span.end - quote.span.begin) == quote.text);
  }
}

RC_GTEST_PROP(DraftProperties, AnyTextKeepsItsPositions, ()) {
  // Pieces of documents in any order, most of them nonsense together.
  static const std::vector<std::string> pieces = {
      "一、",     "（一）",      "1.",
      "附件1",    "\n",          "\n\n",
      "\t",       "|",           "责任单位：",
      "市教育局", "、",          "；",
      "（",       "）",          "2022年",
      "底前",     "不少于",      "500万元",
      "分别",     "各",          "县（市、区）",
      "组长：",   "王 锦",       "市长",
      "每年",     "《",          "》",
      "“",        "”",           "全部达标",
      "。",       "\f",          "序号\t工作任务\t责任单位\n",
      "— 3 —\n",  "索引号：1\n", "A",
      "4:6",      "　"};
  const auto picks = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, pieces.size()));
  std::string text;
  for (const std::size_t pick : picks) text += pieces[pick];
  const Draft draft = drafted(text);
  std::size_t at = 0;
  for (const Part& part : draft.parts) {
    RC_ASSERT(part.span.begin == at);
    at = part.span.end;
  }
  RC_ASSERT(at == text.size());
  for (const Quote& quote : quotes_of(draft)) {
    RC_ASSERT(quote.span.begin <= quote.span.end);
    RC_ASSERT(quote.span.end <= text.size());
    // Less line breaks and what was set apart, the words are those at the place.
    const std::u32string there =
        fold_words(text.substr(quote.span.begin, quote.span.end - quote.span.begin));
    const std::u32string words = fold_words(quote.text);
    RC_ASSERT(there.size() >= words.size());
    std::size_t found = 0;
    for (const char32_t c : there)
      if (found < words.size() && words[found] == c) ++found;
    RC_ASSERT(found == words.size());
  }
}

RC_GTEST_PROP(DraftProperties, EveryRuleIsExplained, ()) {
  const Draft draft = drafted(document(*orders()));
  const auto known = [](const Ground& ground) {
    return std::any_of(rules().begin(), rules().end(),
                       [&](const Rule& rule) { return rule.id == ground.rule; });
  };
  for (const Task& task : draft.tasks) {
    RC_ASSERT(known(task.ground));
    for (const Responsible& owner : task.responsible)
      RC_ASSERT(known(owner.unit.ground) && known(owner.role_ground));
    if (task.deadline) RC_ASSERT(known(task.deadline->ground));
    for (const Link& link : task.links) RC_ASSERT(known(link.ground));
  }
  for (const Commitment& commitment : draft.commitments) RC_ASSERT(known(commitment.ground));
  for (const Duty& duty : draft.duties) RC_ASSERT(known(duty.ground));
}

RC_GTEST_PROP(DraftProperties, OrderOfParagraphsChangesNoTask, ()) {
  std::vector<std::string> sorted = all_facts(drafted(document({0, 1, 2, 3, 4, 5, 6})));
  std::vector<std::string> shuffled = all_facts(drafted(document(*orders())));
  std::sort(sorted.begin(), sorted.end());
  std::sort(shuffled.begin(), shuffled.end());
  RC_ASSERT(sorted == shuffled);
}

RC_GTEST_PROP(DraftProperties, WidthAndBlanksChangeNoFact, ()) {
  const std::vector<std::size_t> order = *orders();
  const std::string text = document(order);
  // Each line again, some characters in full width and some blanks between.
  std::string varied;
  std::uint32_t seed = *rc::gen::arbitrary<std::uint32_t>();
  const Reading reading(text);
  for (const Line& line : reading.lines()) {
    for (const char32_t c : reading.view(line.range)) {
      seed = seed * 1664525U + 1013904223U;
      const char32_t wide = c > 0x20 && c < 0x7F && (seed >> 16U) % 2 == 0 ? c + 0xFEE0 : c;
      varied += to_utf8(std::u32string(1, wide));
      if ((seed >> 20U) % 5 == 0) varied += (seed >> 24U) % 2 == 0 ? " " : "　";
    }
    varied += '\n';
  }
  RC_ASSERT(all_facts(drafted(varied)) == all_facts(drafted(text)));
}

TEST(DraftProperties, TheSameTextGivesTheSameDraft) {
  const std::string text = document({3, 1, 2, 0, 6, 5, 4});
  EXPECT_EQ(drafted(text), drafted(text));
}

}  // namespace
}  // namespace engines::draft

// Time to draft 10 MB of text, which has to be under 1 s, and less in proportion. With prose the
// text is about as dense as a real plan, without it every sentence is a fact.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "engines/draft/draft_fixture.hpp"

namespace {

// What most of a plan is: sentences that promise nothing in particular.
constexpr const char* kProse =
    "坚持立德树人根本任务，把职业教育摆在更加突出的位置，完善统筹协调、分工负责的工作格局，"
    "形成政府主导、行业指导、企业参与的办学机制。深化产教融合、校企合作，推动专业设置与产业需求、"
    "课程内容与职业标准、教学过程与生产过程对接，促进教育链、人才链与产业链、创新链有效衔接。"
    "加强舆论宣传，大力弘扬劳模精神、劳动精神、工匠精神，营造尊重劳动、崇尚技能的良好氛围。";

// Plans of forty measures and forty tasks one after another, no item like another. A measure has
// `prose` times the sentences above besides what it promises.
std::string text_of(std::size_t bytes, std::int64_t prose) {
  std::string text;
  text.reserve(bytes + 100'000);
  std::size_t number = 0;
  while (text.size() < bytes) {
    const std::string name = fmt::format("第{}号", ++number);
    text += fmt::format("清河市职业教育{}实施方案\n一、主要任务\n", name);
    for (std::size_t i = 1; i <= 40; ++i) {
      text += fmt::format("{0}.推进{1}改革{0}。", i, name);
      for (std::int64_t k = 0; k < prose; ++k) text += kProse;
      text += fmt::format(
          "到2025年，在校生保持在{2}人以上，建设4—5所示范学校和10个专业，"
          "各职业院校分别制定实施方案，报市教育局备案；每年安排专项经费不少于500万元，"
          "招生职普比不低于4:6，加强统筹协调，完善{1}配套政策措施{0}，推动产教融合、校企合作。"
          "（责任单位：市教育局、市财政局、市发改委，各县（市、区）；完成时限：2023年底前）\n",
          i, name, number * 40 + i);
    }
    text += fmt::format("附件1\n任务清单{}\n", name);
    for (std::size_t i = 1; i <= 40; ++i) {
      text += fmt::format(
          "{0}.推进{1}改革{0}，落实配套政策措施{0}。（市人社局牵头，市教育局、市统计局配合）\n", i,
          name);
    }
  }
  return text;
}

void draft_text(benchmark::State& state) {
  const std::string text = text_of(static_cast<std::size_t>(state.range(0)) << 20U, state.range(1));
  engines::draft::Input input;
  input.text = text;
  input.organisation = engines::draft::invented_city();
  input.published_on = base::Date(2022, 3, 15);
  std::size_t tasks = 0;
  for (auto _ : state) {
    const engines::draft::Draft draft = engines::draft::draft(input);
    tasks = draft.tasks.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["tasks"] = static_cast<double>(tasks);
}
BENCHMARK(draft_text)
    ->ArgNames({"MB", "prose"})
    ->ArgsProduct({{1, 5, 10}, {1, 0}})
    ->Unit(benchmark::kMillisecond);

}  // namespace

#include "engines/draft/task_details.hpp"

#include <map>
#include <unordered_set>

namespace engines::draft {

namespace {

constexpr std::initializer_list<Words> kDocumentWords = {
    U"制定", U"制订",     U"出台",     U"印发",         U"编制",     U"修订", U"备案", U"签订",
    U"兼任", U"管理办法", U"实施方案", U"联席会议制度", U"建立健全", U"体制", U"设立", U"委托"};
constexpr std::initializer_list<Words> kListWords = {
    U"评选", U"认定",   U"遴选",   U"名单", U"清单", U"目录", U"示范区", U"示范基地",
    U"团队", U"展览馆", U"体验馆", U"增设", U"推荐", U"入选", U"台账"};
constexpr std::initializer_list<Words> kStandingWords = {
    U"推进",   U"加强", U"开展", U"支持", U"实施", U"强化", U"积极",
    U"常态化", U"鼓励", U"参照", U"确保", U"做好", U"继续", U"保持"};

std::vector<Result> results_of(Words text, bool counted) {
  std::vector<Result> results;
  if (counted) results.push_back(Result::number);
  if (contains_any(text, kDocumentWords)) results.push_back(Result::document);
  if (contains_any(text, kListWords)) results.push_back(Result::list);
  if (contains_any(text, kStandingWords) || results.empty()) results.push_back(Result::standing);
  return results;
}

// 入选省级“双高计划”后: a clause that ends with 后 and names what has to come true.
std::vector<Condition> conditions_of(const Reading& reading, Range text) {
  std::vector<Condition> conditions;
  const std::vector<Range> sentences = split(reading, text, U"。;");
  for (const Range sentence : sentences) {
    for (const Range clause : split(reading, sentence, U",")) {
      const Words words = reading.view(clause);
      if (!words.ends_with(U"后") || words.size() < 5 ||
          !contains_any(words, {U"入选", U"获批", U"批复", U"批准", U"列入", U"通过", U"验收",
                                U"下达", U"建成", U"认定", U"达标"}))
        continue;
      Condition condition;
      condition.text = reading.quote(clause);
      condition.whole_task = sentences.size() == 1 && clause.begin == text.begin;
      condition.ground = {75, "condition.after"};
      conditions.push_back(std::move(condition));
    }
  }
  return conditions;
}

// The one time that limits, or the last of several.
std::optional<Deadline> deadline_in(const Reading& reading, Range text,
                                    const TimeContext& context) {
  std::optional<Deadline> chosen;
  int limits = 0;
  for (TimeFound& time : times_in(reading, text, context)) {
    if (!time.limits || !time.deadline.on) continue;
    ++limits;
    if (!chosen || *time.deadline.on >= *chosen->on) chosen = std::move(time.deadline);
  }
  if (!chosen) return std::nullopt;
  chosen->ground = {limits == 1 ? 70 : 60, "deadline.from_text"};
  if (limits > 1) {
    chosen->certain = false;
    chosen->reading = {"任务里写了几个时间，取最后一个。",
                       "The task gives several times; the last is taken."};
  }
  return chosen;
}

}  // namespace

void detail_tasks(const Reading& reading, const Outline& outline, Structure& structure,
                  const std::vector<Commitment>& commitments, const TimeContext& context) {
  std::unordered_set<int> counted;
  for (const Commitment& commitment : commitments)
    if (commitment.task && commitment.low) counted.insert(*commitment.task);
  for (TaskFound& found : structure.tasks) {
    Task& task = found.task;
    task.results = results_of(reading.view(found.text), counted.contains(task.number));
    task.conditions = conditions_of(reading, found.text);
    if (task.deadline) continue;
    task.deadline = deadline_in(reading, found.text, context);
    for (std::optional<std::size_t> item = found.item; item && !task.deadline;) {
      item = outline.items[*item].section.parent;
      if (!item) break;
      // 一、第一季度: the heading gives the time of all below it.
      const Item& heading = outline.items[*item];
      if (heading.head.size() > 30) continue;
      const std::vector<TimeFound> times = times_in(reading, heading.head, context);
      if (times.size() != 1 || !times.front().deadline.on) continue;
      task.deadline = times.front().deadline;
      task.deadline->certain = false;
      task.deadline->ground = {65, "deadline.from_heading"};
      task.deadline->reading = {"期限写在上级标题里。", "The heading above gives the time."};
    }
  }
}

std::vector<InlineDuty> inline_duties_of(const Reading& reading,
                                         const std::vector<Sentence>& sentences,
                                         const Structure& structure, Units& units,
                                         const TimeContext& context) {
  std::vector<InlineDuty> duties;
  for (const Sentence& sentence : sentences) {
    if (sentence.task || sentence.aim) continue;
    const Words words = reading.view(sentence.range);
    std::optional<Deadline> deadline = deadline_in(reading, sentence.range, context);
    const bool files = contains_any(words, {U"备案", U"报送", U"报告", U"报市", U"报县"});
    if (!deadline && !files) continue;
    if (starts_with_any(words, {U"支持", U"鼓励"})) continue;
    InlineDuty duty;
    for (std::size_t at = sentence.range.begin;
         at < sentence.range.end && at < sentence.range.begin + 24;) {
      const auto name = units.name_at(reading, at, sentence.range.end);
      std::optional<UnitMention> mention;
      if (name && name->size() > 1) mention = units.known(reading, *name);
      if (!mention) {
        ++at;
        continue;
      }
      duty.units.push_back(std::move(*mention));
      at = name->end;
    }
    if (duty.units.empty() && !starts_with_any(words, {U"各", U"未"})) continue;
    duty.written = reading.quote(sentence.range);
    duty.deadline = std::move(deadline);
    duty.results = results_of(words, false);
    if (sentence.measure) duty.measure = structure.measures[*sentence.measure].measure.number;
    duty.ground = {50, "duty.in_text"};
    duties.push_back(std::move(duty));
  }
  return duties;
}

std::vector<Goal> goals_of(const Reading& reading, const std::vector<Sentence>& sentences,
                           const std::vector<Commitment>& commitments) {
  std::vector<Goal> goals;
  std::map<Span, std::vector<std::size_t>> by_sentence;
  for (std::size_t i = 0; i < commitments.size(); ++i)
    by_sentence[commitments[i].sentence].push_back(i);
  for (const Sentence& sentence : sentences) {
    if (!sentence.aim || sentence.task || sentence.range.size() < 8) continue;
    Goal goal;
    goal.text = reading.quote(sentence.range);
    if (const auto found = by_sentence.find(goal.text.span); found != by_sentence.end())
      goal.commitments = found->second;
    goal.ground = {goal.commitments.empty() ? 60 : 85, "goal.section_of_aims"};
    goals.push_back(std::move(goal));
  }
  return goals;
}

}  // namespace engines::draft

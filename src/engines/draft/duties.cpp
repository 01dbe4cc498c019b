#include "engines/draft/duties.hpp"

#include <tuple>
#include <unordered_map>

namespace engines::draft {

namespace {

// The last day of a period, as a plan's duty counts months inside it.
std::pair<int, int> last_day(Period period) {
  switch (period) {
    case Period::each_month:
      return {0, 31};
    case Period::each_quarter:
      return {3, 31};
    case Period::each_half_year:
      return {6, 30};
    default:
      return {12, 31};
  }
}

class DutyFinder {
 public:
  DutyFinder(const Shape& shape, const Structure& structure, const std::vector<Body>& bodies,
             Units& units, const TimeContext& context)
      : reading_(shape.reading),
        shape_(shape),
        structure_(structure),
        bodies_(bodies),
        units_(units),
        context_(context) {}

  void read(const Sentence& sentence) {
    const std::vector<TimeFound> times = times_in(reading_, sentence.range, context_);
    const std::vector<Range> clauses = split(reading_, sentence.range, U",");
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const TimeFound* rhythm = nullptr;
      for (const TimeFound& time : times) {
        if (time.deadline.kind == DeadlineKind::recurring && time.range.begin >= clauses[i].begin &&
            time.range.begin < clauses[i].end)
          rhythm = &time;
      }
      if (rhythm != nullptr) {
        add(sentence, clauses[i], rhythm->range, rhythm->deadline);
        // 每年安排甲,安排乙: the same verb goes on.
        const Words verb =
            reading_.view({rhythm->range.end, std::min(rhythm->range.end + 2, clauses[i].end)});
        for (std::size_t k = i + 1; k < clauses.size() && verb.size() == 2; ++k) {
          if (!reading_.view(clauses[k]).starts_with(verb)) break;
          add(sentence, clauses[k], {clauses[k].begin, clauses[k].begin}, rhythm->deadline);
        }
        continue;
      }
      // 年报制度 is a report each year.
      const Words words = reading_.view(clauses[i]);
      const std::size_t report = words.find(U"年报");
      if (report == Words::npos || words.find(U"制度", report) == Words::npos ||
          !contains_any(words.substr(0, report), {U"落实", U"实行", U"执行", U"建立"}))
        continue;
      Deadline yearly;
      yearly.period = Period::each_year;
      add(sentence, clauses[i], {clauses[i].begin, clauses[i].begin}, yearly);
    }
  }

  std::vector<Duty> take() { return std::move(duties_); }

 private:
  void add(const Sentence& sentence, Range clause, Range rhythm, const Deadline& deadline) {
    const Range title{rhythm.end, clause.end};
    if (title.size() < 3) return;
    Duty duty;
    duty.written = reading_.quote(clause);
    duty.title = reading_.quote(title);
    duty.period = deadline.period;
    duty.day_given = deadline.due_day != 0;
    std::tie(duty.due_month, duty.due_day) = duty.day_given
                                                 ? std::pair{deadline.due_month, deadline.due_day}
                                                 : last_day(deadline.period);
    duty.ground = {duty.day_given ? 85 : 70, "duty.rhythm"};
    if (sentence.task) duty.task = structure_.tasks[*sentence.task].task.number;
    if (sentence.measure) duty.measure = structure_.measures[*sentence.measure].measure.number;
    for (std::size_t i = 0; i < bodies_.size(); ++i) {
      const bool of_body = shape_.parts[bodies_[i].part].kind == PartKind::annex &&
                           shape_.parts[bodies_[i].part].span.contains(duty.written.span);
      if (of_body) duty.body = i;
    }
    // Who: the units named before it in the sentence, or those that owe the task.
    for (std::size_t at = sentence.range.begin; at < title.begin;) {
      const auto name = units_.name_at(reading_, at, title.begin);
      if (!name || name->size() < 2) {
        ++at;
        continue;
      }
      if (auto mention = units_.known(reading_, *name)) duty.units.push_back(std::move(*mention));
      at = name->end;
    }
    if (duty.units.empty() && sentence.task) {
      for (const Responsible& owner : structure_.tasks[*sentence.task].task.responsible)
        duty.units.push_back(owner.unit);
    }
    // A task repeats its measure: the later words stay.
    const std::u32string key =
        std::u32string(reading_.view({title.begin, std::min(title.end, title.begin + 8)})) +
        static_cast<char32_t>(duty.period);
    const auto [known, is_new] = by_words_.emplace(key, duties_.size());
    if (is_new) {
      duties_.push_back(std::move(duty));
    } else if (duty.task && !duties_[known->second].task) {
      duty.measure = duty.measure ? duty.measure : duties_[known->second].measure;
      duties_[known->second] = std::move(duty);
    }
  }

  const Reading& reading_;
  const Shape& shape_;
  const Structure& structure_;
  const std::vector<Body>& bodies_;
  Units& units_;
  const TimeContext& context_;
  std::vector<Duty> duties_;
  std::unordered_map<std::u32string, std::size_t> by_words_;
};

}  // namespace

std::vector<Duty> duties_of(const Shape& shape, const std::vector<Sentence>& sentences,
                            const Structure& structure, const std::vector<Body>& bodies,
                            Units& units, const TimeContext& context) {
  DutyFinder finder(shape, structure, bodies, units, context);
  for (const Paragraph& paragraph : shape.paragraphs) {
    if (shape.parts[paragraph.part].kind != PartKind::notice) continue;
    for (const Range range : split(shape.reading, paragraph.range, U"。;"))
      finder.read({range, std::nullopt, std::nullopt, false});
  }
  for (const Sentence& sentence : sentences) finder.read(sentence);
  return finder.take();
}

}  // namespace engines::draft

#include "plan/plan_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/identity.hpp"
#include "base/record_json.hpp"
#include "base/written_date.hpp"

namespace plan {

namespace {

struct Rule {
  std::string_view id;
  const char* zh;
  const char* en;
};

// The order in which findings of one severity are listed.
constexpr std::array kRules = {
    Rule{"measure_without_task", "措施没有任务承接", "Measure without a task"},
    Rule{"measure_only_touched", "措施只是被涉及", "Measure only touched"},
    Rule{"measure_partly_covered", "措施只承接了一部分", "Measure partly covered"},
    Rule{"task_without_lead", "任务未写明牵头单位", "Task without a stated lead"},
    Rule{"task_owned_by_group_only", "任务只由一类单位负责", "Task owned by a group only"},
    Rule{"task_without_result", "任务未写明要什么成果", "Task without a result"},
    Rule{"number_without_commitment", "任务要数字却没有指标",
         "Task wants a number, none is stated"},
    Rule{"condition_may_never_hold", "前提条件可能永不成立", "Condition may never come true"},
    Rule{"scope_without_members", "范围说法没有所指单位", "Scope words without members"},
    Rule{"scope_ambiguous", "范围说法不明确", "Ambiguous scope words"},
    Rule{"deadline_bare_year", "完成时限只写年份", "Deadline is a bare year"},
    Rule{"deadline_uncertain", "完成时限不确定", "Deadline is uncertain"},
    Rule{"deadline_disagrees", "时限前后不一致", "Deadlines disagree"},
    Rule{"dates_contradict", "日期互相矛盾", "Dates contradict each other"},
    Rule{"commitment_not_in_task", "指标不在任何任务之中", "Commitment outside every task"},
    Rule{"commitment_without_owner", "指标没有负责单位", "Commitment without an owner"},
    Rule{"commitment_without_base", "比例没有基数", "Ratio without a base"},
    Rule{"commitment_without_measure", "指标没有计量办法", "Commitment nobody can measure"},
    Rule{"definition_open", "口径尚未明确", "Definition still open"},
    Rule{"unit_outside_bodies", "责任单位不在议事协调机构", "Responsible unit in no body"},
    Rule{"member_owes_nothing", "成员单位没有任务", "Member without a task"},
    Rule{"unit_overloaded", "单位任务过重", "Unit owes too much"},
    Rule{"body_defined_twice_differently", "机构成员前后不一", "Bodies with differing members"},
    Rule{"unit_succeeded", "职责已由其他单位承接", "Work passes to another unit"},
    Rule{"unit_unverified", "单位信息未核实", "Unit not verified"},
    Rule{"credit_code_suspicious", "统一社会信用代码可疑", "Suspicious credit code"},
    Rule{"untranslated", "没有英文", "Not translated"},
};

std::size_t rank(std::string_view rule) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [rule](const Rule& known) { return known.id == rule; });
  return static_cast<std::size_t>(found - kRules.begin());
}

// 9、11、15–18
std::string numbers_text(const std::vector<int>& numbers, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (last == i + 1) last = i;  // two neighbours read better as two numbers
    if (!text.empty()) text += separator;
    text +=
        last == i ? std::to_string(numbers[i]) : fmt::format("{}–{}", numbers[i], numbers[last]);
    i = last + 1;
  }
  return text;
}

Text tasks_text(const std::vector<int>& numbers) {
  return {
      fmt::format("任务 {}", numbers_text(numbers, "、")),
      fmt::format("{} {}", numbers.size() == 1 ? "task" : "tasks", numbers_text(numbers, ", "))};
}

void join(Text& text, const Text& more, std::string_view zh = "、", std::string_view en = ", ") {
  if (!text.empty()) {
    text.zh += zh;
    text.en += en;
  }
  text.zh += more.zh;
  text.en += more.en;
}

// A title or sentence inside Chinese quotation marks: marks inside become single ones, and the full
// stop at the end goes.
std::string quoted(std::string text) {
  constexpr std::string_view kStop = "。";
  if (text.ends_with(kStop)) text.resize(text.size() - kStop.size());
  for (const auto& [from, to] : {std::pair{"“", "‘"}, std::pair{"”", "’"}}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
      text.replace(at, std::string_view(from).size(), to);
  }
  return "“" + text + "”";
}

std::string quoted_en(std::string text) {
  if (text.ends_with('.')) text.pop_back();
  return "\"" + text + "\"";
}

bool is_bare_year(std::string_view written) {
  if (written.size() < 4 || written.find_first_not_of("0123456789") < 4) return false;
  const std::string_view rest = written.substr(4);
  return rest.empty() || rest == "年" || rest == "年内" || rest == "年底" || rest == "年底前" ||
         rest == "年前";
}

// Han characters begin with these bytes in UTF-8 (U+4000 to U+9FFF, and some of U+3400).
bool has_han(std::string_view utf8) {
  return std::any_of(utf8.begin(), utf8.end(),
                     [](unsigned char c) { return c >= 0xE4 && c <= 0xE9; });
}

template <typename T>
struct HoldsOthers : std::false_type {};
template <typename T>
struct HoldsOthers<std::vector<T>> : std::true_type {};
template <typename T>
struct HoldsOthers<std::optional<T>> : std::true_type {};

// Every text of a thing that has any.
template <typename T, typename F>
void for_each_text(const T& thing, const F& f) {
  if constexpr (std::is_same_v<T, Text>) {
    if (!thing.empty()) f(thing);
  } else if constexpr (HoldsOthers<T>::value) {
    if constexpr (requires { thing.value(); }) {
      if (thing) for_each_text(*thing, f);
    } else {
      for (const auto& element : thing) for_each_text(element, f);
    }
  } else if constexpr (boost::describe::has_describe_members<T>::value &&
                       !std::is_same_v<T, Date>) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>(
        [&](auto member) { for_each_text(thing.*member.pointer, f); });
  }
}

std::vector<std::string> characters(std::string_view utf8) {
  std::vector<std::string> list;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U && !list.empty()) {
      list.back() += c;
    } else {
      list.emplace_back(1, c);
    }
  }
  return list;
}

// 各县市 and 各县(市、区): the same words but for one character, brackets and commas apart.
bool differ_by_one_character(std::string_view a, std::string_view b) {
  const auto letters = [](std::string_view word) {
    static const std::set<std::string> marks = {"(", ")", "（", "）", "、", "，", ",", " "};
    std::vector<std::string> list = characters(word);
    std::erase_if(list, [](const std::string& c) { return marks.contains(c); });
    return list;
  };
  std::vector<std::string> shorter = letters(a);
  std::vector<std::string> longer = letters(b);
  if (shorter.size() > longer.size()) shorter.swap(longer);
  if (longer.size() != shorter.size() + 1) return false;
  const auto [at, other] = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
  return std::equal(at, shorter.end(), other + 1);
}

// The days written in a text as 2020-12-31 or 2020年12月31日.
std::vector<Date> days_in(std::string_view text) {
  std::vector<Date> days;
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  const auto number = [&](std::size_t& i, std::size_t most) {
    int value = 0;
    for (std::size_t n = 0; n < most && digit(i); ++n, ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const auto skip = [&](std::size_t& i, std::initializer_list<std::string_view> marks) {
    for (const std::string_view mark : marks) {
      if (!text.substr(i).starts_with(mark)) continue;
      i += mark.size();
      return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!digit(i) || (i > 0 && digit(i - 1)) || !digit(i + 3)) continue;
    std::size_t at = i;
    const int year = number(at, 4);
    if (!skip(at, {"-", "年"})) continue;
    const int month = number(at, 2);
    if (!skip(at, {"-", "月"})) continue;
    const int day = number(at, 2);
    if (const auto date = Date::parse(fmt::format("{:04}-{:02}-{:02}", year, month, day)))
      days.push_back(*date);
  }
  return days;
}

bool is_ratio(const std::string& unit) {
  return unit == "percent" || unit == "permille" || unit.find("ratio") != std::string::npos;
}

class Checker {
 public:
  explicit Checker(const Plan& plan) : plan_(plan), shares_(owed_shares(plan)) {
    for (const Owed& share : shares_) tasks_of_[share.unit].push_back(share.task);
  }

  std::vector<Finding> run() {
    check_measures();
    check_leads();
    check_tasks();
    check_scopes();
    check_deadlines();
    check_commitments();
    check_document_dates();
    check_unit_dates();
    check_incumbents();
    check_members();
    check_bodies_alike();
    check_units();
    check_translation();
    std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
      return std::pair(a.severity, rank(a.rule)) < std::pair(b.severity, rank(b.rule));
    });
    return std::move(findings_);
  }

 private:
  Finding& add(std::string_view rule, Severity severity, Text detail, Text advice) {
    const Rule& known = kRules[rank(rule)];
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.title = {known.zh, known.en};
    finding.detail = std::move(detail);
    finding.advice = std::move(advice);
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

  Text name(const std::string& unit_id) const {
    const Unit* unit = plan_.find_unit(unit_id);
    if (unit == nullptr) return {unit_id, unit_id};
    return unit->short_name.empty() ? unit->name : unit->short_name;
  }

  Text names(const std::vector<std::string>& unit_ids) const {
    Text text;
    for (const std::string& id : unit_ids) join(text, name(id));
    return text;
  }

  // The unit and everyone its work passes to in the end.
  std::set<std::string> heirs(const std::string& unit_id) const {
    std::set<std::string> reached;
    std::vector<std::string> open = {unit_id};
    while (!open.empty()) {
      const std::string id = std::move(open.back());
      open.pop_back();
      if (!reached.insert(id).second) continue;
      if (const Unit* unit = plan_.find_unit(id)) {
        for (const Successor& successor : unit->successors) open.push_back(successor.unit);
      }
    }
    return reached;
  }

  bool same_line(const std::string& a, const std::string& b) const {
    const std::set<std::string> of_a = heirs(a);
    const std::set<std::string> of_b = heirs(b);
    return std::any_of(of_a.begin(), of_a.end(),
                       [&](const std::string& id) { return of_b.contains(id); });
  }

  bool is_under(const std::string& unit_id, const std::string& top) const {
    const Unit* unit = plan_.find_unit(unit_id);
    while (unit != nullptr) {
      if (unit->id == top) return true;
      unit = unit->parent.empty() ? nullptr : plan_.find_unit(unit->parent);
    }
    return false;
  }

  std::vector<int> tasks_of_measure(int measure, bool main_only) const {
    std::vector<int> tasks;
    for (const Task& task : plan_.tasks) {
      const bool linked =
          std::any_of(task.measures.begin(), task.measures.end(), [&](const MeasureLink& link) {
            return link.measure == measure && (!main_only || link.covers == Covers::main);
          });
      if (linked) tasks.push_back(task.number);
    }
    return tasks;
  }

  static Text measure_text(const Measure& measure) {
    return {fmt::format("第 {} 条{}", measure.number, quoted(measure.title.zh)),
            fmt::format("Measure {} ({})", measure.number, measure.title.en)};
  }

  static Text task_text(const Task& task) {
    return {fmt::format("任务 {}{}", task.number, quoted(task.title.zh)),
            fmt::format("Task {} ({})", task.number, task.title.en)};
  }

  void check_measures() {
    for (const Measure& measure : plan_.measures) {
      const std::vector<int> main_tasks = tasks_of_measure(measure.number, true);
      const std::vector<int> all_tasks = tasks_of_measure(measure.number, false);
      const Text who = measure_text(measure);
      if (all_tasks.empty()) {
        add("measure_without_task", Severity::error,
            {fmt::format("{}没有任何任务承接，没有责任单位，也没有时限。", who.zh),
             fmt::format("{} is taken up by no task: nobody owes it and it has no deadline.",
                         who.en)},
            {"请为它增列任务，写明责任单位和完成时限；或由会议明确不单列，并写明理由。",
             "Add a task with responsible units and a deadline, or let a meeting rule that it "
             "needs "
             "none, with the reason."})
            .measures = {measure.number};
        continue;
      }
      if (main_tasks.empty()) {
        const Text tasks = tasks_text(all_tasks);
        Finding& finding = add(
            "measure_only_touched", Severity::warning,
            {fmt::format("{}只被{} 涉及，没有任务专门承接。", who.zh, tasks.zh),
             fmt::format("{} is only touched by {}; no task carries it out.", who.en, tasks.en)},
            {"请明确由哪项任务承接，或增列任务。",
             "Say which task carries it out, or add a task."});
        finding.measures = {measure.number};
        finding.tasks = all_tasks;
        continue;
      }
      if (measure.uncovered.empty()) continue;
      const Text tasks = tasks_text(main_tasks);
      Finding& finding =
          add("measure_partly_covered", Severity::warning,
              {fmt::format("{}由{} 承接，但不完整：{}", who.zh, tasks.zh, measure.uncovered.zh),
               fmt::format("{} is carried out by {}, but not wholly: {}", who.en, tasks.en,
                           measure.uncovered.en)},
              {"请把余下内容并入现有任务或增列任务。",
               "Put what is left into an existing task or add one."});
      finding.measures = {measure.number};
      finding.tasks = main_tasks;
    }
  }

  // One finding for all tasks: the whole document is usually written in one way.
  void check_leads() {
    std::vector<int> tasks;
    std::vector<std::string> units;
    Text presumed;
    for (const Task& task : plan_.tasks) {
      const bool scopes_only =
          std::all_of(task.responsible.begin(), task.responsible.end(),
                      [](const Responsible& entry) { return !entry.scope.empty(); });
      const bool lead_stated =
          std::any_of(task.responsible.begin(), task.responsible.end(),
                      [](const Responsible& entry) { return entry.role == Role::lead; });
      if (scopes_only || lead_stated || task.responsible.size() < 2) continue;
      tasks.push_back(task.number);
      const Responsible& first = task.responsible.front();
      const Text who = first.unit.empty() ? Text{first.written, first.written} : name(first.unit);
      join(presumed,
           {fmt::format("{} {}", task.number, who.zh), fmt::format("{} {}", task.number, who.en)},
           "；", "; ");
      if (!first.unit.empty() && std::find(units.begin(), units.end(), first.unit) == units.end())
        units.push_back(first.unit);
    }
    if (tasks.empty()) return;
    const Text list = tasks_text(tasks);
    Finding& finding = add(
        "task_without_lead", Severity::warning,
        {fmt::format("{} 有几个责任单位而未写明谁牵头，暂以排在首位的为准：{}。", list.zh,
                     presumed.zh),
         fmt::format("Several units and no stated lead in {}; the first listed is presumed: {}.",
                     list.en, presumed.en)},
        {"请由领导小组办公室逐项确认牵头单位，并写入 role: lead。",
         "Let the plan office confirm each lead and write role: lead."});
    finding.tasks = tasks;
    finding.units = units;
  }

  void check_condition(const Task& task, const Condition& condition) {
    Text reasons;
    std::vector<std::string> units;
    if (condition.decided_by.empty()) {
      join(reasons, {"没有写明由谁认定", "nobody is named to decide it"}, "；", "; ");
    } else if (!is_under(condition.decided_by, plan_.document.issuer)) {
      const Text who = name(condition.decided_by);
      join(reasons,
           {fmt::format("由{}认定，不受本方案约束", who.zh),
            fmt::format("{} decides it, whom this plan does not bind", who.en)},
           "；", "; ");
      units.push_back(condition.decided_by);
    }
    if (!condition.until) {
      join(reasons, {"没有写明最迟何时", "no last day is given"}, "；", "; ");
    } else if (*condition.until < plan_.document.published_on) {
      join(reasons,
           {fmt::format("{}之后不能再成立，而方案{}才发布", base::written_date(*condition.until),
                        base::written_date(plan_.document.published_on)),
            fmt::format("it cannot come true after {}, but the plan holds from {}",
                        base::written_date_en(*condition.until),
                        base::written_date_en(plan_.document.published_on))},
           "；", "; ");
    } else if (*condition.until > task.deadline.on) {
      join(reasons,
           {fmt::format("可能到{}才成立，晚于完成时限{}", base::written_date(*condition.until),
                        base::written_date(task.deadline.on)),
            fmt::format("it may come true as late as {}, after the deadline {}",
                        base::written_date_en(*condition.until),
                        base::written_date_en(task.deadline.on))},
           "；", "; ");
    }
    if (reasons.empty()) return;
    Text who = task_text(task);
    if (!condition.part.empty()) {
      who = {fmt::format("{}中的{}", who.zh, quoted(condition.part.zh)),
             fmt::format("{} of {}", quoted_en(condition.part.en), who.en)};
    }
    Finding& finding =
        add("condition_may_never_hold", Severity::warning,
            {fmt::format("{}以{}为前提：{}。", who.zh, quoted(condition.text.zh), reasons.zh),
             fmt::format("{} waits for {}: {}.", who.en, quoted_en(condition.text.en), reasons.en)},
            {"请明确由谁认定、最迟何时，以及条件不成立时任务怎样处理（转常态化、终止或改列）。",
             "Say who decides, by when at the latest, and what becomes of the task otherwise."});
    finding.tasks = {task.number};
    finding.units = std::move(units);
  }

  bool has_commitment(const Task& task) const {
    return std::any_of(plan_.commitments.begin(), plan_.commitments.end(),
                       [&](const Commitment& commitment) {
                         const Source& source = commitment.source;
                         if (source.task) return *source.task == task.number;
                         return source.measure && carries_out(task, *source.measure);
                       });
  }

  static bool carries_out(const Task& task, int measure) {
    return std::any_of(task.measures.begin(), task.measures.end(), [&](const MeasureLink& link) {
      return link.measure == measure && link.covers == Covers::main;
    });
  }

  void check_tasks() {
    for (const Task& task : plan_.tasks) {
      const Text who = task_text(task);
      const bool scopes_only =
          std::all_of(task.responsible.begin(), task.responsible.end(),
                      [](const Responsible& entry) { return !entry.scope.empty(); });
      if (scopes_only) {
        Text words;
        for (const Responsible& entry : task.responsible)
          join(words, {entry.written, entry.written});
        add("task_owned_by_group_only", Severity::warning,
            {fmt::format("{}只写由“{}”负责，没有一个单位统筹；按每个成员各负其责处理。", who.zh,
                         words.zh),
             fmt::format(
                 "{} is owed only by \"{}\" and nobody coordinates it; each member is taken "
                 "to lead its own share.",
                 who.en, words.en)},
            {"请指定一个统筹单位，或确认各成员分别牵头。",
             "Name a coordinating unit, or confirm that each member leads its own share."})
            .tasks = {task.number};
      }
      if (task.results.empty()) {
        add("task_without_result", Severity::note,
            {fmt::format("{}没有写明要的是数字、文件、清单还是经常性工作。", who.zh),
             fmt::format("{} does not say whether it wants a number, a document, a list or a "
                         "standing duty.",
                         who.en)},
            {"请在 results 中写明，否则无法判断何时算完成。",
             "State it in results: nobody can tell otherwise when it is done."})
            .tasks = {task.number};
      }
      const bool wants_number =
          std::find(task.results.begin(), task.results.end(), Result::number) != task.results.end();
      if (wants_number && !has_commitment(task)) {
        add("number_without_commitment", Severity::warning,
            {fmt::format("{}要求数字成果，但没有任何指标出自这项任务或它落实的措施。", who.zh),
             fmt::format("{} wants a number, but no commitment comes from it or from the measures "
                         "it carries out.",
                         who.en)},
            {"请补上指标，或改正成果种类。", "Add the commitment, or correct the kind of result."})
            .tasks = {task.number};
      }
      for (const Condition& condition : task.conditions) check_condition(task, condition);
    }
  }

  std::vector<int> tasks_using(const std::string& scope_id) const {
    std::vector<int> tasks;
    for (const Task& task : plan_.tasks) {
      if (std::any_of(task.responsible.begin(), task.responsible.end(),
                      [&](const Responsible& entry) { return entry.scope == scope_id; }))
        tasks.push_back(task.number);
    }
    return tasks;
  }

  std::vector<std::string> commitments_for(const std::string& scope_id) const {
    std::vector<std::string> commitments;
    for (const Commitment& commitment : plan_.commitments) {
      const auto& whom = commitment.for_units;
      if (std::find(whom.begin(), whom.end(), scope_id) != whom.end())
        commitments.push_back(commitment.id);
    }
    return commitments;
  }

  void check_scopes() {
    for (const Scope& scope : plan_.scopes) {
      if (scope.settled) continue;
      const std::vector<int> tasks = tasks_using(scope.id);
      const std::vector<std::string> commitments = commitments_for(scope.id);
      Text used;
      if (!tasks.empty()) used = tasks_text(tasks);
      if (!commitments.empty())
        join(used, {fmt::format("指标 {} 个", commitments.size()),
                    fmt::format("{} commitment{}", commitments.size(),
                                commitments.size() == 1 ? "" : "s")});
      // Words of the running text alone decide nothing yet.
      const bool decides = !used.empty();
      if (!decides) used = {"没有任务或指标使用", "used by no task or commitment"};
      const std::string words = fmt::format("{}", fmt::join(scope.words, "”“"));
      const std::string words_en = fmt::format("{}", fmt::join(scope.words, "\", \""));
      if (scope.units.empty()) {
        Finding& finding =
            add("scope_without_members", decides ? Severity::error : Severity::note,
                {fmt::format("“{}”（{}）指哪些单位还没有填。", words, used.zh),
                 fmt::format("Nobody has filled in whom \"{}\" means ({}).", words_en, used.en)},
                {"请在 plan.yaml 的 scopes 里填上 units；填上以前这些单位没有任务。",
                 "Fill in units under scopes in plan.yaml; until then these units owe nothing."});
        finding.commitments = commitments;
        finding.tasks = tasks;
        continue;
      }
      const Text members = names(scope.units);
      Finding& finding =
          add("scope_ambiguous", decides ? Severity::warning : Severity::note,
              {fmt::format("“{}”（{}）指哪些单位没有明确，暂按：{}。{}", words, used.zh, members.zh,
                           scope.reading.zh),
               fmt::format("Whom \"{}\" means ({}) is not settled; taken to be: {}. {}", words_en,
                           used.en, members.en, scope.reading.en)},
              {"请发文单位明确所指单位，再写 settled: true。",
               "Let the issuing unit say whom it means, then write settled: true."});
      finding.commitments = commitments;
      finding.tasks = tasks;
      finding.units = scope.units;
    }
    for (std::size_t i = 0; i < plan_.scopes.size(); ++i) {
      for (std::size_t j = i + 1; j < plan_.scopes.size(); ++j)
        check_words_close(plan_.scopes[i], plan_.scopes[j]);
    }
  }

  void check_words_close(const Scope& a, const Scope& b) {
    const std::set<std::string> of_a(a.units.begin(), a.units.end());
    const std::set<std::string> of_b(b.units.begin(), b.units.end());
    std::vector<std::string> apart;
    std::set_symmetric_difference(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                                  std::back_inserter(apart));
    if (apart.empty()) return;
    for (const std::string& word_a : a.words) {
      for (const std::string& word_b : b.words) {
        if (!differ_by_one_character(word_a, word_b)) continue;
        std::vector<int> tasks = tasks_using(a.id);
        const std::vector<int> more = tasks_using(b.id);
        tasks.insert(tasks.end(), more.begin(), more.end());
        std::sort(tasks.begin(), tasks.end());
        tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
        const Text who = names(apart);
        Finding& finding = add(
            "scope_ambiguous", Severity::warning,
            {fmt::format("“{}”与“{}”只差一个字，差别在于是否包括：{}。", word_a, word_b, who.zh),
             fmt::format("\"{}\" and \"{}\" differ by one character, which decides whether "
                         "these are in: {}.",
                         word_a, word_b, who.en)},
            {"请确认用词不同是有意的还是笔误，逐项任务明确是否包括上述单位。",
             "Ask whether the difference is meant or a slip, and rule for each task whether "
             "these units are in."});
        finding.tasks = std::move(tasks);
        finding.units = std::move(apart);
        return;
      }
    }
  }

  void check_deadlines() {
    struct BareYear {
      std::string written;
      Date on;
      std::vector<int> tasks;
    };
    std::vector<BareYear> bare;
    for (const Task& task : plan_.tasks) {
      const Text who = task_text(task);
      if (!task.deadline.certain) {
        if (is_bare_year(task.deadline.written)) {
          const auto same = std::find_if(bare.begin(), bare.end(), [&](const BareYear& year) {
            return year.written == task.deadline.written && year.on == task.deadline.on;
          });
          if (same == bare.end()) {
            bare.push_back({task.deadline.written, task.deadline.on, {task.number}});
          } else {
            same->tasks.push_back(task.number);
          }
        } else {
          add("deadline_uncertain", Severity::warning,
              {fmt::format("{}的完成时限写作“{}”，暂按{}处理。{}", who.zh, task.deadline.written,
                           base::written_date(task.deadline.on), task.deadline.reading.zh),
               fmt::format("{} is due \"{}\", taken to be {}. {}", who.en, task.deadline.written,
                           base::written_date_en(task.deadline.on), task.deadline.reading.en)},
              {"请明确到日，再写 certain: true。", "Settle the day, then write certain: true."})
              .tasks = {task.number};
        }
      }
      for (const Date day : days_in(task.deadline.reading.zh)) {
        if (day == task.deadline.on) continue;
        add("deadline_disagrees", Severity::warning,
            {fmt::format("{}的完成时限取为{}，而理由中提到{}：{}", who.zh,
                         base::written_date(task.deadline.on), base::written_date(day),
                         task.deadline.reading.zh),
             fmt::format("{} is taken to be due on {}, but the reading speaks of {}: {}", who.en,
                         base::written_date_en(task.deadline.on), base::written_date_en(day),
                         task.deadline.reading.en)},
            {"请明确以哪一天为准。", "Settle which day holds."})
            .tasks = {task.number};
      }
    }
    for (const auto& [written, on, tasks] : bare) {
      const Text list = tasks_text(tasks);
      add("deadline_bare_year", Severity::note,
          {fmt::format("{} 的完成时限只写“{}”，没有月日，按{}处理。", list.zh, written,
                       base::written_date(on)),
           fmt::format("The deadline of {} is only \"{}\", without month and day; taken to be {}.",
                       list.en, written, base::written_date_en(on))},
          {"年度考核前请确认是否以年底为准。",
           "Confirm before the yearly appraisal that the end of the year is meant."})
          .tasks = tasks;
    }
    for (const Commitment& commitment : plan_.commitments) check_due(commitment);
  }

  // A commitment is due on another day than every task that could bring it about.
  void check_due(const Commitment& commitment) {
    if (!commitment.due_on || commitment.period != Period::once) return;
    std::vector<int> tasks;
    if (commitment.source.task) tasks = {*commitment.source.task};
    if (commitment.source.measure) tasks = tasks_of_measure(*commitment.source.measure, true);
    if (tasks.empty()) return;
    const Date due = *commitment.due_on;
    Text days;
    for (const int number : tasks) {
      const Date on = plan_.find_task(number)->deadline.on;
      if (on == due) return;
      join(days, {fmt::format("任务 {} 为{}", number, base::written_date(on)),
                  fmt::format("task {} on {}", number, base::written_date_en(on))});
    }
    Finding& finding =
        add("deadline_disagrees", Severity::warning,
            {fmt::format("指标{}应于{}前达到，而相关任务的时限是：{}。",
                         quoted(commitment.title.zh), base::written_date(due), days.zh),
             fmt::format("The commitment \"{}\" is due on {}, but its tasks are due: {}.",
                         commitment.title.en, base::written_date_en(due), days.en)},
            {"请明确以哪个日期为准；任务销号时指标未到期的，应继续跟踪。",
             "Settle which date holds; a commitment that falls due after its task is closed must "
             "still be followed."});
    finding.tasks = tasks;
    finding.commitments = {commitment.id};
    if (commitment.source.measure) finding.measures = {*commitment.source.measure};
  }

  void check_commitments() {
    for (const Commitment& commitment : plan_.commitments) {
      const Text title = {
          fmt::format("指标{}（{}）", quoted(commitment.title.zh), commitment.written.zh),
          fmt::format("The commitment \"{}\" ({})", commitment.title.en, commitment.written.en)};
      const auto report = [&](std::string_view rule, Severity severity, const Text& detail,
                              Text advice) {
        Finding& finding = add(rule, severity, {title.zh + detail.zh, title.en + " " + detail.en},
                               std::move(advice));
        finding.commitments = {commitment.id};
        if (commitment.source.measure) finding.measures = {*commitment.source.measure};
        if (commitment.source.task) finding.tasks = {*commitment.source.task};
      };
      if (commitment.source.measure && tasks_of_measure(*commitment.source.measure, true).empty())
        report("commitment_not_in_task", Severity::warning,
               {fmt::format("只写在第 {} 条，没有任务承接。", *commitment.source.measure),
                fmt::format("stands only in measure {}, which no task carries out.",
                            *commitment.source.measure)},
               {"请指定承接的任务和责任单位。", "Name a task and a unit that answer for it."});
      if (!commitment.source.section.empty())
        report("commitment_not_in_task", Severity::warning,
               {fmt::format("只写在“{}”部分，没有任务承接。", commitment.source.section),
                fmt::format("stands only in the part \"{}\"; no task carries it out.",
                            commitment.source.section)},
               {"请指定承接的任务和责任单位。", "Name a task and a unit that answer for it."});
      if (commitment.owner.empty())
        report("commitment_without_owner", Severity::warning,
               {"没有写明由哪个单位负责。", "names no unit that answers for it."},
               {"请明确负责单位，写入 owner。", "Settle who answers for it and write owner."});
      if (is_ratio(commitment.unit) && commitment.base.empty())
        report("commitment_without_base", Severity::warning,
               {"是比例，却没有写明以什么为基数。", "is a ratio, but of what is not said."},
               {"请写明分母，写入 base。", "State the denominator in base."});
      if (commitment.measured_by.empty())
        report("commitment_without_measure", Severity::warning,
               {"没有写明怎样计量、由谁计量。", "does not say how and by whom it is measured."},
               {"请写明数据来源和填报单位，写入 measured_by。",
                "Name the source of the figure and who reports it, in measured_by."});
      if (commitment.definition.open) {
        Text questions;
        for (const Text& question : commitment.definition.questions)
          join(questions, question, "", " ");
        report("definition_open", Severity::warning,
               questions.empty() ? Text{"的口径还没有明确。", "has no settled definition."}
                                 : Text{fmt::format("的口径还没有明确：{}", questions.zh),
                                        fmt::format("has no settled definition: {}", questions.en)},
               {"请由主管部门发文明确口径，再由领导小组办公室把口径、发文单位和日期记入方案数据。",
                "Let the department in charge rule in writing; the plan office then enters the "
                "ruling, who made it and when in the plan data."});
      }
    }
  }

  void contradict(Severity severity, Text detail, Text advice,
                  const std::function<void(Finding&)>& about = {}) {
    Finding& finding = add("dates_contradict", severity, std::move(detail), std::move(advice));
    if (about) about(finding);
  }

  void check_document_dates() {
    const Document& document = plan_.document;
    const Text advice = {"请对照原文和公文系统核对三个日期，以发文机关确认的为准。",
                         "Compare the three dates with the original and let the issuer confirm."};
    if (document.formed_on != document.signed_on)
      contradict(
          Severity::warning,
          {fmt::format("落款日期{}与登记的成文日期{}不同。", base::written_date(document.signed_on),
                       base::written_date(document.formed_on)),
           fmt::format("Signed on {}, but registered as formed on {}.",
                       base::written_date_en(document.signed_on),
                       base::written_date_en(document.formed_on))},
          advice);
    if (document.signed_on > document.published_on || document.formed_on > document.published_on)
      contradict(Severity::error,
                 {fmt::format("发布日期{}早于落款（{}）或成文（{}）日期。",
                              base::written_date(document.published_on),
                              base::written_date(document.signed_on),
                              base::written_date(document.formed_on)),
                  fmt::format("Published on {}, before it was signed ({}) or formed ({}).",
                              base::written_date_en(document.published_on),
                              base::written_date_en(document.signed_on),
                              base::written_date_en(document.formed_on))},
                 advice);
    for (const Task& task : plan_.tasks) {
      if (task.deadline.on >= document.published_on) continue;
      const Text who = task_text(task);
      contradict(Severity::error,
                 {fmt::format("{}的完成时限{}早于方案发布日期{}。", who.zh,
                              base::written_date(task.deadline.on),
                              base::written_date(document.published_on)),
                  fmt::format("{} is due on {}, before the plan was published on {}.", who.en,
                              base::written_date_en(task.deadline.on),
                              base::written_date_en(document.published_on))},
                 {"请改正时限。", "Correct the deadline."},
                 [&](Finding& finding) { finding.tasks = {task.number}; });
    }
    for (const Commitment& commitment : plan_.commitments) {
      if (!commitment.due_on || *commitment.due_on >= document.published_on) continue;
      contradict(Severity::error,
                 {fmt::format("指标{}应于{}前达到，早于方案发布日期{}。",
                              quoted(commitment.title.zh), base::written_date(*commitment.due_on),
                              base::written_date(document.published_on)),
                  fmt::format("The commitment \"{}\" is due on {}, before the plan was published "
                              "on {}.",
                              commitment.title.en, base::written_date_en(*commitment.due_on),
                              base::written_date_en(document.published_on))},
                 {"请改正日期。", "Correct the date."},
                 [&](Finding& finding) { finding.commitments = {commitment.id}; });
    }
  }

  void check_unit_dates() {
    for (const Unit& unit : plan_.units) {
      const Text who = name(unit.id);
      std::vector<int> outlived;  // tasks still open when the unit has ceased
      std::vector<int> early;     // tasks due before the unit exists
      const auto owed = tasks_of_.find(unit.id);
      if (owed != tasks_of_.end()) {
        for (const int number : owed->second) {
          const Date deadline = plan_.find_task(number)->deadline.on;
          if (unit.valid_to && *unit.valid_to < deadline) outlived.push_back(number);
          if (unit.valid_from && *unit.valid_from > deadline) early.push_back(number);
        }
      }
      const auto about = [&](const std::vector<int>& tasks) {
        return [&unit, &tasks](Finding& finding) {
          finding.units = {unit.id};
          finding.tasks = tasks;
        };
      };
      if (!early.empty())
        contradict(Severity::error,
                   {fmt::format("{} {}才设立，晚于它承担的{} 的时限。", who.zh,
                                base::written_date(*unit.valid_from), tasks_text(early).zh),
                    fmt::format("{} exists only from {}, after the deadline of {}.", who.en,
                                base::written_date_en(*unit.valid_from), tasks_text(early).en)},
                   {"请改由当时存在的单位负责，或改正设立日期。",
                    "Name the unit that existed then, or correct the date."},
                   about(early));
      if (!outlived.empty() && unit.successors.empty())
        contradict(
            Severity::error,
            {fmt::format("{} {}起不再存在，早于{} 的时限，又没有写明由谁承接。", who.zh,
                         base::written_date(unit.valid_to->plus_days(1)), tasks_text(outlived).zh),
             fmt::format("{} ceases to exist on {}, before the deadline of {}, and nobody "
                         "takes over.",
                         who.en, base::written_date_en(unit.valid_to->plus_days(1)),
                         tasks_text(outlived).en)},
            {"请写明承接单位和承接日期（successors）。",
             "Name the unit that takes over, and from when (successors)."},
            about(outlived));
      if (!outlived.empty() && !unit.successors.empty()) {
        Text takers;
        for (const Successor& successor : unit.successors) {
          const Text taker = name(successor.unit);
          join(takers,
               {fmt::format("{}（{}起）", taker.zh, base::written_date(successor.on)),
                fmt::format("{} (from {})", taker.en, base::written_date_en(successor.on))});
        }
        Finding& finding = add(
            "unit_succeeded", Severity::note,
            {fmt::format("{}存续到{}；{} 未完成的部分由{}承接。", who.zh,
                         base::written_date(*unit.valid_to), tasks_text(outlived).zh, takers.zh),
             fmt::format("{} existed until {}; what is open of {} passes to {}.", who.en,
                         base::written_date_en(*unit.valid_to), tasks_text(outlived).en,
                         takers.en)},
            {"请承接单位确认接手，不必另行发文。",
             "Let the unit that takes over confirm it; no new document is needed."});
        finding.tasks = outlived;
        finding.units = {unit.id};
        for (const Successor& successor : unit.successors) finding.units.push_back(successor.unit);
      }
      check_handover(unit);
    }
  }

  void check_handover(const Unit& unit) {
    for (const Successor& successor : unit.successors) {
      const Unit* taker = plan_.find_unit(successor.unit);
      const Text from = name(unit.id);
      const Text to = name(successor.unit);
      const auto about = [&](Finding& finding) { finding.units = {unit.id, successor.unit}; };
      if (unit.valid_to && successor.on > unit.valid_to->plus_days(1))
        contradict(Severity::warning,
                   {fmt::format("{}存续到{}，而{} {}才承接，中间无人负责。", from.zh,
                                base::written_date(*unit.valid_to), to.zh,
                                base::written_date(successor.on)),
                    fmt::format("{} existed until {}, but {} takes over only on {}: nobody is in "
                                "charge in between.",
                                from.en, base::written_date_en(*unit.valid_to), to.en,
                                base::written_date_en(successor.on))},
                   {"请改正日期，或写明中间由谁负责。",
                    "Correct the dates, or say who is in charge in between."},
                   about);
      const bool not_yet =
          taker != nullptr && taker->valid_from && *taker->valid_from > successor.on;
      const bool no_more = taker != nullptr && taker->valid_to && *taker->valid_to < successor.on;
      if (not_yet || no_more)
        contradict(Severity::error,
                   {fmt::format("{} {}由{}承接，而后者当时并不存在。", from.zh,
                                base::written_date(successor.on), to.zh),
                    fmt::format("{} passes to {} on {}, when that unit does not exist.", from.en,
                                to.en, base::written_date_en(successor.on))},
                   {"请改正承接日期或单位的起止日期。",
                    "Correct the day of the handover or the dates of the unit."},
                   about);
    }
  }

  void check_incumbents() {
    for (const Body& body : plan_.bodies) {
      for (const Seat& seat : body.seats) {
        const auto about = [&](Finding& finding) {
          finding.bodies = {body.id};
          finding.units = {seat.unit};
        };
        for (std::size_t i = 0; i < seat.incumbents.size(); ++i) {
          const Incumbent& a = seat.incumbents[i];
          if (a.from && a.to && *a.to < *a.from)
            contradict(Severity::error,
                       {fmt::format("《{}》{}一席：{}的任职止于{}，早于起始的{}。", body.title.zh,
                                    seat.title.zh, a.name, base::written_date(*a.to),
                                    base::written_date(*a.from)),
                        fmt::format("{}, seat {}: {} left on {}, before taking it on {}.",
                                    body.title.en, seat.title.en, a.name,
                                    base::written_date_en(*a.to), base::written_date_en(*a.from))},
                       {"请改正任职日期。", "Correct the dates of office."}, about);
          for (std::size_t j = i + 1; j < seat.incumbents.size(); ++j) {
            const Incumbent& b = seat.incumbents[j];
            const bool a_before = a.to && b.from && *a.to < *b.from;
            const bool b_before = b.to && a.from && *b.to < *a.from;
            if (a_before || b_before) continue;
            contradict(Severity::warning,
                       {fmt::format("《{}》{}一席：{}与{}的任职时间重叠。", body.title.zh,
                                    seat.title.zh, a.name, b.name),
                        fmt::format("{}, seat {}: {} and {} hold it at the same time.",
                                    body.title.en, seat.title.en, a.name, b.name)},
                       {"请核对任免日期；前任止于后任到任的前一天。",
                        "Check the dates: one leaves the day before the next begins."},
                       about);
          }
        }
      }
    }
  }

  // The units that hold seats, each once, in the order of the seats.
  static std::vector<std::string> members(const Body& body) {
    std::vector<std::string> units;
    for (const Seat& seat : body.seats) {
      if (std::find(units.begin(), units.end(), seat.unit) == units.end())
        units.push_back(seat.unit);
    }
    return units;
  }

  void check_members() {
    if (plan_.bodies.empty()) return;
    std::vector<std::string> seated;
    for (const Body& body : plan_.bodies) {
      for (const std::string& unit : members(body)) {
        if (std::find(seated.begin(), seated.end(), unit) == seated.end()) seated.push_back(unit);
      }
    }
    // Units meant by a scope (all counties, all schools) are not expected to sit in a body.
    std::vector<std::string> named;
    for (const Task& task : plan_.tasks) {
      for (const Responsible& entry : task.responsible) {
        if (!entry.unit.empty() && std::find(named.begin(), named.end(), entry.unit) == named.end())
          named.push_back(entry.unit);
      }
    }
    for (const std::string& unit : named) {
      if (std::any_of(seated.begin(), seated.end(),
                      [&](const std::string& seat) { return same_line(unit, seat); }))
        continue;
      const std::vector<int>& tasks = tasks_of_[unit];
      const Text who = name(unit);
      const Text list = tasks_text(tasks);
      Finding& finding =
          add("unit_outside_bodies", Severity::warning,
              {fmt::format("{}承担{}，却不是任何议事协调机构的成员。", who.zh, list.zh),
               fmt::format("{} owes {} but sits in no body.", who.en, list.en)},
              {"请增补为成员，或在议到相关任务时通知列席。",
               "Add it as a member, or invite it when its tasks are discussed."});
      finding.units = {unit};
      finding.tasks = tasks;
    }
    for (const std::string& seat : seated) {
      // Whoever issues the plan directs; it is not expected to owe a task.
      if (is_under(plan_.document.issuer, seat)) continue;
      const bool owes = std::any_of(tasks_of_.begin(), tasks_of_.end(), [&](const auto& entry) {
        return same_line(seat, entry.first);
      });
      if (owes) continue;
      const Text who = name(seat);
      Finding& finding =
          add("member_owes_nothing", Severity::note,
              {fmt::format("{}是成员单位，但没有承担任何任务。", who.zh),
               fmt::format("{} is a member but owes no task.", who.en)},
              {"请确认它的职责，或增列任务。", "Confirm what it is there for, or add a task."});
      finding.units = {seat};
      for (const Body& body : plan_.bodies) {
        const std::vector<std::string> units = members(body);
        if (std::find(units.begin(), units.end(), seat) != units.end())
          finding.bodies.push_back(body.id);
      }
    }
  }

  // What of `units` has no counterpart in `others`: first the same unit, then a predecessor or
  // successor that is not itself among the counterparts already used.
  std::vector<std::string> missing_from(const std::vector<std::string>& units,
                                        std::vector<std::string> others) const {
    std::vector<std::string> open;
    for (const std::string& unit : units) {
      const auto same = std::find(others.begin(), others.end(), unit);
      if (same == others.end()) {
        open.push_back(unit);
      } else {
        others.erase(same);
      }
    }
    std::vector<std::string> missing;
    for (const std::string& unit : open) {
      const auto kin = std::find_if(others.begin(), others.end(), [&](const std::string& other) {
        return same_line(unit, other);
      });
      if (kin == others.end()) {
        missing.push_back(unit);
      } else {
        others.erase(kin);
      }
    }
    return missing;
  }

  void check_bodies_alike() {
    for (std::size_t i = 0; i < plan_.bodies.size(); ++i) {
      for (std::size_t j = i + 1; j < plan_.bodies.size(); ++j) {
        const Body& a = plan_.bodies[i];
        const Body& b = plan_.bodies[j];
        const std::vector<std::string> of_a = members(a);
        const std::vector<std::string> of_b = members(b);
        const std::vector<std::string> only_a = missing_from(of_a, of_b);
        const std::vector<std::string> only_b = missing_from(of_b, of_a);
        if (only_a.empty() && only_b.empty()) continue;
        const bool same = !a.same_as.empty() && a.same_as == b.same_as;
        // Nearly the same: at least three of five members of both together are shared.
        const std::size_t shared = of_a.size() - only_a.size();
        const std::size_t all = shared + only_a.size() + only_b.size();
        if (!same && shared * 5 < all * 3) continue;
        Text detail = same ? Text{fmt::format("同一机构在《{}》（{}）和《{}》（{}）中的成员不同。",
                                              a.title.zh, a.source, b.title.zh, b.source),
                                  fmt::format("One body is defined with other members in \"{}\" "
                                              "({}) and \"{}\" ({}).",
                                              a.title.en, a.source, b.title.en, b.source)}
                           : Text{fmt::format("《{}》与《{}》成员大体相同，但不一致。", a.title.zh,
                                              b.title.zh),
                                  fmt::format("\"{}\" and \"{}\" have nearly the same members, but "
                                              "not quite.",
                                              a.title.en, b.title.en)};
        const auto say_only = [&](const Body& body, const std::vector<std::string>& units) {
          if (units.empty()) return;
          const Text list = names(units);
          detail.zh += fmt::format("只在《{}》：{}。", body.title.zh, list.zh);
          detail.en += fmt::format(" Only in \"{}\": {}.", body.title.en, list.en);
        };
        say_only(a, only_a);
        say_only(b, only_b);
        Finding& finding =
            add("body_defined_twice_differently", Severity::warning, std::move(detail),
                {"请确认差别是否有意；如果不是，请统一成员名单。",
                 "Ask whether the difference is meant; if not, use one list of members."});
        finding.bodies = {a.id, b.id};
        finding.units = only_a;
        finding.units.insert(finding.units.end(), only_b.begin(), only_b.end());
      }
    }
  }

  void check_units() {
    const auto most = static_cast<std::size_t>(std::max(plan_.board.heavy_load_tasks, 0));
    std::vector<std::string> unverified;
    for (const Unit& unit : plan_.units) {
      const Text who = name(unit.id);
      const auto owed = tasks_of_.find(unit.id);
      if (owed != tasks_of_.end() && owed->second.size() > most) {
        const Text list = tasks_text(owed->second);
        Finding& finding =
            add("unit_overloaded", Severity::warning,
                {fmt::format("{}承担 {} 项任务（{}），超过 {} 项。", who.zh, owed->second.size(),
                             list.zh, most),
                 fmt::format("{} owes {} tasks ({}), more than {}.", who.en, owed->second.size(),
                             list.en, most)},
                {"请考虑分担、分期，或为它增加力量。",
                 "Consider sharing or staggering the work, or giving it more hands."});
        finding.units = {unit.id};
        finding.tasks = owed->second;
      }
      if (!unit.verified) unverified.push_back(unit.id);
      if (!unit.credit_code.empty() && !base::is_credit_code(unit.credit_code))
        add("credit_code_suspicious", Severity::warning,
            {fmt::format("{}的统一社会信用代码 {} 校验不通过。", who.zh, unit.credit_code),
             fmt::format("The unified social credit code {} of {} fails its check.",
                         unit.credit_code, who.en)},
            {"请对照证照核对；确有个别真实代码校验不通过的，可保留并注明。",
             "Compare it with the certificate; a few real codes do fail and may stay with a note."})
            .units = {unit.id};
    }
    if (unverified.empty()) return;
    const Text list = names(unverified);
    add("unit_unverified", Severity::note,
        {fmt::format("{} 个单位的信息没有核实：{}。", unverified.size(), list.zh),
         fmt::format("Nobody has verified {} unit{}: {}.", unverified.size(),
                     unverified.size() == 1 ? "" : "s", list.en)},
        {"请向编制部门或单位本身核实名称、起止日期和隶属关系，再删去 verified: false。",
         "Have names, dates and superiors confirmed by the staffing office or the units, then "
         "remove verified: false."})
        .units = unverified;
  }

  void check_translation() {
    int total = 0;
    int untranslated = 0;
    for_each_text(plan_, [&](const Text& text) {
      ++total;
      if (text.en == text.zh && has_han(text.zh)) ++untranslated;
    });
    if (untranslated == 0) return;
    add("untranslated", Severity::note,
        {fmt::format("{} 处文字中有 {} 处没有英文，英文页面显示中文。", total, untranslated),
         fmt::format("{} of {} texts have no English; English pages show the Chinese.",
                     untranslated, total)},
        {"需要英文页面时，在各文件里补上 en。", "Add en in the files where English is needed."});
  }

  const Plan& plan_;
  std::vector<Owed> shares_;
  std::map<std::string, std::vector<int>> tasks_of_;  // unit → tasks it owes, in document order
  std::vector<Finding> findings_;
};

const char* severity_word(Severity severity, bool english) {
  switch (severity) {
    case Severity::error:
      return english ? "error" : "错误";
    case Severity::warning:
      return english ? "warning" : "提醒";
    case Severity::note:
      return english ? "note" : "说明";
  }
  return "";
}

}  // namespace

std::vector<Finding> check_plan(const Plan& plan) { return Checker(plan).run(); }

std::string findings_text(const std::vector<Finding>& findings, bool english) {
  const auto say = [english](const Text& text) -> const std::string& {
    return english ? text.en : text.zh;
  };
  std::string out;
  std::map<Severity, int> counts;
  const Finding* before = nullptr;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    ++counts[finding.severity];
    if (before == nullptr || before->rule != finding.rule || before->severity != finding.severity)
      out +=
          fmt::format("{}[{}] {} ({})\n", before == nullptr ? "" : "\n",
                      severity_word(finding.severity, english), say(finding.title), finding.rule);
    out += fmt::format("  - {}\n", say(finding.detail));
    const bool advice_follows = i + 1 < findings.size() && findings[i + 1].rule == finding.rule &&
                                findings[i + 1].severity == finding.severity &&
                                findings[i + 1].advice == finding.advice;
    if (!advice_follows) out += fmt::format("    → {}\n", say(finding.advice));
    before = &finding;
  }
  const int errors = counts[Severity::error];
  const int warnings = counts[Severity::warning];
  const int notes = counts[Severity::note];
  if (!findings.empty()) out += '\n';
  out += english
             ? fmt::format("{} finding{}: {} error{}, {} warning{}, {} note{}.\n", findings.size(),
                           findings.size() == 1 ? "" : "s", errors, errors == 1 ? "" : "s",
                           warnings, warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s")
             : fmt::format("共 {} 条：错误 {}，提醒 {}，说明 {}。\n", findings.size(), errors,
                           warnings, notes);
  return out;
}

std::string findings_json(const std::vector<Finding>& findings) {
  return base::record_text(findings);
}

}  // namespace plan

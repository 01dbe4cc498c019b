#include "plan/plan_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <type_traits>
#include <utility>

#include "base/described.hpp"
#include "base/identity.hpp"
#include "yaml/file.hpp"
#include "yaml/reader.hpp"
#include "yaml/schema_check.hpp"

namespace plan {

namespace {

namespace describe = boost::describe;

using Trees = std::map<std::string, yaml::Node, std::less<>>;

// ---- from tree to struct -------------------------------------------------------------------

// Fills a struct by the names of its members; an absent key keeps the member's default. The tree
// has passed its schema, so a value of another kind means that schema and struct disagree.
class Decoder {
 public:
  Decoder(const std::string& file, std::vector<Fault>& faults) : file_(file), faults_(faults) {}

  template <typename T>
  void read(const yaml::Node& node, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      expect(node, yaml::Kind::boolean);
      value = node.boolean;
    } else if constexpr (std::is_integral_v<T>) {
      expect(node, yaml::Kind::integer);
      if (!std::in_range<T>(node.integer)) throw_disagreement(node);
      value = static_cast<T>(node.integer);
    } else if constexpr (std::is_same_v<T, std::string>) {
      expect(node, yaml::Kind::string);
      value = node.text;
    } else if constexpr (std::is_same_v<T, Date>) {
      expect(node, yaml::Kind::string);
      read_date(node, value);
    } else if constexpr (std::is_enum_v<T>) {
      expect(node, yaml::Kind::string);
      if (!describe::enum_from_string(node.text.c_str(), value)) throw_disagreement(node);
    } else if constexpr (base::kIsOptional<T>) {
      value.emplace();
      read(node, *value);
    } else if constexpr (base::kIsVector<T>) {
      expect(node, yaml::Kind::sequence);
      value.reserve(node.items.size());
      for (const yaml::Node& item : node.items) read(item, value.emplace_back());
    } else {
      expect(node, yaml::Kind::mapping);
      read_members(node, value);
      // What nobody has translated is shown as it is.
      if constexpr (std::is_same_v<T, Text>) {
        if (value.en.empty()) value.en = value.zh;
      }
    }
  }

  //! Each key of a file is a member of `value` of the same name.
  template <typename T>
  void read_members(const yaml::Node& node, T& value) {
    using Members = describe::describe_members<T, describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      if (const yaml::Node* child = node.find(member.name)) read(*child, value.*member.pointer);
    });
  }

 private:
  void expect(const yaml::Node& node, yaml::Kind kind) const {
    if (node.kind != kind) throw_disagreement(node);
  }

  [[noreturn]] void throw_disagreement(const yaml::Node& node) const {
    throw std::logic_error(
        fmt::format("schema and struct disagree at {}:{}:{}", file_, node.at.line, node.at.column));
  }

  void read_date(const yaml::Node& node, Date& date) {
    if (const auto parsed = Date::parse(node.text)) {
      date = *parsed;
      return;
    }
    const std::string& text = node.text;
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                        text.find_first_not_of("0123456789-") == std::string::npos;
    const std::string year = text.substr(0, std::min<std::size_t>(text.size(), 4));
    const bool far =
        shaped && year.find('-') == std::string::npos &&
        (year < std::to_string(Date::kFirstYear) || year > std::to_string(Date::kLastYear));
    if (far) {
      add(node, "date_out_of_range",
          {fmt::format("{} 的年份不在 {} 至 {} 之间，请检查是否写错", text, Date::kFirstYear,
                       Date::kLastYear),
           fmt::format("the year of {} is outside {} to {}: is it mistyped?", text,
                       Date::kFirstYear, Date::kLastYear)});
    } else if (shaped) {
      add(node, "no_such_date",
          {fmt::format("没有 {} 这一天，请改正", text),
           fmt::format("there is no such day as {}: correct it", text)});
    } else {
      add(node, "not_a_date",
          {"日期应写成 2021-12-31 的样子", "a date is written like 2021-12-31"});
    }
  }

  void add(const yaml::Node& node, std::string code, Text reason) {
    faults_.push_back({file_, node.at.line, node.at.column, std::move(code), std::move(reason)});
  }

  const std::string& file_;
  std::vector<Fault>& faults_;
};

// The document seldom says who leads; then the first listed is presumed to.
void presume_leads(const yaml::Node& root, std::vector<Task>& tasks) {
  const yaml::Node* nodes = root.find("tasks");
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const yaml::Node* responsible = nodes->items[i].find("responsible");
    std::vector<Responsible>& entries = tasks[i].responsible;
    const bool lead_stated =
        std::any_of(entries.begin(), entries.end(),
                    [](const Responsible& entry) { return entry.role == Role::lead; });
    for (std::size_t j = 0; j < entries.size(); ++j) {
      if (responsible->items[j].find("role") != nullptr) continue;
      entries[j].role = j == 0 && !lead_stated ? Role::presumed_lead : Role::supporting;
    }
  }
}

// ---- what a schema cannot say --------------------------------------------------------------

// A step to a value: a key or an index.
struct Step {
  Step(const char* k) : key(k) {}    // NOLINT(google-explicit-constructor)
  Step(std::size_t i) : index(i) {}  // NOLINT(google-explicit-constructor)
  std::string_view key;
  std::size_t index = 0;
};

using Steps = std::vector<Step>;

Steps operator+(Steps steps, std::initializer_list<Step> more) {
  steps.insert(steps.end(), more);
  return steps;
}

bool is_id(std::string_view text) {
  constexpr std::size_t kIdBytesMax = 64;
  if (text.empty() || text.size() > kIdBytesMax || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

// The name of a kind of thing in messages.
struct Noun {
  const char* zh;
  const char* en;
};
constexpr Noun kUnitNoun{"单位", "unit"};
constexpr Noun kScopeNoun{"范围说法", "scope"};
constexpr Noun kBodyNoun{"机构", "body"};
constexpr Noun kMeasureNoun{"措施", "measure"};
constexpr Noun kTaskNoun{"任务", "task"};
constexpr Noun kGroupNoun{"分组", "group"};
constexpr Noun kGoalNoun{"目标", "goal"};
constexpr Noun kCommitmentNoun{"指标", "commitment"};
constexpr Noun kTreeNoun{"管理关系", "tree"};
constexpr Noun kSeatNoun{"席位", "seat"};
constexpr Noun kDutyNoun{"经常性职责", "duty"};
constexpr Noun kRoleNoun{"角色", "role"};

// Where the nodes of each noun are.
constexpr const char* kPlanFile = "plan.yaml";
constexpr const char* kMeasuresFile = "measures.yaml";
constexpr const char* kTasksFile = "tasks.yaml";
constexpr const char* kCommitmentsFile = "commitments.yaml";
constexpr const char* kUnitsFile = "units.yaml";
constexpr const char* kBodiesFile = "bodies.yaml";
constexpr const char* kDutiesFile = "duties.yaml";
constexpr const char* kCalendarFile = "calendar.yaml";
constexpr const char* kRolesFile = "roles.yaml";

class References {
 public:
  References(const Plan& plan, const Trees& trees,
             std::span<const std::string_view> known_permissions, std::vector<Fault>& faults)
      : plan_(plan), trees_(trees), known_permissions_(known_permissions), faults_(faults) {
    for (const Unit& unit : plan.units) units_.insert(unit.id);
    for (const Scope& scope : plan.scopes) scopes_.insert(scope.id);
    for (const Body& body : plan.bodies) bodies_.insert(body.id);
    for (const Tree& tree : plan.trees) tree_ids_.insert(tree.id);
    for (const Commitment& commitment : plan.commitments) commitments_.insert(commitment.id);
    for (const Measure& measure : plan.measures) measures_.insert(measure.number);
    for (const Task& task : plan.tasks) tasks_.insert(task.number);
    for (const Group& group : plan.groups) groups_.insert(group.number);
  }

  void check() {
    check_plan_file();
    check_measures();
    check_tasks();
    check_commitments();
    check_units();
    check_trees();
    check_bodies();
    check_duties();
    check_calendar();
    check_roles();
  }

 private:
  using Ids = std::set<std::string_view>;

  // The place of a value, or of the nearest thing around it that is written down.
  yaml::Position position(const char* file, const Steps& steps) const {
    const yaml::Node* node = &trees_.find(file)->second;
    for (const Step& step : steps) {
      const yaml::Node* next = nullptr;
      if (!step.key.empty()) {
        next = node->find(step.key);
      } else if (step.index < node->items.size()) {
        next = &node->items[step.index];
      }
      if (next == nullptr) break;
      node = next;
    }
    return node->at;
  }

  void add(const char* file, const Steps& steps, std::string code, Text reason) {
    const yaml::Position at = position(file, steps);
    faults_.push_back({file, at.line, at.column, std::move(code), std::move(reason)});
  }

  void check_id(const char* file, const Steps& steps, const std::string& id) {
    if (is_id(id)) return;
    add(file, steps, "bad_id",
        {fmt::format("标识“{}”不合要求：须以小写字母开头，只用小写字母、数字、_ 和 -，"
                     "不超过 64 个字符",
                     id.substr(0, 64)),
         fmt::format("\"{}\" is no id: begin with a small letter, then small letters, digits, _ "
                     "and -, at most 64 characters",
                     id.substr(0, 64))});
  }

  template <typename Key>
  void check_unique(const char* file, const Steps& steps, const Key& key, std::set<Key>& seen,
                    Noun noun) {
    if (seen.insert(key).second) return;
    add(file, steps, "duplicate_id",
        {fmt::format("有两个{}都是 {}，请改掉其中一个", noun.zh, key),
         fmt::format("two {}s are called {}: change one", noun.en, key)});
  }

  void check_reference(const char* file, const Steps& steps, const std::string& id,
                       std::initializer_list<std::pair<const Ids*, Noun>> targets) {
    std::vector<std::string_view> candidates;
    std::string zh;
    std::string en;
    for (const auto& [ids, noun] : targets) {
      if (ids->contains(id)) return;
      candidates.insert(candidates.end(), ids->begin(), ids->end());
      zh += (zh.empty() ? "" : "、") + std::string(noun.zh);
      en += (en.empty() ? "" : " or ") + std::string(noun.en);
    }
    const auto meant = yaml::nearest(id, candidates);
    const std::string shown = id.substr(0, 64);
    add(file, steps, "unknown_reference",
        {meant ? fmt::format("没有叫 {} 的{}，是不是 {}？", shown, zh, *meant)
               : fmt::format("没有叫 {} 的{}，请先定义或改正", shown, zh),
         meant ? fmt::format("there is no {} called {}: did you mean {}?", en, shown, *meant)
               : fmt::format("there is no {} called {}: define it or correct this", en, shown)});
  }

  void check_unit(const char* file, const Steps& steps, const std::string& id) {
    if (!id.empty()) check_reference(file, steps, id, {{&units_, kUnitNoun}});
  }

  void check_number(const char* file, const Steps& steps, int number, const std::set<int>& known,
                    Noun noun) {
    if (known.contains(number)) return;
    add(file, steps, "unknown_reference",
        {fmt::format("没有编号为 {} 的{}，请改正", number, noun.zh),
         fmt::format("there is no {} {}: correct it", noun.en, number)});
  }

  void check_source(const char* file, const Steps& steps, const Source& source) {
    if (source.measure)
      check_number(file, steps + std::initializer_list<Step>{"measure"}, *source.measure, measures_,
                   kMeasureNoun);
    if (source.task)
      check_number(file, steps + std::initializer_list<Step>{"task"}, *source.task, tasks_,
                   kTaskNoun);
  }

  void check_order(const char* file, const Steps& steps, const std::optional<Date>& from,
                   const std::optional<Date>& to) {
    if (!from || !to || *from <= *to) return;
    add(file, steps, "dates_reversed",
        {fmt::format("止于 {}，早于起始的 {}，请改正", to->str(), from->str()),
         fmt::format("it ends on {}, before it begins on {}: correct it", to->str(), from->str())});
  }

  void check_division(const char* file, const Steps& steps, const std::string& code) {
    if (code.empty() || base::is_division_code(code)) return;
    add(file, steps, "bad_division_code",
        {fmt::format("{} 不是六位行政区划代码（GB/T 2260），请改正", code.substr(0, 20)),
         fmt::format("{} is no six-digit division code (GB/T 2260): correct it",
                     code.substr(0, 20))});
  }

  void check_plan_file() {
    check_id(kPlanFile, {"id"}, plan_.id);
    check_division(kPlanFile, {"region"}, plan_.region);
    check_unit(kPlanFile, {"document", "issuer"}, plan_.document.issuer);
    std::set<std::string> goals;
    for (std::size_t i = 0; i < plan_.goals.size(); ++i) {
      const Goal& goal = plan_.goals[i];
      check_id(kPlanFile, {"goals", i, "id"}, goal.id);
      check_unique(kPlanFile, {"goals", i, "id"}, goal.id, goals, kGoalNoun);
      for (std::size_t j = 0; j < goal.commitments.size(); ++j)
        check_reference(kPlanFile, {"goals", i, "commitments", j}, goal.commitments[j],
                        {{&commitments_, kCommitmentNoun}});
    }
    for (std::size_t i = 0; i < plan_.scopes.size(); ++i) {
      const Scope& scope = plan_.scopes[i];
      check_id(kPlanFile, {"scopes", i, "id"}, scope.id);
      check_unique(kPlanFile, {"scopes", i, "id"}, scope.id, owner_ids_, kScopeNoun);
      std::set<std::string> members;
      for (std::size_t j = 0; j < scope.units.size(); ++j) {
        check_unit(kPlanFile, {"scopes", i, "units", j}, scope.units[j]);
        check_unique(kPlanFile, {"scopes", i, "units", j}, scope.units[j], members, kUnitNoun);
      }
    }
  }

  void check_measures() {
    std::set<int> groups;
    for (std::size_t i = 0; i < plan_.groups.size(); ++i)
      check_unique(kMeasuresFile, {"groups", i, "number"}, plan_.groups[i].number, groups,
                   kGroupNoun);
    std::set<int> measures;
    for (std::size_t i = 0; i < plan_.measures.size(); ++i) {
      const Measure& measure = plan_.measures[i];
      check_unique(kMeasuresFile, {"measures", i, "number"}, measure.number, measures,
                   kMeasureNoun);
      check_number(kMeasuresFile, {"measures", i, "group"}, measure.group, groups_, kGroupNoun);
    }
  }

  void check_responsible(std::size_t i, const Task& task) {
    std::set<std::string> named;
    for (std::size_t j = 0; j < task.responsible.size(); ++j) {
      const Responsible& entry = task.responsible[j];
      const Steps steps{"tasks", i, "responsible", j};
      if (entry.unit.empty() == entry.scope.empty()) {
        add(kTasksFile, steps, "unit_or_scope",
            {"每个责任单位须写 unit 或 scope，两者只写一个",
             "a responsible entry has either unit or scope: write exactly one"});
        continue;
      }
      if (!entry.unit.empty()) {
        check_unit(kTasksFile, steps + std::initializer_list<Step>{"unit"}, entry.unit);
      } else {
        check_reference(kTasksFile, steps + std::initializer_list<Step>{"scope"}, entry.scope,
                        {{&scopes_, kScopeNoun}});
      }
      check_unique(kTasksFile, steps, entry.unit + entry.scope, named, kUnitNoun);
    }
  }

  void check_tasks() {
    std::set<int> numbers;
    for (std::size_t i = 0; i < plan_.tasks.size(); ++i) {
      const Task& task = plan_.tasks[i];
      check_unique(kTasksFile, {"tasks", i, "number"}, task.number, numbers, kTaskNoun);
      std::set<int> linked;
      for (std::size_t j = 0; j < task.measures.size(); ++j) {
        const Steps steps{"tasks", i, "measures", j, "measure"};
        check_number(kTasksFile, steps, task.measures[j].measure, measures_, kMeasureNoun);
        check_unique(kTasksFile, steps, task.measures[j].measure, linked, kMeasureNoun);
      }
      check_responsible(i, task);
      for (std::size_t j = 0; j < task.conditions.size(); ++j) {
        const Condition& condition = task.conditions[j];
        check_unit(kTasksFile, {"tasks", i, "conditions", j, "decided_by"}, condition.decided_by);
        for (std::size_t k = 0; k < condition.units.size(); ++k)
          check_reference(kTasksFile, {"tasks", i, "conditions", j, "units", k}, condition.units[k],
                          {{&units_, kUnitNoun}, {&scopes_, kScopeNoun}});
      }
    }
  }

  void check_bounds(std::size_t i, const Commitment& commitment) {
    const Steps steps{"commitments", i};
    if (commitment.comparator == Comparator::all) {
      if (commitment.low || commitment.high)
        add(kCommitmentsFile, steps, "bounds",
            {"comparator 为 all 时不写 low 和 high",
             "with comparator all there is neither low nor high: remove them"});
      return;
    }
    if (!commitment.low)
      add(kCommitmentsFile, steps, "bounds",
          {"缺少目标值 low，请补上", "the target low is missing: add it"});
    const bool between = commitment.comparator == Comparator::between;
    if (between && !commitment.high)
      add(kCommitmentsFile, steps, "bounds",
          {"comparator 为 between 时须写上限 high", "with comparator between, high is needed"});
    if (!between && commitment.high)
      add(kCommitmentsFile, steps + std::initializer_list<Step>{"high"}, "bounds",
          {"只有 comparator 为 between 时才写 high", "high is only for comparator between"});
    if (between && commitment.low && commitment.high && *commitment.low > *commitment.high)
      add(kCommitmentsFile, steps + std::initializer_list<Step>{"low"}, "bounds",
          {fmt::format("下限 {} 大于上限 {}，请改正", *commitment.low, *commitment.high),
           fmt::format("low {} is above high {}: correct them", *commitment.low,
                       *commitment.high)});
  }

  void check_commitments() {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < plan_.commitments.size(); ++i) {
      const Commitment& commitment = plan_.commitments[i];
      check_id(kCommitmentsFile, {"commitments", i, "id"}, commitment.id);
      check_unique(kCommitmentsFile, {"commitments", i, "id"}, commitment.id, ids, kCommitmentNoun);
      check_source(kCommitmentsFile, {"commitments", i, "source"}, commitment.source);
      check_bounds(i, commitment);
      for (std::size_t j = 0; j < commitment.for_units.size(); ++j)
        check_reference(kCommitmentsFile, {"commitments", i, "for_units", j},
                        commitment.for_units[j], {{&units_, kUnitNoun}, {&scopes_, kScopeNoun}});
      check_unit(kCommitmentsFile, {"commitments", i, "owner"}, commitment.owner);
      const Definition& definition = commitment.definition;
      check_unit(kCommitmentsFile, {"commitments", i, "definition", "ruled_by"},
                 definition.ruled_by);
      if (definition.open && (!definition.ruled_by.empty() || definition.ruled_on))
        add(kCommitmentsFile, {"commitments", i, "definition"}, "ruled_but_open",
            {"写了由谁、何时明确口径，却仍标为 open：请写 open: false 或删去 ruled_by、ruled_on",
             "a ruling is named but the definition is still open: write open: false or remove "
             "ruled_by and ruled_on"});
    }
  }

  // Follows `next` from every unit and reports each cycle once, at its first unit in file order.
  void check_cycles(const std::map<std::string, std::vector<std::string>>& next,
                    const std::vector<std::pair<std::string, Steps>>& starts, const char* code,
                    Noun noun) {
    std::map<std::string, int> state;  // 1 on the way, 2 done
    std::vector<std::string> path;
    const std::function<void(const std::string&, const Steps&)> visit = [&](const std::string& unit,
                                                                            const Steps& steps) {
      state[unit] = 1;
      path.push_back(unit);
      const auto found = next.find(unit);
      if (found != next.end()) {
        for (const std::string& target : found->second) {
          const int seen = state[target];
          if (seen == 0) visit(target, steps);
          if (seen != 1) continue;
          const auto begin = std::find(path.begin(), path.end(), target);
          const std::string cycle =
              fmt::format("{} → {}", fmt::join(begin, path.end(), " → "), target);
          add(kUnitsFile, steps, code,
              {fmt::format("{}形成循环：{}，请改正其中一处", noun.zh, cycle),
               fmt::format("the {} form a cycle: {}; correct one of them", noun.en, cycle)});
        }
      }
      path.pop_back();
      state[unit] = 2;
    };
    for (const auto& [unit, steps] : starts) {
      if (state[unit] == 0) visit(unit, steps);
    }
  }

  void check_units() {
    std::map<std::string, std::vector<std::string>> parents;
    std::map<std::string, std::vector<std::string>> successors;
    std::vector<std::pair<std::string, Steps>> parent_places;
    std::vector<std::pair<std::string, Steps>> successor_places;
    std::optional<std::size_t> root;
    for (std::size_t i = 0; i < plan_.units.size(); ++i) {
      const Unit& unit = plan_.units[i];
      check_id(kUnitsFile, {"units", i, "id"}, unit.id);
      check_unique(kUnitsFile, {"units", i, "id"}, unit.id, owner_ids_, kUnitNoun);
      check_division(kUnitsFile, {"units", i, "division_code"}, unit.division_code);
      check_order(kUnitsFile, {"units", i, "valid_to"}, unit.valid_from, unit.valid_to);
      if (unit.parent.empty()) {
        if (root) {
          add(kUnitsFile, {"units", i}, "several_roots",
              {fmt::format("{} 没有上级，但 {} 已是根单位；请写明 parent", unit.id,
                           plan_.units[*root].id),
               fmt::format("{} has no parent, but {} is the root already: name its parent", unit.id,
                           plan_.units[*root].id)});
        } else {
          root = i;
        }
      } else {
        check_unit(kUnitsFile, {"units", i, "parent"}, unit.parent);
        parents[unit.id].push_back(unit.parent);
        parent_places.emplace_back(unit.id, Steps{"units", i, "parent"});
      }
      for (std::size_t j = 0; j < unit.successors.size(); ++j) {
        check_unit(kUnitsFile, {"units", i, "successors", j, "unit"}, unit.successors[j].unit);
        successors[unit.id].push_back(unit.successors[j].unit);
        successor_places.emplace_back(unit.id, Steps{"units", i, "successors", j, "unit"});
      }
    }
    if (!root)
      add(kUnitsFile, {"units"}, "no_root",
          {"没有根单位：须有一个单位不写 parent（通常是市政府）",
           "there is no root: one unit, usually the city government, has no parent"});
    check_cycles(parents, parent_places, "parent_cycle", {"上级关系", "superiors"});
    check_cycles(successors, successor_places, "successor_cycle", {"承接关系", "successors"});
  }

  void check_trees() {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < plan_.trees.size(); ++i) {
      const Tree& tree = plan_.trees[i];
      check_id(kUnitsFile, {"trees", i, "id"}, tree.id);
      check_unique(kUnitsFile, {"trees", i, "id"}, tree.id, ids, kTreeNoun);
      std::map<std::string, std::vector<std::string>> above;
      std::vector<std::pair<std::string, Steps>> places;
      for (std::size_t j = 0; j < tree.edges.size(); ++j) {
        const TreeEdge& edge = tree.edges[j];
        check_unit(kUnitsFile, {"trees", i, "edges", j, "unit"}, edge.unit);
        check_unit(kUnitsFile, {"trees", i, "edges", j, "under"}, edge.under);
        check_order(kUnitsFile, {"trees", i, "edges", j, "to"}, edge.from, edge.to);
        above[edge.unit].push_back(edge.under);
        places.emplace_back(edge.unit, Steps{"trees", i, "edges", j});
      }
      check_cycles(above, places, "tree_cycle", {"管理关系", "lines of authority"});
    }
  }

  void check_bodies() {
    for (std::size_t i = 0; i < plan_.bodies.size(); ++i) {
      const Body& body = plan_.bodies[i];
      check_id(kBodiesFile, {"bodies", i, "id"}, body.id);
      check_unique(kBodiesFile, {"bodies", i, "id"}, body.id, owner_ids_, kBodyNoun);
      check_unit(kBodiesFile, {"bodies", i, "office"}, body.office);
      std::set<std::string> seats;
      for (std::size_t j = 0; j < body.seats.size(); ++j) {
        check_id(kBodiesFile, {"bodies", i, "seats", j, "id"}, body.seats[j].id);
        check_unique(kBodiesFile, {"bodies", i, "seats", j, "id"}, body.seats[j].id, seats,
                     kSeatNoun);
        check_unit(kBodiesFile, {"bodies", i, "seats", j, "unit"}, body.seats[j].unit);
      }
    }
  }

  void check_duties() {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < plan_.duties.size(); ++i) {
      const Duty& duty = plan_.duties[i];
      check_id(kDutiesFile, {"duties", i, "id"}, duty.id);
      check_unique(kDutiesFile, {"duties", i, "id"}, duty.id, ids, kDutyNoun);
      check_source(kDutiesFile, {"duties", i, "source"}, duty.source);
      for (std::size_t j = 0; j < duty.units.size(); ++j)
        check_reference(kDutiesFile, {"duties", i, "units", j}, duty.units[j],
                        {{&units_, kUnitNoun}, {&scopes_, kScopeNoun}, {&bodies_, kBodyNoun}});
      const int last = duty.period == Period::each_month       ? 0
                       : duty.period == Period::each_quarter   ? 3
                       : duty.period == Period::each_half_year ? 6
                                                               : 12;
      const int first = last == 0 ? 0 : 1;
      if (duty.due_month < first || duty.due_month > last)
        add(kDutiesFile, {"duties", i, "due_month"}, "bad_due_month",
            {fmt::format(
                 "due_month 应在 {} 到 {} 之间（每月 0，每季度 1–3，每半年 1–6，每年 1–12）", first,
                 last),
             fmt::format("due_month must be {} to {} (0 monthly, 1-3 quarterly, 1-6 half-yearly, "
                         "1-12 yearly)",
                         first, last)});
      if (duty.due_day < 1)
        add(kDutiesFile, {"duties", i}, "bad_due_day",
            {"缺少 due_day：写明周期内最后一天是几日，月底写 31",
             "due_day is missing: the last day inside the period, 31 for the end of the month"});
    }
  }

  void check_calendar() {
    const auto check_runs = [this](const char* key, const std::vector<CalendarDays>& runs) {
      for (std::size_t i = 0; i < runs.size(); ++i)
        check_order(kCalendarFile, {"calendar", key, i, "to"}, runs[i].from, runs[i].to);
    };
    check_runs("holidays", plan_.calendar.holidays);
    check_runs("workdays", plan_.calendar.workdays);
    for (std::size_t i = 0; i < plan_.calendar.workdays.size(); ++i) {
      const CalendarDays& worked = plan_.calendar.workdays[i];
      for (const CalendarDays& off : plan_.calendar.holidays) {
        if (worked.to < off.from || off.to < worked.from) continue;
        add(kCalendarFile, {"calendar", "workdays", i}, "calendar_overlap",
            {fmt::format("{} 既列为放假（{}）又列为上班，请改正",
                         std::max(worked.from, off.from).str(), off.title.zh),
             fmt::format("{} is listed both as a day off ({}) and as worked: correct it",
                         std::max(worked.from, off.from).str(), off.title.en)});
      }
    }
  }

  void check_roles() {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < plan_.roles.size(); ++i) {
      const RoleDefinition& role = plan_.roles[i];
      check_id(kRolesFile, {"roles", i, "id"}, role.id);
      check_unique(kRolesFile, {"roles", i, "id"}, role.id, ids, kRoleNoun);
      for (std::size_t j = 0; j < role.trees.size(); ++j)
        check_reference(kRolesFile, {"roles", i, "trees", j}, role.trees[j],
                        {{&tree_ids_, kTreeNoun}});
      for (std::size_t j = 0; j < role.permissions.size(); ++j) {
        const std::string& permission = role.permissions[j];
        if (std::find(known_permissions_.begin(), known_permissions_.end(), permission) !=
            known_permissions_.end())
          continue;
        const auto meant = yaml::nearest(permission, known_permissions_);
        const std::string shown = permission.substr(0, 64);
        add(kRolesFile, {"roles", i, "permissions", j}, "unknown_permission",
            {fmt::format("没有 {} 这项权限{}；可用：{}", shown,
                         meant ? fmt::format("，是不是 {}", *meant) : "",
                         fmt::join(known_permissions_, "、")),
             fmt::format("there is no permission {}{}; possible: {}", shown,
                         meant ? fmt::format(", did you mean {}", *meant) : "",
                         fmt::join(known_permissions_, ", "))});
      }
    }
  }

  const Plan& plan_;
  const Trees& trees_;
  std::span<const std::string_view> known_permissions_;
  std::vector<Fault>& faults_;
  Ids units_;
  Ids scopes_;
  Ids bodies_;
  Ids tree_ids_;
  Ids commitments_;
  std::set<int> measures_;
  std::set<int> tasks_;
  std::set<int> groups_;
  // Units, scopes and bodies are named in the same lists, so their ids must differ.
  std::set<std::string> owner_ids_;
};

std::string schema_name(std::string_view file) {
  return std::string(file.substr(0, file.find('.'))) + ".schema.json";
}

Fault missing_file(std::string_view file) {
  return {std::string(file),
          0,
          0,
          "missing_file",
          {fmt::format("方案目录缺少 {}，请补上", file),
           fmt::format("the plan folder lacks {}: add it", file)}};
}

Plan build_plan(const std::map<std::string, std::string, std::less<>>& contents,
                std::span<const std::string_view> known_permissions, std::vector<Fault> faults) {
  Plan plan;
  Trees trees;
  for (const std::string_view name : kPlanFiles) {
    const auto content = contents.find(name);
    if (content == contents.end()) continue;
    const std::string file(name);
    const std::size_t before = faults.size();
    yaml::Node root = yaml::read(content->second, file, faults);
    if (faults.size() == before)
      yaml::check_against_schema(root, schema_text(schema_name(file)), file, faults);
    if (faults.size() == before) Decoder(file, faults).read_members(root, plan);
    trees.emplace(file, std::move(root));
  }
  if (!faults.empty()) throw LoadError(std::move(faults));

  presume_leads(trees.find(kTasksFile)->second, plan.tasks);
  References(plan, trees, known_permissions, faults).check();
  if (!faults.empty()) throw LoadError(std::move(faults));
  return plan;
}

}  // namespace

Plan read_plan(const std::map<std::string, std::string, std::less<>>& contents,
               std::span<const std::string_view> known_permissions) {
  std::vector<Fault> faults;
  for (const std::string_view file : kPlanFiles) {
    if (!contents.contains(file)) faults.push_back(missing_file(file));
  }
  return build_plan(contents, known_permissions, std::move(faults));
}

void read_part(std::string_view file, std::string_view content, Plan& plan) {
  const std::string name(file);
  std::vector<Fault> faults;
  const yaml::Node root = yaml::read(content, name, faults);
  if (faults.empty())
    yaml::check_against_schema(root, schema_text(schema_name(name)), name, faults);
  if (faults.empty()) Decoder(name, faults).read_members(root, plan);
  if (!faults.empty()) throw LoadError(std::move(faults));
}

Plan load_plan(const std::filesystem::path& folder,
               std::span<const std::string_view> known_permissions) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    throw LoadError(
        {{folder.filename().string(),
          0,
          0,
          "missing_folder",
          {"找不到方案目录，请检查路径", "there is no such plan folder: check the path"}}});
  std::map<std::string, std::string, std::less<>> contents;
  std::vector<Fault> faults;
  for (const std::string_view name : kPlanFiles) {
    const std::filesystem::path path = folder / name;
    if (!std::filesystem::exists(path, error)) {
      faults.push_back(missing_file(name));
      continue;
    }
    auto bytes =
        std::filesystem::is_regular_file(path, error) ? yaml::read_file(path) : std::nullopt;
    if (!bytes) {
      faults.push_back({std::string(name),
                        0,
                        0,
                        "unreadable",
                        {"文件无法读取，请检查它是不是普通文件、运行程序的账号有没有读权限",
                         "the file cannot be read: is it a regular file, and may the account of "
                         "the program read it?"}});
      continue;
    }
    contents.emplace(name, std::move(*bytes));
  }
  return build_plan(contents, known_permissions, std::move(faults));
}

}  // namespace plan

#include "plan/plan_sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/ids.hpp"
#include "plan/plan_board.hpp"

namespace plan {

namespace {

constexpr std::array<std::string_view, 6> kReports = {
    "（示例）已召开专题会议，明确分工和进度安排。",
    "（示例）已完成摸底调研，形成问题清单。",
    "（示例）正在征求有关单位意见。",
    "（示例）年度工作按计划推进，本月无新增困难。",
    "（示例）已组织现场核查，补充佐证材料。",
    "（示例）阶段性成果已报领导小组办公室。"};

// FNV-1a: the course of a share depends on the seed and its own name, not on its place in a list.
std::uint64_t course_seed(std::uint64_t seed, int task, const std::string& unit) {
  std::uint64_t hash = 0xCBF29CE484222325ULL ^ seed;
  for (const char c : fmt::format("{}/{}", task, unit)) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  return hash;
}

// Invents the course of one share.
class Course {
 public:
  Course(const ShareRecord& share, const Task& task, Date published_on, std::uint64_t seed)
      : share_(share), task_(task), published_on_(published_on), random_(seed) {}

  std::vector<SampleStep> steps() {
    const int luck = between(0, 99);
    if (share_.condition == ConditionState::pending) {
      wait_for_condition(luck);
      return std::move(steps_);
    }
    if (luck < 4) return {};  // never reports
    const Date begun = published_on_.plus_days(between(20, 140));
    add(StepKind::begin, begun, "（示例）已启动。");
    const bool standing = std::ranges::count(task_.results, Result::standing) > 0;
    if (luck < 9) {  // reports but never finishes
      report_between(begun, share_.due_on.plus_days(300));
    } else if (standing && luck < 45) {
      finish(begun, StepKind::turn_routine, share_.due_on.plus_days(between(-60, 45)));
    } else if (luck < 60) {
      finish(begun, StepKind::close, share_.due_on.plus_days(between(-70, 0)));
    } else if (luck < 80) {
      finish(begun, StepKind::close, share_.due_on.plus_days(between(15, 320)));
    } else {
      extend_then_close(begun, luck);
    }
    return std::move(steps_);
  }

 private:
  int between(int low, int high) {
    return low + static_cast<int>(random_.next() % static_cast<std::uint64_t>(high - low + 1));
  }

  void add(StepKind step, Date on, std::string_view note) {
    StepRequest request{step, on, std::string(note), "", std::nullopt, std::nullopt};
    if (is_decision(step)) {
      request.document_number =
          fmt::format("示例发〔{}〕{}号", on.year(), share_.task * 10 + between(1, 9));
      request.document_on = on;
    }
    steps_.push_back({share_.task, share_.unit, std::move(request)});
  }

  void report_between(Date from, Date to) {
    for (Date on = from.plus_days(between(60, 120)); on < to; on = on.plus_days(between(70, 130))) {
      add(StepKind::report, on, kReports.at(static_cast<std::size_t>(between(0, 5))));
    }
  }

  void finish(Date begun, StepKind how, Date on) {
    on = std::max(on, begun.plus_days(30));
    report_between(begun, on);
    add(how, on, how == StepKind::close ? "（示例）经核验予以销号。" : "（示例）转为常态化工作。");
  }

  void extend_then_close(Date begun, int luck) {
    const Date asked = std::max(share_.due_on.plus_days(-between(5, 40)), begun.plus_days(20));
    report_between(begun, asked);
    add(StepKind::extend, asked, "（示例）因项目审批未完成，申请延期一年。");
    const Date due = share_.due_on.plus_days(365);
    steps_.back().request.due_on = due;
    if (luck < 95) finish(asked, StepKind::close, due.plus_days(between(-50, 40)));
  }

  void wait_for_condition(int luck) {
    if (luck >= 50) return;  // still waits
    const Date met = share_.due_on.plus_days(-between(60, 300));
    add(StepKind::meet_condition, met, "（示例）入选名单已公布。");
    const Date due = met.plus_days(540);
    steps_.back().request.due_on = due;
    finish(met, StepKind::close, due.plus_days(between(-80, 90)));
  }

  const ShareRecord& share_;
  const Task& task_;
  const Date published_on_;
  base::SeededRandom random_;
  std::vector<SampleStep> steps_;
};

bool grants(const RoleDefinition& role, std::string_view permission) {
  return std::ranges::find(role.permissions, permission) != role.permissions.end();
}

// What tells one person of the sample from another who also reaches everywhere.
std::string_view kind_of(const RoleDefinition& role) {
  if (grants(role, "account.manage")) return "admin";
  if (grants(role, "share.decide")) return "office";
  if (grants(role, "audit.read")) return "auditor";
  return "leader";
}

const RoleDefinition* officer_role(const Plan& plan, Reach reach) {
  const auto found = std::ranges::find_if(plan.roles, [&](const RoleDefinition& role) {
    return role.reach == reach && grants(role, "share.record");
  });
  return found == plan.roles.end() ? nullptr : &*found;
}

std::string root_of(const Plan& plan) {
  const auto root =
      std::ranges::find_if(plan.units, [](const Unit& unit) { return unit.parent.empty(); });
  return root == plan.units.end() ? std::string() : root->id;
}

}  // namespace

std::vector<SampleStep> sample_steps(const PlanEdition& edition, std::uint64_t seed, Date until) {
  std::vector<SampleStep> steps;
  const Date published_on = edition.plan().document.published_on;
  for (const ShareRecord& share : unrecorded_shares(edition)) {
    const Task* task = edition.plan().find_task(share.task);
    if (task == nullptr) continue;
    Course course(share, *task, published_on, course_seed(seed, share.task, share.unit));
    for (SampleStep& step : course.steps()) {
      if (step.request.effective_on < until) steps.push_back(std::move(step));
    }
  }
  std::ranges::stable_sort(steps, {}, [](const SampleStep& step) {
    return std::tie(step.request.effective_on, step.task, step.unit);
  });
  return steps;
}

std::vector<SamplePerson> sample_people(const Plan& plan) {
  std::vector<SamplePerson> people;
  std::set<std::string_view> kinds;
  const std::string root = root_of(plan);
  const std::string office =
      plan.bodies.empty() || plan.bodies.front().office.empty() ? root : plan.bodies.front().office;
  for (const RoleDefinition& role : plan.roles) {
    if (role.reach != Reach::everywhere || !kinds.insert(kind_of(role)).second) continue;
    const std::string kind(kind_of(role));
    people.push_back({kind, "示例·" + role.title.zh, kind == "office" ? office : root, role.id});
    if (kind != "office") continue;
    people.push_back({"office_head", "示例·" + role.title.zh + "负责人", office, role.id});
  }
  const RoleDefinition* narrow = officer_role(plan, Reach::unit);
  const RoleDefinition* wide = officer_role(plan, Reach::subtree);
  std::set<std::string> owing;
  for (const Owed& owed : owed_shares(plan)) owing.insert(owed.unit);
  for (const Unit& unit : plan.units) {
    if (!owing.contains(unit.id)) continue;
    const bool school = unit.kind == UnitKind::school || unit.kind == UnitKind::college;
    const RoleDefinition* role = school && narrow != nullptr ? narrow : wide;
    if (role == nullptr) role = narrow;
    if (role == nullptr) continue;
    const std::string& short_name = unit.short_name.zh.empty() ? unit.name.zh : unit.short_name.zh;
    people.push_back({unit.id, "示例·" + short_name + "经办人", unit.id, role->id});
  }
  return people;
}

}  // namespace plan

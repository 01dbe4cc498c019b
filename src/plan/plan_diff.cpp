#include "plan/plan_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <map>
#include <span>
#include <string_view>

#include "base/record_json.hpp"

namespace plan {

namespace json = boost::json;

namespace {

struct Noun {
  std::string_view member;  // of Plan
  std::string_view noun;
  const char* zh;
  const char* en;
};

// Members of Plan that hold several things, each with an id or a number.
constexpr std::array kLists = {
    Noun{"goals", "goal", "目标", "Goal"},
    Noun{"scopes", "scope", "范围说法", "Scope"},
    Noun{"groups", "group", "分组", "Group"},
    Noun{"measures", "measure", "措施", "Measure"},
    Noun{"tasks", "task", "任务", "Task"},
    Noun{"commitments", "commitment", "指标", "Commitment"},
    Noun{"units", "unit", "单位", "Unit"},
    Noun{"trees", "tree", "管理关系", "Line of authority"},
    Noun{"bodies", "body", "机构", "Body"},
    Noun{"duties", "duty", "经常性职责", "Recurring duty"},
    Noun{"roles", "role", "角色", "Role"},
};

// Members of Plan that are one thing.
constexpr std::array kSingles = {
    Noun{"document", "document", "文件", "Document"},
    Noun{"calendar", "calendar", "工作日历", "Calendar"},
    Noun{"public_page", "public_page", "公开页", "Public page"},
    Noun{"board", "board", "看板设置", "Board settings"},
    Noun{"reporting", "reporting", "报告设置", "Report settings"},
};

const Noun* find_noun(std::span<const Noun> nouns, std::string_view member) {
  const auto found = std::find_if(nouns.begin(), nouns.end(),
                                  [member](const Noun& noun) { return noun.member == member; });
  return found == nouns.end() ? nullptr : &*found;
}

bool is_text(const json::object& object) {
  return object.size() == 2 && object.contains("zh") && object.contains("en");
}

// A value as people read it; nothing at all for a value that says nothing.
Text shown(const json::value& value) {
  if (value.is_null()) return {};
  if (value.is_bool()) return value.get_bool() ? Text{"是", "yes"} : Text{"否", "no"};
  if (const auto* string = value.if_string()) return {std::string(*string), std::string(*string)};
  Text text;
  const auto append = [&text](const Text& more, std::string_view zh, std::string_view en) {
    if (more.empty()) return;
    if (!text.empty()) {
      text.zh += zh;
      text.en += en;
    }
    text.zh += more.zh;
    text.en += more.en;
  };
  if (const auto* array = value.if_array()) {
    const bool things = !array->empty() && array->front().is_object();
    for (const auto& item : *array) append(shown(item), things ? "；" : "、", things ? "; " : ", ");
    return text;
  }
  if (const auto* object = value.if_object()) {
    if (is_text(*object))
      return {std::string(object->at("zh").as_string()), std::string(object->at("en").as_string())};
    for (const auto& member : *object) append(shown(member.value()), "，", ", ");
    return text;
  }
  const std::string number = json::serialize(value);
  return {number, number};
}

std::string key_of(const json::object& item) {
  if (const auto* id = item.if_contains("id")) return std::string(id->as_string());
  return json::serialize(item.at("number"));
}

Text title_of(const json::object& item) {
  for (const char* member : {"title", "name", "text", "words"}) {
    if (const auto* value = item.if_contains(member)) return shown(*value);
  }
  return {};
}

std::vector<FieldChange> differing_fields(const json::object& before, const json::object& after) {
  std::vector<FieldChange> fields;
  for (const auto& member : after) {
    const json::value& old = before.at(member.key());
    if (old == member.value()) continue;
    fields.push_back({std::string(member.key()), shown(old), shown(member.value())});
  }
  return fields;
}

PlanChange change_of(ChangeKind kind, const Noun& noun, std::string key, Text title) {
  PlanChange change;
  change.kind = kind;
  change.noun = noun.noun;
  change.noun_title = {noun.zh, noun.en};
  change.key = std::move(key);
  change.title = std::move(title);
  return change;
}

void diff_list(const Noun& noun, const json::array& before, const json::array& after,
               std::vector<PlanChange>& changes) {
  std::map<std::string, const json::object*> old_items;
  for (const auto& item : before) old_items.emplace(key_of(item.as_object()), &item.as_object());
  std::map<std::string, const json::object*> new_items;
  std::vector<std::string> new_order;
  for (const auto& value : after) {
    const json::object& item = value.as_object();
    std::string key = key_of(item);
    new_items.emplace(key, &item);
    const auto old = old_items.find(key);
    if (old == old_items.end()) {
      changes.push_back(change_of(ChangeKind::added, noun, std::move(key), title_of(item)));
      continue;
    }
    std::vector<FieldChange> fields = differing_fields(*old->second, item);
    if (!fields.empty()) {
      PlanChange change = change_of(ChangeKind::changed, noun, key, title_of(item));
      change.fields = std::move(fields);
      changes.push_back(std::move(change));
    }
    new_order.push_back(std::move(key));
  }
  std::vector<std::string> old_order;
  for (const auto& value : before) {
    const json::object& item = value.as_object();
    std::string key = key_of(item);
    if (new_items.contains(key)) {
      old_order.push_back(std::move(key));
    } else {
      changes.push_back(change_of(ChangeKind::removed, noun, std::move(key), title_of(item)));
    }
  }
  if (old_order == new_order) return;
  PlanChange change = change_of(ChangeKind::changed, noun, "", {});
  change.fields.push_back({"order",
                           {fmt::format("{}", fmt::join(old_order, "、")),
                            fmt::format("{}", fmt::join(old_order, ", "))},
                           {fmt::format("{}", fmt::join(new_order, "、")),
                            fmt::format("{}", fmt::join(new_order, ", "))}});
  changes.push_back(std::move(change));
}

// A long passage is cut in one line of text; the change itself keeps it whole.
std::string cut(const std::string& text) {
  constexpr std::size_t kCharactersMax = 60;
  return base::shortened(text, kCharactersMax);
}

}  // namespace

std::vector<PlanChange> diff_plans(const Plan& before, const Plan& after) {
  const json::value old_value = base::json_of(before);
  const json::value new_value = base::json_of(after);
  const json::object& old_plan = old_value.as_object();
  std::vector<PlanChange> changes;
  constexpr Noun kPlanNoun{"", "plan", "方案", "Plan"};
  PlanChange whole = change_of(ChangeKind::changed, kPlanNoun, "", after.short_title);
  for (const auto& member : new_value.as_object()) {
    const json::value& old = old_plan.at(member.key());
    if (const Noun* list = find_noun(kLists, member.key())) {
      diff_list(*list, old.as_array(), member.value().as_array(), changes);
      continue;
    }
    if (old == member.value()) continue;
    if (const Noun* single = find_noun(kSingles, member.key())) {
      PlanChange change = change_of(ChangeKind::changed, *single, "", {});
      change.fields = differing_fields(old.as_object(), member.value().as_object());
      changes.push_back(std::move(change));
    } else {
      whole.fields.push_back({std::string(member.key()), shown(old), shown(member.value())});
    }
  }
  if (!whole.fields.empty()) changes.insert(changes.begin(), std::move(whole));
  return changes;
}

Text change_text(const PlanChange& change) {
  Text line = change.noun_title;
  if (!change.key.empty()) {
    line.zh += " " + change.key;
    line.en += " " + change.key;
  }
  if (!change.title.empty()) {
    line.zh += fmt::format("“{}”", cut(change.title.zh));
    line.en += fmt::format(" \"{}\"", cut(change.title.en));
  }
  if (change.kind == ChangeKind::added) return {line.zh + "：新增", line.en + ": added"};
  if (change.kind == ChangeKind::removed) return {line.zh + "：删去", line.en + ": removed"};
  Text fields;
  for (const FieldChange& field : change.fields) {
    fields.zh += fmt::format("{}{} 由“{}”改为“{}”", fields.zh.empty() ? "" : "；", field.field,
                             cut(field.before.zh), cut(field.after.zh));
    fields.en += fmt::format("{}{} from \"{}\" to \"{}\"", fields.en.empty() ? "" : "; ",
                             field.field, cut(field.before.en), cut(field.after.en));
  }
  return {line.zh + "：" + fields.zh, line.en + ": " + fields.en};
}

}  // namespace plan

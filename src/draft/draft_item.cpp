#include "draft/draft_item.hpp"

#include <fmt/format.h>

namespace draft {

namespace {

Text numbered(int number, const Text& title) {
  return {fmt::format("{} {}", number, title.zh), fmt::format("{} {}", number, title.en)};
}

}  // namespace

std::optional<ItemKind> kind_of(const DraftContent& content) {
  std::optional<ItemKind> kind;
  int set = 0;
  const auto look = [&](const auto& member, ItemKind its) {
    if (!member) return;
    kind = its;
    ++set;
  };
  look(content.plan, ItemKind::plan);
  look(content.goal, ItemKind::goal);
  look(content.group, ItemKind::group);
  look(content.measure, ItemKind::measure);
  look(content.task, ItemKind::task);
  look(content.commitment, ItemKind::commitment);
  look(content.unit, ItemKind::unit);
  look(content.scope, ItemKind::scope);
  look(content.body, ItemKind::body);
  look(content.duty, ItemKind::duty);
  if (set != 1) return std::nullopt;
  return kind;
}

Text title_of(const DraftContent& content) {
  if (content.plan) return content.plan->title;
  if (content.goal) return content.goal->text;
  if (content.group) return numbered(content.group->number, content.group->title);
  if (content.measure) return numbered(content.measure->number, content.measure->title);
  if (content.task) return numbered(content.task->number, content.task->title);
  if (content.commitment) return content.commitment->title;
  if (content.unit) return content.unit->name;
  if (content.scope) {
    const std::string words = content.scope->words.empty() ? "" : content.scope->words.front();
    return {words, words};
  }
  if (content.body) return content.body->title;
  if (content.duty) return content.duty->title;
  return {};
}

}  // namespace draft

// A round as files: what is in, and forms to be filled in offline.

#include <fmt/format.h>

#include <algorithm>

#include "collection/collection_service.hpp"
#include "collection/figure_text.hpp"
#include "register/import_template.hpp"

namespace collection {

namespace bj = boost::json;
using boost::asio::awaitable;
using registers::Field;

namespace {

http::Column figure_column(const FigureField& field) {
  const bool money = field.unit == "fen";
  return {{field.title.zh + (money ? "（元）" : ""), field.title.en + (money ? " (yuan)" : "")},
          money || field.scale > 0 ? http::ColumnKind::decimal : http::ColumnKind::integer};
}

Text state_title(SlotState state) {
  switch (state) {
    case SlotState::missing:
      return {"未报", "Missing"};
    case SlotState::draft:
      return {"填报中", "Being filled in"};
    case SlotState::returned:
      return {"退回修改", "Returned"};
    case SlotState::submitted:
      return {"待审定", "Handed in"};
    case SlotState::approved:
      break;
  }
  return {"已审定", "Approved"};
}

}  // namespace

awaitable<http::Table> CollectionService::table(const Actor& actor, const std::string& noun,
                                                const std::string& period, bool english) {
  const RoundView view = co_await round(actor, noun, period);
  const auto in = [&](const Text& text) { return english ? text.en : text.zh; };
  http::Table table;
  table.title = {view.title.zh + view.round.title.zh, view.title.en + ", " + view.round.title.en};
  const bool parts = std::ranges::any_of(
      view.slots, [](const RoundSlot& slot) { return slot.part_title.has_value(); });
  table.columns.push_back({{"单位", "Unit"}});
  if (parts) table.columns.push_back({{"条线", "Line"}});
  table.columns.push_back({{"状态", "State"}});
  for (const FigureField& field : view.fields) table.columns.push_back(figure_column(field));
  table.columns.push_back({{"说明", "Explanation"}});
  for (const RoundSlot& slot : view.slots) {
    auto& row = table.rows.emplace_back();
    row.push_back(in(slot.unit.name));
    if (parts) row.push_back(slot.part_title ? in(*slot.part_title) : "");
    row.push_back(in(state_title(slot.state)));
    for (const FigureField& field : view.fields) {
      const bj::value* const figure =
          owes(slot.state) ? nullptr : slot.figures.if_contains(field.name);
      row.push_back(figure == nullptr ? ""
                                      : figure_text(figure->get_int64(), field.unit, field.scale));
    }
    row.push_back(slot.explanation);
  }
  auto& sum = table.rows.emplace_back();
  sum.push_back(in({"合计", "Sum"}));
  if (parts) sum.emplace_back();
  sum.push_back(in({fmt::format("已报 {}/{}", view.round.counts.asked - view.round.counts.owed,
                                view.round.counts.asked),
                    fmt::format("{} of {}", view.round.counts.asked - view.round.counts.owed,
                                view.round.counts.asked)}));
  for (const FigureField& field : view.fields) {
    const auto total = std::ranges::find(view.sums, field.name,
                                         [](const RoundSum& one) { return one.field.name; });
    sum.push_back(total == view.sums.end() ? ""
                                           : figure_text(total->total, field.unit, field.scale));
  }
  std::string missing;
  for (const AskedUnit& unit : view.missing) {
    missing += (missing.empty() ? "" : english ? ", " : "、") + in(unit.name);
  }
  sum.push_back(missing.empty() ? "" : in({"未报单位：", "Missing: "}) + missing);
  co_return table;
}

awaitable<http::Table> CollectionService::sheet(const Actor& actor, const std::string& noun,
                                                const std::string& period) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const base::Period of = required_period(declaration, period);
  const Scene shown = co_await database_.read(
      [&](db::Connection& connection) { return scene(connection, declaration, of); });
  http::Table table = registers::import_template(declaration, records_.catalogue(), {});
  for (const Cell& cell : shown.cells) {
    const bool mine = cell.state == SlotState::missing &&
                      records_.reaches(actor, declaration.write, cell.slot.unit);
    if (!mine) continue;
    std::vector<Prefilled> from;
    const bj::object values = co_await prefilled(declaration, shown.round, cell.slot, from);
    auto& row = table.rows.emplace_back();
    for (const Field& field : declaration.fields) {
      if (field.derived || field.retired) continue;
      const bj::value* const value = values.if_contains(field.name);
      if (field.name == declaration.owner.field) {
        row.push_back(named(cell.slot.unit).name.zh);
      } else {
        row.push_back(value == nullptr ? "" : value_text(field, *value));
      }
    }
  }
  co_return table;
}

}  // namespace collection

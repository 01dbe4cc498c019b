#include "collection/collection_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/problem.hpp"
#include "collection/form_code.hpp"

namespace collection {

namespace bj = boost::json;
using boost::asio::awaitable;
using registers::Field;
using registers::RegisterService;

namespace {

db::Value period_value(const Declaration& declaration, const base::Period& period) {
  const Field& field = *declaration.find_field(declaration.collection->period_field);
  if (field.type == registers::Type::integer) return std::int64_t{period.from.year()};
  return period.key;
}

std::string text_in(const bj::object& values, const std::string& field) {
  if (field.empty()) return {};
  const bj::value* const value = values.if_contains(field);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

CollectionService::CollectionService(db::Database& database, zhijiao::access::AccessService& access,
                                     const zhijiao::access::People& people,
                                     registers::RegisterService& records,
                                     const notice::NoticeService& notices,
                                     const file::FileService& files, base::Random& random,
                                     base::WorkingDays calendar)
    : database_(database),
      access_(access),
      people_(people),
      records_(records),
      notices_(notices),
      files_(files),
      random_(random),
      calendar_(std::move(calendar)),
      store_(access.region()) {}

// --- what is recorded ----------------------------------------------------------------------------

const Declaration& CollectionService::declared(const std::string& noun) const {
  const Declaration* const declaration = records_.catalogue().find(noun);
  if (declaration == nullptr || !declaration->collection) {
    throw base::not_found({"这项填报", "This collection"});
  }
  return *declaration;
}

base::Period CollectionService::required_period(const Declaration& declaration,
                                                const std::string& key) const {
  auto period = period_of_key(*declaration.collection, key);
  if (!period || period->from > records_.today()) throw base::not_found({"这一期", "This period"});
  return std::move(*period);
}

Records CollectionService::records_of(db::Connection& connection, const Declaration& declaration,
                                      const base::Period& period,
                                      std::span<const Slot> slots) const {
  const Collection& asked = *declaration.collection;
  std::vector<std::string> by = {asked.period_field};
  if (!asked.part_field.empty()) by.push_back(asked.part_field);
  by.push_back(declaration.owner.field);
  std::vector<std::vector<db::Value>> keys;
  for (const Slot& slot : slots) {
    std::vector<db::Value>& key = keys.emplace_back();
    key.push_back(period_value(declaration, period));
    if (!asked.part_field.empty()) key.emplace_back(slot.part);
    key.emplace_back(slot.unit);
  }
  Records found;
  if (keys.empty()) return found;
  for (const auto& record : records_.kept(connection, declaration.name, by, keys)) {
    Filed& filed = found[{record.owner, text_in(record.values, asked.part_field)}];
    filed.record = record.id;
    filed.version = record.version;
    filed.state = record.state;
    filed.returned = record.returned;
    filed.on = base::day_of(record.state_since);
    filed.explanation = text_in(record.values, asked.compare.explain);
    filed.mark = values_mark(declaration, record.values);
    for (const Field& field : declaration.fields) {
      if (field.type != registers::Type::integer) continue;
      const bj::value* const value = record.values.if_contains(field.name);
      if (value != nullptr && value->is_int64()) filed.figures[field.name] = value->get_int64();
    }
  }
  return found;
}

CollectionService::Scene CollectionService::scene(db::Connection& connection,
                                                  const Declaration& declaration,
                                                  const base::Period& period) const {
  const Collection& asked = *declaration.collection;
  const Date today = records_.today();
  Scene scene;
  scene.round = round_of(asked, calendar_, period);
  scene.slots = slots_asked(asked, *access_.directory(), scene.round, today);
  scene.present = records_of(connection, declaration, period, scene.slots);
  if (!asked.compare.fields.empty()) {
    scene.earlier =
        records_of(connection, declaration, earlier_period(asked.compare, period), scene.slots);
  }
  scene.cells =
      cells_of(declaration, scene.round, scene.slots, scene.present, scene.earlier, today);
  scene.lock = store_.lock_of(connection, declaration.name, period.key);
  scene.locked = scene.lock && scene.lock->locks_on <= today;
  return scene;
}

std::vector<Cell> CollectionService::read_cells(const Actor& actor, const Declaration& declaration,
                                                const Scene& scene) const {
  const registers::Reach reach = records_.units_read(actor, declaration.name);
  std::vector<Cell> cells = scene.cells;
  std::erase_if(cells, [&](const Cell& cell) { return !reach.contains(cell.slot.unit); });
  return cells;
}

// --- as people see it ----------------------------------------------------------------------------

AskedUnit CollectionService::named(const std::string& unit) const {
  const auto directory = access_.directory();
  const auto* const known = directory->find_unit(unit);
  return {unit, known == nullptr ? Text{unit, unit} : known->name};
}

RoundLine CollectionService::line_of(const Scene& scene, std::span<const Cell> cells) const {
  RoundLine line;
  line.period = scene.round.period.key;
  line.title = base::period_title(scene.round.period);
  line.opens_on = scene.round.opens_on;
  line.due_on = scene.round.due_on;
  line.days_left = calendar_.between(records_.today(), scene.round.due_on);
  if (scene.lock) line.locks_on = scene.lock->locks_on;
  line.locked = scene.locked;
  line.counts = counts_of(cells);
  return line;
}

FormLine CollectionService::form_line(const Actor& actor, const Declaration& declaration,
                                      const Scene& scene, const Cell& cell) const {
  FormLine line;
  line.noun = declaration.name;
  line.title = declaration.title;
  line.period = scene.round.period.key;
  line.period_title = base::period_title(scene.round.period);
  line.unit = named(cell.slot.unit);
  line.part = cell.slot.part;
  line.part_title = part_title(declaration, cell.slot.part);
  line.state = cell.state;
  line.due_on = scene.round.due_on;
  line.days_left = calendar_.between(records_.today(), scene.round.due_on);
  line.late = cell.late;
  if (cell.filed) {
    line.record = cell.filed->record;
    line.version = cell.filed->version;
  }
  const auto* const submit = declaration.workflow.find_transition(declaration.collection->submit);
  line.may_report_zero = declaration.collection->has_zero_report() && owes(cell.state) &&
                         !scene.locked && records_.reaches(actor, submit->by, cell.slot.unit);
  return line;
}

awaitable<CollectionList> CollectionService::collections(const Actor& actor) {
  CollectionList list;
  for (const Declaration& declaration : records_.catalogue().registers) {
    if (!declaration.collection || !records_.reads(actor, declaration.name)) continue;
    const MatrixView shown = co_await matrix(actor, declaration.name);
    if (shown.rows.empty()) continue;
    list.collections.push_back(
        {declaration.name, declaration.capability, declaration.title, shown.rounds});
  }
  co_return list;
}

awaitable<MatrixView> CollectionService::matrix(const Actor& actor, const std::string& noun) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  co_return co_await database_.read([&](db::Connection& connection) {
    MatrixView view{noun, declaration.title, {}, {}};
    const auto rounds =
        open_rounds(*declaration.collection, calendar_, records_.today(), kRoundsShown);
    std::map<std::pair<std::string, std::string>, std::size_t> row_of;
    for (std::size_t i = 0; i < rounds.size(); ++i) {
      const Scene shown = scene(connection, declaration, rounds[i].period);
      const std::vector<Cell> cells = read_cells(actor, declaration, shown);
      view.rounds.push_back(line_of(shown, cells));
      for (const Cell& cell : cells) {
        const auto [row, is_new] =
            row_of.emplace(std::pair(cell.slot.unit, cell.slot.part), view.rows.size());
        if (is_new) {
          MatrixRow& made = view.rows.emplace_back();
          made.unit = named(cell.slot.unit);
          made.part = part_title(declaration, cell.slot.part);
          if (!cell.slot.parent.empty()) made.parent = named(cell.slot.parent);
          made.states.resize(rounds.size());
          made.late.resize(rounds.size());
        }
        view.rows[row->second].states[i] = cell.state;
        view.rows[row->second].late[i] = cell.late;
      }
    }
    return view;
  });
}

RoundMay CollectionService::may(const Actor& actor, const Declaration& declaration,
                                const Scene& scene) const {
  const Collection& asked = *declaration.collection;
  const auto* const approve = declaration.workflow.find_transition(asked.approve);
  RoundMay may;
  bool all = true;
  for (const Slot& slot : scene.slots) {
    may.approve = may.approve || records_.reaches(actor, approve->by, slot.unit);
    all = all && records_.reaches(actor, asked.lock_by, slot.unit);
    may.correct = may.correct || records_.reaches(actor, asked.correct_by, slot.unit);
  }
  may.lock = all && !scene.slots.empty() && !scene.locked;
  may.correct = may.correct && scene.locked;
  may.approve = may.approve && !scene.locked;
  may.remind = may.approve;
  return may;
}

namespace {

FigureField figure_field(const Declaration& declaration, const std::string& name) {
  const Field& field = *declaration.find_field(name);
  return {name, field.title, field.unit, field.scale};
}

}  // namespace

RoundView CollectionService::view(db::Connection& connection, const Actor& actor,
                                  const Declaration& declaration, const Scene& scene) const {
  const Collection& asked = *declaration.collection;
  const std::vector<Cell> cells = read_cells(actor, declaration, scene);
  RoundView view;
  view.noun = declaration.name;
  view.title = declaration.title;
  view.round = line_of(scene, cells);
  view.submit = asked.submit;
  view.approve = asked.approve;
  std::vector<std::string> shown = asked.sum;
  for (const std::string& field : asked.compare.fields) {
    if (std::ranges::find(shown, field) == shown.end()) shown.push_back(field);
  }
  for (const std::string& field : shown) view.fields.push_back(figure_field(declaration, field));
  std::set<std::string> missing;
  const auto copies = stamped(connection, declaration, cells);
  for (const Cell& cell : cells) {
    RoundSlot& slot = view.slots.emplace_back();
    slot.unit = named(cell.slot.unit);
    slot.part = cell.slot.part;
    slot.part_title = part_title(declaration, cell.slot.part);
    if (!cell.slot.parent.empty()) slot.parent = named(cell.slot.parent);
    slot.state = cell.state;
    slot.late = cell.late;
    slot.may_fill = !scene.locked && owes(cell.state) &&
                    records_.reaches(actor, declaration.write, cell.slot.unit);
    if (owes(cell.state) && missing.insert(cell.slot.unit).second) {
      view.missing.push_back(slot.unit);
    }
    if (!cell.filed) continue;
    slot.record = cell.filed->record;
    slot.version = cell.filed->version;
    slot.on = cell.filed->on;
    slot.outliers = cell.outliers;
    slot.explanation = cell.filed->explanation;
    if (const auto copy = copies.find(*slot.record); copy != copies.end()) {
      slot.stamped = copy->second;
    }
    for (const std::string& field : shown) {
      const auto figure = cell.filed->figures.find(field);
      if (figure != cell.filed->figures.end()) slot.figures[field] = figure->second;
    }
  }
  for (const FieldSum& sum : sums_of(declaration, cells)) {
    view.sums.push_back({figure_field(declaration, sum.field), sum.total, sum.units});
  }
  const auto names = access_.display_names(connection);
  const auto name_of = [&](const std::string& account) {
    const auto name = names.find(account);
    return name == names.end() ? std::string() : name->second;
  };
  for (const ApprovalRow& row : store_.approvals(connection, declaration.name, view.round.period)) {
    ApprovalView& made = view.approvals.emplace_back();
    made.unit = named(row.unit);
    made.at = base::rfc3339(row.approved_at);
    made.by = name_of(row.account);
    made.why = row.why;
    for (const std::string& unit : row.missing) made.missing.push_back(named(unit));
  }
  if (scene.lock) view.locked_by = name_of(scene.lock->account);
  const registers::Reach reach = records_.units_read(actor, declaration.name);
  for (RevisionRow& row :
       store_.revisions(connection, declaration.name, view.round.period, kRevisionsMax)) {
    if (!reach.contains(row.unit)) continue;
    view.revisions.push_back({named(row.unit), part_title(declaration, row.part), row.record,
                              row.version, base::rfc3339(row.revised_at), name_of(row.account),
                              row.why, std::move(row.changes)});
  }
  view.may = may(actor, declaration, scene);
  return view;
}

awaitable<RoundView> CollectionService::round(const Actor& actor, const std::string& noun,
                                              const std::string& period) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const base::Period asked = required_period(declaration, period);
  co_return co_await database_.read([&](db::Connection& connection) {
    return view(connection, actor, declaration, scene(connection, declaration, asked));
  });
}

MyForms CollectionService::forms_of(db::Connection& connection, const Actor& actor) {
  MyForms mine;
  for (const Declaration& declaration : records_.catalogue().registers) {
    if (!declaration.collection || !records_.reads(actor, declaration.name)) continue;
    const auto* const approve =
        declaration.workflow.find_transition(declaration.collection->approve);
    for (const Round& round :
         open_rounds(*declaration.collection, calendar_, records_.today(), kRoundsOwed)) {
      const Scene shown = scene(connection, declaration, round.period);
      if (shown.locked) continue;
      ApprovalDue due{declaration.name, declaration.title, round.period.key,
                      base::period_title(round.period)};
      for (const Cell& cell : shown.cells) {
        const bool approves = records_.reaches(actor, approve->by, cell.slot.unit);
        if (approves && cell.state == SlotState::submitted) ++due.submitted;
        if (approves && owes(cell.state)) ++due.owed;
        if (!records_.reaches(actor, declaration.write, cell.slot.unit)) continue;
        FormLine line = form_line(actor, declaration, shown, cell);
        if (line.record) mine.recorded.push_back(line);
        if (owes(cell.state)) mine.forms.push_back(std::move(line));
      }
      if (due.submitted > 0) mine.to_approve.push_back(std::move(due));
    }
  }
  std::ranges::stable_sort(mine.forms, {}, &FormLine::due_on);
  return mine;
}

awaitable<MyForms> CollectionService::mine(const Actor& actor) {
  co_return co_await database_.read(
      [&](db::Connection& connection) { return forms_of(connection, actor); });
}

std::int64_t CollectionService::to_do(db::Connection& connection, const Actor& actor) {
  const MyForms mine = forms_of(connection, actor);
  std::int64_t waiting = std::ssize(mine.forms);
  for (const ApprovalDue& due : mine.to_approve) waiting += due.submitted;
  return waiting;
}

// --- a form --------------------------------------------------------------------------------------

std::pair<CollectionService::Scene, Cell> CollectionService::required_form(
    db::Connection& connection, const Actor& actor, const Declaration& declaration,
    const base::Period& period, const std::string& unit, const std::string& part) const {
  Scene shown = scene(connection, declaration, period);
  const auto cell = std::ranges::find_if(
      shown.cells, [&](const Cell& one) { return one.slot.unit == unit && one.slot.part == part; });
  if (cell == shown.cells.end()) throw base::not_found({"这张表", "This form"});
  if (!records_.reaches(actor, declaration.write, unit)) {
    throw base::forbidden({"您的岗位不能填这个单位的表。",
                           "Your posts do not let you fill in the form of this unit."});
  }
  Cell found = *cell;
  return {std::move(shown), std::move(found)};
}

bj::object CollectionService::last_values(db::Connection& connection,
                                          const Declaration& declaration,
                                          const base::Period& period, const Slot& slot) const {
  const Collection& asked = *declaration.collection;
  std::vector<std::string> by = {asked.period_field};
  std::vector<db::Value> key = {period_value(declaration, base::previous_period(period))};
  if (!asked.part_field.empty()) {
    by.push_back(asked.part_field);
    key.emplace_back(slot.part);
  }
  by.push_back(declaration.owner.field);
  key.emplace_back(slot.unit);
  auto found = records_.kept(connection, declaration.name, by, std::span(&key, 1));
  return found.empty() ? bj::object() : std::move(found.front().values);
}

awaitable<bj::object> CollectionService::prefilled(const Declaration& declaration,
                                                   const Round& round, const Slot& slot,
                                                   std::vector<Prefilled>& from) const {
  const Collection& asked = *declaration.collection;
  bj::object values;
  const bj::object last = co_await database_.read([&](db::Connection& connection) {
    return last_values(connection, declaration, round.period, slot);
  });
  for (const std::string& field : asked.carry) {
    const bj::value* const value = last.if_contains(field);
    if (value == nullptr || value->is_null()) continue;
    const bool truth =
        declaration.find_field(field)->type == registers::Type::boolean && value->is_int64();
    values[field] = truth ? bj::value(value->get_int64() != 0) : *value;
    from.push_back({field, "carried", base::period_title(base::previous_period(round.period))});
  }
  // A count of one's own records, whoever keeps them.
  const Actor program = access_.program("collection");
  for (const registers::Prefill& prefill : asked.prefill) {
    registers::ListRequest request;
    request.filters.push_back({prefill.owner, "is", {slot.unit}});
    if (!prefill.states.empty()) request.filters.push_back({"state", "is", prefill.states});
    const Date today = records_.today();
    if (round.period.to < today) request.as_of = round.period.to;
    const auto groups =
        co_await records_.groups(program, prefill.register_name, request, prefill.owner);
    std::int64_t count = 0;
    for (const registers::GroupCount& group : groups) count += group.count;
    values[prefill.field] = count;
    from.push_back(
        {prefill.field, "counted", records_.catalogue().find(prefill.register_name)->title});
  }
  const Field& period = *declaration.find_field(asked.period_field);
  if (period.type == registers::Type::integer) {
    values[asked.period_field] = round.period.from.year();
  } else {
    values[asked.period_field] = round.period.key;
  }
  values[declaration.owner.field] = slot.unit;
  if (!asked.part_field.empty()) values[asked.part_field] = slot.part;
  co_return values;
}

awaitable<FormView> CollectionService::form(const Actor& actor, const std::string& noun,
                                            const std::string& period, const std::string& unit,
                                            const std::string& part) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const Collection& asked = *declaration.collection;
  const base::Period of = required_period(declaration, period);
  FormView view;
  const auto found = co_await database_.read([&](db::Connection& connection) {
    auto form = required_form(connection, actor, declaration, of, unit, part);
    const auto copies = stamped(connection, declaration, std::span(&form.second, 1));
    view.stamped.reset();
    if (!copies.empty()) view.stamped = copies.begin()->second;
    return form;
  });
  const auto& [shown, cell] = found;
  view.line = form_line(actor, declaration, shown, cell);
  view.locked = shown.locked;
  view.values = co_await prefilled(declaration, shown.round, cell.slot, view.prefilled);
  view.explain = asked.compare.explain;
  view.compared_with = base::period_title(earlier_period(asked.compare, of));
  // Of every compared field, also of those that are not filled in yet.
  std::map<std::string, std::int64_t> zeros;
  for (const std::string& field : asked.compare.fields) zeros[field] = 0;
  for (const Figure& figure :
       figures_of(declaration, cell.slot, zeros, shown.present, shown.earlier)) {
    ComparedField& compared = view.compared.emplace_back();
    compared.field = figure.field;
    compared.last = figure.last;
    if (figure.neighbours.size() >= kNeighboursMin) compared.median = median(figure.neighbours);
    compared.last_percent = asked.compare.last_percent;
    compared.neighbours_percent = asked.compare.neighbours_percent;
  }
  co_return view;
}

}  // namespace collection

#include "register/import_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/problem.hpp"
#include "register/cell.hpp"

namespace registers {

namespace {

// More than this do not fit into memory beside a large file.
constexpr std::size_t kNamesMax = 500'000;
// Records referred to whose values are remembered from row to row.
constexpr std::size_t kSameMax = 50'000;
constexpr std::int64_t kNamesPerPage = 2'000;

bool has(const std::vector<std::string>& list, const std::string& name) {
  return std::ranges::find(list, name) != list.end();
}

Issue wrong(std::size_t field, const char* code, Text message) {
  return {field, Severity::error, code, std::move(message)};
}

bool faulty(std::span<const Issue> issues, std::size_t field) {
  return std::ranges::any_of(issues, [&](const Issue& issue) {
    return issue.field == field && issue.severity == Severity::error;
  });
}

// Values of a combination as one text; none of them has a control character.
std::string joined(const Record& record, std::span<const std::size_t> positions) {
  std::string text;
  for (const std::size_t position : positions) {
    const Value& value = record[position];
    if (is_empty(value)) return {};
    if (const auto* words = std::get_if<std::string_view>(&value)) {
      text += *words;
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      text += std::to_string(*number);
    } else {
      text += std::get<bool>(value) ? '1' : '0';
    }
    text += '\x1F';
  }
  return text;
}

// A cell with a year and a month says nothing against the day that is recorded in that month.
bool is_month_of(std::string_view cell, const Value& recorded) {
  const auto* const day = std::get_if<std::string_view>(&recorded);
  if (day == nullptr) return false;
  const auto first = month_of_cell(half_width(trimmed(cell)));
  constexpr std::size_t kMonthLength = 7;  // 2009-05
  return first && day->starts_with(first->str().substr(0, kMonthLength));
}

bool fits(const zhijiao::access::Unit& unit, const Owner& owner, base::Date today) {
  const bool ended = unit.valid_to && *unit.valid_to < today;
  return !ended && (owner.kinds.empty() || has(owner.kinds, unit.kind));
}

}  // namespace

// --- what the file may name ----------------------------------------------------------------------

ImportRun::ImportRun(const RegisterService& records, db::Connection& connection, Actor actor,
                     const ImportRecord& import, base::Date today)
    : records_(records),
      actor_(std::move(actor)),
      today_(today),
      of_(records.find(actor_, import.noun)),
      declaration_(of_.declaration),
      empty_cells_(import.empty_cells),
      default_owner_(import.owner),
      before_(declaration_),
      write_reach_(records.reach(actor_, declaration_.write, today)),
      writable_(write_reach_.units.begin(), write_reach_.units.end()) {
  combinations_.push_back(declaration_.key);
  combinations_.insert(combinations_.end(), declaration_.unique.begin(), declaration_.unique.end());
  seen_.resize(combinations_.size());
  ColumnFields columns;
  std::vector<std::string> units;
  for (const ImportColumnView& column : import.columns) {
    units.push_back(unit_of_heading(column.title));
    columns.emplace_back();
    if (column.field) columns.back() = of_.position(*column.field);
  }
  ImportRows::References references;
  for (std::size_t i = 0; i < declaration_.fields.size(); ++i) {
    const Field& field = declaration_.fields[i];
    if (field.type != Type::reference || field.derived || field.retired) continue;
    if (std::ranges::find(columns, std::optional(i)) == columns.end()) continue;
    if (!names_.contains(field.ref)) {
      if (field.ref == kUnitRegister) {
        add_units();
      } else {
        add_records(connection, field.ref);
      }
    }
    references.emplace(i, &names_.at(field.ref));
  }
  rows_.emplace(of_.check, std::move(columns), std::move(references), std::move(units));
}

void ImportRun::add_units() {
  ReferenceNames& names = names_.try_emplace(std::string(kUnitRegister)).first->second;
  for (const auto& unit : records_.access_.directory()->units) {
    if (unit.valid_to && *unit.valid_to < today_) continue;
    for (const std::string& name : {unit.id, unit.name.zh, unit.name.en, unit.short_name.zh,
                                    unit.short_name.en, unit.credit_code}) {
      names.add(name, unit.id, unit.id, true);
    }
  }
}

// Records are called by their label or a word of it, by whatever besides their unit is unique to
// them, and by what a search finds them by.
void ImportRun::add_records(db::Connection& connection, const std::string& noun) {
  const Registered& to = records_.find(noun);
  const Declaration& declaration = to.declaration;
  const std::string& owner = declaration.owner.field;
  struct Name {
    bool sealed = false;
    bool everywhere = false;
  };
  std::vector<std::string> columns;
  std::vector<Name> kinds;
  const auto offer = [&](std::vector<std::string> fields) {
    const bool everywhere = std::erase(fields, owner) == 0;
    if (fields.size() != 1) return;
    const Field& field = *declaration.find_field(fields.front());
    if (field.type == Type::reference) return;
    columns.push_back(to.sql.compared_column(field.name));
    kinds.push_back({field.sensitive, everywhere});
  };
  offer(declaration.key);
  for (const auto& combination : declaration.unique) offer(combination);
  const bool owned = has(declaration.key, owner);
  for (const std::string& name : declaration.list.search) {
    const Field& field = *declaration.find_field(name);
    if (field.derived || field.sensitive || has(columns, name)) continue;
    columns.push_back(name);
    kinds.push_back({false, !owned});
  }
  const bool label_names_owner = std::ranges::any_of(
      declaration.label, [&](const LabelPart& part) { return part.field == owner; });

  std::vector<ReferenceNames::Mark> marks;
  for (const Field& field : declaration.fields) {
    const bool marked = field.sensitive && has(columns, field.name + "_blind");
    if (!marked) continue;
    marks.emplace_back([&sealer = records_.sealer_, place = noun + "." + field.name](
                           std::string_view text) { return sealer.blind(place, text); });
  }
  ReferenceNames& names = names_.emplace(noun, ReferenceNames(std::move(marks))).first->second;
  const Reach reach = records_.read_reach(actor_, to, today_);
  if (reach.nowhere()) return;
  std::string after;
  std::size_t count = 0;
  for (;;) {
    const auto page = records_.store_.names(
        connection, noun, reach, columns, after, kNamesPerPage,
        [&](std::string_view sql) { return records_.unit_facts(sql, false); });
    for (const RegisterStore::Named& named : page) {
      names.add_label(named.label, named.id, named.owner, !owned || label_names_owner);
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i].sealed) {
          names.add_mark(named.names[i], named.id, named.owner, kinds[i].everywhere);
        } else {
          names.add_list(named.names[i], named.id, named.owner, kinds[i].everywhere);
        }
      }
    }
    count += page.size();
    if (count > kNamesMax) {
      throw base::invalid(
          {fmt::format("“{}”超过 {} 条，无法按名称核对引用。请按学校或县分别导入。",
                       declaration.title.zh, kNamesMax),
           fmt::format("There are more than {} records of \"{}\" to look names up in. Import by "
                       "school or county.",
                       kNamesMax, declaration.title.en)},
          {});
    }
    if (static_cast<std::int64_t>(page.size()) < kNamesPerPage) return;
    after = page.back().id;
  }
}

std::string ImportRun::default_owner(const RegisterService& records, const Actor& actor,
                                     const std::string& noun,
                                     const std::optional<std::string>& given, base::Date today) {
  const Declaration& declaration = records.find(actor, noun).declaration;
  const Reach reach = records.reach(actor, declaration.write, today);
  const auto directory = records.access_.directory();
  if (given) {
    const auto* const unit = directory->find_unit(*given);
    const bool reached = reach.everywhere || has(reach.units, *given);
    if (unit == nullptr || !reached || !fits(*unit, declaration.owner, today)) {
      throw base::bad_request(
          {"不能为这个单位导入。", "Nothing can be imported for this unit."},
          {{"owner",
            {"没有这个单位，或不在您的岗位范围内，或不该有这种记录。",
             "There is no such unit, or it is out of your reach, or has no such records."}}});
    }
    return *given;
  }
  std::string only;
  for (const auto& unit : directory->units) {
    const bool reached = reach.everywhere || has(reach.units, unit.id);
    if (!reached || !fits(unit, declaration.owner, today)) continue;
    if (!only.empty()) return {};
    only = unit.id;
  }
  return only;
}

// --- rows ----------------------------------------------------------------------------------------

std::vector<ImportRun::Planned> ImportRun::plan(db::Connection& connection,
                                                std::span<const Given> rows, bool to_write,
                                                std::set<Reference>* references) {
  while (works_.size() < rows.size()) works_.push_back(std::make_unique<Work>(declaration_));
  const std::span<const std::unique_ptr<Work>> works(works_.data(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) read(rows[i], *works[i]);
  find_stored(connection, works);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    merge(rows[i], *works[i]);
    check_owner(*works[i]);
    check_fillers(*works[i]);
    check_state(*works[i]);
    check_same(connection, *works[i]);
    check_referred(connection, *works[i]);
    ask_ruler(connection, *works[i]);
  }
  find_clashes(connection, works);
  std::vector<Planned> all;
  all.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Planned& made = all.emplace_back(planned(rows[i], *works[i], to_write, references));
    if (to_write) continue;
    const bool joins = made.row.kind == RowKind::created && joined_ < kMovementsMax;
    const bool changes = made.row.kind == RowKind::changed && changed_ < kMovementsMax;
    if (!joins && !changes) continue;
    ++(joins ? joined_ : changed_);
    made.movement = movement(connection, rows[i], *works[i]);
  }
  return all;
}

void ImportRun::read(const Given& row, Work& work) const {
  work.given.clear();
  work.record.clear();
  work.cell_issues.clear();
  work.before_json = {};
  work.stored.reset();
  work.id.clear();
  work.repeated.clear();
  rows_->read(row.cells, default_owner_, work.given, work.cell_issues);
  work.issues = work.cell_issues;
  of_.check.check(work.given, today_, work.issues);
}

bool ImportRun::sound(const Work& work, const std::vector<std::string>& fields) const {
  return std::ranges::none_of(
      fields, [&](const std::string& name) { return faulty(work.issues, of_.position(name)); });
}

// The values by which a record is found, or nothing if one of them is empty.
std::vector<db::Value> ImportRun::compared(const Record& record,
                                           const std::vector<std::string>& fields) const {
  std::vector<db::Value> values;
  for (const std::string& name : fields) {
    const std::size_t position = of_.position(name);
    const Value& value = record[position];
    if (is_empty(value)) return {};
    if (declaration_.fields[position].sensitive) {
      values.emplace_back(records_.sealer_.blind(declaration_.name + "." + name,
                                                 std::get<std::string_view>(value)));
    } else {
      values.push_back(to_column(value));
    }
  }
  return values;
}

namespace {

std::vector<std::string> compared_columns(const RegisterSql& sql,
                                          const std::vector<std::string>& fields) {
  std::vector<std::string> columns;
  for (const std::string& name : fields) columns.push_back(sql.compared_column(name));
  return columns;
}

}  // namespace

void ImportRun::find_stored(db::Connection& connection,
                            std::span<const std::unique_ptr<Work>> rows) {
  std::vector<std::vector<db::Value>> keys;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!sound(*rows[i], declaration_.key)) continue;
    auto key = compared(rows[i]->given, declaration_.key);
    if (key.empty()) continue;
    keys.push_back(std::move(key));
    positions.push_back(i);
  }
  if (keys.empty()) return;
  auto found = records_.store_.stored_by(connection, declaration_.name,
                                         compared_columns(of_.sql, declaration_.key), keys);
  for (RegisterStore::Keyed& keyed : found) {
    Work& work = *rows[positions[keyed.key]];
    work.id = std::move(keyed.id);
    work.stored = std::move(keyed.record);
    found_ids_.insert(work.id);
  }
}

// The record as it would be: what is recorded, with what the cells say instead.
void ImportRun::merge(const Given& row, Work& work) {
  if (work.stored) {
    work.before_json = records_.opened(of_, work.stored->columns);
    of_.check.read_stored(work.before_json, work.record);
    work.issues = work.cell_issues;
  }
  for (std::size_t i = 0; i < declaration_.fields.size(); ++i) {
    const Field& field = declaration_.fields[i];
    if (!work.stored) {
      work.record[i] = work.given[i];
      continue;
    }
    const auto column = rows_->column_of(i);
    if (!column) continue;
    const bool empty = *column >= row.cells.size() || trimmed(row.cells[*column]).empty();
    if (empty && empty_cells_ == EmptyCells::keep) continue;
    if (field.type == Type::date && !empty && is_month_of(row.cells[*column], work.record[i])) {
      std::erase_if(work.issues, [&](const Issue& issue) { return issue.field == i; });
      continue;
    }
    if (field.sensitive && !is_empty(work.record[i]) && !empty) {
      // An export shows the masked value; whoever sends it back changes nothing.
      const auto value = std::get<std::string_view>(work.record[i]);
      if (masked(field.format, value) == trimmed(row.cells[*column])) continue;
    }
    work.record[i] = work.given[i];
  }
  // A new record is what the cells say, and that has been checked.
  if (!work.stored) return;
  of_.check.check(work.record, today_, work.issues);
  before_.clear();
  of_.check.read_stored(work.before_json, before_);
  work.differs = !std::ranges::equal(before_.values(), work.record.values());
}

void ImportRun::check_owner(Work& work) const {
  const std::size_t position = of_.position(declaration_.owner.field);
  const auto reached = [&](const std::string& unit) {
    return write_reach_.everywhere || writable_.contains(unit);
  };
  if (work.stored && !reached(work.stored->owner)) {
    work.issues.push_back(wrong(of_.position(declaration_.key.front()), "taken",
                                {"其他单位已有相同的记录", "another unit has such a record"}));
    return;
  }
  const auto* const owner = std::get_if<std::string_view>(&work.record[position]);
  if (owner == nullptr || faulty(work.issues, position)) return;
  const auto* const unit = records_.access_.directory()->find_unit(std::string(*owner));
  if (!reached(std::string(*owner))) {
    work.issues.push_back(wrong(position, "reach",
                                {"您的岗位不能填写这个单位的记录",
                                 "your posts do not let you write records of this unit"}));
  } else if (unit == nullptr || !fits(*unit, declaration_.owner, today_)) {
    work.issues.push_back(
        wrong(position, "kind",
              {"这个单位没有这种记录，或已撤销", "this unit has no such records, or has ended"}));
  }
}

const std::vector<bool>& ImportRun::forbidden(const std::string& owner) {
  const auto known = forbidden_.find(owner);
  if (known != forbidden_.end()) return known->second;
  std::vector<bool> fields;
  for (const Field& field : declaration_.fields) {
    fields.push_back(!records_.may_fill(actor_, field, owner, today_));
  }
  return forbidden_.emplace(owner, std::move(fields)).first->second;
}

// What stands as it is recorded passes, so that a list that was exported can come back; but nobody
// learns by it what he may not see.
void ImportRun::check_fillers(Work& work) {
  const auto* const owner =
      std::get_if<std::string_view>(&work.record[of_.position(declaration_.owner.field)]);
  if (owner == nullptr) return;
  const std::vector<bool>& fields = forbidden(std::string(*owner));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if ((!fields[i] && !of_.left_to_steps[i]) || !rows_->column_of(i)) continue;
    const bool changed = work.record[i] != (work.stored ? before_[i] : Value());
    const bool hidden = fields[i] && !declaration_.fields[i].read.empty();
    if (hidden ? !changed && is_empty(work.given[i]) : !changed) continue;
    // What is empty again is asked for anew by the step.
    if (!fields[i] && is_empty(work.record[i])) continue;
    if (of_.left_to_steps[i] && !hidden) {
      work.issues.push_back(wrong(i, "step", left_to_a_step(declaration_, declaration_.fields[i])));
    } else {
      work.issues.push_back(
          wrong(i, "role", {"您的岗位不能填写这一项", "your posts do not let you fill this in"}));
    }
  }
}

void ImportRun::check_state(Work& work) const {
  if (!work.stored || declaration_.workflow.empty() || has_error(work.issues)) return;
  const State* const state = declaration_.workflow.find_state(work.stored->state);
  if ((state != nullptr && state->editable) || !work.differs) return;
  const Text title = state == nullptr ? Text{work.stored->state, work.stored->state} : state->title;
  work.issues.push_back(
      wrong(Issue::kWholeRecord, "state",
            {fmt::format("内容有变化，但记录处于“{}”，不能直接修改，请先退回", title.zh),
             fmt::format("it differs from the record, which is \"{}\" and cannot be changed; have "
                         "it returned first",
                         title.en)}));
}

// What a row leaves as it is recorded is not judged again.
void ImportRun::check_same(db::Connection& connection, Work& work) {
  if (work.stored && !work.differs) return;
  for (std::size_t i = 0; i < declaration_.fields.size(); ++i) {
    const Field& field = declaration_.fields[i];
    if (field.same.empty() || is_empty(work.record[i])) continue;
    const auto moved = [&](std::size_t position) {
      return rows_->column_of(position).has_value() || !work.stored;
    };
    const bool touched = moved(i) || std::ranges::any_of(field.same, [&](const std::string& same) {
                           return moved(of_.position(same));
                         });
    if (!touched) continue;
    const std::string id(std::get<std::string_view>(work.record[i]));
    if (same_values_.size() >= kSameMax) same_values_.clear();
    const auto [known, is_new] = same_values_.try_emplace({i, id});
    if (is_new) known->second = records_.values_of(connection, field.ref, id, field.same);
    auto why = not_the_same(declaration_, field, work.record, known->second);
    if (why) work.issues.push_back(wrong(i, "reference", std::move(*why)));
  }
}

// The rules over what records referred to say, each of which is read once a run.
void ImportRun::check_referred(db::Connection& connection, Work& work) {
  if (of_.check.referred().empty() || (work.stored && !work.differs)) return;
  RegisterService::check_referred(
      of_, work.record, today_, work.issues, [&](const Field& field, const std::string& via) {
        const auto position = static_cast<std::size_t>(&field - declaration_.fields.data());
        if (same_values_.size() >= kSameMax) same_values_.clear();
        const auto [known, is_new] = same_values_.try_emplace({position, via});
        if (is_new) known->second = {records_.referred_value(connection, of_, field, via)};
        return known->second.front();
      });
}

// Who rules over records as a whole may refuse a row as he refuses a single record.
void ImportRun::ask_ruler(db::Connection& connection, Work& work) {
  if (has_error(work.issues) || (work.stored && !work.differs)) return;
  const std::string owner(
      std::get<std::string_view>(work.record[of_.position(declaration_.owner.field)]));
  if (work.stored) {
    before_.clear();
    of_.check.read_stored(work.before_json, before_);
  }
  try {
    records_.about_to_write(
        connection, actor_,
        {declaration_,
         "import",
         work.id,
         owner,
         work.stored ? &before_ : nullptr,
         work.record,
         work.stored ? std::string_view(work.stored->state) : std::string_view(),
         work.stored ? work.stored->version + 1 : 1,
         {}});
  } catch (const base::Problem& problem) {
    work.issues.push_back(wrong(Issue::kWholeRecord, "refused", problem.detail()));
  }
}

// What must be unique besides the key: by the key the record is found, by these it may clash. A
// record that stood there before it had to be unique goes on, as where a person changes it.
void ImportRun::find_clashes(db::Connection& connection,
                             std::span<const std::unique_ptr<Work>> rows) const {
  for (std::size_t which = 0; which < declaration_.unique.size(); ++which) {
    const auto& combination = declaration_.unique[which];
    std::vector<std::vector<db::Value>> keys;
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (has_error(rows[i]->issues)) continue;
      auto key = compared(rows[i]->record, combination);
      if (key.empty()) continue;
      keys.push_back(std::move(key));
      positions.push_back(i);
    }
    if (keys.empty()) continue;
    std::set<const Work*> stood;
    std::set<Work*> clashing;
    for (const RegisterStore::Keyed& keyed : records_.store_.stored_by(
             connection, declaration_.name, compared_columns(of_.sql, combination), keys)) {
      Work& work = *rows[positions[keyed.key]];
      if (keyed.id == work.id) {
        stood.insert(&work);
      } else {
        clashing.insert(&work);
      }
    }
    for (Work* const work : clashing) {
      if (stood.contains(work)) {
        work->repeated.push_back(which);
      } else {
        work->issues.push_back(wrong(of_.position(combination.back()), "taken",
                                     {"已有另一条记录使用", "another record has it already"}));
      }
    }
  }
}

RowKind ImportRun::kind_of(const Work& work) {
  if (has_error(work.issues)) return RowKind::bad;
  if (!work.stored) return RowKind::created;
  return work.differs ? RowKind::changed : RowKind::same;
}

ImportRun::Planned ImportRun::planned(const Given& row, Work& work, bool to_write,
                                      std::set<Reference>* references) const {
  Planned made;
  made.row.row = row.row;
  made.row.kind = kind_of(work);
  made.row.id = work.id;
  made.row.version = work.stored ? work.stored->version : 0;
  const bool written = made.row.kind == RowKind::created || made.row.kind == RowKind::changed;
  for (Issue& issue : work.issues) {
    const bool warning = issue.severity == Severity::warning;
    // What is recorded already has been confirmed.
    if (warning && !written && made.row.kind != RowKind::bad) continue;
    made.warned = made.warned || warning;
    const bool whole = issue.field == Issue::kWholeRecord;
    made.row.issues.push_back({whole ? std::string() : declaration_.fields[issue.field].name,
                               warning, std::move(issue.message)});
  }
  for (std::size_t i = 0; i < combinations_.size(); ++i) {
    std::vector<std::size_t> positions;
    for (const std::string& name : combinations_[i]) positions.push_back(of_.position(name));
    const bool repeated = i > 0 && std::ranges::find(work.repeated, i - 1) != work.repeated.end();
    made.keys.push_back(sound(work, combinations_[i]) && !repeated ? joined(work.record, positions)
                                                                   : std::string());
  }
  if (const auto* owner =
          std::get_if<std::string_view>(&work.record[of_.position(declaration_.owner.field)])) {
    made.owner = *owner;
  }
  if (!to_write || !written) return made;
  made.written.id = work.id;
  made.written.version = made.row.version + 1;
  made.written.state = work.stored ? work.stored->state : declaration_.workflow.initial;
  if (work.stored) {
    made.written.state_since = work.stored->state_since;
    made.written.returned = work.stored->returned;
    made.written_before = work.stored->recorded_at;
  }
  made.written.columns = records_.columns_of_record(of_, work.record);
  made.written.search_text = records_.search_text(of_, work.record);
  for (std::size_t i = 0; references != nullptr && i < declaration_.fields.size(); ++i) {
    const Field& field = declaration_.fields[i];
    const bool named = rows_->column_of(i) && field.type == Type::reference && !field.derived &&
                       field.ref != kUnitRegister && !is_empty(work.given[i]);
    if (named) {
      references->insert({field.ref, std::string(std::get<std::string_view>(work.given[i]))});
    }
  }
  return made;
}

// --- what is different ---------------------------------------------------------------------------

// A cell as the database gives it to a list; of another record what the file calls it.
std::string ImportRun::shown(std::size_t field, const Value& value, const Given* row) const {
  const Field& declared = declaration_.fields[field];
  if (is_empty(value)) return {};
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  const auto text = std::get<std::string_view>(value);
  if (declared.sensitive) return masked(declared.format, text);
  const auto column = rows_->column_of(field);
  const bool named = declared.type == Type::reference && declared.ref != kUnitRegister;
  if (named && row != nullptr && column && *column < row->cells.size()) {
    return std::string(trimmed(row->cells[*column]));
  }
  return std::string(text);
}

std::vector<Text> ImportRun::as_listed(const Record& record, const Given* row) const {
  std::string line = fmt::format("{0}{0}", kCellEnd);
  for (const std::size_t field : listed_) line += shown(field, record[field], row) + kCellEnd;
  std::vector<std::string> zh;
  std::vector<std::string> en;
  chinese_->read(line, zh);
  english_->read(line, en);
  std::vector<Text> texts;
  for (std::size_t i = 0; i < zh.size(); ++i) {
    texts.push_back({std::move(zh[i]), std::move(en[i])});
  }
  return texts;
}

ImportMovement ImportRun::movement(db::Connection& connection, const Given& row, Work& work) {
  if (!chinese_) {
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < declaration_.fields.size(); ++i) {
      if (declaration_.fields[i].derived) continue;
      listed_.push_back(i);
      fields.push_back(declaration_.fields[i].name);
    }
    std::map<std::string, Text> units;
    for (const auto& unit : records_.access_.directory()->units) units.emplace(unit.id, unit.name);
    const auto table = [&](http::Language language) {
      return std::make_unique<const ExportedTable>(declaration_, fields, std::vector<std::string>(),
                                                   units, language);
    };
    chinese_ = table(http::Language::zh);
    english_ = table(http::Language::en);
  }
  ImportMovement made;
  made.row = row.row;
  const std::vector<Text> after = as_listed(work.record, &row);
  for (const LabelPart& part : declaration_.label) {
    if (part.field.empty()) {
      made.label += part.text;
      continue;
    }
    const auto listed = std::ranges::find(listed_, of_.position(part.field));
    if (listed != listed_.end()) {
      made.label += after[static_cast<std::size_t>(listed - listed_.begin())].zh;
    }
  }
  if (!work.stored) return made;
  before_.clear();
  of_.check.read_stored(work.before_json, before_);
  const std::vector<Text> before = as_listed(before_, nullptr);
  for (std::size_t i = 0; i < listed_.size(); ++i) {
    const Field& field = declaration_.fields[listed_[i]];
    if (before_[listed_[i]] == work.record[listed_[i]]) continue;
    MovedField& change = made.changes.emplace_back();
    change.field = field.name;
    change.before = before[i];
    change.after = after[i];
    const bool named = field.type == Type::reference && field.ref != kUnitRegister;
    if (!named || is_empty(before_[listed_[i]])) continue;
    const auto one =
        records_.store_.one(connection, declaration_.name, work.id, {field.name}, std::nullopt,
                            [&](std::string_view sql) { return records_.unit_facts(sql, false); });
    if (!one) continue;
    const boost::json::value json = boost::json::parse(one->json);
    if (const auto* label = json.at("labels").at(field.name).if_string()) {
      change.before = {std::string(*label), std::string(*label)};
    }
  }
  return made;
}

void ImportRun::find_repeated(std::span<Planned> planned) {
  for (Planned& row : planned) {
    for (std::size_t i = 0; i < combinations_.size(); ++i) {
      if (row.keys[i].empty()) continue;
      const auto [first, is_new] = seen_[i].emplace(std::move(row.keys[i]), row.row.row);
      if (is_new) continue;
      row.row.kind = RowKind::bad;
      row.row.issues.push_back({combinations_[i].back(),
                                false,
                                {fmt::format("与第 {} 行重复", first->second),
                                 fmt::format("row {} has the same already", first->second)}});
    }
    if (row.row.kind != RowKind::bad) owners_.insert(row.owner);
  }
}

std::int64_t ImportRun::absent(db::Connection& connection, std::size_t records_max,
                               std::vector<ImportedRecord>& first) const {
  if (owners_.empty()) return 0;
  const Reach reach{false, {owners_.begin(), owners_.end()}};
  // Who graduated or left years ago is not missing from this year's file.
  const auto counts = [&](const std::string& name) {
    const auto& present = declaration_.duplicates.states;
    const State* const state = declaration_.workflow.find_state(name);
    return present.empty() || has(present, name) || (state != nullptr && state->editable);
  };
  std::int64_t count = 0;
  std::string after;
  for (;;) {
    const auto page = records_.store_.names(
        connection, declaration_.name, reach, {}, after, kNamesPerPage,
        [&](std::string_view sql) { return records_.unit_facts(sql, false); });
    for (const RegisterStore::Named& named : page) {
      if (found_ids_.contains(named.id) || !counts(named.state)) continue;
      ++count;
      if (first.size() < records_max) first.push_back({named.id, named.label, named.state});
    }
    if (static_cast<std::int64_t>(page.size()) < kNamesPerPage) return count;
    after = page.back().id;
  }
}

}  // namespace registers

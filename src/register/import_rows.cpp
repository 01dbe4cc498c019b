#include "register/import_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "register/cell.hpp"

namespace registers {

namespace {

// 学费（元）* and 学费 are one heading.
std::string heading_key(std::string_view title) {
  std::string key = base::fold(title);  // also brackets and colons in half width
  const auto drop_last = [&](std::string_view ending) {
    if (!key.ends_with(ending)) return false;
    key.resize(key.size() - ending.size());
    return true;
  };
  while (drop_last("*") || drop_last(":")) {
  }
  while (key.starts_with('*')) key.erase(0, 1);
  if (key.ends_with(')')) {
    const std::size_t bracket = key.rfind('(');
    if (bracket != std::string::npos && bracket > 0) key.resize(bracket);
  }
  return key;
}

// What a heading may be → the field; what the declaration says goes before what presets know.
std::unordered_map<std::string, std::size_t> heading_keys(const Declaration& declaration) {
  std::unordered_map<std::string, std::size_t> keys;
  const auto add = [&](std::string_view title, std::size_t field) {
    std::string key = heading_key(title);
    if (!key.empty()) keys.emplace(std::move(key), field);
  };
  const auto& fields = declaration.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].from_cells()) continue;
    add(fields[i].title.zh, i);
    add(fields[i].title.en, i);
    add(fields[i].name, i);
  }
  for (const ImportPreset& preset : declaration.imports) {
    for (const ImportColumn& column : preset.columns) {
      const Field* const field = declaration.find_field(column.field);
      if (field == nullptr || !field->from_cells()) continue;
      add(column.title, static_cast<std::size_t>(field - fields.data()));
    }
  }
  return keys;
}

ColumnFields guess(const std::unordered_map<std::string, std::size_t>& keys,
                   std::span<const std::string> titles) {
  ColumnFields columns;
  std::set<std::size_t> taken;
  for (const std::string& title : titles) {
    const auto found = keys.find(heading_key(title));
    if (found == keys.end() || !taken.insert(found->second).second) {
      columns.emplace_back();
    } else {
      columns.emplace_back(found->second);
    }
  }
  return columns;
}

}  // namespace

ColumnFields guess_columns(const Declaration& declaration, std::span<const std::string> titles) {
  return guess(heading_keys(declaration), titles);
}

ColumnFields with_choices(std::span<const std::string> titles, ColumnFields guessed,
                          std::span<const ChosenColumn> chosen) {
  std::set<std::size_t> taken;
  std::vector<bool> decided(titles.size(), false);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const auto choice = std::ranges::find(chosen, titles[i], &ChosenColumn::title);
    if (choice == chosen.end()) continue;
    decided[i] = true;
    const bool free = choice->field && taken.insert(*choice->field).second;
    guessed[i] = free ? choice->field : std::nullopt;
  }
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (!decided[i] && guessed[i] && !taken.insert(*guessed[i]).second) guessed[i].reset();
  }
  return guessed;
}

const ImportPreset* preset_of(const Declaration& declaration, std::span<const std::string> titles) {
  // A heading or two may be anybody's.
  constexpr std::size_t kHeadingsToTell = 3;
  // A file with the titles of the page, or with headings that many files have, is of no preset.
  std::set<std::string> shared;
  for (const Field& field : declaration.fields) {
    for (const std::string& title : {field.title.zh, field.title.en, field.name}) {
      shared.insert(heading_key(title));
    }
  }
  for (const ImportPreset& preset : declaration.imports) {
    if (!preset.title.zh.empty()) continue;
    for (const ImportColumn& column : preset.columns) shared.insert(heading_key(column.title));
  }
  const ImportPreset* best = nullptr;
  std::size_t most = 0;
  for (const ImportPreset& preset : declaration.imports) {
    if (preset.title.zh.empty()) continue;
    std::set<std::string> only;
    for (const ImportColumn& column : preset.columns) {
      std::string key = heading_key(column.title);
      if (!shared.contains(key)) only.insert(std::move(key));
    }
    const auto named = static_cast<std::size_t>(std::ranges::count_if(
        titles, [&](const std::string& title) { return only.contains(heading_key(title)); }));
    if (named >= std::min(only.size(), kHeadingsToTell) && named > most) {
      most = named;
      best = &preset;
    }
  }
  return best;
}

Heading find_heading(const Declaration& declaration,
                     std::span<const std::vector<std::string>> first_rows) {
  const auto keys = heading_keys(declaration);
  Heading best;
  std::ptrdiff_t most = -1;
  for (std::size_t i = 0; i < first_rows.size(); ++i) {
    ColumnFields fields = guess(keys, first_rows[i]);
    const auto named =
        std::ranges::count_if(fields, [](const auto& field) { return field.has_value(); });
    if (named <= most) continue;
    most = named;
    best = {i, std::move(fields)};
  }
  return best;
}

// --- references ----------------------------------------------------------------------------------

void ReferenceNames::add(std::string_view name, const std::string& id, const std::string& owner,
                         bool everywhere) {
  add_mark(base::fold(name), id, owner, everywhere);
}

void ReferenceNames::add_mark(const std::string& mark, const std::string& id,
                              const std::string& owner, bool everywhere) {
  add_to(entries_, mark, {id, owner, everywhere});
}

void ReferenceNames::add_label(std::string_view label, const std::string& id,
                               const std::string& owner, bool everywhere) {
  add(label, id, owner, everywhere);
  if (label.find(' ') == std::string_view::npos) return;
  while (!label.empty()) {
    const std::size_t end = std::min(label.find(' '), label.size());
    const std::string word = base::fold(label.substr(0, end));
    if (word != "·" && word != "-") add_to(words_, word, {id, owner, everywhere});
    label.remove_prefix(std::min(end + 1, label.size()));
  }
}

void ReferenceNames::add_list(std::string_view names, const std::string& id,
                              const std::string& owner, bool everywhere) {
  constexpr std::string_view kMark = "、";
  add(names, id, owner, everywhere);
  if (names.find(kMark) == std::string_view::npos) return;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(kMark), names.size());
    add_to(words_, base::fold(names.substr(0, end)), {id, owner, everywhere});
    names.remove_prefix(std::min(end + kMark.size(), names.size()));
  }
}

void ReferenceNames::add_to(Entries& entries, const std::string& key, const Entry& entry) {
  if (key.empty()) return;
  const auto [from, to] = entries.equal_range(key);
  const bool known = std::any_of(from, to, [&](const auto& one) {
    return one.second.id == entry.id && one.second.everywhere == entry.everywhere;
  });
  if (!known) entries.emplace(key, entry);
}

ReferenceNames::Found ReferenceNames::find(std::string_view text, std::string_view owner) const {
  const std::string name = base::fold(text);
  Found found = find_in(entries_, name, owner);
  for (const Mark& mark : marks_) {
    if (!found.id.empty() || found.ambiguous) break;
    found = find_in(entries_, mark(half_width(text)), owner);
  }
  if (found.id.empty() && !found.ambiguous) found = find_in(words_, name, owner);
  return found;
}

// What belongs to the unit of the row goes before what others call the same.
ReferenceNames::Found ReferenceNames::find_in(const Entries& entries, const std::string& key,
                                              std::string_view owner) {
  const auto [from, to] = entries.equal_range(key);
  Found own;
  Found other;
  for (auto at = from; at != to; ++at) {
    const Entry& entry = at->second;
    if (entry.owner != owner && !entry.everywhere) continue;
    Found& found = entry.owner == owner ? own : other;
    if (found.id.empty()) {
      found.id = entry.id;
    } else if (found.id != entry.id) {
      found.ambiguous = true;
    }
  }
  Found& best = own.id.empty() ? other : own;
  if (best.ambiguous) best.id = {};
  return best;
}

// --- rows ----------------------------------------------------------------------------------------

std::string unit_of_heading(std::string_view title) {
  for (const std::string_view unit : {"亿元", "万元"}) {
    if (title.find(unit) != std::string_view::npos) return std::string(unit);
  }
  return {};
}

namespace {

// A cell that names its own unit keeps it.
bool names_a_unit(std::string_view cell) {
  return std::ranges::any_of(std::array{"元", "万", "亿"},
                             [&](const char* unit) { return cell.ends_with(unit); });
}

}  // namespace

ImportRows::ImportRows(const RecordCheck& check, ColumnFields columns, References references,
                       std::vector<std::string> units)
    : check_(check),
      columns_(std::move(columns)),
      references_(std::move(references)),
      units_(std::move(units)) {
  const Declaration& declaration = check_.declaration();
  const auto position = [&](std::string_view name) {
    return static_cast<std::size_t>(declaration.find_field(name) - declaration.fields.data());
  };
  owner_ = position(declaration.owner.field);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i]) column_of_.emplace(*columns_[i], i);
  }
  for (const ImportPreset& preset : declaration.imports) {
    for (const ImportWord& word : preset.words) {
      words_[position(word.field)].emplace(base::fold(word.word), word.value);
    }
    for (const std::string& field : preset.months) months_.insert(position(field));
  }
}

std::optional<std::size_t> ImportRows::column_of(std::size_t field) const {
  const auto found = column_of_.find(field);
  if (found == column_of_.end()) return std::nullopt;
  return found->second;
}

void ImportRows::read(std::span<const std::string> cells, std::string_view default_owner,
                      Record& record, std::vector<Issue>& issues) const {
  const auto& fields = check_.declaration().fields;
  const std::size_t count = std::min(cells.size(), columns_.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (!columns_[i]) continue;
    const std::size_t field = *columns_[i];
    std::string_view cell = without_guard(trimmed(cells[i]));
    const auto words = words_.find(field);
    if (words != words_.end()) {
      const auto word = words->second.find(base::fold(cell));
      if (word != words->second.end()) cell = word->second;
    }
    const bool in_units = i < units_.size() && !units_[i].empty() && !cell.empty() &&
                          fields[field].unit == "fen" && !names_a_unit(cell);
    if (in_units) cell = record.keep(std::string(cell) + units_[i]);
    if (!read_month(field, cell, record, issues)) check_.read_cell(field, cell, record, issues);
  }
  // The unit first: what other cells name is looked for among its records.
  read_reference(owner_, {}, record, issues);
  if (!column_of_.contains(owner_) && !default_owner.empty()) {
    record[owner_] = record.keep(default_owner);
  }
  const auto* const owner = std::get_if<std::string_view>(&record[owner_]);
  const std::string_view unit = owner == nullptr ? std::string_view() : *owner;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i != owner_ && fields[i].type == Type::reference && !fields[i].derived) {
      read_reference(i, unit, record, issues);
    }
  }
}

bool ImportRows::read_month(std::size_t field, std::string_view cell, Record& record,
                            std::vector<Issue>& issues) const {
  if (check_.declaration().fields[field].type != Type::date) return false;
  const auto first = month_of_cell(half_width(cell));
  if (!first) return false;
  if (months_.contains(field)) {
    record[field] = record.keep(first->str());
    issues.push_back({field,
                      Severity::warning,
                      "month",
                      {"只写了年月，按当月 1 日登记",
                       "only year and month are given: the first day of the month is recorded"}});
  } else {
    issues.push_back(
        {field,
         Severity::error,
         "month",
         {"只写了年月，请写到日；不要这一列，可以回到列的对应设为“不导入”",
          "only year and month are given: write the day too, or leave the column out"}});
  }
  return true;
}

void ImportRows::read_reference(std::size_t field, std::string_view owner, Record& record,
                                std::vector<Issue>& issues) const {
  const auto* const text = std::get_if<std::string_view>(&record[field]);
  if (text == nullptr) return;
  const auto names = references_.find(field);
  const ReferenceNames::Found found =
      names == references_.end() ? ReferenceNames::Found{} : names->second->find(*text, owner);
  if (!found.id.empty()) {
    record[field] = found.id;
    return;
  }
  const Text& title = check_.declaration().fields[field].title;
  Text message =
      found.ambiguous
          ? Text{fmt::format("有几个{}叫这个名称，请写编号", title.zh),
                 fmt::format("several are called so ({}): write the number or code", title.en)}
          : Text{fmt::format("没有找到这个{}，或您无权查看", title.zh),
                 fmt::format("there is no such {}, or you may not see it", title.en)};
  issues.push_back(
      {field, Severity::error, found.ambiguous ? "ambiguous" : "reference", std::move(message)});
  record[field] = {};
}

std::string_view without_guard(std::string_view cell) {
  constexpr std::array<std::string_view, 8> kOpenings{"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  if (!cell.starts_with('\'')) return cell;
  const std::string_view rest = cell.substr(1);
  const bool guarded = std::ranges::any_of(
      kOpenings, [&](std::string_view opening) { return rest.starts_with(opening); });
  return guarded ? rest : cell;
}

}  // namespace registers

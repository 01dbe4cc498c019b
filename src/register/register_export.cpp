#include "register/register_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "base/decimal.hpp"
#include "register/register_sql.hpp"

namespace registers {

namespace {

using http::Language;

constexpr int kFenScale = 2;
// Some 10 MB of names.
constexpr std::size_t kTextsMax = 50'000;

const std::string& in(const Text& text, Language language) {
  return language == Language::en && !text.en.empty() ? text.en : text.zh;
}

class CellReader {
 public:
  explicit CellReader(std::string_view row) : rest_(row) {}
  std::string_view next() {
    const std::size_t end = rest_.find(kCellEnd);
    if (end == std::string_view::npos) throw std::logic_error("a row with too few cells");
    const std::string_view value = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return value;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

int scale_of(const Field& field) { return field.unit == "fen" ? kFenScale : field.scale; }

http::Column column_of(const Field& field) {
  http::Column column{field.title};
  if (field.sensitive) return column;
  if (field.type == Type::date) column.kind = http::ColumnKind::date;
  if (field.type == Type::integer) {
    column.kind = scale_of(field) > 0 ? http::ColumnKind::decimal : http::ColumnKind::integer;
  }
  if (field.unit == "fen") {
    column.title.zh += "（元）";
    column.title.en += " (yuan)";
  }
  return column;
}

}  // namespace

ExportedTable::ExportedTable(const Declaration& declaration, const std::vector<std::string>& fields,
                             const std::vector<std::string>& in_full,
                             const std::map<std::string, Text>& units, Language language,
                             Unseal unseal)
    : unseal_(std::move(unseal)), head_{declaration.title, {}, {}} {
  for (const std::string& name : fields) {
    Shown& shown = shown_.emplace_back();
    shown.field = declaration.find_field(name);
    if (shown.field == nullptr) {
      head_.columns.push_back({{"状态", "State"}});
      for (const State& state : declaration.workflow.states) {
        shown.words.emplace(state.name, in(state.title, language));
      }
      continue;
    }
    const Field& field = *shown.field;
    head_.columns.push_back(column_of(field));
    shown.told = told_by(declaration, field) != nullptr;
    shown.sealed = std::ranges::find(in_full, name) != in_full.end();
    for (const Choice& choice : field.choices) {
      shown.words.emplace(choice.value, in(choice.title, language));
    }
    if (field.type == Type::reference && field.ref == kUnitRegister) {
      for (const auto& [id, unit] : units) shown.words.emplace(id, in(unit, language));
    }
    if (field.type == Type::boolean) {
      // A value of the database or of its JSON.
      for (const char* yes : {"1", "true"}) shown.words.emplace(yes, in({"是", "yes"}, language));
      for (const char* no : {"0", "false"}) shown.words.emplace(no, in({"否", "no"}, language));
    }
  }
}

std::map<std::string, std::vector<std::string>> ExportedTable::unknown(
    std::span<const std::string> rows) {
  std::map<std::string, std::vector<std::string>> unknown;
  for (Shown& shown : shown_) {
    if (shown.texts.size() > kTextsMax) shown.texts.clear();
  }
  std::string id;
  for (const std::string& row : rows) {
    CellReader reader(row);
    reader.next();  // the id
    reader.next();  // the state
    for (Shown& shown : shown_) {
      if (shown.field == nullptr) continue;
      const std::string_view value = reader.next();
      if (!shown.told || value.empty()) continue;
      id = value;
      if (shown.texts.contains(id)) continue;
      shown.texts.emplace(id, id);
      unknown[shown.field->name].push_back(id);
    }
  }
  return unknown;
}

void ExportedTable::learn(const std::string& field,
                          const std::vector<std::pair<std::string, std::string>>& texts) {
  for (Shown& shown : shown_) {
    if (shown.field == nullptr || shown.field->name != field) continue;
    for (const auto& [id, text] : texts) shown.texts.insert_or_assign(id, text);
  }
}

void ExportedTable::show(const Shown& shown, std::string_view value, std::string& cell) const {
  cell = value;
  if (shown.told) {
    const auto text = shown.texts.find(cell);
    if (text != shown.texts.end()) cell = text->second;
  }
  if (cell.empty()) return;
  if (shown.sealed) {
    cell = unseal_(*shown.field, value);
  } else if (!shown.words.empty()) {
    // A value of an older declaration is shown as it was recorded.
    const auto word = shown.words.find(cell);
    if (word != shown.words.end()) cell = word->second;
  } else if (shown.field != nullptr && shown.field->type == Type::integer &&
             scale_of(*shown.field) > 0) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error == std::errc() && end == cell.data() + cell.size()) {
      cell = base::decimal_text(number, scale_of(*shown.field));
    }
  }
}

void ExportedTable::read(std::string_view row, std::vector<std::string>& cells) const {
  CellReader reader(row);
  reader.next();  // the id
  const std::string_view state = reader.next();
  cells.resize(shown_.size());
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    show(shown_[i], shown_[i].field == nullptr ? state : reader.next(), cells[i]);
  }
  if (!reader.at_end()) throw std::logic_error("a row with too many cells");
}

}  // namespace registers

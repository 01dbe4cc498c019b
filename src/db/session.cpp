#include "db/session.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace db {

namespace {

// Lists with declared filters make many texts; beyond this the least used one is prepared again.
constexpr std::size_t kStatementsMax = 500;

void require_storable(const std::string& text) {
  if (text.find('\0') != std::string::npos) {
    throw base::invalid({"内容含有空字符（NUL），无法保存。请删除后重试。",
                         "The text contains a NUL character and cannot be kept. Remove it and try "
                         "again."},
                        {});
  }
  if (!base::is_utf8(text)) {
    throw base::invalid({"内容不是有效的 UTF-8 文本，无法保存。请以 UTF-8 编码重新提交。",
                         "The text is not valid UTF-8 and cannot be kept. Send it again as UTF-8."},
                        {});
  }
}

const Value& value_of(std::span<const Bind> binds, std::string_view name) {
  for (const Bind& bind : binds) {
    if (bind.name == name) return bind.value;
  }
  throw std::logic_error("no value for :" + std::string(name));
}

}  // namespace

Session::Session(const soci::backend_factory& factory, const std::string& connect) {
  session_.open(factory, connect);
}

Session::~Session() = default;

void Session::close() {
  statements_.clear();
  failed_.clear();
  session_.close();
}

std::int64_t Session::run(std::string_view sql, std::span<const Bind> binds,
                          std::span<const ColumnKind> kinds, void* rows, RowSink sink) {
  Prepared& prepared = prepare(sql, binds, kinds);
  try {
    assign(prepared, binds);
    bool row = prepared.statement.execute(true);
    if (!counts_before_run()) check_columns(prepared);
    if (kinds.empty()) return prepared.statement.get_affected_rows();
    while (row) {
      for (std::size_t i = 0; i < prepared.cells.size(); ++i) {
        Cell& cell = prepared.cells[i];
        cell.is_null = prepared.indicators[i] == soci::i_null;
        if (kinds[i] == ColumnKind::boolean && all_text()) {
          cell.integer = cell.text == "t" || cell.text == "1" ? 1 : 0;
        }
      }
      sink(rows, prepared.cells.data());
      row = prepared.statement.fetch();
    }
    return prepared.statement.get_affected_rows();
  } catch (const soci::soci_error& error) {
    // SOCI leaves a statement that failed half bound, so it is not used again; its memory must
    // outlive `raise`, which reads the error from it.
    const auto found = statements_.find(sql);
    failed_.push_back(std::move(found->second));
    statements_.erase(found);
    raise(error, failed_.back().get(), sql, binds);
    std::terminate();  // raise never returns, which g++ does not see through a virtual call
  } catch (...) {
    forget(sql);
    throw;
  }
}

std::vector<std::vector<std::string>> Session::texts(std::string_view sql,
                                                     std::span<const Bind> binds,
                                                     std::size_t columns) {
  struct Rows {
    std::size_t columns;
    std::vector<std::vector<std::string>> rows;
  } all{columns, {}};
  const std::vector<ColumnKind> kinds(columns, ColumnKind::text);
  run(sql, binds, kinds, &all, [](void* sink, Cell* cells) {
    auto& into = *static_cast<Rows*>(sink);
    auto& row = into.rows.emplace_back();
    for (std::size_t i = 0; i < into.columns; ++i) {
      row.push_back(cells[i].is_null ? std::string() : std::move(cells[i].text));
    }
  });
  return std::move(all.rows);
}

Session::Prepared& Session::prepare(std::string_view sql, std::span<const Bind> binds,
                                    std::span<const ColumnKind> kinds) {
  if (const auto found = statements_.find(sql); found != statements_.end()) {
    if (std::equal(kinds.begin(), kinds.end(), found->second->kinds.begin(),
                   found->second->kinds.end())) {
      found->second->used = ++uses_;
      return *found->second;
    }
    statements_.erase(found);
  }
  make_room();
  auto made = std::make_unique<Prepared>(session_);
  made->text = number_placeholders(sql, dialect());
  made->parameters.resize(made->text.names.size());
  made->kinds.assign(kinds.begin(), kinds.end());
  made->cells.resize(kinds.size());
  made->indicators.resize(kinds.size());
  made->used = ++uses_;
  for (std::size_t i = 0; i < made->parameters.size(); ++i) {
    made->parameters[i].is_text =
        all_text() || !std::holds_alternative<std::int64_t>(value_of(binds, made->text.names[i]));
  }
  try {
    made->statement.alloc();
    made->statement.prepare(made->text.sql, soci::details::st_repeatable_query);
    attach(*made);
  } catch (const soci::soci_error& error) {
    raise(error, nullptr, sql, binds);
  }
  if (counts_before_run()) check_columns(*made);
  return *statements_.emplace(sql, std::move(made)).first->second;
}

void Session::attach(Prepared& prepared) {
  for (Parameter& parameter : prepared.parameters) {
    if (parameter.is_text) {
      prepared.statement.exchange(soci::use(parameter.text, parameter.indicator));
    } else {
      prepared.statement.exchange(soci::use(parameter.integer, parameter.indicator));
    }
  }
  for (std::size_t i = 0; i < prepared.kinds.size(); ++i) {
    const bool as_text = prepared.kinds[i] == ColumnKind::text ||
                         (prepared.kinds[i] == ColumnKind::boolean && all_text());
    if (as_text) {
      prepared.statement.exchange(soci::into(prepared.cells[i].text, prepared.indicators[i]));
    } else {
      prepared.statement.exchange(soci::into(prepared.cells[i].integer, prepared.indicators[i]));
    }
  }
  prepared.statement.define_and_bind();
}

void Session::assign(Prepared& prepared, std::span<const Bind> binds) {
  if (binds.size() != prepared.parameters.size()) {
    throw std::logic_error("a value was bound that the statement does not name");
  }
  bool type_changed = false;
  for (std::size_t i = 0; i < prepared.parameters.size(); ++i) {
    Parameter& parameter = prepared.parameters[i];
    // Whoever binds in the order of the statement is not searched: it may have thousands of values.
    const std::string& name = prepared.text.names[i];
    const Value& value = binds[i].name == name ? binds[i].value : value_of(binds, name);
    if (std::holds_alternative<std::nullptr_t>(value)) {
      parameter.indicator = soci::i_null;
      continue;
    }
    parameter.indicator = soci::i_ok;
    if (const auto* text = std::get_if<std::string>(&value)) {
      require_storable(*text);
      type_changed |= !parameter.is_text;
      parameter.is_text = true;
      parameter.text = *text;
    } else if (all_text()) {
      parameter.text = std::to_string(std::get<std::int64_t>(value));
    } else {
      type_changed |= parameter.is_text;
      parameter.is_text = false;
      parameter.integer = std::get<std::int64_t>(value);
    }
  }
  if (type_changed) {
    prepared.statement.bind_clean_up();
    attach(prepared);
  }
}

void Session::check_columns(Prepared& prepared) const {
  const int columns = column_count(prepared);
  if (columns == static_cast<int>(prepared.kinds.size())) return;
  throw std::logic_error("a statement returns " + std::to_string(columns) + " columns, not the " +
                         std::to_string(prepared.kinds.size()) + " asked for");
}

void Session::forget(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) {
    failed_.push_back(std::move(found->second));
    statements_.erase(found);
  }
}

void Session::make_room() {
  if (statements_.size() < kStatementsMax) return;
  statements_.erase(std::min_element(
      statements_.begin(), statements_.end(),
      [](const auto& a, const auto& b) { return a.second->used < b.second->used; }));
}

}  // namespace db

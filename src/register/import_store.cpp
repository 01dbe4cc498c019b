#include "register/import_store.hpp"

#include <boost/json.hpp>
#include <utility>

#include "base/record_json.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

constexpr std::string_view kPlace = "register_import.cells";
constexpr std::string_view kMovementsPlace = "register_import.movements";

template <class T>
std::string name_of(T value) {
  return boost::describe::enum_to_string(value, "");
}

}  // namespace

constexpr db::Migration kImportTables{"register/0002_imports", R"sql(
CREATE TABLE register_import (
  region {text} NOT NULL,
  id {text} NOT NULL,
  noun {text} NOT NULL,
  account {text} NOT NULL,
  state {text} NOT NULL,
  made_at {int} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT register_import_pkey PRIMARY KEY (region, id),
  CONSTRAINT register_import_known_state CHECK (state IN
    ('checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed'))
){strict};
CREATE INDEX register_import_of_account ON register_import (region, account, noun, id);
CREATE INDEX register_import_in_state ON register_import (region, state, id);
CREATE TABLE register_import_slice (
  region {text} NOT NULL,
  import {text} NOT NULL,
  number {int} NOT NULL,
  state {text} NOT NULL,
  last_row {int} NOT NULL,
  issues {int} NOT NULL,
  rows {text} NOT NULL,
  cells {text} NOT NULL,
  CONSTRAINT register_import_slice_pkey PRIMARY KEY (region, import, number),
  CONSTRAINT register_import_slice_import FOREIGN KEY (region, import)
    REFERENCES register_import (region, id),
  CONSTRAINT register_import_slice_known_state CHECK (state IN ('waiting', 'applied', 'undone'))
){strict};
CREATE INDEX register_import_slice_in_state ON register_import_slice
  (region, import, state, number);
)sql"};

constexpr db::Migration kImportMemoryTables{"register/0003_import_memory", R"sql(
CREATE TABLE register_import_movement (
  region {text} NOT NULL,
  import {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT register_import_movement_pkey PRIMARY KEY (region, import),
  CONSTRAINT register_import_movement_import FOREIGN KEY (region, import)
    REFERENCES register_import (region, id)
){strict};
CREATE TABLE register_import_mapping (
  region {text} NOT NULL,
  account {text} NOT NULL,
  noun {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT register_import_mapping_pkey PRIMARY KEY (region, account, noun)
){strict};
)sql"};

void ImportStore::insert(db::Connection& connection, const ImportRecord& import) const {
  connection.execute(
      "INSERT INTO register_import (region, id, noun, account, state, made_at, content) "
      "VALUES (:region, :id, :noun, :account, :state, :at, :content)",
      {{"region", region_},
       {"id", import.id},
       {"noun", import.noun},
       {"account", import.account},
       {"state", name_of(import.state)},
       {"at", connection.now()},
       {"content", base::record_text(import)}});
}

bool ImportStore::update(db::Connection& connection, const ImportRecord& import,
                         ImportState from) const {
  return connection.execute(
             "UPDATE register_import SET state = :state, content = :content "
             "WHERE region = :region AND id = :id AND state = :from",
             {{"state", name_of(import.state)},
              {"content", base::record_text(import)},
              {"region", region_},
              {"id", import.id},
              {"from", name_of(from)}}) == 1;
}

std::optional<ImportRecord> ImportStore::import(db::Connection& connection,
                                                const std::string& id) const {
  const auto row = connection.select_one<std::string>(
      "SELECT content FROM register_import WHERE region = :region AND id = :id",
      {{"region", region_}, {"id", id}});
  if (!row) return std::nullopt;
  return base::record_from<ImportRecord>(std::get<0>(*row));
}

std::vector<ImportRecord> ImportStore::imports(db::Connection& connection, const std::string& noun,
                                               const std::string& account,
                                               std::int64_t rows_max) const {
  std::vector<ImportRecord> imports;
  for (const auto& [content] : connection.select<std::string>(
           "SELECT content FROM register_import WHERE region = :region AND account = :account "
           "AND noun = :noun ORDER BY id DESC LIMIT :rows_max",
           {{"region", region_}, {"account", account}, {"noun", noun}, {"rows_max", rows_max}})) {
    imports.push_back(base::record_from<ImportRecord>(content));
  }
  return imports;
}

std::vector<std::string> ImportStore::in_state(db::Connection& connection,
                                               ImportState state) const {
  std::vector<std::string> ids;
  for (auto& [id] : connection.select<std::string>(
           "SELECT id FROM register_import WHERE region = :region AND state = :state ORDER BY id",
           {{"region", region_}, {"state", name_of(state)}})) {
    ids.push_back(std::move(id));
  }
  return ids;
}

std::optional<std::string> ImportStore::outdated(db::Connection& connection,
                                                 base::Instant written_before,
                                                 base::Instant unwritten_before) const {
  auto row = connection.select_one<std::string>(
      "SELECT id FROM register_import WHERE region = :region "
      "AND ((state IN ('applied', 'undone') AND made_at < :written) "
      "OR (state IN ('checked', 'failed') AND made_at < :unwritten)) ORDER BY id LIMIT 1",
      {{"region", region_}, {"written", written_before}, {"unwritten", unwritten_before}});
  if (!row) return std::nullopt;
  return std::move(std::get<0>(*row));
}

bool ImportStore::remove(db::Connection& connection, const std::string& id,
                         std::int64_t slices_max) const {
  const auto removed = connection.execute(
      "DELETE FROM register_import_slice WHERE region = :region AND import = :id "
      "AND number IN (SELECT number FROM register_import_slice WHERE region = :region "
      "AND import = :id ORDER BY number LIMIT :slices_max)",
      {{"region", region_}, {"id", id}, {"slices_max", slices_max}});
  if (removed == slices_max) return false;
  connection.execute("DELETE FROM register_import_movement WHERE region = :region AND import = :id",
                     {{"region", region_}, {"id", id}});
  connection.execute("DELETE FROM register_import WHERE region = :region AND id = :id",
                     {{"region", region_}, {"id", id}});
  return true;
}

void ImportStore::insert_movements(db::Connection& connection, const std::string& id,
                                   const ImportMovements& movements) const {
  connection.execute(
      "INSERT INTO register_import_movement (region, import, content) "
      "VALUES (:region, :id, :content)",
      {{"region", region_},
       {"id", id},
       {"content", sealer_.seal(kMovementsPlace, base::record_text(movements))}});
}

ImportMovements ImportStore::movements(db::Connection& connection, const std::string& id) const {
  const auto row = connection.select_one<std::string>(
      "SELECT content FROM register_import_movement WHERE region = :region AND import = :id",
      {{"region", region_}, {"id", id}});
  if (!row) return {};
  return base::record_from<ImportMovements>(sealer_.unseal(kMovementsPlace, std::get<0>(*row)));
}

void ImportStore::remember(db::Connection& connection, const std::string& account,
                           const std::string& noun,
                           const std::vector<ImportColumnView>& columns) const {
  connection.execute(
      "INSERT INTO register_import_mapping (region, account, noun, content) "
      "VALUES (:region, :account, :noun, :content) "
      "ON CONFLICT (region, account, noun) DO UPDATE SET content = excluded.content",
      {{"region", region_},
       {"account", account},
       {"noun", noun},
       {"content", base::record_text(columns)}});
}

std::vector<ImportColumnView> ImportStore::remembered(db::Connection& connection,
                                                      const std::string& account,
                                                      const std::string& noun) const {
  const auto row = connection.select_one<std::string>(
      "SELECT content FROM register_import_mapping WHERE region = :region AND account = :account "
      "AND noun = :noun",
      {{"region", region_}, {"account", account}, {"noun", noun}});
  if (!row) return {};
  return base::record_from<std::vector<ImportColumnView>>(std::get<0>(*row));
}

// --- slices --------------------------------------------------------------------------------------

ImportStore::SliceText ImportStore::text_of(const ImportSlice& slice) const {
  SliceText text{slice.number, slice.state, 0, 0, base::record_text(slice.rows), {}};
  for (const ImportRow& row : slice.rows) {
    text.last_row = row.row;
    text.issues += static_cast<std::int64_t>(row.issues.size());
  }
  text.cells = sealer_.seal(kPlace, base::record_text(slice.cells));
  return text;
}

void ImportStore::insert_slices(db::Connection& connection, const std::string& id,
                                std::span<const SliceText> slices) const {
  for (const SliceText& slice : slices) {
    connection.execute(
        "INSERT INTO register_import_slice "
        "(region, import, number, state, last_row, issues, rows, cells) "
        "VALUES (:region, :id, :number, :state, :last_row, :issues, :rows, :cells)",
        {{"region", region_},
         {"id", id},
         {"number", slice.number},
         {"state", name_of(slice.state)},
         {"last_row", slice.last_row},
         {"issues", slice.issues},
         {"rows", slice.rows},
         {"cells", slice.cells}});
  }
}

bool ImportStore::update_slice(db::Connection& connection, const std::string& id,
                               const SliceText& slice, SliceState from) const {
  return connection.execute(
             "UPDATE register_import_slice SET state = :state, issues = :issues, rows = :rows, "
             "cells = :cells WHERE region = :region AND import = :id AND number = :number "
             "AND state = :from",
             {{"state", name_of(slice.state)},
              {"issues", slice.issues},
              {"rows", slice.rows},
              {"cells", slice.cells},
              {"region", region_},
              {"id", id},
              {"number", slice.number},
              {"from", name_of(from)}}) == 1;
}

std::optional<ImportSlice> ImportStore::slice(db::Connection& connection, const std::string& id,
                                              std::string_view condition,
                                              std::vector<db::Bind> binds) const {
  binds.emplace_back("region", region_);
  binds.emplace_back("id", id);
  std::string sql =
      "SELECT number, state, rows, cells FROM register_import_slice "
      "WHERE region = :region AND import = :id AND ";
  sql += condition;
  sql += " LIMIT 1";
  const auto row =
      connection.select_one<std::int64_t, std::string, std::string, std::string>(sql, binds);
  if (!row) return std::nullopt;
  const auto& [number, state, rows, cells] = *row;
  ImportSlice slice;
  slice.number = number;
  boost::describe::enum_from_string(state.c_str(), slice.state);
  slice.rows = base::record_from<std::vector<ImportRow>>(rows);
  slice.cells = base::record_of<std::vector<std::vector<std::string>>>(
      bj::parse(sealer_.unseal(kPlace, cells)));
  return slice;
}

std::optional<ImportSlice> ImportStore::slice_waiting(db::Connection& connection,
                                                      const std::string& id,
                                                      std::int64_t number) const {
  return slice(connection, id, "state = 'waiting' AND number >= :number ORDER BY number",
               {{"number", number}});
}

std::optional<ImportSlice> ImportStore::slice_to_undo(db::Connection& connection,
                                                      const std::string& id,
                                                      std::int64_t number) const {
  return slice(connection, id, "state = 'applied' AND number < :number ORDER BY number DESC",
               {{"number", number}});
}

std::optional<ImportSlice> ImportStore::slice_with_issues(db::Connection& connection,
                                                          const std::string& id,
                                                          std::int64_t row) const {
  return slice(connection, id, "issues > 0 AND last_row > :row ORDER BY number", {{"row", row}});
}

std::optional<ImportSlice> ImportStore::slice_from(db::Connection& connection,
                                                   const std::string& id,
                                                   std::int64_t number) const {
  return slice(connection, id, "number >= :number ORDER BY number", {{"number", number}});
}

}  // namespace registers

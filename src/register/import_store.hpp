#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/migration.hpp"
#include "register/import_views.hpp"
#include "register/sealer.hpp"

namespace registers {

//! What a row of the file does to the register.
enum class RowKind { bad, created, changed, same };
BOOST_DESCRIBE_ENUM(RowKind, bad, created, changed, same)

struct RowIssue {
  std::string field;  // empty: the whole row
  bool warning = false;
  Text message;
};
BOOST_DESCRIBE_STRUCT(RowIssue, (), (field, warning, message))

//! One row as it was found when checked, and what became of it.
struct ImportRow {
  std::int64_t row = 0;  // in the sheet, from 1
  RowKind kind = RowKind::bad;
  std::string id;            // of the record: changed, same, or created by now
  std::int64_t version = 0;  // of the record when checked; 0: there was none
  std::int64_t written = 0;  // the version that the import wrote; 0: none (yet)
  std::vector<RowIssue> issues;
  bool undone = false;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (), (row, kind, id, version, written, issues, undone))

enum class SliceState { waiting, applied, undone };
BOOST_DESCRIBE_ENUM(SliceState, waiting, applied, undone)

//! Rows that are written together, in one transaction.
struct ImportSlice {
  std::int64_t number = 0;
  SliceState state = SliceState::waiting;
  std::vector<ImportRow> rows;
  std::vector<std::vector<std::string>> cells;  // of each row, as in the file
};

//! One import as it is kept.
struct ImportRecord {
  std::string id;
  std::string noun;
  std::string account;
  ImportState state = ImportState::checking;
  std::optional<ImportMode> mode;
  std::string file_name;
  std::string made_at;
  std::int64_t heading = 0;
  std::vector<ImportColumnView> columns;
  std::vector<std::string> missing;
  std::string owner;
  EmptyCells empty_cells = EmptyCells::keep;
  ImportCounts counts;
  ImportProgress progress;
  std::vector<ImportedRecord> absent;
  std::optional<Text> failure;
  std::optional<std::string> mended_from{};
  //! It has only what another import left unwritten, so that nobody is missing from it.
  std::optional<bool> rest{};
  std::optional<std::string> applied_at{};
};
BOOST_DESCRIBE_STRUCT(ImportRecord, (),
                      (id, noun, account, state, mode, file_name, made_at, heading, columns,
                       missing, owner, empty_cells, counts, progress, absent, failure, mended_from,
                       rest, applied_at))

//! All SQL of imports. What stands in the cells is sealed: a file holds what is sensitive in clear.
class ImportStore {
 public:
  //! `sealer` outlives it.
  ImportStore(std::string region, const Sealer& sealer)
      : region_(std::move(region)), sealer_(sealer) {}

  void insert(db::Connection& connection, const ImportRecord& import) const;
  //! Writes it over the one in state `from`; false if it is in another state by now.
  bool update(db::Connection& connection, const ImportRecord& import, ImportState from) const;
  std::optional<ImportRecord> import(db::Connection& connection, const std::string& id) const;
  //! Of one person, the newest first.
  std::vector<ImportRecord> imports(db::Connection& connection, const std::string& noun,
                                    const std::string& account, std::int64_t rows_max) const;
  //! Of everybody.
  std::vector<std::string> in_state(db::Connection& connection, ImportState state) const;
  //! Some import that was written and made before `written_before`, or not written and made before
  //! `unwritten_before`.
  std::optional<std::string> outdated(db::Connection& connection, base::Instant written_before,
                                      base::Instant unwritten_before) const;
  //! Removes up to `slices_max` slices, then the import itself; true once nothing is left.
  bool remove(db::Connection& connection, const std::string& id, std::int64_t slices_max) const;

  //! What the check found different, sealed; once an import.
  void insert_movements(db::Connection& connection, const std::string& id,
                        const ImportMovements& movements) const;
  ImportMovements movements(db::Connection& connection, const std::string& id) const;

  //! What a person chose for columns of a register other than their titles say.
  void remember(db::Connection& connection, const std::string& account, const std::string& noun,
                const std::vector<ImportColumnView>& columns) const;
  std::vector<ImportColumnView> remembered(db::Connection& connection, const std::string& account,
                                           const std::string& noun) const;

  //! A slice as text, sealed: takes time, so it is made outside of the transaction.
  struct SliceText {
    std::int64_t number = 0;
    SliceState state = SliceState::waiting;
    std::int64_t last_row = 0;
    std::int64_t issues = 0;
    std::string rows;
    std::string cells;
  };
  SliceText text_of(const ImportSlice& slice) const;
  void insert_slices(db::Connection& connection, const std::string& id,
                     std::span<const SliceText> slices) const;
  //! Writes it over the one in state `from`; false if it is in another state by now.
  bool update_slice(db::Connection& connection, const std::string& id, const SliceText& slice,
                    SliceState from) const;
  //! The first slice from `number` on that waits to be written.
  std::optional<ImportSlice> slice_waiting(db::Connection& connection, const std::string& id,
                                           std::int64_t number) const;
  //! The last slice before `number` that was written and not undone.
  std::optional<ImportSlice> slice_to_undo(db::Connection& connection, const std::string& id,
                                           std::int64_t number) const;
  //! The first slice with issues that has a row after `row`.
  std::optional<ImportSlice> slice_with_issues(db::Connection& connection, const std::string& id,
                                               std::int64_t row) const;
  //! The slices from `number` on, one after the other.
  std::optional<ImportSlice> slice_from(db::Connection& connection, const std::string& id,
                                        std::int64_t number) const;

 private:
  std::optional<ImportSlice> slice(db::Connection& connection, const std::string& id,
                                   std::string_view condition, std::vector<db::Bind> binds) const;

  const std::string region_;
  const Sealer& sealer_;
};

//! The tables of imports.
extern const db::Migration kImportTables;
extern const db::Migration kImportMemoryTables;

}  // namespace registers

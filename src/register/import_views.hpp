#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"

//! What the API takes and answers about imports of files into a register.
namespace registers {

using base::Text;

//! checking → checked → applying → applied → undoing → undone. One that failed wrote nothing.
enum class ImportState { checking, checked, applying, applied, undoing, undone, failed };
BOOST_DESCRIBE_ENUM(ImportState, checking, checked, applying, applied, undoing, undone, failed)

//! What becomes of good rows if others are bad. `all_or_none` begins only without a bad row, and
//! takes back what it wrote if one turns up on the way.
enum class ImportMode { all_or_none, good_rows };
BOOST_DESCRIBE_ENUM(ImportMode, all_or_none, good_rows)

//! What an empty cell says of a record that is there already.
enum class EmptyCells { keep, clear };
BOOST_DESCRIBE_ENUM(EmptyCells, keep, clear)

struct ImportTitles {
  std::vector<std::string> titles;
};
BOOST_DESCRIBE_STRUCT(ImportTitles, (), (titles))

struct ImportColumnView {
  std::string title;  // as in the file
  std::optional<std::string> field;
};
BOOST_DESCRIBE_STRUCT(ImportColumnView, (), (title, field))

//! A kind of file that the declaration knows by its headings.
struct ImportPresetView {
  std::string id;
  Text title;
  bool verified = true;  // false: its headings are from memory
};
BOOST_DESCRIBE_STRUCT(ImportPresetView, (), (id, title, verified))

//! As the titles say, and as this person chose for such titles before.
struct ImportColumns {
  std::vector<ImportColumnView> columns;
  //! Required fields that no column fills: no new record can be made without them. The unit of the
  //! records is not among them if the person has only one.
  std::vector<std::string> missing;
  std::optional<ImportPresetView> preset;  // that its headings are of, if they are of one
  bool remembered = false;                 // what the person chose before says something of them
};
BOOST_DESCRIBE_STRUCT(ImportColumns, (), (columns, missing, preset, remembered))

//! How a file is to be read; what is absent is found out.
struct ImportRequest {
  std::string file_name;
  //! JSON array with the field of each column, null for a column to be left out; or an object with
  //! the fields of some columns by their titles, the others as they are guessed.
  std::optional<std::string> mapping;
  std::optional<std::int64_t> heading;  // row of the titles in the sheet, from 1
  std::optional<std::string> owner;     // the unit of rows that name none
  std::optional<EmptyCells> empty_cells;
};
BOOST_DESCRIBE_STRUCT(ImportRequest, (), (file_name, mapping, heading, owner, empty_cells))

struct ImportIssue {
  std::int64_t row = 0;                // in the sheet, from 1
  std::optional<std::int64_t> column;  // from 1; none: the whole row, or no column fills the field
  std::string title;                   // of the column
  std::optional<std::string> field;
  bool warning = false;  // the row can be imported once it is confirmed
  Text message;
  //! What stands in the column now, and the first cells of the row, by which people know it. None
  //! of a good row that is written.
  std::optional<std::string> cell;
  std::vector<std::string> beside;
  std::optional<std::string> record;  // the id of what the row wrote, if that was not undone
};
BOOST_DESCRIBE_STRUCT(ImportIssue, (),
                      (row, column, title, field, warning, message, cell, beside, record))

struct ImportedRecord {
  std::string id;
  std::string label;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(ImportedRecord, (), (id, label, state))

//! What a row changes, as lists show it; what is sensitive is masked.
struct MovedField {
  std::string field;
  Text before;
  Text after;
};
BOOST_DESCRIBE_STRUCT(MovedField, (), (field, before, after))

//! A record that a row makes, without changes, or changes.
struct ImportMovement {
  std::int64_t row = 0;
  std::string label;
  std::vector<MovedField> changes;
};
BOOST_DESCRIBE_STRUCT(ImportMovement, (), (row, label, changes))

//! What is different from what is recorded: the first kMovementsMax of each, in the order of the
//! file. Who left is among the absent.
struct ImportMovements {
  std::vector<ImportMovement> joined;
  std::vector<ImportMovement> changed;
};
BOOST_DESCRIBE_STRUCT(ImportMovements, (), (joined, changed))

//! Counts of rows. `good` are those without an error: `created` + `changed` + `same`.
struct ImportCounts {
  std::int64_t rows = 0;
  std::int64_t good = 0;
  std::int64_t bad = 0;
  std::int64_t to_confirm = 0;  // good, but with a warning
  std::int64_t created = 0;     // will make a new record
  std::int64_t changed = 0;     // will change the record with the same key
  std::int64_t same = 0;        // says what is recorded already
  //! Records of the units in the file that are not in it; where the register says which states are
  //! looked at for duplicates, only those in one of them, or still being filled in.
  std::int64_t absent = 0;
};
BOOST_DESCRIBE_STRUCT(ImportCounts, (),
                      (rows, good, bad, to_confirm, created, changed, same, absent))

struct ImportProgress {
  std::int64_t rows = 0;     // looked at, of counts.rows
  std::int64_t written = 0;  // records made or changed
  std::int64_t failed = 0;   // good when checked, but not any more when it was their turn
  std::int64_t undone = 0;
  std::int64_t kept = 0;     // not undone, since they were changed after the import
  std::int64_t refused = 0;  // not undone for another reason, and may be later
};
BOOST_DESCRIBE_STRUCT(ImportProgress, (), (rows, written, failed, undone, kept, refused))

struct ImportReport {
  std::string id;
  std::string register_name;
  ImportState state = ImportState::checking;
  std::optional<ImportMode> mode;
  std::string file_name;
  std::string made_at;
  std::int64_t heading = 0;
  std::vector<ImportColumnView> columns;
  std::vector<std::string> missing;
  //! The import whose cells were mended for this one.
  std::optional<std::string> mended_from;
  std::optional<std::string> applied_at;  // when writing began
  ImportCounts counts;
  ImportProgress progress;
  ImportMovements movements;
  std::vector<ImportedRecord> absent;  // the first kAbsentMax
  //! Why it is `failed`, or what was taken back.
  std::optional<Text> failure;
  std::vector<ImportIssue> issues;
  std::optional<std::int64_t> next;  // `after` of the next page of issues
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (id, register_name, state, mode, file_name, made_at, heading, columns,
                       missing, mended_from, applied_at, counts, progress, movements, absent,
                       failure, issues, next))

struct ImportLine {
  std::string id;
  ImportState state = ImportState::checking;
  std::string file_name;
  std::string made_at;
  ImportCounts counts;
  ImportProgress progress;
};
BOOST_DESCRIBE_STRUCT(ImportLine, (), (id, state, file_name, made_at, counts, progress))

struct ImportList {
  std::vector<ImportLine> imports;
};
BOOST_DESCRIBE_STRUCT(ImportList, (), (imports))

//! What a cell says instead: that of `row`, or without one every cell of the column that says
//! `was`.
struct MendedCell {
  std::int64_t column = 0;  // from 1
  std::optional<std::int64_t> row;
  std::optional<std::string> was;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(MendedCell, (), (column, row, was, text))

struct ImportMending {
  std::vector<MendedCell> cells;
  std::vector<std::int64_t> skipped;  // rows that are no record, such as one of totals
};
BOOST_DESCRIBE_STRUCT(ImportMending, (), (cells, skipped))

struct ImportApplication {
  ImportMode mode = ImportMode::all_or_none;
  //! The warnings were read and the values are right all the same.
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(ImportApplication, (), (mode, confirmed))

struct ImportUndo {
  //! Undo the rest although some records have been changed since.
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(ImportUndo, (), (confirmed))

}  // namespace registers

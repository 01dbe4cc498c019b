#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/dialect.hpp"
#include "db/value.hpp"
#include "register/declaration.hpp"
#include "register/register_tables.hpp"

//! The statements of one register, made of its declaration. Pure.
namespace registers {

//! The units whose records somebody reaches.
struct Reach {
  bool everywhere = false;
  std::vector<std::string> units;  // says nothing if everywhere
  //! Any of these fields has to name one of the units (or any unit, if everywhere); empty: the
  //! owner has to.
  std::vector<std::string> fields{};

  bool nowhere() const { return !everywhere && units.empty(); }
  //! Of units that own.
  bool contains(const std::string& unit) const {
    return everywhere || std::ranges::find(units, unit) != units.end();
  }
};

//! How a field is compared. Several values of `equal` mean any of them.
enum class Comparison : std::uint8_t { equal, at_least, at_most, contains, empty };

//! One filter of a list. Values have the type of the field; `empty` has the integer 1 or 0.
struct Condition {
  std::string field;  // or "state" or "state_since", in microseconds
  Comparison comparison = Comparison::equal;
  std::vector<db::Value> values;
};

//! Records whose present wait for `step` has no signature of `party` yet.
struct Unsigned {
  std::string step;
  std::string party;
};

struct ListQuery {
  std::vector<std::string> columns;  // fields, stored or derived
  std::vector<Condition> conditions;
  std::optional<Unsigned> lacking;   // only of the present
  std::vector<std::string> came_by;  // only those that one of these steps brought to their state
  std::string search;                // folded; empty: all
  //! What SearchIndex::match gave for it: few records fit, so begin with those.
  std::optional<std::string> match;
  std::vector<Sort> order;       // stored fields, "state" or "state_since"; the id is added
  std::vector<db::Value> after;  // the sort values and the id of the last row seen, or nothing
  std::optional<base::Instant> as_of;  // what was recorded before; none: the present
  std::int64_t rows_max = 50;
};

//! A statement and its values; names and texts of `binds` point into the program.
struct Statement {
  std::string sql;
  std::vector<db::Bind> binds;
};

class RegisterSql {
 public:
  //! `catalogue` and the declaration in it outlive it.
  RegisterSql(const Declaration& declaration, const Catalogue& catalogue, db::Dialect dialect);

  const Declaration& declaration() const { return declaration_; }
  const TableShape& shape() const { return shape_; }
  //! The columns of the fields, in the order in which rows are written.
  const std::vector<std::string>& columns() const { return columns_; }

  //! Rows of a list: the record as JSON (id, version, state, state_since, removed, returned, label,
  //! values, labels), the ids of the units in it separated by blanks, and its id.
  Statement list(const std::string& region, const Reach& reach, const ListQuery& query) const;
  //! The position of the record `id` in that list, as a JSON array: what `after` takes.
  Statement position(const std::string& region, const ListQuery& query,
                     const std::string& id) const;
  //! Rows of a list as texts: id, state and the fields of `columns` as an export shows them before
  //! choices and numbers are put into words, each ended by kCellEnd. Of the fields `in_full` what
  //! is sealed stands there in place of its mask; of those told_by() another record its id.
  Statement cells(const std::string& region, const Reach& reach, const ListQuery& query,
                  const std::vector<std::string>& in_full) const;
  //! Ids and the texts of such a field for them, one row for each of `ids`.
  Statement cell_texts(const std::string& region, const Field& field,
                       const std::vector<std::string>& ids) const;
  //! How many there are, counted up to `rows_max`.
  Statement count(const std::string& region, const Reach& reach, const ListQuery& query,
                  std::int64_t rows_max) const;
  //! How many there are by the value of `by` as text, a stored field that is not sealed or "state";
  //! empty for no value. In the order of the values, at most `rows_max` of them.
  Statement groups(const std::string& region, const Reach& reach, const ListQuery& query,
                   const std::string& by, std::int64_t rows_max) const;
  //! Id and common value of those in reach that share all of the stored fields `by` with another,
  //! in reach or not, by that value; at most `rows_max` records.
  Statement repeated(const std::string& region, const Reach& reach, const ListQuery& query,
                     const std::vector<std::string>& by, std::int64_t rows_max) const;
  //! Id of the present records whose reference `field` is `to`, removed ones left out.
  Statement referring(const std::string& region, const std::string& field, const std::string& to,
                      std::int64_t rows_max) const;
  //! SELECT json, units, version of one record, as it is or as it was before :as_of.
  std::string one(std::span<const std::string> fields, bool as_of) const;
  //! SELECT of version, recorded_at, state, state_since, removed, owner and the stored columns as
  //! a JSON object (of a sealed field what is kept), of one present record.
  std::string stored(bool of_version) const;
  //! SELECT version, recorded_at, until, account, action, why, json, units of all versions.
  std::string history(std::span<const std::string> fields) const;
  //! SELECT account, action, why of the version with which one record came to its state at :since.
  std::string came() const;
  //! SELECT of the unit that the field of Owner::also names in one present record.
  std::string unit_of(const Field& field) const;
  //! SELECT 1 if the record is there and in reach.
  Statement reached(const std::string& region, const Reach& reach, const std::string& id) const;
  //! SELECT of a version of one record in which the stored field is :value.
  std::string had(const std::string& field) const;
  //! SELECT id, owner of the present record whose columns `by` have the bound texts :k0, :k1...
  std::string lookup(const std::vector<std::string>& by) const;

  //! SELECT of the id, what stored() selects, and the last of `by` as text, of the present records
  //! whose columns `by` have the bound values :p0, :p1 ... and the last one any of the JSON array
  //! :keys.
  std::string stored_by(const std::vector<std::string>& by) const;
  //! SELECT id, version of the records of a JSON array of ids (:ids).
  std::string versions() const;
  //! Page of id, owner, state, label and the `columns` as a JSON array, of the present records in
  //! reach, in the order of their ids, those after `after`.
  Statement names(const std::string& region, const Reach& reach,
                  const std::vector<std::string>& columns, const std::string& after,
                  std::int64_t rows_max) const;

  //! INSERT of a current row, with placeholders :p0, :p1 ... in the order of row_columns().
  std::string insert() const;
  //! INSERT of many: on SQLite of `rows`, with placeholders through all of them; on PostgreSQL of
  //! any number, with a placeholder for each column, which takes an array (db::array_text).
  std::string insert_many(std::size_t rows) const;
  //! Such an INSERT on PostgreSQL together with the first versions of its rows, with :account,
  //! :action and :why beside: a row that was just written need not be looked for.
  std::string with_versions(const std::string& insert) const;
  //! The same of one row, with what a search finds it by (:pairs); it answers as one() does.
  std::string insert_answering() const;
  //! The same of versions, with until, account, action and why after each row.
  std::string insert_version() const;
  std::string insert_many_versions(std::size_t rows) const;
  //! UPDATE of one row at :previous, with placeholders as insert().
  std::string update() const;
  //! INSERT of the versions of current rows: of one (:id) or of a JSON array of ids (:ids).
  std::string append_versions(bool many) const;
  //! region, id, version, recorded_at, state, state_since, returned, removed, search_text, fields.
  const std::vector<std::string>& row_columns() const { return row_columns_; }

  //! The column by which a field is found: what is sealed by its mark.
  std::string compared_column(const std::string& field) const;

  //! All fields, in order.
  const std::vector<std::string>& all_fields() const { return all_fields_; }
  //! The declared columns of a list that are fields.
  const std::vector<std::string>& list_fields() const { return list_fields_; }

 private:
  // The JSON of a record; the usual ones are made once.
  std::string row(std::span<const std::string> fields) const;
  std::string row_in_list(std::span<const std::string> fields) const;
  std::string make_row(std::span<const std::string> fields, bool in_list) const;
  std::string stored_columns() const;
  std::string values(std::span<const std::string> fields) const;
  std::string labels(std::span<const std::string> fields) const;
  std::string units(std::span<const std::string> fields) const;
  bool is_declared_state(const Condition& condition) const;
  std::string where(const std::string& region, const Reach& reach, const ListQuery& query,
                    Statement& statement) const;
  std::string from(const ListQuery& query) const;
  std::string after(const ListQuery& query, Statement& statement) const;
  std::string merged_units(const Reach& reach, const ListQuery& query,
                           const std::string& conditions, Statement& statement) const;
  std::string insert_many_into(const std::string& table, const std::vector<std::string>& columns,
                               std::size_t rows) const;
  std::string unit_fact(const std::string& id, std::string_view fact) const;
  std::string label_of(const Declaration& of, const std::string& alias, int depth) const;
  std::string value_of(const Declaration& of, const Field& field, const std::string& alias,
                       int depth) const;
  std::string text_of(const Declaration& of, const Field& field, const std::string& alias,
                      int depth) const;

  const Declaration& declaration_;
  const Catalogue& catalogue_;
  const db::Dialect dialect_;
  const TableShape shape_;
  std::vector<std::string> columns_;
  std::vector<std::string> row_columns_;
  std::vector<std::string> all_fields_;
  std::vector<std::string> list_fields_;
  std::string full_row_;
  std::string list_row_;
};

//! The columns of a field: x, or x, x_masked and x_blind.
std::vector<std::string> columns_of(const ColumnShape& column);

//! The reference whose record says what is shown of the field: the field itself, or that which it
//! is derived through. None where the value says it, and for a unit, whose name is the plan's.
const Field* told_by(const Declaration& declaration, const Field& field);

//! Stands in no value: control characters are refused.
inline constexpr char kCellEnd = '\x1F';

//! The name of the n-th placeholder of a statement with many: p0, p1 ... A view of something that
//! lives as long as the program.
std::string_view placeholder(std::size_t n);

}  // namespace registers

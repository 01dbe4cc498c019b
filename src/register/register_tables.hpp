#pragma once

#include <boost/describe.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "db/migration.hpp"
#include "register/declaration.hpp"

//! The tables of a register, computed from its declaration: what to define for a new one, what to
//! change for one that was declared differently before. Pure; placeholders as in db/dialect.hpp.
namespace registers {

//! What a column keeps. A sealed one has beside it `x_masked`, what lists show, and `x_blind`, by
//! which it is found.
enum class ColumnKind : std::uint8_t { text, integer, boolean, date, reference, sealed, file };
BOOST_DESCRIBE_ENUM(ColumnKind, text, integer, boolean, date, reference, sealed, file)

struct ColumnShape {
  std::string name;
  ColumnKind kind = ColumnKind::text;
  int scale = 0;    // of an integer: a change would change every value
  std::string ref;  // of a reference: the register its ids belong to
  std::string formerly;

  bool operator==(const ColumnShape&) const = default;
};
BOOST_DESCRIBE_STRUCT(ColumnShape, (), (name, kind, scale, ref, formerly))

struct IndexShape {
  std::string name;
  bool unique = false;
  std::vector<std::string> columns;   // after the region; -x descends
  std::vector<std::string> but_in{};  // of a unique one: states whose records do not count

  bool operator==(const IndexShape&) const = default;
};
BOOST_DESCRIBE_STRUCT(IndexShape, (), (name, unique, columns, but_in))

//! What of a declaration the tables depend on. It is stored when it has been applied.
struct TableShape {
  std::string name;
  std::string owner;
  std::string initial;  // state of a new record; empty without a workflow
  std::vector<ColumnShape> columns;
  std::vector<IndexShape> indexes;

  const ColumnShape* find(std::string_view column) const;
  bool operator==(const TableShape&) const = default;
};
BOOST_DESCRIBE_STRUCT(TableShape, (), (name, owner, initial, columns, indexes))

TableShape table_shape(const Declaration& declaration);

//! "name" in quotes, so that a field may be called `order`. Throws std::logic_error unless it is
//! [a-z][a-z0-9_]*.
std::string sql_name(std::string_view name);

//! `<noun>_version`
std::string version_table(std::string_view noun);
//! The index of every register that finds the records of one owner.
std::string owner_index(std::string_view noun);

//! The columns every register has besides its fields; a field may not be called like one, nor begin
//! a pair such as `x_blind` that another field's sealed column takes.
bool is_reserved_column(std::string_view name);

//! Which records claim what is unique, as a condition over the columns after `prefix`: neither
//! removed ones nor those in a state that frees it. The unique indexes have the same condition.
std::string claims(std::string_view prefix, std::span<const std::string> but_in);
//! The states of a register that free what is unique.
std::vector<std::string> freeing_states(const Declaration& declaration);

//! The unique index of the key, and of the n-th further unique combination.
std::string key_index(std::string_view noun);
std::string unique_index(std::string_view noun, std::size_t n);

struct TableChange {
  //! To be run in this order, in one transaction. Empty: nothing to do, or refused.
  std::vector<std::string> statements;
  //! Columns of texts that are to be sealed after the statements, in both tables.
  std::vector<std::string> seals{};
  //! Why the declaration cannot be applied to a table with records, and the way out.
  std::vector<base::Text> refusals;
};

//! The tables of a register that has none yet.
TableChange create_tables(const TableShape& shape);

//! What makes the tables of `before` those of `after`. Nothing recorded is lost: adding, renaming
//! (formerly) and retiring a field, sealing a text, and everything about its checks is possible,
//! dropping one or changing otherwise what its column keeps is refused.
TableChange change_tables(const TableShape& before, const TableShape& after);

//! Removes both tables; only for a register that never had a record.
TableChange drop_tables(const TableShape& shape);

//! The tables that remember the shapes applied and the imports.
std::span<const db::Migration> register_migrations();

}  // namespace registers

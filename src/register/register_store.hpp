#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "register/register_sql.hpp"
#include "register/search_index.hpp"

namespace registers {

//! One row of a list as the database rendered it.
struct ListRow {
  std::string json;
  std::string units;  // ids of units in it, separated by blanks
  std::string id;
};

//! A present record, or one of its versions, as it is kept.
struct StoredRecord {
  std::int64_t version = 0;
  base::Instant recorded_at;
  std::string state;
  base::Instant state_since;
  bool removed = false;
  std::string returned;  // JSON object: field → reason
  std::string owner;
  std::string columns;  // JSON object: column → value
};

struct VersionRow {
  std::int64_t version = 0;
  base::Instant recorded_at;
  std::optional<base::Instant> until;
  std::string account;
  std::string action;
  std::string why;
  std::string json;
  std::string units;
};

//! A row to be written: everything but the region.
struct RecordRow {
  std::string id;
  std::int64_t version = 1;
  base::Instant recorded_at;
  std::string state;
  base::Instant state_since;
  std::string returned = "{}";
  bool removed = false;
  std::string search_text;
  std::vector<db::Value> columns;  // in the order of RegisterSql::columns()
};

struct Author {
  std::string account;
  std::string action;  // create, change, restore, import, or the name of a transition
  std::string why;
};

//! One version of a record with its time, for records that are written with their past.
struct PastVersion {
  RecordRow row;
  std::optional<base::Instant> until;
  Author author;
};

//! All SQL of the registers. Nouns are those of the catalogue (std::logic_error otherwise).
class RegisterStore {
 public:
  //! Rows of one INSERT on SQLite.
  static constexpr std::size_t kRowsPerInsert = 64;

  //! `catalogue` outlives it.
  RegisterStore(const Catalogue& catalogue, std::string region, db::Dialect dialect);

  const RegisterSql& sql(std::string_view noun) const { return of(noun).sql; }
  const SearchIndex& search_index() const { return search_index_; }

  //! Makes a JSON object of what the statement shows of units, "id.name" → text; asked for only
  //! where a label or a derived field shows one.
  using UnitFacts = std::function<std::string(std::string_view sql)>;

  std::vector<ListRow> list(db::Connection& connection, std::string_view noun, const Reach& reach,
                            const ListQuery& query, const UnitFacts& unit_facts) const;
  //! The same rows as texts (RegisterSql::cells), without their positions.
  std::vector<std::string> cells(db::Connection& connection, std::string_view noun,
                                 const Reach& reach, const ListQuery& query,
                                 const std::vector<std::string>& in_full,
                                 const UnitFacts& unit_facts) const;
  //! Texts by id, as RegisterSql::cell_texts.
  std::vector<std::pair<std::string, std::string>> cell_texts(db::Connection& connection,
                                                              std::string_view noun,
                                                              const std::string& field,
                                                              const std::vector<std::string>& ids,
                                                              const UnitFacts& unit_facts) const;
  //! Where the row `id` stands in that list: what `after` of the next page takes.
  std::string position(db::Connection& connection, std::string_view noun, const ListQuery& query,
                       const std::string& id) const;
  std::int64_t count(db::Connection& connection, std::string_view noun, const Reach& reach,
                     const ListQuery& query, std::int64_t rows_max) const;
  struct Group {
    std::string value;  // as text; empty for no value
    std::int64_t count = 0;
  };
  //! As RegisterSql::groups.
  std::vector<Group> groups(db::Connection& connection, std::string_view noun, const Reach& reach,
                            const ListQuery& query, const std::string& by,
                            std::int64_t rows_max) const;
  struct Repeated {
    std::string id;
    std::string value;  // what it shares with another; of a sealed field only its blind index
  };
  //! As RegisterSql::repeated.
  std::vector<Repeated> repeated(db::Connection& connection, std::string_view noun,
                                 const Reach& reach, const ListQuery& query,
                                 const std::vector<std::string>& by, std::int64_t rows_max) const;
  //! Ids, as RegisterSql::referring.
  std::vector<std::string> referring(db::Connection& connection, std::string_view noun,
                                     const std::string& field, const std::string& to,
                                     std::int64_t rows_max) const;
  struct One {
    std::string json;
    std::string units;
    std::int64_t version = 0;
  };
  //! Nothing if it was not there (yet).
  std::optional<One> one(db::Connection& connection, std::string_view noun, const std::string& id,
                         const std::vector<std::string>& fields, std::optional<base::Instant> as_of,
                         const UnitFacts& unit_facts) const;
  std::optional<StoredRecord> stored(db::Connection& connection, std::string_view noun,
                                     const std::string& id,
                                     std::optional<std::int64_t> version = {}) const;
  std::vector<VersionRow> history(db::Connection& connection, std::string_view noun,
                                  const std::string& id, const std::vector<std::string>& fields,
                                  std::int64_t before, std::int64_t rows_max,
                                  const UnitFacts& unit_facts) const;
  struct Came {
    std::string account;
    std::string action;
    std::string why;
  };
  //! How the record came to the state it is in since `since`.
  std::optional<Came> came(db::Connection& connection, std::string_view noun, const std::string& id,
                           base::Instant since) const;
  //! The unit that a field of Owner::also names in a present record, if it names one.
  std::optional<std::string> unit_of(db::Connection& connection, std::string_view noun,
                                     const std::string& id, const std::string& field) const;
  //! Values of a text field, those first whose records came last into their state.
  std::vector<std::string> latest(db::Connection& connection, std::string_view noun,
                                  const std::string& field, std::int64_t rows_max) const;
  //! True if the record is there, not removed, and in reach.
  bool reached(db::Connection& connection, std::string_view noun, const Reach& reach,
               const std::string& id) const;
  //! True if the field has this value in any version of the record.
  bool had(db::Connection& connection, std::string_view noun, const std::string& id,
           const std::string& field, const std::string& value) const;
  struct Found {
    std::string id;
    std::string owner;
  };
  //! Present records by the columns `by`; at most one unless they are not unique.
  std::vector<Found> lookup(db::Connection& connection, std::string_view noun,
                            const std::vector<std::string>& by,
                            const std::vector<db::Value>& values) const;

  struct Keyed {
    std::size_t key = 0;  // position among those asked for
    std::string id;
    StoredRecord record;
  };
  //! The present records whose compared columns `by` have one of `keys`, each as long as `by` and
  //! without an empty value. One statement for the keys that differ in their last value only.
  std::vector<Keyed> stored_by(db::Connection& connection, std::string_view noun,
                               const std::vector<std::string>& by,
                               std::span<const std::vector<db::Value>> keys) const;
  //! The present versions by id.
  std::map<std::string, std::int64_t> versions(db::Connection& connection, std::string_view noun,
                                               const std::vector<std::string>& ids) const;
  struct Named {
    std::string id;
    std::string owner;
    std::string state;
    std::string label;
    std::vector<std::string> names;  // as many as columns; empty for an empty value
  };
  //! Present records in reach after the id `after`, in that order, with columns as texts.
  std::vector<Named> names(db::Connection& connection, std::string_view noun, const Reach& reach,
                           const std::vector<std::string>& columns, const std::string& after,
                           std::int64_t rows_max, const UnitFacts& unit_facts) const;

  //! Inserts records and their first versions.
  void insert(db::Connection& connection, std::string_view noun, const std::vector<RecordRow>& rows,
              const Author& author) const;
  //! Inserts one record and its first version. On PostgreSQL the same statement says what one()
  //! would, where `fields` are all: to look for a record that was just made is taken there for a
  //! collision with everybody who makes one.
  std::optional<One> insert_one(db::Connection& connection, std::string_view noun,
                                const RecordRow& row, const std::vector<std::string>& fields,
                                const UnitFacts& unit_facts, const Author& author) const;
  //! Inserts present records and all their versions.
  void insert_past(db::Connection& connection, std::string_view noun,
                   std::span<const RecordRow> rows, std::span<const PastVersion> versions) const;
  //! Writes `row` over the version before it. False if that is no longer the present one.
  bool update(db::Connection& connection, std::string_view noun, const RecordRow& row,
              const Author& author) const;

  //! After many rows: lets PostgreSQL plan for as many as there are now. What it planned while a
  //! table was empty would go on reading all of it.
  void learn_sizes(db::Connection& connection, std::string_view noun) const;

  // What was applied of the declarations.

  //! Another server that starts at the same time waits for this one.
  void lock_shapes(db::Connection& connection) const;
  std::map<std::string, TableShape> shapes(db::Connection& connection) const;
  //! True if there is a table of this name, whoever made it.
  static bool has_table(db::Connection& connection, const std::string& name);
  void save_shape(db::Connection& connection, const TableShape& shape) const;
  void run(db::Connection& connection, const TableChange& change) const;
  //! The ids of records that claim it, whose states are none of `but_in`, and have the same in
  //! `columns` of the table as it stands, none of them empty: the first groups.
  std::vector<std::vector<std::string>> repeated(db::Connection& connection, std::string_view noun,
                                                 const std::vector<std::string>& columns,
                                                 const std::vector<std::string>& but_in,
                                                 std::int64_t groups_max) const;
  //! A text of a row of the current table or of the versions, with what a search looks in.
  struct PlainText {
    std::string id;
    std::int64_t version = 0;
    std::string text;
    std::string search_text;
  };
  //! Those that are not empty, after `last` (of a page before; empty: from the first), by id and
  //! version.
  std::vector<PlainText> plain_texts(db::Connection& connection, const std::string& table,
                                     const std::string& column, const PlainText& last,
                                     std::int64_t rows_max) const;
  struct SealedText {
    std::string sealed;
    std::string masked;
    std::string blind;
  };
  //! Puts it in the place of the text; `row` has the search text that stays.
  void seal_text(db::Connection& connection, const std::string& table, const std::string& column,
                 const PlainText& row, const SealedText& value) const;
  //! Answers kept for a retry may have the text of a column that was just sealed, saved views that
  //! filter by it have it certainly.
  void forget_texts(db::Connection& connection, const std::string& noun,
                    const std::string& column) const;
  bool has_records(db::Connection& connection, std::string_view noun) const;

 private:
  // The statements that every request of a register uses, made once.
  struct Statements {
    Statements(const Declaration& declaration, const Catalogue& catalogue, db::Dialect dialect);

    RegisterSql sql;
    std::string insert_one = sql.insert();
    std::string insert_many = sql.insert_many(kRowsPerInsert);
    // Of PostgreSQL.
    std::string insert_answering = sql.insert_answering();
    std::string insert_many_with_versions = sql.with_versions(insert_many);
    std::string version_one = sql.insert_version();
    std::string version_many = sql.insert_many_versions(kRowsPerInsert);
    std::string append_one = sql.append_versions(false);
    std::string append_many = sql.append_versions(true);
    std::string update = sql.update();
    std::string stored = sql.stored(false);
    std::string stored_version = sql.stored(true);
  };

  const Statements& of(std::string_view noun) const;

  // `query` with what the search index found.
  ListQuery narrowed(db::Connection& connection, std::string_view noun,
                     const ListQuery& query) const;

  const std::string region_;
  const SearchIndex search_index_;
  std::map<std::string, Statements, std::less<>> statements_;
};

}  // namespace registers

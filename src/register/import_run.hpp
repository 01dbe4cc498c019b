#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "register/import_rows.hpp"
#include "register/import_store.hpp"
#include "register/register_export.hpp"
#include "register/registered.hpp"

namespace registers {

//! The rows of one file against the register as it is, for one person: what each would do, and
//! whether it may. Nothing is written here. One thread at a time.
class ImportRun {
 public:
  //! So many new and so many changed records are described.
  static constexpr std::size_t kMovementsMax = 200;

  //! `records` outlives it. Reads what the file's references may name: takes time.
  ImportRun(const RegisterService& records, db::Connection& connection, Actor actor,
            const ImportRecord& import, base::Date today);

  struct Given {
    std::int64_t row = 0;  // in the sheet
    std::span<const std::string> cells;
  };
  struct Planned {
    ImportRow row;
    //! What would be written, if the row is good and `to_write`; without times.
    RecordRow written;
    base::Instant written_before{};  // when the version before was recorded
    bool warned = false;
    std::string owner;
    std::vector<std::string> keys;  // of the key and of what else is unique; empty: unknown
    std::optional<ImportMovement> movement;  // of the first rows that make or change a record
  };
  struct Reference {
    std::string noun;
    std::string id;

    auto operator<=>(const Reference&) const = default;
  };

  //! What the rows do. With `to_write` the rows to be written are made, and `references` has the
  //! records they newly refer to.
  std::vector<Planned> plan(db::Connection& connection, std::span<const Given> rows, bool to_write,
                            std::set<Reference>* references);

  //! Marks rows that repeat the key of an earlier row, of this or an earlier call. In the order of
  //! the file.
  void find_repeated(std::span<Planned> planned);

  //! Records of the units in the file that are not in it; call it when all rows were planned.
  //! Returns their number and fills in the first `records_max`.
  std::int64_t absent(db::Connection& connection, std::size_t records_max,
                      std::vector<ImportedRecord>& first) const;

  const Reach& write_reach() const { return write_reach_; }

  //! The unit of rows that name none: the one given, or the only one the person may write for.
  //! Empty: rows must name theirs. Throws 422 for a unit out of reach or of a kind that has no
  //! such records.
  static std::string default_owner(const RegisterService& records, const Actor& actor,
                                   const std::string& noun, const std::optional<std::string>& given,
                                   base::Date today);

 private:
  using Registered = RegisterService::Registered;

  // A row on its way: what the cells say, what the record would be, and what it was.
  struct Work {
    explicit Work(const Declaration& declaration) : given(declaration), record(declaration) {}

    Record given;
    Record record;
    std::vector<Issue> cell_issues;
    std::vector<Issue> issues;
    boost::json::object before_json;  // `before` and `record` point into it
    std::optional<StoredRecord> stored;
    std::string id;
    bool differs = false;  // from what is stored
    //! Of Declaration::unique those that others had as well before they were to be unique.
    std::vector<std::size_t> repeated;
  };

  void read(const Given& row, Work& work) const;
  void find_stored(db::Connection& connection, std::span<const std::unique_ptr<Work>> rows);
  void merge(const Given& row, Work& work);
  void find_clashes(db::Connection& connection, std::span<const std::unique_ptr<Work>> rows) const;
  void check_owner(Work& work) const;
  void check_fillers(Work& work);
  void check_state(Work& work) const;
  void check_same(db::Connection& connection, Work& work);
  void check_referred(db::Connection& connection, Work& work);
  void ask_ruler(db::Connection& connection, Work& work);
  static RowKind kind_of(const Work& work);
  Planned planned(const Given& row, Work& work, bool to_write,
                  std::set<Reference>* references) const;

  std::vector<db::Value> compared(const Record& record,
                                  const std::vector<std::string>& fields) const;
  bool sound(const Work& work, const std::vector<std::string>& fields) const;
  ImportMovement movement(db::Connection& connection, const Given& row, Work& work);
  std::string shown(std::size_t field, const Value& value, const Given* row) const;
  std::vector<Text> as_listed(const Record& record, const Given* row) const;
  const std::vector<bool>& forbidden(const std::string& owner);
  void add_units();
  void add_records(db::Connection& connection, const std::string& noun);

  const RegisterService& records_;
  const Actor actor_;
  const base::Date today_;
  const Registered& of_;
  const Declaration& declaration_;
  const EmptyCells empty_cells_;
  const std::string default_owner_;
  Record before_;  // reused from row to row
  const Reach write_reach_;
  const std::unordered_set<std::string> writable_;
  std::map<std::string, ReferenceNames> names_;  // by register
  std::optional<ImportRows> rows_;
  std::vector<std::vector<std::string>> combinations_;  // the key, then what else is unique
  std::vector<std::unique_ptr<Work>> works_;            // reused from slice to slice
  std::map<std::string, std::vector<bool>> forbidden_;  // fields, by unit
  std::vector<std::unordered_map<std::string, std::int64_t>> seen_;  // combination → row
  std::unordered_set<std::string> found_ids_;
  std::set<std::string> owners_;
  std::vector<std::size_t> listed_;  // fields of the tables below
  std::unique_ptr<const ExportedTable> chinese_;
  std::unique_ptr<const ExportedTable> english_;
  //! field and id referred to → what that record has in `same` of the field, or for a derived one
  std::map<std::pair<std::size_t, std::string>, std::vector<db::Value>> same_values_;
  std::size_t joined_ = 0;
  std::size_t changed_ = 0;
};

}  // namespace registers

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "register/record_check.hpp"

//! Files of records as people have them: which column fills which field, and what a row of cells
//! says. Pure; what the register holds already is the service's to compare.
namespace registers {

//! 万元 or 亿元 where a heading names it, so that 500 below 专项资金（万元） is not 500 yuan; else
//! empty.
std::string unit_of_heading(std::string_view title);

//! For each column of a file the position of the field it fills, or nothing.
using ColumnFields = std::vector<std::optional<std::size_t>>;

//! By the titles of fields in either language, their names, and the headings that the declaration's
//! presets know; blanks, full width, marks of what is required and units in brackets do not count.
//! A field is filled by the first column that names it; derived and retired ones and files by none.
ColumnFields guess_columns(const Declaration& declaration, std::span<const std::string> titles);

//! A person's earlier choices for titles: what he chose goes before what the titles say.
struct ChosenColumn {
  std::string title;
  std::optional<std::size_t> field;  // none: left out
};
ColumnFields with_choices(std::span<const std::string> titles, ColumnFields guessed,
                          std::span<const ChosenColumn> chosen);

//! The preset whose headings name more of the columns than the titles of the fields do, or none.
const ImportPreset* preset_of(const Declaration& declaration, std::span<const std::string> titles);

struct Heading {
  std::size_t row = 0;  // position among the rows given
  ColumnFields fields;
};

//! The row that names most fields: people put titles and dates above their tables. The first one if
//! none names any.
Heading find_heading(const Declaration& declaration,
                     std::span<const std::vector<std::string>> first_rows);

//! What people write for the records that a field may refer to.
class ReferenceNames {
 public:
  //! How a value that is only kept sealed is found again.
  using Mark = std::function<std::string(std::string_view)>;

  //! `marks`: one for each field whose values are sealed.
  explicit ReferenceNames(std::vector<Mark> marks = {}) : marks_(std::move(marks)) {}

  //! `everywhere`: the name tells the record among those of all units, not only among those of
  //! `owner`. A name that is a mark is kept as it is.
  void add(std::string_view name, const std::string& id, const std::string& owner, bool everywhere);
  //! As add, and its words are names too where no whole name fits: "660301 机电技术应用 ·
  //! 庄浪职教".
  void add_label(std::string_view label, const std::string& id, const std::string& owner,
                 bool everywhere);
  //! As add, and its items are names too where no whole name fits: "学前教育、幼儿师范".
  void add_list(std::string_view names, const std::string& id, const std::string& owner,
                bool everywhere);
  void add_mark(const std::string& mark, const std::string& id, const std::string& owner,
                bool everywhere);

  struct Found {
    std::string_view id;
    bool ambiguous = false;  // several records are called so
  };
  //! `text` as in the cell; `owner` is the unit of the row.
  Found find(std::string_view text, std::string_view owner) const;

 private:
  struct Entry {
    std::string id;
    std::string owner;
    bool everywhere = false;
  };
  using Entries = std::unordered_multimap<std::string, Entry>;

  static void add_to(Entries& entries, const std::string& key, const Entry& entry);
  static Found find_in(const Entries& entries, const std::string& key, std::string_view owner);

  std::vector<Mark> marks_;
  Entries entries_;
  Entries words_;
};

//! Reads rows of one file. Immutable, so threads share it; everything given outlives it.
class ImportRows {
 public:
  //! By position of the field; a reference to a register without names is never found.
  using References = std::map<std::size_t, const ReferenceNames*>;

  //! `units`: for each column the unit of money that its heading names (unit_of_heading), or
  //! nothing; shorter than `columns`: nothing for the rest.
  ImportRows(const RecordCheck& check, ColumnFields columns, References references,
             std::vector<std::string> units = {});

  const ColumnFields& columns() const { return columns_; }
  //! The column that fills a field, or nothing.
  std::optional<std::size_t> column_of(std::size_t field) const;

  //! Puts the cells into `record`, which holds nothing before; what cannot be read is an issue.
  //! `default_owner`: the unit of rows that name none.
  void read(std::span<const std::string> cells, std::string_view default_owner, Record& record,
            std::vector<Issue>& issues) const;

 private:
  //! True if the cell says a year and a month only, which is taken or found wrong.
  bool read_month(std::size_t field, std::string_view cell, Record& record,
                  std::vector<Issue>& issues) const;
  void read_reference(std::size_t field, std::string_view owner, Record& record,
                      std::vector<Issue>& issues) const;

  const RecordCheck& check_;
  const ColumnFields columns_;
  const References references_;
  const std::vector<std::string> units_;
  std::size_t owner_ = 0;  // position of the owner's field
  std::map<std::size_t, std::size_t> column_of_;
  //! field → folded word of some preset → value
  std::map<std::size_t, std::unordered_map<std::string, std::string>> words_;
  std::set<std::size_t> months_;  // dates of which year and month suffice
};

//! Without the apostrophe that an export puts before what a spreadsheet would run as a formula.
std::string_view without_guard(std::string_view cell);

}  // namespace registers

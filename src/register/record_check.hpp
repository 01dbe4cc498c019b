#pragma once

#include <boost/json/fwd.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "register/declaration.hpp"
#include "register/parameter_book.hpp"
#include "register/value.hpp"

//! Checks records against their declaration, compiled once: types, lengths, patterns, formats,
//! choices, ranges and rules. What needs other records (references, keys, scope) is the store's.
namespace registers {

//! One thing wrong with a record.
struct Issue {
  static constexpr std::size_t kWholeRecord = static_cast<std::size_t>(-1);

  std::size_t field = kWholeRecord;  // position in the declaration
  Severity severity = Severity::error;
  const char* code = "";  // required, type, too_long, pattern, format, choice, range, rule...
  Text message;
};

//! The values of one record, one for each field of the declaration in its order, and the memory of
//! the texts that had to be normalised. Reused from record to record it allocates nothing.
class Record {
 public:
  explicit Record(const Declaration& declaration) : values_(declaration.fields.size()) {}
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  std::span<const Value> values() const { return values_; }
  Value& operator[](std::size_t field) { return values_[field]; }
  const Value& operator[](std::size_t field) const { return values_[field]; }

  //! A copy of `text` that lives until clear().
  std::string_view keep(std::string_view text);
  void clear();

 private:
  std::vector<Value> values_;
  // The texts of an ordinary record fit; longer ones go to the heap until clear().
  std::unique_ptr<std::byte[]> first_ = std::make_unique<std::byte[]>(kFirstBytes);
  std::pmr::monotonic_buffer_resource texts_{first_.get(), kFirstBytes};
  static constexpr std::size_t kFirstBytes = 4096;
};

//! Immutable, so threads share it. The declaration must outlive it.
class RecordCheck {
 public:
  //! Precondition: `declaration` came from register_load, so its patterns and rules compile.
  explicit RecordCheck(const Declaration& declaration);
  //! Rules take the values of parameters from `live`, which outlives it, at each check.
  RecordCheck(const Declaration& declaration, const ParameterLines& live);
  ~RecordCheck();
  RecordCheck(RecordCheck&&) noexcept;
  RecordCheck& operator=(RecordCheck&&) noexcept;

  const Declaration& declaration() const;

  //! Takes the members of a JSON object as values; absent ones stay as they are in `record`, null
  //! empties. An unknown or derived member and a value of another type are issues. The views in
  //! `record` point into `json`.
  void read_json(const boost::json::object& json, Record& record, std::vector<Issue>& issues) const;

  //! Takes what a record had when it was last written, retired fields included, so that they keep
  //! their values. What no longer is a value of its field is left out.
  void read_stored(const boost::json::object& json, Record& record) const;

  //! Takes one cell of a file, as people write it: full-width digits, 2024/9/1, 2024年9月1日,
  //! 20240901, 1,234.50 (yuan where the unit is fen), 是/否, the title of a choice. A reference
  //! keeps its text: whoever knows the other records resolves it. Leading and trailing blanks do
  //! not count; an empty cell is an empty value.
  void read_cell(std::size_t field, std::string_view cell, Record& record,
                 std::vector<Issue>& issues) const;

  //! Normalises the values in `record` and appends whatever is wrong with them. A rule is looked
  //! at only if the fields it reads are sound. Fields of `issues` already appended for this record
  //! are not reported twice.
  void check(Record& record, Date today, std::vector<Issue>& issues) const;

  //! Derived fields that rules read; whoever knows the records referred to gives `record` their
  //! values, and then asks for those rules, which check() leaves out.
  std::span<const std::size_t> referred() const;
  void check_referred(const Record& record, Date today, std::vector<Issue>& issues) const;

 private:
  void check_rules(bool over_others, const Record& record, Date today,
                   std::vector<Issue>& issues) const;

  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
  const ParameterLines* live_ = nullptr;  // none: as declared
};

bool has_error(std::span<const Issue> issues);

//! For a 422: errors by field, as JSON pointers; what concerns the whole record has the field "".
std::vector<base::FieldError> field_errors(const Declaration& declaration,
                                           std::span<const Issue> issues);

}  // namespace registers

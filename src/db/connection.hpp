#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/described.hpp"
#include "db/dialect.hpp"
#include "db/value.hpp"

namespace db {

//! How a column is fetched; `boolean` accepts 0/1 and the true/false of PostgreSQL.
enum class ColumnKind : std::uint8_t { integer, text, boolean };

//! One fetched value; `text` may be moved out.
struct Cell {
  bool is_null = false;
  std::int64_t integer = 0;
  std::string text;
};

//! How a C++ type is read from a column. std::optional takes NULL; without it NULL is a
//! std::logic_error, and so is a text that is no date.
template <class T>
struct ColumnType;

[[noreturn]] void fail_null_column();
[[noreturn]] void fail_not_a_date();

template <>
struct ColumnType<std::int64_t> {
  static constexpr ColumnKind kKind = ColumnKind::integer;
  static std::int64_t take(Cell& cell) { return cell.integer; }
};
template <>
struct ColumnType<bool> {
  static constexpr ColumnKind kKind = ColumnKind::boolean;
  static bool take(Cell& cell) { return cell.integer != 0; }
};
template <>
struct ColumnType<std::string> {
  static constexpr ColumnKind kKind = ColumnKind::text;
  static std::string take(Cell& cell) { return std::move(cell.text); }
};
template <>
struct ColumnType<base::Instant> {
  static constexpr ColumnKind kKind = ColumnKind::integer;
  static base::Instant take(Cell& cell) { return {cell.integer}; }
};
template <>
struct ColumnType<base::Date> {
  static constexpr ColumnKind kKind = ColumnKind::text;
  static base::Date take(Cell& cell) {
    const std::optional<base::Date> date = base::Date::parse(cell.text);
    if (!date) fail_not_a_date();
    return *date;
  }
};
template <class T>
struct ColumnType<std::optional<T>> {
  static constexpr ColumnKind kKind = ColumnType<T>::kKind;
  static std::optional<T> take(Cell& cell) {
    if (cell.is_null) return std::nullopt;
    return ColumnType<T>::take(cell);
  }
};

class Session;
class TimeKeeper;

//! One open transaction (write) or snapshot (read). Not thread safe, valid only inside the closure
//! it was given to. Placeholders are `:name` and may occur more than once; every placeholder must
//! be bound and every bind used (std::logic_error). Text that is not UTF-8 or contains NUL is
//! refused with a Problem 422. After a failed statement the transaction can only end: a further
//! statement, or returning as if nothing had happened, is a std::logic_error.
//! Throws ConstraintViolation, base::Problem (storage, connection) or StatementError (failure.hpp).
class Connection {
 public:
  enum class Mode { read, write };

  //! `Session` and `TimeKeeper` are private to db: connections come from Database only.
  Connection(Session& session, TimeKeeper& time, Mode mode);
  ~Connection();
  //! What a write sees of its own may yet be taken back.
  bool writes() const { return mode_ == Mode::write; }

  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  //! Ends with TooLong whatever still runs this long after the call; on PostgreSQL, each statement
  //! that takes this long. For statements that people write.
  void end_after(std::chrono::milliseconds limit);

  //! Columns of C: std::int64_t, std::string, bool, base::Instant, base::Date, or std::optional.
  template <class... C>
  std::vector<std::tuple<C...>> select(std::string_view sql, std::span<const Bind> binds) {
    std::vector<std::tuple<C...>> rows;
    fetch<C...>(sql, binds, rows);
    return rows;
  }
  template <class... C>
  std::vector<std::tuple<C...>> select(std::string_view sql,
                                       std::initializer_list<Bind> binds = {}) {
    return select<C...>(sql, std::span<const Bind>(binds.begin(), binds.size()));
  }

  //! The only row, or nothing; more than one is a std::logic_error.
  template <class... C>
  std::optional<std::tuple<C...>> select_one(std::string_view sql, std::span<const Bind> binds) {
    std::vector<std::tuple<C...>> rows;
    fetch<C...>(sql, binds, rows);
    if (rows.empty()) return std::nullopt;
    if (rows.size() > 1) fail_not_one_row();
    return std::move(rows.front());
  }
  template <class... C>
  std::optional<std::tuple<C...>> select_one(std::string_view sql,
                                             std::initializer_list<Bind> binds = {}) {
    return select_one<C...>(sql, std::span<const Bind>(binds.begin(), binds.size()));
  }

  //! The only row of a statement that always has one, such as count(*); otherwise a
  //! std::logic_error.
  template <class... C>
  std::tuple<C...> select_only(std::string_view sql, std::span<const Bind> binds) {
    std::vector<std::tuple<C...>> rows;
    fetch<C...>(sql, binds, rows);
    if (rows.size() != 1) fail_not_one_row();
    return std::move(rows.front());
  }
  template <class... C>
  std::tuple<C...> select_only(std::string_view sql, std::initializer_list<Bind> binds = {}) {
    return select_only<C...>(sql, std::span<const Bind>(binds.begin(), binds.size()));
  }

  //! Number of rows inserted, updated or deleted.
  std::int64_t execute(std::string_view sql, std::span<const Bind> binds);
  std::int64_t execute(std::string_view sql, std::initializer_list<Bind> binds = {}) {
    return execute(sql, std::span<const Bind>(binds.begin(), binds.size()));
  }

  Dialect dialect() const;
  const base::Clock& clock() const;

  //! The time of this transaction, the same at every call. In a write it is later than that of
  //! every earlier write, even after the clock was set back; in a read, than every finished one.
  base::Instant now() const;

  //! True once a statement has failed.
  bool failed() const { return failed_; }
  //! True if now() was asked for, so that the time must be kept with the transaction.
  bool has_time() const { return now_.has_value(); }

 private:
  using RowSink = void (*)(void* rows, Cell* cells);

  template <class... C>
  void fetch(std::string_view sql, std::span<const Bind> binds,
             std::vector<std::tuple<C...>>& rows) {
    static constexpr ColumnKind kKinds[] = {ColumnType<C>::kKind...};
    fetch_rows(sql, binds, kKinds, &rows, [](void* sink, Cell* cells) {
      append_row<C...>(*static_cast<std::vector<std::tuple<C...>>*>(sink), cells,
                       std::index_sequence_for<C...>());
    });
  }

  template <class... C, std::size_t... I>
  static void append_row(std::vector<std::tuple<C...>>& rows, Cell* cells,
                         std::index_sequence<I...>) {
    if (((cells[I].is_null && !base::kIsOptional<C>) || ...)) fail_null_column();
    rows.emplace_back(ColumnType<C>::take(cells[I])...);
  }

  void fetch_rows(std::string_view sql, std::span<const Bind> binds,
                  std::span<const ColumnKind> kinds, void* rows, RowSink sink);
  [[noreturn]] static void fail_not_one_row();
  void require_usable() const;

  Session& session_;
  TimeKeeper& time_;
  Mode mode_;
  bool failed_ = false;
  bool ends_ = false;  // end_after was called
  mutable std::optional<base::Instant> now_;
};

}  // namespace db

#include "db/connection.hpp"

#include <stdexcept>

#include "db/session.hpp"
#include "db/time_keeper.hpp"

namespace db {

void fail_null_column() { throw std::logic_error("NULL in a column that is not optional"); }
void fail_not_a_date() { throw std::logic_error("a column of dates holds something else"); }

Connection::Connection(Session& session, TimeKeeper& time, Mode mode)
    : session_(session), time_(time), mode_(mode) {}

Connection::~Connection() {
  if (ends_) session_.end_never();
}

void Connection::end_after(std::chrono::milliseconds limit) {
  require_usable();
  session_.end_after(limit);
  ends_ = true;
}

std::int64_t Connection::execute(std::string_view sql, std::span<const Bind> binds) {
  if (mode_ == Mode::read) throw std::logic_error("a read must not write");
  require_usable();
  try {
    return session_.run(sql, binds, {}, nullptr, nullptr);
  } catch (...) {
    failed_ = true;
    throw;
  }
}

void Connection::fetch_rows(std::string_view sql, std::span<const Bind> binds,
                            std::span<const ColumnKind> kinds, void* rows, RowSink sink) {
  require_usable();
  try {
    session_.run(sql, binds, kinds, rows, sink);
  } catch (...) {
    failed_ = true;
    throw;
  }
}

Dialect Connection::dialect() const { return session_.dialect(); }

const base::Clock& Connection::clock() const { return time_.clock(); }

base::Instant Connection::now() const {
  if (!now_) now_ = mode_ == Mode::write ? time_.next() : time_.present();
  return *now_;
}

void Connection::fail_not_one_row() {
  throw std::logic_error("another number of rows than expected");
}

void Connection::require_usable() const {
  if (failed_) throw std::logic_error("a statement after one that failed in the same transaction");
}

}  // namespace db

#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "db/session.hpp"

namespace db {

//! A connection to a SQLite file.
class SqliteSession final : public Session {
 public:
  enum class Role {
    writer,  //!< the one that writes and checkpoints
    reader,  //!< refuses to write
  };

  //! Creates the file for a writer. Throws base::Problem if it cannot be opened.
  SqliteSession(const std::filesystem::path& file, Role role);
  ~SqliteSession() override;

  Dialect dialect() const override { return Dialect::sqlite; }

  //! True between BEGIN and COMMIT or ROLLBACK; SQLite ends a transaction itself on some errors.
  bool in_transaction();

  //! Pages in the write-ahead log after the last commit.
  int log_pages() const { return log_pages_; }

  //! Moves what readers allow from the log into the database; `truncate` waits for all of it.
  void checkpoint(bool truncate);

  void end_after(std::chrono::milliseconds limit) override;
  void end_never() noexcept override;

 protected:
  bool all_text() const override { return false; }
  int column_count(Prepared& prepared) const override;
  bool counts_before_run() const override { return true; }
  [[noreturn]] void raise(const soci::soci_error& error, Prepared* prepared, std::string_view sql,
                          std::span<const Bind> binds) override;

 private:
  std::string broken_foreign_key(std::string_view sql, std::span<const Bind> binds,
                                 std::span<const ColumnKind> kinds);

  int log_pages_ = 0;
  std::chrono::steady_clock::time_point ends_at_;
};

}  // namespace db

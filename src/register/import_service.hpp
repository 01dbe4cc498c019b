#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/once.hpp"
#include "http/table.hpp"
#include "register/import_rows.hpp"
#include "register/import_store.hpp"
#include "register/import_views.hpp"
#include "register/register_service.hpp"

namespace registers {

class ImportRun;

//! Files into registers. First every row is checked as a single record would be, with nothing
//! written; then the good rows are written in slices, each with its own mark of being written in
//! one transaction, so that an interrupted import goes on after a start and no row is written
//! twice. An import belongs to the person who uploaded it; for anybody else it does not exist.
//! Safe from any thread.
class ImportService {
 public:
  static constexpr std::size_t kBytesMax = 200'000'000;
  static constexpr std::size_t kAbsentMax = 200;
  static constexpr std::int64_t kIssuesMax = 500;  // of a page
  //! Files in memory at the same time; beyond, 503.
  static constexpr int kChecksMax = 4;
  //! How long the rows of an import are kept, to be undone or read again.
  static constexpr std::int64_t kKeptUs = 90LL * 24 * 3600 * 1'000'000;

  //! The references outlive it; `threads`, which it uses alone, outlives the database too.
  ImportService(db::Database& database, zhijiao::access::AccessService& access,
                base::Random& random, RegisterService& records, boost::asio::thread_pool& threads);
  //! Waits for the slices in hand and joins `threads`; the next start goes on.
  ~ImportService();
  ImportService(const ImportService&) = delete;
  ImportService& operator=(const ImportService&) = delete;

  //! At start: what was being checked has failed, what was being written or undone goes on.
  void resume_interrupted();

  //! Throws 403 unless the person may write some record of the register.
  void require_writer(const Actor& actor, const std::string& noun) const;

  //! Which fields the columns of a file would fill. Throws 403.
  boost::asio::awaitable<ImportColumns> columns(const Actor& actor, const std::string& noun,
                                                const ImportTitles& given);

  //! Reads the file and checks every row; the answer is there when all are checked. Throws 400 for
  //! what the request says of the file, 403 if the person may write nowhere, 422 for what is no
  //! table, 503.
  boost::asio::awaitable<ImportReport> check(const Actor& actor, const std::string& noun,
                                             const ImportRequest& request, std::string bytes,
                                             const db::Once& once);
  //! Checks the rows of an import again, some of them mended or left out, as a new import; of one
  //! that was written only the bad rows. Throws 400 for a cell or row it does not have, 404, 409
  //! "state", 503.
  boost::asio::awaitable<ImportReport> mend(const Actor& actor, const std::string& noun,
                                            const std::string& id, const ImportMending& given,
                                            const db::Once& once);
  //! The person's own, the newest first.
  boost::asio::awaitable<ImportList> imports(const Actor& actor, const std::string& noun);
  //! Which issues a report tells: those of rows after `after`.
  struct IssuePage {
    std::int64_t after = 0;
    std::int64_t limit = 0;
    bool errors_only = false;  // rows that cannot be written
  };
  //! Throws 404.
  boost::asio::awaitable<ImportReport> report(const Actor& actor, const std::string& noun,
                                              const std::string& id, IssuePage page);
  //! The bad rows as they were, with a column that says what is wrong, written to a file below
  //! `folder`. Throws 404.
  boost::asio::awaitable<std::shared_ptr<http::TemporaryFile>> errors_file(
      const Actor& actor, const std::string& noun, const std::string& id, http::TableFormat format,
      http::Language language, const std::filesystem::path& folder);

  //! Begins to write; the report tells how far it is. Throws 409 "state" unless it is `checked`,
  //! 422 "bad-rows" for all_or_none with bad rows, 422 "unconfirmed" for warnings.
  boost::asio::awaitable<ImportReport> apply(const Actor& actor, const std::string& noun,
                                             const std::string& id, const ImportApplication& given,
                                             const db::Once& once);
  //! Begins to take back what was written: new records are removed, changed ones get their values
  //! of before as a new version. Throws 409 "state" unless it is `applied`, 409 "changed-since",
  //! naming rows, if records were changed since and that is not confirmed; these are kept.
  boost::asio::awaitable<ImportReport> undo(const Actor& actor, const std::string& noun,
                                            const std::string& id, const ImportUndo& given,
                                            const db::Once& once);

  //! The titles of the columns that a file may have, and what each may hold.
  http::Table template_table(const Actor& actor, const std::string& noun) const;

 private:
  struct File;
  struct PlannedSlices;
  using Duration = std::chrono::steady_clock::duration;

  ImportColumns columns_view(const Declaration& declaration, const std::vector<std::string>& titles,
                             const std::vector<std::optional<std::size_t>>& fields,
                             bool has_owner) const;
  std::vector<ChosenColumn> chosen(db::Connection& connection, const Actor& actor,
                                   const Declaration& declaration) const;
  void remember(db::Connection& connection, const Actor& actor, const Declaration& declaration,
                const File& file) const;
  File read_file(const Actor& actor, const std::string& noun, const ImportRequest& request,
                 std::string bytes) const;
  //! `mended`: the import that the file was made from, if it was.
  boost::asio::awaitable<ImportReport> check_file(const Actor& actor, const std::string& noun,
                                                  ImportRequest request, std::string bytes,
                                                  std::optional<ImportRecord> mended,
                                                  const db::Once& once);
  boost::asio::awaitable<std::string> check_job(Actor actor, std::string noun,
                                                ImportRequest request, std::string bytes,
                                                std::optional<ImportRecord> mended, db::Once once);
  std::string mended_rows(db::Connection& connection, const ImportRecord& import,
                          const ImportMending& given) const;
  void check_rows(const Actor& actor, ImportRecord& import, File& file);
  ImportRecord owned(db::Connection& connection, const Actor& actor, const std::string& noun,
                     const std::string& id) const;
  ImportReport report_of(db::Connection& connection, const ImportRecord& import,
                         const IssuePage& page) const;
  std::vector<std::int64_t> changed_since(db::Connection& connection,
                                          const ImportRecord& import) const;

  void start(const std::string& id);
  boost::asio::awaitable<void> work_on(std::string id);
  //! In whose name it is written. Throws 404 if the account is gone.
  boost::asio::awaitable<Actor> author_of(const ImportRecord& import);
  void apply_slices(const Actor& actor, const ImportRecord& import);
  PlannedSlices plan_slices(const ImportRecord& import, ImportRun& run, std::int64_t from,
                            std::size_t slices_max) const;
  void plan_slice(ImportRun& run, ImportSlice slice, PlannedSlices& all) const;
  Duration write_slices(const Actor& actor, const ImportRecord& import, PlannedSlices& planned);
  //! What was written stays, or is taken back if it is all or none.
  void end_early(const ImportRecord& import, Text failure);
  void end_undo(const std::string& id, std::int64_t refused);
  void undo_slices(const ImportRecord& import, const Actor& actor, const Reach& reach);
  //! Returns how many of its records may not be undone.
  std::int64_t undo_slice(const ImportRecord& import, const Actor& actor, const Reach& reach,
                          ImportSlice slice);
  bool clashes(db::Connection& connection, const RegisterService::Registered& of,
               const RecordRow& row) const;
  void set_state(const std::string& id, ImportState from, ImportState to,
                 const std::optional<Text>& failure);
  void remove_outdated();

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  base::Random& random_;
  RegisterService& records_;
  boost::asio::thread_pool& threads_;
  const ImportStore store_;
  std::atomic<int> checks_{0};
  std::atomic<bool> stopping_{false};
};

}  // namespace registers

#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "db/once.hpp"
#include "http/table.hpp"
#include "register/export_views.hpp"
#include "register/register_service.hpp"

namespace registers {

//! Lists of a register as files: exactly the columns and filters shown, of the records somebody
//! reads. What is sensitive is masked, unless he says why he needs it; every export is in the audit
//! trail. Long ones are made in the background in little memory and kept for a while; what is not
//! finished when the program ends is gone, and asked for again. Safe from any thread.
class ExportService {
 public:
  static constexpr std::int64_t kAtOnceRowsMax = 50'000;
  static constexpr std::int64_t kRowsMax = 2'000'000;
  static constexpr std::size_t kUnfinishedMax = 20;  // of everybody
  static constexpr std::size_t kKeptMax = 5;         // of one person
  static constexpr std::chrono::minutes kKept{60};

  //! The references outlive it; `threads`, which it uses alone, outlives the database too. Files
  //! are made in `folder`, which is emptied.
  ExportService(db::Database& database, zhijiao::access::AccessService& access,
                base::Random& random, RegisterService& records, boost::asio::thread_pool& threads,
                std::filesystem::path folder);
  //! Ends what is running and joins `threads`.
  ~ExportService();
  ExportService(const ExportService&) = delete;
  ExportService& operator=(const ExportService&) = delete;

  struct File {
    std::string name;
    http::TableFormat format = http::TableFormat::csv;
    std::shared_ptr<const http::TemporaryFile> content;
  };

  //! A short list, masked. Throws as RegisterService::list, and 422 "too-many-rows".
  boost::asio::awaitable<File> at_once(const Actor& actor, const std::string& noun,
                                       const ListRequest& request, http::TableFormat format,
                                       http::Language language);
  //! Begins one in the background; a retry with the same key gets the first. Throws as
  //! RegisterService::list, 422 without a reason that says something, 503.
  ExportReport start(const Actor& actor, const std::string& noun, const ListRequest& request,
                     const ExportRequest& given, http::Language language, const db::Once& once);
  //! Of one's own; throws 404, also once it is no longer kept.
  ExportReport report(const Actor& actor, const std::string& noun, const std::string& id);
  //! Throws 404, also for another format, 409 "state" unless it is done, 409 "posts-changed" if by
  //! now the person may read something else than was exported.
  File file(const Actor& actor, const std::string& noun, const std::string& id,
            http::TableFormat format);
  //! Ends it if it is running, and forgets it.
  void remove(const Actor& actor, const std::string& noun, const std::string& id);

 private:
  struct Asked;
  struct Job;
  // How far it is; false ends it.
  using Progress = std::function<bool(std::int64_t rows, std::int64_t total)>;

  Asked asked(const Actor& actor, const std::string& noun, const ListRequest& request,
              http::TableFormat format, http::Language language) const;
  std::int64_t write(db::Connection& connection, const Asked& asked,
                     const std::filesystem::path& path, std::int64_t rows_max,
                     const Progress& progress) const;
  void note(db::Connection& connection, const Asked& asked, std::int64_t rows) const;
  std::shared_ptr<http::TemporaryFile> new_file() const;
  void run(const std::shared_ptr<Job>& job);
  std::shared_ptr<Job> owned(const Actor& actor, const std::string& noun,
                             const std::string& id) const;
  void keep_few(const std::string& account);
  void forget(const std::string& id);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  base::Random& random_;
  RegisterService& records_;
  boost::asio::thread_pool& threads_;
  const std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
  bool stopping_ = false;
};

}  // namespace registers

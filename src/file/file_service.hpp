#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/access_service.hpp"
#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "document/document.hpp"
#include "file/file_disk.hpp"
#include "file/file_store.hpp"
#include "file/file_views.hpp"

namespace file {

using zhijiao::access::Actor;

//! A file that may be sent to whom asked.
struct Download {
  FileLine file;
  std::filesystem::path path;
};

//! Evidence: files that come in parts, are checked by content, kept once, and handed out only as
//! downloads. A file belongs to a unit: who records for the unit brings it, who reads the unit's
//! remarks reads it. One that is brought for a register is handed out by the record it stands in
//! (register/record_files.hpp); by its own id only to who brought it. Without a post that allows it
//! somewhere every call is a 403. Safe from any thread; one server keeps a data folder.
class FileService {
 public:
  static constexpr std::int64_t kFileBytesMax = 100LL * 1024 * 1024;
  static constexpr std::size_t kPartBytesMax = 4UL * 1024 * 1024;
  static constexpr std::size_t kPictureBytesMax = 20UL * 1024 * 1024;
  static constexpr std::int64_t kOpenUploadsMax = 20;  // of one account
  static constexpr std::int64_t kUploadKeptUs = 72LL * 3600 * 1'000'000;

  //! All arguments outlive the service. `threads` write to the disk and look into files.
  FileService(db::Database& database, zhijiao::access::AccessService& access, base::Random& random,
              const std::filesystem::path& data, boost::asio::thread_pool& threads);

  //! Records of a register, of one unit.
  struct OfRegister {
    std::string register_name;
    std::string unit;
  };
  //! True if somebody may put files into such records; without them: into any records at all.
  using BringsForRegister = std::function<bool(const Actor&, const OfRegister*)>;
  void brings_for_register(BringsForRegister brings) { brings_for_register_ = std::move(brings); }

  //! 403 unless the actor records for the unit; 413, 422 for a size or a kind nobody takes; 429.
  boost::asio::awaitable<UploadView> begin(const Actor& actor, NewUpload given, db::Once once);
  //! Only its own account sees an upload; otherwise 404, as for one that is too old.
  boost::asio::awaitable<UploadView> upload(const Actor& actor, std::string id);
  //! The next part, at `offset`. 409 "wrong-offset" if the upload is elsewhere: ask where and go on
  //! from there. The last part makes the file: 422 "wrong-type" if its content is not what its
  //! name says, and the upload is gone.
  boost::asio::awaitable<UploadView> receive(const Actor& actor, std::string id,
                                             std::int64_t offset, std::string bytes);
  boost::asio::awaitable<void> cancel(const Actor& actor, std::string id);

  //! The first page of a PDF as a PNG, for browsers that look for a code in it; nothing is kept.
  //! 415, 422, 503 as document::page_picture.
  boost::asio::awaitable<std::string> first_page(const Actor& actor, std::string pdf);

  //! 404 for a file that is not or that the actor may not read.
  boost::asio::awaitable<Download> download(const Actor& actor, std::string id);
  //! The file for somebody of whom the caller knows that he may read it. 404 for one that is not.
  boost::asio::awaitable<Download> handed_out(std::string id);

  // For capabilities that attach files, inside a transaction of the caller.

  //! 422 at `field` unless the actor may read each of them; those of registers stay there.
  void require_readable(db::Connection& connection, const Actor& actor,
                        const std::vector<std::string>& ids, std::string_view field) const;
  //! 422 at `field` unless each of them is the unit's, so that whoever reads the unit reads them.
  void require_of(db::Connection& connection, const std::string& unit,
                  const std::vector<std::string>& ids, std::string_view field) const;
  //! In the order of the ids; those that are not are left out.
  std::vector<FileLine> lines(db::Connection& connection,
                              const std::vector<std::string>& ids) const;

 private:
  class Turn;

  bool may_read(const Actor& actor, const FileRecord& file, base::Date today) const;
  bool may_bring(const Actor& actor, const NewUpload& given, base::Date today) const;
  void require_brings(const Actor& actor) const;
  Download download_of(const FileRecord& file) const;
  UploadRecord own_upload(db::Connection& connection, const Actor& actor,
                          const std::string& id) const;
  UploadView view(db::Connection& connection, const UploadRecord& upload) const;
  boost::asio::awaitable<UploadView> receive_job(Actor actor, std::string id, std::int64_t offset,
                                                 std::string bytes);
  boost::asio::awaitable<UploadView> make_file(const Actor& actor, UploadRecord upload);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  base::Random& random_;
  boost::asio::thread_pool& threads_;
  const document::Options reading_;
  const FileStore store_;
  const FileDisk disk_;
  BringsForRegister brings_for_register_;
  std::mutex turns_mutex_;
  std::set<std::string> turns_;  // uploads that are being written to
};

}  // namespace file

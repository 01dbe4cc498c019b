#include "file/file_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <utility>

#include "base/problem.hpp"
#include "file/file_type.hpp"

namespace file {

using boost::asio::awaitable;
using zhijiao::access::Permission;

namespace {

// A4 at 200 dpi: a module of a printed code is three pixels or more.
constexpr int kPictureSideMax = 2400;
constexpr std::chrono::seconds kPictureTimeMax{20};

FileLine line_of(const FileRecord& file) {
  return {file.id,
          file.name,
          file.media_type,
          file.size_bytes,
          file.sha256,
          file.brought_by,
          base::rfc3339(file.recorded_at)};
}

// What files are brought for: reports and documents of the plan, stamped forms, certificates of an
// admission.
constexpr std::array kBrings{Permission::share_record, Permission::form_stamp,
                             Permission::admission_offer, Permission::admission_prepare};

base::Problem no_upload() {
  return base::not_found({"这次上传（可能已过期），请重新选择文件",
                          "This upload (it may be too old; choose the file again)"});
}

base::Problem wrong_offset() {
  return base::conflict("wrong-offset",
                        {"上传位置不一致，请查询已收到多少后从那里继续。",
                         "The upload is elsewhere; ask how far it is and go on from there."});
}

base::Text taken_kinds() {
  return {fmt::format("可以上传的类型：{}。", taken_endings()),
          fmt::format("Kinds that are taken: {}.", taken_endings())};
}

}  // namespace

// Two parts of one upload never write at the same time.
class FileService::Turn {
 public:
  Turn(FileService& service, const std::string& upload) : service_(service), upload_(upload) {
    const std::lock_guard lock(service_.turns_mutex_);
    if (!service_.turns_.insert(upload_).second) throw wrong_offset();
  }
  ~Turn() {
    const std::lock_guard lock(service_.turns_mutex_);
    service_.turns_.erase(upload_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  FileService& service_;
  const std::string upload_;
};

FileService::FileService(db::Database& database, zhijiao::access::AccessService& access,
                         base::Random& random, const std::filesystem::path& data,
                         boost::asio::thread_pool& threads)
    : database_(database),
      access_(access),
      random_(random),
      threads_(threads),
      reading_({.tools = document::find_tools(),
                .temporary_folder = data / "tmp",
                .time_max = kPictureTimeMax}),
      store_(access.region()),
      disk_(data) {}

bool FileService::may_read(const Actor& actor, const FileRecord& file, base::Date today) const {
  if (file.register_name) {
    const OfRegister of{*file.register_name, file.unit};
    return file.account == actor.account && brings_for_register_ &&
           brings_for_register_(actor, &of);
  }
  return file.account == actor.account ||
         zhijiao::access::may(actor, Permission::plan_read, file.unit, *access_.directory(), today);
}

UploadRecord FileService::own_upload(db::Connection& connection, const Actor& actor,
                                     const std::string& id) const {
  auto upload = store_.upload(connection, id);
  if (!upload || upload->account != actor.account) throw no_upload();
  return std::move(*upload);
}

UploadView FileService::view(db::Connection& connection, const UploadRecord& upload) const {
  UploadView view{upload.id,
                  upload.name,
                  upload.size_bytes,
                  upload.received_bytes,
                  static_cast<std::int64_t>(kPartBytesMax),
                  std::nullopt};
  if (upload.file) {
    if (const auto file = store_.file(connection, *upload.file)) view.file = line_of(*file);
  }
  return view;
}

void FileService::require_brings(const Actor& actor) const {
  const bool brings = std::ranges::any_of(
      kBrings, [&](Permission permission) { return zhijiao::access::may(actor, permission); });
  if (brings || (brings_for_register_ && brings_for_register_(actor, nullptr))) return;
  access_.require(actor, Permission::share_record);
}

bool FileService::may_bring(const Actor& actor, const NewUpload& given, base::Date today) const {
  if (given.register_name) {
    const OfRegister of{*given.register_name, given.unit};
    return brings_for_register_ && brings_for_register_(actor, &of);
  }
  return std::ranges::any_of(kBrings, [&](Permission permission) {
    return zhijiao::access::may(actor, permission, given.unit, *access_.directory(), today);
  });
}

Download FileService::download_of(const FileRecord& file) const {
  return {line_of(file), disk_.path_of(file.sha256)};
}

awaitable<UploadView> FileService::begin(const Actor& actor, NewUpload given, db::Once once) {
  require_brings(actor);
  const std::string name = safe_name(given.name);
  if (given.size_bytes > kFileBytesMax) {
    throw base::Problem(
        413, "too-large", {"文件过大", "The file is too large"},
        {fmt::format("一个文件最大{}MB，请压缩或拆分后再上传。", kFileBytesMax >> 20),
         fmt::format("A file may have at most {} MB; compress or split it.", kFileBytesMax >> 20)});
  }
  std::vector<base::FieldError> errors;
  if (given.size_bytes <= 0) errors.push_back({"/size_bytes", {"这是空文件。", "It is empty."}});
  if (!is_taken(name)) errors.push_back({"/name", taken_kinds()});
  if (!errors.empty()) {
    throw base::invalid({"这个文件不能上传。", "This file is not taken."}, std::move(errors));
  }
  std::vector<std::string> old;
  UploadView made =
      co_await database_.write_once<UploadView>(std::move(once), [&](db::Connection& connection) {
        const base::Date today = base::day_of(connection.now());
        const auto directory = access_.directory();
        if (directory->find_unit(given.unit) == nullptr) {
          throw base::not_found({"这个单位", "This unit"});
        }
        if (!may_bring(actor, given, today)) {
          throw base::forbidden({"只能为本单位（及所辖单位）上传文件。",
                                 "You can only bring files of units within your posts' reach."});
        }
        constexpr std::int64_t kRemovedTogether = 20;
        old = store_.uploads_before(connection, {connection.now().us - kUploadKeptUs},
                                    kRemovedTogether);
        for (const std::string& id : old) store_.remove_upload(connection, id);
        if (store_.open_uploads(connection, actor.account) >= kOpenUploadsMax) {
          throw base::too_many({"未完成的上传太多，请先完成或取消。",
                                "Too many unfinished uploads; finish or cancel some first."},
                               60);
        }
        UploadRecord upload{base::uuid_v7(connection.clock(), random_),
                            given.unit,
                            actor.account,
                            name,
                            given.size_bytes,
                            0,
                            connection.now(),
                            std::nullopt,
                            given.register_name};
        store_.insert_upload(connection, upload);
        return view(connection, upload);
      });
  for (const std::string& id : old) disk_.drop(id);
  co_return made;
}

awaitable<UploadView> FileService::upload(const Actor& actor, std::string id) {
  require_brings(actor);
  co_return co_await database_.read([&](db::Connection& connection) {
    return view(connection, own_upload(connection, actor, id));
  });
}

awaitable<UploadView> FileService::receive(const Actor& actor, std::string id, std::int64_t offset,
                                           std::string bytes) {
  require_brings(actor);
  auto job = receive_job(actor, std::move(id), offset, std::move(bytes));
  co_return co_await boost::asio::co_spawn(threads_, std::move(job), boost::asio::use_awaitable);
}

awaitable<UploadView> FileService::receive_job(Actor actor, std::string id, std::int64_t offset,
                                               std::string bytes) {
  const Turn turn(*this, id);
  UploadRecord upload = co_await database_.read(
      [&](db::Connection& connection) { return own_upload(connection, actor, id); });
  const auto size = static_cast<std::int64_t>(bytes.size());
  if (upload.file || offset != upload.received_bytes || size == 0 ||
      size > upload.size_bytes - offset) {
    throw wrong_offset();
  }
  if (disk_.size_of(id) < offset) {
    // Its bytes are gone, as after a restored backup: it begins anew.
    co_await database_.write(
        [&](db::Connection& connection) { store_.receive(connection, id, offset, 0); });
    throw wrong_offset();
  }
  disk_.write_part(id, offset, bytes);
  if (offset + size == upload.size_bytes) {
    co_return co_await make_file(actor, upload);
  }
  co_return co_await database_.write([&](db::Connection& connection) {
    if (!store_.receive(connection, id, offset, offset + size)) throw wrong_offset();
    return view(connection, own_upload(connection, actor, id));
  });
}

awaitable<UploadView> FileService::make_file(const Actor& actor, UploadRecord upload) {
  const auto media_type = media_type_of(upload.name, detect(disk_.upload_path(upload.id)));
  if (!media_type) {
    co_await database_.write(
        [&](db::Connection& connection) { store_.remove_upload(connection, upload.id); });
    disk_.drop(upload.id);
    throw base::Problem(
        422, "wrong-type", {"文件内容与名称不符", "The file is not what its name says"},
        {fmt::format("“{}”的内容不是这种类型，没有保存。请检查文件，或另存为正确的类型再上传。",
                     upload.name),
         fmt::format("The content of “{}” is of another kind; it was not kept. Check it, or save "
                     "it as the right kind.",
                     upload.name)});
  }
  const std::string sha256 = disk_.hash_of(upload.id);
  disk_.keep(upload.id, sha256);
  co_return co_await database_.write([&](db::Connection& connection) {
    const FileRecord file{base::uuid_v7(connection.clock(), random_),
                          upload.unit,
                          actor.account,
                          actor.display_name,
                          upload.name,
                          *media_type,
                          upload.size_bytes,
                          sha256,
                          connection.now(),
                          upload.register_name};
    store_.insert_file(connection, file);
    store_.finish(connection, upload.id, file.id);
    access_.audit_trail().record(
        connection, actor, "file.keep", file.id,
        fmt::format("unit={} size={} sha256={}", file.unit, file.size_bytes, file.sha256));
    return view(connection, own_upload(connection, actor, upload.id));
  });
}

awaitable<std::string> FileService::first_page(const Actor& actor, std::string pdf) {
  require_brings(actor);
  auto drawn = [](std::string bytes, const document::Options& reading) -> awaitable<std::string> {
    co_return document::page_picture(bytes, 1, kPictureSideMax, reading);
  };
  auto job = drawn(std::move(pdf), reading_);
  co_return co_await boost::asio::co_spawn(threads_, std::move(job), boost::asio::use_awaitable);
}

awaitable<void> FileService::cancel(const Actor& actor, std::string id) {
  require_brings(actor);
  const Turn turn(*this, id);
  co_await database_.write([&](db::Connection& connection) {
    own_upload(connection, actor, id);
    store_.remove_upload(connection, id);
  });
  disk_.drop(id);
}

awaitable<Download> FileService::download(const Actor& actor, std::string id) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const auto file = store_.file(connection, id);
    if (!file || !may_read(actor, *file, base::day_of(connection.now()))) {
      throw base::not_found({"这个文件", "This file"});
    }
    return download_of(*file);
  });
}

awaitable<Download> FileService::handed_out(std::string id) {
  co_return co_await database_.read([&](db::Connection& connection) {
    const auto file = store_.file(connection, id);
    if (!file) throw base::not_found({"这个文件", "This file"});
    return download_of(*file);
  });
}

void FileService::require_readable(db::Connection& connection, const Actor& actor,
                                   const std::vector<std::string>& ids,
                                   std::string_view field) const {
  const base::Date today = base::day_of(connection.now());
  for (const std::string& id : ids) {
    const auto file = store_.file(connection, id);
    if (file && !file->register_name && may_read(actor, *file, today)) continue;
    throw base::invalid({"附件不存在或不属于您的单位，请重新上传。",
                         "A file does not exist or is not of your units; bring it again."},
                        {{std::string(field), {"没有这个附件。", "There is no such file."}}});
  }
}

void FileService::require_of(db::Connection& connection, const std::string& unit,
                             const std::vector<std::string>& ids, std::string_view field) const {
  for (const std::string& id : ids) {
    const auto file = store_.file(connection, id);
    if (file && file->unit == unit) continue;
    throw base::invalid(
        {"附件不是这个单位的，请为这个单位重新上传。",
         "A file is not of this unit; bring it again for this unit."},
        {{std::string(field), {"不是这个单位的附件。", "Not a file of this unit."}}});
  }
}

std::vector<FileLine> FileService::lines(db::Connection& connection,
                                         const std::vector<std::string>& ids) const {
  std::vector<FileLine> found;
  for (const std::string& id : ids) {
    if (const auto file = store_.file(connection, id)) found.push_back(line_of(*file));
  }
  return found;
}

}  // namespace file

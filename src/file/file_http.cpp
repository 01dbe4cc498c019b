#include "file/file_http.hpp"

#include <optional>
#include <utility>

#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace file {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using zhijiao::access::actor_of;

struct PartQuery {
  std::optional<std::int64_t> offset{};  // default 0
};
BOOST_DESCRIBE_STRUCT(PartQuery, (), (offset))

Response as_it_is(const UploadView& view, int status = 200) {
  Response response = http::json(view, status);
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response sent(const Download& download) {
  Response response;
  response.file = download.path;
  response.set("Content-Type", "application/octet-stream");
  response.set("Content-Disposition", http::content_disposition(download.file.name));
  response.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.set("Cache-Control", "private, no-store");
  return response;
}

void add_file_routes(http::Router& router, FileService& service) {
  router.add({.method = Method::post,
              .path = "/api/uploads",
              .tag = "file",
              .summary = {"开始上传一个文件（最大 100 MB），随后分块发送",
                          "Begin to bring a file of at most 100 MB; its parts follow"},
              .body = http::schema_of<NewUpload>,
              .answers = {{201, http::schema_of<UploadView>}},
              .idempotency_key = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                auto given = http::body<NewUpload>(request);
                db::Once once = zhijiao::access::once_of(request, actor_of(request));
                const UploadView view =
                    co_await service.begin(actor_of(request), std::move(given), std::move(once));
                co_return http::created("/api/uploads/" + view.id, view);
              }});
  router.add({.method = Method::get,
              .path = "/api/uploads/{id}",
              .tag = "file",
              .summary = {"上传到哪里了；完成后是哪个文件", "How far an upload is, and its file"},
              .answers = {{200, http::schema_of<UploadView>}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const UploadView view =
                    co_await service.upload(actor_of(request), request.param("id"));
                co_return as_it_is(view);
              }});
  router.add({.method = Method::put,
              .path = "/api/uploads/{id}",
              .tag = "file",
              .summary = {"发送一块（最大 4 MB），从 offset 起；断了就查一下再接着发",
                          "Send a part of at most 4 MB from offset; after a break ask and go on"},
              .query = http::query_of<PartQuery>,
              .answers = {{200, http::schema_of<UploadView>}},
              .body_limit = FileService::kPartBytesMax,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto query = http::query<PartQuery>(request);
                std::string bytes = std::move(request.body);
                const UploadView view =
                    co_await service.receive(actor_of(request), request.param("id"),
                                             query.offset.value_or(0), std::move(bytes));
                co_return as_it_is(view);
              }});
  router.add({.method = Method::del,
              .path = "/api/uploads/{id}",
              .tag = "file",
              .summary = {"放弃上传", "Give an upload up"},
              .answers = {{204}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                co_await service.cancel(actor_of(request), request.param("id"));
                co_return http::no_content();
              }});
  router.add(
      {.method = Method::post,
       .path = "/api/page-pictures",
       .tag = "file",
       .summary = {"PDF 第一页的图片（供网页识别二维码），不保存",
                   "The first page of a PDF as a picture, to find a code in; nothing is kept"},
       .answers = {{200, nullptr, {}, "image/png"}},
       .body_limit = FileService::kPictureBytesMax,
       .handler = [&service](Request& request) -> awaitable<Response> {
         std::string pdf = std::move(request.body);
         Response response;
         response.body = co_await service.first_page(actor_of(request), std::move(pdf));
         response.set("Content-Type", "image/png");
         response.set("Cache-Control", "private, no-store");
         co_return response;
       }});
  router.add({.method = Method::get,
              .path = "/api/files/{id}",
              .tag = "file",
              .summary = {"下载文件", "Download a file"},
              .answers = {{200, nullptr, {}, "application/octet-stream"}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const Download download =
                    co_await service.download(actor_of(request), request.param("id"));
                co_return sent(download);
              }});
}

}  // namespace file

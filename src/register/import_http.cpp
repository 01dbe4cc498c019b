#include "register/import_http.hpp"

#include <fmt/format.h>

#include <string>
#include <tuple>
#include <utility>

#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace registers {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

constexpr const char* kTag = "register";
constexpr std::int64_t kIssuesByDefault = 100;

struct IssuesQuery {
  std::optional<std::int64_t> after;  // row
  std::optional<std::int64_t> limit;
  std::optional<bool> errors;  // only of rows that cannot be written
};
BOOST_DESCRIBE_STRUCT(IssuesQuery, (), (after, limit, errors))

Response changing(const ImportReport& report, int status = 200) {
  Response response = http::json(report, status);
  response.set("Cache-Control", "no-store");
  return response;
}

class Routes {
 public:
  Routes(http::Router& router, const Declaration& declaration, ImportService& service,
         zhijiao::access::Guard& guard, std::filesystem::path folder)
      : router_(router),
        service_(service),
        guard_(guard),
        folder_(std::move(folder)),
        title_(declaration.title),
        noun_(declaration.name),
        path_("/api/records/" + declaration.name) {}

  void add() {
    add_check();
    add_reports();
    add_writing();
    add_templates();
  }

 private:
  base::Text about(std::string_view zh, std::string_view en) const {
    return {fmt::format("{}：{}", title_.zh, zh), fmt::format("{}: {}", title_.en, en)};
  }

  void add_check() {
    router_.add({.method = Method::post,
                 .path = path_ + "/imports/columns",
                 .tag = kTag,
                 .summary = about("表头对应哪些字段", "which fields the columns of a file fill"),
                 .body = http::schema_of<ImportTitles>,
                 .answers = {{200, http::schema_of<ImportColumns>}},
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       const auto given = http::body<ImportTitles>(request);
                       const ImportColumns columns = co_await service.columns(actor, noun, given);
                       co_return http::json(columns);
                     })});
    router_.add(
        {.method = Method::post,
         .path = path_ + "/imports",
         .tag = kTag,
         .summary = about("检查要导入的文件；请求体是 CSV 文件本身，最大 200 MB，不写入台账",
                          "check a file to be imported: the body is the CSV file itself, at most "
                          "200 MB; nothing is written yet"),
         .query = http::query_of<ImportRequest>,
         .answers = {{201, http::schema_of<ImportReport>}},
         .idempotency_key = true,
         .body_limit = ImportService::kBytesMax,
         .handler =
             guard_.in_post([&service = service_, noun = noun_, path = path_](
                                const Actor& actor, Request& request) -> awaitable<Response> {
               service.require_writer(actor, noun);
               const auto query = http::query<ImportRequest>(request);
               const db::Once once = zhijiao::access::once_of(request, actor);
               std::string bytes = std::move(request.body);
               const ImportReport report =
                   co_await service.check(actor, noun, query, std::move(bytes), once);
               Response response = changing(report, 201);
               response.add("Location", fmt::format("{}/imports/{}", path, report.id));
               co_return response;
             })});
  }

  void add_reports() {
    router_.add(
        {.method = Method::get,
         .path = path_ + "/imports",
         .tag = kTag,
         .summary = about("我的导入", "my imports"),
         .answers = {{200, http::schema_of<ImportList>}},
         .handler = guard_.in_post([&service = service_, noun = noun_](
                                       const Actor& actor, Request&) -> awaitable<Response> {
           const ImportList list = co_await service.imports(actor, noun);
           co_return http::json(list);
         })});
    router_.add({.method = Method::get,
                 .path = path_ + "/imports/{id}",
                 .tag = kTag,
                 .summary = about("一次导入：核对结果和进度", "an import: findings and progress"),
                 .query = http::query_of<IssuesQuery>,
                 .answers = {{200, http::schema_of<ImportReport>}},
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       const auto query = http::query<IssuesQuery>(request);
                       const ImportService::IssuePage page{query.after.value_or(0),
                                                           query.limit.value_or(kIssuesByDefault),
                                                           query.errors.value_or(false)};
                       const ImportReport report =
                           co_await service.report(actor, noun, request.param("id"), page);
                       co_return changing(report);
                     })});
    for (const auto& [extension, format, media_type] :
         {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
          std::tuple{"xlsx", http::TableFormat::xlsx,
                     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
      router_.add(
          {.method = Method::get,
           .path = fmt::format("{}/imports/{{id}}/errors.{}", path_, extension),
           .tag = kTag,
           .summary = about(fmt::format("不合格的行（{}），末列写明问题", extension),
                            fmt::format("the bad rows, with what is wrong ({})", extension)),
           .answers = {{200, nullptr, {}, media_type}},
           .handler = guard_.in_post([&service = service_, noun = noun_, folder = folder_, format,
                                      extension](const Actor& actor,
                                                 Request& request) -> awaitable<Response> {
             const auto file = co_await service.errors_file(actor, noun, request.param("id"),
                                                            format, request.language, folder);
             Response response;
             response.file = file->path();
             response.temporary = file;
             response.add("Content-Type", std::string(http::media_type(format)));
             response.add("Content-Disposition",
                          http::content_disposition(fmt::format("{}-errors.{}", noun, extension)));
             response.set("Cache-Control", "no-store");
             co_return response;
           })});
    }
  }

  template <class Body>
  void add_step(const char* name, base::Text summary,
                awaitable<ImportReport> (ImportService::*take)(const Actor&, const std::string&,
                                                               const std::string&, const Body&,
                                                               const db::Once&)) {
    router_.add({.method = Method::post,
                 .path = fmt::format("{}/imports/{{id}}/{}", path_, name),
                 .tag = kTag,
                 .summary = std::move(summary),
                 .body = http::schema_of<Body>,
                 .answers = {{202, http::schema_of<ImportReport>}},
                 .idempotency_key = true,
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_, take](
                         const Actor& actor, Request& request) -> awaitable<Response> {
                       const auto given = http::body<Body>(request);
                       const db::Once once = zhijiao::access::once_of(request, actor);
                       const ImportReport report =
                           co_await (service.*take)(actor, noun, request.param("id"), given, once);
                       co_return changing(report, 202);
                     })});
  }

  void add_writing() {
    router_.add({.method = Method::post,
                 .path = path_ + "/imports/{id}/mending",
                 .tag = kTag,
                 .summary = about("改正或跳过几行，重新检查；写入过的只查没写入的行",
                                  "mend or leave out rows and check again, as a new import; of one "
                                  "that was written only the bad rows"),
                 .body = http::schema_of<ImportMending>,
                 .answers = {{201, http::schema_of<ImportReport>}},
                 .idempotency_key = true,
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_, path = path_](
                         const Actor& actor, Request& request) -> awaitable<Response> {
                       const auto given = http::body<ImportMending>(request);
                       const db::Once once = zhijiao::access::once_of(request, actor);
                       const ImportReport report =
                           co_await service.mend(actor, noun, request.param("id"), given, once);
                       Response response = changing(report, 201);
                       response.add("Location", fmt::format("{}/imports/{}", path, report.id));
                       co_return response;
                     })});
    add_step<ImportApplication>("application",
                                about("写入台账，在后台进行", "write it, in the background"),
                                &ImportService::apply);
    add_step<ImportUndo>("undo", about("整体撤销这次导入", "undo the whole import"),
                         &ImportService::undo);
  }

  void add_templates() {
    for (const auto& [extension, format, media_type] :
         {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
          std::tuple{"xlsx", http::TableFormat::xlsx,
                     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
      router_.add({.method = Method::get,
                   .path = fmt::format("{}/template.{}", path_, extension),
                   .tag = kTag,
                   .summary = about(fmt::format("导入模板（{}）", extension),
                                    fmt::format("template for an import ({})", extension)),
                   .answers = {{200, nullptr, {}, media_type}},
                   .handler = guard_.in_post(
                       [&service = service_, noun = noun_, title = title_, folder = folder_,
                        format](const Actor& actor, Request& request) -> awaitable<Response> {
                         const http::Table table = service.template_table(actor, noun);
                         const std::string name =
                             request.language == http::Language::zh
                                 ? fmt::format("{}-导入模板", title.zh)
                                 : fmt::format("{} - import template", title.en);
                         co_return http::download(table, format, name, request, folder);
                       })});
    }
  }

  http::Router& router_;
  ImportService& service_;
  zhijiao::access::Guard& guard_;
  const std::filesystem::path folder_;
  const base::Text title_;
  const std::string noun_;
  const std::string path_;
};

}  // namespace

void add_local_import_routes(http::Router& router, ImportService& service,
                             zhijiao::access::AccessService& access,
                             const std::filesystem::path& temporary_folder) {
  // An answer that is lost is asked for again by running the command again: the key of the
  // register keeps records from being made twice.
  constexpr const char* kPath = "/imports/{account}/{register}";
  const auto somebody = [&access](const Request& request) {
    return access.actor_named(request.param("account"), "command line");
  };
  router.add({.method = Method::post,
              .path = kPath,
              .body_limit = ImportService::kBytesMax,
              .handler = [&service, somebody](Request& request) -> awaitable<Response> {
                const Actor actor = co_await somebody(request);
                const auto query = http::query<ImportRequest>(request);
                std::string bytes = std::move(request.body);
                const db::Once once;
                const ImportReport report = co_await service.check(actor, request.param("register"),
                                                                   query, std::move(bytes), once);
                co_return http::json(report, 201);
              }});
  router.add({.method = Method::post,
              .path = fmt::format("{}/{{id}}", kPath),
              .handler = [&service, somebody](Request& request) -> awaitable<Response> {
                const Actor actor = co_await somebody(request);
                const ImportReport report =
                    co_await service.report(actor, request.param("register"), request.param("id"),
                                            {.limit = kIssuesByDefault});
                co_return http::json(report);
              }});
  router.add({.method = Method::post,
              .path = fmt::format("{}/{{id}}/application", kPath),
              .handler = [&service, somebody](Request& request) -> awaitable<Response> {
                const Actor actor = co_await somebody(request);
                const auto given = http::body<ImportApplication>(request);
                const db::Once once;
                const ImportReport report = co_await service.apply(
                    actor, request.param("register"), request.param("id"), given, once);
                co_return http::json(report, 202);
              }});
  router.add({.method = Method::post,
              .path = fmt::format("{}/{{id}}/errors", kPath),
              .handler = [&service, somebody,
                          folder = temporary_folder](Request& request) -> awaitable<Response> {
                const Actor actor = co_await somebody(request);
                const auto file = co_await service.errors_file(
                    actor, request.param("register"), request.param("id"), http::TableFormat::csv,
                    http::Language::zh, folder);
                Response response;
                response.file = file->path();
                response.temporary = file;
                response.add("Content-Type", "text/csv");
                co_return response;
              }});
}

void add_import_routes(http::Router& router, const Catalogue& catalogue, ImportService& service,
                       zhijiao::access::Guard& guard,
                       const std::filesystem::path& temporary_folder) {
  for (const Declaration& declaration : catalogue.registers) {
    Routes(router, declaration, service, guard, temporary_folder).add();
  }
}

}  // namespace registers

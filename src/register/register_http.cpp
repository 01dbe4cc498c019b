#include "register/register_http.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/problem.hpp"
#include "file/file_http.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"
#include "register/register_page.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

using boost::asio::awaitable;
using http::Components;
using http::Method;
using http::Request;
using http::Response;
using http::SchemaMaker;

constexpr const char* kTag = "register";

struct AsOfQuery {
  std::optional<base::Date> as_of;
};
BOOST_DESCRIBE_STRUCT(AsOfQuery, (), (as_of))

struct HistoryQuery {
  std::optional<std::int64_t> before;  // version
};
BOOST_DESCRIBE_STRUCT(HistoryQuery, (), (before))

struct FileQuery {
  std::optional<std::int64_t> version;  // default: the present one
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (version))

bool english(const Request& request) { return request.language == http::Language::en; }

// --- descriptions --------------------------------------------------------------------------------

bj::object text_schema() { return {{"type", "string"}}; }

bj::object object_of(bj::object properties) {
  bj::array required;
  for (const auto& property : properties) required.emplace_back(property.key());
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

bj::object map_of(bj::object element) {
  return {{"type", "object"}, {"additionalProperties", std::move(element)}};
}

// Defines `name` once a document and refers to it.
template <class F>
bj::value named(Components& components, const std::string& name, F&& make) {
  if (components.claim("registers::" + name)) components.define("registers::" + name, make());
  return {{"$ref", Components::reference(name)}};
}

bj::value row_schema(const Declaration& declaration, Components& components) {
  return named(components, declaration.name + "_record", [&] {
    bj::object nullable_text{{"type", bj::array{"string", "null"}}};
    return object_of({{"id", text_schema()},
                      {"version", {{"type", "integer"}, {"format", "int64"}}},
                      {"state", text_schema()},
                      {"state_since", {{"type", "integer"}, {"format", "int64"}}},
                      {"removed", {{"type", "boolean"}}},
                      {"returned", map_of(text_schema())},
                      {"label", text_schema()},
                      {"values", values_schema(declaration, true)},
                      {"labels", map_of(std::move(nullable_text))}});
  });
}

bj::value units_schema(Components& components) {
  return {{"type", "object"}, {"additionalProperties", http::schema<base::Text>(components)}};
}

SchemaMaker list_schema(const Declaration& declaration) {
  return [&declaration](Components& components) -> bj::value {
    return object_of({{"rows", {{"type", "array"}, {"items", row_schema(declaration, components)}}},
                      {"next", {{"type", bj::array{"string", "null"}}}},
                      {"units", units_schema(components)}});
  };
}

SchemaMaker duplicates_schema(const Declaration& declaration) {
  return [&declaration](Components& components) -> bj::value {
    const bj::object group = object_of(
        {{"records", {{"type", "array"}, {"items", row_schema(declaration, components)}}}});
    const bj::value row = row_schema(declaration, components);
    return object_of({{"groups", {{"type", "array"}, {"items", group}}},
                      {"elsewhere", {{"type", "array"}, {"items", row}}},
                      {"more", {{"type", "boolean"}}},
                      {"units", units_schema(components)}});
  };
}

// Null where a step asks for no opinions.
bj::object sign_off_schema(Components& components) {
  const bj::object day{{"type", bj::array{"string", "null"}}, {"format", "date"}};
  const bj::value text = http::schema<base::Text>(components);
  const bj::object party = object_of(
      {{"name", text_schema()},
       {"title", text},
       {"opinion",
        {{"type", "string"}, {"enum", bj::array{"waiting", "agreed", "objected", "silent"}}}},
       {"may", {{"type", "boolean"}}},
       {"comment", text_schema()},
       {"by", text_schema()},
       {"unit", {{"anyOf", bj::array{text, {{"type", "null"}}}}}},
       {"signed_on", day}});
  return {{"anyOf", bj::array{object_of({{"needed", {{"type", "integer"}}},
                                         {"agreed", {{"type", "integer"}}},
                                         {"complete", {{"type", "boolean"}}},
                                         {"silence_until", day},
                                         {"parties", {{"type", "array"}, {"items", party}}}}),
                              {{"type", "null"}}}}};
}

bj::value actions_schema(Components& components) {
  return named(components, "record_actions", [&] {
    const bj::object day{{"type", bj::array{"string", "null"}}, {"format", "date"}};
    // Titles of the roles it waits for; null where nobody looked.
    const bj::object roles{{"type", bj::array{"array", "null"}},
                           {"items", http::schema<base::Text>(components)}};
    const bj::object step = object_of({{"name", text_schema()},
                                       {"may", {{"type", "boolean"}}},
                                       {"not_before", day},
                                       {"days_to_wait", {{"type", bj::array{"integer", "null"}}}},
                                       {"due_on", day},
                                       {"days_left", {{"type", bj::array{"integer", "null"}}}},
                                       {"sign_off", sign_off_schema(components)},
                                       {"by", roles},
                                       {"proposed", map_of(text_schema())}});
    bj::object schema = object_of({{"change", {{"type", "boolean"}}},
                                   {"remove", {{"type", "boolean"}}},
                                   {"restore", {{"type", "boolean"}}},
                                   {"transitions", {{"type", "array"}, {"items", step}}},
                                   {"state_since", {{"type", "string"}, {"format", "date"}}}});
    return schema;
  });
}

SchemaMaker record_schema(const Declaration& declaration) {
  return [&declaration](Components& components) -> bj::value {
    const bj::object warning =
        object_of({{"field", text_schema()}, {"message", http::schema<base::Text>(components)}});
    return object_of(
        {{"record", row_schema(declaration, components)},
         {"units", units_schema(components)},
         {"may", {{"anyOf", bj::array{actions_schema(components), {{"type", "null"}}}}}},
         {"warnings", {{"type", "array"}, {"items", warning}}},
         {"doubles", {{"type", "integer"}}}});
  };
}

// Of a restoration: also what is as it was.
SchemaMaker restored_schema(const Declaration& declaration) {
  return [&declaration](Components& components) -> bj::value {
    bj::value schema = record_schema(declaration)(components);
    schema.at("properties").as_object()["kept"] = {{"type", "array"}, {"items", text_schema()}};
    schema.at("required").as_array().emplace_back("kept");
    return schema;
  };
}

SchemaMaker history_schema(const Declaration& declaration) {
  return [&declaration](Components& components) -> bj::value {
    const bj::object version =
        object_of({{"version", {{"type", "integer"}, {"format", "int64"}}},
                   {"recorded_at", {{"type", "string"}, {"format", "date-time"}}},
                   {"until", {{"type", bj::array{"string", "null"}}, {"format", "date-time"}}},
                   {"by", text_schema()},
                   {"action", text_schema()},
                   {"why", text_schema()},
                   {"record", row_schema(declaration, components)}});
    return object_of({{"versions", {{"type", "array"}, {"items", version}}},
                      {"next", {{"type", bj::array{"integer", "null"}}, {"format", "int64"}}},
                      {"units", units_schema(components)}});
  };
}

// A described body whose `values` are those of this register.
template <class T>
SchemaMaker with_values(const Declaration& declaration) {
  return [&declaration](Components&) -> bj::value {
    Components own;
    http::schema<T>(own);
    bj::object made = own.schemas().begin()->value().as_object();
    bj::value& values = made["properties"].as_object()["values"];
    const bool optional =
        values.as_object().contains("anyOf") || values.as_object().at("type").is_array();
    bj::object described = values_schema(declaration, false);
    if (optional) described["type"] = bj::array{"object", "null"};
    values = std::move(described);
    return made;
  };
}

SchemaMaker list_parameters(const Declaration& declaration, bool paged) {
  return [&declaration, paged](Components&) -> bj::value {
    bj::object properties;
    const auto add = [&](const std::string& name, bj::object schema, std::string_view what) {
      schema["description"] = what;
      properties[name] = std::move(schema);
    };
    add("q", text_schema(), "found in the searched fields or their pinyin initials");
    add("as_of", {{"type", "string"}, {"format", "date"}}, "as recorded at the end of that day");
    if (paged) {
      add("columns", text_schema(), "names of fields, separated by commas");
      add("sort", text_schema(), "fields separated by commas, - before one that descends");
      add("after", text_schema(), "next of the page before");
      add("limit", {{"type", "integer"}, {"minimum", 1}, {"maximum", RegisterService::kRowsMax}},
          "rows of a page");
    }
    const auto filters = [&](const std::string& name, const std::set<std::string>& operations) {
      for (const std::string& operation : operations) {
        bj::object schema{{"type", "array"}, {"items", text_schema()}};
        if (operation == "empty") schema = {{"type", "boolean"}};
        if (operation == "from" || operation == "to" || operation == "has") schema = text_schema();
        properties[fmt::format("{}.{}", name, operation)] = std::move(schema);
      }
    };
    for (const Field& field : declaration.fields) {
      if (field.derived) continue;
      std::set<std::string> operations{"empty"};
      if (!field.sensitive) {
        if (field.type != Type::file) operations.insert("is");
        if (field.type == Type::text) operations.insert("has");
        if (field.type == Type::integer || field.type == Type::date) {
          operations.insert({"from", "to"});
        }
      }
      filters(field.name, operations);
    }
    if (!declaration.workflow.empty()) {
      filters("state", {"is"});
      filters("state_since", {"from", "to"});
    }
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", bj::array()}};
  };
}

// --- parameters ----------------------------------------------------------------------------------

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

ListRequest list_request(const Request& request, const Declaration& declaration, bool paged) {
  ListRequest made;
  std::vector<base::FieldError> errors;
  std::set<std::string_view> seen;
  const auto wrong = [&](const std::string& name, base::Text message) {
    errors.push_back({name, std::move(message)});
  };
  for (const auto& [name, value] : request.query) {
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos) {
      const std::string field = name.substr(0, dot);
      const std::string operation = name.substr(dot + 1);
      const Field* const declared = declaration.find_field(field);
      if (declared != nullptr && declared->sensitive && operation != "empty") {
        // Addresses are kept by proxies, logs and browsers.
        wrong(name, {"敏感项不能写在地址里，请用 POST …/search 查询。",
                     "A sensitive value does not belong in an address: ask by POST …/search."});
        continue;
      }
      const auto same = std::ranges::find_if(made.filters, [&](const FilterText& filter) {
        return filter.field == field && filter.operation == operation;
      });
      if (same != made.filters.end()) {
        same->values.push_back(value);
      } else {
        made.filters.push_back({field, operation, {value}});
      }
      continue;
    }
    if (!seen.insert(name).second) {
      wrong(name, http::detail::given_twice());
    } else if (name == "q") {
      made.search = value;
    } else if (name == "as_of") {
      base::Date day;
      if (auto error = http::detail::read_parameter(value, day)) {
        wrong(name, std::move(*error));
      } else {
        made.as_of = day;
      }
    } else if (paged && name == "columns") {
      made.columns = split(value);
    } else if (paged && name == "sort") {
      made.sort = split(value);
    } else if (paged && name == "after") {
      made.after = value;
    } else if (paged && name == "limit") {
      std::int64_t limit = 0;
      if (auto error = http::detail::read_parameter(value, limit)) {
        wrong(name, std::move(*error));
      } else {
        made.limit = limit;
      }
    } else {
      wrong(name, {"没有这个参数。", "There is no such parameter."});
    }
  }
  if (!errors.empty()) {
    throw base::bad_request({"查询条件有误。", "The query is not right."}, std::move(errors));
  }
  return made;
}

// What is not named in a search is as in an address without it.
ListRequest list_request(ListSearch given) {
  ListRequest made;
  made.search = std::move(given.q).value_or("");
  made.columns = std::move(given.columns).value_or(std::vector<std::string>());
  made.sort = std::move(given.sort).value_or(std::vector<std::string>());
  made.filters = std::move(given.filters).value_or(std::vector<FilterText>());
  made.after = std::move(given.after).value_or("");
  made.limit = given.limit;
  made.as_of = given.as_of;
  return made;
}

Response with_tag(const RecordAnswer& answer, int status = 200) {
  Response response = http::json_text(answer.json, status);
  response.set("ETag", http::version_tag(answer.version));
  // What somebody may do with it changes without a new version.
  response.set("Cache-Control", "no-store");
  return response;
}

Response attachment(const ExportService::File& file) {
  Response response;
  response.file = file.content->path();
  response.temporary = file.content;
  response.add("Content-Type", std::string(http::media_type(file.format)));
  response.add("Content-Disposition", http::content_disposition(file.name));
  response.set("Cache-Control", "no-store");
  return response;
}

Response progress(const ExportReport& report, int status) {
  Response response = http::json(report, status);
  response.set("Cache-Control", "no-store");
  return response;
}

// --- routes --------------------------------------------------------------------------------------

class Routes {
 public:
  Routes(http::Router& router, RegisterService& service, ExportService& exports, RecordFiles& files,
         zhijiao::access::Guard& guard, const Declaration& declaration)
      : router_(router),
        service_(service),
        exports_(exports),
        files_(files),
        guard_(guard),
        declaration_(declaration),
        noun_(declaration.name),
        path_("/api/records/" + declaration.name) {}

  void add() {
    add_lists();
    add_search();
    add_exports();
    add_record();
    add_changes();
    if (!declaration_.workflow.empty()) {
      add_steps();
      add_bulk_steps();
    }
    if (!declaration_.duplicates.same.empty()) add_duplicates();
    const bool sensitive = std::ranges::any_of(declaration_.fields, &Field::sensitive);
    if (sensitive) add_reveal();
    const bool has_file = std::ranges::any_of(
        declaration_.fields, [](const Field& field) { return field.type == Type::file; });
    if (has_file) add_files();
  }

 private:
  base::Text about(std::string_view zh, std::string_view en) const {
    return {fmt::format("{}：{}", declaration_.title.zh, zh),
            fmt::format("{}: {}", declaration_.title.en, en)};
  }

  void add_lists() {
    router_.add({.method = Method::get,
                 .path = path_,
                 .tag = kTag,
                 .summary = about("列表", "list"),
                 .query = list_parameters(declaration_, true),
                 .answers = {{200, list_schema(declaration_)}},
                 .handler = guard_.in_post([&service = service_, &declaration = declaration_,
                                            noun = noun_](const Actor& actor,
                                                          Request& request) -> awaitable<Response> {
                   const ListRequest asked = list_request(request, declaration, true);
                   std::string json = co_await service.list(actor, noun, asked, english(request));
                   co_return http::json_text(std::move(json));
                 })});
    router_.add({.method = Method::get,
                 .path = path_ + "/count",
                 .tag = kTag,
                 .summary = about("条数", "count"),
                 .query = list_parameters(declaration_, false),
                 .answers = {{200, http::schema_of<RecordCount>}},
                 .handler = guard_.in_post(
                     [&service = service_, &declaration = declaration_, noun = noun_](
                         const Actor& actor, Request& request) -> awaitable<Response> {
                       const ListRequest asked = list_request(request, declaration, false);
                       const RecordCount count = co_await service.count(actor, noun, asked);
                       co_return http::json(count);
                     })});
  }

  // What is found by a sensitive value is asked for in a body.
  void add_search() {
    if (std::ranges::none_of(declaration_.fields, &Field::sensitive)) return;
    router_.add({.method = Method::post,
                 .path = path_ + "/search",
                 .tag = kTag,
                 .summary = about("列表，条件在请求体里", "list, asked in the body"),
                 .body = http::schema_of<ListSearch>,
                 .answers = {{200, list_schema(declaration_)}},
                 .handler = guard_.in_post([&service = service_, noun = noun_](
                                               const Actor& actor,
                                               Request& request) -> awaitable<Response> {
                   const ListRequest asked = list_request(http::body<ListSearch>(request));
                   std::string json = co_await service.list(actor, noun, asked, english(request));
                   co_return http::json_text(std::move(json));
                 })});
    router_.add({.method = Method::post,
                 .path = path_ + "/search/count",
                 .tag = kTag,
                 .summary = about("条数，条件在请求体里", "count, asked in the body"),
                 .body = http::schema_of<ListSearch>,
                 .answers = {{200, http::schema_of<RecordCount>}},
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       const ListRequest asked = list_request(http::body<ListSearch>(request));
                       const RecordCount count = co_await service.count(actor, noun, asked);
                       co_return http::json(count);
                     })});
  }

  void add_exports() {
    for (const auto& [extension, format, media_type] :
         {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
          std::tuple{"xlsx", http::TableFormat::xlsx,
                     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
      router_.add({.method = Method::get,
                   .path = fmt::format("/api/exports/records/{}.{}", noun_, extension),
                   .tag = kTag,
                   .summary = about(fmt::format("导出（{}）", extension),
                                    fmt::format("export ({})", extension)),
                   .query = list_parameters(declaration_, true),
                   .answers = {{200, nullptr, {}, media_type}},
                   .handler = guard_.in_post(
                       [&exports = exports_, &declaration = declaration_, format](
                           const Actor& actor, Request& request) -> awaitable<Response> {
                         const ListRequest asked = list_request(request, declaration, true);
                         const ExportService::File file = co_await exports.at_once(
                             actor, declaration.name, asked, format, request.language);
                         co_return attachment(file);
                       })});
      router_.add({.method = Method::get,
                   .path = fmt::format("{}/exports/{{id}}/file.{}", path_, extension),
                   .tag = kTag,
                   .summary = about("导出的文件，保留一小时", "the file, kept for an hour"),
                   .answers = {{200, nullptr, {}, media_type}},
                   .handler = guard_.in_post([&exports = exports_, noun = noun_, format](
                                                 const Actor& actor,
                                                 Request& request) -> awaitable<Response> {
                     co_return attachment(exports.file(actor, noun, request.param("id"), format));
                   })});
    }
    router_.add(
        {.method = Method::post,
         .path = path_ + "/exports",
         .tag = kTag,
         .summary =
             about("导出列表中的全部记录，在后台进行", "export the whole list, in the background"),
         .query = list_parameters(declaration_, true),
         .body = http::schema_of<ExportRequest>,
         .answers = {{202, http::schema_of<ExportReport>}},
         .idempotency_key = true,
         .handler = guard_.in_post([&exports = exports_, &declaration = declaration_](
                                       const Actor& actor,
                                       Request& request) -> awaitable<Response> {
           const auto given = http::body<ExportRequest>(request);
           // What is sensitive among the filters does not belong in the address.
           const ListRequest asked =
               given.list ? list_request(*given.list) : list_request(request, declaration, true);
           const db::Once once = zhijiao::access::once_of(request, actor);
           co_return progress(
               exports.start(actor, declaration.name, asked, given, request.language, once), 202);
         })});
    router_.add({.method = Method::get,
                 .path = path_ + "/exports/{id}",
                 .tag = kTag,
                 .summary = about("一次导出的进度", "progress of an export"),
                 .answers = {{200, http::schema_of<ExportReport>}},
                 .handler = guard_.in_post(
                     [&exports = exports_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       co_return progress(exports.report(actor, noun, request.param("id")), 200);
                     })});
    router_.add({.method = Method::del,
                 .path = path_ + "/exports/{id}",
                 .tag = kTag,
                 .summary = about("取消导出，或删去文件", "end an export, or remove its file"),
                 .answers = {{204}},
                 .handler = guard_.in_post(
                     [&exports = exports_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       exports.remove(actor, noun, request.param("id"));
                       co_return http::no_content();
                     })});
  }

  void add_record() {
    router_.add({.method = Method::get,
                 .path = path_ + "/{id}",
                 .tag = kTag,
                 .summary = about("一条记录", "one record"),
                 .query = http::query_of<AsOfQuery>,
                 .answers = {{200, record_schema(declaration_)}},
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       const auto query = http::query<AsOfQuery>(request);
                       const RecordAnswer answer = co_await service.record(
                           actor, noun, request.param("id"), query.as_of, english(request));
                       co_return with_tag(answer);
                     })});
    router_.add({.method = Method::get,
                 .path = path_ + "/{id}/history",
                 .tag = kTag,
                 .summary = about("一条记录的历史", "history of a record"),
                 .query = http::query_of<HistoryQuery>,
                 .answers = {{200, history_schema(declaration_)}},
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       const auto query = http::query<HistoryQuery>(request);
                       std::string json = co_await service.history(actor, noun, request.param("id"),
                                                                   query.before, english(request));
                       co_return http::json_text(std::move(json));
                     })});
  }

  void add_changes() {
    router_.add({.method = Method::post,
                 .path = path_,
                 .tag = kTag,
                 .summary = about("新增", "create"),
                 .body = with_values<NewRecord>(declaration_),
                 .answers = {{201, record_schema(declaration_)}},
                 .idempotency_key = true,
                 .handler = guard_.in_post([&service = service_, noun = noun_, path = path_](
                                               const Actor& actor,
                                               Request& request) -> awaitable<Response> {
                   const auto given = http::body<NewRecord>(request);
                   const db::Once once = zhijiao::access::once_of(request, actor);
                   const RecordAnswer answer = co_await service.create(actor, noun, given, once);
                   Response response = with_tag(answer, 201);
                   response.add("Location", path + "/" + answer.id);
                   co_return response;
                 })});
    router_.add({.method = Method::patch,
                 .path = path_ + "/{id}",
                 .tag = kTag,
                 .summary = about("修改", "change"),
                 .body = with_values<RecordChange>(declaration_),
                 .answers = {{200, record_schema(declaration_)}},
                 .if_match = true,
                 .handler = guard_.in_post([&service = service_, noun = noun_](
                                               const Actor& actor,
                                               Request& request) -> awaitable<Response> {
                   const auto given = http::body<RecordChange>(request);
                   const std::int64_t version = http::required_version(request);
                   const RecordAnswer answer =
                       co_await service.change(actor, noun, request.param("id"), given, version);
                   co_return with_tag(answer);
                 })});
    add_step<RecordRemoval>("removal", about("作废", "remove"), http::schema_of<RecordRemoval>,
                            record_schema(declaration_), &RegisterService::remove);
    add_step<RecordRestoration>("restoration", about("恢复到某一版本", "restore a version"),
                                http::schema_of<RecordRestoration>, restored_schema(declaration_),
                                &RegisterService::restore);
  }

  // What is done to one version of a record, once.
  template <class Body>
  void add_step(const std::string& name, base::Text summary, SchemaMaker body, SchemaMaker answer,
                awaitable<RecordAnswer> (RegisterService::*take)(const Actor&, const std::string&,
                                                                 const std::string&, const Body&,
                                                                 std::int64_t, const db::Once&)) {
    add_post<Body>(name, std::move(summary), std::move(body), std::move(answer),
                   [&service = service_, noun = noun_, take](
                       const Actor& actor, const Request& request, const Body& given,
                       std::int64_t version, const db::Once& once) {
                     return (service.*take)(actor, noun, request.param("id"), given, version, once);
                   });
  }

  // The same of one step of its workflow.
  template <class Body>
  void add_workflow_step(const std::string& name, base::Text summary, SchemaMaker body,
                         awaitable<RecordAnswer> (RegisterService::*take)(
                             const Actor&, const std::string&, const std::string&,
                             const std::string&, const Body&, std::int64_t, const db::Once&)) {
    add_post<Body>(
        "steps/{step}" + name, std::move(summary), std::move(body), record_schema(declaration_),
        [&service = service_, noun = noun_, take](const Actor& actor, const Request& request,
                                                  const Body& given, std::int64_t version,
                                                  const db::Once& once) {
          return (service.*take)(actor, noun, request.param("id"), request.param("step"), given,
                                 version, once);
        });
  }

  template <class Body, class Take>
  void add_post(const std::string& name, base::Text summary, SchemaMaker body, SchemaMaker answer,
                Take take) {
    router_.add(
        {.method = Method::post,
         .path = path_ + "/{id}/" + name,
         .tag = kTag,
         .summary = std::move(summary),
         .body = std::move(body),
         .answers = {{200, std::move(answer)}},
         .if_match = true,
         .idempotency_key = true,
         .handler = guard_.in_post(
             [take = std::move(take)](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto given = http::body<Body>(request);
               const std::int64_t version = http::required_version(request);
               const db::Once once = zhijiao::access::once_of(request, actor);
               const RecordAnswer answer = co_await take(actor, request, given, version, once);
               co_return with_tag(answer);
             })});
  }

  void add_steps() {
    add_workflow_step<TransitionStep>("", about("办理一个环节", "take a step of the workflow"),
                                      with_values<TransitionStep>(declaration_),
                                      &RegisterService::step);
    const auto& transitions = declaration_.workflow.transitions;
    if (std::ranges::any_of(transitions,
                            [](const Transition& step) { return step.sign_off.asked(); })) {
      add_workflow_step<SignatureGiven>(
          "/signatures", about("会签：一方表示意见", "give the opinion of one party to a step"),
          http::schema_of<SignatureGiven>, &RegisterService::sign);
    }
  }

  void add_bulk_steps() {
    router_.add({.method = Method::post,
                 .path = path_ + "/steps/{step}",
                 .tag = kTag,
                 .summary = about("批量办理一个环节，逐条给出结果",
                                  "take a step of many records, each with its own result"),
                 .body = http::schema_of<BulkStep>,
                 .answers = {{200, http::schema_of<BulkOutcome>}},
                 .idempotency_key = true,
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       const auto given = http::body<BulkStep>(request);
                       const db::Once once = zhijiao::access::once_of(request, actor);
                       const BulkOutcome outcome =
                           co_await service.steps(actor, noun, request.param("step"), given, once);
                       co_return http::json(outcome);
                     })});
  }

  void add_duplicates() {
    router_.add({.method = Method::get,
                 .path = path_ + "/duplicates",
                 .tag = kTag,
                 .summary = about("疑似重复登记", "records that may be entered twice"),
                 .answers = {{200, duplicates_schema(declaration_)}},
                 .handler = guard_.in_post([&service = service_, noun = noun_](
                                               const Actor& actor,
                                               Request& request) -> awaitable<Response> {
                   std::string json = co_await service.duplicates(actor, noun, english(request));
                   co_return http::json_text(std::move(json));
                 })});
    if (!declaration_.duplicates.merge_by.empty()) {
      add_step<RecordMerger>("merger", about("并入另一条", "merge into another"),
                             http::schema_of<RecordMerger>, record_schema(declaration_),
                             &RegisterService::merge);
    }
  }

  void add_files() {
    router_.add({.method = Method::get,
                 .path = path_ + "/{id}/files/{field}",
                 .tag = kTag,
                 .summary = about("下载一项中的文件，可以是以前版本的",
                                  "download the file in a field, of an older version too"),
                 .query = http::query_of<FileQuery>,
                 .answers = {{200, nullptr, {}, "application/octet-stream"}},
                 .handler = guard_.in_post(
                     [&files = files_, noun = noun_](const Actor& actor,
                                                     Request& request) -> awaitable<Response> {
                       const auto query = http::query<FileQuery>(request);
                       const file::Download download = co_await files.download(
                           actor, noun, request.param("id"), request.param("field"), query.version);
                       co_return file::sent(download);
                     })});
  }

  void add_reveal() {
    router_.add({.method = Method::post,
                 .path = path_ + "/{id}/reveal",
                 .tag = kTag,
                 .summary = about("查看敏感信息原文（须说明用途，留痕）",
                                  "see a sensitive value; the reason is kept"),
                 .body = http::schema_of<RevealRequest>,
                 .answers = {{200, http::schema_of<RevealedValue>}},
                 .handler = guard_.in_post(
                     [&service = service_, noun = noun_](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                       const auto given = http::body<RevealRequest>(request);
                       const RevealedValue value =
                           co_await service.reveal(actor, noun, request.param("id"), given);
                       Response response = http::json(value);
                       response.set("Cache-Control", "no-store");
                       co_return response;
                     })});
  }

  http::Router& router_;
  RegisterService& service_;
  ExportService& exports_;
  RecordFiles& files_;
  zhijiao::access::Guard& guard_;
  const Declaration& declaration_;
  const std::string noun_;
  const std::string path_;
};

}  // namespace

void add_register_routes(http::Router& router, RegisterService& service, ExportService& exports,
                         RecordFiles& files, zhijiao::access::Guard& guard) {
  router.add(
      {.method = Method::get,
       .path = "/api/registers",
       .tag = kTag,
       .summary = {"台账目录", "The registers"},
       .answers = {{200, http::schema_of<RegisterList>}},
       .handler = guard.in_post([&service](const Actor& actor, Request&) -> awaitable<Response> {
         co_return http::json(service.registers(actor));
       })});
  router.add(
      {.method = Method::get,
       .path = "/api/waiting",
       .tag = kTag,
       .summary = {"台账中待我办理的", "What waits for me in the registers"},
       .answers = {{200, http::schema_of<WaitingList>}},
       .handler = guard.in_post([&service](const Actor& actor, Request&) -> awaitable<Response> {
         const WaitingList list = co_await service.waiting(actor);
         co_return http::json(list);
       })});
  router.add({.method = Method::get,
              .path = "/api/registers/{register}",
              .tag = kTag,
              .summary = {"一个台账的声明", "What a register declares"},
              .answers = {{200, http::schema_of<bj::object>}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    co_return http::json(service.page(actor, request.param("register")));
                  })});
  for (const Declaration& declaration : service.catalogue().registers) {
    Routes(router, service, exports, files, guard, declaration).add();
  }
}

}  // namespace registers

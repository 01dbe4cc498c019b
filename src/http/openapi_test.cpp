#include "http/openapi.hpp"

#include <gtest/gtest.h>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <stdexcept>

#include "http/json.hpp"
#include "http/schema.hpp"

namespace elsewhere {

struct Leaf {
  int size = 0;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (size))

}  // namespace elsewhere

namespace http {
namespace sample {

enum class Color { red, green };
BOOST_DESCRIBE_ENUM(Color, red, green)

struct Leaf {
  std::optional<Color> color;
  std::optional<std::int64_t> weight;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (color, weight))

struct Tree {
  std::string name;
  base::Date planted;
  bool alive = true;
  int rings = 0;
  std::vector<Leaf> leaves;
  std::map<std::string, Tree> grafts;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (name, planted, alive, rings, leaves, grafts))

struct Filter {
  std::optional<Color> color;
  std::optional<std::string> q;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (color, q))

}  // namespace sample

namespace {

boost::asio::awaitable<Response> nothing(Request& /*request*/) { co_return Response(); }

TEST(Schema, OfADescribedStruct) {
  Components components;
  EXPECT_EQ(schema<sample::Tree>(components),
            boost::json::parse(R"({"$ref":"#/components/schemas/Tree"})"));
  EXPECT_EQ(boost::json::value(components.schemas()), boost::json::parse(R"({
    "Color": {"type": "string", "enum": ["red", "green"]},
    "Leaf": {
      "type": "object",
      "properties": {
        "color": {"anyOf": [{"$ref": "#/components/schemas/Color"}, {"type": "null"}]},
        "weight": {"type": ["integer", "null"], "format": "int64"}
      },
      "additionalProperties": false
    },
    "Tree": {
      "type": "object",
      "properties": {
        "name": {"type": "string"},
        "planted": {"type": "string", "format": "date"},
        "alive": {"type": "boolean"},
        "rings": {"type": "integer", "format": "int32"},
        "leaves": {"type": "array", "items": {"$ref": "#/components/schemas/Leaf"}},
        "grafts": {
          "type": "object",
          "additionalProperties": {"$ref": "#/components/schemas/Tree"}
        }
      },
      "additionalProperties": false,
      "required": ["name", "planted", "alive", "rings", "leaves", "grafts"]
    }
  })"));
}

TEST(Schema, TwoTypesMayNotShareAName) {
  Components components;
  schema<sample::Leaf>(components);
  EXPECT_THROW(schema<elsewhere::Leaf>(components), std::logic_error);
}

TEST(OpenApi, DescribesARouteCompletely) {
  Router router;
  router.add(
      {.method = Method::patch,
       .path = "/api/trees/{number:integer}",
       .tag = "garden",
       .summary = {"修剪", "Prune"},
       .query = query_of<sample::Filter>,
       .body = schema_of<sample::Leaf>,
       .answers = {{.status = 200, .schema = schema_of<sample::Color>},
                   {.status = 202, .description = {"已受理", "Taken"}, .media_type = "text/csv"}},
       .if_match = true,
       .idempotency_key = true,
       .public_access = true,
       .handler = nothing});
  router.add({.path = "/healthz", .handler = nothing});
  const auto document = openapi(router, {{"园艺", "Garden"}, "1.2.3"});
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  EXPECT_EQ(document.at("info"),
            boost::json::parse(R"({"title":"园艺 / Garden","version":"1.2.3"})"));
  EXPECT_EQ(document.at("paths"), boost::json::parse(R"({"/api/trees/{number}": {"patch": {
    "operationId": "patch_api_trees_number",
    "tags": ["garden"],
    "summary": "修剪 / Prune",
    "parameters": [
      {"name": "number", "in": "path", "required": true,
       "schema": {"type": "integer", "format": "int64"}},
      {"name": "color", "in": "query", "required": false,
       "schema": {"$ref": "#/components/schemas/Color"}},
      {"name": "q", "in": "query", "required": false, "schema": {"type": "string"}},
      {"name": "If-Match", "in": "header", "required": true,
       "description": "ETag of the version to be changed", "schema": {"type": "string"}},
      {"name": "Idempotency-Key", "in": "header", "required": false,
       "description": "The same key and body again is answered as the first time",
       "schema": {"type": "string"}}
    ],
    "requestBody": {"required": true, "content": {"application/json":
      {"schema": {"$ref": "#/components/schemas/Leaf"}}}},
    "responses": {
      "200": {"description": "OK", "content": {"application/json":
        {"schema": {"$ref": "#/components/schemas/Color"}}}},
      "202": {"description": "已受理 / Taken", "content": {"text/csv":
        {"schema": {"type": "string"}}}},
      "default": {"$ref": "#/components/responses/Problem"}
    },
    "security": []
  }}})"));
  const auto& components = document.at("components");
  EXPECT_TRUE(components.at("responses")
                  .at("Problem")
                  .at("content")
                  .as_object()
                  .contains("application/problem+json"));
  EXPECT_TRUE(components.at("schemas").as_object().contains("ProblemView"));
}

}  // namespace
}  // namespace http

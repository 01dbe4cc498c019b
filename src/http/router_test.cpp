#include "http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/problem.hpp"
#include "http/target.hpp"

namespace http {
namespace {

boost::asio::awaitable<Response> nothing(Request& /*request*/) { co_return Response(); }

Request request(Method method, const char* path) {
  Request made;
  made.method = method;
  made.segments = parse_target(path).segments;
  return made;
}

class RouterTest : public testing::Test {
 protected:
  void add(Method method, const char* path) {
    router_.add({.method = method, .path = path, .handler = nothing});
  }
  std::string found(Request& asked) {
    const Router::Match match = router_.match(asked);
    return match.route == nullptr ? "none" : match.route->path;
  }
  std::string found(const char* path) {
    Request asked = request(Method::get, path);
    return found(asked);
  }

  Router router_;
};

TEST_F(RouterTest, FillsParameters) {
  add(Method::get, "/api/units/{unit}/tasks/{number:integer}");
  Request asked = request(Method::get, "/api/units/%E5%B8%82/tasks/17");
  EXPECT_EQ(found(asked), "/api/units/{unit}/tasks/{number:integer}");
  EXPECT_EQ(asked.param("unit"), "市");
  EXPECT_EQ(asked.integer_param("number"), 17);
}

TEST_F(RouterTest, AnIntegerParameterMatchesDigitsOnly) {
  add(Method::get, "/api/tasks/{number:integer}");
  EXPECT_EQ(found("/api/tasks/7"), "/api/tasks/{number:integer}");
  EXPECT_EQ(found("/api/tasks/x"), "none");
  EXPECT_EQ(found("/api/tasks/-7"), "none");
}

TEST_F(RouterTest, ANumberBeyond64BitsDoesNotExist) {
  add(Method::get, "/api/tasks/{number:integer}");
  Request asked = request(Method::get, "/api/tasks/99999999999999999999");
  router_.match(asked);
  EXPECT_THROW(asked.integer_param("number"), base::Problem);
}

TEST_F(RouterTest, ALiteralGoesBeforeAParameter) {
  add(Method::get, "/api/tasks/{number}");
  add(Method::get, "/api/tasks/late");
  EXPECT_EQ(found("/api/tasks/late"), "/api/tasks/late");
}

TEST_F(RouterTest, ALiteralThatLeadsNowhereGivesWayToAParameter) {
  add(Method::get, "/api/tasks/{number}/steps");
  add(Method::get, "/api/tasks/late/export");
  EXPECT_EQ(found("/api/tasks/late/steps"), "/api/tasks/{number}/steps");
}

TEST_F(RouterTest, HeadFindsGet) {
  add(Method::get, "/api/plan");
  Request asked = request(Method::head, "/api/plan");
  EXPECT_EQ(found(asked), "/api/plan");
}

TEST_F(RouterTest, TellsTheMethodsOfAPathWhenOnlyTheMethodIsWrong) {
  add(Method::get, "/api/tasks/{number}");
  add(Method::patch, "/api/tasks/{id}");
  Request asked = request(Method::del, "/api/tasks/7");
  EXPECT_EQ(allow_header(router_.match(asked).allowed), "GET, HEAD, PATCH");
}

TEST_F(RouterTest, EmptySegmentsMatchNothing) {
  add(Method::get, "/api/tasks/{number}");
  EXPECT_EQ(found("/api/tasks/"), "none");
  EXPECT_EQ(found("/api//7"), "none");
  EXPECT_EQ(found("/api/tasks/7/"), "none");
}

TEST_F(RouterTest, RefusesMistakesOfTheProgramAtStart) {
  add(Method::get, "/api/tasks/{number}");
  EXPECT_THROW(add(Method::get, "/api/tasks/{id}"), std::logic_error);
  EXPECT_THROW(add(Method::head, "/api/x"), std::logic_error);
  EXPECT_THROW(router_.add({.path = "/api/x"}), std::logic_error);
  for (const char* bad : {"", "api", "/a//b", "/a/", "/{", "/{}", "/{a}/{a}", "/{a:float}"}) {
    EXPECT_THROW(add(Method::get, bad), std::logic_error) << bad;
  }
}

}  // namespace
}  // namespace http

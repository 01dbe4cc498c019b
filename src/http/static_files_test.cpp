#include "http/static_files.hpp"

#include <gmock/gmock.h>

#include "base/problem.hpp"
#include "http/target.hpp"
#include "http/test_client.hpp"

namespace http {
namespace {

using testing::HasSubstr;
using testing::Not;

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    web_.write("index.html", "<style nonce=\"__CSP_NONCE__\"></style><b nonce=\"__CSP_NONCE__\">");
    web_.write("assets/app-1a2b.js", "let plain;");
    web_.write("assets/app-1a2b.js.br", "brotli");
    web_.write("assets/app-1a2b.js.gz", "gzip");
    web_.write("logo.svg", "<svg/>");
    outside_.write("secret.txt", "secret");
    std::filesystem::create_symlink(outside_.path() / "secret.txt", web_.path() / "link.txt");
    std::filesystem::create_directory_symlink(outside_.path(), web_.path() / "folder");
  }

  Response get(const std::string& path, const std::string& accept = "*/*",
               const std::string& encoding = "") {
    const StaticFiles files(web_.path(), random_);
    Request request;
    request.segments = parse_target(path).segments;
    request.header_list = {{"Accept", accept}, {"Accept-Encoding", encoding}};
    return files.serve(request);
  }

  TestFolder web_;
  TestFolder outside_;
  base::SeededRandom random_{1};
};

TEST_F(StaticFilesTest, ThePageGetsAFreshNonceEachTime) {
  const Response first = get("/");
  EXPECT_EQ(first.header("Cache-Control"), "no-store");
  EXPECT_THAT(first.body, Not(HasSubstr("__CSP_NONCE__")));
  const std::string nonce = first.body.substr(14, 43);
  EXPECT_EQ(first.header("Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce +
                "'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src "
                "'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
  EXPECT_THAT(get("/index.html").body, Not(HasSubstr(nonce)));
}

TEST_F(StaticFilesTest, HashedFilesAreImmutableOthersRevalidate) {
  const Response asset = get("/assets/app-1a2b.js");
  EXPECT_EQ(asset.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(asset.header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(asset.file.value(), web_.path() / "assets/app-1a2b.js");
  const Response logo = get("/logo.svg");
  EXPECT_EQ(logo.header("Cache-Control"), "no-cache");
  EXPECT_NE(logo.header("ETag"), "");
  EXPECT_NE(logo.header("ETag"), asset.header("ETag"));
}

TEST_F(StaticFilesTest, TheSmallestFormThatIsAcceptedIsSent) {
  const Response brotli = get("/assets/app-1a2b.js", "*/*", "gzip, br");
  EXPECT_EQ(brotli.header("Content-Encoding"), "br");
  EXPECT_EQ(brotli.file.value().extension(), ".br");
  EXPECT_EQ(brotli.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(get("/assets/app-1a2b.js", "*/*", "gzip, br;q=0").header("Content-Encoding"), "gzip");
}

TEST_F(StaticFilesTest, APageOfTheApplicationIsThePage) {
  EXPECT_THAT(get("/tasks/17", "text/html,*/*").body, HasSubstr("<style"));
  EXPECT_THROW(get("/tasks/17", "application/json"), base::Problem);
  EXPECT_THROW(get("/assets/gone.js", "text/html,*/*"), base::Problem);
}

TEST_F(StaticFilesTest, NothingOutsideIsReached) {
  for (const char* path : {"/link.txt", "/folder/secret.txt", "/..%2fsecret.txt", "/%2fetc/passwd",
                           "/..%5csecret.txt", "//etc/passwd", "/assets%2f..%2f..%2fsecret.txt",
                           "/.%00./secret.txt", "/../secret.txt", "/assets/../../secret.txt"}) {
    EXPECT_THROW(get(path), base::Problem) << path;
  }
}

TEST_F(StaticFilesTest, AFolderThatIsNoBuildIsRefusedAtStart) {
  EXPECT_THROW(StaticFiles(outside_.path(), random_), base::Problem);
  EXPECT_THROW(StaticFiles(outside_.path() / "none", random_), base::Problem);
}

}  // namespace
}  // namespace http

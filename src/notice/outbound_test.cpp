#include "notice/outbound.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>

#include "base/problem.hpp"
#include "notice/courier.hpp"

namespace notice {

namespace {

using testing::HasSubstr;
using testing::Not;

MailServer server() { return {"smtp://127.0.0.1:1", "zhijiao@example.cn", "", ""}; }

DueRow due(std::string zh, std::string link = "/letters/1") {
  return {
      {"n1", "a1", "o", Topic::letter_released, {std::move(zh), "letter"}, std::move(link)}, 1, {}};
}

std::string problem_of(const OutboundOptions& options) {
  try {
    check_outbound(options);
  } catch (const base::Problem& problem) {
    return problem.detail().en;
  }
  return "none";
}

}  // namespace

TEST(Outbound, AMailIsPureAsciiInShortLines) {
  const std::string subject =
      "督办函“关于落实整省推进职业教育发展实施方案逾期事项的督办函”已签发，请回复";
  const std::string text =
      mail_text(server(), "a@example.cn", subject, std::string(5000, 'x') + "报", "id@example.cn",
                "Thu, 26 Nov 2026 00:00:00 +0000");
  for (const char c : text) ASSERT_LT(static_cast<unsigned char>(c), 0x80);
  for (std::size_t at = 0, end = 0; (end = text.find("\r\n", at)) != std::string::npos;
       at = end + 2)
    ASSERT_LE(end - at, 78U);
  EXPECT_THAT(text, HasSubstr("Message-ID: <id@example.cn>\r\n"));
  EXPECT_THAT(text, HasSubstr("Subject: =?UTF-8?B?"));
}

TEST(Outbound, AServerThatIsNotThereMeansLater) {
  const SendOutcome mail = send_mail(server(), "a@example.cn", "x\r\n");
  EXPECT_EQ(mail.sent, Sent::not_yet);
  EXPECT_THAT(mail.failure, Not(HasSubstr("a@example.cn")));
  EXPECT_EQ(post_webhook({"http://127.0.0.1:1/", "s"}, "k", "{}").sent, Sent::not_yet);
}

TEST(Outbound, WrongSettingsAreToldAtStart) {
  OutboundOptions options;
  EXPECT_EQ(problem_of(options), "none");
  options.mail.url = "http://x";
  options.mail.from = "a@example.cn";
  EXPECT_THAT(problem_of(options), HasSubstr("--smtp-url"));
  options.mail = {"smtp://x", "", "", ""};
  EXPECT_THAT(problem_of(options), HasSubstr("--mail-from"));
  options.mail = {};
  options.webhook.url = "file:///etc/passwd";
  EXPECT_THAT(problem_of(options), HasSubstr("--webhook-url"));
  options.webhook = {};
  options.public_url = "x";
  EXPECT_THAT(problem_of(options), HasSubstr("--public-url"));
}

TEST(Outbound, ASecretIsTheFirstLineOfItsFile) {
  const std::string file = testing::TempDir() + "outbound_secret";
  std::ofstream(file) << "口令 1\nrest\n";
  EXPECT_EQ(secret_in(file), "口令 1");
  EXPECT_THROW(secret_in("/nowhere"), base::Problem);
}

TEST(MailWords, OneNoticeIsItsOwnSubjectAndSeveralAreCounted) {
  const MailWords one = mail_words({due("收到督办函")}, "https://z.example.cn");
  EXPECT_EQ(one.subject, "收到督办函");
  EXPECT_THAT(one.body, HasSubstr("https://z.example.cn/letters/1"));
  const MailWords two = mail_words({due("收到督办函"), due("明天到期", "")}, "");
  EXPECT_EQ(two.subject, "2条提醒，收到督办函等");
  EXPECT_THAT(two.body, Not(HasSubstr("http")));
}

TEST(WebhookJson, OneNoticeIsItselfAndSeveralAreADigest) {
  const auto read = [](const std::vector<DueRow>& rows) {
    return boost::json::parse(webhook_json(rows, "https://z.example.cn")).as_object();
  };
  const auto one = read({due("收到督办函")});
  EXPECT_EQ(one.at("id"), "n1");
  EXPECT_EQ(one.at("topic"), "letter_released");
  EXPECT_EQ(one.at("link"), "https://z.example.cn/letters/1");
  const auto two = read({due("收到督办函"), due("明天到期", "/plan/tasks/1")});
  EXPECT_EQ(two.at("topic"), "digest");
  EXPECT_EQ(two.at("text").at("zh"), "2条提醒，收到督办函等");
  EXPECT_EQ(two.at("link"), "https://z.example.cn/notices");
  EXPECT_EQ(two.at("notices").at(1).at("link"), "https://z.example.cn/plan/tasks/1");
}

TEST(WebhookKey, IsOfExactlyTheseNotices) {
  DueRow other = due("明天到期");
  other.notice.id = "n2";
  EXPECT_EQ(webhook_key({due("收到督办函")}), "n1");
  EXPECT_EQ(webhook_key({due("a"), other}), webhook_key({due("b"), other}));
  EXPECT_NE(webhook_key({due("a"), other}), webhook_key({due("a"), other, other}));
}

TEST(MailAddress, IsWholeAndCannotSmuggleAnything) {
  for (const char* good : {"a@b.cn", "first.last+x@mail.example.cn"})
    EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad :
       {"", "a", "@b.cn", "a@b", "a@b..cn", "a@.cn", "a@b.cn.", "a b@c.cn", "a@b.cn\r\nBcc: c@d.cn",
        "<a@b.cn>", "a@b@c.cn", "-x@b.cn", "名@b.cn", "a,b@c.cn"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  EXPECT_FALSE(is_mail_address(std::string(250, 'a') + "@b.cn"));
}

}  // namespace notice

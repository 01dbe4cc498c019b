#include "access/access_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

#include "access/access_schema.hpp"
#include "access/token.hpp"
#include "db/region_rule.hpp"
#include "db/test_database.hpp"

namespace zhijiao::access {

namespace {

namespace asio = boost::asio;
using base::Date;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kHourUs = 60 * kMinuteUs;
constexpr std::int64_t kDayUs = 24 * kHourUs;
constexpr const char* kPassword = "correct horse battery";
constexpr const char* kOther = "another long sentence";
constexpr const char* kAddress = "10.0.0.1";

Directory town() {
  Directory made;
  made.region = "620800";
  made.units = {{"city", {"平凉市", "City"}, "", std::nullopt, {}},
                {"finance", {"市财政局", "Finance"}, "city", std::nullopt, {}}};
  made.roles = {
      {"administrator",
       {"管理员", "Administrator"},
       Reach::everywhere,
       {},
       {Permission::account_manage, Permission::audit_read}},
      {"officer",
       {"经办人", "Officer"},
       Reach::unit,
       {},
       {Permission::plan_read, Permission::share_record}},
  };
  return made;
}

template <class T>
T run(asio::awaitable<T> work) {
  asio::io_context context;
  auto result = asio::co_spawn(context, std::move(work), asio::use_future);
  context.run();
  return result.get();
}

// The type of the Problem that `work` ends in, or "none".
template <class F>
std::string problem(F work) {
  try {
    work();
  } catch (const base::Problem& thrown) {
    return thrown.type();
  }
  return "none";
}

class AccessServiceTest : public testing::TestWithParam<db::Dialect> {
 public:
  AccessServiceTest()
      : database(GetParam(), clock, access_migrations()),
        passwords({PasswordCost::least(), 2, 64}),
        attempts(clock),
        service(*database, random, passwords, attempts, town()) {}

  static std::string token_of(const LinkView& link) {
    return link.path.substr(std::string("/invitation#").size());
  }

  // Uses the link of the first start.
  Actor administrator(const std::string& name = "admin") {
    const LinkView link = run(service.new_administrator_link());
    const OpenedSession opened =
        run(service.accept_invitation(token_of(link), {name, "管理员", kPassword}, kAddress));
    return actor_of(opened.token);
  }

  AccountView person(const std::string& name) {
    return run(service.create_account_with_password(service.program("sample"),
                                                    {name, "姓名 " + name}, kPassword));
  }

  OpenedSession sign_in(const std::string& name, const std::string& password = kPassword) {
    return run(service.sign_in({name, password}, kAddress));
  }

  std::optional<CurrentSession> session_of(const std::string& token) {
    return run(service.current_session(token, kAddress));
  }

  Actor actor_of(const std::string& token) {
    const std::optional<CurrentSession> session = session_of(token);
    if (!session) throw std::runtime_error("nobody is signed in");
    return session->actor;
  }

  bool signed_in(const std::string& token) { return session_of(token).has_value(); }

  // The only cell of the only row.
  template <class T>
  T only(std::string_view sql) {
    return database->read_now(
        [&](db::Connection& connection) { return std::get<0>(connection.select<T>(sql).at(0)); });
  }

  PostView appoint(const Actor& actor, const std::string& account, NewPost given = officer()) {
    return run(service.create_post(actor, account, std::move(given), {}));
  }

  static NewPost officer() { return {"finance", "officer", {}, {}, {}}; }
  static NewPost another_administrator() { return {"city", "administrator", {}, {}, {}}; }

  std::int64_t count(std::string_view table) {
    return only<std::int64_t>("SELECT count(*) FROM " + std::string(table));
  }

  std::vector<std::string> actions(const Actor& reader, const AuditQuery& query = {}) {
    std::vector<std::string> names;
    for (const AuditLine& line : run(service.audit(reader, query)).entries) {
      names.push_back(line.action);
    }
    return names;
  }

  base::FakeClock clock{base::start_of(Date(2022, 7, 1))};
  base::SecureRandom random;
  db::TestDatabase database;
  PasswordPool passwords;
  AttemptLimit attempts;
  AccessService service;
};

INSTANTIATE_TEST_SUITE_P(Databases, AccessServiceTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

}  // namespace

TEST_P(AccessServiceTest, TablesKeepTheRegionRule) {
  const auto violations = database->read_now([](db::Connection& connection) {
    return db::region_rule_violations(connection, access_tables_without_region());
  });
  EXPECT_THAT(violations, ElementsAre());
}

// Signing in.

TEST_P(AccessServiceTest, SignsInWithTheRightPassword) {
  const AccountView wang = person("wang");
  const OpenedSession opened = sign_in("wang");
  EXPECT_TRUE(opened.view.signed_in);
  EXPECT_EQ(opened.view.account, wang.id);
  EXPECT_EQ(opened.lasts_s, 7 * 24 * 3600);
  EXPECT_EQ(actor_of(opened.token).account, wang.id);
}

TEST_P(AccessServiceTest, TheNameMayBeTypedInAnyWidthAndCase) {
  person("wang");
  EXPECT_TRUE(sign_in("ＷＡＮＧ ").view.signed_in);
}

TEST_P(AccessServiceTest, RefusesAWrongPasswordAndAnUnknownNameAlike) {
  person("wang");
  const auto answer = [&](const std::string& name) {
    try {
      sign_in(name, "wrong password");
    } catch (const base::Problem& thrown) {
      return std::to_string(thrown.status()) + thrown.type() + thrown.detail().zh;
    }
    return std::string();
  };
  EXPECT_THAT(answer("wang"), HasSubstr("401sign-in-refused"));
  EXPECT_EQ(answer("wang"), answer("nobody"));
  EXPECT_EQ(answer("wang"), answer(std::string(100'000, 'x')));
}

TEST_P(AccessServiceTest, AnAccountThatWasNotActivatedCannotSignIn) {
  const Actor admin = administrator();
  run(service.create_account(admin, {"wang", "王"}, {}));
  EXPECT_EQ(problem([&] { sign_in("wang", ""); }), "sign-in-refused");
}

TEST_P(AccessServiceTest, MakesWhoGuessesWait) {
  person("wang");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(problem([&] { sign_in("wang", "wrong password"); }), "sign-in-refused");
  }
  EXPECT_EQ(problem([&] { sign_in("wang"); }), "too-many-requests");
  clock.advance_us(kMinuteUs);
  EXPECT_TRUE(sign_in("wang").view.signed_in);
}

TEST_P(AccessServiceTest, SuccessForgetsEarlierFailures) {
  person("wang");
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) {
      EXPECT_EQ(problem([&] { sign_in("wang", "wrong password"); }), "sign-in-refused");
    }
    EXPECT_TRUE(sign_in("wang").view.signed_in);
  }
}

TEST_P(AccessServiceTest, KeepsTokensAndPasswordsAsHashesOnly) {
  person("wang");
  const std::string token = sign_in("wang").token;
  EXPECT_EQ(only<std::string>("SELECT token_hash FROM session"), token_hash(token));
  EXPECT_THAT(only<std::string>("SELECT password_hash FROM account"), HasSubstr("$argon2id$"));
}

TEST_P(AccessServiceTest, HashesAnewWhenTheCostHasGrown) {
  person("wang");
  PasswordPool::Options stronger{PasswordCost::least(), 1, 8};
  stronger.cost.passes += 1;
  PasswordPool strong(stronger);
  AccessService grown(*database, random, strong, attempts, town());
  run(grown.sign_in({"wang", kPassword}, kAddress));
  EXPECT_THAT(only<std::string>("SELECT password_hash FROM account"), HasSubstr(",t=2,"));
  EXPECT_TRUE(run(grown.sign_in({"wang", kPassword}, kAddress)).view.signed_in);
}

TEST_P(AccessServiceTest, ASessionEndsAfterEightIdleHours) {
  person("wang");
  const std::string token = sign_in("wang").token;
  clock.advance_us(8 * kHourUs - kMinuteUs);
  EXPECT_TRUE(signed_in(token));
  clock.advance_us(8 * kHourUs - kMinuteUs);
  EXPECT_TRUE(signed_in(token)) << "its last use was noted";
  clock.advance_us(8 * kHourUs);
  EXPECT_FALSE(signed_in(token));
}

TEST_P(AccessServiceTest, ASessionEndsAfterSevenDaysHoweverBusy) {
  person("wang");
  const std::string token = sign_in("wang").token;
  for (int hours = 0; hours < 7 * 24 - 4; hours += 4) {
    clock.advance_us(4 * kHourUs);
    ASSERT_TRUE(signed_in(token)) << hours;
  }
  clock.advance_us(4 * kHourUs + kMinuteUs);
  EXPECT_FALSE(signed_in(token));
}

TEST_P(AccessServiceTest, NotesTheLastUseAtMostOnceAMinute) {
  person("wang");
  const std::string token = sign_in("wang").token;
  const auto seen = [&] { return only<std::int64_t>("SELECT seen_at FROM session"); };
  const std::int64_t first = seen();
  clock.advance_us(kMinuteUs / 2);
  EXPECT_TRUE(signed_in(token));
  EXPECT_EQ(seen(), first);
  clock.advance_us(kMinuteUs);
  EXPECT_TRUE(signed_in(token));
  EXPECT_GT(seen(), first);
}

TEST_P(AccessServiceTest, SigningOutEndsThisSessionAndNoOther) {
  const AccountView wang = person("wang");
  const std::string here = sign_in("wang").token;
  const std::string elsewhere = sign_in("wang").token;
  EXPECT_EQ(run(service.sign_out(here, kAddress)), wang.id);
  EXPECT_FALSE(signed_in(here));
  EXPECT_TRUE(signed_in(elsewhere));
  EXPECT_EQ(run(service.sign_out(here, kAddress)), "");
  EXPECT_EQ(run(service.sign_out("rubbish", kAddress)), "");
}

TEST_P(AccessServiceTest, KeepsTwentySessionsOfAnAccountAtMost) {
  person("wang");
  const std::string first = sign_in("wang").token;
  for (int i = 0; i < 20; ++i) {
    clock.advance_us(kMinuteUs);
    sign_in("wang");
  }
  EXPECT_FALSE(signed_in(first));
  EXPECT_EQ(count("session"), 20);
}

TEST_P(AccessServiceTest, ForgetsSessionsThatAreOver) {
  person("wang");
  person("li");
  sign_in("li");
  clock.advance_us(8 * kDayUs);
  sign_in("wang");
  EXPECT_EQ(count("session"), 1);
}

TEST_P(AccessServiceTest, AnUnknownOrMalformedTokenIsNobody) {
  EXPECT_FALSE(signed_in(base::new_token(random)));
  EXPECT_FALSE(signed_in(""));
  EXPECT_FALSE(signed_in("' OR 1=1 --"));
}

// Passwords.

TEST_P(AccessServiceTest, ChangingThePasswordEndsTheOtherSessions) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const std::string here = sign_in("wang").token;
  const std::string elsewhere = sign_in("wang").token;
  const LinkView link = run(service.new_link(admin, wang.id));
  run(service.change_password(actor_of(here), here, {kPassword, kOther}));
  EXPECT_TRUE(signed_in(here));
  EXPECT_FALSE(signed_in(elsewhere));
  EXPECT_EQ(problem([&] { sign_in("wang"); }), "sign-in-refused");
  EXPECT_TRUE(sign_in("wang", kOther).view.signed_in);
  EXPECT_EQ(problem([&] { run(service.invitation(token_of(link))); }), "link-invalid");
}

TEST_P(AccessServiceTest, AWrongOldPasswordChangesNothing) {
  person("wang");
  const std::string here = sign_in("wang").token;
  const Actor actor = actor_of(here);
  EXPECT_EQ(problem([&] { run(service.change_password(actor, here, {"wrong password", kOther})); }),
            "invalid");
  EXPECT_TRUE(sign_in("wang").view.signed_in);
}

TEST_P(AccessServiceTest, WhoGuessesTheOldPasswordMustWait) {
  person("wang");
  const std::string here = sign_in("wang").token;
  const Actor actor = actor_of(here);
  std::string last;
  for (int i = 0; i < 6; ++i) {
    last = problem([&] { run(service.change_password(actor, here, {"wrong password", kOther})); });
  }
  EXPECT_EQ(last, "too-many-requests");
}

TEST_P(AccessServiceTest, ANewPasswordMustKeepTheRulesAndDiffer) {
  person("wang");
  const std::string here = sign_in("wang").token;
  const Actor actor = actor_of(here);
  const auto field = [&](const std::string& wanted) -> std::string {
    try {
      run(service.change_password(actor, here, {kPassword, wanted}));
    } catch (const base::Problem& thrown) {
      return thrown.errors().at(0).field;
    }
    return "";
  };
  EXPECT_EQ(field("short"), "/new_password");
  EXPECT_EQ(field(kPassword), "/new_password");
}

// One-time links.

TEST_P(AccessServiceTest, TheFirstLinkMakesAnAdministratorOnce) {
  EXPECT_FALSE(run(service.has_administrator()));
  const LinkView link = run(service.new_administrator_link());
  EXPECT_THAT(link.path, HasSubstr("/invitation#"));
  const InvitationView view = run(service.invitation(token_of(link)));
  EXPECT_EQ(view.purpose, InvitationPurpose::create_administrator);
  EXPECT_EQ(view.name, "");

  const InvitationAnswer answer{"admin", "管理员", kPassword};
  const OpenedSession opened = run(service.accept_invitation(token_of(link), answer, kAddress));
  EXPECT_THAT(opened.view.permissions, ElementsAre("account.manage", "audit.read"));
  ASSERT_EQ(opened.view.posts.size(), 1U);
  EXPECT_EQ(opened.view.posts[0].unit, "city");
  EXPECT_TRUE(run(service.has_administrator()));
  EXPECT_EQ(problem([&] {
              run(service.accept_invitation(token_of(link), {"second", "二", kPassword}, kAddress));
            }),
            "link-invalid");
}

TEST_P(AccessServiceTest, ANewerAdministratorLinkRevokesTheFirst) {
  const LinkView first = run(service.new_administrator_link());
  const LinkView second = run(service.new_administrator_link());
  EXPECT_EQ(problem([&] { run(service.invitation(token_of(first))); }), "link-invalid");
  EXPECT_EQ(run(service.invitation(token_of(second))).purpose,
            InvitationPurpose::create_administrator);
}

TEST_P(AccessServiceTest, ALinkIsOverAfterThreeDays) {
  const LinkView link = run(service.new_administrator_link());
  clock.advance_us(72 * kHourUs - kMinuteUs);
  run(service.invitation(token_of(link)));
  clock.advance_us(kMinuteUs);
  EXPECT_EQ(problem([&] {
              run(service.accept_invitation(token_of(link), {"admin", "管", kPassword}, kAddress));
            }),
            "link-invalid");
}

TEST_P(AccessServiceTest, WithoutARoleThatManagesAccountsThereIsNoAdministratorLink) {
  Directory roleless = town();
  roleless.roles.erase(roleless.roles.begin());
  service.replace_directory(roleless);
  EXPECT_EQ(problem([&] { run(service.new_administrator_link()); }), "no-administrator-role");
}

TEST_P(AccessServiceTest, ARefusedAnswerLeavesTheLinkUsable) {
  person("wang");
  const std::string token = token_of(run(service.new_administrator_link()));
  const auto answered = [&](InvitationAnswer answer) {
    return problem([&] { run(service.accept_invitation(token, std::move(answer), kAddress)); });
  };
  EXPECT_EQ(answered({"admin", "管理员", "short"}), "invalid");
  EXPECT_EQ(answered({std::nullopt, std::nullopt, kPassword}), "invalid");
  EXPECT_EQ(answered({"WANG", "管理员", kPassword}), "name-taken");
  EXPECT_EQ(answered({"admin", "管理员", kPassword}), "none");
}

TEST_P(AccessServiceTest, TwoWhoAnswerOneLinkAtOnceDoNotBothGetIn) {
  const std::string token = token_of(run(service.new_administrator_link()));
  asio::io_context context;
  std::vector<std::future<OpenedSession>> answers;
  for (const char* name : {"one", "two", "three"}) {
    answers.push_back(asio::co_spawn(
        context, service.accept_invitation(token, {name, "管理员", kPassword}, kAddress),
        asio::use_future));
  }
  context.run();
  int accepted = 0;
  for (auto& answer : answers) {
    accepted += problem([&] { answer.get(); }) == "none" ? 1 : 0;
  }
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(count("account"), 1);
}

TEST_P(AccessServiceTest, AnActivationLinkSetsThePasswordAndSignsIn) {
  const Actor admin = administrator();
  const AccountWithLink made = run(service.create_account(admin, {"wang", "王某"}, {}));
  EXPECT_EQ(made.account.state, AccountState::invited);
  const std::string token = token_of(made.link);
  const InvitationView view = run(service.invitation(token));
  EXPECT_EQ(view.purpose, InvitationPurpose::activate);
  EXPECT_EQ(view.name, "wang");
  EXPECT_EQ(view.display_name, "王某");

  const OpenedSession opened = run(service.accept_invitation(token, {{}, {}, kPassword}, kAddress));
  EXPECT_EQ(opened.view.account, made.account.id);
  const AccountView now = run(service.account(admin, made.account.id));
  EXPECT_EQ(now.state, AccountState::active);
  EXPECT_EQ(now.version, 2);
  EXPECT_TRUE(now.last_signed_in_at.has_value());
}

TEST_P(AccessServiceTest, WhoIsInvitedCannotChooseHisName) {
  const Actor admin = administrator();
  const AccountWithLink made = run(service.create_account(admin, {"wang", "王某"}, {}));
  EXPECT_EQ(
      problem([&] {
        run(service.accept_invitation(token_of(made.link), {"other", {}, kPassword}, kAddress));
      }),
      "invalid");
}

TEST_P(AccessServiceTest, AResetLinkEndsAllSessionsAndReplacesTheOneBefore) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const std::string session = sign_in("wang").token;
  const LinkView first = run(service.new_link(admin, wang.id));
  const LinkView second = run(service.new_link(admin, wang.id));
  EXPECT_EQ(problem([&] { run(service.invitation(token_of(first))); }), "link-invalid");
  EXPECT_EQ(run(service.invitation(token_of(second))).purpose, InvitationPurpose::reset_password);
  EXPECT_TRUE(signed_in(session)) << "only using the link ends sessions";
  run(service.accept_invitation(token_of(second), {{}, {}, kOther}, kAddress));
  EXPECT_FALSE(signed_in(session));
  EXPECT_TRUE(sign_in("wang", kOther).view.signed_in);
}

// Accounts.

TEST_P(AccessServiceTest, OnlyWhoManagesAccountsMayDoSo) {
  const AccountView wang = person("wang");
  run(service.create_post(service.program("test"), wang.id, officer(), {}));
  const Actor actor = actor_of(sign_in("wang").token);
  const auto refused = [&](auto work) { return problem([&] { run(work()); }); };
  EXPECT_EQ(refused([&] { return service.accounts(actor, {}); }), "forbidden");
  EXPECT_EQ(refused([&] { return service.account(actor, wang.id); }), "forbidden");
  EXPECT_EQ(refused([&] { return service.create_account(actor, {"li", "李"}, {}); }), "forbidden");
  EXPECT_EQ(
      refused([&] { return service.create_account_with_password(actor, {"li", "李"}, kPassword); }),
      "forbidden");
  EXPECT_EQ(refused([&] { return service.change_account(actor, wang.id, {}, 1); }), "forbidden");
  EXPECT_EQ(refused([&] { return service.new_link(actor, wang.id); }), "forbidden");
  EXPECT_EQ(refused([&] { return service.create_post(actor, wang.id, officer(), {}); }),
            "forbidden");
  EXPECT_EQ(refused([&] { return service.change_post(actor, "p", {}, 1); }), "forbidden");
  EXPECT_EQ(refused([&] { return service.audit(actor, {}); }), "forbidden");
  EXPECT_EQ(problem([&] { service.roles(actor); }), "forbidden");
}

TEST_P(AccessServiceTest, ANameBelongsToOneAccountWhateverItsCaseAndWidth) {
  const Actor admin = administrator();
  run(service.create_account(admin, {"wang", "王"}, {}));
  EXPECT_EQ(problem([&] { run(service.create_account(admin, {"ＷＡＮＧ", "王"}, {})); }),
            "name-taken");
}

TEST_P(AccessServiceTest, WhatIsWrongWithANewAccountIsSaidAtEachField) {
  const Actor admin = administrator();
  try {
    run(service.create_account(admin, {"a b", " "}, {}));
    FAIL();
  } catch (const base::Problem& thrown) {
    EXPECT_EQ(thrown.status(), 422);
    ASSERT_EQ(thrown.errors().size(), 2U);
    EXPECT_EQ(thrown.errors()[0].field, "/name");
    EXPECT_EQ(thrown.errors()[1].field, "/display_name");
  }
}

TEST_P(AccessServiceTest, ARetryGetsTheSameAccountWithANewLinkAndStoresNoSecret) {
  const Actor admin = administrator();
  const db::Once once{"620800", admin.account, "key", "fingerprint"};
  const AccountWithLink first = run(service.create_account(admin, {"wang", "王"}, once));
  const AccountWithLink again = run(service.create_account(admin, {"wang", "王"}, once));
  EXPECT_EQ(again.account.id, first.account.id);
  EXPECT_NE(again.link.path, first.link.path);
  EXPECT_EQ(problem([&] { run(service.invitation(token_of(first.link))); }), "link-invalid");
  EXPECT_EQ(run(service.invitation(token_of(again.link))).name, "wang");
  const auto stored = database->read_now(
      [&](db::Connection& connection) { return db::stored_answer(connection, once).value_or(""); });
  EXPECT_THAT(stored, HasSubstr(first.account.id));
  EXPECT_THAT(stored, Not(HasSubstr(token_of(first.link))));

  run(service.accept_invitation(token_of(again.link), {{}, {}, kPassword}, kAddress));
  EXPECT_EQ(problem([&] { run(service.create_account(admin, {"wang", "王"}, once)); }),
            "already-activated");
}

TEST_P(AccessServiceTest, AnAccountIsFoundByNameDisplayNamePinyinAndUnit) {
  const Actor admin = administrator();
  const AccountView wang = run(service.create_account(admin, {"wxm", "王小明"}, {})).account;
  run(service.create_account(admin, {"account7", "张三"}, {}));
  appoint(admin, wang.id);
  const auto found = [&](const std::string& q) {
    std::vector<std::string> names;
    for (const AccountView& view : run(service.accounts(admin, {q, {}})).accounts) {
      names.push_back(view.name);
    }
    return names;
  };
  EXPECT_THAT(found("WXM"), ElementsAre("wxm"));
  EXPECT_THAT(found("小明"), ElementsAre("wxm"));
  EXPECT_THAT(found("zs"), ElementsAre("account7"));
  EXPECT_THAT(found("sczj"), ElementsAre("wxm"));
  EXPECT_THAT(found(""), ElementsAre("account7", "admin", "wxm"));
  EXPECT_THAT(found("nobody"), ElementsAre());
}

TEST_P(AccessServiceTest, AccountsAreListedByState) {
  const Actor admin = administrator();
  run(service.create_account(admin, {"wang", "王"}, {}));
  const AccountList invited = run(service.accounts(admin, {{}, AccountState::invited}));
  ASSERT_EQ(invited.accounts.size(), 1U);
  EXPECT_EQ(invited.accounts[0].name, "wang");
}

TEST_P(AccessServiceTest, AChangeBasedOnAnOldVersionIsRefusedWithTheCurrentRow) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const AccountView changed =
      run(service.change_account(admin, wang.id, {"王大明", {}}, wang.version));
  EXPECT_EQ(changed.version, 2);
  EXPECT_EQ(changed.display_name, "王大明");
  try {
    run(service.change_account(admin, wang.id, {"王二明", {}}, wang.version));
    FAIL();
  } catch (const base::Problem& thrown) {
    EXPECT_EQ(thrown.status(), 412);
    EXPECT_THAT(thrown.current(), HasSubstr("王大明"));
  }
}

TEST_P(AccessServiceTest, EveryChangeOfAnAccountIsAVersionWithItsAuthor) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  run(service.change_account(admin, wang.id, {"王大明", {}}, 1));
  const auto versions = database->read_now([&](db::Connection& connection) {
    return connection.select<std::int64_t, std::string, std::string, std::string>(
        "SELECT version, account, why, content FROM account_version "
        "WHERE region = '620800' AND id = :id ORDER BY version",
        {{"id", wang.id}});
  });
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(std::get<1>(versions[1]), admin.account);
  EXPECT_EQ(std::get<2>(versions[1]), "account.change");
  EXPECT_THAT(std::get<3>(versions[1]), HasSubstr("王大明"));
  EXPECT_THAT(std::get<3>(versions[1]), Not(HasSubstr("argon2")));
}

TEST_P(AccessServiceTest, SuspendingEndsSessionsAndLinksAtOnceUntilRestored) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const std::string session = sign_in("wang").token;
  const LinkView link = run(service.new_link(admin, wang.id));
  const AccountView suspended = run(service.change_account(admin, wang.id, {{}, true}, 1));
  EXPECT_EQ(suspended.state, AccountState::suspended);
  EXPECT_FALSE(signed_in(session));
  EXPECT_EQ(problem([&] { run(service.invitation(token_of(link))); }), "link-invalid");
  EXPECT_EQ(problem([&] { sign_in("wang"); }), "account-suspended");
  EXPECT_EQ(problem([&] { sign_in("wang", "wrong password"); }), "sign-in-refused");
  EXPECT_EQ(problem([&] { run(service.new_link(admin, wang.id)); }), "account-suspended");

  run(service.change_account(admin, wang.id, {{}, false}, suspended.version));
  EXPECT_FALSE(signed_in(session)) << "an ended session stays ended";
  EXPECT_TRUE(sign_in("wang").view.signed_in);
}

TEST_P(AccessServiceTest, AnInvitedAccountIsInvitedAgainAfterASuspension) {
  const Actor admin = administrator();
  const AccountView wang = run(service.create_account(admin, {"wang", "王"}, {})).account;
  const AccountView suspended = run(service.change_account(admin, wang.id, {{}, true}, 1));
  const AccountView restored =
      run(service.change_account(admin, wang.id, {{}, false}, suspended.version));
  EXPECT_EQ(restored.state, AccountState::invited);
}

TEST_P(AccessServiceTest, AChangeThatChangesNothingMakesNoVersion) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  EXPECT_EQ(run(service.change_account(admin, wang.id, {{}, false}, 1)).version, 1);
}

// The last administrator.

TEST_P(AccessServiceTest, TheLastAdministratorCannotBeSuspended) {
  const Actor admin = administrator();
  EXPECT_EQ(problem([&] { run(service.change_account(admin, admin.account, {{}, true}, 1)); }),
            "last-administrator");
  EXPECT_EQ(run(service.account(admin, admin.account)).state, AccountState::active);
}

TEST_P(AccessServiceTest, TheLastAdministratorCannotLoseThePostNowOrLater) {
  const Actor admin = administrator();
  const std::string post = admin.posts.at(0).id;
  for (const Date end : {Date(2022, 6, 30), Date(2022, 7, 1), Date(2030, 1, 1)}) {
    EXPECT_EQ(problem([&] { run(service.change_post(admin, post, {end}, 1)); }),
              "last-administrator");
  }
}

TEST_P(AccessServiceTest, OneOfTwoAdministratorsMayGo) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  appoint(admin, wang.id, another_administrator());
  EXPECT_EQ(run(service.change_account(admin, admin.account, {{}, true}, 1)).state,
            AccountState::suspended);
  const Actor second = actor_of(sign_in("wang").token);
  EXPECT_EQ(problem([&] { run(service.change_account(second, wang.id, {{}, true}, 1)); }),
            "last-administrator");
}

TEST_P(AccessServiceTest, AnAdministratorWhoseTimeIsLimitedOrWhoIsNotActiveDoesNotCount) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  NewPost limited = another_administrator();
  limited.valid_to = Date(2022, 12, 31);
  appoint(admin, wang.id, limited);
  const AccountView li = run(service.create_account(admin, {"li", "李"}, {})).account;
  appoint(admin, li.id, another_administrator());
  EXPECT_EQ(problem([&] { run(service.change_account(admin, admin.account, {{}, true}, 1)); }),
            "last-administrator");
}

TEST_P(AccessServiceTest, TwoAdministratorsWhoSuspendEachOtherAtOnceDoNotBothSucceed) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  appoint(admin, wang.id, another_administrator());
  const Actor second = actor_of(sign_in("wang").token);
  asio::io_context context;
  auto one = asio::co_spawn(context, service.change_account(admin, wang.id, {{}, true}, 1),
                            asio::use_future);
  auto two = asio::co_spawn(context, service.change_account(second, admin.account, {{}, true}, 1),
                            asio::use_future);
  context.run();
  const int done = (problem([&] { one.get(); }) == "none" ? 1 : 0) +
                   (problem([&] { two.get(); }) == "none" ? 1 : 0);
  EXPECT_EQ(done, 1);
  EXPECT_TRUE(run(service.has_administrator()));
}

// Posts.

TEST_P(AccessServiceTest, APostTakesEffectWithTheNextRequest) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const std::string session = sign_in("wang").token;
  EXPECT_FALSE(may(actor_of(session), Permission::plan_read));
  const PostView post = appoint(admin, wang.id);
  EXPECT_TRUE(post.current);
  EXPECT_EQ(post.unit_name.zh, "市财政局");
  EXPECT_EQ(post.role_title.en, "Officer");
  EXPECT_TRUE(may(actor_of(session), Permission::plan_read));
  run(service.change_post(admin, post.id, {Date(2022, 6, 30)}, post.version));
  EXPECT_FALSE(may(actor_of(session), Permission::plan_read));
}

TEST_P(AccessServiceTest, APostHoldsFromItsFirstToItsLastDay) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  NewPost given = officer();
  given.valid_from = Date(2022, 7, 2);
  given.valid_to = Date(2022, 7, 3);
  given.acting = true;
  appoint(admin, wang.id, given);
  std::vector<bool> allowed;
  for (int day = 0; day < 4; ++day) {
    allowed.push_back(may(actor_of(sign_in("wang").token), Permission::plan_read));
    clock.advance_us(kDayUs);
  }
  EXPECT_THAT(allowed, ElementsAre(false, true, true, false));
}

TEST_P(AccessServiceTest, AnActingPostNeedsAnEndAndKeepsOne) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  NewPost given = officer();
  given.acting = true;
  EXPECT_EQ(problem([&] { appoint(admin, wang.id, given); }), "invalid");
  given.valid_to = Date(2022, 12, 31);
  const PostView post = appoint(admin, wang.id, given);
  EXPECT_EQ(problem([&] { run(service.change_post(admin, post.id, {}, post.version)); }),
            "invalid");
}

TEST_P(AccessServiceTest, TheSamePostMayNotBeGivenTwiceForTheSameDay) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  NewPost given = officer();
  given.valid_from = Date(2022, 7, 1);
  given.valid_to = Date(2022, 7, 31);
  const PostView first = appoint(admin, wang.id, given);
  EXPECT_EQ(problem([&] { appoint(admin, wang.id, officer()); }), "post-overlaps");
  given.valid_from = Date(2022, 7, 31);
  given.valid_to.reset();
  EXPECT_EQ(problem([&] { appoint(admin, wang.id, given); }), "post-overlaps");
  given.valid_from = Date(2022, 8, 1);
  appoint(admin, wang.id, given);
  EXPECT_EQ(problem([&] { run(service.change_post(admin, first.id, {}, first.version)); }),
            "post-overlaps");
}

TEST_P(AccessServiceTest, SeveralMayHoldOnePostAndOneMayHoldSeveral) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const AccountView li = person("li");
  appoint(admin, wang.id);
  appoint(admin, li.id);
  NewPost elsewhere = officer();
  elsewhere.unit = "city";
  appoint(admin, wang.id, elsewhere);
  EXPECT_EQ(run(service.account(admin, wang.id)).posts.size(), 2U);
}

TEST_P(AccessServiceTest, AMistakenPostIsTakenBackAndMayBeGivenAgain) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const PostView mistaken = appoint(admin, wang.id);
  const PostView back =
      run(service.change_post(admin, mistaken.id, {Date(2022, 6, 30)}, mistaken.version));
  EXPECT_FALSE(back.current);
  EXPECT_TRUE(appoint(admin, wang.id).current);
}

TEST_P(AccessServiceTest, AnEndedPostIsReopenedByTakingItsEndAway) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const PostView post = appoint(admin, wang.id);
  const PostView ended =
      run(service.change_post(admin, post.id, {Date(2022, 6, 30)}, post.version));
  const PostView reopened = run(service.change_post(admin, post.id, {}, ended.version));
  EXPECT_TRUE(reopened.current);
  EXPECT_EQ(reopened.version, 3);
}

TEST_P(AccessServiceTest, APostChangeBasedOnAnOldVersionIsRefused) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const PostView post = appoint(admin, wang.id);
  run(service.change_post(admin, post.id, {Date(2022, 7, 31)}, 1));
  EXPECT_EQ(problem([&] { run(service.change_post(admin, post.id, {}, 1)); }), "stale");
}

TEST_P(AccessServiceTest, ARetriedAppointmentIsMadeOnce) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  const db::Once once{"620800", admin.account, "key", "fingerprint"};
  const PostView first = run(service.create_post(admin, wang.id, officer(), once));
  const PostView again = run(service.create_post(admin, wang.id, officer(), once));
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.unit_name.zh, "市财政局");
  EXPECT_EQ(run(service.account(admin, wang.id)).posts.size(), 1U);
}

TEST_P(AccessServiceTest, WhatDoesNotExistIsNotFound) {
  const Actor admin = administrator();
  EXPECT_EQ(problem([&] { run(service.account(admin, "nobody")); }), "not-found");
  EXPECT_EQ(problem([&] { run(service.change_account(admin, "nobody", {}, 1)); }), "not-found");
  EXPECT_EQ(problem([&] { run(service.new_link(admin, "nobody")); }), "not-found");
  EXPECT_EQ(problem([&] { appoint(admin, "nobody"); }), "not-found");
  EXPECT_EQ(problem([&] { run(service.change_post(admin, "none", {}, 1)); }), "not-found");
}

TEST_P(AccessServiceTest, APlanThatDropsARoleTakesItsPermissionsAtOnce) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  appoint(admin, wang.id);
  const std::string session = sign_in("wang").token;
  Directory smaller = town();
  smaller.roles.pop_back();
  service.replace_directory(smaller);
  EXPECT_FALSE(may(actor_of(session), Permission::plan_read));
  EXPECT_EQ(run(service.account(admin, wang.id)).posts.at(0).role_title.zh, "officer");
}

TEST_P(AccessServiceTest, ADirectoryOfAnotherRegionIsAMistakeOfTheProgram) {
  Directory other = town();
  other.region = "620100";
  EXPECT_THROW(service.replace_directory(other), std::logic_error);
}

TEST_P(AccessServiceTest, ListsTheRolesOfThePlanWithWhatTheyAllow) {
  const Actor admin = administrator();
  const RoleList list = service.roles(admin);
  ASSERT_EQ(list.roles.size(), 2U);
  EXPECT_EQ(list.roles[1].id, "officer");
  EXPECT_THAT(list.roles[1].permissions, ElementsAre("plan.read", "share.record"));
}

// Audit trail.

TEST_P(AccessServiceTest, WhatIsDoneStandsInTheAuditTrailWithWhoAndFromWhere) {
  const Actor admin = administrator();
  const AccountView wang = run(service.create_account(admin, {"wang", "王某某"}, {})).account;
  clock.advance_us(kMinuteUs);
  const PostView post = appoint(admin, wang.id);
  const AuditLine newest = run(service.audit(admin, {})).entries.at(0);
  EXPECT_EQ(newest.action, "post.create");
  EXPECT_EQ(newest.subject, post.id);
  EXPECT_EQ(newest.by, "管理员");
  EXPECT_EQ(newest.address, kAddress);
  EXPECT_THAT(newest.detail, HasSubstr(wang.id));
  EXPECT_EQ(newest.at, "2022-07-01T00:01:00+08:00");
}

TEST_P(AccessServiceTest, TheAuditTrailHasNoNamesPasswordsOrTokens) {
  const Actor admin = administrator();
  const AccountWithLink made = run(service.create_account(admin, {"wang", "王某某"}, {}));
  run(service.accept_invitation(token_of(made.link), {{}, {}, kPassword}, kAddress));
  const OpenedSession opened = sign_in("wang");
  EXPECT_EQ(problem([&] { sign_in("my secret typed as a name", kOther); }), "sign-in-refused");
  run(service.change_password(actor_of(opened.token), opened.token, {kPassword, kOther}));
  run(service.change_account(admin, made.account.id, {"王大明", {}}, 2));
  const auto text = database->read_now([](db::Connection& connection) {
    std::string all;
    for (const auto& [account, action, subject, detail] :
         connection.select<std::string, std::string, std::string, std::string>(
             "SELECT account, action, subject, detail FROM audit")) {
      for (const std::string& part : {account, action, subject, detail})
        all.append(part).append("\n");
    }
    return all;
  });
  const std::vector<std::string> secrets{"王",
                                         kPassword,
                                         kOther,
                                         "secret",
                                         "argon2",
                                         token_of(made.link),
                                         token_hash(token_of(made.link)),
                                         opened.token};
  EXPECT_THAT(text, HasSubstr("account.create"));
  for (const std::string& secret : secrets) {
    EXPECT_THAT(text, Not(HasSubstr(secret)));
  }
}

TEST_P(AccessServiceTest, ARefusedSignInIsNotedForTheAccount) {
  const Actor admin = administrator();
  const AccountView wang = person("wang");
  EXPECT_EQ(problem([&] { sign_in("wang", "wrong password"); }), "sign-in-refused");
  const AuditLine newest = run(service.audit(admin, {})).entries.at(0);
  EXPECT_EQ(newest.action, "session.refuse");
  EXPECT_EQ(newest.subject, wang.id);
}

TEST_P(AccessServiceTest, WhatFailsLeavesNoTrace) {
  const Actor admin = administrator();
  const std::vector<std::string> before = actions(admin);
  EXPECT_EQ(problem([&] { run(service.change_account(admin, admin.account, {{}, true}, 1)); }),
            "last-administrator");
  EXPECT_EQ(actions(admin), before);
  EXPECT_EQ(run(service.account(admin, admin.account)).version, 1);
}

AuditQuery page_of(std::int64_t limit) {
  AuditQuery query;
  query.limit = limit;
  return query;
}

TEST_P(AccessServiceTest, TheAuditTrailIsFilteredByPersonAreaAndDay) {
  const Actor admin = administrator();
  run(service.create_account(admin, {"name", "名"}, {}));
  const auto found = [&](auto set) {
    AuditQuery query;
    set(query);
    return actions(admin, query);
  };
  const base::Date today = clock.today();
  const std::vector<std::string> all = found([](AuditQuery&) {});
  EXPECT_THAT(found([](AuditQuery& query) { query.area = "account"; }),
              UnorderedElementsAre("account.link", "account.create"));
  EXPECT_THAT(found([](AuditQuery& query) { query.area = "acc"; }), IsEmpty());
  EXPECT_THAT(found([](AuditQuery& query) { query.area = "%"; }), IsEmpty());
  EXPECT_THAT(found([](AuditQuery& query) { query.account = "nobody"; }), IsEmpty());
  EXPECT_THAT(found([&](AuditQuery& query) { query.account = admin.account; }),
              Contains("account.create"));
  EXPECT_EQ(found([&](AuditQuery& query) { query.from = query.to = today; }), all);
  EXPECT_THAT(found([&](AuditQuery& query) { query.from = today.plus_days(1); }), IsEmpty());
  EXPECT_THAT(found([&](AuditQuery& query) { query.to = today.plus_days(-1); }), IsEmpty());
}

TEST_P(AccessServiceTest, TheAuditTrailIsReadPageByPageWithoutGapOrRepetition) {
  const Actor admin = administrator();
  for (int i = 0; i < 7; ++i) {
    run(service.create_account(admin, {"name" + std::to_string(i), "名"}, {}));
  }
  std::vector<std::string> all;
  for (const AuditLine& line : run(service.audit(admin, page_of(200))).entries) {
    all.push_back(line.id);
  }
  std::vector<std::string> paged;
  AuditQuery query;
  query.limit = 3;
  for (;;) {
    const AuditList page = run(service.audit(admin, query));
    EXPECT_LE(page.entries.size(), 3U);
    for (const AuditLine& line : page.entries) paged.push_back(line.id);
    if (!page.next) break;
    query.before = page.next;
  }
  EXPECT_EQ(paged, all);
}

TEST_P(AccessServiceTest, AnAuditPageHasAtMostTwoHundredEntriesAndAKnownPlace) {
  const Actor admin = administrator();
  AuditQuery nowhere;
  nowhere.before = "nowhere";
  EXPECT_EQ(problem([&] { run(service.audit(admin, page_of(201))); }), "bad-request");
  EXPECT_EQ(problem([&] { run(service.audit(admin, page_of(0))); }), "bad-request");
  EXPECT_EQ(problem([&] { run(service.audit(admin, nowhere)); }), "bad-request");
}

TEST_P(AccessServiceTest, SampleActorsActAsTheyWouldSignedIn) {
  const AccountView wang = person("wang");
  run(service.create_post(service.program("sample"), wang.id, officer(), {}));
  const Actor actor = run(service.actor_for(wang.id, "sample"));
  EXPECT_EQ(actor.region, "620800");
  EXPECT_FALSE(actor.program);
  EXPECT_THAT(permission_names(actor), ElementsAre("plan.read", "share.record"));
}

}  // namespace zhijiao::access

#include "register/register_service.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>

#include "access/access_schema.hpp"
#include "base/problem.hpp"
#include "db/test_database.hpp"
#include "file/file_schema.hpp"
#include "register/past_records.hpp"
#include "register/small_register.hpp"

namespace registers {

namespace {

namespace bj = boost::json;
using testing::ElementsAre;
using testing::IsEmpty;
using zhijiao::access::Directory;

// A city with two counties, each with one school.
Directory small_directory() {
  Directory directory;
  directory.region = "990100";
  const auto add = [&](const char* id, const char* parent, const char* kind) {
    zhijiao::access::Unit unit{id, {id, id}, parent, {}, {}};
    unit.kind = kind;
    directory.units.push_back(unit);
  };
  add("city", "", "city");
  add("county_a", "city", "county");
  add("county_b", "city", "county");
  add("east", "county_a", "school");
  add("west", "county_b", "school");
  using zhijiao::access::Reach;
  directory.roles = {{"officer", {"学校", "School"}, Reach::unit, {}, {}},
                     {"county_officer", {"县", "County"}, Reach::subtree, {}, {}},
                     {"leader", {"领导", "Leader"}, Reach::everywhere, {}, {}},
                     {"clerk", {"其他", "Other"}, Reach::everywhere, {}, {}}};
  return directory;
}

class RegisterServiceTest : public testing::TestWithParam<db::Dialect> {
 protected:
  RegisterServiceTest() : database_(GetParam(), clock_, migrations()) {
    access_.emplace(*database_, random_, passwords_, attempts_, small_directory());
    database_->write_now([](db::Connection& connection) {
      for (const char* unit : {"city", "county_a", "county_b", "east", "west"}) {
        connection.execute("INSERT INTO unit (region, id) VALUES ('990100', :id)", {{"id", unit}});
      }
    });
    start(small_catalogue());
  }

  Applied start(Catalogue catalogue) {
    service_.reset();
    service_.emplace(*database_, *access_, random_, Sealer(Sealer::Key{1}), std::move(catalogue),
                     base::WorkingDays());
    return service_->apply_declarations_now();
  }

  static std::vector<db::Migration> migrations() {
    std::vector<db::Migration> all(kUnitTable.begin(), kUnitTable.end());
    for (const auto& some :
         {zhijiao::access::access_migrations(), file::file_migrations(), register_migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  Actor actor(const std::string& role, const std::string& unit) {
    Actor made;
    made.region = "990100";
    made.account = role + "-of-" + unit;
    made.name = made.account;
    made.display_name = made.account;
    made.posts.push_back(
        {"post", unit, *access_->directory()->find_role(role), clock_.today(), {}, false, 1});
    return made;
  }
  Actor east() { return actor("officer", "east"); }
  Actor west() { return actor("officer", "west"); }
  Actor county() { return actor("county_officer", "county_a"); }
  Actor other_county() { return actor("county_officer", "county_b"); }

  template <class T>
  T run(boost::asio::awaitable<T> work) {
    auto result = boost::asio::co_spawn(context_, std::move(work), boost::asio::use_future);
    while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      context_.restart();
      context_.run_for(std::chrono::milliseconds(5));
    }
    return result.get();
  }

  // Status and type of the Problem that `work` ends with, and the fields it names.
  template <class F>
  std::string problem_of(F work) {
    try {
      work();
    } catch (const base::Problem& problem) {
      std::string text = std::to_string(problem.status()) + " " + problem.type();
      for (const base::FieldError& error : problem.errors()) text += " " + error.field;
      return text;
    }
    return "no problem";
  }

  RecordAnswer create(const Actor& who, const char* values, db::Once once = {}) {
    const NewRecord given{bj::parse(values).as_object(), {}, {}};
    return run(service_->create(who, "pupil", given, once));
  }
  RecordAnswer change(const Actor& who, const RecordAnswer& record, const char* values) {
    const RecordChange given{bj::parse(values).as_object(), {}, {}};
    return run(service_->change(who, "pupil", record.id, given, record.version));
  }
  RecordAnswer step(const Actor& who, const RecordAnswer& record, const char* name,
                    TransitionStep given = {}) {
    return run(service_->step(who, "pupil", record.id, name, given, record.version, db::Once()));
  }
  RecordAnswer record(const Actor& who, const std::string& id,
                      std::optional<base::Date> as_of = {}) {
    return run(service_->record(who, "pupil", id, as_of, false));
  }
  static bj::object record_of(const RecordAnswer& answer) {
    return bj::parse(answer.json).at("record").as_object();
  }
  static std::string value_of(const RecordAnswer& answer, const char* field) {
    return std::string(record_of(answer).at("values").at(field).as_string());
  }
  std::vector<std::string> listed(const Actor& who, const ListRequest& request = {}) {
    std::vector<std::string> names;
    const bj::value list = bj::parse(run(service_->list(who, "pupil", request, false)));
    for (const bj::value& row : list.at("rows").as_array()) {
      names.emplace_back(row.at("values").at("name").as_string());
    }
    return names;
  }

  static constexpr const char* kLi =
      R"({"school": "east", "number": "1", "name": "李四", "born_on": "2006-05-04"})";

  base::FakeClock clock_{{1'656'604'800'000'000}};  // Friday 2022-07-01
  base::SecureRandom random_;
  // Outlives the database: its writer may still be posting an answer that was taken already.
  boost::asio::io_context context_;
  db::TestDatabase database_;
  zhijiao::access::PasswordPool passwords_{
      {.cost = zhijiao::access::PasswordCost::least(), .threads = 1, .jobs_max = 1}};
  zhijiao::access::AttemptLimit attempts_{clock_};
  std::optional<zhijiao::access::AccessService> access_;
  std::optional<RegisterService> service_;
};

INSTANTIATE_TEST_SUITE_P(Databases, RegisterServiceTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

constexpr std::int64_t kDayUs = 24LL * 3600 * 1'000'000;

TEST_P(RegisterServiceTest, ARegisterCannotTakeTheNameOfATableOfTheProgram) {
  Catalogue catalogue{{small_class()}};
  catalogue.registers.front().name = "account";
  EXPECT_EQ(problem_of([&] { start(catalogue); }), "409 reserved-name");
}

TEST_P(RegisterServiceTest, SilenceIsConsentOnceItsTermHasPassed) {
  Catalogue catalogue = small_catalogue();
  SignOff& asked = catalogue.registers.back().workflow.transitions.back().sign_off;
  asked.parties = {{"county", {"县", "County"}, {"county_officer"}},
                   {"leader", {"领导", "Leader"}, {"leader"}}};
  asked.needed = 2;
  asked.silence_after_working_days = 3;
  start(std::move(catalogue));
  const RecordAnswer made = create(
      east(), R"({"school": "east", "number": "1", "name": "李四", "born_on": "2006-05-04"})");
  const RecordAnswer sent = step(east(), made, "submit");
  const base::Date term = base::WorkingDays().after(clock_.today(), 3);
  while (clock_.today() < term) clock_.advance_us(kDayUs);
  EXPECT_EQ(problem_of([&] { step(county(), sent, "approve"); }), "409 not-signed");
  clock_.advance_us(kDayUs);
  EXPECT_EQ(record_of(step(county(), sent, "approve")).at("state"), "approved");
}

}  // namespace

TEST_P(RegisterServiceTest, CreatedRecordIsFoundByItsSchoolAndAboveOnly) {
  const RecordAnswer made = create(east(), kLi);
  EXPECT_EQ(value_of(record(east(), made.id), "name"), "李四");
  EXPECT_THAT(listed(county()), ElementsAre("李四"));
  EXPECT_THAT(listed(actor("leader", "city")), ElementsAre("李四"));
  EXPECT_THAT(listed(west()), IsEmpty());
  EXPECT_THAT(listed(other_county()), IsEmpty());
  EXPECT_EQ(problem_of([&] { record(west(), made.id); }), "404 not-found");
}

TEST_P(RegisterServiceTest, WhoHasNoRoleOfTheRegisterIsRefused) {
  EXPECT_EQ(problem_of([&] { listed(actor("clerk", "city")); }), "403 forbidden");
}

TEST_P(RegisterServiceTest, RecordOfAnotherSchoolCannotBeCreated) {
  EXPECT_EQ(problem_of([&] { create(west(), kLi); }), "403 forbidden");
}

TEST_P(RegisterServiceTest, WhoOnlyReadsCannotCreate) {
  EXPECT_EQ(problem_of([&] { create(actor("leader", "city"), kLi); }), "403 forbidden");
}

TEST_P(RegisterServiceTest, WrongValuesAreNamedAllAtOnceAndNothingIsKept) {
  EXPECT_EQ(problem_of([&] {
              create(east(),
                     R"({"school": "east", "number": 1, "born_on": "2006-02-30", "state": "x"})");
            }).substr(0, 11),
            "422 invalid");
  EXPECT_THAT(listed(east()), IsEmpty());
}

TEST_P(RegisterServiceTest, TakenKeyIsAConflictThatNamesItsFields) {
  create(east(), kLi);
  EXPECT_EQ(problem_of([&] { create(east(), kLi); }), "409 key-taken /values/number");
}

TEST_P(RegisterServiceTest, OwnerMustBeAUnitOfItsKind) {
  Actor everywhere = actor("officer", "county_a");
  EXPECT_EQ(problem_of([&] {
              create(everywhere, R"({"school": "county_a", "number": "1", "name": "a"})");
            }),
            "422 invalid /values/school");
}

TEST_P(RegisterServiceTest, RecordOfAnotherSchoolCannotBeReferredTo) {
  const NewRecord group{{{"school", "west"}, {"name", "一班"}, {"year", 2022}}, {}, {}};
  const RecordAnswer foreign = run(service_->create(west(), "class", group, db::Once()));
  bj::object values = bj::parse(kLi).as_object();
  values["class"] = foreign.id;
  EXPECT_EQ(problem_of([&] { create(east(), bj::serialize(values).c_str()); }),
            "422 invalid /values/class");
}

TEST_P(RegisterServiceTest, RecordThatDiffersInAComparedFieldCannotBeReferredTo) {
  Catalogue catalogue = small_catalogue();
  std::ranges::find(catalogue.registers, "class", &Declaration::name)->shared = true;
  Declaration& pupils = *std::ranges::find(catalogue.registers, "pupil", &Declaration::name);
  std::ranges::find(pupils.fields, "class", &Field::name)->same = {"school"};
  start(std::move(catalogue));
  const NewRecord group{{{"school", "east"}, {"name", "一班"}, {"year", 2022}}, {}, {}};
  const RecordAnswer ours = run(service_->create(east(), "class", group, db::Once()));
  bj::object values = bj::parse(kLi).as_object();
  values["class"] = ours.id;
  const RecordAnswer made = create(east(), bj::serialize(values).c_str());
  values["school"] = "west";
  values["number"] = "2";
  EXPECT_EQ(problem_of([&] { create(west(), bj::serialize(values).c_str()); }),
            "422 invalid /values/class");
  // The school moves on and leaves the class behind.
  Actor both = east();
  both.posts.push_back(west().posts.front());
  EXPECT_EQ(problem_of([&] { change(both, made, R"({"school": "west"})"); }),
            "422 invalid /values/class");
  change(both, made, R"({"school": "west", "class": null})");
}

TEST_P(RegisterServiceTest, SharedRecordOfAnotherSchoolCanBeReferredToButNotChanged) {
  Catalogue catalogue = small_catalogue();
  const auto shared = std::ranges::find(catalogue.registers, "class", &Declaration::name);
  shared->shared = true;
  start(std::move(catalogue));
  const NewRecord group{{{"school", "west"}, {"name", "一班"}, {"year", 2022}}, {}, {}};
  const RecordAnswer foreign = run(service_->create(west(), "class", group, db::Once()));
  bj::object values = bj::parse(kLi).as_object();
  values["class"] = foreign.id;
  create(east(), bj::serialize(values).c_str());
  EXPECT_EQ(run(service_->count(east(), "class", {})).count, 1);
  EXPECT_NE(run(service_->record(east(), "class", foreign.id, {}, false)).json, "");
  EXPECT_EQ(problem_of([&] {
              run(service_->change(east(), "class", foreign.id, {{{"year", 2023}}, {}, {}}, 1));
            }),
            "403 forbidden");
}

TEST_P(RegisterServiceTest, RetryWithTheSameKeyCreatesOnce) {
  const db::Once once{"990100", "a", "key", "print"};
  const RecordAnswer first = create(east(), kLi, once);
  EXPECT_EQ(create(east(), kLi, once).id, first.id);
  EXPECT_EQ(listed(east()).size(), 1U);
}

TEST_P(RegisterServiceTest, RetryGetsTheFirstAnswerThoughTheRecordWasChangedSince) {
  const db::Once once{"990100", "a", "key", "print"};
  const RecordAnswer first = create(east(), kLi, once);
  change(east(), first, R"({"name": "李五"})");
  const RecordAnswer again = create(east(), kLi, once);
  EXPECT_EQ(again.version, 1);
  EXPECT_EQ(again.json, first.json);
  EXPECT_EQ(problem_of([&] { create(west(), kLi, once); }), "403 forbidden");
}

TEST_P(RegisterServiceTest, SensitiveValueLiesSealedAndShowsMasked) {
  const RecordAnswer made =
      create(east(), R"({"school": "east", "number": "1", "name": "a", "phone": "13993300000"})");
  EXPECT_EQ(value_of(made, "phone"), "139****0000");
  const auto kept = database_->read_now([](db::Connection& connection) {
    return std::get<0>(connection.select_only<std::string>("SELECT phone FROM pupil"));
  });
  EXPECT_EQ(kept.find("13993300000"), std::string::npos);
  const RevealRequest request{"phone", "核对"};
  EXPECT_EQ(run(service_->reveal(east(), "pupil", made.id, request)).value, "13993300000");
  ListRequest search;
  search.filters = {{"phone", "is", {"13993300000"}}};
  EXPECT_THAT(listed(east(), search), ElementsAre("a"));
}

TEST_P(RegisterServiceTest, SensitiveValueIsNotRevealedOutsideOfReachOrWithoutAReason) {
  const RecordAnswer made =
      create(east(), R"({"school": "east", "number": "1", "name": "a", "phone": "13993300000"})");
  const RevealRequest request{"phone", "核对"};
  const RevealRequest blank{"phone", " "};
  EXPECT_EQ(problem_of([&] { run(service_->reveal(west(), "pupil", made.id, request)); }),
            "404 not-found");
  EXPECT_EQ(problem_of([&] { run(service_->reveal(east(), "pupil", made.id, blank)); }),
            "422 invalid /why");
}

TEST_P(RegisterServiceTest, UnchangedSensitiveValueOutlivesAChange) {
  const RecordAnswer made =
      create(east(), R"({"school": "east", "number": "1", "name": "a", "phone": "13993300000"})");
  change(east(), made, R"({"name": "b"})");
  const RevealRequest request{"phone", "核对"};
  EXPECT_EQ(run(service_->reveal(east(), "pupil", made.id, request)).value, "13993300000");
}

TEST_P(RegisterServiceTest, FieldWithReadersOfItsOwnIsHiddenFromOthers) {
  const RecordAnswer made =
      create(east(), R"({"school": "east", "number": "1", "name": "a", "remark": "家庭困难"})");
  EXPECT_TRUE(record_of(made).at("values").as_object().contains("remark"));
  EXPECT_FALSE(record_of(record(county(), made.id)).at("values").as_object().contains("remark"));
  ListRequest asked;
  asked.filters = {{"remark", "has", {"困难"}}};
  EXPECT_EQ(problem_of([&] { listed(county(), asked); }), "400 bad-request remark");
}

TEST_P(RegisterServiceTest, ChangeKeepsWhatItDoesNotName) {
  const RecordAnswer changed = change(east(), create(east(), kLi), R"({"name": "李五"})");
  EXPECT_EQ(changed.version, 2);
  EXPECT_EQ(value_of(changed, "name"), "李五");
  EXPECT_EQ(value_of(changed, "born_on"), "2006-05-04");
}

TEST_P(RegisterServiceTest, ChangeOfAnOldVersionGetsThePresentOne) {
  const RecordAnswer first = create(east(), kLi);
  change(east(), first, R"({"name": "b"})");
  try {
    change(east(), first, R"({"name": "c"})");
    FAIL() << "no problem";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 412);
    EXPECT_EQ(bj::parse(problem.current()).at("record").at("values").at("name").as_string(), "b");
  }
}

TEST_P(RegisterServiceTest, AUnitThatIsNamedNoMoreDoesNotSeeWhatWasWhileItWas) {
  Catalogue catalogue = small_catalogue();
  Declaration& pupil = catalogue.registers.back();
  pupil.fields.push_back(typed_field("host", Type::reference, std::string(kUnitRegister)));
  pupil.owner.also = {"host"};
  start(std::move(catalogue));
  const RecordAnswer made =
      create(east(), R"({"school": "east", "number": "1", "name": "李四", "host": "west"})");
  EXPECT_THAT(listed(west()), ElementsAre("李四"));
  ListRequest before;
  before.as_of = clock_.today();
  clock_.advance_us(2 * kDayUs);
  EXPECT_THAT(listed(west(), before), ElementsAre("李四"));
  change(east(), made, R"({"host": null})");
  EXPECT_THAT(listed(west()), IsEmpty());
  EXPECT_THAT(listed(west(), before), IsEmpty());
  EXPECT_THAT(listed(east(), before), ElementsAre("李四"));
}

TEST_P(RegisterServiceTest, RecordCannotBeGivenToASchoolOutOfReach) {
  const RecordAnswer made = create(east(), kLi);
  EXPECT_EQ(problem_of([&] { change(east(), made, R"({"school": "west"})"); }), "403 forbidden");
}

TEST_P(RegisterServiceTest, PastDayShowsTheRecordAsItWasAndNothingToDo) {
  const RecordAnswer made = create(east(), kLi);
  const base::Date day = clock_.today();
  clock_.advance_us(2 * kDayUs);
  change(east(), made, R"({"name": "b"})");
  const RecordAnswer past = record(east(), made.id, day);
  EXPECT_EQ(value_of(past, "name"), "李四");
  EXPECT_TRUE(bj::parse(past.json).at("may").is_null());
  EXPECT_EQ(problem_of([&] { record(east(), made.id, day.plus_days(-1)); }), "404 not-found");
}

TEST_P(RegisterServiceTest, ARetiredFieldKeepsItsValueWhenTheRecordIsChanged) {
  const RecordAnswer made = create(east(), R"({"school": "east", "number": "1", "name": "李四",
                                               "born_on": "2006-05-04", "fee": 5})");
  Catalogue catalogue = small_catalogue();
  for (Field& field : catalogue.registers[1].fields) field.retired = field.name == "fee";
  start(catalogue);
  change(east(), made, R"({"name": "李五"})");
  start(small_catalogue());
  EXPECT_EQ(record_of(record(east(), made.id)).at("values").at("fee").as_int64(), 5);
}

TEST_P(RegisterServiceTest, RemovedRecordFreesItsKeyAndCanBeRestored) {
  const RecordAnswer made = create(east(), kLi);
  const RecordRemoval removal{"重复登记"};
  const RecordAnswer removed =
      run(service_->remove(east(), "pupil", made.id, removal, 1, db::Once()));
  EXPECT_THAT(listed(east()), IsEmpty());
  const RecordRestoration restoration{1, "误作废"};
  const RecordAnswer restored =
      run(service_->restore(east(), "pupil", made.id, restoration, removed.version, db::Once()));
  EXPECT_EQ(restored.version, 3);
  EXPECT_THAT(listed(east()), ElementsAre("李四"));
}

// The county scores a pupil when it sends him back, and the school may not touch the score.
class RestoreTest : public RegisterServiceTest {
 protected:
  RestoreTest() {
    Catalogue catalogue = small_catalogue();
    Declaration& pupil = catalogue.registers[1];
    Field score = typed_field("score", Type::integer);
    score.write = {"county_officer"};
    score.by_steps = true;
    pupil.fields.push_back(score);
    pupil.fields.push_back(text_field("note"));
    pupil.fields.back().by_steps = true;
    pupil.workflow.transitions[1].fields = {"score", "note"};
    start(catalogue);
  }

  RecordAnswer returned(std::int64_t score) {
    const RecordAnswer submitted = step(east(), create(east(), kLi), "submit");
    TransitionStep given;
    given.comment = "请核对";
    given.values = bj::object{{"score", score}, {"note", "缺材料"}};
    return step(county(), submitted, "give_back", given);
  }
  RecordAnswer restore(const RecordAnswer& record, std::int64_t version) {
    return run(service_->restore(east(), "pupil", record.id, {version, "改错了"}, record.version,
                                 db::Once()));
  }
};

INSTANTIATE_TEST_SUITE_P(Databases, RestoreTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

TEST_P(RestoreTest, WhatOthersOrStepsFillInStaysAsItIs) {
  const RecordAnswer changed = change(east(), returned(60), R"({"name": "李五"})");
  const RecordAnswer restored = restore(changed, 1);
  const bj::object values = record_of(restored).at("values").as_object();
  EXPECT_EQ(values.at("name").as_string(), "李四");
  EXPECT_EQ(values.at("score").as_int64(), 60);
  EXPECT_EQ(values.at("note").as_string(), "缺材料");
  EXPECT_EQ(bj::parse(restored.json).at("kept"), bj::value({"score", "note"}));
}

TEST_P(RestoreTest, AVersionThatDiffersInNothingElseIsRefused) {
  const RecordAnswer record = returned(60);
  EXPECT_EQ(problem_of([&] { restore(record, 1); }), "403 forbidden /values/score /values/note");
}

TEST_P(RestoreTest, WhatNobodyElseFillsInComesBackWhole) {
  const RecordAnswer record = change(east(), create(east(), kLi), R"({"name": "李五"})");
  const RecordAnswer restored = restore(record, 1);
  EXPECT_EQ(value_of(restored, "name"), "李四");
  EXPECT_EQ(bj::parse(restored.json).at("kept"), bj::value(bj::array()));
}

TEST_P(RestoreTest, ACorrectionDoesNotReachWhatOtherPostsFillIn) {
  const RecordAnswer record = returned(60);
  const RecordChange given{bj::object{{"score", 90}}, "更正", {}};
  EXPECT_EQ(problem_of([&] {
              run(service_->correct(east(), "pupil", record.id, given, {"officer"}, record.version,
                                    db::Once()));
            }),
            "403 forbidden /values/score");
}

// Of a class no pupil pays more than its year.
class ReferredTest : public RegisterServiceTest {
 protected:
  ReferredTest() {
    Catalogue catalogue = small_catalogue();
    catalogue.registers[1].rules.push_back(
        {"fee <= class_year", {"太多", "Too much"}, {"fee"}, Severity::error, {}});
    start(catalogue);
    const NewRecord group{bj::object{{"school", "east"}, {"name", "一班"}, {"year", 2022}}, {}, {}};
    class_ = run(service_->create(east(), "class", group, db::Once()));
  }
  RecordAnswer pupil(std::int64_t fee) {
    bj::object values = bj::parse(kLi).as_object();
    values["class"] = class_.id;
    values["fee"] = fee;
    return run(service_->create(east(), "pupil", {values, {}, {}}, db::Once()));
  }
  void set_year(std::int64_t year) {
    const RecordChange given{bj::object{{"year", year}}, {}, {}};
    run(service_->change(east(), "class", class_.id, given, 1));
  }

  RecordAnswer class_;
};

INSTANTIATE_TEST_SUITE_P(Databases, ReferredTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

TEST_P(ReferredTest, ARuleReadsWhatTheRecordReferredToSays) {
  EXPECT_EQ(problem_of([&] { pupil(2023); }), "422 invalid /values/fee");
  const RecordAnswer made = pupil(2022);
  EXPECT_EQ(problem_of([&] { change(east(), made, R"({"fee": 2023})"); }),
            "422 invalid /values/fee");
  EXPECT_EQ(change(east(), made, R"({"fee": 2021})").version, 2);
}

TEST_P(ReferredTest, WithoutAReferenceTheRuleIsUnknown) {
  const RecordAnswer made = create(east(), kLi);
  EXPECT_EQ(change(east(), made, R"({"fee": 5000})").version, 2);
}

TEST_P(ReferredTest, WhatIsHandedInIsLookedAtAgainAndWhatWasHandedInIsNot) {
  const RecordAnswer draft = pupil(2022);
  set_year(2000);
  EXPECT_EQ(problem_of([&] { step(east(), draft, "submit"); }), "422 invalid /values/fee");
  const RecordAnswer cheap = change(east(), draft, R"({"fee": 2000})");
  const RecordAnswer submitted = step(east(), cheap, "submit");
  const RecordChange given{bj::object{{"year", 1990}}, {}, {}};
  run(service_->change(east(), "class", class_.id, given, 2));
  TransitionStep back;
  back.comment = "请核对";
  EXPECT_EQ(record_of(step(county(), submitted, "give_back", back)).at("state").as_string(),
            "draft");
}

TEST_P(RegisterServiceTest, AStateThatFreesLetsAnotherHaveTheKey) {
  Catalogue catalogue = small_catalogue();
  catalogue.registers[1].workflow.states[2].frees = true;
  start(catalogue);
  const RecordAnswer first = step(east(), create(east(), kLi), "submit");
  EXPECT_EQ(problem_of([&] { create(east(), kLi); }), "409 key-taken /values/number");
  clock_.advance_us(3 * kDayUs);
  step(county(), first, "approve");
  EXPECT_EQ(create(east(), kLi).version, 1);
}

TEST_P(RegisterServiceTest, WhatStandsTwiceBecomesUniqueOnceItIsMended) {
  const RecordAnswer first = create(east(), kLi);
  const RecordAnswer second =
      create(east(), R"({"school": "east", "number": "2", "name": "李四"})");
  const RecordAnswer third = create(east(), R"({"school": "east", "number": "3", "name": "王五"})");
  Catalogue catalogue = small_catalogue();
  catalogue.registers[1].unique = {{"school", "name"}};
  const Applied applied = start(catalogue);
  ASSERT_EQ(applied.repeated.size(), 1U);
  EXPECT_THAT(applied.repeated[0].en,
              testing::AllOf(testing::HasSubstr("register pupil: it declares school, name unique"),
                             testing::HasSubstr("/registers/pupil/" + first.id),
                             testing::HasSubstr("/registers/pupil/" + second.id)));
  // No new repetition is taken, and those who stand twice go on.
  const char* const again = R"({"school": "east", "number": "4", "name": "李四"})";
  EXPECT_EQ(problem_of([&] { create(east(), again); }),
            "409 key-taken /values/school /values/name");
  EXPECT_EQ(problem_of([&] { change(east(), third, R"({"name": "李四"})"); }),
            "409 key-taken /values/school /values/name");
  change(east(), first, R"({"fee": 100})");
  EXPECT_EQ(start(catalogue).repeated.size(), 1U);
  change(east(), second, R"({"name": "李五"})");
  EXPECT_TRUE(start(catalogue).repeated.empty());
  EXPECT_EQ(problem_of([&] { create(east(), again); }),
            "409 key-taken /values/school /values/name");
  catalogue.registers[1].unique = {{"phone"}};
  EXPECT_TRUE(start(catalogue).repeated.empty());
  EXPECT_EQ(listed(east()).size(), 3U);
}

TEST_P(RegisterServiceTest, ATextThatBecomesSensitiveIsSealedEverywhere) {
  Catalogue catalogue = small_catalogue();
  catalogue.registers[1].unique = {{"school", "remark"}};
  catalogue.registers[1].list.search = {"name", "number", "remark"};
  start(catalogue);
  const RecordAnswer made = create(
      east(), R"({"school": "east", "number": "1", "name": "李四", "remark": "secret-one"})");
  change(east(), made, R"({"remark": "secret-two"})");
  catalogue.registers[1].list.search = {"name", "number"};
  for (Field& field : catalogue.registers[1].fields) {
    if (field.name == "remark") field.sensitive = true;
  }
  database_->write_now([](db::Connection& connection) {
    for (const char* query : {"remark.has=secret-two", "columns=name%2Cremark"}) {
      connection.execute(
          "INSERT INTO register_saved_view (region, account, noun, name, query) "
          "VALUES ('990100', 'a', 'pupil', :query, :query)",
          {{"query", query}});
    }
  });
  start(catalogue);
  database_->read_now([](db::Connection& connection) {
    EXPECT_THAT(connection.select<std::string>("SELECT query FROM register_saved_view", {}),
                ElementsAre(std::tuple("columns=name%2Cremark")));
    EXPECT_THAT(connection.select<std::string>("SELECT answer FROM idempotency", {}), IsEmpty());
    for (const char* table : {"pupil", "pupil_version"}) {
      for (auto& [remark, masked, search] :
           connection.select<std::string, std::string, std::string>(
               std::string("SELECT remark, remark_masked, search_text FROM ") + table, {})) {
        EXPECT_THAT(remark, testing::StartsWith("1:"));
        EXPECT_EQ(masked, "s*********");
        EXPECT_THAT(search, testing::AllOf(testing::HasSubstr("李四"),
                                           testing::Not(testing::HasSubstr("secret"))));
      }
    }
  });
  RevealRequest asked;
  asked.field = "remark";
  asked.why = "核对";
  EXPECT_EQ(run(service_->reveal(east(), "pupil", made.id, asked)).value, "secret-two");
  // It is as unique as before, and whoever looks for a name still finds it.
  EXPECT_EQ(problem_of([&] {
              create(east(), R"({"school": "east", "number": "2", "name": "a", "remark":
                               "secret-two"})");
            }),
            "409 key-taken /values/school /values/remark");
  ListRequest request;
  request.search = "李四";
  EXPECT_EQ(listed(east(), request).size(), 1U);
  request.search = "secret";
  EXPECT_TRUE(listed(east(), request).empty());
}

TEST_P(RegisterServiceTest, AKeyThatStandsTwiceIsRefused) {
  create(east(), kLi);
  create(east(), R"({"school": "east", "number": "2", "name": "李四"})");
  Catalogue catalogue = small_catalogue();
  catalogue.registers[1].key = {"school", "name"};
  EXPECT_EQ(problem_of([&] { start(catalogue); }), "409 declaration-loses-data");
}

TEST_P(RegisterServiceTest, WorkflowGoesOnlyAsDeclared) {
  const RecordAnswer made = create(east(), kLi);
  EXPECT_EQ(problem_of([&] { step(county(), made, "approve"); }), "409 state");
  EXPECT_EQ(problem_of([&] { step(county(), made, "submit"); }), "403 forbidden");
  const RecordAnswer submitted = step(east(), made, "submit");
  EXPECT_EQ(record_of(submitted).at("state").as_string(), "submitted");
  EXPECT_EQ(problem_of([&] { change(east(), submitted, R"({"name": "b"})"); }), "409 state");
  EXPECT_EQ(problem_of([&] { step(other_county(), submitted, "approve"); }), "404 not-found");
}

TEST_P(RegisterServiceTest, StepNeedsItsFields) {
  const RecordAnswer made = create(east(), R"({"school": "east", "number": "1", "name": "a"})");
  EXPECT_EQ(problem_of([&] { step(east(), made, "submit"); }), "422 invalid /values/born_on");
}

TEST_P(RegisterServiceTest, StepThatNeedsACommentIsNotTakenWithoutOne) {
  const RecordAnswer submitted = step(east(), create(east(), kLi), "submit");
  EXPECT_EQ(problem_of([&] { step(county(), submitted, "give_back"); }), "422 invalid /comment");
}

TEST_P(RegisterServiceTest, ReturnedFieldsStandWithTheirReasons) {
  const RecordAnswer submitted = step(east(), create(east(), kLi), "submit");
  TransitionStep given;
  given.comment = "请核对";
  given.returned = std::map<std::string, std::string>{{"name", "与身份证不符"}};
  const RecordAnswer returned = step(county(), submitted, "give_back", given);
  EXPECT_EQ(record_of(returned).at("returned").at("name").as_string(), "与身份证不符");
  EXPECT_EQ(change(east(), returned, R"({"name": "b"})").version, 4);
}

TEST_P(RegisterServiceTest, PublicityMustHavePassedInWorkingDays) {
  const RecordAnswer submitted = step(east(), create(east(), kLi), "submit");
  clock_.advance_us(2 * kDayUs);  // Sunday
  EXPECT_EQ(problem_of([&] { step(county(), submitted, "approve"); }), "409 state");
  clock_.advance_us(kDayUs);
  EXPECT_EQ(record_of(step(county(), submitted, "approve")).at("state").as_string(), "approved");
}

TEST_P(RegisterServiceTest, StepFillsOnlyItsFields) {
  const RecordAnswer submitted = step(east(), create(east(), kLi), "submit");
  clock_.advance_us(3 * kDayUs);
  TransitionStep given;
  given.values = bj::object{{"name", "b"}};
  EXPECT_EQ(problem_of([&] { step(county(), submitted, "approve", given); }),
            "422 invalid /values/name");
}

TEST_P(RegisterServiceTest, AStepEmptiesWhatAnEarlierOneSaid) {
  Catalogue catalogue = small_catalogue();
  Workflow& workflow = catalogue.registers.back().workflow;
  workflow.transitions.front().clears = {"boards", "fee"};
  workflow.transitions.front().fields = {"fee"};
  start(std::move(catalogue));
  const char* const boarder = R"({"school": "east", "number": "1", "name": "李四",
                                   "born_on": "2006-05-04", "boards": true, "fee": 5})";
  TransitionStep given;
  given.values = bj::object{{"fee", 7}};
  const bj::object values =
      record_of(step(east(), create(east(), boarder), "submit", given)).at("values").as_object();
  EXPECT_TRUE(values.at("boards").is_null());
  EXPECT_EQ(values.at("fee"), 7);
  EXPECT_EQ(values.at("name"), "李四");
}

TEST_P(RegisterServiceTest, HistorySaysWhoDidWhatAndWhy) {
  const RecordAnswer made = create(east(), kLi);
  step(east(), made, "submit");
  const bj::value history = bj::parse(run(service_->history(east(), "pupil", made.id, {}, false)));
  const bj::array& versions = history.at("versions").as_array();
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].at("action").as_string(), "submit");
  EXPECT_EQ(versions[1].at("action").as_string(), "create");
  EXPECT_EQ(problem_of([&] { run(service_->history(west(), "pupil", made.id, {}, false)); }),
            "404 not-found");
}

TEST_P(RegisterServiceTest, ListContinuesWhereItEnded) {
  for (const char* name : {"a", "b", "c"}) {
    create(east(),
           fmt::format(R"({{"school": "east", "number": "{0}", "name": "{0}"}})", name).c_str());
  }
  ListRequest request;
  request.limit = 2;
  const bj::value first = bj::parse(run(service_->list(east(), "pupil", request, false)));
  request.after = std::string(first.at("next").as_string());
  EXPECT_THAT(listed(east(), request), ElementsAre("c"));
  EXPECT_EQ(run(service_->count(county(), "pupil", {})).count, 3);
  EXPECT_EQ(run(service_->count(other_county(), "pupil", {})).count, 0);
}

TEST_P(RegisterServiceTest, ForgedPositionIsABadRequest) {
  ListRequest request;
  request.after = "WyJhIl0";  // ["a"]
  EXPECT_EQ(problem_of([&] { listed(east(), request); }), "400 bad-request after");
  request.sort = {"fee"};
  request.after = "WyJhIiwiYiJd";  // ["a","b"]
  EXPECT_EQ(problem_of([&] { listed(east(), request); }), "400 bad-request after");
}

TEST_P(RegisterServiceTest, UnknownFieldsOperationsAndValuesAreNamed) {
  const auto asked = [&](FilterText filter) {
    ListRequest request;
    request.filters = {std::move(filter)};
    return problem_of([&] { listed(east(), request); });
  };
  EXPECT_EQ(asked({"nothing", "is", {"1"}}), "400 bad-request nothing");
  EXPECT_EQ(asked({"name", "like", {"1"}}), "400 bad-request name.like");
  EXPECT_EQ(asked({"fee", "is", {"1 OR 1=1"}}), "400 bad-request fee.is");
  EXPECT_EQ(asked({"born_on", "from", {"2022-02-30"}}), "400 bad-request born_on.from");
  EXPECT_EQ(asked({"phone", "has", {"139"}}), "400 bad-request phone.has");
}

TEST_P(RegisterServiceTest, DeclarationThatWouldLoseRecordsIsRefused) {
  create(east(), kLi);
  Declaration less = small_pupil();
  std::erase_if(less.fields, [](const Field& field) { return field.name == "fee"; });
  EXPECT_EQ(problem_of([&] { start({{small_class(), less}}); }), "409 declaration-loses-data");
  start(small_catalogue());
  EXPECT_THAT(listed(east()), ElementsAre("李四"));
}

TEST_P(RegisterServiceTest, DeclarationWithoutRecordsMayChangeInAnyWay) {
  Declaration other = small_class();
  other.fields[2].type = Type::text;
  start({{other, small_pupil()}});
  const NewRecord group{{{"school", "east"}, {"name", "一班"}, {"year", "二〇二二"}}, {}, {}};
  EXPECT_EQ(run(service_->create(east(), "class", group, db::Once())).version, 1);
}

TEST_P(RegisterServiceTest, PageTellsWhatMayBeDone) {
  const bj::object page = service_->page(east(), "pupil");
  EXPECT_TRUE(page.at("may_create").as_bool());
  EXPECT_EQ(page.at("owners").as_array().size(), 1U);
  EXPECT_FALSE(service_->page(actor("leader", "city"), "pupil").at("may_create").as_bool());
  EXPECT_EQ(service_->registers(east()).registers.size(), 2U);
  EXPECT_TRUE(service_->registers(actor("clerk", "city")).registers.empty());
}

// --- records with a past -------------------------------------------------------------------------

namespace {

PastRecord past_of(const char* values, std::vector<PastStep> steps) {
  return {"pupil",
          "01800000-0000-7000-8000-000000000001",
          base::start_of(base::Date(2022, 1, 3)),
          bj::parse(values).as_object(),
          false,
          std::move(steps)};
}

PastStep past_step(const char* name, base::Date day, const char* why = "") {
  return {base::start_of(day), name, {}, why};
}

}  // namespace

TEST_P(RegisterServiceTest, APastIsWrittenAsIfPeopleHadRecordedItDayByDay) {
  const std::vector<PastRecord> told{past_of(kLi, {past_step("submit", base::Date(2022, 1, 5)),
                                                   past_step("approve", base::Date(2022, 1, 10))})};
  database_->write_now([&](db::Connection& connection) {
    PastRecords(*service_, {east(), county()}).write(connection, told);
  });
  const std::string& id = told.front().id;
  EXPECT_EQ(record_of(record(east(), id)).at("state"), "approved");
  EXPECT_EQ(record_of(record(east(), id, base::Date(2022, 1, 7))).at("state"), "submitted");
  EXPECT_EQ(record_of(record(east(), id, base::Date(2022, 1, 4))).at("state"), "draft");
  EXPECT_THAT(listed(east()), ElementsAre("李四"));
  const bj::value history =
      bj::parse(run(service_->history(east(), "pupil", id, std::nullopt, false)));
  std::vector<std::string> actions;
  for (const bj::value& version : history.at("versions").as_array()) {
    actions.emplace_back(version.at("action").as_string());
  }
  EXPECT_THAT(actions, ElementsAre("approve", "submit", "create"));
}

TEST_P(RegisterServiceTest, AStepOfAPastEmptiesTheSame) {
  Catalogue catalogue = small_catalogue();
  catalogue.registers.back().workflow.transitions.front().clears = {"fee"};
  start(std::move(catalogue));
  const std::vector<PastRecord> told{past_of(
      R"({"school": "east", "number": "1", "name": "a", "born_on": "2006-05-04", "fee": 5})",
      {past_step("submit", base::Date(2022, 1, 5))})};
  database_->write_now([&](db::Connection& connection) {
    PastRecords(*service_, {east(), county()}).write(connection, told);
  });
  const std::string& id = told.front().id;
  const auto fee = [&](std::optional<base::Date> as_of) {
    return record_of(record(east(), id, as_of)).at("values").at("fee");
  };
  EXPECT_EQ(fee(base::Date(2022, 1, 4)), 5);
  EXPECT_TRUE(fee({}).is_null());
}

// A class is led by a pupil whose record is not approved.
TEST_P(RegisterServiceTest, ARuleOfAPastSeesTheStateOfTheDay) {
  Catalogue catalogue = small_catalogue();
  Declaration& group = catalogue.registers.front();
  group.fields.push_back(typed_field("leader", Type::reference, "pupil"));
  Field state = text_field("leader_state");
  state.derived = Derivation{"leader", std::string(kStateDerived)};
  group.fields.push_back(state);
  Rule rule;
  rule.check = "leader_state != 'approved'";
  rule.message = {"已审核", "approved"};
  group.rules.push_back(rule);
  start(std::move(catalogue));
  const PastRecord leader = past_of(kLi, {past_step("submit", base::Date(2022, 1, 5)),
                                          past_step("approve", base::Date(2022, 1, 10))});
  const auto led_from = [&](const char* name, base::Date day) {
    PastRecord led{"class",
                   std::string("01800000-0000-7000-8000-00000000000") + name,
                   base::start_of(day),
                   {{"school", "east"}, {"name", name}, {"leader", leader.id}}};
    return problem_of([&] {
      database_->write_now([&](db::Connection& connection) {
        PastRecords past(*service_, {east(), county()});
        past.write(connection, {&leader, 1});
        past.write(connection, {&led, 1});
        throw base::conflict("written", {"已写", "written"});
      });
    });
  };
  EXPECT_EQ(led_from("2", base::Date(2022, 1, 7)), "409 written");
  EXPECT_EQ(led_from("3", base::Date(2022, 1, 11)), "409 sample-refused");
}

TEST_P(RegisterServiceTest, PostgresqlCountsWhatThePastWrote) {
  const PastRecord past = past_of(kLi, {past_step("submit", base::Date(2022, 1, 5))});
  database_->write_now([&](db::Connection& connection) {
    PastRecords writer(*service_, {east(), county()});
    writer.write(connection, {&past, 1});
    writer.learn_sizes(connection);
  });
  if (GetParam() == db::Dialect::sqlite) return;  // counts nothing
  const auto rows = database_->read_now([](db::Connection& connection) {
    return connection.select_only<std::int64_t>(
        "SELECT CAST(reltuples AS bigint) FROM pg_class WHERE oid = CAST('pupil_version' AS "
        "regclass)");
  });
  EXPECT_EQ(std::get<0>(rows), 2);
}

TEST_P(RegisterServiceTest, APastStepThatNeedsOpinionsWaitsForTheTermOfSilence) {
  Catalogue catalogue = small_catalogue();
  SignOff& asked = catalogue.registers.back().workflow.transitions.back().sign_off;
  asked.parties = {{"leader", {"领导", "Leader"}, {"leader"}}};
  asked.needed = 1;
  const auto approved_on = [&](base::Date day) {
    const PastRecord past =
        past_of(kLi, {past_step("submit", base::Date(2022, 1, 5)), past_step("approve", day)});
    return problem_of([&] {
      database_->write_now([&](db::Connection& connection) {
        PastRecords(*service_, {east(), county()}).write(connection, {&past, 1});
      });
    });
  };
  start(catalogue);
  EXPECT_EQ(approved_on(base::Date(2022, 6, 1)), "409 sample-refused");  // silence is no consent
  asked.silence_after_working_days = 3;
  start(catalogue);
  EXPECT_EQ(approved_on(base::Date(2022, 1, 10)), "409 sample-refused");
  EXPECT_EQ(approved_on(base::Date(2022, 1, 11)), "no problem");
}

TEST_P(RegisterServiceTest, AMergerThatWouldChangeTooManyRecordsChangesNone) {
  Catalogue catalogue = small_catalogue();
  catalogue.registers.front().duplicates = {{"name"}, {}, {"leader"}};
  catalogue.registers.front().key = {"school", "name", "year"};
  for (Field& field : catalogue.registers.front().fields) field.required = true;
  start(catalogue);
  const auto new_class = [&](const char* values) {
    const NewRecord given{bj::parse(values).as_object(), {}, {}};
    return run(service_->create(east(), "class", given, {}));
  };
  const RecordAnswer first = new_class(R"({"school": "east", "name": "1", "year": 2021})");
  const RecordAnswer second = new_class(R"({"school": "east", "name": "1", "year": 2022})");
  database_->write_now([&](db::Connection& connection) {
    std::vector<RecordRow> rows;
    for (std::int64_t i = 0; i <= RegisterService::kReferencesMax; ++i) {
      RecordRow row;
      row.id = fmt::format("p{:05}", i);
      row.recorded_at = connection.now();
      row.state = "draft";
      row.state_since = connection.now();
      row.columns = {"east",  second.id, std::to_string(i), "李四",  nullptr, nullptr,
                     nullptr, nullptr,   nullptr,           nullptr, nullptr};
      rows.push_back(std::move(row));
    }
    RegisterStore(catalogue, "990100", GetParam())
        .insert(connection, "pupil", rows, {"somebody", "create", ""});
  });
  const RecordMerger given{first.id, first.version, "同一个班"};
  EXPECT_EQ(problem_of([&] {
              run(service_->merge(actor("leader", "city"), "class", second.id, given,
                                  second.version, {}));
            }),
            "409 too-many-references");
  const auto answer = run(service_->record(actor("leader", "city"), "class", second.id, {}, false));
  EXPECT_EQ(bj::parse(answer.json).at("record").at("removed"), false);
}

TEST_P(RegisterServiceTest, APastThatNobodyCouldHaveRecordedIsRefused) {
  const base::Date day(2022, 1, 5);
  const std::vector<std::vector<PastStep>> impossible{
      {past_step("approve", day)},
      {past_step("submit", base::Date(2022, 1, 2))},
      {past_step("submit", day), past_step("approve", day)},
      {past_step("submit", day), past_step("give_back", day.plus_days(2))},
      {past_step("no_such_step", day)},
  };
  const auto refusal = [&](const PastRecord& past, std::vector<Actor> people) {
    return problem_of([&] {
      database_->write_now([&](db::Connection& connection) {
        PastRecords(*service_, people).write(connection, {&past, 1});
      });
    });
  };
  for (const std::vector<PastStep>& steps : impossible) {
    EXPECT_EQ(refusal(past_of(kLi, steps), {east(), county()}), "409 sample-refused");
  }
  // Without a needed value, of a reference to nothing, and with nobody who may take the step.
  EXPECT_EQ(refusal(past_of(R"({"school": "east", "number": "1", "name": "a"})",
                            {past_step("submit", day)}),
                    {east()}),
            "409 sample-refused");
  EXPECT_EQ(refusal(past_of(R"({"school": "east", "number": "1", "name": "a", "class": "c"})", {}),
                    {east()}),
            "409 sample-refused");
  EXPECT_EQ(refusal(past_of(kLi, {}), {west()}), "409 sample-refused");
  EXPECT_THAT(listed(actor("leader", "city")), IsEmpty());
}

// --- files
// ---------------------------------------------------------------------------------------

namespace {

class RecordFilesTest : public RegisterServiceTest {
 protected:
  RecordFilesTest() {
    Catalogue catalogue = small_catalogue();
    Field scan = typed_field("scan", Type::file);
    scan.kinds = {FileKind::pdf};
    Field secret = typed_field("secret", Type::file);
    secret.read = {"leader"};
    catalogue.registers[1].fields.push_back(scan);
    catalogue.registers[1].fields.push_back(secret);
    catalogue.registers[1].read = {"officer", "county_officer", "leader"};
    start(std::move(catalogue));
  }

  // Brings a file as the upload does.
  std::string bring(const Actor& who, std::string id, std::optional<std::string> noun = "pupil",
                    const char* media_type = "application/pdf") {
    database_->write_now([&](db::Connection& connection) {
      connection.execute(
          "INSERT INTO file (region, id, unit, account, brought_by, name, media_type, size_bytes, "
          "sha256, recorded_at, register_name) VALUES ('990100', :id, 'east', :account, 'x', "
          ":name, :media_type, 9, 'a', :at, :noun)",
          {{"id", id},
           {"account", who.account},
           {"name", id + ".pdf"},
           {"media_type", std::string(media_type)},
           {"at", connection.now()},
           {"noun", noun}});
    });
    return id;
  }
  RecordAnswer with_scan(const Actor& who, const char* number, const std::string& file) {
    return create(who, fmt::format(R"({{"school": "east", "number": "{}", "name": "李四",
                                        "scan": "{}"}})",
                                   number, file)
                           .c_str());
  }
  std::string refusal_of(const Actor& who, const std::string& file) {
    return problem_of([&] { with_scan(who, "9", file); });
  }
  std::string file_of(const Actor& who, const std::string& id, const char* field = "scan",
                      std::optional<std::int64_t> version = {}) {
    return run(service_->file_in(who, "pupil", id, field, version));
  }
  std::string refused_file_of(const Actor& who, const std::string& id, const char* field = "scan",
                              std::optional<std::int64_t> version = {}) {
    return problem_of([&] { file_of(who, id, field, version); });
  }
  // Somebody else in the same office.
  Actor colleague() {
    Actor made = east();
    made.account = "colleague";
    return made;
  }
};

}  // namespace

TEST_P(RecordFilesTest, AFieldTakesAFileOnlyFromWhoBroughtItForTheRegister) {
  const RecordAnswer record = with_scan(east(), "1", bring(east(), "own"));
  EXPECT_EQ(record_of(record).at("labels").at("scan"), "own.pdf");
  EXPECT_EQ(value_of(record, "scan"), "own");
  EXPECT_EQ(refusal_of(east(), "nothing"), "422 invalid /values/scan");
  EXPECT_EQ(refusal_of(east(), "Ni chts"), "422 invalid /values/scan");
  EXPECT_EQ(refusal_of(east(), bring(west(), "of_west")), "422 invalid /values/scan");
  EXPECT_EQ(refusal_of(colleague(), "own"), "422 invalid /values/scan");
  EXPECT_EQ(refusal_of(east(), bring(east(), "of_class", "class")), "422 invalid /values/scan");
  EXPECT_EQ(refusal_of(east(), bring(east(), "of_plan", std::nullopt)), "422 invalid /values/scan");
  EXPECT_EQ(refusal_of(east(), bring(east(), "picture", "pupil", "image/png")),
            "422 invalid /values/scan");
}

TEST_P(RecordFilesTest, AColleagueKeepsReplacesAndBringsBackWhatStoodInTheRecord) {
  const RecordAnswer first = with_scan(east(), "1", bring(east(), "old"));
  const RecordAnswer renamed = change(colleague(), first, R"({"name": "王五"})");
  EXPECT_EQ(value_of(renamed, "scan"), "old");
  bring(colleague(), "new");
  const RecordAnswer replaced = change(colleague(), renamed, R"({"scan": "new"})");
  EXPECT_EQ(value_of(change(colleague(), replaced, R"({"scan": "old"})"), "scan"), "old");
  // But into no other record.
  EXPECT_EQ(refusal_of(colleague(), "old"), "422 invalid /values/scan");
}

TEST_P(RecordFilesTest, AnOldVersionComesBackWithItsFile) {
  const RecordAnswer first = with_scan(east(), "1", bring(east(), "old"));
  const RecordAnswer emptied = change(east(), first, R"({"scan": null})");
  EXPECT_EQ(refused_file_of(east(), first.id), "404 not-found");
  EXPECT_EQ(file_of(east(), first.id, "scan", 1), "old");
  const RecordRestoration given{1, "误删"};
  const RecordAnswer back =
      run(service_->restore(colleague(), "pupil", first.id, given, emptied.version, db::Once()));
  EXPECT_EQ(value_of(back, "scan"), "old");
}

TEST_P(RecordFilesTest, WhoReadsTheFieldHasTheFileAndNobodyElse) {
  const RecordAnswer record = with_scan(east(), "1", bring(east(), "own"));
  for (const Actor& who : {east(), colleague(), county(), actor("leader", "city")}) {
    EXPECT_EQ(file_of(who, record.id), "own");
  }
  EXPECT_EQ(refused_file_of(west(), record.id), "404 not-found");
  EXPECT_EQ(refused_file_of(other_county(), record.id), "404 not-found");
  EXPECT_EQ(refused_file_of(actor("clerk", "city"), record.id), "403 forbidden");
  EXPECT_EQ(refused_file_of(east(), record.id, "name"), "404 not-found");
  EXPECT_EQ(refused_file_of(east(), record.id, "no_field"), "404 not-found");
  EXPECT_EQ(refused_file_of(east(), record.id, "scan", 7), "404 not-found");
  EXPECT_EQ(refused_file_of(east(), "no_record"), "404 not-found");
}

TEST_P(RecordFilesTest, AFieldWithReadersOfItsOwnHidesItsFile) {
  const RecordAnswer record = with_scan(east(), "1", bring(east(), "own"));
  bring(east(), "hidden");
  database_->write_now([&](db::Connection& connection) {
    for (const char* table : {"pupil", "pupil_version"}) {
      connection.execute(fmt::format("UPDATE {} SET secret = 'hidden'", table));
    }
  });
  EXPECT_EQ(refused_file_of(east(), record.id, "secret"), "404 not-found");
  EXPECT_EQ(file_of(actor("leader", "city"), record.id, "secret"), "hidden");
}

TEST_P(RecordFilesTest, AFileIsAskedOnlyWhetherItIsThere) {
  with_scan(east(), "1", bring(east(), "own"));
  create(east(), R"({"school": "east", "number": "2", "name": "赵六"})");
  ListRequest request;
  request.filters = {{"scan", "empty", {"false"}}};
  EXPECT_THAT(listed(east(), request), ElementsAre("李四"));
  request.filters = {{"scan", "is", {"own"}}};
  EXPECT_EQ(problem_of([&] { listed(east(), request); }), "400 bad-request scan.is");
  request.filters = {};
  request.sort = {"scan"};
  EXPECT_EQ(problem_of([&] { listed(east(), request); }), "400 bad-request sort");
}

TEST_P(RecordFilesTest, WhoWritesTheRegisterBringsFilesForHisUnits) {
  EXPECT_TRUE(service_->brings_files(east(), "pupil", "east"));
  EXPECT_FALSE(service_->brings_files(east(), "pupil", "west"));
  EXPECT_FALSE(service_->brings_files(east(), "class", "east"));
  EXPECT_FALSE(service_->brings_files(east(), "no_register", "east"));
  EXPECT_FALSE(service_->brings_files(county(), "pupil", "east"));
  EXPECT_TRUE(service_->brings_files(east()));
  EXPECT_FALSE(service_->brings_files(county()));
}

TEST_P(RecordFilesTest, APastNamesOnlyFilesThatItHas) {
  const PastRecord past =
      past_of(R"({"school": "east", "number": "1", "name": "李四", "scan": "nothing"})", {});
  EXPECT_EQ(problem_of([&] {
              database_->write_now([&](db::Connection& connection) {
                PastRecords(*service_, {east()}).write(connection, {&past, 1});
              });
            }),
            "409 sample-refused");
}

INSTANTIATE_TEST_SUITE_P(Databases, RecordFilesTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

}  // namespace registers

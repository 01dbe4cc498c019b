#include "access/scope.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace zhijiao::access {

namespace {

using base::Date;
using Units = std::set<std::string>;

const Date kToday(2022, 7, 1);

Role unit_officer() {
  return {"unit_officer",
          {"经办人", "Unit officer"},
          Reach::unit,
          {},
          {Permission::plan_read, Permission::share_record}};
}

Role line_officer(std::vector<std::string> trees = {}) {
  return {"line_officer",
          {"条线负责人", "Line officer"},
          Reach::subtree,
          std::move(trees),
          {Permission::share_record}};
}

Role administrator() {
  return {"administrator",
          {"管理员", "Administrator"},
          Reach::everywhere,
          {},
          {Permission::account_manage, Permission::audit_read}};
}

Post post(std::string unit, Role role) {
  return {"post-" + unit + "-" + role.id, std::move(unit), std::move(role), kToday, {}, false, 1};
}

Actor holder(std::vector<Post> posts) {
  return {"620800", "a1", "wang", "王某", std::move(posts), "", false};
}

Unit unit(std::string id, std::string parent) {
  return {id, {id, id}, std::move(parent), std::nullopt, {}};
}

// city ─ county ─ school;  city ─ finance;  the college leads the group "edu" with the school.
Directory town() {
  Directory directory;
  directory.region = "620800";
  directory.units = {unit("city", ""), unit("county", "city"), unit("school", "county"),
                     unit("finance", "city"), unit("college", "city")};
  directory.trees = {
      {"edu", {{"school", "college", Date(2021, 1, 1), Date(2022, 12, 31)}}},
      {"money", {{"county", "finance", std::nullopt, std::nullopt}}},
  };
  directory.roles = {unit_officer(), line_officer(), administrator()};
  return directory;
}

Units reached(const Actor& actor, const Directory& directory, Date today = kToday) {
  const UnitSet reach = units_in_reach(actor, Permission::share_record, directory, today);
  EXPECT_FALSE(reach.everywhere);
  return reach.units;
}

}  // namespace

TEST(Scope, WithoutAPostNothingIsAllowed) {
  EXPECT_FALSE(may(holder({}), Permission::plan_read));
  EXPECT_TRUE(reached(holder({}), town()).empty());
}

TEST(Scope, APostAllowsWhatItsRoleNames) {
  const Actor actor = holder({post("school", unit_officer())});
  EXPECT_TRUE(may(actor, Permission::share_record));
  EXPECT_FALSE(may(actor, Permission::finding_read));
}

TEST(Scope, ARoleThatThePlanNoLongerHasAllowsNothing) {
  Role gone;
  gone.id = "gone";
  const Actor actor = holder({post("school", gone)});
  EXPECT_FALSE(may(actor, Permission::plan_read));
  EXPECT_TRUE(reached(actor, town()).empty());
}

TEST(Scope, ManagingAccountsCountsOnlyInARoleThatReachesEverywhere) {
  Role local = administrator();
  local.reach = Reach::subtree;
  EXPECT_FALSE(may(holder({post("school", local)}), Permission::account_manage));
  EXPECT_TRUE(may(holder({post("school", administrator())}), Permission::account_manage));
}

TEST(Scope, ReachUnitIsTheUnitAlone) {
  EXPECT_EQ(reached(holder({post("county", unit_officer())}), town()), (Units{"county"}));
}

TEST(Scope, ReachSubtreeFollowsTheAdministrativeTree) {
  EXPECT_EQ(reached(holder({post("county", line_officer())}), town()), (Units{"county", "school"}));
}

TEST(Scope, ReachSubtreeFollowsOnlyTheTreesOfTheRole) {
  EXPECT_EQ(reached(holder({post("college", line_officer({"edu"}))}), town()),
            (Units{"college", "school"}));
  EXPECT_EQ(reached(holder({post("college", line_officer({"money"}))}), town()),
            (Units{"college"}));
}

TEST(Scope, AFurtherTreeLeadsOnIntoTheAdministrativeOne) {
  EXPECT_EQ(reached(holder({post("finance", line_officer({"money"}))}), town()),
            (Units{"finance", "county", "school"}));
}

TEST(Scope, AnEdgeHoldsOnItsFirstAndLastDayAndNotOutside) {
  const Actor actor = holder({post("college", line_officer({"edu"}))});
  EXPECT_EQ(reached(actor, town(), Date(2020, 12, 31)), (Units{"college"}));
  EXPECT_EQ(reached(actor, town(), Date(2021, 1, 1)), (Units{"college", "school"}));
  EXPECT_EQ(reached(actor, town(), Date(2022, 12, 31)), (Units{"college", "school"}));
  EXPECT_EQ(reached(actor, town(), Date(2023, 1, 1)), (Units{"college"}));
}

TEST(Scope, ReachEverywhereIncludesUnitsNobodyKnows) {
  const UnitSet reach = units_in_reach(holder({post("city", administrator())}),
                                       Permission::account_manage, town(), kToday);
  EXPECT_TRUE(reach.everywhere);
  EXPECT_TRUE(reach.contains("no such unit"));
}

TEST(Scope, PermissionForOneUnitIsNotPermissionForAnother) {
  const Actor actor = holder({post("school", unit_officer())});
  EXPECT_TRUE(may(actor, Permission::share_record, "school", town(), kToday));
  EXPECT_FALSE(may(actor, Permission::share_record, "finance", town(), kToday));
}

TEST(Scope, AUnitOutsideEveryTreeReachesItselfOnly) {
  EXPECT_EQ(reached(holder({post("some enterprise", line_officer({"edu", "money"}))}), town()),
            (Units{"some enterprise"}));
}

// The poverty office was abolished on 2021-05-31 and its work went to agriculture on 2021-06-02.
Directory reorganised() {
  Directory directory = town();
  directory.units.push_back({"poverty",
                             {"扶贫办", "Poverty office"},
                             "city",
                             Date(2021, 5, 31),
                             {{"agriculture", Date(2021, 6, 2)}}});
  directory.units.push_back(unit("agriculture", "city"));
  directory.units.push_back(unit("station", "poverty"));
  return directory;
}

TEST(Scope, TheSuccessorActsForTheAbolishedUnit) {
  const Actor successor = holder({post("agriculture", unit_officer())});
  EXPECT_EQ(reached(successor, reorganised()), (Units{"agriculture", "poverty"}));
}

TEST(Scope, TheSuccessorDoesNotActBeforeItTakesOver) {
  const Actor successor = holder({post("agriculture", unit_officer())});
  EXPECT_EQ(reached(successor, reorganised(), Date(2021, 6, 1)), (Units{"agriculture"}));
  EXPECT_EQ(reached(successor, reorganised(), Date(2021, 6, 2)), (Units{"agriculture", "poverty"}));
}

TEST(Scope, APostInAnAbolishedUnitActsUntilASuccessorTakesOver) {
  const Actor old = holder({post("poverty", unit_officer())});
  EXPECT_EQ(reached(old, reorganised(), Date(2021, 5, 31)), (Units{"poverty"}));
  EXPECT_EQ(reached(old, reorganised(), Date(2021, 6, 1)), (Units{"poverty"}));
  EXPECT_TRUE(reached(old, reorganised(), Date(2021, 6, 2)).empty());
}

TEST(Scope, AUnitThatIsNotAbolishedKeepsItsWorkWhateverSuccessorsItNames) {
  Directory directory = reorganised();
  directory.units[5].valid_to.reset();
  EXPECT_EQ(reached(holder({post("poverty", unit_officer())}), directory), (Units{"poverty"}));
  EXPECT_EQ(reached(holder({post("agriculture", unit_officer())}), directory),
            (Units{"agriculture"}));
}

TEST(Scope, AnAbolishedUnitWithoutSuccessorKeepsItsPosts) {
  Directory directory = reorganised();
  directory.units[5].successors.clear();
  EXPECT_EQ(reached(holder({post("poverty", unit_officer())}), directory), (Units{"poverty"}));
}

TEST(Scope, AnAdministratorInAnAbolishedUnitRemainsAdministrator) {
  const Actor old = holder({post("poverty", administrator())});
  EXPECT_TRUE(may(old, Permission::account_manage, "city", reorganised(), kToday));
}

TEST(Scope, ALineTakesOverWhatWasUnderTheAbolishedUnit) {
  EXPECT_EQ(reached(holder({post("agriculture", line_officer())}), reorganised()),
            (Units{"agriculture", "poverty", "station"}));
}

TEST(Scope, WorkThatMovedTwiceIsFollowedTwice) {
  Directory directory = reorganised();
  directory.units[6].valid_to = Date(2022, 1, 31);
  directory.units[6].successors = {{"rural", Date(2022, 2, 1)}};
  directory.units.push_back(unit("rural", "city"));
  EXPECT_EQ(reached(holder({post("rural", unit_officer())}), directory),
            (Units{"rural", "agriculture", "poverty"}));
}

TEST(Scope, ASplitUnitIsActedForByEachSuccessor) {
  Directory directory = reorganised();
  directory.units[5].successors.push_back({"finance", Date(2021, 6, 2)});
  EXPECT_TRUE(reached(holder({post("finance", unit_officer())}), directory).contains("poverty"));
  EXPECT_TRUE(
      reached(holder({post("agriculture", unit_officer())}), directory).contains("poverty"));
}

TEST(Scope, TheProgramItselfMayDoEverything) {
  Actor program;
  program.program = true;
  EXPECT_TRUE(may(program, Permission::account_manage));
  EXPECT_TRUE(may(program, Permission::share_record, "school", town(), kToday));
}

TEST(Scope, ListsEachPermissionOnceInTheOrderOfTheRegistry) {
  const Actor actor = holder({post("city", administrator()), post("school", unit_officer()),
                              post("county", line_officer())});
  EXPECT_EQ(permission_names(actor), (std::vector<std::string>{"plan.read", "share.record",
                                                               "account.manage", "audit.read"}));
}

TEST(Directory, ThePostOfAnAdministratorStandsAtTheRootUnlessThePlanSaysOtherwise) {
  Directory directory = town();
  EXPECT_EQ(directory.unit_of_administrators(), "city");
  directory.administrator_unit = "college";
  EXPECT_EQ(directory.unit_of_administrators(), "college");
  EXPECT_EQ(Directory{}.unit_of_administrators(), "");
}

TEST(Directory, AdministratorRolesAreThoseThatManageAccountsEverywhere) {
  Directory directory = town();
  Role local = administrator();
  local.id = "local_administrator";
  local.reach = Reach::unit;
  directory.roles.push_back(local);
  EXPECT_EQ(directory.administrator_roles(), (std::vector<std::string>{"administrator"}));
}

TEST(Directory, SaysWhichRolesGrantAPermission) {
  Directory directory;
  directory.roles = {administrator(), unit_officer(), line_officer()};
  EXPECT_EQ(directory.titles_with(Permission::share_record),
            (std::vector<base::Text>{unit_officer().title, line_officer().title}));
  EXPECT_TRUE(directory.titles_with(Permission::plan_load).empty());
}

TEST(Directory, FindsNothingUnderAnUnknownId) {
  EXPECT_EQ(town().find_unit("nowhere"), nullptr);
  EXPECT_EQ(town().find_role("nobody"), nullptr);
}

// Random directories, also impossible ones: cycles, parents and successors that do not exist.
namespace {

std::string any_unit() { return "u" + std::to_string(*rc::gen::inRange(0, 12)); }

Date any_day() { return kToday.plus_days(*rc::gen::inRange(-3, 4)); }

std::optional<Date> maybe_day() {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  return any_day();
}

Directory any_directory() {
  Directory directory;
  for (int i = 0; i < 10; ++i) {
    Unit made = unit("u" + std::to_string(i), *rc::gen::arbitrary<bool>() ? any_unit() : "");
    made.valid_to = maybe_day();
    const int successors = *rc::gen::inRange(0, 3);
    for (int n = 0; n < successors; ++n) made.successors.push_back({any_unit(), any_day()});
    directory.units.push_back(made);
  }
  for (const char* id : {"edu", "money"}) {
    Tree tree{id, {}};
    const int edges = *rc::gen::inRange(0, 8);
    for (int n = 0; n < edges; ++n) {
      tree.edges.push_back({any_unit(), any_unit(), maybe_day(), maybe_day()});
    }
    directory.trees.push_back(tree);
  }
  return directory;
}

std::vector<Post> any_posts() {
  std::vector<Post> posts;
  const int count = *rc::gen::inRange(0, 4);
  for (int n = 0; n < count; ++n) {
    Role role = *rc::gen::arbitrary<bool>() ? unit_officer() : line_officer({"edu"});
    if (*rc::gen::inRange(0, 10) == 0) role.reach = Reach::everywhere;
    posts.push_back(post(any_unit(), role));
  }
  return posts;
}

}  // namespace

RC_GTEST_PROP(ScopeProperty, MorePostsNeverReachLess, ()) {
  const Directory directory = any_directory();
  const std::vector<Post> few = any_posts();
  std::vector<Post> more = few;
  for (const Post& further : any_posts()) more.push_back(further);
  const UnitSet before = units_in_reach(holder(few), Permission::share_record, directory, kToday);
  const UnitSet after = units_in_reach(holder(more), Permission::share_record, directory, kToday);
  if (before.everywhere) {
    RC_ASSERT(after.everywhere);
  } else {
    for (const std::string& id : before.units) RC_ASSERT(after.contains(id));
  }
}

RC_GTEST_PROP(ScopeProperty, MayAgreesWithTheUnitsInReach, ()) {
  const Directory directory = any_directory();
  const Actor actor = holder(any_posts());
  const UnitSet reach = units_in_reach(actor, Permission::share_record, directory, kToday);
  const std::string id = any_unit();
  RC_ASSERT(may(actor, Permission::share_record, id, directory, kToday) == reach.contains(id));
  if (reach.contains(id)) RC_ASSERT(may(actor, Permission::share_record));
}

RC_GTEST_PROP(ScopeProperty, ReachOfASubtreeIncludesReachOfTheUnit, ()) {
  const Directory directory = any_directory();
  const std::string id = any_unit();
  const UnitSet alone = units_in_reach(holder({post(id, unit_officer())}), Permission::share_record,
                                       directory, kToday);
  const UnitSet line = units_in_reach(holder({post(id, line_officer({"edu"}))}),
                                      Permission::share_record, directory, kToday);
  for (const std::string& reached_id : alone.units) RC_ASSERT(line.contains(reached_id));
}

RC_GTEST_PROP(ScopeProperty, AUnitOutsideEveryTreeReachesItselfOnly, ()) {
  const Directory directory = any_directory();
  const UnitSet reach = units_in_reach(holder({post("enterprise", line_officer({"edu"}))}),
                                       Permission::share_record, directory, kToday);
  RC_ASSERT(reach.units == Units{"enterprise"});
}

}  // namespace zhijiao::access

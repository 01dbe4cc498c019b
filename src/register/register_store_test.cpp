#include "register/register_store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <boost/json.hpp>
#include <set>
#include <thread>

#include "base/text.hpp"
#include "db/failure.hpp"
#include "db/region_rule.hpp"
#include "db/test_database.hpp"
#include "register/small_register.hpp"

namespace registers {

namespace {

namespace bj = boost::json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr const char* kRegion = "990100";
const Reach kEverywhere{true, {}};
constexpr base::Instant kStart{1'656'604'800'000'000};

std::string no_facts(std::string_view /*sql*/) { return "{}"; }

class RegisterStoreTest : public testing::TestWithParam<db::Dialect> {
 protected:
  RegisterStoreTest() { open(small_catalogue()); }

  void open(Catalogue catalogue) {
    catalogue_ = std::move(catalogue);
    store_.emplace(catalogue_, kRegion, GetParam());
    database_.emplace(GetParam(), clock_, all());
    database_.value()->write_now([&](db::Connection& connection) {
      for (const char* unit : {"east", "west"}) {
        connection.execute("INSERT INTO unit (region, id) VALUES (:region, :id)",
                           {{"region", kRegion}, {"id", unit}});
      }
      for (const Declaration& declaration : catalogue_.registers) {
        const TableShape shape = table_shape(declaration);
        store_->run(connection, create_tables(shape));
        store_->save_shape(connection, shape);
        store_->search_index().prepare(connection, declaration.name);
      }
    });
  }

  static std::vector<db::Migration> all() {
    std::vector<db::Migration> all(kUnitTable.begin(), kUnitTable.end());
    const auto own = register_migrations();
    all.insert(all.end(), own.begin(), own.end());
    return all;
  }

  template <class F>
  auto write(F work) {
    return (*database_)->write_now(work);
  }
  template <class F>
  auto read(F work) {
    return (*database_)->read_now(work);
  }

  RecordRow row(const std::string& id, std::vector<db::Value> columns, const std::string& search) {
    RecordRow made;
    made.id = id;
    made.state = "draft";
    made.columns = std::move(columns);
    made.search_text = search;
    return made;
  }

  // school, class, number, name, born_on, boards, fee, phone ×3, remark
  void add_pupil(const std::string& id, const std::string& school, const std::string& name,
                 db::Value born_on = nullptr, db::Value group = nullptr) {
    write([&](db::Connection& connection) {
      RecordRow made = row(id,
                           {school, group, "n" + id, name, born_on, std::int64_t{1},
                            std::int64_t{125}, nullptr, nullptr, nullptr, nullptr},
                           base::fold(name) + "\n" + base::pinyin_initials(name) + "\n");
      made.recorded_at = connection.now();
      made.state_since = connection.now();
      store_->insert(connection, "pupil", {made}, {"someone", "create", ""});
    });
  }

  ListQuery names() {
    ListQuery query;
    query.columns = {"name"};
    query.order = {{"name", false}};
    return query;
  }

  std::vector<std::string> listed(const ListQuery& query, const Reach& reach = kEverywhere) {
    std::vector<std::string> names;
    for (const ListRow& line : read([&](db::Connection& connection) {
           return store_->list(connection, "pupil", reach, query, no_facts);
         })) {
      names.emplace_back(bj::parse(line.json).at("values").at("name").as_string());
    }
    return names;
  }

  std::vector<std::string> searched(const std::string& text, const Reach& reach = kEverywhere) {
    ListQuery query = names();
    query.search = text;
    return listed(query, reach);
  }

  // Searches find the same whether the index has taken up what was written or not.
  void take_up() {
    write([&](db::Connection& connection) {
      while (store_->search_index().take_up(connection, "pupil") > 0) {
      }
      EXPECT_EQ(store_->search_index().waiting(connection, "pupil"), 0);
    });
  }

  // The same read page by page.
  std::vector<std::string> paged(ListQuery query, const Reach& reach) {
    std::vector<std::string> names;
    for (int page = 0; page < 4; ++page) {
      std::string position;
      const auto rows = read([&](db::Connection& connection) {
        auto found = store_->list(connection, "pupil", reach, query, no_facts);
        if (!found.empty()) {
          position = store_->position(connection, "pupil", query, found.back().id);
        }
        return found;
      });
      if (rows.empty()) break;
      for (const ListRow& line : rows) {
        names.emplace_back(bj::parse(line.json).at("values").at("name").as_string());
      }
      query.after.clear();
      const bj::value values = bj::parse(position);
      for (const bj::value& value : values.as_array()) {
        query.after.push_back(value.is_null() ? db::Value(nullptr)
                                              : db::Value(std::string(value.as_string())));
      }
    }
    return names;
  }

  base::FakeClock clock_{kStart};
  Catalogue catalogue_;
  std::optional<RegisterStore> store_;
  std::optional<db::TestDatabase> database_;
};

INSTANTIATE_TEST_SUITE_P(Databases, RegisterStoreTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

}  // namespace

TEST_P(RegisterStoreTest, TablesKeepTheRegionRule) {
  EXPECT_THAT(
      read([](db::Connection& connection) { return db::region_rule_violations(connection, {}); }),
      IsEmpty());
}

TEST_P(RegisterStoreTest, RecordIsJsonWithValuesOfTheirTypes) {
  write([&](db::Connection& connection) {
    RecordRow made = row("c1", {"east", "高一1班", std::int64_t{2022}}, "");
    store_->insert(connection, "class", {made}, {"someone", "create", ""});
  });
  add_pupil("p1", "east", "李\"四", "2006-05-04", "c1");
  const auto one = read([&](db::Connection& connection) {
    return store_->one(
        connection, "pupil", "p1", store_->sql("pupil").all_fields(), {},
        [](std::string_view) { return std::string(R"({"east.short_name": "东校"})"); });
  });
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(bj::parse(one->json), bj::parse(R"({
    "id": "p1", "version": 1, "state": "draft", "state_since": 1656604800000001, "removed": false, "returned": {},
    "label": "李\"四",
    "values": {"school": "east", "class": "c1", "number": "np1", "name": "李\"四",
               "born_on": "2006-05-04", "boards": true, "fee": 125, "phone": null,
               "remark": null, "class_year": 2022},
    "labels": {"class": "东校 高一1班"}})"));
  EXPECT_EQ(one->units, "east");
}

TEST_P(RegisterStoreTest, RecordOfMoreFieldsThanOneCallTakesIsWhole) {
  Declaration wide = small_class();
  for (int i = 0; i < 100; ++i) wide.fields.push_back(text_field(fmt::format("field_{}", i)));
  open({{wide}});
  write([&](db::Connection& connection) {
    std::vector<db::Value> columns{"east", "一班", std::int64_t{1}};
    for (int i = 0; i < 100; ++i) columns.emplace_back(fmt::format("值{}", i));
    store_->insert(connection, "class", {row("c1", columns, "")}, {"someone", "create", ""});
  });
  const auto one = read([&](db::Connection& connection) {
    return store_->one(connection, "class", "c1", store_->sql("class").all_fields(), {}, no_facts);
  });
  const bj::object values = bj::parse(one->json).at("values").as_object();
  EXPECT_EQ(values.size(), 103U);
  EXPECT_EQ(values.at("field_99").as_string(), "值99");
}

TEST_P(RegisterStoreTest, ListShowsOnlyUnitsInReach) {
  add_pupil("p1", "east", "a");
  add_pupil("p2", "west", "b");
  EXPECT_THAT(listed(names(), {false, {"west"}}), ElementsAre("b"));
  EXPECT_THAT(listed(names(), {false, {"east", "west"}}), ElementsAre("a", "b"));
  EXPECT_THAT(listed(names(), {false, {}}), IsEmpty());
}

TEST_P(RegisterStoreTest, CountStopsWhereItIsTold) {
  for (int i = 0; i < 5; ++i) add_pupil(fmt::format("p{}", i), "east", "a");
  const auto count = [&](std::int64_t rows_max) {
    return read([&](db::Connection& connection) {
      return store_->count(connection, "pupil", kEverywhere, names(), rows_max);
    });
  };
  EXPECT_EQ(count(10), 5);
  EXPECT_EQ(count(3), 3);
}

TEST_P(RegisterStoreTest, SearchFindsTextAndPinyinInitials) {
  add_pupil("p1", "east", "李四");
  add_pupil("p2", "east", "王五");
  ListQuery query = names();
  query.search = "ls";
  EXPECT_THAT(listed(query), ElementsAre("李四"));
  query.search = "五";
  EXPECT_THAT(listed(query), ElementsAre("王五"));
  query.search = "%";
  EXPECT_THAT(listed(query), IsEmpty());
}

TEST_P(RegisterStoreTest, FiltersCompareByType) {
  add_pupil("p1", "east", "a", "2005-01-01");
  add_pupil("p2", "east", "b", "2006-01-01");
  add_pupil("p3", "east", "c");
  const auto filtered = [&](Condition condition) {
    ListQuery query = names();
    query.conditions = {std::move(condition)};
    return listed(query);
  };
  EXPECT_THAT(filtered({"born_on", Comparison::at_least, {"2005-06-01"}}), ElementsAre("b"));
  EXPECT_THAT(filtered({"born_on", Comparison::at_most, {"2005-06-01"}}), ElementsAre("a"));
  EXPECT_THAT(filtered({"born_on", Comparison::empty, {std::int64_t{1}}}), ElementsAre("c"));
  EXPECT_THAT(filtered({"fee", Comparison::equal, {std::int64_t{1}, std::int64_t{125}}}),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(filtered({"name", Comparison::equal, {"c", "it's \"a\""}}), ElementsAre("c"));
  EXPECT_THAT(filtered({"boards", Comparison::equal, {std::int64_t{0}}}), IsEmpty());
}

TEST_P(RegisterStoreTest, PagesShowEveryRecordOnceInOrderWithEmptyValuesFirst) {
  const std::vector<db::Value> days{nullptr, "2006-01-01", "2005-01-01", "2006-01-01",
                                    nullptr, "2004-01-01", "2006-01-01", "2005-01-01"};
  for (std::size_t i = 0; i < days.size(); ++i) {
    add_pupil(fmt::format("p{}", i), i % 3 == 0 ? "west" : "east", fmt::format("{}", i), days[i]);
  }
  for (const std::vector<Sort>& order :
       {std::vector<Sort>{{"born_on", false}}, std::vector<Sort>{{"born_on", true}},
        std::vector<Sort>{{"born_on", false}, {"name", true}}}) {
    ListQuery query = names();
    query.order = order;
    query.rows_max = 100;
    const std::vector<std::string> whole = listed(query);
    ASSERT_EQ(whole.size(), days.size());
    // Whoever reaches several units sees theirs in one order.
    const Reach both{false, {"west", "north", "east"}};
    EXPECT_EQ(listed(query, both), whole);
    query.rows_max = 3;
    for (const Reach& reach : {kEverywhere, both}) {
      EXPECT_EQ(paged(query, reach), whole);
    }
  }
  ListQuery ascending = names();
  ascending.order = {{"born_on", false}, {"name", true}};
  EXPECT_THAT(listed(ascending), ElementsAre("4", "0", "5", "7", "2", "6", "3", "1"));
}

TEST_P(RegisterStoreTest, RecordsMadeAtTheSameTimeAreNoCollision) {
  const std::vector<std::string> fields = store_->sql("pupil").all_fields();
  std::atomic<int> attempts = 0;
  // Both have written before either commits. SQLite has one writer: nobody waits there.
  std::barrier both_wrote(GetParam() == db::Dialect::postgresql ? 2 : 1);
  const auto make = [&](const std::string& id) {
    std::atomic<bool> first = true;
    write([&](db::Connection& connection) {
      ++attempts;
      RecordRow made = row(id,
                           {"east", nullptr, "n" + id, "王一", nullptr, std::int64_t{1},
                            std::int64_t{125}, nullptr, nullptr, nullptr, nullptr},
                           "王一\nwy\n");
      made.recorded_at = made.state_since = connection.now();
      store_->insert_one(connection, "pupil", made, fields, no_facts, {"someone", "create", ""});
      if (first.exchange(false)) both_wrote.arrive_and_wait();
    });
  };
  std::thread other([&] { make("a"); });
  make("b");
  other.join();
  EXPECT_EQ(attempts, 2);
  EXPECT_THAT(searched("wy"), ElementsAre("王一", "王一"));
}

TEST_P(RegisterStoreTest, ANewRecordIsShownByTheStatementThatWritesItAsItIsReadLater) {
  const std::vector<std::string> fields = store_->sql("pupil").all_fields();
  const auto shown = write([&](db::Connection& connection) {
    RecordRow made = row("a",
                         {"east", nullptr, "na", "王一", "2008-05-01", std::int64_t{1},
                          std::int64_t{125}, nullptr, nullptr, nullptr, "x"},
                         "王一\n");
    made.recorded_at = made.state_since = connection.now();
    return store_->insert_one(connection, "pupil", made, fields, no_facts,
                              {"someone", "create", ""});
  });
  const auto later = read([&](db::Connection& connection) {
    return store_->one(connection, "pupil", "a", fields, std::nullopt, no_facts);
  });
  ASSERT_TRUE(later);
  EXPECT_EQ(shown.has_value(), GetParam() == db::Dialect::postgresql);
  if (!shown) return;
  EXPECT_EQ(bj::parse(shown->json), bj::parse(later->json));
  EXPECT_EQ(shown->units, later->units);
  EXPECT_EQ(shown->version, later->version);
}

TEST_P(RegisterStoreTest, ChangeBasedOnAnOldVersionDoesNothing) {
  add_pupil("p1", "east", "a");
  RecordRow changed = row(
      "p1",
      {"east", nullptr, "np1", "b", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr},
      "b\n");
  changed.version = 2;
  changed.recorded_at = {kStart.us + 1'000'000};
  const auto change = [&] {
    return write([&](db::Connection& connection) {
      return store_->update(connection, "pupil", changed, {"someone", "change", "typo"});
    });
  };
  EXPECT_TRUE(change());
  EXPECT_FALSE(change());
  EXPECT_THAT(listed(names()), ElementsAre("b"));
}

TEST_P(RegisterStoreTest, PastDayShowsWhatWasRecordedThen) {
  add_pupil("p1", "east", "a");
  clock_.advance_us(10'000'000);
  const base::Instant before = clock_.now();
  clock_.advance_us(10'000'000);
  add_pupil("p2", "east", "new");
  RecordRow changed = row(
      "p1",
      {"east", nullptr, "np1", "b", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr},
      "b\n");
  changed.version = 2;
  changed.recorded_at = clock_.now();
  write([&](db::Connection& connection) {
    store_->update(connection, "pupil", changed, {"someone", "change", ""});
  });
  ListQuery query = names();
  query.as_of = before;
  EXPECT_THAT(listed(query), ElementsAre("a"));
  EXPECT_THAT(listed(names()), ElementsAre("b", "new"));
}

TEST_P(RegisterStoreTest, HistoryHasEveryVersionWithWhoAndWhy) {
  add_pupil("p1", "east", "a");
  RecordRow changed = row(
      "p1",
      {"east", nullptr, "np1", "b", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr},
      "b\n");
  changed.version = 2;
  changed.recorded_at = {kStart.us + 1'000'000};
  write([&](db::Connection& connection) {
    store_->update(connection, "pupil", changed, {"another", "change", "typo"});
  });
  const auto versions = read([&](db::Connection& connection) {
    return store_->history(connection, "pupil", "p1", store_->sql("pupil").all_fields(), 100, 100,
                           no_facts);
  });
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].account, "another");
  EXPECT_EQ(versions[0].why, "typo");
  EXPECT_EQ(bj::parse(versions[0].json).at("values").at("name").as_string(), "b");
  EXPECT_EQ(versions[1].until, versions[0].recorded_at);
}

TEST_P(RegisterStoreTest, TakenKeyIsAViolationOfItsName) {
  add_pupil("p1", "east", "a");
  const auto again = [&] {
    write([&](db::Connection& connection) {
      RecordRow made = row("p2",
                           {"west", nullptr, "np1", "b", nullptr, nullptr, nullptr, nullptr,
                            nullptr, nullptr, nullptr},
                           "");
      store_->insert(connection, "pupil", {made}, {"someone", "create", ""});
    });
  };
  try {
    again();
    FAIL() << "no violation";
  } catch (const db::ConstraintViolation& violation) {
    EXPECT_EQ(violation.constraint(), key_index("pupil"));
  }
}

TEST_P(RegisterStoreTest, ManyRowsAreInsertedWithTheirVersions) {
  std::vector<RecordRow> rows;
  for (std::size_t i = 0; i < RegisterStore::kRowsPerInsert * 2 + 3; ++i) {
    rows.push_back(row(fmt::format("p{:04}", i),
                       {"east", nullptr, fmt::format("n{}", i), "a", nullptr, nullptr, nullptr,
                        nullptr, nullptr, nullptr, nullptr},
                       ""));
  }
  write([&](db::Connection& connection) {
    store_->insert(connection, "pupil", rows, {"someone", "import", ""});
  });
  const auto counts = read([](db::Connection& connection) {
    return connection.select_only<std::int64_t, std::int64_t>(
        "SELECT (SELECT count(*) FROM pupil), (SELECT count(*) FROM pupil_version)");
  });
  EXPECT_EQ(std::get<0>(counts), static_cast<std::int64_t>(rows.size()));
  EXPECT_EQ(std::get<1>(counts), static_cast<std::int64_t>(rows.size()));
}

TEST_P(RegisterStoreTest, ManyRowsKeepTheirValues) {
  std::vector<RecordRow> rows;
  for (std::size_t i = 0; i < RegisterStore::kRowsPerInsert; ++i) {
    rows.push_back(row(fmt::format("p{:04}", i),
                       {"east", nullptr, fmt::format("n{}", i), R"(a"\{,}')", "2005-01-01",
                        std::int64_t{1}, std::int64_t{125}, nullptr, nullptr, nullptr, ""},
                       fmt::format("s{}", i)));
    rows.back().version = 1;
  }
  std::vector<PastVersion> versions;
  for (const RecordRow& one : rows) {
    versions.push_back({one, base::Instant{7}, {"some\\one", "create", "NULL"}});
  }
  write([&](db::Connection& connection) {
    store_->insert_past(connection, "pupil", rows, versions);
  });
  for (const char* table : {"pupil", "pupil_version"}) {
    const auto values = read([&](db::Connection& connection) {
      return connection.select<std::string, std::string, std::int64_t, std::int64_t, std::string>(
          fmt::format("SELECT name, born_on, boards, fee, coalesce(class, 'none') || remark "
                      "FROM {} WHERE id = 'p0007'",
                      table));
    });
    ASSERT_EQ(values.size(), 1U);
    EXPECT_EQ(values.front(),
              (std::tuple<std::string, std::string, std::int64_t, std::int64_t, std::string>(
                  R"(a"\{,}')", "2005-01-01", 1, 125, "none")));
  }
  const auto authors = read([](db::Connection& connection) {
    return connection.select_only<std::string, std::string, std::int64_t>(
        "SELECT account, why, until FROM pupil_version WHERE id = 'p0007'");
  });
  EXPECT_EQ(authors, (std::tuple<std::string, std::string, std::int64_t>("some\\one", "NULL", 7)));
  EXPECT_EQ(searched("s7").size(), 1U);
}

TEST_P(RegisterStoreTest, CellsNameTheRecordThatTellsAFieldAndItsTextsAreAskedForOnce) {
  write([&](db::Connection& connection) {
    store_->insert(connection, "class",
                   {row("c1", {"east", "一班", std::int64_t{2021}}, "一班\n"),
                    row("c2", {"east", "二班", nullptr}, "二班\n")},
                   {"someone", "create", ""});
  });
  add_pupil("p1", "east", "a", "2005-01-01", "c1");
  add_pupil("p2", "east", "b");
  ListQuery query = names();
  query.columns = {"class", "name", "class_year"};
  const auto facts = [](std::string_view) { return R"({"east.short_name": "东校"})"; };
  read([&](db::Connection& connection) {
    EXPECT_THAT(store_->cells(connection, "pupil", kEverywhere, query, {}, facts),
                ElementsAre("p1\x1F"
                            "draft\x1F"
                            "c1\x1F"
                            "a\x1F"
                            "c1\x1F",
                            "p2\x1F"
                            "draft\x1F"
                            "\x1F"
                            "b\x1F"
                            "\x1F"));
    const std::vector<std::string> ids{"c1", "c2", "gone"};
    EXPECT_THAT(store_->cell_texts(connection, "pupil", "class", ids, facts),
                UnorderedElementsAre(Pair("c1", "东校 一班"), Pair("c2", "东校 二班"),
                                     Pair("gone", "gone")));
    EXPECT_THAT(store_->cell_texts(connection, "pupil", "class_year", ids, facts),
                UnorderedElementsAre(Pair("c1", "2021"), Pair("c2", ""), Pair("gone", "")));
  });
}

TEST_P(RegisterStoreTest, PostgresqlLearnsHowManyRowsThereAre) {
  add_pupil("p1", "east", "a", "2005-01-01");
  write([&](db::Connection& connection) { store_->learn_sizes(connection, "pupil"); });
  if (GetParam() != db::Dialect::postgresql) return;  // SQLite plans by its indexes alone
  const auto rows = read([](db::Connection& connection) {
    return connection.select<std::int64_t>(
        "SELECT CAST(reltuples AS bigint) FROM pg_class WHERE oid IN (CAST('pupil' AS regclass), "
        "CAST('pupil_version' AS regclass), CAST('pupil_search' AS regclass))");
  });
  EXPECT_EQ(rows, (std::vector<std::tuple<std::int64_t>>{{1}, {1}, {1}}));
}

TEST_P(RegisterStoreTest, ChangedDeclarationKeepsWhatWasRecorded) {
  add_pupil("p1", "east", "a", "2005-01-01");
  Declaration pupil = small_pupil();
  pupil.fields[4].name = "birth_on";
  pupil.fields[4].formerly = "born_on";
  pupil.fields.push_back(typed_field("left_on", Type::date));
  pupil.list.columns = {"name", "birth_on", "left_on"};
  pupil.list.sort = {{"birth_on", false}};
  write([&](db::Connection& connection) {
    const TableShape shape = table_shape(pupil);
    store_->run(connection, change_tables(store_->shapes(connection).at("pupil"), shape));
    store_->save_shape(connection, shape);
    EXPECT_EQ(store_->shapes(connection).at("pupil"), shape);
  });
  const Catalogue changed{{small_class(), pupil}};
  const RegisterStore store(changed, kRegion, GetParam());
  const auto one = read([&](db::Connection& connection) {
    return store.one(connection, "pupil", "p1", store.sql("pupil").all_fields(), {}, no_facts);
  });
  const bj::object values = bj::parse(one->json).at("values").as_object();
  EXPECT_EQ(values.at("birth_on").as_string(), "2005-01-01");
  EXPECT_TRUE(values.at("left_on").is_null());
}

TEST_P(RegisterStoreTest, ASearchFindsPiecesOfNamesAndInitialsWhetherTakenUpOrNot) {
  add_pupil("p1", "east", "王小明");
  add_pupil("p2", "west", "欧阳娜娜");
  add_pupil("p3", "west", "𬍡明·Ann");  // younger than the letters SQLite knows
  for (int round = 0; round < 2; ++round) {
    EXPECT_THAT(searched("小明"), ElementsAre("王小明"));
    EXPECT_THAT(searched("明"), ElementsAre("王小明", "𬍡明·Ann"));
    EXPECT_THAT(searched("阳娜"), ElementsAre("欧阳娜娜"));
    EXPECT_THAT(searched("ynn"), ElementsAre("欧阳娜娜"));
    EXPECT_THAT(searched("𬍡明"), ElementsAre("𬍡明·Ann"));
    EXPECT_THAT(searched("·an"), ElementsAre("𬍡明·Ann"));
    EXPECT_THAT(searched("明", {false, {"east"}}), ElementsAre("王小明"));
    EXPECT_THAT(searched("明", {false, {"east", "west"}}), ElementsAre("王小明", "𬍡明·Ann"));
    EXPECT_THAT(searched("小娜"), IsEmpty());
    EXPECT_THAT(searched("\"*"), IsEmpty());
    take_up();
  }
}

TEST_P(RegisterStoreTest, AChangedNameIsFoundAndTheFormerOneIsNot) {
  add_pupil("p1", "east", "王小明");
  take_up();
  write([&](db::Connection& connection) {
    RecordRow changed = row("p1",
                            {"east", nullptr, "np1", "王大力", nullptr, std::int64_t{1},
                             std::int64_t{125}, nullptr, nullptr, nullptr, nullptr},
                            "王大力\nwdl\n");
    changed.version = 2;
    changed.recorded_at = connection.now();
    EXPECT_TRUE(store_->update(connection, "pupil", changed, {"someone", "change", ""}));
  });
  for (int round = 0; round < 2; ++round) {
    EXPECT_THAT(searched("小明"), IsEmpty());
    EXPECT_THAT(searched("大力"), ElementsAre("王大力"));
    take_up();
  }
}

TEST_P(RegisterStoreTest, AnIndexOfOtherRowsIsMadeAnew) {
  if (GetParam() != db::Dialect::sqlite) return;  // the other does not number rows
  add_pupil("p1", "east", "王小明");
  take_up();
  write([&](db::Connection& connection) {
    connection.execute("UPDATE register_search SET id = 'p2'");
    store_->search_index().prepare(connection, "pupil");
    EXPECT_EQ(store_->search_index().waiting(connection, "pupil"), 1);
  });
  EXPECT_THAT(searched("小明"), ElementsAre("王小明"));
}

TEST_P(RegisterStoreTest, WhatWasRecordedBeforeThereWasAnIndexIsTakenUp) {
  add_pupil("p1", "east", "王小明");
  write([&](db::Connection& connection) {
    store_->search_index().drop(connection, "pupil");
    store_->search_index().prepare(connection, "pupil");
  });
  add_pupil("p2", "west", "李小明");
  take_up();
  EXPECT_THAT(searched("小明"), ElementsAre("李小明", "王小明"));
}

TEST_P(RegisterStoreTest, OnPostgreSqlASearchReadsTheIndexAndAnUnchangedTextIsKeptOnce) {
  if (GetParam() != db::Dialect::postgresql) return;  // how the other is read shows in its plan
  take_up();
  add_pupil("p1", "east", "王小明");
  write([&](db::Connection& connection) {
    RecordRow changed = row("p1",
                            {"west", nullptr, "np1", "王小明", nullptr, std::int64_t{1},
                             std::int64_t{125}, nullptr, nullptr, nullptr, nullptr},
                            "王小明\nwxm\n");
    changed.version = 2;
    changed.recorded_at = connection.now();
    EXPECT_TRUE(store_->update(connection, "pupil", changed, {"someone", "change", ""}));
    EXPECT_EQ(connection.execute("DELETE FROM pupil_search WHERE id = 'p1'"), 1);
  });
  EXPECT_THAT(searched("小明"), IsEmpty());
}

TEST_P(RegisterStoreTest, ASearchThatManyFitIsAnsweredInTheOrderOfTheList) {
  constexpr int kPupils = SearchIndex::kTextsMax + 1;
  write([&](db::Connection& connection) {
    std::vector<RecordRow> rows;
    for (int i = 0; i < kPupils; ++i) {
      const std::string number = std::to_string(10'000 + i);
      rows.push_back(row("p" + number,
                         {"east", nullptr, number, "王" + number, nullptr, std::int64_t{1},
                          std::int64_t{125}, nullptr, nullptr, nullptr, nullptr},
                         fmt::format("王{0}\nw{0}\n", number)));
    }
    store_->insert(connection, "pupil", rows, {"someone", "create", ""});
  });
  take_up();
  ListQuery query = names();
  query.search = "王";
  query.rows_max = 2;
  EXPECT_THAT(listed(query), ElementsAre("王10000", "王10001"));
  EXPECT_THAT(searched("王12000"), ElementsAre("王12000"));
}

}  // namespace registers

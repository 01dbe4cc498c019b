#include "indicator/indicator_watch.hpp"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <string>

namespace indicator {

namespace {

using Owners = std::set<std::string>;

TEST(RegisterChanges, AddUpUntilAnyRecordMayHaveChanged) {
  RegisterChanges changes;
  add_change(changes, "student", Owners{"a"});
  add_change(changes, "student", Owners{"b"});
  add_change(changes, "school", Owners{"c"});
  EXPECT_EQ(changes, (RegisterChanges{{"student", Owners{"a", "b"}}, {"school", Owners{"c"}}}));
  add_change(changes, "student", std::nullopt);
  add_change(changes, "student", Owners{"a"});
  EXPECT_EQ(changes.at("student"), std::nullopt);
}

TEST(RegisterChanges, VeryManyOwnersAreAny) {
  RegisterChanges changes;
  for (std::size_t i = 0; i <= kOwnersMax; ++i) {
    add_change(changes, "student", Owners{std::to_string(i)});
  }
  EXPECT_EQ(changes.at("student"), std::nullopt);
}

TEST(IndicatorWatch, TellsAgainWhatCouldNotBeDone) {
  std::promise<RegisterChanges> done;
  int calls = 0;
  IndicatorWatch watch([&](const RegisterChanges& changes) {
    if (++calls == 1) throw std::runtime_error("the database is away");
    if (calls == 2) done.set_value(changes);
  });
  watch.note("student", {"a"});
  EXPECT_EQ(done.get_future().get(), (RegisterChanges{{"student", Owners{"a"}}}));
}

}  // namespace

}  // namespace indicator

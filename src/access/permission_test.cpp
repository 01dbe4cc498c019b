#include "access/permission.hpp"

#include <gtest/gtest.h>

#include <set>

namespace zhijiao::access {

TEST(Permission, EveryNameLeadsBackToItsPermission) {
  std::set<std::string_view> names;
  for (const KnownPermission& known : known_permissions()) {
    EXPECT_EQ(parse_permission(known.name), known.permission);
    EXPECT_EQ(about(known.permission).name, known.name);
    EXPECT_TRUE(names.insert(known.name).second) << known.name;
  }
}

TEST(Permission, EveryTitleIsInBothLanguages) {
  for (const KnownPermission& known : known_permissions()) {
    EXPECT_FALSE(known.title.zh.empty()) << known.name;
    EXPECT_FALSE(known.title.en.empty()) << known.name;
  }
}

TEST(Permission, DoesNotInventOneForAnUnknownName) {
  EXPECT_EQ(parse_permission("plan.delete"), std::nullopt);
  EXPECT_EQ(parse_permission(""), std::nullopt);
  EXPECT_EQ(parse_permission("Plan.Read"), std::nullopt);
}

}  // namespace zhijiao::access

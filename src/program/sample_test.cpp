#include "program/sample.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/ids.hpp"
#include "base/problem.hpp"
#include "db/database.hpp"
#include "plan/plan_store.hpp"
#include "plan/small_plan.hpp"

namespace program {

namespace {

class SampleTest : public testing::Test {
 protected:
  SampleTest() {
    base::SecureRandom random;
    folder_ = std::filesystem::temp_directory_path() /
              ("sample_" + base::new_token(random).substr(0, 10));
    std::filesystem::create_directories(folder_);
  }
  ~SampleTest() override { std::filesystem::remove_all(folder_); }

  std::string url(const std::string& name) const { return "sqlite:" + (folder_ / name).string(); }

  // The progress without ids: what another run must repeat.
  static std::vector<std::string> progress_of(const std::string& database_url) {
    const base::SystemClock clock;
    const auto database = db::Database::open({.url = database_url}, clock);
    const plan::PlanStore store("990100", "small");
    return database->read_now([&](db::Connection& connection) {
      std::vector<std::string> lines;
      for (const plan::ShareRecord& share : store.shares_before(connection, clock.now())) {
        lines.push_back(std::to_string(share.task) + share.unit + std::to_string(share.version) +
                        share.due_on.str() + share.note);
      }
      return lines;
    });
  }

  std::filesystem::path folder_;
};

const auto kQuiet = [](const SampleProgress&) {};

}  // namespace

TEST_F(SampleTest, TheSamePlanGivesTheSameProgress) {
  make_sample(url("one.db"), plan::small_plan(), nullptr, kQuiet);
  make_sample(url("two.db"), plan::small_plan(), nullptr, kQuiet);
  EXPECT_EQ(progress_of(url("one.db")), progress_of(url("two.db")));
  EXPECT_EQ(progress_of(url("one.db")).size(), 7U);
}

TEST_F(SampleTest, IsNeverMixedWithRealData) {
  make_sample(url("one.db"), plan::small_plan(), nullptr, kQuiet);
  EXPECT_THROW(make_sample(url("one.db"), plan::small_plan(), nullptr, kQuiet), base::Problem);
}

TEST_F(SampleTest, TheSignInsAreKeptForTheirOwnerOnly) {
  const Sample sample = make_sample(url("one.db"), plan::small_plan(), nullptr, kQuiet).sample;
  EXPECT_FALSE(read_sample(folder_));
  write_sample(folder_, sample);
  const auto kept = read_sample(folder_);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->password, sample.password);
  EXPECT_EQ(kept->sign_ins.size(), sample.sign_ins.size());
  const auto permissions = std::filesystem::status(folder_ / "sample-sign-ins.json").permissions();
  EXPECT_EQ(permissions & std::filesystem::perms::others_all, std::filesystem::perms::none);
  EXPECT_EQ(permissions & std::filesystem::perms::group_all, std::filesystem::perms::none);
}

}  // namespace program

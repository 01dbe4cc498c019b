#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/access_schema.hpp"
#include "base/problem.hpp"
#include "db/migration.hpp"
#include "file/file_schema.hpp"
#include "file/file_service.hpp"
#include "notice/notice_schema.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_schema.hpp"
#include "plan/plan_service.hpp"
#include "plan/small_plan.hpp"
#include "share/share_schema.hpp"

//! For tests: the small plan, loaded on 2021-03-10, and people of its units, on a database of its
//! own. The black-box tests run the same on PostgreSQL.
namespace share {

using zhijiao::access::Actor;

class SmallWorld : public testing::Test {
 protected:
  SmallWorld()
      : folder_(std::filesystem::temp_directory_path() / ("share_" + token())),
        clock_({base::start_of(base::Date(2021, 3, 10)).us + 1}) {
    std::filesystem::create_directories(folder_);
    database_ = db::Database::open({.url = "sqlite:" + (folder_ / "test.db").string()}, clock_);
    std::vector<db::Migration> all;
    for (const auto& some :
         {zhijiao::access::access_migrations(), plan::plan_migrations(), file::file_migrations(),
          notice::notice_migrations(), share_migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    db::migrate(*database_, all);
    access_.emplace(*database_, random_, passwords_, attempts_,
                    plan::directory_of(plan::small_plan()));
    plans_.emplace(*database_, *access_, random_, "990100", "small");
    plans_->load_now(plan::small_plan(), "start");
    files_.emplace(*database_, *access_, random_, folder_, threads_);
  }

  ~SmallWorld() override {
    files_.reset();
    plans_.reset();
    access_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::string token() { return base::new_token(random_).substr(0, 10); }

  template <class T>
  T run(boost::asio::awaitable<T> work) {
    boost::asio::io_context context;
    auto result = boost::asio::co_spawn(context, std::move(work), boost::asio::use_future);
    context.run();
    return result.get();
  }

  // Status and type of the Problem that `work` ends with.
  template <class T>
  std::string problem_of(boost::asio::awaitable<T> work) {
    try {
      run(std::move(work));
    } catch (const base::Problem& problem) {
      return std::to_string(problem.status()) + " " + problem.type();
    }
    return "no problem";
  }

  Actor actor(const std::string& role, const std::string& unit, const std::string& name = "") {
    const auto directory = access_->directory();
    Actor made;
    made.region = "990100";
    made.account = "account-" + role + "-" + unit + name;
    made.name = role;
    made.display_name = unit + name;
    made.posts.push_back({"post", unit, *directory->find_role(role), clock_.today(), {}, false, 1});
    return made;
  }
  Actor office() { return actor("plan_office", "education"); }
  Actor officer(const std::string& unit) { return actor("unit_officer", unit); }

  // The person of `actor` can sign in and holds its post.
  void employ(const Actor& actor) {
    database_->write_now([&](db::Connection& connection) {
      connection.execute(
          "INSERT INTO account (id, version, name, name_folded, display_name, state, "
          "password_hash, created_at) VALUES (:id, 1, :id, :id, :id, 'active', 'x', 0)",
          {{"id", actor.account}});
      connection.execute(
          "INSERT INTO post (region, id, version, account, unit, role, valid_from, valid_to, "
          "acting) VALUES (:region, :id, 1, :id, :unit, :role, '2021-01-01', NULL, 0)",
          {{"region", actor.region},
           {"id", actor.account},
           {"unit", actor.posts[0].unit},
           {"role", actor.posts[0].role.id}});
    });
  }

  std::string share_of(int task, const std::string& unit) {
    const plan::Board shown = run(plans_->board(office(), {.unit = unit, .task = task}));
    return shown.shares.at(0).id;
  }

  void set_day(base::Date day) { clock_.set({base::start_of(day).us + 3'600'000'000}); }

  base::SecureRandom random_;
  std::filesystem::path folder_;
  base::FakeClock clock_;
  boost::asio::thread_pool threads_{1};
  std::unique_ptr<db::Database> database_;
  zhijiao::access::PasswordPool passwords_{{zhijiao::access::PasswordCost::least(), 1, 4}};
  zhijiao::access::AttemptLimit attempts_{clock_};
  std::optional<zhijiao::access::AccessService> access_;
  std::optional<plan::PlanService> plans_;
  std::optional<file::FileService> files_;
};

}  // namespace share

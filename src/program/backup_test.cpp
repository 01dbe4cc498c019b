#include "program/backup.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "base/clock.hpp"
#include "base/ids.hpp"
#include "base/problem.hpp"
#include "db/migration.hpp"
#include "program/tables.hpp"

namespace program {

namespace fs = std::filesystem;

namespace {

class BackupTest : public testing::Test {
 protected:
  BackupTest() {
    base::SecureRandom random;
    root_ = fs::temp_directory_path() / ("backup_" + base::new_token(random).substr(0, 10));
    data_ = root_ / "data";
    fs::create_directories(data_ / "files");
    fs::create_directories(data_ / "tmp");
    database_ = db::Database::open({.url = "sqlite:" + (data_ / "zhijiao.db").string()}, clock_);
    db::migrate(*database_, all_migrations());
    write(data_ / "files" / "evidence.pdf", "evidence");
    write(data_ / "tmp" / "half.xlsx", "half");
    write(data_ / "lock", "1");
  }
  ~BackupTest() override {
    database_.reset();
    fs::remove_all(root_);
  }

  static void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  static std::string read(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  template <class F>
  static std::string problem_of(F work) {
    try {
      work();
    } catch (const base::Problem& problem) {
      return std::to_string(problem.status()) + " " + problem.type();
    }
    return "no problem";
  }

  base::FakeClock clock_{{1'700'000'000'000'000}};
  fs::path root_;
  fs::path data_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace

TEST_F(BackupTest, HoldsTheDatabaseAndEveryFileThatIsNotOfTheProcess) {
  const Manifest manifest = back_up(*database_, data_, root_ / "backup");
  std::vector<std::string> paths;
  for (const BackedUpFile& file : manifest.files) paths.push_back(file.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"files/evidence.pdf", "zhijiao.db"}));
}

TEST_F(BackupTest, ARestoredDirectoryOpensWithTheSameRows) {
  database_->write_now([](db::Connection& connection) {
    connection.execute("INSERT INTO unit (region, id) VALUES ('990100', 'finance')");
  });
  back_up(*database_, data_, root_ / "backup");
  restore(root_ / "backup", root_ / "restored", "");
  EXPECT_EQ(read(root_ / "restored" / "files" / "evidence.pdf"), "evidence");
  const auto restored =
      db::Database::open({.url = "sqlite:" + (root_ / "restored" / "zhijiao.db").string()}, clock_);
  EXPECT_TRUE(restored->read_now([](db::Connection& connection) {
    return connection.select_one<std::string>("SELECT id FROM unit WHERE region = '990100'");
  }));
}

TEST_F(BackupTest, NobodyElseMayReadABackupOrWhatIsRestored) {
  back_up(*database_, data_, root_ / "backup");
  restore(root_ / "backup", root_ / "restored", "");
  for (const char* folder : {"backup", "restored"}) {
    EXPECT_EQ(fs::status(root_ / folder).permissions(), fs::perms::owner_all) << folder;
  }
}

TEST_F(BackupTest, NeverOverwrites) {
  back_up(*database_, data_, root_ / "backup");
  EXPECT_EQ(problem_of([&] { back_up(*database_, data_, root_ / "backup"); }), "409 backup-exists");
  EXPECT_EQ(problem_of([&] { restore(root_ / "backup", data_, ""); }), "409 directory-not-empty");
}

TEST_F(BackupTest, ADamagedBackupIsRefusedAndNothingIsMade) {
  back_up(*database_, data_, root_ / "backup");
  write(root_ / "backup" / "files" / "evidence.pdf", "evidencE");
  EXPECT_EQ(problem_of([&] { restore(root_ / "backup", root_ / "restored", ""); }),
            "422 backup-damaged");
  EXPECT_FALSE(fs::exists(root_ / "restored"));
  fs::remove(root_ / "backup" / "files" / "evidence.pdf");
  EXPECT_EQ(problem_of([&] { restore(root_ / "backup", root_ / "restored", ""); }),
            "422 backup-damaged");
  EXPECT_EQ(problem_of([&] { restore(data_, root_ / "restored", ""); }), "422 backup-damaged");
}

TEST_F(BackupTest, AManifestCannotReachOutsideTheBackup) {
  back_up(*database_, data_, root_ / "backup");
  write(root_ / "backup" / "manifest.json",
        R"({"files":[{"path":"../data/lock","size_bytes":1,"sha256":""}]})");
  EXPECT_EQ(problem_of([&] { restore(root_ / "backup", root_ / "restored", ""); }),
            "422 backup-damaged");
}

TEST_F(BackupTest, ABackupOfSqliteIsNotRestoredIntoAnotherDatabase) {
  back_up(*database_, data_, root_ / "backup");
  EXPECT_EQ(problem_of([&] {
              restore(root_ / "backup", root_ / "restored", "postgresql://localhost/other");
            }),
            "422 backup-of-sqlite");
  EXPECT_FALSE(fs::exists(root_ / "restored"));
}

TEST_F(BackupTest, RestoresIntoAnEmptyDirectory) {
  back_up(*database_, data_, root_ / "backup");
  fs::create_directories(root_ / "empty");
  EXPECT_EQ(restore(root_ / "backup", root_ / "empty", "").files.size(), 2U);
  EXPECT_TRUE(fs::exists(root_ / "empty" / "zhijiao.db"));
}

}  // namespace program

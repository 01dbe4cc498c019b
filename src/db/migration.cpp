#include "db/migration.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "db/own_tables.hpp"
#include "db/statement_text.hpp"

namespace db {

namespace {

constexpr std::string_view kRegister = R"(
CREATE TABLE IF NOT EXISTS schema_migration (
  name {text} NOT NULL,
  checksum {text} NOT NULL,
  applied_at {int} NOT NULL,
  CONSTRAINT schema_migration_pkey PRIMARY KEY (name)
){strict})";

std::string checksum_of(std::string_view sql) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(sql.data()), sql.size());
  std::string text;
  for (const unsigned char byte : hash) text += fmt::format("{:02x}", byte);
  return text;
}

std::map<std::string, std::string> applied_checksums(Database& database) {
  return database.read_now([](Connection& connection) {
    std::map<std::string, std::string> checksums;
    for (auto& [name, checksum] : connection.select<std::string, std::string>(
             "SELECT name, checksum FROM schema_migration ORDER BY name")) {
      checksums.emplace(std::move(name), std::move(checksum));
    }
    return checksums;
  });
}

base::Problem changed(std::string_view name) {
  return base::conflict(
      "migration-changed",
      {fmt::format(
           "数据库升级步骤 {} 应用之后又被改动，程序没有启动。请使用与此数据库相符的程序版本。",
           name),
       fmt::format("The migration {} was edited after it was applied; the program did not start. "
                   "Use the version of the program that belongs to this database.",
                   name)});
}

base::Problem newer(std::string_view name) {
  return base::conflict(
      "database-newer",
      {fmt::format("此数据库由更新的程序版本建立（升级步骤 {} "
                   "未知），没有作任何改动。请安装新版本，或恢复旧"
                   "备份。",
                   name),
       fmt::format("This database was made by a newer version of the program (migration {} is not "
                   "known); nothing was changed. Install the newer version or restore an older "
                   "backup.",
                   name)});
}

void apply(Database& database, const Migration& migration) {
  database.write_now([&](Connection& connection) {
    if (connection.dialect() == Dialect::postgresql) {
      // Two servers may start at once: the second waits here and then finds it done.
      connection.execute("LOCK TABLE schema_migration IN ACCESS EXCLUSIVE MODE");
    }
    const std::string name(migration.name);
    if (connection.select_one<std::string>("SELECT name FROM schema_migration WHERE name = :name",
                                           {{"name", name}})) {
      return;
    }
    if (migration.only.value_or(connection.dialect()) == connection.dialect()) {
      for (const std::string& statement :
           split_statements(fill_in(connection.dialect(), migration.sql))) {
        connection.execute(statement);
      }
    }
    // Not now(): the table that keeps its mark may be the one made here.
    connection.execute(
        "INSERT INTO schema_migration (name, checksum, applied_at) VALUES (:name, :checksum, :at)",
        {{"name", name},
         {"checksum", checksum_of(migration.sql)},
         {"at", connection.clock().now()}});
  });
}

// Applies what is missing, after everything that is there was found unchanged.
void apply_missing(Database& database, const std::vector<Migration>& migrations,
                   const std::map<std::string, std::string>& applied) {
  for (const Migration& migration : migrations) {
    const auto found = applied.find(std::string(migration.name));
    if (found != applied.end() && found->second != checksum_of(migration.sql)) {
      throw changed(migration.name);
    }
  }
  for (const Migration& migration : migrations) {
    if (!applied.contains(std::string(migration.name))) apply(database, migration);
  }
}

}  // namespace

void migrate_own_tables(Database& database) {
  database.write_now(
      [](Connection& connection) { connection.execute(fill_in(connection.dialect(), kRegister)); });
  const std::span<const Migration> own = own_migrations();
  apply_missing(database, {own.begin(), own.end()}, applied_checksums(database));
}

void migrate(Database& database, std::span<const Migration> all) {
  const std::span<const Migration> own = own_migrations();
  std::vector<Migration> known(own.begin(), own.end());
  known.insert(known.end(), all.begin(), all.end());
  std::set<std::string_view> names;
  for (const Migration& migration : known) {
    if (!names.insert(migration.name).second) {
      throw std::logic_error("two migrations are called " + std::string(migration.name));
    }
  }
  const auto applied = applied_checksums(database);
  for (const auto& [name, checksum] : applied) {
    if (!names.contains(name)) throw newer(name);
  }
  apply_missing(database, known, applied);
}

}  // namespace db

#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "file/file_disk.hpp"
#include "register/past_record.hpp"
#include "register/register_service.hpp"
#include "register/register_store.hpp"

namespace registers {

//! Writes records together with their past, as if people had recorded them day by day: every
//! version passes the checks of its day, every step the workflow, and each is signed by one of
//! `people` whose posts let him take it. Only for sample data, since nobody else may say when he
//! recorded something. One thread at a time.
class PastRecords {
 public:
  //! The service outlives it, and the disk, on which the files of the records are kept; without it
  //! there are none.
  PastRecords(const RegisterService& service, std::vector<Actor> people,
              const file::FileDisk* disk = nullptr);

  //! Records of one register. What they refer to was written before or stands in the same call
  //! earlier. Throws a Problem 409 "sample-refused" that says what is wrong with the first bad one,
  //! and ConstraintViolation for a key that is taken.
  void write(db::Connection& connection, std::span<const PastRecord> records);

  //! Lets PostgreSQL count what was written, as it does itself a minute later. On SQLite nothing.
  void learn_sizes(db::Connection& connection) const;

  //! Versions written so far.
  std::int64_t versions() const { return versions_; }

 private:
  using Registered = RegisterService::Registered;

  // One record on its way through its past.
  struct Course;

  const Actor& who(const Registered& of, std::string_view step,
                   const std::vector<std::string>& roles, const std::string& unit, base::Date day);
  void begin(Course& course, const PastRecord& past);
  void take(Course& course, const PastStep& step);
  void fill_in(Course& course, const boost::json::object& values, bool confirmed,
               const Actor& actor);
  void seal(Course& course) const;
  void require_references(Course& course, const boost::json::object& values) const;
  db::Value referred(const Course& course, const Field& field, const std::string& via) const;
  std::string acting_unit(const Course& course, const std::string& side) const;
  void check_referred(Course& course, base::Date day, bool confirmed) const;
  void keep(const Course& course);
  void keep_files(db::Connection& connection, const Course& course);

  const RegisterService& service_;
  const std::vector<Actor> people_;
  const file::FileDisk* const disk_;
  // Register others refer to → its fields whose values they compare (Field::same).
  std::map<std::string, std::set<std::string>, std::less<>> referred_to_;
  // noun/id → those values, in the order of their names.
  std::unordered_map<std::string, std::vector<db::Value>> known_;
  std::set<std::string, std::less<>> stated_;  // registers whose states others show in a rule
  // noun/id → its states, each with its beginning.
  std::unordered_map<std::string, std::vector<std::pair<base::Instant, std::string>>> states_;
  std::unordered_map<std::string, const Actor*> who_;  // noun/step/unit → who takes it
  std::int64_t versions_ = 0;
};

}  // namespace registers

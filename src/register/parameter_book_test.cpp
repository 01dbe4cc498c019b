#include "register/parameter_book.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "register/record_check.hpp"

namespace registers {
namespace {

Catalogue catalogue_of_one() {
  Declaration student;
  student.name = "student";
  student.parameters = {{"least_age", {}, {}, {{std::nullopt, 13, "旧", true}}, true, {}},
                        {"longest", {}, {}, {{std::nullopt, 12, {}, true}}, true, {}}};
  Field age;
  age.name = "age";
  age.type = Type::integer;
  student.fields.push_back(age);
  student.rules.push_back({"age >= $least_age", {"太小", "too young"}, {}, Severity::error, {}});
  return {{student}};
}

TEST(ParameterBook, HoldsWhatWasDeclared) {
  const ParameterBook book(catalogue_of_one());
  EXPECT_EQ(book.on("student", "least_age", Date(2026, 1, 1)).value, 13);
  EXPECT_EQ(book.on("student", "longest", Date(2026, 1, 1)).value, 12);
}

TEST(ParameterBook, ReplacesOneParameterAndKeepsTheOrder) {
  ParameterBook book(catalogue_of_one());
  Parameter line = book.line("student", "least_age");
  line.values.push_back({Date(2026, 9, 1), 15, "新", true});
  book.replace("student", line);
  const auto now = book.of("student").now();
  EXPECT_EQ(now->front().name, "least_age");
  EXPECT_EQ(now->back(), catalogue_of_one().registers.front().parameters.back());
  EXPECT_EQ(book.on("student", "least_age", Date(2026, 8, 31)).value, 13);
  EXPECT_EQ(book.on("student", "least_age", Date(2026, 9, 1)).value, 15);
}

TEST(ParameterBook, WhatWasAskedForStaysAsItWas) {
  ParameterBook book(catalogue_of_one());
  const auto before = book.of("student").now();
  Parameter line = book.line("student", "least_age");
  line.values.front().value = 99;
  book.replace("student", line);
  EXPECT_EQ(before->front().values.front().value, 13);
}

TEST(ParameterBook, ACopyIsTriedAloneAndKnowsWhatWasReplacedBefore) {
  ParameterBook book(catalogue_of_one());
  Parameter line = book.line("student", "least_age");
  line.values.front().value = 14;
  book.replace("student", line);
  ParameterBook copy(book);
  EXPECT_EQ(copy.on("student", "least_age", Date(2026, 1, 1)).value, 14);
  line.values.front().value = 16;
  copy.replace("student", line);
  EXPECT_EQ(book.on("student", "least_age", Date(2026, 1, 1)).value, 14);
}

TEST(ParameterBook, RulesFollowItFromItsDay) {
  const Catalogue catalogue = catalogue_of_one();
  ParameterBook book(catalogue);
  const RecordCheck check(catalogue.registers.front(), book.of("student"));
  const auto passes = [&](Date day) {
    Record record(catalogue.registers.front());
    record[0] = std::int64_t{14};
    std::vector<Issue> issues;
    check.check(record, day, issues);
    return issues.empty();
  };
  EXPECT_TRUE(passes(Date(2026, 9, 1)));
  Parameter line = book.line("student", "least_age");
  line.values.push_back({Date(2026, 9, 1), 15, "新", true});
  book.replace("student", line);
  EXPECT_TRUE(passes(Date(2026, 8, 31)));
  EXPECT_FALSE(passes(Date(2026, 9, 1)));
}

TEST(ParameterBook, IsReadWhileItIsReplaced) {
  ParameterBook book(catalogue_of_one());
  std::atomic<bool> ends{false};
  std::thread reader([&] {
    while (!ends) EXPECT_GE(book.on("student", "least_age", Date(2026, 1, 1)).value, 13);
  });
  Parameter line = book.line("student", "least_age");
  for (std::int64_t value = 13; value < 200; ++value) {
    line.values.front().value = value;
    book.replace("student", line);
  }
  ends = true;
  reader.join();
  EXPECT_EQ(book.on("student", "least_age", Date(2026, 1, 1)).value, 199);
}

}  // namespace
}  // namespace registers

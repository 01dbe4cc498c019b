#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admission/admission_scheme.hpp"

//! Files of candidates and of marks as schools and examination offices export them. Pure.
namespace admission {

//! results: what whoever admits elsewhere has decided; enrolment: who came to the school.
enum class ImportKind { candidates, marks, eligibility, results, enrolment };
BOOST_DESCRIBE_ENUM(ImportKind, candidates, marks, eligibility, results, enrolment)

enum class Eligibility { unchecked, eligible, ineligible };
BOOST_DESCRIBE_ENUM(Eligibility, unchecked, eligible, ineligible)

enum class Enrolment { unknown, reported, absent };
BOOST_DESCRIBE_ENUM(Enrolment, unknown, reported, absent)

//! A place that was given elsewhere.
struct PlaceElsewhere {
  std::string institution;  // as written; empty: none
  std::string programme;
  std::string round;

  bool operator==(const PlaceElsewhere&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceElsewhere, (), (institution, programme, round))

//! Marks in thousandths, by subject.
using Marks = std::map<std::string, std::int64_t>;

//! Somebody who takes part. No identity number and no telephone: nothing here needs them.
struct Candidate {
  std::string number;  // 考号
  std::string name;
  std::string county;  // unit
  std::string school;  // from which he graduates, as written
  std::string category;
  Marks marks;  // as imported
  Eligibility eligibility = Eligibility::unchecked;
  std::string eligibility_reason = {};
  std::optional<PlaceElsewhere> elsewhere = {};  // nothing: no result has come
  Enrolment enrolment = Enrolment::unknown;
  std::string enrolment_reason = {};

  bool operator==(const Candidate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (number, name, county, school, category, marks, eligibility,
                       eligibility_reason, elsewhere, enrolment, enrolment_reason))

//! A row that is left out, and why. `row` counts as the sheet does, from 1.
struct RowFault {
  std::int64_t row = 0;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(RowFault, (), (row, reason))

struct CandidateFile {
  std::vector<Candidate> rows;  // number and what the kind brings, nothing else
  std::vector<RowFault> faults;
};

//! What a file may name: counties by every name they are known by.
using CountyNames = std::map<std::string, std::string, std::less<>>;

inline constexpr std::size_t kCandidatesMax = 200'000;

//! Reads CSV (UTF-8 or GB18030). Columns by their Chinese or English title: 考号 number, 姓名 name,
//! 县区 county, 毕业学校 school, 科类 category; of marks the titles or ids of `subjects`, or of all
//! that are not computed; of eligibility 资格 and 说明; of results 录取院校 (empty: none), 录取专业
//! and 批次; of enrolment 报到 and 原因. Other columns are ignored. One bad row does not stop the
//! others. Throws a 422 Problem if a column is missing or the text is no table.
CandidateFile read_candidates(std::string text, ImportKind kind, const Scheme& scheme,
                              const CountyNames& counties,
                              const std::vector<std::string>& subjects = {});

//! What a row of a file makes of the candidate as he is (nullptr: unknown); nothing if the file
//! cannot add him.
std::optional<Candidate> merged(const Candidate* known, const Candidate& row, ImportKind kind);

//! 612.5, at most three decimals; nothing if it is no mark from 0 to `max_mark`.
std::optional<std::int64_t> thousandths(std::string_view text, std::int64_t max_mark);
//! The shortest form: 612.5, 600.
std::string mark_text(std::int64_t thousandths);

}  // namespace admission

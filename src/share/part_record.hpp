#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "share/report_record.hpp"

//! Handing a share down (分办): a county or school gives parts of its share to its sections and to
//! units under it, waits for their answers period by period and merges them into its report
//! (domain §14). Pure.
namespace share {

using base::Date;
using base::Text;

struct Part {
  std::string id;  // UUID, kept when the list is drawn up anew
  //! A unit under the one that hands down, whose own people answer; none: a section of that unit,
  //! for which the unit's people answer.
  std::optional<std::string> unit{};
  std::string section;  // name of the section; empty if it is a unit
  std::string what;     // what is asked of it

  bool operator==(const Part&) const = default;
};
BOOST_DESCRIBE_STRUCT(Part, (), (id, unit, section, what))

//! The parts of one share. Its JSON is the content of part_list_version.
struct PartList {
  std::vector<Part> parts;

  bool operator==(const PartList&) const = default;
};
BOOST_DESCRIBE_STRUCT(PartList, (), (parts))

struct PartContent {
  bool no_change = false;
  std::string text;
  std::vector<std::string> files;  // ids
  //! What the part has come to in all, by quantity of the share. None given: as it said last.
  std::optional<std::vector<Quantity>> quantities{};

  bool operator==(const PartContent&) const = default;
};
BOOST_DESCRIBE_STRUCT(PartContent, (), (no_change, text, files, quantities))

//! One version of what a part answers on a period. Its JSON is the content of part_answer_version.
struct PartAnswer {
  std::string id;
  std::int64_t version = 0;  // 0: not stored

  std::string share;
  std::string part;
  std::string period;  // key
  PartContent content;
  std::string by;  // display name
  Date on;
};
BOOST_DESCRIBE_STRUCT(PartAnswer, (), (share, part, period, content, by, on))

//! What is impossible in a list: too many, neither unit nor section or both, one twice, too long.
std::vector<base::FieldError> faults_of(const PartList& list);
//! What is impossible in an answer: nothing said, too long, too many files, no quantity of the
//! share's milestones.
std::vector<base::FieldError> faults_of(const PartContent& content,
                                        const std::vector<Milestone>& milestones);

//! Those that still are of the milestones: lists change.
std::vector<Quantity> still_counted(const std::vector<Quantity>& quantities,
                                    const std::vector<Milestone>& milestones);

//! The answer as it is kept: without quantities, or if nothing changed, those `before` stay that
//! are still counted.
PartContent with_quantities(PartContent content, const std::vector<Quantity>& before,
                            const std::vector<Milestone>& milestones);

//! A part and what it is called.
struct NamedPart {
  std::string name;
  const PartAnswer* answer = nullptr;  // none: missing
  std::string part{};                  // its id
};

//! The answers as one text, a line each in the order of the parts; who is missing is left out. Who
//! says that nothing changed is summed up at the end; who only gave quantities is in the sums.
std::string merged_text(const std::vector<NamedPart>& parts);

struct SaidQuantity {
  std::string part;  // id
  std::int64_t value = 0;
};
BOOST_DESCRIBE_STRUCT(SaidQuantity, (), (part, value))

//! What the parts have come to together in one quantity.
struct QuantitySum {
  std::string milestone;
  std::int64_t sum = 0;
  std::vector<SaidQuantity> said;
  std::vector<std::string> missing;  // ids of parts without an answer
  std::vector<std::string> unsaid;   // ids of parts that answered and gave no such quantity
};
BOOST_DESCRIBE_STRUCT(QuantitySum, (), (milestone, sum, said, missing, unsaid))

//! In the order of the milestones; without those that nobody says.
std::vector<QuantitySum> sums_of(const std::vector<NamedPart>& parts,
                                 const std::vector<Milestone>& milestones);

}  // namespace share

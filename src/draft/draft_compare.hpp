#pragma once

#include <string>
#include <vector>

#include "plan/plan_model.hpp"

//! How well a drafted plan agrees with one that people made from the same document. Pure.
namespace draft {

struct KindScore {
  std::string kind;  // measures, tasks, units, deadlines, results, links, commitments, seats
  int expected = 0;
  int drafted = 0;
  int right = 0;
  std::vector<std::string> missed;      // expected and not drafted
  std::vector<std::string> false_ones;  // drafted and not expected

  double precision_percent() const { return drafted == 0 ? 100.0 : 100.0 * right / drafted; }
  double recall_percent() const { return expected == 0 ? 100.0 : 100.0 * right / expected; }
};
BOOST_DESCRIBE_STRUCT(KindScore, (), (kind, expected, drafted, right, missed, false_ones))

//! Texts are not compared, because people write them in their own words: measures and tasks agree
//! by number (and group), units by id and role within a task, deadlines by day, links by task,
//! measure and cover, commitments by their numbers, unit and comparator, seats by body, title,
//! unit and person. A promise without a number (全部、各校都要) agrees by its wording, because a
//! document rarely names what is counted. A drafted commitment that repeats one in another place
//! counts once.
std::vector<KindScore> compare(const plan::Plan& drafted, const plan::Plan& expected);

//! A table and every miss and false one.
std::string scores_text(const std::vector<KindScore>& scores);

}  // namespace draft

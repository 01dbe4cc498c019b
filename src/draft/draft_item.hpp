#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "plan/plan_model.hpp"

//! A drafted plan as pieces that a person can judge one by one. Each piece is what the plan will
//! hold (plan_model.hpp), with the places of the document it was read from.
namespace draft {

using base::Date;
using base::Text;

//! `plan` is what the document says of itself; a draft has exactly one.
enum class ItemKind { plan, goal, group, measure, task, commitment, unit, scope, body, duty };
BOOST_DESCRIBE_ENUM(ItemKind, plan, goal, group, measure, task, commitment, unit, scope, body, duty)

//! undecided: as drafted. accepted: as drafted and confirmed. corrected: changed by a person.
//! added: a person's own. rejected: not in the plan.
enum class ItemState { undecided, accepted, corrected, rejected, added };
BOOST_DESCRIBE_ENUM(ItemState, undecided, accepted, corrected, rejected, added)

//! A stretch of the document's text in UTF-16 code units, as browsers count; `end` is one past.
struct TextSpan {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  bool operator==(const TextSpan&) const = default;
};
BOOST_DESCRIBE_STRUCT(TextSpan, (), (begin, end))

//! The head of a plan: plan.yaml without goals and scopes.
struct PlanFile {
  std::string id;
  std::string region;
  Text title;
  Text short_title;
  plan::Document document;

  bool operator==(const PlanFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanFile, (), (id, region, title, short_title, document))

//! Exactly one member is set: the one that the item's kind names.
struct DraftContent {
  std::optional<PlanFile> plan;
  std::optional<plan::Goal> goal;
  std::optional<plan::Group> group;
  std::optional<plan::Measure> measure;
  std::optional<plan::Task> task;
  std::optional<plan::Commitment> commitment;
  std::optional<plan::Unit> unit;
  std::optional<plan::Scope> scope;
  std::optional<plan::Body> body;
  std::optional<plan::Duty> duty;

  bool operator==(const DraftContent&) const = default;
};
BOOST_DESCRIBE_STRUCT(DraftContent, (),
                      (plan, goal, group, measure, task, commitment, unit, scope, body, duty))

//! Where one member of the content was read, and why it is believed.
struct DraftFact {
  std::string field;  // "title", "deadline", "responsible/0", "seats/2": path inside the content
  std::vector<TextSpan> spans;
  std::string written;  // the words of the document
  int confidence_percent = 0;
  std::string rule;  // id of the engine's rule; empty if the program filled a gap
  Text why;          // the rule in words, or how the gap was filled

  bool operator==(const DraftFact&) const = default;
};
BOOST_DESCRIBE_STRUCT(DraftFact, (), (field, spans, written, confidence_percent, rule, why))

//! Below this a person should look first.
inline constexpr int kUnsureBelow = 60;

struct DraftedItem {
  ItemKind kind = ItemKind::task;
  DraftContent content;
  std::vector<TextSpan> spans;  // all of it, in order
  std::vector<DraftFact> facts;
  //! Of the least sure fact.
  int confidence_percent = 0;
  //! True if it joins the plan only once a person accepts it: a duty said in running text.
  bool only_if_accepted = false;

  bool operator==(const DraftedItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(DraftedItem, (),
                      (kind, content, spans, facts, confidence_percent, only_if_accepted))

//! What is wrong or doubtful in the document itself.
struct DocumentFinding {
  std::string kind;
  std::vector<TextSpan> spans;
  Text message;
};
BOOST_DESCRIBE_STRUCT(DocumentFinding, (), (kind, spans, message))

struct NotUnderstood {
  std::string kind;  // unit, deadline, quantity, table_row, seat, responsibility
  std::vector<TextSpan> spans;
  std::string written;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(NotUnderstood, (), (kind, spans, written, reason))

enum class DocumentPartKind {
  navigation,
  register_card,
  notice,
  body,
  annex,
  repetition,
  page_furniture,
  blank
};
BOOST_DESCRIBE_ENUM(DocumentPartKind, navigation, register_card, notice, body, annex, repetition,
                    page_furniture, blank)

//! Parts cover the text; navigation, repetition and page_furniture are set apart.
struct DocumentPart {
  DocumentPartKind kind = DocumentPartKind::body;
  TextSpan span;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(DocumentPart, (), (kind, span, title))

//! The kind whose member is set; none if there is not exactly one.
std::optional<ItemKind> kind_of(const DraftContent& content);

//! What a list calls it: "7 深化学分制改革".
Text title_of(const DraftContent& content);

}  // namespace draft

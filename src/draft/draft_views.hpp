#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "draft/draft_item.hpp"
#include "plan/plan_check.hpp"
#include "plan/plan_diff.hpp"
#include "plan/plan_service.hpp"

//! What the API says and takes about drafts.
namespace draft {

//! reading: the engine still works; review: people decide; failed: see `failure`; finished: the
//! plan was made from it; discarded: kept, but nothing more happens to it.
//! finishing: the plan is being made of it, and nothing of it changes meanwhile.
enum class DraftState { reading, review, finishing, failed, finished, discarded };
BOOST_DESCRIBE_ENUM(DraftState, reading, review, finishing, failed, finished, discarded)

//! What kind of file it was, by its content.
enum class DocumentKind { text, html, docx, pdf, scanned_pdf, ofd, legacy_office };
BOOST_DESCRIBE_ENUM(DocumentKind, text, html, docx, pdf, scanned_pdf, ofd, legacy_office)

struct DraftProgress {
  int items = 0;
  int undecided = 0;
  int unsure = 0;  // of the undecided ones, below kUnsureBelow
  int accepted = 0;
  int corrected = 0;
  int rejected = 0;
  int added = 0;

  bool operator==(const DraftProgress&) const = default;
};
BOOST_DESCRIBE_STRUCT(DraftProgress, (),
                      (items, undecided, unsure, accepted, corrected, rejected, added))

//! One draft in the list of drafts.
struct DraftLine {
  std::string id;
  std::int64_t version = 0;  // of the draft itself: state; items have their own
  DraftState state = DraftState::reading;
  std::string file_name;
  std::optional<DocumentKind> file_kind;  // none while it is read
  //! True if the text came from a picture: every word may be wrong.
  bool low_confidence = false;
  Text title;              // of the plan; empty while it is read
  std::string number;      // 平政发〔2020〕76号
  std::string plan_id;     // empty while it is read
  std::string made_at;     // RFC 3339
  std::string made_by;     // name of the person
  std::string changed_at;  // RFC 3339: last change of an item
  std::optional<Text> failure;
  DraftProgress progress;
};
BOOST_DESCRIBE_STRUCT(DraftLine, (),
                      (id, version, state, file_name, file_kind, low_confidence, title, number,
                       plan_id, made_at, made_by, changed_at, failure, progress))

//! GET /api/drafts: newest first.
struct DraftList {
  std::vector<DraftLine> drafts;
};
BOOST_DESCRIBE_STRUCT(DraftList, (), (drafts))

struct DraftItem {
  std::string id;
  std::int64_t version = 0;
  ItemKind kind = ItemKind::task;
  ItemState state = ItemState::undecided;
  Text title;
  DraftContent content;
  std::vector<TextSpan> spans;
  std::vector<DraftFact> facts;  // of the item as drafted, also after a correction
  int confidence_percent = 0;
  bool only_if_accepted = false;
  std::string merged_into;  // id of the item that took it up; empty if none
  std::string decided_by;   // name of the person; empty while undecided
  std::string decided_at;   // RFC 3339
  bool can_undo = false;
};
BOOST_DESCRIBE_STRUCT(DraftItem, (),
                      (id, version, kind, state, title, content, spans, facts, confidence_percent,
                       only_if_accepted, merged_into, decided_by, decided_at, can_undo))

//! A unit or scope that contents may name.
struct DraftChoice {
  std::string id;
  Text name;
};
BOOST_DESCRIBE_STRUCT(DraftChoice, (), (id, name))

//! GET /api/drafts/{id}
struct DraftView {
  DraftLine draft;
  //! In the order of the kinds, then of the document.
  std::vector<DraftItem> items;
  std::vector<DocumentPart> parts;
  std::vector<DocumentFinding> findings;
  std::vector<NotUnderstood> not_understood;
  std::vector<Text> remarks;  // of the reader of the file: what was set apart, what may be lost
  //! The organisation of the plan in use, which contents may name besides drafted units and scopes.
  std::vector<DraftChoice> units;
  std::vector<DraftChoice> scopes;
};
BOOST_DESCRIBE_STRUCT(DraftView, (),
                      (draft, items, parts, findings, not_understood, remarks, units, scopes))

//! GET /api/drafts/{id}/text: never changes. A table is one row a line with TAB between cells, a
//! line break inside a cell is U+2028, form feed ends a page.
struct DraftText {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(DraftText, (), (text))

//! POST /api/drafts?file_name=… with the bytes of the file as body.
struct DraftUploadQuery {
  std::string file_name;
};
BOOST_DESCRIBE_STRUCT(DraftUploadQuery, (), (file_name))

//! POST /api/drafts/{id}/items
struct NewDraftItem {
  DraftContent content;
  std::optional<std::vector<TextSpan>> spans;
};
BOOST_DESCRIBE_STRUCT(NewDraftItem, (), (content, spans))

//! POST /api/drafts/{id}/items/{item}/correction, with If-Match
struct DraftCorrection {
  DraftContent content;
};
BOOST_DESCRIBE_STRUCT(DraftCorrection, (), (content))

//! POST /api/drafts/{id}/items/{item}/split, with If-Match: the item becomes `first`, `second` is a
//! new item.
struct DraftSplit {
  DraftContent first;
  DraftContent second;
};
BOOST_DESCRIBE_STRUCT(DraftSplit, (), (first, second))

//! POST /api/drafts/{id}/items/{item}/merge, with If-Match: the item becomes `content`, `other` is
//! rejected and says into what it was merged.
struct DraftMerge {
  std::string other;
  std::int64_t other_version = 0;
  DraftContent content;
};
BOOST_DESCRIBE_STRUCT(DraftMerge, (), (other, other_version, content))

struct DraftDecision {
  std::string item;
  std::int64_t version = 0;
  bool accept = true;  // false: reject
};
BOOST_DESCRIBE_STRUCT(DraftDecision, (), (item, version, accept))

//! POST /api/drafts/{id}/decisions: all or none. 412 with the item as it is now if one is no longer
//! at its version. At most 2,000 at once.
struct DraftDecisions {
  std::vector<DraftDecision> decisions;
};
BOOST_DESCRIBE_STRUCT(DraftDecisions, (), (decisions))

//! What an action changed: every item it touched, as it is now.
struct ItemsChanged {
  DraftLine draft;
  std::vector<DraftItem> items;
};
BOOST_DESCRIBE_STRUCT(ItemsChanged, (), (draft, items))

//! What finishing would do to the plan in use.
enum class DraftEffect {
  new_version,  // the same plan: a new version of it
  first_plan,   // the server has only its start plan: this one takes its place
  other_plan,   // of the same region: takes its place if asked to
  other_region  // kept as a folder for a server of that region
};
BOOST_DESCRIBE_ENUM(DraftEffect, new_version, first_plan, other_plan, other_region)

//! GET /api/drafts/{id}/check: the plan as it would be made now.
//! A task of a new version that by its wording is one of the plan in use under another number.
struct MovedTask {
  int from = 0;  // number in the plan in use, whose records it would leave behind
  int to = 0;
  Text title;
};
BOOST_DESCRIBE_STRUCT(MovedTask, (), (from, to, title))

struct DraftCheck {
  std::string plan_id;
  DraftEffect effect = DraftEffect::other_plan;
  int undecided = 0;         // must be 0 to finish
  std::vector<Text> faults;  // why it is no plan yet; must be empty to finish
  std::vector<plan::Finding> findings;
  //! Against the plan in use: what is new, changed, dropped. A follow-up with a number of its own
  //! is compared by wording. Empty for `first_plan` and `other_region`.
  std::vector<plan::PlanChange> changes;
  std::vector<MovedTask> moved;  // of a new_version
  std::string running_plan_id;
  Text running_plan_title;
};
BOOST_DESCRIBE_STRUCT(DraftCheck, (),
                      (plan_id, effect, undecided, faults, findings, changes, moved,
                       running_plan_id, running_plan_title))

//! POST /api/drafts/{id}/finish, with If-Match of the draft.
struct DraftFinish {
  //! For `other_plan`: true makes this plan the one in use; the records of the other one are kept
  //! and come back with it.
  bool replace_running = false;
};
BOOST_DESCRIBE_STRUCT(DraftFinish, (), (replace_running))

struct DraftFinished {
  std::string plan_id;
  DraftEffect effect = DraftEffect::other_plan;
  std::optional<plan::LoadOutcome> load;  // for new_version
  //! True if the server starts anew with this plan within seconds: ask /api/plan until its id is
  //! `plan_id`.
  bool restarting = false;
  //! Folder of the plan below the data directory.
  std::string folder;
};
BOOST_DESCRIBE_STRUCT(DraftFinished, (), (plan_id, effect, load, restarting, folder))

}  // namespace draft

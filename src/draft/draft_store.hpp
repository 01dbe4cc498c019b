#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "draft/draft_plan.hpp"
#include "draft/draft_views.hpp"

namespace draft {

//! A draft as stored; `id` and `version` stand in its row.
struct DraftRecord {
  std::string id;
  std::int64_t version = 0;
  DraftState state = DraftState::reading;
  std::string file_name;
  std::optional<DocumentKind> file_kind;
  bool low_confidence = false;
  Text title;
  std::string number;
  std::string plan_id;
  std::string made_at;
  std::string made_by;
  std::optional<Text> failure;
  std::string folder;  // below the data directory, once finished
  //! True if it stands on the organisation of the plan in use, false if on one of its own.
  bool known_place = true;
};
BOOST_DESCRIBE_STRUCT(DraftRecord, (),
                      (state, file_name, file_kind, low_confidence, title, number, plan_id, made_at,
                       made_by, failure, folder, known_place))

//! An item as stored; `id`, `version` and `place` stand in its row.
struct ItemRecord {
  std::string id;
  std::int64_t version = 0;
  std::int64_t place = 0;
  ItemState state = ItemState::undecided;
  DraftedItem drafted;
  DraftContent content;
  std::string merged_into;
  std::string by;
  std::string at;
  //! The action that made this version: the same for all items it touched. Empty as drafted.
  std::string action;
  std::vector<std::string> touched;  // ids of those items
  std::int64_t before = 0;           // version an undo goes back to; 0: the action made the item
};
BOOST_DESCRIBE_STRUCT(ItemRecord, (),
                      (state, drafted, content, merged_into, by, at, action, touched, before))

//! What was found in the text besides items.
struct FoundRecord {
  std::vector<DocumentPart> parts;
  std::vector<DocumentFinding> findings;
  std::vector<NotUnderstood> not_understood;
  std::vector<Text> remarks;
};
BOOST_DESCRIBE_STRUCT(FoundRecord, (), (parts, findings, not_understood, remarks))

//! How far people are with the items of a draft.
struct ItemCounts {
  DraftProgress progress;
  base::Instant changed_at;  // 0 if there are no items
};

//! All SQL of drafts. Every statement supplies the region.
class DraftStore {
 public:
  explicit DraftStore(std::string region) : region_(std::move(region)) {}

  std::vector<DraftRecord> drafts(db::Connection& connection) const;  // newest first
  //! All in that state, the oldest first.
  std::vector<DraftRecord> drafts_in(db::Connection& connection, DraftState state) const;
  std::optional<DraftRecord> draft(db::Connection& connection, const std::string& id) const;
  void insert_draft(db::Connection& connection, const DraftRecord& draft,
                    const std::string& account) const;
  //! False if it is no longer at `draft.version`; otherwise it is at `draft.version + 1`.
  bool update_draft(db::Connection& connection, const DraftRecord& draft,
                    const std::string& account, const std::string& why) const;

  void insert_text(db::Connection& connection, const std::string& id, const std::string& text,
                   const FoundRecord& found) const;
  std::optional<std::string> text(db::Connection& connection, const std::string& id) const;
  FoundRecord found(db::Connection& connection, const std::string& id) const;

  //! By draft; of one draft if given. A draft without items is not there.
  std::map<std::string, ItemCounts> counts(db::Connection& connection,
                                           const std::optional<std::string>& draft = {}) const;
  ItemCounts counts_of(db::Connection& connection, const std::string& draft) const;
  //! By place, then id.
  std::vector<ItemRecord> items(db::Connection& connection, const std::string& draft) const;
  std::optional<ItemRecord> item(db::Connection& connection, const std::string& draft,
                                 const std::string& id) const;
  //! What the item was at an earlier version. Precondition: it had that version.
  ItemRecord item_at(db::Connection& connection, const ItemRecord& item,
                     std::int64_t version) const;
  void insert_item(db::Connection& connection, const std::string& draft, const ItemRecord& item,
                   const std::string& account, const std::string& why) const;
  bool update_item(db::Connection& connection, const ItemRecord& item, const std::string& account,
                   const std::string& why) const;

 private:
  std::string region_;
};

}  // namespace draft

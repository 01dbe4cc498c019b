#include "draft/draft_store.hpp"

#include <algorithm>
#include <utility>

#include "base/record_json.hpp"
#include "db/version.hpp"

namespace draft {

namespace {

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

DraftRecord draft_from(std::string id, std::int64_t version, const std::string& content) {
  auto draft = base::record_from<DraftRecord>(content);
  draft.id = std::move(id);
  draft.version = version;
  return draft;
}

ItemRecord item_from(std::string id, std::int64_t version, std::int64_t place,
                     const std::string& content) {
  auto item = base::record_from<ItemRecord>(content);
  item.id = std::move(id);
  item.version = version;
  item.place = place;
  return item;
}

constexpr std::string_view kDrafts =
    "SELECT draft.id, draft.version, draft_version.content FROM draft "
    "JOIN draft_version ON draft_version.region = draft.region AND draft_version.id = draft.id "
    "AND draft_version.version = draft.version WHERE draft.region = :region ";

constexpr std::string_view kItems =
    "SELECT draft_item.id, draft_item.version, draft_item.place, draft_item_version.content "
    "FROM draft_item JOIN draft_item_version "
    "ON draft_item_version.region = draft_item.region AND draft_item_version.id = draft_item.id "
    "AND draft_item_version.version = draft_item.version "
    "WHERE draft_item.region = :region AND draft_item.draft = :draft ";

}  // namespace

std::vector<DraftRecord> DraftStore::drafts(db::Connection& connection) const {
  constexpr std::int64_t kDraftsMax = 500;
  std::vector<DraftRecord> drafts;
  for (auto& [id, version, content] : connection.select<std::string, std::int64_t, std::string>(
           std::string(kDrafts) + "ORDER BY draft.id DESC LIMIT :most",
           {{"region", region_}, {"most", kDraftsMax}})) {
    drafts.push_back(draft_from(std::move(id), version, content));
  }
  return drafts;
}

std::vector<DraftRecord> DraftStore::drafts_in(db::Connection& connection, DraftState state) const {
  std::vector<DraftRecord> drafts;
  for (auto& [id, version, content] : connection.select<std::string, std::int64_t, std::string>(
           std::string(kDrafts) + "AND draft.state = :state ORDER BY draft.id",
           {{"region", region_}, {"state", name_of(state)}})) {
    drafts.push_back(draft_from(std::move(id), version, content));
  }
  return drafts;
}

std::optional<DraftRecord> DraftStore::draft(db::Connection& connection,
                                             const std::string& id) const {
  auto row = connection.select_one<std::string, std::int64_t, std::string>(
      std::string(kDrafts) + "AND draft.id = :id", {{"region", region_}, {"id", id}});
  if (!row) return std::nullopt;
  auto& [key, version, content] = *row;
  return draft_from(std::move(key), version, content);
}

void DraftStore::insert_draft(db::Connection& connection, const DraftRecord& draft,
                              const std::string& account) const {
  connection.execute(
      "INSERT INTO draft (region, id, version, state) VALUES (:region, :id, 1, :state)",
      {{"region", region_}, {"id", draft.id}, {"state", name_of(draft.state)}});
  db::append_version(connection, "draft_version",
                     {region_, draft.id, account, "upload", base::record_text(draft)});
}

bool DraftStore::update_draft(db::Connection& connection, const DraftRecord& draft,
                              const std::string& account, const std::string& why) const {
  const std::int64_t changed = connection.execute(
      "UPDATE draft SET version = :next, state = :state "
      "WHERE region = :region AND id = :id AND version = :version",
      {{"next", draft.version + 1},
       {"state", name_of(draft.state)},
       {"region", region_},
       {"id", draft.id},
       {"version", draft.version}});
  if (changed == 0) return false;
  db::append_version(connection, "draft_version",
                     {region_, draft.id, account, why, base::record_text(draft)});
  return true;
}

void DraftStore::insert_text(db::Connection& connection, const std::string& id,
                             const std::string& text, const FoundRecord& found) const {
  connection.execute(
      "INSERT INTO draft_text (region, id, content, found) VALUES (:region, :id, :text, :found)",
      {{"region", region_}, {"id", id}, {"text", text}, {"found", base::record_text(found)}});
}

std::optional<std::string> DraftStore::text(db::Connection& connection,
                                            const std::string& id) const {
  auto row = connection.select_one<std::string>(
      "SELECT content FROM draft_text WHERE region = :region AND id = :id",
      {{"region", region_}, {"id", id}});
  if (!row) return std::nullopt;
  return std::get<0>(std::move(*row));
}

FoundRecord DraftStore::found(db::Connection& connection, const std::string& id) const {
  const auto row = connection.select_one<std::string>(
      "SELECT found FROM draft_text WHERE region = :region AND id = :id",
      {{"region", region_}, {"id", id}});
  return row ? base::record_from<FoundRecord>(std::get<0>(*row)) : FoundRecord{};
}

std::map<std::string, ItemCounts> DraftStore::counts(
    db::Connection& connection, const std::optional<std::string>& draft) const {
  std::map<std::string, ItemCounts> all;
  std::vector<db::Bind> binds{{"region", region_}};
  if (draft) binds.emplace_back("draft", *draft);
  for (const auto& [id, state, unsure, rows, changed_at] :
       connection.select<std::string, std::string, bool, std::int64_t, base::Instant>(
           std::string("SELECT draft_item.draft, draft_item.state, draft_item.unsure, count(*), "
                       "max(draft_item_version.recorded_at) FROM draft_item "
                       "JOIN draft_item_version "
                       "ON draft_item_version.region = draft_item.region "
                       "AND draft_item_version.id = draft_item.id "
                       "AND draft_item_version.version = draft_item.version "
                       "WHERE draft_item.region = :region ") +
               (draft ? "AND draft_item.draft = :draft " : "") +
               "GROUP BY draft_item.draft, draft_item.state, draft_item.unsure",
           binds)) {
    ItemCounts& counts = all[id];
    DraftProgress& progress = counts.progress;
    const int count = static_cast<int>(rows);
    progress.items += count;
    if (state == "undecided") progress.undecided += count;
    if (state == "undecided" && unsure) progress.unsure += count;
    if (state == "accepted") progress.accepted += count;
    if (state == "corrected") progress.corrected += count;
    if (state == "rejected") progress.rejected += count;
    if (state == "added") progress.added += count;
    counts.changed_at = std::max(counts.changed_at, changed_at);
  }
  return all;
}

ItemCounts DraftStore::counts_of(db::Connection& connection, const std::string& draft) const {
  return counts(connection, draft)[draft];
}

std::vector<ItemRecord> DraftStore::items(db::Connection& connection,
                                          const std::string& draft) const {
  std::vector<ItemRecord> items;
  for (auto& [id, version, place, content] :
       connection.select<std::string, std::int64_t, std::int64_t, std::string>(
           std::string(kItems) + "ORDER BY draft_item.place, draft_item.id",
           {{"region", region_}, {"draft", draft}})) {
    items.push_back(item_from(std::move(id), version, place, content));
  }
  return items;
}

std::optional<ItemRecord> DraftStore::item(db::Connection& connection, const std::string& draft,
                                           const std::string& id) const {
  auto row = connection.select_one<std::string, std::int64_t, std::int64_t, std::string>(
      std::string(kItems) + "AND draft_item.id = :id",
      {{"region", region_}, {"draft", draft}, {"id", id}});
  if (!row) return std::nullopt;
  auto& [key, version, place, content] = *row;
  return item_from(std::move(key), version, place, content);
}

ItemRecord DraftStore::item_at(db::Connection& connection, const ItemRecord& item,
                               std::int64_t version) const {
  const auto row = connection.select_only<std::string>(
      "SELECT content FROM draft_item_version "
      "WHERE region = :region AND id = :id AND version = :version",
      {{"region", region_}, {"id", item.id}, {"version", version}});
  return item_from(item.id, item.version, item.place, std::get<0>(row));
}

void DraftStore::insert_item(db::Connection& connection, const std::string& draft,
                             const ItemRecord& item, const std::string& account,
                             const std::string& why) const {
  connection.execute(
      "INSERT INTO draft_item (region, id, version, draft, place, state, unsure) "
      "VALUES (:region, :id, 1, :draft, :place, :state, :unsure)",
      {{"region", region_},
       {"id", item.id},
       {"draft", draft},
       {"place", item.place},
       {"state", name_of(item.state)},
       {"unsure", item.drafted.confidence_percent < kUnsureBelow}});
  db::append_version(connection, "draft_item_version",
                     {region_, item.id, account, why, base::record_text(item)});
}

bool DraftStore::update_item(db::Connection& connection, const ItemRecord& item,
                             const std::string& account, const std::string& why) const {
  const std::int64_t changed = connection.execute(
      "UPDATE draft_item SET version = :next, state = :state "
      "WHERE region = :region AND id = :id AND version = :version",
      {{"next", item.version + 1},
       {"state", name_of(item.state)},
       {"region", region_},
       {"id", item.id},
       {"version", item.version}});
  if (changed == 0) return false;
  db::append_version(connection, "draft_item_version",
                     {region_, item.id, account, why, base::record_text(item)});
  return true;
}

}  // namespace draft

#include "draft/draft_service.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <utility>

#include "base/durable.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "base/text.hpp"
#include "document/zip_archive.hpp"
#include "draft/current_plan.hpp"
#include "draft/draft_align.hpp"
#include "draft/wording.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_load.hpp"
#include "plan/plan_write.hpp"

namespace draft {

namespace fs = std::filesystem;
using boost::asio::awaitable;

namespace {

constexpr std::int64_t kPlaceStep = 1000;

void require(const Actor& actor) {
  if (!zhijiao::access::may(actor, zhijiao::access::Permission::plan_load)) {
    throw base::forbidden({"起草和载入方案由领导小组办公室办理；如有需要，请联系管理员。",
                           "Drafting and loading plans is for the plan office; ask the "
                           "administrator if you need it."});
  }
}

bool is_start(const plan::Plan& plan) { return plan.id == kStartPlanId; }

DocumentKind kind_of_file(document::Kind kind) {
  switch (kind) {
    case document::Kind::text:
      return DocumentKind::text;
    case document::Kind::html:
      return DocumentKind::html;
    case document::Kind::docx:
      return DocumentKind::docx;
    case document::Kind::pdf:
      return DocumentKind::pdf;
    case document::Kind::scanned_pdf:
      return DocumentKind::scanned_pdf;
    case document::Kind::ofd:
      return DocumentKind::ofd;
    case document::Kind::legacy_office:
      return DocumentKind::legacy_office;
  }
  return DocumentKind::text;
}

// In the plan as it would be made now.
bool is_in_plan(const ItemRecord& item) {
  if (item.state == ItemState::rejected) return false;
  return item.state != ItemState::undecided || !item.drafted.only_if_accepted;
}

DraftItem view_of(const ItemRecord& item) {
  DraftItem view;
  view.id = item.id;
  view.version = item.version;
  view.kind = item.drafted.kind;
  view.state = item.state;
  view.title = title_of(item.content);
  view.content = item.content;
  view.spans = item.drafted.spans;
  view.facts = item.drafted.facts;
  view.confidence_percent = item.drafted.confidence_percent;
  view.only_if_accepted = item.drafted.only_if_accepted;
  view.merged_into = item.merged_into;
  view.decided_by = item.by;
  view.decided_at = item.at;
  view.can_undo = !item.action.empty();
  return view;
}

DraftLine line_of(const DraftRecord& draft, const ItemCounts& counts) {
  DraftLine line;
  line.id = draft.id;
  line.version = draft.version;
  line.state = draft.state;
  line.file_name = draft.file_name;
  line.file_kind = draft.file_kind;
  line.low_confidence = draft.low_confidence;
  line.title = draft.title;
  line.number = draft.number;
  line.plan_id = draft.plan_id;
  line.made_at = draft.made_at;
  line.made_by = draft.made_by;
  line.failure = draft.failure;
  line.progress = counts.progress;
  line.changed_at = counts.changed_at.us == 0 ? draft.made_at : base::rfc3339(counts.changed_at);
  return line;
}

void check_kind(const DraftContent& content, std::optional<ItemKind> wanted,
                const std::string& field) {
  const auto kind = kind_of(content);
  if (kind && (!wanted || *kind == *wanted)) return;
  throw base::invalid({"内容的类别不对。", "The content is of another kind."},
                      {{field,
                        {"只写一种内容，且与这一项的类别相同。",
                         "Give exactly one content, of the kind of the item."}}});
}

std::vector<Text> fault_texts(const plan::LoadError& error) {
  std::vector<Text> faults;
  for (const plan::Fault& fault : error.faults()) {
    faults.push_back({fmt::format("{}：{}", fault.file, fault.reason.zh),
                      fmt::format("{}: {}", fault.file, fault.reason.en)});
  }
  return faults;
}

std::string file_name_of(const std::string& given) {
  constexpr std::size_t kNameMost = 200;
  std::string name = given.substr(given.find_last_of("/\\") + 1);
  std::erase_if(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  if (name.empty() || base::character_count(name) > kNameMost) {
    throw base::bad_request(
        {"请给出文件名，最多 200 字。", "Give the file's name, at most 200 characters."},
        {{"file_name", {"文件名为空或过长。", "The name is empty or too long."}}});
  }
  return name;
}

}  // namespace

plan::Plan empty_plan(const std::string& region) {
  plan::Plan plan = start_plan(region);
  plan.id = kStartPlanId;
  plan.title = {"尚未载入方案", "No plan yet"};
  plan.short_title = plan.title;
  plan::Unit root;
  root.id = kStartUnit;
  root.name = {"本地区", "This region"};
  root.kind = plan::UnitKind::city;
  root.division_code = region;
  plan.units.push_back(std::move(root));
  plan.document.number = "无文号";
  plan.document.issuer = kStartUnit;
  // Before any record, so that no day of the program is refused as too early.
  plan.document.signed_on = Date(2000, 1, 1);
  plan.document.formed_on = plan.document.signed_on;
  plan.document.published_on = plan.document.signed_on;
  return plan;
}

DraftService::DraftService(db::Database& database, zhijiao::access::AccessService& access,
                           plan::PlanService& plans, base::Random& random, std::string region,
                           Options options)
    : database_(database),
      access_(access),
      plans_(plans),
      random_(random),
      region_(std::move(region)),
      options_(std::move(options)),
      store_(region_) {}

DraftService::~DraftService() {
  // A colleague's scan must not keep the city offline: what waits is not begun.
  pool_.stop();
  pool_.join();
}

void DraftService::take_up_interrupted() {
  database_.write_now([&](db::Connection& connection) {
    for (DraftRecord& draft : store_.drafts_in(connection, DraftState::reading)) {
      draft.state = DraftState::failed;
      draft.failure = {"程序在读这份文件时停止了，请重新上传。",
                       "The program ended while it read this file; upload it again."};
      store_.update_draft(connection, draft, "system", "interrupted");
    }
    for (DraftRecord& draft : store_.drafts_in(connection, DraftState::finishing)) {
      draft.state = DraftState::review;
      store_.update_draft(connection, draft, "system", "interrupted");
    }
  });
}

// --- reading -----------------------------------------------------------------------------------

awaitable<DraftLine> DraftService::upload(const Actor& actor, const std::string& file_name,
                                          std::string bytes, const db::Once& once) {
  require(actor);
  if (bytes.empty()) {
    throw base::bad_request({"文件是空的。", "The file is empty."});
  }
  const std::string name = file_name_of(file_name);
  if (readings_.fetch_add(1) >= options_.readings_max) {
    --readings_;
    throw base::unavailable({"正在读的文件太多，请稍后再上传。",
                             "Too many files are being read; upload it a little later."},
                            20);
  }
  // One place in the queue is held from here on; the reading, or the end of this scope, frees it.
  const std::shared_ptr<void> place(nullptr, [this](void*) { --readings_; });
  bool is_first = false;
  const DraftLine line = co_await database_.write_once<DraftLine>(
      once,
      [&](db::Connection& connection) {
        DraftRecord draft;
        draft.id = base::uuid_v7(connection.clock(), random_);
        draft.version = 1;
        draft.file_name = name;
        draft.made_at = base::rfc3339(connection.now());
        draft.made_by = actor.display_name;
        store_.insert_draft(connection, draft, actor.account);
        access_.audit_trail().record(connection, actor, "draft.upload", draft.id,
                                     fmt::format("{} bytes", bytes.size()));
        return line_of(draft, {});
      },
      &is_first);
  if (is_first) {
    boost::asio::post(pool_, [this, id = line.id, account = actor.account, place,
                              content = std::make_shared<std::string>(std::move(bytes))] {
      read_file(id, account, *content);
    });
  }
  co_return line;
}

void DraftService::read_file(const std::string& id, const std::string& account,
                             const std::string& bytes) {
  std::optional<FileDraft> made;
  bool known_place = true;
  Text failure;
  try {
    document::Options reading;
    reading.tools = options_.tools;
    reading.temporary_folder = options_.data / "tmp";
    document::Document document = document::read_document(bytes, reading);
    const Origin origin = origin_of(document);
    const plan::Plan running = database_.read_now(
        [&](db::Connection& connection) { return plans_.in_use(connection)->plan(); });
    known_place = !is_start(running) && is_of_place(running, origin);
    const plan::Plan base =
        known_place ? running : start_plan(origin.region.empty() ? running.region : origin.region);
    made = draft_document(std::move(document), base, database_.clock().today());
  } catch (const base::Problem& problem) {
    failure = problem.detail();
  } catch (const std::exception& error) {
    spdlog::error("draft {} cannot be read: {}", id, error.what());
    failure = {"读这份文件时出现意外错误，已记入日志，请联系管理员。",
               "An unexpected error happened while reading the file and was logged; tell the "
               "administrator."};
  }
  if (made && made->read.items.size() > kItemsMax) {
    failure = {fmt::format("读出了 {} 项，一份草稿最多 {} 项。请把文件拆开上传。",
                           made->read.items.size(), kItemsMax),
               fmt::format("{} items were read and a draft has at most {}: split the file.",
                           made->read.items.size(), kItemsMax)};
    made.reset();
  }
  try {
    if (made) {
      keep_reading(id, account, *made, known_place);
    } else {
      keep_failure(id, account, failure);
    }
  } catch (const std::exception& error) {
    spdlog::error("draft {} cannot be stored: {}", id, error.what());
    try {
      keep_failure(
          id, account,
          {"读出的内容存不下来，已记入日志。请稍后重新上传，或联系管理员。",
           "What was read could not be stored, which was logged. Upload it again later, or "
           "tell the administrator."});
    } catch (const std::exception& again) {
      // It stays "reading" until the next start says that it failed.
      spdlog::error("draft {}: nor can its failure: {}", id, again.what());
    }
  }
  if (on_change_) on_change_("draft", id);
}

void DraftService::keep_failure(const std::string& id, const std::string& account,
                                const Text& failure) {
  database_.write_now([&](db::Connection& connection) {
    auto draft = store_.draft(connection, id);
    if (!draft || draft->state != DraftState::reading) return;
    draft->state = DraftState::failed;
    draft->failure = failure;
    store_.update_draft(connection, *draft, account, "failed");
  });
}

// Slice by slice, so that others write in between; is_whole() hides the items before the last one.
void DraftService::keep_reading(const std::string& id, const std::string& account,
                                const FileDraft& made, bool known_place) {
  constexpr std::size_t kSlice = 100;
  const std::vector<DraftedItem>& items = made.read.items;
  for (std::size_t begin = 0; begin < items.size(); begin += kSlice) {
    database_.write_now([&](db::Connection& connection) {
      for (std::size_t i = begin; i < std::min(items.size(), begin + kSlice); ++i) {
        ItemRecord item;
        item.id = base::uuid_v7(connection.clock(), random_);
        item.place = static_cast<std::int64_t>(i + 1) * kPlaceStep;
        item.drafted = items[i];
        item.content = items[i].content;
        item.drafted.content = {};
        store_.insert_item(connection, id, item, account, "draft");
      }
    });
  }
  database_.write_now([&](db::Connection& connection) {
    auto draft = store_.draft(connection, id);
    if (!draft || draft->state != DraftState::reading) return;
    draft->state = DraftState::review;
    draft->file_kind = kind_of_file(made.kind);
    draft->low_confidence = made.low_confidence;
    draft->known_place = known_place;
    const PlanFile& head = *items.front().content.plan;
    draft->title = head.title;
    draft->number = head.document.number;
    draft->plan_id = head.id;
    store_.insert_text(
        connection, id, made.text,
        {made.read.parts, made.read.findings, made.read.not_understood, made.remarks});
    store_.update_draft(connection, *draft, account, "drafted");
  });
}

namespace {

// What is being read has some of its items, and what failed may have; neither is shown.
bool is_whole(const DraftRecord& draft) {
  return draft.state != DraftState::reading && !draft.failure;
}

}  // namespace

awaitable<DraftList> DraftService::list(const Actor& actor) {
  require(actor);
  co_return co_await database_.read([&](db::Connection& connection) {
    DraftList list;
    auto counts = store_.counts(connection);
    for (const DraftRecord& draft : store_.drafts(connection)) {
      list.drafts.push_back(line_of(draft, is_whole(draft) ? counts[draft.id] : ItemCounts{}));
    }
    return list;
  });
}

DraftRecord DraftService::known(db::Connection& connection, const std::string& id) const {
  auto draft = store_.draft(connection, id);
  if (!draft) throw base::not_found({"这份草稿", "This draft"});
  return *draft;
}

awaitable<DraftView> DraftService::draft(const Actor& actor, const std::string& id) {
  require(actor);
  co_return co_await database_.long_read([&](db::Connection& connection) {
    const DraftRecord draft = known(connection, id);
    DraftView view;
    view.draft = line_of(draft, {});
    if (!is_whole(draft)) return view;
    view.draft = line_of(draft, store_.counts_of(connection, id));
    for (const ItemRecord& item : store_.items(connection, id)) {
      view.items.push_back(view_of(item));
    }
    std::stable_sort(view.items.begin(), view.items.end(),
                     [](const DraftItem& a, const DraftItem& b) { return a.kind < b.kind; });
    FoundRecord found = store_.found(connection, id);
    view.parts = std::move(found.parts);
    view.findings = std::move(found.findings);
    view.not_understood = std::move(found.not_understood);
    view.remarks = std::move(found.remarks);
    if (draft.known_place) {
      const auto running = plans_.in_use(connection);
      for (const plan::Unit& unit : running->plan().units) {
        view.units.push_back({unit.id, unit.name});
      }
      for (const plan::Scope& scope : running->plan().scopes) {
        view.scopes.push_back({scope.id, {scope.words.front(), scope.words.front()}});
      }
    }
    return view;
  });
}

awaitable<DraftText> DraftService::text(const Actor& actor, const std::string& id) {
  require(actor);
  co_return co_await database_.long_read([&](db::Connection& connection) {
    known(connection, id);
    auto text = store_.text(connection, id);
    if (!text) throw base::not_found({"这份草稿的文字", "The text of this draft"});
    return DraftText{std::move(*text)};
  });
}

// --- decisions ---------------------------------------------------------------------------------

DraftRecord DraftService::in_review(db::Connection& connection, const std::string& id) const {
  DraftRecord draft = known(connection, id);
  if (draft.state != DraftState::review) {
    throw base::conflict("not-in-review",
                         {"这份草稿不在核对中，不能再改。",
                          "This draft is not under review and cannot be changed."});
  }
  return draft;
}

ItemRecord DraftService::at_version(db::Connection& connection, const std::string& draft,
                                    const std::string& item, std::int64_t version) const {
  auto found = store_.item(connection, draft, item);
  if (!found) throw base::not_found({"这一项", "This item"});
  if (found->version != version) throw base::stale(base::record_text(view_of(*found)));
  return *found;
}

void DraftService::save(db::Connection& connection, ItemRecord& item, const Actor& actor,
                        std::string_view verb) const {
  if (!store_.update_item(connection, item, actor.account, std::string(verb))) {
    throw base::stale(base::record_text(view_of(item)));
  }
  ++item.version;
}

// `action(connection, stamp)` changes items and returns them as they are then; `stamp(item)` marks
// one as changed by this action.
template <class F>
awaitable<ItemsChanged> DraftService::act(const Actor& actor, const std::string& id,
                                          std::string_view verb, const db::Once& once, F action) {
  require(actor);
  const auto work = [&](db::Connection& connection) {
    const DraftRecord draft = in_review(connection, id);
    const std::string key = base::uuid_v7(connection.clock(), random_);
    const std::string now = base::rfc3339(connection.now());
    const auto stamp = [&](ItemRecord& item, std::vector<std::string> touched) {
      item.action = key;
      item.touched = std::move(touched);
      item.before = item.version;
      item.by = actor.display_name;
      item.at = now;
    };
    ItemsChanged changed;
    for (const ItemRecord& item : action(connection, stamp)) changed.items.push_back(view_of(item));
    changed.draft = line_of(draft, store_.counts_of(connection, id));
    access_.audit_trail().record(connection, actor, fmt::format("draft.{}", verb), id,
                                 fmt::format("{} items", changed.items.size()));
    return changed;
  };
  ItemsChanged changed = co_await database_.write_once<ItemsChanged>(once, work);
  if (on_change_) on_change_("draft", id);
  co_return changed;
}

awaitable<ItemsChanged> DraftService::decide(const Actor& actor, const std::string& id,
                                             const DraftDecisions& decisions,
                                             const db::Once& once) {
  if (decisions.decisions.empty() || decisions.decisions.size() > kDecisionsMax) {
    throw base::invalid(
        {"一次最多决定 2000 项，至少一项。", "Decide at least one item and at most 2,000 at once."},
        {});
  }
  const auto action = [&](db::Connection& connection, const auto& stamp) {
    std::vector<ItemRecord> changed;
    for (const DraftDecision& decision : decisions.decisions) {
      ItemRecord item = at_version(connection, id, decision.item, decision.version);
      // Each can be taken back alone.
      stamp(item, {item.id});
      // A correction that is accepted stays a correction: it is not what was drafted.
      const bool own = item.state == ItemState::corrected || item.state == ItemState::added;
      if (!decision.accept) {
        item.state = ItemState::rejected;
      } else if (!own) {
        item.state = ItemState::accepted;
      }
      save(connection, item, actor, decision.accept ? "accept" : "reject");
      changed.push_back(std::move(item));
    }
    return changed;
  };
  co_return co_await act(actor, id, "decide", once, action);
}

awaitable<ItemsChanged> DraftService::correct(const Actor& actor, const std::string& id,
                                              const std::string& item_id,
                                              const DraftCorrection& correction,
                                              std::int64_t version, const db::Once& once) {
  const auto action = [&](db::Connection& connection, const auto& stamp) {
    ItemRecord item = at_version(connection, id, item_id, version);
    check_kind(correction.content, item.drafted.kind, "/content");
    stamp(item, {item.id});
    item.content = correction.content;
    if (item.state != ItemState::added) item.state = ItemState::corrected;
    item.merged_into.clear();
    save(connection, item, actor, "correct");
    return std::vector<ItemRecord>{std::move(item)};
  };
  co_return co_await act(actor, id, "correct", once, action);
}

awaitable<ItemsChanged> DraftService::split(const Actor& actor, const std::string& id,
                                            const std::string& item_id, const DraftSplit& split,
                                            std::int64_t version, const db::Once& once) {
  const auto action = [&](db::Connection& connection, const auto& stamp) {
    ItemRecord first = at_version(connection, id, item_id, version);
    check_kind(split.first, first.drafted.kind, "/first");
    check_kind(split.second, first.drafted.kind, "/second");
    if (first.drafted.kind == ItemKind::plan) {
      throw base::invalid(
          {"方案概况只有一项，不能拆分。", "A plan has one head: it cannot be split."}, {});
    }
    ItemRecord second = first;
    second.id = base::uuid_v7(connection.clock(), random_);
    second.version = 0;
    const std::vector<std::string> touched{first.id, second.id};
    stamp(first, touched);
    stamp(second, touched);
    first.content = split.first;
    first.state = ItemState::corrected;
    second.content = split.second;
    second.state = ItemState::added;
    save(connection, first, actor, "split");
    store_.insert_item(connection, id, second, actor.account, "split");
    second.version = 1;
    return std::vector<ItemRecord>{std::move(first), std::move(second)};
  };
  co_return co_await act(actor, id, "split", once, action);
}

awaitable<ItemsChanged> DraftService::merge(const Actor& actor, const std::string& id,
                                            const std::string& item_id, const DraftMerge& merge,
                                            std::int64_t version, const db::Once& once) {
  const auto action = [&](db::Connection& connection, const auto& stamp) {
    ItemRecord item = at_version(connection, id, item_id, version);
    ItemRecord other = at_version(connection, id, merge.other, merge.other_version);
    check_kind(merge.content, item.drafted.kind, "/content");
    if (item.id == other.id || item.drafted.kind != other.drafted.kind) {
      throw base::invalid(
          {"只能合并两个同类的事项。", "Only two items of one kind can be merged."},
          {{"/other", {"请选另一个同类事项。", "Choose another item of the kind."}}});
    }
    const std::vector<std::string> touched{item.id, other.id};
    stamp(item, touched);
    stamp(other, touched);
    item.content = merge.content;
    if (item.state != ItemState::added) item.state = ItemState::corrected;
    other.state = ItemState::rejected;
    other.merged_into = item.id;
    save(connection, item, actor, "merge");
    save(connection, other, actor, "merge");
    return std::vector<ItemRecord>{std::move(item), std::move(other)};
  };
  co_return co_await act(actor, id, "merge", once, action);
}

awaitable<ItemsChanged> DraftService::add(const Actor& actor, const std::string& id,
                                          const NewDraftItem& given, const db::Once& once) {
  const auto action = [&](db::Connection& connection, const auto& stamp) {
    check_kind(given.content, std::nullopt, "/content");
    if (given.content.plan) {
      throw base::invalid({"方案概况已经有了，请改原来的那一项。",
                           "The plan has its head already; correct that item."},
                          {});
    }
    ItemRecord item;
    item.id = base::uuid_v7(connection.clock(), random_);
    const std::vector<ItemRecord> present = store_.items(connection, id);
    item.place = (present.empty() ? 0 : present.back().place) + kPlaceStep;
    item.drafted.kind = *kind_of(given.content);
    item.drafted.confidence_percent = 100;
    if (given.spans) item.drafted.spans = *given.spans;
    item.content = given.content;
    item.state = ItemState::added;
    stamp(item, {item.id});
    store_.insert_item(connection, id, item, actor.account, "add");
    item.version = 1;
    return std::vector<ItemRecord>{std::move(item)};
  };
  co_return co_await act(actor, id, "add", once, action);
}

awaitable<ItemsChanged> DraftService::undo(const Actor& actor, const std::string& id,
                                           const std::string& item_id, std::int64_t version,
                                           const db::Once& once) {
  const auto action = [&](db::Connection& connection, const auto& /*stamp*/) {
    const ItemRecord item = at_version(connection, id, item_id, version);
    if (item.action.empty()) {
      throw base::conflict(
          "nothing-to-undo",
          {"这一项没有可以撤销的操作。", "Nothing was done to this item that could be undone."});
    }
    std::vector<ItemRecord> changed;
    for (const std::string& touched : item.touched) {
      auto now = store_.item(connection, id, touched);
      if (!now || now->action != item.action) {
        throw base::conflict(
            "later-changed",
            {"同一次操作涉及的另一项后来又改过，请先撤销那一项。",
             "Another item of the same action was changed since; undo that one first."});
      }
      ItemRecord back = *now;
      if (now->before == 0) {
        // The action made it: it leaves the plan, and nothing is left to take back.
        back.state = ItemState::rejected;
        back.action.clear();
        back.touched.clear();
      } else {
        back = store_.item_at(connection, *now, now->before);
      }
      back.version = now->version;
      save(connection, back, actor, "undo");
      changed.push_back(std::move(back));
    }
    return changed;
  };
  co_return co_await act(actor, id, "undo", once, action);
}

awaitable<DraftLine> DraftService::discard(const Actor& actor, const std::string& id,
                                           std::int64_t version, const db::Once& once) {
  require(actor);
  DraftLine line = co_await database_.write_once<DraftLine>(once, [&](db::Connection& connection) {
    DraftRecord draft = known(connection, id);
    const ItemCounts counts = is_whole(draft) ? store_.counts_of(connection, id) : ItemCounts{};
    if (draft.version != version) throw base::stale(base::record_text(line_of(draft, counts)));
    if (draft.state == DraftState::reading || draft.state == DraftState::finishing ||
        draft.state == DraftState::finished) {
      throw base::conflict("not-in-review",
                           {"正在读取或已经完成的草稿不能放弃。",
                            "A draft that is being read or is finished cannot be discarded."});
    }
    draft.state = DraftState::discarded;
    if (!store_.update_draft(connection, draft, actor.account, "discard")) {
      throw base::stale(base::record_text(line_of(draft, counts)));
    }
    ++draft.version;
    access_.audit_trail().record(connection, actor, "draft.discard", id, "");
    return line_of(draft, counts);
  });
  if (on_change_) on_change_("draft", id);
  co_return line;
}

// --- the plan ----------------------------------------------------------------------------------

DraftService::Made DraftService::make(const std::vector<ItemRecord>& items,
                                      const plan::Plan& base) const {
  std::vector<DraftContent> contents;
  for (const ItemRecord& item : items) {
    if (!is_in_plan(item)) continue;
    contents.push_back(item.content);
  }
  std::stable_sort(
      contents.begin(), contents.end(), [](const DraftContent& a, const DraftContent& b) {
        return kind_of(a).value_or(ItemKind::duty) < kind_of(b).value_or(ItemKind::duty);
      });
  Made made;
  made.files = plan::write_plan(
      assemble(base, contents), {},
      {"由程序从文件起草，已逐项核对。", "Drafted by the program and confirmed item by item."});
  try {
    made.plan = plan::read_plan(made.files, options_.known_permissions);
  } catch (const plan::LoadError& error) {
    made.faults = fault_texts(error);
    made.plan = assemble(base, contents);
  }
  if (is_start(made.plan)) {
    made.faults.push_back(
        {fmt::format("方案编号 {} 是系统自用的，请改用别的。", kStartPlanId),
         fmt::format("{} is an id of the program's own; choose another.", kStartPlanId)});
  }
  // No day could be shown: a plan holds from the day it was published.
  const Date published_on = made.plan.document.published_on;
  if (published_on > database_.clock().today()) {
    made.faults.push_back(
        {fmt::format("发布日期 {} 晚于今天，请更正方案概况里的日期。", published_on.str()),
         fmt::format("The plan is published on {}, after today: correct the dates of its head.",
                     published_on.str())});
  }
  return made;
}

DraftService::Made DraftService::made_of(db::Connection& connection, const DraftRecord& draft,
                                         const plan::Plan& running) const {
  return make(store_.items(connection, draft.id),
              draft.known_place ? running : start_plan(running.region));
}

void refuse_faults(const std::vector<Text>& faults) {
  if (faults.empty()) return;
  std::vector<base::FieldError> errors;
  for (const Text& fault : faults) errors.push_back({"", fault});
  throw base::invalid({"这些事项还合不成一份方案，请按提示更正。",
                       "The items do not make a plan yet; correct them as told."},
                      std::move(errors));
}

// Records follow the number of a task, so one that was renumbered would leave its own behind. A
// task that says the same as the one of its number stays, whatever else resembles it.
std::vector<MovedTask> moved_tasks(const plan::Plan& made, const plan::Plan& running) {
  const auto words = [](const plan::Task& task) { return pairs_of(task.title.zh + task.text.zh); };
  std::vector<MovedTask> moved;
  const plan::Plan by_wording = aligned(made, running);
  for (std::size_t i = 0; i < made.tasks.size(); ++i) {
    const int from = by_wording.tasks[i].number;
    const plan::Task& task = made.tasks[i];
    const plan::Task* same = running.find_task(task.number);
    if (from == task.number || running.find_task(from) == nullptr ||
        (same != nullptr && alike(words(task), words(*same)) >= kSameWording))
      continue;
    moved.push_back({from, task.number, task.title});
  }
  return moved;
}

DraftEffect DraftService::effect_on(const plan::Plan& running, const plan::Plan& made) const {
  if (made.region != running.region) return DraftEffect::other_region;
  if (is_start(running)) return DraftEffect::first_plan;
  return made.id == running.id ? DraftEffect::new_version : DraftEffect::other_plan;
}

awaitable<DraftCheck> DraftService::check(const Actor& actor, const std::string& id) {
  require(actor);
  co_return co_await database_.long_read([&](db::Connection& connection) {
    const DraftRecord draft = known(connection, id);
    const auto edition = plans_.in_use(connection);
    const plan::Plan& running = edition->plan();
    const Made made = made_of(connection, draft, running);
    DraftCheck check;
    check.plan_id = made.plan.id;
    check.effect = effect_on(running, made.plan);
    check.undecided = store_.counts_of(connection, id).progress.undecided;
    check.faults = made.faults;
    if (made.faults.empty()) check.findings = plan::check_plan(made.plan);
    if (check.effect == DraftEffect::new_version) {
      check.changes = plan::diff_plans(running, made.plan);
      check.moved = moved_tasks(made.plan, running);
    } else if (check.effect == DraftEffect::other_plan) {
      check.changes = plan::diff_plans(running, aligned(made.plan, running));
    }
    check.running_plan_id = running.id;
    check.running_plan_title = running.title;
    return check;
  });
}

awaitable<std::string> DraftService::zip(const Actor& actor, const std::string& id) {
  require(actor);
  co_return co_await database_.long_read([&](db::Connection& connection) {
    const DraftRecord draft = known(connection, id);
    const auto edition = plans_.in_use(connection);
    const plan::Plan& running = edition->plan();
    const Made made = made_of(connection, draft, running);
    // An id that is no id would be a path in the archive.
    refuse_faults(made.faults);
    std::vector<std::pair<std::string, std::string>> entries;
    for (const auto& [name, text] : made.files) {
      entries.emplace_back(fmt::format("{}/{}", made.plan.id, name), text);
    }
    return document::make_zip(entries);
  });
}

// Under a name of its own: what was finished before stays as it was. Only the draft that is being
// finished makes a folder of this name.
fs::path DraftService::keep_folder(const Ready& ready) const {
  const fs::path plans = options_.data / "plans";
  std::error_code error;
  fs::create_directories(plans, error);
  const std::string name =
      fmt::format("{}-{}", ready.made.plan.id, ready.draft.id.substr(ready.draft.id.size() - 6));
  fs::path folder = plans / name;
  for (int i = 2; fs::exists(folder, error); ++i) folder = plans / fmt::format("{}-{}", name, i);
  plan::write_folder(folder, ready.made.files);
  // What the plan in use adds to the registers, the words of its letters, and its admissions belong
  // to it in every version.
  for (const char* kept : {"registers", "letters.yaml", "admission"}) {
    const fs::path from = options_.plan / kept;
    if (!ready.on_running || !fs::exists(from, error)) continue;
    fs::copy(from, folder / kept, fs::copy_options::recursive, error);
    if (error) throw base::not_written(folder / kept, error);
  }
  base::flush_folder_to_disk(folder);
  return folder;
}

// From here on nothing of the draft changes, whatever another person sends.
awaitable<DraftService::Ready> DraftService::claim(const Actor& actor, const std::string& id,
                                                   std::int64_t version) {
  std::vector<ItemRecord> looked_at;
  Ready ready = co_await database_.long_read([&](db::Connection& connection) {
    DraftRecord draft = in_review(connection, id);
    const ItemCounts counts = store_.counts_of(connection, id);
    if (draft.version != version) throw base::stale(base::record_text(line_of(draft, counts)));
    if (counts.progress.undecided > 0) {
      throw base::conflict(
          "undecided-items",
          {fmt::format("还有 {} 项没有核对，请先接受、更正或去掉。", counts.progress.undecided),
           fmt::format("{} items are undecided; accept, correct or reject them first.",
                       counts.progress.undecided)});
    }
    const auto edition = plans_.in_use(connection);
    const plan::Plan& running = edition->plan();
    looked_at = store_.items(connection, id);
    Made made = make(looked_at, draft.known_place ? running : start_plan(running.region));
    refuse_faults(made.faults);
    const DraftEffect effect = effect_on(running, made.plan);
    const bool on_running = draft.known_place;
    return Ready{std::move(draft), std::move(made), effect, on_running};
  });
  co_await database_.write([&](db::Connection& connection) {
    DraftRecord draft = in_review(connection, id);
    const std::vector<ItemRecord> items = store_.items(connection, id);
    const bool same = std::equal(items.begin(), items.end(), looked_at.begin(), looked_at.end(),
                                 [](const ItemRecord& now, const ItemRecord& then) {
                                   return now.id == then.id && now.version == then.version;
                                 });
    if (!same || draft.version != version) {
      throw base::stale(base::record_text(line_of(draft, store_.counts_of(connection, id))));
    }
    draft.state = DraftState::finishing;
    if (!store_.update_draft(connection, draft, actor.account, "finishing")) {
      throw base::stale(base::record_text(line_of(draft, {})));
    }
  });
  co_return ready;
}

// The folder first, then what names it, then the running plan: after an end at any point the next
// start runs either the plan of before or the new one as a whole.
awaitable<DraftFinished> DraftService::put_into_use(const Actor& actor, const Ready& ready,
                                                    bool replace_running) {
  DraftFinished finished;
  finished.plan_id = ready.made.plan.id;
  finished.effect = ready.effect;
  finished.restarting = ready.effect == DraftEffect::first_plan ||
                        (ready.effect == DraftEffect::other_plan && replace_running);
  const bool new_version = ready.effect == DraftEffect::new_version;
  const fs::path folder = keep_folder(ready);
  finished.folder = "plans/" + folder.filename().string();
  if (!new_version && !finished.restarting) co_return finished;
  options_.try_out(ready.made.plan, folder);
  const std::optional<fs::path> before = current_plan(options_.data);
  set_current_plan(options_.data, folder.filename().string());
  if (!new_version) co_return finished;
  std::exception_ptr failure;
  try {
    finished.load = co_await plans_.load(ready.made.plan, actor.display_name);
    access_.replace_directory(plan::directory_of(ready.made.plan));
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    if (before) {
      set_current_plan(options_.data, before->filename().string());
    } else {
      forget_current_plan(options_.data);
    }
    std::rethrow_exception(failure);
  }
  co_return finished;
}

awaitable<void> DraftService::settle(const Actor& actor, const std::string& id, DraftState state,
                                     const std::string& folder) {
  co_await database_.write([&](db::Connection& connection) {
    DraftRecord draft = known(connection, id);
    draft.state = state;
    if (state == DraftState::finished) draft.folder = folder;
    if (!store_.update_draft(connection, draft, actor.account,
                             state == DraftState::finished ? "finish" : "not finished")) {
      throw base::stale(base::record_text(line_of(draft, {})));
    }
    if (state == DraftState::finished) {
      access_.audit_trail().record(connection, actor, "draft.finish", id, folder);
    }
  });
}

awaitable<DraftFinished> DraftService::finish(const Actor& actor, const std::string& id,
                                              const DraftFinish& how, std::int64_t version) {
  require(actor);
  const Ready ready = co_await claim(actor, id, version);
  DraftFinished finished;
  std::exception_ptr failure;
  try {
    finished = co_await put_into_use(actor, ready, how.replace_running);
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    const std::string no_folder;
    co_await settle(actor, id, DraftState::review, no_folder);
    std::rethrow_exception(failure);
  }
  co_await settle(actor, id, DraftState::finished, finished.folder);
  if (on_change_) on_change_("draft", id);
  if (finished.restarting && on_restart_) on_restart_();
  co_return finished;
}

}  // namespace draft

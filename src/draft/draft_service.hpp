#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/access_service.hpp"
#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "document/document.hpp"
#include "draft/draft_reading.hpp"
#include "draft/draft_store.hpp"
#include "draft/draft_views.hpp"
#include "plan/plan_service.hpp"

namespace draft {

using zhijiao::access::Actor;

//! Id of the plan of a server that has none yet.
inline constexpr std::string_view kStartPlanId = "start";

//! What a server without a plan runs: one unit to hold posts, the start roles, no task.
plan::Plan empty_plan(const std::string& region);

//! Most decisions in one request.
inline constexpr std::size_t kDecisionsMax = 2000;
//! Most items of one draft: more than a person confirms, and what one page can hold.
inline constexpr std::size_t kItemsMax = 5000;
//! Largest file that is taken.
inline constexpr std::size_t kUploadBytesMax = std::size_t{20} << 20U;

//! Review of drafted plans: permission, transaction, audit. Everything needs plan.load (403). A
//! change names the version it is based on: 412 with the item as it is now if another person was
//! faster, so that nobody's decision is lost. Only drafts in review change (409).
class DraftService {
 public:
  struct Options {
    std::filesystem::path data;  // plans/ below it holds what was finished
    std::filesystem::path plan;  // folder of the plan in use; what it adds to registers goes along
    //! Throws base::Problem if a server could not run this plan from this folder.
    std::function<void(const plan::Plan&, const std::filesystem::path&)> try_out;
    document::Tools tools;
    std::vector<std::string_view> known_permissions;
    std::size_t readings_max = 8;  // waiting and running; beyond, 503
  };

  //! Told after a change is durable: kind "draft" and id, or "plan" and version.
  using OnChange = std::function<void(const std::string& kind, const std::string& key)>;
  //! Told when the server has to start anew with the plan that data/current_plan names.
  using OnRestart = std::function<void()>;

  //! All arguments outlive it.
  DraftService(db::Database& database, zhijiao::access::AccessService& access,
               plan::PlanService& plans, base::Random& random, std::string region, Options options);
  //! Ends what is being read; what waits for it has failed at the next start.
  ~DraftService();
  DraftService(const DraftService&) = delete;
  DraftService& operator=(const DraftService&) = delete;

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }
  void on_restart(OnRestart on_restart) { on_restart_ = std::move(on_restart); }

  //! At start: what was being read when the program ended has failed, and what was being finished
  //! is under review again. Blocking.
  void take_up_interrupted();

  //! Keeps the file's name and reads it on a thread of its own; the draft is `reading` until then.
  boost::asio::awaitable<DraftLine> upload(const Actor& actor, const std::string& file_name,
                                           std::string bytes, const db::Once& once);
  boost::asio::awaitable<DraftList> list(const Actor& actor);
  boost::asio::awaitable<DraftView> draft(const Actor& actor, const std::string& id);
  boost::asio::awaitable<DraftText> text(const Actor& actor, const std::string& id);

  //! Accepts or rejects: all of them or, if one is no longer at its version, none.
  boost::asio::awaitable<ItemsChanged> decide(const Actor& actor, const std::string& id,
                                              const DraftDecisions& decisions,
                                              const db::Once& once);
  boost::asio::awaitable<ItemsChanged> correct(const Actor& actor, const std::string& id,
                                               const std::string& item,
                                               const DraftCorrection& correction,
                                               std::int64_t version, const db::Once& once);
  boost::asio::awaitable<ItemsChanged> split(const Actor& actor, const std::string& id,
                                             const std::string& item, const DraftSplit& split,
                                             std::int64_t version, const db::Once& once);
  boost::asio::awaitable<ItemsChanged> merge(const Actor& actor, const std::string& id,
                                             const std::string& item, const DraftMerge& merge,
                                             std::int64_t version, const db::Once& once);
  boost::asio::awaitable<ItemsChanged> add(const Actor& actor, const std::string& id,
                                           const NewDraftItem& item, const db::Once& once);
  //! Takes the item's last action back, on every item it touched; 409 if one of them was changed
  //! since.
  boost::asio::awaitable<ItemsChanged> undo(const Actor& actor, const std::string& id,
                                            const std::string& item, std::int64_t version,
                                            const db::Once& once);
  boost::asio::awaitable<DraftLine> discard(const Actor& actor, const std::string& id,
                                            std::int64_t version, const db::Once& once);

  boost::asio::awaitable<DraftCheck> check(const Actor& actor, const std::string& id);
  //! The plan's folder as a ZIP, as it would be made now.
  boost::asio::awaitable<std::string> zip(const Actor& actor, const std::string& id);
  //! Makes the plan: 409 while items are undecided, 412 if one of them changed meanwhile, 422 with
  //! the faults if it is no plan. Whatever fails on the way, the draft is under review again and
  //! can be finished once more; a plan that was put into use stays in use over the next start.
  boost::asio::awaitable<DraftFinished> finish(const Actor& actor, const std::string& id,
                                               const DraftFinish& how, std::int64_t version);

 private:
  struct Made {
    plan::Plan plan;
    std::map<std::string, std::string, std::less<>> files;
    std::vector<Text> faults;
  };

  void keep_reading(const std::string& id, const std::string& account, const FileDraft& made,
                    bool known_place);
  void keep_failure(const std::string& id, const std::string& account, const Text& failure);
  void read_file(const std::string& id, const std::string& account, const std::string& bytes);
  DraftRecord in_review(db::Connection& connection, const std::string& id) const;
  DraftRecord known(db::Connection& connection, const std::string& id) const;
  ItemRecord at_version(db::Connection& connection, const std::string& draft,
                        const std::string& item, std::int64_t version) const;
  void save(db::Connection& connection, ItemRecord& item, const Actor& actor,
            std::string_view verb) const;
  template <class F>
  boost::asio::awaitable<ItemsChanged> act(const Actor& actor, const std::string& id,
                                           std::string_view verb, const db::Once& once, F action);
  Made make(const std::vector<ItemRecord>& items, const plan::Plan& base) const;
  DraftEffect effect_on(const plan::Plan& running, const plan::Plan& made) const;
  struct Ready {
    DraftRecord draft;
    Made made;
    DraftEffect effect;
    bool on_running = false;  // made on the organisation of the plan in use
  };
  Made made_of(db::Connection& connection, const DraftRecord& draft,
               const plan::Plan& running) const;
  boost::asio::awaitable<Ready> claim(const Actor& actor, const std::string& id,
                                      std::int64_t version);
  boost::asio::awaitable<DraftFinished> put_into_use(const Actor& actor, const Ready& ready,
                                                     bool replace_running);
  boost::asio::awaitable<void> settle(const Actor& actor, const std::string& id, DraftState state,
                                      const std::string& folder);
  std::filesystem::path keep_folder(const Ready& ready) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  plan::PlanService& plans_;
  base::Random& random_;
  const std::string region_;
  const Options options_;
  const DraftStore store_;
  OnChange on_change_;
  OnRestart on_restart_;
  std::atomic<std::size_t> readings_{0};
  // The readers' programs and the engine use one core; two files at a time are enough.
  boost::asio::thread_pool pool_{2};
};

}  // namespace draft

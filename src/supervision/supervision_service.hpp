#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/access_service.hpp"
#include "access/people.hpp"
#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "file/file_service.hpp"
#include "notice/notice_service.hpp"
#include "plan/plan_service.hpp"
#include "supervision/deadline_notices.hpp"
#include "supervision/letter_wording.hpp"
#include "supervision/supervision_store.hpp"

namespace supervision {

using zhijiao::access::Actor;

struct LettersMade {
  std::vector<LetterLine> letters;
};
BOOST_DESCRIBE_STRUCT(LettersMade, (), (letters))

//! Letters to units that are late, leaders' instructions, and the answers to both. The office
//! drafts and judges (supervision.draft), a leader or another of the office releases
//! (supervision.release), units answer (share.record, in reach of their posts), auditors read.
class SupervisionService {
 public:
  //! Told after a change is durable. Which letter it was is not for everyone.
  using OnChange = std::function<void()>;

  static constexpr std::size_t kUnitsMax = 100;  // of one letter or instruction

  //! All arguments but the wording outlive the service.
  SupervisionService(db::Database& database, zhijiao::access::AccessService& access,
                     const zhijiao::access::People& people, plan::PlanService& plans,
                     notice::NoticeService& notices, file::FileService& files, base::Random& random,
                     LetterWording wording);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }

  //! What units owe besides shares and demands, as other parts of the program know it. Asked inside
  //! a transaction. Set before the first request.
  using DueElsewhere = std::function<std::vector<DueItem>(db::Connection&)>;
  void due_elsewhere(DueElsewhere due_elsewhere) { due_elsewhere_ = std::move(due_elsewhere); }

  //! Tells units of deadlines that are near or have just passed (deadline_notices.hpp); as often as
  //! it is called, each is told once.
  boost::asio::awaitable<void> tell_deadlines();
  //! What the units of the actor's posts owe, for his calendar.
  boost::asio::awaitable<std::vector<DueItem>> due_items(const Actor& actor);

  //! Whom a letter can be drafted to. 403 without supervision.draft.
  boost::asio::awaitable<LateUnits> late(const Actor& actor);

  //! From what is late today; 422 if a unit owes nothing late.
  boost::asio::awaitable<LettersMade> draft_letters(const Actor& actor, const NewLetters& asked,
                                                    const db::Once& once);
  //! How many demands and letters wait for the actor: his units' answers, answers he judges,
  //! letters he releases or goes on writing. Inside a transaction.
  std::int64_t to_do(db::Connection& connection, const Actor& actor) const;

  //! For what happened to shares, inside a transaction of the caller: letters that went out about
  //! them and what was done about demands, newest first, as the actor may read them.
  std::vector<Recorded<LetterRecord>> letters_about(db::Connection& connection, const Actor& actor,
                                                    const std::vector<std::string>& shares,
                                                    const db::OlderVersions& older) const;
  std::vector<Recorded<DemandRecord>> demands_about(db::Connection& connection, const Actor& actor,
                                                    const std::vector<std::string>& shares,
                                                    std::optional<DemandSource> source,
                                                    const db::OlderVersions& older) const;

  boost::asio::awaitable<LetterList> letters(const Actor& actor, const LetterQuery& query);
  //! Letters and instructions that the actor may read. Nothing for an empty text.
  boost::asio::awaitable<SupervisionHits> search(const Actor& actor, const std::string& text);
  //! 400 for a day as the plan's reads. On an earlier day nobody does anything.
  boost::asio::awaitable<LetterView> letter(const Actor& actor, const std::string& id,
                                            std::optional<Date> as_of = std::nullopt);
  //! The letter as DOCX, and the name of the file.
  struct Paper {
    std::string file_name;
    std::string bytes;
  };
  boost::asio::awaitable<Paper> paper(const Actor& actor, const std::string& id, bool red_head);
  boost::asio::awaitable<LetterView> edit_letter(const Actor& actor, const std::string& id,
                                                 const LetterText& text, std::int64_t version,
                                                 const db::Once& once);
  //! Releasing makes the demands for an answer in the same transaction.
  boost::asio::awaitable<LetterView> letter_step(const Actor& actor, const std::string& id,
                                                 const NewLetterStep& step, std::int64_t version,
                                                 const db::Once& once);

  //! The stamped copy of a released letter; 409 before it is released.
  boost::asio::awaitable<LetterView> add_scan(const Actor& actor, const std::string& id,
                                              const NewScan& scan, const db::Once& once);

  //! A file of a letter, a demand or an instruction, for whoever may read that. 404 for any other.
  boost::asio::awaitable<file::Download> letter_file(const Actor& actor, std::string id,
                                                     std::string file);
  boost::asio::awaitable<file::Download> demand_file(const Actor& actor, std::string id,
                                                     std::string file);
  boost::asio::awaitable<file::Download> instruction_file(const Actor& actor, std::string id,
                                                          std::string file);

  boost::asio::awaitable<DemandList> demands(const Actor& actor, const DemandQuery& query);
  boost::asio::awaitable<DemandView> demand(const Actor& actor, const std::string& id);
  boost::asio::awaitable<DemandView> demand_step(const Actor& actor, const std::string& id,
                                                 const NewDemandStep& step, std::int64_t version,
                                                 const db::Once& once);

  boost::asio::awaitable<InstructionView> register_instruction(const Actor& actor,
                                                               const NewInstruction& given,
                                                               const db::Once& once);
  boost::asio::awaitable<InstructionList> instructions(const Actor& actor,
                                                       const InstructionQuery& query);
  boost::asio::awaitable<InstructionView> instruction(const Actor& actor, const std::string& id);
  boost::asio::awaitable<InstructionView> assign(const Actor& actor, const std::string& id,
                                                 const NewAssignments& given, std::int64_t version,
                                                 const db::Once& once);
  //! 409 if it is to be done while a demand is open.
  boost::asio::awaitable<InstructionView> end_instruction(const Actor& actor, const std::string& id,
                                                          const InstructionEnd& end,
                                                          std::int64_t version,
                                                          const db::Once& once);

 private:
  //! What the person asking may see and do, today.
  struct Viewer {
    std::string account;
    bool office = false;
    bool releases = false;
    UnitSet sees;     // units whose letters and demands he may read
    UnitSet answers;  // units he may answer for
  };
  //! Accounts that a transaction told something new.
  using Told = std::set<std::string>;
  //! One page's worth of what everything is made from.
  struct Scene {
    std::shared_ptr<const plan::PlanEdition> edition;
    Date today;
    Viewer viewer;
    //! What is recorded from then on is not known yet; none: today.
    std::optional<base::Instant> before{};
  };

  Viewer viewer(const Actor& actor, Date today) const;
  Scene scene(db::Connection& connection, const Actor& actor) const;
  //! As of a day: its plan, and a viewer who may do nothing.
  Scene scene(db::Connection& connection, const Actor& actor, std::optional<Date> as_of) const;
  boost::asio::awaitable<std::vector<plan::ShareLine>> shares_of_today(const Actor& actor,
                                                                       bool only_late);

  LetterRecord visible_letter(db::Connection& connection, const Scene& scene,
                              const std::string& id) const;
  std::vector<LetterLine> letter_lines(db::Connection& connection, const Scene& scene,
                                       const std::vector<LetterRecord>& letters) const;
  LetterView letter_view(db::Connection& connection, const Scene& scene,
                         const LetterRecord& letter) const;
  void save_letter(db::Connection& connection, const Scene& scene, const Actor& actor,
                   LetterRecord& letter) const;
  void demand_answers(db::Connection& connection, const Actor& actor,
                      const LetterRecord& letter) const;
  void tell_of_letter(db::Connection& connection, const Scene& scene, const LetterRecord& letter,
                      Told& told) const;
  void tell_of_demand(db::Connection& connection, const Scene& scene, const DemandRecord& demand,
                      Told& told) const;
  void tell_deadline(db::Connection& connection, const DueTogether& due, base::Date today,
                     Told& told) const;
  //! Units whose demands are the actor's own to answer.
  static UnitSet own_units(const Actor& actor, const Viewer& viewer);
  std::vector<DueItem> items_of(db::Connection& connection, const Scene& scene,
                                const std::vector<plan::ShareLine>& shares) const;

  DemandRecord visible_demand(db::Connection& connection, const Scene& scene,
                              const std::string& id) const;
  std::vector<DemandLine> demand_lines(db::Connection& connection, const Scene& scene,
                                       const std::vector<DemandRecord>& demands) const;
  DemandView demand_view(db::Connection& connection, const Scene& scene,
                         const DemandRecord& demand) const;
  void save_demand(db::Connection& connection, const Scene& scene, const Actor& actor,
                   DemandRecord& demand) const;

  InstructionRecord visible_instruction(db::Connection& connection, const Scene& scene,
                                        const std::string& id) const;
  std::vector<InstructionLine> instruction_lines(
      db::Connection& connection, const Scene& scene,
      const std::vector<InstructionRecord>& instructions) const;
  InstructionView instruction_view(db::Connection& connection, const Scene& scene,
                                   const InstructionRecord& instruction) const;
  void save_instruction(db::Connection& connection, const Scene& scene, const Actor& actor,
                        InstructionRecord& instruction, const char* verb) const;
  void make_assignments(db::Connection& connection, const Scene& scene, const Actor& actor,
                        const InstructionRecord& instruction,
                        const std::vector<NewAssignment>& assignments,
                        const std::vector<plan::ShareLine>& shares, Told& told) const;
  template <class View, class F>
  boost::asio::awaitable<View> change(const db::Once& once, F work);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  const zhijiao::access::People& people_;
  plan::PlanService& plans_;
  notice::NoticeService& notices_;
  file::FileService& files_;
  base::Random& random_;
  const LetterWording wording_;
  const SupervisionStore store_;
  OnChange on_change_;
  DueElsewhere due_elsewhere_;
};

}  // namespace supervision

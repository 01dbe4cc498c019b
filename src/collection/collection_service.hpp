#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "access/access_service.hpp"
#include "access/people.hpp"
#include "base/ids.hpp"
#include "base/working_days.hpp"
#include "collection/collection_store.hpp"
#include "collection/collection_views.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "file/file_service.hpp"
#include "http/table.hpp"
#include "notice/notice_service.hpp"
#include "register/register_service.hpp"

namespace collection {

using zhijiao::access::Actor;

//! 数据填报 over the registers that declare a collection: what each unit owes for a period, what a
//! parent sees and decides. The forms themselves are records of the register, and everything about
//! one (who fills it in, returns, history) is the register's; this class rules over them through
//! RegisterService::before_write. Safe from any thread.
class CollectionService {
 public:
  static constexpr std::size_t kRoundsShown = 8;
  static constexpr std::size_t kRoundsOwed = 4;  // older ones are no longer asked for
  static constexpr std::int64_t kRevisionsMax = 200;

  using OnChange = std::function<void(const std::string& noun)>;

  //! The references outlive it.
  CollectionService(db::Database& database, zhijiao::access::AccessService& access,
                    const zhijiao::access::People& people, registers::RegisterService& records,
                    const notice::NoticeService& notices, const file::FileService& files,
                    base::Random& random, base::WorkingDays calendar);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }

  //! Those of which he reads some record.
  boost::asio::awaitable<CollectionList> collections(const Actor& actor);
  //! Each throws 404 for what is no collection or no period of it, 403 for who reads none of it.
  boost::asio::awaitable<MatrixView> matrix(const Actor& actor, const std::string& noun);
  boost::asio::awaitable<RoundView> round(const Actor& actor, const std::string& noun,
                                          const std::string& period);
  //! What he owes and what waits for him, of all collections.
  boost::asio::awaitable<MyForms> mine(const Actor& actor);
  //! How many forms he owes or approves. Inside a transaction.
  std::int64_t to_do(db::Connection& connection, const Actor& actor);
  //! A form as it begins. Throws 403 unless he writes for the unit, 404 if it is not asked.
  boost::asio::awaitable<FormView> form(const Actor& actor, const std::string& noun,
                                        const std::string& period, const std::string& unit,
                                        const std::string& part);
  //! Forms that he may still fill in, with what is known, for a spreadsheet that an import takes.
  boost::asio::awaitable<http::Table> sheet(const Actor& actor, const std::string& noun,
                                            const std::string& period);
  //! The round as a table: each unit with its figures, then the sum and who is missing.
  boost::asio::awaitable<http::Table> table(const Actor& actor, const std::string& noun,
                                            const std::string& period, bool english);

  //! What was recorded as a letter to be signed and stamped. Throws as form(), 409
  //! "nothing-recorded".
  struct Paper {
    std::string file_name;
    std::string bytes;
  };
  boost::asio::awaitable<Paper> paper(const Actor& actor, const std::string& noun,
                                      const std::string& period, const std::string& unit,
                                      const std::string& part, bool red_head);
  //! Throws 422 "not-a-form-code", 403 unless he writes for the unit, 404.
  boost::asio::awaitable<CodedForm> coded(const Actor& actor, const std::string& code);
  //! Files a stamped copy, also after the lock: it is evidence, no figure changes. Throws as
  //! paper(), 409 "other-form" if the code is of another form, 422 for a file he may not read or
  //! that is another unit's, 403 without form.stamp.
  boost::asio::awaitable<CodedForm> file_copy(const Actor& actor, const std::string& noun,
                                              const std::string& period, const FiledCopy& given,
                                              const db::Once& once);

  //! 零报告: fills the form in and hands it in. Throws as form(), 409 "reported" if it was handed
  //! in, 422 if the collection has none or the register refuses it.
  boost::asio::awaitable<FormView> report_zero(const Actor& actor, const std::string& noun,
                                               const std::string& period, const ZeroReport& given,
                                               const db::Once& once);
  //! Approves whatever the units in his reach handed in, and says who is missing. Throws 403,
  //! 409 "missing-changed" if others are missing than he named, 422 without a reason for them,
  //! 409 "not-approved" with what could not be approved.
  boost::asio::awaitable<RoundView> approve(const Actor& actor, const std::string& noun,
                                            const std::string& period, const RoundApproval& given,
                                            const db::Once& once);
  //! Locks today or with a day to come. Throws 403, 409 "undecided", "missing-not-accepted",
  //! "period-locked", 422.
  boost::asio::awaitable<RoundView> lock(const Actor& actor, const std::string& noun,
                                         const std::string& period, const RoundLock& given,
                                         const db::Once& once);
  //! A revision after the lock. Throws as RegisterService::correct, and 409 "not-locked".
  boost::asio::awaitable<RoundView> correct(const Actor& actor, const std::string& noun,
                                            const std::string& period, const Correction& given,
                                            std::int64_t version, const db::Once& once);
  //! Tells the people of missing units, each once a day. Throws 403.
  boost::asio::awaitable<Reminded> remind(const Actor& actor, const std::string& noun,
                                          const std::string& period);

  //! Called from time to time: tells who owes a form that it is open, due and late, each once, and
  //! takes records of periods whose lock has begun to their locked state.
  boost::asio::awaitable<void> keep_time();

  //! The rule over single records, inside their transaction (RegisterService::before_write):
  //! nothing is written in a locked period but corrections, which leave a revision; nothing for a
  //! period that has not begun; what is unusual is explained before it is handed in.
  void before_write(db::Connection& connection, const Actor& actor,
                    const registers::RegisterService::Writing& writing) const;

 private:
  MyForms forms_of(db::Connection& connection, const Actor& actor);
  // A round as it is recorded, of all units.
  struct Scene {
    Round round;
    std::vector<Slot> slots;
    Records present;
    Records earlier;
    std::vector<Cell> cells;
    std::optional<LockRow> lock;
    bool locked = false;
  };

  const Declaration& declared(const std::string& noun) const;
  //! Throws 404.
  base::Period required_period(const Declaration& declaration, const std::string& key) const;
  Records records_of(db::Connection& connection, const Declaration& declaration,
                     const base::Period& period, std::span<const Slot> slots) const;
  Scene scene(db::Connection& connection, const Declaration& declaration,
              const base::Period& period) const;
  RoundLine line_of(const Scene& scene, std::span<const Cell> cells) const;
  AskedUnit named(const std::string& unit) const;
  FormLine form_line(const Actor& actor, const Declaration& declaration, const Scene& scene,
                     const Cell& cell) const;
  RoundView view(db::Connection& connection, const Actor& actor, const Declaration& declaration,
                 const Scene& scene) const;
  RoundMay may(const Actor& actor, const Declaration& declaration, const Scene& scene) const;
  //! What a new form begins with: carried from the last period, counted in other registers.
  boost::asio::awaitable<boost::json::object> prefilled(const Declaration& declaration,
                                                        const Round& round, const Slot& slot,
                                                        std::vector<Prefilled>& from) const;
  boost::json::object last_values(db::Connection& connection, const Declaration& declaration,
                                  const base::Period& period, const Slot& slot) const;
  //! Scene and cell of a form somebody fills in. Throws 403, 404.
  std::pair<Scene, Cell> required_form(db::Connection& connection, const Actor& actor,
                                       const Declaration& declaration, const base::Period& period,
                                       const std::string& unit, const std::string& part) const;
  //! As required_form, and something is recorded. Throws 409 "nothing-recorded".
  std::pair<Scene, Cell> required_record(db::Connection& connection, const Actor& actor,
                                         const Declaration& declaration, const base::Period& period,
                                         const std::string& unit, const std::string& part) const;
  //! The stamped copies of recorded forms, by record.
  std::map<std::string, StampedCopy> stamped(db::Connection& connection,
                                             const Declaration& declaration,
                                             std::span<const Cell> cells) const;
  CodedForm coded_form(db::Connection& connection, const Actor& actor,
                       const Declaration& declaration, const Scene& scene, const Cell& cell,
                       const std::string& mark) const;
  //! Cells of the units he reads.
  std::vector<Cell> read_cells(const Actor& actor, const Declaration& declaration,
                               const Scene& scene) const;
  boost::asio::awaitable<void> take_to_lock(const Declaration& declaration, const Scene& scene);
  void tell(db::Connection& connection, const Declaration& declaration, const Scene& scene,
            std::set<std::string>& told) const;
  void check_submission(db::Connection& connection, const Declaration& declaration,
                        const base::Period& period,
                        const registers::RegisterService::Writing& writing) const;
  void changed(const std::string& noun) const {
    if (on_change_) on_change_(noun);
  }

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  const zhijiao::access::People& people_;
  registers::RegisterService& records_;
  const notice::NoticeService& notices_;
  const file::FileService& files_;
  base::Random& random_;
  const base::WorkingDays calendar_;
  const CollectionStore store_;
  OnChange on_change_;
};

}  // namespace collection

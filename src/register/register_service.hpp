#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/access_service.hpp"
#include "base/ids.hpp"
#include "base/working_days.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "register/parameter_book.hpp"
#include "register/record_check.hpp"
#include "register/register_store.hpp"
#include "register/register_views.hpp"
#include "register/sealer.hpp"
#include "register/signature_store.hpp"

namespace registers {

using zhijiao::access::Actor;

//! What applying the declarations did, by register.
struct Applied {
  std::vector<std::string> added;
  std::vector<std::string> changed;
  //! What is declared unique and is not yet, because some of what is recorded stands more than
  //! once: where, and the way out.
  std::vector<Text> repeated{};
};

//! Records of all registers: permission and scope in every statement, checks, workflow, versions
//! and audit in one transaction. Somebody reads the records of units that his posts with a role of
//! `read`, `write` or a transition reach, and those that name such a unit (Owner::also), and writes
//! those that a role of `write` reaches; outside of that a record does not exist for him. Answers
//! are JSON texts. Safe from any thread.
class RegisterService {
 public:
  static constexpr std::int64_t kRowsMax = 200;
  static constexpr std::int64_t kCountMax = 10'000;
  static constexpr std::size_t kExportRowsMax = 50'000;
  static constexpr std::size_t kFiltersMax = 40;
  static constexpr std::size_t kValuesMax = 200;  // of one filter
  static constexpr std::size_t kStepsMax = 200;   // records of one bulk step
  static constexpr std::int64_t kGroupsMax = 20'000;
  static constexpr std::int64_t kDuplicatesMax = 50;     // groups that are shown
  static constexpr std::int64_t kReferencesMax = 1'000;  // records that a merger changes

  //! Told after a change is durable: in which register, and of which owners the changed records
  //! are and were; none: of any.
  using OnChange =
      std::function<void(const std::string& noun, const std::set<std::string>& owners)>;

  //! A step of the workflow that was just written.
  struct StepTaken {
    const Declaration& declaration;
    const Transition& step;
    const std::string& record;  // id
    const std::string& owner;   // unit
    std::int64_t version;
    //! Fields of Owner::also and the units they name now.
    std::map<std::string, std::string> sides;
  };
  //! The hook for services of capabilities: called in the transaction of every step. What it throws
  //! undoes the step.
  using OnStep = std::function<void(db::Connection&, const Actor&, const StepTaken&)>;

  //! A version that is about to be written by a person, values checked and settled.
  struct Writing {
    const Declaration& declaration;
    std::string_view action;   // create, change, import, undo, remove, restore, correct, or a step
    const std::string& id;     // empty for a new record
    const std::string& owner;  // unit
    const Record* before;      // nullptr for a new record
    const Record& after;
    std::string_view state;    // before it; empty for a new record
    std::int64_t version = 0;  // it will have
    std::string_view why;
  };
  //! The hook of who rules over records as a whole (collections): called in the transaction, before
  //! it is written. A Problem it throws refuses the write, or the row of an import.
  using BeforeWrite = std::function<void(db::Connection&, const Actor&, const Writing&)>;

  //! A present record as a service of a capability reads it inside a transaction, whoever asks.
  struct KeptRecord {
    std::string id;
    std::int64_t version = 0;
    base::Instant recorded_at;
    std::string state;
    base::Instant state_since;
    std::string owner;
    bool returned = false;       // single fields wait to be mended
    boost::json::object values;  // stored fields that are not sealed
  };

  //! The references outlive it.
  RegisterService(db::Database& database, zhijiao::access::AccessService& access,
                  base::Random& random, Sealer sealer, Catalogue catalogue,
                  base::WorkingDays calendar);
  ~RegisterService();

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }
  void on_step(OnStep on_step) { on_step_ = std::move(on_step); }
  void before_write(BeforeWrite before_write) { before_write_ = std::move(before_write); }

  //! Brings the tables to what is declared. Blocking, at start. Throws a Problem 409
  //! "declaration-loses-data" that names every field and the way out; nothing is changed then.
  Applied apply_declarations_now();

  const Catalogue& catalogue() const { return catalogue_; }
  //! The parameters as they stand; the catalogue has them as they were declared.
  const ParameterBook& parameters() const { return parameters_; }
  ParameterBook& parameters() { return parameters_; }

  //! The registers of which somebody may read some record.
  RegisterList registers(const Actor& actor) const;
  //! What waits for somebody: records within the reach of the steps he takes. A step with a term is
  //! owed, one without is only possible; what may be changed waits for being handed in.
  boost::asio::awaitable<WaitingList> waiting(const Actor& actor);
  //! How many records wait for him; of those of one state of which some are late only these. Inside
  //! a transaction.
  std::int64_t to_do(db::Connection& connection, const Actor& actor) const;
  //! All a page needs to list, fill in and check records. Throws 403.
  boost::json::object page(const Actor& actor, const std::string& noun) const;

  //! {rows, next, units}. Throws 400 for what is no field, operation or value of its type.
  boost::asio::awaitable<std::string> list(const Actor& actor, const std::string& noun,
                                           const ListRequest& request, bool english);
  boost::asio::awaitable<RecordCount> count(const Actor& actor, const std::string& noun,
                                            const ListRequest& request);
  //! {record, units, may}. Throws 404.
  boost::asio::awaitable<RecordAnswer> record(const Actor& actor, const std::string& noun,
                                              const std::string& id,
                                              std::optional<base::Date> as_of, bool english);
  //! {versions, next, units}, newest first, those before version `before`.
  boost::asio::awaitable<std::string> history(const Actor& actor, const std::string& noun,
                                              const std::string& id,
                                              std::optional<std::int64_t> before, bool english);

  //! Throws 403, 409 "key-taken", 422 with errors by field, 422 "unconfirmed" for warnings.
  boost::asio::awaitable<RecordAnswer> create(const Actor& actor, const std::string& noun,
                                              const NewRecord& given, const db::Once& once);
  //! As above, and 404, 409 "state" unless the state is editable, 412.
  boost::asio::awaitable<RecordAnswer> change(const Actor& actor, const std::string& noun,
                                              const std::string& id, const RecordChange& given,
                                              std::int64_t version);
  boost::asio::awaitable<RecordAnswer> remove(const Actor& actor, const std::string& noun,
                                              const std::string& id, const RecordRemoval& given,
                                              std::int64_t version, const db::Once& once);
  //! {record, units, may, kept}: `kept` names the fields that are as they were, because other posts
  //! or only steps fill them in. Throws as `change` does, and 403 if nothing else differs.
  boost::asio::awaitable<RecordAnswer> restore(const Actor& actor, const std::string& noun,
                                               const std::string& id,
                                               const RecordRestoration& given, std::int64_t version,
                                               const db::Once& once);
  //! {groups: [{records}], elsewhere: [record], more, units}: records within reach that share what
  //! the declaration says tells one person or thing, and those that share it with one out of reach
  //! only, of which nothing else is said. Throws 404 if it says nothing.
  boost::asio::awaitable<std::string> duplicates(const Actor& actor, const std::string& noun,
                                                 bool english);
  //! Answers with the record that stays. Throws 403 unless a role of `merge_by` reaches both,
  //! 409 "not-the-same", "removed", "too-many-references", 412 with the one that changed, 422.
  boost::asio::awaitable<RecordAnswer> merge(const Actor& actor, const std::string& noun,
                                             const std::string& id, const RecordMerger& given,
                                             std::int64_t version, const db::Once& once);
  //! One step of the workflow. Throws 403 without the role, 409 "state" from another state or
  //! before its term, 422.
  boost::asio::awaitable<RecordAnswer> step(const Actor& actor, const std::string& noun,
                                            const std::string& id, const std::string& transition,
                                            const TransitionStep& given, std::int64_t version,
                                            const db::Once& once);
  //! The opinion of one party before a step is taken; the last one it gives counts. Throws 403
  //! without a role of the party, 409 "state" while the record does not wait for the step,
  //! 409 "signed-for-another", 412, 422.
  boost::asio::awaitable<RecordAnswer> sign(const Actor& actor, const std::string& noun,
                                            const std::string& id, const std::string& transition,
                                            const SignatureGiven& given, std::int64_t version,
                                            const db::Once& once);
  //! The same step for many records, one after the other; each failure is told beside its record.
  boost::asio::awaitable<BulkOutcome> steps(const Actor& actor, const std::string& noun,
                                            const std::string& transition, const BulkStep& given,
                                            const db::Once& once);
  //! A sensitive value in full; why is kept in the audit trail.
  boost::asio::awaitable<RevealedValue> reveal(const Actor& actor, const std::string& noun,
                                               const std::string& id, const RevealRequest& given);

  //! The id of the file in a field of a record: of the present version, or of another that the
  //! history shows. Throws 404 for a record, field or version he may not see and where no file is.
  boost::asio::awaitable<std::string> file_in(const Actor& actor, const std::string& noun,
                                              const std::string& id, const std::string& field,
                                              std::optional<std::int64_t> version);
  //! True if somebody fills in files of records of this unit; without a register: of any at all.
  bool brings_files(const Actor& actor, const std::string& noun, const std::string& unit) const;
  bool brings_files(const Actor& actor) const;

  // For the services of capabilities: what somebody sees of the units in his reach. Records that
  // only name one of them are not among it.

  //! True if there is such a register and somebody may read some record of it.
  bool reads(const Actor& actor, const std::string& noun) const;
  //! True if he may read the records of this unit.
  bool reads(const Actor& actor, const std::string& noun, const std::string& unit) const;
  //! The units whose records of this register he may read. Throws 404 for an unknown register.
  Reach units_read(const Actor& actor, const std::string& noun) const;
  //! Rows as list() has them, all of them. Throws 422 "too-many-rows" beyond kExportRowsMax.
  boost::asio::awaitable<std::vector<boost::json::object>> records(const Actor& actor,
                                                                   const std::string& noun,
                                                                   const ListRequest& request);
  //! How many records there are of each value of a stored field or "state". At most kGroupsMax.
  boost::asio::awaitable<std::vector<GroupCount>> groups(const Actor& actor,
                                                         const std::string& noun,
                                                         const ListRequest& request,
                                                         const std::string& by);
  //! Every register whose records this unit can own and somebody may read there, by capability.
  boost::asio::awaitable<std::vector<OwnedRegister>> owned(const Actor& actor,
                                                           const std::string& unit,
                                                           std::optional<base::Date> as_of);
  base::Date today() const { return database_.clock().today(); }
  //! True if somebody with one of `roles` reaches the unit.
  bool reaches(const Actor& actor, const std::vector<std::string>& roles,
               const std::string& unit) const {
    return reaches(actor, roles, unit, today());
  }
  //! Present records, removed ones left out, whose stored fields `by` have one of `keys`. Whoever
  //! calls decides who may see what comes of them.
  std::vector<KeptRecord> kept(db::Connection& connection, const std::string& noun,
                               const std::vector<std::string>& by,
                               std::span<const std::vector<db::Value>> keys) const;
  //! Changes values of a record in whatever state, which it keeps: action "correct". `by` are the
  //! roles that may; `why` is needed. Throws as change(), and 422 if nothing changes.
  boost::asio::awaitable<RecordAnswer> correct(const Actor& actor, const std::string& noun,
                                               const std::string& id, const RecordChange& given,
                                               const std::vector<std::string>& by,
                                               std::int64_t version, const db::Once& once);

  //! Throws 404 for an unknown register, 403 unless the person may read some record of it.
  void require_reader(const Actor& actor, const std::string& noun) const;

 private:
  // An import does with many rows what this class does with one, an export reads them.
  friend class ExportService;
  friend class ImportRun;
  friend class ImportService;
  friend class PastRecords;

  struct Registered;
  struct Change;
  struct Asked;

  //! In which registers and states records may wait for the actor, not counted yet.
  std::vector<Asked> asked_of(const Actor& actor) const;
  //! How many do, how many of them came back, how many are late.
  void count_waiting(db::Connection& connection, Asked& asked) const;
  static ListQuery waiting_query(const Asked& asked);

  //! Throws 403 without any post, else 404 if there is no such register.
  const Registered& find(const Actor& actor, const std::string& noun) const;
  const Registered& find(const std::string& noun) const;
  static void require_post(const Actor& actor);
  Reach reach(const Actor& actor, const std::vector<std::string>& roles, base::Date today) const;
  //! Of what somebody may do for the unit that the field `side` names, the owner if it is empty.
  Reach reach_of(const Actor& actor, const std::vector<std::string>& roles, const std::string& side,
                 base::Date today) const;
  Reach read_reach(const Actor& actor, const Registered& of, base::Date today) const;
  //! Throws 403 if it reaches nothing at all.
  Reach required_read_reach(const Actor& actor, const Registered& of, base::Date today) const;
  bool reaches(const Actor& actor, const std::vector<std::string>& roles, const std::string& unit,
               base::Date today) const;
  std::vector<std::string> readable(const Actor& actor, const Registered& of,
                                    std::vector<std::string> fields, const Reach& covering,
                                    base::Date today) const;
  ListQuery query_of(const Actor& actor, const Registered& of, const Reach& covering,
                     const ListRequest& request, base::Date today) const;
  Condition condition_of(const Registered& of, const FilterText& filter) const;
  void add_roles(const Actor& actor, const Registered& of, boost::json::object& page,
                 base::Date today) const;
  void add_referrers(const Actor& actor, const Registered& of, boost::json::object& page,
                     base::Date today) const;
  std::string unit_facts(std::string_view sql, bool english) const;
  std::string units_json(std::string_view ids) const;
  boost::json::object actions(db::Connection& connection, const Actor& actor, const Registered& of,
                              const std::string& id, const StoredRecord& stored,
                              base::Date today) const;
  //! What whoever opens a record is told of its steps besides: whom each waits for, and what number
  //! comes next where it gives one.
  void add_outlook(db::Connection& connection, const Registered& of, const std::string& id,
                   const StoredRecord& stored, boost::json::object& may, base::Date today) const;
  boost::json::object proposed(db::Connection& connection, const Registered& of,
                               const Transition& step, const StoredRecord& stored,
                               base::Date today) const;
  bool silence_counts(const SignOff& sign_off, base::Date since, base::Date day) const;
  SignOffStanding standing(const SignOff& asked, const StoredRecord& stored,
                           const std::vector<Signature>& signatures, base::Date today) const;
  //! The unit of a record for which somebody acts: its owner, or what the field `side` names, if it
  //! names one.
  std::optional<std::string> acting_unit(db::Connection& connection, const Registered& of,
                                         const std::string& id, const StoredRecord& stored,
                                         const std::string& side) const;
  //! What is asked of a record: without parties for a unit that it does not name.
  SignOff asked_of(db::Connection& connection, const Registered& of, const Transition& transition,
                   const std::string& id, const StoredRecord& stored) const;
  std::optional<std::string> signing_unit(const Actor& actor, const SignOffParty& party,
                                          const std::string& unit, base::Date today) const;
  //! Where a sign-off stands, as a page shows it; null if the step asks for none.
  boost::json::value sign_off(db::Connection& connection, const Actor& actor, const Registered& of,
                              const Transition& transition, const std::string& id,
                              const StoredRecord& stored, base::Date today) const;
  void require_signed(db::Connection& connection, const Registered& of,
                      const Transition& transition, const std::string& id,
                      const StoredRecord& stored, base::Date today) const;

  StoredRecord found(db::Connection& connection, const Actor& actor, const Registered& of,
                     const std::string& id, base::Date today) const;
  RecordAnswer answer(db::Connection& connection, const Actor& actor, const Registered& of,
                      const std::string& id, base::Date today) const;
  //! Of a record that was just read or written, of which times are not looked at.
  RecordAnswer answer(db::Connection& connection, const Actor& actor, const Registered& of,
                      const std::string& id, const StoredRecord& stored, base::Date today,
                      bool opened_by_reader = false) const;
  //! `stored` as it was written, whatever of it was written since. `record` holds its values, and
  //! `issues` are what the check said about them. `shown` is its JSON where the statement that
  //! wrote it has said it.
  RecordAnswer answer_written(db::Connection& connection, const Actor& actor, const Registered& of,
                              const std::string& id, const StoredRecord& stored,
                              const Record& record, std::span<const Issue> issues,
                              std::optional<RegisterStore::One> shown, base::Date today) const;
  //! What the check says about it as it stands; normalises it.
  std::vector<Issue> issues_of(db::Connection& connection, const Registered& of, Record& record,
                               base::Date today) const;
  //! Of `issues`, those about fields `shown` or the whole record.
  static boost::json::array warnings_of(const Registered& of, std::span<const Issue> issues,
                                        const std::vector<std::string>& shown);
  //! How many others of the same person or thing there are, in reach or not.
  std::int64_t others_of_the_same(db::Connection& connection, const Registered& of,
                                  const Record& record, const std::string& state) const;
  void require_version(db::Connection& connection, const Actor& actor, const Registered& of,
                       const std::string& id, const StoredRecord& stored, std::int64_t version,
                       base::Date today) const;
  void require_writable(const Actor& actor, const Registered& of, const StoredRecord& stored,
                        base::Date today) const;
  void require_field_roles(const Actor& actor, const Registered& of,
                           const boost::json::object& values, const std::string& owner,
                           base::Date today) const;
  //! Throws 422 if what only steps fill in is filled in otherwise than `before`, in a new record at
  //! all: who says beforehand what a step asks for would get past it.
  static void require_steps_kept(const Registered& of, const Record* before, const Record& record);
  bool may_fill(const Actor& actor, const Field& field, const std::string& owner,
                base::Date today) const;
  //! Gives `record` the values of `present` where they are not for this person to replace, and says
  //! which of them would have differed.
  std::vector<std::string> keep_foreign(const Actor& actor, const Registered& of,
                                        const std::string& owner, const Record& present,
                                        Record& record, base::Date today) const;
  void require_references(db::Connection& connection, const Actor& actor, const Registered& of,
                          const Record& record, const Record* before, base::Date today) const;
  //! What a record has in fields that are not sealed, each as its column keeps it; empty if it is
  //! not there.
  std::vector<db::Value> values_of(db::Connection& connection, const std::string& noun,
                                   const std::string& id,
                                   const std::vector<std::string>& fields) const;
  //! The value that a derived field shows; `via` is the id of the record referred to.
  using Referred = std::function<db::Value(const Field& field, const std::string& via)>;
  //! The rules over what records referred to say.
  static void check_referred(const Registered& of, Record& record, base::Date today,
                             std::vector<Issue>& issues, const Referred& referred);
  //! The same, over those referred to as they are stored.
  void check_referred(db::Connection& connection, const Registered& of, Record& record,
                      base::Date today, std::vector<Issue>& issues) const;
  //! As settle does, of those rules; returns what was confirmed.
  std::vector<Issue> settle_referred(db::Connection& connection, const Registered& of,
                                     Record& record, bool confirmed, base::Date today) const;
  db::Value referred_value(db::Connection& connection, const Registered& of, const Field& field,
                           const std::string& via) const;
  boost::json::object opened(const Registered& of, const std::string& columns) const;
  std::vector<db::Value> columns_of_record(const Registered& of, const Record& record) const;
  std::string search_text(const Registered& of, const Record& record) const;
  void settle(const Registered& of, Record& record, std::vector<Issue>& issues, bool confirmed,
              base::Date today) const;
  static void require_settled(const Registered& of, std::span<const Issue> issues, bool confirmed);
  RecordAnswer write(db::Connection& connection, const Actor& actor, const Registered& of,
                     const std::string& id, const StoredRecord& stored, const Change& change) const;
  //! Fields of a record that stays in its state.
  RecordAnswer write_edited(db::Connection& connection, const Actor& actor, const Registered& of,
                            const std::string& id, const StoredRecord& stored, const Record& before,
                            Record& record, bool confirmed, const char* action,
                            const std::string& why, base::Date today) const;
  void append(db::Connection& connection, const Actor& actor, const Registered& of,
              const std::string& id, const StoredRecord& stored, const Change& change) const;
  void refer_to(db::Connection& connection, const Actor& actor, const Registered& other,
                const std::string& field, const std::string& from, const std::string& to,
                const std::string& why) const;
  void changed(const std::string& noun, const std::set<std::string>& owners = {});
  //! Throws 422 beside a field with a file that is not there, is somebody else's, or is of a kind
  //! the field does not take. What stood in the field of this record before may come back.
  void require_files(db::Connection& connection, const Actor& actor, const Writing& writing) const;
  void about_to_write(db::Connection& connection, const Actor& actor,
                      const Writing& writing) const {
    require_files(connection, actor, writing);
    if (before_write_) before_write_(connection, actor, writing);
  }
  Applied apply_declarations_in_one();
  //! Takes from `shape` what is declared unique while some of what is recorded stands more than
  //! once, and tells of it; a key that is not one is refused.
  void leave_out_repeated(db::Connection& connection, const Registered& of,
                          const TableShape& before, TableShape& shape, Applied& applied,
                          std::vector<Text>& refusals);
  void seal_column(db::Connection& connection, const std::string& noun, const std::string& column);
  //! Throws 409 "key-taken" for a new repetition of what the database does not hold unique yet.
  void require_unrepeated(db::Connection& connection, const Registered& of, const RecordRow& row,
                          const StoredRecord* before) const;

  // Fields that are declared unique and are not yet, with the records that stand more than once.
  struct Repeated {
    std::vector<std::string> fields;
    std::vector<std::vector<std::string>> groups;  // ids
  };

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  base::Random& random_;
  const Sealer sealer_;
  const Catalogue catalogue_;
  ParameterBook parameters_;
  const base::WorkingDays calendar_;
  const RegisterStore store_;
  const SignatureStore signatures_;
  std::map<std::string, std::unique_ptr<const Registered>, std::less<>> registered_;
  std::map<std::string, std::vector<Repeated>, std::less<>> repeated_;  // by register; as at start
  OnChange on_change_;
  OnStep on_step_;
  BeforeWrite before_write_;

  // By language and by which of kUnitFields are in it, a bit each.
  using UnitFactsKey = std::pair<bool, unsigned>;
  mutable std::mutex unit_facts_mutex_;
  mutable std::shared_ptr<const zhijiao::access::Directory> unit_facts_of_;
  mutable std::map<UnitFactsKey, std::string> unit_facts_;
};

}  // namespace registers

#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/access_service.hpp"
#include "admission/admission_store.hpp"
#include "admission/admission_views.hpp"
#include "admission/intake.hpp"
#include "admission/standing.hpp"
#include "base/ids.hpp"
#include "base/working_days.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "file/file_service.hpp"
#include "http/table.hpp"
#include "register/register_service.hpp"
#include "register/sealer.hpp"

namespace admission {

using zhijiao::access::Actor;

inline constexpr std::size_t kImportBytesMax = std::size_t{32} << 20U;
inline constexpr std::size_t kCodesMax = 500;       // in one request
inline constexpr std::size_t kProgrammesMax = 200;  // of one offer

//! What officers do with an admission, from its offers to its published results. Every change is
//! one transaction with its version and its audit entry; who prepared something does not settle it
//! (admission_rules.hpp). Reading needs admission.read. Throws 403, 404, 409, 412, 422 as usual.
class AdmissionService {
 public:
  //! Told after a change is durable, with the id of the admission.
  using OnChange = std::function<void(const std::string&)>;

  //! All references outlive it. `program_version` is what a frozen input is computed with.
  AdmissionService(db::Database& database, zhijiao::access::AccessService& access,
                   registers::RegisterService& records, base::Random& random,
                   registers::Sealer sealer, const file::FileService& files,
                   base::WorkingDays calendar, std::string program_version);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }
  //! At start: what the plan's folder says now. A scheme that changed is a new version; what is
  //! frozen keeps what held when it was frozen. Blocking.
  void load_now(const std::vector<Scheme>& schemes);

  boost::asio::awaitable<AdmissionList> list(const Actor& actor);
  boost::asio::awaitable<AdmissionView> view(const Actor& actor, std::string admission);

  boost::asio::awaitable<OfferList> offers(const Actor& actor, std::string admission);
  boost::asio::awaitable<SeatOfferView> add_offer(const Actor& actor, std::string admission,
                                                  OfferGiven given, db::Once once);
  boost::asio::awaitable<SeatOfferView> edit_offer(const Actor& actor, std::string id,
                                                   OfferGiven given, std::int64_t version,
                                                   db::Once once);
  boost::asio::awaitable<SeatOfferView> step_offer(const Actor& actor, std::string id,
                                                   OfferStepGiven given, std::int64_t version,
                                                   db::Once once);

  boost::asio::awaitable<AdmissionImportList> imports(const Actor& actor, std::string admission);
  //! Reads and judges the file; nothing else changes until somebody else accepts it.
  boost::asio::awaitable<AdmissionImportView> upload(const Actor& actor, std::string admission,
                                                     AdmissionImportQuery query, std::string file,
                                                     db::Once once);
  //! Compares the candidates with the register that the scheme's condition names
  //! (eligibility_check.hpp), as far as the actor may read it; what it finds waits like a file for
  //! somebody else to accept it. Throws 409 "nothing-to-compare".
  boost::asio::awaitable<AdmissionImportView> check_eligibility(const Actor& actor,
                                                                std::string admission,
                                                                db::Once once);
  //! Accepting writes in slices; if it is cut off, accepting again writes the rest.
  boost::asio::awaitable<AdmissionImportView> decide_import(const Actor& actor, std::string id,
                                                            ImportDecision decision,
                                                            std::int64_t version);

  //! A page of those whose county is in reach.
  boost::asio::awaitable<CandidateList> candidates(const Actor& actor, std::string admission,
                                                   std::string after);
  //! A code opens the door once; an earlier code or password of the candidate ends with it. Not
  //! repeatable by key, because no code is kept: a retry gives new ones.
  boost::asio::awaitable<IssuedCodes> issue_codes(const Actor& actor, std::string admission,
                                                  CodesAsked asked);

  boost::asio::awaitable<RunView> freeze(const Actor& actor, std::string admission,
                                         std::string round, FreezeGiven given, db::Once once);
  boost::asio::awaitable<RunView> run(const Actor& actor, std::string id);
  boost::asio::awaitable<RunView> allocate(const Actor& actor, std::string id, AllocateGiven given,
                                           std::int64_t version, db::Once once);
  boost::asio::awaitable<RunView> publish(const Actor& actor, std::string id, std::int64_t version,
                                          db::Once once);
  boost::asio::awaitable<RunView> withdraw(const Actor& actor, std::string id, WithdrawGiven given,
                                           std::int64_t version, db::Once once);
  boost::asio::awaitable<RunIntegrity> integrity(const Actor& actor, std::string id);
  //! "input" or "result": for whoever may prepare or confirm.
  boost::asio::awaitable<std::string> run_text(const Actor& actor, std::string id,
                                               std::string part);
  boost::asio::awaitable<http::Table> cut_off_table(const Actor& actor, std::string id);
  //! Who is admitted: to everything for who prepares or confirms, otherwise to one's own offers.
  boost::asio::awaitable<http::Table> admitted_table(const Actor& actor, std::string id);

  //! Both with and without the changes, over all rounds; nothing is kept.
  boost::asio::awaitable<SimulationView> simulation(const Actor& actor, std::string admission,
                                                    SimulationGiven given);

  boost::asio::awaitable<AppealList> appeals(const Actor& actor, std::string admission);
  boost::asio::awaitable<AppealView> propose(const Actor& actor, std::string id,
                                             AppealProposal proposal, std::int64_t version,
                                             db::Once once);
  boost::asio::awaitable<AppealView> decide(const Actor& actor, std::string id,
                                            AppealDecision decision, std::int64_t version,
                                            db::Once once);

  //! To who prepares or confirms all of them, otherwise those of units one answers for.
  boost::asio::awaitable<AwardList> awards(const Actor& actor, std::string admission);
  //! Files are evidence that the actor may read (file/file_service.hpp).
  boost::asio::awaitable<AwardView> add_award(const Actor& actor, std::string admission,
                                              AwardGiven given, db::Once once);
  boost::asio::awaitable<AwardView> step_award(const Actor& actor, std::string id,
                                               AwardStepGiven given, std::int64_t version,
                                               db::Once once);
  //! Whose award is certified: the list that is recommended.
  boost::asio::awaitable<http::Table> award_table(const Actor& actor, std::string admission);

  //! Who has a place, here or elsewhere, and who came.
  boost::asio::awaitable<TrackingView> tracking(const Actor& actor, std::string admission);
  boost::asio::awaitable<http::Table> tracking_table(const Actor& actor, std::string admission);

  boost::asio::awaitable<PublicAdmissions> public_view();

  // For the candidate's side of the same capability.
  const AdmissionStore& store() const { return store_; }
  Outcomes& outcomes() { return outcomes_; }
  Scheme scheme(db::Connection& connection, const std::string& admission) const;
  //! By candidate number: the rank of the best certified award, by the rules of `day`.
  std::map<std::string, std::int64_t> award_ranks(db::Connection& connection, const Scheme& scheme,
                                                  Date day) const;
  std::string code_mark(const std::string& candidate, std::string_view code) const;
  Text unit_name(const std::string& unit) const;
  void changed(const std::string& admission) const;

 private:
  struct Book;
  struct Frozen;

  Hand hand_of(const Actor& actor, const std::string& unit = {}) const;
  bool prepares_or_confirms(const Actor& actor) const;
  void require_worker(const Actor& actor) const;
  Book book(db::Connection& connection, const std::string& admission) const;
  SeatOfferView offer_view(const Actor& actor, const OfferRecord& record, const Book& book,
                           const std::map<std::string, std::string>& people) const;
  //! What the rows would do, noted in `record`; the rows as they are kept.
  std::string judged(db::Connection& connection, CandidateFile read, ImportRecord& record) const;
  boost::asio::awaitable<AdmissionImportView> filed(const Actor& actor, const ImportRecord& record,
                                                    const std::string& rows, db::Once once);
  AdmissionImportView import_view(const Actor& actor, const ImportRecord& record,
                                  const std::map<std::string, std::string>& people) const;
  AppealView appeal_view(const Actor& actor, const AppealRecord& record, const Scheme& scheme,
                         const CandidateRecord& candidate,
                         const std::map<std::string, std::string>& people) const;
  RunView run_view(db::Connection& connection, const Actor& actor, const RunRecord& record) const;
  static IntakeView intake_view(const Scheme& scheme, const Intake& intake, Date day);
  std::vector<CutOffView> cut_offs_of(const RoundOutcome& outcome, const Book& book) const;
  OfferStanding standing_of(const OfferRecord& record, const Book& book) const;
  Offer checked(const Book& book, const OfferGiven& given) const;
  AwardView award_view(db::Connection& connection, const Actor& actor, const AwardRecord& record,
                       const Scheme& scheme,
                       const std::map<std::string, std::string>& people) const;
  bool may_see(const Actor& actor, const AwardRecord& record) const;
  bool speaks_for(const std::string& unit, const std::string& county) const;
  void require_puts_forward(const Actor& actor, const std::string& unit) const;
  Frozen gather(db::Connection& connection, const Hand& hand, const std::string& admission,
                const std::string& round, bool correction) const;
  boost::asio::awaitable<void> apply(ImportRecord record, const Actor& actor);
  OfferRecord offer_record(db::Connection& connection, const std::string& id) const;
  RunRecord run_record(db::Connection& connection, const std::string& id) const;
  void audit(db::Connection& connection, const Actor& actor, std::string_view action,
             std::string_view subject, std::string_view detail) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  registers::RegisterService& records_;
  base::Random& random_;
  const registers::Sealer sealer_;
  const file::FileService& files_;
  const base::WorkingDays calendar_;
  const std::string program_version_;
  const AdmissionStore store_;
  mutable Outcomes outcomes_;
  OnChange on_change_;
};

//! Throws the Problem that a refusal means; returns if there is none.
void refuse(const MayBeRefused& refusal);

}  // namespace admission

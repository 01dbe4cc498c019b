#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "access/attempt_limit.hpp"
#include "access/password.hpp"
#include "admission/admission_service.hpp"

namespace admission {

//! A candidate who is signed in: himself and nobody else.
struct CandidateActor {
  CandidateRecord record;
  Actor actor;  // for the audit trail: account is the candidate's id
};

struct OpenedCandidateSession {
  std::string token;  // empty: not signed in yet
  std::int64_t lasts_s = 0;
  CandidateSession view;
};

//! What a candidate does on his phone. He comes in by his number and a code that his county gave
//! him on paper, chooses a password with it, and uses that from then on (decision 10). Every change
//! of his preferences is kept; what counts is what he submitted last before the end.
class CandidateService {
 public:
  static constexpr std::int64_t kSessionUs = 4LL * 3600 * 1'000'000;

  //! All arguments outlive it.
  CandidateService(db::Database& database, zhijiao::access::AccessService& access,
                   AdmissionService& admissions, zhijiao::access::PasswordPool& passwords,
                   base::Random& random);

  //! Throws 401 "sign-in-refused" for an unknown number, a used code and a wrong password alike,
  //! 422 for a password that is too weak, 429.
  boost::asio::awaitable<OpenedCandidateSession> sign_in(CandidateSignIn given,
                                                         std::string address);
  boost::asio::awaitable<void> sign_out(std::string token);
  //! Throws 401 unless the token is that of a session.
  boost::asio::awaitable<CandidateActor> current(std::string token, std::string address);

  boost::asio::awaitable<CandidateHome> home(const CandidateActor& who);
  //! Version 0: nothing was saved yet. Throws 412 with the present one, as from another phone.
  boost::asio::awaitable<CandidateChoices> save(const CandidateActor& who, std::string round,
                                                ChoicesGiven given, std::int64_t version,
                                                db::Once once);
  //! Makes the draft count and gives a receipt.
  boost::asio::awaitable<CandidateChoices> submit(const CandidateActor& who, std::string round,
                                                  std::int64_t version, db::Once once);
  boost::asio::awaitable<CandidateHome> reply(const CandidateActor& who, std::string round,
                                              ReplyGiven given, db::Once once);
  boost::asio::awaitable<CandidateHome> appeal(const CandidateActor& who, std::string round,
                                               AppealGiven given, db::Once once);

 private:
  struct Book;

  void load(db::Connection& connection, const CandidateRecord& candidate, Book& book) const;
  CandidateHome home_of(db::Connection& connection, const CandidateRecord& candidate) const;
  CandidateResult result_of(const Book& book, const Round& round, const RunRecord& run,
                            const CandidateRecord& candidate, base::Instant now) const;
  const Round& enterable(const Book& book, const std::string& round,
                         const CandidateRecord& candidate, base::Instant now) const;
  Actor actor_of(const CandidateRecord& record, std::string address) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  AdmissionService& admissions_;
  zhijiao::access::PasswordPool& passwords_;
  base::Random& random_;
  // A school enters from one address, so it is allowed more than an office.
  zhijiao::access::AttemptLimit attempts_;
  const AdmissionStore& store_;
};

}  // namespace admission

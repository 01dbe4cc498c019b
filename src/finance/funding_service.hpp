#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/access_service.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "engines/money_floors/money_floors.hpp"
#include "finance/funding_paper.hpp"
#include "finance/funding_store.hpp"
#include "finance/funding_views.hpp"
#include "register/parameter_name.hpp"
#include "register/register_service.hpp"

namespace finance {

using zhijiao::access::Actor;

using registers::ParameterName;

//! Those by which the floors are judged.
std::vector<ParameterName> parameters_used();

//! The four floors of money of every finance office, made of the register `funding` as far as
//! somebody may read it, and what of them was released to the public. Safe from any thread.
class FundingService {
 public:
  //! Told after a release or withdrawal is durable.
  using OnChange = std::function<void()>;

  //! The references outlive it.
  FundingService(db::Database& database, zhijiao::access::AccessService& access,
                 registers::RegisterService& records, LetterHead head);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }

  //! The units in reach. Throws 403 unless he may read some of the register, 422 for a year or
  //! ruling that does not exist.
  boost::asio::awaitable<FundingFloors> floors(const Actor& actor, const FloorsQuery& query);
  //! The same as an editable letter whose annex is the table on A3.
  struct Paper {
    std::string file_name;
    std::string bytes;
  };
  boost::asio::awaitable<Paper> letter(const Actor& actor, const FloorsQuery& query, bool red_head);

  //! Freezes what was reviewed of a year under the rulings in force and shows it to the public.
  //! Throws 403 without supervision.release and the reach over all units, 409 "nothing-reviewed",
  //! "figures-changed" if it is no longer what was seen, "released-already", 412.
  boost::asio::awaitable<FundingRelease> release(const Actor& actor, std::int64_t year,
                                                 const FundingReleasing& given,
                                                 std::int64_t version, const db::Once& once);
  //! Takes it off the public page; why stays. Throws 403, 409 "not-released", 412, 422.
  boost::asio::awaitable<FundingRelease> withdraw(const Actor& actor, std::int64_t year,
                                                  const FundingWithdrawal& given,
                                                  std::int64_t version, const db::Once& once);
  boost::asio::awaitable<PublicFunding> released();

 private:
  struct Office;
  struct Report;

  std::vector<Office> offices(const Actor& actor, Date day) const;
  registers::Parameter parameter(const std::string& name) const;
  void fill_law(FundingFloors& floors) const;
  engines::money_floors::Rulings fill_rulings(FundingFloors& floors,
                                              const FloorsQuery& query) const;
  //! What the public would see of `reports`, which belong to the year of `floors`.
  PublicFundingYear publishable(const Actor& actor, const FundingFloors& floors,
                                std::vector<Report> reports,
                                const engines::money_floors::Rulings& rulings) const;
  //! The floors, and beside them what a release would publish.
  struct Year {
    FundingFloors floors;
    PublicFundingYear publishable;
  };
  boost::asio::awaitable<Year> year_of(const Actor& actor, const FloorsQuery& query);
  boost::asio::awaitable<std::vector<Report>> reports(const Actor& actor, std::int64_t year,
                                                      std::optional<Date> as_of);
  FundingUnit judged(const Office& office, const std::vector<Report>& reports,
                     const FundingFloors& floors,
                     const engines::money_floors::Rulings& rulings) const;
  boost::asio::awaitable<FundingRelease> append(const Actor& actor, ReleaseRecord record,
                                                const std::string& seen, const db::Once& once);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  registers::RegisterService& records_;
  const LetterHead head_;
  const FundingStore store_;
  OnChange on_change_;
};

}  // namespace finance

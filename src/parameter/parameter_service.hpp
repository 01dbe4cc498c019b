#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "access/access_service.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "parameter/parameter_store.hpp"
#include "parameter/parameter_views.hpp"
#include "register/register_service.hpp"

namespace parameter {

using zhijiao::access::Actor;

//! Values of parameters that people set from a day on. They stand beside those declared in files
//! and take their place from their own first day; everything that computes with a parameter
//! follows, because it asks ParameterBook, which this class keeps. A value that is withdrawn holds
//! on no day any more, its history stays. Safe from any thread.
class ParameterService {
 public:
  static constexpr std::size_t kVersionsMax = 500;  // of one parameter

  //! Told after another value has become durable.
  using OnChange = std::function<void(const std::string& noun, const std::string& name)>;
  //! Which computations use a parameter, by register and name.
  using Uses = std::map<std::pair<std::string, std::string>, std::vector<ParameterUse>>;

  //! The references outlive it. Rules of registers need not be among `uses`.
  ParameterService(db::Database& database, zhijiao::access::AccessService& access,
                   registers::RegisterService& records, Uses uses);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }

  //! Takes up what was set before. Blocking, at start, before anything computes. What was set of a
  //! parameter that is no longer declared stays in the database and has no effect.
  void take_up_now();

  //! Of all registers, for whoever reads the plan.
  boost::asio::awaitable<ParameterList> parameters(const Actor& actor, std::optional<Date> as_of);
  //! Throws 404.
  boost::asio::awaitable<ParameterLine> parameter(const Actor& actor, const std::string& noun,
                                                  const std::string& name,
                                                  std::optional<Date> as_of);
  //! Throws 403 without parameter.write, 404, 409 "already-set" if one was set from this day and
  //! not withdrawn, 409 "too-many-values", 422.
  boost::asio::awaitable<ParameterLine> set(const Actor& actor, const std::string& noun,
                                            const std::string& name, const NewParameterValue& given,
                                            const db::Once& once);
  //! Throws 403, 404 if none was set from this day, 409 "withdrawn-already", 412, 422.
  boost::asio::awaitable<ParameterLine> withdraw(const Actor& actor, const std::string& noun,
                                                 const std::string& name, Date from,
                                                 const ParameterWithdrawal& given,
                                                 std::int64_t version, const db::Once& once);

 private:
  //! Throws 404.
  const registers::Declaration& declaration(const std::string& noun, const std::string& name) const;
  bool may_set(const Actor& actor) const;
  DatedParameter view_of(const registers::Declaration& declaration,
                         const registers::Parameter& declared, std::span<const ValueRecord> history,
                         Date day) const;
  ParameterLine line_of(const Actor& actor, const registers::Declaration& declaration,
                        const std::string& name, std::vector<ValueRecord> history, Date day) const;
  Date day_of(std::optional<Date> as_of) const;
  boost::asio::awaitable<ParameterLine> append(const Actor& actor, ValueRecord record,
                                               const db::Once& once);
  void take_up(const std::string& noun, const std::string& name,
               std::span<const ValueRecord> history);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  registers::RegisterService& records_;
  const Uses uses_;
  const ParameterStore store_;
  OnChange on_change_;

  std::mutex mutex_;
  //! Versions that the book knows, by register and parameter: of two writes that end together the
  //! one that saw the other counts.
  std::map<std::pair<std::string, std::string>, std::size_t> taken_up_;
};

}  // namespace parameter

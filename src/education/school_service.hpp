#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/access_service.hpp"
#include "education/school_views.hpp"
#include "education/standard.hpp"
#include "register/parameter_name.hpp"
#include "register/register_service.hpp"

namespace education {

using zhijiao::access::Actor;

using registers::ParameterName;

//! Those by which programmes are looked at; standards name theirs.
std::vector<ParameterName> parameters_used();

//! Schools as wholes, made of the registers that somebody may read: what he may not read is not
//! counted and not hinted at. Safe from any thread.
class SchoolService {
 public:
  //! The references outlive it.
  SchoolService(registers::RegisterService& records, zhijiao::access::AccessService& access,
                std::vector<Standard> standards)
      : records_(records), access_(access), standards_(std::move(standards)) {}

  //! The schools in reach with what their newest conditions come to. Throws 403 if there is no
  //! register of conditions or schools that he may read.
  boost::asio::awaitable<SchoolTable> schools(const Actor& actor, std::optional<Date> as_of);
  //! Everything about one. Throws 404 outside of reach and for what is no school.
  boost::asio::awaitable<SchoolPage> school(const Actor& actor, const std::string& unit,
                                            std::optional<Date> as_of);
  //! Programmes that several schools offer and that few enter, or that are out of date
  //! (engines::programme_setting), in the intake of `year`; none: the last that has begun.
  boost::asio::awaitable<ProgrammeSetting> programme_setting(const Actor& actor,
                                                             std::optional<std::int64_t> year,
                                                             std::optional<Date> as_of);

 private:
  struct SchoolRecord;
  struct Conditions;

  Date day_of(std::optional<Date> as_of) const;
  boost::asio::awaitable<std::vector<SchoolRecord>> school_records(const Actor& actor,
                                                                   const std::string& unit,
                                                                   std::optional<Date> as_of);
  boost::asio::awaitable<std::vector<Conditions>> newest_conditions(const Actor& actor,
                                                                    const std::string& unit,
                                                                    std::optional<Date> as_of);
  Compliance judged(const Actor& actor, const SchoolRecord* school,
                    const std::vector<Conditions>& conditions, const std::string& unit,
                    Date day) const;
  Compliance judged_by(const Standard& standard, const Conditions& conditions, Date day) const;
  boost::asio::awaitable<std::optional<DualShare>> dual_share(const Actor& actor,
                                                              const std::string& unit, Date day,
                                                              std::optional<Date> as_of);
  Text county_of(const std::string& unit) const;
  bool is_school(const std::string& unit) const;

  registers::RegisterService& records_;
  zhijiao::access::AccessService& access_;
  const std::vector<Standard> standards_;
};

}  // namespace education

#pragma once

#include <boost/json/fwd.hpp>
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace base {

//! A calendar date of the proleptic Gregorian calendar, written ISO 8601: 2022-07-01.
class Date {
 public:
  //! The accepted range: no official plan lies outside it, a mistyped year does.
  static constexpr int kFirstYear = 1949;
  static constexpr int kLastYear = 2199;

  Date() = default;
  constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}
  //! Precondition: the date exists.
  Date(int year, unsigned month, unsigned day);

  //! Exactly YYYY-MM-DD, existing, and from `first_year` to kLastYear. People are older than plans.
  static std::optional<Date> parse(std::string_view text, int first_year = kFirstYear);

  std::string str() const;
  int year() const;
  unsigned month() const;
  unsigned day() const;
  //! 1..4
  unsigned quarter() const;
  std::chrono::sys_days days() const { return days_; }

  Date plus_days(int days) const { return Date(days_ + std::chrono::days(days)); }
  //! Days from `other` to this date, negative if this is earlier.
  int days_since(Date other) const { return static_cast<int>((days_ - other.days_).count()); }

  auto operator<=>(const Date&) const = default;

 private:
  std::chrono::sys_days days_{};
};

}  // namespace base

#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"

//! A calendar as phones and desks subscribe to it (RFC 5545). Pure.
namespace calendar {

//! An all-day event with alarms three days before and on the day, both at nine.
struct Event {
  std::string uid;  // the same for ever, so that a moved deadline moves in the phone too
  base::Date on;
  std::string summary;
  std::string link;  // empty: none
};

//! Lines of at most 75 bytes, text escaped, CRLF. The same events on the same day give the same
//! bytes, so that an unchanged feed is answered with 304.
std::string ical_text(const std::string& title, const std::vector<Event>& events, base::Date today);

}  // namespace calendar

#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "access/access_service.hpp"
#include "access/people.hpp"
#include "base/ids.hpp"
#include "calendar/calendar_store.hpp"
#include "calendar/calendar_views.hpp"
#include "collection/collection_service.hpp"
#include "db/database.hpp"
#include "supervision/supervision_service.hpp"

namespace calendar {

using zhijiao::access::Actor;

//! Deadlines in a person's own calendar, under an address that only he knows and can revoke. What
//! is in it follows his posts of today; with the account suspended it is gone.
class CalendarService {
 public:
  static constexpr std::size_t kFeedsMax = 10;  // of one person

  //! All arguments but the last outlive it. `public_url` begins the links; empty: none.
  CalendarService(db::Database& database, zhijiao::access::AccessService& access,
                  const zhijiao::access::People& people,
                  supervision::SupervisionService& supervision,
                  collection::CollectionService& collections, base::Random& random,
                  std::string public_url);

  boost::asio::awaitable<CalendarFeedList> feeds(const Actor& actor);
  //! 409 "too-many-feeds", 422.
  boost::asio::awaitable<CalendarFeedMade> make_feed(const Actor& actor,
                                                     const NewCalendarFeed& given);
  boost::asio::awaitable<CalendarFeedList> revoke(const Actor& actor, const std::string& id);

  //! The calendar under the secret of an address. Throws 404 if it is unknown, revoked, or its
  //! owner may no longer sign in.
  boost::asio::awaitable<std::string> text(const std::string& token, std::string address);

 private:
  CalendarFeedList list_of(db::Connection& connection, const std::string& account) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  const zhijiao::access::People& people_;
  supervision::SupervisionService& supervision_;
  collection::CollectionService& collections_;
  base::Random& random_;
  const std::string public_url_;
  const CalendarStore store_;
};

}  // namespace calendar

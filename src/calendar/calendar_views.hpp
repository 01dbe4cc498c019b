#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

//! What the API says and takes about calendar feeds.
namespace calendar {

struct CalendarFeed {
  std::string id;
  std::string title;  // 手机, 办公电脑
  std::string created_at;
};
BOOST_DESCRIBE_STRUCT(CalendarFeed, (), (id, title, created_at))

//! GET /api/calendar-feeds: one's own.
struct CalendarFeedList {
  std::vector<CalendarFeed> feeds;
};
BOOST_DESCRIBE_STRUCT(CalendarFeedList, (), (feeds))

//! POST /api/calendar-feeds
struct NewCalendarFeed {
  std::string title;
};
BOOST_DESCRIBE_STRUCT(NewCalendarFeed, (), (title))

//! The only time the address is known: it is kept as a hash.
struct CalendarFeedMade {
  CalendarFeed feed;
  std::string path;  // /calendar/….ics
};
BOOST_DESCRIBE_STRUCT(CalendarFeedMade, (), (feed, path))

}  // namespace calendar

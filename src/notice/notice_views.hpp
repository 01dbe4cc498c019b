#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "notice/delivery_plan.hpp"

//! What the API says and takes about notices (the bell).
namespace notice {

using base::Text;

//! What a notice is about; settings and pages name it.
enum class Topic {
  deadline_near,
  deadline_passed,
  letter_to_release,
  letter_returned,
  letter_released,
  instruction,
  answer_given,
  answer_returned,
  supplement_asked,
  record_returned,
  form_due,    // a form of a collection is owed
  post_begun,  // a person takes work over
  unit_vacant  // nobody does
};
BOOST_DESCRIBE_ENUM(Topic, deadline_near, deadline_passed, letter_to_release, letter_returned,
                    letter_released, instruction, answer_given, answer_returned, supplement_asked,
                    record_returned, form_due, post_begun, unit_vacant)

struct NoticeView {
  std::string id;
  Topic topic = Topic::deadline_near;
  Text text;
  std::string link;  // an address of the page: /letters/…
  std::string at;    // RFC 3339
  bool read = false;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (), (id, topic, text, link, at, read))

//! GET /api/notices, newest first. `next` goes into `before`.
struct NoticeList {
  int unread = 0;  // of all, not only those shown
  std::vector<NoticeView> notices;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(NoticeList, (), (unread, notices, next))

struct NoticeQuery {
  std::optional<bool> unread{};
  std::optional<std::string> before{};
};
BOOST_DESCRIBE_STRUCT(NoticeQuery, (), (unread, before))

//! POST /api/notices/read: these, or without ids all that are there.
struct NoticesRead {
  std::optional<std::vector<std::string>> ids;
};
BOOST_DESCRIBE_STRUCT(NoticesRead, (), (ids))

struct UnreadCount {
  int unread = 0;
};
BOOST_DESCRIBE_STRUCT(UnreadCount, (), (unread))

//! PUT /api/notice-settings
struct NoticeSettingsChange {
  std::string email;  // empty: no mail
  DeliveryHours hours;
};
BOOST_DESCRIBE_STRUCT(NoticeSettingsChange, (), (email, hours))

//! GET /api/notice-settings: one's own.
struct NoticeSettings {
  std::int64_t version = 0;  // 0: never changed
  std::string email;
  DeliveryHours hours;
  bool mail_available = false;     // the server was told how to send mail
  bool webhook_available = false;  // and where to hand every notice on
};
BOOST_DESCRIBE_STRUCT(NoticeSettings, (),
                      (version, email, hours, mail_available, webhook_available))

}  // namespace notice

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
  form_due,     // a form of a collection is owed
  post_begun,   // a person takes work over
  unit_vacant,  // nobody does
  closing_asked,
  closing_to_check,
  closing_to_approve,
  closing_returned,
  closing_done,
  share_changed,
  part_given,
  reports_verified,
  records_waiting  // for a step or an opinion
};
BOOST_DESCRIBE_ENUM(Topic, deadline_near, deadline_passed, letter_to_release, letter_returned,
                    letter_released, instruction, answer_given, answer_returned, supplement_asked,
                    record_returned, form_due, post_begun, unit_vacant, closing_asked,
                    closing_to_check, closing_to_approve, closing_returned, closing_done,
                    share_changed, part_given, reports_verified, records_waiting)

//! How a notice leaves the program.
enum class Channel { mail, webhook };
BOOST_DESCRIBE_ENUM(Channel, mail, webhook)

enum class DeliveryState { waiting, sending, sent, unsure, given_up };
BOOST_DESCRIBE_ENUM(DeliveryState, waiting, sending, sent, unsure, given_up)

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

//! What did not arrive for one reason: it waits and is tried again, was given up, or may have
//! arrived and is not sent twice.
struct UndeliveredLine {
  Channel channel = Channel::mail;
  DeliveryState state = DeliveryState::waiting;
  std::string failure;  // as the other side or the network said it, without address and text
  int notices = 0;
  int people = 0;
  std::string since;                   // RFC 3339: the oldest notice
  std::optional<std::string> next_at;  // of those that wait
};
BOOST_DESCRIBE_STRUCT(UndeliveredLine, (),
                      (channel, state, failure, notices, people, since, next_at))

//! GET /api/notices/undelivered
struct Undelivered {
  std::vector<UndeliveredLine> lines;
};
BOOST_DESCRIBE_STRUCT(Undelivered, (), (lines))

//! POST /api/notices/undelivered/retry: all that failed on the channel.
struct RetryDelivery {
  Channel channel = Channel::mail;
};
BOOST_DESCRIBE_STRUCT(RetryDelivery, (), (channel))

}  // namespace notice

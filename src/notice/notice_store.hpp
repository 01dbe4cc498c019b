#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "notice/notice_views.hpp"

namespace notice {

struct NoticeRow {
  std::string id;
  std::string account;
  std::string occasion;
  Topic topic = Topic::deadline_near;
  Text text;
  std::string link;
};

struct SettingRow {
  std::int64_t version = 0;
  std::string email_sealed;
  DeliveryHours hours;
};

//! A notice on its way out.
struct DueRow {
  NoticeRow notice;
  int attempts = 0;
  std::optional<base::Instant> first_tried_at;
};

//! Whose turn it is on a channel, and with which message that was tried before.
struct DueAccount {
  std::string account;
  std::optional<std::string> message;
};

//! What is not certain to have arrived, as one line for a channel, a state and a failure.
struct UndeliveredRow {
  Channel channel = Channel::mail;
  DeliveryState state = DeliveryState::waiting;
  std::string failure;
  std::int64_t notices = 0;
  std::int64_t people = 0;
  base::Instant since;   // the oldest notice
  base::Instant due_at;  // of the next attempt
};

//! Of an account that has no mail address any more: nobody has to mend that.
inline constexpr const char* kNoAddress = "no address";

//! All SQL of notices. Every statement supplies the region.
class NoticeStore {
 public:
  explicit NoticeStore(std::string region) : region_(std::move(region)) {}

  static constexpr std::size_t kPageMax = 50;

  //! False if the person has a notice of the occasion.
  bool insert(db::Connection& connection, const NoticeRow& row) const;
  //! The notice tells of this occasion too. Precondition: it is not among what he was told_of.
  void insert_told_with(db::Connection& connection, const NoticeRow& row,
                        const std::string& occasion) const;
  //! Of `occasions`, those that the person was told of, by a notice of their own or with others.
  std::set<std::string> told_of(db::Connection& connection, const std::string& account,
                                const std::vector<std::string>& occasions) const;
  //! Newest first, one more than a page if there are more.
  std::vector<NoticeView> notices(db::Connection& connection, const std::string& account,
                                  const NoticeQuery& query) const;
  int unread(db::Connection& connection, const std::string& account) const;
  //! Those of the account only; without ids all.
  void set_read(db::Connection& connection, const std::string& account,
                const NoticesRead& which) const;

  std::optional<SettingRow> setting(db::Connection& connection, const std::string& account) const;
  //! False if it is no longer at `row.version`; then nothing was written.
  bool save_setting(db::Connection& connection, const std::string& account,
                    const SettingRow& row) const;

  void insert_delivery(db::Connection& connection, const NoticeRow& row, Channel channel,
                       base::Instant due_at) const;
  bool is_due(db::Connection& connection, Channel channel) const;
  //! The account with the earliest of what is due; none if nothing is.
  std::optional<DueAccount> next_due(db::Connection& connection, Channel channel) const;
  //! What is due for it, marked as being sent. On a webhook what was tried together stays together,
  //! without anything new: the receiver knows it by its key and may have it already.
  std::vector<DueRow> take_due(db::Connection& connection, Channel channel, const DueAccount& whose,
                               std::size_t most) const;
  //! What is due for the account waits until then.
  void postpone(db::Connection& connection, Channel channel, const std::string& account,
                base::Instant until) const;
  //! Ends or postpones what was taken. `due_at` for waiting only.
  void put_back(db::Connection& connection, Channel channel, const std::vector<DueRow>& rows,
                DeliveryState state, std::optional<base::Instant> due_at,
                const std::string& failure) const;
  //! What waits after a failure, and what was given up or is unsure since `since`.
  std::vector<UndeliveredRow> undelivered(db::Connection& connection, base::Instant since) const;
  //! What failed on the channel is due now and tried for as long as at first, in the same messages;
  //! what is unsure is not. Says how many.
  std::int64_t try_anew(db::Connection& connection, Channel channel, base::Instant since) const;
  //! What was being sent when the program ended.
  void settle_interrupted(db::Connection& connection) const;

 private:
  std::string region_;
};

}  // namespace notice

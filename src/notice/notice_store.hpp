#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "notice/notice_views.hpp"

namespace notice {

enum class Channel { mail, webhook };
BOOST_DESCRIBE_ENUM(Channel, mail, webhook)

enum class DeliveryState { waiting, sending, sent, unsure, given_up };
BOOST_DESCRIBE_ENUM(DeliveryState, waiting, sending, sent, unsure, given_up)

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

//! All SQL of notices. Every statement supplies the region.
class NoticeStore {
 public:
  explicit NoticeStore(std::string region) : region_(std::move(region)) {}

  static constexpr std::size_t kPageMax = 50;

  //! False if the person was told of the occasion before.
  bool insert(db::Connection& connection, const NoticeRow& row) const;
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
  //! What is due on one channel, of one account: that with the earliest. Empty if nothing is.
  std::vector<DueRow> take_due(db::Connection& connection, Channel channel, std::size_t most) const;
  //! Ends or postpones what was taken. `due_at` for waiting only.
  void put_back(db::Connection& connection, Channel channel, const std::vector<DueRow>& rows,
                DeliveryState state, std::optional<base::Instant> due_at,
                const std::string& failure) const;
  //! What was being sent when the program ended.
  void settle_interrupted(db::Connection& connection) const;

 private:
  std::string region_;
};

}  // namespace notice

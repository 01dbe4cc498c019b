#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "access/access_service.hpp"
#include "base/ids.hpp"
#include "db/database.hpp"
#include "notice/notice_store.hpp"

namespace notice {

using zhijiao::access::Actor;

//! What people are told. No name, number or mail address of a person belongs into the text: it
//! leaves the building by mail.
struct NewNotice {
  Topic topic = Topic::deadline_near;
  //! Names what happened; the same occasion is told a person once, ever.
  std::string occasion;
  Text text;
  std::string link;  // an address of the page: /letters/…
  //! What else it tells of; none of it was told the person before (told_of).
  std::vector<std::string> also{};
};

//! Keeps a mail address from whoever reads the database.
struct AddressSeal {
  std::function<std::string(const std::string&)> seal;
  std::function<std::string(const std::string&)> unseal;
};

//! The bell: notices are kept in the transaction of what they tell of, and handed to mail and
//! webhook from there (courier.hpp).
class NoticeService {
 public:
  //! Told the accounts that have something new, after it is durable.
  using OnChange = std::function<void(const std::set<std::string>& accounts)>;

  //! Which channels the server has.
  struct Channels {
    bool mail = false;
    bool webhook = false;
  };

  //! All arguments but the last two outlive it.
  NoticeService(db::Database& database, zhijiao::access::AccessService& access,
                base::Random& random, Channels channels, AddressSeal seal);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }

  //! Inside the caller's transaction. Adds to `told` who had not been told; announce them once the
  //! transaction is durable.
  void tell(db::Connection& connection, const std::set<std::string>& accounts,
            const NewNotice& notice, std::set<std::string>& told) const;
  //! Of `occasions`, those that the person was told of, alone or together with others.
  std::set<std::string> told_of(db::Connection& connection, const std::string& account,
                                const std::vector<std::string>& occasions) const;
  void announce(const std::set<std::string>& told) const;

  boost::asio::awaitable<NoticeList> notices(const Actor& actor, const NoticeQuery& query);
  boost::asio::awaitable<UnreadCount> read(const Actor& actor, const NoticesRead& which);
  boost::asio::awaitable<NoticeSettings> settings(const Actor& actor);
  //! 412 if they were changed since, 422 for no mail address.
  boost::asio::awaitable<NoticeSettings> change_settings(const Actor& actor,
                                                         const NoticeSettingsChange& change,
                                                         std::int64_t version);

  //! What could not be delivered. 403 unless the actor manages accounts.
  boost::asio::awaitable<Undelivered> undelivered(const Actor& actor);
  boost::asio::awaitable<Undelivered> retry(const Actor& actor, const RetryDelivery& which);

  //! For the courier, blocking. What is due on a channel of one account that has no quiet hours
  //! now, marked as being sent.
  std::vector<DueRow> take_due(Channel channel);
  //! The address that mail of the account goes to; empty if it has none (any more).
  std::string address_of(const std::string& account);
  void put_back(Channel channel, const std::vector<DueRow>& rows, DeliveryState state,
                const std::string& failure);
  //! Tries again later, or gives up after kTriedForUs.
  void try_again(Channel channel, const std::vector<DueRow>& rows, const std::string& failure);
  void settle_interrupted();

 private:
  Undelivered undelivered_now(db::Connection& connection) const;
  NoticeSettings view_of(const std::optional<SettingRow>& row) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  base::Random& random_;
  const Channels channels_;
  const AddressSeal seal_;
  const NoticeStore store_;
  OnChange on_change_;
};

//! local@domain in ASCII without quotes, blanks or line breaks, at most 254 bytes.
bool is_mail_address(const std::string& text);

}  // namespace notice

#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "notice/notice_service.hpp"
#include "notice/outbound.hpp"

namespace notice {

//! Takes what is due from the database and sends it, on a thread of its own: what waits
//! for a person goes as one message, in the hours he chose. What the outbound refuses waits and is
//! tried again for weeks (delivery_plan.hpp); nothing is sent twice.
class Courier {
 public:
  //! `service` outlives it. Without a configured channel it does nothing.
  Courier(NoticeService& service, OutboundOptions options);
  //! Ends after the message that is being sent.
  ~Courier();
  Courier(const Courier&) = delete;
  Courier& operator=(const Courier&) = delete;

  //! Something may be due.
  void wake();

 private:
  void run(const std::stop_token& stop);
  bool send_one_mail();
  bool send_one_webhook();

  NoticeService& service_;
  const OutboundOptions options_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = false;
  std::jthread thread_;  // last: it uses what stands above
};

//! Subject and body of one mail; links lead to `public_url`.
struct MailWords {
  std::string subject;
  std::string body;
};
MailWords mail_words(const std::vector<DueRow>& rows, const std::string& public_url);

//! What a webhook is told: id, topic, account (an id, no name), text, link, and each notice. Of
//! several, the topic is "digest", the text sums up and the link leads to all.
std::string webhook_json(const std::vector<DueRow>& rows, const std::string& public_url);
//! Names exactly these notices: the same again, another for any others.
std::string webhook_key(const std::vector<DueRow>& rows);

}  // namespace notice

#include "notice/courier.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <ctime>
#include <utility>

#include "access/token.hpp"

namespace notice {

namespace {

// Quiet hours and retries end without anybody waking the courier.
constexpr std::chrono::seconds kLook{2};

std::string mail_date() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::time(nullptr)));
}

std::string link_text(const std::string& link, const std::string& public_url) {
  return public_url.empty() || link.empty() ? std::string() : public_url + link;
}

Text summary_of(const std::vector<DueRow>& rows) {
  const Text& first = rows.front().notice.text;
  if (rows.size() == 1) return first;
  return {fmt::format("{}条提醒，{}等", rows.size(), first.zh),
          fmt::format("{} notices: {} and more", rows.size(), first.en)};
}

std::string topic_name(const NoticeRow& notice) {
  return boost::describe::enum_to_string(notice.topic, "");
}

boost::json::object json_text(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

}  // namespace

MailWords mail_words(const std::vector<DueRow>& rows, const std::string& public_url) {
  MailWords words;
  words.subject = summary_of(rows).zh;
  for (const DueRow& row : rows) {
    words.body += "· " + row.notice.text.zh + "\n";
    const std::string link = link_text(row.notice.link, public_url);
    if (!link.empty()) words.body += "  " + link + "\n";
  }
  words.body +=
      "\n本邮件由系统自动发送，请勿回复。在“职教”右上角铃铛的设置里可以改接收时间或停收。\n";
  return words;
}

std::string webhook_key(const std::vector<DueRow>& rows) {
  if (rows.size() == 1) return rows.front().notice.id;
  std::string ids;
  for (const DueRow& row : rows) ids += row.notice.id + "\n";
  return zhijiao::access::token_hash(ids);
}

std::string webhook_json(const std::vector<DueRow>& rows, const std::string& public_url) {
  const NoticeRow& first = rows.front().notice;
  const bool one = rows.size() == 1;
  boost::json::array notices;
  for (const DueRow& row : rows) {
    notices.push_back(boost::json::object{{"id", row.notice.id},
                                          {"topic", topic_name(row.notice)},
                                          {"text", json_text(row.notice.text)},
                                          {"link", link_text(row.notice.link, public_url)}});
  }
  return boost::json::serialize(
      boost::json::object{{"id", webhook_key(rows)},
                          {"topic", one ? topic_name(first) : "digest"},
                          {"account", first.account},
                          {"text", json_text(summary_of(rows))},
                          {"link", link_text(one ? first.link : "/notices", public_url)},
                          {"notices", std::move(notices)}});
}

Courier::Courier(NoticeService& service, OutboundOptions options)
    : service_(service), options_(std::move(options)) {
  if (!options_.mail.configured() && !options_.webhook.configured()) return;
  service_.settle_interrupted();
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Courier::~Courier() = default;

void Courier::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  changed_.notify_one();
}

void Courier::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool more = false;
    try {
      if (options_.mail.configured()) more = send_one_mail() || more;
      if (options_.webhook.configured()) more = send_one_webhook() || more;
    } catch (const std::exception& error) {
      // The database is busy or gone: what was taken is settled at the next start.
      spdlog::error("the courier could not work: {}", error.what());
      more = false;
    }
    if (more) continue;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, kLook, [this] { return woken_; });
    woken_ = false;
  }
}

bool Courier::send_one_mail() {
  const std::vector<DueRow> rows = service_.take_due(Channel::mail);
  if (rows.empty()) return false;
  const std::string to = service_.address_of(rows.front().notice.account);
  if (to.empty()) {
    service_.put_back(Channel::mail, rows, DeliveryState::given_up, kNoAddress);
    return true;
  }
  const MailWords words = mail_words(rows, options_.public_url);
  const std::string text =
      mail_text(options_.mail, to, words.subject, words.body,
                rows.front().notice.id + options_.mail.from.substr(options_.mail.from.find('@')),
                mail_date());
  const SendOutcome outcome = send_mail(options_.mail, to, text);
  switch (outcome.sent) {
    case Sent::yes:
      service_.put_back(Channel::mail, rows, DeliveryState::sent, "");
      break;
    case Sent::not_yet:
      spdlog::warn("mail waits: {}", outcome.failure);
      service_.try_again(Channel::mail, rows, outcome.failure);
      break;
    case Sent::never:
      service_.put_back(Channel::mail, rows, DeliveryState::given_up, outcome.failure);
      break;
    case Sent::unsure:
      service_.put_back(Channel::mail, rows, DeliveryState::unsure, outcome.failure);
      break;
  }
  return true;
}

bool Courier::send_one_webhook() {
  const std::vector<DueRow> rows = service_.take_due(Channel::webhook);
  if (rows.empty()) return false;
  const SendOutcome outcome =
      post_webhook(options_.webhook, webhook_key(rows), webhook_json(rows, options_.public_url));
  if (outcome.sent == Sent::yes) {
    service_.put_back(Channel::webhook, rows, DeliveryState::sent, "");
  } else {
    spdlog::warn("a webhook waits: {}", outcome.failure);
    service_.try_again(Channel::webhook, rows, outcome.failure);
  }
  return true;
}

}  // namespace notice

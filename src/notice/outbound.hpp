#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

//! How messages leave: SMTP and HTTP by libcurl, the way the operator configured. Blocking.
namespace notice {

struct MailServer {
  std::string url;   // smtp://host:25, smtp://host:587 (STARTTLS where offered), smtps://host:465
  std::string from;  // address
  std::string user;  // empty: no sign-in
  std::string password;
  bool configured() const { return !url.empty(); }
};

struct Webhook {
  std::string url;     // http:// or https://
  std::string secret;  // keys X-Zhijiao-Signature; empty: none
  bool configured() const { return !url.empty(); }
};

struct OutboundOptions {
  MailServer mail;
  Webhook webhook;
  //! Where people reach the page: https://zhijiao.example.cn. Empty: messages have no links.
  std::string public_url;
};

//! Throws base::Problem 400 that names the option if an address or URL is none.
void check_outbound(const OutboundOptions& options);

//! The first line of a file, for secrets that do not belong on a command line. Throws Problem 400.
std::string secret_in(const std::filesystem::path& file);

enum class Sent {
  yes,
  not_yet,  // certainly not delivered: try again
  never,    // refused for good: the address does not exist
  unsure    // handed over completely, but the answer was lost
};

struct SendOutcome {
  Sent sent = Sent::yes;
  std::string failure;  // for operators; without address and text
};

//! The message as RFC 5322: headers, UTF-8 as base64, so that any text survives any server.
//! `message_id` is without angle brackets; the same message tried again keeps it.
std::string mail_text(const MailServer& server, std::string_view to, std::string_view subject,
                      std::string_view body, std::string_view message_id, std::string_view date);

SendOutcome send_mail(const MailServer& server, const std::string& to, const std::string& text);

//! POST of JSON with Idempotency-Key and, with a secret, X-Zhijiao-Signature: hex of
//! HMAC-SHA-256 over the body. Any 2xx is yes.
SendOutcome post_webhook(const Webhook& webhook, const std::string& key, const std::string& json);

}  // namespace notice

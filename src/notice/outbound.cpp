#include "notice/outbound.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "base/problem.hpp"
#include "notice/notice_service.hpp"

namespace notice {

namespace {

constexpr long kConnectSeconds = 15;
constexpr long kWholeSeconds = 60;

class Curl {
 public:
  Curl() : handle_(curl_easy_init()) {
    if (handle_ == nullptr) throw std::runtime_error("libcurl cannot be used");
    set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    set(CURLOPT_TIMEOUT, kWholeSeconds);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_WRITEFUNCTION, &Curl::drop);
  }
  ~Curl() {
    curl_easy_cleanup(handle_);
    curl_slist_free_all(list_);
  }
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_, option, value);
  }
  void add(const std::string& line) { list_ = curl_slist_append(list_, line.c_str()); }
  curl_slist* list() const { return list_; }
  CURLcode perform() { return curl_easy_perform(handle_); }
  long response_code() const {
    long code = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &code);
    return code;
  }
  std::size_t uploaded() const {
    curl_off_t bytes = 0;
    curl_easy_getinfo(handle_, CURLINFO_SIZE_UPLOAD_T, &bytes);
    return static_cast<std::size_t>(bytes);
  }

 private:
  static std::size_t drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
  }

  CURL* handle_;
  curl_slist* list_ = nullptr;
};

struct Upload {
  std::string_view left;
};

std::size_t read_upload(char* to, std::size_t size, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  const std::size_t bytes = std::min(size * count, upload.left.size());
  std::copy_n(upload.left.begin(), bytes, to);
  upload.left.remove_prefix(bytes);
  return bytes;
}

std::string base64(std::string_view bytes) {
  std::string made(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(made.data(), made.size(),
                    reinterpret_cast<const unsigned char*>(bytes.data()),  // NOLINT
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  made.pop_back();  // the terminator
  return made;
}

// RFC 2047: words of at most 75 characters, none of them breaking a character of UTF-8.
std::string encoded_header(std::string_view text) {
  constexpr std::size_t kBytesMax = 42;
  std::string made;
  while (!text.empty()) {
    std::size_t end = std::min(kBytesMax, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    made += (made.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + base64(text.substr(0, end)) + "?=");
    text.remove_prefix(end);
  }
  return made;
}

bool begins_with(const std::string& url, std::initializer_list<std::string_view> schemes) {
  return std::ranges::any_of(schemes,
                             [&](std::string_view scheme) { return url.starts_with(scheme); });
}

}  // namespace

void check_outbound(const OutboundOptions& options) {
  if (options.mail.configured()) {
    if (!begins_with(options.mail.url, {"smtp://", "smtps://"})) {
      throw base::bad_request({"--smtp-url 须以 smtp:// 或 smtps:// 开头。",
                               "--smtp-url begins with smtp:// or smtps://."});
    }
    if (!is_mail_address(options.mail.from)) {
      throw base::bad_request({"配置了 --smtp-url，还需要 --mail-from：发件邮箱地址。",
                               "With --smtp-url, --mail-from has to name the sender's address."});
    }
  }
  for (const auto& [name, url] : {std::pair{"--webhook-url", options.webhook.url},
                                  std::pair{"--public-url", options.public_url}}) {
    if (!url.empty() && !begins_with(url, {"http://", "https://"})) {
      throw base::bad_request({fmt::format("{} 须以 http:// 或 https:// 开头。", name),
                               fmt::format("{} begins with http:// or https://.", name)});
    }
  }
}

std::string secret_in(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line) || line.empty()) {
    throw base::bad_request(
        {fmt::format("无法从 {} 读取口令，文件第一行应是口令。", file.string()),
         fmt::format("No secret can be read from {}: its first line should be one.",
                     file.string())});
  }
  return line;
}

std::string mail_text(const MailServer& server, std::string_view to, std::string_view subject,
                      std::string_view body, std::string_view message_id, std::string_view date) {
  constexpr std::size_t kLine = 76;
  const std::string content = base64(body);
  std::string text = fmt::format(
      "Date: {}\r\nFrom: {} <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}>\r\n"
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n",
      date, encoded_header("职教"), server.from, to, encoded_header(subject), message_id);
  for (std::size_t at = 0; at < content.size(); at += kLine) {
    text.append(content, at, kLine).append("\r\n");
  }
  return text;
}

SendOutcome send_mail(const MailServer& server, const std::string& to, const std::string& text) {
  Curl curl;
  curl.add("<" + to + ">");
  Upload upload{text};
  const std::string from = "<" + server.from + ">";
  curl.set(CURLOPT_URL, server.url.c_str());
  curl.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
  curl.set(CURLOPT_MAIL_FROM, from.c_str());
  curl.set(CURLOPT_MAIL_RCPT, curl.list());
  if (!server.user.empty()) {
    // A password goes only over an encrypted connection.
    curl.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    curl.set(CURLOPT_USERNAME, server.user.c_str());
    curl.set(CURLOPT_PASSWORD, server.password.c_str());
  }
  curl.set(CURLOPT_READFUNCTION, &read_upload);
  curl.set(CURLOPT_READDATA, &upload);
  curl.set(CURLOPT_UPLOAD, 1L);
  const CURLcode code = curl.perform();
  if (code == CURLE_OK) return {};
  const long answer = curl.response_code();
  const std::string failure = fmt::format("{} ({})", curl_easy_strerror(code), answer);
  // 5yz to the address is final (RFC 5321, 4.2.1); a refused sign-in is the operator's to mend.
  if (code == CURLE_SEND_ERROR && answer >= 550 && answer <= 559) return {Sent::never, failure};
  const bool handed_over = upload.left.empty() && curl.uploaded() >= text.size();
  const bool refused = answer >= 400;
  return {handed_over && !refused ? Sent::unsure : Sent::not_yet, failure};
}

SendOutcome post_webhook(const Webhook& webhook, const std::string& key, const std::string& json) {
  Curl curl;
  curl.add("Content-Type: application/json");
  curl.add("Idempotency-Key: " + key);
  if (!webhook.secret.empty()) {
    unsigned char code[crypto_auth_hmacsha256_BYTES];  // NOLINT: of libsodium
    crypto_auth_hmacsha256_state state;
    const auto bytes = [](const std::string& text) {
      return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT
    };
    crypto_auth_hmacsha256_init(&state, bytes(webhook.secret), webhook.secret.size());
    crypto_auth_hmacsha256_update(&state, bytes(json), json.size());
    crypto_auth_hmacsha256_final(&state, code);
    char hex[2 * sizeof(code) + 1];  // NOLINT
    sodium_bin2hex(hex, sizeof(hex), code, sizeof(code));
    curl.add(std::string("X-Zhijiao-Signature: ") + hex);
  }
  curl.set(CURLOPT_URL, webhook.url.c_str());
  curl.set(CURLOPT_PROTOCOLS_STR, "http,https");
  curl.set(CURLOPT_HTTPHEADER, curl.list());
  curl.set(CURLOPT_POSTFIELDS, json.c_str());
  curl.set(CURLOPT_POSTFIELDSIZE, static_cast<long>(json.size()));
  const CURLcode code = curl.perform();
  if (code != CURLE_OK) return {Sent::not_yet, curl_easy_strerror(code)};
  const long status = curl.response_code();
  if (status >= 200 && status < 300) return {};
  return {Sent::not_yet, fmt::format("HTTP {}", status)};
}

}  // namespace notice

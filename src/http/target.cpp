#include "http/target.hpp"

#include "base/problem.hpp"
#include "base/text.hpp"

namespace http {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

base::Problem malformed(base::Text detail) { return base::bad_request(std::move(detail)); }

std::string decode(std::string_view encoded, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    char c = encoded[i];
    if (c == '%') {
      const int high = i + 2 < encoded.size() ? hex_digit(encoded[i + 1]) : -1;
      const int low = i + 2 < encoded.size() ? hex_digit(encoded[i + 2]) : -1;
      if (high < 0 || low < 0) {
        throw malformed({"地址中的百分号编码不完整，请检查链接。",
                         "The address has a broken percent-encoding; check the link."});
      }
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') {
      throw malformed({"地址中含有空字符，请删除后重试。",
                       "The address contains a null character; remove it and try again."});
    }
    decoded += c;
  }
  if (!base::is_utf8(decoded)) {
    throw malformed({"地址中的文字不是 UTF-8 编码，请改用 UTF-8。",
                     "Text in the address is not UTF-8; encode it as UTF-8."});
  }
  return decoded;
}

void split_path(std::string_view path, Target& target) {
  if (path.empty() || path.front() != '/') {
    throw malformed({"请求地址须以 / 开头。", "The request target must begin with /."});
  }
  path.remove_prefix(1);
  if (path.empty()) return;
  while (true) {
    const auto slash = path.find('/');
    std::string segment = decode(path.substr(0, slash), false);
    if (segment == "." || segment == "..") {
      throw malformed({"地址中不允许 . 或 .. 。", "The address may not contain . or .. segments."});
    }
    target.segments.push_back(std::move(segment));
    if (slash == std::string_view::npos) return;
    path.remove_prefix(slash + 1);
  }
}

void split_query(std::string_view query, Target& target) {
  while (!query.empty()) {
    const auto ampersand = query.find('&');
    const std::string_view pair = query.substr(0, ampersand);
    if (!pair.empty()) {
      const auto equals = pair.find('=');
      std::string value =
          equals == std::string_view::npos ? std::string() : decode(pair.substr(equals + 1), true);
      target.query.emplace_back(decode(pair.substr(0, equals), true), std::move(value));
    }
    if (ampersand == std::string_view::npos) return;
    query.remove_prefix(ampersand + 1);
  }
}

}  // namespace

Target parse_target(std::string_view text) {
  Target target;
  const auto question = text.find('?');
  const std::string_view path = text.substr(0, question);
  split_path(path, target);
  target.path = decode(path, false);
  if (question != std::string_view::npos) split_query(text.substr(question + 1), target);
  return target;
}

}  // namespace http

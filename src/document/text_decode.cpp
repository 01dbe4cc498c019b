#include "document/text_decode.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace document {

namespace {

std::string converted(std::string_view bytes, const char* encoding) {
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), encoding);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

std::string with_line_feeds(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      result += '\n';
    } else if (c == '\v') {  // a manual line break, as Word saves it in plain text
      result += '\n';
    } else if (c != '\0') {
      result += c;
    }
  }
  return result;
}

// Without a mark UTF-16 shows by its line ends and blanks: a zero byte on one side of each pair.
const char* unmarked_utf16(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return nullptr;
  const std::size_t looked_at = std::min<std::size_t>(bytes.size(), 65'536) & ~std::size_t{1};
  std::size_t zero_first = 0;
  std::size_t zero_second = 0;
  for (std::size_t i = 0; i < looked_at; i += 2) {
    zero_first += bytes[i] == '\0' ? 1 : 0;
    zero_second += bytes[i + 1] == '\0' ? 1 : 0;
  }
  if (zero_first > 0 && zero_second == 0) return "UTF-16BE";
  if (zero_second > 0 && zero_first == 0) return "UTF-16LE";
  return nullptr;
}

// Bytes of no text at all also decode as UTF-16, but to what no text has.
bool is_clean(std::string_view utf8) {
  const bool control = std::any_of(utf8.begin(), utf8.end(), [](unsigned char c) {
    return c < 0x20 && c != '\t' && c != '\n' && c != '\v' && c != '\f' && c != '\r';
  });
  return !control && utf8.find("\uFFFD") == std::string_view::npos && base::is_utf8(utf8);
}

}  // namespace

std::optional<std::string> decode_text(std::string_view bytes) {
  const auto utf16 = [](std::string_view body, const char* encoding) -> std::optional<std::string> {
    std::string text = converted(body, encoding);
    if (!is_clean(text)) return std::nullopt;
    return with_line_feeds(text);
  };
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return utf16(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return utf16(bytes.substr(2), "UTF-16BE");
  if (bytes.find('\0') != std::string_view::npos) {
    const char* encoding = unmarked_utf16(bytes);
    if (encoding == nullptr) return std::nullopt;
    return utf16(bytes, encoding);
  }
  if (base::is_utf8(bytes)) return with_line_feeds(bytes);
  if (base::looks_like_gb18030(bytes)) return with_line_feeds(converted(bytes, "GB18030"));
  return std::nullopt;
}

}  // namespace document

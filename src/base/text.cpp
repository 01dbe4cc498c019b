#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <unordered_map>

namespace base {

namespace {

// Length of the sequence that `lead` opens, 0 if no sequence may start so.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool second_byte_allowed(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return second >= 0x80 && second <= 0xBF;
  }
}

// Most of what is kept is ASCII, and eight bytes of it are seen at once.
bool begins_with_eight_of_ascii(std::string_view bytes) {
  std::uint64_t eight = 0;
  if (bytes.size() < sizeof eight) return false;
  std::memcpy(&eight, bytes.data(), sizeof eight);
  return (eight & 0x8080808080808080U) == 0;
}

icu::UnicodeString from_utf8(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
}

// A transliterator keeps state while it runs, so each thread has its own.
const icu::Transliterator& han_to_latin() {
  thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Han-Latin/Names; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no Han-Latin transliterator");
    return made;
  }();
  return *instance;
}

bool is_han(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0; }

}  // namespace

std::size_t first_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (begins_with_eight_of_ascii(bytes.substr(at))) {
      at += 8;
      continue;
    }
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = sequence_length(lead);
    if (length == 0 || at + length > bytes.size()) return at;
    for (std::size_t i = 1; i < length; ++i) {
      const auto byte = static_cast<unsigned char>(bytes[at + i]);
      const bool allowed =
          i == 1 ? second_byte_allowed(lead, byte) : (byte >= 0x80 && byte <= 0xBF);
      if (!allowed) return at;
    }
    at += length;
  }
  return std::string_view::npos;
}

bool is_utf8(std::string_view bytes) { return first_invalid_utf8(bytes) == std::string_view::npos; }

bool looks_like_gb18030(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("GB18030", &status);
  if (U_FAILURE(status)) return false;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  std::array<UChar, 4096> buffer{};
  bool clean = true;
  do {
    status = U_ZERO_ERROR;
    UChar* target = buffer.data();
    ucnv_toUnicode(converter, &target, buffer.data() + buffer.size(), &source, end, nullptr, 1,
                   &status);
    clean = U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR;
  } while (clean && status == U_BUFFER_OVERFLOW_ERROR);
  ucnv_close(converter);
  return clean;
}

std::size_t character_count(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

std::string first_characters(std::string_view utf8, std::size_t count) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(utf8[i]) & 0xC0U) != 0x80U;
    if (begins && ++characters > count) return std::string(utf8.substr(0, i));
  }
  return std::string(utf8);
}

std::string shortened(std::string_view utf8, std::size_t count) {
  std::string kept = first_characters(utf8, count);
  if (kept.size() < utf8.size()) kept += "…";
  return kept;
}

std::string fold(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC_Casefold");
  const icu::UnicodeString folded = nfkc->normalize(from_utf8(utf8), status);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (!u_isUWhiteSpace(c)) kept.append(c);
  }
  std::string result;
  kept.toUTF8String(result);
  return result;
}

namespace {

// Transliterating takes far longer than all else about a record, and names use few characters. At
// most as many are kept as there are Han characters.
icu::UnicodeString han_initial(UChar32 c) {
  thread_local std::unordered_map<UChar32, icu::UnicodeString> known;
  const auto [place, is_new] = known.try_emplace(c, c);
  if (is_new) {
    han_to_latin().transliterate(place->second);
    place->second.truncate(1);
  }
  return place->second;
}

// The dot inside a name such as 马春·阿里, in the forms that keyboards give; nobody types it among
// initials.
bool is_name_dot(UChar32 c) { return c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x30FB; }

}  // namespace

std::string pinyin_initials(std::string_view utf8) {
  const icu::UnicodeString text = from_utf8(utf8);
  icu::UnicodeString initials;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (is_name_dot(c)) continue;
    initials += is_han(c) ? han_initial(c) : icu::UnicodeString(c);
  }
  std::string utf8_initials;
  initials.toUTF8String(utf8_initials);
  return fold(utf8_initials);
}

std::string pinyin(std::string_view utf8) {
  const icu::UnicodeString text = from_utf8(fold(utf8));
  std::string result;
  bool joins = false;  // the last character continues a word of letters or digits
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    icu::UnicodeString one(c);
    const bool han = is_han(c);
    if (han) han_to_latin().transliterate(one);
    std::string piece;
    one.toUTF8String(piece);
    const bool ascii = !piece.empty() && std::all_of(piece.begin(), piece.end(), [](char letter) {
      return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    });
    if (ascii) {
      if (!result.empty() && (han || !joins)) result += '_';
      result += piece;
    }
    joins = ascii && !han;
  }
  return result;
}

Searchable::Searchable(std::string_view utf8)
    : folded_(fold(utf8)), initials_(pinyin_initials(utf8)) {}

bool Searchable::matches(const Searchable& query) const {
  return folded_.find(query.folded_) != std::string::npos ||
         initials_.find(query.folded_) != std::string::npos;
}

}  // namespace base

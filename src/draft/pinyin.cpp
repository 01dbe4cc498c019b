#include "draft/pinyin.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"

namespace draft {

namespace {

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

}  // namespace

std::string pinyin(std::string_view utf8) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(base::fold(utf8));
  std::string result;
  bool joins = false;  // the last character continues a word of letters or digits
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    icu::UnicodeString one(c);
    const bool han = u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0;
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

}  // namespace draft

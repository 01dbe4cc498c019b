#pragma once

#include <string>
#include <string_view>

namespace draft {

//! Pinyin syllables without tones, other letters and digits kept in lower case, all else dropped,
//! joined by `_`: "平凉市2020" → "ping_liang_shi_2020". Ids are made of it.
std::string pinyin(std::string_view utf8);

}  // namespace draft

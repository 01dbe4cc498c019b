#pragma once

#include <string>

#include "engines/draft/reading.hpp"

//! What is usual in the names of Chinese authorities, in every province alike.
namespace engines::draft {

//! The shortest usual form of a department's name without its place: 人力资源和社会保障局 → 人社局.
//! What has no usual short form stays as it is.
std::u32string usual_short_form(Words core);

//! 局, 委, 学校, 管委会... the longest ending that `words` has; empty if none.
Words unit_ending(Words words);

UnitKind kind_of(Words name);

}  // namespace engines::draft

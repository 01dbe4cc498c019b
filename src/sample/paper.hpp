#pragma once

#include <string>
#include <string_view>

namespace sample {

//! A PDF of one page with this line on it, for the files of an invented world.
//! Precondition: UTF-8 of the basic plane.
std::string paper(std::string_view line);

}  // namespace sample

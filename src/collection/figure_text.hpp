#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <string>

#include "register/declaration.hpp"

//! How values of a form stand in tables and on paper, where nobody types. Pure.
namespace collection {

//! 12.34; yuan for fen, without the unit.
std::string figure_text(std::int64_t number, const std::string& unit, int scale);

//! Figures as above, the Chinese title of a choice, 是 or 否; references as they are stored.
std::string value_text(const registers::Field& field, const boost::json::value& value);

}  // namespace collection

#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "register/declaration.hpp"

//! What the QR code of a printed form says, so that its stamped copy finds its way back: which
//! record, and a mark of the values that were printed. Nothing about anybody. Pure.
namespace collection {

struct FormCode {
  std::string noun;
  std::string record;  // UUID
  std::string mark;    // values_mark of what was printed

  bool operator==(const FormCode&) const = default;
};

//! Capital letters, digits, - and :, which a QR code holds densely, and _ of the noun.
std::string code_text(const FormCode& code);

//! None for any other text: codes of other programs are everywhere.
std::optional<FormCode> parse_form_code(std::string_view text);

//! The same for the same values of the declared fields, whatever step the record is at.
std::string values_mark(const registers::Declaration& declaration,
                        const boost::json::object& values);

}  // namespace collection

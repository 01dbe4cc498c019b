#pragma once

#include <boost/json/fwd.hpp>
#include <set>
#include <span>
#include <string>

#include "base/date.hpp"
#include "register/declaration.hpp"

namespace registers {

//! What a page needs to list, fill in and check the records of a register: fields in the order of
//! the form (only those in `readable`), list, rules as JsonLogic, parameters as they hold on
//! `today`, workflow. Pure.
boost::json::object register_page(const Declaration& declaration,
                                  const std::set<std::string>& readable,
                                  std::span<const Parameter> parameters, base::Date today);

//! JSON Schema (2020-12) of the values of a record: what may be sent, or what is answered, where
//! every field is there and may be null.
boost::json::object values_schema(const Declaration& declaration, bool answered);

}  // namespace registers

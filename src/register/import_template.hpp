#pragma once

#include "http/table.hpp"
#include "register/declaration.hpp"

namespace registers {

//! An empty table with the titles that an import of the register knows, what to write below each,
//! and drop-downs. `with_owner`: a column for the unit of each record. Pure.
http::Table import_template(const Declaration& declaration, const Catalogue& catalogue,
                            bool with_owner);

}  // namespace registers

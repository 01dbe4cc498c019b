#pragma once

#include <set>
#include <string>

#include "http/table.hpp"
#include "register/declaration.hpp"

namespace registers {

//! An empty table with the titles that an import of the register knows, what to write below each,
//! and drop-downs. There is no column for the fields `without`. Pure.
http::Table import_template(const Declaration& declaration, const Catalogue& catalogue,
                            const std::set<std::string>& without);

}  // namespace registers

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/dialect.hpp"
#include "db/select_check.hpp"
#include "indicator/declaration.hpp"
#include "register/declaration.hpp"

//! The read views an indicator's statement sees, named like the registers, and the statements made
//! of it. Pure.
namespace indicator {

//! Every view has `id`, `version`, `state`, `recorded_on` (the day on which this version was
//! recorded) and the stored fields that are neither sealed nor retired. Dates are ISO texts,
//! booleans 0 and 1, removed records are left out.
db::ReadableTable read_view(const registers::Declaration& declaration);

//! Which records: the present ones, or those of a past day (placeholder :as_of, an instant); or,
//! on SQLite, of the first register those that were the present ones when its newest version was
//! the one with the mark :mark.
enum class At { present, past, mark };

//! Whose records the views show: of all, of those owned by one of the JSON array :owners, or of the
//! first register those of the JSON array :records.
enum class Whose { all, owners, records };

//! Of the newest version of the register on SQLite, where versions are only appended, by one
//! writer: who reads it and its records together knows which ones it saw.
std::string mark_statement(const Indicator& indicator);
//! Records with a version after :mark, at most :rows.
std::string changed_statement(const Indicator& indicator);
//! Whose records have a version after :mark, and whose they were before.
std::string changed_owners_statement(const Indicator& indicator,
                                     const registers::Catalogue& catalogue);

//! One row a period, unit and combination of dimensions: period, unit, the dimensions joined by
//! kDimensionEnd, numerator, denominator, records, incomplete, newest day. Placeholders: :region,
//! those of the statement, and :as_of of the past.
std::string sums_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                           db::Dialect dialect, At at, Whose whose);

//! 1 if a record has the day :group_day among those of :group_period, :group_unit and
//! :group_dimensions, which is joined as above; else no row.
std::string newest_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                             db::Dialect dialect);

//! Of records that have more than one row in a period: period, record, rows; one of them.
std::string repeated_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                               db::Dialect dialect, At at, Whose whose);

//! Rows one by one with version, account and instant of the record: record, unit, on_date,
//! numerator, denominator, version, account, recorded_at; after :after by record id, of the
//! :period, of the JSON array :units and owned by one of the JSON array :owners, at most :rows.
std::string records_statement(const Indicator& indicator, const registers::Catalogue& catalogue,
                              db::Dialect dialect, At at);

//! Stands in no value: control characters are refused.
inline constexpr char kDimensionEnd = '\x1F';

}  // namespace indicator

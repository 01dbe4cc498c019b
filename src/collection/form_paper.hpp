#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "base/date.hpp"
#include "document/official_paper.hpp"
#include "register/declaration.hpp"

//! A form on paper, to be signed and stamped inside the unit. Pure.
namespace collection {

struct FormPaper {
  std::string unit;       // full name of who reports
  std::string part;       // 条线; empty: none
  std::string addressee;  // to whom it goes up; empty: the unit is the head of its line
  std::string period;     // 2026年上半年
  std::string record;     // UUID
  base::Date on;          // of the letter
  bool red_head = true;
};

//! A letter whose number is left to the unit and whose annex is the form: every field of `values`
//! that somebody fills in, money in yuan. Its code files the stamped copy.
document::OfficialPaper form_paper(const registers::Declaration& declaration,
                                   const boost::json::object& values, const FormPaper& about);

}  // namespace collection

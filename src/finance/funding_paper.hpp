#pragma once

#include <string>

#include "document/official_paper.hpp"
#include "finance/funding_views.hpp"

//! The four floors on paper. Pure.
namespace finance {

//! Who writes, and about which plan.
struct LetterHead {
  std::string issuer;
  std::string plan_title;
  std::string plan_number;  // 平政发〔2020〕76号
  bool red_head = true;
};

//! A letter that sums up, and as its annex on A3 a row for everything that is held against a floor:
//! every figure in yuan, with numbered footnotes. Says so where another ruling was tried.
document::OfficialPaper funding_letter(const FundingFloors& floors, const LetterHead& head);

}  // namespace finance

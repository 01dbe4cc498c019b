#pragma once

#include <string>
#include <vector>

#include "document/official_paper.hpp"
#include "share/report_period.hpp"
#include "share/report_record.hpp"

//! A report on paper (报送函), to be signed and stamped inside the unit. Pure.
namespace share {

struct ReportLetter {
  std::string unit;    // full name of who reports
  std::string office;  // 主送
  std::string plan_title;
  std::string plan_number;  // 平政发〔2020〕76号
  int task = 0;
  std::string task_title;
  ReportPeriod period;
  std::vector<Milestone> milestones;
  std::vector<indicator::CitedFigure> figures{};  // none before it is submitted
  std::vector<std::string> file_names;            // evidence, in the order of the report
  Date today;
};

//! A letter after GB/T 9704 whose number is left to the unit. Its date is that of submission,
//! before that today. Precondition: the report is stored.
document::OfficialPaper report_letter(const ReportRecord& report, const ReportLetter& about);

}  // namespace share

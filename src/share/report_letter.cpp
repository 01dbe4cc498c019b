#include "share/report_letter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/period.hpp"
#include "base/written_date.hpp"
#include "share/report_code.hpp"

namespace share {

namespace {

using document::PaperLevel;
using document::PaperParagraph;

std::string milestone_line(const ReportContent& content, const Milestone& milestone) {
  if (milestone.kind == MilestoneKind::quantity) {
    const auto found = std::ranges::find(content.quantities, milestone.id, &Quantity::milestone);
    const std::string measure = milestone.unit_name.value_or("");
    const std::string target = fmt::format("目标{}{}", milestone.target.value_or(0), measure);
    if (found == content.quantities.end()) {
      return fmt::format("{}：尚未填报，{}", milestone.title, target);
    }
    return fmt::format("{}：累计{}{}，{}", milestone.title, found->value, measure, target);
  }
  const auto found = std::ranges::find(content.ticks, milestone.id, &Tick::milestone);
  if (found == content.ticks.end()) return milestone.title + "：尚未完成";
  const std::string note = found->note.value_or("");
  return fmt::format("{}：{}完成{}", milestone.title, base::written_date(found->on),
                     note.empty() ? "" : "，" + note);
}

std::string figure_line(const indicator::CitedFigure& figure) {
  const auto of = base::parse_period(figure.period);
  const std::string period = of ? "，" + base::period_title(*of).zh : "";
  const char* const verdict = figure.verdict == indicator::Attainment::met     ? "，已达到"
                              : figure.verdict == indicator::Attainment::unmet ? "，未达到"
                                                                               : "";
  const std::string note = figure.note.empty() ? "" : fmt::format("（{}）", figure.note.zh);
  return fmt::format("{}（{}{}）：{}{}，目标{}{}", figure.title.zh,
                     figure.about ? figure.about->name.zh : "全部", period, figure.shown.zh, note,
                     figure.target.zh, verdict);
}

void add_text(std::vector<PaperParagraph>& body, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) body.push_back({PaperLevel::text, std::string(text.substr(0, end))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Each followed by its number in order, ended as a list in a sentence.
void add_list(std::vector<PaperParagraph>& body, const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const char* end = i + 1 == lines.size() ? "。" : "；";
    body.push_back({PaperLevel::text, fmt::format("{}. {}{}", i + 1, lines[i], end)});
  }
}

}  // namespace

document::OfficialPaper report_letter(const ReportRecord& report, const ReportLetter& about) {
  document::OfficialPaper paper;
  const std::string period = period_title(about.period).zh;
  paper.form = document::PaperForm::letter;
  paper.issuer = about.unit;
  paper.title = fmt::format("关于报送{}任务{}进展情况的函", period, about.task);
  paper.addressees = about.office;
  paper.body.push_back(
      {PaperLevel::text,
       fmt::format("现将《{}》（{}）任务{}“{}”{}进展情况报送如下。", about.plan_title,
                   about.plan_number, about.task, about.task_title, period)});
  paper.body.push_back({PaperLevel::first, "一、进展情况"});
  if (report.content.no_change) {
    paper.body.push_back({PaperLevel::text, "本期无变化。"});
  }
  add_text(paper.body, report.content.text);
  int heading = 1;
  constexpr const char* kNumerals[] = {"一", "二", "三", "四"};
  const auto add_heading = [&](const char* title) {
    paper.body.push_back({PaperLevel::first, fmt::format("{}、{}", kNumerals[heading++], title)});
  };
  if (!about.milestones.empty()) {
    add_heading("节点完成情况");
    std::vector<std::string> lines;
    for (const Milestone& milestone : about.milestones) {
      lines.push_back(milestone_line(report.content, milestone));
    }
    add_list(paper.body, lines);
  }
  if (!about.figures.empty()) {
    add_heading("有关指标");
    const std::string on = base::written_date(about.figures.front().on);
    paper.body.push_back({PaperLevel::text, fmt::format("{}由系统按登记的记录测得：", on)});
    std::vector<std::string> lines;
    for (const indicator::CitedFigure& figure : about.figures) lines.push_back(figure_line(figure));
    add_list(paper.body, lines);
  }
  if (!about.file_names.empty()) {
    add_heading("佐证材料（电子件已上传）");
    add_list(paper.body, about.file_names);
  }
  paper.body.push_back({PaperLevel::text, "专此函报。"});
  paper.signature = about.unit;
  paper.date = base::written_date(report.submitted_on.value_or(about.today));
  paper.code = document::PaperCode{code_text({report.share, report.period, report.version}),
                                   "签发盖章后，把本页扫描或拍照上传，自动归入这份报告。"};
  return paper;
}

}  // namespace share

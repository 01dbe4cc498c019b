#include "draft/draft_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>

#include "base/identity.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "draft/draft_compare.hpp"
#include "draft/draft_reading.hpp"
#include "plan/plan_check.hpp"
#include "plan/plan_load.hpp"
#include "yaml/reader.hpp"

namespace draft {

namespace fs = std::filesystem;

namespace {

using Permissions = std::span<const std::string_view>;

std::string bytes_of(const fs::path& path, std::size_t bytes_max) {
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path)) {
    throw base::not_found(
        {fmt::format("文件 {}", path.string()), fmt::format("The file {}", path.string())});
  }
  std::string bytes(bytes_max + 1, '\0');  // one more shows that it is too large
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

// `path` is the folder of a plan, or its units.yaml; units.yaml alone gives units and lines.
plan::Plan organisation_at(const fs::path& path, Permissions permissions) {
  const fs::path folder = fs::is_directory(path) ? path : path.parent_path();
  if (fs::is_directory(path) || fs::exists(folder / "plan.yaml")) {
    return plan::load_plan(folder.empty() ? "." : folder, permissions);
  }
  plan::Plan made = start_plan("");
  plan::read_part("units.yaml", bytes_of(path, yaml::kBytesMax), made);
  for (const plan::Unit& unit : made.units) {
    if (unit.parent.empty()) made.region = unit.division_code;
  }
  return made;
}

// The plan of the place by its name; unlike is_of_place a document that names none is of nobody's.
bool names_place(const plan::Plan& plan, const Origin& origin) {
  if (!origin.number.empty() && plan.document.number == origin.number) return true;
  for (const plan::Unit& unit : plan.units) {
    if (!unit.parent.empty() || unit.name.zh.empty()) continue;
    return origin.issuer.starts_with(unit.name.zh) || origin.title.starts_with(unit.name.zh);
  }
  return false;
}

// The plan of the place that issued the document; of several the one with its number.
std::optional<plan::Plan> plan_of_place(const fs::path& plans, const Origin& origin,
                                        Permissions permissions) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(plans, error)) {
    if (fs::exists(entry.path() / "plan.yaml")) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  std::optional<plan::Plan> found;
  for (const fs::path& folder : folders) {
    plan::Plan plan = plan::load_plan(folder, permissions);
    if (!names_place(plan, origin)) continue;
    if (!found || plan.document.number == origin.number) found = std::move(plan);
  }
  return found;
}

plan::Plan base_of(const CommandOptions& options, const Origin& origin, Permissions permissions) {
  plan::Plan base;
  if (!options.units.empty()) {
    base = organisation_at(options.units, permissions);
  } else if (auto found = plan_of_place(options.plans, origin, permissions)) {
    base = std::move(*found);
  } else {
    base = start_plan(origin.region);
  }
  if (!options.region.empty()) base.region = options.region;
  if (!base::is_division_code(base.region)) {
    throw base::bad_request(
        {"文件没有写明行政区划代码。请用 --region 620800 这样的六位代码指明，或用 --units "
         "指定单位文件。",
         "The document gives no division code. Name it with --region, six digits such as 620800, "
         "or "
         "name a file of units with --units."});
  }
  return base;
}

const char* kind_name(document::Kind kind) {
  switch (kind) {
    case document::Kind::text:
      return "text";
    case document::Kind::html:
      return "html";
    case document::Kind::docx:
      return "docx";
    case document::Kind::pdf:
      return "pdf";
    case document::Kind::scanned_pdf:
      return "scanned_pdf";
    case document::Kind::ofd:
      return "ofd";
    case document::Kind::legacy_office:
      return "legacy_office";
  }
  return "";
}

// What a person should look at first, and why.
struct ToConfirm {
  std::string kind;
  Text title;
  std::vector<Text> why;
};
BOOST_DESCRIBE_STRUCT(ToConfirm, (), (kind, title, why))

struct Report {
  std::string file_kind;
  std::string plan_id;
  std::string folder;
  std::map<std::string, int> items;
  std::vector<ToConfirm> to_confirm;
  std::vector<Text> remarks;
  std::vector<DocumentFinding> findings;
  std::vector<NotUnderstood> not_understood;
  std::vector<Text> faults;
  std::vector<KindScore> scores;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (file_kind, plan_id, folder, items, to_confirm, remarks, findings,
                       not_understood, faults, scores))

Text kind_words(const std::string& kind) {
  static const std::map<std::string, Text> words = {
      {"body", {"机构", "bodies"}},       {"commitment", {"指标", "commitments"}},
      {"duty", {"经常性职责", "duties"}}, {"goal", {"目标", "goals"}},
      {"group", {"措施组", "groups"}},    {"measure", {"措施", "measures"}},
      {"plan", {"文件", "document"}},     {"scope", {"统称", "words for several units"}},
      {"task", {"任务", "tasks"}},        {"unit", {"单位", "units"}}};
  return words.at(kind);
}

std::string report_text(const Report& report, bool english) {
  const auto say = [english](const Text& text) {
    return english && !text.en.empty() ? text.en : text.zh;
  };
  std::string text = say({"起草结果：", "Drafted:"});
  for (const auto& [kind, count] : report.items) {
    text += fmt::format(" {} {}", say(kind_words(kind)), count);
  }
  text +=
      fmt::format("\n{}: {}\n", say({"需要核对的事项", "To confirm"}), report.to_confirm.size());
  for (const ToConfirm& one : report.to_confirm) {
    text += fmt::format("  ? {} {}\n", say(kind_words(one.kind)), say(one.title));
    for (const Text& why : one.why) text += fmt::format("      {}\n", say(why));
  }
  for (const Text& remark : report.remarks) text += fmt::format("  - {}\n", say(remark));
  for (const DocumentFinding& finding : report.findings) {
    text += fmt::format("  - {}\n", say(finding.message));
  }
  for (const NotUnderstood& words : report.not_understood) {
    text += fmt::format("  ? {}（{}）{}\n", words.written, words.kind, say(words.reason));
  }
  if (!report.scores.empty()) text += "\n" + scores_text(report.scores);
  if (!report.folder.empty()) {
    text += fmt::format("\n{}: {}\n", say({"已写入", "Written to"}), report.folder);
    text += fmt::format("{}: zhijiao check {}\n", say({"下一步", "Next"}), report.folder);
  }
  for (const Text& fault : report.faults) text += fmt::format("  ! {}\n", say(fault));
  return text;
}

ToConfirm doubts_of(const DraftedItem& item) {
  ToConfirm doubts{boost::describe::enum_to_string(item.kind, ""), title_of(item.content), {}};
  for (const DraftFact& fact : item.facts) {
    if (fact.confidence_percent >= kUnsureBelow || fact.why.zh.empty()) continue;
    const bool told = std::any_of(doubts.why.begin(), doubts.why.end(),
                                  [&](const Text& why) { return why == fact.why; });
    if (!told) doubts.why.push_back(fact.why);
  }
  return doubts;
}

}  // namespace

CommandOutcome draft_command(const CommandOptions& options, Permissions permissions,
                             base::Date today) {
  std::error_code error;
  if (!options.folder.empty() && fs::exists(options.folder, error) &&
      !(fs::is_directory(options.folder, error) && fs::is_empty(options.folder, error))) {
    throw base::conflict(
        "folder-not-empty",
        {fmt::format("{} 已有内容，不覆盖。请另写一个文件夹。", options.folder.string()),
         fmt::format("{} is not empty and is not overwritten. Name another folder.",
                     options.folder.string())});
  }
  document::Options reading;
  reading.tools = document::find_tools();
  reading.temporary_folder = fs::temp_directory_path();
  document::Document document =
      document::read_document(bytes_of(options.file, reading.file_bytes_max), reading);
  const plan::Plan base = base_of(options, origin_of(document), permissions);
  const FileDraft drafted = draft_document(std::move(document), base, today);

  Report report;
  report.file_kind = kind_name(drafted.kind);
  report.remarks = drafted.remarks;
  report.findings = drafted.read.findings;
  report.not_understood = drafted.read.not_understood;
  std::vector<DraftContent> contents;
  std::vector<DraftedItem> written;
  for (const DraftedItem& item : drafted.read.items) {
    const char* kind = boost::describe::enum_to_string(item.kind, "");
    if (item.only_if_accepted) {
      // In running text and in no list: told, not made a task by a program.
      report.not_understood.push_back(
          {"task",
           item.spans,
           item.content.task->text.zh,
           {"文中要求做的事，没有列入任务；要列的请手工加上。",
            "Asked for in the text and in no list of tasks; add it by hand if it is one."}});
      continue;
    }
    if (item.kind != ItemKind::plan) ++report.items[kind];
    if (item.confidence_percent < kUnsureBelow) report.to_confirm.push_back(doubts_of(item));
    contents.push_back(item.content);
    written.push_back(item);
  }
  const plan::Plan plan = assemble(base, contents);
  report.plan_id = plan.id;
  const auto files =
      plan::write_plan(plan, comments_of(base, written),
                       {fmt::format("由程序从《{}》起草，未经人核对。", plan.title.zh),
                        "Drafted by the program from the document and checked by nobody yet."});
  try {
    plan::read_plan(files, permissions);
  } catch (const plan::LoadError& refused) {
    for (const plan::Fault& fault : refused.faults()) {
      report.faults.push_back({plan::fault_text(fault, false), plan::fault_text(fault, true)});
    }
  }
  if (!options.compare.empty()) {
    report.scores = compare(plan, plan::load_plan(options.compare, permissions));
  }
  if (!options.folder.empty()) {
    plan::write_folder(options.folder, files);
    report.folder = options.folder.string();
  }
  return {options.format == "json" ? base::record_text(report) + "\n"
                                   : report_text(report, options.english),
          report.faults.empty() ? 0 : 1};
}

}  // namespace draft

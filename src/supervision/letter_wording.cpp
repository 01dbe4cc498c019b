#include "supervision/letter_wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <stdexcept>
#include <utility>

#include "base/written_date.hpp"
#include "yaml/file.hpp"
#include "yaml/reader.hpp"
#include "yaml/schema_check.hpp"

namespace supervision {

// Written by CMake from plans/: the texts of letters.yaml and its schema.
std::string_view wording_text(std::string_view file);

namespace {

constexpr const char* kFile = "letters.yaml";
constexpr std::array<std::string_view, 8> kLetterNames = {"plan",  "document", "unit",  "units",
                                                          "tasks", "count",    "today", "reply_by"};
constexpr std::array<std::string_view, 7> kMatterNames = {
    "task", "title", "unit", "due_on", "days_late", "today", "last_report"};
constexpr std::array<std::string_view, 1> kReportNames = {"last_step_on"};

class Reading {
 public:
  Reading(std::string file, std::vector<yaml::Fault>& faults)
      : file_(std::move(file)), faults_(faults) {}

  void text(const yaml::Node& node, const char* key, std::string& to,
            std::span<const std::string_view> names = {}) {
    if (const yaml::Node* child = node.find(key)) {
      to = child->text;
      check_names(*child, names);
    }
  }

  void kind(const yaml::Node& node, const char* key, KindWording& to) {
    const yaml::Node* child = node.find(key);
    if (child == nullptr) return;
    text(*child, "title", to.title, kLetterNames);
    if (const yaml::Node* days = child->find("reply_working_days")) {
      to.reply_working_days = static_cast<int>(days->integer);
    }
    lines(*child, "opening", to.opening);
    lines(*child, "closing", to.closing);
  }

 private:
  void lines(const yaml::Node& node, const char* key, std::vector<std::string>& to) {
    const yaml::Node* child = node.find(key);
    if (child == nullptr) return;
    to.clear();
    for (const yaml::Node& item : child->items) {
      to.push_back(item.text);
      check_names(item, kLetterNames);
    }
  }

  void check_names(const yaml::Node& node, std::span<const std::string_view> names) {
    const std::string& written = node.text;
    for (std::size_t at = written.find('{'); at != std::string::npos;
         at = written.find('{', at + 1)) {
      const std::size_t end = written.find('}', at);
      const std::string name =
          end == std::string::npos ? std::string() : written.substr(at + 1, end - at - 1);
      if (std::ranges::count(names, name) > 0) continue;
      faults_.push_back(
          {file_,
           node.at.line,
           node.at.column,
           "unknown-placeholder",
           {fmt::format("不认识的占位“{{{}}}”；这里可用：{}。", name, known(names)),
            fmt::format("unknown placeholder {{{}}}; known here: {}", name, known(names))}});
    }
  }

  static std::string known(std::span<const std::string_view> names) {
    std::string made;
    for (const std::string_view name : names) made += fmt::format("{{{}}} ", name);
    if (!made.empty()) made.pop_back();
    return made;
  }

  std::string file_;
  std::vector<yaml::Fault>& faults_;
};

void read_over(LetterWording& wording, std::string_view text, const std::string& file) {
  std::vector<yaml::Fault> faults;
  const yaml::Node root = yaml::read(text, file, faults);
  if (faults.empty()) {
    yaml::check_against_schema(root, wording_text("letters.schema.json"), file, faults);
  }
  if (faults.empty()) {
    Reading reading(file, faults);
    reading.text(root, "issuer", wording.issuer);
    reading.text(root, "signature", wording.signature);
    reading.text(root, "contact", wording.contact);
    reading.text(root, "copies_to", wording.copies_to);
    reading.text(root, "matter", wording.matter, kMatterNames);
    reading.text(root, "reported", wording.reported, kReportNames);
    reading.text(root, "unreported", wording.unreported);
    reading.kind(root, "reminder", wording.reminder);
    reading.kind(root, "urge", wording.urge);
    reading.kind(root, "circular", wording.circular);
  }
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
}

std::vector<std::string> distinct_units(const std::vector<LateMatter>& matters) {
  std::vector<std::string> names;
  for (const LateMatter& matter : matters) {
    if (std::ranges::count(names, matter.unit_name) == 0) names.push_back(matter.unit_name);
  }
  return names;
}

std::size_t distinct_tasks(const std::vector<LateMatter>& matters) {
  std::set<int> tasks;
  for (const LateMatter& matter : matters) tasks.insert(matter.task);
  return tasks.size();
}

// （一） ... （十二）: beyond twenty an annex is the place, so plain digits do.
std::string ordinal(std::size_t n) {
  static constexpr std::array<const char*, 10> kDigits = {"一", "二", "三", "四", "五",
                                                          "六", "七", "八", "九", "十"};
  if (n <= 10) return fmt::format("（{}）", kDigits[n - 1]);
  if (n < 20) return fmt::format("（十{}）", kDigits[n - 11]);
  return fmt::format("（{}）", n);
}

// The title stands in “”: its own quotation marks become single ones (GB/T 15834, 4.8.3.3).
std::string inside_quotes(std::string text) {
  for (const auto& [outer, inner] : {std::pair{"“", "‘"}, std::pair{"”", "’"}}) {
    for (std::size_t at = text.find(outer); at != std::string::npos; at = text.find(outer, at)) {
      text.replace(at, std::string_view(outer).size(), inner);
    }
  }
  return text;
}

}  // namespace

const KindWording& LetterWording::of(LetterKind kind) const {
  switch (kind) {
    case LetterKind::reminder:
      return reminder;
    case LetterKind::urge:
      return urge;
    case LetterKind::circular:
      break;
  }
  return circular;
}

LetterWording load_wording(const std::filesystem::path& plan_folder) {
  LetterWording wording;
  read_over(wording, wording_text(kFile), kFile);
  const std::filesystem::path file = plan_folder / kFile;
  if (!std::filesystem::exists(file)) return wording;
  const auto text = yaml::read_file(file);
  if (!text) {
    throw yaml::LoadError({{kFile, 0, 0, "unreadable", {"文件无法读取", "it cannot be read"}}});
  }
  read_over(wording, *text, kFile);
  return wording;
}

std::string issuer_of(const LetterWording& wording, const plan::Plan& plan) {
  if (!wording.issuer.empty()) return wording.issuer;
  if (!plan.bodies.empty()) return plan.bodies.front().title.zh + "办公室";
  const plan::Unit* issuer = plan.find_unit(plan.document.issuer);
  return issuer == nullptr ? plan.short_title.zh : issuer->name.zh;
}

std::string filled(std::string_view text, const std::map<std::string, std::string>& values) {
  std::string made;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = text.find('{', at);
    if (open == std::string_view::npos) return made.append(text.substr(at));
    const std::size_t close = text.find('}', open);
    const auto value = close == std::string_view::npos
                           ? values.end()
                           : values.find(std::string(text.substr(open + 1, close - open - 1)));
    if (value == values.end()) throw std::logic_error("a placeholder of a letter has no value");
    made.append(text.substr(at, open - at)).append(value->second);
    at = close + 1;
  }
}

LetterText compose(const LetterWording& wording, const plan::Plan& plan,
                   const LetterOccasion& occasion) {
  const KindWording& kind = wording.of(occasion.kind);
  const std::vector<std::string> units = distinct_units(occasion.matters);
  const std::string today = base::written_date(occasion.today);
  const std::map<std::string, std::string> values = {
      {"plan", plan.short_title.zh},
      {"document", plan.document.number},
      {"unit", units.front()},
      {"units", std::to_string(units.size())},
      {"tasks", std::to_string(distinct_tasks(occasion.matters))},
      {"count", std::to_string(occasion.matters.size())},
      {"today", today},
      {"reply_by", base::written_date(occasion.reply_by)}};
  LetterText text;
  text.title = filled(kind.title, values);
  for (const std::string& unit : units) {
    text.addressees += (text.addressees.empty() ? "" : "，") + unit;
  }
  text.reply_by = occasion.reply_by;
  text.contact = wording.contact;
  for (const std::string& line : kind.opening) {
    text.paragraphs.push_back({ParagraphLevel::text, filled(line, values)});
  }
  if (occasion.kind == LetterKind::circular) {
    text.copies_to = wording.copies_to;
  } else {
    std::size_t n = 0;
    for (const LateMatter& matter : occasion.matters) {
      const std::string report =
          matter.last_step_on ? filled(wording.reported,
                                       {{"last_step_on", base::written_date(*matter.last_step_on)}})
                              : wording.unreported;
      const std::map<std::string, std::string> about = {
          {"task", std::to_string(matter.task)},
          {"title", inside_quotes(matter.task_title)},
          {"unit", matter.unit_name},
          {"due_on", base::written_date(matter.due_on)},
          {"days_late", std::to_string(matter.days_late)},
          {"today", today},
          {"last_report", report}};
      text.paragraphs.push_back(
          {ParagraphLevel::text, ordinal(++n) + filled(wording.matter, about)});
    }
  }
  for (const std::string& line : kind.closing) {
    text.paragraphs.push_back({ParagraphLevel::text, filled(line, values)});
  }
  return text;
}

}  // namespace supervision

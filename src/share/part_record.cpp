#include "share/part_record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/ids.hpp"

namespace share {

namespace {

constexpr std::size_t kPartsMax = 60;
constexpr std::size_t kSectionCharactersMax = 50;
constexpr std::size_t kWhatCharactersMax = 500;
constexpr std::size_t kTextCharactersMax = 2000;
constexpr std::size_t kFilesMax = 30;

Text at_most(std::size_t characters) {
  return {fmt::format("最多{}字。", characters), fmt::format("At most {} characters.", characters)};
}

}  // namespace

std::vector<base::FieldError> faults_of(const PartList& list) {
  std::vector<base::FieldError> errors;
  if (list.parts.size() > kPartsMax) {
    errors.push_back(
        {"/parts",
         {fmt::format("最多分给{}家。", kPartsMax), fmt::format("At most {} parts.", kPartsMax)}});
    return errors;
  }
  std::set<std::string> ids;
  std::set<std::string> names;
  for (std::size_t i = 0; i < list.parts.size(); ++i) {
    const Part& part = list.parts[i];
    const std::string at = fmt::format("/parts/{}", i);
    if (part.unit.has_value() == !part.section.empty()) {
      errors.push_back({at,
                        {"请选择一个下属单位，或写一个科室名称。",
                         "Choose a unit under yours, or name a section."}});
    }
    if (!names.insert(part.unit.value_or("") + "/" + part.section).second) {
      errors.push_back({at, {"同一家分了两次。", "The same one twice."}});
    }
    if (base::character_count(part.section) > kSectionCharactersMax) {
      errors.push_back({at + "/section", at_most(kSectionCharactersMax)});
    }
    if (base::character_count(part.what) > kWhatCharactersMax) {
      errors.push_back({at + "/what", at_most(kWhatCharactersMax)});
    }
    if (part.id.empty()) continue;  // new: gets one
    if (!base::is_uuid(part.id) || !ids.insert(part.id).second) {
      errors.push_back(
          {at + "/id", {"编号不对或出现了两次。", "The id is no UUID, or stands there twice."}});
    }
  }
  return errors;
}

std::vector<base::FieldError> faults_of(const PartContent& content,
                                        const std::vector<Milestone>& milestones) {
  const auto quantities = content.quantities.value_or(std::vector<Quantity>());
  std::vector<base::FieldError> errors = faults_of(quantities, milestones);
  if (content.text.empty() && !content.no_change && quantities.empty()) {
    errors.push_back({"/text",
                      {"请写明情况或填数量；没有变化请选“本月无变化”。",
                       "Say how it stands or give a quantity, or say that nothing changed."}});
  }
  if (base::character_count(content.text) > kTextCharactersMax) {
    errors.push_back({"/text", at_most(kTextCharactersMax)});
  }
  if (content.files.size() > kFilesMax) {
    errors.push_back(
        {"/files",
         {fmt::format("附件最多{}个。", kFilesMax), fmt::format("At most {} files.", kFilesMax)}});
  }
  return errors;
}

std::vector<Quantity> still_counted(const std::vector<Quantity>& quantities,
                                    const std::vector<Milestone>& milestones) {
  std::vector<Quantity> kept;
  for (const Quantity& quantity : quantities) {
    if (faults_of({quantity}, milestones).empty()) kept.push_back(quantity);
  }
  return kept;
}

PartContent with_quantities(PartContent content, const std::vector<Quantity>& before,
                            const std::vector<Milestone>& milestones) {
  if (content.quantities && !content.no_change) return content;
  content.quantities = still_counted(before, milestones);
  return content;
}

std::string merged_text(const std::vector<NamedPart>& parts) {
  std::vector<std::string> lines;
  std::vector<std::string> unchanged;
  for (const NamedPart& part : parts) {
    if (part.answer == nullptr) continue;
    const PartContent& content = part.answer->content;
    if (!content.text.empty()) {
      lines.push_back(fmt::format("{}：{}", part.name, content.text));
    } else if (content.no_change) {
      unchanged.push_back(part.name);
    }
  }
  if (!unchanged.empty()) {
    lines.push_back(fmt::format("{}：无变化。", fmt::join(unchanged, "、")));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::vector<QuantitySum> sums_of(const std::vector<NamedPart>& parts,
                                 const std::vector<Milestone>& milestones) {
  std::vector<QuantitySum> sums;
  for (const Milestone& milestone : milestones) {
    QuantitySum made;
    made.milestone = milestone.id;
    for (const NamedPart& part : parts) {
      if (part.answer == nullptr) {
        made.missing.push_back(part.part);
        continue;
      }
      const auto counted = part.answer->content.quantities.value_or(std::vector<Quantity>());
      const auto said = std::ranges::find(counted, milestone.id, &Quantity::milestone);
      if (said == counted.end()) {
        made.unsaid.push_back(part.part);
        continue;
      }
      made.said.push_back({part.part, said->value});
      made.sum += said->value;
    }
    if (!made.said.empty()) sums.push_back(std::move(made));
  }
  return sums;
}

}  // namespace share

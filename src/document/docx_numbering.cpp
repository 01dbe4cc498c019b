#include "document/docx_numbering.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "document/xml_tree.hpp"

namespace document {

namespace {

// Word itself counts no further.
constexpr int kNumberMax = 32'767;

std::optional<int> integer(const std::string& text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<int> value_of(const xmlNode* node, std::string_view name) {
  const xmlNode* found = child(node, name);
  return found == nullptr ? std::nullopt : integer(attribute(found, "val"));
}

std::string text_value_of(const xmlNode* node, std::string_view name) {
  const xmlNode* found = child(node, name);
  return found == nullptr ? std::string() : attribute(found, "val");
}

// 二十五, 一百零五: digits and units from the highest down.
std::string chinese(int number, const std::array<std::string_view, 10>& digits,
                    const std::array<std::string_view, 4>& units, bool short_ten) {
  if (number == 0) return std::string(digits[0]);
  if (number >= 10'000) {
    std::string text = chinese(number / 10'000, digits, units, short_ten) + "万";
    const int rest = number % 10'000;
    if (rest == 0) return text;
    if (rest < 1000) text += digits[0];
    return text + chinese(rest, digits, units, false);
  }
  std::string text;
  bool zero = false;
  for (int place = 3; place >= 0; --place) {
    int divisor = 1;
    for (int i = 0; i < place; ++i) divisor *= 10;
    const int digit = number / divisor % 10;
    if (digit == 0) {
      zero = !text.empty();
      continue;
    }
    if (zero) text += digits[0];
    zero = false;
    // Ten to nineteen are 十, 十一: without the 一.
    if (!(short_ten && text.empty() && place == 1 && digit == 1)) {
      text += digits[static_cast<std::size_t>(digit)];
    }
    text += units[static_cast<std::size_t>(place)];
  }
  return text;
}

std::string roman(int number, bool upper) {
  constexpr std::pair<int, std::string_view> kSigns[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string text;
  for (const auto& [value, sign] : kSigns) {
    for (; number >= value; number -= value) text += sign;
  }
  if (upper) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  }
  return text;
}

// a...z, aa, bb: Word repeats the letter.
std::string letters(int number, char first) {
  const int index = (number - 1) % 26;
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1),
                     static_cast<char>(first + index));
}

std::string utf8_of(std::uint32_t code) {
  std::string text;
  text += static_cast<char>(0xE0U | (code >> 12U));
  text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
  text += static_cast<char>(0x80U | (code & 0x3FU));
  return text;
}

}  // namespace

std::string formatted_number(int number, std::string_view format) {
  constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四",
                                                        "五", "六", "七", "八", "九"};
  constexpr std::array<std::string_view, 10> kZeroDigits = {"零", "一", "二", "三", "四",
                                                            "五", "六", "七", "八", "九"};
  constexpr std::array<std::string_view, 10> kLegalDigits = {"零", "壹", "贰", "叁", "肆",
                                                             "伍", "陆", "柒", "捌", "玖"};
  constexpr std::array<std::string_view, 10> kStems = {"甲", "乙", "丙", "丁", "戊",
                                                       "己", "庚", "辛", "壬", "癸"};
  constexpr std::array<std::string_view, 4> kUnits = {"", "十", "百", "千"};
  constexpr std::array<std::string_view, 4> kLegalUnits = {"", "拾", "佰", "仟"};
  if (format == "bullet" || format == "none") return {};
  number = std::clamp(number, 0, kNumberMax);
  std::string decimal = std::to_string(number);
  if (format == "decimalZero") return number < 10 ? "0" + decimal : decimal;
  if (format == "upperRoman" && number > 0) return roman(number, true);
  if (format == "lowerRoman" && number > 0) return roman(number, false);
  if (format == "upperLetter" && number > 0) return letters(number, 'A');
  if (format == "lowerLetter" && number > 0) return letters(number, 'a');
  if (format == "chineseCounting" || format == "chineseCountingThousand" ||
      format == "japaneseCounting" || format == "taiwaneseCounting" ||
      format == "taiwaneseCountingThousand") {
    return chinese(number, kZeroDigits, kUnits, true);
  }
  if (format == "ideographTraditional" && number >= 1 && number <= 10) {
    return std::string(kStems[static_cast<std::size_t>(number) - 1]);
  }
  if (format == "ideographDigital" || format == "japaneseDigitalTenThousand" ||
      format == "taiwaneseDigital") {
    std::string text;
    for (const char c : decimal) text += kDigits[static_cast<std::size_t>(c - '0')];
    return text;
  }
  if (format == "chineseLegalSimplified" || format == "ideographLegalTraditional") {
    return chinese(number, kLegalDigits, kLegalUnits, false);
  }
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") {
    if (number >= 1 && number <= 20) {
      return utf8_of(0x2460U + static_cast<std::uint32_t>(number) - 1);
    }
    return "(" + decimal + ")";
  }
  if (format == "decimalEnclosedParen" || format == "ideographEnclosedCircle") {
    return "(" +
           (format == "decimalEnclosedParen" ? decimal
                                             : chinese(number, kZeroDigits, kUnits, true)) +
           ")";
  }
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") {
    std::string text;
    for (const char c : decimal) text += utf8_of(0xFF10U + static_cast<std::uint32_t>(c - '0'));
    return text;
  }
  return decimal;
}

DocxNumbering::DocxNumbering(std::string_view numbering_xml, std::string_view styles_xml) {
  if (!numbering_xml.empty()) {
    const XmlTree tree = parse_xml(numbering_xml, "numbering.xml");
    const xmlNode* root = xmlDocGetRootElement(tree.get());
    for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
      if (name_of(node) == "abstractNum") {
        const auto id = integer(attribute(node, "abstractNumId"));
        if (!id) continue;
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
          const auto number = integer(attribute(at, "ilvl"));
          if (name_of(at) != "lvl" || !number || *number >= kLevels) continue;
          Level& level = abstracts_[*id][*number];
          level.start = value_of(at, "start").value_or(1);
          const std::string format = text_value_of(at, "numFmt");
          if (!format.empty()) level.format = format;
          level.text = text_value_of(at, "lvlText");
          const xmlNode* legal = child(at, "isLgl");
          level.legal = legal != nullptr && attribute(legal, "val") != "0" &&
                        attribute(legal, "val") != "false";
          // The file counts levels from 1 here; 0 means that nothing restarts it.
          if (const auto restart = value_of(at, "lvlRestart")) {
            level.restart_after = *restart == 0 ? kLevels : *restart - 1;
          }
        }
      } else if (name_of(node) == "num") {
        const auto id = integer(attribute(node, "numId"));
        const auto abstract = value_of(node, "abstractNumId");
        if (!id || !abstract) continue;
        Instance& instance = instances_[*id];
        instance.abstract_id = *abstract;
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
          const auto number = integer(attribute(at, "ilvl"));
          if (name_of(at) != "lvlOverride" || !number || *number >= kLevels) continue;
          if (const auto start = value_of(at, "startOverride")) {
            instance.start_override[*number] = *start;
          }
        }
      }
    }
  }
  if (!styles_xml.empty()) {
    const XmlTree tree = parse_xml(styles_xml, "styles.xml");
    const xmlNode* root = xmlDocGetRootElement(tree.get());
    for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
      if (name_of(node) != "style") continue;
      Style& style = styles_[attribute(node, "styleId")];
      style.based_on = text_value_of(node, "basedOn");
      const xmlNode* paragraph = child(node, "pPr");
      const xmlNode* numbers = paragraph == nullptr ? nullptr : child(paragraph, "numPr");
      if (numbers == nullptr) continue;
      style.num_id = value_of(numbers, "numId");
      style.level = value_of(numbers, "ilvl");
    }
  }
}

std::string DocxNumbering::next_label(std::optional<int> num_id, std::optional<int> level,
                                      const std::string& style) {
  constexpr int kStylesDeep = 20;  // a cycle of styles ends here
  std::string at = style;
  for (int i = 0; i < kStylesDeep && !at.empty() && (!num_id || !level); ++i) {
    const auto found = styles_.find(at);
    if (found == styles_.end()) break;
    if (!num_id) num_id = found->second.num_id;
    if (!level) level = found->second.level;
    at = found->second.based_on;
  }
  // 0 takes the number of the style away.
  if (!num_id || *num_id == 0) return {};
  const auto instance = instances_.find(*num_id);
  if (instance == instances_.end()) return {};
  const auto levels = abstracts_.find(instance->second.abstract_id);
  if (levels == abstracts_.end()) return {};
  const int here = level.value_or(0);
  const auto found = levels->second.find(here);
  if (found == levels->second.end()) return {};

  // 0 in a counter: not begun.
  std::vector<int>& counters = counters_[instance->second.abstract_id];
  counters.resize(kLevels, 0);
  const auto start_of = [&](int number) {
    const auto definition = levels->second.find(number);
    if (definition == levels->second.end()) return 1;
    const auto own = instance->second.start_override.find(number);
    return own == instance->second.start_override.end() ? definition->second.start : own->second;
  };
  if (!instance->second.begun) {
    instance->second.begun = true;
    for (const auto& own : instance->second.start_override) {
      counters[static_cast<std::size_t>(own.first)] = 0;
    }
  }
  int& counter = counters[static_cast<std::size_t>(here)];
  counter = counter == 0 ? std::max(start_of(here), 1) : std::min(counter + 1, kNumberMax);
  for (int deeper = here + 1; deeper < kLevels; ++deeper) {
    const auto definition = levels->second.find(deeper);
    const int after = definition == levels->second.end() ? -1 : definition->second.restart_after;
    if (after == -1 || here <= after) {
      if (after != kLevels) counters[static_cast<std::size_t>(deeper)] = 0;
    }
  }

  std::string label;
  const std::string& pattern = found->second.text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                             pattern[i + 1] <= '9';
    if (!placeholder) {
      label += pattern[i];
      continue;
    }
    const int number = pattern[++i] - '1';
    const auto definition = levels->second.find(number);
    const bool legal = found->second.legal && number < here;
    const std::string format =
        legal || definition == levels->second.end() ? "decimal" : definition->second.format;
    const int count = counters[static_cast<std::size_t>(number)];
    label += formatted_number(count == 0 ? start_of(number) : count, format);
  }
  return found->second.format == "bullet" ? std::string() : label;
}

}  // namespace document

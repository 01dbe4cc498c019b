#include "engines/draft/numbering.hpp"

#include <algorithm>
#include <map>

#include "engines/draft/numerals.hpp"

namespace engines::draft {

namespace {

constexpr int kMostItems = 999;
// A title is a short sentence; what is longer is the text itself.
constexpr std::size_t kLongestTitle = 45;

std::optional<SmallNumber> number_of(Words words, bool arabic) {
  if (words.empty() || is_digit(words[0]) != arabic) return std::nullopt;
  const auto number = small_number_at(words);
  if (!number || number->value < 1 || number->value > kMostItems) return std::nullopt;
  return number;
}

std::optional<Label> ordinal_label(Words words) {
  // 第一章, 第12条
  if (!words.starts_with(U"第")) return std::nullopt;
  const auto number = small_number_at(words.substr(1));
  if (!number || number->value < 1 || number->value > kMostItems) return std::nullopt;
  const std::size_t at = 1 + number->length;
  if (at >= words.size()) return std::nullopt;
  if (words[at] == U'章' || words[at] == U'编' || words[at] == U'节')
    return Label{Marker::chapter, number->value, at + 1};
  if (words[at] == U'条') return Label{Marker::article, number->value, at + 1};
  return std::nullopt;
}

Range title_range(const Reading& reading, Range head) {
  for (std::size_t at = head.begin; at < head.end && at - head.begin <= kLongestTitle; ++at) {
    if (ends_title(reading, at, head.end)) return {head.begin, at};
  }
  if (head.size() <= kLongestTitle) return head;
  // A text without a title: its first clause stands for it.
  for (std::size_t at = head.begin; at < head.end && at - head.begin <= kLongestTitle; ++at) {
    if (reading[at] == U',' && at > head.begin + 5) return {head.begin, at};
  }
  return {head.begin, head.begin + kLongestTitle};
}

Text numbering_text(const std::string& kind, const std::string& written, int expected) {
  const std::string number = std::to_string(expected);
  if (kind == "numbering_skips")
    return {"编号跳到“" + written + "”，前面应是 " + number + "。",
            "The numbering jumps to “" + written + "”; " + number + " is missing before it."};
  if (kind == "numbering_repeats")
    return {"编号“" + written + "”重复。", "The number “" + written + "” stands twice."};
  if (kind == "numbering_restarts")
    return {
        "编号在同一级里从“" + written + "”重新开始，应接 " + number + "。",
        "The numbering starts again at “" + written + "” instead of going on with " + number + "."};
  return {"编号“" + written + "”次序不对，应是 " + number + "。",
          "The number “" + written + "” is out of order; " + number + " was expected."};
}

// Follows the numbers of each kind of label. A list may go on through the groups above it (1–25
// through eight groups) or start again in each.
class NumberingCheck {
 public:
  void see(const Item& item, std::vector<Finding>& findings) {
    const Section& section = item.section;
    Last& last = last_[section.marker];
    const bool same_list = last.seen && last.part == section.part && last.parent == section.parent;
    const bool same_part = last.seen && last.part == section.part;
    const int expected = same_part ? last.number + 1 : 1;
    const char* kind = nullptr;
    if (section.number == expected || (!same_list && section.number == 1)) {
      kind = nullptr;
    } else if (section.number == 1) {
      kind = "numbering_restarts";
    } else if (section.number == last.number && same_list) {
      kind = "numbering_repeats";
    } else if (section.number > expected) {
      kind = "numbering_skips";
    } else {
      kind = "numbering_disorder";
    }
    if (kind != nullptr) {
      const Quote label = section.label;
      findings.push_back({kind, label.span, numbering_text(kind, label.text, expected)});
    }
    last = {true, section.number, section.part, section.parent};
  }

 private:
  struct Last {
    bool seen = false;
    int number = 0;
    std::size_t part = 0;
    std::optional<std::size_t> parent;
  };
  std::map<Marker, Last> last_;
};

}  // namespace

std::optional<Label> label_at(Words words) {
  if (words.size() < 2) return std::nullopt;
  const char32_t first = words[0];
  if (first >= U'①' && first <= U'⑳')
    return Label{Marker::circled, static_cast<int>(first - U'①') + 1, 1};
  if (first == U'第') return ordinal_label(words);
  if (first == U'(') {
    for (const bool arabic : {false, true}) {
      const auto number = number_of(words.substr(1), arabic);
      if (number && 1 + number->length < words.size() && words[1 + number->length] == U')') {
        return Label{arabic ? Marker::arabic_paren : Marker::chinese_paren, number->value,
                     number->length + 2};
      }
    }
    return std::nullopt;
  }
  if (const auto number = number_of(words, false)) {
    if (number->length < words.size() && words[number->length] == U'、')
      return Label{Marker::chinese, number->value, number->length + 1};
    if (number->length < words.size() && words[number->length] == U'.' && words.size() > 3)
      return Label{Marker::chinese, number->value, number->length + 1};
    return std::nullopt;
  }
  if (const auto number = number_of(words, true)) {
    const std::size_t at = number->length;
    if (at >= words.size()) return std::nullopt;
    bool followed_by_digit = at + 1 < words.size() && is_digit(words[at + 1]);
    // 2.6月10日前完成 is item 2; 2.6万亩 and 2022.6 are numbers.
    if (followed_by_digit && number->value < 100) {
      const auto next = small_number_at(words.substr(at + 1));
      const std::size_t after = at + 1 + (next ? next->length : 0);
      if (next && after < words.size() && Words(U"月年").find(words[after]) != Words::npos)
        followed_by_digit = false;
    }
    if ((words[at] == U'.' || words[at] == U'、') && !followed_by_digit)
      return Label{Marker::arabic, number->value, at + 1};
    if (words[at] == U')') return Label{Marker::arabic_paren, number->value, at + 1};
  }
  return std::nullopt;
}

Outline outline_of(const Shape& shape) {
  const Reading& reading = shape.reading;
  Outline outline;
  NumberingCheck check;
  std::vector<std::size_t> open;
  const auto close = [&](std::size_t paragraph) {
    Item& item = outline.items[open.back()];
    item.end_paragraph = paragraph;
    item.range.end = shape.paragraphs[paragraph - 1].range.end;
    item.section.span = reading.span(item.range);
    open.pop_back();
  };
  std::size_t part = shape.parts.size();
  for (std::size_t i = 0; i < shape.paragraphs.size(); ++i) {
    const Paragraph& paragraph = shape.paragraphs[i];
    if (paragraph.part != part) {
      while (!open.empty()) close(i);
      part = paragraph.part;
    }
    if (paragraph.in_table || paragraph.lists_annex || shape.parts[part].kind == PartKind::notice)
      continue;
    const auto label = label_at(reading.view(paragraph.range));
    if (!label) continue;
    while (!open.empty() && outline.items[open.back()].section.marker >= label->marker) close(i);
    Item item;
    item.section.marker = label->marker;
    item.section.number = label->number;
    item.section.part = part;
    if (!open.empty()) {
      item.section.parent = open.back();
      outline.items[open.back()].children.push_back(outline.items.size());
    }
    const std::size_t head = paragraph.range.begin + label->length;
    item.section.label = reading.quote({paragraph.range.begin, head});
    item.head = {head, paragraph.range.end};
    item.section.title = reading.quote(title_range(reading, item.head));
    item.range = paragraph.range;
    item.first_paragraph = i;
    check.see(item, outline.findings);
    open.push_back(outline.items.size());
    outline.items.push_back(std::move(item));
  }
  while (!open.empty()) close(shape.paragraphs.size());
  return outline;
}

}  // namespace engines::draft

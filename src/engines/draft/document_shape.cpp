#include "engines/draft/document_shape.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "engines/draft/dates.hpp"
#include "engines/draft/numbering.hpp"
#include "engines/draft/responsibility.hpp"
#include "engines/draft/tables.hpp"

namespace engines::draft {

namespace {

// A line that ends one of the documents around the official one; its part of the shape.
struct LineClass {
  PartKind kind = PartKind::body;
  int annex = 0;
  std::size_t block = 0;  // lines of one block are one part, whatever page numbers stand between
};

constexpr std::initializer_list<Words> kCardLabels = {
    U"索引号",   U"索取号",   U"主题分类", U"发文机关", U"发布机构", U"发文单位", U"成文日期",
    U"生成日期", U"制发日期", U"发文字号", U"发文日期", U"文号",     U"发布日期", U"发布时间",
    U"公开日期", U"有效性",   U"效力状态", U"时效性",   U"标题",     U"名称",     U"内容概述",
    U"主题词",   U"公文种类", U"体裁分类", U"组配分类", U"信息分类", U"公开方式", U"公开范围",
    U"废止日期", U"生效日期", U"关键词"};

constexpr std::initializer_list<Words> kWebLabels = {
    U"时间:",    U"来源:",      U"字体:",        U"字号:",     U"收藏",      U"分享",
    U"浏览次数", U"浏览量",     U"阅读次数",     U"点击数",    U"点击量",    U"访问量",
    U"作者:",    U"编辑:",      U"责任编辑",     U"信息来源",  U"打印",      U"关闭",
    U"首页",     U"网站首页",   U"您当前的位置", U"当前位置",  U"您的位置",  U"您现在的位置",
    U"无障碍",   U"繁体",       U"简体",         U"登录",      U"注册",      U"导航",
    U"搜索",     U"返回顶部",   U"扫一扫",       U"微信",      U"微博",      U"上一篇",
    U"下一篇",   U"上一条",     U"下一条",       U"相关链接",  U"相关附件",  U"相关解读",
    U"相关文章", U"相关信息",   U"政策解读",     U"图解",      U"附件下载",  U"版权所有",
    U"网站地图", U"联系我们",   U"网站标识码",   U"copyright", U"Copyright", U"承办单位:",
    U"技术支持", U"ICP备",      U"公网安备",     U"放大",      U"缩小",      U"大中小",
    U"[大中小]", U"保护视力色", U"语音播报",     U"智能问答",  U"ICP"};

Words without_bullet(Words words) {
  while (!words.empty() && Words(U"•·●◆■▪>-*|").find(words.front()) != Words::npos)
    words.remove_prefix(1);
  return words;
}

bool is_card_line(Words words) {
  words = without_bullet(words);
  const Words label = beginning_of(words, kCardLabels);
  return !label.empty() && words.size() > label.size() && words[label.size()] == U':';
}

bool is_web_line(Words words) {
  words = without_bullet(words);
  if (words.size() > 160) return false;
  if (starts_with_any(words, kWebLabels)) return true;
  if (contains_any(words, {U"网站标识码", U"ICP备", U"公网安备"})) return true;
  return words.size() <= 60 &&
         contains_any(words, {U"版权所有", U"责任编辑", U"浏览次数", U"上一篇", U"下一篇"});
}

bool is_page_number(Words words) {
  if (words.empty() || words.size() > 14) return false;
  Words inside = words;
  while (!inside.empty() && Words(U"—-·.").find(inside.front()) != Words::npos)
    inside.remove_prefix(1);
  while (!inside.empty() && Words(U"—-·.").find(inside.back()) != Words::npos)
    inside.remove_suffix(1);
  if (inside.starts_with(U"第") && contains_any(inside, {U"页"})) {
    return std::all_of(inside.begin(), inside.end(), [](char32_t c) {
      return is_digit(c) || Words(U"第页共,/").find(c) != Words::npos;
    });
  }
  if (inside.size() == words.size() || inside.empty() || inside.size() > 4) return false;
  return std::all_of(inside.begin(), inside.end(), is_digit);
}

bool ends_sentence(Words words) {
  return !words.empty() && (is_stop(words.back()) || words.back() == U':');
}

constexpr std::initializer_list<Words> kTitleEndings = {
    U"名单",   U"方案",   U"制度",  U"清单",   U"办法", U"意见", U"分解表",
    U"分工表", U"一览表", U"台账",  U"计划",   U"规划", U"要点", U"规则",
    U"细则",   U"表",     U"目录",  U"标准",   U"规定", U"纲要", U"措施",
    U"通知",   U"条例",   U"清单)", U"任务书", U"公告", U"决定", U"纪要"};

bool is_title_line(Words words) {
  return !words.empty() && words.size() <= 60 && !label_at(words) &&
         Words(U"。;,:!?").find(words.back()) == Words::npos && words.find(U':') == Words::npos;
}

struct AnnexLabel {
  int number = 0;
  std::size_t length = 0;
};

// 附件1, 附件一：, 附 件, 附表2
std::optional<AnnexLabel> annex_label(Words words) {
  if (!starts_with_any(words, {U"附件", U"附表", U"附录"})) return std::nullopt;
  AnnexLabel label{0, 2};
  if (const auto number = small_number_at(words.substr(2)); number && number->value < 100) {
    label.number = number->value;
    label.length += number->length;
  }
  if (label.length < words.size() && Words(U":.、").find(words[label.length]) != Words::npos)
    ++label.length;
  return label;
}

class Shaper {
 public:
  explicit Shaper(const Input& input)
      : input_(input), raw_(input.text), classes_(raw_.lines().size()) {}

  Shape shape() {
    find_tables();
    find_page_furniture();
    find_web_page();
    find_link_lists();
    find_repetition();
    find_notice_and_annexes();
    Shape result{reduced(), {}, {}, {}, std::move(findings_)};
    make_parts(result);
    make_paragraphs(result);
    return result;
  }

 private:
  Words words(std::size_t line) const { return raw_.view(raw_.lines()[line].range); }
  bool blank(std::size_t line) const { return raw_.lines()[line].range.empty(); }
  std::size_t count() const { return classes_.size(); }
  bool official(std::size_t line) const {
    const PartKind kind = classes_[line].kind;
    return kind == PartKind::notice || kind == PartKind::body || kind == PartKind::annex;
  }

  void find_tables() { table_ = table_lines(raw_, input_.tables); }

  void find_page_furniture() {
    std::unordered_map<std::u32string, int> heads;
    for (std::size_t i = 0; i < count(); ++i) {
      if (raw_.lines()[i].starts_page && !blank(i) && words(i).size() <= 40)
        ++heads[std::u32string(words(i))];
    }
    for (std::size_t i = 0; i < count(); ++i) {
      const bool running_head = raw_.lines()[i].starts_page && !blank(i) && words(i).size() <= 40 &&
                                heads[std::u32string(words(i))] >= 3;
      const bool bare_number = !blank(i) && words(i).size() <= 3 && !table_[i] &&
                               std::all_of(words(i).begin(), words(i).end(), is_digit) &&
                               at_page_edge(i);
      if ((is_page_number(words(i)) && !table_[i]) || running_head || bare_number)
        classes_[i].kind = PartKind::page_furniture;
    }
  }

  // The next or the previous line that is not blank lies on another page.
  bool at_page_edge(std::size_t line) const {
    for (std::size_t i = line + 1; i < count() && i < line + 6; ++i) {
      if (raw_.lines()[i].starts_page) return true;
      if (!blank(i)) break;
    }
    return raw_.lines()[line].starts_page;
  }

  // The frame of a web page: everything up to its last line before the document and from its first
  // line after it.
  void find_web_page() {
    std::size_t first = 0;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < count() && seen < 80; ++i) {
      if (blank(i)) continue;
      ++seen;
      const bool frame = is_card_line(words(i)) || is_web_line(words(i));
      // The card is often a table, a menu often looks like one.
      if (words(i).size() > 160 || (table_[i] && !frame)) break;
      const auto label = label_at(words(i));
      if (label && (label->marker == Marker::chinese || label->marker == Marker::chapter)) break;
      if (frame) first = i + 1;
    }
    for (std::size_t i = 0; i < first; ++i) {
      if (classes_[i].kind == PartKind::page_furniture) continue;
      const bool card = is_card_line(words(i));
      const bool goes_on = i > 0 && blank(i) == false && in_card_ && !is_web_line(words(i));
      if (!blank(i)) in_card_ = card || goes_on;
      classes_[i].kind = in_card_ ? PartKind::register_card : PartKind::navigation;
      classes_[i].block = in_card_ ? 1 : 0;
    }
    begin_ = first;

    end_ = count();
    std::size_t short_lines = 0;
    for (std::size_t i = count(); i-- > begin_ && short_lines < 60;) {
      if (blank(i)) continue;
      if (is_web_line(words(i))) {
        end_ = i;
      } else if (words(i).size() > 60 || table_[i] || label_at(words(i)) ||
                 Words(U"。;)").find(words(i).back()) != Words::npos || date_line(words(i))) {
        break;
      }
      ++short_lines;
    }
    for (std::size_t i = end_; i < count(); ++i) {
      if (classes_[i].kind != PartKind::page_furniture) classes_[i] = {PartKind::navigation, 0, 2};
    }
  }

  // 相关链接 and the titles below it, also between the document and its copy.
  void find_link_lists() {
    constexpr std::size_t kMostLinks = 20;
    for (std::size_t i = begin_; i < end_; ++i) {
      if (blank(i) || words(i).size() > 8 ||
          !starts_with_any(words(i), {U"相关链接", U"相关阅读", U"相关文档", U"相关文章",
                                      U"相关信息", U"相关新闻", U"延伸阅读"}))
        continue;
      std::size_t seen = 0;
      for (; i < end_ && seen < kMostLinks; ++i) {
        if (blank(i)) continue;
        if (seen > 0 && (words(i).size() > 60 || label_at(words(i)) || ends_sentence(words(i)) ||
                         starts_letter(i)))
          break;
        classes_[i] = {PartKind::navigation, 0, 3};
        ++seen;
      }
    }
  }

  // The copy of a document begins with its own title or issuer, a line that came before.
  bool starts_letter(std::size_t line) const {
    for (std::size_t i = begin_; i < line; ++i)
      if (official(i) && words(i) == words(line)) return true;
    return false;
  }

  // A web page may hold the document twice. Lists that only share some lines are no copies.
  void find_repetition() {
    constexpr std::size_t kLeastCopied = 400;
    std::unordered_map<std::u32string_view, std::size_t> first_seen;
    std::size_t block = 1000;
    for (std::size_t i = begin_; i < end_;) {
      if (blank(i) || words(i).size() < 30) {
        ++i;
        continue;
      }
      const auto [known, is_new] = first_seen.emplace(words(i), i);
      if (is_new) {
        ++i;
        continue;
      }
      std::size_t from = known->second;
      std::size_t to = i;
      std::size_t copied = 0;
      // The copy begins with the short lines before the first long one.
      std::size_t begin = i;
      for (std::size_t a = from, b = i; a > begin_ && b > from + 1;) {
        do --a;
        while (a > begin_ && skipped(a));
        do --b;
        while (b > from + 1 && skipped(b));
        if (words(a) != words(b) || skipped(a)) break;
        begin = b;
      }
      while (to < end_ && from < begin) {
        if (skipped(from)) {
          ++from;
        } else if (skipped(to)) {
          ++to;
        } else if (words(from) == words(to)) {
          copied += words(to).size();
          ++from;
          ++to;
        } else {
          break;
        }
      }
      if (copied < kLeastCopied) {
        ++i;
        continue;
      }
      for (std::size_t line = begin; line < to; ++line) {
        if (classes_[line].kind != PartKind::page_furniture)
          classes_[line] = {PartKind::repetition, 0, block};
      }
      ++block;
      findings_.push_back({"second_copy",
                           {raw_.lines()[begin].bytes.begin, raw_.lines()[to - 1].bytes.end},
                           {"这一段与前文相同，是网页上的第二份，没有重复提取。",
                            "This repeats what stands before and is not drafted twice."}});
      i = std::max(to, i + 1);
    }
  }

  bool skipped(std::size_t line) const {
    return blank(line) || classes_[line].kind == PartKind::page_furniture;
  }

  void find_notice_and_annexes() {
    std::size_t line = notice_end();
    for (std::size_t i = begin_; i < line; ++i) {
      if (official(i)) classes_[i] = {PartKind::notice, 0, 10};
    }
    std::size_t block = 11;
    PartKind kind = PartKind::body;
    int annex = 0;
    bool new_block = true;
    for (; line < end_; ++line) {
      if (!official(line)) continue;
      if (const auto label = blank(line) || table_[line] ? std::nullopt : annex_start(line)) {
        kind = PartKind::annex;
        annex = label->number > 0 ? label->number : annex + 1;
        ++block;
        titles_[block] = annex_title(line, *label);
        new_block = false;
      } else if (new_block && !blank(line)) {
        titles_[block] = title_from(line);
        new_block = false;
      }
      classes_[line] = {kind, annex, block};
    }
  }

  // One past the last line of the letter that issues the plan; begin_ if there is none.
  std::size_t notice_end() const {
    bool addressed = false;
    std::size_t seen = 0;
    std::size_t after_addressees = begin_;
    for (std::size_t i = begin_; i < end_ && seen < 80; ++i) {
      if (blank(i) || !official(i)) continue;
      ++seen;
      if (table_[i]) break;
      const auto label = label_at(words(i));
      if (label && label->marker != Marker::arabic && label->marker != Marker::arabic_paren) break;
      if (!addressed && words(i).back() == U':' && words(i).size() <= 160 &&
          contains_any(words(i),
                       {U"各", U"局", U"委", U"政府", U"单位", U"部门", U"学校", U"院"})) {
        addressed = true;
        after_addressees = i + 1;
      }
      if (addressed && date_line(words(i))) return with_remark(i + 1);
    }
    // Addressed and never signed before its first heading: the letter is the plan.
    return after_addressees;
  }

  // (此件公开发布) belongs to the letter.
  std::size_t with_remark(std::size_t line) const {
    for (std::size_t i = line; i < end_ && i < line + 6; ++i) {
      if (blank(i)) continue;
      if (words(i).front() == U'(' && words(i).back() == U')' && words(i).size() < 30) return i + 1;
      break;
    }
    return line;
  }

  std::optional<AnnexLabel> annex_start(std::size_t line) const {
    const auto label = annex_label(words(line));
    if (!label) return std::nullopt;
    if (label->length == words(line).size() && words(line).back() != U':') return label;
    const std::size_t next = next_line(line);
    if (label->length == words(line).size()) {
      // 附件: alone announces a list if its first entry follows.
      if (next < end_ && label_at(words(next))) return std::nullopt;
      return label;
    }
    // 附件1：名单 opens the annex only where the next annex does not follow at once.
    const Words title = words(line).substr(label->length);
    if (!is_title_line(title) || label_at(title)) return std::nullopt;
    if (label->number == 0 && Words(U":、.").find(words(line)[label->length - 1]) == Words::npos)
      return std::nullopt;
    if (next >= end_) return std::nullopt;
    if (annex_label(words(next)) || date_line(words(next))) return std::nullopt;
    if (const auto follows = label_at(words(next));
        follows && follows->number == std::max(label->number, 1) + 1)
      return std::nullopt;
    const std::size_t second = next_line(next);
    if (second < end_ && date_line(words(second))) return std::nullopt;
    return label;
  }

  std::size_t next_line(std::size_t line) const {
    std::size_t next = line + 1;
    while (next < end_ && (blank(next) || !official(next))) ++next;
    return next;
  }

  // Lines of the title that begins at `line`.
  std::pair<std::size_t, std::size_t> title_from(std::size_t line) const {
    std::size_t end = line;
    std::size_t taken = 0;
    for (std::size_t i = line; i < end_ && taken < 4; ++i) {
      if (blank(i) || !official(i)) continue;
      if (table_[i] || !is_title_line(words(i)) || (i > line && annex_label(words(i)))) break;
      end = i + 1;
      ++taken;
      if (ends_with_any(words(i), kTitleEndings)) break;
    }
    // Short lines that end in no word for a kind of document may be anything; the first is enough.
    if (end > line && !ends_with_any(words(end - 1), kTitleEndings)) end = line + 1;
    if (end > line && !is_title_line(words(line))) end = line;
    return {line, end};
  }

  std::pair<std::size_t, std::size_t> annex_title(std::size_t line, const AnnexLabel& label) const {
    if (label.length < words(line).size()) return {line, line + 1};
    const std::size_t next = next_line(line);
    if (next >= end_) return {next, next};
    return title_from(next);
  }

  Reading reduced() const {
    std::vector<bool> apart(count());
    std::vector<bool> prose(count());
    for (std::size_t i = 0; i < count(); ++i) {
      apart[i] = !official(i) && classes_[i].kind != PartKind::register_card;
      prose[i] = !table_[i] && !has_columns(i);
    }
    return raw_.reduced(apart, prose);
  }

  // Names of members stand in columns.
  bool has_columns(std::size_t line) const { return words(line).find(U'\t') != Words::npos; }

  void make_parts(Shape& shape) const {
    std::size_t at = 0;
    LineClass before;
    for (std::size_t i = 0; i < count(); ++i) {
      const LineClass& now = classes_[i];
      const bool same =
          !shape.parts.empty() && shape.parts.back().kind == now.kind && before.block == now.block;
      if (shape.parts.empty() || !(blank(i) || same)) {
        before = now;
        Part part;
        part.kind = blank(i) ? PartKind::blank : now.kind;
        part.annex = now.annex;
        part.span = {at, at};
        shape.parts.push_back(part);
      }
      at = raw_.lines()[i].bytes.end;
      shape.parts.back().span.end = at;
    }
  }

  void make_paragraphs(Shape& shape) const {
    const Reading& reading = shape.reading;
    const std::size_t width = wrapped_width(reading);
    std::unordered_map<std::size_t, std::size_t> part_of_block;
    std::size_t part = 0;
    bool broken = false;
    std::size_t last_line_width = 0;
    for (std::size_t i = 0; i < count(); ++i) {
      while (part + 1 < shape.parts.size() &&
             shape.parts[part].span.end <= raw_.lines()[i].bytes.begin)
        ++part;
      const Range range = reading.lines()[i].range;
      if (classes_[i].kind == PartKind::register_card && !range.empty())
        shape.card_lines.push_back(range);
      if (!official(i)) continue;
      if (range.empty()) {
        // Blank lines part paragraphs; those around a page number do not.
        if (i == 0 || classes_[i - 1].kind != PartKind::page_furniture) {
          const bool before_furniture =
              i + 1 < count() && classes_[i + 1].kind == PartKind::page_furniture;
          if (!before_furniture) broken = false;
        }
        continue;
      }
      const std::size_t block = part_of_block.emplace(classes_[i].block, part).first->second;
      const Words line = reading.view(range);
      const bool same_part = !shape.paragraphs.empty() && shape.paragraphs.back().part == block;
      if (broken && same_part && !table_[i] && continues_paragraph(line)) {
        shape.paragraphs.back().range.end = range.end;
      } else {
        Paragraph paragraph;
        paragraph.range = range;
        paragraph.part = block;
        paragraph.lists_annex = lists_annex(shape, paragraph, line);
        paragraph.in_table = table_[i];
        if (table_[i]) paragraph.cells = cells_of(reading, range);
        shape.paragraphs.push_back(std::move(paragraph));
      }
      last_line_width = line.size();
      broken = width > 0 && !table_[i] && !ends_sentence(line) &&
               last_line_width * 4 >= width * 3 && !date_line(line);
    }
    // Titles are known by their lines; lines keep their indices.
    for (const auto& [block, lines] : titles_) {
      const auto found = part_of_block.find(block);
      if (found == part_of_block.end() || lines.first >= lines.second) continue;
      Range range = {reading.lines()[lines.first].range.begin,
                     reading.lines()[lines.second - 1].range.end};
      if (shape.parts[found->second].kind == PartKind::annex) {
        if (const auto label = annex_label(reading.view(range))) range.begin += label->length;
      }
      shape.parts[found->second].title = reading.quote(range);
    }
  }

  // 附件:1.名单, and the entries after it.
  static bool lists_annex(const Shape& shape, const Paragraph& paragraph, Words line) {
    if (shape.parts[paragraph.part].kind == PartKind::annex) return false;
    if (line.starts_with(U"附件:") && line.size() <= 120) return true;
    return !shape.paragraphs.empty() && shape.paragraphs.back().part == paragraph.part &&
           shape.paragraphs.back().lists_annex && label_at(line).has_value() && line.size() <= 80;
  }

  static bool continues_paragraph(Words line) {
    return !label_at(line) && !annex_label(line) && !begins_with_field(line);
  }

  // The width of the page if its lines are broken, otherwise 0: most full lines then end in the
  // middle of a sentence.
  std::size_t wrapped_width(const Reading& reading) const {
    std::vector<std::size_t> widths;
    for (std::size_t i = begin_; i < end_; ++i) {
      const std::size_t size = reading.lines()[i].range.size();
      if (official(i) && !table_[i] && size >= 10) widths.push_back(size);
    }
    if (widths.size() < 8) return 0;
    const auto ninth = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 9 / 10);
    std::nth_element(widths.begin(), ninth, widths.end());
    const std::size_t width = *ninth;
    if (width > 70 || width < 12) return 0;
    std::size_t full = 0;
    std::size_t open = 0;
    for (std::size_t i = begin_; i < end_; ++i) {
      const Range range = reading.lines()[i].range;
      if (!official(i) || table_[i] || range.size() * 5 < width * 4) continue;
      ++full;
      if (!ends_sentence(reading.view(range))) ++open;
    }
    return open * 10 >= full * 6 ? width : 0;
  }

  const Input& input_;
  Reading raw_;
  std::vector<LineClass> classes_;
  std::vector<bool> table_;
  std::unordered_map<std::size_t, std::pair<std::size_t, std::size_t>> titles_;
  std::vector<Finding> findings_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool in_card_ = false;
};

}  // namespace

Shape shape_of(const Input& input) { return Shaper(input).shape(); }

}  // namespace engines::draft

#include "engines/draft/document_head.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/written_date.hpp"
#include "engines/draft/dates.hpp"
#include "engines/draft/numbering.hpp"

namespace engines::draft {

namespace {

constexpr std::size_t kLongestNumber = 40;
constexpr std::size_t kMostBases = 200;

struct DocumentNumber {
  Range range;
  std::string normal;
};

// 平政发〔2020〕76号, also with [ ] ( ) and 第; `open` is the place of the bracket.
std::optional<DocumentNumber> number_around(const Reading& reading, Range within,
                                            std::size_t open) {
  const auto at = [&](std::size_t i) { return i < reading.size() ? reading[i] : U'\0'; };
  std::size_t i = open + 1;
  for (; i < open + 5; ++i)
    if (!is_digit(at(i))) return std::nullopt;
  if (Words(U"〕])>}").find(at(i)) == Words::npos) return std::nullopt;
  const std::string year = to_utf8(reading.view({open + 1, i}));
  ++i;
  if (at(i) == U'第') ++i;
  const std::size_t digits = i;
  while (is_digit(at(i)) && i < digits + 5) ++i;
  if (i == digits || at(i) != U'号') return std::nullopt;
  const std::string serial = to_utf8(reading.view({digits, i}));
  std::size_t begin = open;
  while (begin > within.begin && is_han(reading[begin - 1]) && open - begin < 12) --begin;
  if (open - begin < 2) return std::nullopt;
  // What stands before the number in a sentence is no part of it.
  Words body = reading.view({begin, open});
  for (const Words before :
       {Words(U"文号"), Words(U"字号"), Words(U"根据"), Words(U"按照"), Words(U"以")}) {
    const std::size_t found = body.find(before);
    if (found != Words::npos && found + before.size() < body.size()) begin += found + before.size();
    body = reading.view({begin, open});
  }
  return DocumentNumber{{begin, i + 1}, to_utf8(body) + "〔" + year + "〕" + serial + "号"};
}

std::optional<DocumentNumber> first_number(const Reading& reading, Range range) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (Words(U"〔[(<").find(reading[at]) == Words::npos) continue;
    if (auto number = number_around(reading, range, at); number && number->range.end <= range.end)
      return number;
  }
  return std::nullopt;
}

class HeadReader {
 public:
  HeadReader(const Shape& shape, Units& units, std::vector<Finding>& findings)
      : shape_(shape), reading_(shape.reading), units_(units), findings_(findings) {}

  Head read() {
    for (const Range line : shape_.card_lines) {
      for (const Range pair : card_pairs(line)) read_card(pair);
    }
    read_order();
    read_notice();
    read_signature();
    read_titles();
    read_bases();
    read_annex_list();
    compare_dates();
    find_cut_titles();
    return std::move(head_);
  }

 private:
  // 索引号：… 主题分类：… in one row: a cell that ends with a colon begins a pair.
  std::vector<Range> card_pairs(Range line) const {
    std::vector<Range> pairs;
    std::size_t begin = line.begin;
    for (std::size_t at = line.begin; at <= line.end; ++at) {
      if (at < line.end && reading_[at] != U'\t') continue;
      const bool labels = at > begin && reading_[at - 1] == U':';
      if (labels || pairs.empty()) {
        pairs.push_back({begin, at});
      } else {
        pairs.back().end = at;
      }
      begin = at + 1;
    }
    return pairs;
  }

  // 南枫市人民政府令 / 第27号: an order is numbered by the name of its issuer.
  void read_order() {
    if (shape_.paragraphs.size() < 2) return;
    const Range first = shape_.paragraphs[0].range;
    const Range second = shape_.paragraphs[1].range;
    const Words name = reading_.view(first);
    const Words number = reading_.view(second);
    if (name.size() < 4 || name.size() > 30 || name.back() != U'令' || !number.starts_with(U"第") ||
        !number.ends_with(U"号") || number.size() > 8)
      return;
    head_.number = reading_.quote({first.begin, second.end});
    head_.number_normal = to_utf8(std::u32string(name) + std::u32string(number));
    head_.issuer = units_.mention(reading_, {first.begin, first.end - 1});
  }

  void read_card(Range line) {
    line = trimmed(reading_, line, U"•·●◆■▪>-*|");
    const Words words = reading_.view(line);
    const std::size_t colon = words.find(U':');
    if (colon == Words::npos) return;
    const Words label = words.substr(0, colon);
    const Range value = trimmed(reading_, {line.begin + colon + 1, line.end}, U":\t");
    if (value.empty()) return;
    if (label == U"索引号" || label == U"索取号") head_.index_number = reading_.quote(value);
    if (label == U"发文机关" || label == U"发布机构" || label == U"发文单位") card_issuer_ = value;
    if (label == U"发文字号" || label == U"文号") set_number(value);
    if (label == U"标题" || label == U"名称") head_.notice_title = reading_.quote(value);
    if (label == U"成文日期" || label == U"生成日期" || label == U"制发日期")
      add_date(DateKind::formed_on, value);
    if (label == U"发布日期" || label == U"发布时间" || label == U"公开日期")
      add_date(DateKind::published_on, value);
  }

  void add_date(DateKind kind, Range value) {
    const auto date = date_at(reading_.view(value));
    if (!date) return;
    const Range written{value.begin, value.begin + date->length};
    head_.dates.push_back({kind, date->on, reading_.quote(written), {98, "head.date"}});
  }

  void set_number(Range range) {
    if (!head_.number.empty()) return;
    const auto number = first_number(reading_, range);
    if (!number) return;
    head_.number = reading_.quote(number->range);
    head_.number_normal = number->normal;
  }

  // The letter, or the first lines of a document without one.
  void read_notice() {
    std::size_t seen = 0;
    for (const Paragraph& paragraph : shape_.paragraphs) {
      const bool notice = shape_.parts[paragraph.part].kind == PartKind::notice;
      if (!notice && ++seen > 6) break;
      if (paragraph.in_table) continue;
      const Words words = reading_.view(paragraph.range);
      if (!notice && label_at(words)) break;
      if (words.size() <= kLongestNumber) set_number(paragraph.range);
      if (words.back() == U':' && words.size() <= 160 && head_.addressees.empty()) {
        std::vector<Range> strange;
        const Range list{paragraph.range.begin, paragraph.range.end - 1};
        head_.addressees = units_.list(reading_, list, strange);
      }
      if (words.ends_with(U"的通知") && head_.notice_title.empty() && words.size() <= 160)
        head_.notice_title = reading_.quote(paragraph.range);
    }
  }

  // 平凉市人民政府 / 2020年12月3日, after the letter or at the end of the body.
  void read_signature() {
    for (std::size_t i = 0; i < shape_.paragraphs.size(); ++i) {
      const Paragraph& paragraph = shape_.paragraphs[i];
      const PartKind kind = shape_.parts[paragraph.part].kind;
      if (kind == PartKind::annex) break;
      const Words words = reading_.view(paragraph.range);
      if (paragraph.in_table || words.size() > 40) continue;
      const auto date = date_line(words);
      if (!date) continue;
      Range written = paragraph.range;
      Range issuer;
      for (std::size_t at = written.begin; at < written.end; ++at) {
        if (!date_at(reading_.view({at, written.end}))) continue;
        issuer = {written.begin, at};
        written.begin = at;
        break;
      }
      // 办公室 2020年12月3日印发 is the imprint, not the signature.
      if (words.ends_with(U"印发")) continue;
      head_.dates.push_back({DateKind::signed_on,
                             *date,
                             reading_.quote(trimmed(reading_, written, U"()")),
                             {95, "head.date"}});
      if (issuer.size() < 3) issuer = signer_above(i);
      if (!head_.issuer && issuer.size() >= 3) head_.issuer = units_.mention(reading_, issuer);
      break;
    }
    if (!head_.issuer && !card_issuer_.empty())
      head_.issuer = units_.mention(reading_, card_issuer_);
  }

  // The first of those who sign above the date; joint documents have several, side by side or one
  // below the other.
  Range signer_above(std::size_t date) const {
    constexpr std::size_t kMostSigners = 10;
    Range signer;
    for (std::size_t back = 1; back <= std::min(date, kMostSigners); ++back) {
      const Paragraph& paragraph = shape_.paragraphs[date - back];
      const Range line = paragraph.range;
      if (paragraph.part != shape_.paragraphs[date].part || line.size() > 60) break;
      Range name{line.begin, line.begin + 1};
      while (name.end < line.end && !reading_.gap_before(name.end)) ++name.end;
      const bool unit = ends_like_unit(reading_.view(name));
      if (!signer.empty() && !unit) break;
      signer = unit ? name : line;
      if (!unit) break;
    }
    return signer.size() <= 30 ? signer : Range{};
  }

  void read_titles() {
    for (const Part& part : shape_.parts) {
      if (part.kind != PartKind::body || part.title.empty() || part.title.text.ends_with("令"))
        continue;
      head_.title = part.title;
      break;
    }
    if (head_.title.empty()) {
      for (const Part& part : shape_.parts) {
        if (part.kind != PartKind::annex || part.title.empty()) continue;
        head_.title = part.title;
        break;
      }
    }
    if (head_.title.empty() || head_.title.text == head_.number.text)
      head_.title = head_.notice_title;
    // 专题会议纪要 over the number is the name of the paper, not of this document.
    constexpr std::size_t kShortest = 8;
    if (base::character_count(head_.title.text) <= kShortest) {
      if (Quote letter = title_of_letter(); !letter.empty()) head_.title = std::move(letter);
    }
  }

  // A letter that is the plan itself has its title above the addressees: a line that ends with what
  // documents are called, with the line before where the title is broken.
  Quote title_of_letter() const {
    constexpr std::size_t kMostLines = 10;
    const std::initializer_list<Words> kinds = {
        U"意见", U"方案", U"通知", U"措施", U"计划", U"要点", U"办法", U"规定", U"细则", U"纪要",
        U"规划", U"决定", U"通报", U"报告", U"倡议", U"公告", U"通告", U"请示", U"函"};
    Range first;
    for (std::size_t i = 0; i < std::min(shape_.paragraphs.size(), kMostLines); ++i) {
      const Paragraph& paragraph = shape_.paragraphs[i];
      const Words words = reading_.view(paragraph.range);
      if (paragraph.in_table || label_at(words) || words.back() == U':') break;
      if (words.size() > 60 || !ends_with_any(words, kinds)) continue;
      Range title = paragraph.range;
      const bool broken = words.find(U"关于") == Words::npos && i > 0 &&
                          shape_.paragraphs[i - 1].part == paragraph.part &&
                          reading_.view(shape_.paragraphs[i - 1].range).starts_with(U"关于");
      if (broken) title.begin = shape_.paragraphs[i - 1].range.begin;
      if (reading_.view(title).find(U"关于") != Words::npos) return reading_.quote(title);
      if (first.empty()) first = title;
    }
    return first.empty() ? Quote{} : reading_.quote(first);
  }

  void read_bases() {
    std::unordered_set<std::string> seen{head_.number_normal};
    for (const Paragraph& paragraph : shape_.paragraphs) {
      for (std::size_t at = paragraph.range.begin; at < paragraph.range.end; ++at) {
        const char32_t c = reading_[at];
        if (c != U'〔' && c != U'[' && c != U'(' && c != U'<') continue;
        const auto number = number_around(reading_, paragraph.range, at);
        if (!number) continue;
        if (seen.insert(number->normal).second && head_.based_on.size() < kMostBases)
          head_.based_on.push_back(reading_.quote(number->range));
      }
    }
  }

  // 附件:1.名单 / 2.制度 in the letter or at the end of the body.
  void read_annex_list() {
    for (const Paragraph& paragraph : shape_.paragraphs) {
      if (!paragraph.lists_annex) continue;
      Range range = paragraph.range;
      if (reading_.view(range).starts_with(U"附件:")) range.begin += 3;
      if (range.empty()) continue;
      if (const auto label = label_at(reading_.view(range))) range.begin += label->length;
      range = trimmed(reading_, range, U"。;");
      if (!range.empty()) head_.annexes.push_back(reading_.quote(range));
    }
  }

  // 《某某办公厅关于印发 and the line ends: the rest of the title was lost in copying.
  void find_cut_titles() {
    for (const Paragraph& paragraph : shape_.paragraphs) {
      const Words words = reading_.view(paragraph.range);
      const std::size_t open = words.rfind(U'《');
      if (open == Words::npos || words.find(U'》', open) != Words::npos || is_stop(words.back()))
        continue;
      findings_.push_back({"title_cut_off",
                           reading_.span({paragraph.range.begin + open, paragraph.range.end}),
                           {"书名号没有合上，题目在这里断了，看不出是哪份文件。",
                            "The title is cut off here; which document is meant cannot be told."}});
    }
  }

  void compare_dates() {
    const auto find = [&](DateKind kind) {
      return std::find_if(head_.dates.begin(), head_.dates.end(),
                          [&](const StatedDate& date) { return date.kind == kind; });
    };
    const auto formed = find(DateKind::formed_on);
    const auto written = find(DateKind::signed_on);
    if (formed == head_.dates.end() || written == head_.dates.end() || formed->on == written->on)
      return;
    findings_.push_back({"dates_differ",
                         formed->written.span,
                         {"登记的成文日期是" + base::written_date(formed->on) + "，落款是" +
                              base::written_date(written->on) + "。",
                          "Registered as formed on " + base::written_date_en(formed->on) +
                              " but signed on " + base::written_date_en(written->on) + "."}});
  }

  const Shape& shape_;
  const Reading& reading_;
  Units& units_;
  std::vector<Finding>& findings_;
  Head head_;
  Range card_issuer_;
};

}  // namespace

Head head_of(const Shape& shape, Units& units, std::vector<Finding>& findings) {
  return HeadReader(shape, units, findings).read();
}

TimeContext time_context(const Input& input, const Head& head) {
  TimeContext context;
  context.published_on = input.published_on;
  for (const DateKind kind : {DateKind::published_on, DateKind::formed_on, DateKind::signed_on}) {
    for (const StatedDate& date : head.dates)
      if (!context.published_on && date.kind == kind) context.published_on = date.on;
  }
  // 2022年工作要点, 〔2022〕3号
  for (const std::string& words : {head.title.text, head.notice_title.text, head.number_normal}) {
    const std::u32string folded = fold_words(words);
    for (std::size_t at = 0; at < folded.size() && !context.year; ++at) {
      const auto year = small_number_at(Words(folded).substr(at));
      if (year && year->length == 4 && year->value >= 1990 && year->value < 2100 &&
          at + 4 < folded.size() && Words(U"年—〕").find(folded[at + 4]) != Words::npos)
        context.year = year->value;
    }
  }
  return context;
}

}  // namespace engines::draft

#include "yaml/reader.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <istream>
#include <optional>
#include <set>
#include <streambuf>

namespace yaml {

using base::Text;

namespace {

// Thrown inside the event handler to end reading where going on would only cost time.
struct StopReading {};

class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string_view bytes) {
    // std::streambuf asks for char*; the get area is never written to.
    char* const begin = const_cast<char*>(bytes.data());
    setg(begin, begin, begin + bytes.size());
  }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Places in a text: yaml-cpp counts bytes in a line, people count characters.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : bytes_(bytes) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (bytes[i] == '\n') starts_.push_back(i + 1);
    }
  }

  //! Counts on from the place asked for before, so that reading a long line once is linear.
  Position of_offset(std::size_t offset) {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next - starts_.begin());
    const std::size_t start = starts_[line - 1];
    if (known_.line != static_cast<int>(line) || known_offset_ > offset) {
      known_ = {static_cast<int>(line), 1};
      known_offset_ = start;
    }
    const std::size_t end = std::min(offset, bytes_.size());
    known_.column +=
        static_cast<int>(base::character_count(bytes_.substr(known_offset_, end - known_offset_)));
    known_offset_ = end;
    return known_;
  }

  std::size_t offset(const YAML::Mark& mark) const {
    if (mark.line < 0) return 0;
    const std::size_t line = std::min(static_cast<std::size_t>(mark.line), starts_.size() - 1);
    return std::min(starts_[line] + static_cast<std::size_t>(std::max(mark.column, 0)),
                    bytes_.size());
  }

  //! False if a quotation begins at `begin` and the file ends before it does.
  bool quote_is_closed(std::size_t begin) const {
    if (begin >= bytes_.size() || (bytes_[begin] != '"' && bytes_[begin] != '\'')) return true;
    const char quote = bytes_[begin];
    for (std::size_t i = begin + 1; i < bytes_.size(); ++i) {
      if (bytes_[i] == '\\' && quote == '"') {
        ++i;
      } else if (bytes_[i] == quote) {
        if (quote == '"' || i + 1 == bytes_.size() || bytes_[i + 1] != quote) return true;
        ++i;  // '' inside single quotes is one quote
      }
    }
    return false;
  }

  Position of_mark(const YAML::Mark& mark) { return of_offset(offset(mark)); }

 private:
  std::string_view bytes_;
  std::vector<std::size_t> starts_;
  Position known_;
  std::size_t known_offset_ = 0;
};

class Faults {
 public:
  Faults(const std::string& file, std::vector<Fault>& list)
      : file_(file), list_(list), room_(list.size() + kFaultsMax) {}

  void add(Position at, std::string code, Text reason) {
    list_.push_back({file_, at.line, at.column, std::move(code), std::move(reason)});
    if (list_.size() < room_) return;
    list_.push_back({file_,
                     at.line,
                     at.column,
                     "too_many_faults",
                     {"本文件错误过多，后面的不再列出；请先改正以上各处再检查",
                      "too many faults in this file to list the rest; correct these first"}});
    throw StopReading{};
  }

 private:
  const std::string& file_;
  std::vector<Fault>& list_;
  std::size_t room_;
};

// What a plain scalar means, or why it may not stand like that.
struct PlainMeaning {
  Kind kind = Kind::string;
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string code;  // of the fault, empty if there is none
  Text reason;
};

Text quote_advice(std::string_view text, std::string_view zh, std::string_view en) {
  return {fmt::format("{0}：{1}；如果是文字，请加引号写成 \"{0}\"", text, zh),
          fmt::format("{0}: {1}; if it is text, put it in quotes: \"{0}\"", text, en)};
}

bool one_of_ignoring_case(std::string_view text, std::initializer_list<std::string_view> words) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::find(words.begin(), words.end(), lower) != words.end();
}

// Digits with an optional point and exponent; the sign is already taken off.
bool is_decimal(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t begin = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > begin;
  };
  if (!digits()) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!digits()) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!digits()) return false;
  }
  return i == text.size();
}

PlainMeaning meaning_of_plain(const std::string& text) {
  PlainMeaning meaning;
  const auto refuse = [&](std::string code, std::string_view zh, std::string_view en) {
    meaning.code = std::move(code);
    meaning.reason = quote_advice(text, zh, en);
    return meaning;
  };
  if (text == "true" || text == "false") {
    meaning.kind = Kind::boolean;
    meaning.boolean = text == "true";
    return meaning;
  }
  if (one_of_ignoring_case(text, {"true", "false", "yes", "no", "on", "off", "y", "n"}))
    return refuse("ambiguous_boolean", "“是/否”只能写成 true 或 false",
                  "a yes or no is written true or false");
  const bool is_signed = !text.empty() && (text[0] == '-' || text[0] == '+');
  const std::string_view number = std::string_view(text).substr(is_signed ? 1 : 0);
  if (one_of_ignoring_case(number, {".inf", ".nan"}))
    return refuse("not_a_number", "不接受无穷大或非数值", "infinity and not-a-number are refused");
  if (number.empty() || !is_digit(number[0])) return meaning;

  const bool based = number.size() > 2 && number[0] == '0' &&
                     (number[1] == 'x' || number[1] == 'X' || number[1] == 'o' ||
                      number[1] == 'O' || number[1] == 'b' || number[1] == 'B');
  if (based && std::all_of(number.begin() + 2, number.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      }))
    return refuse("not_decimal", "数字只能用十进制", "numbers are written in decimal");
  const bool underscored =
      number.find('_') != std::string_view::npos &&
      std::all_of(number.begin(), number.end(), [](char c) { return is_digit(c) || c == '_'; });
  if (underscored)
    return refuse("not_decimal", "数字中不能有下划线", "no underscores inside a number");
  if (!is_decimal(number)) return meaning;
  if (text[0] == '+') return refuse("not_decimal", "正数不写加号", "no plus sign before a number");
  if (number.size() > 1 && number[0] == '0' && is_digit(number[1]))
    return refuse("leading_zero", "数字前不能有 0", "a number may not begin with 0");

  const char* const end = text.data() + text.size();
  if (number.find_first_of(".eE") == std::string_view::npos) {
    meaning.kind = Kind::integer;
    if (std::from_chars(text.data(), end, meaning.integer).ec != std::errc())
      return refuse("number_too_large", "数字太大", "the number is too large");
    return meaning;
  }
  meaning.kind = Kind::real;
  if (std::from_chars(text.data(), end, meaning.real).ec != std::errc() ||
      !std::isfinite(meaning.real))
    return refuse("number_too_large", "数字太大或太小", "the number is too large or too small");
  return meaning;
}

// Builds the tree from the events of the parser, so that aliases are seen before anything could
// expand them and duplicate keys before anything could drop them.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(Lines& lines, Faults& faults) : lines_(lines), faults_(faults) {}

  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    faults_.add(lines_.of_mark(mark), "several_documents",
                {"一个文件只能有一份内容，请删去“---”及其后的部分，或另存为一个文件",
                 "one file holds one document: remove the part after ---"});
    throw StopReading{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    Node node;
    node.at = lines_.of_mark(mark);
    node.text = "null";
    add_scalar(std::move(node), true);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    faults_.add(lines_.of_mark(mark), "alias",
                {"不接受引用（*），请把内容写全", "aliases (*) are refused: write it out"});
    Node node;
    node.at = lines_.of_mark(mark);
    add_scalar(std::move(node), true);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    Node node;
    node.at = lines_.of_mark(mark);
    // No database keeps it.
    if (value.find('\0') != std::string::npos) {
      faults_.add(node.at, "control_character",
                  {"文字中有空字符（\\0），请删去", "the text has a NUL (\\0): remove it"});
      add_scalar(std::move(node), false);
      return;
    }
    if (value.size() > kScalarBytesMax) {
      faults_.add(node.at, "too_long",
                  {fmt::format("文字过长：不能超过 {} 字节", kScalarBytesMax),
                   fmt::format("the text is longer than {} bytes", kScalarBytesMax)});
      add_scalar(std::move(node), false);
      return;
    }
    node.kind = Kind::string;
    node.text = value;
    refuse_open_quote(lines_.offset(mark), node.at);
    // yaml-cpp marks a scalar without quotes with "?", one with quotes with "!".
    if (tag != "?" && tag != "!" && !tag.empty()) refuse_tag(mark, tag);
    add_scalar(std::move(node), tag == "?");
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    start(Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { finish(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    start(Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { finish(); }

 private:
  struct Open {
    Node node;
    std::set<std::string> keys;
    std::optional<Node::Entry> pending;  // a key that waits for its value
  };

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    faults_.add(lines_.of_mark(mark), "anchor",
                {"不接受锚点（&），请删去", "anchors (&) are refused: remove it"});
  }

  // yaml-cpp takes the end of the file for the end of a quotation: everything after a forgotten
  // quote would silently become text.
  void refuse_open_quote(std::size_t begin, Position at) {
    if (lines_.quote_is_closed(begin)) return;
    faults_.add(
        at, "open_quote",
        {"引号没有结束，请补上后引号", "this quote is never closed: add the closing quote"});
    throw StopReading{};
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    faults_.add(lines_.of_mark(mark), "tag",
                {fmt::format("不接受类型标记 {}，请删去", tag.substr(0, 80)),
                 fmt::format("the tag {} is refused: remove it", tag.substr(0, 80))});
  }

  void count(Position at) {
    if (++nodes_ <= kNodesMax) return;
    faults_.add(
        at, "too_many_nodes",
        {fmt::format("内容过多：一个文件不能超过 {} 项，请检查是否放错了文件", kNodesMax),
         fmt::format("a file holds at most {} values: is this the right file?", kNodesMax)});
    throw StopReading{};
  }

  bool wants_key() const {
    return !open_.empty() && open_.back().node.kind == Kind::mapping && !open_.back().pending;
  }

  void add_key(Node&& node) {
    Open& map = open_.back();
    if (node.kind == Kind::string && node.text == "<<") {
      faults_.add(
          node.at, "merge_key",
          {"不接受合并键（<<），请把内容写全", "merge keys (<<) are refused: write it out"});
    } else if (!map.keys.insert(node.text).second) {
      faults_.add(node.at, "duplicate_key",
                  {fmt::format("键 {} 重复，请删去其中一个", node.text.substr(0, 80)),
                   fmt::format("the key {} stands twice: remove one", node.text.substr(0, 80))});
    }
    map.pending = Node::Entry{std::move(node.text), node.at, {}};
  }

  void add_value(Node&& node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Kind::sequence) {
      parent.node.items.push_back(std::move(node));
      return;
    }
    // The parser places nothing at all where the next thing begins, often a line too late.
    if (node.kind == Kind::null) node.at = parent.pending->at;
    parent.pending->value = std::move(node);
    parent.node.entries.push_back(std::move(*parent.pending));
    parent.pending.reset();
  }

  void add_scalar(Node&& node, bool plain) {
    count(node.at);
    if (wants_key()) {
      add_key(std::move(node));
      return;
    }
    if (plain && node.kind == Kind::string) {
      PlainMeaning meaning = meaning_of_plain(node.text);
      node.kind = meaning.kind;
      node.boolean = meaning.boolean;
      node.integer = meaning.integer;
      node.real = meaning.real;
      if (!meaning.code.empty())
        faults_.add(node.at, std::move(meaning.code), std::move(meaning.reason));
    }
    add_value(std::move(node));
  }

  void start(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const Position at = lines_.of_mark(mark);
    count(at);
    refuse_anchor(mark, anchor);
    if (tag != "?" && tag != "!" && !tag.empty()) refuse_tag(mark, tag);
    if (wants_key()) {
      faults_.add(at, "key_not_text",
                  {"键必须是一个词，不能是列表或映射", "a key is one word, not a list or mapping"});
      throw StopReading{};
    }
    if (open_.size() >= static_cast<std::size_t>(kDepthMax)) {
      faults_.add(
          at, "too_deep",
          {fmt::format("嵌套超过 {} 层，请检查缩进和括号", kDepthMax),
           fmt::format("nested deeper than {} levels: check indentation and brackets", kDepthMax)});
      throw StopReading{};
    }
    Open open;
    open.node.kind = kind;
    open.node.at = at;
    open_.push_back(std::move(open));
  }

  void finish() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add_value(std::move(node));
  }

  Lines& lines_;
  Faults& faults_;
  Node root_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

// What must be said about the bytes before any parser sees them; false if there was anything.
bool check_bytes(std::string_view bytes, Lines& lines, Faults& faults) {
  if (bytes.size() > kBytesMax) {
    faults.add(
        {}, "file_too_large",
        {fmt::format("文件超过 {} MB，请检查是否放错了文件", kBytesMax >> 20U),
         fmt::format("the file is larger than {} MB: is this the right file?", kBytesMax >> 20U)});
    return false;
  }
  const std::size_t bad = base::first_invalid_utf8(bytes);
  if (bad != std::string_view::npos) {
    const Position at = lines.of_offset(bad);
    if (base::looks_like_gb18030(bytes)) {
      faults.add(at, "not_utf8_gbk",
                 {"文件编码看来是 GBK（GB18030），请用编辑器另存为 UTF-8",
                  "the file looks like GBK (GB18030): save it as UTF-8"});
    } else {
      faults.add(at, "not_utf8",
                 {"文件不是 UTF-8 编码，请用编辑器另存为 UTF-8",
                  "the file is not UTF-8: save it as UTF-8"});
    }
    return false;
  }
  bool clean = true;
  bool indenting = true;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\n') {
      indenting = true;
      continue;
    }
    if (c == '\t' && indenting) {
      faults.add(lines.of_offset(i), "tab",
                 {"行首有制表符（Tab），请用空格缩进", "a tab in the indentation: use spaces"});
      clean = false;
      indenting = false;
      continue;
    }
    if (c != ' ') indenting = false;
    // yaml-cpp takes U+0004 for the end of the file and would silently drop the rest.
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\r' && c != '\t') || byte == 0x7F) {
      faults.add(lines.of_offset(i), "control_character",
                 {fmt::format("有看不见的控制字符（0x{:02X}），请删去；若整个文件如此，"
                              "请另存为 UTF-8",
                              byte),
                  fmt::format("an invisible control character (0x{:02X}): remove it; if the whole "
                              "file is like this, save it as UTF-8",
                              byte)});
      return false;
    }
  }
  return clean;
}

// The few mistakes people really make, in their words; anything else keeps the parser's.
Text syntax_reason(const std::string& message) {
  const auto is = [&](std::string_view text) { return message.find(text) != std::string::npos; };
  if (is(YAML::ErrorMsg::END_OF_MAP) || is(YAML::ErrorMsg::END_OF_SEQ))
    return {
        "YAML 语法错误：这一行与上文的缩进不一致，或冒号后缺少空格",
        "YAML syntax: this line does not fit the indentation above, or a colon lacks its space"};
  if (is(YAML::ErrorMsg::END_OF_MAP_FLOW) || is(YAML::ErrorMsg::END_OF_SEQ_FLOW) ||
      is(YAML::ErrorMsg::FLOW_END))
    return {"YAML 语法错误：括号不配对，请检查 { } 和 [ ]",
            "YAML syntax: brackets do not match, check { } and [ ]"};
  if (is(YAML::ErrorMsg::EOF_IN_SCALAR) || is(YAML::ErrorMsg::DOC_IN_SCALAR))
    return {"YAML 语法错误：引号没有结束", "YAML syntax: a quote is not closed"};
  if (is(YAML::ErrorMsg::MAP_VALUE) || is(YAML::ErrorMsg::MAP_KEY))
    return {"YAML 语法错误：这里不能出现冒号；含冒号的文字请加引号",
            "YAML syntax: a colon cannot stand here; put text with a colon in quotes"};
  if (is(YAML::ErrorMsg::UNKNOWN_TOKEN))
    return {"YAML 语法错误：文字里有特殊符号（如 ? % @ 或反引号），请给这段文字加引号",
            "YAML syntax: a special character (such as ? % @ or a backquote); put this text in "
            "quotes"};
  if (is(YAML::ErrorMsg::UNKNOWN_ANCHOR))
    return {"不接受引用（*），请把内容写全", "aliases (*) are refused: write it out"};
  return {fmt::format("YAML 语法错误，请检查这一行（{}）", message),
          fmt::format("YAML syntax, check this line ({})", message)};
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [key](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Node read(std::string_view bytes, const std::string& file, std::vector<Fault>& list) {
  // The byte order mark is no character of the first line.
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Faults faults(file, list);
  Lines lines(bytes);
  TreeBuilder builder(lines, faults);
  try {
    if (!check_bytes(bytes, lines, faults)) return {};
    MemoryBuffer buffer(bytes);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    bool any = false;
    while (parser.HandleNextDocument(builder)) any = true;
    if (!any)
      faults.add({}, "empty_file", {"文件是空的，请填写内容", "the file is empty: fill it in"});
  } catch (const StopReading&) {
    return {};  // the fault that stopped the reading is in the list
  } catch (const YAML::Exception& error) {
    list.push_back({file, lines.of_mark(error.mark).line, lines.of_mark(error.mark).column,
                    "syntax", syntax_reason(error.msg)});
  }
  return builder.take();
}

}  // namespace yaml

#include "register/register_load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "register/pattern.hpp"
#include "register/rule.hpp"
#include "yaml/file.hpp"
#include "yaml/reader.hpp"
#include "yaml/schema_check.hpp"

namespace registers {

namespace {

using yaml::Fault;
using yaml::Node;
using yaml::Position;

constexpr std::size_t kFilesMax = 500;
constexpr std::string_view kState = "state";
constexpr std::int64_t kPercentMax = 100;

// Columns every register has besides its fields.
constexpr std::string_view kReserved[] = {
    "id",      "region",  "version",      "state",      "register",    "until",
    "who",     "why",     "owner",        "voided",     "recorded_at", "recorded_by",
    "comment", "reason",  "effective_on", "created_at", "merged_into", "account",
    "action",  "removed", "state_since",  "returned",   "search_text"};

// The name of a kind of thing in messages.
struct Noun {
  const char* zh;
  const char* en;
};
constexpr Noun kFieldNoun{"字段", "field"};
constexpr Noun kRegisterNoun{"台账", "register"};
constexpr Noun kRoleNoun{"角色", "role"};
constexpr Noun kStateNoun{"状态", "state"};
constexpr Noun kCodesNoun{"代码表", "list of codes"};
constexpr Noun kUnitKindNoun{"单位类型", "unit kind"};

// One file: a register, an addition to one, or a list of codes.
struct Piece {
  std::string file;  // as faults name it
  std::string capability;
  bool local = false;
  Node root;
};

struct Codes {
  std::vector<Choice> choices;
};

std::string shown(std::string_view text) {
  constexpr std::size_t kShownBytesMax = 64;
  std::size_t end = std::min(text.size(), kShownBytesMax);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end));
}

bool is_name(std::string_view text) {
  constexpr std::size_t kNameBytesMax = 40;
  return !text.empty() && text.size() <= kNameBytesMax && text[0] >= 'a' && text[0] <= 'z' &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

// ---- reading a tree that has passed its schema
// ---------------------------------------------------

std::string text_of(const Node& node, std::string_view key) {
  const Node* child = node.find(key);
  return child == nullptr ? std::string() : child->text;
}

bool truth_of(const Node& node, std::string_view key, bool absent) {
  const Node* child = node.find(key);
  return child == nullptr ? absent : child->boolean;
}

template <typename Number>
Number number_of(const Node& node, std::string_view key, Number absent) {
  const Node* child = node.find(key);
  return child == nullptr ? absent : static_cast<Number>(child->integer);
}

Text both(const Node& node, std::string_view key) {
  const Node* child = node.find(key);
  if (child == nullptr) return {};
  return {text_of(*child, "zh"), text_of(*child, "en")};
}

std::vector<std::string> names_of(const Node& node, std::string_view key) {
  std::vector<std::string> names;
  if (const Node* child = node.find(key))
    for (const Node& item : child->items) names.push_back(item.text);
  return names;
}

const std::vector<Node::Entry>& entries_of(const Node& node, std::string_view key) {
  static const std::vector<Node::Entry> none;
  const Node* child = node.find(key);
  return child == nullptr ? none : child->entries;
}

const std::vector<Node>& items_of(const Node& node, std::string_view key) {
  static const std::vector<Node> none;
  const Node* child = node.find(key);
  return child == nullptr ? none : child->items;
}

// "{student} → {enterprise}" as parts; nothing if a brace is left open.
std::optional<std::vector<LabelPart>> label_parts(std::string_view label) {
  std::vector<LabelPart> parts;
  while (!label.empty()) {
    const std::size_t open = label.find('{');
    if (open != 0) {
      parts.push_back({std::string(label.substr(0, open)), {}});
      if (open == std::string_view::npos) break;
      label.remove_prefix(open);
    }
    const std::size_t close = label.find('}');
    if (close == std::string_view::npos) return std::nullopt;
    parts.push_back({{}, std::string(label.substr(1, close - 1))});
    label.remove_prefix(close + 1);
  }
  return parts;
}

Format format_of(std::string_view name) {
  constexpr std::pair<std::string_view, Format> kFormats[] = {
      {"citizen-id", Format::citizen_id},
      {"credit-code", Format::credit_code},
      {"division-code", Format::division_code},
      {"student-no", Format::student_no},
      {"school-code", Format::school_code},
      {"phone", Format::phone},
      {"email", Format::email}};
  for (const auto& [known, format] : kFormats)
    if (known == name) return format;
  return Format::none;
}

// Precondition: a word that the schema lets through.
FileKind file_kind_of(std::string_view name) {
  if (name == "pdf") return FileKind::pdf;
  if (name == "ofd") return FileKind::ofd;
  return name == "image" ? FileKind::image : FileKind::office;
}

class Loader {
 public:
  explicit Loader(const Surroundings& surroundings) : surroundings_(surroundings) {}

  Loaded load(const Files& shipped, const Files& local) {
    for (const auto& [path, bytes] : shipped) read_piece("registers/" + path, path, bytes, false);
    for (const auto& [path, bytes] : local) read_piece("plan/registers/" + path, path, bytes, true);
    stop_if_faulty();
    read_codes();
    for (const Piece& piece : pieces_)
      if (piece.root.find("register") != nullptr) declare(piece);
    for (const Piece& piece : pieces_)
      if (piece.root.find("extends") != nullptr) extend(piece);
    complete();
    stop_if_faulty();
    for (const Piece& piece : pieces_)
      if (Declaration* declaration = declaration_of(piece)) check(piece, *declaration);
    stop_if_faulty();
    for (const Piece& piece : pieces_)
      if (Declaration* declaration = declaration_of(piece)) check_rules(piece, *declaration);
    stop_if_faulty();
    for (const Piece& piece : pieces_)
      if (Declaration* declaration = declaration_of(piece))
        look_for_data_asked_twice(piece, *declaration);
    Loaded loaded;
    for (auto& [name, declaration] : declared_)
      loaded.catalogue.registers.push_back(std::move(declaration));
    loaded.findings = std::move(findings_);
    return loaded;
  }

 private:
  using Named = std::map<std::string, Declaration, std::less<>>;

  void stop_if_faulty() {
    if (!faults_.empty()) throw yaml::LoadError(std::move(faults_));
  }

  void add(const Piece& piece, Position at, std::string code, Text reason) {
    faults_.push_back({piece.file, at.line, at.column, std::move(code), std::move(reason)});
  }

  void add_missing(const Piece& piece, Position at, std::string_view key) {
    add(piece, at, "missing_key",
        {fmt::format("缺少 {}，请补上", key), fmt::format("{} is missing: add it", key)});
  }

  // ---- files ----

  void read_piece(const std::string& file, const std::string& path, const std::string& bytes,
                  bool local) {
    Piece piece;
    piece.file = file;
    piece.local = local;
    const std::size_t slash = path.find('/');
    piece.capability = local || slash == std::string::npos ? "local" : path.substr(0, slash);
    const std::size_t before = faults_.size();
    piece.root = yaml::read(bytes, file, faults_);
    if (faults_.size() == before) {
      const bool codes = piece.root.find("codes") != nullptr;
      yaml::check_against_schema(piece.root,
                                 schema_text(codes ? "codes.schema.json" : "register.schema.json"),
                                 file, faults_);
      if (faults_.size() == before) check_head(piece);
    }
    pieces_.push_back(std::move(piece));
  }

  void check_head(const Piece& piece) {
    const Node& root = piece.root;
    if (root.find("codes") != nullptr) return;
    const bool declares = root.find("register") != nullptr;
    const bool extends = root.find("extends") != nullptr;
    if (declares == extends) {
      add(piece, root.at, "missing_key",
          {"要么写 register（新的台账），要么写 extends（给已有台账加内容）",
           "write either register (a new one) or extends (to add to one)"});
      return;
    }
    if (declares) {
      for (const char* key : {"title", "owner", "read", "write", "key", "label", "fields", "list"})
        if (root.find(key) == nullptr) add_missing(piece, root.at, key);
      return;
    }
    if (!piece.local)
      add(piece, root.find("extends")->at, "extends_here",
          {"extends 只用于方案目录；这里请直接改那个台账的文件",
           "extends is for plan folders: here, edit the file of that register"});
    for (const char* key : {"title", "description", "source", "owner", "read", "write", "shared",
                            "key", "unique", "duplicates", "label", "workflow", "collection"}) {
      if (const Node* node = root.find(key))
        add(piece, node->at, "weakens",
            {fmt::format("方案只能加字段、规则、列和对照，不能改 {}", key),
             fmt::format("a plan adds fields, rules, columns and presets; it cannot change {}",
                         key)});
    }
  }

  void read_codes() {
    for (const Piece& piece : pieces_) {
      const Node* name = piece.root.find("codes");
      if (name == nullptr) continue;
      check_name(piece, *name, name->text);
      Codes codes{choices_of(piece, items_of(piece.root, "values"))};
      if (!codes_.emplace(name->text, std::move(codes)).second)
        add(piece, name->at, "duplicate_id",
            {fmt::format("有两张代码表都叫 {}", name->text),
             fmt::format("two lists of codes are called {}", name->text)});
    }
  }

  std::vector<Choice> choices_of(const Piece& piece, const std::vector<Node>& nodes) {
    std::vector<Choice> choices;
    std::set<std::string> values;
    std::set<std::string> titles;
    for (const Node& node : nodes) {
      Choice choice{text_of(node, "const"), both(node, "title")};
      // Files are read by title, so two values with one title could not be told apart.
      if (!values.insert(choice.value).second || !titles.insert(choice.title.zh).second)
        add(piece, node.at, "duplicate_choice",
            {fmt::format("“{}”（{}）与前面的可选值重复", shown(choice.value),
                         shown(choice.title.zh)),
             fmt::format("'{}' ({}) repeats an earlier value", shown(choice.value),
                         shown(choice.title.en))});
      choices.push_back(std::move(choice));
    }
    return choices;
  }

  void check_name(const Piece& piece, const Node& at, std::string_view name) {
    check_name(piece, at.at, name);
  }

  void check_name(const Piece& piece, Position at, std::string_view name) {
    if (is_name(name)) return;
    add(piece, at, "bad_name",
        {fmt::format(
             "“{}”不能作名字：须以小写字母开头，只用小写字母、数字和下划线，不超过 40 个字符",
             shown(name)),
         fmt::format("\"{}\" is no name: a small letter, then small letters, digits or _, at most "
                     "40 characters",
                     shown(name))});
  }

  // ---- declarations ----

  Declaration* declaration_of(const Piece& piece) {
    const Node* name = piece.root.find("register");
    if (name == nullptr) name = piece.root.find("extends");
    if (name == nullptr) return nullptr;
    const auto found = declared_.find(name->text);
    return found == declared_.end() ? nullptr : &found->second;
  }

  void declare(const Piece& piece) {
    const Node& root = piece.root;
    const Node& name = *root.find("register");
    check_name(piece, name, name.text);
    if (declared_.contains(name.text) || name.text == kUnitRegister) {
      add(piece, name.at, "duplicate_id",
          {fmt::format("已经有叫 {} 的台账；要给它加内容，请用 extends", name.text),
           fmt::format("there is a register called {} already: to add to it, use extends",
                       name.text)});
      return;
    }
    Declaration declaration;
    declaration.name = name.text;
    declaration.capability = piece.capability;
    declaration.file = piece.file;
    declaration.title = both(root, "title");
    declaration.description = both(root, "description");
    declaration.source = text_of(root, "source");
    const Node& owner = *root.find("owner");
    declaration.owner = {text_of(owner, "field"), names_of(owner, "kinds"),
                         names_of(owner, "also")};
    declaration.read = names_of(root, "read");
    declaration.write = names_of(root, "write");
    declaration.shared = truth_of(root, "shared", false);
    declaration.key = names_of(root, "key");
    for (const Node& group : items_of(root, "unique")) {
      std::vector<std::string> names;
      for (const Node& item : group.items) names.push_back(item.text);
      declaration.unique.push_back(std::move(names));
    }
    if (const Node* asked = root.find("duplicates")) {
      declaration.duplicates = {names_of(*asked, "same"), names_of(*asked, "states"),
                                names_of(*asked, "merge_by")};
    }
    const Node& label = *root.find("label");
    if (auto parts = label_parts(label.text))
      declaration.label = std::move(*parts);
    else
      add(piece, label.at, "bad_label",
          {"label 的花括号没有配对", "a brace of the label is never closed"});
    if (const Node* workflow = root.find("workflow")) read_workflow(piece, *workflow, declaration);
    if (const Node* asked = root.find("collection")) read_collection(piece, *asked, declaration);
    read_common(piece, declaration);
    declared_.emplace(declaration.name, std::move(declaration));
  }

  void extend(const Piece& piece) {
    const Node& name = *piece.root.find("extends");
    Declaration* declaration = declaration_of(piece);
    if (declaration == nullptr) {
      add_unknown(piece, name, kRegisterNoun, register_names());
      return;
    }
    read_common(piece, *declaration);
  }

  // What both a register and an addition to one may contain.
  void read_common(const Piece& piece, Declaration& declaration) {
    const Node& root = piece.root;
    for (const Node::Entry& entry : entries_of(root, "fields"))
      read_field(piece, entry, declaration);
    for (const Node& name : items_of(root, "required")) {
      const auto field = std::ranges::find(declaration.fields, name.text, &Field::name);
      if (field == declaration.fields.end())
        add_unknown(piece, name, kFieldNoun, field_names(declaration));
      else
        field->required = true;
    }
    for (const Node::Entry& entry : entries_of(root, "parameters"))
      read_parameter(piece, entry, declaration);
    for (const Node& node : items_of(root, "rules")) {
      const bool warning = text_of(node, "severity") == "warning";
      declaration.rules.push_back(
          {text_of(node, "check"), both(node, "message"), names_of(node, "fields"),
           warning ? Severity::warning : Severity::error, text_of(node, "source")});
    }
    if (const Node* list = root.find("list")) {
      const auto append = [](std::vector<std::string>& to, std::vector<std::string> more) {
        to.insert(to.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
      };
      append(declaration.list.columns, names_of(*list, "columns"));
      append(declaration.list.filters, names_of(*list, "filters"));
      append(declaration.list.search, names_of(*list, "search"));
      for (const std::string& name : names_of(*list, "sort")) {
        const bool descending = name.starts_with('-');
        declaration.list.sort.push_back({descending ? name.substr(1) : name, descending});
      }
    }
    for (const Node& node : items_of(root, "imports")) {
      ImportPreset preset{text_of(node, "id"),
                          both(node, "title"),
                          {},
                          {},
                          text_of(node, "source"),
                          truth_of(node, "verified", true)};
      for (const Node::Entry& column : entries_of(node, "columns"))
        preset.columns.push_back({column.key, column.value.text});
      for (const Node::Entry& field : entries_of(node, "words"))
        for (const Node::Entry& word : field.value.entries)
          preset.words.push_back({field.key, word.key, word.value.text});
      preset.months = names_of(node, "months");
      if (std::ranges::find(declaration.imports, preset.id, &ImportPreset::id) !=
          declaration.imports.end())
        add(piece, node.at, "duplicate_id",
            {fmt::format("有两个对照都叫 {}", preset.id),
             fmt::format("two presets are called {}", preset.id)});
      declaration.imports.push_back(std::move(preset));
    }
  }

  void read_field(const Piece& piece, const Node::Entry& entry, Declaration& declaration) {
    check_name(piece, entry.at, entry.key);
    if (std::ranges::find(kReserved, entry.key) != std::end(kReserved))
      add(piece, entry.at, "reserved_name",
          {fmt::format("每条记录本来就有 {}，请换一个名字", entry.key),
           fmt::format("every record has its own {}: choose another name", entry.key)});
    if (declaration.find_field(entry.key) != nullptr) {
      add(piece, entry.at, "weakens",
          {fmt::format("{} 已有字段 {}；方案只能加字段，不能改", declaration.name, entry.key),
           fmt::format("{} has a field {}: a plan adds fields, it does not change them",
                       declaration.name, entry.key)});
      return;
    }
    if (declaration.fields.size() == kFieldsMax) {
      add(piece, entry.at, "too_many_fields",
          {fmt::format("字段超过 {} 个，请拆成两种台账", kFieldsMax),
           fmt::format("more than {} fields: make it two registers", kFieldsMax)});
      return;
    }
    const Node& node = entry.value;
    Field field;
    field.name = entry.key;
    field.title = both(node, "title");
    field.description = both(node, "description");
    field.sensitive = truth_of(node, "x-sensitive", false);
    field.read = names_of(node, "x-read");
    field.write = names_of(node, "x-write");
    field.asked_again = both(node, "x-asked-again");
    field.formerly = text_of(node, "x-formerly");
    field.retired = truth_of(node, "x-retired", false);
    field.by_steps = truth_of(node, "x-by-steps", false);
    field.source = text_of(node, "x-source");
    field.verified = truth_of(node, "x-verified", true);
    read_kind(piece, entry, field);
    declaration.fields.push_back(std::move(field));
  }

  void read_kind(const Piece& piece, const Node::Entry& entry, Field& field) {
    const Node& node = entry.value;
    const Node* type = node.find("type");
    const Node* ref = node.find("x-ref");
    const Node* derived = node.find("x-derived");
    const int kinds =
        (type != nullptr ? 1 : 0) + (ref != nullptr ? 1 : 0) + (derived != nullptr ? 1 : 0);
    if (kinds != 1) {
      add(piece, entry.at, "field_kind",
          {fmt::format("字段 {} 须在 type、x-ref、x-derived 中写一个，且只写一个", entry.key),
           fmt::format("field {} takes one of type, x-ref and x-derived, and only one",
                       entry.key)});
      return;
    }
    const std::string_view word = type != nullptr ? std::string_view(type->text) : "";
    if (ref != nullptr) {
      field.type = Type::reference;
      field.ref = ref->text;
      field.same = names_of(node, "x-same");
    } else if (derived != nullptr) {
      read_derivation(piece, *derived, field);
    } else if (word == "integer") {
      read_integer(piece, entry, field);
    } else if (word == "boolean") {
      field.type = Type::boolean;
    } else if (word == "file") {
      field.type = Type::file;
      for (const std::string& kind : names_of(node, "x-kinds"))
        field.kinds.push_back(file_kind_of(kind));
    } else {
      read_text(piece, entry, field);
    }
    if (type != nullptr && field.title.empty()) add_missing(piece, entry.at, "title");
    refuse_foreign(piece, entry, word, field);
    if (field.sensitive && (word != "string" || field.type == Type::date))
      add(piece, node.find("x-sensitive")->at, "bad_sensitive",
          {"只有文字字段可以加密存储", "only a text can be stored encrypted"});
  }

  // A key that says nothing about this type of field was meant for another.
  void refuse_foreign(const Piece& piece, const Node::Entry& entry, std::string_view type,
                      const Field& field) {
    const auto refuse = [&](std::initializer_list<const char*> keys) {
      for (const char* key : keys) {
        if (const Node* node = entry.value.find(key))
          add(piece, node->at, "foreign_key",
              {fmt::format("{} 不能用于这种字段", key),
               fmt::format("{} has no meaning for this type of field", key)});
      }
    };
    if (type != "string" || field.type == Type::date)
      refuse({"oneOf", "x-codes", "minLength", "maxLength", "pattern"});
    if (type != "string") refuse({"format"});
    if (type != "integer") refuse({"minimum", "maximum", "x-scale", "x-unit"});
    if (type != "file") refuse({"x-kinds"});
    if (field.ref.empty() || field.ref == kUnitRegister) refuse({"x-same"});
    if (field.derived)
      refuse({"x-sensitive", "x-write", "x-asked-again", "x-formerly", "x-by-steps"});
  }

  void read_derivation(const Piece& piece, const Node& node, Field& field) {
    const std::size_t dot = node.text.find('.');
    if (dot == std::string::npos || node.text.find('.', dot + 1) != std::string::npos) {
      add(piece, node.at, "bad_derivation",
          {"x-derived 写成 引用字段.字段，例如 student.name",
           "x-derived is reference.field, such as student.name"});
      return;
    }
    field.derived = {node.text.substr(0, dot), node.text.substr(dot + 1)};
  }

  void read_integer(const Piece& piece, const Node::Entry& entry, Field& field) {
    const Node& node = entry.value;
    field.type = Type::integer;
    field.minimum = number_of(node, "minimum", field.minimum);
    field.maximum = number_of(node, "maximum", field.maximum);
    field.scale = number_of(node, "x-scale", 0);
    field.unit = text_of(node, "x-unit");
    if (field.minimum > field.maximum)
      add(piece, entry.at, "bounds_reversed",
          {"minimum 大于 maximum", "minimum is greater than maximum"});
    if (field.unit == "fen" && field.scale != 0)
      add(piece, node.find("x-scale")->at, "bad_scale",
          {"金额存整数分，不写 x-scale", "money is whole fen: it takes no x-scale"});
  }

  void read_text(const Piece& piece, const Node::Entry& entry, Field& field) {
    const Node& node = entry.value;
    const std::string format = text_of(node, "format");
    if (format == "date") {
      field.type = Type::date;
      return;
    }
    field.format = format_of(format);
    field.min_length = number_of(node, "minLength", field.min_length);
    field.max_length = number_of(node, "maxLength", field.max_length);
    if (field.min_length > field.max_length)
      add(piece, entry.at, "bounds_reversed",
          {"minLength 大于 maxLength", "minLength is greater than maxLength"});
    field.pattern = text_of(node, "pattern");
    if (!field.pattern.empty()) {
      const Pattern pattern(field.pattern);
      if (!pattern.ok())
        add(piece, node.find("pattern")->at, "bad_pattern",
            {fmt::format("正则表达式不对：{}", pattern.error()),
             fmt::format("the pattern is wrong: {}", pattern.error())});
    }
    const Node* codes = node.find("x-codes");
    const Node* choices = node.find("oneOf");
    if (codes != nullptr) {
      field.codes = codes->text;
      const auto known = codes_.find(codes->text);
      if (known != codes_.end()) {
        field.choices = known->second.choices;
      } else {
        std::vector<std::string_view> names;
        for (const auto& [name, list] : codes_) names.push_back(name);
        add_unknown(piece, *codes, kCodesNoun, names);
      }
    } else if (choices != nullptr) {
      field.choices = choices_of(piece, choices->items);
    }
    const int forms = (codes != nullptr ? 1 : 0) + (choices != nullptr ? 1 : 0) +
                      (format.empty() ? 0 : 1) + (field.pattern.empty() ? 0 : 1);
    if (forms > 1)
      add(piece, entry.at, "field_kind",
          {"format、pattern、oneOf、x-codes 只能写一个",
           "only one of format, pattern, oneOf and x-codes"});
  }

  void read_parameter(const Piece& piece, const Node::Entry& entry, Declaration& declaration) {
    check_name(piece, entry.at, entry.key);
    const Node& node = entry.value;
    Parameter parameter{entry.key,
                        both(node, "title"),
                        text_of(node, "unit"),
                        {},
                        truth_of(node, "may_differ", false)};
    for (const Node& choice : items_of(node, "oneOf")) {
      parameter.choices.push_back(
          {number_of<std::int64_t>(choice, "const", 0), both(choice, "title")});
    }
    const bool percent = parameter.unit == "percent";
    parameter.minimum = number_of<std::int64_t>(node, "minimum", 0);
    parameter.maximum =
        number_of<std::int64_t>(node, "maximum", percent ? kPercentMax : kIntegerMaxByDefault);
    for (const Node& item : items_of(node, "values")) {
      ParameterValue value{std::nullopt, number_of<std::int64_t>(item, "value", 0),
                           text_of(item, "source"), truth_of(item, "verified", true)};
      if (const Node* from = item.find("from")) {
        value.from = Date::parse(from->text, kFirstYear);
        if (!value.from)
          add(piece, from->at, "not_a_date",
              {"日期应写成 2021-12-31 的样子，且确有这一天",
               "a date is written like 2021-12-31 and exists"});
      }
      const bool first = parameter.values.empty();
      if (first != !item.find("from") ||
          (value.from && !first && parameter.values.back().from >= value.from))
        add(piece, item.at, "values_order",
            {"第一个值不写 from，后面的按日期先后写 from",
             "the first value has no from, the others follow by date"});
      // What a plan sets is held against what the register allows.
      const auto declared = std::ranges::find(declaration.parameters, entry.key, &Parameter::name);
      const Parameter& bounds = declared == declaration.parameters.end() ? parameter : *declared;
      if (!bounds.takes(value.value))
        add(piece, item.at, "out_of_range",
            {fmt::format("参数 {} 不能取 {}：须在 minimum 与 maximum 之间，有 oneOf 的须是其中之一",
                         entry.key, value.value),
             fmt::format("{} cannot be {}: it is from minimum to maximum and, where there is a "
                         "oneOf, one of it",
                         entry.key, value.value)});
      parameter.values.push_back(std::move(value));
    }
    const auto known = std::ranges::find(declaration.parameters, entry.key, &Parameter::name);
    if (known == declaration.parameters.end()) {
      if (declaration.parameters.size() == kParametersMax)
        add(piece, entry.at, "too_many_parameters",
            {fmt::format("参数超过 {} 个", kParametersMax),
             fmt::format("there are more than {} parameters", kParametersMax)});
      declaration.parameters.push_back(std::move(parameter));
    } else if (known->may_differ && piece.local) {
      known->values = std::move(parameter.values);
    } else {
      add(piece, entry.at, "weakens",
          {fmt::format("参数 {} 没有写 may_differ，方案不能另定", entry.key),
           fmt::format("parameter {} is not marked may_differ: a plan cannot set it", entry.key)});
    }
  }

  void read_workflow(const Piece& piece, const Node& node, Declaration& declaration) {
    Workflow& workflow = declaration.workflow;
    workflow.initial = text_of(node, "initial");
    for (const Node::Entry& entry : entries_of(node, "states")) {
      check_name(piece, entry.at, entry.key);
      workflow.states.push_back({entry.key, both(entry.value, "title"),
                                 truth_of(entry.value, "editable", false),
                                 truth_of(entry.value, "frees", false)});
    }
    for (const Node::Entry& entry : entries_of(node, "transitions")) {
      check_name(piece, entry.at, entry.key);
      const Node& t = entry.value;
      const std::string comment = text_of(t, "comment");
      Transition transition;
      transition.name = entry.key;
      transition.title = both(t, "title");
      transition.from = names_of(t, "from");
      transition.to = text_of(t, "to");
      transition.by = names_of(t, "by");
      transition.of = text_of(t, "of");
      transition.comment = comment == "none"       ? Comment::none
                           : comment == "required" ? Comment::required
                                                   : Comment::optional;
      transition.fields = names_of(t, "fields");
      transition.required_fields = names_of(t, "required_fields");
      transition.clears = names_of(t, "clears");
      transition.returns_fields = truth_of(t, "returns_fields", false);
      transition.after_working_days = number_of(t, "after_working_days", 0);
      transition.within_working_days = number_of(t, "within_working_days", 0);
      if (transition.after_working_days > 0 && transition.within_working_days > 0 &&
          transition.after_working_days >= transition.within_working_days)
        add(piece, entry.at, "bounds_reversed",
            {"after_working_days 须小于 within_working_days",
             "after_working_days must be less than within_working_days"});
      if (const Node* asked = t.find("sign_off")) read_sign_off(piece, *asked, transition.sign_off);
      workflow.transitions.push_back(std::move(transition));
    }
  }

  void read_sign_off(const Piece& piece, const Node& node, SignOff& sign_off) {
    for (const Node::Entry& entry : entries_of(node, "parties")) {
      check_name(piece, entry.at, entry.key);
      sign_off.parties.push_back({entry.key, both(entry.value, "title"),
                                  names_of(entry.value, "by"), text_of(entry.value, "of")});
    }
    const int all = static_cast<int>(sign_off.parties.size());
    sign_off.needed = number_of(node, "needed", all);
    sign_off.silence_after_working_days = number_of(node, "silence_after_working_days", 0);
    if (sign_off.needed > all)
      add(piece, node.find("needed")->at, "bounds_reversed",
          {fmt::format("只有 {} 方会签，不能要求 {} 方同意", all, sign_off.needed),
           fmt::format("{} parties cannot give {} consents", all, sign_off.needed)});
  }

  void read_collection(const Piece& piece, const Node& node, Declaration& declaration) {
    Collection made;
    const std::string length = text_of(node, "period");
    made.length = length == "month"       ? base::PeriodLength::month
                  : length == "quarter"   ? base::PeriodLength::quarter
                  : length == "half_year" ? base::PeriodLength::half_year
                                          : base::PeriodLength::year;
    made.period_field = text_of(node, "period_field");
    if (const Node* part = node.find("part")) {
      made.part_field = text_of(*part, "field");
      made.parts = names_of(*part, "asked");
    }
    const Node& asked = *node.find("asked");
    made.kinds = names_of(asked, "kinds");
    made.head = truth_of(asked, "head", false);
    made.line = text_of(node, "line");
    if (const auto first = base::parse_period(text_of(node, "first"))) made.first = *first;
    if (made.first.key.empty() || made.first.length != made.length) {
      add(piece, node.find("first")->at, "bad_period",
          {fmt::format("“{}”不是这种期次；年 2026、半年 2026-H1、季度 2026-Q1、月 2026-07",
                       shown(text_of(node, "first"))),
           fmt::format("\"{}\" is no such period; a year is 2026, then 2026-H1, 2026-Q1, 2026-07",
                       shown(text_of(node, "first")))});
    }
    made.opens_after_days = number_of(node, "opens_after_days", made.opens_after_days);
    made.due_working_days = number_of(node, "due_working_days", made.due_working_days);
    made.submit = text_of(node, "submit");
    made.approve = text_of(node, "approve");
    made.lock = text_of(node, "lock");
    made.lock_by = names_of(node, "lock_by");
    made.correct_by = names_of(node, "correct_by");
    made.carry = names_of(node, "carry");
    for (const Node::Entry& entry : entries_of(node, "prefill")) {
      made.prefill.push_back(
          {entry.key, text_of(entry.value, "register"), {}, names_of(entry.value, "states")});
    }
    made.sum = names_of(node, "sum");
    made.zero = names_of(node, "zero");
    made.unchanged = names_of(node, "unchanged");
    if (const Node* compare = node.find("compare")) {
      made.compare = {names_of(*compare, "fields"), number_of(*compare, "last_percent", 0),
                      text_of(*compare, "last") == "last_year",
                      number_of(*compare, "neighbours_percent", 0), text_of(*compare, "explain")};
    }
    declaration.collection = std::move(made);
  }

  // Titles and types that come from elsewhere, once every register is known.
  void complete() {
    for (auto& [name, declaration] : declared_) {
      if (declaration.collection) {
        for (Prefill& prefill : declaration.collection->prefill) {
          const auto from = declared_.find(prefill.register_name);
          if (from != declared_.end()) prefill.owner = from->second.owner.field;
        }
      }
      for (Field& field : declaration.fields) {
        if (field.derived && field.derived->of_state()) {
          take_states(declaration, field);
        } else if (field.derived) {
          if (const Field* source = source_of(declaration, field)) take_source(*source, field);
        } else if (field.type == Type::reference && field.title.empty()) {
          const auto target = declared_.find(field.ref);
          if (target != declared_.end()) field.title = target->second.title;
          if (field.ref == kUnitRegister) field.title = {"单位", "Unit"};
        }
      }
    }
  }

  const Field* source_of(const Declaration& declaration, const Field& field) const {
    const Field* via = declaration.find_field(field.derived->via);
    if (via == nullptr) return nullptr;
    const auto target = declared_.find(via->ref);
    return target == declared_.end() ? nullptr : target->second.find_field(field.derived->field);
  }

  void take_states(const Declaration& declaration, Field& field) const {
    const Field* via = declaration.find_field(field.derived->via);
    const auto target = via == nullptr ? declared_.end() : declared_.find(via->ref);
    if (target == declared_.end()) return;  // said at the reference
    field.type = Type::text;
    for (const State& state : target->second.workflow.states)
      field.choices.push_back({state.name, state.title});
    if (field.title.empty()) field.title = {"状态", "State"};
  }

  static void take_source(const Field& source, Field& field) {
    field.type = source.type;
    field.minimum = source.minimum;
    field.maximum = source.maximum;
    field.format = source.format;
    field.choices = source.choices;
    field.codes = source.codes;
    field.scale = source.scale;
    field.unit = source.unit;
    field.ref = source.ref;
    field.sensitive = source.sensitive;
    if (field.title.empty()) field.title = source.title;
    if (field.read.empty()) field.read = source.read;
  }

  // ---- what names what ----

  std::vector<std::string_view> register_names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, declaration] : declared_) names.push_back(name);
    return names;
  }

  static std::vector<std::string_view> field_names(const Declaration& declaration) {
    std::vector<std::string_view> names;
    for (const Field& field : declaration.fields) names.push_back(field.name);
    return names;
  }

  void add_unknown(const Piece& piece, const Node& node, Noun noun,
                   const std::vector<std::string_view>& known, std::string_view name = {}) {
    if (name.empty()) name = node.text;
    const auto meant = yaml::nearest(name, known);
    add(piece, node.at, "unknown_reference",
        {meant ? fmt::format("没有叫 {} 的{}，是不是 {}？", shown(name), noun.zh, *meant)
               : fmt::format("没有叫 {} 的{}，请先定义或改正", shown(name), noun.zh),
         meant ? fmt::format("there is no {} called {}: did you mean {}?", noun.en, shown(name),
                             *meant)
               : fmt::format("there is no {} called {}: define it or correct this", noun.en,
                             shown(name))});
  }

  void check_among(const Piece& piece, const std::vector<Node>& nodes, Noun noun,
                   const std::vector<std::string_view>& known) {
    for (const Node& node : nodes)
      if (std::ranges::find(known, std::string_view(node.text)) == known.end())
        add_unknown(piece, node, noun, known);
  }

  void check_roles(const Piece& piece, const Node& node, std::string_view key) {
    check_among(piece, items_of(node, key), kRoleNoun,
                {surroundings_.roles.begin(), surroundings_.roles.end()});
  }

  // The field a node names, after saying so if there is none.
  const Field* named_field(const Piece& piece, const Node& node, const Declaration& declaration,
                           std::string_view name = {}) {
    const Field* field = declaration.find_field(name.empty() ? node.text : name);
    if (field == nullptr) add_unknown(piece, node, kFieldNoun, field_names(declaration), name);
    return field;
  }

  void check(const Piece& piece, const Declaration& declaration) {
    const Node& root = piece.root;
    check_roles(piece, root, "read");
    check_roles(piece, root, "write");
    for (const Node::Entry& entry : entries_of(root, "fields"))
      check_field(piece, entry, declaration);
    for (const Node& node : items_of(root, "required")) {
      const Field* field = declaration.find_field(node.text);
      if (field->derived || field->retired)
        add(piece, node.at, "never_filled",
            {fmt::format("{} 不由人填写，不能必填", field->name),
             fmt::format("{} is not filled in by anybody: it cannot be required", field->name)});
      else if (field->by_steps)
        add(piece, node.at, "required_by_steps",
            {fmt::format("{} 只由环节填写（x-by-steps），表单里没有，不能必填，请从 required "
                         "中去掉；本台账自己的环节要它必填，写进那一步的 required_fields",
                         field->name),
             fmt::format("{} is filled in by steps alone (x-by-steps), so no form asks for it and "
                         "it cannot be required: take it out here; a step of this register's own "
                         "may name it in required_fields",
                         field->name)});
    }
    if (const Node* owner = root.find("owner")) check_owner(piece, *owner, declaration);
    check_key(piece, items_of(root, "key"), declaration, true);
    for (const Node& group : items_of(root, "unique"))
      check_key(piece, group.items, declaration, false);
    if (const Node* asked = root.find("duplicates")) {
      check_key(piece, items_of(*asked, "same"), declaration, false);
      for (const Node& node : items_of(*asked, "same"))
        if (const Field* field = declaration.find_field(node.text))
          check_seen_by_all(piece, node, *field);
      check_roles(piece, *asked, "merge_by");
      std::vector<std::string_view> states;
      for (const State& state : declaration.workflow.states) states.push_back(state.name);
      check_among(piece, items_of(*asked, "states"), kStateNoun, states);
    }
    if (const Node* label = root.find("label")) {
      for (const LabelPart& part : declaration.label) {
        if (!part.text.empty()) continue;
        const Field* field = named_field(piece, *label, declaration, part.field);
        if (field == nullptr) continue;
        check_seen_by_all(piece, *label, *field);
        refuse_file(piece, *label, *field);
      }
    }
    if (const Node* workflow = root.find("workflow")) check_workflow(piece, *workflow, declaration);
    if (const Node* asked = root.find("collection")) check_collection(piece, *asked, declaration);
    if (const Node* list = root.find("list")) check_list(piece, *list, declaration);
    for (const Node& preset : items_of(root, "imports")) check_import(piece, preset, declaration);
  }

  // Whether a form asks for what a step fills in is for whoever declares it to say: a number that
  // was given, or a date that may be known before.
  void check_by_steps(const Piece& piece, const Node::Entry& entry, const Field& field,
                      const Workflow& workflow) {
    if (field.derived || field.retired) return;
    const Node* const said = entry.value.find("x-by-steps");
    const bool filled = std::ranges::any_of(workflow.transitions, [&](const Transition& step) {
      return std::ranges::find(step.fields, field.name) != step.fields.end();
    });
    if (said == nullptr && filled && !field.required)
      add(piece, entry.at, "by_steps_unsaid",
          {fmt::format("环节填写 {}，请写明：x-by-steps: true 只由环节填写，表单里没有；false "
                       "表单里也能填",
                       field.name),
           fmt::format("a step fills in {}: say x-by-steps: true if only steps do and no form asks "
                       "for it, false if the form asks for it too",
                       field.name)});
    if (field.by_steps && !filled)
      add(piece, said->at, "by_no_step",
          {fmt::format("{} 只由环节填写，但没有环节填写它；请写进某个环节的 fields", field.name),
           fmt::format("{} is filled in by steps alone, and no step fills it in: name it in fields "
                       "of a step",
                       field.name)});
  }

  void check_field(const Piece& piece, const Node::Entry& entry, const Declaration& declaration) {
    const Node& node = entry.value;
    check_roles(piece, node, "x-read");
    check_roles(piece, node, "x-write");
    const Field& field = *declaration.find_field(entry.key);
    check_by_steps(piece, entry, field, declaration.workflow);
    if (declaration.shared && field.sensitive)
      add(piece, node.at, "shared_sensitive",
          {"共享的台账人人可看，不能有敏感字段",
           "everybody reads a shared register: it cannot have a sensitive field"});
    if (!declaration.owner.also.empty() && (field.sensitive || !field.read.empty()))
      add(piece, node.at, "also_private",
          {"记录里的其他单位也看这个台账，不能有敏感字段，也不能有单独规定谁能看的字段",
           "other units read this register too: it has no sensitive field and none with readers of "
           "its own"});
    if (const Node* ref = node.find("x-ref")) {
      if (ref->text != kUnitRegister && !declared_.contains(ref->text)) {
        std::vector<std::string_view> known = register_names();
        known.push_back(kUnitRegister);
        add_unknown(piece, *ref, kRegisterNoun, known);
      }
    }
    for (const Node& same : items_of(node, "x-same")) check_same(piece, same, field, declaration);
    if (const Node* derived = node.find("x-derived"))
      check_derivation(piece, *derived, field, declaration);
    if (!field.formerly.empty() && declaration.find_field(field.formerly) != nullptr)
      add(piece, node.find("x-formerly")->at, "bad_rename",
          {fmt::format("{} 现在仍是字段，{} 不能是它改的名", field.formerly, field.name),
           fmt::format("{} is still a field: {} cannot be its new name", field.formerly,
                       field.name)});
  }

  // Two files are never compared: of one it can only be said whether it is there.
  void refuse_file(const Piece& piece, const Node& node, const Field& field) {
    if (field.type != Type::file) return;
    add(piece, node.at, "file_not_compared",
        {fmt::format("{} 是文件，只能显示、下载、按有没有筛选，不能用在这里", field.name),
         fmt::format("{} is a file: it is shown, downloaded and filtered by whether it is there; "
                     "it has no use here",
                     field.name)});
  }

  // Both registers keep the field, and what stands in it can be compared.
  void check_same(const Piece& piece, const Node& node, const Field& field,
                  const Declaration& declaration) {
    const auto target = declared_.find(field.ref);
    if (target == declared_.end()) return;  // said at the reference
    const Field* ours = named_field(piece, node, declaration);
    const Field* theirs = ours == nullptr ? nullptr : named_field(piece, node, target->second);
    if (theirs == nullptr) return;
    const auto compared = [](const Field& one) {
      return !one.derived && !one.retired && !one.sensitive && one.type != Type::file;
    };
    if (ours == &field || !compared(*ours) || !compared(*theirs) || ours->type != theirs->type ||
        ours->ref != theirs->ref || ours->scale != theirs->scale)
      add(piece, node.at, "bad_same",
          {fmt::format("本台账与{}的 {} 不能比较：须都存储、不加密，类型或引用相同",
                       target->second.title.zh, node.text),
           fmt::format("{} of this register and of {} cannot be compared: both must be stored, not "
                       "encrypted, and of the same type or reference",
                       node.text, field.ref)});
  }

  void check_derivation(const Piece& piece, const Node& node, const Field& field,
                        const Declaration& declaration) {
    const Field* via = named_field(piece, node, declaration, field.derived->via);
    if (via == nullptr) return;
    if (via->type != Type::reference || via->derived) {
      add(piece, node.at, "bad_derivation",
          {fmt::format("{} 不是本台账的引用字段", via->name),
           fmt::format("{} is no reference of this register", via->name)});
      return;
    }
    if (via->ref == kUnitRegister) {
      const std::vector<std::string_view> known(std::begin(kUnitFields), std::end(kUnitFields));
      if (std::ranges::find(known, std::string_view(field.derived->field)) == known.end())
        add_unknown(piece, node, kFieldNoun, known, field.derived->field);
      return;
    }
    const auto target = declared_.find(via->ref);
    if (target == declared_.end()) return;  // said at the reference
    if (field.derived->of_state()) {
      if (!target->second.workflow.empty()) return;
      add(piece, node.at, "bad_derivation",
          {fmt::format("{}没有流程，记录没有状态", target->second.title.zh),
           fmt::format("{} has no workflow, so its records have no state", via->ref)});
      return;
    }
    const Field* source = named_field(piece, node, target->second, field.derived->field);
    if (source != nullptr && source->derived)
      add(piece, node.at, "bad_derivation",
          {fmt::format("{} 自己也取自别处，请直接引用有它的台账", source->name),
           fmt::format("{} is itself derived: refer to the register that owns it", source->name)});
    // Who reads this record may be somebody who does not read that one.
    if (source != nullptr) refuse_file(piece, node, *source);
  }

  void check_owner(const Piece& piece, const Node& owner, const Declaration& declaration) {
    const Node& node = *owner.find("field");
    check_among(piece, items_of(owner, "kinds"), kUnitKindNoun,
                {surroundings_.unit_kinds.begin(), surroundings_.unit_kinds.end()});
    const Field* field = named_field(piece, node, declaration);
    if (field == nullptr) return;
    if (field->ref != kUnitRegister || !field->required || field->derived)
      add(piece, node.at, "bad_owner",
          {fmt::format("归属字段 {} 须是必填的 x-ref: unit", field->name),
           fmt::format("the owner field {} must be a required x-ref: unit", field->name)});
    for (const Node& also : items_of(owner, "also")) check_also(piece, also, declaration);
  }

  void check_also(const Piece& piece, const Node& node, const Declaration& declaration) {
    const Field* field = named_field(piece, node, declaration);
    if (field == nullptr) return;
    const Field* stored = field->derived ? source_of(declaration, *field) : field;
    const bool names_unit = stored != nullptr && !stored->derived && stored->ref == kUnitRegister;
    if (declaration.collection)
      add(piece, node.at, "bad_also",
          {"数据填报的台账只由归属单位填报和查看",
           "a collection is of the units that own its records alone"});
    else if (!names_unit || field->retired || field->name == declaration.owner.field)
      add(piece, node.at, "bad_also",
          {fmt::format("{} 不是归属字段以外的 x-ref: unit，也不取自别的台账的这种字段",
                       field->name),
           fmt::format("{} is no x-ref: unit beside the owner, nor derived from one of another "
                       "register",
                       field->name)});
  }

  // Who may not see a field must not meet it in what is shown of the whole record.
  void check_seen_by_all(const Piece& piece, const Node& node, const Field& field) {
    if (field.read.empty()) return;
    add(piece, node.at, "not_seen_by_all",
        {fmt::format("{} 只有部分人能看，不能用在这里：会让别人看到", field.name),
         fmt::format("not everybody may see {}: used here it would be shown to others",
                     field.name)});
  }

  // For which unit of a record somebody acts.
  void check_of(const Piece& piece, const Node& node, const Declaration& declaration) {
    const Node* of = node.find("of");
    if (of == nullptr || declaration.is_also(of->text)) return;
    add(piece, of->at, "bad_of",
        {fmt::format("{} 须写进 owner 的 also", of->text),
         fmt::format("{} must be one of the owner's also", of->text)});
  }

  void check_key(const Piece& piece, const std::vector<Node>& nodes, const Declaration& declaration,
                 bool required) {
    std::set<std::string_view> seen;
    for (const Node& node : nodes) {
      const Field* field = named_field(piece, node, declaration);
      if (!seen.insert(node.text).second)
        add(piece, node.at, "duplicate_id",
            {fmt::format("{} 写了两次", node.text), fmt::format("{} stands twice", node.text)});
      if (field == nullptr) continue;
      refuse_file(piece, node, *field);
      if (field->derived || field->retired)
        add(piece, node.at, "never_filled",
            {fmt::format("{} 不由人填写，不能用来区分记录", field->name),
             fmt::format("{} is not filled in by anybody: it cannot tell records apart",
                         field->name)});
      else if (required && !field->required)
        add(piece, node.at, "key_not_required",
            {fmt::format("键里的 {} 须写进 required", field->name),
             fmt::format("{} is part of the key: add it to required", field->name)});
    }
  }

  void check_workflow(const Piece& piece, const Node& node, const Declaration& declaration) {
    const Workflow& workflow = declaration.workflow;
    std::vector<std::string_view> states;
    for (const State& state : workflow.states) states.push_back(state.name);
    const auto check_state = [&](const Node& name) {
      if (std::ranges::find(states, std::string_view(name.text)) == states.end())
        add_unknown(piece, name, kStateNoun, states);
    };
    const std::size_t before = faults_.size();
    check_state(*node.find("initial"));
    for (const Node::Entry& entry : entries_of(node, "states")) {
      const Node* frees = entry.value.find("frees");
      if (frees == nullptr || frees->text != "true") continue;
      if (entry.key == workflow.initial || truth_of(entry.value, "editable", false))
        add(piece, frees->at, "bad_frees",
            {fmt::format("状态 {} 的记录还要填写，不能让出它的键", entry.key),
             fmt::format("records in the state {} are still filled in: they keep their key",
                         entry.key)});
      else if (declaration.collection)
        add(piece, frees->at, "bad_frees",
            {"数据填报每单位每期一份，不能让出键",
             "a collection has one record a unit and period: none frees its key"});
    }
    for (const Node::Entry& entry : entries_of(node, "transitions")) {
      const Node& t = entry.value;
      check_among(piece, items_of(t, "from"), kStateNoun, states);
      check_state(*t.find("to"));
      check_roles(piece, t, "by");
      check_of(piece, t, declaration);
      if (const Node* asked = t.find("sign_off")) {
        for (const Node::Entry& party : entries_of(*asked, "parties")) {
          check_roles(piece, party.value, "by");
          check_of(piece, party.value, declaration);
        }
        for (const std::string& from : names_of(t, "from")) {
          const State* const state = workflow.find_state(from);
          if (state != nullptr && state->editable)
            add(piece, asked->at, "sign_off_of_a_draft",
                {fmt::format("状态 {} 还能修改，会签的内容会变；请先交出再会签", from),
                 fmt::format("what is signed could still change in the state {}: let it be handed "
                             "in first",
                             from)});
        }
      }
      for (const char* key : {"fields", "required_fields", "clears"}) {
        for (const Node& name : items_of(t, key)) {
          const Field* field = named_field(piece, name, declaration);
          if (field == nullptr) continue;
          if (field->derived || field->retired)
            add(piece, name.at, "never_filled",
                {fmt::format("{} 不由人填写", field->name),
                 fmt::format("{} is not filled in by anybody", field->name)});
          // A file is brought for the unit that owns the record.
          if (t.find("of") != nullptr && std::string_view(key) == "fields")
            refuse_file(piece, name, *field);
        }
      }
    }
    if (faults_.size() > before) return;  // a mistyped name would make states look unreachable
    std::set<std::string_view> reached = {workflow.initial};
    for (bool grown = true; grown;) {
      grown = false;
      for (const Transition& t : workflow.transitions) {
        const bool open =
            std::ranges::any_of(t.from, [&](const auto& from) { return reached.contains(from); });
        if (open && reached.insert(t.to).second) grown = true;
      }
    }
    for (const Node::Entry& entry : entries_of(node, "states")) {
      if (reached.contains(entry.key)) continue;
      add(piece, entry.at, "unreachable_state",
          {fmt::format("没有步骤能到达状态 {}，请补上步骤或删去它", entry.key),
           fmt::format("no transition leads to state {}: add one or remove it", entry.key)});
    }
  }

  // A field of a type somebody relies on, which people fill in.
  void check_filled(const Piece& piece, const Node& node, const Declaration& declaration, Type type,
                    Text wanted) {
    const Field* field = named_field(piece, node, declaration);
    const bool fits =
        field == nullptr || (field->type == type && !field->derived && !field->retired &&
                             !field->sensitive && field->read.empty());
    if (fits) return;
    add(piece, node.at, "bad_collection",
        {fmt::format("{} 须是{}，由人填写，凡能看台账的人都能看", field->name, wanted.zh),
         fmt::format("{} must be {} that people fill in and all readers see", field->name,
                     wanted.en)});
  }

  void check_collection(const Piece& piece, const Node& node, const Declaration& declaration) {
    const Collection& asked = *declaration.collection;
    const Text number{"整数", "an integer"};
    const std::size_t before = faults_.size();
    const Node& period = *node.find("period_field");
    const Field* field = named_field(piece, period, declaration);
    const bool by_year = asked.length == base::PeriodLength::year;
    if (field != nullptr && field->type != Type::text && !(by_year && field->type == Type::integer))
      add(piece, period.at, "bad_collection",
          {fmt::format("期次字段 {} 须是文字；按年的也可以是整数", field->name),
           fmt::format("the period {} must be a text, or an integer for years", field->name)});
    if (const Node* part = node.find("part")) {
      const Node& name = *part->find("field");
      if (const Field* parted = named_field(piece, name, declaration)) {
        std::vector<std::string_view> values;
        for (const Choice& choice : parted->choices) values.push_back(choice.value);
        check_among(piece, items_of(*part, "asked"), {"可选值", "value"}, values);
      }
    }
    check_among(piece, items_of(*node.find("asked"), "kinds"), kUnitKindNoun,
                {surroundings_.unit_kinds.begin(), surroundings_.unit_kinds.end()});
    check_roles(piece, node, "lock_by");
    check_roles(piece, node, "correct_by");
    for (const Node& name : items_of(node, "carry")) {
      // A file that somebody else brought stays in his record.
      const Field* carried = named_field(piece, name, declaration);
      if (carried != nullptr) refuse_file(piece, name, *carried);
    }
    for (const char* key : {"sum", "zero", "unchanged"})
      for (const Node& name : items_of(node, key))
        check_filled(piece, name, declaration, Type::integer, number);
    for (const Node::Entry& entry : entries_of(node, "prefill")) {
      Node name = entry.value;
      name.text = entry.key;
      check_filled(piece, name, declaration, Type::integer, number);
      const Node& from = *entry.value.find("register");
      const auto other = declared_.find(from.text);
      if (other == declared_.end()) {
        add_unknown(piece, from, kRegisterNoun, register_names());
        continue;
      }
      std::vector<std::string_view> states;
      for (const State& state : other->second.workflow.states) states.push_back(state.name);
      check_among(piece, items_of(entry.value, "states"), kStateNoun, states);
    }
    if (const Node* compare = node.find("compare")) {
      for (const Node& name : items_of(*compare, "fields"))
        check_filled(piece, name, declaration, Type::integer, number);
      check_filled(piece, *compare->find("explain"), declaration, Type::text, {"文字", "a text"});
    }
    if (faults_.size() == before) check_collection_shape(piece, node, declaration);
  }

  // What the service relies on, once every name is known.
  void check_collection_shape(const Piece& piece, const Node& node,
                              const Declaration& declaration) {
    const Collection& asked = *declaration.collection;
    std::set<std::string> wanted = {declaration.owner.field, asked.period_field};
    if (!asked.part_field.empty()) wanted.insert(asked.part_field);
    if (std::set<std::string>(declaration.key.begin(), declaration.key.end()) != wanted)
      add(piece, node.at, "bad_collection",
          {fmt::format("填报的台账以 {} 为键：每个单位每期一份", fmt::join(wanted, "、")),
           fmt::format("the key of a collection is {}: one record a unit and period",
                       fmt::join(wanted, ", "))});
    std::vector<std::string_view> steps;
    for (const Transition& step : declaration.workflow.transitions) steps.push_back(step.name);
    const auto step_of = [&](const char* key) -> const Transition* {
      const Node* name = node.find(key);
      if (name == nullptr) return nullptr;
      const Transition* step = declaration.workflow.find_transition(name->text);
      if (step == nullptr) add_unknown(piece, *name, {"环节", "step"}, steps);
      return step;
    };
    const Transition* submit = step_of("submit");
    const Transition* approve = step_of("approve");
    const Transition* lock = step_of("lock");
    if (submit == nullptr || approve == nullptr) return;
    const auto leaves = [](const Transition& step, const std::string& state) {
      return std::ranges::find(step.from, state) != step.from.end();
    };
    const bool in_order = leaves(*submit, declaration.workflow.initial) &&
                          leaves(*approve, submit->to) &&
                          (lock == nullptr || leaves(*lock, approve->to));
    if (!in_order)
      add(piece, node.at, "bad_collection",
          {"环节须接得上：submit 从起始状态出发，approve 从提交后的状态出发，lock "
           "从审定后的状态出发",
           "the steps must follow one another: submit from the initial state, approve from where "
           "submit leads, lock from where approve leads"});
  }

  void check_list(const Piece& piece, const Node& list, const Declaration& declaration) {
    const auto check_shown = [&](const Node& node, std::string_view name) -> const Field* {
      if (name == kState && !declaration.workflow.empty()) return nullptr;
      return named_field(piece, node, declaration, name);
    };
    for (const Node& node : items_of(list, "columns")) check_shown(node, node.text);
    for (const Node& node : items_of(list, "filters")) check_shown(node, node.text);
    for (const Node& node : items_of(list, "sort")) {
      std::string_view name = node.text;
      if (name.starts_with('-')) name.remove_prefix(1);
      const Field* field = check_shown(node, name);
      if (field != nullptr && field->sensitive)
        add(piece, node.at, "bad_sort",
            {fmt::format("{} 加密存储，不能排序", field->name),
             fmt::format("{} is stored encrypted: it has no order", field->name)});
      if (field == nullptr) continue;
      check_seen_by_all(piece, node, *field);
      refuse_file(piece, node, *field);
    }
    for (const Node& node : items_of(list, "search")) {
      const Field* field = named_field(piece, node, declaration);
      if (field != nullptr && (field->type != Type::text || field->sensitive || field->derived))
        add(piece, node.at, "bad_search",
            {fmt::format("只能搜索本台账不加密的文字字段，{} 不是", field->name),
             fmt::format("only plain text fields of this register are searched: {} is none",
                         field->name)});
      if (field != nullptr) check_seen_by_all(piece, node, *field);
    }
  }

  void check_import(const Piece& piece, const Node& preset, const Declaration& declaration) {
    for (const Node::Entry& column : entries_of(preset, "columns")) {
      const Field* field = named_field(piece, column.value, declaration);
      if (field == nullptr) continue;
      refuse_file(piece, column.value, *field);
      if (field->derived || field->retired)
        add(piece, column.value.at, "never_filled",
            {fmt::format("{} 不由人填写，不能导入", field->name),
             fmt::format("{} is not filled in by anybody: it cannot be imported", field->name)});
    }
    for (const Node::Entry& words : entries_of(preset, "words")) {
      const Field* field = declaration.find_field(words.key);
      if (field == nullptr) {
        add_unknown(piece, words.value, kFieldNoun, field_names(declaration), words.key);
        continue;
      }
      std::vector<std::string_view> values;
      for (const Choice& choice : field->choices) values.push_back(choice.value);
      if (field->type == Type::boolean) values = {"true", "false"};
      for (const Node::Entry& word : words.value.entries)
        if (std::ranges::find(values, std::string_view(word.value.text)) == values.end())
          add_unknown(piece, word.value, {"可选值", "value"}, values);
    }
    for (const Node& month : items_of(preset, "months")) {
      const Field* field = named_field(piece, month, declaration);
      if (field != nullptr && field->type != Type::date)
        add(piece, month.at, "no_date",
            {fmt::format("{} 不是日期", field->name), fmt::format("{} is no date", field->name)});
    }
  }

  void check_rules(const Piece& piece, Declaration& declaration) {
    for (const Node& node : items_of(piece.root, "rules")) {
      const Node& check = *node.find("check");
      try {
        const CompiledRule compiled(check.text, declaration);
        for (const Node& name : items_of(node, "fields")) named_field(piece, name, declaration);
        fill_rule_fields(compiled, check.text, declaration);
      } catch (const RuleError& error) {
        const std::string near =
            shown(check.text.substr(std::min(error.offset(), check.text.size())));
        add(piece, check.at, "bad_rule",
            {near.empty() ? error.reason().zh
                          : fmt::format("{}（在“{}”处）", error.reason().zh, near),
             near.empty() ? error.reason().en
                          : fmt::format("{} (at \"{}\")", error.reason().en, near)});
      }
    }
  }

  static void fill_rule_fields(const CompiledRule& compiled, std::string_view check,
                               Declaration& declaration) {
    for (Rule& rule : declaration.rules) {
      if (rule.check != check || !rule.fields.empty()) continue;
      for (const std::size_t field : compiled.fields())
        rule.fields.push_back(declaration.fields[field].name);
    }
  }

  // ---- fill once (一表通) ----

  void look_for_data_asked_twice(const Piece& piece, const Declaration& declaration) {
    for (const Node::Entry& entry : entries_of(piece.root, "fields")) {
      const Field& field = *declaration.find_field(entry.key);
      if (field.derived || field.retired || !field.asked_again.empty() ||
          field.type == Type::reference || field.type == Type::file)
        continue;
      if (!asked_of_a_reference(piece, entry, field, declaration))
        asked_of_another(piece, entry, field, declaration);
    }
  }

  // A datum that a record we refer to has under the same title: it can be shown from there.
  bool asked_of_a_reference(const Piece& piece, const Node::Entry& entry, const Field& field,
                            const Declaration& declaration) {
    for (const Field& via : declaration.fields) {
      const auto target = via.derived ? declared_.end() : declared_.find(via.ref);
      if (target == declared_.end() || target->second.name == declaration.name) continue;
      for (const Field& owned : target->second.fields) {
        if (owned.derived || owned.retired || owned.type != field.type ||
            owned.title.zh != field.title.zh)
          continue;
        add_finding(
            piece, entry.at,
            {fmt::format("{0}.{1} 已经登记在{2}里，请改为 x-derived: {3}.{1}，"
                         "或用 x-asked-again 写明为什么再填",
                         target->first, owned.name, target->second.title.zh, via.name),
             fmt::format("{0}.{1} is recorded already: make this x-derived: {2}.{1}, or say "
                         "why it is asked again with x-asked-again",
                         target->first, owned.name, via.name)});
        return true;
      }
    }
    return false;
  }

  // A number that identifies a record of another register: refer to that record.
  void asked_of_another(const Piece& piece, const Node::Entry& entry, const Field& field,
                        const Declaration& declaration) {
    if (field.format == Format::none || field.format == Format::phone ||
        field.format == Format::email || field.format == Format::division_code)
      return;
    if (in_key(declaration, field.name)) return;
    for (const auto& [name, other] : declared_) {
      if (name == declaration.name) continue;
      for (const Field& owned : other.fields) {
        if (owned.format != field.format || !in_key(other, owned.name)) continue;
        add_finding(piece, entry.at,
                    {fmt::format("{} 是{}的键，请改为 x-ref: {}，或用 x-asked-again 写明为什么再填",
                                 owned.name, other.title.zh, name),
                     fmt::format("{} is the key of {}: make this x-ref: {}, or say why it is asked "
                                 "again with x-asked-again",
                                 owned.name, name, name)});
        return;
      }
    }
  }

  static bool in_key(const Declaration& declaration, const std::string& name) {
    return std::ranges::find(declaration.key, name) != declaration.key.end();
  }

  void add_finding(const Piece& piece, Position at, Text reason) {
    findings_.push_back({piece.file, at.line, at.column, "asked_twice", std::move(reason)});
  }

  const Surroundings& surroundings_;
  std::vector<Piece> pieces_;
  std::map<std::string, Codes, std::less<>> codes_;
  Named declared_;
  std::vector<Fault> faults_;
  std::vector<Fault> findings_;
};

Files files_below(const std::filesystem::path& folder, const std::string& shown_as,
                  std::vector<Fault>& faults) {
  namespace fs = std::filesystem;
  Files files;
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    // Standards are read by who judges by them (education/standard_load).
    if (it->path().filename() == "schema" || it->path().filename() == "standards") {
      it.disable_recursion_pending();
      continue;
    }
    if (it->path().extension() == ".yaml" && it->is_regular_file()) paths.push_back(it->path());
    if (paths.size() > kFilesMax) break;
  }
  if (error || paths.size() > kFilesMax) {
    faults.push_back({shown_as, 0, 0, error ? "unreadable" : "too_many_files",
                      error ? Text{"目录无法读取，请检查权限",
                                   "the folder cannot be read: may the "
                                   "account of the program read it?"}
                            : Text{fmt::format("文件超过 {} 个", kFilesMax),
                                   fmt::format("there are more than {} files", kFilesMax)}});
    return files;
  }
  for (const fs::path& path : paths) {
    const std::string name = fs::relative(path, folder, error).generic_string();
    if (auto bytes = yaml::read_file(path))
      files.emplace(name, std::move(*bytes));
    else
      faults.push_back({fmt::format("{}/{}", shown_as, name),
                        0,
                        0,
                        "unreadable",
                        {"文件无法读取，请检查权限",
                         "the file cannot be read: may the account of "
                         "the program read it?"}});
  }
  return files;
}

}  // namespace

Loaded read_registers(const Files& shipped, const Files& local, const Surroundings& surroundings) {
  return Loader(surroundings).load(shipped, local);
}

Loaded load_registers(const std::filesystem::path& shipped, const std::filesystem::path& local,
                      const Surroundings& surroundings) {
  std::vector<Fault> faults;
  std::error_code error;
  if (!std::filesystem::is_directory(shipped, error))
    throw yaml::LoadError(
        {{shipped.filename().string(),
          0,
          0,
          "missing_folder",
          {"找不到台账目录，请检查路径", "there is no such folder of registers: check the path"}}});
  const Files files = files_below(shipped, "registers", faults);
  const Files added = std::filesystem::is_directory(local, error)
                          ? files_below(local, "plan/registers", faults)
                          : Files{};
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  return read_registers(files, added, surroundings);
}

}  // namespace registers

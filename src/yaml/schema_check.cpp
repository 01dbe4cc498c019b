#include "yaml/schema_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace yaml {

namespace json = boost::json;
using base::Text;

namespace {

json::value to_json(const Node& node) {
  switch (node.kind) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return node.boolean;
    case Kind::integer:
      return node.integer;
    case Kind::real:
      return node.real;
    case Kind::string:
      return json::value(node.text);
    case Kind::sequence: {
      json::array array;
      for (const Node& item : node.items) array.push_back(to_json(item));
      return array;
    }
    case Kind::mapping: {
      json::object object;
      for (const Node::Entry& entry : node.entries)
        object.insert_or_assign(entry.key, to_json(entry.value));
      return object;
    }
  }
  return nullptr;
}

// valijson compiles a std::regex for every `pattern` and `format`, and those can overflow the
// stack on long input.
void drop_regexes(json::value& value) {
  if (auto* object = value.if_object()) {
    if (const auto* pattern = object->if_contains("pattern"); pattern && pattern->is_string())
      object->erase("pattern");
    if (const auto* format = object->if_contains("format"); format && format->is_string())
      object->erase("format");
    for (auto& member : *object) drop_regexes(member.value());
  } else if (auto* array = value.if_array()) {
    for (auto& item : *array) drop_regexes(item);
  }
}

struct CompiledSchema {
  json::value document;
  valijson::Schema schema;
};

// A schema of the program, compiled once; the key is the address of its text in the program.
const CompiledSchema& compiled(std::string_view text) {
  thread_local std::unordered_map<const char*, std::unique_ptr<CompiledSchema>> cache;
  std::unique_ptr<CompiledSchema>& slot = cache[text.data()];
  if (!slot) {
    slot = std::make_unique<CompiledSchema>();
    slot->document = json::parse(text);
    drop_regexes(slot->document);
    const valijson::adapters::BoostJsonAdapter adapter(slot->document);
    valijson::SchemaParser().populateSchema(adapter, slot->schema);
  }
  return *slot;
}

// One value that does not fit, with its part of the schema.
struct Misfit {
  const Node* node;
  const json::object* schema;
};

const json::object& resolve(const json::value& part, const json::value& document) {
  const json::object* object = &part.as_object();
  while (const auto* reference = object->if_contains("$ref")) {
    const std::string_view name = reference->as_string();
    constexpr std::string_view kDefinitions = "#/definitions/";
    object = &document.at("definitions").at(name.substr(kDefinitions.size())).as_object();
  }
  return *object;
}

// What stands under the keys of a mapping whose keys its author chooses, or nullptr.
const json::value* schema_of_any_key(const json::object& schema) {
  const auto* part = schema.if_contains("additionalProperties");
  return part != nullptr && part->is_object() ? part : nullptr;
}

// valijson names a place as "<root>", "[tasks]", "[3]", "[deadline]". Nothing where the path leaves
// what the schema describes: the parent's misfit reports that.
std::optional<Misfit> find_misfit(const std::vector<std::string>& context, const Node& root,
                                  const json::value& document) {
  Misfit at{&root, &resolve(document, document)};
  for (std::size_t i = 1; i < context.size(); ++i) {
    const std::string_view step = std::string_view(context[i]).substr(1, context[i].size() - 2);
    if (at.node->kind == Kind::mapping) {
      const json::value* part = nullptr;
      if (const auto* properties = at.schema->if_contains("properties"))
        part = properties->as_object().if_contains(step);
      if (part == nullptr) part = schema_of_any_key(*at.schema);
      const Node* child = at.node->find(step);
      if (part == nullptr || child == nullptr) return std::nullopt;
      at = {child, &resolve(*part, document)};
    } else {
      std::size_t index = 0;
      const auto parsed = std::from_chars(step.data(), step.data() + step.size(), index);
      const auto* items = at.schema->if_contains("items");
      if (parsed.ec != std::errc() || index >= at.node->items.size() || items == nullptr)
        return std::nullopt;
      at = {&at.node->items[index], &resolve(*items, document)};
    }
  }
  return at;
}

Text kind_name(std::string_view type) {
  if (type == "object") return {"映射（键: 值）", "a mapping (key: value)"};
  if (type == "array") return {"列表（- 开头的各行）", "a list (lines that begin with -)"};
  if (type == "integer") return {"整数", "a whole number"};
  if (type == "boolean") return {"true 或 false", "true or false"};
  return {"文字", "text"};
}

std::string_view type_of(const Node& node) {
  switch (node.kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::real:
      return "number";
    case Kind::string:
      return "string";
    case Kind::sequence:
      return "array";
    case Kind::mapping:
      return "object";
  }
  return "null";
}

std::string shown(std::string_view text) {
  constexpr std::size_t kShownBytesMax = 60;
  if (text.size() <= kShownBytesMax) return std::string(text);
  std::size_t end = kShownBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

class Explainer {
 public:
  Explainer(const std::string& file, std::vector<Fault>& faults) : file_(file), faults_(faults) {}

  //! True if the misfit could be put in words.
  bool explain(const Misfit& misfit) {
    const std::size_t before = faults_.size();
    if (const auto* type = misfit.schema->if_contains("type"))
      if (!explain_type(*misfit.node, std::string_view(type->as_string()))) return true;
    switch (misfit.node->kind) {
      case Kind::mapping:
        explain_mapping(misfit);
        break;
      case Kind::sequence:
        explain_sequence(misfit);
        break;
      case Kind::string:
        explain_string(misfit);
        break;
      case Kind::integer:
        explain_integer(misfit);
        break;
      default:
        break;
    }
    return faults_.size() > before;
  }

  void add(Position at, std::string code, Text reason) {
    faults_.push_back({file_, at.line, at.column, std::move(code), std::move(reason)});
  }

 private:
  bool explain_type(const Node& node, std::string_view wanted) {
    if (type_of(node) == wanted) return true;
    if (node.kind == Kind::null) {
      add(node.at, "empty_value",
          {"这里没有填内容，请填写或删去这个键",
           "nothing stands here: fill it in or remove the key"});
    } else if (wanted == "string" && (node.kind == Kind::integer || node.kind == Kind::real ||
                                      node.kind == Kind::boolean)) {
      add(node.at, "wrong_type",
          {fmt::format("这里应当是文字，请加引号写成 \"{}\"", node.text),
           fmt::format("text is wanted here: put it in quotes, \"{}\"", node.text)});
    } else if (wanted == "integer" && node.kind == Kind::string) {
      add(node.at, "wrong_type",
          {fmt::format("这里应当是整数，不能是“{}”（数字不加引号）", shown(node.text)),
           fmt::format("a whole number is wanted here, not \"{}\" (numbers take no quotes)",
                       shown(node.text))});
    } else {
      const Text name = kind_name(wanted);
      add(node.at, "wrong_type",
          {fmt::format("这里应当是{}", name.zh), fmt::format("{} is wanted here", name.en)});
    }
    return false;
  }

  void explain_mapping(const Misfit& misfit) {
    std::vector<std::string_view> known;
    if (const auto* properties = misfit.schema->if_contains("properties")) {
      for (const auto& property : properties->as_object()) known.push_back(property.key());
    }
    const bool any_key = schema_of_any_key(*misfit.schema) != nullptr;
    std::vector<std::string_view> mistyped;  // known keys that an unknown one was meant to be
    for (const Node::Entry& entry : misfit.node->entries) {
      if (any_key || std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      const auto meant = nearest(entry.key, known);
      if (meant) {
        mistyped.push_back(*meant);
        add(entry.at, "unknown_key",
            {fmt::format("没有 {} 这个键，是不是 {}？", shown(entry.key), *meant),
             fmt::format("unknown key {}: did you mean {}?", shown(entry.key), *meant)});
      } else {
        add(entry.at, "unknown_key",
            {fmt::format("没有 {} 这个键；这里可用：{}", shown(entry.key), fmt::join(known, "、")),
             fmt::format("unknown key {}; possible here: {}", shown(entry.key),
                         fmt::join(known, ", "))});
      }
    }
    if (const auto* required = misfit.schema->if_contains("required")) {
      for (const auto& name : required->as_array()) {
        const std::string_view key = name.as_string();
        if (misfit.node->find(key) != nullptr ||
            std::find(mistyped.begin(), mistyped.end(), key) != mistyped.end())
          continue;
        add(misfit.node->at, "missing_key",
            {fmt::format("缺少 {}，请补上", key), fmt::format("{} is missing: add it", key)});
      }
    }
    const std::size_t count = misfit.node->entries.size();
    const auto limit = [&](const char* name) -> std::optional<std::int64_t> {
      const auto* bound = misfit.schema->if_contains(name);
      return bound == nullptr ? std::nullopt : std::optional(bound->to_number<std::int64_t>());
    };
    const auto least = limit("minProperties");
    const auto most = limit("maxProperties");
    if ((least && std::cmp_less(count, *least)) || (most && std::cmp_greater(count, *most)))
      add(misfit.node->at, "wrong_count",
          {fmt::format("{} 只能写其中一个", fmt::join(known, "、")),
           fmt::format("write exactly one of {}", fmt::join(known, ", "))});
  }

  void explain_sequence(const Misfit& misfit) {
    const auto* least = misfit.schema->if_contains("minItems");
    if (least != nullptr &&
        std::cmp_less(misfit.node->items.size(), least->to_number<std::int64_t>()))
      add(misfit.node->at, "empty_list",
          {"这个列表不能是空的，请至少写一项",
           "this list may not be empty: write at least one item"});
  }

  void explain_string(const Misfit& misfit) {
    if (misfit.node->text.empty()) {
      add(misfit.node->at, "empty_text",
          {"这里不能是空文字，请填写或删去这个键",
           "empty text is not accepted: fill it in or remove the key"});
      return;
    }
    const auto* values = misfit.schema->if_contains("enum");
    if (values == nullptr) return;
    std::vector<std::string_view> known;
    for (const auto& value : values->as_array()) known.push_back(value.as_string());
    if (std::find(known.begin(), known.end(), misfit.node->text) != known.end()) return;
    const auto meant = nearest(misfit.node->text, known);
    add(misfit.node->at, "unknown_value",
        {fmt::format("“{}”不可用{}；可用：{}", shown(misfit.node->text),
                     meant ? fmt::format("，是不是 {}", *meant) : "", fmt::join(known, "、")),
         fmt::format("\"{}\" is not possible here{}; possible: {}", shown(misfit.node->text),
                     meant ? fmt::format(", did you mean {}", *meant) : "",
                     fmt::join(known, ", "))});
  }

  void explain_integer(const Misfit& misfit) {
    const auto* low = misfit.schema->if_contains("minimum");
    const auto* high = misfit.schema->if_contains("maximum");
    if (low == nullptr || high == nullptr) return;
    add(misfit.node->at, "out_of_range",
        {fmt::format("{} 超出范围，应在 {} 到 {} 之间", misfit.node->integer,
                     low->to_number<std::int64_t>(), high->to_number<std::int64_t>()),
         fmt::format("{} is out of range: {} to {}", misfit.node->integer,
                     low->to_number<std::int64_t>(), high->to_number<std::int64_t>())});
  }

  const std::string& file_;
  std::vector<Fault>& faults_;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  constexpr std::size_t kWordBytesMax = 64;
  if (word.size() > kWordBytesMax) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = word.size() / 3 + 2;  // beyond this it is another word
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > kWordBytesMax) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best_distance || distance >= candidate.size()) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

void check_against_schema(const Node& root, std::string_view schema, const std::string& file,
                          std::vector<Fault>& faults) {
  const CompiledSchema& rules = compiled(schema);
  const json::value document = to_json(root);
  const valijson::adapters::BoostJsonAdapter target(document);
  valijson::ValidationResults results;
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  if (validator.validate(rules.schema, target, &results)) return;

  // A failure is reported again by every value that contains it, and one value can fail several
  // times: each value is explained once, and the containers that are themselves sound are silent.
  std::vector<const Node*> seen;
  std::vector<Fault> found;
  Explainer explainer(file, found);
  for (const auto& error : results) {
    const auto misfit = find_misfit(error.context, root, rules.document);
    if (!misfit || std::find(seen.begin(), seen.end(), misfit->node) != seen.end()) continue;
    seen.push_back(misfit->node);
    explainer.explain(*misfit);
    if (found.size() >= kFaultsMax) break;
  }
  if (found.empty()) {
    const auto& first = *results.begin();
    explainer.add(root.at, "schema",
                  {fmt::format("内容不符合格式（{}）", first.description),
                   fmt::format("the content does not fit the schema ({})", first.description)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  faults.insert(faults.end(), std::make_move_iterator(found.begin()),
                std::make_move_iterator(found.end()));
}

}  // namespace yaml

#include "indicator/indicator_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <system_error>
#include <utility>

#include "db/select_check.hpp"
#include "indicator/read_view.hpp"
#include "yaml/file.hpp"
#include "yaml/reader.hpp"
#include "yaml/schema_check.hpp"

namespace indicator {

namespace {

using yaml::Fault;
using yaml::Node;

constexpr std::size_t kDimensionsMax = 6;

Text both(const Node& node) { return {node.find("zh")->text, node.find("en")->text}; }

std::string without_end_blanks(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 40 && text.front() >= 'a' && text.front() <= 'z' &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

// The first is taken if nothing is written; the schema knows no others.
template <class E>
E one_of(const Node* node, std::initializer_list<std::pair<std::string_view, E>> known) {
  for (const auto& [word, value] : known) {
    if (node != nullptr && node->text == word) return value;
  }
  return known.begin()->second;
}

// One declaration, after it fits the schema.
class Reader {
 public:
  Reader(const std::string& file, bool local, const registers::Catalogue& catalogue,
         const Surroundings& surroundings, std::vector<Fault>& faults)
      : file_(file),
        local_(local),
        catalogue_(catalogue),
        surroundings_(surroundings),
        faults_(faults) {}

  Indicator read(const Node& root) {
    Indicator made;
    made.file = file_;
    made.id = root.find("id")->text;
    if (!is_name(made.id)) {
      add(*root.find("id"), "not_a_name",
          {"名字只用小写字母、数字和下划线", "a name has lower-case letters, digits and _ only"});
    }
    made.title = both(*root.find("title"));
    read_commitments(*root.find("commitments"), made);
    if (const Node* node = root.find("source")) made.source = node->text;
    if (const Node* node = root.find("lead")) made.lead = unit(*node);
    if (const Node* node = root.find("reported_by")) made.reported_by = both(*node);
    const Node* const sql = root.find("sql");
    const Node* const missing = root.find("missing");
    if ((sql == nullptr) == (missing == nullptr)) {
      add(root, "sql_or_missing", {"sql、missing 写且只写一个", "write either sql or missing"});
    } else if (missing != nullptr) {
      made.missing = both(*missing);
      if (made.reported_by.empty()) {
        add(*missing, "nobody_reports",
            {"缺数时要写 reported_by：由谁填报或由哪项服务计量",
             "what is missing needs reported_by: who reports it or which service measures it"});
      }
    } else {
      read_measured(root, made);
      if (can_read_sql_) read_sql(*sql, made);
    }
    return made;
  }

  void add(const Node& at, std::string code, Text reason) {
    faults_.push_back({file_, at.at.line, at.at.column, std::move(code), std::move(reason)});
  }

 private:
  void read_commitments(const Node& node, Indicator& made) {
    for (const Node& item : node.items) {
      if (surroundings_.commitments.contains(item.text)) {
        made.commitments.push_back(item.text);
      } else if (local_) {
        add(item, "unknown_commitment",
            {fmt::format("方案没有承诺 {}", item.text),
             fmt::format("the plan makes no commitment {}", item.text)});
      }
    }
  }

  // What ships may name units of the plan it was written for.
  std::string unit(const Node& node) {
    if (local_ && !surroundings_.units.contains(node.text)) {
      add(node, "unknown_unit",
          {fmt::format("方案没有单位 {}", node.text), fmt::format("no unit {}", node.text)});
    }
    return node.text;
  }

  void read_measured(const Node& root, Indicator& made) {
    for (const char* key : {"unit", "unit_name", "formula", "definition", "reads"}) {
      if (root.find(key) != nullptr) continue;
      add(root, "missing_key", {fmt::format("缺少 {}", key), fmt::format("{} is missing", key)});
      can_read_sql_ = false;
    }
    if (!can_read_sql_) return;
    made.figure =
        one_of<Figure>(root.find("figure"), {{"count", Figure::count}, {"ratio", Figure::ratio}});
    made.judged =
        one_of<Judged>(root.find("judged"), {{"total", Judged::total}, {"each", Judged::each}});
    made.period = one_of<Period>(root.find("period"), {{"once", Period::once},
                                                       {"year", Period::year},
                                                       {"half_year", Period::half_year},
                                                       {"quarter", Period::quarter},
                                                       {"month", Period::month}});
    made.direction = one_of<Direction>(
        root.find("direction"),
        {{"up", Direction::up}, {"down", Direction::down}, {"level", Direction::level}});
    read_shown(root, made);
    read_definition(*root.find("definition"), made.definition);
    read_levels(root, made);
    read_reads(*root.find("reads"), made);
    if (const Node* node = root.find("by_owner")) read_by_owner(*node, made);
    if (const Node* node = root.find("by_record")) made.by_record = node->boolean;
    if (const Node* node = root.find("parameters")) read_parameters(*node, made);
    if (const Node* node = root.find("dimensions")) read_dimensions(*node, made);
  }

  void read_shown(const Node& root, Indicator& made) {
    made.unit = root.find("unit")->text;
    made.unit_name = both(*root.find("unit_name"));
    made.formula = both(*root.find("formula"));
    const Node* const counted = root.find("counted_unit");
    const Node* const counted_name = root.find("counted_unit_name");
    if ((counted == nullptr) != (counted_name == nullptr) ||
        (counted == nullptr && made.figure == Figure::ratio)) {
      add(root, "counted_unit",
          {"比例要写 counted_unit 和 counted_unit_name",
           "a ratio has both counted_unit and counted_unit_name"});
    }
    made.counted_unit = counted == nullptr ? made.unit : counted->text;
    made.counted_unit_name = counted_name == nullptr ? made.unit_name : both(*counted_name);
    if (const Node* node = root.find("scale")) made.scale = static_cast<int>(node->integer);
    if (const Node* node = root.find("per")) made.per = node->integer;
    if (const Node* node = root.find("stale_after_days")) {
      made.stale_after_days = static_cast<int>(node->integer);
    }
    if (const Node* node = root.find("public")) made.released = node->boolean;
    if (const Node* node = root.find("readings")) {
      made.readings = {both(*node->find("whole_fixed")), both(*node->find("rest_fixed"))};
      if (made.figure != Figure::ratio) {
        add(*node, "no_ratio", {"只有比例有两种读法", "only a ratio has two readings"});
      }
    }
    if (const Node* node = root.find("path")) {
      for (const Node& point : node->items) {
        made.path.push_back({date(*point.find("on")), point.find("value")->integer});
      }
    }
  }

  Date date(const Node& node) {
    const std::optional<Date> day = Date::parse(node.text);
    if (!day) {
      add(node, "not_a_date", {"须为日期，如 2022-01-01", "must be a date such as 2022-01-01"});
    }
    return day.value_or(Date());
  }

  void read_definition(const Node& node, Definition& definition) {
    definition.text = both(*node.find("text"));
    if (const Node* excluded = node.find("excluded")) definition.excluded = both(*excluded);
    const Node* const by = node.find("ruled_by");
    const Node* const on = node.find("ruled_on");
    if (by != nullptr) definition.ruled_by = unit(*by);
    if (on != nullptr) definition.ruled_on = date(*on);
    if ((by == nullptr) != (on == nullptr)) {
      add(node, "half_a_ruling",
          {"ruled_by、ruled_on 要一起写", "ruled_by and ruled_on are written together"});
    }
  }

  void read_levels(const Node& root, Indicator& made) {
    const Node* const node = root.find("withhold_levels");
    if (node == nullptr) return;
    for (const Node& level : node->items) {
      if (!surroundings_.unit_kinds.contains(level.text)) {
        add(level, "unknown_level",
            {fmt::format("没有单位种类 {}", level.text),
             fmt::format("there is no kind of unit {}", level.text)});
      }
      made.withhold_levels.push_back(level.text);
    }
  }

  void read_reads(const Node& node, Indicator& made) {
    for (const Node& item : node.items) {
      const bool again = std::ranges::find(made.reads, item.text) != made.reads.end();
      if (!again && catalogue_.find(item.text) != nullptr) {
        made.reads.push_back(item.text);
        continue;
      }
      can_read_sql_ = false;
      if (again) {
        add(item, "used_twice", {"写了两次", "it is named twice"});
      } else {
        add(item, "unknown_register",
            {fmt::format("没有台账 {}", item.text),
             fmt::format("there is no register {}", item.text)});
      }
    }
  }

  void read_by_owner(const Node& node, Indicator& made) {
    made.by_owner = node.boolean;
    for (const std::string& noun : made.reads) {
      if (!made.by_owner || !catalogue_.find(noun)->shared) continue;
      add(node, "shared_register",
          {fmt::format("台账 {} 各单位共用，改一条会影响别的单位，不能写 by_owner", noun),
           fmt::format("{} is shared: a record of it counts for other units, so by_owner is wrong",
                       noun)});
    }
  }

  void read_parameters(const Node& node, Indicator& made) {
    for (const Node& item : node.items) {
      const std::size_t dot = std::min(item.text.find('.'), item.text.size());
      ParameterName name{item.text.substr(0, dot),
                         item.text.substr(std::min(dot + 1, item.text.size()))};
      const registers::Declaration* const of = catalogue_.find(name.noun);
      if (of == nullptr || of->find_parameter(name.parameter) == nullptr) {
        can_read_sql_ = false;
        add(item, "unknown_parameter",
            {fmt::format("没有参数 {}（写法：台账.参数）", item.text),
             fmt::format("there is no parameter {} (register.parameter)", item.text)});
        continue;
      }
      if (uses(made, name.parameter)) {
        add(item, "used_twice",
            {fmt::format("两个参数都叫 {}，语句分不清", name.parameter),
             fmt::format("two parameters are called {}: the statement cannot tell them apart",
                         name.parameter)});
      }
      made.parameters.push_back(std::move(name));
    }
  }

  static bool uses(const Indicator& made, std::string_view parameter) {
    return std::ranges::find(made.parameters, parameter, &ParameterName::parameter) !=
           made.parameters.end();
  }

  void read_dimensions(const Node& node, Indicator& made) {
    for (const Node::Entry& entry : node.entries) {
      if (is_name(entry.key)) {
        made.dimensions.push_back({entry.key, both(entry.value)});
      } else {
        add(entry.value, "not_a_name",
            {"分解列的名字只用小写字母、数字和下划线",
             "the name of a dimension has lower-case letters, digits and _ only"});
      }
    }
    if (made.dimensions.size() > kDimensionsMax) {
      add(node, "too_many", {"分解列最多 6 个", "at most 6 dimensions"});
    }
  }

  // The field that a statement named although nothing may be measured by it.
  std::string hidden_field(const Indicator& made, std::string_view message) const {
    for (const std::string& noun : made.reads) {
      for (const registers::Field& field : catalogue_.find(noun)->fields) {
        if ((field.retired || field.sensitive) && message.ends_with(field.name)) {
          return fmt::format("{}.{}", noun, field.name);
        }
      }
    }
    return {};
  }

  void read_sql(const Node& node, Indicator& made) {
    made.sql = without_end_blanks(node.text);
    std::vector<db::ReadableTable> tables;
    for (const std::string& noun : made.reads) {
      tables.push_back(read_view(*catalogue_.find(noun)));
    }
    db::SelectFacts facts;
    try {
      facts = db::check_select(made.sql, tables);
    } catch (const db::SelectRefused& refused) {
      const std::string field = hidden_field(made, refused.reason().en);
      if (field.empty()) {
        add(node, "bad_sql", refused.reason());
      } else {
        add(node, "hidden_field",
            {fmt::format("字段 {} 已停用或加密，不能用来计量", field),
             fmt::format("field {} is retired or sealed: nothing is measured by it", field)});
      }
      return;
    }
    made.asks_today = facts.placeholders.contains("today");
    check_columns(node, made, facts.columns);
    check_names(node, made, facts);
  }

  void check_columns(const Node& node, const Indicator& made,
                     const std::vector<std::string>& columns) {
    std::vector<std::string> wanted = {"record_id", "unit", "on_date", "numerator"};
    if (made.figure == Figure::ratio) wanted.emplace_back("denominator");
    if (made.period != Period::once) wanted.emplace_back("period");
    for (const Dimension& dimension : made.dimensions) wanted.push_back(dimension.name);
    for (const std::string& name : wanted) {
      if (std::ranges::count(columns, name) == 1) continue;
      add(node, "missing_column",
          {fmt::format("语句要有且只有一列 {}", name),
           fmt::format("the statement must have exactly one column {}", name)});
    }
    for (const std::string& name : columns) {
      if (std::ranges::find(wanted, name) != wanted.end()) continue;
      add(node, "unknown_column",
          {fmt::format("不认识列 {}：要么写进 dimensions，要么去掉", name),
           fmt::format("column {} is neither wanted nor a dimension: declare or drop it", name)});
    }
  }

  void check_names(const Node& node, const Indicator& made, const db::SelectFacts& facts) {
    for (const std::string& name : facts.placeholders) {
      if (name == "today" || uses(made, name)) continue;
      add(node, "unknown_parameter",
          {fmt::format("语句用了 :{}，但不在 parameters 里", name),
           fmt::format("the statement uses :{}, which is not among parameters", name)});
    }
    for (const ParameterName& name : made.parameters) {
      if (facts.placeholders.contains(name.parameter)) continue;
      add(node, "unused_parameter",
          {fmt::format("参数 {} 没有用到", name.parameter),
           fmt::format("parameter {} is not used", name.parameter)});
    }
    for (const std::string& noun : made.reads) {
      if (facts.tables.contains(noun)) continue;
      add(node, "unused_register",
          {fmt::format("没有读台账 {}", noun), fmt::format("register {} is not read", noun)});
    }
  }

  const std::string& file_;
  const bool local_;
  const registers::Catalogue& catalogue_;
  const Surroundings& surroundings_;
  std::vector<Fault>& faults_;
  bool can_read_sql_ = true;
};

void read_files(const Files& files, bool local, const registers::Catalogue& catalogue,
                const Surroundings& surroundings, std::vector<Indicator>& all,
                std::vector<Fault>& faults) {
  for (const auto& [file, bytes] : files) {
    const std::size_t before = faults.size();
    const Node root = yaml::read(bytes, file, faults);
    if (faults.size() > before) continue;
    yaml::check_against_schema(root, schema_text("indicator.schema.json"), file, faults);
    if (faults.size() > before) continue;
    for (const Node& node : root.find("indicators")->items) {
      Reader reader(file, local, catalogue, surroundings, faults);
      Indicator made = reader.read(node);
      if (std::ranges::find(all, made.id, &Indicator::id) != all.end()) {
        reader.add(*node.find("id"), "used_twice",
                   {fmt::format("有两个指标都叫 {}", made.id),
                    fmt::format("two indicators are called {}", made.id)});
      }
      for (const std::string& commitment : made.commitments) {
        const auto measures = [&](const Indicator& other) {
          return std::ranges::find(other.commitments, commitment) != other.commitments.end();
        };
        if (std::ranges::none_of(all, measures)) continue;
        reader.add(*node.find("commitments"), "measured_twice",
                   {fmt::format("承诺 {} 已有指标", commitment),
                    fmt::format("commitment {} has an indicator already", commitment)});
      }
      if (!made.commitments.empty()) all.push_back(std::move(made));
    }
  }
}

Files files_of(const std::filesystem::path& folder, std::string_view shown_as,
               std::vector<Fault>& faults) {
  Files files;
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".yaml") continue;
    if (auto bytes = yaml::read_file(entry.path())) {
      files.emplace(fmt::format("{}/{}", shown_as, entry.path().filename().string()),
                    std::move(*bytes));
    } else {
      error = std::make_error_code(std::errc::io_error);
    }
  }
  if (error) {
    faults.push_back({std::string(shown_as),
                      0,
                      0,
                      "unreadable",
                      {"目录或文件无法读取，请检查权限",
                       "the folder or a file in it cannot be read: may the program read it?"}});
  }
  return files;
}

}  // namespace

std::vector<Indicator> read_indicators(const Files& shipped, const Files& local,
                                       const registers::Catalogue& catalogue,
                                       const Surroundings& surroundings) {
  std::vector<Fault> faults;
  std::vector<Indicator> all;
  read_files(shipped, false, catalogue, surroundings, all, faults);
  read_files(local, true, catalogue, surroundings, all, faults);
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  return all;
}

std::vector<Indicator> load_indicators(const std::filesystem::path& shipped,
                                       const std::filesystem::path& local,
                                       const registers::Catalogue& catalogue,
                                       const Surroundings& surroundings) {
  std::vector<Fault> faults;
  const Files shipped_files = files_of(shipped, "indicators", faults);
  const Files local_files = files_of(local, "plan/indicators", faults);
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  return read_indicators(shipped_files, local_files, catalogue, surroundings);
}

}  // namespace indicator

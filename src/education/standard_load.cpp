#include "education/standard_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "yaml/fault.hpp"
#include "yaml/file.hpp"
#include "yaml/reader.hpp"
#include "yaml/schema_check.hpp"

namespace education {

std::string_view schema_text(std::string_view file);

namespace {

using base::Text;
using registers::Declaration;
using registers::Field;
using yaml::Fault;
using yaml::Node;

Text both(const Node& node) { return {node.find("zh")->text, node.find("en")->text}; }

// One file, after it fits the schema.
class Reader {
 public:
  Reader(const std::string& file, const registers::Catalogue& catalogue, std::vector<Fault>& faults)
      : file_(file), catalogue_(catalogue), faults_(faults) {}

  Standard read(const Node& root) {
    Standard standard;
    standard.name = root.find("standard")->text;
    standard.title = both(*root.find("title"));
    standard.source = root.find("source")->text;
    standard.noun = root.find("register")->text;
    for (const Node& kind : root.find("kinds")->items) standard.kinds.push_back(kind.text);
    if (const Node* day = root.find("founded_before")) {
      standard.founded_before = base::Date::parse(day->text);
      if (!standard.founded_before) {
        add(*day, "not_a_date", {"须为日期，如 2022-01-01", "must be a date such as 2022-01-01"});
      }
    }
    const Declaration* const of = catalogue_.find(standard.noun);
    if (of == nullptr) {
      add(*root.find("register"), "unknown_register",
          {fmt::format("没有台账 {}", standard.noun),
           fmt::format("there is no register {}", standard.noun)});
      return standard;
    }
    standard.basic_passes = parameter(*of, *root.find("basic_passes"));
    for (const Node::Entry& entry : root.find("indicators")->entries) {
      standard.indicators.push_back(indicator(*of, entry));
    }
    if (standard.indicators.empty()) {
      add(*root.find("indicators"), "empty", {"至少写一项指标", "name at least one indicator"});
    }
    return standard;
  }

  void add(const Node& at, std::string code, Text reason) {
    faults_.push_back({file_, at.at.line, at.at.column, std::move(code), std::move(reason)});
  }

 private:
  StandardIndicator indicator(const Declaration& of, const Node::Entry& entry) {
    const Node& node = entry.value;
    StandardIndicator made;
    made.id = entry.key;
    made.title = both(*node.find("title"));
    made.unit = both(*node.find("unit"));
    made.value = field(of, *node.find("value"));
    if (const Node* base = node.find("base")) made.base = field(of, *base);
    if (const Node* per = node.find("per")) made.per = per->integer;
    if (const Node* judged = node.find("judged")) made.judged = judged->boolean;
    const Node* const least = node.find("at_least");
    const Node* const most = node.find("at_most");
    if ((least == nullptr) == (most == nullptr)) {
      add(node, "one_bound",
          {"at_least、at_most 写且只写一个", "write either at_least or at_most"});
      return made;
    }
    made.at_most = most != nullptr;
    made.threshold = parameter(of, made.at_most ? *most : *least);
    if (made.at_most && made.base.empty()) {
      add(*most, "no_base", {"at_most 须有 base", "at_most needs a base"});
    }
    return made;
  }

  std::string field(const Declaration& of, const Node& name) {
    const Field* const known = of.find_field(name.text);
    if (known == nullptr || known->type != registers::Type::integer || known->derived) {
      add(name, "unknown_field",
          {fmt::format("台账 {} 没有整数字段 {}", of.name, name.text),
           fmt::format("register {} has no whole-number field {}", of.name, name.text)});
    }
    return name.text;
  }

  std::string parameter(const Declaration& of, const Node& name) {
    const registers::Parameter* const known = of.find_parameter(name.text);
    if (known == nullptr) {
      add(name, "unknown_parameter",
          {fmt::format("台账 {} 没有参数 {}", of.name, name.text),
           fmt::format("register {} has no parameter {}", of.name, name.text)});
    } else if (std::ranges::any_of(known->values,
                                   [](const auto& value) { return value.value < 1; })) {
      add(name, "not_positive",
          {fmt::format("参数 {} 须大于 0", name.text),
           fmt::format("parameter {} must be above 0", name.text)});
    }
    return name.text;
  }

  const std::string& file_;
  const registers::Catalogue& catalogue_;
  std::vector<Fault>& faults_;
};

}  // namespace

std::vector<Standard> read_standards(const StandardFiles& files,
                                     const registers::Catalogue& catalogue) {
  std::vector<Fault> faults;
  std::vector<Standard> standards;
  std::set<std::string> names;
  std::set<std::string> kinds;
  for (const auto& [file, bytes] : files) {
    const std::size_t before = faults.size();
    const Node root = yaml::read(bytes, file, faults);
    if (faults.size() > before) continue;
    yaml::check_against_schema(root, schema_text("standard.schema.json"), file, faults);
    if (faults.size() > before) continue;
    Reader reader(file, catalogue, faults);
    Standard standard = reader.read(root);
    if (!names.insert(standard.name).second) {
      reader.add(*root.find("standard"), "used_twice",
                 {fmt::format("有两个标准都叫 {}", standard.name),
                  fmt::format("two standards are called {}", standard.name)});
    }
    for (const Node& kind : root.find("kinds")->items) {
      if (kinds.insert(kind.text).second) continue;
      reader.add(kind, "used_twice",
                 {fmt::format("学校类型 {} 已有标准", kind.text),
                  fmt::format("schools of kind {} have a standard already", kind.text)});
    }
    standards.push_back(std::move(standard));
  }
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  return standards;
}

std::vector<Standard> load_standards(const std::filesystem::path& registers,
                                     const std::filesystem::path& local,
                                     const registers::Catalogue& catalogue) {
  namespace fs = std::filesystem;
  StandardFiles files;
  std::vector<Fault> faults;
  for (const auto& [folder, shown_as] : {std::pair{registers / "standards", "registers/standards"},
                                         std::pair{local / "standards", "plan/standards"}}) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) continue;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() != ".yaml") continue;
      const std::string name = fmt::format("{}/{}", shown_as, entry.path().filename().string());
      if (auto bytes = yaml::read_file(entry.path())) {
        files.emplace(name, std::move(*bytes));
      } else {
        error = std::make_error_code(std::errc::io_error);
      }
    }
    if (error) {
      faults.push_back({shown_as,
                        0,
                        0,
                        "unreadable",
                        {"目录或文件无法读取，请检查权限",
                         "the folder or a file in it cannot be read: may the program read it?"}});
    }
  }
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  return read_standards(files, catalogue);
}

}  // namespace education

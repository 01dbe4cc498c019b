#include "admission/scheme_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <set>
#include <utility>

#include "base/record_json.hpp"
#include "yaml/file.hpp"
#include "yaml/reader.hpp"
#include "yaml/schema_check.hpp"

namespace admission {

namespace {

constexpr std::size_t kFilesMax = 50;
constexpr std::int64_t kThousand = 1000;

boost::json::value json_of(const yaml::Node& node) {
  switch (node.kind) {
    case yaml::Kind::null:
      return nullptr;
    case yaml::Kind::boolean:
      return node.boolean;
    case yaml::Kind::integer:
      return node.integer;
    case yaml::Kind::real:
      return node.real;
    case yaml::Kind::string:
      return boost::json::string(node.text);
    case yaml::Kind::sequence: {
      boost::json::array items;
      for (const yaml::Node& item : node.items) items.push_back(json_of(item));
      return items;
    }
    case yaml::Kind::mapping: {
      boost::json::object members;
      for (const yaml::Node::Entry& entry : node.entries) members[entry.key] = json_of(entry.value);
      return members;
    }
  }
  return nullptr;
}

// What a schema cannot say: moments exist and follow each other, names refer to something.
class Check {
 public:
  Check(const Scheme& scheme, std::string file, std::vector<yaml::Fault>& faults)
      : scheme_(scheme), file_(std::move(file)), faults_(faults) {}

  void run() {
    unique("subjects", scheme_.subjects);
    unique("categories", scheme_.categories);
    unique("rounds", scheme_.rounds);
    for (const Round& round : scheme_.rounds) check(round);
    if (!scheme_.rounds.empty() && scheme_.rounds.front().supplementary) {
      add({"第一轮不能是征集志愿，没有余额可征集。",
           "The first round cannot be supplementary: nothing is left yet."});
    }
    for (const OrderRule& rule : scheme_.orders) {
      for (const std::string& subject : rule.subjects) known_subject("orders", subject);
      known_round("orders", rule.round);
      check_totals(rule);
    }
    for (const TotalRule& rule : scheme_.totals) {
      known_subject("totals", rule.subject);
      for (const WeightedPart& part : rule.parts) {
        known_subject("totals", part.subject);
        if (scheme_.computes(part.subject)) {
          add({fmt::format("totals：“{}”本身是算出来的，不能再用来算。", part.subject),
               fmt::format("totals: \"{}\" is computed itself and cannot be a part.",
                           part.subject)});
        }
      }
    }
    if (!scheme_.awards.empty() && scheme_.publicity.empty()) {
      add({"awards：写了奖项，还要写 publicity，即公示几个工作日。",
           "awards: say in publicity for how many working days an award is shown."});
    }
    for (const LineRule& line : scheme_.lines) check(line);
    for (const TiePolicyRule& rule : scheme_.ties) {
      if (rule.rule == TieRule::lottery && rule.random_source.empty()) {
        add({"ties：抽签须写明 random_source，即冻结以后才会产生的公开随机数。",
             "ties: a lottery names its random_source, a public value that comes about after the "
             "freeze."});
      }
    }
  }

 private:
  void add(Text reason) { faults_.push_back({file_, 0, 0, "admission", std::move(reason)}); }

  template <class Item>
  void unique(const char* list, const std::vector<Item>& items) {
    std::set<std::string> seen;
    for (const Item& item : items) {
      if (!seen.insert(item.id).second) {
        add({fmt::format("{}：“{}”写了两次。", list, item.id),
             fmt::format("{}: \"{}\" is given twice.", list, item.id)});
      }
    }
  }

  void known_subject(const char* list, const std::string& subject) {
    if (scheme_.find_subject(subject) != nullptr) return;
    add({fmt::format("{}：没有“{}”这项成绩。", list, subject),
         fmt::format("{}: there is no subject \"{}\".", list, subject)});
  }

  void known_round(const char* list, const std::string& round) {
    if (round.empty() || scheme_.find_round(round) != nullptr) return;
    add({fmt::format("{}：没有“{}”这一轮。", list, round),
         fmt::format("{}: there is no round \"{}\".", list, round)});
  }

  // A correction computes a total anew from what is frozen, so its parts have to be there.
  void check_totals(const OrderRule& order) {
    const auto stands = [&](const std::string& subject) {
      return std::ranges::find(order.subjects, subject) != order.subjects.end();
    };
    for (const TotalRule& total : scheme_.totals) {
      if (!stands(total.subject)) continue;
      for (const WeightedPart& part : total.parts) {
        if (stands(part.subject)) continue;
        add({fmt::format("orders：比较“{}”，就要把它的组成“{}”也列在后面。", total.subject,
                         part.subject),
             fmt::format("orders: \"{}\" is compared, so its part \"{}\" has to stand after it.",
                         total.subject, part.subject)});
      }
    }
  }

  void check(const LineRule& line) {
    known_subject("lines", line.subject);
    known_round("lines", line.round);
    if (!line.category.empty() && scheme_.find_category(line.category) == nullptr) {
      add({fmt::format("lines：没有“{}”这个科类。", line.category),
           fmt::format("lines: there is no category \"{}\".", line.category)});
    }
  }

  void check(const Round& round) {
    std::optional<base::Instant> before;
    for (const auto& [name, text] :
         {std::pair("opens_at", &round.opens_at), std::pair("closes_at", &round.closes_at),
          std::pair("reply_by", &round.reply_by), std::pair("appeal_by", &round.appeal_by)}) {
      if (text->empty()) continue;
      const auto at = moment(*text);
      if (!at) {
        add({fmt::format("第“{}”轮的 {}：“{}”不是时刻，请写成 2026-07-05T08:00。", round.id, name,
                         *text),
             fmt::format("round {}, {}: \"{}\" is no moment; write 2026-07-05T08:00.", round.id,
                         name, *text)});
        continue;
      }
      // Replies and appeals may end in either order, but not before entering has ended.
      if (before && *at <= *before && name != std::string_view("appeal_by")) {
        add({fmt::format("第“{}”轮的 {} 不在前一个时刻之后。", round.id, name),
             fmt::format("round {}: {} does not come after the moment before it.", round.id,
                         name)});
      }
      before = at;
    }
  }

  const Scheme& scheme_;
  const std::string file_;
  std::vector<yaml::Fault>& faults_;
};

// Marks and weights are written as people write them and kept in thousandths.
void scale_totals(boost::json::value& json) {
  auto* totals = json.as_object().if_contains("totals");
  if (totals == nullptr) return;
  for (boost::json::value& total : totals->as_array()) {
    for (boost::json::value& part : total.as_object().at("parts").as_array()) {
      auto& object = part.as_object();
      object["weight_permille"] = std::llround(object.at("weight").to_number<double>() * kThousand);
    }
  }
}

void scale_lines(boost::json::value& json) {
  auto* lines = json.as_object().if_contains("lines");
  if (lines == nullptr) return;
  for (boost::json::value& line : lines->as_array()) {
    auto& object = line.as_object();
    object["minimum_thousandths"] =
        std::llround(object.at("minimum").to_number<double>() * kThousand);
  }
}

}  // namespace

Scheme read_scheme(std::string_view text, const std::string& file) {
  std::vector<yaml::Fault> faults;
  const yaml::Node root = yaml::read(text, file, faults);
  if (faults.empty()) {
    yaml::check_against_schema(root, schema_text("admission.schema.json"), file, faults);
  }
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  boost::json::value json = json_of(root);
  scale_lines(json);
  scale_totals(json);
  Scheme scheme;
  try {
    base::read_record(json, scheme);
  } catch (const boost::system::system_error&) {
    // The schema leaves only dates that do not exist.
    throw yaml::LoadError({{file,
                            0,
                            0,
                            "admission",
                            {"有一个 from 不是存在的日期，请写成 2026-01-01。",
                             "One of the from is no day; write 2026-01-01."}}});
  }
  Check(scheme, file, faults).run();
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  return scheme;
}

std::vector<Scheme> load_schemes(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::vector<Scheme> schemes;
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<yaml::Fault> faults;
  if (files.size() > kFilesMax) {
    faults.push_back({folder.string(),
                      0,
                      0,
                      "admission",
                      {fmt::format("最多 {} 个招生方案文件。", kFilesMax),
                       fmt::format("At most {} files.", kFilesMax)}});
    files.clear();
  }
  for (const fs::path& path : files) {
    const std::string name = "admission/" + path.filename().string();
    const auto text = yaml::read_file(path);
    if (!text) {
      faults.push_back({name, 0, 0, "admission", {"文件读不出来。", "The file cannot be read."}});
      continue;
    }
    try {
      Scheme scheme = read_scheme(*text, name);
      if (scheme.id != path.stem().string()) {
        faults.push_back({name,
                          0,
                          0,
                          "admission",
                          {fmt::format("id “{}”须与文件名相同。", scheme.id),
                           fmt::format("The id \"{}\" must be the name of the file.", scheme.id)}});
      }
      schemes.push_back(std::move(scheme));
    } catch (const yaml::LoadError& wrong) {
      faults.insert(faults.end(), wrong.faults().begin(), wrong.faults().end());
    }
  }
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  return schemes;
}

}  // namespace admission

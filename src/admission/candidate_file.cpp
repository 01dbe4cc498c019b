#include "admission/candidate_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "register/csv.hpp"

namespace admission {

namespace {

constexpr std::int64_t kThousand = 1000;
constexpr std::int64_t kMarkMax = 10'000;
constexpr std::size_t kNumberMax = 32;
constexpr std::size_t kNameMax = 64;
constexpr std::size_t kSchoolMax = 128;

struct Wanted {
  std::string id;
  Text title;
};

std::vector<Wanted> wanted_columns(ImportKind kind, const Scheme& scheme) {
  std::vector<Wanted> wanted{{"number", {"考号", "Number"}}};
  if (kind == ImportKind::marks) {
    for (const Subject& subject : scheme.subjects) wanted.push_back({subject.id, subject.title});
    return wanted;
  }
  wanted.push_back({"name", {"姓名", "Name"}});
  wanted.push_back({"county", {"县区", "County"}});
  wanted.push_back({"school", {"毕业学校", "School"}});
  if (!scheme.categories.empty()) wanted.push_back({"category", {"科类", "Category"}});
  return wanted;
}

std::string trimmed(const std::string& text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::map<std::string, std::size_t> places_of(const std::vector<std::string>& head,
                                             const std::vector<Wanted>& wanted) {
  std::map<std::string, std::size_t> places;
  std::vector<base::FieldError> errors;
  for (const Wanted& column : wanted) {
    for (std::size_t i = 0; i < head.size(); ++i) {
      const std::string title = base::fold(trimmed(head[i]));
      if (title != base::fold(column.title.zh) && title != base::fold(column.title.en) &&
          title != base::fold(column.id)) {
        continue;
      }
      if (!places.emplace(column.id, i).second) {
        errors.push_back({column.id,
                          {fmt::format("“{}”这一列出现了两次。", column.title.zh),
                           fmt::format("The column \"{}\" is there twice.", column.title.en)}});
      }
    }
    if (!places.contains(column.id)) {
      errors.push_back({column.id,
                        {fmt::format("缺少“{}”这一列。", column.title.zh),
                         fmt::format("The column \"{}\" is missing.", column.title.en)}});
    }
  }
  if (!errors.empty()) {
    throw base::invalid({"表头不对，请按模板改正第一行。",
                         "The header does not fit; correct the first row after the template."},
                        std::move(errors));
  }
  return places;
}

class Row {
 public:
  Row(const std::vector<std::string>& cells, const std::map<std::string, std::size_t>& places)
      : cells_(cells), places_(places) {}

  std::string at(const std::string& column) const {
    const std::size_t place = places_.at(column);
    return place < cells_.size() ? trimmed(cells_[place]) : std::string();
  }

 private:
  const std::vector<std::string>& cells_;
  const std::map<std::string, std::size_t>& places_;
};

bool is_number(const std::string& text) {
  return !text.empty() && text.size() <= kNumberMax && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

std::optional<Text> length_fault(const char* zh, const char* en, const std::string& text,
                                 std::size_t most) {
  if (!text.empty() && base::character_count(text) <= most) return std::nullopt;
  return Text{fmt::format("{}须为 1 到 {} 字。", zh, most),
              fmt::format("The {} has 1 to {} characters.", en, most)};
}

std::optional<Text> read_person(const Row& row, const Scheme& scheme, const CountyNames& counties,
                                Candidate& to) {
  to.name = row.at("name");
  to.school = row.at("school");
  if (auto fault = length_fault("姓名", "name", to.name, kNameMax)) return fault;
  if (auto fault = length_fault("毕业学校", "school", to.school, kSchoolMax)) return fault;
  const auto county = counties.find(row.at("county"));
  if (county == counties.end()) {
    return Text{fmt::format("“{}”不是本地的县区。", row.at("county")),
                fmt::format("\"{}\" is no county of this region.", row.at("county"))};
  }
  to.county = county->second;
  if (scheme.categories.empty()) return std::nullopt;
  const std::string category = row.at("category");
  const auto known = std::ranges::find_if(scheme.categories, [&](const Category& each) {
    return each.id == category || each.title.zh == category || each.title.en == category;
  });
  if (known == scheme.categories.end()) {
    return Text{fmt::format("没有“{}”这个科类。", category),
                fmt::format("There is no category \"{}\".", category)};
  }
  to.category = known->id;
  return std::nullopt;
}

std::optional<Text> read_marks(const Row& row, const Scheme& scheme, Candidate& to) {
  for (const Subject& subject : scheme.subjects) {
    const std::string text = row.at(subject.id);
    const auto mark = thousandths(text, subject.max_mark.value_or(kMarkMax));
    if (!mark) {
      return Text{fmt::format("{}“{}”不是 0 到 {} 的成绩（最多三位小数）。缺考请填 0。",
                              subject.title.zh, text, subject.max_mark.value_or(kMarkMax)),
                  fmt::format("{} \"{}\" is no mark from 0 to {} (three decimals at most). Write 0 "
                              "for who was absent.",
                              subject.title.en, text, subject.max_mark.value_or(kMarkMax))};
    }
    to.marks[subject.id] = *mark;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> thousandths(std::string_view text, std::int64_t max_mark) {
  constexpr std::size_t kWholeDigitsMax = 6;
  constexpr std::size_t kDecimalsMax = 3;
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || whole.size() > kWholeDigitsMax || rest.size() > kDecimalsMax ||
      (point != std::string_view::npos && rest.empty())) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  for (const char c : std::string(whole) + std::string(rest)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  for (std::size_t i = rest.size(); i < kDecimalsMax; ++i) value *= 10;
  if (value > max_mark * kThousand) return std::nullopt;
  return value;
}

std::string mark_text(std::int64_t thousandths) {
  std::string text = fmt::format("{}.{:03}", thousandths / kThousand, thousandths % kThousand);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

CandidateFile read_candidates(std::string text, ImportKind kind, const Scheme& scheme,
                              const CountyNames& counties) {
  registers::CsvReader reader(std::move(text), {.rows_max = kCandidatesMax + 1});
  std::vector<std::string> cells;
  if (!reader.next(cells)) {
    throw base::invalid({"文件是空的。", "The file is empty."}, {});
  }
  const auto places = places_of(cells, wanted_columns(kind, scheme));
  CandidateFile file;
  std::set<std::string> seen;
  while (reader.next(cells)) {
    const Row row(cells, places);
    Candidate candidate;
    candidate.number = row.at("number");
    std::optional<Text> fault;
    if (!is_number(candidate.number)) {
      fault = {
          fmt::format("“{}”不是考号：只能是 1 到 {} 位数字或字母。", candidate.number, kNumberMax),
          fmt::format("\"{}\" is no candidate number: 1 to {} digits or letters.", candidate.number,
                      kNumberMax)};
    } else if (seen.contains(candidate.number)) {
      fault = {fmt::format("考号 {} 在前面已经出现过。", candidate.number),
               fmt::format("The number {} is there already.", candidate.number)};
    } else {
      fault = kind == ImportKind::marks ? read_marks(row, scheme, candidate)
                                        : read_person(row, scheme, counties, candidate);
    }
    if (fault) {
      file.faults.push_back({static_cast<std::int64_t>(reader.row_number()), std::move(*fault)});
      continue;
    }
    seen.insert(candidate.number);
    file.rows.push_back(std::move(candidate));
  }
  return file;
}

}  // namespace admission

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

// Subjects whose marks a file brings.
std::vector<const Subject*> subjects_in(const Scheme& scheme,
                                        const std::vector<std::string>& only) {
  std::vector<const Subject*> subjects;
  for (const Subject& subject : scheme.subjects) {
    if (scheme.computes(subject.id)) continue;
    if (only.empty() || std::ranges::find(only, subject.id) != only.end()) {
      subjects.push_back(&subject);
    }
  }
  return subjects;
}

std::vector<Wanted> wanted_columns(ImportKind kind, const Scheme& scheme,
                                   const std::vector<const Subject*>& subjects) {
  std::vector<Wanted> wanted{{"number", {"考号", "Number"}}};
  switch (kind) {
    case ImportKind::candidates:
      break;
    case ImportKind::marks:
      for (const Subject* subject : subjects) wanted.push_back({subject->id, subject->title});
      return wanted;
    case ImportKind::eligibility:
      wanted.push_back({"eligible", {"资格", "Eligible"}});
      wanted.push_back({"reason", {"说明", "Reason"}});
      return wanted;
    case ImportKind::results:
      wanted.push_back({"institution", {"录取院校", "Institution"}});
      wanted.push_back({"programme", {"录取专业", "Programme"}});
      wanted.push_back({"round", {"批次", "Round"}});
      return wanted;
    case ImportKind::enrolment:
      wanted.push_back({"reported", {"报到", "Reported"}});
      wanted.push_back({"reason", {"原因", "Reason"}});
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

std::optional<Text> read_marks(const Row& row, const std::vector<const Subject*>& subjects,
                               Candidate& to) {
  for (const Subject* each : subjects) {
    const Subject& subject = *each;
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

// Yes or no as people write it.
std::optional<bool> yes_or_no(const std::string& text) {
  for (const char* yes : {"是", "合格", "通过", "已报到", "yes"}) {
    if (base::fold(text) == yes) return true;
  }
  for (const char* no : {"否", "不合格", "不通过", "未报到", "no"}) {
    if (base::fold(text) == no) return false;
  }
  return std::nullopt;
}

std::optional<Text> too_long(const std::string& text) {
  if (base::character_count(text) <= kSchoolMax) return std::nullopt;
  return Text{fmt::format("有一格太长，最多 {} 字。", kSchoolMax),
              fmt::format("A cell has {} characters at most.", kSchoolMax)};
}

std::optional<Text> read_eligibility(const Row& row, Candidate& to) {
  const auto eligible = yes_or_no(row.at("eligible"));
  to.eligibility_reason = row.at("reason");
  if (!eligible) {
    return Text{fmt::format("资格“{}”不明，请填 合格 或 不合格。", row.at("eligible")),
                fmt::format("Eligible \"{}\": write yes or no.", row.at("eligible"))};
  }
  to.eligibility = *eligible ? Eligibility::eligible : Eligibility::ineligible;
  if (!*eligible && to.eligibility_reason.empty()) {
    return Text{"不合格的要写明原因，考生会看到。",
                "Say why he is not eligible; the candidate reads it."};
  }
  return too_long(to.eligibility_reason);
}

std::optional<Text> read_result(const Row& row, Candidate& to) {
  PlaceElsewhere place{row.at("institution"), row.at("programme"), row.at("round")};
  for (const std::string* text : {&place.institution, &place.programme, &place.round}) {
    if (auto fault = too_long(*text)) return fault;
  }
  if (place.institution.empty() && !place.programme.empty()) {
    return Text{"有录取专业，没有录取院校。", "There is a programme and no institution."};
  }
  to.elsewhere = std::move(place);
  return std::nullopt;
}

std::optional<Text> read_enrolment(const Row& row, Candidate& to) {
  const auto reported = yes_or_no(row.at("reported"));
  to.enrolment_reason = row.at("reason");
  if (!reported) {
    return Text{fmt::format("报到“{}”不明，请填 是 或 否。", row.at("reported")),
                fmt::format("Reported \"{}\": write yes or no.", row.at("reported"))};
  }
  to.enrolment = *reported ? Enrolment::reported : Enrolment::absent;
  return too_long(to.enrolment_reason);
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

std::optional<Candidate> merged(const Candidate* known, const Candidate& row, ImportKind kind) {
  if (known == nullptr) {
    return kind == ImportKind::candidates ? std::optional(row) : std::nullopt;
  }
  Candidate made = *known;
  switch (kind) {
    case ImportKind::candidates:
      made.name = row.name;
      made.county = row.county;
      made.school = row.school;
      made.category = row.category;
      break;
    case ImportKind::marks:
      for (const auto& [subject, mark] : row.marks) made.marks[subject] = mark;
      break;
    case ImportKind::eligibility:
      made.eligibility = row.eligibility;
      made.eligibility_reason = row.eligibility_reason;
      break;
    case ImportKind::results:
      made.elsewhere = row.elsewhere;
      break;
    case ImportKind::enrolment:
      made.enrolment = row.enrolment;
      made.enrolment_reason = row.enrolment_reason;
      break;
  }
  return made;
}

CandidateFile read_candidates(std::string text, ImportKind kind, const Scheme& scheme,
                              const CountyNames& counties, const std::vector<std::string>& only) {
  registers::CsvReader reader(std::move(text), {.rows_max = kCandidatesMax + 1});
  std::vector<std::string> cells;
  if (!reader.next(cells)) {
    throw base::invalid({"文件是空的。", "The file is empty."}, {});
  }
  const auto subjects = subjects_in(scheme, only);
  const auto places = places_of(cells, wanted_columns(kind, scheme, subjects));
  const auto read_rest = [&](const Row& row, Candidate& to) {
    switch (kind) {
      case ImportKind::marks:
        return read_marks(row, subjects, to);
      case ImportKind::eligibility:
        return read_eligibility(row, to);
      case ImportKind::results:
        return read_result(row, to);
      case ImportKind::enrolment:
        return read_enrolment(row, to);
      case ImportKind::candidates:
        break;
    }
    return read_person(row, scheme, counties, to);
  };
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
      fault = read_rest(row, candidate);
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

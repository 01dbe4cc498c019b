// What the engine reads in the documents of tests/draft/corpus, against what a person read in them
// (tests/draft/README.md). Prints precision and recall of every kind of fact, and every miss.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "document/document.hpp"
#include "engines/draft/draft.hpp"

namespace draft {
namespace {

namespace engine = engines::draft;
using engine::Span;

const std::filesystem::path kCorpus = ZHIJIAO_SOURCE_DIR "/tests/draft/corpus";
constexpr std::string_view kExpected = ".expected.yaml";

std::string words_of(const YAML::Node& node) { return node.as<std::string>(); }

std::vector<std::string> list_of(const YAML::Node& node) {
  return node ? node.as<std::vector<std::string>>() : std::vector<std::string>{};
}

bool contains(const std::string& whole, const std::string& part) {
  return whole.find(part) != std::string::npos;
}

//! The text of a document as a search sees it, and where each byte of that came from.
class FoldedDocument {
 public:
  explicit FoldedDocument(std::string_view text) {
    std::size_t next = 0;
    for (std::size_t at = 0; at < text.size(); at = next) {
      next = at + 1;
      while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U)
        ++next;
      const std::string folded = base::fold(text.substr(at, next - at));
      text_ += folded;
      origins_.resize(text_.size(), Span{at, next});
    }
  }

  //! Everywhere the words stand, in the document's own offsets.
  std::vector<Span> places_of(const std::string& words) const {
    const std::string wanted = base::fold(words);
    std::vector<Span> places;
    for (std::size_t at = text_.find(wanted); !wanted.empty() && at != std::string::npos;
         at = text_.find(wanted, at + 1))
      places.push_back({origins_[at].begin, origins_[at + wanted.size() - 1].end});
    return places;
  }

 private:
  std::string text_;
  std::vector<Span> origins_;
};

bool overlap(Span one, Span other) { return one.begin < other.end && other.begin < one.end; }

bool touches(const std::vector<Span>& places, const std::vector<Span>& spans) {
  return std::any_of(places.begin(), places.end(), [&](Span place) {
    return std::any_of(spans.begin(), spans.end(), [&](Span span) { return overlap(place, span); });
  });
}

struct Tally {
  int right = 0;
  int missed = 0;  // a person read it, the engine did not or read it differently
  int wrong = 0;   // the engine reads what is not there

  double recall() const { return share(missed); }
  double precision() const { return share(wrong); }

 private:
  double share(int lost) const { return right + lost == 0 ? 1 : right / double(right + lost); }
};

using Tallies = std::map<std::string, Tally>;

//! Marks one document like an examination paper.
class Marking {
 public:
  Marking(const std::string& text, const engine::Draft& drafted, const YAML::Node& expected)
      : text_(text), folded_(text), drafted_(drafted), expected_(expected) {}

  void mark() {
    mark_head();
    mark_structure();
    mark_tasks();
    mark_commitments();
    mark_bodies();
    mark_duties();
  }

  Tallies tallies;
  std::vector<std::string> misses;
  std::vector<std::string> inventions;  // numbers that promise nothing, drafted as commitments

 private:
  void expect(const std::string& kind, bool found, const std::string& what) {
    ++(found ? tallies[kind].right : tallies[kind].missed);
    if (!found) misses.push_back(kind + " missed: " + what);
  }
  void invented(const std::string& kind, const std::string& what) {
    ++tallies[kind].wrong;
    misses.push_back(kind + " invented: " + what);
  }

  static bool same(const std::string& one, const std::string& other) {
    return base::fold(one) == base::fold(other);
  }
  static bool names(const engine::UnitMention& mention, const std::string& unit) {
    return same(mention.written.text, unit) ||
           (!mention.completed.empty() && same(mention.completed, unit));
  }

  //! Both lists hold the same, in whatever order.
  template <class Found, class Same>
  void compare_lists(const std::string& kind, const std::vector<std::string>& wanted,
                     std::vector<Found> found, Same is, std::string (*show)(const Found&)) {
    for (const std::string& one : wanted) {
      const auto place = std::find_if(found.begin(), found.end(),
                                      [&](const Found& candidate) { return is(candidate, one); });
      expect(kind, place != found.end(), one);
      if (place != found.end()) found.erase(place);
    }
    for (const Found& rest : found) invented(kind, show(rest));
  }

  void mark_head() {
    const YAML::Node document = expected_["document"];
    const engine::Head& head = drafted_.head;
    if (document["title"])
      expect("head",
             contains(base::fold(head.title.text + "\n" + head.notice_title.text),
                      base::fold(words_of(document["title"]))),
             words_of(document["title"]) + " ≠ " + head.title.text);
    if (document["number"])
      expect("head", same(head.number_normal, words_of(document["number"])),
             words_of(document["number"]) + " ≠ " + head.number_normal);
    if (document["issuer"]) {
      const std::string issuer = base::fold(words_of(document["issuer"]));
      const std::string found =
          head.issuer ? base::fold(head.issuer->written.text + " " + head.issuer->completed) : "";
      expect("head", contains(found, issuer), words_of(document["issuer"]) + " ≠ " + found);
    }
    mark_date(document["signed_on"], {engine::DateKind::signed_on, engine::DateKind::formed_on});
    mark_date(document["published_on"], {engine::DateKind::published_on});
    if (document["addressees"])
      compare_lists<engine::UnitMention>(
          "addressee", list_of(document["addressees"]), head.addressees, names,
          [](const engine::UnitMention& mention) { return mention.written.text; });
    if (document["annexes"])
      compare_lists<engine::Quote>(
          "annex", list_of(document["annexes"]), head.annexes,
          [](const engine::Quote& quote, const std::string& title) {
            return same(quote.text, title);
          },
          [](const engine::Quote& quote) { return quote.text; });
  }

  void mark_date(const YAML::Node& day, const std::set<engine::DateKind>& kinds) {
    if (!day) return;
    const bool found =
        std::any_of(drafted_.head.dates.begin(), drafted_.head.dates.end(),
                    [&](const engine::StatedDate& date) {
                      return kinds.count(date.kind) == 1 && date.on.str() == words_of(day);
                    });
    expect("head", found, "date " + words_of(day));
  }

  void mark_structure() {
    for (const std::string& title : list_of(expected_["groups"]))
      expect("group",
             std::any_of(drafted_.groups.begin(), drafted_.groups.end(),
                         [&](const engine::Group& group) { return same(group.title.text, title); }),
             title);
    if (expected_["articles"]) {
      const auto count = std::count_if(
          drafted_.sections.begin(), drafted_.sections.end(),
          [](const auto& section) { return section.marker == engine::Marker::article; });
      expect("structure", count == expected_["articles"].as<int>(),
             fmt::format("{} articles", count));
    }
    for (const std::string& flaw : list_of(expected_["reported"]))
      expect("structure",
             std::any_of(
                 drafted_.findings.begin(), drafted_.findings.end(),
                 [&](const auto& finding) { return finding.kind == "numbering_" + flaw + "s"; }),
             "numbering_" + flaw + "s");
    if (!expected_["measures"]) return;
    std::vector<std::string> wanted;
    for (const YAML::Node& measure : expected_["measures"])
      wanted.push_back(words_of(measure["number"]) + " " + words_of(measure["title"]));
    std::vector<std::string> found;
    for (const engine::Measure& measure : drafted_.measures)
      found.push_back(
          fmt::format("{} {}", drafted_.sections.at(measure.section).number, measure.title.text));
    compare_lists<std::string>("measure", wanted, found, same,
                               [](const std::string& title) { return title; });
  }

  std::string quoted(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  void mark_tasks() {
    if (!expected_["tasks"]) return;
    std::vector<const engine::Task*> left;
    for (const engine::Task& task : drafted_.tasks) left.push_back(&task);
    for (const YAML::Node& wanted : expected_["tasks"]) {
      const std::string starts = base::fold(words_of(wanted["starts"]));
      // Behind its number, or in whatever column of a table it stands.
      const auto place = std::find_if(left.begin(), left.end(), [&](const engine::Task* task) {
        const std::size_t at = base::fold(quoted(task->span)).find(starts);
        return at != std::string::npos && at < 60;
      });
      expect("task", place != left.end(), words_of(wanted["starts"]));
      if (place == left.end()) continue;
      mark_units(wanted, **place);
      mark_deadline(wanted, **place);
      left.erase(place);
    }
    for (const engine::Task* rest : left) invented("task", rest->title.text);
  }

  void mark_units(const YAML::Node& wanted, const engine::Task& task) {
    const std::string of = " (" + words_of(wanted["starts"]) + ")";
    std::vector<const engine::Responsible*> left;
    for (const engine::Responsible& one : task.responsible) left.push_back(&one);
    const bool lead_stated = static_cast<bool>(wanted["lead"]);
    const std::map<std::string, std::set<engine::Role>> roles = {
        {"lead", {engine::Role::lead}},
        {"supporting", {engine::Role::supporting}},
        {"listed", {engine::Role::presumed_lead, engine::Role::supporting}}};
    for (const auto& [key, allowed] : roles)
      for (const std::string& unit : list_of(wanted[key])) {
        const auto place = std::find_if(left.begin(), left.end(),
                                        [&](const auto* one) { return names(one->unit, unit); });
        expect("unit", place != left.end(), unit + of);
        if (place == left.end()) continue;
        const engine::Role role = (*place)->role;
        expect("role",
               allowed.count(role) == 1 && !(lead_stated && role == engine::Role::presumed_lead),
               fmt::format("{} is not {}{}", unit, key, of));
        left.erase(place);
      }
    const std::vector<std::string> may = list_of(wanted["may"]);
    for (const engine::Responsible* rest : left)
      if (std::none_of(may.begin(), may.end(),
                       [&](const std::string& unit) { return names(rest->unit, unit); }))
        invented("unit", rest->unit.written.text + of);
  }

  void mark_deadline(const YAML::Node& wanted, const engine::Task& task) {
    if (!wanted["deadline"]) return;
    const std::string words = words_of(wanted["deadline"]);
    const std::string of = " (" + words_of(wanted["starts"]) + ")";
    if (!task.deadline) return expect("deadline", false, words + of);
    const engine::Deadline& found = *task.deadline;
    const std::string one = base::fold(words);
    const std::string other = base::fold(found.written.text);
    bool right = !other.empty() && (contains(one, other) || contains(other, one));
    if (wanted["on"]) right = right && found.on && found.on->str() == words_of(wanted["on"]);
    if (wanted["every"])
      right = right && (words_of(wanted["every"]) == "standing"
                            ? found.kind == engine::DeadlineKind::standing
                            : found.period == period_of(words_of(wanted["every"])));
    expect("deadline", right,
           fmt::format("{}{}, read as {} {}", words, of, found.written.text,
                       found.on ? found.on->str() : "no day"));
  }

  static engine::Period period_of(const std::string& word) {
    static const std::map<std::string, engine::Period> periods = {
        {"once", engine::Period::once},
        {"each_month", engine::Period::each_month},
        {"each_quarter", engine::Period::each_quarter},
        {"each_half_year", engine::Period::each_half_year},
        {"each_year", engine::Period::each_year}};
    return periods.at(word);
  }

  static engine::Comparator comparator_of(const std::string& word) {
    static const std::map<std::string, engine::Comparator> comparators = {
        {"at_least", engine::Comparator::at_least},
        {"at_most", engine::Comparator::at_most},
        {"about", engine::Comparator::about},
        {"between", engine::Comparator::between},
        {"all", engine::Comparator::all}};
    return comparators.at(word);
  }

  static bool value_is(const YAML::Node& wanted, std::optional<std::int64_t> found, int scale) {
    if (!wanted) return true;
    return found && std::abs(double(*found) / std::pow(10, scale) - wanted.as<double>()) < 1e-9;
  }

  static std::vector<Span> spans_of(const engine::Commitment& found) {
    std::vector<Span> spans = found.again_at;
    spans.push_back(found.written.span);
    return spans;
  }

  void mark_commitments() {
    if (!expected_["commitments"]) return;
    std::set<const engine::Commitment*> taken;
    std::vector<Span> promised;
    for (const YAML::Node& wanted : expected_["commitments"]) {
      const std::vector<Span> places = folded_.places_of(words_of(wanted["in"]));
      EXPECT_FALSE(places.empty()) << words_of(wanted["in"]) << " stands nowhere in the document";
      promised.insert(promised.end(), places.begin(), places.end());
      const engine::Commitment* match = nullptr;
      for (const engine::Commitment& found : drafted_.commitments)
        if (match == nullptr && touches(places, spans_of(found)) &&
            value_is(wanted["low"], found.low, found.scale) &&
            value_is(wanted["high"], found.high, found.scale) &&
            // A repetition is one commitment; otherwise each answers once.
            (taken.count(&found) == 0 || !found.again_at.empty()))
          match = &found;
      const std::string value = wanted["low"] ? " " + words_of(wanted["low"]) : "";
      expect("commitment", match != nullptr, words_of(wanted["in"]) + value);
      if (match == nullptr) continue;
      taken.insert(match);
      mark_commitment(wanted, *match);
    }
    std::vector<Span> fair;
    for (const std::string& words : list_of(expected_["may"]))
      append(fair, folded_.places_of(words));
    for (const YAML::Node& duty : expected_["duties"])
      append(fair, folded_.places_of(words_of(duty["in"])));
    std::vector<Span> idle;
    for (const std::string& words : list_of(expected_["not_commitments"]))
      append(idle, folded_.places_of(words));
    for (const engine::Commitment& found : drafted_.commitments) {
      const std::vector<Span> here = {found.written.span};
      const bool all = found.comparator == engine::Comparator::all && !found.low;
      if (taken.count(&found) == 1 || touches(fair, here) || (all && !touches(idle, here)))
        continue;
      const std::string what = found.title.text + " | " + found.written.text;
      invented("commitment", what);
      if (touches(idle, here) && !touches(promised, here)) inventions.push_back(what);
    }
  }

  static void append(std::vector<Span>& to, const std::vector<Span>& more) {
    to.insert(to.end(), more.begin(), more.end());
  }

  void mark_commitment(const YAML::Node& wanted, const engine::Commitment& found) {
    const std::string of = " (" + words_of(wanted["in"]) + ")";
    if (wanted["comparator"])
      expect("comparator", found.comparator == comparator_of(words_of(wanted["comparator"])),
             words_of(wanted["comparator"]) + of);
    else if (wanted["low"])
      expect("comparator",
             found.comparator == engine::Comparator::at_least ||
                 found.comparator == engine::Comparator::equal,
             "no comparator" + of);
    if (wanted["unit"]) {
      // 个工作日 may be named 工作日, 个 nothing.
      const std::string one = base::fold(words_of(wanted["unit"]));
      const std::string other = base::fold(found.unit_name);
      expect("counted unit", contains(one, other) || contains(other, one),
             words_of(wanted["unit"]) + " ≠ " + found.unit_name + of);
    }
    if (wanted["about"])
      expect("counted thing",
             contains(base::fold(found.title.text + found.base.text),
                      base::fold(words_of(wanted["about"]))),
             words_of(wanted["about"]) + " ≠ " + found.title.text + of);
    if (wanted["due_on"])
      expect(
          "commitment date", found.due_on && found.due_on->str() == words_of(wanted["due_on"]),
          words_of(wanted["due_on"]) + " ≠ " + (found.due_on ? found.due_on->str() : "none") + of);
    if (wanted["period"])
      expect("commitment date", found.period == period_of(words_of(wanted["period"])),
             words_of(wanted["period"]) + of);
    if (wanted["for"]) {
      const std::string whom = base::fold(words_of(wanted["for"]));
      expect("for whom",
             std::any_of(found.for_units.begin(), found.for_units.end(),
                         [&](const engine::UnitMention& mention) {
                           return contains(base::fold(mention.written.text), whom) ||
                                  contains(base::fold(mention.completed), whom);
                         }),
             words_of(wanted["for"]) + of);
    }
  }

  void mark_bodies() {
    if (!expected_["bodies"]) return;
    std::vector<const engine::Body*> left;
    for (const engine::Body& body : drafted_.bodies) left.push_back(&body);
    for (const YAML::Node& wanted : expected_["bodies"]) {
      const std::string title = base::fold(words_of(wanted["title"]));
      const auto place = std::find_if(left.begin(), left.end(), [&](const engine::Body* body) {
        return contains(base::fold(body->title.text), title);
      });
      expect("body", place != left.end(), words_of(wanted["title"]));
      if (place == left.end()) continue;
      const engine::Body& body = **place;
      left.erase(place);
      if (wanted["office"])
        expect("body", body.office && names(*body.office, words_of(wanted["office"])),
               "office " + words_of(wanted["office"]));
      if (!wanted["seats"]) continue;
      std::vector<std::string> seats;
      for (const YAML::Node& seat : wanted["seats"])
        seats.push_back(words_of(seat["seat"]) + " " + words_of(seat["name"]) + " " +
                        words_of(seat["post"]));
      std::vector<std::string> found;
      for (const engine::Seat& seat : body.seats) {
        // Who heads the office is told beside `office`.
        if (contains(seat.title.text, "办公室")) continue;
        found.push_back(seat.title.text + " " + seat.person_name + " " + seat.position.text);
      }
      compare_lists<std::string>("seat", seats, found, same,
                                 [](const std::string& seat) { return seat; });
    }
    for (const engine::Body* rest : left) invented("body", rest->title.text);
  }

  void mark_duties() {
    if (!expected_["duties"]) return;
    for (const YAML::Node& wanted : expected_["duties"]) {
      const std::vector<Span> places = folded_.places_of(words_of(wanted["in"]));
      EXPECT_FALSE(places.empty()) << words_of(wanted["in"]) << " stands nowhere in the document";
      const auto fits = [&](Span span, engine::Period period) {
        return touches(places, {span}) &&
               (!wanted["period"] || period == period_of(words_of(wanted["period"])));
      };
      bool found = std::any_of(
          drafted_.duties.begin(), drafted_.duties.end(),
          [&](const engine::Duty& duty) { return fits(duty.written.span, duty.period); });
      // A rhythm that a plan has no word for (每三年) stays a duty said in running text.
      found = found ||
              std::any_of(drafted_.inline_duties.begin(), drafted_.inline_duties.end(),
                          [&](const engine::InlineDuty& duty) {
                            return fits(duty.written.span, duty.deadline ? duty.deadline->period
                                                                         : engine::Period::once);
                          });
      expect("duty", found, words_of(wanted["in"]));
    }
    if (expected_["duties"].size() == 0)
      for (const engine::Duty& duty : drafted_.duties) invented("duty", duty.written.text);
  }

  const std::string& text_;
  FoldedDocument folded_;
  const engine::Draft& drafted_;
  const YAML::Node& expected_;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream content;
  content << stream.rdbuf();
  return content.str();
}

struct Results {
  Tallies tallies;
  std::vector<std::string> inventions;
  int documents = 0;
};

void print(const std::string& title, const Tallies& tallies) {
  fmt::print("\n{}\n", title);
  for (const auto& [kind, tally] : tallies)
    fmt::print(
        "  {:<16} {:>4} right {:>3} missed {:>3} invented   precision {:5.1f} %  recall {:5.1f} "
        "%\n",
        kind, tally.right, tally.missed, tally.wrong, 100 * tally.precision(),
        100 * tally.recall());
}

Results mark_all() {
  Results all;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kCorpus))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    const std::string name = file.filename().string();
    if (name.size() > kExpected.size() &&
        name.compare(name.size() - kExpected.size(), kExpected.size(), kExpected) == 0)
      continue;
    document::Options options;
    options.temporary_folder = std::filesystem::temp_directory_path();
    const document::Document read = document::read_document(bytes_of(file), options);
    engine::Input input;
    input.text = read.text;
    for (const document::Span& table : read.tables)
      input.tables.push_back({table.begin, table.end});
    const engine::Draft drafted = engine::draft(input);
    const YAML::Node expected =
        YAML::LoadFile((kCorpus / (file.stem().string() + std::string(kExpected))).string());
    Marking marking(read.text, drafted, expected);
    marking.mark();
    print(name + ": " + words_of(expected["about"]), marking.tallies);
    for (const std::string& miss : marking.misses) fmt::print("    - {}\n", miss);
    for (const auto& [kind, tally] : marking.tallies) {
      all.tallies[kind].right += tally.right;
      all.tallies[kind].missed += tally.missed;
      all.tallies[kind].wrong += tally.wrong;
    }
    for (const std::string& one : marking.inventions)
      all.inventions.push_back(fmt::format("{}: {}", name, one));
    ++all.documents;
  }
  print(fmt::format("all {} documents", all.documents), all.tallies);
  return all;
}

const Results& results() {
  static const Results marked = mark_all();
  return marked;
}

struct Bar {
  std::string kind;
  double precision;
  double recall;
};

// The least that is acceptable on documents nobody tuned the rules to.
const std::vector<Bar> kBars = {
    {"head", 1.0, 0.95},         {"measure", 0.95, 0.95},
    {"task", 0.95, 0.95},        {"unit", 0.95, 0.95},
    {"role", 1.0, 0.95},         {"deadline", 1.0, 0.95},
    {"commitment", 0.95, 0.9},   {"comparator", 1.0, 0.95},
    {"counted unit", 1.0, 0.95}, {"commitment date", 1.0, 0.85},
    {"body", 0.9, 0.9},          {"seat", 1.0, 0.95},
    {"duty", 1.0, 0.8},
};

TEST(DraftCorpus, HoldsAtLeastTwelveDocuments) { EXPECT_GE(results().documents, 12); }

TEST(DraftCorpus, ReadsEveryKindOfFactWellEnough) {
  for (const Bar& bar : kBars) {
    const auto tally = results().tallies.find(bar.kind);
    ASSERT_NE(tally, results().tallies.end()) << bar.kind;
    EXPECT_GE(tally->second.precision(), bar.precision) << "precision of " << bar.kind;
    EXPECT_GE(tally->second.recall(), bar.recall) << "recall of " << bar.kind;
  }
}

TEST(DraftCorpus, DraftsNoNumberThatPromisesNothing) {
  EXPECT_EQ(results().inventions, std::vector<std::string>{});
}

}  // namespace
}  // namespace draft

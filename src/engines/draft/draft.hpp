#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"

//! Reads an official plan (方案, 意见, 要点, 任务分解表) and drafts its data: measures, tasks,
//! units, deadlines, numeric commitments, bodies. Pure and deterministic: no dictionary but the one
//! given, no model, no clock. Time and memory are linear in the length of the text. It knows no
//! city.
//!
//! It invents nothing. Every fact says where it stands, how sure the engine is and which rule of
//! rules() produced it; what looks like a fact and was not understood is in `not_understood`.
//!
//! Numbering follows GB/T 9704 (一、（一）1.（1）①) and the style of regulations (第一章 第一条).
namespace engines::draft {

using base::Date;
using base::Text;

//! A stretch of Input::text: UTF-8 byte offsets, `end` is one past the last byte. Never splits a
//! character.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin == end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  auto operator<=>(const Span&) const = default;
};

//! Words of the document. `text` is what stands at `span`, less line breaks inside it and what was
//! set apart there (a page number in the middle of a sentence). Both are empty if there is none.
struct Quote {
  Span span;
  std::string text;

  bool empty() const { return text.empty(); }
  bool operator==(const Quote&) const = default;
};

//! Why a fact is believed. Below 60 a person should look first.
struct Ground {
  int confidence_percent = 0;
  std::string rule;  // id in rules()

  bool operator==(const Ground&) const = default;
};

// ---- what goes in

enum class UnitKind {
  province,
  city,
  county,
  park,
  department,
  party,
  association,
  school,
  college,
  education_group,
  enterprise
};

//! A unit of the organisation tree. The same unit may be written in any of its names.
struct KnownUnit {
  std::string id;
  std::string name;
  std::string short_name;
  std::vector<std::string> aliases;
  std::vector<std::string> former_names;
  UnitKind kind = UnitKind::department;
  std::string parent;  // id; empty for the root
};

//! Words that stand for several units: 各县市区.
struct KnownScope {
  std::string id;
  std::vector<std::string> words;
  std::vector<std::string> units;  // ids
  bool settled = false;
};

//! Empty if the city is new: every unit is then proposed.
struct Organisation {
  std::vector<KnownUnit> units;
  std::vector<KnownScope> scopes;
};

//! What the reader of a file gives. In `text` a table is one row a line with TAB between cells; a
//! line break inside a cell is U+2028, a cell merged over several rows is repeated in each. Form
//! feed ends a page.
struct Input {
  std::string_view text;  // well-formed UTF-8 of at most kMaxTextBytes
  Organisation organisation;
  //! Where the reader knows that a table stands. Tables drawn with TAB or | are also found without.
  std::vector<Span> tables;
  //! If known from elsewhere. Otherwise that of the document, if it gives one.
  std::optional<Date> published_on;
};

constexpr std::size_t kMaxTextBytes = 64U << 20U;

// ---- what comes out

//! What a stretch of the text is. Together the parts cover the text without gaps or overlaps.
enum class PartKind {
  navigation,     // menus, share buttons, links of a web page
  register_card,  // 索引号, 发文机关, 成文日期...: the public register's entry
  notice,         // the letter that issues the plan: number, addressees, signature
  body,
  annex,
  repetition,      // a second copy of what stood before
  page_furniture,  // page numbers, running heads
  blank
};

struct Part {
  PartKind kind = PartKind::body;
  Span span;
  int annex = 0;  // number, for annexes
  Quote title;    // of body and annexes

  bool operator==(const Part&) const = default;
};

enum class DateKind { signed_on, formed_on, published_on };

struct StatedDate {
  DateKind kind = DateKind::signed_on;
  Date on;
  Quote written;
  Ground ground;

  bool operator==(const StatedDate&) const = default;
};

//! A mention of one or several units.
struct UnitMention {
  Quote written;
  //! Where the words leave out what stands once for several (市发改、人社、财政): 市人社局.
  std::string completed;
  //! One of the three is set: known unit, known scope, or index into Draft::proposed_units or
  //! proposed_scopes.
  std::string unit;
  std::string scope;
  std::optional<std::size_t> proposed_unit;
  std::optional<std::size_t> proposed_scope;
  //! Why the words can be read in more than one way; empty if not.
  Text ambiguity;
  Ground ground;

  bool operator==(const UnitMention&) const = default;
};

//! A unit that the document names and the organisation does not know.
struct ProposedUnit {
  std::string name;  // as first written: 市教育局
  UnitKind kind = UnitKind::department;
  std::string parent;           // id of a known unit, if one was found
  std::vector<Quote> mentions;  // in order, at most kMaxMentions
  Ground ground;

  bool operator==(const ProposedUnit&) const = default;
};

//! Words for several units that the organisation does not know.
struct ProposedScope {
  std::string words;
  std::vector<std::string> units;  // ids of known units that are meant, as far as can be told
  std::vector<std::size_t> proposed_units;
  Text reading;
  bool settled = false;
  std::vector<Quote> mentions;  // in order, at most kMaxMentions
  Ground ground;

  bool operator==(const ProposedScope&) const = default;
};

constexpr std::size_t kMaxMentions = 200;

//! What the document says of itself.
struct Head {
  Quote title;                // of the plan: the longest form given
  Quote notice_title;         // 关于印发…的通知
  Quote number;               // as written
  std::string number_normal;  // 平政发〔2020〕76号; empty with `number`
  Quote index_number;         // 索引号
  std::optional<UnitMention> issuer;
  std::vector<UnitMention> addressees;
  std::vector<StatedDate> dates;  // all that are given, also if they contradict
  std::vector<Quote> based_on;    // numbers of other documents, each once
  std::vector<Quote> annexes;     // titles in the list of annexes

  bool operator==(const Head&) const = default;
};

enum class Marker {
  chapter,        // 第一章
  article,        // 第一条
  chinese,        // 一、
  chinese_paren,  // （一）
  arabic,         // 1. 1、
  arabic_paren,   // （1） 1）
  circled         // ①
};

//! A numbered item, in the order of the document.
struct Section {
  Marker marker = Marker::chinese;
  int number = 0;
  std::optional<std::size_t> parent;  // index of the section it stands in
  std::size_t part = 0;               // index of the part
  Quote label;                        // 一、
  Quote title;                        // up to the first full stop, or the whole line
  Span span;  // from the label to the end of what it holds, with its own sections

  bool operator==(const Section&) const = default;
};

struct Group {
  int number = 0;  // 1, 2, 3... in order
  Quote title;
  std::size_t section = 0;
  Ground ground;

  bool operator==(const Group&) const = default;
};

struct Measure {
  int number = 0;  // as written where the numbers are unique, otherwise 1, 2, 3...
  int group = 0;   // number of its group; 0 if it stands in none
  std::size_t section = 0;
  Quote title;
  Quote text;  // without title and label
  Ground ground;

  bool operator==(const Measure&) const = default;
};

//! Aims of the plan as a whole, one sentence each.
struct Goal {
  Quote text;
  std::vector<std::size_t> commitments;  // indices into Draft::commitments
  Ground ground;

  bool operator==(const Goal&) const = default;
};

//! lead and supporting only where the document says so; otherwise the first is presumed_lead and
//! the others are supporting.
enum class Role { lead, presumed_lead, supporting };

struct Responsible {
  UnitMention unit;
  Role role = Role::supporting;
  Ground role_ground;

  bool operator==(const Responsible&) const = default;
};

//! 责任领导, 责任人: as written, not a unit.
struct ResponsiblePerson {
  Quote label;
  Quote written;

  bool operator==(const ResponsiblePerson&) const = default;
};

enum class Period { once, each_month, each_quarter, each_half_year, each_year };

enum class DeadlineKind {
  day,          // `on` is the last day in time
  recurring,    // `period`, with `due_month` and `due_day` if given
  standing,     // 长期坚持: never ends
  conditional,  // 入选后: no day
  unclear       // words that are no time the engine knows
};

struct Deadline {
  Quote written;
  DeadlineKind kind = DeadlineKind::unclear;
  std::optional<Date> on;
  //! When it begins, if it says so: 2022—2025年, 即日起.
  std::optional<Date> from;
  Period period = Period::once;
  int due_month = 0;  // as in a plan's duty: inside the period, 0 if not given
  int due_day = 0;    // 0 if not given
  //! True only if the document leaves no doubt about the day.
  bool certain = false;
  Text reading;  // why that day; empty if the document gives the day
  Ground ground;

  bool operator==(const Deadline&) const = default;
};

enum class Result { number, document, list, standing };

struct Condition {
  Quote text;  // 入选省级“双高计划”后
  bool whole_task = false;
  Ground ground;

  bool operator==(const Condition&) const = default;
};

enum class Covers { main, touch };

//! A measure that a task carries out.
struct Link {
  int measure = 0;  // number
  Covers covers = Covers::main;
  int score_percent = 0;  // how much of the task's wording the measure has
  Text reason;
  Ground ground;

  bool operator==(const Link&) const = default;
};

enum class TaskForm {
  listed,     // an item of a list of tasks
  table_row,  // a row of a table of tasks
  measure     // a measure that names its own units
};

struct Task {
  int number = 0;  // as written where the numbers are unique, otherwise 1, 2, 3...
  TaskForm form = TaskForm::listed;
  Quote title;
  Quote text;  // without label and without what was read from it
  Span span;   // all of it
  std::vector<Responsible> responsible;
  std::vector<ResponsiblePerson> persons;
  std::optional<Deadline> deadline;
  std::vector<Result> results;
  std::vector<Condition> conditions;
  std::vector<Link> links;
  Ground ground;

  bool operator==(const Task&) const = default;
};

//! Something that somebody has to do, said in the text of a measure or annex and in no list of
//! tasks: 各职业院校分别制定实施方案，报市教育局备案.
struct InlineDuty {
  Quote written;
  std::vector<UnitMention> units;
  std::optional<Deadline> deadline;
  std::vector<Result> results;
  std::optional<int> measure;  // number
  Ground ground;

  bool operator==(const InlineDuty&) const = default;
};

enum class Comparator { at_least, at_most, equal, about, between, all };

//! A quantity that is promised, or (comparator all) something that each of several has to do. The
//! same promise in a measure and in its task is one commitment. Numbers are in 1/10^scale of
//! `unit` as in a plan: 4:6 is low 40 percent, 500万元 is low 5000000 yuan.
struct Commitment {
  Quote title;    // what is counted, in the words of the document
  Quote written;  // 不得少于500万元
  Span sentence;
  Comparator comparator = Comparator::at_least;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;  // only for between
  int scale = 0;
  std::string unit;       // person, person_time, percent, yuan, school...; item if it has no noun
  std::string unit_name;  // 人, 人次, %, 元, 所
  Quote base;             // 企业职工总数
  Period period = Period::once;
  std::optional<Date> due_on;  // for once
  Quote due_written;
  std::vector<UnitMention> for_units;
  std::optional<int> task;     // number of the task it stands in
  std::optional<int> measure;  // number of the measure it stands in
  std::vector<Span> again_at;  // where the document repeats it
  bool guide_value = false;    // 原则上
  bool aspiration = false;     // 力争
  Ground ground;

  bool operator==(const Commitment&) const = default;
};

struct Seat {
  Quote title;              // 组长
  Quote person;             // as written, 王  锦
  std::string person_name;  // without blanks
  Quote position;           // 市教育局局长
  std::optional<UnitMention> unit;
  Ground ground;

  bool operator==(const Seat&) const = default;
};

enum class BodyKind { leading_group, joint_conference, other };

struct Body {
  BodyKind kind = BodyKind::other;
  Quote title;
  std::size_t part = 0;
  std::optional<UnitMention> office;
  std::vector<Seat> seats;
  std::vector<Quote> duties;
  std::vector<Quote> rules;
  Ground ground;

  bool operator==(const Body&) const = default;
};

//! What comes back: each half year a conference, each year a selection.
struct Duty {
  Quote written;
  Quote title;
  Period period = Period::each_year;
  int due_month = 0;  // as in a plan's duty; the last of the period if the document gives none
  int due_day = 0;
  bool day_given = false;
  std::vector<UnitMention> units;
  std::optional<std::size_t> body;  // index of the body whose duty it is
  std::optional<int> task;
  std::optional<int> measure;
  Ground ground;

  bool operator==(const Duty&) const = default;
};

//! Something that is wrong or doubtful in the document itself.
struct Finding {
  //! numbering_restarts, numbering_skips, numbering_repeats, title_cut_off, dates_differ,
  //! second_copy, deadline_differs, sentence_too_long...
  std::string kind;
  Span span;
  Text message;

  bool operator==(const Finding&) const = default;
};

//! Words that look like a fact of this kind but were not understood.
struct NotUnderstood {
  //! unit, deadline, quantity, table_row, seat, responsibility
  std::string kind;
  Quote written;
  Text reason;

  bool operator==(const NotUnderstood&) const = default;
};

struct Draft {
  Head head;
  std::vector<Part> parts;
  std::vector<Section> sections;
  std::vector<Goal> goals;
  std::vector<Group> groups;
  std::vector<Measure> measures;
  std::vector<Task> tasks;
  std::vector<InlineDuty> inline_duties;
  std::vector<Commitment> commitments;
  std::vector<Body> bodies;
  std::vector<Duty> duties;
  std::vector<ProposedUnit> proposed_units;
  std::vector<ProposedScope> proposed_scopes;
  std::vector<Finding> findings;
  std::vector<NotUnderstood> not_understood;

  bool operator==(const Draft&) const = default;
};

//! Throws base::Problem (422) only if the text is no UTF-8 or longer than kMaxTextBytes.
Draft draft(const Input& input);

//! A rule in the words of a reviewer: "只写了年份，按当年最后一天理解".
struct Rule {
  std::string id;
  Text text;
};

//! Every rule that a Ground can name, ordered by id.
const std::vector<Rule>& rules();

//! Its text; precondition: rules() has it.
const Text& rule_text(std::string_view id);

}  // namespace engines::draft

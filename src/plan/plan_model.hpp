#pragma once

#include <boost/describe/enum.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/working_days.hpp"

//! A plan (实施方案) as data: the plain structs that a plan folder is read into. Members carry the
//! names of the YAML keys. Ids are short ascii nouns chosen by the author of the folder; numbers
//! are those of the document. Rules about what may stand here are in plan_load (is it well formed)
//! and plan_check (is it a good plan).
namespace plan {

using base::Date;
using base::Text;

//! Where in the document something is said. Exactly one of the members is set.
struct Source {
  std::optional<int> measure;
  std::optional<int> task;
  //! e.g. 总体要求和目标, 附件2
  std::string section;

  bool operator==(const Source&) const = default;
};
BOOST_DESCRIBE_STRUCT(Source, (), (measure, task, section))

struct Document {
  std::string number;  // 平政发〔2020〕76号
  std::string issuer;  // unit id
  Date signed_on;
  Date formed_on;     // 成文日期 as registered; may differ from signed_on: check says so
  Date published_on;  // a plan holds from here
  std::string index_number;
  std::vector<std::string> based_on;
  std::vector<Text> remarks;

  bool operator==(const Document&) const = default;
};
BOOST_DESCRIBE_STRUCT(Document, (),
                      (number, issuer, signed_on, formed_on, published_on, index_number, based_on,
                       remarks))

struct Goal {
  std::string id;
  Text text;
  std::vector<std::string> commitments;  // commitment ids

  bool operator==(const Goal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Goal, (), (id, text, commitments))

//! Words that stand for several units, as written (各县市区), and whom they are taken to mean.
struct Scope {
  std::string id;
  std::vector<std::string> words;  // every spelling used in the document
  std::vector<std::string> units;  // unit ids
  //! Why this reading; empty if the words leave no doubt.
  Text reading;
  bool settled = false;

  bool operator==(const Scope&) const = default;
};
BOOST_DESCRIBE_STRUCT(Scope, (), (id, words, units, reading, settled))

struct Group {
  int number = 0;
  Text title;

  bool operator==(const Group&) const = default;
};
BOOST_DESCRIBE_STRUCT(Group, (), (number, title))

struct Measure {
  int number = 0;
  int group = 0;
  Text title;
  Text text;
  //! What no task of the plan takes up although the measure asks for it; empty if nothing is left.
  Text uncovered;

  bool operator==(const Measure&) const = default;
};
BOOST_DESCRIBE_STRUCT(Measure, (), (number, group, title, text, uncovered))

//! How far a task carries a measure out.
enum class Covers { main, touch };
BOOST_DESCRIBE_ENUM(Covers, main, touch)

struct MeasureLink {
  int measure = 0;
  Covers covers = Covers::main;

  bool operator==(const MeasureLink&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeasureLink, (), (measure, covers))

//! lead and supporting only where the document says so; presumed_lead is the first listed.
enum class Role { lead, presumed_lead, supporting };
BOOST_DESCRIBE_ENUM(Role, lead, presumed_lead, supporting)

//! One entry of 责任单位, in the order of the document: a unit or a scope, exactly one.
struct Responsible {
  std::string unit;
  std::string scope;
  std::string written;  // as the document spells it
  //! Set by the loader from `role` or, where that is absent, from the order.
  Role role = Role::supporting;

  bool operator==(const Responsible&) const = default;
};
BOOST_DESCRIBE_STRUCT(Responsible, (), (unit, scope, written, role))

struct Deadline {
  std::string written;  // 2021年
  Date on;              // the last day on which it is in time
  Text reading;         // why that day; empty if the document gives the day
  bool certain = false;

  bool operator==(const Deadline&) const = default;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (written, on, reading, certain))

//! What kind of result a task wants; a task may want several.
enum class Result { number, document, list, standing };
BOOST_DESCRIBE_ENUM(Result, number, document, list, standing)

//! A condition that must come true before something of a task is owed: 入选…后.
struct Condition {
  Text text;
  //! What of the task waits for it, the rest being owed regardless; empty: all that `units` owe.
  Text part;
  //! Who decides that it came true; empty if the plan does not say.
  std::string decided_by;  // unit id
  //! Whom it concerns (ids of units or scopes); empty means all.
  std::vector<std::string> units;
  //! The day after which it can no longer come true, if known.
  std::optional<Date> until;

  bool operator==(const Condition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Condition, (), (text, part, decided_by, units, until))

struct Task {
  int number = 0;
  Text title;
  Text text;
  std::vector<MeasureLink> measures;
  std::vector<Responsible> responsible;
  Deadline deadline;
  std::vector<Result> results;
  std::vector<Condition> conditions;

  bool operator==(const Task&) const = default;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (number, title, text, measures, responsible, deadline, results, conditions))

enum class Comparator { at_least, at_most, equal, about, between, all };
BOOST_DESCRIBE_ENUM(Comparator, at_least, at_most, equal, about, between, all)

//! How often a commitment is judged.
enum class Period { once, each_month, each_quarter, each_half_year, each_year };
BOOST_DESCRIBE_ENUM(Period, once, each_month, each_quarter, each_half_year, each_year)

//! 口径: what exactly is counted.
struct Definition {
  Text text;
  bool open = true;             // no ruling yet
  std::vector<Text> questions;  // what a ruling must settle
  std::string ruled_by;         // unit id, if not open
  std::optional<Date> ruled_on;

  bool operator==(const Definition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Definition, (), (text, open, questions, ruled_by, ruled_on))

//! A numeric commitment of the plan. Numbers are scaled integers: `low` and `high` are in
//! 1/10^scale of `unit` (30 % is low 30, scale 0, unit percent; 4:6 is low 40 percent).
struct Commitment {
  std::string id;
  Text title;
  Source source;
  Comparator comparator = Comparator::at_least;
  //! Absent only for `all`. `high` only for `between`.
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  int scale = 0;
  std::string unit;  // person, person_time, percent, yuan, school, programme, station, studio...
  Text unit_name;
  Text written;  // the target as people write it: 不低于 4:6
  Text base;     // denominator or population; empty if the number needs none or none is given
  Period period = Period::once;
  std::optional<Date> due_on;          // last day, for Period::once
  std::vector<std::string> for_units;  // unit or scope ids that must each reach it
  std::string owner;                   // unit id, empty if the plan names none
  //! How it will be measured and by whom; empty if nobody can say yet.
  Text measured_by;
  Definition definition;
  bool guide_value = false;  // 原则上: a gap is shown, never a breach
  bool aspiration = false;   // 力争

  bool operator==(const Commitment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Commitment, (),
                      (id, title, source, comparator, low, high, scale, unit, unit_name, written,
                       base, period, due_on, for_units, owner, measured_by, definition, guide_value,
                       aspiration))

enum class UnitKind {
  province,
  city,
  county,  // county, county-level city or district
  park,    // industrial park
  department,
  party,  // party bodies: coordinated with, never "returned"
  association,
  school,
  college,
  education_group,
  enterprise
};
BOOST_DESCRIBE_ENUM(UnitKind, province, city, county, park, department, party, association, school,
                    college, education_group, enterprise)

struct FormerName {
  Text name;
  Date until;

  bool operator==(const FormerName&) const = default;
};
BOOST_DESCRIBE_STRUCT(FormerName, (), (name, until))

//! The unit that takes over open work from a day on.
struct Successor {
  std::string unit;
  Date on;

  bool operator==(const Successor&) const = default;
};
BOOST_DESCRIBE_STRUCT(Successor, (), (unit, on))

struct Unit {
  std::string id;
  Text name;                         // full official name
  Text short_name;                   // as the document abbreviates: 市财政局
  std::vector<std::string> aliases;  // further spellings
  UnitKind kind = UnitKind::department;
  std::string division_code;  // GB/T 2260, for territories
  std::string credit_code;    // GB 32100, if known
  std::string parent;         // unit id in the administrative tree; empty only for the root
  std::optional<Date> valid_from;
  std::optional<Date> valid_to;  // last day of existence
  std::vector<FormerName> former_names;
  std::vector<Successor> successors;
  //! False for what nobody has verified (domain mark M): shown as unverified.
  bool verified = true;
  Text note;

  bool operator==(const Unit&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unit, (),
                      (id, name, short_name, aliases, kind, division_code, credit_code, parent,
                       valid_from, valid_to, former_names, successors, verified, note))

struct TreeEdge {
  std::string unit;
  std::string under;
  std::optional<Date> from;
  std::optional<Date> to;

  bool operator==(const TreeEdge&) const = default;
};
BOOST_DESCRIBE_STRUCT(TreeEdge, (), (unit, under, from, to))

//! A line of authority besides the administrative tree.
struct Tree {
  std::string id;  // education_group, finance_line, human_resources_line
  Text title;
  std::vector<TreeEdge> edges;

  bool operator==(const Tree&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (id, title, edges))

struct Incumbent {
  std::string name;
  std::optional<Date> from;
  std::optional<Date> to;  // last day
  Text source;

  bool operator==(const Incumbent&) const = default;
};
BOOST_DESCRIBE_STRUCT(Incumbent, (), (name, from, to, source))

//! A seat in a body; persons come and go by date.
struct Seat {
  std::string id;
  Text title;        // 组长, 成员
  std::string unit;  // unit id that holds the seat
  Text position;     // 市教育局局长
  std::vector<Incumbent> incumbents;

  bool operator==(const Seat&) const = default;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (id, title, unit, position, incumbents))

//! A leading group or a joint conference.
struct Body {
  std::string id;
  Text title;
  std::string source;  // 附件1
  //! The same body may be defined in two places; entries with one `same_as` are compared by check.
  std::string same_as;
  std::string office;  // unit id where its office sits
  std::vector<Text> duties;
  std::vector<Text> rules;
  std::vector<Seat> seats;
  Text remark;

  bool operator==(const Body&) const = default;
};
BOOST_DESCRIBE_STRUCT(Body, (), (id, title, source, same_as, office, duties, rules, seats, remark))

//! A duty that comes back: half-yearly conference, monthly report by day 5, yearly selection.
struct Duty {
  std::string id;
  Text title;
  Source source;
  Period period = Period::each_year;
  //! Last day inside the period: month (1..12 within a year, 1..6 within a half year, 1..3 within a
  //! quarter; 0 for a monthly duty) and day; a day past the end of a month means its last day.
  int due_month = 0;
  int due_day = 0;
  std::vector<std::string> units;  // unit, scope or body ids
  bool verified = true;
  Text note;

  bool operator==(const Duty&) const = default;
};
BOOST_DESCRIBE_STRUCT(Duty, (),
                      (id, title, source, period, due_month, due_day, units, verified, note))

//! A run of days that are off although weekdays, or worked although a weekend.
struct CalendarDays {
  Date from;
  Date to;
  Text title;
  bool verified = true;

  bool operator==(const CalendarDays&) const = default;
};
BOOST_DESCRIBE_STRUCT(CalendarDays, (), (from, to, title, verified))

struct Calendar {
  std::vector<CalendarDays> holidays;
  std::vector<CalendarDays> workdays;
  std::string source;

  bool operator==(const Calendar&) const = default;
};
BOOST_DESCRIBE_STRUCT(Calendar, (), (holidays, workdays, source))

base::WorkingDays working_days(const Calendar& calendar);

//! How far a role reaches from the unit of the post.
enum class Reach { unit, subtree, everywhere };
BOOST_DESCRIBE_ENUM(Reach, unit, subtree, everywhere)

struct RoleDefinition {
  std::string id;  // plan_office, unit_officer, auditor...
  Text title;
  Reach reach = Reach::unit;
  std::vector<std::string> trees;        // further trees `subtree` follows besides administrative
  std::vector<std::string> permissions;  // names the program knows: access/permission.hpp

  bool operator==(const RoleDefinition&) const = default;
};
BOOST_DESCRIBE_STRUCT(RoleDefinition, (), (id, title, reach, trees, permissions))

//! What the public page may say; a leader releases more, the program never does by itself.
struct PublicPage {
  bool show_late = false;
  Text contact;

  bool operator==(const PublicPage&) const = default;
};
BOOST_DESCRIBE_STRUCT(PublicPage, (), (show_late, contact))

//! Dated thresholds would go here when an indicator needs them; these steer the board.
struct BoardSettings {
  int due_soon_days = 30;
  //! A unit with more open shares than this is reported as owing too much.
  int heavy_load_tasks = 12;

  bool operator==(const BoardSettings&) const = default;
};
BOOST_DESCRIBE_STRUCT(BoardSettings, (), (due_soon_days, heavy_load_tasks))

//! How often units report on their shares and how long others have to speak up. What no document
//! sets is the office's to decide.
struct ReportSettings {
  Period period = Period::each_month;  // never `once`
  //! The report on a period is due on this day of the month after it; past the end of that month
  //! its last day.
  int due_day = 5;
  //! Nothing is asked for a period that ended before.
  std::optional<Date> since;
  //! After so many working days the silence of a supporting unit counts as no objection
  //! (逾期视为无意见).
  int opinion_working_days = 5;

  bool operator==(const ReportSettings&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReportSettings, (), (period, due_day, since, opinion_working_days))

struct Plan {
  std::string id;      // pingliang-2020-76
  std::string region;  // 620800
  Text title;
  Text short_title;
  Document document;
  std::vector<Goal> goals;
  std::vector<Scope> scopes;
  std::vector<Group> groups;
  std::vector<Measure> measures;
  std::vector<Task> tasks;
  std::vector<Commitment> commitments;
  std::vector<Unit> units;
  std::vector<Tree> trees;
  std::vector<Body> bodies;
  std::vector<Duty> duties;
  std::vector<RoleDefinition> roles;
  Calendar calendar;
  PublicPage public_page;
  BoardSettings board;
  ReportSettings reporting;

  bool operator==(const Plan&) const = default;

  const Unit* find_unit(const std::string& unit_id) const;
  const Scope* find_scope(const std::string& scope_id) const;
  const Measure* find_measure(int number) const;
  const Task* find_task(int number) const;
  const Group* find_group(int number) const;
  const Commitment* find_commitment(const std::string& commitment_id) const;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (id, region, title, short_title, document, goals, scopes, groups, measures,
                       tasks, commitments, units, trees, bodies, duties, roles, calendar,
                       public_page, board, reporting))

//! One unit's part of a task. A scope gives one share per member (domain: 各县市区 is one share
//! each); a unit that is named itself and through a scope has one share, with the stronger role.
struct Owed {
  int task = 0;
  std::string unit;
  Role role = Role::supporting;
  std::string through_scope;  // scope id, empty if named itself

  auto operator<=>(const Owed&) const = default;
};

//! All shares of a plan in the order of the document. A scope that is the only owner makes each
//! member lead of its own share.
std::vector<Owed> owed_shares(const Plan& plan);

}  // namespace plan

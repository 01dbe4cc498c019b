#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/text.hpp"

//! A register (台账) as data: the plain structs that a YAML declaration is read into. What each key
//! means to the person who writes one is in registers/README.md; what may stand here is checked by
//! register_load, so everybody else may rely on the promises in these comments.
namespace registers {

using base::Date;
using base::Text;

//! What a value is. A decimal is an integer in 1/10^scale of its unit; money is an integer in fen.
//! A file is the id of one that src/file keeps.
enum class Type { text, integer, boolean, date, reference, file };

//! What kinds of file a field takes, by the media type they are kept under.
enum class FileKind { pdf, ofd, image, office };

//! A text whose form a standard fixes.
enum class Format {
  none,
  citizen_id,     // GB 11643-1999, check character, birth date; x becomes X
  credit_code,    // GB 32100-2015; a wrong check character is a warning a person may confirm
  division_code,  // GB/T 2260, six digits
  student_no,     // 19 characters: G + citizen id, J or L + a number of that shape
  school_code,    // ten digits
  phone,          // mainland mobile, or land line with area code
  email
};

//! One possible value of a field, as stored and as people read it.
struct Choice {
  std::string value;
  Text title;

  bool operator==(const Choice&) const = default;
};

//! What derives the state of the record referred to; no field is called so.
constexpr std::string_view kStateDerived = "state";

//! Where a shown value comes from: `field` of the record that our reference `via` points to, or its
//! state (kStateDerived), whose values are those of its workflow.
struct Derivation {
  std::string via;
  std::string field;

  bool of_state() const { return field == kStateDerived; }
  bool operator==(const Derivation&) const = default;
};

//! The register every plan has without declaring it: the units of plans/<plan>/units.yaml.
constexpr std::string_view kUnitRegister = "unit";

constexpr std::size_t kFieldsMax = 200;
constexpr std::size_t kParametersMax = 64;
constexpr std::size_t kTextCharactersMax = 10'000;
//! Whole numbers stay exact in JSON and JavaScript, also after the arithmetic of a rule.
constexpr std::int64_t kIntegerMax = 9'007'199'254'740'991;
//! The bound of a number whose declaration gives none.
constexpr std::int64_t kIntegerMaxByDefault = 1'000'000'000'000;
constexpr std::size_t kTextCharactersMaxByDefault = 200;
constexpr int kScaleMax = 6;
//! Dates of records begin earlier than those of plans: people are older.
constexpr int kFirstYear = 1900;

struct Field {
  std::string name;  // [a-z][a-z0-9_]{0,39}: column, JSON key, parameter
  Text title;
  Text description;  // a hint below the input; may be empty
  Type type = Type::text;

  // Of a text. Lengths count characters (code points).
  Format format = Format::none;
  std::vector<Choice> choices;  // not empty: one of these and nothing else
  std::string codes;            // the shared code list the choices come from, or empty
  std::size_t min_length = 0;
  std::size_t max_length = kTextCharactersMaxByDefault;
  std::string pattern;  // RE2, must match the whole text; empty: none

  // Of an integer.
  std::int64_t minimum = -kIntegerMaxByDefault;
  std::int64_t maximum = kIntegerMaxByDefault;
  int scale = 0;     // 0..kScaleMax; 125 with scale 2 is 1.25
  std::string unit;  // fen, person, m2, percent, hour...; may be empty

  // Of a reference: the register whose record ids stand here, or kUnitRegister.
  std::string ref;
  //! Of a reference to a register: stored fields in which the record referred to has the value that
  //! this record has, where neither is empty. Both registers have them, of the same kind.
  std::vector<std::string> same;

  std::vector<FileKind> kinds;  // of a file; empty: whatever src/file keeps

  //! Shown from its owner, never typed and never stored here. `type` and what belongs to it are
  //! those of the source.
  std::optional<Derivation> derived;

  bool required = false;
  //! Only steps of the workflow fill it in: it is in no form. Such a field is not required, and
  //! some step fills it.
  bool by_steps = false;
  //! Stored encrypted with masked form and blind index; only equality can be asked of it.
  bool sensitive = false;
  //! Roles that may see or fill it; empty: those of the register.
  std::vector<std::string> read;
  std::vector<std::string> write;
  //! Why a datum some other register owns is asked again here; empty: it is not.
  Text asked_again;
  //! The name it had before; its column and past versions keep their data under the new name.
  std::string formerly;
  //! No longer asked or shown in forms; what was recorded stays.
  bool retired = false;

  std::string source;    // clause or standard it comes from; may be empty
  bool verified = true;  // false: from memory, shown as 未核实

  //! True if a table that is imported or pasted may fill it in: no cell holds a file.
  bool from_cells() const { return !derived && !retired && type != Type::file; }
  bool operator==(const Field&) const = default;
};

//! A threshold that may change by date or place: rules name it as $name.
struct ParameterValue {
  std::optional<Date> from;  // first day; the first value has none
  std::int64_t value = 0;
  std::string source;
  bool verified = true;

  bool operator==(const ParameterValue&) const = default;
};

//! One possible value of a parameter that decides a question, and what it means.
struct ParameterChoice {
  std::int64_t value = 0;
  Text title;

  bool operator==(const ParameterChoice&) const = default;
};

struct Parameter {
  std::string name;
  Text title;
  std::string unit;
  //! In the order of their days; never empty.
  std::vector<ParameterValue> values;
  //! A plan may set its own values: nothing the program computes relies on these.
  bool may_differ = false;
  std::vector<ParameterChoice> choices{};  // not empty: one of these and nothing else
  std::int64_t minimum = 0;
  std::int64_t maximum = kIntegerMaxByDefault;

  //! The value that holds on `day`.
  const ParameterValue& on(Date day) const;
  bool takes(std::int64_t value) const;
  bool operator==(const Parameter&) const = default;
};

//! How a failed rule or check is taken. A warning is let through when a person confirms it.
enum class Severity { error, warning };

//! A condition over the fields of one record, in the grammar of rule.hpp.
struct Rule {
  std::string check;
  Text message;
  //! The fields beside which the message stands: those declared, or those the rule reads.
  std::vector<std::string> fields;
  Severity severity = Severity::error;
  std::string source;

  bool operator==(const Rule&) const = default;
};

//! The unit each record belongs to. It sets who reaches the record.
struct Owner {
  std::string field;               // a required reference to kUnitRegister, stored
  std::vector<std::string> kinds;  // unit kinds that may own one; empty: any
  //! References to other units, stored or derived from a stored one, which may be empty: who reads
  //! the register for such a unit reads the record as well, and changes nothing by it.
  std::vector<std::string> also{};

  bool operator==(const Owner&) const = default;
};

//! Two records that may be one person or thing entered twice.
struct Duplicates {
  std::vector<std::string> same;      // stored fields with equal values; empty: none are looked for
  std::vector<std::string> states;    // only among these; empty: all
  std::vector<std::string> merge_by;  // roles that merge two they reach; empty: nobody

  bool operator==(const Duplicates&) const = default;
};

struct State {
  std::string name;
  Text title;
  //! Its fields may be changed by whoever may write the register; otherwise only transitions act.
  bool editable = false;
  //! Its records no longer claim their key, nor what else is unique: what was refused or called
  //! off.
  bool frees = false;

  bool operator==(const State&) const = default;
};

enum class Comment { none, optional, required };

//! One of those whose opinion a step needs: whoever holds one of the roles for the record's unit.
struct SignOffParty {
  std::string name;
  Text title;
  std::vector<std::string> by;  // roles, any of them; never empty
  //! One of Owner::also: the roles are for that unit, and a record without it does not ask this
  //! party. Empty: for the owner.
  std::string of{};

  bool operator==(const SignOffParty&) const = default;
};

//! Opinions that are asked for while a record waits for a step (会签); how they are counted is in
//! sign_off.hpp.
struct SignOff {
  std::vector<SignOffParty> parties;  // empty: none is asked
  int needed = 0;                     // how many must agree; from 1 to all of them
  //! Working days in the state after which silence is consent (逾期视为无意见); 0: it never is.
  int silence_after_working_days = 0;

  bool asked() const { return !parties.empty(); }
  const SignOffParty* find_party(std::string_view name) const;
  bool operator==(const SignOff&) const = default;
};

struct Transition {
  std::string name;
  Text title;
  std::vector<std::string> from;  // states
  std::string to;                 // state
  std::vector<std::string> by;    // roles, any of them; never empty
  std::string of{};               // one of Owner::also they are for; empty: the owner
  Comment comment = Comment::optional;
  //! Fields this step fills or changes; those in `required_fields` must be filled after it.
  std::vector<std::string> fields;
  std::vector<std::string> required_fields;
  //! Fields emptied by this step unless it fills them: what was said at an earlier one.
  std::vector<std::string> clears{};
  //! The person names single fields with a reason each (退回修改).
  bool returns_fields = false;
  //! Working days in `from` before which the step is refused (publicity); 0: at once.
  int after_working_days = 0;
  //! Working days in `from` after which the step is late; 0: no term.
  int within_working_days = 0;
  SignOff sign_off;

  bool operator==(const Transition&) const = default;
};

//! Every state can be reached from `initial`; a register without workflow has no states and its
//! records may always be changed.
struct Workflow {
  std::string initial;
  std::vector<State> states;
  std::vector<Transition> transitions;

  const State* find_state(std::string_view name) const;
  const Transition* find_transition(std::string_view name) const;
  bool empty() const { return states.empty(); }
  bool operator==(const Workflow&) const = default;
};

struct Sort {
  std::string field;
  bool descending = false;

  bool operator==(const Sort&) const = default;
};

//! How the list looks before anybody chooses. Names are fields, stored or derived; `state` stands
//! for the workflow state.
struct ListSpec {
  std::vector<std::string> columns;
  std::vector<std::string> filters;
  std::vector<std::string> search;  // text fields found by words and pinyin initials
  std::vector<Sort> sort;

  bool operator==(const ListSpec&) const = default;
};

//! One column of a file people already have.
struct ImportColumn {
  std::string title;  // heading as written in the file
  std::string field;

  bool operator==(const ImportColumn&) const = default;
};

//! A word of that file and the value it stands for in `field`.
struct ImportWord {
  std::string field;
  std::string word;
  std::string value;

  bool operator==(const ImportWord&) const = default;
};

//! A kind of file that people have, or without a title the headings that many files share: nothing
//! is recognised by those.
struct ImportPreset {
  std::string id;
  Text title;
  std::vector<ImportColumn> columns;
  std::vector<ImportWord> words;
  std::string source;
  bool verified = true;
  //! Dates of which files say the year and the month only; the first day is taken.
  std::vector<std::string> months{};

  bool operator==(const ImportPreset&) const = default;
};

//! A piece of a label: literal text, or the value of `field`.
struct LabelPart {
  std::string text;
  std::string field;

  bool operator==(const LabelPart&) const = default;
};

//! How many records of another register a unit has: what a form need not ask for again.
struct Prefill {
  std::string field;  // an integer of this register
  std::string register_name;
  std::string owner;                // the owner's field of that register
  std::vector<std::string> states;  // only those in one of them; empty: all

  bool operator==(const Prefill&) const = default;
};

//! What is unusual about a figure and has to be explained before it is handed in. 0: not looked at.
struct OutlierRule {
  std::vector<std::string> fields;  // integers
  int last_percent = 0;             // change against the unit's own earlier period
  bool last_year = false;           // which is the same one a year before, else the one before
  int neighbours_percent = 0;       // distance from the median of the others in the same period
  std::string explain;              // the text field for the reason

  bool operator==(const OutlierRule&) const = default;
};

//! 数据填报: every unit that is asked owes one record a period. The key of such a register is its
//! owner, the period, and the part if there is one; what is asked and when is in
//! collection/collection_plan.hpp.
struct Collection {
  base::PeriodLength length = base::PeriodLength::year;
  std::string period_field;  // a text (2026-H1), or an integer if the length is a year
  //! A field with choices: each unit owes a record for each of `parts`, such as the lines of
  //! domain §14. Empty: one record a unit.
  std::string part_field;
  std::vector<std::string> parts;
  std::vector<std::string> kinds;  // of units that are asked
  bool head = false;               // the unit at the head of `line` is asked too
  std::string line;                // tree along which it goes up; empty: the administrative one
  base::Period first;              // nothing is asked for earlier ones
  int opens_after_days = 1;        // counted from the last day of the period; negative: before it
  int due_working_days = 10;       // the opening day counts if it is worked
  std::string submit;              // step from an editable state
  std::string approve;             // step that a parent takes
  std::string lock;  // step of approved records when the period is locked; may be empty
  std::vector<std::string> lock_by;     // roles that lock a period, within their reach
  std::vector<std::string> correct_by;  // roles that correct a locked record
  std::vector<std::string> carry;       // begin as they were in the last period
  std::vector<Prefill> prefill;
  std::vector<std::string> sum;        // integers whose sum a parent sees
  std::vector<std::string> zero;       // integers a zero report sets to 0
  std::vector<std::string> unchanged;  // integers a zero report leaves as in the last period
  OutlierRule compare;

  bool has_zero_report() const { return !zero.empty() || !unchanged.empty(); }
  bool operator==(const Collection&) const = default;
};

struct Declaration {
  std::string name;        // the noun: table, URL, permission, OpenAPI schema
  std::string capability;  // folder below registers/; "local" if a plan added it
  std::string file;        // as faults name it
  Text title;
  Text description;
  std::string source;
  Owner owner;
  //! Who may see records and who may create and change them, within the reach of their posts.
  std::vector<std::string> read;
  std::vector<std::string> write;
  //! Readers see the records of every unit, as of a catalogue that all refer to; writing stays
  //! within reach. Such a register has no sensitive field.
  bool shared = false;
  //! Required fields that together name one record within the region; an import updates by it.
  std::vector<std::string> key;
  //! Further combinations that no two records share; a record with an empty one of them is exempt.
  std::vector<std::vector<std::string>> unique;
  Duplicates duplicates;
  std::vector<LabelPart> label;
  std::vector<Field> fields;  // in the order of the form
  std::vector<Parameter> parameters;
  std::vector<Rule> rules;
  Workflow workflow;
  ListSpec list;
  std::vector<ImportPreset> imports;
  std::optional<Collection> collection;

  const Field* find_field(std::string_view field_name) const;
  const Parameter* find_parameter(std::string_view parameter_name) const;
  //! Whether the field is one of Owner::also.
  bool is_also(std::string_view field_name) const;
  bool operator==(const Declaration&) const = default;
};

//! All registers of a deployment, those a plan added included, ordered by name.
struct Catalogue {
  std::vector<Declaration> registers;

  const Declaration* find(std::string_view name) const;
  bool operator==(const Catalogue&) const = default;
};

}  // namespace registers

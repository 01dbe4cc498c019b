#include "engines/draft/responsibility.hpp"

#include <algorithm>

namespace engines::draft {

namespace {

enum class Field { lead, responsible, supporting, person, deadline, other };

struct FieldLabel {
  Words words;
  Field field;
};

constexpr FieldLabel kLabels[] = {{U"牵头单位", Field::lead},
                                  {U"牵头部门", Field::lead},
                                  {U"牵头责任单位", Field::lead},
                                  {U"责任牵头单位", Field::lead},
                                  {U"牵头科室", Field::lead},
                                  {U"主办单位", Field::lead},
                                  {U"主责单位", Field::lead},
                                  {U"主要责任单位", Field::lead},
                                  {U"第一责任单位", Field::lead},
                                  {U"主责部门", Field::lead},
                                  {U"牵头", Field::lead},
                                  {U"牵头处室", Field::lead},
                                  {U"责任单位", Field::responsible},
                                  {U"责任部门", Field::responsible},
                                  {U"责任主体", Field::responsible},
                                  {U"责任科室", Field::responsible},
                                  {U"责任处室", Field::responsible},
                                  {U"责任股室", Field::responsible},
                                  {U"实施单位", Field::responsible},
                                  {U"落实单位", Field::responsible},
                                  {U"承办单位", Field::responsible},
                                  {U"负责单位", Field::responsible},
                                  {U"负责部门", Field::responsible},
                                  {U"实施主体", Field::responsible},
                                  {U"牵头及责任单位", Field::responsible},
                                  {U"责任单位及部门", Field::responsible},
                                  {U"牵头和责任单位", Field::responsible},
                                  {U"责任", Field::responsible},
                                  {U"配合单位", Field::supporting},
                                  {U"配合部门", Field::supporting},
                                  {U"协办单位", Field::supporting},
                                  {U"协助单位", Field::supporting},
                                  {U"参与单位", Field::supporting},
                                  {U"参加单位", Field::supporting},
                                  {U"参与部门", Field::supporting},
                                  {U"协同单位", Field::supporting},
                                  {U"协作单位", Field::supporting},
                                  {U"支持单位", Field::supporting},
                                  {U"配合", Field::supporting},
                                  {U"配合科室", Field::supporting},
                                  {U"责任领导", Field::person},
                                  {U"牵头领导", Field::person},
                                  {U"分管领导", Field::person},
                                  {U"责任人", Field::person},
                                  {U"联系领导", Field::person},
                                  {U"负责人", Field::person},
                                  {U"牵头市领导", Field::person},
                                  {U"包抓领导", Field::person},
                                  {U"具体责任人", Field::person},
                                  {U"牵头县领导", Field::person},
                                  {U"完成时限", Field::deadline},
                                  {U"完成时间", Field::deadline},
                                  {U"时限要求", Field::deadline},
                                  {U"时间节点", Field::deadline},
                                  {U"时限", Field::deadline},
                                  {U"完成期限", Field::deadline},
                                  {U"时间要求", Field::deadline},
                                  {U"办结时限", Field::deadline},
                                  {U"完成日期", Field::deadline},
                                  {U"推进时间", Field::deadline},
                                  {U"时间安排", Field::deadline},
                                  {U"工作时限", Field::deadline},
                                  {U"进度安排", Field::deadline},
                                  {U"时间", Field::deadline},
                                  {U"序时进度", Field::deadline},
                                  {U"实施时间", Field::deadline}};

const FieldLabel* label_of(Words words) {
  const FieldLabel* longest = nullptr;
  for (const FieldLabel& label : kLabels) {
    if (words.starts_with(label.words) &&
        (longest == nullptr || label.words.size() > longest->words.size()))
      longest = &label;
  }
  return longest;
}

// Nobody makes more units responsible for one thing; a longer list is no list of owners.
constexpr std::size_t kMostOwners = 500;

struct FieldFound {
  Field field = Field::other;
  Range label;
  Range value;
};

bool begins_field(const Reading& reading, Range within, std::size_t at) {
  return at == within.begin || Words(U",;。、)]:!?|").find(reading[at - 1]) != Words::npos ||
         reading.gap_before(at);
}

// 责任单位：… fields of a stretch, each up to the next.
std::vector<FieldFound> fields_of(const Reading& reading, Range within) {
  static const CharacterSet beginnings(U"牵责主第实落承负配协参支分联包具完时办推工进序");
  std::vector<FieldFound> fields;
  for (std::size_t at = within.begin; at < within.end; ++at) {
    if (!beginnings.has(reading[at])) continue;
    if (!begins_field(reading, within, at)) continue;
    const FieldLabel* label = label_of(reading.view({at, within.end}));
    if (label == nullptr) continue;
    const std::size_t end = at + label->words.size();
    if (end >= within.end || reading[end] != U':') continue;
    if (!fields.empty()) fields.back().value.end = at;
    fields.push_back({label->field, {at, end}, {end + 1, within.end}});
    at = end;
  }
  for (FieldFound& field : fields) field.value = trimmed(reading, field.value, U",;。、:[]");
  // The bracket that closes the whole is no part of the last value.
  for (FieldFound& field : fields) {
    const Words value = reading.view(field.value);
    const auto opened = std::count(value.begin(), value.end(), U'(');
    const auto closed = std::count(value.begin(), value.end(), U')');
    if (closed > opened && !value.empty() && value.back() == U')') {
      --field.value.end;
      field.value = trimmed(reading, field.value, U",;。、");
    }
  }
  return fields;
}

struct Verb {
  Words words;
  Role role;
  bool shared = false;  // 按职责分工负责: nobody leads
};

constexpr Verb kVerbs[] = {{U"牵头负责落实", Role::lead},
                           {U"牵头负责", Role::lead},
                           {U"牵头落实", Role::lead},
                           {U"牵头组织实施", Role::lead},
                           {U"牵头实施", Role::lead},
                           {U"负责牵头", Role::lead},
                           {U"牵头推进", Role::lead},
                           {U"牵头", Role::lead},
                           {U"主办", Role::lead},
                           {U"为牵头单位", Role::lead},
                           {U"配合落实", Role::supporting},
                           {U"协同配合", Role::supporting},
                           {U"积极配合", Role::supporting},
                           {U"共同配合", Role::supporting},
                           {U"密切配合", Role::supporting},
                           {U"参与配合", Role::supporting},
                           {U"分工配合", Role::supporting},
                           {U"按职责配合", Role::supporting},
                           {U"按职责分工配合", Role::supporting},
                           {U"为配合单位", Role::supporting},
                           {U"配合", Role::supporting},
                           {U"协助", Role::supporting},
                           {U"协办", Role::supporting},
                           {U"参与", Role::supporting},
                           {U"参加", Role::supporting},
                           {U"共同参与", Role::supporting},
                           {U"按照职责分工负责", Role::presumed_lead, true},
                           {U"按职责分工负责", Role::presumed_lead, true},
                           {U"按照职责分工落实", Role::presumed_lead, true},
                           {U"按职责分工落实", Role::presumed_lead, true},
                           {U"按职责分工实施", Role::presumed_lead, true},
                           {U"按职责负责", Role::presumed_lead, true},
                           {U"按照各自职责负责", Role::presumed_lead, true},
                           {U"按各自职责负责", Role::presumed_lead, true},
                           {U"依职责分工负责", Role::presumed_lead, true},
                           {U"依职责负责", Role::presumed_lead, true},
                           {U"按职责分工", Role::presumed_lead, true},
                           {U"按职能分工负责", Role::presumed_lead, true},
                           {U"分工负责", Role::presumed_lead, true},
                           {U"分别负责", Role::presumed_lead, true},
                           {U"共同负责", Role::presumed_lead, true},
                           {U"具体负责", Role::presumed_lead},
                           {U"负责落实", Role::presumed_lead},
                           {U"负责实施", Role::presumed_lead},
                           {U"负责", Role::presumed_lead},
                           {U"组织实施", Role::presumed_lead},
                           {U"贯彻落实", Role::presumed_lead},
                           {U"落实", Role::presumed_lead},
                           {U"承办", Role::presumed_lead},
                           {U"实施", Role::presumed_lead}};

const Verb* verb_of(Words words) {
  const Verb* longest = nullptr;
  for (const Verb& verb : kVerbs) {
    if (words.ends_with(verb.words) &&
        (longest == nullptr || verb.words.size() > longest->words.size()))
      longest = &verb;
  }
  return longest;
}

Ground ground_of(Role role, bool stated, bool shared) {
  if (stated) return {95, role == Role::lead ? "role.lead_stated" : "role.supporting_stated"};
  return {shared ? 50 : 60, shared ? "role.shared" : "role.order"};
}

void read_fields(const Reading& reading, const std::vector<FieldFound>& fields, Units& units,
                 const TimeContext& context, Responsibility& result);

// Reads a list of owners in which words like 牵头 and 配合 say who does what.
class OwnerList {
 public:
  OwnerList(const Reading& reading, Units& units, const TimeContext& context,
            Responsibility& result)
      : reading_(reading), units_(units), context_(context), result_(result) {}

  // `column` is the role of what carries no word of its own.
  void read(Range value, OwnerColumn column) {
    for (Range piece : split(reading_, value, U",;。")) read_clause(piece);
    flush(column);
  }

 private:
  void read_clause(Range clause) {
    clause = trimmed(reading_, clause, U"、");
    if (clause.empty()) return;
    // (市教育局负责；完成时限：2024年底前)
    if (const std::vector<FieldFound> fields = fields_of(reading_, clause);
        !fields.empty() && fields.front().label.begin == clause.begin) {
      read_fields(reading_, fields, units_, context_, result_);
      return;
    }
    if (is_deadline(clause)) return;
    // 市教育局会同市人社局负责, 由市教育局牵头
    const Words words = reading_.view(clause);
    const Words with = beginning_of(words, {U"会同", U"协同", U"联合"});
    if (!with.empty() && !pending_.empty()) {
      assign(Role::lead, true, false);
      clause.begin += with.size();
    }
    // Names without a word of their own are read together: some lists are one name.
    Range run{clause.begin, clause.begin};
    for (const Range piece : split(reading_, clause, U"、")) {
      if (run.empty()) run.begin = piece.begin;
      if (read_bracketed(piece, run)) {
        run = {piece.end, piece.end};
        continue;
      }
      const Verb* verb = verb_of(reading_.view(piece));
      // A name of the organisation that happens to end so is never cut.
      if (verb != nullptr && units_.is_name(reading_.view(piece))) verb = nullptr;
      run.end = piece.end;
      if (verb == nullptr) continue;
      run.end -= verb->words.size();
      Range names = trimmed(reading_, run, U"、,");
      if (!names.empty() && reading_[names.end - 1] == U'等') --names.end;
      add(names);
      assign(verb->role, verb->role != Role::presumed_lead, verb->shared);
      run = {piece.end, piece.end};
    }
    add(trimmed(reading_, run, U"、,"));
  }

  // 市教育局(牵头) speaks of this unit alone; those before it in `run` keep the role of the list.
  bool read_bracketed(Range piece, Range run) {
    if (reading_[piece.end - 1] != U')') return false;
    const Words words = reading_.view(piece);
    const std::size_t open = words.rfind(U'(');
    if (open == Words::npos || open == 0) return false;
    const Words inside = words.substr(open + 1, words.size() - open - 2);
    const Verb* verb = verb_of(inside);
    if (verb == nullptr || verb->words.size() != inside.size()) return false;
    add(trimmed(reading_, {run.begin, piece.begin}, U"、,"));
    std::vector<UnitMention> before = std::move(pending_);
    pending_.clear();
    add({piece.begin, piece.begin + open});
    assign(verb->role, verb->role != Role::presumed_lead, verb->shared);
    pending_ = std::move(before);
    return true;
  }

  bool is_deadline(Range clause) {
    std::vector<TimeFound> times = times_in(reading_, clause, context_);
    if (times.empty()) {
      // Standing work is written as a deadline that never comes.
      if (!starts_with_any(reading_.view(clause), {U"长期", U"持续", U"常态化"}) ||
          clause.size() > 8)
        return false;
      if (!result_.deadline) result_.deadline = deadline_of(reading_, clause, context_);
      return true;
    }
    std::size_t covered = 0;
    for (const TimeFound& time : times) covered += time.range.size();
    const Words words = reading_.view(clause);
    const std::size_t done = ending_of(words, {U"完成", U"前完成", U"取得实效", U"落实到位",
                                               U"基本完成", U"全面完成", U"并长期坚持"})
                                 .size();
    if (covered + done + 2 < clause.size()) return false;
    Deadline deadline = deadline_of(reading_, clause, context_);
    if (!result_.deadline) result_.deadline = std::move(deadline);
    return true;
  }

  void add(Range names) {
    if (names.empty()) return;
    // 市教育局会同市人社局
    constexpr Words kWith = U"会同";
    for (std::size_t with = reading_.view(names).find(kWith); with != Words::npos && with > 1;
         with = reading_.view(names).find(kWith)) {
      add_list({names.begin, names.begin + with});
      assign(Role::lead, true, false);
      names.begin += with + kWith.size();
    }
    add_list(names);
  }

  void add_list(Range names) {
    std::vector<Range> strange;
    std::vector<UnitMention> mentions = units_.list(reading_, names, strange);
    std::move(mentions.begin(), mentions.end(), std::back_inserter(pending_));
    for (const Range piece : strange) {
      result_.not_understood.push_back(
          {"unit",
           reading_.quote(piece),
           {"写在责任单位里，但认不出是哪个单位。",
            "Stands among the responsible units but names none that is recognised."}});
    }
  }

  void assign(Role role, bool stated, bool shared) {
    for (UnitMention& mention : pending_) {
      if (result_.owners.size() < kMostOwners) {
        result_.owners.push_back({std::move(mention), role, ground_of(role, stated, shared)});
        continue;
      }
      result_.not_understood.push_back(
          {"unit",
           mention.written,
           {"同一处的责任单位超过 " + std::to_string(kMostOwners) + " 个，没有再读。",
            "More than " + std::to_string(kMostOwners) + " responsible units in one place."}});
    }
    pending_.clear();
  }

  void flush(OwnerColumn column) {
    switch (column) {
      case OwnerColumn::lead:
        return assign(Role::lead, true, false);
      case OwnerColumn::supporting:
        return assign(Role::supporting, true, false);
      case OwnerColumn::responsible:
        return assign(Role::presumed_lead, false, false);
    }
  }

  const Reading& reading_;
  Units& units_;
  const TimeContext& context_;
  Responsibility& result_;
  std::vector<UnitMention> pending_;
};

void read_fields(const Reading& reading, const std::vector<FieldFound>& fields, Units& units,
                 const TimeContext& context, Responsibility& result) {
  for (const FieldFound& field : fields) {
    if (field.value.empty()) continue;
    switch (field.field) {
      case Field::lead:
        read_owners(reading, field.value, OwnerColumn::lead, units, context, result);
        break;
      case Field::responsible:
        read_owners(reading, field.value, OwnerColumn::responsible, units, context, result);
        break;
      case Field::supporting:
        read_owners(reading, field.value, OwnerColumn::supporting, units, context, result);
        break;
      case Field::person:
        result.persons.push_back({reading.quote(field.label), reading.quote(field.value)});
        break;
      case Field::deadline:
        result.deadline = deadline_of(reading, field.value, context);
        if (result.deadline->kind == DeadlineKind::unclear)
          result.not_understood.push_back({"deadline",
                                           reading.quote(field.value),
                                           {"写在完成时限里，但认不出是什么时候。",
                                            "Stands as the deadline but is no time that is "
                                            "recognised."}});
        break;
      case Field::other:
        break;
    }
  }
}

// (市教育局牵头，市财政局配合): ends with who does what and begins with a unit.
bool names_owners(const Reading& reading, Range inside, Units& units) {
  const Words words = reading.view(inside);
  if (words.size() < 4 || words.size() > 600) return false;
  bool says_so = false;
  for (const Range clause : split(reading, inside, U",;。")) {
    const Range piece = trimmed(reading, clause, U"、");
    if (!piece.empty() && verb_of(reading.view(piece)) != nullptr) says_so = true;
  }
  if (!says_so) return false;
  std::vector<Range> first = split(reading, inside, U"、,;。");
  if (first.empty()) return false;
  Range name = first.front();
  if (reading[name.begin] == U'由') ++name.begin;
  if (const Verb* verb = verb_of(reading.view(name))) name.end -= verb->words.size();
  const std::size_t with = reading.view(name).find(U"会同");
  if (with != Words::npos) name.end = name.begin + with;
  if (name.empty()) return false;
  return ends_like_unit(reading.view(name)) || is_collective(reading.view(name)) ||
         units.name_at(reading, name.begin, name.end).has_value();
}

// The unit whose name begins at `at`: one of the organisation, or the shortest words that end as
// units do, with what makes the same name longer (委, 委员会; 市 before the rest of it).
std::optional<Range> unit_from(const Reading& reading, std::size_t at, std::size_t end,
                               const Units& units) {
  constexpr std::size_t kLongestName = 24;
  constexpr std::size_t kLongestEnding = 3;
  std::optional<Range> name = units.name_at(reading, at, end);
  for (std::size_t to = at + 3; to <= std::min(end, at + kLongestName); ++to) {
    if (!is_han(reading[to - 1]) && reading[to - 1] != U')') break;
    if (name && to <= name->end) continue;
    if (name) {
      const Words more = reading.view({name->end, to});
      const bool place = Words(U"省市州县区旗").find(reading[name->end - 1]) != Words::npos;
      if (more.size() > kLongestEnding && !place) break;
      // 由清河市统筹建设…学校: what it does, not what it is called.
      if (contains_any(more, {U"负责", U"统筹", U"建设", U"制定", U"组织", U"牵头", U"会同",
                              U"指导", U"于", U"按", U"对", U"在"}))
        break;
    }
    if (ends_like_unit(reading.view({at, to}))) name = Range{at, to};
  }
  return name;
}

// 由市住建局牵头,市体育局配合。 in running text. Sentences of nothing but owners are read; where an
// item only begins with its owner (由市财政局于7月底前下达…) the sentence stays in the text.
class RunningOwners {
 public:
  RunningOwners(const Reading& reading, Units& units, const TimeContext& context,
                Responsibility& result)
      : reading_(reading), units_(units), context_(context), result_(result) {}

  // `first` is the paragraph that holds the item's label.
  void read(Range paragraph, bool first) {
    for (const Range sentence : split(reading_, paragraph, U"。")) {
      if (!result_.owners.empty()) return;
      const bool begins_item = first && sentence.begin == paragraph.begin;
      const bool by = reading_[sentence.begin] == U'由';
      if (is_all_owners(sentence) && (by || !begins_item)) {
        OwnerList(reading_, units_, context_, result_)
            .read({sentence.begin + (by ? 1 : 0), sentence.end}, OwnerColumn::responsible);
        if (!begins_item) result_.read.push_back(with_stop(sentence, paragraph));
      } else if (begins_item && by) {
        read_subject({sentence.begin + 1, sentence.end});
      }
    }
  }

 private:
  // Every clause says who does what.
  bool is_all_owners(Range sentence) const {
    if (!names_owners(reading_, sentence, units_)) return false;
    const std::vector<Range> clauses = split(reading_, sentence, U",;");
    return std::all_of(clauses.begin(), clauses.end(),
                       [&](Range clause) { return verb_of(reading_.view(clause)) != nullptr; });
  }

  void read_subject(Range sentence) {
    Range clause = split(reading_, sentence, U",;").front();
    if (verb_of(reading_.view(clause)) == nullptr) {
      // 市应急管理局会同市水务局、市卫生健康委制定…: as far as names follow each other.
      std::size_t at = clause.begin;
      std::size_t end = at;
      while (const auto name = unit_from(reading_, at, clause.end, units_)) {
        at = end = name->end;
        const Words rest = reading_.view({at, clause.end});
        const Words joint = beginning_of(rest, {U"会同", U"、", U"和", U"与"});
        if (joint.empty()) break;
        at += joint.size();
      }
      clause.end = end;
    }
    if (!clause.empty())
      OwnerList(reading_, units_, context_, result_).read(clause, OwnerColumn::responsible);
  }

  Range with_stop(Range sentence, Range paragraph) const {
    if (sentence.end < paragraph.end && reading_[sentence.end] == U'。') ++sentence.end;
    return sentence;
  }

  const Reading& reading_;
  Units& units_;
  const TimeContext& context_;
  Responsibility& result_;
};

}  // namespace

void read_owners(const Reading& reading, Range cell, OwnerColumn column, Units& units,
                 const TimeContext& context, Responsibility& result) {
  const std::vector<FieldFound> fields = fields_of(reading, cell);
  if (!fields.empty() && fields.front().label.begin == cell.begin)
    return read_fields(reading, fields, units, context, result);
  OwnerList(reading, units, context, result).read(cell, column);
}

Responsibility responsibility_in(const Reading& reading, const std::vector<Range>& paragraphs,
                                 Units& units, const TimeContext& context) {
  Responsibility result;
  for (const Range paragraph : paragraphs) {
    // In brackets, mostly at the end.
    std::size_t at = paragraph.begin;
    std::vector<Range> outside;
    std::size_t outside_begin = paragraph.begin;
    while (at < paragraph.end) {
      const char32_t c = reading[at];
      if (c != U'(' && c != U'[' && c != U'〔') {
        ++at;
        continue;
      }
      const std::size_t close = reading.closing_bracket(at, paragraph.end);
      const std::size_t end = close == Words::npos ? paragraph.end : close;
      const Range inside{at + 1, end};
      // A bracket that nobody closed holds all that follows if a field begins it, and only then is
      // it read: there may be many of them.
      std::vector<FieldFound> fields;
      if (close != Words::npos || begins_with_field(reading.view(inside)) ||
          (inside.size() > 1 && begins_with_field(reading.view({inside.begin + 1, inside.end}))))
        fields = fields_of(reading, inside);
      bool read = false;
      // [责任单位]市教育局 or [责任单位:市教育局]
      if (!fields.empty() && fields.front().label.begin <= inside.begin + 1) {
        read_fields(reading, fields, units, context, result);
        read = true;
      } else if (close != Words::npos && names_owners(reading, inside, units)) {
        OwnerList(reading, units, context, result).read(inside, OwnerColumn::responsible);
        read = true;
      } else if (const FieldLabel* label = label_of(reading.view(inside));
                 close != Words::npos && label != nullptr && inside.size() > label->words.size() &&
                 label->words.size() >= 4 &&
                 ends_like_unit(reading.view({inside.begin + label->words.size(), inside.end}))) {
        // (责任单位市教育局、市财政局)
        const Range value{inside.begin + label->words.size(), inside.end};
        read_fields(reading, {{label->field, {inside.begin, value.begin}, value}}, units, context,
                    result);
        read = true;
      }
      if (!read) {
        at = close == Words::npos ? at + 1 : end + 1;
        continue;
      }
      const std::size_t after = close == Words::npos ? paragraph.end : end + 1;
      result.read.push_back({at, after});
      if (at > outside_begin) outside.push_back({outside_begin, at});
      outside_begin = at = after;
    }
    if (outside_begin < paragraph.end) outside.push_back({outside_begin, paragraph.end});
    // Without brackets: 牵头单位：市教育局 on its own line or after the last full stop.
    for (const Range stretch : outside) {
      std::vector<FieldFound> fields = fields_of(reading, stretch);
      std::erase_if(fields, [&](const FieldFound& field) {
        const bool at_start =
            field.label.begin == paragraph.begin || field.label.begin == stretch.begin;
        const char32_t before = at_start ? U'。' : reading[field.label.begin - 1];
        return !at_start && !is_stop(before) && before != U')' && before != U',' &&
               !reading.gap_before(field.label.begin);
      });
      // 时间：2022年6月 alone is no deadline of a task.
      const bool owns = std::any_of(fields.begin(), fields.end(), [](const FieldFound& field) {
        return field.label.size() >= 3;
      });
      if (!owns) continue;
      read_fields(reading, fields, units, context, result);
      result.read.push_back({fields.front().label.begin, stretch.end});
    }
  }
  if (result.owners.empty()) {
    RunningOwners running(reading, units, context, result);
    for (const Range paragraph : paragraphs)
      running.read(paragraph, paragraph == paragraphs.front());
    std::sort(result.read.begin(), result.read.end(),
              [](Range a, Range b) { return a.begin < b.begin; });
  }
  settle_roles(result);
  return result;
}

bool begins_with_field(Words words) {
  const FieldLabel* label = label_of(words);
  return label != nullptr && label->words.size() < words.size() &&
         words[label->words.size()] == U':';
}

void settle_roles(Responsibility& responsibility) {
  const bool led = std::any_of(responsibility.owners.begin(), responsibility.owners.end(),
                               [](const Responsible& owner) { return owner.role == Role::lead; });
  bool presumed = false;
  for (Responsible& owner : responsibility.owners) {
    if (owner.role != Role::presumed_lead) continue;
    if (led || presumed) {
      owner.role = Role::supporting;
    } else {
      presumed = true;
    }
  }
}

}  // namespace engines::draft

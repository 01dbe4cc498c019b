// What people decide about a round, what time does to it, and the rule over its records.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/problem.hpp"
#include "base/written_date.hpp"
#include "collection/collection_service.hpp"

namespace collection {

namespace bj = boost::json;
using base::Problem;
using boost::asio::awaitable;
using registers::Field;
using registers::RegisterService;

namespace {

constexpr std::size_t kReasonCharactersMax = 500;
constexpr int kLockDaysAheadMax = 366;
constexpr int kNearWorkingDays = 3;
constexpr std::size_t kNamesShown = 5;

Problem period_locked(const Declaration& declaration, const base::Period& period, Date locks_on) {
  const Text title = base::period_title(period);
  return base::conflict(
      "period-locked",
      {fmt::format(
           "{}{}已于{}锁定，没有保存；您填写的内容还在页面上。如需更正，请联系上级办理“锁定后更"
           "正”。",
           declaration.title.zh, title.zh, base::written_date(locks_on)),
       fmt::format("{} of {} has been locked since {}; nothing was saved, what you typed is still "
                   "on the page. Ask the office above for a correction after the lock.",
                   title.en, declaration.title.en, base::written_date_en(locks_on))});
}

std::string reason(const std::optional<std::string>& why) {
  std::string text = why.value_or("");
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
  if (base::character_count(text) > kReasonCharactersMax) {
    throw base::invalid({"说明太长。", "The reason is too long."},
                        {{"/why",
                          {fmt::format("最多 {} 个字符。", kReasonCharactersMax),
                           fmt::format("At most {} characters.", kReasonCharactersMax)}}});
  }
  return text;
}

// Several names, as many as a sentence bears.
Text listed(const std::vector<AskedUnit>& units) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (std::size_t i = 0; i < std::min(units.size(), kNamesShown); ++i) {
    zh.push_back(units[i].name.zh);
    en.push_back(units[i].name.en);
  }
  const bool more = units.size() > kNamesShown;
  return {fmt::format("{}{}", fmt::join(zh, "、"),
                      more ? fmt::format("等 {} 个单位", units.size()) : ""),
          fmt::format("{}{}", fmt::join(en, ", "),
                      more ? fmt::format(" and {} more", units.size() - kNamesShown) : "")};
}

const registers::Value& value_of(const Declaration& declaration, const registers::Record& record,
                                 std::string_view field) {
  const auto found = std::ranges::find(declaration.fields, field, &Field::name);
  return record[static_cast<std::size_t>(found - declaration.fields.begin())];
}

bj::value json_of(const registers::Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string_view>(&value)) return bj::value(*text);
  return nullptr;
}

db::Once part_of(const db::Once& once, std::string_view part) {
  db::Once own = once;
  if (!own.key.empty()) own.key += fmt::format(" {}", part);
  return own;
}

}  // namespace

// --- zero report ---------------------------------------------------------------------------------

awaitable<FormView> CollectionService::report_zero(const Actor& actor, const std::string& noun,
                                                   const std::string& period,
                                                   const ZeroReport& given, const db::Once& once) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const Collection& asked = *declaration.collection;
  const base::Period of = required_period(declaration, period);
  if (!asked.has_zero_report()) {
    throw base::invalid(
        {"这张表没有零报告，请逐项填写。", "This form has no zero report; fill it in."}, {});
  }
  const std::string part = given.part.value_or("");
  const auto found = co_await database_.read([&](db::Connection& connection) {
    return required_form(connection, actor, declaration, of, given.unit, part);
  });
  const auto& [shown, cell] = found;
  const db::Once submission = part_of(once, "submit");
  const bool done = co_await database_.read([&](db::Connection& connection) {
    return !submission.key.empty() && db::stored_answer(connection, submission).has_value();
  });
  if (done) co_return co_await form(actor, noun, period, given.unit, part);
  if (shown.locked) throw period_locked(declaration, of, shown.lock->locks_on);
  if (!owes(cell.state)) {
    throw base::conflict("reported", {"这一期已经报过了，请刷新查看。",
                                      "This period has been reported already; look again."});
  }
  std::vector<Prefilled> from;
  bj::object values = co_await prefilled(declaration, shown.round, cell.slot, from);
  const bj::object last = co_await database_.read([&](db::Connection& connection) {
    return last_values(connection, declaration, of, cell.slot);
  });
  for (const std::string& field : asked.zero) values[field] = 0;
  // Cumulative figures begin anew with the year.
  const bool same_year = base::previous_period(of).from.year() == of.from.year();
  for (const std::string& field : asked.unchanged) {
    const bj::value* const before = same_year ? last.if_contains(field) : nullptr;
    values[field] = before != nullptr && before->is_int64() ? *before : bj::value(0);
  }
  const std::string note = given.note.value_or("零报告：本期没有变化。");
  if (!asked.compare.explain.empty()) values[asked.compare.explain] = note;
  std::string record;
  std::int64_t version = 0;
  if (cell.filed) {
    for (const std::string& name : declaration.key) values.erase(name);
    const registers::RecordChange change{values, "零报告", given.confirmed};
    const auto changed =
        co_await records_.change(actor, noun, cell.filed->record, change, cell.filed->version);
    record = changed.id;
    version = changed.version;
  } else {
    const registers::NewRecord fresh{values, "零报告", given.confirmed};
    const db::Once own = part_of(once, "create");
    const auto created = co_await records_.create(actor, noun, fresh, own);
    record = created.id;
    version = created.version;
  }
  registers::TransitionStep step;
  if (declaration.workflow.find_transition(asked.submit)->comment != registers::Comment::none) {
    step.comment = "零报告";
  }
  co_await records_.step(actor, noun, record, asked.submit, step, version, submission);
  co_return co_await form(actor, noun, period, given.unit, part);
}

// --- approval ------------------------------------------------------------------------------------

awaitable<RoundView> CollectionService::approve(const Actor& actor, const std::string& noun,
                                                const std::string& period,
                                                const RoundApproval& given, const db::Once& once) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const Collection& asked = *declaration.collection;
  const base::Period of = required_period(declaration, period);
  const auto& step = *declaration.workflow.find_transition(asked.approve);
  std::string unit;
  for (const auto& post : actor.posts) {
    const bool fits = std::ranges::find(step.by, post.role.id) != step.by.end() &&
                      (!given.unit || *given.unit == post.unit);
    if (fits && unit.empty()) unit = post.unit;
  }
  if (unit.empty()) {
    throw base::forbidden({"您的岗位不能审定这一期。", "Your posts do not let you approve this."});
  }
  const std::string why = reason(given.why);
  const auto mine = [&](db::Connection& connection) {
    Scene shown = scene(connection, declaration, of);
    std::erase_if(shown.cells, [&](const Cell& cell) {
      return !records_.reaches(actor, step.by, cell.slot.unit);
    });
    return shown;
  };
  const Scene shown = co_await database_.read(mine);
  if (shown.locked) throw period_locked(declaration, of, shown.lock->locks_on);
  std::set<std::string> missing;
  registers::BulkStep bulk;
  for (const Cell& cell : shown.cells) {
    if (owes(cell.state)) missing.insert(cell.slot.unit);
    if (cell.state == SlotState::submitted) {
      bulk.records.push_back({cell.filed->record, cell.filed->version});
    }
  }
  if (missing != std::set<std::string>(given.missing.begin(), given.missing.end())) {
    std::vector<AskedUnit> names;
    for (const std::string& one : missing) names.push_back(named(one));
    const Text who = listed(names);
    throw base::conflict(
        "missing-changed",
        {fmt::format("未报单位有变化，没有审定。现在未报：{}。请看过再定。",
                     who.zh.empty() ? "无" : who.zh),
         fmt::format("Who is missing has changed; nothing was approved. Missing now: {}. Look "
                     "again.",
                     who.en.empty() ? "nobody" : who.en)});
  }
  if (!missing.empty() && why.empty()) {
    throw base::invalid({"还有单位没报，请说明为什么照此审定。",
                         "Units are missing: say why it is approved without them."},
                        {{"/why", {"请填写。", "Fill this in."}}});
  }
  if (step.comment != registers::Comment::none && !why.empty()) bulk.comment = why;
  if (step.comment == registers::Comment::required && why.empty()) bulk.comment = "汇总审定";
  std::vector<base::FieldError> failed;
  for (std::size_t from = 0; from < bulk.records.size(); from += RegisterService::kStepsMax) {
    registers::BulkStep slice = bulk;
    const auto begin = bulk.records.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end =
        bulk.records.begin() + static_cast<std::ptrdiff_t>(std::min(
                                   from + RegisterService::kStepsMax, bulk.records.size()));
    slice.records.assign(begin, end);
    const db::Once own = part_of(once, fmt::format("records-{}", from));
    const registers::BulkOutcome outcome =
        co_await records_.steps(actor, noun, asked.approve, slice, own);
    for (const registers::BulkFailure& failure : outcome.failed) {
      failed.push_back({"/records/" + failure.id, failure.detail});
    }
  }
  if (!failed.empty()) {
    const std::size_t count = failed.size();
    throw Problem(409, "not-approved", {"没有全部审定", "Not everything was approved"},
                  {fmt::format("有 {} 份没能审定，本期没有定；其余已审定。请看过再办。", count),
                   fmt::format("{} could not be approved, so the period was not; the others were. "
                               "Look again.",
                               count)},
                  std::move(failed));
  }
  const auto write = [&](db::Connection& connection) {
    ApprovalRow row;
    row.id = base::uuid_v7(database_.clock(), random_);
    row.noun = noun;
    row.period = of.key;
    row.unit = unit;
    row.approved_at = connection.now();
    row.account = actor.account;
    row.missing.assign(missing.begin(), missing.end());
    row.why = why;
    store_.approve(connection, row);
    access_.audit_trail().record(connection, actor, "collection.approve", noun + " " + of.key,
                                 fmt::format("{}, {} missing", unit, missing.size()));
    return Decided{row.id};
  };
  co_await database_.write_once<Decided>(once, write);
  changed(noun);
  co_return co_await round(actor, noun, period);
}

// --- lock ----------------------------------------------------------------------------------------

awaitable<void> CollectionService::take_to_lock(const Declaration& declaration,
                                                const Scene& scene) {
  const Collection& asked = *declaration.collection;
  const auto* const lock = declaration.workflow.find_transition(asked.lock);
  if (lock == nullptr) co_return;
  const Actor program = access_.program("collection");
  for (const Cell& cell : scene.cells) {
    const bool waits =
        cell.filed && std::ranges::find(lock->from, cell.filed->state) != lock->from.end();
    if (!waits) continue;
    registers::TransitionStep step;
    if (lock->comment == registers::Comment::required) step.comment = "本期已锁定";
    const db::Once once;
    try {
      co_await records_.step(program, declaration.name, cell.filed->record, asked.lock, step,
                             cell.filed->version, once);
    } catch (const Problem& problem) {
      // Somebody else took it there at the same time; otherwise the next hour tries again.
      if (problem.status() != 409 && problem.status() != 412) throw;
    }
  }
}

awaitable<RoundView> CollectionService::lock(const Actor& actor, const std::string& noun,
                                             const std::string& period, const RoundLock& given,
                                             const db::Once& once) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const base::Period of = required_period(declaration, period);
  const Date today = records_.today();
  const Date on = given.on.value_or(today);
  if (on < today || on > today.plus_days(kLockDaysAheadMax)) {
    throw base::invalid(
        {"锁定日期须在今天到一年之内。", "The day of the lock must be from today to a year ahead."},
        {{"/on", {"日期不对。", "Not a possible day."}}});
  }
  const auto write = [&](db::Connection& connection) {
    const Scene shown = scene(connection, declaration, of);
    const bool all = std::ranges::all_of(shown.slots, [&](const Slot& slot) {
      return records_.reaches(actor, declaration.collection->lock_by, slot.unit);
    });
    if (!all || shown.slots.empty()) {
      throw base::forbidden({"锁定一期须由管到全部单位的岗位办理。",
                             "A period is locked by a post that reaches all its units."});
    }
    if (shown.locked) throw period_locked(declaration, of, shown.lock->locks_on);
    std::set<std::string> accepted;
    for (const ApprovalRow& row : store_.approvals(connection, noun, of.key)) {
      accepted.insert(row.missing.begin(), row.missing.end());
    }
    switch (lock_refusal(shown.cells, accepted)) {
      case LockRefusal::undecided:
        throw base::conflict("undecided", {"还有单位报了没有审定，先审定再锁定。",
                                           "Something that was handed in waits for approval: "
                                           "approve it first."});
      case LockRefusal::missing_not_accepted:
        throw base::conflict("missing-not-accepted",
                             {"还有单位没报，审定时没有说明。请先审定并说明未报单位，再锁定。",
                              "Units are missing that no approval names. Approve without them "
                              "first, saying why."});
      case LockRefusal::none:
        break;
    }
    LockRow row;
    row.id = base::uuid_v7(database_.clock(), random_);
    row.noun = noun;
    row.period = of.key;
    row.locks_on = on;
    row.decided_at = connection.now();
    row.account = actor.account;
    store_.lock(connection, row);
    access_.audit_trail().record(connection, actor, "collection.lock", noun + " " + of.key,
                                 on.str());
    return Decided{row.id};
  };
  co_await database_.write_once<Decided>(once, write);
  if (on == today) {
    const Scene shown = co_await database_.read(
        [&](db::Connection& connection) { return scene(connection, declaration, of); });
    co_await take_to_lock(declaration, shown);
  }
  changed(noun);
  co_return co_await round(actor, noun, period);
}

awaitable<RoundView> CollectionService::correct(const Actor& actor, const std::string& noun,
                                                const std::string& period, const Correction& given,
                                                std::int64_t version, const db::Once& once) {
  const Declaration& declaration = declared(noun);
  required_period(declaration, period);
  const registers::RecordChange change{given.values, given.why, given.confirmed};
  co_await records_.correct(actor, noun, given.record, change, declaration.collection->correct_by,
                            version, once);
  changed(noun);
  co_return co_await round(actor, noun, period);
}

// --- the rule over single records ----------------------------------------------------------------

void CollectionService::before_write(db::Connection& connection, const Actor& actor,
                                     const RegisterService::Writing& writing) const {
  const Declaration& declaration = writing.declaration;
  if (!declaration.collection || actor.program) return;
  const Collection& asked = *declaration.collection;
  const Date today = records_.today();
  for (const registers::Record* record : {writing.before, &writing.after}) {
    if (record == nullptr) continue;
    const auto period = period_of_value(asked, value_of(declaration, *record, asked.period_field));
    if (!period) {
      const base::Period example = base::period_of(asked.length, today);
      throw base::invalid(
          {"期次不对，没有保存。", "The period is not right; nothing was saved."},
          {{"/values/" + asked.period_field,
            {fmt::format("没有这一期；写法如 {}。", example.key),
             fmt::format("There is no such period; write it as {}.", example.key)}}});
    }
    if (period->from > today) {
      throw base::conflict("period-not-begun", {"这一期还没有开始，没有保存。",
                                                "This period has not begun; nothing was saved."});
    }
    const auto lock = store_.lock_of(connection, declaration.name, period->key);
    const bool locked = lock && lock->locks_on <= today;
    const bool corrects = writing.action == "correct";
    if (locked && !corrects) throw period_locked(declaration, *period, lock->locks_on);
    if (!locked && corrects) {
      throw base::conflict("not-locked", {"本期还没有锁定，请退回后修改。",
                                          "The period is not locked: have the form returned."});
    }
  }
  const auto period =
      *period_of_value(asked, value_of(declaration, writing.after, asked.period_field));
  if (writing.action == asked.submit) {
    check_submission(connection, declaration, period, writing);
  }
  if (writing.action != "correct") return;
  RevisionRow row;
  row.noun = declaration.name;
  row.record = writing.id;
  row.version = writing.version;
  row.period = period.key;
  row.unit = writing.owner;
  if (!asked.part_field.empty()) {
    const auto& part = value_of(declaration, writing.after, asked.part_field);
    if (const auto* text = std::get_if<std::string_view>(&part)) row.part = *text;
  }
  row.revised_at = connection.now();
  row.account = actor.account;
  row.why = writing.why;
  for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
    if ((*writing.before)[i] == writing.after[i]) continue;
    const Field& field = declaration.fields[i];
    const bool hidden = field.sensitive || !field.read.empty();
    row.changes.push_back({field.name, hidden ? bj::value() : json_of((*writing.before)[i]),
                           hidden ? bj::value() : json_of(writing.after[i])});
  }
  store_.revise(connection, row);
}

void CollectionService::check_submission(db::Connection& connection, const Declaration& declaration,
                                         const base::Period& period,
                                         const RegisterService::Writing& writing) const {
  const Collection& asked = *declaration.collection;
  if (asked.compare.fields.empty()) return;
  const registers::Value& explained = value_of(declaration, writing.after, asked.compare.explain);
  if (!registers::is_empty(explained)) return;
  const Scene shown = scene(connection, declaration, period);
  Slot slot{writing.owner, {}, {}};
  if (!asked.part_field.empty()) {
    const auto& part = value_of(declaration, writing.after, asked.part_field);
    if (const auto* text = std::get_if<std::string_view>(&part)) slot.part = *text;
  }
  std::map<std::string, std::int64_t> figures;
  for (const std::string& field : asked.compare.fields) {
    const auto& value = value_of(declaration, writing.after, field);
    if (const auto* number = std::get_if<std::int64_t>(&value)) figures[field] = *number;
  }
  std::vector<base::FieldError> errors;
  for (const Outlier& outlier : outliers(
           asked.compare, figures_of(declaration, slot, figures, shown.present, shown.earlier))) {
    const Text earlier = base::period_title(earlier_period(asked.compare, period));
    const Text against =
        outlier.against == Against::last ? earlier : Text{"其他单位的中位数", "the others' median"};
    const std::string by =
        outlier.percent ? fmt::format("{:+}%", *outlier.percent) : std::string("0 →");
    errors.push_back(
        {"/values/" + outlier.field,
         {fmt::format("与{}相比 {}，请核对；数字无误请在“{}”里说明。", against.zh, by,
                      declaration.find_field(asked.compare.explain)->title.zh),
          fmt::format("{} against {}: check it; if it is right, explain it in \"{}\".", by,
                      against.en, declaration.find_field(asked.compare.explain)->title.en)}});
  }
  if (errors.empty()) return;
  errors.push_back({"/values/" + asked.compare.explain,
                    {"有与平常不同的数，请说明。", "Some figures are unusual: explain them."}});
  throw base::invalid({"有与平常不同的数没有说明，没有提交。",
                       "Unusual figures are not explained; the form was not handed in."},
                      std::move(errors));
}

// --- time ----------------------------------------------------------------------------------------

void CollectionService::tell(db::Connection& connection, const Declaration& declaration,
                             const Scene& scene, std::set<std::string>& told) const {
  const int left = calendar_.between(records_.today(), scene.round.due_on);
  const Text period = base::period_title(scene.round.period);
  const Text what{declaration.title.zh + "（" + period.zh + "）",
                  declaration.title.en + " (" + period.en + ")"};
  std::string kind = "open";
  Text text{fmt::format("{}开始填报，{}前报送", what.zh, base::written_date(scene.round.due_on)),
            fmt::format("{} is open, due {}", what.en, base::written_date_en(scene.round.due_on))};
  if (left < 0) {
    kind = "late";
    text = {what.zh + "已过报送期限，还没有报", what.en + " is late"};
  } else if (left == 0) {
    kind = "due";
    text = {what.zh + "今天到期，还没有报", what.en + " is due today"};
  } else if (left <= kNearWorkingDays) {
    kind = "near";
    text = {fmt::format("{}还有 {} 个工作日到期，还没有报", what.zh, left),
            fmt::format("{} is due in {} working days", what.en, left)};
  }
  for (const Cell& cell : scene.cells) {
    if (!owes(cell.state)) continue;
    const notice::NewNotice owed{
        notice::Topic::form_due,
        fmt::format("collection:{}:{}:{}:{}:{}", declaration.name, scene.round.period.key,
                    cell.slot.unit, cell.slot.part, kind),
        text, "/collections"};
    notices_.tell(connection, people_.of(connection, cell.slot.unit, declaration.write), owed,
                  told);
  }
}

awaitable<void> CollectionService::keep_time() {
  // Whoever owes an older one has been told.
  constexpr std::size_t kRoundsTold = 1;
  for (const Declaration& declaration : records_.catalogue().registers) {
    if (!declaration.collection) continue;
    const auto rounds =
        open_rounds(*declaration.collection, calendar_, records_.today(), kRoundsOwed);
    std::set<std::string> told;
    const auto write = [&](db::Connection& connection) {
      told.clear();
      for (std::size_t i = 0; i < std::min(rounds.size(), kRoundsTold); ++i) {
        const Scene shown = scene(connection, declaration, rounds[i].period);
        if (!shown.locked) tell(connection, declaration, shown, told);
      }
    };
    co_await database_.write(write);
    notices_.announce(told);
    for (const Round& round : rounds) {
      const Scene shown = co_await database_.read(
          [&](db::Connection& connection) { return scene(connection, declaration, round.period); });
      if (shown.locked) co_await take_to_lock(declaration, shown);
    }
  }
}

awaitable<Reminded> CollectionService::remind(const Actor& actor, const std::string& noun,
                                              const std::string& period) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const base::Period of = required_period(declaration, period);
  const auto& step = *declaration.workflow.find_transition(declaration.collection->approve);
  const Text title = base::period_title(of);
  Reminded reminded;
  std::set<std::string> told;
  const auto write = [&](db::Connection& connection) {
    reminded = {};
    told.clear();
    const Scene shown = scene(connection, declaration, of);
    if (!may(actor, declaration, shown).remind) {
      throw base::forbidden({"您的岗位不能催报这一期。", "Your posts do not let you remind them."});
    }
    std::set<std::string> units;
    for (const Cell& cell : shown.cells) {
      const bool mine = owes(cell.state) && records_.reaches(actor, step.by, cell.slot.unit);
      if (!mine || !units.insert(cell.slot.unit).second) continue;
      const notice::NewNotice asked{
          notice::Topic::form_due,
          fmt::format("collection:{}:{}:{}:asked:{}", noun, of.key, cell.slot.unit,
                      records_.today().str()),
          {fmt::format("上级催报：{}（{}）还没有报", declaration.title.zh, title.zh),
           fmt::format("Asked for: {} ({})", declaration.title.en, title.en)},
          "/collections"};
      notices_.tell(connection, people_.of(connection, cell.slot.unit, declaration.write), asked,
                    told);
    }
    reminded.units = static_cast<int>(units.size());
    reminded.people = static_cast<int>(told.size());
    access_.audit_trail().record(connection, actor, "collection.remind", noun + " " + of.key,
                                 fmt::format("{} units", reminded.units));
  };
  co_await database_.write(write);
  notices_.announce(told);
  co_return reminded;
}

}  // namespace collection

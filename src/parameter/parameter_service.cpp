#include "parameter/parameter_service.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/json.hpp>
#include <ranges>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "base/written_date.hpp"
#include "parameter/parameter_line.hpp"

namespace parameter {

using boost::asio::awaitable;
using registers::Declaration;
using registers::Parameter;
using zhijiao::access::Permission;

namespace {

base::Problem no_such_parameter() { return base::not_found({"这个参数", "This parameter"}); }

// The present version of each first day, by day.
std::map<Date, ValueRecord> present(std::span<const ValueRecord> history) {
  std::map<Date, ValueRecord> by_day;
  for (const ValueRecord& record : history) {
    ValueRecord& kept = by_day[record.from];
    if (record.version > kept.version) kept = record;
  }
  return by_day;
}

std::vector<registers::ParameterValue> in_line(std::span<const ValueRecord> history) {
  std::vector<registers::ParameterValue> set;
  for (const auto& [from, record] : present(history)) {
    if (record.state != ValueState::set) continue;
    set.push_back({from, record.value, record.source, record.verified});
  }
  return set;
}

base::Problem too_many_values(std::size_t most) {
  return base::conflict(
      "too-many-values",
      {fmt::format("这个参数已改过 {} 次，不能再改；请把现行的值写进台账声明。", most),
       fmt::format("This parameter was changed {} times; write its values into the declaration of "
                   "the register.",
                   most)});
}

}  // namespace

ParameterService::ParameterService(db::Database& database, zhijiao::access::AccessService& access,
                                   registers::RegisterService& records, Uses uses)
    : database_(database),
      access_(access),
      records_(records),
      uses_(std::move(uses)),
      store_(access.region()) {}

void ParameterService::take_up_now() {
  std::map<std::pair<std::string, std::string>, std::vector<ValueRecord>> by_parameter;
  const std::vector<ValueRecord> all =
      database_.read_now([this](db::Connection& connection) { return store_.history(connection); });
  for (const ValueRecord& record : all) {
    by_parameter[{record.noun, record.name}].push_back(record);
  }
  for (const auto& [key, history] : by_parameter) {
    const Declaration* const of = records_.catalogue().find(key.first);
    if (of == nullptr || of->find_parameter(key.second) == nullptr) {
      spdlog::warn("values were set of {}.{}, which is no longer declared", key.first, key.second);
      continue;
    }
    take_up(key.first, key.second, history);
  }
}

void ParameterService::take_up(const std::string& noun, const std::string& name,
                               std::span<const ValueRecord> history) {
  const Parameter& declared = *records_.catalogue().find(noun)->find_parameter(name);
  Parameter line = merged(declared, in_line(history));
  const std::lock_guard lock(mutex_);
  std::size_t& known = taken_up_[{noun, name}];
  if (history.size() <= known) return;
  known = history.size();
  records_.parameters().replace(noun, std::move(line));
}

const Declaration& ParameterService::declaration(const std::string& noun,
                                                 const std::string& name) const {
  const Declaration* const found = records_.catalogue().find(noun);
  if (found == nullptr || found->find_parameter(name) == nullptr) throw no_such_parameter();
  return *found;
}

bool ParameterService::may_set(const Actor& actor) const {
  return zhijiao::access::may(actor, Permission::parameter_write);
}

Date ParameterService::day_of(std::optional<Date> as_of) const {
  return as_of.value_or(records_.today());
}

DatedParameter ParameterService::view_of(const Declaration& declaration, const Parameter& declared,
                                         std::span<const ValueRecord> history, Date day) const {
  DatedParameter view{declaration.name,
                      declaration.title,
                      declared.name,
                      declared.title,
                      declared.unit,
                      {},
                      declared.minimum,
                      declared.maximum,
                      {},
                      {}};
  for (const registers::ParameterChoice& choice : declared.choices) {
    view.choices.push_back({choice.value, choice.title});
  }
  const std::map<Date, ValueRecord> set = present(history);
  const auto holds = [&](Date from) {
    const auto found = set.find(from);
    return found != set.end() && found->second.state == ValueState::set;
  };
  for (const registers::ParameterValue& value : declared.values) {
    DatedValue shown;
    shown.from = value.from;
    shown.value = value.value;
    shown.source = value.source;
    shown.verified = value.verified;
    shown.replaced = value.from && holds(*value.from);
    view.values.push_back(std::move(shown));
  }
  for (const auto& [from, record] : set) {
    if (!holds(from)) continue;
    DatedValue shown;
    shown.from = from;
    shown.value = record.value;
    shown.source = record.source;
    shown.verified = record.verified;
    shown.origin = ValueOrigin::set;
    shown.version = record.version;
    shown.comment = record.comment;
    shown.by = record.by;
    shown.at = base::rfc3339(record.recorded_at);
    view.values.push_back(std::move(shown));
  }
  std::ranges::stable_sort(view.values, {}, &DatedValue::from);
  DatedValue* in_force = nullptr;
  for (DatedValue& value : view.values) {
    if (!value.replaced && (!value.from || *value.from <= day)) in_force = &value;
  }
  in_force->in_force = true;  // the first has no first day
  const auto used = uses_.find({declaration.name, declared.name});
  if (used != uses_.end()) view.uses = used->second;
  for (const registers::Rule& rule : declaration.rules) {
    if (names(rule, declared)) {
      view.uses.push_back({UseKind::rule, declaration.name, rule.message});
    }
  }
  return view;
}

ParameterLine ParameterService::line_of(const Actor& actor, const Declaration& declaration,
                                        const std::string& name, std::vector<ValueRecord> history,
                                        Date day) const {
  ParameterLine line;
  line.as_of = day;
  line.today = records_.today();
  line.may_set = may_set(actor);
  line.parameter = view_of(declaration, *declaration.find_parameter(name), history, day);
  for (const ValueRecord& record : std::views::reverse(history)) {
    const bool withdrawn = record.state == ValueState::withdrawn;
    line.history.push_back({record.from, record.value, record.source, record.verified,
                            record.comment, withdrawn, record.reason,
                            record.from < base::day_of(record.recorded_at), record.by,
                            base::rfc3339(record.recorded_at)});
  }
  return line;
}

awaitable<ParameterList> ParameterService::parameters(const Actor& actor,
                                                      std::optional<Date> as_of) {
  access_.require(actor, Permission::plan_read);
  const std::vector<ValueRecord> all = co_await database_.read(
      [this](db::Connection& connection) { return store_.history(connection); });
  std::map<std::pair<std::string, std::string>, std::vector<ValueRecord>> by_parameter;
  for (const ValueRecord& record : all) {
    by_parameter[{record.noun, record.name}].push_back(record);
  }
  ParameterList list;
  list.as_of = day_of(as_of);
  list.today = records_.today();
  list.may_set = may_set(actor);
  for (const Declaration& declaration : records_.catalogue().registers) {
    for (const Parameter& declared : declaration.parameters) {
      list.parameters.push_back(view_of(
          declaration, declared, by_parameter[{declaration.name, declared.name}], list.as_of));
    }
  }
  co_return list;
}

awaitable<ParameterLine> ParameterService::parameter(const Actor& actor, const std::string& noun,
                                                     const std::string& name,
                                                     std::optional<Date> as_of) {
  access_.require(actor, Permission::plan_read);
  const Declaration& of = declaration(noun, name);
  std::vector<ValueRecord> history = co_await database_.read(
      [&](db::Connection& connection) { return store_.history(connection, noun, name); });
  co_return line_of(actor, of, name, std::move(history), day_of(as_of));
}

awaitable<ParameterLine> ParameterService::append(const Actor& actor, ValueRecord record,
                                                  const db::Once& once) {
  const Declaration& of = declaration(record.noun, record.name);
  const bool withdraws = record.state == ValueState::withdrawn;
  // Of the transaction that counts: the last one that ran.
  std::vector<ValueRecord> history;
  const auto work = [&](db::Connection& connection) {
    history = store_.history(connection, record.noun, record.name);
    const Date today = connection.clock().today();
    const std::map<Date, ValueRecord> by_day = present(history);
    const auto found = by_day.find(record.from);
    const bool is_set = found != by_day.end() && found->second.state == ValueState::set;
    ValueRecord next = record;
    if (withdraws) {
      if (found == by_day.end()) throw base::not_found({"这个值", "This value"});
      if (!is_set) {
        throw base::conflict("withdrawn-already",
                             {"这个值已经撤回。", "This value was withdrawn already."});
      }
      const std::string reason = record.reason;
      next = found->second;
      next.state = ValueState::withdrawn;
      next.reason = reason;
      next.by = actor.display_name;
      if (record.version != found->second.version) {
        throw base::stale(base::record_text(line_of(actor, of, record.name, history, today)));
      }
    } else {
      if (is_set) {
        throw base::conflict(
            "already-set",
            {fmt::format("已经有从{}起的值。要改请先撤回它，写明原因。",
                         base::written_date(record.from)),
             fmt::format("A value from {} was set already. Withdraw it with a reason first.",
                         base::written_date_en(record.from))});
      }
      next.version = found == by_day.end() ? 0 : found->second.version;
    }
    // A withdrawal always has room.
    if (!withdraws && history.size() + 1 >= kVersionsMax) throw too_many_values(kVersionsMax);
    if (!store_.append(connection, next, actor.account)) {
      throw base::unavailable({"同时有人在改这个参数，请再试一次。",
                               "Somebody else is changing this parameter; try again."},
                              1);
    }
    access_.audit_trail().record(connection, actor,
                                 withdraws ? "parameter.withdraw" : "parameter.set",
                                 fmt::format("{}.{}", record.noun, record.name),
                                 fmt::format("from={} value={}{}", next.from.str(), next.value,
                                             next.from < today ? " backdated" : ""));
    history = store_.history(connection, record.noun, record.name);
    return line_of(actor, of, record.name, history, today);
  };
  bool is_first = false;
  const ParameterLine view = co_await database_.write_once<ParameterLine>(once, work, &is_first);
  if (is_first) {
    take_up(record.noun, record.name, history);
    if (on_change_) on_change_(record.noun, record.name);
  }
  co_return view;
}

awaitable<ParameterLine> ParameterService::set(const Actor& actor, const std::string& noun,
                                               const std::string& name,
                                               const NewParameterValue& given,
                                               const db::Once& once) {
  access_.require(actor, Permission::parameter_write);
  const Declaration& of = declaration(noun, name);
  const auto faults = faults_of(*of.find_parameter(name), given, records_.today());
  if (!faults.empty()) {
    throw base::invalid({"请改正标出的各项。", "Mend what is marked."}, faults);
  }
  ValueRecord record;
  record.noun = noun;
  record.name = name;
  record.from = given.from;
  record.value = given.value;
  record.source = given.source;
  record.verified = given.verified.value_or(false);
  record.comment = given.comment.value_or("");
  record.by = actor.display_name;
  co_return co_await append(actor, std::move(record), once);
}

awaitable<ParameterLine> ParameterService::withdraw(const Actor& actor, const std::string& noun,
                                                    const std::string& name, Date from,
                                                    const ParameterWithdrawal& given,
                                                    std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::parameter_write);
  const auto faults = faults_of(given);
  if (!faults.empty()) throw base::invalid(faults.front().message, faults);
  ValueRecord record;
  record.noun = noun;
  record.name = name;
  record.from = from;
  record.version = version;
  record.state = ValueState::withdrawn;
  record.reason = given.reason;
  co_return co_await append(actor, std::move(record), once);
}

}  // namespace parameter

// What many records are together: what waits, how many there are of each value, what a unit owns.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <set>
#include <utility>

#include "base/problem.hpp"
#include "register/register_service.hpp"
#include "register/registered.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

constexpr std::int64_t kFirstShown = 5;
constexpr std::int64_t kRowsAtOnce = 1000;

bool is_owed(const State& state, const Transition& step) {
  const bool starts_here = std::ranges::find(step.from, state.name) != step.from.end();
  const bool has_term = step.within_working_days > 0 || step.after_working_days > 0;
  return starts_here && (state.editable || has_term);
}

std::optional<Text> title_of(const Declaration& declaration, const std::string& side) {
  if (side.empty()) return std::nullopt;
  return declaration.find_field(side)->title;
}

// The steps that return a record to this state.
std::vector<std::string> returning(const Workflow& workflow, const std::string& state) {
  std::vector<std::string> steps;
  for (const Transition& step : workflow.transitions) {
    if (step.returns_fields && step.to == state) steps.push_back(step.name);
  }
  return steps;
}

// What a person is looked for by, besides his name: his class, the application of a piece of
// evidence.
std::string first_reference(const Declaration& declaration) {
  for (const std::string& name : declaration.list.columns) {
    const Field* const field = declaration.find_field(name);
    if (field != nullptr && field->type == Type::reference && !field->derived &&
        field->ref != kUnitRegister && field->read.empty()) {
      return name;
    }
  }
  return {};
}

std::vector<std::string> reasons_of(const bj::object& row) {
  std::vector<std::string> reasons;
  for (const auto& [field, reason] : row.at("returned").as_object()) {
    reasons.emplace_back(reason.as_string());
  }
  return reasons;
}

}  // namespace

struct RegisterService::Asked {
  WaitingLine line;
  Reach reached;
  int term = 0;  // working days; the shortest, as each step may be the next
  std::optional<Unsigned> lacking;
};

std::vector<RegisterService::Asked> RegisterService::asked_of(const Actor& actor) const {
  const base::Date today = database_.clock().today();
  std::vector<Asked> all;
  for (const auto& [noun, registered] : registered_) {
    const Declaration& declaration = registered->declaration;
    // Of the owner first, then for each of the other units.
    std::vector<std::string> sides = declaration.owner.also;
    sides.insert(sides.begin(), "");
    for (const State& state : declaration.workflow.states) {
      for (const std::string& side : sides) {
        std::set<std::string> roles;
        int term = 0;
        for (const Transition& step : declaration.workflow.transitions) {
          if (step.of != side || !is_owed(state, step)) continue;
          roles.insert(step.by.begin(), step.by.end());
          const int within = step.within_working_days;
          if (within == 0 || reach(actor, step.by, today).nowhere()) continue;
          term = term == 0 ? within : std::min(term, within);
        }
        Reach reached = reach_of(actor, {roles.begin(), roles.end()}, side, today);
        if (reached.nowhere()) continue;
        WaitingLine line;
        line.register_name = noun;
        line.title = declaration.title;
        line.state = state.name;
        line.state_title = state.title;
        line.acting_as = title_of(declaration, side);
        if (term > 0) line.late_until = calendar_.earliest_in_term(today, term).plus_days(-1);
        all.push_back({std::move(line), std::move(reached), term, std::nullopt});
      }
    }
    for (const Transition& step : declaration.workflow.transitions) {
      for (const SignOffParty& party : step.sign_off.parties) {
        const Reach reached = reach_of(actor, party.by, party.of, today);
        if (reached.nowhere()) continue;
        const int term = step.sign_off.silence_after_working_days;
        for (const std::string& from : step.from) {
          WaitingLine line;
          line.register_name = noun;
          line.title = declaration.title;
          line.state = from;
          line.state_title = declaration.workflow.find_state(from)->title;
          line.party = party.title;
          line.acting_as = title_of(declaration, party.of);
          if (term > 0) line.late_until = calendar_.earliest_in_term(today, term).plus_days(-1);
          all.push_back({std::move(line), reached, term, Unsigned{step.name, party.name}});
        }
      }
    }
  }
  return all;
}

ListQuery RegisterService::waiting_query(const Asked& asked) {
  ListQuery query;
  query.conditions = {{"state", Comparison::equal, {asked.line.state}}};
  query.lacking = asked.lacking;
  return query;
}

void RegisterService::count_waiting(db::Connection& connection, Asked& asked) const {
  WaitingLine& line = asked.line;
  const std::string& noun = line.register_name;
  ListQuery query = waiting_query(asked);
  const std::int64_t counted = store_.count(connection, noun, asked.reached, query, kCountMax + 1);
  line.count = std::min(counted, kCountMax);
  line.more = counted > kCountMax;
  if (counted == 0) return;
  const std::vector<std::string> returns = returning(find(noun).declaration.workflow, line.state);
  if (!returns.empty()) {
    ListQuery back = query;
    back.came_by = returns;
    line.returned = store_.count(connection, noun, asked.reached, back, kCountMax);
  }
  if (!line.late_until) return;
  query.conditions.push_back(
      {"state_since", Comparison::at_most, {base::end_of(*line.late_until).us - 1}});
  line.late = std::min(store_.count(connection, noun, asked.reached, query, kCountMax), line.count);
}

std::int64_t RegisterService::to_do(db::Connection& connection, const Actor& actor) const {
  std::int64_t waiting = 0;
  for (Asked& asked : asked_of(actor)) {
    count_waiting(connection, asked);
    const WaitingLine& line = asked.line;
    waiting += line.returned == 0 && line.late > 0 ? line.late : line.count;
  }
  return waiting;
}

boost::asio::awaitable<WaitingList> RegisterService::waiting(const Actor& actor) {
  require_post(actor);
  const base::Date today = database_.clock().today();
  std::vector<Asked> all = asked_of(actor);
  co_await database_.long_read([&](db::Connection& connection) {
    const auto names = access_.display_names(connection);
    const auto directory = access_.directory();
    for (Asked& asked : all) {
      WaitingLine& line = asked.line;
      const std::string& noun = line.register_name;
      count_waiting(connection, asked);
      if (line.count == 0) continue;
      const Declaration& declaration = find(noun).declaration;
      const std::string about = first_reference(declaration);
      const std::vector<std::string> returns = returning(declaration.workflow, line.state);
      ListQuery first = waiting_query(asked);
      first.columns = {declaration.owner.field};
      if (!about.empty()) first.columns.push_back(about);
      first.order = {{"state_since", false}};
      first.rows_max = kFirstShown;
      line.first.clear();
      for (const ListRow& row :
           store_.list(connection, noun, asked.reached, first,
                       [&](std::string_view sql) { return unit_facts(sql, false); })) {
        const bj::value parsed = bj::parse(row.json);
        const bj::object& record = parsed.as_object();
        WaitingRecord& shown = line.first.emplace_back();
        shown.id = record.at("id").as_string();
        if (record.at("label").is_string()) shown.label = record.at("label").as_string();
        shown.since = base::day_of(base::Instant{record.at("state_since").as_int64()});
        shown.returned = reasons_of(record);
        const bj::value& owner = record.at("values").at(declaration.owner.field);
        const auto* const unit =
            owner.is_string() ? directory->find_unit(std::string(owner.get_string())) : nullptr;
        if (unit != nullptr) shown.unit = unit->name;
        const bj::value* const label =
            about.empty() ? nullptr : record.at("labels").as_object().if_contains(about);
        if (label != nullptr && label->is_string()) shown.about = label->get_string();
        const auto came = store_.came(connection, noun, shown.id,
                                      base::Instant{record.at("state_since").as_int64()});
        if (came) {
          const auto name = names.find(came->account);
          if (name != names.end()) shown.by = name->second;
          const bool back = std::ranges::find(returns, came->action) != returns.end();
          if (back) shown.return_comment = came->why;
        }
        if (asked.term == 0) continue;
        shown.due_on = calendar_.after(shown.since, asked.term);
        shown.days_left = calendar_.between(today, *shown.due_on);
      }
    }
  });
  WaitingList list;
  for (Asked& asked : all) {
    if (asked.line.count > 0) list.waiting.push_back(std::move(asked.line));
  }
  // What is late comes first, then what has a term.
  std::ranges::stable_sort(list.waiting, [](const WaitingLine& a, const WaitingLine& b) {
    return std::pair(a.late == 0, !a.late_until) < std::pair(b.late == 0, !b.late_until);
  });
  co_return list;
}

bool RegisterService::reads(const Actor& actor, const std::string& noun) const {
  const auto found = registered_.find(noun);
  return found != registered_.end() && !read_reach(actor, *found->second, today()).nowhere();
}

bool RegisterService::reads(const Actor& actor, const std::string& noun,
                            const std::string& unit) const {
  const auto found = registered_.find(noun);
  return found != registered_.end() && read_reach(actor, *found->second, today()).contains(unit);
}

Reach RegisterService::units_read(const Actor& actor, const std::string& noun) const {
  return read_reach(actor, find(actor, noun), today());
}

boost::asio::awaitable<std::vector<bj::object>> RegisterService::records(
    const Actor& actor, const std::string& noun, const ListRequest& request) {
  const Registered& of = find(actor, noun);
  Reach reached = required_read_reach(actor, of, today());
  reached.fields.clear();
  ListQuery query = query_of(actor, of, reached, request, today());
  // In the order of the ids, so that the position is the id of the last row.
  query.order.clear();
  query.rows_max = kRowsAtOnce;
  co_return co_await database_.long_read([&](db::Connection& connection) {
    std::vector<bj::object> records;
    ListQuery next = query;
    for (;;) {
      const auto page = store_.list(connection, noun, reached, next,
                                    [&](std::string_view sql) { return unit_facts(sql, false); });
      for (const ListRow& row : page) records.push_back(bj::parse(row.json).as_object());
      if (records.size() > kExportRowsMax) {
        throw base::Problem(422, "too-many-rows", {"记录过多", "Too many records"},
                            {fmt::format("超过 {} 条，请缩小范围。", kExportRowsMax),
                             fmt::format("There are more than {}: narrow it.", kExportRowsMax)});
      }
      if (std::ssize(page) < kRowsAtOnce) return records;
      next.after = {std::string(records.back().at("id").as_string())};
    }
  });
}

boost::asio::awaitable<std::vector<GroupCount>> RegisterService::groups(const Actor& actor,
                                                                        const std::string& noun,
                                                                        const ListRequest& request,
                                                                        const std::string& by) {
  const Registered& of = find(actor, noun);
  Reach reached = required_read_reach(actor, of, today());
  reached.fields.clear();
  const ListQuery query = query_of(actor, of, reached, request, today());
  co_return co_await database_.long_read([&](db::Connection& connection) {
    std::vector<GroupCount> groups;
    for (auto& group : store_.groups(connection, noun, reached, query, by, kGroupsMax)) {
      groups.push_back({std::move(group.value), group.count});
    }
    return groups;
  });
}

boost::asio::awaitable<std::vector<OwnedRegister>> RegisterService::owned(
    const Actor& actor, const std::string& unit, std::optional<base::Date> as_of) {
  require_post(actor);
  const auto directory = access_.directory();
  const auto* const known = directory->find_unit(unit);
  if (known == nullptr) throw base::not_found({"这个单位", "This unit"});
  ListQuery query;
  if (as_of && *as_of < today()) query.as_of = base::end_of(*as_of);
  std::vector<OwnedRegister> owned;
  for (const auto& [noun, registered] : registered_) {
    const Declaration& declaration = registered->declaration;
    const auto& kinds = declaration.owner.kinds;
    const bool fits = kinds.empty() || std::ranges::find(kinds, known->kind) != kinds.end();
    if (!fits || !read_reach(actor, *registered, today()).contains(unit)) continue;
    OwnedRegister& shown = owned.emplace_back();
    shown.name = noun;
    shown.capability = declaration.capability;
    shown.title = declaration.title;
    shown.owner = declaration.owner.field;
    shown.may_create = reaches(actor, declaration.write, unit, today());
  }
  co_await database_.long_read([&](db::Connection& connection) {
    const Reach only{false, {unit}};
    for (OwnedRegister& shown : owned) {
      shown.count = 0;
      shown.states.clear();
      std::map<std::string, std::int64_t> counts;
      for (const auto& group :
           store_.groups(connection, shown.name, only, query, "state", kGroupsMax)) {
        counts[group.value] = group.count;
        shown.count += group.count;
      }
      const Workflow& workflow = find(shown.name).declaration.workflow;
      for (const State& state : workflow.states) {
        const auto counted = counts.find(state.name);
        if (counted == counts.end()) continue;
        const bool waits = std::ranges::any_of(workflow.transitions, [&](const Transition& step) {
          return step.of.empty() && is_owed(state, step) && reaches(actor, step.by, unit, today());
        });
        shown.states.push_back({state.name, state.title, counted->second, waits});
      }
    }
  });
  std::ranges::stable_sort(owned, {}, &OwnedRegister::capability);
  co_return owned;
}

}  // namespace registers

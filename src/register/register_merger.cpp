// One person or thing that was entered twice: found, and made one.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "base/problem.hpp"
#include "register/register_service.hpp"
#include "register/registered.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

ListQuery looked_for(const Duplicates& asked) {
  ListQuery query;
  if (!asked.states.empty()) {
    Condition among{"state", Comparison::equal, {}};
    among.values.assign(asked.states.begin(), asked.states.end());
    query.conditions = {among};
  }
  return query;
}

}  // namespace

boost::asio::awaitable<std::string> RegisterService::duplicates(const Actor& actor,
                                                                const std::string& noun,
                                                                bool english) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  const Reach reached = required_read_reach(actor, of, today);
  const Duplicates& asked = of.declaration.duplicates;
  if (asked.same.empty()) throw base::not_found({"重复登记的查找", "A search for duplicates"});
  const ListQuery query = looked_for(asked);
  co_return co_await database_.long_read([&](db::Connection& connection) {
    constexpr std::int64_t kRecordsMax = 10 * kDuplicatesMax;
    const auto found = store_.repeated(connection, noun, reached, query, asked.same, kRecordsMax);
    const auto fields = readable(actor, of, of.sql.all_fields(), reached, today);
    std::string units;
    const auto json_of = [&](const std::string& id) {
      const auto record =
          store_.one(connection, noun, id, fields, std::nullopt,
                     [&](std::string_view sql) { return unit_facts(sql, english); });
      units += record->units + ' ';
      return record->json;
    };
    std::vector<std::string> groups;
    std::vector<std::string> elsewhere;
    bool more = std::ssize(found) == kRecordsMax;
    for (auto from = found.begin(); from != found.end();) {
      const auto to = std::find_if(from, found.end(), [&](const RegisterStore::Repeated& one) {
        return one.value != from->value;
      });
      if (std::ssize(groups) + std::ssize(elsewhere) == kDuplicatesMax) {
        more = true;
        break;
      }
      std::vector<std::string> records;
      for (auto one = from; one != to; ++one) records.push_back(json_of(one->id));
      // Of the other nothing is said but that it is there.
      if (records.size() == 1) {
        elsewhere.push_back(std::move(records.front()));
      } else {
        groups.push_back(fmt::format(R"({{"records":[{}]}})", fmt::join(records, ",")));
      }
      from = to;
    }
    return fmt::format(R"({{"groups":[{}],"elsewhere":[{}],"more":{},"units":{}}})",
                       fmt::join(groups, ","), fmt::join(elsewhere, ","), more, units_json(units));
  });
}

std::int64_t RegisterService::others_of_the_same(db::Connection& connection, const Registered& of,
                                                 const Record& record,
                                                 const std::string& state) const {
  const Duplicates& asked = of.declaration.duplicates;
  if (asked.same.empty()) return 0;
  ListQuery query = looked_for(asked);
  for (const std::string& name : asked.same) {
    const Field& field = *of.declaration.find_field(name);
    db::Value value = to_column(record[of.position(name)]);
    if (value == db::Value(nullptr)) return 0;
    if (field.sensitive) {
      value = sealer_.blind(of.declaration.name + "." + name, std::get<std::string>(value));
    }
    query.conditions.push_back({name, Comparison::equal, {std::move(value)}});
  }
  const bool itself =
      asked.states.empty() || std::ranges::find(asked.states, state) != asked.states.end();
  return store_.count(connection, of.declaration.name, {true, {}}, query, kDuplicatesMax) -
         (itself ? 1 : 0);
}

// Every record whose reference is `from` refers to `to` in its next version.
void RegisterService::refer_to(db::Connection& connection, const Actor& actor,
                               const Registered& other, const std::string& field,
                               const std::string& from, const std::string& to,
                               const std::string& why) const {
  const std::string& noun = other.declaration.name;
  const auto ids = store_.referring(connection, noun, field, from, kReferencesMax + 1);
  if (std::ssize(ids) > kReferencesMax) {
    throw base::conflict(
        "too-many-references",
        {fmt::format("有超过 {} 条{}引用这条记录，没有合并。请与管理员联系。", kReferencesMax,
                     other.declaration.title.zh),
         fmt::format("More than {} records of “{}” refer to it; nothing was merged. Ask the "
                     "administrator.",
                     kReferencesMax, other.declaration.title.en)});
  }
  for (const std::string& id : ids) {
    const auto stored = store_.stored(connection, noun, id);
    bj::object values = opened(other, stored->columns);
    values[field] = to;
    Record record(other.declaration);
    other.check.read_stored(values, record);
    append(connection, actor, other, id, *stored,
           {"merge", why, columns_of_record(other, record), search_text(other, record),
            stored->state, false, stored->returned, false});
  }
}

boost::asio::awaitable<RecordAnswer> RegisterService::merge(
    const Actor& actor, const std::string& noun, const std::string& id, const RecordMerger& given,
    std::int64_t version, const db::Once& once) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const Duplicates& asked = of.declaration.duplicates;
  if (asked.merge_by.empty()) throw base::not_found({"这个台账的合并", "Merging in this register"});
  const std::string why = required_why(given.why, "why");
  RecordAnswer answered =
      co_await database_.write_once<RecordAnswer>(once, [&](db::Connection& connection) {
        const StoredRecord second = found(connection, actor, of, id, today);
        const StoredRecord first = found(connection, actor, of, given.into, today);
        if (!reaches(actor, asked.merge_by, second.owner, today) ||
            !reaches(actor, asked.merge_by, first.owner, today)) {
          throw outside_reach();
        }
        require_version(connection, actor, of, id, second, version, today);
        require_version(connection, actor, of, given.into, first, given.into_version, today);
        if (second.removed || first.removed) {
          throw base::conflict(
              "removed", {"其中一条已经作废，不能合并。", "One of them was removed already."});
        }
        const bj::object second_values = opened(of, second.columns);
        const bj::object first_values = opened(of, first.columns);
        const auto among_states = [&](const StoredRecord& record) {
          return asked.states.empty() ||
                 std::ranges::find(asked.states, record.state) != asked.states.end();
        };
        bool same = id != given.into && among_states(first) && among_states(second);
        for (const std::string& field : asked.same) {
          same = same && !second_values.at(field).is_null() &&
                 second_values.at(field) == first_values.at(field);
        }
        if (!same) {
          throw base::conflict(
              "not-the-same",
              {"两条记录不是同一个，或已不在查重的状态，没有合并。如有一条填错，请先更正。",
               "They are not of the same one, or not in a state in which "
               "duplicates are looked for; nothing was merged. If one was "
               "entered wrongly, correct it first."});
        }
        Record record(of.declaration);
        of.check.read_stored(second_values, record);
        // It goes first, so that its key is free for what refers to it.
        append(connection, actor, of, id, second,
               {"merge", why, columns_of_record(of, record), search_text(of, record), second.state,
                false, second.returned, true});
        for (const auto& [name, other] : registered_) {
          for (const Field& field : other->declaration.fields) {
            if (field.type != Type::reference || field.derived || field.ref != noun) continue;
            refer_to(connection, actor, *other, field.name, id, given.into, why);
          }
        }
        Record kept(of.declaration);
        of.check.read_stored(first_values, kept);
        const auto present = store_.stored(connection, noun, given.into);
        return write(connection, actor, of, given.into, *present,
                     {"merge", why, columns_of_record(of, kept), search_text(of, kept), first.state,
                      false, first.returned, false});
      });
  for (const auto& [name, other] : registered_) changed(name);
  co_return answered;
}

}  // namespace registers

#include "parameter/parameter_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/record_json.hpp"
#include "db/version.hpp"

namespace parameter {

namespace {

// No name of a register or parameter has a full stop.
std::string prefix_of(const std::string& noun, const std::string& name) {
  return fmt::format("{}.{}.", noun, name);
}

std::vector<ValueRecord> records(
    const std::vector<std::tuple<std::int64_t, base::Instant, std::string>>& rows) {
  std::vector<ValueRecord> found;
  for (const auto& [version, recorded_at, content] : rows) {
    found.push_back(base::record_from<ValueRecord>(content));
    found.back().version = version;
    found.back().recorded_at = recorded_at;
  }
  // What was recorded in one instant, in the order in which it came to be.
  std::ranges::stable_sort(found, {}, [](const ValueRecord& one) {
    return std::tuple(one.recorded_at, one.from, one.version);
  });
  return found;
}

}  // namespace

std::vector<ValueRecord> ParameterStore::history(db::Connection& connection) const {
  return records(connection.select<std::int64_t, base::Instant, std::string>(
      "SELECT version, recorded_at, content FROM parameter_value_version WHERE region = :region",
      {{"region", region_}}));
}

std::vector<ValueRecord> ParameterStore::history(db::Connection& connection,
                                                 const std::string& noun,
                                                 const std::string& name) const {
  const std::string prefix = prefix_of(noun, name);
  // '/' follows '.': all ids that begin with the prefix, and an index finds them.
  const std::string end = prefix.substr(0, prefix.size() - 1) + '/';
  return records(connection.select<std::int64_t, base::Instant, std::string>(
      "SELECT version, recorded_at, content FROM parameter_value_version "
      "WHERE region = :region AND id >= :first AND id < :after",
      {{"region", region_}, {"first", prefix}, {"after", end}}));
}

bool ParameterStore::append(db::Connection& connection, const ValueRecord& record,
                            const std::string& account) const {
  const std::string id = prefix_of(record.noun, record.name) + record.from.str();
  const std::string state = boost::describe::enum_to_string(record.state, "");
  std::int64_t changed = 0;
  if (record.version == 0) {
    changed = connection.execute(
        "INSERT INTO parameter_value (region, id, version, state) "
        "VALUES (:region, :id, 1, :state) ON CONFLICT (region, id) DO NOTHING",
        {{"region", region_}, {"id", id}, {"state", state}});
  } else {
    changed = connection.execute(
        "UPDATE parameter_value SET version = :next, state = :state "
        "WHERE region = :region AND id = :id AND version = :version",
        {{"next", record.version + 1},
         {"state", state},
         {"region", region_},
         {"id", id},
         {"version", record.version}});
  }
  if (changed == 0) return false;
  db::append_version(
      connection, "parameter_value_version",
      {region_, id, account, record.state == ValueState::set ? record.comment : record.reason,
       base::record_text(record)});
  return true;
}

}  // namespace parameter

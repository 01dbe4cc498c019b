#include "share/part_store.hpp"

#include <tuple>
#include <utility>

#include "base/record_json.hpp"
#include "db/version.hpp"

namespace share {

namespace {

constexpr std::string_view kLists =
    "SELECT part_list.id, part_list.version, part_list_version.content FROM part_list "
    "JOIN part_list_version ON part_list_version.region = part_list.region "
    "AND part_list_version.id = part_list.id "
    "AND part_list_version.version = part_list.version WHERE part_list.region = :region ";

constexpr std::string_view kAnswers =
    "SELECT part_answer.id, part_answer.version, part_answer_version.content "
    "FROM part_answer JOIN part_answer_version "
    "ON part_answer_version.region = part_answer.region "
    "AND part_answer_version.id = part_answer.id "
    "AND part_answer_version.version = part_answer.version "
    "WHERE part_answer.region = :region AND part_answer.share = :share ";

// By part.
std::map<std::string, PartAnswer> answers_of(
    std::vector<std::tuple<std::string, std::int64_t, std::string>> rows) {
  std::map<std::string, PartAnswer> answers;
  for (auto& [id, version, content] : rows) {
    auto answer = base::record_from<PartAnswer>(content);
    answer.id = std::move(id);
    answer.version = version;
    const std::string part = answer.part;
    answers.emplace(part, std::move(answer));
  }
  return answers;
}

}  // namespace

StoredParts PartStore::parts(db::Connection& connection, const std::string& share) const {
  const auto row = connection.select_one<std::string, std::int64_t, std::string>(
      std::string(kLists) + "AND part_list.id = :share", {{"region", region_}, {"share", share}});
  if (!row) return {};
  return {std::get<1>(*row), base::record_from<PartList>(std::get<2>(*row))};
}

std::map<std::string, Part> PartStore::parts_ever(db::Connection& connection,
                                                  const std::string& share) const {
  std::map<std::string, Part> parts;
  for (const auto& [content] : connection.select<std::string>(
           "SELECT content FROM part_list_version WHERE region = :region AND id = :share "
           "ORDER BY version",
           {{"region", region_}, {"share", share}})) {
    for (Part& part : base::record_from<PartList>(content).parts) {
      const std::string id = part.id;
      parts.insert_or_assign(id, std::move(part));
    }
  }
  return parts;
}

std::map<std::string, PartList> PartStore::all_parts(db::Connection& connection) const {
  std::map<std::string, PartList> lists;
  for (auto& [share, version, content] : connection.select<std::string, std::int64_t, std::string>(
           std::string(kLists) + "ORDER BY part_list.id", {{"region", region_}})) {
    lists.emplace(std::move(share), base::record_from<PartList>(content));
  }
  return lists;
}

bool PartStore::save_parts(db::Connection& connection, const std::string& share,
                           std::int64_t version, const PartList& list,
                           const std::string& account) const {
  if (version == 0) {
    const std::int64_t inserted = connection.execute(
        "INSERT INTO part_list (region, id, version) VALUES (:region, :share, 1) "
        "ON CONFLICT (region, id) DO NOTHING",
        {{"region", region_}, {"share", share}});
    if (inserted == 0) return false;
  } else {
    const std::int64_t changed = connection.execute(
        "UPDATE part_list SET version = :next "
        "WHERE region = :region AND id = :share AND version = :version",
        {{"next", version + 1}, {"region", region_}, {"share", share}, {"version", version}});
    if (changed == 0) return false;
  }
  db::append_version(connection, "part_list_version",
                     {region_, share, account, "", base::record_text(list)});
  return true;
}

std::map<std::string, PartAnswer> PartStore::answers(db::Connection& connection,
                                                     const std::string& share,
                                                     const std::string& period) const {
  return answers_of(connection.select<std::string, std::int64_t, std::string>(
      std::string(kAnswers) + "AND part_answer.period = :period ORDER BY part_answer.id",
      {{"region", region_}, {"share", share}, {"period", period}}));
}

std::map<std::string, PartAnswer> PartStore::answers_before(db::Connection& connection,
                                                            const std::string& share,
                                                            const std::string& period) const {
  return answers_of(connection.select<std::string, std::int64_t, std::string>(
      std::string(kAnswers) +
          "AND part_answer.period = (SELECT MAX(last.period) FROM part_answer AS last "
          "WHERE last.region = part_answer.region AND last.share = part_answer.share "
          "AND last.part = part_answer.part AND last.period < :period) ORDER BY part_answer.id",
      {{"region", region_}, {"share", share}, {"period", period}}));
}

std::vector<std::pair<std::string, std::string>> PartStore::answered(
    db::Connection& connection, const std::string& period) const {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (auto& [share, part] : connection.select<std::string, std::string>(
           "SELECT share, part FROM part_answer WHERE region = :region AND period = :period "
           "ORDER BY share, part",
           {{"region", region_}, {"period", period}})) {
    pairs.emplace_back(std::move(share), std::move(part));
  }
  return pairs;
}

std::set<std::string> PartStore::frozen(db::Connection& connection,
                                        const std::string& period) const {
  std::set<std::string> shares;
  for (auto& [share] : connection.select<std::string>(
           "SELECT share FROM report WHERE region = :region AND period = :period "
           "AND state = 'verified'",
           {{"region", region_}, {"period", period}})) {
    shares.insert(std::move(share));
  }
  return shares;
}

bool PartStore::save_answer(db::Connection& connection, const PartAnswer& answer,
                            const std::string& account) const {
  if (answer.version == 0) {
    const std::int64_t inserted = connection.execute(
        "INSERT INTO part_answer (region, id, version, share, part, period) "
        "VALUES (:region, :id, 1, :share, :part, :period) "
        "ON CONFLICT (region, share, period, part) DO NOTHING",
        {{"region", region_},
         {"id", answer.id},
         {"share", answer.share},
         {"part", answer.part},
         {"period", answer.period}});
    if (inserted == 0) return false;
  } else {
    const std::int64_t changed = connection.execute(
        "UPDATE part_answer SET version = :next "
        "WHERE region = :region AND id = :id AND version = :version",
        {{"next", answer.version + 1},
         {"region", region_},
         {"id", answer.id},
         {"version", answer.version}});
    if (changed == 0) return false;
  }
  const db::Change change{region_, answer.id, account, "", base::record_text(answer)};
  if (answer.version == 0) {
    db::append_first_version(connection, "part_answer_version", change);
  } else {
    db::append_version(connection, "part_answer_version", change);
  }
  return true;
}

}  // namespace share

#include "access/people_store.hpp"

#include <cstdint>
#include <utility>

#include "base/clock.hpp"

namespace zhijiao::access {

std::vector<HeldPost> PeopleStore::held_posts(db::Connection& connection,
                                              const std::optional<std::string>& unit) const {
  std::string sql =
      "SELECT post.account, post.role FROM post JOIN account ON account.id = post.account "
      "WHERE post.region = :region AND account.state = 'active' AND post.valid_from <= :day "
      "AND (post.valid_to IS NULL OR post.valid_to >= :day)";
  std::vector<db::Bind> binds = {{"region", region_}, {"day", base::day_of(connection.now())}};
  if (unit) {
    sql += " AND post.unit = :unit";
    binds.push_back({"unit", *unit});
  }
  std::vector<HeldPost> posts;
  for (auto& [account, role] : connection.select<std::string, std::string>(
           sql + " ORDER BY post.account, post.id", binds)) {
    posts.push_back({std::move(account), std::move(role)});
  }
  return posts;
}

bool PeopleStore::is_active(db::Connection& connection, const std::string& account) const {
  return connection
      .select_one<std::int64_t>("SELECT 1 FROM account WHERE id = :account AND state = 'active'",
                                {{"account", account}})
      .has_value();
}

}  // namespace zhijiao::access

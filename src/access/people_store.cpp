#include "access/people_store.hpp"

#include <cstdint>
#include <utility>

#include "base/clock.hpp"

namespace zhijiao::access {

std::vector<HeldPost> PeopleStore::held_posts(db::Connection& connection,
                                              const std::optional<std::string>& unit) const {
  std::string sql =
      "SELECT post.account, post.unit, post.role FROM post JOIN account ON account.id = "
      "post.account "
      "WHERE post.region = :region AND account.state = 'active' AND post.valid_from <= :day "
      "AND (post.valid_to IS NULL OR post.valid_to >= :day)";
  std::vector<db::Bind> binds = {{"region", region_}, {"day", base::day_of(connection.now())}};
  if (unit) {
    sql += " AND post.unit = :unit";
    binds.push_back({"unit", *unit});
  }
  std::vector<HeldPost> posts;
  for (auto& [account, at, role] : connection.select<std::string, std::string, std::string>(
           sql + " ORDER BY post.account, post.id", binds)) {
    posts.push_back({std::move(account), std::move(at), std::move(role)});
  }
  return posts;
}

std::vector<PostOfPerson> PeopleStore::posts_until(db::Connection& connection,
                                                   base::Date last) const {
  std::vector<PostOfPerson> posts;
  for (auto& [id, account, name, unit, role, since, until, acting, suspended_at] :
       connection.select<std::string, std::string, std::string, std::string, std::string,
                         base::Date, std::optional<base::Date>, bool, std::optional<base::Instant>>(
           "SELECT post.id, post.account, account.display_name, post.unit, post.role, "
           "post.valid_from, post.valid_to, post.acting, "
           "CASE WHEN account.state = 'suspended' THEN account_version.recorded_at END FROM post "
           "JOIN account ON account.id = post.account "
           "LEFT JOIN account_version ON account_version.region = post.region "
           "AND account_version.id = account.id AND account_version.version = account.version "
           "WHERE post.region = :region AND post.valid_from <= :last "
           "ORDER BY post.unit, post.valid_from, post.id",
           {{"region", region_}, {"last", last}})) {
    if (suspended_at) {
      const base::Date last_day = base::day_of(*suspended_at).plus_days(-1);
      if (!until || last_day < *until) until = last_day;
    }
    posts.push_back({std::move(id), std::move(account), std::move(name), std::move(unit),
                     std::move(role), since, until, acting});
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

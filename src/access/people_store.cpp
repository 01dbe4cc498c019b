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

std::vector<PostOfPerson> PeopleStore::posts_between(db::Connection& connection, base::Date from,
                                                     base::Date to) const {
  std::vector<PostOfPerson> posts;
  for (auto& [id, account, name, unit, role, since, until, acting] :
       connection.select<std::string, std::string, std::string, std::string, std::string,
                         base::Date, std::optional<base::Date>, bool>(
           "SELECT post.id, post.account, account.display_name, post.unit, post.role, "
           "post.valid_from, post.valid_to, post.acting FROM post "
           "JOIN account ON account.id = post.account WHERE post.region = :region "
           "AND account.state <> 'suspended' AND post.valid_from <= :last "
           "AND (post.valid_to IS NULL OR post.valid_to >= :first) "
           "ORDER BY post.unit, post.valid_from, post.id",
           {{"region", region_}, {"last", to}, {"first", from}})) {
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

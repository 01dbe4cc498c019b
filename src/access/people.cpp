#include "access/people.hpp"

#include <algorithm>

namespace zhijiao::access {

std::set<std::string> People::among(db::Connection& connection, const Directory& directory,
                                    const std::optional<std::string>& unit,
                                    const Fits& fits) const {
  std::set<std::string> people;
  for (const HeldPost& post : store_.held_posts(connection, unit)) {
    const Role* role = directory.find_role(post.role);
    if (role != nullptr && fits(*role)) people.insert(post.account);
  }
  return people;
}

std::set<std::string> People::with(db::Connection& connection, Permission permission) const {
  return among(connection, *access_.directory(), std::nullopt,
               [permission](const Role& role) { return grants(role, permission); });
}

// Those of the unit, or else of the nearest one above that has any.
std::set<std::string> People::nearest(db::Connection& connection, const std::string& unit,
                                      const Fits& fits) const {
  const auto directory = access_.directory();
  std::set<std::string> seen;
  std::string at = unit;
  // A cycle of units in the directory ends the walk.
  while (!at.empty() && seen.insert(at).second) {
    std::set<std::string> people = among(connection, *directory, at, fits);
    if (!people.empty()) return people;
    const Unit* entry = directory->find_unit(at);
    at = entry == nullptr ? std::string() : entry->parent;
  }
  return {};
}

std::set<std::string> People::of(db::Connection& connection, const std::string& unit,
                                 Permission permission) const {
  return nearest(connection, unit,
                 [permission](const Role& role) { return grants(role, permission); });
}

std::set<std::string> People::of(db::Connection& connection, const std::string& unit,
                                 const std::vector<std::string>& roles) const {
  return nearest(connection, unit, [&roles](const Role& role) {
    return std::ranges::find(roles, role.id) != roles.end();
  });
}

std::vector<PostOfPerson> People::posts_until(db::Connection& connection, Permission permission,
                                              base::Date last) const {
  const auto directory = access_.directory();
  std::vector<PostOfPerson> posts = store_.posts_until(connection, last);
  std::erase_if(posts, [&](const PostOfPerson& post) {
    const Role* role = directory->find_role(post.role);
    return role == nullptr || !grants(*role, permission);
  });
  return posts;
}

std::set<std::string> People::over(db::Connection& connection, const std::string& unit,
                                   Permission permission, base::Date today) const {
  const auto directory = access_.directory();
  std::set<std::string> people;
  for (const HeldPost& post : store_.held_posts(connection, std::nullopt)) {
    const Role* role = directory->find_role(post.role);
    if (role == nullptr) continue;
    Actor holder;
    holder.posts.push_back({"", post.unit, *role, today, {}, false, 0});
    if (may(holder, permission, unit, *directory, today)) people.insert(post.account);
  }
  return people;
}

std::vector<HeldPost> People::held_posts(db::Connection& connection) const {
  return store_.held_posts(connection, std::nullopt);
}

std::vector<std::string> People::roles_over(std::span<const HeldPost> posts,
                                            const std::string& unit,
                                            const std::vector<std::string>& roles,
                                            base::Date today) const {
  const auto directory = access_.directory();
  std::vector<std::string> found;
  for (const std::string& id : roles) {
    const Role* role = directory->find_role(id);
    if (role == nullptr) continue;
    std::set<std::string> tried;  // many hold the same post
    const bool held = std::ranges::any_of(posts, [&](const HeldPost& post) {
      if (post.role != id || !tried.insert(post.unit).second) return false;
      Actor holder;
      holder.posts.push_back({"", post.unit, *role, today, {}, false, 0});
      return units_in_reach(holder, std::vector{id}, *directory, today).contains(unit);
    });
    if (held) found.push_back(id);
  }
  return found;
}

bool People::is_active(db::Connection& connection, const std::string& account) const {
  return store_.is_active(connection, account);
}

}  // namespace zhijiao::access

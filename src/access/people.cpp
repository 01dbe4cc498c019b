#include "access/people.hpp"

#include <algorithm>

namespace zhijiao::access {

std::set<std::string> People::among(db::Connection& connection, const Directory& directory,
                                    const std::optional<std::string>& unit,
                                    Permission permission) const {
  std::set<std::string> people;
  for (const HeldPost& post : store_.held_posts(connection, unit)) {
    const Role* role = directory.find_role(post.role);
    if (role != nullptr && grants(*role, permission)) people.insert(post.account);
  }
  return people;
}

std::set<std::string> People::with(db::Connection& connection, Permission permission) const {
  return among(connection, *access_.directory(), std::nullopt, permission);
}

std::set<std::string> People::of(db::Connection& connection, const std::string& unit,
                                 Permission permission) const {
  const auto directory = access_.directory();
  std::set<std::string> seen;
  std::string at = unit;
  // A cycle of units in the directory ends the walk.
  while (!at.empty() && seen.insert(at).second) {
    std::set<std::string> people = among(connection, *directory, at, permission);
    if (!people.empty()) return people;
    const Unit* entry = directory->find_unit(at);
    at = entry == nullptr ? std::string() : entry->parent;
  }
  return {};
}

std::set<std::string> People::of(db::Connection& connection, const std::string& unit,
                                 const std::vector<std::string>& roles) const {
  std::set<std::string> people;
  for (const HeldPost& post : store_.held_posts(connection, unit)) {
    if (std::ranges::find(roles, post.role) != roles.end()) people.insert(post.account);
  }
  return people;
}

std::vector<PostOfPerson> People::posts_between(db::Connection& connection, Permission permission,
                                                base::Date from, base::Date to) const {
  const auto directory = access_.directory();
  std::vector<PostOfPerson> posts = store_.posts_between(connection, from, to);
  std::erase_if(posts, [&](const PostOfPerson& post) {
    const Role* role = directory->find_role(post.role);
    return role == nullptr || !grants(*role, permission);
  });
  return posts;
}

bool People::is_active(db::Connection& connection, const std::string& account) const {
  return store_.is_active(connection, account);
}

}  // namespace zhijiao::access

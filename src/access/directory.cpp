#include "access/directory.hpp"

#include <algorithm>

namespace zhijiao::access {

const Unit* Directory::find_unit(const std::string& id) const {
  const auto found = std::ranges::find(units, id, &Unit::id);
  return found == units.end() ? nullptr : &*found;
}

const Role* Directory::find_role(const std::string& id) const {
  const auto found = std::ranges::find(roles, id, &Role::id);
  return found == roles.end() ? nullptr : &*found;
}

std::vector<std::string> Directory::administrator_roles() const {
  std::vector<std::string> ids;
  for (const Role& role : roles) {
    if (grants(role, Permission::account_manage)) ids.push_back(role.id);
  }
  return ids;
}

std::vector<base::Text> Directory::titles_with(Permission permission) const {
  std::vector<base::Text> titles;
  for (const Role& role : roles) {
    if (grants(role, permission)) titles.push_back(role.title);
  }
  return titles;
}

std::string Directory::unit_of_administrators() const {
  if (!administrator_unit.empty()) return administrator_unit;
  const auto root = std::ranges::find(units, std::string(), &Unit::parent);
  return root == units.end() ? std::string() : root->id;
}

bool grants(const Role& role, Permission permission) {
  if (std::ranges::find(role.permissions, permission) == role.permissions.end()) return false;
  return role.reach == Reach::everywhere || !about(permission).whole_region;
}

}  // namespace zhijiao::access

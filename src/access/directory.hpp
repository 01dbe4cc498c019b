#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/permission.hpp"
#include "base/date.hpp"
#include "base/text.hpp"

//! What access needs to know of a plan: its units, the lines of authority between them, its roles.
//! Given at start and replaced as a whole when a plan is loaded.
namespace zhijiao::access {

//! The unit that takes over the open work of an abolished one, from a day on.
struct UnitSuccessor {
  std::string unit;
  base::Date on;
};

struct Unit {
  std::string id;
  base::Text name;
  std::string parent;                  // in the administrative tree; empty only for a root
  std::optional<base::Date> valid_to;  // last day of existence
  std::vector<UnitSuccessor> successors;

  // What records show of it.
  std::string kind{};  // as the plan calls it: school, county...
  base::Text short_name{};
  std::string division_code{};
  std::string credit_code{};
};

//! `unit` stands under `under` from `from` to `to`, both included; absent means open.
struct Edge {
  std::string unit;
  std::string under;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
};

//! A line of authority besides the administrative tree: the education group, the finance line.
struct Tree {
  std::string id;
  std::vector<Edge> edges;
};

//! How far a role reaches from the unit of the post.
enum class Reach { unit, subtree, everywhere };

struct Role {
  std::string id;
  base::Text title;
  Reach reach = Reach::unit;
  std::vector<std::string> trees;  // trees that `subtree` follows besides the administrative one
  std::vector<Permission> permissions;
};

struct Directory {
  std::string region;
  std::vector<Unit> units;
  std::vector<Tree> trees;
  std::vector<Role> roles;
  //! Where the post of an administrator made by a one-time link stands. Empty: the first root.
  std::string administrator_unit;

  //! nullptr if there is none.
  const Unit* find_unit(const std::string& id) const;
  const Role* find_role(const std::string& id) const;

  //! Roles whose holders may manage accounts, in the order of the plan.
  std::vector<std::string> administrator_roles() const;
  //! Titles of the roles that grant it, in the order of the plan: whom to turn to.
  std::vector<base::Text> roles_with(Permission permission) const;
  //! Titles of the roles that grant it, in the order of the plan: whom to turn to.
  std::vector<base::Text> titles_with(Permission permission) const;
  //! The unit named above or the first root; empty only if there are no units.
  std::string unit_of_administrators() const;
};

//! True if a post with this role allows it somewhere.
bool grants(const Role& role, Permission permission);

}  // namespace zhijiao::access

#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/directory.hpp"

//! Who may do what for which unit. Pure: no I/O, the day is given.
namespace zhijiao::access {

//! A post that its holder has today, with the role as the plan in force defines it. A role that
//! the plan no longer has gives nothing.
struct Post {
  std::string id;
  std::string unit;
  Role role;
  base::Date valid_from;
  std::optional<base::Date> valid_to;  // last day
  bool acting = false;
  std::int64_t version = 0;
};

//! Who acts, and from where: made from a session for each request, never kept. Only AccessService
//! makes one.
struct Actor {
  std::string region;
  std::string account;  // id; empty for the program itself
  std::string name;     // sign-in name
  std::string display_name;
  std::vector<Post> posts;  // current ones
  std::string address;      // of the client, for the audit trail
  //! The program itself (start, command line, sample data): it may do everything.
  bool program = false;
};

struct UnitSet {
  bool everywhere = false;      // then `units` says nothing
  std::set<std::string> units;  // ids

  bool contains(const std::string& unit) const { return everywhere || units.contains(unit); }
};

//! True if some post allows it for some unit.
bool may(const Actor& actor, Permission permission);

//! The units for which `actor` may do it:
//! - `unit`: the unit of the post, also if the directory does not know it (yet);
//! - `subtree`: and all under it in the administrative tree and, on `today`, the role's trees;
//! - `everywhere`: all.
//! A unit in reach brings with it the abolished units whose work it has taken over, because their
//! open work is now its own. The post in an abolished unit gives nothing more once a successor has
//! taken over, unless its role reaches everywhere. Cycles in the directory end the walk.
UnitSet units_in_reach(const Actor& actor, Permission permission, const Directory& directory,
                       base::Date today);

//! The same for whoever holds one of `roles`, as a register names those who may read or change it.
UnitSet units_in_reach(const Actor& actor, const std::vector<std::string>& roles,
                       const Directory& directory, base::Date today);

bool may(const Actor& actor, Permission permission, const std::string& unit,
         const Directory& directory, base::Date today);

//! Names of all permissions that some post gives, in the order of known_permissions().
std::vector<std::string> permission_names(const Actor& actor);

}  // namespace zhijiao::access

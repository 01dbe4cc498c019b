#include "access/scope.hpp"

#include <algorithm>
#include <deque>
#include <string_view>
#include <unordered_map>

#include "base/day_span.hpp"

namespace zhijiao::access {

namespace {

bool abolished(const Unit& unit, base::Date today) {
  return unit.valid_to.has_value() && *unit.valid_to < today;
}

bool handed_over(const Unit& unit, base::Date today) {
  return abolished(unit, today) &&
         std::ranges::any_of(unit.successors,
                             [&](const UnitSuccessor& next) { return next.on <= today; });
}

// From a unit to those that come into reach with it.
using Links = std::unordered_multimap<std::string_view, std::string_view>;

void add_taken_over(const Directory& directory, base::Date today, Links& links) {
  for (const Unit& unit : directory.units) {
    if (!abolished(unit, today)) continue;
    for (const UnitSuccessor& next : unit.successors) {
      if (next.on <= today) links.emplace(next.unit, unit.id);
    }
  }
}

void add_below(const Directory& directory, const Role& role, base::Date today, Links& links) {
  for (const Unit& unit : directory.units) {
    if (!unit.parent.empty()) links.emplace(unit.parent, unit.id);
  }
  for (const Tree& tree : directory.trees) {
    if (std::ranges::find(role.trees, tree.id) == role.trees.end()) continue;
    for (const Edge& edge : tree.edges) {
      if (base::lasts_on(today, edge.from, edge.to)) links.emplace(edge.under, edge.unit);
    }
  }
}

void add_reached(const std::string& start, const Links& links, std::set<std::string>& reached) {
  // What another post has reached may have been reached by fewer links, so it is walked again.
  std::set<std::string_view> seen{start};
  std::deque<std::string_view> open{start};
  while (!open.empty()) {
    const std::string_view unit = open.front();
    open.pop_front();
    reached.emplace(unit);
    const auto [first, last] = links.equal_range(unit);
    for (auto link = first; link != last; ++link) {
      if (seen.insert(link->second).second) open.push_back(link->second);
    }
  }
}

template <class Counts>
UnitSet reach_of_posts(const Actor& actor, const Directory& directory, base::Date today,
                       Counts counts) {
  if (actor.program) return {true, {}};
  UnitSet reach;
  for (const Post& post : actor.posts) {
    if (!counts(post.role)) continue;
    if (post.role.reach == Reach::everywhere) return {true, {}};
    const Unit* unit = directory.find_unit(post.unit);
    if (unit != nullptr && handed_over(*unit, today)) continue;
    Links links;
    add_taken_over(directory, today, links);
    if (post.role.reach == Reach::subtree) add_below(directory, post.role, today, links);
    add_reached(post.unit, links, reach.units);
  }
  return reach;
}

}  // namespace

bool may(const Actor& actor, Permission permission) {
  return actor.program || std::ranges::any_of(actor.posts, [&](const Post& post) {
           return grants(post.role, permission);
         });
}

UnitSet units_in_reach(const Actor& actor, Permission permission, const Directory& directory,
                       base::Date today) {
  return reach_of_posts(actor, directory, today,
                        [&](const Role& role) { return grants(role, permission); });
}

UnitSet units_in_reach(const Actor& actor, const std::vector<std::string>& roles,
                       const Directory& directory, base::Date today) {
  return reach_of_posts(actor, directory, today, [&](const Role& role) {
    return std::ranges::find(roles, role.id) != roles.end();
  });
}

bool may(const Actor& actor, Permission permission, const std::string& unit,
         const Directory& directory, base::Date today) {
  return units_in_reach(actor, permission, directory, today).contains(unit);
}

std::vector<std::string> permission_names(const Actor& actor) {
  std::vector<std::string> names;
  for (const KnownPermission& known : known_permissions()) {
    if (may(actor, known.permission)) names.emplace_back(known.name);
  }
  return names;
}

}  // namespace zhijiao::access

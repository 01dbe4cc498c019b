#include "plan/plan_directory.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace plan {

namespace {

zhijiao::access::Reach reach_of(Reach reach) {
  switch (reach) {
    case Reach::unit:
      return zhijiao::access::Reach::unit;
    case Reach::subtree:
      return zhijiao::access::Reach::subtree;
    case Reach::everywhere:
      return zhijiao::access::Reach::everywhere;
  }
  return zhijiao::access::Reach::unit;
}

}  // namespace

zhijiao::access::Directory directory_of(const Plan& plan) {
  zhijiao::access::Directory directory;
  directory.region = plan.region;
  for (const Unit& unit : plan.units) {
    zhijiao::access::Unit entry{unit.id, unit.name, unit.parent, unit.valid_to, {}};
    entry.kind = boost::describe::enum_to_string(unit.kind, "");
    entry.short_name = unit.short_name;
    entry.division_code = unit.division_code;
    entry.credit_code = unit.credit_code;
    for (const Successor& successor : unit.successors) {
      entry.successors.push_back({successor.unit, successor.on});
    }
    directory.units.push_back(std::move(entry));
  }
  for (const Tree& tree : plan.trees) {
    zhijiao::access::Tree entry{tree.id, {}};
    for (const TreeEdge& edge : tree.edges) {
      entry.edges.push_back({edge.unit, edge.under, edge.from, edge.to});
    }
    directory.trees.push_back(std::move(entry));
  }
  for (const RoleDefinition& role : plan.roles) {
    zhijiao::access::Role entry{role.id, role.title, reach_of(role.reach), role.trees, {}};
    for (const std::string& name : role.permissions) {
      if (const auto permission = zhijiao::access::parse_permission(name)) {
        entry.permissions.push_back(*permission);
      }
    }
    directory.roles.push_back(std::move(entry));
  }
  return directory;
}

}  // namespace plan

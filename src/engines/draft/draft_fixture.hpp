#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engines/draft/draft.hpp"

//! For tests: an invented city and the shortest way to a draft.
namespace engines::draft {

inline Organisation invented_city() {
  Organisation city;
  city.units = {
      {"city", "清河市", "", {}, {}, UnitKind::city, ""},
      {"north", "北山县", "", {"北山县人民政府"}, {}, UnitKind::county, "city"},
      {"east", "东原区", "", {}, {}, UnitKind::county, "city"},
      {"south", "南浦市", "", {}, {}, UnitKind::county, "city"},
      {"education", "清河市教育局", "市教育局", {}, {"市教委"}, UnitKind::department, "city"},
      {"finance", "清河市财政局", "市财政局", {}, {}, UnitKind::department, "city"},
      {"people", "清河市人力资源和社会保障局", "市人社局", {}, {}, UnitKind::department, "city"},
      {"reform", "清河市发展和改革委员会", "市发展改革委", {}, {}, UnitKind::department, "city"},
      {"college", "清河职业技术学院", "", {"清河职院"}, {}, UnitKind::college, "city"},
      {"north_centre", "北山县职业教育中心", "北山县职教中心", {}, {}, UnitKind::school, "north"},
  };
  city.scopes = {
      {"counties", {"各县(市、区)", "各县市区"}, {"north", "east", "south"}, true},
  };
  return city;
}

inline Draft drafted(std::string_view text) {
  Input input;
  input.text = text;
  input.organisation = invented_city();
  input.published_on = Date(2022, 3, 15);
  return draft(input);
}

//! 市教育局=education, @scope, ?proposed unit, ?@proposed scope.
inline std::string who(const Draft& draft, const UnitMention& mention) {
  if (!mention.unit.empty()) return mention.unit;
  if (!mention.scope.empty()) return "@" + mention.scope;
  if (mention.proposed_unit) return "?" + draft.proposed_units[*mention.proposed_unit].name;
  if (mention.proposed_scope) return "?@" + draft.proposed_scopes[*mention.proposed_scope].words;
  return "";
}

//! lead:education supporting:finance
inline std::string owners(const Draft& draft, const Task& task) {
  std::string all;
  for (const Responsible& owner : task.responsible) {
    if (!all.empty()) all += ' ';
    all += owner.role == Role::lead            ? "lead:"
           : owner.role == Role::presumed_lead ? "presumed:"
                                               : "supporting:";
    all += who(draft, owner.unit);
  }
  return all;
}

}  // namespace engines::draft

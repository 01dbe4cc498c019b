#include "register/declaration.hpp"

#include <algorithm>

namespace registers {

namespace {

template <typename T>
const T* find_named(const std::vector<T>& items, std::string_view name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const T& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const ParameterValue& Parameter::on(Date day) const {
  const ParameterValue* holds = &values.front();
  for (const ParameterValue& value : values)
    if (value.from && *value.from <= day) holds = &value;
  return *holds;
}

bool Parameter::takes(std::int64_t value) const {
  if (value < minimum || value > maximum) return false;
  return choices.empty() ||
         std::ranges::find(choices, value, &ParameterChoice::value) != choices.end();
}

const State* Workflow::find_state(std::string_view name) const { return find_named(states, name); }

const SignOffParty* SignOff::find_party(std::string_view name) const {
  return find_named(parties, name);
}

const Transition* Workflow::find_transition(std::string_view name) const {
  return find_named(transitions, name);
}

const Field* Declaration::find_field(std::string_view field_name) const {
  return find_named(fields, field_name);
}

bool Declaration::is_also(std::string_view field_name) const {
  return std::ranges::find(owner.also, field_name) != owner.also.end();
}

const Parameter* Declaration::find_parameter(std::string_view parameter_name) const {
  return find_named(parameters, parameter_name);
}

const Declaration* Catalogue::find(std::string_view name) const {
  return find_named(registers, name);
}

}  // namespace registers

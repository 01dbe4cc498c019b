#include "http/schema.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace http {

std::string Components::reference(std::string_view name) {
  return fmt::format("#/components/schemas/{}", name);
}

std::string Components::short_name(std::string_view qualified_name) {
  const auto colons = qualified_name.rfind("::");
  return std::string(colons == std::string_view::npos ? qualified_name
                                                      : qualified_name.substr(colons + 2));
}

bool Components::claim(const std::string& qualified_name) {
  const auto [owner, is_new] = owners_.emplace(short_name(qualified_name), qualified_name);
  if (owner->second != qualified_name) {
    throw std::logic_error(fmt::format("{} and {} share a name in the API description",
                                       owner->second, qualified_name));
  }
  return is_new;
}

void Components::define(const std::string& qualified_name, boost::json::object schema) {
  schemas_[short_name(qualified_name)] = std::move(schema);
}

boost::json::object detail::enum_schema(std::span<const base::EnumName> names) {
  boost::json::array listed;
  for (const base::EnumName& one : names) listed.emplace_back(one.name);
  return {{"type", "string"}, {"enum", std::move(listed)}};
}

}  // namespace http

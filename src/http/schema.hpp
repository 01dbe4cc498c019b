#pragma once

#include <boost/core/type_name.hpp>
#include <boost/json.hpp>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.hpp"
#include "base/described.hpp"
#include "base/text.hpp"

//! JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described types.
namespace http {

//! The named schemas of one document.
class Components {
 public:
  //! "#/components/schemas/<name>"
  static std::string reference(std::string_view name);

  //! Claims the last part of a qualified C++ name for its type; false if that type is there
  //! already. Throws std::logic_error if another type has the name.
  bool claim(const std::string& qualified_name);
  void define(const std::string& qualified_name, boost::json::object schema);
  static std::string short_name(std::string_view qualified_name);

  const boost::json::object& schemas() const { return schemas_; }

 private:
  std::map<std::string, std::string> owners_;  // short name → qualified name
  boost::json::object schemas_;
};

template <class T>
boost::json::value schema(Components& components);

namespace detail {

template <class Member>
boost::json::value optional_schema(Components& components) {
  const boost::json::value inner = schema<Member>(components);
  const auto& object = inner.as_object();
  if (const auto* type = object.if_contains("type"); type && !object.contains("enum")) {
    boost::json::object nullable = object;
    nullable["type"] = boost::json::array{*type, "null"};
    return nullable;
  }
  return {{"anyOf", boost::json::array{inner, {{"type", "null"}}}}};
}

template <base::DescribedStruct T>
boost::json::object object_schema(Components& components) {
  boost::json::object properties;
  boost::json::array required;
  base::for_each_member<T>([&]<class M>(const char* name, M T::* /*pointer*/) {
    properties[name] = schema<M>(components);
    if (!base::kIsOptional<M>) required.emplace_back(name);
  });
  boost::json::object made{
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) made["required"] = std::move(required);
  return made;
}

boost::json::object enum_schema(std::span<const base::EnumName> names);

template <std::integral T>
boost::json::object integer_schema() {
  boost::json::object made{{"type", "integer"}};
  if constexpr (std::is_unsigned_v<T>) made["minimum"] = 0;
  if constexpr (sizeof(T) == 4 && std::is_signed_v<T>) made["format"] = "int32";
  if constexpr (sizeof(T) == 8) made["format"] = "int64";
  return made;
}

}  // namespace detail

//! Strings, integers, bool, double, base::Date, std::optional (or null), std::vector,
//! std::map<std::string, T>, described enums (their names) and described structs, which are put
//! into `components` and referred to. A member is required unless it is optional.
template <class T>
boost::json::value schema(Components& components) {
  if constexpr (std::same_as<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::integral<T>) {
    return detail::integer_schema<T>();
  } else if constexpr (std::floating_point<T>) {
    return {{"type", "number"}};
  } else if constexpr (std::same_as<T, std::string>) {
    return {{"type", "string"}};
  } else if constexpr (std::same_as<T, base::Date>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::same_as<T, boost::json::value>) {
    return boost::json::object();
  } else if constexpr (std::same_as<T, boost::json::object>) {
    return {{"type", "object"}};
  } else if constexpr (base::kIsOptional<T>) {
    return detail::optional_schema<typename T::value_type>(components);
  } else if constexpr (base::kIsVector<T>) {
    return {{"type", "array"}, {"items", schema<typename T::value_type>(components)}};
  } else if constexpr (base::kIsStringMap<T>) {
    return {{"type", "object"},
            {"additionalProperties", schema<typename T::mapped_type>(components)}};
  } else if constexpr (base::DescribedEnum<T>) {
    const std::string name = boost::core::type_name<T>();
    if (components.claim(name)) {
      components.define(name, detail::enum_schema(base::enum_names<T>()));
    }
    return {{"$ref", Components::reference(Components::short_name(name))}};
  } else {
    static_assert(base::DescribedStruct<T>, "describe this type with Boost.Describe");
    const std::string name = boost::core::type_name<T>();
    if (components.claim(name)) {
      components.define(name, detail::object_schema<T>(components));
    }
    return {{"$ref", Components::reference(Components::short_name(name))}};
  }
}

//! For Route::body and Answer::schema.
template <class T>
boost::json::value schema_of(Components& components) {
  return schema<T>(components);
}

//! For Route::query: one object whose properties are the parameters; an optional one is not null
//! but absent.
template <base::DescribedStruct T>
boost::json::value query_of(Components& components) {
  boost::json::object properties;
  boost::json::array required;
  base::for_each_member<T>([&]<class M>(const char* name, M T::* /*pointer*/) {
    if constexpr (base::kIsOptional<M>) {
      properties[name] = schema<typename M::value_type>(components);
    } else {
      properties[name] = schema<M>(components);
      if (!base::kIsVector<M>) required.emplace_back(name);
    }
  });
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

}  // namespace http

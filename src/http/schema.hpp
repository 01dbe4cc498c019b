#pragma once

#include <boost/core/type_name.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/json.hpp>
#include <boost/mp11/algorithm.hpp>
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
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct =
    std::is_class_v<T> && boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsStringMap : std::false_type {};
template <class T>
struct IsStringMap<std::map<std::string, T>> : std::true_type {};
template <class T>
struct IsStringMap<std::map<std::string, T, std::less<>>> : std::true_type {};

template <class T>
using DescribedMembers = boost::describe::describe_members<T, boost::describe::mod_public |
                                                                  boost::describe::mod_inherited>;

//! Calls f(name, pointer to member) for every public described member.
template <DescribedStruct T, class F>
void for_each_member(F&& f) {
  boost::mp11::mp_for_each<DescribedMembers<T>>(
      [&](auto member) { f(member.name, member.pointer); });
}

template <DescribedEnum T>
boost::json::array enum_names() {
  boost::json::array names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
      [&](auto enumerator) { names.emplace_back(enumerator.name); });
  return names;
}

//! False if no enumerator has that name.
template <DescribedEnum T>
bool enum_of(std::string_view name, T& to) {
  bool found = false;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
    if (name == enumerator.name) {
      to = enumerator.value;
      found = true;
    }
  });
  return found;
}

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

template <DescribedStruct T>
boost::json::object object_schema(Components& components) {
  boost::json::object properties;
  boost::json::array required;
  for_each_member<T>([&]<class M>(const char* name, M T::* /*pointer*/) {
    properties[name] = schema<M>(components);
    if (!IsOptional<M>::value) required.emplace_back(name);
  });
  boost::json::object made{
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) made["required"] = std::move(required);
  return made;
}

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
  } else if constexpr (IsOptional<T>::value) {
    return detail::optional_schema<typename T::value_type>(components);
  } else if constexpr (IsVector<T>::value) {
    return {{"type", "array"}, {"items", schema<typename T::value_type>(components)}};
  } else if constexpr (IsStringMap<T>::value) {
    return {{"type", "object"},
            {"additionalProperties", schema<typename T::mapped_type>(components)}};
  } else if constexpr (DescribedEnum<T>) {
    const std::string name = boost::core::type_name<T>();
    if (components.claim(name)) {
      components.define(name, {{"type", "string"}, {"enum", enum_names<T>()}});
    }
    return {{"$ref", Components::reference(Components::short_name(name))}};
  } else {
    static_assert(DescribedStruct<T>, "describe this type with Boost.Describe");
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
template <DescribedStruct T>
boost::json::value query_of(Components& components) {
  boost::json::object properties;
  boost::json::array required;
  for_each_member<T>([&]<class M>(const char* name, M T::* /*pointer*/) {
    if constexpr (IsOptional<M>::value) {
      properties[name] = schema<typename M::value_type>(components);
    } else {
      properties[name] = schema<M>(components);
      if (!IsVector<M>::value) required.emplace_back(name);
    }
  });
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

}  // namespace http

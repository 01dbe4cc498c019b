#pragma once

#include <array>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

//! What Boost.Describe knows of a type, in the few forms the program asks for.
namespace base {

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct =
    std::is_class_v<T> && boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsSet = false;
template <class T, class Less>
inline constexpr bool kIsSet<std::set<T, Less>> = true;
template <class T>
inline constexpr bool kIsStringMap = false;
template <class T, class Less>
inline constexpr bool kIsStringMap<std::map<std::string, T, Less>> = true;

namespace detail {

template <template <class...> class List, class... Descriptors, class F>
constexpr void for_each_descriptor(List<Descriptors...>* /*list*/, F&& f) {
  (f(Descriptors::name, Descriptors::pointer), ...);
}

}  // namespace detail

//! Calls f(name, pointer to member) for every public member, inherited ones first, in the order of
//! their description.
template <DescribedStruct T, class F>
constexpr void for_each_member(F&& f) {
  using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                           boost::describe::mod_inherited>;
  detail::for_each_descriptor(static_cast<Members*>(nullptr), f);
}

struct EnumName {
  std::string_view name;
  std::int64_t value = 0;
};

namespace detail {

template <class List>
struct EnumTable;
template <template <class...> class List, class... Enumerators>
struct EnumTable<List<Enumerators...>> {
  static constexpr std::array<EnumName, sizeof...(Enumerators)> kNames{
      {{Enumerators::name, static_cast<std::int64_t>(Enumerators::value)}...}};
};

//! Null if no enumerator has that name or value.
const EnumName* find_name(std::span<const EnumName> names, std::string_view name);
const EnumName* find_value(std::span<const EnumName> names, std::int64_t value);

}  // namespace detail

//! The enumerators in the order of their description.
template <DescribedEnum T>
constexpr std::span<const EnumName> enum_names() {
  return detail::EnumTable<boost::describe::describe_enumerators<T>>::kNames;
}

//! False if no enumerator has that name; `to` then keeps its value.
template <DescribedEnum T>
bool enum_of(std::string_view name, T& to) {
  const EnumName* found = detail::find_name(enum_names<T>(), name);
  if (found != nullptr) to = static_cast<T>(found->value);
  return found != nullptr;
}

}  // namespace base

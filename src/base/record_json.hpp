#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

//! Reading stored records back: unlike Boost's strict conversion a member that is absent keeps its
//! default, so that a version written by an older program stays readable for ever. What the API
//! takes from outside is read strictly, by http/json.hpp.
namespace base {

template <class T>
concept DescribedStruct =
    boost::describe::has_describe_members<T>::value && !std::is_union_v<T> && std::is_class_v<T>;

template <class T>
void read_record(const boost::json::value& json, T& target);

template <class T>
void read_record(const boost::json::value& json, std::optional<T>& target) {
  if (json.is_null()) {
    target.reset();
    return;
  }
  read_record(json, target.emplace());
}

template <class T>
void read_record(const boost::json::value& json, std::vector<T>& target) {
  target.clear();
  for (const boost::json::value& element : json.as_array()) {
    read_record(element, target.emplace_back());
  }
}

//! Throws boost::system::system_error (or std::exception) if a member that is present has another
//! type: the record is damaged.
template <class T>
void read_record(const boost::json::value& json, T& target) {
  if constexpr (DescribedStruct<T>) {
    const boost::json::object& object = json.as_object();
    using Members = boost::describe::describe_members<T, boost::describe::mod_any_access>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      if (const boost::json::value* found = object.if_contains(member.name)) {
        read_record(*found, target.*member.pointer);
      }
    });
  } else {
    target = boost::json::value_to<T>(json);
  }
}

//! Text of a stored record → struct.
template <class T>
T record_from(std::string_view text) {
  T record{};
  read_record(boost::json::parse({text.data(), text.size()}), record);
  return record;
}

//! Struct → text of a stored record: members in the order of their description.
template <class T>
std::string record_text(const T& record) {
  return boost::json::serialize(boost::json::value_from(record));
}

}  // namespace base

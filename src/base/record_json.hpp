#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json.hpp>
#include <concepts>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/described.hpp"

//! Described types to JSON, and stored records back. Described structs are objects with their
//! members in the order of their description, described enums their names, an empty optional null,
//! base::Date its ISO 8601 form.
//!
//! Boost.JSON's own conversion writes the same; for each described type it instantiates so much
//! that it was two fifths of the time to compile a large service.
namespace base {

namespace detail {

//! Where the JSON of one conversion lies: most records fit what is on the stack, and all is let go
//! of at once.
class Scratch {
 public:
  boost::json::storage_ptr storage() { return &resource_; }

 private:
  std::array<unsigned char, 8192> first_;
  boost::json::monotonic_resource resource_{first_.data(), first_.size()};
};

void write(bool value, boost::json::value& to);
void write(std::int64_t value, boost::json::value& to);
void write(std::uint64_t value, boost::json::value& to);
void write(double value, boost::json::value& to);
void write(std::string_view value, boost::json::value& to);
void write(const Date& value, boost::json::value& to);
void write_name(std::span<const EnumName> names, std::int64_t value, boost::json::value& to);
//! The place of a member that is not there yet.
boost::json::value& member(boost::json::object& object, std::string_view name);
boost::json::value& element(boost::json::array& array);

template <class T>
void write_json(const T& value, boost::json::value& to) {
  if constexpr (DescribedStruct<T>) {
    boost::json::object& object = to.emplace_object();
    for_each_member<T>(
        [&](const char* name, auto pointer) { write_json(value.*pointer, member(object, name)); });
  } else if constexpr (DescribedEnum<T>) {
    write_name(enum_names<T>(), static_cast<std::int64_t>(value), to);
  } else if constexpr (kIsOptional<T>) {
    if (value) write_json(*value, to);
  } else if constexpr (kIsVector<T> || kIsSet<T>) {
    boost::json::array& array = to.emplace_array();
    array.reserve(value.size());
    for (const auto& one : value) write_json(one, element(array));
  } else if constexpr (kIsStringMap<T>) {
    boost::json::object& object = to.emplace_object();
    for (const auto& [name, one] : value) write_json(one, member(object, name));
  } else if constexpr (std::same_as<T, boost::json::value> ||
                       std::same_as<T, boost::json::object> ||
                       std::same_as<T, boost::json::array>) {
    to = value;
  } else if constexpr (std::same_as<T, bool> || std::floating_point<T> || std::same_as<T, Date>) {
    write(value, to);
  } else if constexpr (std::unsigned_integral<T>) {
    write(std::uint64_t{value}, to);
  } else if constexpr (std::signed_integral<T>) {
    write(std::int64_t{value}, to);
  } else {
    write(std::string_view(value), to);
  }
}

void add(bool value, std::string& to);
void add(std::int64_t value, std::string& to);
void add(std::uint64_t value, std::string& to);
void add(double value, std::string& to);
void add(std::string_view value, std::string& to);
void add(const Date& value, std::string& to);
void add_name(std::span<const EnumName> names, std::int64_t value, std::string& to);
//! A comma, unless `to` has just opened an object or array.
void add_comma(std::string& to);
void add_member(std::string_view name, std::string& to);

//! The text of what write_json makes. To build that first was a tenth of what a report costs.
template <class T>
void add_json(const T& value, std::string& to) {
  if constexpr (DescribedStruct<T>) {
    to += '{';
    for_each_member<T>([&](const char* name, auto pointer) {
      add_member(name, to);
      add_json(value.*pointer, to);
    });
    to += '}';
  } else if constexpr (DescribedEnum<T>) {
    add_name(enum_names<T>(), static_cast<std::int64_t>(value), to);
  } else if constexpr (kIsOptional<T>) {
    if (value) {
      add_json(*value, to);
    } else {
      to += "null";
    }
  } else if constexpr (kIsVector<T> || kIsSet<T>) {
    to += '[';
    for (const auto& one : value) {
      add_comma(to);
      add_json(one, to);
    }
    to += ']';
  } else if constexpr (kIsStringMap<T>) {
    to += '{';
    for (const auto& [name, one] : value) {
      add_member(name, to);
      add_json(one, to);
    }
    to += '}';
  } else if constexpr (std::same_as<T, boost::json::value> ||
                       std::same_as<T, boost::json::object> ||
                       std::same_as<T, boost::json::array>) {
    to += boost::json::serialize(value);
  } else if constexpr (std::same_as<T, bool> || std::floating_point<T> || std::same_as<T, Date>) {
    add(value, to);
  } else if constexpr (std::unsigned_integral<T>) {
    add(std::uint64_t{value}, to);
  } else if constexpr (std::signed_integral<T>) {
    add(std::int64_t{value}, to);
  } else {
    add(std::string_view(value), to);
  }
}

//! These throw boost::system::system_error if the value is of another kind.
void read(const boost::json::value& json, bool& target);
void read(const boost::json::value& json, double& target);
void read(const boost::json::value& json, std::string& target);
void read(const boost::json::value& json, Date& target);
std::int64_t read_name(const boost::json::value& json, std::span<const EnumName> names);

}  // namespace detail

//! Any of the above, and integers, strings, bool, double, vectors, sets and maps by string of them.
template <class T>
boost::json::value json_of(const T& value) {
  boost::json::value made;
  detail::write_json(value, made);
  return made;
}

//! Unlike Boost's strict conversion a member that is absent keeps its default, so that a version
//! written by an older program stays readable for ever; what the API takes from outside is read
//! strictly, by http/json.hpp. Throws boost::system::system_error (or std::exception) if a member
//! that is present has another type: the record is damaged.
template <class T>
void read_record(const boost::json::value& json, T& target) {
  if constexpr (DescribedStruct<T>) {
    const boost::json::object& object = json.as_object();
    for_each_member<T>([&](const char* name, auto pointer) {
      if (const boost::json::value* found = object.if_contains(name)) {
        read_record(*found, target.*pointer);
      }
    });
  } else if constexpr (DescribedEnum<T>) {
    target = static_cast<T>(detail::read_name(json, enum_names<T>()));
  } else if constexpr (kIsOptional<T>) {
    target.reset();
    if (!json.is_null()) read_record(json, target.emplace());
  } else if constexpr (kIsVector<T>) {
    target.clear();
    for (const boost::json::value& one : json.as_array()) read_record(one, target.emplace_back());
  } else if constexpr (kIsStringMap<T>) {
    target.clear();
    for (const auto& [name, one] : json.as_object()) read_record(one, target[std::string(name)]);
  } else if constexpr (std::same_as<T, boost::json::value>) {
    target = json;
  } else if constexpr (std::same_as<T, boost::json::object>) {
    target = json.as_object();
  } else if constexpr (std::integral<T> && !std::same_as<T, bool>) {
    target = json.to_number<T>();
  } else {
    detail::read(json, target);
  }
}

template <class T>
T record_of(const boost::json::value& json) {
  T record{};
  read_record(json, record);
  return record;
}

//! Text of a stored record → struct.
template <class T>
T record_from(std::string_view text) {
  detail::Scratch scratch;
  return record_of<T>(boost::json::parse({text.data(), text.size()}, scratch.storage()));
}

//! Struct → text of a stored record.
template <class T>
std::string record_text(const T& record) {
  std::string text;
  detail::add_json(record, text);
  return text;
}

}  // namespace base

#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "http/message.hpp"
#include "http/schema.hpp"

//! Described types to and from JSON bodies, and from query parameters.
namespace http {

//! An answer whose body is JSON already, such as rows that the database rendered.
Response json_text(std::string body, int status = 200);

//! Described structs as objects, described enums by name, an empty optional as null.
template <class T>
Response json(const T& content, int status = 200) {
  return json_text(base::record_text(content), status);
}

//! 201 with Location.
template <class T>
Response created(std::string location, const T& content) {
  Response response = json(content, 201);
  response.add("Location", std::move(location));
  return response;
}

//! JSON may nest this deep in a body.
inline constexpr std::size_t kJsonDepthMax = 32;

//! Strict JSON: no duplicate names, no depth beyond the limit, UTF-8. Throws a 400 Problem that
//! says where.
boost::json::value parse_json(std::string_view text);

namespace detail {

//! Where reading stands, and everything found wrong so far, by JSON pointer.
class Reader {
 public:
  void enter(std::string_view name);
  void enter(std::size_t index);
  void leave();
  void error(base::Text message);
  //! Of the member `name` of the present object.
  void error_at(std::string_view name, base::Text message);
  //! Throws a 422 Problem if anything was wrong.
  void finish();

 private:
  std::string pointer_;
  std::vector<std::size_t> lengths_;
  std::vector<base::FieldError> errors_;
};

void read(Reader& reader, const boost::json::value& json, std::string& to);
void read(Reader& reader, const boost::json::value& json, bool& to);
void read(Reader& reader, const boost::json::value& json, double& to);
void read(Reader& reader, const boost::json::value& json, base::Date& to);
inline void read(Reader& /*reader*/, const boost::json::value& json, boost::json::value& to) {
  to = json;
}
//! False, with the error noted, unless it is a whole number from low to high.
bool read_integer(Reader& reader, const boost::json::value& json, std::int64_t low,
                  std::int64_t high, std::int64_t& to);
const boost::json::array* read_array(Reader& reader, const boost::json::value& json);
const boost::json::object* read_object(Reader& reader, const boost::json::value& json);
inline void read(Reader& reader, const boost::json::value& json, boost::json::object& to) {
  if (const auto* object = read_object(reader, json)) to = *object;
}
base::Text one_of(std::span<const base::EnumName> names);
base::Text missing_field();
base::Text unknown_field();

template <class T>
  requires(std::integral<T> && !std::same_as<T, bool>)
void read(Reader& reader, const boost::json::value& json, T& to) {
  static_assert(sizeof(T) < 8 || std::is_signed_v<T>, "use std::int64_t");
  std::int64_t number = 0;
  if (read_integer(reader, json, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(),
                   number)) {
    to = static_cast<T>(number);
  }
}

template <base::DescribedEnum T>
void read(Reader& reader, const boost::json::value& json, T& to) {
  const auto* name = json.if_string();
  if (name == nullptr || !base::enum_of(std::string_view(*name), to)) {
    reader.error(one_of(base::enum_names<T>()));
  }
}

template <class T>
void read(Reader& reader, const boost::json::value& json, std::optional<T>& to);
template <class T>
void read(Reader& reader, const boost::json::value& json, std::vector<T>& to);
template <class T, class Less>
void read(Reader& reader, const boost::json::value& json, std::map<std::string, T, Less>& to);
template <base::DescribedStruct T>
void read(Reader& reader, const boost::json::value& json, T& to);

template <class T>
void read(Reader& reader, const boost::json::value& json, std::optional<T>& to) {
  to.reset();
  if (!json.is_null()) read(reader, json, to.emplace());
}

template <class T>
void read(Reader& reader, const boost::json::value& json, std::vector<T>& to) {
  const auto* array = read_array(reader, json);
  if (array == nullptr) return;
  to.clear();
  to.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    reader.enter(i);
    T element{};
    read(reader, (*array)[i], element);
    to.push_back(std::move(element));
    reader.leave();
  }
}

template <class T, class Less>
void read(Reader& reader, const boost::json::value& json, std::map<std::string, T, Less>& to) {
  const auto* object = read_object(reader, json);
  if (object == nullptr) return;
  to.clear();
  for (const auto& entry : *object) {
    reader.enter(entry.key());
    read(reader, entry.value(), to[std::string(entry.key())]);
    reader.leave();
  }
}

template <base::DescribedStruct T>
void read(Reader& reader, const boost::json::value& json, T& to) {
  const auto* object = read_object(reader, json);
  if (object == nullptr) return;
  std::size_t known = 0;
  base::for_each_member<T>([&]<class M>(const char* name, M T::* pointer) {
    const auto* member = object->if_contains(name);
    if (member == nullptr) {
      if (!base::kIsOptional<M>) reader.error_at(name, missing_field());
      return;
    }
    ++known;
    reader.enter(name);
    read(reader, *member, to.*pointer);
    reader.leave();
  });
  if (known == object->size()) return;
  for (const auto& entry : *object) {
    bool is_member = false;
    base::for_each_member<T>(
        [&](const char* name, auto /*pointer*/) { is_member = is_member || entry.key() == name; });
    if (!is_member) reader.error_at(entry.key(), unknown_field());
  }
}

//! Throws 415 unless the request's content type is application/json (in UTF-8).
void require_json(const Request& request);

//! The parameters of a query as they are asked for by name.
class QueryReader {
 public:
  explicit QueryReader(const Request& request) : request_(request) {}

  //! All values of a parameter, and that the parameter is known.
  std::vector<const std::string*> values(std::string_view name);
  void error(std::string_view name, base::Text message);
  //! Throws a 400 Problem if anything was wrong or a parameter was never asked for.
  void finish();

 private:
  const Request& request_;
  std::vector<std::string> known_;
  std::vector<base::FieldError> errors_;
};

std::optional<base::Text> read_parameter(const std::string& text, std::string& to);
std::optional<base::Text> read_parameter(const std::string& text, bool& to);
std::optional<base::Text> read_parameter(const std::string& text, base::Date& to);
std::optional<base::Text> read_parameter(const std::string& text, std::int64_t& to);
base::Text given_twice();
base::Text not_in_range();

template <class T>
  requires(std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, std::int64_t>)
std::optional<base::Text> read_parameter(const std::string& text, T& to) {
  std::int64_t wide = 0;
  if (auto wrong = read_parameter(text, wide)) return wrong;
  if (!std::in_range<T>(wide)) return not_in_range();
  to = static_cast<T>(wide);
  return std::nullopt;
}

template <base::DescribedEnum T>
std::optional<base::Text> read_parameter(const std::string& text, T& to) {
  if (base::enum_of(text, to)) return std::nullopt;
  return one_of(base::enum_names<T>());
}

template <class T>
void read_values(QueryReader& reader, const char* name,
                 const std::vector<const std::string*>& values, T& to) {
  if constexpr (base::kIsOptional<T>) {
    if (!values.empty()) read_values(reader, name, values, to.emplace());
  } else if constexpr (base::kIsVector<T>) {
    for (const std::string* value : values) {
      typename T::value_type element{};
      if (auto wrong = read_parameter(*value, element)) {
        reader.error(name, std::move(*wrong));
      } else {
        to.push_back(std::move(element));
      }
    }
  } else if (values.empty()) {
    reader.error(name, missing_field());
  } else if (values.size() > 1) {
    reader.error(name, given_twice());
  } else if (auto wrong = read_parameter(*values.front(), to)) {
    reader.error(name, std::move(*wrong));
  }
}

}  // namespace detail

//! Reads a value that was parsed before; all errors at once, as a 422 Problem.
template <class T>
T from_json(const boost::json::value& json) {
  detail::Reader reader;
  T made{};
  detail::read(reader, json, made);
  reader.finish();
  return made;
}

//! The request's JSON body. Throws Problems: 415 other content type, 400 no JSON, 422 with one
//! FieldError for each unknown, missing or mistyped member. Only an optional member may be absent
//! or null. Strings may not contain U+0000, which no database keeps.
template <class T>
T body(const Request& request) {
  detail::require_json(request);
  return from_json<T>(parse_json(request.body));
}

//! The query parameters as members of a described struct: std::optional ones may be absent, a
//! vector takes a repeated parameter. Throws 400 with one FieldError for each unknown, repeated,
//! missing or malformed parameter.
template <base::DescribedStruct T>
T query(const Request& request) {
  detail::QueryReader reader(request);
  T made{};
  base::for_each_member<T>([&]<class M>(const char* name, M T::* pointer) {
    detail::read_values(reader, name, reader.values(name), made.*pointer);
  });
  reader.finish();
  return made;
}

}  // namespace http

#include "base/record_json.hpp"

#include <algorithm>
#include <charconv>

namespace base::detail {

namespace json = boost::json;

namespace {

[[noreturn]] void fail(json::error error) {
  throw boost::system::system_error(json::make_error_code(error));
}

}  // namespace

void write(bool value, json::value& to) { to = value; }
void write(std::int64_t value, json::value& to) { to = value; }
void write(std::uint64_t value, json::value& to) { to = value; }
void write(double value, json::value& to) { to = value; }
void write(std::string_view value, json::value& to) { to.emplace_string() = value; }
void write(const Date& value, json::value& to) { write(std::string_view(value.str()), to); }

void write_name(std::span<const EnumName> names, std::int64_t value, json::value& to) {
  const EnumName* found = find_value(names, value);
  if (found == nullptr) throw std::logic_error("an enumerator that is not described");
  write(found->name, to);
}

json::value& member(json::object& object, std::string_view name) {
  return object.emplace(name, nullptr).first->value();
}

json::value& element(json::array& array) { return array.emplace_back(nullptr); }

namespace {

template <class T>
void add_digits(T value, std::string& to) {
  std::array<char, 24> digits{};
  to.append(digits.data(), std::to_chars(digits.begin(), digits.end(), value).ptr);
}

bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

}  // namespace

void add(bool value, std::string& to) { to += value ? "true" : "false"; }
void add(std::int64_t value, std::string& to) { add_digits(value, to); }
void add(std::uint64_t value, std::string& to) { add_digits(value, to); }
void add(double value, std::string& to) { to += json::serialize(json::value(value)); }

void add(std::string_view value, std::string& to) {
  if (std::ranges::any_of(value, is_escaped)) {
    to += json::serialize(json::string_view(value));
    return;
  }
  to += '"';
  to += value;
  to += '"';
}

void add(const Date& value, std::string& to) { add(std::string_view(value.str()), to); }

void add_name(std::span<const EnumName> names, std::int64_t value, std::string& to) {
  const EnumName* found = find_value(names, value);
  if (found == nullptr) throw std::logic_error("an enumerator that is not described");
  add(found->name, to);
}

void add_comma(std::string& to) {
  if (to.back() != '{' && to.back() != '[') to += ',';
}

void add_member(std::string_view name, std::string& to) {
  add_comma(to);
  add(name, to);
  to += ':';
}

void read(const json::value& json, bool& target) { target = json.as_bool(); }
void read(const json::value& json, double& target) { target = json.to_number<double>(); }
void read(const json::value& json, std::string& target) { target = json.as_string(); }

void read(const json::value& json, Date& target) {
  const auto date = Date::parse(json.as_string());
  if (!date) fail(json::error::incomplete);
  target = *date;
}

std::int64_t read_name(const json::value& json, std::span<const EnumName> names) {
  const EnumName* found = find_name(names, std::string_view(json.as_string()));
  if (found == nullptr) fail(json::error::unknown_name);
  return found->value;
}

}  // namespace base::detail

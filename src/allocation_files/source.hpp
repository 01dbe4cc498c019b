#pragma once

#include <boost/json.hpp>
#include <charconv>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "allocation_files/csv_sections.hpp"
#include "base/described.hpp"
#include "base/problem.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"

//! What an allocation is computed from, as a file: one JSON object, or a CSV whose sections are the
//! lists of that object. A mechanism describes the object as a struct and reads it from either.
namespace allocation_files {

class Source {
 public:
  //! Throws a 400 Problem if the text is not JSON, or not CSV.
  static Source json(std::string_view text);
  static Source csv(std::string_view text);

  //! The member "mechanism"; throws if there is none.
  std::string mechanism() const;

  //! The described struct T from the whole file, strictly: all faults at once. Members that are
  //! lists of described structs are the sections of a CSV, all others stand before the first.
  template <base::DescribedStruct T>
  T read() const;

  //! Throws the faults as one 422 Problem; their fields are JSON pointers, and in a CSV become the
  //! section, line and column they stand for. Returns if there is none.
  void refuse(std::vector<base::FieldError> faults) const;

 private:
  template <class Row>
  boost::json::array section_json(const CsvSection& section) const;
  std::string place(const std::string& pointer) const;

  bool is_csv_ = false;
  boost::json::value json_;
  std::vector<CsvSection> sections_;
};

namespace detail {

boost::json::value integer_cell(std::string_view cell);
boost::json::value number_cell(std::string_view cell);
boost::json::value boolean_cell(std::string_view cell);
//! The items of a list in one cell, which stand between semicolons.
std::vector<std::string_view> list_items(std::string_view cell);

//! A cell as the JSON that a member of type M is read from; text if it is not of that form, so that
//! the fault is found and placed where all others are.
template <class M>
boost::json::value cell_json(std::string_view cell) {
  if constexpr (base::kIsOptional<M>) {
    return cell_json<typename M::value_type>(cell);
  } else if constexpr (base::kIsVector<M>) {
    boost::json::array list;
    for (const std::string_view item : list_items(cell)) {
      list.push_back(cell_json<typename M::value_type>(item));
    }
    return list;
  } else if constexpr (std::is_same_v<M, bool>) {
    return boolean_cell(cell);
  } else if constexpr (std::is_integral_v<M>) {
    return integer_cell(cell);
  } else if constexpr (std::is_floating_point_v<M>) {
    return number_cell(cell);
  } else {
    return boost::json::string(cell);
  }
}

template <class M>
struct MapValue {
  using type = M;
};
template <class V>
struct MapValue<std::map<std::string, V>> {
  using type = V;
};
template <class M>
struct MapValue<std::optional<M>> : MapValue<M> {};

//! The element of a vector, or of a vector that may be absent; void for all other types.
template <class M>
struct RowOf {
  using type = void;
};
template <class E>
struct RowOf<std::vector<E>> {
  using type = E;
};
template <class M>
struct RowOf<std::optional<M>> : RowOf<M> {};

//! Puts a cell under the name of its column. "scores.total" is the member total of the map scores.
template <class Row>
void put_cell(boost::json::object& object, std::string_view column, std::string_view cell) {
  const std::string_view name = column.substr(0, column.find('.'));
  boost::json::value made = boost::json::string(cell);
  base::for_each_member<Row>([&]<class M>(const char* member, M Row::* /*pointer*/) {
    if (name == member) made = cell_json<typename MapValue<M>::type>(cell);
  });
  if (name.size() == column.size()) {
    object[name] = std::move(made);
  } else {
    auto& inner = object[name];
    if (!inner.is_object()) inner.emplace_object();
    inner.get_object()[column.substr(name.size() + 1)] = std::move(made);
  }
}

//! Throws a 400 Problem: a column named twice, a row with more cells than columns.
void require_columns(const CsvSection& section);

}  // namespace detail

template <class Row>
boost::json::array Source::section_json(const CsvSection& section) const {
  detail::require_columns(section);
  boost::json::array list;
  for (std::size_t i = 1; i < section.rows.size(); ++i) {
    auto& object = list.emplace_back(boost::json::object()).get_object();
    const CsvRow& row = section.rows[i];
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      if (row.cells[column].empty()) continue;
      detail::put_cell<Row>(object, section.rows.front().cells[column], row.cells[column]);
    }
  }
  return list;
}

template <base::DescribedStruct T>
T Source::read() const {
  boost::json::value from_csv;
  if (is_csv_) {
    auto& object = from_csv.emplace_object();
    for (const CsvRow& row : sections_.front().rows) {
      detail::put_cell<T>(object, row.cells[0], row.cells[1]);
    }
    for (std::size_t i = 1; i < sections_.size(); ++i) {
      // A section that T does not have stays an empty list, which reading refuses as unknown.
      boost::json::array list;
      base::for_each_member<T>([&]<class M>(const char* name, M T::* /*pointer*/) {
        using Row = typename detail::RowOf<M>::type;
        if constexpr (base::DescribedStruct<Row>) {
          if (sections_[i].name == name) list = section_json<Row>(sections_[i]);
        }
      });
      object[sections_[i].name] = std::move(list);
    }
  }
  try {
    return http::from_json<T>(is_csv_ ? from_csv : json_);
  } catch (const base::Problem& problem) {
    if (!is_csv_) throw;
    refuse(problem.errors());
    throw;
  }
}

}  // namespace allocation_files

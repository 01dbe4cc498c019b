#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "http/table.hpp"
#include "register/declaration.hpp"

namespace registers {

//! Rows of a list as people take them away, as the page shows them: titles of choices and states,
//! names of units and records, yuan for fen. Pure; threads share one that is const. `declaration`
//! outlives it.
class ExportedTable {
 public:
  //! Opens what is sealed, of the field at that position.
  using Unseal = std::function<std::string(const Field& field, std::string_view sealed)>;

  //! `fields` in the order shown, "state" for the workflow state; those that RegisterSql::cells was
  //! asked to give sealed stand in `in_full`.
  ExportedTable(const Declaration& declaration, const std::vector<std::string>& fields,
                const std::vector<std::string>& in_full,
                const std::map<std::string, base::Text>& units, http::Language language,
                Unseal unseal = {});

  //! Title and columns.
  const http::Table& head() const { return head_; }
  //! By field the ids of other records in `rows` (RegisterSql::cells) whose texts are not known
  //! yet. Forgets those of former rows when they are many.
  std::map<std::string, std::vector<std::string>> unknown(std::span<const std::string> rows);
  //! Texts of a field by id: until then it shows the id.
  void learn(const std::string& field,
             const std::vector<std::pair<std::string, std::string>>& texts);
  //! A row of RegisterSql::cells as the cells of the table; `cells` is written over. Throws
  //! std::logic_error if it has another number of cells.
  void read(std::string_view row, std::vector<std::string>& cells) const;

 private:
  struct Shown {
    const Field* field = nullptr;  // none: the state
    bool sealed = false;
    bool told = false;                                   // by another record, whose id is given
    std::unordered_map<std::string, std::string> texts;  // of a told one: id → value
    std::unordered_map<std::string, std::string> words;  // value → what is shown
  };
  void show(const Shown& shown, std::string_view value, std::string& cell) const;

  const Unseal unseal_;
  http::Table head_;
  std::vector<Shown> shown_;
};

}  // namespace registers

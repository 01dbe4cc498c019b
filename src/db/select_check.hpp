#pragma once

#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

//! Whether a statement that somebody wrote (not the program) may be run: decided by the parser of
//! SQLite over empty tables, whatever database it will run on.
namespace db {

//! What it may read, as it names it.
struct ReadableTable {
  std::string name;
  std::vector<std::string> columns;
};

struct SelectFacts {
  std::vector<std::string> columns;  // of the result, in order
  std::set<std::string> placeholders;
  std::set<std::string> tables;  // that it reads
};

//! Why it may not be run.
class SelectRefused : public std::runtime_error {
 public:
  explicit SelectRefused(base::Text reason) : std::runtime_error(reason.en), reason_(reason) {}
  const base::Text& reason() const { return reason_; }

 private:
  base::Text reason_;
};

//! One SELECT over these tables and nothing else: no second statement, no write, no pragma, no
//! table named with its schema, no recursion (it would not have to end), and only functions that
//! mean the same in both databases. Throws SelectRefused.
SelectFacts check_select(std::string_view sql, std::span<const ReadableTable> tables);

}  // namespace db

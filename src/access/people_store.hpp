#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace zhijiao::access {

//! A post that somebody who can sign in holds today.
struct HeldPost {
  std::string account;
  std::string role;
};

//! The SQL of people.hpp.
class PeopleStore {
 public:
  explicit PeopleStore(std::string region) : region_(std::move(region)) {}

  //! In one unit or, without one, in all.
  std::vector<HeldPost> held_posts(db::Connection& connection,
                                   const std::optional<std::string>& unit) const;
  bool is_active(db::Connection& connection, const std::string& account) const;

 private:
  std::string region_;
};

}  // namespace zhijiao::access

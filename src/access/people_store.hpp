#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "db/connection.hpp"

namespace zhijiao::access {

//! A post that somebody who can sign in holds today.
struct HeldPost {
  std::string account;
  std::string unit;
  std::string role;
};

//! A post of somebody, held now, earlier or later. That of a suspended account ends with the day
//! before it was suspended.
struct PostOfPerson {
  std::string id;
  std::string account;
  std::string name;  // display name
  std::string unit;
  std::string role;
  base::Date since;
  std::optional<base::Date> until{};  // last day
  bool acting = false;

  bool holds(base::Date day) const { return since <= day && (!until || *until >= day); }
};

//! The SQL of people.hpp.
class PeopleStore {
 public:
  explicit PeopleStore(std::string region) : region_(std::move(region)) {}

  //! In one unit or, without one, in all.
  std::vector<HeldPost> held_posts(db::Connection& connection,
                                   const std::optional<std::string>& unit) const;
  //! Those that begin by `last`, in the order of unit and beginning.
  std::vector<PostOfPerson> posts_until(db::Connection& connection, base::Date last) const;
  bool is_active(db::Connection& connection, const std::string& account) const;

 private:
  std::string region_;
};

}  // namespace zhijiao::access

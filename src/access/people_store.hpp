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
  std::string role;
};

//! A post of somebody who can sign in or will, held at some time of a span.
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
  //! Of accounts that are not suspended, in the order of unit and beginning.
  std::vector<PostOfPerson> posts_between(db::Connection& connection, base::Date from,
                                          base::Date to) const;
  bool is_active(db::Connection& connection, const std::string& account) const;

 private:
  std::string region_;
};

}  // namespace zhijiao::access

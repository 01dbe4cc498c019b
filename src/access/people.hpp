#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "access/access_service.hpp"
#include "access/people_store.hpp"

namespace zhijiao::access {

//! Whom to tell of something: accounts by what their posts of today allow. Nothing is cached.
class People {
 public:
  //! `access` outlives it.
  explicit People(const AccessService& access) : access_(access), store_(access.region()) {}

  //! Accounts that may do it somewhere.
  std::set<std::string> with(db::Connection& connection, Permission permission) const;
  //! Accounts with a post in the unit that allows it; if it has none, those of the unit above.
  std::set<std::string> of(db::Connection& connection, const std::string& unit,
                           Permission permission) const;
  //! The same for one of the roles.
  std::set<std::string> of(db::Connection& connection, const std::string& unit,
                           const std::vector<std::string>& roles) const;
  //! Accounts that may do it for the unit on `today`, wherever their posts stand.
  std::set<std::string> over(db::Connection& connection, const std::string& unit,
                             Permission permission, base::Date today) const;
  //! The posts of everybody, for several questions about them.
  std::vector<HeldPost> held_posts(db::Connection& connection) const;
  //! Those of `roles`, in their order, that one of `posts` holds and reaches the unit by on
  //! `today`.
  std::vector<std::string> roles_over(std::span<const HeldPost> posts, const std::string& unit,
                                      const std::vector<std::string>& roles,
                                      base::Date today) const;
  //! Posts that allow it and begin by `last`, in the order of unit and beginning.
  std::vector<PostOfPerson> posts_until(db::Connection& connection, Permission permission,
                                        base::Date last) const;
  //! True if the account exists and may sign in.
  bool is_active(db::Connection& connection, const std::string& account) const;

 private:
  using Fits = std::function<bool(const Role&)>;
  std::set<std::string> among(db::Connection& connection, const Directory& directory,
                              const std::optional<std::string>& unit, const Fits& fits) const;
  std::set<std::string> nearest(db::Connection& connection, const std::string& unit,
                                const Fits& fits) const;

  const AccessService& access_;
  const PeopleStore store_;
};

}  // namespace zhijiao::access

#pragma once

#include <string_view>

#include "access/scope.hpp"
#include "base/ids.hpp"
#include "db/connection.hpp"

namespace zhijiao::access {

//! Who did what to what, kept for ever, in the transaction that does it. Also for other
//! capabilities.
class AuditTrail {
 public:
  //! `random` outlives it.
  explicit AuditTrail(base::Random& random) : random_(random) {}

  //! `action` is "<noun>.<verb>" (account.create), `subject` the id of what it was done to.
  //! `detail` has ids, dates and states; never a password or a token, and of what a person wrote
  //! only the reason he must give to see something sensitive.
  void record(db::Connection& connection, const Actor& actor, std::string_view action,
              std::string_view subject, std::string_view detail) const;

 private:
  base::Random& random_;
};

}  // namespace zhijiao::access

#include "access/audit_trail.hpp"

#include "access/access_store.hpp"

namespace zhijiao::access {

void AuditTrail::record(db::Connection& connection, const Actor& actor, std::string_view action,
                        std::string_view subject, std::string_view detail) const {
  AccessStore(actor.region)
      .insert_audit(connection, {base::uuid_v7(connection.clock(), random_), connection.now(),
                                 actor.account, std::string(action), std::string(subject),
                                 std::string(detail), actor.address});
}

}  // namespace zhijiao::access

#include "register/signature_store.hpp"

#include <utility>

namespace registers {

constexpr db::Migration kSignatureTables{"register/0004_signatures", R"sql(
CREATE TABLE register_signature (
  region {text} NOT NULL,
  id {text} NOT NULL,
  noun {text} NOT NULL,
  record {text} NOT NULL,
  step {text} NOT NULL,
  state_since {int} NOT NULL,
  party {text} NOT NULL,
  agrees {int} NOT NULL,
  comment {text} NOT NULL,
  account {text} NOT NULL,
  unit {text} NOT NULL,
  signed_at {int} NOT NULL,
  CONSTRAINT register_signature_pkey PRIMARY KEY (region, id),
  CONSTRAINT register_signature_agrees_is_boolean CHECK (agrees IN (0, 1))
){strict};
CREATE INDEX register_signature_of_record ON register_signature
  (region, noun, record, state_since, step, party);
)sql"};

void SignatureStore::insert(db::Connection& connection, const std::string& id, const SignedStep& of,
                            const Signature& signature) const {
  connection.execute(
      "INSERT INTO register_signature (region, id, noun, record, step, state_since, party, agrees, "
      "comment, account, unit, signed_at) VALUES (:region, :id, :noun, :record, :step, "
      ":state_since, :party, :agrees, :comment, :account, :unit, :signed_at)",
      {{"region", region_},
       {"id", id},
       {"noun", std::string(of.noun)},
       {"record", std::string(of.record)},
       {"step", std::string(of.step)},
       {"state_since", of.state_since},
       {"party", signature.party},
       {"agrees", signature.agrees},
       {"comment", signature.comment},
       {"account", signature.account},
       {"unit", signature.unit},
       {"signed_at", signature.signed_at}});
}

std::vector<Signature> SignatureStore::signatures(db::Connection& connection,
                                                  const SignedStep& of) const {
  std::vector<Signature> signatures;
  for (auto& [party, agrees, comment, account, unit, signed_at] :
       connection.select<std::string, bool, std::string, std::string, std::string, base::Instant>(
           "SELECT party, agrees, comment, account, unit, signed_at FROM register_signature "
           "WHERE region = :region AND noun = :noun AND record = :record AND step = :step "
           "AND state_since = :state_since ORDER BY id",
           {{"region", region_},
            {"noun", std::string(of.noun)},
            {"record", std::string(of.record)},
            {"step", std::string(of.step)},
            {"state_since", of.state_since}})) {
    signatures.push_back({std::move(party), agrees, std::move(comment), std::move(account),
                          std::move(unit), signed_at});
  }
  return signatures;
}

}  // namespace registers

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "db/migration.hpp"
#include "register/sign_off.hpp"

namespace registers {

extern const db::Migration kSignatureTables;

//! One wait of a record for a step: it begins anew whenever the record enters the state.
struct SignedStep {
  std::string_view noun;
  std::string_view record;
  std::string_view step;
  base::Instant state_since;
};

//! All SQL of signatures. They are only ever added.
class SignatureStore {
 public:
  explicit SignatureStore(std::string region) : region_(std::move(region)) {}

  void insert(db::Connection& connection, const std::string& id, const SignedStep& of,
              const Signature& signature) const;
  //! Oldest first.
  std::vector<Signature> signatures(db::Connection& connection, const SignedStep& of) const;

 private:
  const std::string region_;
};

}  // namespace registers

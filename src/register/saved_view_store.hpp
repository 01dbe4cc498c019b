#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/migration.hpp"
#include "register/saved_view_views.hpp"

namespace registers {

extern const db::Migration kSavedViewTables;

//! All SQL of saved views: each person has his own of each register.
class SavedViewStore {
 public:
  explicit SavedViewStore(std::string region) : region_(std::move(region)) {}

  //! By name.
  std::vector<SavedView> views(db::Connection& connection, const std::string& account,
                               const std::string& noun) const;
  //! Over the one of the same name.
  void save(db::Connection& connection, const std::string& account, const std::string& noun,
            const SavedView& view) const;
  //! Does nothing if there is none.
  void remove(db::Connection& connection, const std::string& account, const std::string& noun,
              const std::string& name) const;

 private:
  const std::string region_;
};

}  // namespace registers

#include "register/saved_view_store.hpp"

namespace registers {

constexpr db::Migration kSavedViewTables{"register/0005_saved_views", R"sql(
CREATE TABLE register_saved_view (
  region {text} NOT NULL,
  account {text} NOT NULL,
  noun {text} NOT NULL,
  name {text} NOT NULL,
  query {text} NOT NULL,
  CONSTRAINT register_saved_view_pkey PRIMARY KEY (region, account, noun, name)
){strict};
)sql"};

std::vector<SavedView> SavedViewStore::views(db::Connection& connection, const std::string& account,
                                             const std::string& noun) const {
  std::vector<SavedView> views;
  for (auto& [name, query] : connection.select<std::string, std::string>(
           "SELECT name, query FROM register_saved_view WHERE region = :region "
           "AND account = :account AND noun = :noun ORDER BY name",
           {{"region", region_}, {"account", account}, {"noun", noun}})) {
    views.push_back({std::move(name), std::move(query)});
  }
  return views;
}

void SavedViewStore::save(db::Connection& connection, const std::string& account,
                          const std::string& noun, const SavedView& view) const {
  connection.execute(
      "INSERT INTO register_saved_view (region, account, noun, name, query) "
      "VALUES (:region, :account, :noun, :name, :query) "
      "ON CONFLICT (region, account, noun, name) DO UPDATE SET query = excluded.query",
      {{"region", region_},
       {"account", account},
       {"noun", noun},
       {"name", view.name},
       {"query", view.query}});
}

void SavedViewStore::remove(db::Connection& connection, const std::string& account,
                            const std::string& noun, const std::string& name) const {
  connection.execute(
      "DELETE FROM register_saved_view WHERE region = :region AND account = :account "
      "AND noun = :noun AND name = :name",
      {{"region", region_}, {"account", account}, {"noun", noun}, {"name", name}});
}

}  // namespace registers

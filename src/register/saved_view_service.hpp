#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <string>

#include "db/database.hpp"
#include "register/register_service.hpp"
#include "register/saved_view_store.hpp"

namespace registers {

//! The saved views of a person, on whatever machine he sits. Nobody else sees them. Safe from any
//! thread.
class SavedViewService {
 public:
  static constexpr std::size_t kViewsMax = 50;  // of one register
  static constexpr std::size_t kNameCharactersMax = 30;
  static constexpr std::size_t kQueryBytesMax = 4'000;

  //! The references outlive it.
  SavedViewService(db::Database& database, const RegisterService& records, std::string region);

  //! Each throws 404 for an unknown register and 403 for one he may not read; each answers with the
  //! list.
  boost::asio::awaitable<SavedViewList> views(const Actor& actor, const std::string& noun);
  //! Over the one of the same name. Throws 422 for a name or query that is too long, an empty name,
  //! and more than kViewsMax.
  boost::asio::awaitable<SavedViewList> save(const Actor& actor, const std::string& noun,
                                             const SavedView& view);
  boost::asio::awaitable<SavedViewList> remove(const Actor& actor, const std::string& noun,
                                               const std::string& name);

 private:
  db::Database& database_;
  const RegisterService& records_;
  const SavedViewStore store_;
};

}  // namespace registers

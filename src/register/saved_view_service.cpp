#include "register/saved_view_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace registers {

using boost::asio::awaitable;

namespace {

void check(const SavedView& view) {
  std::vector<base::FieldError> errors;
  const std::size_t characters = base::character_count(view.name);
  const bool plain = std::ranges::none_of(view.name, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  if (base::fold(view.name).empty() || !plain ||
      characters > SavedViewService::kNameCharactersMax) {
    errors.push_back(
        {"name",
         {fmt::format("名称须有 1 至 {} 个字。", SavedViewService::kNameCharactersMax),
          fmt::format("A name has 1 to {} characters.", SavedViewService::kNameCharactersMax)}});
  }
  if (view.query.size() > SavedViewService::kQueryBytesMax) {
    errors.push_back(
        {"/query", {"查询条件太长，存不下。", "The question is too long to be kept."}});
  }
  if (!errors.empty()) {
    throw base::invalid({"视图没有保存。", "The view was not saved."}, std::move(errors));
  }
}

}  // namespace

SavedViewService::SavedViewService(db::Database& database, const RegisterService& records,
                                   std::string region)
    : database_(database), records_(records), store_(std::move(region)) {}

awaitable<SavedViewList> SavedViewService::views(const Actor& actor, const std::string& noun) {
  records_.require_reader(actor, noun);
  const auto read = [&](db::Connection& connection) {
    return SavedViewList{store_.views(connection, actor.account, noun)};
  };
  co_return co_await database_.read(read);
}

awaitable<SavedViewList> SavedViewService::save(const Actor& actor, const std::string& noun,
                                                const SavedView& view) {
  records_.require_reader(actor, noun);
  check(view);
  const auto write = [&](db::Connection& connection) {
    store_.save(connection, actor.account, noun, view);
    SavedViewList list{store_.views(connection, actor.account, noun)};
    if (list.views.size() > kViewsMax) {
      throw base::invalid(
          {fmt::format("每个台账最多保存 {} 个视图，请先删去不用的。", kViewsMax),
           fmt::format("At most {} views of a register are kept; remove one first.", kViewsMax)},
          {});
    }
    return list;
  };
  co_return co_await database_.write(write);
}

awaitable<SavedViewList> SavedViewService::remove(const Actor& actor, const std::string& noun,
                                                  const std::string& name) {
  records_.require_reader(actor, noun);
  const auto write = [&](db::Connection& connection) {
    store_.remove(connection, actor.account, noun, name);
    return SavedViewList{store_.views(connection, actor.account, noun)};
  };
  co_return co_await database_.write(write);
}

}  // namespace registers

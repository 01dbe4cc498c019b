#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <utility>

#include "admission/admission_parts.hpp"
#include "base/text.hpp"
#include "db/failure.hpp"

namespace admission {

using boost::asio::awaitable;
using zhijiao::access::Permission;

namespace {

constexpr std::size_t kCodeMax = 16;
constexpr std::size_t kTitleMax = 64;

}  // namespace

OfferStanding AdmissionService::standing_of(const OfferRecord& record, const Book& book) const {
  return {record.state, record.proposed_by, last_run(book.runs, record.offer.round) != nullptr};
}

SeatOfferView AdmissionService::offer_view(const Actor& actor, const OfferRecord& record,
                                           const Book& book,
                                           const std::map<std::string, std::string>& people) const {
  SeatOfferView view;
  view.id = record.id;
  view.version = record.version;
  view.code = record.offer.code;
  view.unit = record.offer.unit;
  view.unit_name = unit_name(record.offer.unit);
  view.school = record.offer.school;
  view.sector = record.offer.sector;
  view.round = record.offer.round;
  view.category = record.offer.category;
  view.counties = record.offer.counties;
  view.programmes = record.offer.programmes;
  view.unused_to = record.offer.unused_to;
  for (const OfferProgramme& programme : record.offer.programmes) view.seats += programme.seats;
  view.state = record.state;
  view.proposed_by = name_in(people, record.proposed_by);
  view.comment = record.comment;
  const Hand hand = hand_of(actor, record.offer.unit);
  const OfferStanding standing = standing_of(record, book);
  view.may_edit = !may_edit(hand, standing);
  for (const OfferStep step :
       {OfferStep::submit, OfferStep::approve, OfferStep::give_back, OfferStep::withdraw}) {
    if (!may_step(hand, standing, step)) view.may.push_back(step);
  }
  return view;
}

awaitable<OfferList> AdmissionService::offers(const Actor& actor, std::string admission) {
  access_.require(actor, Permission::admission_read);
  OfferList made = co_await database_.read([&](db::Connection& connection) {
    const Book all = book(connection, admission);
    const auto people = access_.display_names(connection);
    const bool sees_all = prepares_or_confirms(actor);
    OfferList list;
    for (const OfferRecord& record : all.offers) {
      // What is not approved yet is the business of those who work on it.
      if (record.state != OfferState::approved && !sees_all &&
          !hand_of(actor, record.offer.unit).offers) {
        continue;
      }
      list.offers.push_back(offer_view(actor, record, all, people));
    }
    std::ranges::sort(list.offers, {}, &SeatOfferView::code);
    return list;
  });
  co_return made;
}

Offer AdmissionService::checked(const Book& book, const OfferGiven& given) const {
  const Scheme& scheme = book.scheme;
  std::vector<base::FieldError> errors;
  const auto wrong = [&](std::string field, Text message) {
    errors.push_back({std::move(field), std::move(message)});
  };
  const bool code_fits =
      !given.code.empty() && given.code.size() <= kCodeMax &&
      std::ranges::all_of(given.code, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      });
  if (!code_fits) {
    wrong("/code", {fmt::format("招生代码须为 1 到 {} 位数字或字母。", kCodeMax),
                    fmt::format("A code has 1 to {} digits or letters.", kCodeMax)});
  }
  if (given.school.empty() || base::character_count(given.school) > kTitleMax) {
    wrong("/school",
          {"请填写学校名称，最多 64 字。", "Give the name of the school, at most 64 characters."});
  }
  const Round* round = scheme.find_round(given.round);
  if (round == nullptr || round->supplementary) {
    wrong("/round", {"请选择一个批次；征集志愿用前面批次的余额，不单列计划。",
                     "Choose a round; a supplementary one uses what others left."});
  }
  if (scheme.categories.empty() ? !given.category.empty()
                                : scheme.find_category(given.category) == nullptr) {
    wrong("/category", {"请选择科类。", "Choose a category."});
  }
  const auto directory = access_.directory();
  for (const std::string& county : given.counties) {
    const auto* unit = directory->find_unit(county);
    if (unit == nullptr || unit->kind != "county") {
      wrong("/counties",
            {fmt::format("“{}”不是县区。", county), fmt::format("\"{}\" is no county.", county)});
    }
  }
  if (given.programmes.empty() || given.programmes.size() > kProgrammesMax) {
    wrong("/programmes", {fmt::format("请填写 1 到 {} 个专业。", kProgrammesMax),
                          fmt::format("Give 1 to {} programmes.", kProgrammesMax)});
  }
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < given.programmes.size(); ++i) {
    const OfferProgramme& each = given.programmes[i];
    const std::string at = fmt::format("/programmes/{}", i);
    const bool id_fits =
        !each.id.empty() && each.id.size() <= kCodeMax && std::ranges::all_of(each.id, [](char c) {
          return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        });
    if (!id_fits || std::ranges::count(seen, each.id) > 0) {
      wrong(at + "/id", {"专业代号须为数字或字母，并且不重复。",
                         "The code of a programme has digits or letters and is not there twice."});
    }
    seen.push_back(each.id);
    if (each.title.zh.empty() || base::character_count(each.title.zh) > kTitleMax ||
        base::character_count(each.title.en) > kTitleMax) {
      wrong(at + "/title",
            {"请填写专业名称，最多 64 字。", "Give the programme's name, at most 64 characters."});
    }
    if (each.seats < 1 || each.seats > kSeatsMax) {
      wrong(at + "/seats", {"计划人数须为 1 到 100000。", "Seats are from 1 to 100,000."});
    }
  }
  const std::string unused_to = given.unused_to.value_or("");
  if (!unused_to.empty() && round != nullptr) {
    const auto target = std::ranges::find_if(
        book.offers, [&](const OfferRecord& each) { return each.offer.code == unused_to; });
    const bool is_later =
        target != book.offers.end() && round < scheme.find_round(target->offer.round);
    const bool takes_all =
        is_later && target->offer.category == given.category &&
        std::ranges::all_of(given.programmes, [&](const OfferProgramme& each) {
          return std::ranges::find(target->offer.programmes, each.id, &OfferProgramme::id) !=
                 target->offer.programmes.end();
        });
    if (!takes_all) {
      wrong("/unused_to",
            {"余额须转入后面批次、同一科类的招生代码，并且那里有同样的专业代号。",
             "Unused seats go to an offer of a later round and the same category that has the same "
             "codes of programmes."});
    }
  }
  if (!errors.empty()) {
    throw base::invalid({"招生计划有需要更正的地方，请看各项说明。",
                         "The offer needs corrections; see the notes at the fields."},
                        std::move(errors));
  }
  return {given.code,     given.unit,     given.school,     given.sector, given.round,
          given.category, given.counties, given.programmes, unused_to};
}

OfferRecord AdmissionService::offer_record(db::Connection& connection,
                                           const std::string& id) const {
  auto record = store_.find<OfferRecord>(connection, id);
  if (!record) throw base::not_found({"这份招生计划", "This offer"});
  return std::move(*record);
}

namespace {

const base::Problem& code_taken() {
  static const base::Problem problem =
      base::conflict("code-taken", {"这个招生代码已有别的计划使用，请换一个。",
                                    "Another offer has this code already; choose another."});
  return problem;
}

}  // namespace

awaitable<SeatOfferView> AdmissionService::add_offer(const Actor& actor, std::string admission,
                                                     OfferGiven given, db::Once once) {
  refuse(may_edit(hand_of(actor, given.unit), {}));
  auto work = [&](db::Connection& connection) {
    const Book all = book(connection, admission);
    OfferRecord record;
    record.id = base::uuid_v7(connection.clock(), random_);
    record.admission = admission;
    record.offer = checked(all, given);
    record.proposed_by = actor.account;
    refuse(may_edit(hand_of(actor, given.unit), standing_of(record, all)));
    db::explaining({{"admission_offer_code", code_taken()}},
                   [&] { store_.insert(connection, record, {actor.account, "offer.add"}); });
    audit(connection, actor, "admission_offer.add", record.id, record.offer.code);
    return offer_view(actor, record, all, access_.display_names(connection));
  };
  SeatOfferView view = co_await database_.write_once<SeatOfferView>(std::move(once), work);
  changed(admission);
  co_return view;
}

awaitable<SeatOfferView> AdmissionService::edit_offer(const Actor& actor, std::string id,
                                                      OfferGiven given, std::int64_t version,
                                                      db::Once once) {
  std::string admission;
  auto work = [&](db::Connection& connection) {
    OfferRecord record = offer_record(connection, id);
    const Book all = book(connection, record.admission);
    refuse(may_edit(hand_of(actor, record.offer.unit), standing_of(record, all)));
    require_version(record, version);
    record.offer = checked(all, given);
    record.proposed_by = actor.account;
    // It may not be moved to another's school, nor into a round that is frozen.
    refuse(may_edit(hand_of(actor, record.offer.unit), standing_of(record, all)));
    db::explaining({{"admission_offer_code", code_taken()}},
                   [&] { store_.update(connection, record, {actor.account, "offer.edit"}); });
    audit(connection, actor, "admission_offer.edit", record.id, record.offer.code);
    admission = record.admission;
    return offer_view(actor, record, all, access_.display_names(connection));
  };
  SeatOfferView view = co_await database_.write_once<SeatOfferView>(std::move(once), work);
  changed(admission);
  co_return view;
}

awaitable<SeatOfferView> AdmissionService::step_offer(const Actor& actor, std::string id,
                                                      OfferStepGiven given, std::int64_t version,
                                                      db::Once once) {
  std::string admission;
  auto work = [&](db::Connection& connection) {
    OfferRecord record = offer_record(connection, id);
    const Book all = book(connection, record.admission);
    const bool takes_back = given.step == OfferStep::give_back || given.step == OfferStep::withdraw;
    refuse(may_step(hand_of(actor, record.offer.unit), standing_of(record, all), given.step));
    require_version(record, version);
    record.comment = takes_back ? text_of(given.comment, kReasonMax, "/comment", {"理由", "Reason"})
                                : std::string();
    record.state = after(given.step);
    if (given.step == OfferStep::submit) {
      record.proposed_by = actor.account;
    } else {
      record.settled_by = actor.account;
    }
    const std::string step = boost::describe::enum_to_string(given.step, "");
    store_.update(connection, record, {actor.account, "offer." + step});
    audit(connection, actor, "admission_offer." + step, record.id, record.offer.code);
    admission = record.admission;
    return offer_view(actor, record, all, access_.display_names(connection));
  };
  SeatOfferView view = co_await database_.write_once<SeatOfferView>(std::move(once), work);
  changed(admission);
  co_return view;
}

}  // namespace admission

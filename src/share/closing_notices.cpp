#include "share/closing_notices.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/written_date.hpp"

namespace share {

namespace {

using notice::Topic;
using zhijiao::access::Permission;

std::string link_to(const ClosingRecord& closing) { return "/plan/closings/" + closing.id; }

std::string occasion_of(const ClosingRecord& closing, std::string_view what) {
  return fmt::format("closing:{}:{}", closing.id, what);
}

// 任务17“…”的销号申请
Text name_of(const plan::PlanEdition& edition, const ClosingRecord& closing) {
  const plan::Task* task = edition.plan().find_task(closing.task);
  const Text title = task == nullptr ? Text{} : task->title;
  return {fmt::format("任务{}“{}”的销号申请", closing.task, title.zh),
          fmt::format("The application to close task {} {}", closing.task, title.en)};
}

}  // namespace

ClosingNotices::ClosingNotices(db::Database& database, const zhijiao::access::AccessService& access,
                               const zhijiao::access::People& people, plan::PlanService& plans,
                               const notice::NoticeService& notices)
    : database_(database),
      access_(access),
      people_(people),
      plans_(plans),
      notices_(notices),
      store_(access.region()) {}

std::map<std::string, std::string> ClosingNotices::holders_of(
    db::Connection& connection, const std::vector<ClosingRecord>& closings, base::Date today) {
  // A share may have gone to another unit since it was asked.
  std::set<std::string> shares;
  for (const ClosingRecord& closing : closings) {
    shares.insert(closing.share);
    for (const AskedShare& asked : closing.asked) shares.insert(asked.share);
  }
  return plans_.holders_of(connection, shares, today);
}

void ClosingNotices::tell(db::Connection& connection, const Actor& actor, Told people,
                          const notice::NewNotice& notice, Told& told) const {
  people.erase(actor.account);
  notices_.tell(connection, people, notice, told);
}

void ClosingNotices::tell_office_if_settled(db::Connection& connection, const Actor& actor,
                                            const plan::PlanEdition& edition,
                                            const ClosingNews& news, base::Date today,
                                            Told& told) const {
  const ClosingRecord& closing = news.closing;
  if (closing.state != ClosingState::applied || !is_settled(closing, today)) return;
  Told office = people_.over(connection, news.unit, Permission::report_review, today);
  std::erase_if(office, [&](const std::string& account) {
    return barred(closing, ClosingStep::check, account).has_value();
  });
  const Text name = name_of(edition, closing);
  tell(connection, actor, std::move(office),
       {Topic::closing_to_check,
        occasion_of(closing, "to_check"),
        {name.zh + "待核查", name.en + " waits to be checked"},
        link_to(closing)},
       told);
}

void ClosingNotices::tell_of(db::Connection& connection, const Actor& actor,
                             const ClosingNews& news, Told& told) {
  const auto edition = plans_.in_use(connection);
  const base::Date today = base::day_of(connection.now());
  const ClosingRecord& closing = news.closing;
  const Text name = name_of(*edition, closing);
  const auto officers = [&](const std::string& unit) {
    return people_.of(connection, edition->holder(unit, today), Permission::share_record);
  };
  const auto holders = holders_of(connection, {closing}, today);
  Told asked;
  for (const AskedShare& share : closing.asked) asked.merge(officers(holders.at(share.share)));
  Told applicants = officers(news.unit);
  if (closing.applied) applicants.insert(closing.applied->account);
  const auto ask = [&](Told whom, const std::string& what) {
    const Text unit = plan::unit_ref(*edition, news.unit, today).name;
    tell(connection, actor, std::move(whom),
         {Topic::closing_asked,
          occasion_of(closing, what),
          {fmt::format("{}由{}提出，请在{}前提出意见，逾期视为无意见", name.zh, unit.zh,
                       base::written_date(closing.opinions_due_on)),
           fmt::format("{} by {} asks for your opinion by {}; silence counts as none", name.en,
                       unit.en, base::written_date_en(closing.opinions_due_on))},
          link_to(closing)},
         told);
  };
  switch (closing.step) {
    case ClosingStep::ask_successor:
      ask(officers(holders.at(news.asked)), "asked:" + holders.at(news.asked));
      break;
    case ClosingStep::apply:
      ask(std::move(asked), "asked");
      tell_office_if_settled(connection, actor, *edition, news, today, told);
      break;
    case ClosingStep::opine:
      tell_office_if_settled(connection, actor, *edition, news, today, told);
      break;
    case ClosingStep::check: {
      Told second = people_.with(connection, Permission::share_decide);
      std::erase_if(second, [&](const std::string& account) {
        return barred(closing, ClosingStep::approve, account).has_value();
      });
      tell(connection, actor, std::move(second),
           {Topic::closing_to_approve,
            occasion_of(closing, "to_approve"),
            {name.zh + "已核查，待审批", name.en + " was checked and waits for approval"},
            link_to(closing)},
           told);
      break;
    }
    case ClosingStep::send_back:
      tell(connection, actor, std::move(applicants),
           {Topic::closing_returned,
            occasion_of(closing, "returned"),
            {name.zh + "已退回", name.en + " was sent back"},
            link_to(closing)},
           told);
      break;
    case ClosingStep::approve:
      // The shares of the asked were closed with it, or stay open because they objected.
      applicants.merge(asked);
      tell(connection, actor, std::move(applicants),
           {Topic::closing_done,
            occasion_of(closing, "done"),
            {name.zh + "已审批，予以销号", name.en + " was approved; it is closed"},
            link_to(closing)},
           told);
      break;
  }
}

boost::asio::awaitable<void> ClosingNotices::tell_settled() {
  const Actor program = access_.program("closings");
  Told told;
  auto work = [&](db::Connection& connection) {
    told.clear();
    const auto edition = plans_.in_use(connection);
    const base::Date today = base::day_of(connection.now());
    const std::vector<ClosingRecord> open = store_.closings(connection, true);
    const auto holders = holders_of(connection, open, today);
    for (const ClosingRecord& closing : open) {
      const ClosingNews news{closing, holders.at(closing.share)};
      tell_office_if_settled(connection, program, *edition, news, today, told);
    }
  };
  co_await database_.write(work);
  notices_.announce(told);
}

std::vector<supervision::DueItem> ClosingNotices::due_items(db::Connection& connection) {
  const auto edition = plans_.in_use(connection);
  const base::Date today = base::day_of(connection.now());
  std::vector<supervision::DueItem> items;
  const std::vector<ClosingRecord> open = store_.closings(connection, true);
  const auto holders = holders_of(connection, open, today);
  for (const ClosingRecord& closing : open) {
    if (closing.state != ClosingState::applied) continue;
    const Text name = name_of(*edition, closing);
    for (const AskedShare& asked : closing.asked) {
      if (standing_of(closing, asked.share, today) != Standing::waiting) continue;
      const plan::UnitRef unit = plan::unit_ref(*edition, holders.at(asked.share), today);
      items.push_back(
          {fmt::format("opinion:{}:{}", closing.id, asked.share),
           unit.id,
           {fmt::format("{}：对{}提出意见（逾期视为无意见）", unit.name.zh, name.zh),
            fmt::format("{}: opinion on {} (silence counts as none)", unit.name.en, name.en)},
           closing.opinions_due_on,
           link_to(closing),
           true});
    }
  }
  return items;
}

}  // namespace share

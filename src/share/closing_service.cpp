#include "share/closing_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "share/report_period.hpp"

namespace share {

namespace {

using zhijiao::access::Permission;

const plan::ShareRecord* find_share(const plan::World& world, const std::string& id) {
  const auto found = std::ranges::find(world.shares, id, &plan::ShareRecord::id);
  return found == world.shares.end() ? nullptr : &*found;
}

bool can_close(const plan::ShareRecord& share) {
  const auto steps = plan::possible_steps(share);
  return std::ranges::find(steps, plan::StepKind::close) != steps.end();
}

// Who holds the share of a closing today.
std::string holder_of(const plan::World& world, const std::string& share,
                      const std::string& unit_then) {
  const plan::ShareRecord* record = find_share(world, share);
  return world.edition->holder(record == nullptr ? unit_then : record->unit, world.today);
}

plan::UnitRef unit_of(const plan::World& world, const std::string& share,
                      const std::string& unit_then) {
  return plan::unit_ref(*world.edition, holder_of(world, share, unit_then), world.today);
}

base::Problem no_closing() { return base::not_found({"这项销号申请", "This application"}); }

base::Problem not_yours() {
  return base::forbidden({"这一步不由您的岗位办理。", "This step is not for your posts to take."});
}

}  // namespace

ClosingService::ClosingService(db::Database& database, zhijiao::access::AccessService& access,
                               plan::PlanService& plans, file::FileService& files,
                               base::Random& random)
    : database_(database),
      access_(access),
      plans_(plans),
      files_(files),
      random_(random),
      store_(access.region()),
      milestones_(access.region()) {}

ClosingService::Day ClosingService::day(db::Connection& connection, const Actor& actor) {
  return day_of(actor, plans_.world(connection, std::nullopt));
}

ClosingService::Day ClosingService::day_of(const Actor& actor, plan::World world) {
  Day day;
  day.world = std::move(world);
  day.viewer = plans_.viewer(actor, day.world.today);
  day.reviews = zhijiao::access::units_in_reach(actor, Permission::report_review,
                                                *access_.directory(), day.world.today);
  day.account = actor.account;
  for (const std::string& unit : day.viewer.post_units) {
    day.own.insert(day.world.edition->holder(unit, day.world.today));
  }
  return day;
}

bool ClosingService::answers_for(const Day& day, const ClosingRecord& closing,
                                 const AskedShare& asked) const {
  const std::string unit = holder_of(day.world, asked.share, asked.unit);
  if (!is_possible(closing.state, ClosingStep::opine)) return false;
  if (!day.viewer.records.contains(unit)) return false;
  const auto given = std::ranges::find(closing.opinions, asked.share, &Opinion::share);
  return day.own.contains(unit) || given == closing.opinions.end() || given->on_behalf;
}

bool ClosingService::is_his(const Day& day, const ClosingRecord& closing, ClosingStep step) const {
  if (!is_possible(closing.state, step)) return false;
  const bool reviews = day.reviews.contains(holder_of(day.world, closing.share, ""));
  switch (step) {
    case ClosingStep::opine:
      return std::ranges::any_of(
          closing.asked, [&](const AskedShare& asked) { return answers_for(day, closing, asked); });
    case ClosingStep::check:
      return reviews && is_settled(closing, day.world.today);
    case ClosingStep::approve:
      return day.viewer.decides;
    default:  // send_back
      return reviews || day.viewer.decides;
  }
}

bool ClosingService::sees(const Day& day, const ClosingRecord& closing) const {
  if (day.viewer.reads.contains(holder_of(day.world, closing.share, ""))) return true;
  return std::ranges::any_of(closing.asked, [&](const AskedShare& asked) {
    return day.viewer.records.contains(holder_of(day.world, asked.share, asked.unit));
  });
}

ClosingLine ClosingService::line(const Day& day, const ClosingRecord& closing) const {
  ClosingLine line;
  line.id = closing.id;
  line.version = closing.version;
  line.share = closing.share;
  line.task = closing.task;
  if (const plan::Task* task = day.world.edition->plan().find_task(closing.task)) {
    line.task_title = task->title;
  }
  line.unit = unit_of(day.world, closing.share, "");
  line.state = closing.state;
  if (closing.applied) {
    line.applied_on = closing.applied->on;
    line.applied_by = closing.applied->name;
  }
  line.opinions_due_on = closing.opinions_due_on;
  for (const AskedShare& asked : closing.asked) {
    ++line.asked;
    if (standing_of(closing, asked.share, day.world.today) != Standing::waiting) ++line.answered;
  }
  for (const ClosingStep step :
       {ClosingStep::opine, ClosingStep::check, ClosingStep::approve, ClosingStep::send_back}) {
    if (is_his(day, closing, step) && !barred(closing, step, day.account)) {
      line.possible.push_back(step);
    }
  }
  return line;
}

std::vector<ShareProgress> ClosingService::progress(db::Connection& connection, const Day& day,
                                                    const ClosingRecord& closing) {
  auto reach = milestones_.reach(connection, day.world, closing.task);
  const auto verified = milestones_.verified(connection, closing.task);
  std::vector<std::pair<std::string, std::string>> shares = {{closing.share, ""}};
  for (const AskedShare& asked : closing.asked) shares.emplace_back(asked.share, asked.unit);
  std::vector<ShareProgress> shown;
  for (const auto& [share, unit] : shares) {
    ShareProgress line;
    line.share = share;
    line.unit = unit_of(day.world, share, unit);
    if (const auto found = reach.find(share); found != reach.end()) {
      line.milestones = found->second.total;
      line.open = std::move(found->second.open);
    }
    if (const auto found = verified.find(share); found != verified.end()) {
      const auto period = parse_period(day.world.edition->plan().reporting, found->second);
      if (period) line.verified = PeriodLine{period->key, period_title(*period), period->due_on};
    }
    shown.push_back(std::move(line));
  }
  return shown;
}

ClosingView ClosingService::view(db::Connection& connection, const Day& day,
                                 const ClosingRecord& closing) {
  ClosingView view;
  view.today = day.world.today;
  view.line = line(day, closing);
  view.text = closing.text;
  view.files = files_.lines(connection, closing.files);
  view.no_evidence = closing.no_evidence;
  for (const AskedShare& asked : closing.asked) {
    AskedView shown;
    shown.share = asked.share;
    shown.unit = unit_of(day.world, asked.share, asked.unit);
    shown.standing = standing_of(closing, asked.share, day.world.today);
    const auto opinion = std::ranges::find(closing.opinions, asked.share, &Opinion::share);
    if (opinion != closing.opinions.end()) {
      shown.text = opinion->text;
      shown.by = opinion->by;
      shown.on = opinion->on;
      shown.on_behalf = opinion->on_behalf;
    }
    shown.mine = answers_for(day, closing, asked);
    shown.own = day.own.contains(shown.unit.id);
    view.asked.push_back(std::move(shown));
  }
  const bool open =
      closing.state == ClosingState::applied || closing.state == ClosingState::checked;
  if (open) {
    const bool checks = closing.state == ClosingState::applied;
    view.next_roles = access_.directory()->titles_with(checks ? Permission::report_review
                                                              : Permission::share_decide);
    for (const std::string& share : closed_with(closing, day.world.today)) {
      view.closes.push_back(unit_of(day.world, share, ""));
    }
    view.progress = progress(connection, day, closing);
    for (const ClosingStep step : {ClosingStep::check, ClosingStep::approve}) {
      if (is_his(day, closing, step)) view.barred = barred(closing, step, day.account);
    }
  }
  view.document_number = closing.document_number;
  view.document_on = closing.document_on;
  for (const RecordedClosing& version : store_.versions(connection, closing.id)) {
    view.history.insert(view.history.begin(),
                        {version.closing.step, version.closing.by,
                         base::rfc3339(version.recorded_at), version.closing.note});
  }
  return view;
}

ClosingList ClosingService::list_of(db::Connection& connection, const Day& today,
                                    const ClosingQuery& query) {
  ClosingList list;
  list.today = today.world.today;
  for (const ClosingRecord& closing :
       store_.closings(connection, !query.all.value_or(false), query.task)) {
    if (sees(today, closing)) list.closings.push_back(line(today, closing));
  }
  return list;
}

boost::asio::awaitable<ClosingList> ClosingService::list(const Actor& actor,
                                                         const ClosingQuery& query) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    return list_of(connection, day(connection, actor), query);
  });
}

std::int64_t ClosingService::to_do(db::Connection& connection, const Actor& actor,
                                   const plan::World& now) {
  const ClosingList list = list_of(connection, day_of(actor, now), {});
  return std::ranges::count_if(list.closings,
                               [](const ClosingLine& line) { return !line.possible.empty(); });
}

boost::asio::awaitable<ClosingView> ClosingService::closing(const Actor& actor,
                                                            const std::string& id) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day today = day(connection, actor);
    const auto closing = store_.closing(connection, id);
    if (!closing || !sees(today, *closing)) throw no_closing();
    return view(connection, today, *closing);
  });
}

// --- steps -------------------------------------------------------------------------------------

void ClosingService::tell(db::Connection& connection, const Actor& actor, const Day& today,
                          const ClosingRecord& closing, const std::string& asked) const {
  const std::string unit = holder_of(today.world, closing.share, "");
  access_.audit_trail().record(
      connection, actor,
      std::string("closing.") + boost::describe::enum_to_string(closing.step, ""), closing.id,
      fmt::format("share={} task={} unit={}{} version={}", closing.share, closing.task, unit,
                  asked.empty() ? "" : " asked=" + holder_of(today.world, asked, ""),
                  closing.version));
  if (on_news_) on_news_(connection, actor, {closing, unit, asked});
}

void ClosingService::follow(db::Connection& connection, const Actor& actor,
                            const plan::ShareNews& news) {
  if (news.share.step != plan::StepKind::reassign) return;
  const Day today = day(connection, actor);
  const plan::Plan& plan = today.world.edition->plan();
  const AskedShare given{news.share.id,
                         today.world.edition->holder(news.share.unit, today.world.today)};
  for (const ClosingRecord& closing : store_.closings(connection, true)) {
    auto next = ask_successor(closing, given, plan::working_days(plan.calendar),
                              plan.reporting.opinion_working_days, news.share.document_number,
                              {actor.account, actor.display_name, today.world.today});
    if (!next) continue;
    if (!store_.update(connection, *next, actor.account)) {
      throw base::stale(base::record_text(view(connection, today, closing)));
    }
    ++next->version;
    tell(connection, actor, today, *next, given.share);
  }
}

boost::asio::awaitable<ClosingView> ClosingService::apply(const Actor& actor,
                                                          const std::string& share,
                                                          const Application& application,
                                                          const db::Once& once) {
  access_.require(actor, Permission::share_record);
  ClosingView made =
      co_await database_.write_once<ClosingView>(once, [&](db::Connection& connection) {
        const Day today = day(connection, actor);
        const plan::ShareRecord* record = find_share(today.world, share);
        if (record == nullptr) throw base::not_found({"这项责任", "This share"});
        if (!today.viewer.records.contains(
                today.world.edition->holder(record->unit, today.world.today))) {
          throw base::forbidden({"只能办理本单位（及所辖单位）承担的责任。",
                                 "You can only work on shares of units within your posts' reach."});
        }
        if (!can_close(*record)) {
          throw base::conflict("wrong-state",
                               {"该责任已经办结，或条件尚未触发，现在不能申请销号。",
                                "This share is finished, or waits for its condition."});
        }
        std::vector<AskedShare> asked;
        for (const plan::ShareRecord& other : today.world.shares) {
          const bool concerned = plan::leads(*record) && other.task == record->task &&
                                 other.id != record->id && can_close(other);
          if (concerned) {
            asked.push_back({other.id, today.world.edition->holder(other.unit, today.world.today)});
          }
        }
        files_.require_readable(connection, actor, application.files, "/files");
        const plan::Plan& plan = today.world.edition->plan();
        ClosingRecord closing =
            apply_for_closing(application, std::move(asked), plan::working_days(plan.calendar),
                              plan.reporting.opinion_working_days,
                              {actor.account, actor.display_name, today.world.today});
        closing.id = base::uuid_v7(connection.clock(), random_);
        closing.share = share;
        closing.task = record->task;
        if (!store_.insert(connection, closing, actor.account)) {
          throw base::conflict("closing-open", {"这项责任的销号申请正在办理。",
                                                "An application for this share is under way."});
        }
        closing.version = 1;
        tell(connection, actor, today, closing);
        return view(connection, today, closing);
      });
  if (on_change_) on_change_("closing", made.line.id);
  co_return made;
}

void ClosingService::close_shares(db::Connection& connection, const Actor& actor, const Day& today,
                                  const ClosingRecord& closing) {
  for (const std::string& id : closed_with(closing, today.world.today)) {
    const plan::ShareRecord* share = find_share(today.world, id);
    // Meanwhile finished by itself.
    if (share == nullptr || !can_close(*share)) continue;
    // It was complete when its unit said so, however long the office took.
    const plan::StepRequest step{plan::StepKind::close,   closing.applied->on, closing.text,
                                 closing.document_number, closing.document_on, std::nullopt};
    plans_.take_step_in(connection, actor, id, step);
  }
}

boost::asio::awaitable<ClosingView> ClosingService::taken(const Actor& actor, const std::string& id,
                                                          std::int64_t version, Change change,
                                                          const db::Once& once) {
  ClosingView shown =
      co_await database_.write_once<ClosingView>(once, [&](db::Connection& connection) {
        const Day today = day(connection, actor);
        const auto closing = store_.closing(connection, id);
        if (!closing || !sees(today, *closing)) throw no_closing();
        const auto refuse_stale = [&] {
          throw base::stale(
              base::record_text(view(connection, today, *store_.closing(connection, id))));
        };
        if (closing->version != version) refuse_stale();
        ClosingRecord next =
            change(today, *closing, {actor.account, actor.display_name, today.world.today});
        if (!store_.update(connection, next, actor.account)) refuse_stale();
        ++next.version;
        if (next.step == ClosingStep::approve) close_shares(connection, actor, today, next);
        tell(connection, actor, today, next);
        const Day after = day(connection, actor);
        return view(connection, after, next);
      });
  if (on_change_) {
    on_change_("closing", id);
    if (shown.line.state == ClosingState::closed) on_change_("share", shown.line.share);
  }
  co_return shown;
}

boost::asio::awaitable<ClosingView> ClosingService::opine(const Actor& actor, const std::string& id,
                                                          const NewOpinion& opinion,
                                                          std::int64_t version,
                                                          const db::Once& once) {
  access_.require(actor, Permission::share_record);
  Change change = [&opinion](const Day& today, const ClosingRecord& closing, const Signature& who) {
    const auto asked = std::ranges::find(closing.asked, opinion.share, &AskedShare::share);
    const bool reaches =
        asked == closing.asked.end() ||
        today.viewer.records.contains(holder_of(today.world, asked->share, asked->unit));
    if (!reaches) throw not_yours();
    const bool on_behalf = asked != closing.asked.end() &&
                           !today.own.contains(holder_of(today.world, asked->share, asked->unit));
    return give_opinion(closing, {opinion.share, opinion.kind, opinion.text, who.name, who.on,
                                  who.account, on_behalf});
  };
  co_return co_await taken(actor, id, version, std::move(change), once);
}

boost::asio::awaitable<ClosingView> ClosingService::check(const Actor& actor, const std::string& id,
                                                          const ClosingCheck& given,
                                                          std::int64_t version,
                                                          const db::Once& once) {
  access_.require(actor, Permission::report_review);
  Change change = [&given](const Day& today, const ClosingRecord& closing, const Signature& who) {
    if (!today.reviews.contains(holder_of(today.world, closing.share, ""))) throw not_yours();
    return check_closing(closing, given.note, who);
  };
  co_return co_await taken(actor, id, version, std::move(change), once);
}

boost::asio::awaitable<ClosingView> ClosingService::approve(const Actor& actor,
                                                            const std::string& id,
                                                            const Approval& approval,
                                                            std::int64_t version,
                                                            const db::Once& once) {
  access_.require(actor, Permission::share_decide);
  Change change = [&approval](const Day& /*today*/, const ClosingRecord& closing,
                              const Signature& who) {
    return approve_closing(closing, approval, who);
  };
  co_return co_await taken(actor, id, version, std::move(change), once);
}

boost::asio::awaitable<ClosingView> ClosingService::send_back(const Actor& actor,
                                                              const std::string& id,
                                                              const ClosingReturn& given,
                                                              std::int64_t version,
                                                              const db::Once& once) {
  access_.require(actor, Permission::plan_read);
  Change change = [&given](const Day& today, const ClosingRecord& closing, const Signature& who) {
    const bool may =
        today.viewer.decides || today.reviews.contains(holder_of(today.world, closing.share, ""));
    if (!may) throw not_yours();
    return return_closing(closing, given.reason, who);
  };
  co_return co_await taken(actor, id, version, std::move(change), once);
}

}  // namespace share

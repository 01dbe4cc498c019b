#include "share/report_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "base/text.hpp"
#include "share/milestone_lists.hpp"
#include "share/report_code.hpp"
#include "share/report_letter.hpp"

namespace share {

namespace {

using zhijiao::access::Permission;

constexpr std::int64_t kHistoryMax = 50;  // steps shown
constexpr std::size_t kPeriodsMax = 24;
constexpr std::size_t kTogetherMax = 200;
constexpr std::size_t kExcerptCharacters = 60;

std::string name_of(ReportStep step) { return boost::describe::enum_to_string(step, ""); }

base::Problem out_of_reach() {
  return base::forbidden({"只能办理本单位（及所辖单位）承担的责任。",
                          "You can only work on shares of units within your posts' reach."});
}

const plan::ShareRecord& share_of(const plan::World& world, const std::string& id) {
  const auto found = std::ranges::find(world.shares, id, &plan::ShareRecord::id);
  if (found == world.shares.end() || found->step == plan::StepKind::withdraw) {
    throw base::not_found({"这项责任", "This share"});
  }
  return *found;
}

std::string excerpt_of(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return base::shortened(text, kExcerptCharacters);
}

// All that a report refers to.
std::vector<std::string> files_of(const ReportContent& content) {
  std::vector<std::string> files = content.files;
  if (content.signed_off && content.signed_off->file) files.push_back(*content.signed_off->file);
  return files;
}

bool with_unit(ReportState state) {
  return state == ReportState::draft || state == ReportState::supplement;
}

// The line of a report; what the viewer may not see of a draft is left out.
ReportLine line_of(const plan::ShareLine& share, const ReportPeriod& period,
                   const ReportRecord* report, const std::vector<Milestone>& milestones, bool reads,
                   Date day) {
  ReportLine line;
  line.share = share;
  line.period = period.key;
  line.period_title = period_title(period);
  line.due_on = period.due_on;
  const bool hidden = report != nullptr && report->state == ReportState::draft && !share.mine;
  if (report != nullptr && !hidden) {
    line.state = report->state;
    line.version = report->version;
    line.no_change = report->content.no_change;
    line.submitted_on = report->submitted_on;
    line.by = report->by;
    line.progress = progress_of(
        report->content, with_unit(report->state) ? milestones : report->milestones, period.to);
    if (reads) {
      line.excerpt = excerpt_of(report->content.text);
      line.asked = report->asked;
    }
  } else {
    line.progress.total = static_cast<int>(milestones.size());
  }
  const bool outstanding = !line.state || with_unit(*line.state);
  if (outstanding && period.due_on < day) line.days_late = day.days_since(period.due_on);
  return line;
}

PeriodLine period_line(const ReportPeriod& period) {
  return {period.key, period_title(period), period.due_on};
}

void count(ReportCounts& counts, const ReportLine& line) {
  ++counts.asked;
  if (!line.state || *line.state == ReportState::draft) {
    ++counts.missing;
    return;
  }
  switch (*line.state) {
    case ReportState::submitted:
      ++counts.submitted;
      break;
    case ReportState::acknowledged:
      ++counts.acknowledged;
      break;
    case ReportState::supplement:
      ++counts.supplement;
      break;
    case ReportState::verified:
      ++counts.verified;
      break;
    case ReportState::draft:
      break;  // counted as missing
  }
}

bool by_due(const ReportLine& a, const ReportLine& b) {
  return std::tie(a.due_on, a.share.task, a.share.unit.id) <
         std::tie(b.due_on, b.share.task, b.share.unit.id);
}

}  // namespace

ReportService::ReportService(db::Database& database, zhijiao::access::AccessService& access,
                             plan::PlanService& plans, file::FileService& files,
                             base::Random& random)
    : database_(database),
      access_(access),
      plans_(plans),
      files_(files),
      random_(random),
      store_(access.region()) {}

// --- one day, one report -----------------------------------------------------------------------

ReportService::Day ReportService::day(db::Connection& connection, const Actor& actor,
                                      std::optional<Date> as_of) {
  return day_of(connection, actor, plans_.world(connection, as_of));
}

ReportService::Day ReportService::day_of(db::Connection& connection, const Actor& actor,
                                         plan::World world) const {
  Day day;
  day.account = actor.account;
  day.now = std::move(world);
  day.viewer = plans_.viewer(actor, day.now.today);
  day.reviews = zhijiao::access::units_in_reach(actor, Permission::report_review,
                                                *access_.directory(), day.now.today);
  day.lists = store_.all_milestones(connection);
  return day;
}

ReportService::Day ReportService::day_beside(db::Connection& connection, const Actor& actor,
                                             const std::string& share) {
  Day day;
  day.account = actor.account;
  day.lists = store_.milestones_beside(connection, share);
  std::set<std::string> shares{share};
  for (const auto& [id, list] : day.lists) shares.insert(id);
  day.now = plans_.world_of(connection, shares);
  day.viewer = plans_.viewer(actor, day.now.today);
  day.reviews = zhijiao::access::units_in_reach(actor, Permission::report_review,
                                                *access_.directory(), day.now.today);
  return day;
}

ReportService::Day ReportService::day_beside(db::Connection& connection, const Actor& actor,
                                             const std::string& share, std::optional<Date> as_of) {
  if (!as_of || *as_of == base::day_of(connection.now())) {
    return day_beside(connection, actor, share);
  }
  const plan::World present = plans_.world_of(connection, {share});
  if (present.shares.empty()) throw base::not_found({"这项责任", "This share"});
  Day day;
  day.account = actor.account;
  day.now = plans_.world_of_task(connection, present.shares.front().task, as_of);
  day.viewer = plans_.viewer(actor, day.now.today);
  day.before = base::end_of(day.now.as_of);
  day.lists = store_.milestones_beside(connection, share, day.before);
  return day;
}

ReportPeriod ReportService::known_period(const Day& day, const std::string& key) const {
  const auto period = parse_period(day.settings(), key);
  if (!period) throw base::not_found({"这一报告期", "This period"});
  return *period;
}

ReportService::Case ReportService::open_case(db::Connection& connection, const Day& day,
                                             const std::string& share,
                                             const std::string& period) const {
  Case opened;
  opened.share = &share_of(day.now, share);
  opened.line = plan::share_line(day.now, day.viewer, *opened.share);
  opened.period = known_period(day, period);
  opened.milestones = milestones_of(day.lists, day.now, *opened.share);
  opened.stored = store_.report(connection, share, opened.period.key, day.before);
  return opened;
}

ReportService::Basis ReportService::basis(db::Connection& connection, const Day& day,
                                          const Case& opened) const {
  Basis found;
  if (day.before) {
    auto before = store_.told_before(connection, opened.share->id, opened.period.from, *day.before);
    if (before) found.before = std::move(before->report);
    return found;  // figures of that day were not kept unless a report keeps them
  }
  if (auto before = store_.report_before(connection, opened.share->id, opened.period.from)) {
    found.before = std::move(before->report);
  }
  if (figures_from_) {
    found.figures =
        figures_from_(day.now.edition, opened.line.task, opened.line.unit.id, day.now.today);
  }
  return found;
}

// Newest first. Who writes saves often: of that only who began it and, if nothing came after, the
// last time is told.
std::vector<RecordedReport> ReportService::history(db::Connection& connection,
                                                   const RecordedReport& present) const {
  const std::string& id = present.report.id;
  std::vector<RecordedReport> steps =
      store_.steps(connection, id, present.report.version, kHistoryMax + 1);
  if (present.report.step == ReportStep::save) steps.insert(steps.begin(), present);
  const bool has_first = !steps.empty() && steps.back().report.version == 1;
  if (!has_first && std::ssize(steps) <= kHistoryMax) {
    if (auto first = store_.version(connection, id, 1)) steps.push_back(std::move(*first));
  }
  return steps;
}

ReportView ReportService::view(db::Connection& connection, const Day& day,
                               const Case& shown) const {
  const std::string& unit = shown.line.unit.id;
  const Basis from = basis(connection, day, shown);
  const ReportRecord* report = shown.stored ? &shown.stored->report : nullptr;
  if (report != nullptr && report->state == ReportState::draft && !shown.line.mine) {
    report = nullptr;
  }
  ReportView made;
  made.line = line_of(shown.line, shown.period, report, shown.milestones, true, day.now.as_of);
  const bool open = report == nullptr || with_unit(report->state);
  made.milestones = open ? shown.milestones : report->milestones;
  // Of what was asked back others see what was submitted.
  const bool figures_now = report == nullptr || (open && shown.line.mine);
  made.figures = figures_now ? from.figures : report->figures;
  if (report != nullptr) {
    made.content = open ? fitted(report->content, made.milestones) : report->content;
  } else if (from.before && !day.before) {
    made.content = prefilled(from.before->content, made.milestones, shown.period.from);
  }
  made.files = files_.lines(connection, files_of(made.content));
  std::vector<RecordedReport> steps;
  if (report != nullptr) steps = history(connection, *shown.stored);
  made.history_more = std::ssize(steps) > kHistoryMax;
  if (made.history_more) steps.pop_back();
  // Who comes next sees what changed since somebody of the office last did something with it.
  const ReportContent* compared = nullptr;
  for (const RecordedReport& step : steps) {
    made.history.push_back(
        {step.report.step, step.report.state, step.report.by, base::rfc3339(step.recorded_at)});
    const bool reviewed =
        step.report.step == ReportStep::acknowledge || step.report.step == ReportStep::ask;
    if (reviewed && compared == nullptr && step.report.content != report->content) {
      compared = &step.report.content;
      made.compared_with = ComparedWith::last_review;
    }
  }
  if (compared == nullptr && from.before) {
    compared = &from.before->content;
    made.compared_with = ComparedWith::previous_report;
    if (const auto before = parse_period(day.settings(), from.before->period)) {
      made.compared_title = period_title(*before);
    }
  }
  if (compared != nullptr) made.changes = changed_cells(*compared, made.content, made.milestones);
  if (day.before) return made;
  const ReportState state = report == nullptr ? ReportState::draft : report->state;
  for (const ReportStep step : {ReportStep::save, ReportStep::submit}) {
    if (shown.line.mine && is_possible(state, step)) made.possible.push_back(step);
  }
  if (shown.line.mine && report != nullptr && is_possible(state, ReportStep::file_scan)) {
    made.possible.push_back(ReportStep::file_scan);
  }
  for (const ReportStep step : {ReportStep::acknowledge, ReportStep::ask, ReportStep::verify}) {
    if (!day.reviews.contains(unit) || !is_possible(state, step)) continue;
    if (step == ReportStep::verify && report != nullptr && report->submitted_by == day.account) {
      made.others_verify = access_.directory()->titles_with(Permission::report_review);
      continue;
    }
    made.possible.push_back(step);
  }
  return made;
}

std::vector<plan::ShareRecord> ReportService::shares_at_end(db::Connection& connection,
                                                            const Day& day,
                                                            const ReportPeriod& period) {
  if (period.to >= day.now.as_of) return day.now.shares;
  return plans_.shares_on(connection, period.to);
}

std::vector<ReportLine> ReportService::asked_lines(db::Connection& connection, const Day& day,
                                                   const ReportPeriod& period) {
  std::map<std::string, ReportRecord> reports;
  for (RecordedReport& found :
       store_.reports_in(connection, period.key, base::end_of(day.now.as_of))) {
    reports.emplace(found.report.share, std::move(found.report));
  }
  const std::vector<plan::ShareRecord> at_end = shares_at_end(connection, day, period);
  std::map<std::string, const plan::ShareRecord*> then;
  for (const plan::ShareRecord& share : at_end) then.emplace(share.id, &share);
  std::map<std::string, const plan::ShareRecord*> now;
  for (const plan::ShareRecord& share : day.now.shares) now.emplace(share.id, &share);
  std::vector<ReportLine> lines;
  for (const plan::ShareLine& line : plan::share_lines(day.now, day.viewer)) {
    const plan::ShareRecord& share = *now.at(line.id);
    const auto report = reports.find(line.id);
    const auto before = then.find(line.id);
    const bool asked = before != then.end() && period.from <= day.now.as_of &&
                       owes_report(*before->second, share, period);
    if (!asked && report == reports.end()) continue;
    lines.push_back(line_of(line, period, report == reports.end() ? nullptr : &report->second,
                            milestones_of(day.lists, day.now, share),
                            day.viewer.reads.contains(line.unit.id), day.now.as_of));
  }
  return lines;
}

boost::asio::awaitable<ReportView> ReportService::report(const Actor& actor,
                                                         const std::string& share,
                                                         const std::string& period,
                                                         std::optional<Date> as_of) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day day = day_beside(connection, actor, share, as_of);
    const Case shown = open_case(connection, day, share, period);
    if (!day.viewer.reads.contains(shown.line.unit.id)) throw out_of_reach();
    return view(connection, day, shown);
  });
}

boost::asio::awaitable<void> ReportService::require_writer(const Actor& actor,
                                                           const std::string& share) {
  access_.require(actor, Permission::share_record);
  co_await database_.read([&](db::Connection& connection) {
    const plan::World now = plans_.world_of(connection, {share});
    const plan::Viewer viewer = plans_.viewer(actor, now.today);
    if (!plan::share_line(now, viewer, share_of(now, share)).mine) throw out_of_reach();
  });
}

boost::asio::awaitable<PresenceView> ReportService::arrive(const Actor& actor,
                                                           const std::string& share,
                                                           const std::string& period) {
  co_await require_writer(actor, share);
  Presence::Others others = presence_.arrive(share + " " + period, actor.account,
                                             actor.display_name, database_.clock().now());
  if (others.came && on_change_) on_change_("presence", share);
  co_return PresenceView{std::move(others.names)};
}

boost::asio::awaitable<void> ReportService::leave(const Actor& actor, const std::string& share,
                                                  const std::string& period) {
  access_.require(actor, Permission::share_record);
  const bool left = presence_.leave(share + " " + period, actor.account, database_.clock().now());
  if (left && on_change_) on_change_("presence", share);
  co_return;
}

boost::asio::awaitable<ReportService::Paper> ReportService::letter(const Actor& actor,
                                                                   const std::string& share,
                                                                   const std::string& period,
                                                                   bool red_head) {
  access_.require(actor, Permission::plan_read);
  Paper made;
  const document::OfficialPaper paper = co_await database_.read([&](db::Connection& connection) {
    const Day today = day_beside(connection, actor, share);
    const Case shown = open_case(connection, today, share, period);
    if (!today.viewer.reads.contains(shown.line.unit.id)) throw out_of_reach();
    const bool hidden = shown.stored && shown.stored->report.state == ReportState::draft;
    if (!shown.stored || (hidden && !shown.line.mine)) {
      throw base::not_found({"这份报告", "This report"});
    }
    const ReportRecord& report = shown.stored->report;
    const plan::Plan& plan = today.now.edition->plan();
    ReportLetter about;
    about.unit = shown.line.unit.name.zh;
    about.office = office_;
    about.plan_title = plan.title.zh;
    about.plan_number = plan.document.number;
    about.task = shown.line.task;
    about.task_title = shown.line.task_title.zh;
    about.period = shown.period;
    about.milestones = with_unit(report.state) ? shown.milestones : report.milestones;
    // Before it is submitted no figure is fixed that a stamp could stand under.
    if (!with_unit(report.state)) about.figures = report.figures;
    for (const file::FileLine& line : files_.lines(connection, report.content.files)) {
      about.file_names.push_back(line.name);
    }
    about.today = today.now.today;
    made.file_name = fmt::format("报送函-任务{}-{}-{}.docx", shown.line.task,
                                 shown.line.unit.short_name.zh, report.period);
    document::OfficialPaper written = report_letter(report, about);
    written.red_head = red_head;
    return written;
  });
  made.bytes = document::official_paper_docx(paper);
  co_return made;
}

boost::asio::awaitable<CodedReport> ReportService::coded(const Actor& actor,
                                                         const std::string& code) {
  access_.require(actor, Permission::share_record);
  const auto said = parse_code(code);
  if (!said) {
    throw base::Problem(
        422, "not-a-report-code", {"不是报送函的二维码", "Not the code of a report"},
        {"这个二维码不是本系统报送函上的。请拍报送函左上角的二维码，或手工选择报告。",
         "This code is not of a report's letter. Take the one at the upper left of "
         "the letter, or choose the report by hand."});
  }
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day today = day_beside(connection, actor, said->share);
    const Case shown = open_case(connection, today, said->share, said->period);
    if (!shown.line.mine) {
      throw base::forbidden({"这份报送函不是您单位的报告，不能由您归档；请交给该单位的经办人。",
                             "This letter is of a unit that is not yours; give it to that unit's "
                             "officer."});
    }
    if (!shown.stored) throw base::not_found({"这份报告", "This report"});
    const ReportRecord& report = shown.stored->report;
    require_possible(report, ReportStep::file_scan);
    CodedReport found;
    found.line =
        line_of(shown.line, shown.period, &report, shown.milestones, true, today.now.today);
    const auto printed_part = [](ReportContent content) {
      content.signed_off.reset();
      return content;
    };
    const auto printed = store_.version(connection, report.id, said->version);
    found.changed_since =
        !printed || printed_part(printed->report.content) != printed_part(report.content);
    if (report.content.signed_off && report.content.signed_off->file) {
      const auto lines = files_.lines(connection, {*report.content.signed_off->file});
      if (!lines.empty()) found.scan = lines.front();
    }
    return found;
  });
}

boost::asio::awaitable<ReportList> ReportService::list(const Actor& actor,
                                                       const ReportQuery& query) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day shown = day(connection, actor, query.as_of);
    const plan::ReportSettings& settings = shown.settings();
    const ReportPeriod first = first_period(settings, plans_.recorded_since(connection));
    const ReportPeriod period = query.period ? known_period(shown, *query.period)
                                             : period_asked(settings, first, shown.now.as_of);
    ReportList list;
    list.as_of = shown.now.as_of;
    list.today = shown.now.today;
    list.period = period_line(period);
    for (ReportPeriod one = period_of(settings, std::max(shown.now.as_of, first.from));
         one.from >= first.from && list.periods.size() < kPeriodsMax;
         one = previous_period(settings, one)) {
      list.periods.push_back(period_line(one));
    }
    // Nothing is asked before the first period; what was reported all the same is shown.
    for (ReportLine& line : asked_lines(connection, shown, period)) {
      const std::string& unit = line.share.unit.id;
      if (query.unit && unit != *query.unit) continue;
      if (!shown.viewer.reads.contains(unit)) continue;
      list.reviews = list.reviews || shown.reviews.contains(unit);
      count(list.counts, line);
      list.lines.push_back(std::move(line));
    }
    return list;
  });
}

void ReportService::add_earlier(db::Connection& connection, const Day& day,
                                const ReportPeriod& first, const ReportPeriod& asked,
                                const std::set<std::string>& units, MyReports& page) {
  const plan::ReportSettings& settings = day.settings();
  std::map<std::string, std::vector<ReportMark>> marks;
  for (ReportMark& mark : store_.marks(connection, oldest_asked(first, asked))) {
    marks[mark.share].push_back(std::move(mark));
  }
  std::map<std::string, const plan::ShareRecord*> now;
  for (const plan::ShareRecord& share : day.now.shares) now.emplace(share.id, &share);
  struct Missed {
    plan::ShareLine line;
    bool draft = false;
  };
  std::map<std::string, std::vector<Missed>> missed;  // by period
  std::map<std::string, int> to_review;
  const auto add = [&](const plan::ShareLine& line, const std::string& key,
                       std::vector<ReportLine>& stack) {
    const auto report = store_.report(connection, line.id, key);
    stack.push_back(line_of(line, known_period(day, key), report ? &report->report : nullptr,
                            milestones_of(day.lists, day.now, *now.at(line.id)), true,
                            day.now.today));
  };
  for (const plan::ShareLine& line : plan::share_lines(day.now, day.viewer)) {
    const bool mine = line.mine && units.contains(line.unit.id);
    const bool open = now.at(line.id)->state == plan::ShareState::open;
    std::vector<ReportPeriod> begun;
    for (const ReportMark& mark : marks[line.id]) {
      begun.push_back(known_period(day, mark.period));
      if (mark.period == asked.key) continue;
      if (mark.state == ReportState::submitted && day.reviews.contains(line.unit.id)) {
        ++to_review[mark.period];
      }
      if (!mine) continue;
      if (mark.state == ReportState::supplement) add(line, mark.period, page.returned);
      if (mark.state == ReportState::draft && open) missed[mark.period].push_back({line, true});
    }
    if (!mine || !open) continue;
    for (const ReportPeriod& period : missed_periods(settings, first, asked, begun)) {
      missed[period.key].push_back({line, false});
    }
  }
  for (const auto& [key, lines] : missed) {
    const ReportPeriod period = known_period(day, key);
    std::map<std::string, const plan::ShareRecord*> then;
    const std::vector<plan::ShareRecord> at_end = shares_at_end(connection, day, period);
    for (const plan::ShareRecord& share : at_end) then.emplace(share.id, &share);
    for (const Missed& one : lines) {
      const auto share = then.find(one.line.id);
      const bool owed =
          share != then.end() && owes_report(*share->second, *now.at(one.line.id), period);
      if (owed || one.draft) add(one.line, key, page.owed);
    }
  }
  for (const auto& [key, count] : to_review) {
    page.review_in.push_back({period_line(known_period(day, key)), count});
    page.to_review += count;
  }
}

MyReports ReportService::my_page(db::Connection& connection, const Day& today) {
  const plan::ReportSettings& settings = today.settings();
  const ReportPeriod first = first_period(settings, plans_.recorded_since(connection));
  const ReportPeriod asked = period_asked(settings, first, today.now.today);
  MyReports page;
  page.today = today.now.today;
  page.asked = period_line(asked);
  page.next = period_line(next_period(settings, asked));
  std::set<std::string> units;
  for (const std::string& unit : today.viewer.post_units) {
    units.insert(today.now.edition->holder(unit, today.now.today));
  }
  int to_review = 0;
  for (ReportLine& line : asked_lines(connection, today, asked)) {
    const std::string& unit = line.share.unit.id;
    if (line.state == ReportState::submitted && today.reviews.contains(unit)) ++to_review;
    if (!units.contains(unit) || !line.share.mine) continue;
    if (line.state == ReportState::supplement) {
      page.returned.push_back(std::move(line));
    } else if (!line.state || *line.state == ReportState::draft) {
      // What was finished since takes no report any more.
      if (line.share.closed_on) continue;
      page.owed.push_back(std::move(line));
    } else {
      page.submitted.push_back(std::move(line));
    }
  }
  if (to_review > 0) page.review_in.push_back({period_line(asked), to_review});
  page.to_review = to_review;
  add_earlier(connection, today, first, asked, units, page);
  std::ranges::sort(page.review_in, {},
                    [](const PeriodToReview& one) { return one.period.due_on; });
  for (auto* stack : {&page.returned, &page.owed, &page.submitted}) {
    std::ranges::sort(*stack, by_due);
  }
  return page;
}

boost::asio::awaitable<MyReports> ReportService::my_reports(const Actor& actor) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day today = day(connection, actor, std::nullopt);
    return my_page(connection, today);
  });
}

std::int64_t ReportService::to_do(db::Connection& connection, const Actor& actor,
                                  const plan::World& now) {
  const MyReports mine = my_page(connection, day_of(connection, actor, now));
  return std::ssize(mine.returned) + std::ssize(mine.owed) + mine.to_review;
}

// --- steps -------------------------------------------------------------------------------------

ReportService::Case ReportService::take(db::Connection& connection, const Actor& actor,
                                        const Day& today, const std::string& share,
                                        const std::string& period, std::int64_t version,
                                        ReportStep step, const Change& change) {
  Case taken = open_case(connection, today, share, period);
  const bool begins = step == ReportStep::save || step == ReportStep::submit;
  const bool unit_writes = begins || step == ReportStep::file_scan;
  const bool reaches = unit_writes ? taken.line.mine : today.reviews.contains(taken.line.unit.id);
  if (!reaches) throw out_of_reach();
  const auto refuse_stale = [&] {
    const Case present = open_case(connection, today, share, period);
    throw base::stale(base::record_text(view(connection, today, present)));
  };
  const std::int64_t stored = taken.stored ? taken.stored->report.version : 0;
  if (stored != version) refuse_stale();
  ReportRecord report;
  if (taken.stored) {
    report = taken.stored->report;
  } else {
    if (!begins) throw base::not_found({"这份报告", "This report"});
    const bool future = taken.period.from > today.now.today;
    if (future || !owes_report(*taken.share, *taken.share, taken.period)) {
      throw base::conflict("not-asked", {"这项责任这一期不需要报告。",
                                         "No report is asked of this share for this period."});
    }
    report.id = base::uuid_v7(connection.clock(), random_);
    report.share = share;
    report.period = taken.period.key;
    report.ends_on = taken.period.to;
  }
  const Hand hand{actor.account, actor.display_name, today.now.today};
  const Basis from = step == ReportStep::submit ? basis(connection, today, taken) : Basis{};
  ReportRecord next = change(taken, from, report, hand);
  if (unit_writes) files_.require_readable(connection, actor, files_of(next.content), "/files");
  const bool written = taken.stored ? store_.update(connection, next, actor.account)
                                    : store_.insert(connection, next, actor.account);
  if (!written) refuse_stale();
  ++next.version;
  access_.audit_trail().record(
      connection, actor, "report." + name_of(step), next.id,
      fmt::format("share={} task={} unit={} period={} version={}", share, taken.line.task,
                  taken.line.unit.id, next.period, next.version));
  const bool open = taken.share->state == plan::ShareState::open;
  if (step == ReportStep::submit && !next.content.no_change && open) {
    const plan::StepRequest progress{plan::StepKind::report, today.now.today, next.content.text, {},
                                     std::nullopt,           std::nullopt};
    plans_.take_step_in(connection, actor, share, progress);
  }
  const bool moves_on = step != ReportStep::save && step != ReportStep::file_scan;
  if (on_news_ && moves_on) {
    on_news_(connection, actor, {next, taken.line.task, taken.line.unit.id});
  }
  taken.stored = RecordedReport{std::move(next), connection.now()};
  return taken;
}

boost::asio::awaitable<ReportView> ReportService::taken(const Actor& actor,
                                                        const std::string& share,
                                                        const std::string& period,
                                                        std::int64_t version, ReportStep step,
                                                        Change change, const db::Once& once) {
  // As the write found and left it. Only a report that is submitted moves its share on.
  std::optional<Day> found;
  std::optional<Case> left;
  const auto written =
      co_await database_.write_once<WrittenReport>(once, [&](db::Connection& connection) {
        found = day_beside(connection, actor, share);
        left = take(connection, actor, *found, share, period, version, step, change);
        return WrittenReport{left->stored->report.id, left->stored->report.version};
      });
  const auto is_written = [&](const Case& one) {
    return one.stored && one.stored->report.id == written.id &&
           one.stored->report.version == written.version;
  };
  if (step == ReportStep::submit || !left || !is_written(*left)) found.reset();
  if (on_change_) on_change_("report", share);
  if (step == ReportStep::submit) plans_.changed(share);
  // The answer is drawn up where it holds up nobody who writes. Somebody may have written since.
  co_return co_await database_.read([&](db::Connection& connection) {
    if (found) return view(connection, *found, *left);
    // A retry is answered without writing anew.
    const Day today = day_beside(connection, actor, share);
    Case after = open_case(connection, today, share, period);
    // It may come from somebody who has another post by now.
    const std::string& unit = after.line.unit.id;
    if (!after.line.mine && !today.reviews.contains(unit)) throw out_of_reach();
    if (!is_written(after)) {
      if (auto then = store_.version(connection, written.id, written.version)) {
        after.stored = std::move(then);
      }
    }
    return view(connection, today, after);
  });
}

boost::asio::awaitable<ReportView> ReportService::save(const Actor& actor, const std::string& share,
                                                       const std::string& period,
                                                       const ReportContent& content,
                                                       std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::share_record);
  Change change = [&content](const Case& at, const Basis& /*from*/, const ReportRecord& report,
                             const Hand& hand) {
    return share::save(report, content, at.milestones, hand);
  };
  co_return co_await taken(actor, share, period, version, ReportStep::save, std::move(change),
                           once);
}

boost::asio::awaitable<ReportView> ReportService::submit(
    const Actor& actor, const std::string& share, const std::string& period,
    const ReportContent& content, std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::share_record);
  Change change = [&content](const Case& at, const Basis& from, const ReportRecord& report,
                             const Hand& hand) {
    return share::submit(report, content, at.milestones, from.figures, hand);
  };
  co_return co_await taken(actor, share, period, version, ReportStep::submit, std::move(change),
                           once);
}

boost::asio::awaitable<MyReports> ReportService::submit_unchanged(const Actor& actor,
                                                                  const NoChange& given,
                                                                  const db::Once& once) {
  access_.require(actor, Permission::share_record);
  if (given.reports.empty() || given.reports.size() > kTogetherMax) {
    throw base::invalid({"请选择要报送的责任。", "Choose the shares to report on."},
                        {{"/reports",
                          {fmt::format("一次1至{}项。", kTogetherMax),
                           fmt::format("From 1 to {} at a time.", kTogetherMax)}}});
  }
  const Change change = [](const Case& at, const Basis& from, const ReportRecord& report,
                           const Hand& hand) {
    const ReportContent before = from.before ? from.before->content : ReportContent{};
    return share::submit(report, unchanged(before, at.milestones, at.period.from), at.milestones,
                         from.figures, hand);
  };
  MyReports page = co_await database_.write_once<MyReports>(once, [&](db::Connection& connection) {
    const Day today = day(connection, actor, std::nullopt);
    for (const ReportOfShare& one : given.reports) {
      take(connection, actor, today, one.share, given.period, one.version, ReportStep::submit,
           change);
    }
    return my_page(connection, today);
  });
  if (on_change_) on_change_("report", given.reports.front().share);
  co_return page;
}

boost::asio::awaitable<ReportView> ReportService::file_scan(
    const Actor& actor, const std::string& share, const std::string& period, const FiledScan& filed,
    std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::share_record);
  Change change = [&filed](const Case& /*at*/, const Basis& /*from*/, const ReportRecord& report,
                           const Hand& hand) { return share::file_scan(report, filed.file, hand); };
  co_return co_await taken(actor, share, period, version, ReportStep::file_scan, std::move(change),
                           once);
}

boost::asio::awaitable<ReportView> ReportService::acknowledge(const Actor& actor,
                                                              const std::string& share,
                                                              const std::string& period,
                                                              std::int64_t version,
                                                              const db::Once& once) {
  access_.require(actor, Permission::report_review);
  Change change = [](const Case& /*at*/, const Basis& /*from*/, const ReportRecord& report,
                     const Hand& hand) { return share::acknowledge(report, hand); };
  co_return co_await taken(actor, share, period, version, ReportStep::acknowledge,
                           std::move(change), once);
}

boost::asio::awaitable<ReportView> ReportService::ask(const Actor& actor, const std::string& share,
                                                      const std::string& period, const Ask& asked,
                                                      std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::report_review);
  Change change = [&asked](const Case& /*at*/, const Basis& /*from*/, const ReportRecord& report,
                           const Hand& hand) {
    return share::ask(report, asked, report.milestones, hand);
  };
  co_return co_await taken(actor, share, period, version, ReportStep::ask, std::move(change), once);
}

boost::asio::awaitable<ReportView> ReportService::verify(const Actor& actor,
                                                         const std::string& share,
                                                         const std::string& period,
                                                         std::int64_t version,
                                                         const db::Once& once) {
  access_.require(actor, Permission::report_review);
  Change change = [](const Case& /*at*/, const Basis& /*from*/, const ReportRecord& report,
                     const Hand& hand) { return share::verify(report, hand); };
  co_return co_await taken(actor, share, period, version, ReportStep::verify, std::move(change),
                           once);
}

// --- milestones --------------------------------------------------------------------------------

MilestonesView ReportService::milestones_page(db::Connection& connection, const Day& today,
                                              const std::string& share) const {
  const plan::ShareRecord& record = share_of(today.now, share);
  const StoredMilestones own = store_.milestones(connection, share, today.before);
  MilestonesView page;
  page.share = plan::share_line(today.now, today.viewer, record);
  page.version = own.version;
  const plan::ShareRecord* drawn_up_by = nullptr;
  if (const MilestoneList* list = list_of(today.lists, today.now, record, &drawn_up_by)) {
    page.list = *list;
  }
  if (drawn_up_by != nullptr) {
    page.drawn_up_by = plan::unit_ref(*today.now.edition,
                                      today.now.edition->holder(drawn_up_by->unit, today.now.as_of),
                                      today.now.as_of);
  }
  const plan::Plan& plan = today.now.edition->plan();
  if (const plan::Task* task = plan.find_task(record.task)) {
    page.proposed = proposed_milestones(plan, *task, record.unit);
  }
  page.document = document_milestones();
  const Date in_a_year = today.now.as_of.plus_days(366);
  const auto last = today.before ? store_.told_before(connection, share, in_a_year, *today.before)
                                 : store_.report_before(connection, share, in_a_year);
  if (last) {
    page.progress = progress_of(last->report.content, page.list.milestones, last->report.ends_on);
  }
  const bool open = record.state == plan::ShareState::open;
  page.may_edit = page.share.mine && open && !today.before;
  page.may_set_for_all = page.may_edit && plan::leads(record);
  return page;
}

boost::asio::awaitable<MilestonesView> ReportService::milestones(const Actor& actor,
                                                                 const std::string& share,
                                                                 std::optional<Date> as_of) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day day = day_beside(connection, actor, share, as_of);
    return milestones_page(connection, day, share);
  });
}

boost::asio::awaitable<MilestonesView> ReportService::set_milestones(const Actor& actor,
                                                                     const std::string& share,
                                                                     const MilestoneList& list,
                                                                     std::int64_t version,
                                                                     const db::Once& once) {
  access_.require(actor, Permission::share_record);
  MilestonesView page =
      co_await database_.write_once<MilestonesView>(once, [&](db::Connection& connection) {
        const Day today = day_beside(connection, actor, share);
        const plan::ShareRecord& record = share_of(today.now, share);
        const plan::ShareLine line = plan::share_line(today.now, today.viewer, record);
        if (!line.mine) throw out_of_reach();
        if (record.state != plan::ShareState::open) {
          throw base::conflict("wrong-state", {"该责任已经办结，节点不能再改。",
                                               "This share is finished; its milestones stay."});
        }
        if (list.for_all && !plan::leads(record)) {
          throw base::forbidden({"只有任务的牵头单位能为各责任单位统一设节点。",
                                 "Only the lead of a task sets milestones for all its shares."});
        }
        if (auto errors = faults_of(list); !errors.empty()) {
          throw base::invalid({"节点需要补正，请逐项修改后再提交。",
                               "Some milestones need mending; correct them and send again."},
                              std::move(errors));
        }
        MilestoneList kept = list;
        for (Milestone& milestone : kept.milestones) {
          if (milestone.id.empty()) milestone.id = base::uuid_v7(connection.clock(), random_);
        }
        if (!store_.save_milestones(connection, share, version, kept, actor.account)) {
          throw base::stale(base::record_text(milestones_page(connection, today, share)));
        }
        access_.audit_trail().record(
            connection, actor, "milestones.set", share,
            fmt::format("task={} unit={} milestones={} for_all={}", line.task, line.unit.id,
                        kept.milestones.size(), kept.for_all));
        const Day after = day_beside(connection, actor, share);
        return milestones_page(connection, after, share);
      });
  if (on_change_) on_change_("milestones", share);
  co_return page;
}

}  // namespace share

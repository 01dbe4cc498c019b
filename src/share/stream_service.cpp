#include "share/stream_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "share/report_period.hpp"

namespace share {

namespace {

using zhijiao::access::Permission;

// Of one source at a time: more than a page, since several of them may be one line.
constexpr std::int64_t kEventsMax = 60;
constexpr std::size_t kTextCharacters = 120;

std::string excerpt_of(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return base::shortened(text, kTextCharacters);
}

const plan::ShareRecord* find_share(const plan::World& world, const std::string& id) {
  const auto found = std::ranges::find(world.shares, id, &plan::ShareRecord::id);
  return found == world.shares.end() ? nullptr : &*found;
}

// Who held a share on that day; `unit_then` where the share is not there any more.
const std::string& holder_of(const plan::World& world, const std::string& share,
                             const std::string& unit_then = {}) {
  const plan::ShareRecord* record = find_share(world, share);
  return world.edition->holder(record == nullptr ? unit_then : record->unit, world.as_of);
}

plan::UnitRef unit_of(const plan::World& world, const std::string& share,
                      const std::string& unit_then = {}) {
  return plan::unit_ref(*world.edition, holder_of(world, share, unit_then), world.as_of);
}

StreamEvent event_of(StreamSource source, StreamKind kind, db::VersionPlace place) {
  StreamEvent event;
  event.source = source;
  event.line.id = fmt::format("{}.{}.{}", static_cast<int>(source), place.version, place.id);
  event.line.kind = kind;
  event.line.at = base::rfc3339(place.recorded_at);
  event.place = std::move(place);
  return event;
}

StreamStep stream_step(ReportStep step) {
  switch (step) {
    case ReportStep::acknowledge:
      return StreamStep::acknowledged;
    case ReportStep::ask:
      return StreamStep::asked;
    case ReportStep::verify:
      return StreamStep::verified;
    case ReportStep::file_scan:
      return StreamStep::scan_filed;
    default:
      return StreamStep::submitted;
  }
}

StreamStep stream_step(supervision::DemandStep step) {
  switch (step) {
    case supervision::DemandStep::answer:
      return StreamStep::answered;
    case supervision::DemandStep::send_back:
      return StreamStep::sent_back;
    case supervision::DemandStep::extend:
      return StreamStep::extended;
    case supervision::DemandStep::settle:
      return StreamStep::settled;
    case supervision::DemandStep::withdraw:
      return StreamStep::withdrawn;
    default:
      return StreamStep::given;
  }
}

// The opinion that a version has and the one before it had not.
const Opinion* new_opinion(const ClosingRecord& now, const ClosingRecord* before) {
  for (const Opinion& opinion : now.opinions) {
    if (before == nullptr || std::ranges::count(before->opinions, opinion) == 0) return &opinion;
  }
  return nullptr;
}

// Without its units.
void describe(StreamLine& line, const ClosingRecord& closing, const Opinion* opinion) {
  line.by = closing.by;
  line.text = excerpt_of(closing.note);
  switch (closing.step) {
    case ClosingStep::apply:
      line.step = StreamStep::applied;
      line.text = excerpt_of(closing.text);
      break;
    case ClosingStep::opine:
      line.step = opinion != nullptr && opinion->kind == OpinionKind::object ? StreamStep::objected
                                                                             : StreamStep::agreed;
      if (opinion != nullptr) line.text = excerpt_of(opinion->text);
      break;
    case ClosingStep::check:
      line.step = StreamStep::checked;
      break;
    case ClosingStep::approve:
      line.step = StreamStep::approved;
      line.document_number = closing.document_number;
      line.document_on = closing.document_on;
      break;
    case ClosingStep::send_back:
      line.step = StreamStep::returned;
      break;
    case ClosingStep::ask_successor:
      line.step = StreamStep::successor_asked;
      break;
  }
}

bool wants(const StreamQuery& query, StreamKind kind) { return !query.kind || *query.kind == kind; }

// A part that brought as many as it was asked for has more.
StreamPart part_of(std::vector<StreamEvent> events) {
  StreamPart part;
  part.more = std::ssize(events) == kEventsMax;
  part.events = std::move(events);
  return part;
}

}  // namespace

StreamService::StreamService(db::Database& database, zhijiao::access::AccessService& access,
                             plan::PlanService& plans,
                             const supervision::SupervisionService& supervising)
    : database_(database),
      access_(access),
      plans_(plans),
      supervising_(supervising),
      reports_(access.region()),
      closings_(access.region()) {}

StreamService::Scene StreamService::scene(db::Connection& connection, const Actor& actor, int task,
                                          const StreamQuery& query) const {
  plan::World world = plans_.world_of_task(connection, task, query.as_of);
  plan::Viewer viewer = plans_.viewer(actor, world.today);
  std::optional<StreamPlace> from = StreamPlace::from(base::end_of(world.as_of));
  if (query.before) {
    const auto asked = StreamPlace::parse(*query.before);
    if (!asked) {
      throw base::bad_request(
          {"翻页的位置不对，请从头打开。", "That is no place in this list; open it afresh."},
          {{"before", {"请用上一页给出的位置。", "Use the place that the page before gave."}}});
    }
    // A page of today goes on as of an earlier day where that day begins.
    if (asked->place.recorded_at <= from->place.recorded_at) from = asked;
  }
  Scene made{actor, std::move(world), std::move(viewer), query, *from, {}, {}, {}};
  for (const plan::ShareRecord& share : made.world.shares) {
    const std::string& unit = made.world.edition->holder(share.unit, made.world.as_of);
    if (query.unit && *query.unit != unit) continue;
    made.shares.push_back(share.id);
    if (made.viewer.reads.contains(unit)) made.readable.push_back(share.id);
  }
  return made;
}

StreamPart StreamService::steps(db::Connection& connection, const Scene& scene) const {
  if (!wants(scene.query, StreamKind::change) && !wants(scene.query, StreamKind::report)) return {};
  plan::StepsAbout about = plan::StepsAbout::all;
  if (scene.query.kind == StreamKind::report) about = plan::StepsAbout::progress;
  if (scene.query.kind == StreamKind::change) about = plan::StepsAbout::changes;
  std::vector<StreamEvent> events;
  for (plan::PlanService::StepSeen& step :
       plans_.steps_older(connection, scene.world, scene.viewer, scene.shares, about,
                          {scene.from.in(StreamSource::steps), kEventsMax})) {
    plan::StepView& view = step.view;
    const bool tells = view.step == plan::StepKind::begin || view.step == plan::StepKind::report;
    StreamEvent event =
        event_of(StreamSource::steps, tells ? StreamKind::report : StreamKind::change,
                 {step.recorded_at, view.share, view.version});
    event.share = view.share;
    event.line.units = {view.unit};
    event.line.by = view.by;
    event.line.text = view.note;
    event.line.document_number = view.document_number;
    event.line.document_on = view.document_on;
    event.line.change = std::move(view);
    events.push_back(std::move(event));
  }
  return part_of(std::move(events));
}

StreamPart StreamService::reports(db::Connection& connection, Scene& scene) const {
  if (!wants(scene.query, StreamKind::report)) return {};
  const plan::ReportSettings& settings = scene.world.edition->plan().reporting;
  std::vector<StreamEvent> events;
  for (RecordedReport& step : reports_.steps_older(
           connection, scene.readable, {scene.from.in(StreamSource::reports), kEventsMax})) {
    const ReportRecord& report = step.report;
    StreamEvent event = event_of(StreamSource::reports, StreamKind::report,
                                 {step.recorded_at, report.id, report.version});
    event.share = report.share;
    StreamLine& line = event.line;
    line.step = stream_step(report.step);
    line.units = {unit_of(scene.world, report.share)};
    line.by = report.by;
    if (const auto period = parse_period(settings, report.period)) {
      line.period = period_title(*period);
    }
    if (report.step == ReportStep::submit) {
      line.no_change = report.content.no_change;
      line.text = excerpt_of(report.content.text);
    }
    if (report.step == ReportStep::ask && report.asked) line.text = report.asked->reason;
    line.link = fmt::format("/plan/shares/{}/reports/{}", report.share, report.period);
    if (line.step == StreamStep::submitted) scene.submitted.emplace(line.id, std::move(step));
    events.push_back(std::move(event));
  }
  return part_of(std::move(events));
}

void StreamService::add_milestones(db::Connection& connection, const Scene& scene,
                                   StreamLine& line) const {
  const auto found = scene.submitted.find(line.id);
  if (found == scene.submitted.end()) return;
  const auto& [report, recorded_at] = found->second;
  if (report.milestones.empty()) return;
  const auto before = reports_.told_before(connection, report.share, report.ends_on, recorded_at);
  line.milestones =
      changed_cells(before ? fitted(before->report.content, report.milestones) : ReportContent{},
                    report.content, report.milestones);
  std::erase_if(line.milestones, [&](const CellChange& change) {
    return std::ranges::find(report.milestones, change.cell, &Milestone::id) ==
           report.milestones.end();
  });
}

StreamPart StreamService::milestones(db::Connection& connection, const Scene& scene) const {
  if (!wants(scene.query, StreamKind::milestones)) return {};
  std::vector<StreamEvent> events;
  for (const RecordedMilestones& drawn : reports_.milestones_older(
           connection, scene.shares, {scene.from.in(StreamSource::milestones), kEventsMax})) {
    StreamEvent event = event_of(StreamSource::milestones, StreamKind::milestones,
                                 {drawn.recorded_at, drawn.share, drawn.version});
    event.line.step = StreamStep::drawn_up;
    event.line.units = {unit_of(scene.world, drawn.share)};
    std::string titles;
    for (const Milestone& milestone : drawn.list.milestones) {
      if (!titles.empty()) titles += "、";
      titles += milestone.title;
    }
    event.line.text = excerpt_of(titles);
    event.line.link = fmt::format("/plan/shares/{}/milestones", drawn.share);
    events.push_back(std::move(event));
  }
  return part_of(std::move(events));
}

// A task has few applications; all their versions are read, since an opinion is known by the
// version before.
StreamPart StreamService::closings(db::Connection& connection, const Scene& scene, int task) const {
  if (!wants(scene.query, StreamKind::closing)) return {};
  const std::set<std::string> wanted(scene.shares.begin(), scene.shares.end());
  const std::vector<ClosingRecord> all = closings_.closings(connection, false, task);
  std::set<std::string> ids;
  for (const ClosingRecord& closing : all) {
    ids.insert(closing.share);
    for (const AskedShare& asked : closing.asked) ids.insert(asked.share);
  }
  // Who may open one goes by who holds the shares today, as on its own page.
  const std::map<std::string, std::string> holders =
      plans_.holders_of(connection, ids, scene.world.today);
  const auto holder = [&](const std::string& share, const std::string& unit_then) {
    const auto found = holders.find(share);
    return found != holders.end() ? found->second
                                  : scene.world.edition->holder(unit_then, scene.world.today);
  };
  const auto reached = [&](const AskedShare& asked) {
    return scene.viewer.records.contains(holder(asked.share, asked.unit));
  };
  const db::VersionPlace from = scene.from.in(StreamSource::closings);
  StreamPart part;
  for (const ClosingRecord& closing : all) {
    const bool seen = scene.viewer.reads.contains(holder(closing.share, "")) ||
                      std::ranges::any_of(closing.asked, reached);
    if (!seen) continue;
    const std::vector<RecordedClosing> versions = closings_.versions(connection, closing.id);
    for (std::size_t i = 0; i < versions.size(); ++i) {
      const auto& [version, recorded_at] = versions[i];
      const db::VersionPlace place{recorded_at, version.id, version.version};
      if (std::tie(place.recorded_at, place.id, place.version) >=
          std::tie(from.recorded_at, from.id, from.version)) {
        continue;
      }
      StreamEvent event = event_of(StreamSource::closings, StreamKind::closing, place);
      const Opinion* opinion =
          version.step == ClosingStep::opine
              ? new_opinion(version, i == 0 ? nullptr : &versions[i - 1].closing)
              : nullptr;
      describe(event.line, version, opinion);
      std::vector<std::string> concerned = {opinion == nullptr ? version.share : opinion->share};
      if (version.step == ClosingStep::approve && version.approved) {
        concerned = closed_with(version, version.approved->on);
      }
      const bool asked_for = std::ranges::any_of(
          concerned, [&](const std::string& share) { return wanted.contains(share); });
      if (scene.query.unit && !asked_for) continue;
      for (const std::string& share : concerned) {
        event.line.units.push_back(unit_of(scene.world, share));
      }
      event.line.link = "/plan/closings/" + version.id;
      part.events.push_back(std::move(event));
    }
  }
  std::ranges::sort(part.events, [](const StreamEvent& a, const StreamEvent& b) {
    return std::tie(a.place.recorded_at, a.place.id, a.place.version) >
           std::tie(b.place.recorded_at, b.place.id, b.place.version);
  });
  return part;
}

StreamPart StreamService::letters(db::Connection& connection, const Scene& scene) const {
  if (!wants(scene.query, StreamKind::letter)) return {};
  const std::set<std::string> wanted(scene.shares.begin(), scene.shares.end());
  std::vector<StreamEvent> events;
  for (const auto& [letter, at] :
       supervising_.letters_about(connection, scene.actor, scene.shares,
                                  {scene.from.in(StreamSource::letters), kEventsMax})) {
    StreamEvent event =
        event_of(StreamSource::letters, StreamKind::letter, {at, letter.id, letter.version});
    StreamLine& line = event.line;
    line.step = StreamStep::sent;
    for (const supervision::LateMatter& matter : letter.matters) {
      if (!wanted.contains(matter.share)) continue;
      const plan::UnitRef unit =
          plan::unit_ref(*scene.world.edition, matter.unit, scene.world.as_of);
      if (std::ranges::count(line.units, unit) == 0) line.units.push_back(unit);
    }
    line.by = letter.by;
    line.title = letter.text.title;
    line.letter = letter.kind;
    line.document_number = letter.number;
    line.document_on = letter.signed_on;
    line.due_on = letter.text.reply_by;
    line.link = "/letters/" + letter.id;
    events.push_back(std::move(event));
  }
  return part_of(std::move(events));
}

StreamPart StreamService::demands(db::Connection& connection, const Scene& scene) const {
  std::optional<supervision::DemandSource> source;
  if (scene.query.kind == StreamKind::letter) source = supervision::DemandSource::letter;
  if (scene.query.kind == StreamKind::instruction) source = supervision::DemandSource::instruction;
  if (scene.query.kind && !source) return {};
  std::vector<StreamEvent> events;
  for (const auto& [demand, at] :
       supervising_.demands_about(connection, scene.actor, scene.shares, source,
                                  {scene.from.in(StreamSource::demands), kEventsMax})) {
    const bool of_letter = demand.source_kind == supervision::DemandSource::letter;
    StreamEvent event =
        event_of(StreamSource::demands, of_letter ? StreamKind::letter : StreamKind::instruction,
                 {at, demand.id, demand.version});
    StreamLine& line = event.line;
    line.step = stream_step(demand.step);
    line.units = {plan::unit_ref(*scene.world.edition, demand.unit, scene.world.as_of)};
    line.by = demand.by;
    line.title = excerpt_of(demand.words);
    line.text = excerpt_of(demand.text);
    const bool asks = line.step == StreamStep::given || line.step == StreamStep::sent_back ||
                      line.step == StreamStep::extended;
    if (asks) line.due_on = demand.due_on;
    line.link = (of_letter ? "/letters/" : "/instructions/") + demand.source;
    events.push_back(std::move(event));
  }
  return part_of(std::move(events));
}

boost::asio::awaitable<TaskStream> StreamService::stream(const Actor& actor, int task,
                                                         const StreamQuery& query) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    Scene scene = this->scene(connection, actor, task, query);
    TaskStream shown;
    shown.as_of = scene.world.as_of;
    for (const plan::ShareRecord& share : scene.world.shares) {
      const plan::UnitRef unit = unit_of(scene.world, share.id);
      if (std::ranges::count(shown.units, unit) == 0) shown.units.push_back(unit);
    }
    std::vector<StreamPart> parts;
    parts.push_back(steps(connection, scene));
    parts.push_back(reports(connection, scene));
    parts.push_back(milestones(connection, scene));
    parts.push_back(closings(connection, scene, task));
    parts.push_back(letters(connection, scene));
    parts.push_back(demands(connection, scene));
    StreamPage page = newest_of(std::move(parts), kLinesMax);
    for (StreamLine& line : page.lines) add_milestones(connection, scene, line);
    shown.lines = std::move(page.lines);
    if (page.next) shown.next = page.next->str();
    return shown;
  });
}

}  // namespace share

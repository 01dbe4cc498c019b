#include "indicator/indicator_service.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <set>
#include <utility>

#include "access/scope.hpp"
#include "base/problem.hpp"
#include "db/failure.hpp"
#include "indicator/late_commitments.hpp"
#include "indicator/trend.hpp"
#include "indicator/what_if.hpp"
#include "yaml/fault.hpp"

namespace indicator {

using boost::asio::awaitable;
using zhijiao::access::Permission;
using zhijiao::access::UnitSet;

namespace {

// Between register and parameter in what the watch is told: no register has it in its name.
constexpr char kParameterMark = '.';

Computed failed(const Indicator& indicator, const db::StatementError& error) {
  spdlog::warn("the indicator {} cannot be computed: {}", indicator.id, error.what());
  if (dynamic_cast<const db::TooLong*>(&error) != nullptr) {
    const auto seconds = IndicatorStore::kStatementMax.count();
    return {{},
            {fmt::format("语句 {} 秒没有算完，明天再试；请简化语句", seconds),
             fmt::format("The statement was not done in {} seconds and is tried again tomorrow: "
                         "simplify it.",
                         seconds)},
            true};
  }
  // The text of the database may hold values of records; its code does not.
  return {{},
          {fmt::format("语句执行出错（{}）", error.code()),
           fmt::format("The statement failed ({}).", error.code())}};
}

Text not_given_out() {
  return {"按规定不按这一级公布", "Figures of this level are not given out."};
}

base::Problem no_such_unit() { return base::not_found({"这个单位", "This unit"}); }

// Null: the administrative tree.
const plan::Tree* tree_asked(const std::optional<std::string>& id, const World& world) {
  if (!id) return nullptr;
  const auto& trees = world.edition->plan().trees;
  const auto found = std::ranges::find(trees, *id, &plan::Tree::id);
  if (found == trees.end()) throw base::not_found({"这条管理线", "This line of authority"});
  return &*found;
}

base::Problem too_long() {
  return {503,
          "statement-too-long",
          {"记录没有取完", "The records could not be read"},
          {"这项指标的语句太慢，取不到记录。请简化语句，或选一个单位再看。",
           "The statement of this indicator is too slow. Simplify it, or choose one unit."}};
}

std::string_view period_word(const Indicator& indicator, bool english) {
  switch (indicator.period) {
    case Period::year:
      return english ? "each year" : "每年";
    case Period::half_year:
      return english ? "each half year" : "每半年";
    case Period::quarter:
      return english ? "each quarter" : "每季度";
    case Period::month:
      return english ? "each month" : "每月";
    case Period::once:
      break;
  }
  return english ? "at any time" : "随时";
}

std::string label_of(const std::string& answer) {
  const boost::json::value json = boost::json::parse(answer);
  return std::string(json.at("record").at("label").as_string());
}

// What a report prints below the number.
std::vector<Text> footnotes_of(const Indicator& indicator, const World& world) {
  std::vector<Text> notes;
  const Definition& definition = indicator.definition;
  notes.push_back({fmt::format("口径：{}", definition.text.zh),
                   fmt::format("Definition: {}", definition.text.en)});
  if (!definition.excluded.empty()) {
    notes.push_back({fmt::format("不计：{}", definition.excluded.zh),
                     fmt::format("Left out: {}", definition.excluded.en)});
  }
  if (const auto by = unit_name(world, definition.ruled_by); by && definition.ruled_on) {
    notes.push_back({fmt::format("{}于 {} 裁定", by->name.zh, definition.ruled_on->str()),
                     fmt::format("Ruled by {} on {}", by->name.en, definition.ruled_on->str())});
  } else {
    notes.push_back({"口径还没有裁定", "Nobody has ruled on this definition yet."});
  }
  notes.push_back(
      {fmt::format("{}计算：{}", period_word(indicator, false), indicator.formula.zh),
       fmt::format("Computed {}: {}", period_word(indicator, true), indicator.formula.en)});
  return notes;
}

}  // namespace

IndicatorService::IndicatorService(db::Database& database, zhijiao::access::AccessService& access,
                                   registers::RegisterService& records, plan::PlanService& plans,
                                   std::vector<Indicator> indicators)
    : database_(database),
      access_(access),
      records_(records),
      plans_(plans),
      indicators_(std::move(indicators)),
      store_(records.catalogue(), std::as_const(records).parameters(), access.region()),
      days_(database, access, plans, indicators_, store_) {}

void IndicatorService::start_now() {
  std::vector<yaml::Fault> faults;
  for (const Indicator& one : indicators_) {
    if (!one.measured()) continue;
    try {
      database_.read_now([&](db::Connection& connection) { store_.try_out(connection, one); });
    } catch (const db::StatementError& error) {
      faults.push_back(
          {one.file,
           0,
           0,
           "bad_sql",
           {fmt::format("指标 {} 的语句在这种数据库上不能执行：{}", one.id, error.what()),
            fmt::format("the statement of {} does not run on this database: {}", one.id,
                        error.what())}});
    }
  }
  if (!faults.empty()) throw yaml::LoadError(std::move(faults));
  computed_on_ = database_.clock().today();
  const auto started = std::chrono::steady_clock::now();
  const auto took_ms = [](std::chrono::steady_clock::time_point since) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 since)
        .count();
  };
  for (const Indicator& one : indicators_) {
    if (one.measured()) keep(one, compute_now(one));
  }
  const auto computed_ms = took_ms(started);
  const auto checking = std::chrono::steady_clock::now();
  for (const Indicator& one : indicators_) {
    if (!one.measured() || !current_.at(one.id)->failure.empty()) continue;
    if (auto failure = refused_now(one, std::nullopt)) keep(one, *std::move(failure));
  }
  spdlog::info("indicators: {} computed in {} ms, checked in {} ms", current_.size(), computed_ms,
               took_ms(checking));
  days_.start_now([this](const std::set<std::string>& ids) {
    if (on_change_) on_change_(ids);
  });
  watch_ = std::make_unique<IndicatorWatch>(
      [this](const RegisterChanges& changes) { recompute(changes); });
}

std::set<std::string> IndicatorService::measured_commitments() const {
  std::set<std::string> commitments;
  for (const Indicator& one : indicators_) {
    if (one.measured()) commitments.insert(one.commitments.begin(), one.commitments.end());
  }
  return commitments;
}

void IndicatorService::register_changed(const std::string& noun,
                                        const std::set<std::string>& owners) {
  if (watch_) watch_->note(noun, owners);
}

void IndicatorService::parameter_changed(const std::string& noun, const std::string& name) {
  if (watch_) watch_->note(noun + kParameterMark + name, {});
}

Computed IndicatorService::compute_now(const Indicator& indicator) const {
  try {
    return database_.read_now(
        [&](db::Connection& connection) { return store_.sums(connection, indicator); });
  } catch (const db::StatementError& error) {
    return failed(indicator, error);
  }
}

std::optional<Computed> IndicatorService::refused_now(
    const Indicator& indicator, const std::optional<std::set<std::string>>& owners) const {
  try {
    auto why = database_.read_now([&](db::Connection& connection) {
      return owners ? store_.repeated_of(connection, indicator, *owners)
                    : store_.repeated(connection, indicator);
    });
    if (!why) return std::nullopt;
    Computed made;
    made.failure = *std::move(why);
    return made;
  } catch (const db::StatementError& error) {
    return failed(indicator, error);
  }
}

std::optional<std::set<std::string>> IndicatorService::owners_changed(
    const Indicator& indicator, const Computed& kept, const RegisterChanges& changes, bool marked) {
  if (!indicator.by_owner || !kept.failure.empty()) return std::nullopt;
  std::set<std::string> owners;
  for (const std::string& noun : indicator.reads) {
    // From the mark on the versions themselves say whose they are.
    if (marked && noun == indicator.reads.front()) continue;
    const auto change = changes.find(noun);
    if (change == changes.end()) continue;
    if (!change->second) return std::nullopt;
    owners.insert(change->second->begin(), change->second->end());
  }
  return owners;
}

std::optional<IndicatorService::Part> IndicatorService::compute_since(
    const Indicator& indicator, const Computed& kept, const RegisterChanges& changes) const {
  if (!kept.failure.empty()) return std::nullopt;
  const auto elsewhere = [&](const std::string& noun) {
    return noun != indicator.reads.front() && changes.contains(noun);
  };
  const auto mark = marks_.find(&indicator);
  const bool marked = mark != marks_.end();
  const bool only_records = marked && std::ranges::none_of(indicator.reads, elsewhere);
  std::optional<std::set<std::string>> owners = owners_changed(indicator, kept, changes, marked);
  if (!only_records && !owners) return std::nullopt;
  try {
    return database_.read_now([&](db::Connection& connection) -> std::optional<Part> {
      if (only_records) {
        if (auto made = store_.sums_since(connection, indicator, kept, mark->second)) {
          return Part{*std::move(made), {}};
        }
      }
      if (!owners) return std::nullopt;
      if (marked) owners->merge(store_.owners_since(connection, indicator, mark->second));
      const Computed part = store_.sums_of(connection, indicator, *owners);
      std::optional<Computed> made = with_units(kept, part, *owners);
      if (!made) {
        spdlog::warn("by_owner is not true of the indicator {}", indicator.id);
        return std::nullopt;
      }
      made->mark = part.mark;
      return Part{*std::move(made), *std::move(owners)};
    });
  } catch (const db::TooLong&) {
    // Whether all of it takes too long as well is for that to say.
    return std::nullopt;
  } catch (const db::StatementError& error) {
    return Part{failed(indicator, error), {}};
  }
}

std::vector<const Indicator*> IndicatorService::all() const {
  std::vector<const Indicator*> pointers;
  for (const Indicator& one : indicators_) pointers.push_back(&one);
  return pointers;
}

std::shared_ptr<const Computed> IndicatorService::kept_of(const Indicator& indicator) const {
  const std::lock_guard lock(mutex_);
  return current_.at(indicator.id);
}

bool IndicatorService::keep(const Indicator& indicator, Computed made) {
  if (made.mark) {
    marks_[&indicator] = *made.mark;
  } else {
    marks_.erase(&indicator);
  }
  auto computed = std::make_shared<const Computed>(std::move(made));
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Computed>& kept = current_[indicator.id];
  if (kept != nullptr && *kept == *computed) return false;
  kept = std::move(computed);
  return true;
}

void IndicatorService::announce(const std::set<std::string>& changed) const {
  if (!changed.empty() && on_change_) on_change_(changed);
}

void IndicatorService::check() {
  const auto now = std::chrono::steady_clock::now();
  if (unchecked_.empty() || now - checked_at_ < kCheckPause) return;
  checked_at_ = now;
  std::set<std::string> refused;
  while (!unchecked_.empty()) {
    const auto& [one, owners] = *unchecked_.begin();
    if (kept_of(*one)->failure.empty()) {
      auto failure = refused_now(*one, owners);
      if (failure && keep(*one, *std::move(failure))) refused.insert(one->id);
    }
    // Only now: where the search itself failed it is tried again.
    unchecked_.erase(unchecked_.begin());
  }
  announce(refused);
}

// What needs only the changed owners is shown before what needs every record is begun. The search
// for records counted twice takes as long as the sums, so that it follows, and under many writes
// not every time.
void IndicatorService::recompute(const RegisterChanges& changes) {
  const Date today = database_.clock().today();
  const bool new_day = today != computed_on_;
  std::set<std::string> changed;
  std::vector<const Indicator*> whole;
  for (const Indicator& one : indicators_) {
    if (!one.measured()) continue;
    const auto touched = [&](const std::string& noun) { return changes.contains(noun); };
    const auto other_value = [&](const ParameterName& name) {
      return changes.contains(name.noun + kParameterMark + name.parameter);
    };
    const bool anew = new_day || std::ranges::any_of(one.parameters, other_value);
    if (!anew && std::ranges::none_of(one.reads, touched)) continue;
    // Only this thread replaces what is kept.
    const std::shared_ptr<const Computed> kept = kept_of(one);
    // Every change would wait for it again.
    if (!new_day && kept->too_long) continue;
    auto part = anew ? std::nullopt : compute_since(one, *kept, changes);
    if (!part) {
      whole.push_back(&one);
      continue;
    }
    if (keep(one, std::move(part->computed))) changed.insert(one.id);
    if (part->unchecked.empty()) continue;
    const auto [at, is_new] = unchecked_.try_emplace(&one, part->unchecked);
    if (!is_new && at->second) at->second->merge(part->unchecked);
  }
  announce(std::exchange(changed, {}));
  for (const Indicator* const one : whole) {
    // A figure that was refused is shown again only after it was checked.
    std::optional<Computed> failure;
    if (!kept_of(*one)->failure.empty()) failure = refused_now(*one, std::nullopt);
    if (keep(*one, failure ? *std::move(failure) : compute_now(*one))) changed.insert(one->id);
    unchecked_[one] = std::nullopt;
  }
  announce(std::exchange(changed, {}));
  check();
  computed_on_ = today;
}

const Indicator& IndicatorService::find(const std::string& id) const {
  const auto found = std::ranges::find(indicators_, id, &Indicator::id);
  if (found == indicators_.end()) throw base::not_found({"这个指标", "This indicator"});
  return *found;
}

const plan::Commitment& IndicatorService::commitment_of(const Indicator& indicator,
                                                        const World& world) const {
  const plan::Commitment* const found = indicator::commitment_of(indicator, world.edition->plan());
  // The plan was replaced while the program ran, and no longer promises it.
  if (found == nullptr) throw base::not_found({"这项承诺", "This commitment"});
  return *found;
}

awaitable<World> IndicatorService::world(std::optional<Date> as_of) {
  World made;
  made.today = database_.clock().today();
  made.day = as_of.value_or(made.today);
  if (made.day > made.today) {
    throw base::bad_request({"as_of 不能晚于今天。", "as_of cannot be after today."});
  }
  auto edition = [&](db::Connection& connection) {
    return made.day < made.today ? plans_.in_use_on(connection, made.day)
                                 : plans_.in_use(connection);
  };
  made.edition = co_await database_.read(edition);
  made.directory = access_.directory();
  made.kept = days_.kept();
  co_return made;
}

awaitable<ComputedById> IndicatorService::computed(const World& world,
                                                   std::vector<const Indicator*> wanted) {
  if (world.day == world.today) {
    const std::lock_guard lock(mutex_);
    co_return current_;
  }
  co_return co_await computed_by(store_, world, std::move(wanted));
}

awaitable<ComputedById> IndicatorService::computed_by(const IndicatorStore& store,
                                                      const World& world,
                                                      std::vector<const Indicator*> wanted) {
  ComputedById all;
  for (const Indicator* const one : wanted) {
    if (!one->measured()) continue;
    std::shared_ptr<const Computed> made;
    try {
      made = co_await database_.long_read([&](db::Connection& connection) {
        return std::make_shared<const Computed>(store.compute(connection, *one, world.day));
      });
    } catch (const db::StatementError& error) {
      made = std::make_shared<const Computed>(failed(*one, error));
    }
    all.emplace(one->id, std::move(made));
  }
  co_return all;
}

UnitSet IndicatorService::reach(const Actor& actor, const World& world) const {
  return units_in_reach(actor, Permission::plan_read, *world.directory, world.today);
}

awaitable<IndicatorWall> IndicatorService::wall(const Actor& actor, std::optional<Date> as_of) {
  access_.require(actor, Permission::plan_read);
  const World seen = co_await world(as_of);
  const std::vector<const Indicator*> wanted = all();
  const ComputedById sums = co_await computed(seen, wanted);
  co_return wall_of(indicators_, sums, seen);
}

awaitable<IndicatorWorking> IndicatorService::indicator(const Actor& actor, const std::string& id,
                                                        const IndicatorQuery& query) {
  access_.require(actor, Permission::plan_read);
  const Indicator& found = find(id);
  const World seen = co_await world(query.as_of);
  const plan::Commitment& commitment = commitment_of(found, seen);
  const std::vector<const Indicator*> wanted{&found};
  const ComputedById by_id = co_await computed(seen, wanted);
  const auto kept = by_id.find(id);
  const Computed nothing;
  const Computed& sums = kept == by_id.end() ? nothing : *kept->second;
  IndicatorWorking view;
  view.as_of = seen.day;
  view.line = line_of(&found, commitment, &sums, seen);
  add_origin(actor, found, commitment, seen, view);
  const plan::Tree* const tree = tree_asked(query.tree, seen);
  if (!found.measured()) co_return view;
  const Figures figures(found, commitment, sums, seen);
  if (query.period) {
    view.line.period = *query.period;
    view.line.figure = figures.whole(*query.period);
  }
  for (const std::string& period : figures.periods()) {
    view.periods.push_back({period, figures.whole(period)});
  }
  for (const plan::Tree& one : seen.edition->plan().trees) {
    const Figures along(found, commitment, sums, seen, &one);
    const bool has_figures = !along.roots(view.line.period).empty();
    if (has_figures || &one == tree) view.trees.push_back({one.id, one.title});
  }
  const Figures along(found, commitment, sums, seen, tree);
  add_units(actor, along, seen, query, view);
  add_dimensions(figures, seen, view);
  co_return view;
}

void IndicatorService::add_units(const Actor& actor, const Figures& figures, const World& world,
                                 const IndicatorQuery& query, IndicatorWorking& view) const {
  const std::optional<std::string>& unit = query.unit;
  const Indicator& indicator = figures.indicator();
  const UnitSet reached = reach(actor, world);
  const Text not_shown = not_given_out();
  // Along another line the figure of a unit may be one of units that only others reach.
  const auto may_know = [&](const std::string& asked) {
    if (!query.tree) return reached.contains(asked);
    return figures.has_place(asked) &&
           std::ranges::all_of(world.directory->units, [&](const zhijiao::access::Unit& one) {
             return !figures.is_below(one.id, asked) || reached.contains(one.id);
           });
  };
  std::vector<std::string> shown;
  if (unit) {
    if (!may_know(*unit)) throw no_such_unit();
    view.unit = unit_name(world, *unit);
    if (!view.unit) throw no_such_unit();
    if (is_withheld(indicator, world, *unit)) {
      view.withheld = not_shown;
    } else {
      view.unit_figure = figures.of_unit(view.line.period, *unit);
    }
    shown = figures.children(view.line.period, *unit);
  } else if (query.tree) {
    shown = figures.roots(view.line.period);
  } else if (indicator.judged == Judged::each) {
    shown = figures.members();
  } else {
    for (const zhijiao::access::Unit& root : world.directory->units) {
      if (!root.parent.empty()) continue;
      for (std::string& child : figures.children(view.line.period, root.id)) {
        shown.push_back(std::move(child));
      }
    }
  }
  for (const std::string& one : shown) {
    if (!may_know(one)) continue;
    const std::optional<UnitName> name = unit_name(world, one);
    if (!name) continue;
    if (is_withheld(indicator, world, one)) {
      view.withheld = not_shown;
      continue;
    }
    view.units.push_back({*name, figures.of_unit(view.line.period, one),
                          !figures.children(view.line.period, one).empty()});
  }
}

void IndicatorService::add_dimensions(const Figures& figures, const World& world,
                                      IndicatorWorking& view) const {
  const Indicator& indicator = figures.indicator();
  const auto title_of = [&](const std::string& name, const std::string& value) {
    if (value.empty()) return Text{"未填", "not given"};
    for (const std::string& noun : indicator.reads) {
      const registers::Field* const field = records_.catalogue().find(noun)->find_field(name);
      if (field == nullptr) continue;
      const auto choice = std::ranges::find(field->choices, value, &registers::Choice::value);
      if (choice != field->choices.end()) return choice->title;
    }
    const std::optional<UnitName> unit = unit_name(world, value);
    return unit ? unit->name : Text{value, value};
  };
  for (std::size_t i = 0; i < indicator.dimensions.size(); ++i) {
    const Dimension& dimension = indicator.dimensions[i];
    DimensionView made{dimension.name, dimension.title, {}};
    for (const std::string& value : figures.values(view.line.period, i)) {
      made.values.push_back(
          {value, title_of(dimension.name, value), figures.of_value(view.line.period, i, value)});
    }
    view.dimensions.push_back(std::move(made));
  }
}

void IndicatorService::add_origin(const Actor& actor, const Indicator& indicator,
                                  const plan::Commitment& commitment, const World& world,
                                  IndicatorWorking& view) const {
  view.source = indicator.source;
  view.definition.text =
      indicator.measured() ? indicator.definition.text : commitment.definition.text;
  view.definition.questions = commitment.definition.questions;
  if (!indicator.measured()) return;
  view.formula = indicator.formula;
  view.definition.excluded = indicator.definition.excluded;
  view.definition.ruled_by = unit_name(world, indicator.definition.ruled_by);
  view.definition.ruled_on = indicator.definition.ruled_on;
  view.footnotes = footnotes_of(indicator, world);
  view.sql = indicator.sql;
  for (const ParameterName& name : indicator.parameters) {
    const registers::Parameter of = records_.parameters().line(name.noun, name.parameter);
    const registers::ParameterValue& value = of.on(world.day);
    view.parameters.push_back({name.noun, name.parameter, of.title, value.value, of.unit,
                               value.from, value.source, value.verified});
  }
  for (const std::string& noun : indicator.reads) {
    view.registers.push_back(
        {noun, records_.catalogue().find(noun)->title, records_.reads(actor, noun)});
  }
}

awaitable<ContributionList> IndicatorService::records(const Actor& actor, const std::string& id,
                                                      const ContributionsQuery& query) {
  access_.require(actor, Permission::plan_read);
  const Indicator& found = find(id);
  if (!found.measured()) {
    throw base::Problem(409, "not-measured", {"这项指标还没有计量", "Not measured yet"},
                        found.missing);
  }
  const World seen = co_await world(query.as_of);
  const plan::Commitment& commitment = commitment_of(found, seen);
  const std::vector<const Indicator*> wanted{&found};
  const ComputedById by_id = co_await computed(seen, wanted);
  const Figures figures(found, commitment, *by_id.at(id), seen, tree_asked(query.tree, seen));
  const std::string& noun = found.reads.front();
  if (query.unit && !figures.has_place(*query.unit)) throw no_such_unit();
  ContributionQuery asked;
  asked.period = query.period.value_or(figures.latest_period());
  asked.after = query.cursor.value_or("");
  asked.rows_max = kRowsMax + 1;
  for (const zhijiao::access::Unit& unit : seen.directory->units) {
    if (records_.reads(actor, noun, unit.id)) asked.owners.push_back(unit.id);
    if (!query.unit || figures.is_below(unit.id, *query.unit)) {
      asked.units.push_back(unit.id);
    }
  }
  ContributionList list;
  if (asked.owners.empty()) co_return list;
  auto read = [&](db::Connection& connection) {
    try {
      return std::pair{store_.records(connection, found, seen.day, asked),
                       access_.display_names(connection)};
    } catch (const db::TooLong&) {
      throw too_long();
    }
  };
  auto [rows, names] = co_await database_.long_read(read);
  if (std::cmp_greater(rows.size(), kRowsMax)) {
    rows.resize(kRowsMax);
    list.next = rows.back().record;
  }
  for (const ContributionRow& row : rows) {
    ContributionView view;
    view.noun = noun;
    view.record = row.record;
    view.unit = unit_name(seen, row.unit).value_or(UnitName{row.unit, {row.unit, row.unit}});
    if (row.on_date) view.on_date = Date::parse(*row.on_date);
    view.numerator = row.numerator;
    view.denominator = row.denominator;
    view.version = row.version;
    view.entered_at = base::rfc3339(row.recorded_at);
    const auto who = names.find(row.account);
    if (who != names.end()) view.entered_by = who->second;
    try {
      const registers::RecordAnswer answer =
          co_await records_.record(actor, noun, row.record, query.as_of, false);
      view.label = label_of(answer.json);
    } catch (const base::Problem& problem) {
      // Removed since the rows were read.
      if (problem.status() == 404) continue;
      throw;
    }
    list.records.push_back(std::move(view));
  }
  co_return list;
}

awaitable<WhatIf> IndicatorService::what_if(const Actor& actor, const WhatIfQuestion& question) {
  access_.require(actor, Permission::plan_read);
  const World seen = co_await world(question.as_of);
  const std::vector<plan::Commitment>& commitments = seen.edition->plan().commitments;
  auto faults = faults_of(question, records_.catalogue(), commitments);
  if (!faults.empty()) {
    throw base::invalid({"请改正标出的各项。", "Mend what is marked."}, std::move(faults));
  }
  const std::vector<TriedParameter> parameters =
      question.parameters.value_or(std::vector<TriedParameter>{});
  const std::vector<TriedTarget> targets = question.targets.value_or(std::vector<TriedTarget>{});
  registers::ParameterBook book(std::as_const(records_).parameters());
  try_out(parameters, book);
  const IndicatorStore tried_store(records_.catalogue(), book, access_.region());

  // Of each commitment its indicator, as on the wall; null: none is declared.
  std::vector<std::pair<const plan::Commitment*, const Indicator*>> affected;
  std::vector<const Indicator*> wanted;
  std::vector<const Indicator*> recomputed;
  std::vector<TriedParameter> elsewhere = parameters;
  for (const plan::Commitment& commitment : commitments) {
    const Indicator* const indicator = indicator_of(indicators_, commitment.id);
    const auto used = [&](const TriedParameter& tried) {
      return indicator != nullptr && uses(*indicator, tried);
    };
    const bool computed_with = std::ranges::any_of(parameters, used);
    const bool aimed_at =
        std::ranges::find(targets, commitment.id, &TriedTarget::commitment) != targets.end();
    if (!computed_with && !aimed_at) continue;
    affected.emplace_back(&commitment, indicator);
    if (indicator != nullptr) wanted.push_back(indicator);
    const bool once = std::ranges::find(recomputed, indicator) == recomputed.end();
    if (computed_with && once) recomputed.push_back(indicator);
    std::erase_if(elsewhere, used);
  }

  const ComputedById before = co_await computed(seen, wanted);
  const ComputedById after = co_await computed_by(tried_store, seen, recomputed);
  WhatIf answer;
  answer.as_of = seen.day;
  answer.elsewhere = std::move(elsewhere);
  for (const auto& [commitment, indicator] : affected) {
    const std::string id = indicator == nullptr ? std::string() : indicator->id;
    const auto then = before.find(id);
    const Computed* const as_is = then == before.end() ? nullptr : then->second.get();
    const auto tried = after.find(id);
    const Computed* const would_be = tried == after.end() ? as_is : tried->second.get();
    const plan::Commitment aimed = with_target(*commitment, targets);
    answer.lines.push_back(
        {line_of(indicator, *commitment, as_is, seen), line_of(indicator, aimed, would_be, seen)});
  }
  co_return answer;
}

awaitable<DataQuality> IndicatorService::data_quality(const Actor& actor) {
  access_.require(actor, Permission::plan_read);
  const World seen = co_await world(std::nullopt);
  const std::vector<const Indicator*> wanted = all();
  const ComputedById sums = co_await computed(seen, wanted);
  const UnitSet reached = reach(actor, seen);
  DataQuality quality;
  quality.as_of = seen.day;
  for (const Indicator& one : indicators_) {
    const auto kept = sums.find(one.id);
    if (kept == sums.end()) continue;
    const Figures figures(one, commitment_of(one, seen), *kept->second, seen);
    for (DataFinding& finding : findings_of(figures, seen)) {
      if (finding.unit &&
          (!reached.contains(finding.unit->id) || is_withheld(one, seen, finding.unit->id))) {
        continue;
      }
      quality.findings.push_back(std::move(finding));
    }
  }
  co_return quality;
}

awaitable<DaySeries> IndicatorService::days(const Actor& actor, const std::string& id,
                                            const DaysQuery& query) {
  constexpr int kDefaultDays = 730;
  access_.require(actor, Permission::plan_read);
  const Indicator& found = find(id);
  const World seen = co_await world(query.to);
  DaySeries series;
  series.id = id;
  series.to = seen.day;
  series.from = query.from.value_or(seen.day.plus_days(-kDefaultDays));
  series.unit = query.unit.value_or(DayStore::kWhole);
  if (series.from > series.to || series.to.days_since(series.from) > kDaysMax) {
    throw base::bad_request({"起止日期不对，或者超过十年。",
                             "The days are in the wrong order, or more than ten years apart."});
  }
  if (query.unit) {
    if (!reach(actor, seen).contains(*query.unit) || !unit_name(seen, *query.unit)) {
      throw no_such_unit();
    }
    if (is_withheld(found, seen, *query.unit)) {
      series.withheld = not_given_out();
      co_return series;
    }
  }
  const std::vector<KeptDay> kept = co_await database_.long_read([&](db::Connection& connection) {
    return days_.days(connection, id, series.unit, series.from, series.to);
  });
  for (const KeptDay& one : kept) {
    series.days.push_back({one.day, one.period, one.value, one.scale, one.verdict, one.numerator,
                           one.denominator, one.records, one.incomplete,
                           base::day_of(one.kept_at)});
  }
  co_return series;
}

namespace {

std::vector<CommitmentStanding> standings_of_today(const std::vector<Indicator>& indicators,
                                                   const ComputedById& sums, const World& world) {
  std::vector<CommitmentStanding> standings;
  for (const plan::Commitment& commitment : world.edition->plan().commitments) {
    const Indicator* const one = indicator_of(indicators, commitment.id);
    if (one == nullptr || !sums.contains(one->id)) continue;
    const Figures figures(*one, commitment, *sums.find(one->id)->second, world);
    const std::string period = figures.latest_period();
    const FigureView whole = figures.whole(period);
    standings.push_back({*one, commitment, world.day, period, whole.value, whole.verdict,
                         whole.denominator, figures.ahead(period)});
  }
  return standings;
}

std::vector<CommitmentStanding> standings_kept(const std::vector<Indicator>& indicators,
                                               const World& world) {
  std::vector<CommitmentStanding> standings;
  for (const plan::Commitment& commitment : world.edition->plan().commitments) {
    const Indicator* const one = indicator_of(indicators, commitment.id);
    if (one == nullptr || !world.kept->contains(one->id)) continue;
    const std::vector<KeptDay>& kept = world.kept->find(one->id)->second;
    const auto after = std::ranges::upper_bound(kept, world.day, {}, &KeptDay::day);
    if (after == kept.begin()) continue;
    const KeptDay& newest = *std::prev(after);
    if (world.day.days_since(newest.day) > kDaysBack) continue;
    standings.push_back({*one, commitment, newest.day, newest.period, newest.value, newest.verdict,
                         newest.denominator,
                         trend({*one,
                                commitment,
                                goal_of(*one, commitment),
                                kept,
                                {},
                                Standing{world.day, newest.period, newest.value}})});
  }
  return standings;
}

}  // namespace

std::shared_ptr<const std::vector<plan::Finding>> IndicatorService::findings_of_figures(
    const std::shared_ptr<const plan::PlanEdition>& edition, Date as_of, Date today) const {
  World seen;
  seen.edition = edition;
  seen.directory = access_.directory();
  seen.day = as_of;
  seen.today = today;
  seen.kept = days_.kept();
  if (as_of < today) {
    return std::make_shared<const std::vector<plan::Finding>>(
        late_commitments(standings_kept(indicators_, seen), as_of));
  }
  Found made{edition, as_of, {}, seen.kept, nullptr};
  {
    const std::lock_guard lock(mutex_);
    if (found_.edition == edition && found_.day == as_of && found_.kept == seen.kept &&
        found_.sums == current_) {
      return found_.findings;
    }
    made.sums = current_;
  }
  made.findings = std::make_shared<const std::vector<plan::Finding>>(
      late_commitments(standings_of_today(indicators_, made.sums, seen), as_of));
  const std::lock_guard lock(mutex_);
  found_ = made;
  return made.findings;
}

std::vector<CitedFigure> IndicatorService::figures_of_task(
    const std::shared_ptr<const plan::PlanEdition>& edition, int task, const std::string& unit,
    Date today) const {
  const std::pair share{task, unit};
  World seen;
  seen.edition = edition;
  seen.directory = access_.directory();
  seen.day = today;
  seen.today = today;
  ComputedById sums;
  {
    const std::lock_guard lock(mutex_);
    if (cited_.edition != edition || cited_.directory != seen.directory || cited_.day != today ||
        cited_.sums != current_) {
      cited_ = {edition, seen.directory, today, current_, {}};
    }
    const auto known = cited_.by_share.find(share);
    if (known != cited_.by_share.end()) return known->second;
    sums = current_;
  }
  std::vector<CitedFigure> made = cited_figures(indicators_, sums, seen, task, unit);
  const std::lock_guard lock(mutex_);
  if (cited_.edition == edition && cited_.directory == seen.directory && cited_.day == today &&
      cited_.sums == sums) {
    cited_.by_share.insert_or_assign(share, made);
  }
  return made;
}

awaitable<PublicIndicators> IndicatorService::public_indicators() {
  const World seen = co_await world(std::nullopt);
  const std::vector<const Indicator*> wanted = all();
  const ComputedById sums = co_await computed(seen, wanted);
  co_return public_of(indicators_, sums, seen);
}

}  // namespace indicator

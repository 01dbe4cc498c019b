#include "indicator/indicator_days.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "base/clock.hpp"
#include "db/failure.hpp"

namespace indicator {

namespace {

KeptDay kept_day(const FigureView& figure, const Indicator& indicator, const World& world,
                 const std::string& period) {
  return {world.day,
          period,
          figure.value,
          indicator.scale,
          figure.verdict,
          figure.numerator,
          figure.denominator,
          figure.records,
          figure.incomplete,
          world.edition->version(),
          {}};
}

}  // namespace

IndicatorDays::IndicatorDays(db::Database& database, zhijiao::access::AccessService& access,
                             plan::PlanService& plans, const std::vector<Indicator>& indicators,
                             const IndicatorStore& store)
    : database_(database),
      access_(access),
      plans_(plans),
      indicators_(indicators),
      store_(store),
      days_(access.region()) {}

void IndicatorDays::start_now(OnKept on_kept) {
  on_kept_ = std::move(on_kept);
  for (const Indicator& one : indicators_) read_kept(one);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

std::shared_ptr<const KeptById> IndicatorDays::kept() const {
  const std::lock_guard lock(mutex_);
  return kept_;
}

void IndicatorDays::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    try {
      keep_up(stop);
    } catch (const std::exception& error) {
      spdlog::error("the figures of a day were not kept, which is tried again: {}", error.what());
    }
    std::unique_lock lock(waiting_);
    wake_.wait_for(lock, stop, kLook, [] { return false; });
  }
}

void IndicatorDays::keep_up(const std::stop_token& stop) {
  const Date today = database_.clock().today();
  if (done_on_ == today) return;
  std::chrono::steady_clock::duration took{};
  for (const Indicator& one : indicators_) {
    if (!one.measured()) continue;
    const std::optional<Date> first = first_record(one);
    if (!first) continue;
    const std::set<Date> kept = database_.read_now(
        [&](db::Connection& connection) { return days_.days_kept(connection, one.id); });
    bool any = false;
    for (const Date day : days_to_keep(kept, *first, today)) {
      give_way(stop, took);
      if (stop.stop_requested()) return;
      const auto started = std::chrono::steady_clock::now();
      const bool is_kept = keep(one, day);
      took = std::chrono::steady_clock::now() - started;
      if (!is_kept) break;
      any = true;
    }
    if (!any) continue;
    read_kept(one);
    on_kept_({one.id});
  }
  done_on_ = today;
}

void IndicatorDays::give_way(const std::stop_token& stop,
                             std::chrono::steady_clock::duration took) {
  if (took <= kLight) return;
  std::unique_lock lock(waiting_);
  wake_.wait_for(lock, stop, kRests * took, [] { return false; });
}

std::optional<Date> IndicatorDays::first_record(const Indicator& indicator) {
  return database_.read_now([&](db::Connection& connection) {
    return days_.first_record(connection, indicator.reads.front());
  });
}

bool IndicatorDays::keep(const Indicator& indicator, Date day) {
  World world;
  world.day = day;
  world.today = database_.clock().today();
  world.directory = access_.directory();
  Computed computed;
  try {
    computed = database_.read_now([&](db::Connection& connection) {
      world.edition = plans_.in_use_on(connection, day);
      return store_.compute(connection, indicator, day);
    });
  } catch (const db::StatementError& error) {
    spdlog::warn("the figure of {} on {} cannot be kept: {}", indicator.id, day.str(),
                 error.what());
    return false;
  }
  const plan::Commitment* const commitment = commitment_of(indicator, world.edition->plan());
  if (commitment == nullptr || !computed.failure.empty()) return false;
  const Figures figures(indicator, *commitment, computed, world);
  const std::string period = figures.latest_period();
  std::vector<std::pair<std::string, KeptDay>> rows;
  rows.emplace_back(DayStore::kWhole, kept_day(figures.whole(period), indicator, world, period));
  for (const auto& [unit, figure] : figures.of_units(period)) {
    rows.emplace_back(unit, kept_day(figure, indicator, world, period));
  }
  database_.write_now([&](db::Connection& connection) {
    for (auto& [unit, row] : rows) {
      row.kept_at = connection.now();
      days_.keep(connection, indicator.id, unit, row);
    }
  });
  return true;
}

void IndicatorDays::read_kept(const Indicator& indicator) {
  const Date today = database_.clock().today();
  std::vector<KeptDay> days = database_.read_now([&](db::Connection& connection) {
    return days_.days(connection, indicator.id, DayStore::kWhole, month_end(today, -kMonthsBack),
                      today);
  });
  const std::lock_guard lock(mutex_);
  auto made = std::make_shared<KeptById>(*kept_);
  (*made)[indicator.id] = std::move(days);
  kept_ = std::move(made);
}

}  // namespace indicator

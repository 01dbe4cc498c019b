#include "share/report_period.hpp"

#include <algorithm>

#include "base/period.hpp"

namespace share {

namespace {

base::PeriodLength length_of(plan::Period rhythm) {
  switch (rhythm) {
    case plan::Period::each_quarter:
      return base::PeriodLength::quarter;
    case plan::Period::each_half_year:
      return base::PeriodLength::half_year;
    case plan::Period::each_year:
      return base::PeriodLength::year;
    default:
      return base::PeriodLength::month;
  }
}

constexpr std::size_t kYearDigits = 4;
constexpr int kDaysAsked = 366;  // so far before the period that is asked now

bool overlap(const ReportPeriod& a, const ReportPeriod& b) {
  return a.from <= b.to && b.from <= a.to;
}

// Keys of reports have no dash before Q and H.
bool has_letter(std::string_view key, std::size_t at) {
  return key.size() > at && (key[at] == 'Q' || key[at] == 'H');
}

ReportPeriod make(const plan::ReportSettings& settings, const base::Period& period) {
  const Date next = period.to.plus_days(1);
  const Date last_of_next = base::period_of(base::PeriodLength::month, next).to;
  std::string key = period.key;
  if (has_letter(key, kYearDigits + 1)) key.erase(kYearDigits, 1);
  return {key, period.from, period.to,
          std::min(next.plus_days(settings.due_day - 1), last_of_next)};
}

}  // namespace

ReportPeriod period_of(const plan::ReportSettings& settings, Date day) {
  return make(settings, base::period_of(length_of(settings.period), day));
}

ReportPeriod next_period(const plan::ReportSettings& settings, const ReportPeriod& period) {
  return period_of(settings, period.to.plus_days(1));
}

ReportPeriod previous_period(const plan::ReportSettings& settings, const ReportPeriod& period) {
  return period_of(settings, period.from.plus_days(-1));
}

std::optional<ReportPeriod> parse_period(const plan::ReportSettings& settings,
                                         std::string_view key) {
  if (has_letter(key, kYearDigits + 1)) return std::nullopt;
  std::string dashed(key);
  if (has_letter(key, kYearDigits)) dashed.insert(kYearDigits, 1, '-');
  const auto period = base::parse_period(dashed);
  // It is due in the time after it.
  if (!period || period->to.year() >= Date::kLastYear) return std::nullopt;
  return make(settings, *period);
}

Text period_title(const ReportPeriod& period) {
  for (const base::PeriodLength length :
       {base::PeriodLength::month, base::PeriodLength::quarter, base::PeriodLength::half_year}) {
    const base::Period whole = base::period_of(length, period.from);
    if (whole.to == period.to) return base::period_title(whole);
  }
  return base::period_title(base::period_of(base::PeriodLength::year, period.from));
}

ReportPeriod first_period(const plan::ReportSettings& settings, Date recorded_on) {
  return period_of(settings, std::max(recorded_on, settings.since.value_or(recorded_on)));
}

ReportPeriod period_asked(const plan::ReportSettings& settings, const ReportPeriod& first,
                          Date today) {
  const ReportPeriod present = period_of(settings, today);
  if (present.from <= first.from) return first;
  return previous_period(settings, present);
}

Date oldest_asked(const ReportPeriod& first, const ReportPeriod& asked) {
  return std::max(first.from, asked.from.plus_days(-kDaysAsked));
}

std::vector<ReportPeriod> missed_periods(const plan::ReportSettings& settings,
                                         const ReportPeriod& first, const ReportPeriod& asked,
                                         const std::vector<ReportPeriod>& begun) {
  const Date oldest = oldest_asked(first, asked);
  // Without an earlier report it begins with the last period before the one that is asked.
  Date since = previous_period(settings, asked).from;
  for (const ReportPeriod& one : begun) since = std::min(since, one.from);
  std::vector<ReportPeriod> missed;
  for (ReportPeriod period = period_of(settings, std::max(oldest, since)); period.from < asked.from;
       period = next_period(settings, period)) {
    if (period.from < oldest) continue;
    const bool reported =
        std::ranges::any_of(begun, [&](const ReportPeriod& one) { return overlap(one, period); });
    if (!reported) missed.push_back(period);
  }
  return missed;
}

bool owes_report(const plan::ShareRecord& at_end, const plan::ShareRecord& now,
                 const ReportPeriod& period) {
  if (at_end.state != plan::ShareState::open) return false;
  if (at_end.condition == plan::ConditionState::pending) return false;
  return !now.closed_on || *now.closed_on > period.to;
}

}  // namespace share

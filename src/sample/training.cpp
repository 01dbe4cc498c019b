#include <fmt/format.h>

#include <array>

#include "base/period.hpp"
#include "sample/world_maker.hpp"

namespace sample {

namespace {

constexpr const char* kFirstQuarter = "2023-Q1";  // what the register asks for first
constexpr std::array<std::string_view, 3> kLines = {"education", "human_resources", "agriculture"};

}  // namespace

// Each county reports three lines a quarter. In the newest quarter one county lacks a line, another
// everything; of the others some wait for approval.
void Maker::make_training_totals() {
  constexpr auto kQuarter = base::PeriodLength::quarter;
  base::Period newest = base::period_of(kQuarter, until());
  newest = base::previous_period(newest);
  for (base::Period period = *base::parse_period(kFirstQuarter); period.from <= newest.from;
       period = base::next_period(period)) {
    const bool is_newest = period.key == newest.key;
    for (std::size_t i = 0; i < place_.counties.size(); ++i) {
      const Unit& county = place_.counties[i];
      for (std::size_t line = 0; line < kLines.size(); ++line) {
        const bool silent = is_newest && (i % 7 == 4 || (i % 7 == 2 && line == 2));
        if (silent) continue;
        Dice luck = dice(fmt::format("trainings of {} {} {}", county.id, period.key, line));
        const std::int64_t persons = scaled(luck.between(420, 560));
        const std::int64_t farmers = line == 2 ? persons * 9 / 10 : persons / 4;
        const base::Date day = period.to.plus_days(luck.between(2, 5));
        Draft draft(*this, "training_total", day,
                    {{"unit", county.id},
                     {"period", period.key},
                     {"line", kLines[line]},
                     {"persons_times", persons},
                     {"employees", line == 1 ? persons / 2 : 0},
                     {"farmers", farmers},
                     {"certificates", persons * luck.between(30, 60) / 100},
                     {"subsidy", line == 1 ? persons * 60'000 : 0}});
        draft.then(day.plus_days(luck.between(1, 4)), "submit");
        if (!is_newest || i % 7 < 2) draft.then(day.plus_days(luck.between(8, 14)), "approve");
        draft.made();
      }
    }
  }
}

}  // namespace sample

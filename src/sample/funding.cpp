#include <fmt/format.h>

#include <array>
#include <iterator>

#include "sample/world_maker.hpp"

namespace sample {

namespace {

constexpr std::int64_t kYuan = 100;                   // fen
constexpr std::int64_t kThousand = 1'000 * kYuan;     // yuan
constexpr std::int64_t kMillion = 1'000'000 * kYuan;  // yuan
constexpr std::int64_t kWaiverShare = 400 * kYuan;    // 20 % of 2,000 yuan
constexpr int kYears = 3;

// What one of the county units fails, by its place in the plan, in this year and the last.
struct Failing {
  const char* field;
  base::Text what;
};

const std::array kFailing{
    // Counts again if contest money may count inside the special fund.
    Failing{"contest_in_special",
            {"剔除技能大赛经费后专项经费低于底线", "below the floor without the contest money"}},
    Failing{"contest_budgeted", {"技能大赛经费低于底线", "contest money below the floor"}},
    Failing{"waiver_issued", {"免学费本级补助不足额", "own share of the waiver not in full"}},
    Failing{"local_surcharge_vocational_budgeted",
            {"地方教育附加用于职业教育不足 30%", "less than 30 % of the local surcharge"}},
    // Counts again if transfers from above may count.
    Failing{"special_from_above",
            {"剔除上级转移支付后专项经费低于底线", "below the floor without transfers from above"}},
    Failing{"special_issued", {"专项经费下达数低于底线", "too little of the special fund issued"}},
};
constexpr std::size_t kOverpaid = 6;  // the county that has paid more than was issued
constexpr std::size_t kReturned = 2;  // whose newest report came back for one cell
constexpr std::size_t kMissing = 5;   // whose newest report is missing

std::int64_t percent(std::int64_t of, std::int64_t percent) {
  return of / (100 * kYuan) * percent * kYuan;
}

}  // namespace

void Maker::make_funding() {
  std::vector<Unit> offices = place_.counties;
  if (!place_.finance.id.empty()) offices.push_back(place_.finance);
  for (int year = until().year() - kYears + 1; year <= until().year(); ++year) {
    for (const int half : {1, 2}) {
      const base::Date due = half == 1 ? base::Date(year, 7, 3) : base::Date(year + 1, 1, 5);
      if (due < from()) continue;
      const bool newest = later_by_months(due, 6) >= until();
      for (std::size_t i = 0; i < offices.size(); ++i) {
        const bool city = i == place_.counties.size();
        if (newest && !city && i == kMissing) continue;
        report_funding(offices[i], city, i, {year, half, due, newest});
      }
    }
  }
}

void Maker::report_funding(const Unit& office, bool city, std::size_t number,
                           const FundingPeriod& of) {
  Dice of_year = dice(fmt::format("funding of {} in {}", office.id, of.year));
  Dice luck = dice(fmt::format("funding of {} in {}-{}", office.id, of.year, of.half));
  std::int64_t students = 0;
  for (const School& school : schools_) {
    const bool own = city ? school.unit.county.empty() : school.unit.county == office.id;
    if (own && !school.college) students += this->students(school, of.year);
  }
  if (students == 0) students = scaled(150, 5);
  const Failing* const failing = !city && number < kFailing.size() && of.year >= until().year() - 1
                                     ? &kFailing[number]
                                     : nullptr;
  const auto fails = [&](std::string_view field) {
    return failing != nullptr && failing->field == field;
  };
  const std::int64_t paid_percent = of.half == 1 ? luck.between(35, 60) : luck.between(94, 100);
  bj::object values{{"unit", office.id}, {"period", fmt::format("{}-H{}", of.year, of.half)}};
  const auto spend = [&](const std::string& name, std::int64_t budgeted, std::int64_t issued) {
    values[name + "_budgeted"] = budgeted;
    values[name + "_issued"] = issued;
    values[name + "_paid"] = percent(issued, paid_percent);
  };
  const auto document = [&](int n) {
    return fmt::format("示例财教〔{}〕{}号", of.year, static_cast<int>(number) * 10 + n);
  };

  // Money is budgeted for the year and issued at once; paying takes the year.
  const std::int64_t own = (city ? 5 : 3) * kMillion + of_year.between(10, 300) * kThousand;
  const std::int64_t surcharge_part = of_year.chance(30) ? own / 5 / kYuan * kYuan : 0;
  const std::int64_t from_above = fails("special_from_above") ? 1'100 * kThousand : 0;
  const std::int64_t contest_part = fails("contest_in_special") ? 400 * kThousand : 0;
  spend("special", own, fails("special_issued") ? 2'750 * kThousand : own);
  values["special_from_above"] = from_above;
  values["special_from_surcharge"] = surcharge_part;
  values["contest_in_special"] = contest_part;
  values["special_document"] = document(1);

  const std::int64_t contest = fails("contest_budgeted") ? 150 * kThousand
                                                         : (city ? 500 : 200) * kThousand +
                                                               of_year.between(0, 60) * kThousand;
  spend("contest", contest, contest);
  values["contest_document"] = document(2);

  const std::int64_t due = students * kWaiverShare;
  spend("waiver", due, fails("waiver_issued") ? percent(due, 80) : due);
  values["waiver_students"] = students;
  values["waiver_document"] = document(3);

  for (const std::string name : {"edu_surcharge", "local_surcharge"}) {
    const bool local = name == "local_surcharge";
    const std::int64_t collected = (of_year.between(6'000, 9'000) + (city ? 9'000 : 0)) *
                                   kThousand * (local ? 2 : 3) / 3 / kThousand * kThousand;
    const std::int64_t available = percent(collected, of_year.between(90, 98));
    const bool low = fails(name + "_vocational_budgeted");
    const std::int64_t set_aside = percent(available, low ? 26 : of_year.between(31, 38));
    values[name + "_collected"] = collected;
    values[name + "_available"] = available;
    spend(name + "_vocational", set_aside, set_aside);
  }
  if (number != 3) {
    values["per_student_standard"] = (city ? 7'500 : 7'000) * kYuan;
    values["per_student_document"] = document(4);
  }

  const bool overpaid =
      !city && number == kOverpaid && of.half == 2 && of.year == until().year() - 1;
  if (overpaid) values["contest_paid"] = contest + 10 * kThousand;
  const base::Date day = of.due.plus_days(luck.between(0, 9));
  Draft draft(*this, "funding", day, std::move(values), overpaid);
  const std::string id = draft.id();
  draft.then(day.plus_days(luck.between(1, 3)), "submit");
  if (of.newest && !city && number == kReturned) {
    draft.returned(day.plus_days(5), "return", "waiver_issued",
                   "下达数与指标文件不一致，请核对（示例）");
  } else {
    draft.then(day.plus_days(luck.between(4, 8)), "approve").then(of.due.plus_days(27), "lock");
  }
  if (!draft.made()) return;
  const std::string label = fmt::format("{} {}-H{}", office.name, of.year, of.half);
  if (failing != nullptr) {
    plant({"funding", id, office.id, label, failing->field, FoundBy::below_floor, failing->what});
  }
  if (overpaid) {
    plant({"funding",
           id,
           office.id,
           label,
           "contest_paid",
           FoundBy::warning,
           {"技能大赛经费拨付多于下达", "more contest money is paid than was issued"}});
  }
}

}  // namespace sample

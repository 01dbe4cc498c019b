#include "engines/draft/deadlines.hpp"

#include <algorithm>

#include "engines/draft/dates.hpp"
#include "engines/draft/numerals.hpp"

namespace engines::draft {

namespace {

// How the end of a time is written: 2022年 底 前.
struct Ending {
  std::size_t length = 0;
  bool bottom = false;  // 底, 末: the last day of what was named
  bool before = false;  // 前, 以前
  bool within = false;  // 内, 以内
  bool from = false;    // 起
};

Ending ending_at(Words words) {
  Ending ending;
  const auto take = [&](std::initializer_list<Words> options, bool& flag) {
    const Words found = beginning_of(words.substr(ending.length), options);
    if (found.empty()) return;
    ending.length += found.size();
    flag = true;
  };
  take({U"底", U"末", U"年底", U"年末", U"月底", U"月末", U"底完成", U"终"}, ending.bottom);
  take({U"前", U"之前", U"以前", U"前完成"}, ending.before);
  if (!ending.before) take({U"内", U"以内", U"之内", U"年内"}, ending.within);
  if (!ending.before && !ending.within && !ending.bottom)
    take({U"起", U"开始", U"启动"}, ending.from);
  return ending;
}

Text text(const char* zh, const char* en) { return {zh, en}; }

// A day or the end of a period of days, with the words after it read.
struct Stretch {
  Date first;
  Date last;
  bool exact_day = false;
  const char* rule = "";
};

TimeFound finished(Range range, const Stretch& stretch, const Ending& ending) {
  TimeFound time;
  time.range = {range.begin, range.end + ending.length};
  Deadline& deadline = time.deadline;
  deadline.kind = DeadlineKind::day;
  deadline.on = stretch.last;
  time.limits = ending.bottom || ending.before || ending.within;
  if (ending.from) {
    deadline.kind = DeadlineKind::standing;
    deadline.from = stretch.first;
    deadline.on.reset();
    deadline.certain = true;
    deadline.ground = {85, "deadline.from"};
    deadline.reading =
        text("只写了从何时起，没有写到何时。", "It says when it begins, not when it ends.");
  } else if (stretch.exact_day) {
    deadline.certain = true;
    deadline.ground = {98, "deadline.day"};
  } else if (ending.bottom || ending.within) {
    deadline.certain = true;
    deadline.ground = {95, "deadline.end_of_period"};
  } else if (ending.before && (std::string_view(stretch.rule) == "deadline.quarter" ||
                               std::string_view(stretch.rule) == "deadline.half_year")) {
    // 一季度前 is said of its end.
    deadline.ground = {70, stretch.rule};
    deadline.reading =
        text("“季度前”按该季度（半年）末理解。", "“Before the quarter” taken as by its end.");
  } else if (ending.before) {
    // 2023年前: literally before it begins, often meant as by its end.
    deadline.on = stretch.first.plus_days(-1);
    deadline.ground = {55, "deadline.before_period"};
    deadline.reading = text("“前”按字面理解为该期间开始以前；也可能是指该期间结束以前，请裁定。",
                            "Read literally as before the period begins; it may mean before it "
                            "ends. Needs a ruling.");
  } else {
    deadline.ground = {80, stretch.rule};
    deadline.reading =
        std::string_view(stretch.rule) == "deadline.year"
            ? text("只写了年份，按当年最后一天理解。", "A bare year, taken as its last day.")
            : text("只写了期间，按最后一天理解。", "A bare period, taken as its last day.");
  }
  return time;
}

Stretch year_stretch(int first, int last) {
  return {Date(first, 1, 1), Date(last, 12, 31), false, "deadline.year"};
}

bool accepted_year(int year) { return year >= Date::kFirstYear + 1 && year <= Date::kLastYear - 1; }

// What stands inside a year: 6月30日, 6月底, 上半年, 第三季度, 6—8月.
std::optional<std::pair<Stretch, std::size_t>> within_year(Words words, int year) {
  if (!accepted_year(year)) return std::nullopt;
  const auto y = [&](unsigned month, unsigned day) { return Date(year, month, day); };
  if (words.starts_with(U"上半年"))
    return std::pair{Stretch{y(1, 1), y(6, 30), false, "deadline.half_year"}, std::size_t{3}};
  if (words.starts_with(U"下半年"))
    return std::pair{Stretch{y(7, 1), y(12, 31), false, "deadline.half_year"}, std::size_t{3}};
  if (words.starts_with(U"年中"))
    return std::pair{Stretch{y(1, 1), y(6, 30), false, "deadline.half_year"}, std::size_t{2}};
  std::size_t at = words.starts_with(U"第") ? 1 : 0;
  auto number = small_number_at(words.substr(at));
  if (!number || number->length > 2) return std::nullopt;
  at += number->length;
  int first = number->value;
  int last = first;
  // 6—8月, 一至二季度, 6月—8月
  std::size_t joint = at;
  const bool month_before_joint = joint < words.size() && words[joint] == U'月';
  if (month_before_joint) ++joint;
  if (joint < words.size() && Words(U"—-~至到、").find(words[joint]) != Words::npos) {
    std::size_t to = joint + 1;
    if (to < words.size() && words[to] == U'第') ++to;
    const auto second = small_number_at(words.substr(to));
    if (second && second->length <= 2 && to + second->length < words.size() &&
        (words[to + second->length] == U'月' ||
         words.substr(to + second->length).starts_with(U"季"))) {
      last = second->value;
      at = to + second->length;
    }
  }
  const Words rest = words.substr(at);
  if (rest.starts_with(U"季度") || rest.starts_with(U"季")) {
    if (first < 1 || last > 4 || first > last) return std::nullopt;
    const std::size_t length = at + (rest.starts_with(U"季度") ? 2 : 1);
    return std::pair{Stretch{y(static_cast<unsigned>(first * 3 - 2), 1),
                             last_day_of_month(year, last * 3), false, "deadline.quarter"},
                     length};
  }
  if (words.starts_with(U"第") || first < 1 || first > 12 || last < 1 || last > 12 || first > last)
    return std::nullopt;
  if (rest.empty() || rest[0] != U'月') return std::nullopt;
  ++at;
  const Stretch month{y(static_cast<unsigned>(first), 1), last_day_of_month(year, last), false,
                      "deadline.month"};
  if (const auto day = small_number_at(words.substr(at));
      day && at + day->length < words.size() &&
      Words(U"日号").find(words[at + day->length]) != Words::npos) {
    const auto on = day_of(year, last, day->value);
    if (!on) return std::nullopt;
    return std::pair{Stretch{*on, *on, true, "deadline.day"}, at + day->length + 1};
  }
  const Words tenth = beginning_of(words.substr(at), {U"上旬", U"中旬", U"下旬", U"份"});
  at += tenth.size();
  Stretch stretch = month;
  if (tenth == U"上旬" || tenth == U"中旬") {
    stretch.last = *day_of(year, last, tenth == U"上旬" ? 10 : 20);
    if (tenth == U"中旬") stretch.first = *day_of(year, first, 11);
  }
  return std::pair{stretch, at};
}

// 每年, 每半年, 每季度, 每月 with 12月底前, 5日前 after it.
std::optional<TimeFound> recurring_at(Words words, std::size_t at) {
  struct Rhythm {
    Words words;
    Period period;
  };
  constexpr Rhythm kRhythms[] = {
      {U"每半年", Period::each_half_year},   {U"每学期", Period::each_half_year},
      {U"半年一次", Period::each_half_year}, {U"每季度", Period::each_quarter},
      {U"每个季度", Period::each_quarter},   {U"每季", Period::each_quarter},
      {U"按季度", Period::each_quarter},     {U"按季", Period::each_quarter},
      {U"每年度", Period::each_year},        {U"每学年", Period::each_year},
      {U"每一年", Period::each_year},        {U"每年", Period::each_year},
      {U"逐年", Period::each_year},          {U"按年度", Period::each_year},
      {U"每个月", Period::each_month},       {U"每月", Period::each_month},
      {U"按月", Period::each_month}};
  for (const Rhythm& rhythm : kRhythms) {
    if (!words.starts_with(rhythm.words)) continue;
    TimeFound time;
    Deadline& deadline = time.deadline;
    std::size_t length = rhythm.words.size();
    deadline.kind = DeadlineKind::recurring;
    deadline.period = rhythm.period;
    deadline.certain = true;
    deadline.ground = {90, "deadline.recurring"};
    const Words rest = words.substr(length);
    if (rhythm.period == Period::each_year) {
      if (const auto inside = within_year(rest, 2001)) {
        const Ending ending = ending_at(rest.substr(inside->second));
        const Date on = ending.before && !ending.bottom && !inside->first.exact_day
                            ? inside->first.first.plus_days(-1)
                            : inside->first.last;
        deadline.due_month = static_cast<int>(on.month());
        deadline.due_day = static_cast<int>(on.day());
        length += inside->second + ending.length;
      } else if (rest.starts_with(U"年底") || rest.starts_with(U"底")) {
        deadline.due_month = 12;
        deadline.due_day = 31;
        length += ending_at(rest).length;
      }
    } else if (rhythm.period == Period::each_month) {
      if (const auto day = small_number_at(rest);
          day && day->value >= 1 && day->value <= 31 && day->length < rest.size() &&
          Words(U"日号").find(rest[day->length]) != Words::npos) {
        deadline.due_day = day->value;
        length += day->length + 1;
        length += ending_at(rest.substr(day->length + 1)).length;
      } else if (rest.starts_with(U"底") || rest.starts_with(U"月底")) {
        deadline.due_day = 31;
        length += ending_at(rest).length;
      }
    }
    time.range = {at, at + length};
    return time;
  }
  return std::nullopt;
}

std::optional<TimeFound> standing_at(Words words, std::size_t at) {
  const Words standing = beginning_of(
      words, {U"长期坚持", U"长期推进", U"长期任务", U"长期", U"持续推进", U"持续坚持", U"持续开展",
              U"持续实施", U"持续落实", U"持续", U"常态化推进", U"常态化开展", U"常态化", U"常年",
              U"日常", U"贯穿始终", U"全年坚持", U"全年推进", U"全程"});
  if (standing.empty()) return std::nullopt;
  TimeFound time;
  time.range = {at, at + standing.size()};
  time.deadline.kind = DeadlineKind::standing;
  time.deadline.certain = true;
  time.deadline.ground = {90, "deadline.standing"};
  return time;
}

// 十四五末: the n-th five-year plan ends in 1955 + 5 n (十四五: 2021–2025).
std::optional<TimeFound> five_year_plan_at(Words words, std::size_t at) {
  std::size_t quote = !words.empty() && Words(U"“\"").find(words[0]) != Words::npos ? 1 : 0;
  if (quote >= words.size() || words[quote] != U'十') return std::nullopt;
  const auto number = small_number_at(words.substr(quote));
  std::size_t length = 0;
  int plan = 0;
  if (number && number->length == 2 && words.substr(quote + 2).starts_with(U"五")) {
    plan = number->value;
    length = quote + 3;
  }
  if (plan < 11 || plan > 30) return std::nullopt;
  if (quote == 1) {
    if (length >= words.size() || Words(U"”\"").find(words[length]) == Words::npos)
      return std::nullopt;
    ++length;
  }
  const Words rest = words.substr(length);
  const Words end =
      beginning_of(rest, {U"期间", U"时期", U"期末", U"末", U"末期", U"规划期末", U"收官"});
  if (end.empty()) return std::nullopt;
  const int last = 1955 + 5 * plan;
  TimeFound time = finished({at, at + length + end.size()}, year_stretch(last - 4, last),
                            ending_at(rest.substr(end.size())));
  time.deadline.on = Date(last, 12, 31);
  time.deadline.from = Date(last - 4, 1, 1);
  time.deadline.ground = {80, "deadline.five_year_plan"};
  time.deadline.reading =
      text("按该五年规划的最后一天理解。", "The last day of the five-year plan.");
  time.limits = end.find(U'末') != Words::npos;
  return time;
}

// 印发后30日内, 自印发之日起3个月内
std::optional<TimeFound> after_issue_at(Words words, std::size_t at, const TimeContext& context) {
  const Words start = beginning_of(
      words, {U"印发后", U"印发之日起", U"自印发之日起", U"文件印发后", U"本方案印发后",
              U"方案印发后", U"发文后", U"发布之日起", U"自发布之日起", U"发布后", U"通知印发后"});
  if (start.empty()) return std::nullopt;
  const auto number = small_number_at(words.substr(start.size()));
  if (!number) return std::nullopt;
  std::size_t length = start.size() + number->length;
  const Words unit = beginning_of(
      words.substr(length), {U"日", U"天", U"个月", U"个工作日", U"工作日", U"周", U"个星期"});
  if (unit.empty()) return std::nullopt;
  length += unit.size();
  length += ending_at(words.substr(length)).length;
  TimeFound time;
  time.range = {at, at + length};
  time.limits = true;
  Deadline& deadline = time.deadline;
  deadline.kind = DeadlineKind::day;
  deadline.ground = {75, "deadline.after_issue"};
  deadline.reading = text("自印发之日起算。", "Counted from the day of issue.");
  if (!context.published_on) {
    deadline.kind = DeadlineKind::unclear;
    deadline.ground.confidence_percent = 30;
    return time;
  }
  const Date from = *context.published_on;
  if (unit == U"个月") {
    const int months = static_cast<int>(from.month()) - 1 + number->value;
    const int year = from.year() + months / 12;
    if (!accepted_year(year)) return std::nullopt;
    const Date last = last_day_of_month(year, months % 12 + 1);
    deadline.on = from.day() >= last.day() ? last : Date(last.year(), last.month(), from.day());
  } else if (unit == U"周" || unit == U"个星期") {
    deadline.on = from.plus_days(7 * number->value);
  } else {
    deadline.on = from.plus_days(number->value);
    if (unit.find(U'工') != Words::npos) {
      // The calendar of working days is the plan's; seven days hold five of them.
      deadline.on = from.plus_days((number->value + 4) / 5 * 7);
      deadline.reading = text("自印发之日起算，工作日按每周五天折算。",
                              "Counted from the day of issue, five working days a week.");
      deadline.ground.confidence_percent = 55;
    }
  }
  return time;
}

std::optional<int> year_of(const TimeContext& context) {
  if (context.published_on) return context.published_on->year();
  return context.year;
}

void presume_year(Deadline& deadline) {
  deadline.certain = false;
  deadline.ground.confidence_percent = std::min(deadline.ground.confidence_percent, 70);
  if (deadline.reading.empty())
    deadline.reading =
        text("没有写年份，按文件的年份理解。", "No year given; that of the document is taken.");
}

std::optional<TimeFound> time_of_year_at(Words words, std::size_t at, const TimeContext& context) {
  // 2022年, 二〇二二年, 2021—2023年, 2021年至2023年
  const auto year = small_number_at(words);
  if (year && year->length == 4 && accepted_year(year->value) && year->value >= 1990) {
    std::size_t length = 4;
    int last = year->value;
    std::size_t to = length;
    if (to < words.size() && words[to] == U'年') ++to;
    if (to < words.size() && Words(U"—-~至到").find(words[to]) != Words::npos) {
      const std::size_t dashes = words.substr(to).starts_with(U"——") ? 2 : 1;
      const auto second = small_number_at(words.substr(to + dashes));
      if (second && second->length == 4 && accepted_year(second->value) &&
          second->value >= year->value && to + dashes + 4 < words.size() &&
          words[to + dashes + 4] == U'年') {
        last = second->value;
        length = to + dashes + 4;
      }
    }
    if (length < words.size() && words[length] == U'年') {
      ++length;
      if (length < words.size() && words[length] == U'度') ++length;
    } else {
      // 2022.12.31, 2022-06, 2022/6/30
      if (const auto day = date_at(words)) {
        const Ending ending = ending_at(words.substr(day->length));
        return finished({at, at + day->length}, {day->on, day->on, true, "deadline.day"}, ending);
      }
      if (length < words.size() && Words(U".-/").find(words[length]) != Words::npos) {
        const auto month = small_number_at(words.substr(length + 1));
        if (month && month->length <= 2 && month->value >= 1 && month->value <= 12) {
          const std::size_t end = length + 1 + month->length;
          return finished({at, at + end},
                          {Date(year->value, static_cast<unsigned>(month->value), 1),
                           last_day_of_month(year->value, month->value), false, "deadline.month"},
                          ending_at(words.substr(end)));
        }
      }
      return std::nullopt;
    }
    if (const auto inside = within_year(words.substr(length), last)) {
      TimeFound time = finished({at, at + length + inside->second}, inside->first,
                                ending_at(words.substr(length + inside->second)));
      if (last != year->value) time.deadline.from = Date(year->value, 1, 1);
      return time;
    }
    // 2022年13月 is no time at all.
    if (const auto month = small_number_at(words.substr(length));
        month && length + month->length < words.size() && words[length + month->length] == U'月')
      return std::nullopt;
    if (const Words holiday = beginning_of(words.substr(length), {U"春季学期", U"秋季学期"});
        !holiday.empty()) {
      const bool spring = holiday[0] == U'春';
      const std::size_t end = length + holiday.size();
      TimeFound time =
          finished({at, at + end},
                   {Date(last, spring ? 3U : 9U, 1),
                    spring ? Date(last, 7, 31) : Date(last + 1, 1, 31), false, "deadline.term"},
                   ending_at(words.substr(end)));
      return time;
    }
    TimeFound time = finished({at, at + length}, year_stretch(year->value, last),
                              ending_at(words.substr(length)));
    if (last != year->value && !time.deadline.from) time.deadline.from = Date(year->value, 1, 1);
    return time;
  }
  // 今年6月底前, 年内, 年底前, 6月底前, 三季度
  const Words relative = beginning_of(words, {U"今年", U"本年度", U"本年", U"当年", U"年内",
                                              U"年底", U"年终", U"年末", U"明年", U"全年"});
  const auto base = year_of(context);
  std::size_t length = 0;
  int offset = 0;
  if (!relative.empty()) {
    offset = relative == U"明年" ? 1 : 0;
    const bool whole = relative == U"年内" || relative[1] == U'底' || relative[1] == U'终' ||
                       relative[1] == U'末' || relative == U"全年";
    length = relative.size();
    if (whole) {
      Ending ending = ending_at(words.substr(length));
      ending.bottom = relative != U"全年";
      TimeFound time;
      time.range = {at, at + length + ending.length};
      time.deadline.kind = DeadlineKind::unclear;
      time.deadline.ground = {30, "deadline.no_year"};
      if (base && accepted_year(*base)) {
        time = finished({at, at + length}, year_stretch(*base, *base), ending);
        time.deadline.ground.rule = "deadline.this_year";
        presume_year(time.deadline);
      }
      time.limits = true;
      return time;
    }
  }
  const int year_number = base ? *base + offset : 2001;
  const auto inside = within_year(words.substr(length), year_number);
  if (!inside) {
    if (relative.empty() || !base || !accepted_year(year_number)) return std::nullopt;
    const Ending ending = ending_at(words.substr(length));
    if (!ending.bottom && !ending.within) return std::nullopt;
    TimeFound time = finished({at, at + length}, year_stretch(year_number, year_number), ending);
    presume_year(time.deadline);
    time.limits = true;
    return time;
  }
  TimeFound time = finished({at, at + length + inside->second}, inside->first,
                            ending_at(words.substr(length + inside->second)));
  if (base) {
    presume_year(time.deadline);
  } else {
    time.deadline = Deadline{};
    time.deadline.ground = {30, "deadline.no_year"};
    time.deadline.reading =
        text("没有写年份，文件也没有日期。", "No year, and the document has no date.");
  }
  return time;
}

bool may_begin_time(char32_t c) {
  static const CharacterSet beginnings(
      U"每半按逐今本当年明全第上下十“一二三四五六七八九长持常日贯即立印自文发方通〇");
  return is_digit(c) || beginnings.has(c);
}

}  // namespace

std::optional<TimeFound> time_at(const Reading& reading, std::size_t at, std::size_t end,
                                 const TimeContext& context) {
  const Words words = reading.view({at, std::min(end, at + 40)});
  if (words.empty() || !may_begin_time(words[0])) return std::nullopt;
  std::optional<TimeFound> time = recurring_at(words, at);
  if (!time) time = five_year_plan_at(words, at);
  if (!time) time = after_issue_at(words, at, context);
  if (!time) time = time_of_year_at(words, at, context);
  if (!time) return std::nullopt;
  time->range.end = std::min(time->range.end, end);
  time->deadline.written = reading.quote(time->range);
  return time;
}

std::vector<TimeFound> times_in(const Reading& reading, Range range, const TimeContext& context) {
  std::vector<TimeFound> times;
  for (std::size_t at = range.begin; at < range.end;) {
    const char32_t c = reading[at];
    if (c == U'《' || c == U'〔') {
      const std::size_t close = reading.closing_bracket(at, range.end);
      if (close != Words::npos) {
        at = close + 1;
        continue;
      }
    }
    const bool inside_number =
        at > range.begin && is_digit(c) && (is_digit(reading[at - 1]) || reading[at - 1] == U'.');
    if (!may_begin_time(c) || inside_number) {
      ++at;
      continue;
    }
    auto time = time_at(reading, at, range.end, context);
    if (!time) {
      ++at;
      continue;
    }
    // 到2025年, 截至2025年
    if (at > range.begin && reading[at - 1] == U'到') {
      time->limits = true;
      if (time->deadline.kind == DeadlineKind::day) time->deadline.ground.confidence_percent = 85;
    }
    at = time->range.end;
    times.push_back(std::move(*time));
  }
  return times;
}

Deadline deadline_of(const Reading& reading, Range value, const TimeContext& context) {
  Deadline result;
  result.written = reading.quote(value);
  const Words words = reading.view(value);
  std::vector<TimeFound> times = times_in(reading, value, context);
  std::optional<TimeFound> chosen;
  for (TimeFound& time : times) {
    // 2021年启动，2023年完成: what begins is no deadline.
    if (time.deadline.kind == DeadlineKind::standing && times.size() > 1) continue;
    const bool later = !chosen || !chosen->deadline.on ||
                       (time.deadline.on && *time.deadline.on >= *chosen->deadline.on);
    if (later) chosen = time;
  }
  const std::size_t days =
      static_cast<std::size_t>(std::count_if(times.begin(), times.end(), [](const TimeFound& time) {
        return time.deadline.kind == DeadlineKind::day;
      }));
  for (std::size_t at = value.begin; at < value.end; ++at) {
    const auto standing = standing_at(reading.view({at, value.end}), at);
    if (!standing) continue;
    if (!chosen) {
      chosen = standing;
    } else {
      chosen->deadline.certain = false;
      chosen->deadline.reading =
          text("写了期限，又写长期坚持。", "A day is given and also that it goes on.");
    }
    break;
  }
  if (!chosen && starts_with_any(words, {U"即日起", U"立即", U"马上", U"即时", U"已完成"})) {
    TimeFound now;
    now.deadline.kind = DeadlineKind::standing;
    now.deadline.from = context.published_on;
    now.deadline.ground = {75, "deadline.at_once"};
    now.deadline.reading =
        text("从印发起就要做，没有写到何时。", "Owed from the day of issue; no end is given.");
    chosen = now;
  }
  if (!chosen && contains_any(words, {U"后", U"批复", U"下达"})) {
    TimeFound conditional;
    conditional.deadline.kind = DeadlineKind::conditional;
    conditional.deadline.ground = {60, "deadline.conditional"};
    conditional.deadline.reading = text("等某件事发生以后才起算。", "Counted from an event.");
    chosen = conditional;
  }
  if (!chosen) {
    result.ground = {20, "deadline.not_understood"};
    return result;
  }
  const Quote written = result.written;
  result = chosen->deadline;
  result.written = written;
  if (days > 1) {
    result.certain = false;
    result.ground.confidence_percent = std::min(result.ground.confidence_percent, 65);
    result.reading =
        text("写了几个时间，取最后一个。", "Several times are given; the last is taken.");
  }
  return result;
}

}  // namespace engines::draft

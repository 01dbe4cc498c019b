#include "engines/draft/commitments.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engines/draft/numerals.hpp"
#include "engines/draft/quantities.hpp"

namespace engines::draft {

namespace {

constexpr std::size_t kLongestTitle = 40;
// How far from a number what is said of it may stand.
constexpr std::size_t kClauseReach = 200;
// 分别 and the first of its numbers; and how many it pairs.
constexpr std::size_t kRespectivelyReach = 12;
constexpr std::size_t kMostPaired = 12;

// Verbs that make a number without a comparator a promise.
constexpr std::initializer_list<Words> kAimVerbs = {
    U"建成", U"建设",   U"新建",   U"扩建", U"改建", U"打造",   U"培育", U"培养", U"培训", U"新增",
    U"创建", U"开展",   U"举办",   U"组织", U"遴选", U"认定",   U"选派", U"引进", U"完成", U"安排",
    U"投入", U"改造",   U"组建",   U"设立", U"推出", U"实施",   U"募集", U"开发", U"评选", U"扶持",
    U"发放", U"取消",   U"压减",   U"减少", U"增加", U"增长",   U"提高", U"提升", U"下降", U"降低",
    U"落实", U"接纳",   U"拿出",   U"配备", U"共建", U"覆盖",   U"争创", U"发展", U"实现", U"公布",
    U"召开", U"启用",   U"调配",   U"下达", U"建立", U"布局",   U"布设", U"投放", U"种植", U"治理",
    U"修复", U"绿化",   U"整治",   U"化解", U"帮助", U"招工",   U"放款", U"提供", U"诊断", U"支持",
    U"推广", U"稳定在", U"保持在", U"承担", U"抵免", U"给予",   U"拥有", U"推进", U"招募", U"招收",
    U"输转", U"带动",   U"转化",   U"签约", U"落地", U"争取",   U"建",   U"增速", U"涨幅", U"增幅",
    U"达标", U"孵化",   U"资助",   U"奖励", U"补助", U"吸纳",   U"安置", U"购置", U"更新", U"派驻",
    U"下沉", U"出台",   U"入选",   U"评定", U"命名", U"新认定", U"回收", U"处置", U"普查", U"抽查",
    U"检测", U"监测",   U"维修",   U"养护", U"硬化", U"铺设",   U"植树", U"造林", U"上线", U"申报",
    U"编制", U"修订"};

bool has_aim_verb(Words words) {
  static const CharacterSet beginnings = [] {
    std::u32string characters;
    for (const Words verb : kAimVerbs) characters += verb[0];
    return CharacterSet(characters);
  }();
  for (std::size_t at = 0; at < words.size(); ++at)
    if (beginnings.has(words[at]) && starts_with_any(words.substr(at), kAimVerbs)) return true;
  return false;
}

// What tells how things are or were, not what will be done.
bool says_state(Words clause) {
  return contains_any(clause, {U"现有", U"目前", U"截至", U"截止", U"近年来", U"去年", U"已建成",
                               U"已有", U"受旱", U"罚款", U"已建立", U"已完成", U"入夏以来"});
}

struct Subject {
  Range range;
  UnitMention mention;
};

int bigram_overlap_percent(Words a, Words b) {
  std::set<std::pair<char32_t, char32_t>> first;
  std::set<std::pair<char32_t, char32_t>> second;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) first.insert({a[i], a[i + 1]});
  for (std::size_t i = 0; i + 1 < b.size(); ++i) second.insert({b[i], b[i + 1]});
  if (first.empty() || second.empty()) return a == b ? 100 : 0;
  std::size_t shared = 0;
  for (const auto& pair : first) shared += second.count(pair);
  return static_cast<int>(shared * 100 / std::min(first.size(), second.size()));
}

class CommitmentFinder {
 public:
  CommitmentFinder(const Reading& reading, const Structure& structure, Units& units,
                   const TimeContext& context)
      : reading_(reading), structure_(structure), units_(units), context_(context) {
    for (std::size_t i = 0; i < structure.tasks.size(); ++i)
      tasks_by_number_.emplace(structure.tasks[i].task.number, i);
  }

  void read(const Sentence& sentence) {
    // What stands after a semicolon may still speak of who was named before it.
    const bool goes_on = sentence_ != nullptr && range_.end + 1 == sentence.range.begin &&
                         reading_[range_.end] == U';';
    if (!goes_on) subject_.reset();
    pair_.clear();
    sentence_ = &sentence;
    range_ = sentence.range;
    if (range_.size() < 4) return;
    times_ = times_in(reading_, range_, context_);
    clauses_ = split(reading_, range_, U",");
    read_numbers();
    read_frequency();
    read_each();
  }

  CommitmentsFound take() {
    CommitmentsFound result;
    for (Found& found : found_)
      if (!found.merged) result.commitments.push_back(std::move(found.commitment));
    result.not_understood = std::move(not_understood_);
    return result;
  }

 private:
  struct Found {
    Commitment commitment;
    std::u32string title;
    std::u32string key;  // for promises of each: who and what
    bool merged = false;
  };

  Words words(Range range) const { return reading_.view(range); }

  // The clause that holds a place, as far as it is near enough to speak of it.
  Range clause_of(std::size_t at) const {
    const auto after =
        std::upper_bound(clauses_.begin(), clauses_.end(), at,
                         [](std::size_t place, Range clause) { return place < clause.begin; });
    Range clause = after == clauses_.begin() ? range_ : *(after - 1);
    if (at > clause.begin + kClauseReach) clause.begin = at - kClauseReach;
    clause.end = std::min(clause.end, std::max(at, clause.begin) + kClauseReach);
    return clause;
  }

  // ---- numbers

  void read_numbers() {
    const std::vector<Quantity> quantities = quantities_in(reading_, range_);
    for (std::size_t i = 0; i < quantities.size(); ++i) {
      // 分别不少于500万元和300万元: the numbers that follow each other.
      std::size_t last = i;
      Range before{range_.begin, quantities[i].number.begin};
      if (before.size() > kRespectivelyReach) before.begin = before.end - kRespectivelyReach;
      const std::size_t apart = words(before).rfind(U"分别");
      if (apart != Words::npos) {
        while (last + 1 < quantities.size() && last - i + 1 < kMostPaired &&
               is_list_joint(quantities[last].written.end, quantities[last + 1].written.begin))
          ++last;
      }
      if (last > i) {
        read_respectively(quantities, i, last, before.begin + apart);
        i = last;
        continue;
      }
      const Quantity* previous = i > 0 ? &quantities[i - 1] : nullptr;
      if (!promises(quantities[i], previous)) continue;
      if (quantities[i].unknown)
        not_understood_.push_back(
            {"quantity",
             reading_.quote(quantities[i].written),
             {"没有说明到底是多少。", "How many it is exactly is not said."}});
      else
        add(quantities[i], quantities[i], {}, {}, {});
    }
  }

  bool is_list_joint(std::size_t from, std::size_t to) const {
    if (to < from) return false;
    const Words between = words({from, to});
    return between == U"、" || between == U"和" || between == U"," || between == U"及";
  }

  // 截至2021年底,全市有……: a sentence that begins with what has been tells it to its end, unless
  // a clause names a day to come.
  bool tells_past(Range clause) const {
    bool past = false;
    for (std::size_t i = 0; i < clauses_.size() && i < 2; ++i)
      past = past || says_state(words(clauses_[i]));
    if (!past) return false;
    return std::none_of(times_.begin(), times_.end(), [&](const TimeFound& time) {
      return time.limits && time.range.begin <= clause.begin + 1 && time.deadline.on &&
             (!context_.published_on || *time.deadline.on > *context_.published_on);
    });
  }

  bool promises(const Quantity& quantity, const Quantity* previous) {
    const Range clause = clause_of(quantity.number.begin);
    const Words before = words({clause.begin, quantity.number.begin});
    const Words after = words({quantity.written.end, clause.end});
    if (says_state(words(clause)) || tells_past(clause)) return false;
    if (contains_any(before, {U"以来", U"结转"}) || before.ends_with(U"共")) return false;
    // 由35%提高至80%: where it starts from.
    if (before.ends_with(U"由") || before.ends_with(U"从")) return false;
    if (contains_any(before, {U"由", U"从"}) &&
        starts_with_any(after, {U"提高", U"提升", U"增加", U"扩大", U"下降", U"降低", U"降至",
                                U"降到", U"压缩", U"压减", U"缩短", U"升至", U"增至"}))
      return false;
    if (ends_with_any(after, {U"行列", U"之列", U"方阵"}) &&
        contains_any(before, {U"进入", U"跻身", U"列入", U"迈入"}))
      return false;
    // 满3个月, 一年以上, 三级以上: conditions and grades.
    if (before.ends_with(U"满") || before.ends_with(U"任职") || before.ends_with(U"具有"))
      return false;
    if (quantity.unit == "month" && !quantity.compared) return false;
    if (starts_with_any(after, {U"的,", U"的单位", U"的企业", U"的学校", U"的给予", U"的予以"}) &&
        quantity.compared)
      return false;
    if (after == U"的" && quantity.compared) return false;
    if (starts_with_any(after, {U"罚款", U"高校毕业生", U"以下罚款"}) &&
        quantity.comparator == Comparator::at_most)
      return false;
    if (quantity.counted_one && !quantity.compared) {
      // 每半年召开一次例会 is the number; 开展一次排查 and 建设一个基地 are words.
      return quantity.unit == "time" && rhythm_at(quantity.number.begin) != Period::once &&
             !contains_any(after, {U"方面"});
    }
    if (quantity.counted_one && quantity.unit == "item") return false;
    // 160千瓦及以下小微企业, 30户以上自然村: which ones, not how many.
    const Words last = words(quantity.written);
    const bool bounds = ends_with_any(last, {U"以上", U"以下"}) && after.size() >= 2 &&
                        Words(U"、和(").find(after[0]) == Words::npos;
    const bool first_to_choose = contains_any(before, {U"优先"});
    if (bounds && quantity.unit != "percent" &&
        (first_to_choose || !ends_with_any(before, kAimVerbs)))
      return false;
    if (bounds && contains_any(before, {U"超计划", U"超定额", U"超出", U"不足"})) return false;
    if (quantity.compared) return true;
    if (has_aim_verb(before)) return true;
    if (contains_any(before, {U"到", U"力争", U"确保", U"达", U"每年", U"全年", U"年"})) {
      return quantity.unit != "working_day";
    }
    // 建设10个站,10个室: the verb of the number before is meant.
    if (previous != nullptr && previous->written.end <= quantity.number.begin && last_promised_ &&
        *last_promised_ == previous->number.begin &&
        quantity.number.begin - previous->written.end <= 24)
      return before.empty() || contains_any(words({previous->written.end, quantity.number.begin}),
                                            {U"、", U"和", U","});
    if (contains_any(after, {U"的比例", U"比例,", U"接纳", U"抵免"}) && quantity.unit == "percent")
      return true;
    return false;
  }

  // The rhythm that holds at a place of the sentence.
  Period rhythm_at(std::size_t at) const {
    Period period = Period::once;
    for (const TimeFound& time : times_) {
      if (time.range.begin >= at) break;
      // 每月举办2场,全年招工8000人: the later time holds.
      period = time.deadline.kind == DeadlineKind::recurring ? time.deadline.period : Period::once;
    }
    const Range clause = clause_of(at);
    // 三年内达到: once, whatever went before.
    if (contains_any(words({clause.begin, at}), {U"年内", U"年之内"})) return Period::once;
    if (period != Period::once) return period;
    const Words before = words({clause.begin, at});
    for (std::size_t i = 0; i + 1 < before.size(); ++i) {
      if (before[i] != U'年' ||
          (i > 0 &&
           (is_digit(before[i - 1]) ||
            Words(U"今全明当去本学一二三四五六七八九十〇两青少老周中").find(before[i - 1]) !=
                Words::npos)))
        continue;
      // 年培训, 年均, 年度
      if (starts_with_any(before.substr(i + 1), {U"培训", U"均", U"安排", U"新增", U"接待", U"开展",
                                                 U"产", U"服务", U"度检查", U"吸纳", U"输转",
                                                 U"招生", U"完成", U"处理", U"供应", U"收集"}))
        return Period::each_year;
    }
    if (words(range_).find(U"当年") != Words::npos) return Period::each_year;
    return Period::once;
  }

  // The last day that the words before give, in this sentence.
  const TimeFound* due_before(std::size_t at) const {
    const TimeFound* due = nullptr;
    for (const TimeFound& time : times_) {
      if (time.range.begin >= at) break;
      if (time.deadline.kind != DeadlineKind::day || !time.deadline.on) continue;
      // 2020年的基数, 较2020年下降: no day to come.
      const std::size_t begin = time.range.begin;
      if (begin > range_.begin && Words(U"较比由从以").find(reading_[begin - 1]) != Words::npos)
        continue;
      if (words({time.range.end, range_.end}).starts_with(U"以来")) continue;
      due = &time;
    }
    return due;
  }

  // 到2025年,…;…: the first time of the paragraph governs what follows it too.
  void set_time(Commitment& commitment, std::size_t at) {
    commitment.period = rhythm_at(at);
    const TimeFound* due = due_before(at);
    if (due != nullptr && commitment.period == Period::once) {
      commitment.due_on = due->deadline.on;
      commitment.due_written = due->deadline.written;
      return;
    }
    if (commitment.period != Period::once) return;
    // 高中阶段招生, 教育费附加: what is counted anew each year whatever the words say.
    const Range clause = clause_of(at);
    const bool share = commitment.unit == "percent";
    if (share && contains_any(words(clause), {U"招生", U"录取", U"费附加", U"财政应承担",
                                              U"教育附加", U"职普比"})) {
      commitment.period = Period::each_year;
      commitment.ground.rule = "commitment.yearly_by_nature";
      commitment.ground.confidence_percent = std::min(commitment.ground.confidence_percent, 65);
      return;
    }
    if (sentence_->task) {
      const auto& deadline = structure_.tasks[*sentence_->task].task.deadline;
      if (deadline && deadline->on) {
        commitment.due_on = deadline->on;
        commitment.due_written = deadline->written;
      } else if (deadline && deadline->kind == DeadlineKind::recurring) {
        commitment.period = deadline->period;
      }
    }
  }

  void place(Commitment& commitment) const {
    if (sentence_->task) {
      const TaskFound& task = structure_.tasks[*sentence_->task];
      commitment.task = task.task.number;
    }
    if (sentence_->measure)
      commitment.measure = structure_.measures[*sentence_->measure].measure.number;
    commitment.sentence = reading_.span(range_);
    const Words all = words(range_);
    commitment.guide_value = all.find(U"原则上") != Words::npos;
    commitment.aspiration = contains_any(all, {U"力争", U"争取", U"努力"});
  }

  // `number` gives the value, `shape` the comparator and the unit if the number leaves them out.
  void add(const Quantity& number, const Quantity& shape, Range title,
           std::optional<UnitMention> who, const TimeFound* due) {
    Commitment commitment;
    commitment.low = number.low;
    commitment.high = number.high;
    commitment.scale = number.scale;
    commitment.unit = number.unit;
    commitment.unit_name = number.unit_name;
    commitment.comparator = number.compared ? number.comparator : shape.comparator;
    const bool compared = number.compared || shape.compared;
    const bool rough = number.rough || shape.rough;
    const Range clause = clause_of(number.number.begin);
    if (!compared && !rough) commitment.comparator = presumed_comparator(clause, number);
    commitment.written = reading_.quote(number.written);
    commitment.ground = rough      ? Ground{50, "commitment.rough"}
                        : compared ? Ground{85, "commitment.compared"}
                                   : Ground{65, "commitment.aim_verb"};
    if (title.empty()) title = title_of_number(clause, number);
    commitment.title = reading_.quote(title);
    name_unit(commitment, number);
    commitment.base = base_of(clause, number);
    place(commitment);
    set_time(commitment, number.number.begin);
    if (due != nullptr) {
      commitment.period = Period::once;
      commitment.due_on = due->deadline.on;
      commitment.due_written = due->deadline.written;
    }
    if (who) {
      commitment.for_units.push_back(std::move(*who));
    } else {
      for (Subject& subject : subjects_before(number.number.begin))
        commitment.for_units.push_back(std::move(subject.mention));
    }
    last_promised_ = number.number.begin;
    keep({std::move(commitment), std::u32string(words(title)), {}, false});
  }

  // 足额落实……应承担的20%: not less. 按……30%的比例抵免: just so. A bare count is the least.
  Comparator presumed_comparator(Range clause, const Quantity& number) const {
    const Words before = words({clause.begin, number.number.begin});
    const Words after = words({number.written.end, clause.end});
    if (contains_any(before, {U"足额", U"应承担"})) return Comparator::at_least;
    if (number.unit == "percent") {
      if (contains_any(before, {U"按", U"下降", U"降低", U"压减", U"给予", U"涨幅"}) ||
          after.starts_with(U"的比例")) {
        return contains_any(after, {U"接纳", U"配备", U"安排"}) ? Comparator::at_least
                                                                : Comparator::equal;
      }
      return Comparator::at_least;
    }
    return number.unit == "yuan" && contains_any(before, {U"给予", U"奖励", U"补助"})
               ? Comparator::equal
               : Comparator::at_least;
  }

  // What is counted: after 个 its noun, before a comparator the words that it compares.
  Range title_of_number(Range clause, const Quantity& number) const {
    Range after{number.written.end, clause.end};
    for (std::size_t at = after.begin; at < after.end; ++at) {
      const Words rest = words({at, after.end});
      if (Words(U"、(").find(rest[0]) != Words::npos ||
          (at > after.begin + 1 && rest[0] == U'和' && rest.size() > 1 && (is_digit(rest[1])))) {
        after.end = at;
        break;
      }
    }
    const bool counts = number.unit_name != "%" && number.unit != "ratio" && number.unit != "yuan";
    if (counts && after.size() >= 2 &&
        Words(U"的/、(").find(reading_[after.begin]) == Words::npos &&
        after.size() <= kLongestTitle)
      return after;
    Range before{clause.begin, number.written.begin};
    // 综合型平台2—3个、行业型平台15个; 工作要求:
    for (std::size_t at = before.begin; at < before.end; ++at) {
      const bool listed = reading_[at] == U'、' && at > before.begin &&
                          (is_digit(reading_[at - 1]) || unit_before(at));
      if (listed || (reading_[at] == U':' && at + 1 < before.end && !is_digit(reading_[at + 1])))
        before.begin = at + 1;
    }
    before = strip(before);
    if (before.size() > kLongestTitle) before.begin = before.end - kLongestTitle;
    if (before.size() < 2 && after.size() >= 2)
      return {after.begin, std::min(after.end, after.begin + kLongestTitle)};
    return before.empty() ? clause : before;
  }

  // The 、 at this place follows a number with its unit.
  bool unit_before(std::size_t at) const {
    std::size_t begin = at;
    while (begin > range_.begin && at - begin < 3 && !is_digit(reading_[begin - 1])) --begin;
    return begin > range_.begin && is_digit(reading_[begin - 1]);
  }

  // Without times, verbs and adverbs around it.
  Range strip(Range range) const {
    for (const TimeFound& time : times_) {
      if (time.range.begin == range.begin && time.range.end < range.end)
        range.begin = time.range.end;
      if (time.range.end > range.begin && time.range.begin > range.begin &&
          time.range.end + 4 < range.end && time.range.end <= range.end &&
          time.range.end - range.begin < 16)
        range.begin = time.range.end;
    }
    for (bool again = true; again;) {
      again = false;
      const Words head =
          beginning_of(words(range), {U"确保", U"保证", U"力争", U"争取", U"使", U"努力", U"保持",
                                      U"安排", U"实现", U"全市", U"严格执行", U"到", U"的", U"将",
                                      U"原则上", U"按照", U"按", U"累计"});
      if (!head.empty() && head.size() + 2 <= range.size()) {
        range.begin += head.size();
        again = true;
      }
      const Words tail = ending_of(
          words(range), {U"的比例", U"比例", U"保持在", U"稳定在", U"达到", U"分别", U"的",
                         U"原则上", U"保持", U"稳定", U"为", U"在", U"要", U"应", U"由", U"从"});
      if (!tail.empty() && tail.size() + 2 <= range.size()) {
        range.end -= tail.size();
        again = true;
      }
    }
    return range;
  }

  void name_unit(Commitment& commitment, const Quantity& number) const {
    if (number.unit != "item") return;
    const Words noun = words({number.written.end, clause_of(number.number.begin).end});
    struct Noun {
      Words words;
      const char* unit;
    };
    constexpr Noun kNouns[] = {
        {U"专业", "programme"},  {U"流动站", "station"}, {U"工作站", "station"},
        {U"工作室", "studio"},   {U"学校", "school"},    {U"院校", "school"},
        {U"基地", "base"},       {U"项目", "project"},   {U"课程", "course"},
        {U"企业", "enterprise"}, {U"学位", "seat"},      {U"岗位", "post"},
        {U"团队", "team"},       {U"平台", "platform"},  {U"标准", "standard"}};
    for (const Noun& one : kNouns) {
      const std::size_t at = noun.substr(0, std::min<std::size_t>(noun.size(), 16)).find(one.words);
      if (at == Words::npos) continue;
      commitment.unit = one.unit;
      return;
    }
  }

  // 按企业职工总数的2%, 地方教育费附加用于职业教育的比例, 投资额30%的比例
  Quote base_of(Range clause, const Quantity& number) const {
    if (number.unit != "percent") return {};
    const Words before = words({clause.begin, number.number.begin});
    const std::size_t by = before.rfind(U'按');
    // 按时, 按期 name no base.
    if (by != Words::npos && before.size() - by >= 3 &&
        !starts_with_any(before.substr(by + 1),
                         {U"时", U"期", U"规定", U"要求", U"职责", U"月", U"季"})) {
      Range base{clause.begin + by + 1, number.number.begin};
      if (words(base).starts_with(U"照")) ++base.begin;
      if (words(base).ends_with(U"的")) --base.end;
      if (base.size() >= 2 && base.size() <= kLongestTitle) return reading_.quote(base);
    }
    const std::size_t use = before.find(U"用于");
    if (use != Words::npos && use >= 2) {
      Range base = strip({clause.begin, clause.begin + use});
      if (base.size() >= 2 && base.size() <= kLongestTitle) return reading_.quote(base);
    }
    return {};
  }

  // Units and scopes named before a place of the same sentence, nearest clause first.
  std::vector<Subject> subjects_before(std::size_t end) {
    const Range clause = clause_of(end);
    return subjects_in({clause.begin, end});
  }

  std::vector<Subject> subjects_in(Range range) {
    std::vector<Subject> subjects;
    for (std::size_t at = range.begin; at < range.end;) {
      std::optional<Range> name = units_.name_at(reading_, at, range.end);
      if (!name || name->size() < 2) name = collective_at(at, range.end);
      if (!name) {
        ++at;
        continue;
      }
      if (auto mention = units_.known(reading_, *name)) {
        subjects.push_back({*name, std::move(*mention)});
      } else if (auto proposed = units_.mention(reading_, *name)) {
        subjects.push_back({*name, std::move(*proposed)});
      }
      at = name->end;
    }
    return subjects;
  }

  // 各县(市、区)政府, 各职业院校
  std::optional<Range> collective_at(std::size_t at, std::size_t end) const {
    if (reading_[at] != U'各' || at + 1 >= end) return std::nullopt;
    const Words rest = words({at, std::min(end, at + 24)});
    if (starts_with_any(rest, {U"各级", U"各类", U"各项", U"各种", U"各方", U"各地", U"各自",
                               U"各族", U"各界", U"各环节", U"各阶段", U"各领域", U"各行"}))
      return std::nullopt;
    static constexpr std::initializer_list<Words> kEnds = {
        U"人民政府", U"政府",   U"学校", U"院校", U"学院",   U"县",   U"区",
        U"市",       U"旗",     U"部门", U"单位", U"中心",   U"企业", U"乡镇",
        U"街道",     U"局",     U"委",   U"园",   U"医院",   U"园区", U"管委会",
        U"高校",     U"县市区", U"县市", U"县区", U"幼儿园", U"州",   U"医共体"};
    // The shortest that ends like a group of units, then what belongs to it: 各县 →
    // 各县(市、区)政府.
    for (std::size_t length = 2; length <= rest.size() && length <= 16; ++length) {
      if (ending_of(rest.substr(0, length), kEnds).empty()) continue;
      std::size_t to = length;
      if (to < rest.size() && rest[to] == U'(') {
        const std::size_t close = reading_.closing_bracket(at + to, at + rest.size());
        if (close != Words::npos && close - at - to <= 6) to = close - at + 1;
      }
      while (to < rest.size() && Words(U"县市区旗州").find(rest[to]) != Words::npos) ++to;
      for (const Words tail :
           {Words(U"人民政府"), Words(U"政府"), Words(U"教育局"), Words(U"财政局")})
        if (rest.substr(to).starts_with(tail)) to += tail.size();
      return Range{at, at + to};
    }
    return std::nullopt;
  }

  // 市财政和各县(区)政府每年安排……分别不得少于500万元和300万元: what is said of each in turn.
  void read_respectively(const std::vector<Quantity>& quantities, std::size_t first,
                         std::size_t last, std::size_t apart) {
    const std::size_t count = last - first + 1;
    // The comparator stands once, before the first or after the last.
    const Quantity& shape = quantities[first].compared ? quantities[first] : quantities[last];
    if (says_state(words(clause_of(quantities[first].number.begin)))) return;
    std::vector<const TimeFound*> dues;
    for (const TimeFound& time : times_)
      if (time.deadline.kind == DeadlineKind::day && time.range.end <= apart) dues.push_back(&time);
    const std::vector<Range> nouns = nouns_before(apart, count);
    std::vector<Subject> subjects = subjects_in({range_.begin, apart});
    const std::vector<UnitMention> listed = listed_units(apart, count);
    if (!listed.empty()) pair_ = listed;
    for (std::size_t i = 0; i < count; ++i) {
      const Quantity& number = quantities[first + i];
      Range title;
      std::optional<UnitMention> who;
      const TimeFound* due = nullptr;
      if (dues.size() == count && years_in_a_row(dues)) {
        due = dues[i];
      } else if (pair_.size() == count) {
        who = pair_[i];
      } else if (subjects.size() == count) {
        who = subjects[i].mention;
      } else if (nouns.size() == count) {
        title = nouns[i];
      }
      // 2023、2024、2025年分别
      std::optional<Date> end_of_year;
      if (nouns.size() == count) end_of_year = year_named(nouns[i]);
      if (title.empty()) {
        Range before = strip({clause_of(apart).begin, apart});
        if (!subjects.empty() && subjects.back().range.end > before.begin &&
            subjects.back().range.end + 2 < before.end)
          before.begin = subjects.back().range.end;
        title = strip(before);
        if (title.size() > kLongestTitle) title.begin = title.end - kLongestTitle;
      }
      if (end_of_year) title = {};
      add(number, shape, title, std::move(who), due);
      if (end_of_year && !found_.empty() && !found_.back().merged) {
        found_.back().commitment.period = Period::once;
        found_.back().commitment.due_on = end_of_year;
        found_.back().commitment.due_written = reading_.quote(nouns[i]);
      }
    }
  }

  std::optional<Date> year_named(Range noun) const {
    // 其中2023, 诊断企业2023, 2025年
    Words name = words(noun);
    if (name.ends_with(U"年")) name.remove_suffix(1);
    if (name.size() < 4) return std::nullopt;
    const bool longer = name.size() > 4 && is_digit(name[name.size() - 5]);
    name.remove_prefix(name.size() - 4);
    const auto year = small_number_at(name);
    if (longer || !year || year->length != 4 || year->value < 1990 || year->value > 2100)
      return std::nullopt;
    return Date(year->value, 12, 31);
  }

  // 市财政和各县(区)政府每年安排: the list that begins the clause, if it has as many members.
  std::vector<UnitMention> listed_units(std::size_t apart, std::size_t count) {
    const Range clause = clause_of(apart);
    std::size_t end = apart;
    for (const TimeFound& time : times_)
      if (time.range.begin > clause.begin) end = std::min(end, time.range.begin);
    for (const Words verb : {Words(U"安排"), Words(U"投入"), Words(U"承担"), Words(U"落实"),
                             Words(U"为"), Words(U"要")}) {
      const std::size_t at = words({clause.begin, end}).find(verb);
      if (at != Words::npos) end = clause.begin + at;
    }
    std::vector<UnitMention> mentions;
    for (const Range part : list_parts({clause.begin, end})) {
      if (part.size() < 2 || part.size() > 20) return {};
      std::optional<UnitMention> mention = units_.known(reading_, part);
      if (!mention && (ends_like_unit(words(part)) ||
                       ends_with_any(words(part), {U"本级", U"市级", U"县级", U"省级", U"财政"})))
        mention = units_.words_for_units(reading_, part);
      if (!mention) return {};
      mentions.push_back(std::move(*mention));
    }
    if (mentions.size() != count) mentions.clear();
    return mentions;
  }

  // Parts of a list, outside brackets.
  std::vector<Range> list_parts(Range range) const { return split(reading_, range, U"、和"); }

  bool years_in_a_row(const std::vector<const TimeFound*>& times) const {
    for (std::size_t i = 1; i < times.size(); ++i) {
      if (times[i]->range.begin - times[i - 1]->range.end > 2) return false;
    }
    return true;
  }

  // 就业率、对口就业率分别: the nouns of the list that ends there.
  std::vector<Range> nouns_before(std::size_t end, std::size_t count) const {
    const Range clause = clause_of(end);
    std::vector<Range> nouns = list_parts({clause.begin, end});
    if (nouns.size() < count) return {};
    nouns.erase(nouns.begin(), nouns.end() - static_cast<std::ptrdiff_t>(count));
    for (Range& noun : nouns) noun = strip(noun);
    return nouns;
  }

  // ---- how often: 每年度开展……评选

  void read_frequency() {
    for (const TimeFound& time : times_) {
      if (time.deadline.kind != DeadlineKind::recurring) continue;
      const Range clause = clause_of(time.range.begin);
      const Words after = words({time.range.end, clause.end});
      if (!starts_with_any(after, {U"开展", U"举办", U"组织", U"召开"})) continue;
      if (!contains_any(after, {U"评选", U"大赛", U"竞赛", U"例会", U"表彰"})) continue;
      if (!quantities_in(reading_, {time.range.end, clause.end}).empty() ||
          contains_any(after, {U"一次", U"一届"}))
        continue;
      Commitment commitment;
      commitment.low = 1;
      commitment.unit = "round";
      commitment.unit_name = "次";
      commitment.comparator = Comparator::at_least;
      commitment.period = time.deadline.period;
      const Range title{time.range.end, clause.end};
      commitment.title = reading_.quote(title);
      commitment.written = reading_.quote({time.range.begin, clause.end});
      commitment.ground = {60, "commitment.frequency"};
      place(commitment);
      for (Subject& subject : subjects_before(time.range.begin))
        commitment.for_units.push_back(std::move(subject.mention));
      keep({std::move(commitment), std::u32string(words(title)), {}, false});
    }
  }

  // ---- what each of several has to do

  void read_each() {
    bool nobody_has_to = false;
    std::size_t subject_clause = clauses_.size();
    std::optional<Range>& subject = subject_;
    // Only posts go on after a semicolon.
    bool already_said = true;
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      const Range clause = clauses_[i];
      const Words all = words(clause);
      // 支持各职业院校…, 鼓励…, 有条件的…: nobody has to.
      const bool voluntary =
          starts_with_any(all, {U"支持", U"鼓励", U"指导", U"引导", U"推动", U"探索", U"在", U"以",
                                U"允许", U"倡导", U"对成效", U"逐步"}) ||
          contains_any(all, {U"有条件", U"前提下", U"可以", U"可按"});
      if (voluntary && i == 0) nobody_has_to = true;
      if (voluntary) {
        if (!starts_with_any(all, {U"在", U"以"})) subject.reset();
        continue;
      }
      read_all(clause);
      read_levels(clause);
      if (const auto found = each_in(clause)) {
        subject = found;
        subject_clause = i;
        already_said = false;
      }
      if (nobody_has_to) subject.reset();
      if (!subject) continue;
      // 任第一副主任: posts may follow each other under one subject.
      if (const auto post = post_in(clause)) {
        add_each(*post, subject, clause, "commitment.each_post", std::u32string(words(*post)));
        already_said = true;
        continue;
      }
      if (already_said) continue;
      const std::size_t from = i == subject_clause ? subject->end : clause.begin;
      if (const auto verb = result_verb({from, clause.end})) {
        add_each({from, clause.end}, subject, clause, "commitment.each_unit",
                 std::u32string(words(*subject)) + U"|" + std::u32string(words(*verb)));
        already_said = true;
      }
    }
  }

  // The units that all have to do it, at the beginning of a clause.
  std::optional<Range> each_in(Range clause) {
    Range head = clause;
    for (const Words adverb :
         {Words(U"确保"), Words(U"要求"), Words(U"推动"), Words(U"由"), Words(U"使")})
      if (words(head).starts_with(adverb)) head.begin += adverb.size();
    // 未建立……制度的县
    const Words all = words(head);
    if (starts_with_any(all, {U"未", U"尚未", U"没有"})) {
      const Words place = ending_of(all, {U"的县", U"的县(市、区)", U"的学校", U"的单位", U"的乡镇",
                                          U"的企业", U"的市", U"的县区", U"的院校"});
      if (!place.empty()) return head;
    }
    // 承担任务的学校应设置
    for (const Words kind :
         {Words(U"的企业"), Words(U"的学校"), Words(U"的单位"), Words(U"的院校")}) {
      const std::size_t at = all.find(kind);
      if (at == Words::npos || at == 0 || at > 24) continue;
      const std::size_t end = at + kind.size();
      if (starts_with_any(all.substr(end), {U"需", U"须", U"必须", U"应", U"要", U"均", U"都"}))
        return Range{head.begin, head.begin + end};
    }
    for (std::size_t at = head.begin; at < head.end && at < head.begin + 24; ++at) {
      if (reading_[at] == U'的') break;
      std::optional<Range> found;
      if (const auto each = collective_at(at, head.end)) {
        found = each;
      } else if (reading_[at] == U'市' && starts_with_any(words({at, head.end}), {U"市、县"})) {
        std::size_t to = at + 3;
        const Words rest = words({at, head.end});
        if (rest.substr(3).starts_with(U"(")) {
          const std::size_t close = reading_.closing_bracket(at + 3, head.end);
          if (close != Words::npos) to = close + 1;
        }
        for (const Words tail : {Words(U"财政"), Words(U"人民政府"), Words(U"政府"),
                                 Words(U"两级政府"), Words(U"两级财政")})
          if (words({to, head.end}).starts_with(tail)) to += tail.size();
        found = Range{at, to};
      }
      if (!found) continue;
      // 对各学校, 向各县: not who does it.
      if (at > head.begin && Words(U"对向为给与").find(reading_[at - 1]) != Words::npos)
        return std::nullopt;
      // 各县(市)职教中心主任: who holds a post there.
      return Range{at > head.begin && reading_[at - 1] == U'和' ? head.begin : at, found->end};
    }
    return std::nullopt;
  }

  // 主任由县长兼任, 现任主任任常务副主任: a post that each of them fills in this way.
  std::optional<Range> post_in(Range clause) const {
    const Words all = words(clause);
    if (all.ends_with(U"兼任") && all.find(U'由') != Words::npos) return clause;
    for (std::size_t at = all.find(U'任'); at != Words::npos; at = all.find(U'任', at + 1)) {
      if (at < 2) continue;
      const Words post = all.substr(at + 1);
      const bool is_post =
          ends_with_any(post, {U"主任", U"组长", U"校长", U"院长", U"主席", U"会长", U"书记"}) &&
          post.size() <= 12;
      const bool verb_stands = Words(U"责现主兼信").find(all[at - 1]) == Words::npos &&
                               !starts_with_any(post, {U"务", U"职"});
      if (is_post && verb_stands) return clause;
    }
    return std::nullopt;
  }

  // A verb that leaves something behind, where a verb can stand: first, or after adverbs.
  std::optional<Range> result_verb(Range range) const {
    Range at = range;
    for (bool again = true; again;) {
      again = false;
      const Words adverb = beginning_of(
          words(at), {U"要",   U"应",   U"应当", U"须",     U"需",       U"必须",  U"均",   U"都",
                      U"全部", U"分别", U"积极", U"尽快",   U"及时",     U"不断",  U"认真", U"统一",
                      U"抓紧", U"全面", U"年内", U"年内要", U"结合实际", U"进一步"});
      if (!adverb.empty() && adverb.size() < at.size()) {
        at.begin += adverb.size();
        again = true;
      }
      for (const TimeFound& time : times_) {
        if (time.range.begin != at.begin || time.range.end >= at.end) continue;
        at.begin = time.range.end;
        again = true;
      }
    }
    const Words rest = words(at);
    const Words verb =
        beginning_of(rest, {U"制定", U"制订", U"出台", U"印发", U"编制", U"成立", U"设立", U"设置",
                            U"组建", U"建成", U"配备", U"建立", U"开展", U"调整"});
    if (verb.empty()) return std::nullopt;
    const Words object = rest.substr(verb.size());
    // 制定完善, 建立健全: said of everything.
    if (starts_with_any(object, {U"完善", U"健全", U"和完善", U"并完善"})) return std::nullopt;
    if (verb == U"开展" && !contains_any(object, {U"试点"})) return std::nullopt;
    if (verb == U"调整" && !contains_any(object, {U"专业", U"布局", U"优化"})) return std::nullopt;
    if (verb == U"建立" && contains_any(object, {U"机制", U"体系", U"关系"})) return std::nullopt;
    if (object.size() < 2) {
      // 要尽快建立: what was named before.
      if (verb != U"建立" && verb != U"成立" && verb != U"设立") return std::nullopt;
    }
    return Range{at.begin, at.begin + verb.size()};
  }

  // 全部达标, 全覆盖, 村村通, 对全市……统一管理, 实行……年报制度
  void read_all(Range clause) {
    const Words all = words(clause);
    const std::size_t whole = all.find(U"全部");
    if (whole != Words::npos && whole >= 3) {
      const Words after = all.substr(whole + 2);
      const Words verb =
          beginning_of(after, {U"达标", U"达到", U"向", U"纳入", U"建成", U"完成", U"建立", U"上线",
                               U"开放", U"落实", U"配齐", U"实现", U"接入", U"取消", U"清零"});
      if (!verb.empty() && quantities_in(reading_, clause).empty()) {
        Range what = strip({clause.begin, clause.begin + whole});
        if (words(what).ends_with(U"要")) --what.end;
        add_each(what, std::nullopt, clause, "commitment.all_of", U"全部|" + std::u32string(verb));
        return;
      }
    }
    const std::size_t covered = all.find(U"全覆盖");
    if (covered != Words::npos && covered >= 3 && covered + 3 >= all.size()) {
      add_each(strip({clause.begin, clause.begin + covered}), std::nullopt, clause,
               "commitment.all_of", U"全覆盖");
      return;
    }
    if (const std::size_t each = place_by_place(all); each != Words::npos) {
      add_each({clause.begin + each, clause.end}, std::nullopt, clause, "commitment.all_of",
               std::u32string(all.substr(each, 3)));
      return;
    }
    for (const Words every : {Words(U"对全市"), Words(U"对全县"), Words(U"对所有"),
                              Words(U"对全省"), Words(U"对全区")}) {
      const std::size_t at = all.find(every);
      if (at == Words::npos ||
          !ends_with_any(all, {U"统筹管理", U"统一管理", U"全面排查", U"进行评估"}))
        continue;
      add_each({clause.begin + at + 1, clause.end}, std::nullopt, clause, "commitment.all_of",
               std::u32string(all.substr(at)));
      return;
    }
    const std::size_t yearly = all.find(U"年报");
    if (yearly != Words::npos && yearly >= 2 && contains_any(all.substr(yearly), {U"制度"}) &&
        contains_any(all.substr(0, yearly), {U"落实", U"实行", U"执行", U"建立"})) {
      add_each(strip({clause.begin, clause.end}), std::nullopt, clause, "commitment.yearly_report",
               U"年报");
      found_.back().commitment.period = Period::each_year;
      found_.back().commitment.due_on.reset();
    }
  }

  // 县县有, 村村通, 校校达标
  static std::size_t place_by_place(Words clause) {
    for (std::size_t at = 0; at + 2 < clause.size(); ++at) {
      if (clause[at] == clause[at + 1] &&
          Words(U"县区乡镇村校园户").find(clause[at]) != Words::npos &&
          starts_with_any(clause.substr(at + 2), {U"有", U"通", U"都", U"建", U"达标"}))
        return at;
    }
    return Words::npos;
  }

  // 完善市、县两级……制度
  void read_levels(Range clause) {
    const Words all = words(clause);
    if (!starts_with_any(all, {U"完善", U"建立", U"健全", U"建立健全", U"建立完善"})) return;
    const std::size_t at = all.find(U"市、县");
    if (at == Words::npos || at > 6 || !contains_any(all, {U"两级"}) || !all.ends_with(U"制度"))
      return;
    std::size_t end = all.find(U"两级") + 2;
    if (all.substr(end).starts_with(U"政府")) end += 2;
    const Range levels{clause.begin + at, clause.begin + end};
    add_each(clause, levels, clause, "commitment.each_level", std::u32string(all.substr(at)));
  }

  void add_each(Range title, std::optional<Range> subject, Range clause, const char* rule,
                std::u32string key) {
    Commitment commitment;
    commitment.comparator = Comparator::all;
    commitment.unit = "item";
    // Whoever has to may stand in a clause before: 没有联席会议的县,年内要建立.
    if (subject && subject->end < clause.begin) title.begin = clause.begin = subject->begin;
    title = trimmed(reading_, title, U",、");
    if (title.size() > kLongestTitle) title.end = title.begin + kLongestTitle;
    commitment.title = reading_.quote(title);
    commitment.written = reading_.quote(clause);
    commitment.ground = {55, rule};
    place(commitment);
    set_time(commitment, clause.end);
    if (subject) {
      commitment.base = reading_.quote(*subject);
      if (auto mention = units_.known(reading_, *subject)) {
        commitment.for_units.push_back(std::move(*mention));
      } else {
        for (Subject& one : subjects_in(*subject))
          commitment.for_units.push_back(std::move(one.mention));
      }
    }
    keep({std::move(commitment), std::u32string(words(title)), std::move(key), false});
  }

  // ---- one promise said twice

  void keep(Found&& found) {
    const Commitment& now = found.commitment;
    const auto same_number = std::make_tuple(now.low.value_or(-1), now.high.value_or(-1), now.scale,
                                             now.unit_name, now.comparator == Comparator::all);
    std::vector<std::size_t>& others = by_number_[same_number];
    constexpr std::size_t kMostCompared = 40;
    const std::size_t compared = std::min(others.size(), kMostCompared);
    for (std::size_t back = 1; back <= compared; ++back) {
      const std::size_t i = others.size() - back;
      Found& other = found_[others[i]];
      if (other.merged || !same_promise(other, found)) continue;
      // The task says who owes it and by when, so it is the one that stays.
      const bool keep_new = now.task && !other.commitment.task;
      Found& stays = keep_new ? found : other;
      Found& goes = keep_new ? other : found;
      stays.commitment.again_at.push_back(goes.commitment.written.span);
      for (const Span span : goes.commitment.again_at) stays.commitment.again_at.push_back(span);
      if (stays.commitment.period == Period::once && goes.commitment.period != Period::once) {
        stays.commitment.period = goes.commitment.period;
        stays.commitment.ground = goes.commitment.ground;
        stays.commitment.due_on.reset();
        stays.commitment.due_written = {};
      }
      if (stays.commitment.for_units.empty())
        stays.commitment.for_units = goes.commitment.for_units;
      if (!stays.commitment.measure) stays.commitment.measure = goes.commitment.measure;
      stays.commitment.aspiration = stays.commitment.aspiration && goes.commitment.aspiration;
      goes.merged = true;
      if (!keep_new) return;
      break;
    }
    others.push_back(found_.size());
    found_.push_back(std::move(found));
  }

  bool same_promise(const Found& a, const Found& b) const {
    const Commitment& first = a.commitment;
    const Commitment& second = b.commitment;
    if (first.sentence == second.sentence) return false;
    // Two tasks may well promise the same number.
    if (first.task && second.task && first.task != second.task) return false;
    if (first.task && second.task && first.comparator != Comparator::all &&
        bigram_overlap_percent(a.title, b.title) < 90)
      return false;
    if (!linked(first, second)) return false;
    if (first.comparator == Comparator::all)
      return a.key == b.key ||
             (first.ground.rule == "commitment.each_post" &&
              second.ground.rule == first.ground.rule && post_of(a.key) == post_of(b.key));
    return bigram_overlap_percent(a.title, b.title) >= 60;
  }

  // 任常务副主任 and 担任常务副主任; 主任由……兼任
  static std::u32string post_of(const std::u32string& clause) {
    const Words words = clause;
    if (words.ends_with(U"兼任")) return U"兼任";
    const std::size_t at = words.find(U'任', 2);
    const std::size_t last = words.rfind(U'任', words.size() - 2);
    return std::u32string(words.substr(last == Words::npos ? at + 1 : last + 1));
  }

  // A measure and the task that carries it out, or the same place.
  bool linked(const Commitment& first, const Commitment& second) const {
    const Commitment* task = first.task ? &first : second.task ? &second : nullptr;
    const Commitment* other = task == &first ? &second : &first;
    if (task == nullptr || other->task == task->task) return true;
    if (!other->measure) return true;
    const auto found = tasks_by_number_.find(*task->task);
    if (found == tasks_by_number_.end()) return false;
    for (const Link& link : structure_.tasks[found->second].task.links)
      if (link.measure == *other->measure) return true;
    return false;
  }

  const Reading& reading_;
  const Structure& structure_;
  Units& units_;
  const TimeContext& context_;
  const Sentence* sentence_ = nullptr;
  Range range_;
  std::vector<TimeFound> times_;
  std::vector<Range> clauses_;
  std::optional<Range> subject_;   // who has to do it, in the sentence or before its semicolon
  std::vector<UnitMention> pair_;  // whom 分别 pairs in this sentence
  std::optional<std::size_t> last_promised_;
  std::vector<Found> found_;
  std::vector<NotUnderstood> not_understood_;
  std::map<std::tuple<std::int64_t, std::int64_t, int, std::string, bool>, std::vector<std::size_t>>
      by_number_;
  std::map<int, std::size_t> tasks_by_number_;
};

}  // namespace

CommitmentsFound commitments_of(const Reading& reading, const std::vector<Sentence>& sentences,
                                const Structure& structure, Units& units,
                                const TimeContext& context) {
  CommitmentFinder finder(reading, structure, units, context);
  for (const Sentence& sentence : sentences) finder.read(sentence);
  return finder.take();
}

}  // namespace engines::draft

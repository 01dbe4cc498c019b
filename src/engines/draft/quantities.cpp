#include "engines/draft/quantities.hpp"

#include <algorithm>
#include <cmath>

#include "engines/draft/deadlines.hpp"
#include "engines/draft/numerals.hpp"

namespace engines::draft {

namespace {

struct UnitWord {
  Words words;
  const char* id;
};

// Longer words first where one begins another.
constexpr UnitWord kUnitWords[] = {{U"个百分点", "percent_point"},
                                   {U"百分点", "percent_point"},
                                   {U"个工作日", "working_day"},
                                   {U"工作日", "working_day"},
                                   {U"个月", "month"},
                                   {U"个学时", "hour"},
                                   {U"个次", "item"},
                                   {U"人次", "person_time"},
                                   {U"人", "person"},
                                   {U"名", "person"},
                                   {U"位", "person"},
                                   {U"元", "yuan"},
                                   {U"%", "percent"},
                                   {U"‰", "permille"},
                                   {U"所", "school"},
                                   {U"平方米", "square_metre"},
                                   {U"平方公里", "square_kilometre"},
                                   {U"立方米", "cubic_metre"},
                                   {U"公里", "kilometre"},
                                   {U"千米", "kilometre"},
                                   {U"千瓦时", "kilowatt_hour"},
                                   {U"千瓦", "kilowatt"},
                                   {U"公顷", "hectare"},
                                   {U"公斤", "kilogram"},
                                   {U"吨", "tonne"},
                                   {U"亩", "mu"},
                                   {U"米", "metre"},
                                   {U"小时", "hour"},
                                   {U"学时", "hour"},
                                   {U"课时", "hour"},
                                   {U"学分", "credit"},
                                   {U"分钟", "minute"},
                                   {U"天", "day"},
                                   {U"家次", "item"},
                                   {U"家", "enterprise"},
                                   {U"户次", "item"},
                                   {U"户", "household"},
                                   {U"项次", "item"},
                                   {U"项", "item"},
                                   {U"个", "item"},
                                   {U"门", "course"},
                                   {U"场次", "event"},
                                   {U"场", "event"},
                                   {U"次", "time"},
                                   {U"期", "item"},
                                   {U"批次", "item"},
                                   {U"种", "item"},
                                   {U"套", "item"},
                                   {U"台(套)", "item"},
                                   {U"台", "item"},
                                   {U"册", "item"},
                                   {U"篇", "item"},
                                   {U"部", "item"},
                                   {U"支", "item"},
                                   {U"处", "item"},
                                   {U"座", "item"},
                                   {U"条", "item"},
                                   {U"间", "item"},
                                   {U"辆", "item"},
                                   {U"对", "item"},
                                   {U"眼", "item"},
                                   {U"口", "item"},
                                   {U"件", "item"},
                                   {U"张", "item"},
                                   {U"艘", "item"},
                                   {U"株", "item"},
                                   {U"棵", "item"},
                                   {U"头", "item"},
                                   {U"只", "item"},
                                   {U"升", "litre"},
                                   {U"倍", "times"},
                                   {U"份", "item"},
                                   {U"本", "item"},
                                   {U"盏", "item"},
                                   {U"班", "class"},
                                   {U"床", "bed"},
                                   {U"张床位", "bed"},
                                   {U"孔", "item"},
                                   {U"块", "item"},
                                   {U"架", "item"},
                                   {U"毫克", "milligram"},
                                   {U"微克", "microgram"},
                                   {U"兆瓦", "megawatt"}};

// What stands before a number and says how it is meant.
struct Cue {
  Words words;
  Comparator comparator;
};

constexpr Cue kBefore[] = {{U"不低于", Comparator::at_least},   {U"不少于", Comparator::at_least},
                           {U"不得少于", Comparator::at_least}, {U"不得低于", Comparator::at_least},
                           {U"不能少于", Comparator::at_least}, {U"不能低于", Comparator::at_least},
                           {U"不小于", Comparator::at_least},   {U"不应低于", Comparator::at_least},
                           {U"不应少于", Comparator::at_least}, {U"至少", Comparator::at_least},
                           {U"最少", Comparator::at_least},     {U"最低", Comparator::at_least},
                           {U"超过", Comparator::at_least},     {U"突破", Comparator::at_least},
                           {U"高于", Comparator::at_least},     {U"大于", Comparator::at_least},
                           {U"多于", Comparator::at_least},     {U"超", Comparator::at_least},
                           {U"达到", Comparator::at_least},     {U"达", Comparator::at_least},
                           {U"提高到", Comparator::at_least},   {U"提高至", Comparator::at_least},
                           {U"提升到", Comparator::at_least},   {U"提升至", Comparator::at_least},
                           {U"增加到", Comparator::at_least},   {U"增加至", Comparator::at_least},
                           {U"扩大到", Comparator::at_least},   {U"扩大至", Comparator::at_least},
                           {U"增至", Comparator::at_least},     {U"升至", Comparator::at_least},
                           {U"不超过", Comparator::at_most},    {U"不得超过", Comparator::at_most},
                           {U"不高于", Comparator::at_most},    {U"不得高于", Comparator::at_most},
                           {U"不多于", Comparator::at_most},    {U"不能超过", Comparator::at_most},
                           {U"不大于", Comparator::at_most},    {U"控制在", Comparator::at_most},
                           {U"低于", Comparator::at_most},      {U"小于", Comparator::at_most},
                           {U"少于", Comparator::at_most},      {U"降至", Comparator::at_most},
                           {U"降到", Comparator::at_most},      {U"降低到", Comparator::at_most},
                           {U"降低至", Comparator::at_most},    {U"下降到", Comparator::at_most},
                           {U"下降至", Comparator::at_most},    {U"压减到", Comparator::at_most},
                           {U"压减至", Comparator::at_most},    {U"压缩到", Comparator::at_most},
                           {U"压缩至", Comparator::at_most},    {U"缩短至", Comparator::at_most},
                           {U"缩短到", Comparator::at_most},    {U"最多", Comparator::at_most},
                           {U"最高", Comparator::at_most},      {U"至多", Comparator::at_most},
                           {U"约", Comparator::about},          {U"大约", Comparator::about},
                           {U"近", Comparator::about},          {U"逾", Comparator::at_least}};

constexpr Cue kAfter[] = {{U"以上", Comparator::at_least},     {U"及以上", Comparator::at_least},
                          {U"(含)以上", Comparator::at_least}, {U"以内", Comparator::at_most},
                          {U"之内", Comparator::at_most},      {U"以下", Comparator::at_most},
                          {U"及以下", Comparator::at_most},    {U"左右", Comparator::about},
                          {U"上下", Comparator::about}};

template <std::size_t N>
const Cue* longest_ending(const Cue (&cues)[N], Words words) {
  const Cue* longest = nullptr;
  for (const Cue& cue : cues)
    if (words.ends_with(cue.words) && (!longest || cue.words.size() > longest->words.size()))
      longest = &cue;
  return longest;
}

template <std::size_t N>
const Cue* longest_beginning(const Cue (&cues)[N], Words words) {
  const Cue* longest = nullptr;
  for (const Cue& cue : cues)
    if (words.starts_with(cue.words) && (!longest || cue.words.size() > longest->words.size()))
      longest = &cue;
  return longest;
}

// Nouns that 个 and 项 count without promising anything.
bool counts_nothing(Words after) {
  return starts_with_any(
      after, {U"方面", U"层面",         U"层次", U"环节", U"维度", U"阶段", U"统一", U"意识",
              U"自信", U"维护",         U"坚持", U"原则", U"要求", U"问题", U"重点", U"关键",
              U"确保", U"必须",         U"文明", U"全面", U"结合", U"转变", U"突出", U"到位",
              U"一体", U"专项行动方案", U"基本", U"批次", U"步骤", U"月",   U"学期", U"年"});
}

std::optional<UnitWord> unit_at(Words words) {
  const UnitWord* longest = nullptr;
  for (const UnitWord& unit : kUnitWords)
    if (words.starts_with(unit.words) &&
        (longest == nullptr || unit.words.size() > longest->words.size()))
      longest = &unit;
  if (longest == nullptr) return std::nullopt;
  return *longest;
}

bool is_joint(char32_t c) { return Words(U"—-~至到").find(c) != Words::npos; }

constexpr std::int64_t kMostValue = 1'000'000'000'000'000;

// `value` in 1/10^to instead of 1/10^from; false if it does not fit 15 digits.
bool rescale(std::int64_t& value, int from, int to) {
  for (; from < to; ++from) {
    if (value > kMostValue / 10) return false;
    value *= 10;
  }
  return true;
}

// 3—5万: what multiplies the second number multiplies the first too, unless that makes it the
// larger one (5000—1万).
bool shares_multiplier(const Numeral& low, const Numeral& high) {
  const auto value = [](const Numeral& numeral) {
    return static_cast<double>(numeral.digits) / std::pow(10.0, numeral.scale);
  };
  return low.multiplier == 1 && high.multiplier > 1 &&
         value(low) < value(high) / static_cast<double>(high.multiplier);
}

// False if the two numbers have no common scale in which they fit.
bool set_values(Quantity& quantity, const Numeral& first, const std::optional<Numeral>& second) {
  quantity.low = first.digits;
  quantity.scale = first.scale;
  quantity.rough = first.more;
  quantity.high = first.high;
  if (!second) return true;
  if (first.high || first.more || second->high) return false;
  if (shares_multiplier(first, *second)) {
    if (quantity.low > kMostValue / second->multiplier) return false;
    quantity.low *= second->multiplier;
  }
  std::int64_t high = second->digits;
  quantity.scale = std::max(first.scale, second->scale);
  if (!rescale(quantity.low, first.scale, quantity.scale) ||
      !rescale(high, second->scale, quantity.scale))
    return false;
  quantity.high = high;
  return true;
}

class QuantityFinder {
 public:
  QuantityFinder(const Reading& reading, Range range) : reading_(reading), range_(range) {}

  std::vector<Quantity> find() {
    const TimeContext no_context{std::nullopt, 2000};
    for (std::size_t at = range_.begin; at < range_.end;) {
      const char32_t c = reading_[at];
      if (Words(U"“《〔「").find(c) != Words::npos) {
        const std::size_t close = reading_.closing_bracket(at, range_.end);
        if (close != Words::npos) {
          at = close + 1;
          continue;
        }
      }
      if (!may_begin(c)) {
        ++at;
        continue;
      }
      if (const auto time = time_at(reading_, at, range_.end, no_context);
          time && time->range.size() >= 2) {
        at = time->range.end;
        continue;
      }
      if (auto quantity = quantity_at(at)) {
        at = quantity->written.end;
        if (!quantity->counted_one || quantity->compared || quantity->unit == "time" ||
            quantity->unit == "item")
          found_.push_back(std::move(*quantity));
        continue;
      }
      at = past_number(at);
    }
    return std::move(found_);
  }

 private:
  Words rest(std::size_t at) const { return reading_.view({at, range_.end}); }
  char32_t before(std::size_t at) const { return at > range_.begin ? reading_[at - 1] : U'\0'; }
  static bool may_begin(char32_t c) {
    return is_digit(c) || Words(U"一二三四五六七八九十两百千万几数翻半").find(c) != Words::npos;
  }

  // 1+X, 3+2, A4, 第3, 5G: the whole of it is passed over.
  std::size_t past_number(std::size_t at) const {
    if (!is_digit(reading_[at])) return at + 1;
    while (at < range_.end &&
           (is_digit(reading_[at]) ||
            (reading_[at] == U'.' && at + 1 < range_.end && is_digit(reading_[at + 1]))))
      ++at;
    return at;
  }

  std::optional<Quantity> quantity_at(std::size_t at) const {
    const char32_t previous = before(at);
    if (previous == U'第' || previous == U'+' || previous == U'.' || is_digit(previous) ||
        previous == U'每' || previous == U'前' || previous == U'/' ||
        (previous < 0x80 && std::isalpha(static_cast<int>(previous)) != 0))
      return std::nullopt;
    // The second of two numbers that were refused together.
    if (Words(U"—-~").find(previous) != Words::npos && at >= range_.begin + 2 &&
        is_digit(reading_[at - 2]))
      return std::nullopt;
    Quantity quantity;
    std::size_t end = at;
    if (!read_special(at, end, quantity) && !read_plain(at, end, quantity) &&
        !read_vague(at, end, quantity))
      return std::nullopt;
    quantity.number = {at, end};
    quantity.written = quantity.number;
    compare(quantity);
    return quantity;
  }

  // 百分之三十, 三成, 三分之二, 翻一番, 4:6
  bool read_special(std::size_t at, std::size_t& end, Quantity& quantity) const {
    const Words words = rest(at);
    const auto percent = [&](std::int64_t value, int scale, std::size_t length) {
      quantity.low = value;
      quantity.scale = scale;
      quantity.unit = "percent";
      quantity.unit_name = "%";
      end = at + length;
      return true;
    };
    if (words.starts_with(U"百分之")) {
      const auto value = numeral_at(words.substr(3));
      if (!value) return false;
      quantity.high = value->high;
      quantity.rough = value->more;
      return percent(value->digits, value->scale, 3 + value->length);
    }
    if (words.starts_with(U"翻一番") || words.starts_with(U"翻两番")) {
      quantity.compared = true;
      quantity.comparator = Comparator::at_least;
      return percent(words[1] == U'一' ? 200 : 400, 0, 3);
    }
    if (words.starts_with(U"半数以上")) return percent(50, 0, 2);
    const auto first = numeral_at(words);
    if (!first) return false;
    const Words after = words.substr(first->length);
    // 七八成
    if (after.starts_with(U"成以") && first->high && *first->high <= 10) {
      quantity.high = *first->high * 10;
      return percent(first->digits * 10, 0, first->length + 1);
    }
    if (first->high || first->more) return false;
    if (after.starts_with(U"成") && first->scale == 0 && first->digits >= 1 &&
        first->digits <= 10 &&
        !starts_with_any(after.substr(1), {U"员", U"立", U"果", U"效", U"为", U"功", U"人", U"本",
                                           U"套", U"长", U"熟", U"交", U"就"})) {
      const bool half = after.substr(1).starts_with(U"半");
      return percent(first->digits * 10 + (half ? 5 : 0), 0, first->length + (half ? 2 : 1));
    }
    if (after.starts_with(U"分之")) {
      const auto part = numeral_at(after.substr(2));
      if (!part || part->high || part->more || first->digits < 2 || first->digits > 100 ||
          part->digits >= first->digits || part->scale != 0)
        return false;
      return percent((part->digits * 1000 + first->digits / 2) / first->digits, 1,
                     first->length + 2 + part->length);
    }
    if ((after.starts_with(U":") || after.starts_with(U"比")) && first->arabic) {
      const auto second = numeral_at(after.substr(1));
      if (!second || !second->arabic || first->scale + second->scale > 0 || second->digits == 0 ||
          first->digits > 1000 || second->digits > 1000)
        return false;
      const std::size_t length = first->length + 1 + second->length;
      const std::int64_t sum = first->digits + second->digits;
      // 4:6 and 40:60 are shares of a whole; 3:1 and 1:20 compare two things.
      if (sum == 10 || sum == 100) {
        percent(first->digits * 100 / sum, 0, length);
        quantity.unit_name = to_utf8(words.substr(0, length));
        return true;
      }
      quantity.unit = "ratio";
      quantity.unit_name = to_utf8(words.substr(0, length));
      quantity.low = (first->digits * 100 + second->digits / 2) / second->digits;
      quantity.scale = 2;
      while (quantity.scale > 0 && quantity.low % 10 == 0) {
        quantity.low /= 10;
        --quantity.scale;
      }
      end = at + length;
      return true;
    }
    return false;
  }

  bool read_plain(std::size_t at, std::size_t& end, Quantity& quantity) const {
    const Words words = rest(at);
    const auto first = numeral_at(words);
    if (!first) return false;
    std::size_t length = first->length;
    std::optional<Numeral> second;
    std::optional<UnitWord> unit = unit_at(words.substr(length));
    // 4—5所, 40%~50%, 三千至三千五百个
    std::size_t joint = length + (unit ? unit->words.size() : 0);
    if (joint < words.size() && is_joint(words[joint])) {
      std::size_t to = joint + 1;
      if (to < words.size() && words[to] == U'—') ++to;
      second = numeral_at(words.substr(to));
      if (second) {
        const auto other = unit_at(words.substr(to + second->length));
        if (other && (!unit || unit->words == other->words)) {
          unit = other;
          length = to + second->length;
        } else {
          second.reset();
        }
      }
    }
    if (!unit) return false;
    const Words after = words.substr(length + unit->words.size());
    const bool chinese = !first->arabic;
    if (unit->words == U"个" || unit->words == U"项" || unit->words == U"条" ||
        unit->words == U"大") {
      if (counts_nothing(after)) return false;
    }
    // 五位一体, 三名三创, 一名教师: numerals in Han are names more often than numbers.
    if (chinese && first->length == 1 && first->digits < 10 && unit->words.size() == 1 &&
        Words(U"个所家项门场次支座台户人名亩处条套").find(unit->words[0]) == Words::npos)
      return false;
    if (unit->words == U"部" && after.starts_with(U"门")) return false;
    if (unit->words == U"人" && starts_with_any(after, {U"员", U"才", U"社", U"力", U"民"}))
      return false;
    if (unit->words == U"位" && starts_with_any(after, {U"一体", U"数", U"于"})) return false;
    if (unit->words == U"本" && starts_with_any(after, {U"科"})) return false;
    if (unit->words == U"名" && starts_with_any(after, {U"单", U"师工程", U"校工程"})) return false;
    if (unit->words == U"对" && !after.starts_with(U"以") && chinese) return false;
    if (unit->words == U"期" && chinese) return false;
    if (unit->words == U"头" && chinese) return false;
    if (unit->words == U"口" && after.starts_with(U"径")) return false;
    if (!set_values(quantity, *first, second)) return false;
    quantity.unit = unit->id;
    quantity.unit_name = to_utf8(unit->words);
    quantity.counted_one = chinese && !second && first->digits == 1 && first->length == 1;
    end = at + length + unit->words.size();
    // 万元, 亿人次: the multiplier belongs to the number.
    return true;
  }

  // 近百人, 上万家: one hundred, ten thousand. 几十所, 数百人: nobody knows how many.
  bool read_vague(std::size_t at, std::size_t& end, Quantity& quantity) const {
    const Words words = rest(at);
    // 人数百分之三十
    if (words[0] == U'数' && Words(U"人户总件个次指参基份名").find(before(at)) != Words::npos)
      return false;
    quantity.unknown = words[0] == U'几' || words[0] == U'数';
    std::size_t length = quantity.unknown ? 1 : 0;
    if (!quantity.unknown && Words(U"近上逾超约过达").find(before(at)) == Words::npos) return false;
    quantity.low = 1;
    for (int step = 0; step < 2 && length < words.size(); ++step, ++length) {
      const std::size_t place = Words(step == 0 ? U"十百千万" : U"万亿").find(words[length]);
      if (place == Words::npos) break;
      constexpr std::int64_t kFirst[] = {10, 100, 1000, 10'000};
      constexpr std::int64_t kSecond[] = {10'000, 100'000'000};
      quantity.low *= step == 0 ? kFirst[place] : kSecond[place];
    }
    if (quantity.low == 1) return false;
    if (quantity.unknown) quantity.low = 0;
    if (length < words.size() && Words(U"多余").find(words[length]) != Words::npos) ++length;
    const auto unit = unit_at(words.substr(length));
    if (!unit) return false;
    quantity.unit = unit->id;
    quantity.unit_name = to_utf8(unit->words);
    quantity.rough = true;
    end = at + length + unit->words.size();
    return true;
  }

  void compare(Quantity& quantity) const {
    if (quantity.high) {
      quantity.comparator = Comparator::between;
      quantity.compared = true;
    } else if (quantity.rough) {
      quantity.comparator = Comparator::at_least;
    }
    const Words behind = reading_.view({range_.begin, quantity.number.begin});
    const Cue* cue = longest_ending(kBefore, behind);
    // 分别不少于, 不少于分别
    std::size_t skipped = 0;
    if (cue == nullptr && behind.ends_with(U"分别")) {
      skipped = 2;
      cue = longest_ending(kBefore, behind.substr(0, behind.size() - 2));
    }
    // 附近 and 最近 are no 近; 约 after 节 or 预 is none.
    if (cue != nullptr && cue->words.size() == 1 && behind.size() > 1 + skipped) {
      const char32_t previous = behind[behind.size() - 2 - skipped];
      if (Words(U"附最接临节预制条合签").find(previous) != Words::npos) cue = nullptr;
    }
    const Cue* after = longest_beginning(kAfter, rest(quantity.number.end));
    // 上百人, where 上 is no comparator of other numbers.
    if (behind.ends_with(U"上") &&
        Words(U"百千万").find(reading_[quantity.number.begin]) != Words::npos)
      --quantity.written.begin;
    if (cue != nullptr) {
      quantity.written.begin -= cue->words.size() + skipped;
      if (!quantity.high) quantity.comparator = cue->comparator;
      quantity.compared = true;
    }
    if (after != nullptr) {
      quantity.written.end += after->words.size();
      // 控制在15天以内, 达到80%左右: what stands after the number is the narrower.
      if (!quantity.high) quantity.comparator = after->comparator;
      quantity.compared = true;
    }
  }

  const Reading& reading_;
  Range range_;
  std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> quantities_in(const Reading& reading, Range range) {
  return QuantityFinder(reading, range).find();
}

}  // namespace engines::draft

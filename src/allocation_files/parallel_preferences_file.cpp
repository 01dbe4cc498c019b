#include "allocation_files/parallel_preferences_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "allocation_files/name_index.hpp"

namespace allocation_files {

namespace ea = engines::allocation;

namespace {

constexpr std::size_t kTraitsMax = 64;
constexpr double kFilingRatioMax = 10;

// A mark times 1000 must be whole; this much is the rounding of decimals in a double.
constexpr double kRoundingOfDecimals = 1e-6;

bool is_whole(double number) { return std::abs(number - std::round(number)) < kRoundingOfDecimals; }

std::string at(std::string_view list, std::size_t i, std::string_view member) {
  return fmt::format("/{}/{}/{}", list, i, member);
}

template <class T, std::size_t N>
void read_name(const std::optional<std::string>& name,
               const std::array<std::pair<std::string_view, T>, N>& known, T& to, Faults& faults,
               const std::string& pointer) {
  if (!name) return;
  std::string all;
  for (const auto& [text, value] : known) {
    if (text == *name) {
      to = value;
      return;
    }
    all += (all.empty() ? "" : ", ") + std::string(text);
  }
  faults.add(pointer, {"须为以下之一：" + all, "must be one of: " + all});
}

constexpr std::array kTies = {std::pair{std::string_view("lottery"), ea::TiePolicy::lottery},
                              std::pair{std::string_view("admit_all"), ea::TiePolicy::admit_all},
                              std::pair{std::string_view("reject_all"), ea::TiePolicy::reject_all}};
constexpr std::array kRoundings = {std::pair{std::string_view("down"), ea::Rounding::down},
                                   std::pair{std::string_view("nearest"), ea::Rounding::nearest},
                                   std::pair{std::string_view("up"), ea::Rounding::up}};
constexpr std::array kPlacings = {std::pair{std::string_view("score_first"), false},
                                  std::pair{std::string_view("preference_first"), true}};

class Reading {
 public:
  Reading(const Source& source, const LotteryNumbers& lottery)
      : source_(source), lottery_(lottery), file_(source.read<ParallelPreferencesFile>()) {}

  NamedAdmission read() {
    read_names();
    source_.refuse(faults_.take());  // what refers to names that are not clear has no clear meaning
    read_rounds();
    read_groups();
    read_programmes();
    read_candidates();
    read_lines();
    read_preferences();
    source_.refuse(faults_.take());
    read_keys();
    source_.refuse(faults_.take());
    return std::move(named_);
  }

 private:
  // A requirement as written, until it is known in which unit marks are kept.
  struct Written {
    const Marks* minimum = nullptr;
    std::string pointer;
    std::set<std::uint32_t> rounds;  // that compare with it
  };

  void read_names() {
    for (std::size_t g = 0; g < file_.groups.size(); ++g) {
      groups_.add(file_.groups[g].id, faults_, at("groups", g, "id"));
      named_.groups.push_back(file_.groups[g].id);
    }
    for (std::size_t p = 0; p < programme_rows().size(); ++p) {
      const std::string& id = programme_rows()[p].id;
      programme_ids_.add(id, faults_, at("programmes", p, "id"));
      if (groups_.find(id)) {
        faults_.add(at("programmes", p, "id"),
                    {"专业与专业组不能同名", "a programme may not have the name of a group"});
      }
    }
    for (std::size_t i = 0; i < file_.candidates.size(); ++i) {
      candidates_.add(file_.candidates[i].id, faults_, at("candidates", i, "id"));
      named_.candidates.push_back(file_.candidates[i].id);
    }
    if (!file_.rounds) file_.rounds = {RoundRow{.id = "1", .groups = {}, .order = {}, .ties = {}}};
    for (std::size_t r = 0; r < file_.rounds->size(); ++r) {
      rounds_.add((*file_.rounds)[r].id, faults_, at("rounds", r, "id"));
      named_.rounds.push_back((*file_.rounds)[r].id);
    }
    if (file_.rounds->empty()) {
      faults_.add("/rounds", {"至少要有一轮", "there must be a round"});
    }
  }

  const std::vector<ProgrammeRow>& programme_rows() const {
    static const std::vector<ProgrammeRow> none;
    return file_.programmes ? *file_.programmes : none;
  }

  void check_order(const std::vector<std::string>& order, const std::string& pointer) {
    if (order.empty()) {
      faults_.add(pointer, {"至少要有一个字段", "there must be a field"});
    }
    if (std::set(order.begin(), order.end()).size() != order.size()) {
      faults_.add(pointer, {"同一字段出现了两次", "a field is there twice"});
    }
  }

  void read_rounds() {
    check_order(file_.order, "/order");
    ea::TiePolicy ties{};
    read_name<ea::TiePolicy>(file_.ties, kTies, ties, faults_, "/ties");
    ea::Rounding rounding = ea::Rounding::down;
    read_name<ea::Rounding>(file_.filing_rounding, kRoundings, rounding, faults_,
                            "/filing_rounding");
    for (std::size_t r = 0; r < file_.rounds->size(); ++r) {
      const RoundRow& row = (*file_.rounds)[r];
      ea::Round& round = named_.admission.rounds.emplace_back();
      round.filing_rounding = rounding;
      round.ties = ties;
      read_name<ea::TiePolicy>(row.ties, kTies, round.ties, faults_, at("rounds", r, "ties"));
      if (row.order) check_order(*row.order, at("rounds", r, "order"));
      const auto& order = row.order ? *row.order : file_.order;
      const auto known = std::ranges::find(named_.order, order);
      round.key = static_cast<std::uint32_t>(known - named_.order.begin());
      if (known == named_.order.end()) named_.order.push_back(order);
      if (row.groups) {
        NameIndex once;
        for (const std::string& id : *row.groups) {
          once.add(id, faults_, at("rounds", r, "groups"));
          const auto g = groups_.require(id, faults_, at("rounds", r, "groups"));
          if (g) round.groups.push_back(*g);
        }
      } else {
        round.groups.resize(groups_.size());
        std::iota(round.groups.begin(), round.groups.end(), 0U);
      }
      part_.emplace_back(groups_.size());
      for (const std::uint32_t g : round.groups) part_[r][g] = true;
    }
  }

  // ---- What somebody must have

  std::uint64_t trait_bits(const std::optional<std::vector<std::string>>& traits,
                           const std::string& pointer) {
    std::uint64_t bits = 0;
    for (const std::string& trait : traits.value_or(std::vector<std::string>())) {
      const auto known = std::ranges::find(named_.traits, trait);
      const auto bit = static_cast<std::size_t>(known - named_.traits.begin());
      if (bit >= kTraitsMax) {
        faults_.add(pointer, {fmt::format("最多 {} 种条件", kTraitsMax),
                              fmt::format("there may be {} traits", kTraitsMax)});
        continue;
      }
      if (known == named_.traits.end()) named_.traits.push_back(trait);
      bits |= std::uint64_t{1} << bit;
    }
    return bits;
  }

  template <class Row>
  std::uint32_t read_requirement(const Row& row, std::string_view list, std::size_t i,
                                 std::uint32_t group) {
    if (!row.needs && !row.needs_any && !row.minimum) return ea::kNone;
    const ea::Requirement requirement{.all = trait_bits(row.needs, at(list, i, "needs")),
                                      .any = trait_bits(row.needs_any, at(list, i, "needs_any"))};
    Written written{row.minimum ? &*row.minimum : nullptr, at(list, i, "minimum"), {}};
    for (std::uint32_t r = 0; r < named_.admission.rounds.size(); ++r) {
      if (takes_part(r, group)) written.rounds.insert(r);
    }
    return add_requirement(requirement, std::move(written));
  }

  std::uint32_t add_requirement(const ea::Requirement& requirement, Written written) {
    named_.admission.requirements.push_back(requirement);
    written_.push_back(std::move(written));
    return static_cast<std::uint32_t>(written_.size() - 1);
  }

  bool takes_part(std::uint32_t round, std::uint32_t group) const { return part_[round][group]; }

  // ---- Groups and programmes

  std::uint32_t category_of(const std::optional<std::string>& name, const std::string& pointer) {
    if (name.has_value() != named_categories_) {
      faults_.add(pointer, {"科类要么都写，要么都不写",
                            "the category is given for everybody and every group, or for none"});
    }
    const std::string text = name.value_or("");
    const auto known = std::ranges::find(categories_, text);
    if (known == categories_.end()) {
      categories_.push_back(text);
      return static_cast<std::uint32_t>(categories_.size() - 1);
    }
    return static_cast<std::uint32_t>(known - categories_.begin());
  }

  void read_groups() {
    named_categories_ =
        std::ranges::any_of(file_.groups,
                            [](const GroupRow& row) { return row.category.has_value(); }) ||
        std::ranges::any_of(file_.candidates,
                            [](const CandidateRow& row) { return row.category.has_value(); });
    for (std::uint32_t g = 0; g < file_.groups.size(); ++g) {
      const GroupRow& row = file_.groups[g];
      ea::Group& group = named_.admission.groups.emplace_back();
      group.category = category_of(row.category, at("groups", g, "category"));
      group.requirement = read_requirement(row, "groups", g, g);
      const double ratio_bp = row.filing_ratio.value_or(1) * 10'000;
      if (ratio_bp < 10'000 || ratio_bp > 10'000 * kFilingRatioMax || !is_whole(ratio_bp)) {
        faults_.add(at("groups", g, "filing_ratio"),
                    {"须为 1 到 10，最多四位小数，例如 1.05",
                     "must be from 1 to 10 with at most four decimals, such as 1.05"});
      }
      group.filing_ratio_bp = static_cast<std::uint32_t>(std::lround(ratio_bp));
      read_name<bool>(row.placing, kPlacings, group.placing.preference_first, faults_,
                      at("groups", g, "placing"));
      if (row.steps && group.placing.preference_first) {
        faults_.add(at("groups", g, "steps"),
                    {"专业优先时不能再有级差", "there are no steps when preferences go first"});
      }
    }
  }

  void read_programmes() {
    std::vector<std::vector<std::uint32_t>> rows_of(file_.groups.size());
    for (std::uint32_t p = 0; p < programme_rows().size(); ++p) {
      const auto g =
          groups_.require(programme_rows()[p].group, faults_, at("programmes", p, "group"));
      if (g) rows_of[*g].push_back(p);
    }
    for (std::uint32_t g = 0; g < file_.groups.size(); ++g) {
      const GroupRow& row = file_.groups[g];
      ea::Group& group = named_.admission.groups[g];
      group.first_programme = static_cast<std::uint32_t>(named_.programmes.size());
      if (row.seats.has_value() == !rows_of[g].empty()) {
        faults_.add(at("groups", g, "seats"),
                    {"计划数写在专业组，或写在它的各专业，二者居一",
                     "seats are given for the group or for its programmes, one of the two"});
      }
      for (const std::uint32_t p : rows_of[g]) {
        const ProgrammeRow& programme = programme_rows()[p];
        add_programme(programme.id, g, programme.seats,
                      read_requirement(programme, "programmes", p, g));
        if (programme.unused_to) {
          unused_.push_back(
              {*programme.unused_to, at("programmes", p, "unused_to"), last_programme()});
        }
      }
      if (rows_of[g].empty()) add_programme(row.id, g, row.seats.value_or(0), ea::kNone);
      group.programme_count =
          static_cast<std::uint32_t>(named_.programmes.size()) - group.first_programme;
      if (row.unused_to) {
        if (group.programme_count > 1) {
          faults_.add(at("groups", g, "unused_to"),
                      {"有几个专业时，请在各专业写明", "say it for each programme of the group"});
        }
        unused_.push_back({*row.unused_to, at("groups", g, "unused_to"), last_programme()});
      }
    }
    for (const UnusedTo& rule : unused_) read_unused_to(rule);
  }

  std::uint32_t last_programme() const {
    return static_cast<std::uint32_t>(named_.programmes.size()) - 1;
  }

  void add_programme(const std::string& name, std::uint32_t group, std::uint32_t seats,
                     std::uint32_t requirement) {
    programmes_[name] = static_cast<std::uint32_t>(named_.programmes.size());
    named_.programmes.push_back(name);
    named_.group_of.push_back(group);
    named_.admission.programmes.push_back({.seats = seats, .requirement = requirement});
    total_seats_ += seats;
    if (total_seats_ > std::numeric_limits<std::uint32_t>::max() / kFilingRatioMax) {
      faults_.add(at("groups", group, "seats"), {"计划数过大", "there are too many seats"});
      total_seats_ = 0;
    }
  }

  struct UnusedTo {
    std::string name;
    std::string pointer;
    std::uint32_t from = 0;
  };

  void read_unused_to(const UnusedTo& rule) {
    const auto found = programmes_.find(rule.name);
    if (found == programmes_.end()) {
      faults_.add(rule.pointer, {"没有“" + rule.name + "”", "there is no \"" + rule.name + "\""});
      return;
    }
    const auto last_round = [&](std::uint32_t programme) {
      int last = -1;
      for (std::uint32_t r = 0; r < named_.admission.rounds.size(); ++r) {
        if (takes_part(r, named_.group_of[programme])) last = static_cast<int>(r);
      }
      return last;
    };
    if (last_round(found->second) <= last_round(rule.from)) {
      faults_.add(rule.pointer,
                  {"“" + rule.name + "”之后没有轮次，余缺计划无处可用",
                   "\"" + rule.name + "\" has no later round in which the seats could be used"});
    }
    named_.admission.programmes[rule.from].unused_to = found->second;
  }

  // ---- Candidates

  void read_candidates() {
    ea::Admission& admission = named_.admission;
    admission.applicants = static_cast<std::uint32_t>(file_.candidates.size());
    for (std::uint32_t i = 0; i < file_.candidates.size(); ++i) {
      CandidateRow& row = file_.candidates[i];
      if (!lottery_.empty()) {
        if (row.lottery) {
          faults_.add(
              at("candidates", i, "lottery"),
              {"抽签号已另行抽出，输入中不能再写", "numbers were drawn; the input may have none"});
        }
        const auto drawn = lottery_.find(row.id);
        if (drawn != lottery_.end()) row.lottery = drawn->second;
      }
      admission.category.push_back(category_of(row.category, at("candidates", i, "category")));
      admission.traits.push_back(trait_bits(row.traits, at("candidates", i, "traits")));
      admission.lottery.push_back(row.lottery.value_or(0));
    }
  }

  void read_lines() {
    if (!file_.lines) return;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (ea::Round& round : named_.admission.rounds)
      round.lines.resize(categories_.size(), ea::kNone);
    for (std::size_t l = 0; l < file_.lines->size(); ++l) {
      const LineRow& row = (*file_.lines)[l];
      std::optional<std::uint32_t> only_round;
      if (row.round) {
        only_round = rounds_.require(*row.round, faults_, at("lines", l, "round"));
        if (!only_round) continue;
      }
      if (row.category && std::ranges::count(categories_, *row.category) == 0) {
        faults_.add(at("lines", l, "category"), {"没有“" + *row.category + "”这个科类",
                                                 "there is no category \"" + *row.category + "\""});
        continue;
      }
      for (std::uint32_t r = 0; r < named_.admission.rounds.size(); ++r) {
        if (only_round && *only_round != r) continue;
        const std::uint32_t requirement =
            add_requirement({}, {&row.minimum, at("lines", l, "minimum"), {r}});
        for (std::uint32_t c = 0; c < categories_.size(); ++c) {
          if (row.category && categories_[c] != *row.category) continue;
          if (!seen.emplace(r, c).second) {
            faults_.add(at("lines", l, "minimum"),
                        {"同一轮次同一科类有两条控制线", "this round and category has two lines"});
          }
          named_.admission.rounds[r].lines[c] = requirement;
        }
      }
    }
  }

  // ---- Preferences

  struct Entry {
    std::uint32_t number = 0;
    std::uint32_t group = 0;
    std::vector<std::uint32_t> programmes;
    bool adjustment = false;
    std::string pointer;
  };
  using EntriesOf = std::vector<std::vector<Entry>>;  // by candidate

  void read_preferences() {
    std::vector<EntriesOf> entries(named_.rounds.size(), EntriesOf(file_.candidates.size()));
    read_short_lists(entries);
    for (std::size_t k = 0; file_.preferences && k < file_.preferences->size(); ++k) {
      read_preference((*file_.preferences)[k], k, entries);
    }
    for (std::uint32_t r = 0; r < entries.size(); ++r) {
      ea::Preferences& preferences = named_.admission.rounds[r].preferences;
      preferences.programmes = ea::Lists();
      for (auto& list : entries[r]) {
        std::ranges::sort(list, {}, &Entry::number);
        check_list(list);
        for (const Entry& entry : list) {
          preferences.groups.items.push_back(entry.group);
          preferences.programmes.items.insert(preferences.programmes.items.end(),
                                              entry.programmes.begin(), entry.programmes.end());
          preferences.programmes.end_list();
          preferences.adjustment.push_back(entry.adjustment ? 1 : 0);
        }
        preferences.groups.end_list();
      }
    }
  }

  void read_short_lists(std::vector<EntriesOf>& entries) {
    for (std::uint32_t i = 0; i < file_.candidates.size(); ++i) {
      const auto& list = file_.candidates[i].preferences;
      if (!list) continue;
      const std::string pointer = at("candidates", i, "preferences");
      if (file_.preferences || named_.rounds.size() > 1) {
        faults_.add(pointer, {"有多轮，或已有 preferences 表时，志愿请都写在该表",
                              "with several rounds, or a table of preferences, they all stand in "
                              "that table"});
        continue;
      }
      for (std::uint32_t k = 0; k < list->size(); ++k) {
        const auto g = groups_.require((*list)[k], faults_, fmt::format("{}/{}", pointer, k));
        if (!g) continue;
        entries[0][i].push_back({k, *g, {}, false, fmt::format("{}/{}", pointer, k)});
        check_takes_part(0, *g, entries[0][i].back().pointer);
      }
    }
  }

  void check_takes_part(std::uint32_t round, std::uint32_t group, const std::string& pointer) {
    if (!takes_part(round, group)) {
      faults_.add(pointer, {"该专业组不参加这一轮", "this group takes no part in the round"});
    }
  }

  void read_preference(const PreferenceRow& row, std::size_t k, std::vector<EntriesOf>& entries) {
    const auto candidate =
        candidates_.require(row.candidate, faults_, at("preferences", k, "candidate"));
    const auto group = groups_.require(row.group, faults_, at("preferences", k, "group"));
    std::optional<std::uint32_t> round = 0;
    if (row.round) {
      round = rounds_.require(*row.round, faults_, at("preferences", k, "round"));
    } else if (named_.rounds.size() > 1) {
      faults_.add(at("preferences", k, "round"), {"须写明轮次", "must say which round"});
    }
    if (!candidate || !group || !round) return;
    check_takes_part(*round, *group, at("preferences", k, "group"));
    Entry entry{
        row.number, *group, {}, row.adjustment.value_or(false), at("preferences", k, "number")};
    for (const std::string& name : row.programmes.value_or(std::vector<std::string>())) {
      const auto found = programmes_.find(name);
      if (found == programmes_.end() || named_.group_of[found->second] != *group) {
        faults_.add(at("preferences", k, "programmes"),
                    {fmt::format("专业组“{}”没有专业“{}”", row.group, name),
                     fmt::format("group \"{}\" has no programme \"{}\"", row.group, name)});
      } else if (std::ranges::count(entry.programmes, found->second) > 0) {
        faults_.add(at("preferences", k, "programmes"),
                    {"专业“" + name + "”出现了两次", "programme \"" + name + "\" is there twice"});
      } else {
        entry.programmes.push_back(found->second);
      }
    }
    entries[*round][*candidate].push_back(std::move(entry));
  }

  void check_list(const std::vector<Entry>& list) {
    std::set<std::uint32_t> seen;
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (k > 0 && list[k].number == list[k - 1].number) {
        faults_.add(list[k].pointer,
                    {"志愿序号重复", "this number of a preference is there twice"});
      }
      if (!seen.insert(list[k].group).second) {
        faults_.add(list[k].pointer, {"同一专业组填报了两次", "this group is listed twice"});
      }
    }
  }

  // ---- Keys

  std::optional<double> mark(std::uint32_t candidate, const std::string& field) const {
    const auto& scores = file_.candidates[candidate].scores;
    if (!scores) return std::nullopt;
    const auto found = scores->find(field);
    return found == scores->end() ? std::nullopt : std::optional(found->second);
  }

  // Whether these rounds compare the candidate at all.
  bool competes(std::uint32_t key, std::uint32_t candidate) const {
    return std::ranges::any_of(named_.admission.rounds, [&](const ea::Round& round) {
      return round.key == key && !round.preferences.groups.of(candidate).empty();
    });
  }

  // The smallest unit in which all that is compared with a field is whole.
  double scale_of(const std::string& field, const std::vector<double>& others) const {
    double scale = 1;
    const auto widen = [&](double number) {
      while (scale < 1000 && !is_whole(number * scale)) scale *= 10;
    };
    for (std::uint32_t i = 0; i < file_.candidates.size(); ++i) {
      if (const auto value = mark(i, field)) widen(*value);
    }
    for (const double other : others) widen(other);
    return scale;
  }

  std::int32_t scaled(double number, double scale, const std::string& pointer) {
    const double value = number * scale;
    if (!is_whole(value) || std::abs(value) > 2e9) {
      faults_.add(pointer, {"最多三位小数，绝对值不超过二百万",
                            "has at most three decimals and lies within two million of zero"});
      return 0;
    }
    return static_cast<std::int32_t>(std::lround(value));
  }

  void read_keys() {
    for (std::uint32_t key = 0; key < named_.order.size(); ++key) {
      const auto& order = named_.order[key];
      std::vector<double>& scales = named_.scale.emplace_back();
      for (std::size_t f = 0; f < order.size(); ++f) {
        scales.push_back(scale_of(order[f], compared_with(key, order[f], f == 0)));
      }
      ea::Keys& keys = named_.admission.keys.emplace_back();
      keys.fields = static_cast<std::uint32_t>(order.size());
      for (std::uint32_t i = 0; i < file_.candidates.size(); ++i) {
        const bool needed = competes(key, i);
        for (std::size_t f = 0; f < order.size(); ++f) {
          const std::string pointer = at("candidates", i, "scores/" + order[f]);
          const auto value = mark(i, order[f]);
          if (!value && needed) {
            faults_.add(pointer,
                        {"缺少“" + order[f] + "”成绩", "the mark \"" + order[f] + "\" is missing"});
          }
          // Who is not compared stands last and takes nobody's place.
          keys.values.push_back(value ? scaled(*value, scales[f], pointer)
                                      : std::numeric_limits<std::int32_t>::min());
        }
      }
    }
    read_unknown_marks();
    read_minimums();
    read_steps();
    read_lottery();
  }

  std::vector<double> compared_with(std::uint32_t key, const std::string& field, bool first) const {
    std::vector<double> numbers;
    for (const Written& written : written_) {
      if (written.minimum == nullptr || !compares(written, key)) continue;
      const auto found = written.minimum->find(field);
      if (found != written.minimum->end()) numbers.push_back(found->second);
    }
    for (std::uint32_t g = 0; first && g < file_.groups.size(); ++g) {
      const auto steps = file_.groups[g].steps.value_or(std::vector<double>());
      numbers.insert(numbers.end(), steps.begin(), steps.end());
    }
    return numbers;
  }

  bool compares(const Written& written, std::uint32_t key) const {
    return std::ranges::any_of(
        written.rounds, [&](std::uint32_t r) { return named_.admission.rounds[r].key == key; });
  }

  // A mark that no round compares is a mistake in its name, or in the order.
  void read_unknown_marks() {
    std::set<std::string_view> known;
    for (const auto& order : named_.order) known.insert(order.begin(), order.end());
    for (std::uint32_t i = 0; i < file_.candidates.size(); ++i) {
      for (const auto& [field, value] : file_.candidates[i].scores.value_or(Marks())) {
        if (known.contains(field)) continue;
        faults_.add(at("candidates", i, "scores/" + field),
                    {"order 中没有“" + field + "”", "\"" + field + "\" is not in the order"});
      }
    }
  }

  // A requirement names fields of one key, so rounds that compare by different keys cannot share
  // it.
  void read_minimums() {
    for (std::size_t q = 0; q < written_.size(); ++q) {
      const Written& written = written_[q];
      if (written.minimum == nullptr || written.rounds.empty()) continue;
      const std::uint32_t key = named_.admission.rounds[*written.rounds.begin()].key;
      for (const std::uint32_t r : written.rounds) {
        if (named_.admission.rounds[r].key == key) continue;
        faults_.add(written.pointer,
                    {"所在各轮的 order 不同，最低分无法共用",
                     "the rounds it applies to have different orders and cannot share a minimum"});
        break;
      }
      for (const auto& [field, value] : *written.minimum) {
        const auto& order = named_.order[key];
        const auto known = std::ranges::find(order, field);
        if (known == order.end()) {
          faults_.add(written.pointer + "/" + field,
                      {"order 中没有“" + field + "”", "\"" + field + "\" is not in the order"});
          continue;
        }
        const auto f = static_cast<std::uint32_t>(known - order.begin());
        named_.admission.requirements[q].minimums.push_back(
            {f, scaled(value, named_.scale[key][f], written.pointer + "/" + field)});
      }
    }
  }

  void read_steps() {
    for (std::uint32_t g = 0; g < file_.groups.size(); ++g) {
      if (!file_.groups[g].steps) continue;
      std::set<double> scales;
      for (std::uint32_t r = 0; r < part_.size(); ++r) {
        if (takes_part(r, g)) scales.insert(named_.scale[named_.admission.rounds[r].key][0]);
      }
      if (scales.size() > 1) {
        faults_.add(at("groups", g, "steps"),
                    {"所在各轮首要字段的小数位不同，级差无法共用",
                     "the rounds of the group keep their first field in different units"});
        continue;
      }
      for (const double step : *file_.groups[g].steps) {
        if (step < 0) {
          faults_.add(at("groups", g, "steps"), {"级差不能为负", "a step may not be negative"});
        }
        named_.admission.groups[g].placing.steps.push_back(
            scaled(step, scales.empty() ? 1 : *scales.begin(), at("groups", g, "steps")));
      }
    }
  }

  void read_lottery() {
    for (const ea::Round& round : named_.admission.rounds) {
      if (round.ties != ea::TiePolicy::lottery) continue;
      for (std::uint32_t i = 0; i < file_.candidates.size(); ++i) {
        if (file_.candidates[i].lottery || round.preferences.groups.of(i).empty()) continue;
        faults_.add(at("candidates", i, "lottery"),
                    {"同分抽签，须有抽签号", "ties are decided by lottery: a number is needed"});
      }
      return;
    }
  }

  const Source& source_;
  const LotteryNumbers& lottery_;
  ParallelPreferencesFile file_;
  NamedAdmission named_;
  Faults faults_;
  NameIndex groups_;
  NameIndex programme_ids_;
  NameIndex candidates_;
  NameIndex rounds_;
  std::unordered_map<std::string, std::uint32_t> programmes_;
  std::vector<std::string> categories_;
  bool named_categories_ = false;
  std::vector<Written> written_;  // one for each requirement of the admission
  std::vector<UnusedTo> unused_;
  std::vector<std::vector<bool>> part_;  // by round and group
  std::uint64_t total_seats_ = 0;
};

}  // namespace

NamedAdmission named_admission(const Source& source, const LotteryNumbers& lottery) {
  return Reading(source, lottery).read();
}

}  // namespace allocation_files

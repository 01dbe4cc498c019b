#include "allocation_files/market_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>

#include "allocation_files/name_index.hpp"
#include "engines/allocation/deferred_acceptance.hpp"

namespace allocation_files {

namespace ea = engines::allocation;

namespace {

constexpr std::size_t kGroupsMax = 64;

std::string at(std::string_view list, std::size_t i, std::string_view member) {
  return fmt::format("/{}/{}/{}", list, i, member);
}

template <class Row>
const std::vector<Row>& rows(const std::optional<std::vector<Row>>& list) {
  static const std::vector<Row> nothing;
  return list ? *list : nothing;
}

// What is wrong with a market as a whole, in words.
base::Text fault_text(ea::MarketFault fault) {
  switch (fault) {
    case ea::MarketFault::tied_without_lot:
      return {"有人次序相同而没有抽签号", "equals need lottery numbers"};
    case ea::MarketFault::equal_lots:
      return {"抽签号有重复", "two lottery numbers are the same"};
    case ea::MarketFault::blocks:
      return {"各块席位之和须等于名额，仅限某类人的一块须写明 group",
              "seats of the blocks must add up to the capacity, and members_only needs a group"};
    case ea::MarketFault::regions:
      return {"一个单位只能在一个区域，target 不得超过名额，各 target 之和不得超过区域名额",
              "an institution is in one region once; targets fit its capacity and, together, the "
              "region"};
    case ea::MarketFault::rates:
      return {fmt::format("最低比例须为 0 到 100，每单位最多 {} 条", ea::kRatesMax),
              fmt::format("rates are from 0 to 100, at most {} an institution", ea::kRatesMax)};
    case ea::MarketFault::rules_together:
      return {
          "席位分块、上限、区域、同分政策不能在一个单位并用；最低比例也不能与上限或同分政策并用",
          "blocks, a cap, a region and a tie policy exclude each other; so do rates, a cap and "
          "a tie policy"};
    default:
      return {"数据过大", "the input is too large"};
  }
}

class MarketReading {
 public:
  MarketReading(const Source& source, const LotteryNumbers& lottery)
      : source_(source), lottery_(lottery), file_(source.read<MarketFile>()) {}

  NamedMarket read() {
    read_names();
    source_.refuse(faults_.take());  // what refers to names that are not clear has no clear meaning
    read_institutions();
    read_rules();
    read_priorities();
    read_applicants();
    read_couples();
    source_.refuse(faults_.take());
    check_whole();
    return std::move(named_);
  }

 private:
  ea::Market& market() { return named_.input.market; }

  void read_names() {
    const auto read = [&](const auto& list, std::string_view name, NameIndex& index,
                          std::vector<std::string>& names) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        index.add(list[i].id, faults_, at(name, i, "id"));
        names.push_back(list[i].id);
      }
    };
    read(file_.institutions, "institutions", institutions_, named_.institutions);
    read(file_.applicants, "applicants", applicants_, named_.applicants);
    read(rows(file_.caps), "caps", caps_, named_.caps);
    read(rows(file_.regions), "regions", regions_, named_.regions);
  }

  void read_institutions() {
    for (std::size_t i = 0; i < file_.institutions.size(); ++i) {
      const InstitutionRow& row = file_.institutions[i];
      ea::Institution& institution = market().institutions.emplace_back();
      institution.capacity = row.capacity;
      institution.minimum = row.minimum.value_or(0);
      institution.target = row.target.value_or(0);
      if (row.ties == "reject_all") {
        institution.ties = ea::TiePolicy::reject_all;
      } else if (row.ties == "admit_all") {
        institution.ties = ea::TiePolicy::admit_all;
      } else if (row.ties && row.ties != "lottery") {
        refuse_name(at("institutions", i, "ties"), "lottery, reject_all, admit_all");
      }
      if (row.cap) {
        institution.cap =
            caps_.require(*row.cap, faults_, at("institutions", i, "cap")).value_or(ea::kNone);
      }
    }
    if (file_.proposing == "institutions") {
      named_.institutions_propose = true;
    } else if (file_.proposing && file_.proposing != "applicants") {
      refuse_name("/proposing", "applicants, institutions");
    }
  }

  void refuse_name(const std::string& pointer, const std::string& known) {
    faults_.add(pointer, {"须为以下之一：" + known, "must be one of: " + known});
  }

  std::uint32_t group_number(const std::string& name, const std::string& pointer) {
    const auto known = std::ranges::find(named_.groups, name);
    if (known == named_.groups.end()) {
      if (named_.groups.size() == kGroupsMax) {
        faults_.add(pointer, {fmt::format("最多 {} 类人", kGroupsMax),
                              fmt::format("there may be {} groups", kGroupsMax)});
        return 0;
      }
      named_.groups.push_back(name);
      return static_cast<std::uint32_t>(named_.groups.size() - 1);
    }
    return static_cast<std::uint32_t>(known - named_.groups.begin());
  }

  void read_rules() {
    for (std::size_t i = 0; i < rows(file_.blocks).size(); ++i) {
      const BlockRow& row = rows(file_.blocks)[i];
      const auto where =
          institutions_.require(row.institution, faults_, at("blocks", i, "institution"));
      ea::SeatBlock block{.seats = row.seats, .members_only = row.members_only.value_or(false)};
      if (row.group) block.group = group_number(*row.group, at("blocks", i, "group"));
      if (where) market().institutions[*where].blocks.push_back(block);
    }
    for (std::size_t i = 0; i < rows(file_.rates).size(); ++i) {
      const RateRow& row = rows(file_.rates)[i];
      const auto where =
          institutions_.require(row.institution, faults_, at("rates", i, "institution"));
      const std::uint32_t group = group_number(row.group, at("rates", i, "group"));
      if (where) {
        market().institutions[*where].rates.push_back({.group = group, .percent = row.percent});
      }
    }
    read_caps();
    for (std::uint32_t i = 0; i < rows(file_.regions).size(); ++i) {
      const RegionRow& row = rows(file_.regions)[i];
      ea::Region& region = market().regions.emplace_back();
      region.seats = row.seats;
      for (const std::string& name : row.turns) {
        const auto member = institutions_.require(name, faults_, at("regions", i, "turns"));
        if (!member) continue;
        region.turns.push_back(*member);
        market().institutions[*member].region = i;
      }
    }
  }

  // The engine wants a cap after the one it lies inside; a file may name them in any order.
  void read_caps() {
    const std::vector<CapRow>& list = rows(file_.caps);
    std::vector<std::uint32_t> inside(list.size(), ea::kNone);
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!list[i].inside) continue;
      inside[i] =
          caps_.require(*list[i].inside, faults_, at("caps", i, "inside")).value_or(ea::kNone);
    }
    std::vector<std::uint32_t> place(list.size(), ea::kNone);
    std::vector<std::string> names;
    for (std::size_t placed = 0, before = ~std::size_t{0}; placed != before;) {
      before = placed;
      for (std::uint32_t i = 0; i < list.size(); ++i) {
        const bool waits = inside[i] != ea::kNone && place[inside[i]] == ea::kNone;
        if (place[i] != ea::kNone || waits) continue;
        place[i] = static_cast<std::uint32_t>(placed++);
        names.push_back(list[i].id);
        market().caps.push_back(
            {list[i].seats, inside[i] == ea::kNone ? ea::kNone : place[inside[i]]});
      }
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (place[i] == ea::kNone) {
        faults_.add(at("caps", i, "inside"), {"上限互相套住了自己", "a cap lies inside itself"});
      }
    }
    for (ea::Institution& institution : market().institutions) {
      if (institution.cap != ea::kNone) institution.cap = place[institution.cap];
    }
    named_.caps = std::move(names);
  }

  void read_priorities() {
    ranks_.resize(institutions_.size());
    std::vector<std::uint8_t> how(institutions_.size(), 0);  // 1: a list, 2: rows
    for (std::uint32_t i = 0; i < file_.institutions.size(); ++i) {
      if (!file_.institutions[i].priority) continue;
      how[i] = 1;
      const auto& list = *file_.institutions[i].priority;
      for (std::uint32_t rank = 0; rank < list.size(); ++rank) {
        add_rank(i, list[rank], rank, fmt::format("/institutions/{}/priority/{}", i, rank));
      }
    }
    for (std::size_t i = 0; i < rows(file_.priorities).size(); ++i) {
      const PriorityRow& row = rows(file_.priorities)[i];
      const std::string pointer = at("priorities", i, "institution");
      const auto where = institutions_.require(row.institution, faults_, pointer);
      if (!where) continue;
      if (how[*where] == 1) {
        faults_.add(pointer, {"该单位已写了 priority", "this institution has a priority list"});
      }
      how[*where] |= 2;
      add_rank(*where, row.applicant, row.rank, at("priorities", i, "applicant"));
    }
    ranked_.assign(how.begin(), how.end());
  }

  void add_rank(std::uint32_t institution, const std::string& applicant, std::uint32_t rank,
                const std::string& pointer) {
    const auto who = applicants_.require(applicant, faults_, pointer);
    if (who && !ranks_[institution].emplace(*who, rank).second) {
      faults_.add(pointer,
                  {"“" + applicant + "”出现了两次", "\"" + applicant + "\" is there twice"});
    }
  }

  // Without an order of the institution's own the score decides, and without one all are equal.
  std::uint64_t key_of(std::uint32_t applicant, std::uint32_t institution) const {
    if (ranked_[institution]) {
      const auto rank = ranks_[institution].find(applicant);
      return rank == ranks_[institution].end() ? ea::kIneligible : rank->second;
    }
    return static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max() -
                                      std::int64_t{file_.applicants[applicant].score.value_or(0)});
  }

  void add_entry(std::uint32_t applicant, std::uint32_t institution) {
    market().preferences.items.push_back(institution);
    market().keys.push_back(key_of(applicant, institution));
  }

  void read_applicants() {
    // A member's list follows from the choices of the couple.
    std::vector<std::vector<std::string>> of_couples(applicants_.size());
    for (std::size_t i = 0; i < rows(file_.couples).size(); ++i) {
      const CoupleRow& row = rows(file_.couples)[i];
      note_choice(of_couples, row.first, row.first_at, at("couples", i, "first"));
      note_choice(of_couples, row.second, row.second_at, at("couples", i, "second"));
    }
    bool any_lottery = !lottery_.empty();
    for (const ApplicantRow& row : file_.applicants) any_lottery |= row.lottery.has_value();
    for (std::uint32_t i = 0; i < file_.applicants.size(); ++i) {
      const ApplicantRow& row = file_.applicants[i];
      const bool is_member = is_member_.contains(i);
      if (is_member && row.preferences) {
        faults_.add(
            at("applicants", i, "preferences"),
            {"成对申请的人只写在 couples 里", "who applies in a couple has no list of his own"});
      }
      NameIndex once;
      const auto& list = is_member ? of_couples[i] : rows(row.preferences);
      for (std::size_t k = 0; k < list.size(); ++k) {
        const std::string pointer = fmt::format("/applicants/{}/preferences/{}", i, k);
        if (!is_member) once.add(list[k], faults_, pointer);
        if (const auto where = institutions_.require(list[k], faults_, pointer))
          add_entry(i, *where);
      }
      market().preferences.end_list();
      std::uint64_t groups = 0;
      for (const std::string& group : rows(row.groups)) {
        groups |= std::uint64_t{1} << group_number(group, at("applicants", i, "groups"));
      }
      market().groups.push_back(groups);
      if (any_lottery) market().lottery.push_back(lottery_number(i));
    }
  }

  void note_choice(std::vector<std::vector<std::string>>& lists, const std::string& member,
                   const std::optional<std::string>& where, const std::string& pointer) {
    const auto who = applicants_.require(member, faults_, pointer);
    if (!who) return;
    is_member_.insert(*who);
    auto& list = lists[*who];
    if (where && std::ranges::find(list, *where) == list.end()) list.push_back(*where);
  }

  std::uint32_t lottery_number(std::uint32_t applicant) {
    const ApplicantRow& row = file_.applicants[applicant];
    const std::string pointer = at("applicants", applicant, "lottery");
    if (!lottery_.empty()) {
      if (row.lottery) {
        faults_.add(pointer, {"已另给抽签结果，输入中不能再写",
                              "numbers are drawn apart, so the input has none"});
      }
      const auto drawn = lottery_.find(row.id);
      if (drawn != lottery_.end()) return drawn->second;
    } else if (row.lottery) {
      return *row.lottery;
    }
    faults_.add(pointer, {"缺少抽签号", "the lottery number is missing"});
    return 0;
  }

  void read_couples() {
    if (faults_.any()) return;
    for (std::size_t i = 0; i < rows(file_.couples).size(); ++i) {
      const CoupleRow& row = rows(file_.couples)[i];
      const std::uint32_t first = *applicants_.find(row.first);
      const std::uint32_t second = *applicants_.find(row.second);
      auto& couples = named_.input.couples;
      auto known = std::ranges::find_if(couples, [&](const ea::Couple& couple) {
        return couple.first == first && couple.second == second;
      });
      if (known == couples.end()) {
        couples.push_back({.first = first, .second = second});
        known = couples.end() - 1;
        couple_rows_.push_back(i);
      }
      known->choices.push_back({entry_at(first, row.first_at), entry_at(second, row.second_at)});
    }
  }

  std::uint32_t entry_at(std::uint32_t applicant, const std::optional<std::string>& where) {
    if (!where) return ea::kNone;
    const auto list = market().preferences.of(applicant);
    const auto place = std::ranges::find(list, *institutions_.find(*where));
    return static_cast<std::uint32_t>(market().preferences.begin[applicant] +
                                      static_cast<std::uint64_t>(place - list.begin()));
  }

  void check_whole() {
    const ea::MarketCheck found = ea::check(market());
    if (found.fault != ea::MarketFault::none) {
      faults_.add(place_of(found), fault_text(found.fault));
    } else if (named_.institutions_propose && file_.mechanism == "couples") {
      faults_.add("/proposing", {"有成对申请时由申请人提出", "with couples, applicants propose"});
    } else if (named_.institutions_propose && !ea::serves_institutions(market())) {
      faults_.add("/proposing", {"由单位提出时只能有名额，不能有其他规则",
                                 "institutions can propose where there are capacities only"});
    } else if (file_.mechanism == "couples") {
      check_couples();
    } else if (file_.couples) {
      faults_.add("/couples", {"有成对申请时 mechanism 须为 couples",
                               "the mechanism for couples is called couples"});
    }
    source_.refuse(faults_.take());
  }

  void check_couples() {
    if (file_.rates) {
      faults_.add("/rates", {"有成对申请时没有最低比例", "with couples there are no rates"});
    }
    const ea::CoupleCheck found = ea::check(named_.input);
    if (found.fault == ea::CoupleFault::none) return;
    const std::string pointer = found.couple == ea::kNone
                                    ? "/couples"
                                    : fmt::format("/couples/{}", couple_rows_[found.couple]);
    switch (found.fault) {
      case ea::CoupleFault::market:
        faults_.add("/institutions", {"有成对申请时单位只能有名额",
                                      "with couples, institutions have capacities only"});
        break;
      case ea::CoupleFault::no_lottery:
        faults_.add("/applicants", {"成对申请需要抽签号", "couples need lottery numbers"});
        break;
      case ea::CoupleFault::members:
        faults_.add(pointer, {"一个人只能在一对里", "somebody belongs to two couples"});
        break;
      default:
        faults_.add(pointer, {"这一对的志愿有重复，或两人都没有去处",
                              "a choice of this couple is there twice, or places nobody"});
    }
  }

  static std::string place_of(const ea::MarketCheck& found) {
    switch (found.fault) {
      case ea::MarketFault::tied_without_lot:
        return at("applicants", found.where, "lottery");
      case ea::MarketFault::blocks:
      case ea::MarketFault::rates:
      case ea::MarketFault::rules_together:
        return fmt::format("/institutions/{}", found.where);
      case ea::MarketFault::regions:
        return found.where == ea::kNone ? "/institutions" : fmt::format("/regions/{}", found.where);
      default:
        return "/applicants";
    }
  }

  const Source& source_;
  const LotteryNumbers& lottery_;
  MarketFile file_;
  NamedMarket named_;
  Faults faults_;
  NameIndex institutions_;
  NameIndex applicants_;
  NameIndex caps_;
  NameIndex regions_;
  std::vector<std::unordered_map<std::uint32_t, std::uint32_t>> ranks_;  // of an institution
  std::vector<bool> ranked_;  // of an institution: it has an order of its own
  std::set<std::uint32_t> is_member_;
  std::vector<std::size_t> couple_rows_;  // of a couple: its first row
};

}  // namespace

NamedMarket named_market(const Source& source, const LotteryNumbers& lottery) {
  return MarketReading(source, lottery).read();
}

}  // namespace allocation_files

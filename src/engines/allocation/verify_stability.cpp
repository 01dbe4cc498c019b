#include "engines/allocation/verify_stability.hpp"

#include <algorithm>
#include <compare>
#include <tuple>

namespace engines::allocation {

namespace {

// A place in an order; the default comes before everybody.
struct Standing {
  std::uint64_t key = 0;
  std::uint32_t lottery = 0;
};

bool is_before(const Standing& left, const Standing& right) {
  return std::tie(left.key, left.lottery) < std::tie(right.key, right.lottery);
}

constexpr Standing kAfterAll{kIneligible, 0};

// Those who hold seats under one roof: an institution, a cap, a block.
struct Roof {
  std::uint32_t count = 0;
  Standing last;

  void add(const Standing& standing) {
    ++count;
    if (is_before(last, standing)) last = standing;
  }
};

// An institution without rules is settled by one comparison: whoever stands before this has a
// claim. Institutions with rules let everybody pass to a closer look.
struct Door {
  Standing limit;
  bool has_rules = false;
};

// When an institution of a region takes a seat: round 0 up to its target, then one a round.
struct Turn {
  std::uint32_t round = 0;
  std::uint32_t place = 0;  // in the order of turns

  auto operator<=>(const Turn&) const = default;
};

// What a tie policy turns on.
struct TieEdge {
  std::uint64_t best_outside = kIneligible;  // best key among those who are out and want to be in
  std::uint32_t outside = 0;                 // how many have it
  std::uint32_t inside = 0;                  // how many who are in have a key as good
  std::uint32_t before_last = 0;             // how many are in with a better key than the last
};

class StabilityCheck {
 public:
  StabilityCheck(const Market& market, const Matching& matching)
      : market_(market),
        matching_(matching),
        institutions_(market.institutions.size()),
        caps_(market.caps.size()),
        seated_(market.regions.size(), 0),
        latest_(market.regions.size()),
        place_(market.institutions.size(), 0),
        doors_(market.institutions.size()),
        edges_(market.institutions.size()),
        first_block_(market.institutions.size() + 1, 0) {
    for (std::size_t i = 0; i < market.institutions.size(); ++i) {
      first_block_[i + 1] = first_block_[i] + market.institutions[i].blocks.size();
    }
    // Two roofs a block: its members and the others, who come after all members.
    members_.resize(first_block_.back());
    others_.resize(first_block_.back());
  }

  Verdict run() {
    const std::size_t applicants = market_.applicants();
    if (matching_.entry.size() != applicants ||
        (!matching_.block.empty() && matching_.block.size() != applicants) ||
        (matching_.block.empty() && first_block_.back() > 0)) {
      verdict_.add({Breach::shape});
      return verdict_;
    }
    for (std::uint32_t applicant = 0; applicant < applicants; ++applicant) seat(applicant);
    check_limits();
    open_doors();
    for (std::uint32_t applicant = 0; applicant < applicants; ++applicant) {
      hear_claims(applicant);
      check_place_in_blocks(applicant);
    }
    check_ties();
    return verdict_;
  }

 private:
  Standing standing(std::uint32_t applicant, std::size_t entry) const {
    return {market_.keys[entry], market_.number_of(applicant)};
  }
  const Institution& at(std::uint32_t institution) const {
    return market_.institutions[institution];
  }
  bool has_equal_treatment(std::uint32_t institution) const {
    return at(institution).ties != TiePolicy::lottery;
  }
  bool is_own_entry(std::uint32_t applicant, std::uint32_t entry) const {
    const auto& begin = market_.preferences.begin;
    return begin[applicant] <= entry && entry < begin[applicant + 1];
  }

  void seat(std::uint32_t applicant) {
    const std::uint32_t entry = matching_.entry[applicant];
    if (entry == kNone) return;
    if (!is_own_entry(applicant, entry)) {
      verdict_.add({Breach::foreign_entry, applicant});
      return;
    }
    const std::uint32_t institution = market_.preferences.items[entry];
    const Standing his = standing(applicant, entry);
    if (his.key == kIneligible) verdict_.add({Breach::ineligible, applicant, institution});
    institutions_[institution].add(his);
    for (std::uint32_t cap = at(institution).cap; cap != kNone; cap = market_.caps[cap].inside) {
      caps_[cap].add(his);
    }
    if (at(institution).region != kNone) ++seated_[at(institution).region];
    seat_in_block(applicant, institution, his);
  }

  void seat_in_block(std::uint32_t applicant, std::uint32_t institution, const Standing& his) {
    if (matching_.block.empty()) return;
    const std::uint32_t block = matching_.block[applicant];
    const auto& blocks = at(institution).blocks;
    if (blocks.empty() ? block != kNone : block >= blocks.size()) {
      verdict_.add({Breach::wrong_block, applicant, institution});
      return;
    }
    if (blocks.empty()) return;
    const std::size_t slot = first_block_[institution] + block;
    const bool comes_first = is_first_in(applicant, blocks[block]);
    if (!comes_first && blocks[block].members_only) {
      verdict_.add({Breach::wrong_block, applicant, institution});
    }
    (comes_first ? members_ : others_)[slot].add(his);
    if (members_[slot].count + others_[slot].count == blocks[block].seats + 1) {
      verdict_.add({Breach::wrong_block, applicant, institution});
    }
  }

  bool is_first_in(std::uint32_t applicant, const SeatBlock& block) const {
    return block.group == kNone || market_.is_member(applicant, block.group);
  }

  void check_limits() {
    for (std::uint32_t i = 0; i < institutions_.size(); ++i) {
      if (at(i).ties != TiePolicy::admit_all && institutions_[i].count > at(i).capacity) {
        verdict_.add({Breach::over_capacity, kNone, i});
      }
    }
    for (std::uint32_t i = 0; i < caps_.size(); ++i) {
      if (caps_[i].count > market_.caps[i].seats) verdict_.add({Breach::over_cap, kNone, i});
    }
    for (std::uint32_t region = 0; region < seated_.size(); ++region) {
      const auto& [seats, turns] = market_.regions[region];
      if (seated_[region] > seats) verdict_.add({Breach::over_region, kNone, region});
      for (std::uint32_t place = 0; place < turns.size(); ++place) {
        place_[turns[place]] = place;
        const Turn last = turn_of_seat(turns[place], institutions_[turns[place]].count);
        latest_[region] = std::max(latest_[region], last);
      }
    }
  }

  Turn turn_of_seat(std::uint32_t institution, std::uint32_t seat) const {
    const std::uint32_t target = at(institution).target;
    return {seat > target ? seat - target : 0, place_[institution]};
  }

  void open_doors() {
    for (std::uint32_t i = 0; i < doors_.size(); ++i) {
      doors_[i].has_rules = !at(i).blocks.empty() || at(i).cap != kNone || at(i).region != kNone ||
                            has_equal_treatment(i);
      const bool full = institutions_[i].count >= at(i).capacity;
      doors_[i].limit = doors_[i].has_rules || !full ? kAfterAll : institutions_[i].last;
    }
  }

  // Everything he would rather have than what he holds.
  void hear_claims(std::uint32_t applicant) {
    const std::uint32_t held = matching_.entry[applicant];
    const std::size_t begin = market_.preferences.begin[applicant];
    const std::size_t end = held != kNone && is_own_entry(applicant, held)
                                ? held
                                : market_.preferences.begin[applicant + 1];
    for (std::size_t entry = begin; entry < end; ++entry) {
      const std::uint32_t institution = market_.preferences.items[entry];
      const Door& door = doors_[institution];
      const Standing his = standing(applicant, entry);
      if (!is_before(his, door.limit)) continue;
      if (door.has_rules) {
        hear_under_rules(applicant, institution, his);
      } else {
        add_claim(applicant, institution,
                  institutions_[institution].count < at(institution).capacity);
      }
    }
  }

  void add_claim(std::uint32_t applicant, std::uint32_t institution, bool is_free) {
    verdict_.add({is_free ? Breach::waste : Breach::justified_envy, applicant, institution});
  }

  void hear_under_rules(std::uint32_t applicant, std::uint32_t institution, const Standing& his) {
    if (has_equal_treatment(institution)) {
      note_tie(institution, his.key);
    } else if (at(institution).region != kNone) {
      hear_in_region(applicant, institution, his);
    } else if (at(institution).cap != kNone) {
      hear_under_caps(applicant, institution, his);
    } else {
      const auto& blocks = at(institution).blocks;
      for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        if (hear_at_block(applicant, institution, block, his)) return;
      }
    }
  }

  void hear_under_caps(std::uint32_t applicant, std::uint32_t institution, const Standing& his) {
    // The smallest full roof above the seat: only who sits under it could make room.
    const Roof* full = nullptr;
    if (institutions_[institution].count >= at(institution).capacity) {
      full = &institutions_[institution];
    }
    for (std::uint32_t cap = at(institution).cap; full == nullptr && cap != kNone;
         cap = market_.caps[cap].inside) {
      if (caps_[cap].count >= market_.caps[cap].seats) full = &caps_[cap];
    }
    // He may himself be the last, in a seat that he likes less.
    if (full == nullptr || (full->count > 0 && !is_before(full->last, his))) {
      add_claim(applicant, institution, full == nullptr);
    }
  }

  void hear_in_region(std::uint32_t applicant, std::uint32_t institution, const Standing& his) {
    const Roof& here = institutions_[institution];
    const std::uint32_t region = at(institution).region;
    if (here.count > 0 && is_before(his, here.last)) {
      add_claim(applicant, institution, false);
      return;
    }
    if (here.count >= at(institution).capacity) return;
    const Region& rules = market_.regions[region];
    const Turn next = turn_of_seat(institution, here.count + 1);
    if (next.round == 0 || seated_[region] < rules.seats || next < latest_[region]) {
      add_claim(applicant, institution, true);
    }
  }

  // Whether he, who is not in this block, has a claim to it; reports it.
  bool hear_at_block(std::uint32_t applicant, std::uint32_t institution, std::uint32_t block,
                     const Standing& his) {
    const SeatBlock& seats = at(institution).blocks[block];
    const bool comes_first = is_first_in(applicant, seats);
    if (!comes_first && seats.members_only) return false;
    const Roof& members = members_[first_block_[institution] + block];
    const Roof& others = others_[first_block_[institution] + block];
    const bool is_free = members.count + others.count < seats.seats;
    const bool passes_other = others.count > 0 && (comes_first || is_before(his, others.last));
    const bool passes_member = comes_first && members.count > 0 && is_before(his, members.last);
    if (!is_free && !passes_other && !passes_member) return false;
    add_claim(applicant, institution, is_free);
    return true;
  }

  // Who sits in a block must have no claim to an earlier one: then seats were filled in order.
  void check_place_in_blocks(std::uint32_t applicant) {
    const std::uint32_t entry = matching_.entry[applicant];
    if (matching_.block.empty() || entry == kNone || !is_own_entry(applicant, entry)) return;
    const std::uint32_t institution = market_.preferences.items[entry];
    const auto& blocks = at(institution).blocks;
    for (std::uint32_t block = 0; block < blocks.size() && block < matching_.block[applicant];
         ++block) {
      if (hear_at_block(applicant, institution, block, standing(applicant, entry))) return;
    }
  }

  void note_tie(std::uint32_t institution, std::uint64_t key) {
    TieEdge& edge = edges_[institution];
    if (key < edge.best_outside) edge = {.best_outside = key};
    if (key == edge.best_outside) ++edge.outside;
  }

  void check_ties() {
    for (std::uint32_t applicant = 0; applicant < market_.applicants(); ++applicant) {
      const std::uint32_t entry = matching_.entry[applicant];
      if (entry == kNone || !is_own_entry(applicant, entry)) continue;
      const std::uint32_t institution = market_.preferences.items[entry];
      TieEdge& edge = edges_[institution];
      const std::uint64_t key = market_.keys[entry];
      if (key <= edge.best_outside) ++edge.inside;
      if (key < institutions_[institution].last.key) ++edge.before_last;
      if (!has_equal_treatment(institution)) continue;
      if (key == edge.best_outside) verdict_.add({Breach::unequal, applicant, institution});
      if (key > edge.best_outside) verdict_.add({Breach::justified_envy, applicant, institution});
    }
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      if (!has_equal_treatment(i)) continue;
      const Roof& here = institutions_[i];
      const TieEdge& edge = edges_[i];
      const std::uint64_t with_tie = std::uint64_t{edge.inside} + edge.outside;
      const bool wanted = edge.outside > 0;
      if (at(i).ties == TiePolicy::admit_all) {
        if (wanted && here.count < at(i).capacity) verdict_.add({Breach::waste, kNone, i});
        // Without the last tie there must have been a seat left for it.
        if (here.count > 0 && edge.before_last >= at(i).capacity) {
          verdict_.add({Breach::over_capacity, kNone, i});
        }
      } else if (wanted && with_tie <= at(i).capacity) {
        verdict_.add({Breach::waste, kNone, i});
      }
    }
  }

  const Market& market_;
  const Matching& matching_;
  std::vector<Roof> institutions_;
  std::vector<Roof> caps_;
  std::vector<std::uint32_t> seated_;  // in a region
  std::vector<Turn> latest_;           // of a region: when its last seat was taken
  std::vector<std::uint32_t> place_;   // of an institution, in the turns of its region
  std::vector<Door> doors_;
  std::vector<TieEdge> edges_;
  std::vector<std::size_t> first_block_;  // of an institution, in members_ and others_
  std::vector<Roof> members_;
  std::vector<Roof> others_;
  Verdict verdict_;
};

}  // namespace

Verdict verify_stability(const Market& market, const Matching& matching) {
  return StabilityCheck(market, matching).run();
}

}  // namespace engines::allocation

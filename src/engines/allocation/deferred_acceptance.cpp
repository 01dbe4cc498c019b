#include "engines/allocation/deferred_acceptance.hpp"

#include <algorithm>
#include <numeric>

#include "engines/allocation/institution_lists.hpp"
#include "engines/allocation/seat_choice.hpp"

namespace engines::allocation {

namespace {

bool has_only_capacity(const Institution& institution) {
  return institution.blocks.empty() && institution.cap == kNone && institution.region == kNone &&
         institution.ties == TiePolicy::lottery;
}

// Institutions that choose by rules of their own or together, and whom they hold.
struct Board {
  std::uint32_t region = kNone;
  std::uint32_t cap = kNone;          // outermost
  std::uint32_t institution = kNone;  // if it chooses alone
  std::vector<Offer> held = {};       // sorted
  std::vector<Offer> arrived = {};
};

// The first thing a proposal meets, small so that those of all institutions stay in the cache:
// whoever is not better than this is refused at once.
struct Gate {
  std::uint64_t key = kIneligible;
  std::uint32_t lottery = 0;
  std::uint32_t board = kNone;
};

class ApplicantProposals {
 public:
  explicit ApplicantProposals(const Market& market)
      : market_(market),
        gates_(market.institutions.size()),
        held_(market.institutions.size()),
        next_(market.preferences.begin.begin(), market.preferences.begin.end() - 1) {
    find_boards();
    const bool any_blocks = std::ranges::any_of(
        market.institutions, [](const Institution& i) { return !i.blocks.empty(); });
    if (any_blocks) block_.assign(market.applicants(), kNone);
  }

  Matching run() {
    // Those who have to propose (again). Who is refused waits for the next round, so that what he
    // needs can be fetched from memory while others propose.
    std::vector<std::uint32_t> waiting(market_.applicants());
    std::iota(waiting.begin(), waiting.end(), 0);
    while (!waiting.empty()) {
      for (std::size_t i = 0; i < waiting.size(); ++i) {
        prefetch(waiting, i);
        propose(waiting[i]);
      }
      for (const std::uint32_t board : called_) choose(boards_[board]);
      called_.clear();
      waiting.swap(refused_);
      refused_.clear();
    }
    return outcome();
  }

 private:
  void find_boards() {
    std::vector<std::uint32_t> of_cap(market_.caps.size(), kNone);
    std::vector<std::uint32_t> of_region(market_.regions.size(), kNone);
    const auto board_in = [&](std::uint32_t& slot, const Board& fresh) {
      if (slot == kNone) {
        slot = static_cast<std::uint32_t>(boards_.size());
        boards_.push_back(fresh);
      }
      return slot;
    };
    for (std::uint32_t i = 0; i < market_.institutions.size(); ++i) {
      const Institution& institution = market_.institutions[i];
      if (has_only_capacity(institution)) {
        if (institution.capacity == 0) gates_[i].key = 0;
        continue;
      }
      if (institution.cap != kNone) {
        const std::uint32_t cap = outermost_cap(market_, institution.cap);
        gates_[i].board = board_in(of_cap[cap], {.cap = cap});
      } else if (institution.region != kNone) {
        gates_[i].board = board_in(of_region[institution.region], {.region = institution.region});
      } else {
        board_in(gates_[i].board, {.institution = i});
      }
    }
    used_seats_.assign(market_.institutions.size(), 0);
    used_caps_.assign(market_.caps.size(), 0);
  }

  // Two steps: where his next entry is, then, half way, the entry.
  void prefetch(const std::vector<std::uint32_t>& waiting, std::size_t i) const {
    constexpr std::size_t kAhead = 16;
    if (i + kAhead < waiting.size()) __builtin_prefetch(&next_[waiting[i + kAhead]]);
    if (i + kAhead / 2 < waiting.size()) {
      const std::size_t entry = next_[waiting[i + kAhead / 2]];
      __builtin_prefetch(market_.preferences.items.data() + entry);
      __builtin_prefetch(market_.keys.data() + entry);
    }
  }

  void propose(std::uint32_t applicant) {
    const auto end = static_cast<std::uint32_t>(market_.preferences.begin[applicant + 1]);
    const std::uint32_t lottery = market_.number_of(applicant);
    for (std::uint32_t entry = next_[applicant]; entry < end; ++entry) {
      const std::uint32_t institution = market_.preferences.items[entry];
      const Gate& gate = gates_[institution];
      const std::uint64_t key = market_.keys[entry];
      if (key > gate.key || (key == gate.key && lottery >= gate.lottery)) continue;
      next_[applicant] = entry + 1;
      hold(institution, {key, lottery, applicant});
      return;
    }
    next_[applicant] = end;
  }

  void hold(std::uint32_t institution, const Offer& offer) {
    Gate& gate = gates_[institution];
    if (gate.board != kNone) {
      Board& board = boards_[gate.board];
      if (board.arrived.empty()) called_.push_back(gate.board);
      board.arrived.push_back(offer);
      return;
    }
    std::vector<Offer>& heap = held_[institution];  // a heap once it is full, the worst on top
    const std::uint32_t capacity = market_.institutions[institution].capacity;
    if (heap.size() < capacity) {
      heap.push_back(offer);
      if (heap.size() < capacity) return;
      std::make_heap(heap.begin(), heap.end());
    } else {
      refused_.push_back(heap.front().applicant);
      replace_worst(heap, offer);
    }
    gate.key = heap.front().key;
    gate.lottery = heap.front().lottery;
  }

  // One walk down instead of the two of pop_heap and push_heap.
  static void replace_worst(std::vector<Offer>& heap, const Offer& offer) {
    std::size_t hole = 0;
    for (std::size_t child = 1; child < heap.size(); child = 2 * hole + 1) {
      if (child + 1 < heap.size() && heap[child] < heap[child + 1]) ++child;
      if (!(offer < heap[child])) break;
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = offer;
  }

  // The entry by which he now proposes or is held.
  std::uint32_t present_entry(std::uint32_t applicant) const { return next_[applicant] - 1; }

  void choose(Board& board) {
    std::sort(board.arrived.begin(), board.arrived.end());
    candidates_.clear();
    std::merge(board.held.begin(), board.held.end(), board.arrived.begin(), board.arrived.end(),
               std::back_inserter(candidates_));
    seat_.resize(candidates_.size());
    at_.clear();
    for (const Offer& offer : candidates_) {
      at_.push_back(market_.preferences.items[present_entry(offer.applicant)]);
    }
    if (board.cap != kNone) {
      choose_by_caps(market_, candidates_, at_, seat_, used_seats_, used_caps_);
    } else if (board.region != kNone) {
      choose_by_turns(market_, market_.regions[board.region], candidates_, at_, seat_);
    } else if (const Institution& alone = market_.institutions[board.institution];
               alone.blocks.empty()) {
      choose_by_ties(alone, candidates_, seat_);
      // Those refused still count as tied with whoever comes later.
      const auto refused = std::ranges::find(seat_, kNone);
      if (refused != seat_.end()) {
        gates_[board.institution].key =
            candidates_[static_cast<std::size_t>(refused - seat_.begin())].key;
      }
    } else {
      choose_by_blocks(market_, alone, candidates_, seat_);
      for (std::size_t i = 0; i < seat_.size(); ++i) block_[candidates_[i].applicant] = seat_[i];
    }
    board.arrived.clear();
    board.held.clear();
    for (std::size_t i = 0; i < seat_.size(); ++i) {
      if (seat_[i] == kNone) {
        refused_.push_back(candidates_[i].applicant);
      } else {
        board.held.push_back(candidates_[i]);
      }
    }
  }

  Matching outcome() {
    Matching matching;
    matching.entry.assign(market_.applicants(), kNone);
    const auto seat_all = [&](const std::vector<Offer>& held) {
      for (const Offer& offer : held) {
        matching.entry[offer.applicant] = present_entry(offer.applicant);
      }
    };
    for (const auto& held : held_) seat_all(held);
    for (const Board& board : boards_) seat_all(board.held);
    matching.block = std::move(block_);
    return matching;
  }

  const Market& market_;
  std::vector<Gate> gates_;               // of an institution
  std::vector<std::vector<Offer>> held_;  // of an institution without a board
  std::vector<std::uint32_t> next_;       // of an applicant: the entry to try next
  std::vector<Board> boards_;
  std::vector<std::uint32_t> called_;  // boards with arrivals
  std::vector<std::uint32_t> refused_;
  std::vector<std::uint32_t> block_;
  // Room for one choice, kept between them.
  std::vector<Offer> candidates_;
  std::vector<std::uint32_t> at_;
  std::vector<std::uint32_t> seat_;
  std::vector<std::uint32_t> used_seats_;
  std::vector<std::uint32_t> used_caps_;
};

}  // namespace

Matching applicant_optimal(const Market& market) { return ApplicantProposals(market).run(); }

bool serves_institutions(const Market& market) {
  return std::ranges::all_of(market.institutions, has_only_capacity);
}

Matching institution_optimal(const Market& market) {
  const std::vector<std::uint32_t> applicant_of = applicants_of_entries(market);
  const Lists lists = institution_lists(market, applicant_of);
  Matching matching;
  matching.entry.assign(market.applicants(), kNone);
  std::vector<std::uint64_t> next(lists.begin.begin(), lists.begin.end() - 1);
  std::vector<std::uint32_t> free_seats;
  for (const Institution& institution : market.institutions) {
    free_seats.push_back(institution.capacity);
  }
  std::vector<std::uint32_t> proposing(market.institutions.size());
  std::iota(proposing.begin(), proposing.end(), 0);
  while (!proposing.empty()) {
    const std::uint32_t institution = proposing.back();
    proposing.pop_back();
    while (free_seats[institution] > 0 && next[institution] < lists.begin[institution + 1]) {
      const std::uint32_t entry = lists.items[next[institution]++];
      std::uint32_t& held = matching.entry[applicant_of[entry]];
      if (held <= entry) continue;  // he has a better one; kNone is larger than every entry
      if (held != kNone) {
        const std::uint32_t left = market.preferences.items[held];
        ++free_seats[left];
        proposing.push_back(left);
      }
      held = entry;
      --free_seats[institution];
    }
  }
  return matching;
}

}  // namespace engines::allocation

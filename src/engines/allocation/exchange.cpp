#include "engines/allocation/exchange.hpp"

#include <algorithm>

namespace engines::allocation {

ExchangeCheck check(const ExchangeInput& input) {
  if (input.wishes.size() != input.home.size() || input.standing.size() != input.home.size()) {
    return {ExchangeFault::lengths, kNone};
  }
  std::vector<std::uint32_t> wished_by(input.posts, kNone);
  for (std::uint32_t person = 0; person < input.people(); ++person) {
    if (input.home[person] >= input.posts) return {ExchangeFault::unknown_post, person};
    for (const std::uint32_t post : input.wishes.of(person)) {
      if (post >= input.posts) return {ExchangeFault::unknown_post, person};
      if (post == input.home[person]) return {ExchangeFault::wishes_home, person};
      if (wished_by[post] == person) return {ExchangeFault::wished_twice, person};
      wished_by[post] = person;
    }
  }
  std::vector<std::uint32_t> standing = input.standing;
  std::ranges::sort(standing);
  if (std::ranges::adjacent_find(standing) != standing.end()) {
    return {ExchangeFault::equal_standing, kNone};
  }
  return {};
}

namespace {

class TradingCycles {
 public:
  explicit TradingCycles(const ExchangeInput& input)
      : input_(input),
        staff_(input.posts),
        next_wish_(input.wishes.begin.begin(), input.wishes.begin.end() - 1),
        is_on_path_(input.posts, false),
        result_(input.home) {
    for (std::uint32_t person = 0; person < input.people(); ++person) {
      staff_[input.home[person]].push_back(person);
    }
    for (auto& staff : staff_) {  // whose turn it is stands at the back
      std::ranges::sort(staff, std::ranges::greater{},
                        [&](std::uint32_t person) { return input.standing[person]; });
    }
  }

  std::vector<std::uint32_t> run() {
    for (std::uint32_t post = 0; post < input_.posts; ++post) {
      while (!staff_[post].empty()) walk_from(post);
    }
    return std::move(result_);
  }

 private:
  // Follows the pointers until a cycle closes, trades, and goes on from what is left of the path.
  void walk_from(std::uint32_t post) {
    path_ = {post};
    is_on_path_[post] = true;
    while (!path_.empty()) {
      const std::uint32_t wanted = pointed_to(staff_[path_.back()].back());
      if (is_on_path_[wanted]) {
        trade(wanted);
      } else {
        path_.push_back(wanted);
        is_on_path_[wanted] = true;
      }
    }
  }

  // A post that has nobody left to offer has no place any more.
  std::uint32_t pointed_to(std::uint32_t person) {
    std::uint64_t& wish = next_wish_[person];
    while (wish < input_.wishes.begin[person + 1] && staff_[input_.wishes.items[wish]].empty()) {
      ++wish;
    }
    return wish < input_.wishes.begin[person + 1] ? input_.wishes.items[wish] : input_.home[person];
  }

  void trade(std::uint32_t first) {
    std::uint32_t to = first;
    std::uint32_t from = kNone;
    while (from != first) {
      from = path_.back();
      path_.pop_back();
      is_on_path_[from] = false;
      result_[staff_[from].back()] = to;
      staff_[from].pop_back();
      to = from;
    }
  }

  const ExchangeInput& input_;
  std::vector<std::vector<std::uint32_t>> staff_;  // of a post: who has not traded yet
  std::vector<std::uint64_t> next_wish_;
  std::vector<std::uint32_t> path_;
  std::vector<bool> is_on_path_;
  std::vector<std::uint32_t> result_;
};

}  // namespace

std::vector<std::uint32_t> exchange(const ExchangeInput& input) {
  return TradingCycles(input).run();
}

}  // namespace engines::allocation

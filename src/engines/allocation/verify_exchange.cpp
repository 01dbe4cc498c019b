#include <algorithm>

#include "engines/allocation/exchange.hpp"

namespace engines::allocation {

namespace {

// Posts with an edge from each post to every post that somebody in it would rather have. A cycle is
// a trade that serves all who take part. Takes away posts that nobody points to, as long as there
// are any; what stays lies on a cycle or leads into one.
std::vector<bool> posts_that_could_trade(std::uint32_t posts, const Lists& wanted_from) {
  std::vector<std::uint32_t> pointers(posts, 0);
  for (const std::uint32_t post : wanted_from.items) ++pointers[post];
  std::vector<std::uint32_t> idle;
  for (std::uint32_t post = 0; post < posts; ++post) {
    if (pointers[post] == 0) idle.push_back(post);
  }
  std::vector<bool> could(posts, true);
  while (!idle.empty()) {
    const std::uint32_t post = idle.back();
    idle.pop_back();
    could[post] = false;
    for (const std::uint32_t wanted : wanted_from.of(post)) {
      if (--pointers[wanted] == 0) idle.push_back(wanted);
    }
  }
  return could;
}

}  // namespace

Verdict verify_exchange(const ExchangeInput& input, const std::vector<std::uint32_t>& post) {
  Verdict verdict;
  const auto is_post = [&](std::uint32_t one) { return one < input.posts; };
  if (post.size() != input.home.size() || !std::ranges::all_of(post, is_post)) {
    verdict.add({Breach::shape});
    return verdict;
  }
  std::vector<std::int64_t> gained(input.posts, 0);
  std::vector<std::vector<std::uint32_t>> people(input.posts);
  for (std::uint32_t person = 0; person < input.people(); ++person) {
    const auto wishes = input.wishes.of(person);
    if (post[person] != input.home[person] &&
        std::ranges::find(wishes, post[person]) == wishes.end()) {
      verdict.add({Breach::worse_off, person, post[person]});
    }
    ++gained[post[person]];
    --gained[input.home[person]];
    people[post[person]].push_back(person);
  }
  for (std::uint32_t i = 0; i < input.posts; ++i) {
    if (gained[i] != 0) verdict.add({Breach::unbalanced, kNone, i});
  }
  Lists wanted_from;
  for (const auto& staff : people) {
    for (const std::uint32_t person : staff) {
      for (const std::uint32_t wish : input.wishes.of(person)) {
        if (wish == post[person]) break;
        wanted_from.items.push_back(wish);
      }
    }
    wanted_from.end_list();
  }
  const std::vector<bool> could = posts_that_could_trade(input.posts, wanted_from);
  if (const auto first = std::ranges::find(could, true); first != could.end()) {
    verdict.add({Breach::missed_trade, kNone, static_cast<std::uint32_t>(first - could.begin())});
  }
  return verdict;
}

}  // namespace engines::allocation

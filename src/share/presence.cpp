#include "share/presence.hpp"

#include <algorithm>

namespace share {

void Presence::forget_old(base::Instant now) {
  // Everything is looked at rarely enough to cost nothing, and a clock set back keeps nobody.
  if (now.us >= looked_at_.us && now.us - looked_at_.us < kKeptUs / 8) return;
  looked_at_ = now;
  for (auto place = places_.begin(); place != places_.end();) {
    std::erase_if(place->second, [&](const Person& person) {
      return now.us - person.seen_at.us > kKeptUs || person.seen_at.us > now.us;
    });
    place = place->second.empty() ? places_.erase(place) : std::next(place);
  }
}

Presence::Others Presence::arrive(const std::string& place, const std::string& account,
                                  const std::string& name, base::Instant now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  Others others;
  if (!places_.contains(place) && places_.size() >= kPlacesMax) return others;
  std::vector<Person>& people = places_[place];
  std::erase_if(people, [&](const Person& person) { return now.us - person.seen_at.us > kKeptUs; });
  const auto self = std::ranges::find(people, account, &Person::account);
  if (self != people.end()) {
    self->seen_at = now;
  } else if (people.size() < kPeopleMax) {
    people.push_back({account, name, now});
    others.came = true;
  }
  for (const Person& person : people) {
    if (person.account != account) others.names.push_back(person.name);
  }
  return others;
}

bool Presence::leave(const std::string& place, const std::string& account, base::Instant now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  const auto found = places_.find(place);
  if (found == places_.end()) return false;
  const bool left = std::erase_if(found->second, [&](const Person& person) {
                      return person.account == account;
                    }) > 0;
  if (found->second.empty()) places_.erase(found);
  return left;
}

}  // namespace share

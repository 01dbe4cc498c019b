#include "access/attempt_limit.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "base/problem.hpp"

namespace zhijiao::access {

namespace {

constexpr std::int64_t kSecondUs = 1'000'000;
// Names come from outside: what is kept of one is bounded. No sign-in name is longer.
constexpr std::size_t kNameBytesMax = 256;

std::string name_key(std::string_view name) { return std::string(name.substr(0, kNameBytesMax)); }

}  // namespace

std::string address_key(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = boost::asio::ip::make_address(address, error);
  if (error || parsed.is_v4()) return address;
  const boost::asio::ip::address_v6 v6 = parsed.to_v6();
  if (v6.is_v4_mapped()) {
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
  }
  auto bytes = v6.to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

AttemptLimit::AttemptLimit(const base::Clock& clock) : AttemptLimit(clock, Options{}) {}

AttemptLimit::AttemptLimit(const base::Clock& clock, const Options& options)
    : clock_(clock), options_(options) {}

AttemptLimit::Entry* AttemptLimit::Table::find(const std::string& key, base::Instant quiet_since) {
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  Entry& entry = *found->second;
  if (entry.last <= quiet_since) {
    entry.attempts = 0;
    entry.wait_until = {};
  }
  return &entry;
}

AttemptLimit::Entry& AttemptLimit::Table::touch(const std::string& key, std::size_t entries_max) {
  const auto found = index_.find(key);
  if (found != index_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return entries_.front();
  }
  if (index_.size() >= entries_max) {
    index_.erase(entries_.back().key);
    entries_.pop_back();
  }
  entries_.push_front({key, 0, {}, {}});
  index_[key] = entries_.begin();
  return entries_.front();
}

void AttemptLimit::Table::erase(const std::string& key) {
  const auto found = index_.find(key);
  if (found == index_.end()) return;
  entries_.erase(found->second);
  index_.erase(found);
}

base::Instant AttemptLimit::delay_after(int attempts, int free_attempts, base::Instant from) const {
  const int beyond = attempts - free_attempts;
  if (beyond < 0) return {};
  std::int64_t delay_s = options_.first_delay_s;
  for (int i = 0; i < beyond && delay_s < options_.delay_max_s; ++i) delay_s *= 2;
  delay_s = std::min<std::int64_t>(delay_s, options_.delay_max_s);
  return {from.us + delay_s * kSecondUs};
}

void AttemptLimit::count(Table& table, const std::string& key, int free_attempts,
                         base::Instant now) const {
  Entry& entry = table.touch(key, options_.entries_max);
  entry.attempts += 1;
  entry.last = now;
  entry.wait_until = delay_after(entry.attempts, free_attempts, now);
}

void AttemptLimit::give_back(Table& table, const std::string& key, int free_attempts) const {
  Entry* entry = table.find(key, {});
  if (entry == nullptr || entry->attempts == 0) return;
  entry->attempts -= 1;
  entry->wait_until = delay_after(entry->attempts, free_attempts, entry->last);
}

void AttemptLimit::charge(std::string_view name, const std::string& address) {
  const base::Instant now = clock_.now();
  const base::Instant quiet_since{now.us - options_.forget_after_s * kSecondUs};
  const std::string of_name = name_key(name);
  const std::string of_address = address_key(address);
  const std::lock_guard lock(mutex_);
  base::Instant free_from = now;
  if (const Entry* entry = names_.find(of_name, quiet_since)) {
    free_from = std::max(free_from, entry->wait_until);
  }
  if (const Entry* entry = addresses_.find(of_address, quiet_since)) {
    free_from = std::max(free_from, entry->wait_until);
  }
  if (free_from > now) {
    const auto wait_s = static_cast<int>((free_from.us - now.us + kSecondUs - 1) / kSecondUs);
    const std::string seconds = std::to_string(wait_s);
    throw base::too_many(
        {"尝试次数过多，请在 " + seconds + " 秒后再试。忘记密码请找管理员要一个重置链接。",
         "Too many attempts; try again in " + seconds +
             " seconds. If you forgot the password, ask an administrator for a "
             "reset link."},
        wait_s);
  }
  count(names_, of_name, options_.name_free_attempts, now);
  count(addresses_, of_address, options_.address_free_attempts, now);
}

void AttemptLimit::succeeded(std::string_view name, const std::string& address) {
  const std::lock_guard lock(mutex_);
  names_.erase(name_key(name));
  give_back(addresses_, address_key(address), options_.address_free_attempts);
}

void AttemptLimit::undecided(std::string_view name, const std::string& address) {
  const std::lock_guard lock(mutex_);
  give_back(names_, name_key(name), options_.name_free_attempts);
  give_back(addresses_, address_key(address), options_.address_free_attempts);
}

std::size_t AttemptLimit::entries() const {
  const std::lock_guard lock(mutex_);
  return names_.size() + addresses_.size();
}

}  // namespace zhijiao::access

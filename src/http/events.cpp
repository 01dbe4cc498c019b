#include "http/events.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

namespace http {

namespace {

// A resumed client waits this long before it tries again.
constexpr std::string_view kRetry = "retry: 3000\n\n";

std::string wire_form(const std::string& id, std::string_view name, std::string_view data) {
  std::string wire = fmt::format("id: {}\nevent: {}\n", id, name);
  while (true) {
    const auto line_end = data.find('\n');
    fmt::format_to(std::back_inserter(wire), "data: {}\n", data.substr(0, line_end));
    if (line_end == std::string_view::npos) break;
    data.remove_prefix(line_end + 1);
  }
  wire += '\n';
  return wire;
}

}  // namespace

EventSubscription::EventSubscription(EventHub& hub, Listener listener, EventFilter filter,
                                     std::size_t bytes_max)
    : hub_(hub),
      listener_(std::move(listener)),
      filter_(std::move(filter)),
      bytes_max_(bytes_max) {}

EventSubscription::~EventSubscription() { hub_.leave(this); }

EventSubscription::Batch EventSubscription::take() {
  const std::lock_guard lock(mutex_);
  return {std::exchange(pending_, {}), !closed_};
}

void EventSubscription::on_ready(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

bool EventSubscription::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

void EventSubscription::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  if (wake_) wake_();
}

void EventSubscription::push(const std::string& wire) {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  // Woken once for all that has gathered: who has something pending has been woken for it.
  const bool was_empty = pending_.empty();
  if (pending_.size() + wire.size() > bytes_max_) {
    pending_.clear();
    closed_ = true;
    dropped_ = true;
  } else {
    pending_ += wire;
  }
  if ((was_empty || closed_) && wake_) wake_();
}

EventHub::EventHub() : EventHub(Options{}) {}

// The run's name only has to differ from that of the run before.
EventHub::EventHub(Options options)
    : options_(options), run_(fmt::format("{:08x}", std::random_device{}())) {}

EventHub::~EventHub() = default;

std::string EventHub::id_of(std::uint64_t number) const {
  return fmt::format("{}-{}", run_, number);
}

void EventHub::publish(std::string name, std::string json_data, Audience audience) {
  if (name.find_first_of("\r\n") != std::string::npos) {
    throw std::logic_error("line break in the name of an event");
  }
  const std::lock_guard lock(mutex_);
  auto entry = std::make_shared<Entry>();
  entry->number = ++last_number_;
  entry->event = {id_of(entry->number), std::move(name), std::move(json_data)};
  entry->wire = wire_form(entry->event.id, entry->event.name, entry->event.data);
  entry->audience = std::move(audience);
  for (EventSubscription* subscription : subscriptions_) deliver(*entry, *subscription);
  ring_.push_back(std::move(entry));
  if (ring_.size() > options_.ring_size) ring_.pop_front();
}

void EventHub::deliver(const Entry& entry, EventSubscription& subscription) {
  if (entry.audience && !entry.audience(subscription.listener_)) return;
  if (subscription.filter_ && !subscription.filter_(entry.event)) return;
  subscription.push(entry.wire);
}

void EventHub::disconnect(const Audience& who) {
  const std::lock_guard lock(mutex_);
  for (EventSubscription* subscription : subscriptions_) {
    if (who(subscription->listener_)) subscription->close();
  }
}

std::size_t EventHub::open_streams() const {
  const std::lock_guard lock(mutex_);
  return subscriptions_.size();
}

void EventHub::leave(EventSubscription* subscription) {
  const std::lock_guard lock(mutex_);
  subscriptions_.erase(subscription);
}

std::optional<std::uint64_t> EventHub::number_of(std::string_view id) const {
  const auto dash = id.find('-');
  if (dash == std::string_view::npos || id.substr(0, dash) != run_) return std::nullopt;
  const std::string_view digits = id.substr(dash + 1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::shared_ptr<EventSubscription> EventHub::subscribe(std::string_view last_event_id,
                                                       Listener listener, EventFilter filter) {
  // The constructor is private, so make_shared cannot reach it.
  const std::shared_ptr<EventSubscription> subscription(new EventSubscription(
      *this, std::move(listener), std::move(filter), options_.queue_bytes_max));
  const std::lock_guard lock(mutex_);
  subscription->push(std::string(kRetry));
  if (!last_event_id.empty()) {
    const auto seen = number_of(last_event_id);
    const std::uint64_t oldest = ring_.empty() ? last_number_ + 1 : ring_.front()->number;
    bool complete = seen && *seen <= last_number_ && *seen + 1 >= oldest;
    std::size_t missed_bytes = 0;
    for (const auto& entry : ring_) {
      if (complete && entry->number > *seen) missed_bytes += entry->wire.size();
    }
    // More than half a queue of old news would leave no room for the new.
    complete = complete && missed_bytes <= options_.queue_bytes_max / 2;
    for (const auto& entry : ring_) {
      if (complete && entry->number > *seen) deliver(*entry, *subscription);
    }
    if (!complete) subscription->push(wire_form(id_of(last_number_), "reset", "{}"));
  }
  subscriptions_.insert(subscription.get());
  return subscription;
}

Response event_stream(EventHub& hub, const Request& request, Listener listener,
                      EventFilter filter) {
  Response response;
  response.add("Content-Type", "text/event-stream");
  // nginx would hold events back to fill its buffer.
  response.add("X-Accel-Buffering", "no");
  if (request.method != Method::head) {
    response.events =
        hub.subscribe(request.header("Last-Event-ID"), std::move(listener), std::move(filter));
  }
  return response;
}

}  // namespace http

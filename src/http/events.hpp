#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

#include "http/message.hpp"

namespace http {

//! Who listens to a stream, in words of the one who opened it.
struct Listener {
  std::string account{};                      // empty: nobody signed in
  std::set<std::string, std::less<>> tags{};  // e.g. permissions and units
};

struct Event {
  std::string id;
  std::string name;
  std::string data;  // JSON
};

//! Called under a lock of the hub: neither may call the hub.
using Audience = std::function<bool(const Listener&)>;
using EventFilter = std::function<bool(const Event&)>;

class EventHub;

//! One open stream. Made by event_stream, drained by the server's session; safe from any thread.
class EventSubscription {
 public:
  //! What waits to be sent, already in wire form; `open` false: send it and end the stream.
  struct Batch {
    std::string wire;
    bool open = true;
  };

  Batch take();
  //! Called from any thread when take() has something new; may only note it (a lock of the hub is
  //! held). Set before the first take().
  void on_ready(std::function<void()> wake);
  //! A client that was too slow was dropped: its connection is to be cut, not ended politely.
  bool dropped() const;
  void close();
  ~EventSubscription();

  EventSubscription(const EventSubscription&) = delete;
  EventSubscription& operator=(const EventSubscription&) = delete;

 private:
  friend class EventHub;
  EventSubscription(EventHub& hub, Listener listener, EventFilter filter, std::size_t bytes_max);

  void push(const std::string& wire);

  EventHub& hub_;
  const Listener listener_;
  const EventFilter filter_;
  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::string pending_;
  bool closed_ = false;
  bool dropped_ = false;
  std::function<void()> wake_;
};

//! Server-sent events (HTML standard, "text/event-stream") to every browser that has a stream
//! open. Safe from any thread; outlives the server. Ids are of one run of the program: a client
//! that resumes from another run, or from before the ring buffer, is sent the event "reset" and
//! must load afresh.
class EventHub {
 public:
  struct Options {
    std::size_t ring_size = 1024;           // events kept for those who resume
    std::size_t queue_bytes_max = 262'144;  // a client further behind is dropped
  };

  EventHub();
  explicit EventHub(Options options);
  ~EventHub();

  //! `name` without line breaks; the audience decides for each listener, none: everyone.
  void publish(std::string name, std::string json_data, Audience audience = {});
  //! Ends the streams of these listeners: signed out, post ended, account suspended.
  void disconnect(const Audience& who);
  std::size_t open_streams() const;

 private:
  friend class EventSubscription;
  friend Response event_stream(EventHub& hub, const Request& request, Listener listener,
                               EventFilter filter);

  struct Entry {
    std::uint64_t number = 0;
    Event event;
    std::string wire;
    Audience audience;
  };

  std::shared_ptr<EventSubscription> subscribe(std::string_view last_event_id, Listener listener,
                                               EventFilter filter);
  static void deliver(const Entry& entry, EventSubscription& subscription);
  void leave(EventSubscription* subscription);
  std::optional<std::uint64_t> number_of(std::string_view id) const;
  std::string id_of(std::uint64_t number) const;

  const Options options_;
  const std::string run_;
  mutable std::mutex mutex_;
  std::uint64_t last_number_ = 0;
  std::deque<std::shared_ptr<const Entry>> ring_;
  std::unordered_set<EventSubscription*> subscriptions_;
};

//! The answer that streams the hub's events, after those missed since Last-Event-ID. The server
//! sends a heartbeat and ends the stream on a graceful stop.
Response event_stream(EventHub& hub, const Request& request, Listener listener = {},
                      EventFilter filter = {});

}  // namespace http

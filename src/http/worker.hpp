#pragma once

#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>
#include <utility>

#include "base/clock.hpp"
#include "http/answer.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"

//! The threads of the server and what they watch. Internal to the server.
namespace http {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using LocalSocket = asio::basic_stream_socket<asio::local::stream_protocol, Executor>;
using TlsStream = asio::ssl::stream<TcpSocket>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using SteadyTime = std::chrono::steady_clock::time_point;

inline constexpr SteadyTime kNever = SteadyTime::max();

class Connection;

//! What all workers share.
struct Shared {
  Options options;
  const base::Clock& clock;
  Metrics& metrics;
  std::shared_ptr<spdlog::logger> log;
  std::string trusted_proxy;  // normal form
  std::size_t max_connections = 0;
  std::uint32_t run = 0;  // makes request ids of two runs differ
  std::atomic<bool> draining = false;

  std::mutex mutex;
  std::condition_variable all_closed;
  std::size_t connections = 0;  // under mutex

  Shared(Options o, const base::Clock& c, Metrics& m)
      : options(std::move(o)), clock(c), metrics(m) {}

  std::size_t opened() {
    metrics.connection_opened();
    const std::lock_guard lock(mutex);
    return ++connections;
  }
  void closed() {
    metrics.connection_closed();
    const std::lock_guard lock(mutex);
    if (--connections == 0) all_closed.notify_all();
  }
};

//! One thread with its io_context and the connections that live on it; all but `io` is touched by
//! that thread only.
struct Worker {
  Worker(Shared& s, std::size_t number_of_this) : shared(s), number(number_of_this) {}

  Shared& shared;
  const std::size_t number;
  std::uint64_t requests = 0;
  std::int64_t date_second = -1;
  std::string date;
  // Declared before `io`, which destroys suspended sessions when it goes.
  std::unordered_set<Connection*> connections;
  asio::io_context io{1};
  asio::executor_work_guard<Executor> work{io.get_executor()};
  Timer tick{io.get_executor()};
  std::thread thread;

  std::string next_id() { return fmt::format("{:08x}{:x}-{:x}", shared.run, number, ++requests); }

  const std::string& date_now() {
    const std::int64_t second = shared.clock.now().us / 1'000'000;
    if (second != date_second) {
      date_second = second;
      date = imf_fixdate(second);
    }
    return date;
  }
};

//! A connection as its worker watches it. One deadline at a time, looked at by the worker's tick:
//! a timer for each read would cost more than the read.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  explicit Connection(Worker& worker) : worker_(worker) { worker_.connections.insert(this); }
  virtual ~Connection() {
    worker_.connections.erase(this);
    worker_.shared.closed();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void check_deadline(SteadyTime at) {
    if (deadline_ > at) return;
    deadline_ = kNever;
    expired_ = true;
    cancel();
  }

  //! Graceful stop: ends at once what waits for nothing in particular.
  void drain() {
    if (idle_) cancel();
    wake();
  }

 protected:
  virtual void cancel() = 0;
  virtual void wake() = 0;

  void allow(std::chrono::milliseconds time) {
    expired_ = false;
    deadline_ = std::chrono::steady_clock::now() + time;
  }
  void allow_any_time() {
    expired_ = false;
    deadline_ = kNever;
  }

  Worker& worker_;
  SteadyTime deadline_ = kNever;
  bool expired_ = false;
  bool idle_ = false;
};

}  // namespace http

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace prometheus {
class Registry;
}

namespace http {

//! Counts and times of requests. Safe from any thread.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  //! `route` is the pattern, never the path: /api/tasks/{number}.
  void count_request(std::string_view method, std::string_view route, int status, double seconds);
  void connection_opened();
  void connection_closed();
  void stream_opened();
  void stream_closed();
  //! A connection that ended without a complete request: "408", "refused"...
  void count_refused(std::string_view reason);

  //! Where others register theirs.
  prometheus::Registry& registry();
  //! Prometheus text exposition format 0.0.4 of everything registered.
  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

//! GET /metrics answers metrics.text(); the caller decides where it is mounted and who may see it.
std::string metrics_text(const Metrics& metrics);

}  // namespace http

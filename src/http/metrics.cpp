#include "http/metrics.hpp"

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace http {

namespace {

// From a cached read to a long export, in seconds.
const prometheus::Histogram::BucketBoundaries kLatencyBuckets{
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

// Finding a metric by its labels locks and compares maps; a request finds its own by one string.
template <class Metric>
class Known {
 public:
  template <class Make>
  Metric& get(const std::string& key, Make&& make) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = metrics_.find(key); found != metrics_.end()) return *found->second;
    }
    const std::unique_lock lock(mutex_);
    return *metrics_.try_emplace(key, &make()).first->second;
  }

 private:
  std::shared_mutex mutex_;
  std::unordered_map<std::string, Metric*> metrics_;
};

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("zhijiao_http_requests_total")
          .Help("Requests answered, by route pattern and status")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& latency =
      prometheus::BuildHistogram()
          .Name("zhijiao_http_request_seconds")
          .Help("From the complete header to the last byte of the answer handed to the system")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& refused =
      prometheus::BuildCounter()
          .Name("zhijiao_http_refused_total")
          .Help("Connections and requests refused before any route, by reason")
          .Register(registry);
  prometheus::Gauge& connections = prometheus::BuildGauge()
                                       .Name("zhijiao_http_connections")
                                       .Help("Open connections")
                                       .Register(registry)
                                       .Add({});
  prometheus::Gauge& streams = prometheus::BuildGauge()
                                   .Name("zhijiao_http_event_streams")
                                   .Help("Open event streams")
                                   .Register(registry)
                                   .Add({});
  Known<prometheus::Counter> known_requests;
  Known<prometheus::Histogram> known_latency;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view method, std::string_view route, int status,
                            double seconds) {
  const std::string name = fmt::format("{} {}", method, route);
  impl_->known_requests
      .get(fmt::format("{} {}", name, status),
           [&]() -> prometheus::Counter& {
             return impl_->requests.Add({{"route", name}, {"status", std::to_string(status)}});
           })
      .Increment();
  impl_->known_latency
      .get(name,
           [&]() -> prometheus::Histogram& {
             return impl_->latency.Add({{"route", name}}, kLatencyBuckets);
           })
      .Observe(seconds);
}

void Metrics::connection_opened() { impl_->connections.Increment(); }
void Metrics::connection_closed() { impl_->connections.Decrement(); }
void Metrics::stream_opened() { impl_->streams.Increment(); }
void Metrics::stream_closed() { impl_->streams.Decrement(); }

void Metrics::count_refused(std::string_view reason) {
  impl_->refused.Add({{"reason", std::string(reason)}}).Increment();
}

prometheus::Registry& Metrics::registry() { return impl_->registry; }

std::string Metrics::text() const {
  return prometheus::TextSerializer().prometheus::Serializer::Serialize(impl_->registry.Collect());
}

std::string metrics_text(const Metrics& metrics) { return metrics.text(); }

}  // namespace http

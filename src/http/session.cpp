#include "http/session.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cerrno>
#include <exception>
#include <limits>
#include <optional>
#include <system_error>
#include <type_traits>
#include <vector>

#include "base/problem.hpp"
#include "http/events.hpp"
#include "http/problem.hpp"

namespace http {

namespace beast_http = boost::beast::http;
using boost::system::error_code;
using std::chrono::milliseconds;

namespace {

// Results as values: an expected end of a connection is no exception.
constexpr auto kAsResult = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t kHeaderChunk = 4'096;
constexpr std::size_t kBodyChunk = 65'536;
// Nobody honest is slower than this; it bounds how long one body holds a connection.
constexpr std::size_t kSlowestBytesPerSecond = 16'384;
// A small body of a refused request is read, so that the connection can go on.
constexpr std::uint64_t kReadAwayBytes = 65'536;
// How long and how much is read after an early answer: closing at once would reset the connection
// and could take the answer from under the client's eyes.
constexpr milliseconds kLinger{3000};
constexpr std::size_t kLingerBytes = 67'108'864;

SteadyTime now() { return std::chrono::steady_clock::now(); }

milliseconds time_for(std::size_t bytes) {
  return milliseconds(bytes * 1000 / kSlowestBytesPerSecond);
}

base::Problem header_too_large(std::size_t limit) {
  return {431,
          "header-too-large",
          {"请求头过大", "Header too large"},
          {fmt::format("请求头不能超过 {} 字节，请清除本站 Cookie 后重试。", limit),
           fmt::format("The header may have {} bytes; clear this site's cookies and try again.",
                       limit)}};
}

base::Problem target_too_long(std::size_t limit) {
  return {414,
          "target-too-long",
          {"地址过长", "Address too long"},
          {fmt::format("地址不能超过 {} 字节，请减少查询条件。", limit),
           fmt::format("The address may have {} bytes; use fewer conditions.", limit)}};
}

base::Problem body_too_large(std::size_t limit) {
  return {413,
          "body-too-large",
          {"内容过大", "Content too large"},
          {fmt::format("提交的内容不能超过 {} KiB，请拆分后分次提交。", limit / 1024),
           fmt::format("The content may have {} KiB; split it and send the parts.", limit / 1024)}};
}

base::Problem too_slow() {
  return {408,
          "too-slow",
          {"请求超时", "Request timed out"},
          {"请求没有在限定时间内发送完毕，请检查网络后重试。",
           "The request did not arrive in time; check the network and try again."}};
}

base::Problem malformed() {
  return base::bad_request({"请求不符合 HTTP/1.1 格式，请检查客户端或中间的代理。",
                            "The request is not well-formed HTTP/1.1; check the client or the "
                            "proxy between."});
}

base::Problem wrong_version() {
  return {505,
          "http-version",
          {"HTTP 版本不支持", "HTTP version not supported"},
          {"请使用 HTTP/1.1。", "Use HTTP/1.1."}};
}

base::Problem too_many_connections() {
  return base::unavailable(
      {"当前连接过多，请稍后再试。", "There are too many connections now; try again in a moment."},
      5);
}

base::Problem unexpected_failure(const std::string& id) {
  return {500,
          "unexpected",
          {"系统内部错误", "Internal error"},
          {fmt::format("系统出现意外错误，操作可能没有完成。请稍后再试；仍有问题时，"
                       "把编号 {} 告诉管理员。",
                       id),
           fmt::format("Something unexpected went wrong and the action may not be complete. Try "
                       "again later; if it persists, tell the administrator the number {}.",
                       id)}};
}

class FileDescriptor {
 public:
  // The last component must be no symbolic link: it was a plain file when it was chosen.
  explicit FileDescriptor(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {
    if (descriptor_ < 0) {
      throw std::system_error(errno, std::generic_category(), "cannot open a file to be sent");
    }
  }
  ~FileDescriptor() { ::close(descriptor_); }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  std::uint64_t size() const {
    struct stat status{};
    if (::fstat(descriptor_, &status) != 0) {
      throw std::system_error(errno, std::generic_category(), "cannot measure a file to be sent");
    }
    return static_cast<std::uint64_t>(status.st_size);
  }

  //! Bytes read, 0 at the end or on an error.
  std::size_t read(char* to, std::size_t size) {
    const ssize_t got = ::read(descriptor_, to, size);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
  }

 private:
  int descriptor_;
};

template <class Stream>
class Session final : public Connection {
 public:
  Session(Worker& worker, Stream stream, Peer peer, const Router& router, bool refused)
      : Connection(worker),
        stream_(std::move(stream)),
        peer_(std::move(peer)),
        router_(router),
        refused_(refused),
        timer_(worker.io.get_executor()) {}

  asio::awaitable<void> run() {
    const std::shared_ptr<Connection> self = shared_from_this();
    if (!co_await open()) co_return;
    if (refused_) {
      co_await refuse(too_many_connections(), "connections");
      co_return;
    }
    bool go_on = true;
    while (go_on) go_on = co_await serve_one();
  }

 private:
  static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

  const Options& options() const { return worker_.shared.options; }

  void cancel() override {
    error_code ignored;  // a socket closed meanwhile has nothing to cancel
    static_cast<void>(stream_.lowest_layer().cancel(ignored));
  }

  void wake() override {
    if (!subscription_) return;
    if (subscription_->dropped()) {
      close();
    }
    timer_.cancel();
  }

  void close() {
    error_code ignored;  // it is gone either way
    static_cast<void>(stream_.lowest_layer().close(ignored));
  }

  asio::awaitable<bool> open() {
    if constexpr (kTls) {
      allow(options().header_timeout);
      idle_ = true;
      const auto [error] =
          co_await stream_.async_handshake(asio::ssl::stream_base::server, kAsResult);
      idle_ = false;
      if (error) worker_.shared.metrics.count_refused("handshake");
      co_return !error;
    } else {
      co_return true;
    }
  }

  // Appends what has arrived to the buffer; false at the end, on an error or when time is up.
  asio::awaitable<bool> fill(std::size_t size) {
    const auto [error, got] = co_await stream_.async_read_some(buffer_.prepare(size), kAsResult);
    buffer_.commit(got);
    co_return !error;
  }

  std::string_view buffered() const {
    return {static_cast<const char*>(buffer_.cdata().data()), buffer_.size()};
  }

  // Empty lines before a request are skipped (RFC 9112 §2.2).
  void skip_empty_lines() {
    while (buffered().starts_with("\r\n")) buffer_.consume(2);
  }

  asio::awaitable<bool> wait_for_request() {
    skip_empty_lines();
    if (!buffered().empty() && buffered() != "\r") co_return true;
    if (worker_.shared.draining) co_return false;
    buffer_.shrink_to_fit();
    allow(first_ ? options().header_timeout : options().idle_timeout);
    idle_ = true;
    bool arrived = false;
    bool open = true;
    while (open && !arrived) {
      open = co_await fill(kHeaderChunk);
      skip_empty_lines();
      arrived = !buffered().empty() && buffered() != "\r";
    }
    idle_ = false;
    co_return open;
  }

  // True: the header is complete. False with `refusal`: answer it and close; without: just close.
  asio::awaitable<bool> read_header(HeaderScanner& scanner, std::optional<base::Problem>& refusal) {
    allow(options().header_timeout);
    while (true) {
      switch (scanner.scan(buffered())) {
        case HeaderScanner::Result::complete:
          co_return true;
        case HeaderScanner::Result::malformed:
          refusal = malformed();
          co_return false;
        case HeaderScanner::Result::target_too_long:
          refusal = target_too_long(options().target_limit);
          co_return false;
        case HeaderScanner::Result::too_large:
          refusal = header_too_large(options().header_limit);
          co_return false;
        case HeaderScanner::Result::more:
          break;
      }
      const bool got = co_await fill(kHeaderChunk);
      if (got) continue;
      if (expired_) refusal = too_slow();
      co_return false;
    }
  }

  using Parser = beast_http::request_parser<beast_http::string_body>;

  // Reads the body that the parser waits for. The same meaning of the result.
  asio::awaitable<bool> read_body(Parser& parser, const RequestHead& head, std::size_t limit,
                                  std::optional<base::Problem>& refusal) {
    parser.eager(true);
    parser.body_limit(limit);
    allow(options().body_timeout + time_for(head.chunked ? limit : head.content_length));
    while (!parser.is_done()) {
      error_code error;
      std::size_t used = 0;
      if (buffer_.size() > 0) {
        used = parser.put(buffer_.data(), error);
        buffer_.consume(used);
      }
      if (error == beast_http::error::body_limit) {
        refusal = body_too_large(limit);
        co_return false;
      }
      // A chunk header or trailer that never ends is no body.
      const bool endless = used == 0 && buffer_.size() > options().header_limit + kBodyChunk;
      if ((error && error != beast_http::error::need_more) || endless) {
        refusal = malformed();
        co_return false;
      }
      if (parser.is_done() || (used > 0 && buffer_.size() > 0)) continue;
      const bool got = co_await fill(kBodyChunk);
      if (got) continue;
      if (expired_) refusal = too_slow();
      co_return false;
    }
    allow_any_time();
    co_return true;
  }

  // What answers a request whose header has been read.
  struct Target {
    const Route* route = nullptr;
    const Handler* handler = nullptr;
    std::string_view label = "(none)";  // for logs and metrics, never the path itself
  };

  // Finds the handler. An answer is returned in its place where there is none.
  std::optional<Response> find_handler(Request& request, Target& target) const {
    const Router::Match match = router_.match(request);
    if (match.route != nullptr) {
      target = {match.route, &match.route->handler, match.route->path};
      return std::nullopt;
    }
    if (!match.allowed.empty()) {
      const std::string allowed = allow_header(match.allowed);
      Response response = to_response(
          base::Problem(405, "method-not-allowed", {"请求方法不适用", "Method not allowed"},
                        {fmt::format("这个地址只接受：{}。", allowed),
                         fmt::format("This address takes: {}.", allowed)}),
          request);
      response.add("Allow", allowed);
      return response;
    }
    const bool is_api = !request.segments.empty() && request.segments.front() == "api";
    if (is_api || !is_safe(request.method) || !router_.fallback()) {
      throw base::not_found({"这个地址", "This address"});
    }
    target = {nullptr, &router_.fallback(), "(page)"};
    return std::nullopt;
  }

  std::size_t body_limit(const Target& target) const {
    if (target.route != nullptr && target.route->body_limit) return *target.route->body_limit;
    return options().body_limit;
  }

  Response failed(const std::exception_ptr& failure, const Request& request) const {
    try {
      std::rethrow_exception(failure);
    } catch (const base::Problem& problem) {
      return to_response(problem, request);
    } catch (const std::exception& error) {
      worker_.shared.log->error("request {} failed: {}", request.id, error.what());
    } catch (...) {
      worker_.shared.log->error("request {} failed with no description", request.id);
    }
    return to_response(unexpected_failure(request.id), request);
  }

  // Answers what never became a request, and closes.
  asio::awaitable<void> refuse(base::Problem problem, std::string_view reason) {
    worker_.shared.metrics.count_refused(reason);
    Request request;
    request.id = worker_.next_id();
    request.secure = kTls;
    Response response = to_response(problem, request);
    worker_.shared.log->info("- (refused) {} {} {}", response.status, reason, request.id);
    Target none;
    RequestHead head;
    head.request = std::move(request);
    const bool sent = co_await send(head, response, none, now(), false);
    if (sent) co_await linger();
  }

  static std::string_view reason_of(const base::Problem& problem) { return problem.type(); }

  asio::awaitable<bool> serve_one() {
    const bool waiting = co_await wait_for_request();
    if (!waiting) co_return false;
    first_ = false;

    HeaderScanner scanner(options().header_limit);
    std::optional<base::Problem> refusal;
    const bool complete = co_await read_header(scanner, refusal);
    if (!complete) {
      if (refusal) co_await refuse(*refusal, reason_of(*refusal));
      co_return false;
    }
    const SteadyTime begun = now();
    allow_any_time();

    Parser parser;
    // The scanner has seen to the size of the header; that of the body depends on the route.
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());
    parser.body_limit(boost::none);
    error_code parse_error;
    buffer_.consume(parser.put(asio::buffer(buffered().data(), scanner.size()), parse_error));
    if (parse_error || !parser.is_header_done()) {
      const bool version = parse_error == beast_http::error::bad_version;
      refusal = version ? wrong_version() : malformed();
      co_await refuse(*refusal, reason_of(*refusal));
      co_return false;
    }

    RequestHead head;
    Request& request = head.request;
    Target target;
    std::optional<Response> answer;
    std::exception_ptr failure;
    try {
      read_head(parser.get().base(), peer_, worker_.shared.trusted_proxy, options().target_limit,
                worker_.next_id(), head);
      answer = find_handler(request, target);
      if (!answer) {
        if (head.content_length > body_limit(target)) throw body_too_large(body_limit(target));
        check_origin(request);
        if (target.route != nullptr && router_.guard()) {
          co_await router_.guard()(request, *target.route);
        }
      }
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure) answer = failed(failure, request);

    bool reusable = head.framed;
    const bool has_body = head.chunked || head.content_length > 0;
    if (reusable && has_body) {
      const bool small = !head.chunked && head.content_length <= kReadAwayBytes;
      if (!answer || (small && !head.expects_continue)) {
        if (head.expects_continue && buffer_.size() == 0) {
          const bool invited = co_await write(asio::buffer(kContinue), kContinue.size());
          if (!invited) co_return false;
        }
        const bool got =
            co_await read_body(parser, head, answer ? kReadAwayBytes : body_limit(target), refusal);
        if (!got && !refusal) co_return false;
        if (refusal) {
          reusable = false;
          if (!answer) answer = to_response(*refusal, request);
        }
      } else {
        reusable = false;
      }
    }

    if (!answer) {
      request.body = std::move(parser.get().body());
      try {
        Response made = co_await (*target.handler)(request);
        answer = std::move(made);
      } catch (...) {
        failure = std::current_exception();
      }
      if (failure) answer = failed(failure, request);
    }

    const bool keep = reusable && head.keep_alive;
    const bool sent = co_await send(head, *answer, target, begun, keep);
    if (!sent) co_return false;
    if (answer->events) {
      co_await stream_events(std::move(answer->events));
      co_return false;
    }
    if (!keep || worker_.shared.draining) {
      co_await linger();
      co_return false;
    }
    co_return true;
  }

  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

  template <class Buffers>
  asio::awaitable<bool> write(Buffers buffers, std::size_t size) {
    allow(options().write_timeout + time_for(size));
    const auto [error, sent] = co_await asio::async_write(stream_, buffers, kAsResult);
    allow_any_time();
    co_return !error;
  }

  asio::awaitable<bool> write_head_and_body(const std::string& head, const std::string& body) {
    const std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(body)};
    co_return co_await write(both, head.size() + body.size());
  }

  asio::awaitable<bool> write_file(FileDescriptor& file, std::uint64_t size) {
    std::vector<char> chunk(static_cast<std::size_t>(std::min<std::uint64_t>(size, kBodyChunk)));
    while (size > 0) {
      const std::size_t got = file.read(chunk.data(), std::min<std::uint64_t>(size, chunk.size()));
      if (got == 0) {
        // The length is promised already; only a cut connection tells the client the truth.
        worker_.shared.log->error("a file became shorter while it was sent");
        co_return false;
      }
      const bool sent = co_await write(asio::buffer(chunk.data(), got), got);
      if (!sent) co_return false;
      size -= got;
    }
    co_return true;
  }

  // Sends the answer and records it.
  asio::awaitable<bool> send(const RequestHead& head, Response& response, const Target& target,
                             SteadyTime begun, bool keep) {
    const Request& request = head.request;
    Framing framing{.keep_alive = keep && !response.events && !worker_.shared.draining,
                    .http_1_0 = head.http_1_0,
                    .date = worker_.date_now()};
    std::optional<FileDescriptor> file;
    std::string wire_head;
    std::exception_ptr failure;
    try {
      finish(response, request);
      if (response.file) {
        file.emplace(*response.file);
        framing.file_size = file->size();
      }
      wire_head = head_of(response, request, framing);
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure) {
      file.reset();
      response = failed(failure, request);
      finish(response, request);
      wire_head = head_of(response, request, framing);
    }
    if (!sends_body(response, request)) {
      response.body.clear();
      file.reset();
    }
    bool sent = co_await write_head_and_body(wire_head, response.body);
    std::uint64_t bytes = wire_head.size() + response.body.size();
    if (sent && file) {
      bytes += framing.file_size;
      sent = co_await write_file(*file, framing.file_size);
    }
    record(request, response.status, target, begun, bytes);
    co_return sent;
  }

  void record(const Request& request, int status, const Target& target, SteadyTime begun,
              std::uint64_t bytes) const {
    const std::chrono::duration<double> taken = now() - begun;
    const std::string_view method = method_name(request.method);
    worker_.shared.metrics.count_request(method, target.label, status, taken.count());
    worker_.shared.log->info("{} {} {} {:.2f}ms {}B {}", method, target.label, status,
                             taken.count() * 1000, bytes, request.id);
  }

  // Ends our side and reads on until the client has ended its own, so that it sees the answer.
  asio::awaitable<void> linger() {
    if constexpr (!kTls) {
      error_code gone;
      if (stream_.shutdown(asio::socket_base::shutdown_send, gone)) co_return;
    }
    allow(kLinger);
    idle_ = true;
    std::array<char, kHeaderChunk> discarded{};
    std::size_t total = 0;
    while (total < kLingerBytes && !worker_.shared.draining) {
      const auto [error, got] =
          co_await stream_.async_read_some(asio::buffer(discarded), kAsResult);
      if (error) break;
      total += got;
    }
    idle_ = false;
    close();
  }

  asio::awaitable<void> stream_events(std::shared_ptr<EventSubscription> subscription) {
    subscription_ = std::move(subscription);
    worker_.shared.metrics.stream_opened();
    const std::weak_ptr<Connection> weak = weak_from_this();
    const Executor executor = worker_.io.get_executor();
    subscription_->on_ready([weak, executor] {
      asio::post(executor, [weak] {
        if (const auto connection = weak.lock())
          std::static_pointer_cast<Session>(connection)->wake();
      });
    });
    asio::co_spawn(executor, watch_for_end(std::static_pointer_cast<Session>(shared_from_this())),
                   asio::detached);
    bool open = true;
    while (open && !gone_ && !worker_.shared.draining) {
      EventSubscription::Batch batch = subscription_->take();
      if (batch.wire.empty() && batch.open) {
        timer_.expires_after(options().heartbeat);
        const auto [woken] = co_await timer_.async_wait(kAsResult);
        if (!woken) batch.wire = ":\n\n";
      }
      open = batch.open;
      if (batch.wire.empty()) continue;
      const bool sent = co_await write(asio::buffer(batch.wire), batch.wire.size());
      open = open && sent;
    }
    error_code ignored;  // gone already is as good
    static_cast<void>(stream_.lowest_layer().shutdown(asio::socket_base::shutdown_send, ignored));
    close();
    worker_.shared.metrics.stream_closed();
    subscription_.reset();
  }

  // A browser that leaves is noticed at once and not at the next heartbeat.
  static asio::awaitable<void> watch_for_end(std::shared_ptr<Session> session) {
    std::array<char, 64> discarded{};
    bool open = true;
    while (open) {
      const auto [error, got] =
          co_await session->stream_.async_read_some(asio::buffer(discarded), kAsResult);
      open = !error;
    }
    session->gone_ = true;
    session->timer_.cancel();
  }

  Stream stream_;
  const Peer peer_;
  const Router& router_;
  const bool refused_;
  bool first_ = true;
  bool gone_ = false;
  boost::beast::flat_buffer buffer_;
  Timer timer_;
  std::shared_ptr<EventSubscription> subscription_;
};

template <class Stream>
void begin(Worker& worker, Stream stream, Peer peer, const Router& router, bool refused) {
  const auto session = std::make_shared<Session<Stream>>(worker, std::move(stream), std::move(peer),
                                                         router, refused);
  asio::co_spawn(worker.io, session->run(), [&worker](const std::exception_ptr& failure) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& error) {
      worker.shared.log->error("a connection ended by a failure: {}", error.what());
    }
  });
}

}  // namespace

void begin_session(Worker& worker, TcpSocket socket, Peer peer, const Router& router,
                   bool refused) {
  begin(worker, std::move(socket), std::move(peer), router, refused);
}

void begin_session(Worker& worker, TlsStream stream, Peer peer, const Router& router,
                   bool refused) {
  begin(worker, std::move(stream), std::move(peer), router, refused);
}

void begin_session(Worker& worker, LocalSocket socket, Peer peer, const Router& router) {
  begin(worker, std::move(socket), std::move(peer), router, false);
}

}  // namespace http

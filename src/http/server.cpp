#include "http/server.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <optional>
#include <system_error>
#include <vector>

#include "base/ids.hpp"
#include "base/problem.hpp"
#include "http/session.hpp"
#include "http/worker.hpp"

namespace http {

using boost::system::error_code;
using std::chrono::milliseconds;

namespace {

constexpr auto kAsResult = asio::as_tuple(asio::use_awaitable);

// Connections beyond the limit that are told so; the rest is closed unanswered.
constexpr std::size_t kRefusedAtOnce = 64;
constexpr milliseconds kAcceptPause{100};

asio::ip::address parse_address(const std::string& text) {
  error_code error;
  auto address = asio::ip::make_address(text == "localhost" ? "127.0.0.1" : text, error);
  if (error) {
    throw base::bad_request(
        {fmt::format("“{}”不是网络地址；请写 127.0.0.1、0.0.0.0 或本机的一个地址。", text),
         fmt::format("\"{}\" is no network address; write 127.0.0.1, 0.0.0.0 or one of this "
                     "machine's.",
                     text)});
  }
  return address;
}

// The same peer may show as ::ffff:192.0.2.1 on a socket for both families.
asio::ip::address unmapped(const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address;
}

void tick(Worker& worker, milliseconds every) {
  worker.tick.expires_after(every);
  worker.tick.async_wait([&worker, every](const error_code& error) {
    if (error) return;
    const SteadyTime at = std::chrono::steady_clock::now();
    for (Connection* connection : worker.connections) connection->check_deadline(at);
    tick(worker, every);
  });
}

// Each connection is a descriptor; the usual soft limit of 1,024 is not for servers.
std::size_t raise_descriptor_limit(std::size_t wanted) {
  constexpr std::size_t kForOthers = 256;  // database, files, logs
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  const rlim_t needed = wanted + kForOthers;
  if (limit.rlim_cur < needed) {
    limit.rlim_cur = std::min<rlim_t>(needed, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  }
  return limit.rlim_cur >= needed ? wanted : std::max<std::size_t>(limit.rlim_cur - kForOthers, 16);
}

asio::ssl::context make_tls(const Options& options) {
  asio::ssl::context context(asio::ssl::context::tls_server);
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                      asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                      asio::ssl::context::no_tlsv1_1);
  try {
    context.use_certificate_chain_file(options.tls_certificate.string());
    context.use_private_key_file(options.tls_key.string(), asio::ssl::context::pem);
  } catch (const boost::system::system_error& error) {
    throw base::bad_request(
        {fmt::format("无法读取 TLS 证书或私钥（{}），请检查两个 PEM 文件是否存在、可读且配套。",
                     error.code().message()),
         fmt::format("The TLS certificate or key cannot be used ({}); check that both PEM files "
                     "exist, are readable and belong together.",
                     error.code().message())});
  }
  return context;
}

}  // namespace

void check_listen(const Options& options) {
  const bool tls = !options.tls_certificate.empty();
  if (tls != !options.tls_key.empty()) {
    throw base::bad_request(
        {"TLS 证书与私钥须同时给出。", "Give the TLS certificate together with its key."});
  }
  if (!options.trusted_proxy.empty()) parse_address(options.trusted_proxy);
  if (parse_address(options.listen).is_loopback() || tls || !options.trusted_proxy.empty()) return;
  throw base::bad_request(
      {fmt::format("监听 {} 会让密码在网络上明文传输。请给出 TLS 证书和私钥，或指明可信反向代理的"
                   "地址，或只监听 127.0.0.1。",
                   options.listen),
       fmt::format(
           "Listening on {} would send passwords over the network in the clear. Give a TLS "
           "certificate and key, or name the trusted reverse proxy, or listen on 127.0.0.1.",
           options.listen)});
}

class Server::Impl {
 public:
  Impl(Options options, const Router& router, const base::Clock& clock, Metrics& metrics,
       const Router* local_router)
      : shared_(std::move(options), clock, metrics), router_(router), local_router_(local_router) {
    shared_.log =
        shared_.options.access_log ? shared_.options.access_log : spdlog::default_logger();
    base::SecureRandom random;
    shared_.run = static_cast<std::uint32_t>(random.next());
  }

  ~Impl() {
    if (!workers_.empty()) stop(milliseconds(0));
  }

  void start() {
    check_listen(shared_.options);
    const Options& options = shared_.options;
    if (!options.trusted_proxy.empty()) {
      shared_.trusted_proxy = unmapped(parse_address(options.trusted_proxy)).to_string();
    }
    shared_.max_connections = raise_descriptor_limit(options.max_connections);
    if (shared_.max_connections < options.max_connections) {
      shared_.log->warn("the system allows {} connections, not {}: raise its limit of open files",
                        shared_.max_connections, options.max_connections);
    }
    if (!options.tls_certificate.empty()) tls_.emplace(make_tls(options));
    for (std::size_t i = 0; i < std::max<std::size_t>(options.threads, 1); ++i) {
      workers_.push_back(std::make_unique<Worker>(shared_, i));
    }
    try {
      listen();
      if (!options.local_socket.empty() && local_router_ != nullptr) listen_locally();
    } catch (...) {
      tcp_acceptor_.reset();
      local_acceptor_.reset();
      workers_.clear();
      throw;
    }
    const milliseconds shortest = std::min({options.header_timeout, options.body_timeout,
                                            options.write_timeout, options.idle_timeout});
    const milliseconds every = std::clamp(shortest / 4, milliseconds(5), milliseconds(250));
    for (const auto& worker : workers_) {
      tick(*worker, every);
      worker->thread = std::thread([&io = worker->io] { io.run(); });
    }
  }

  std::uint16_t port() const { return port_; }

  bool stop(milliseconds deadline) {
    if (workers_.empty()) return true;
    shared_.draining = true;
    asio::post(workers_.front()->io, [this] {
      error_code ignored;  // closing either way
      if (tcp_acceptor_) ignored = tcp_acceptor_->close(ignored);
      if (local_acceptor_) ignored = local_acceptor_->close(ignored);
    });
    for (const auto& worker : workers_) {
      asio::post(worker->io, [&worker = *worker] {
        // Ending a session erases it from the set, but never within drain().
        for (Connection* connection : worker.connections) connection->drain();
      });
    }
    bool all = false;
    {
      std::unique_lock lock(shared_.mutex);
      all = shared_.all_closed.wait_for(lock, deadline, [&] { return shared_.connections == 0; });
    }
    for (const auto& worker : workers_) worker->io.stop();
    for (const auto& worker : workers_) worker->thread.join();
    if (local_acceptor_) {
      std::error_code ignored;  // a stale socket is replaced at the next start
      std::filesystem::remove(shared_.options.local_socket, ignored);
    }
    tcp_acceptor_.reset();
    local_acceptor_.reset();
    workers_.clear();
    return all;
  }

 private:
  using TcpAcceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
  using LocalAcceptor = asio::basic_socket_acceptor<asio::local::stream_protocol, Executor>;

  void listen() {
    const asio::ip::tcp::endpoint endpoint(parse_address(shared_.options.listen),
                                           shared_.options.port);
    tcp_acceptor_.emplace(workers_.front()->io.get_executor());
    try {
      tcp_acceptor_->open(endpoint.protocol());
      tcp_acceptor_->set_option(asio::socket_base::reuse_address(true));
      tcp_acceptor_->bind(endpoint);
      tcp_acceptor_->listen(asio::socket_base::max_listen_connections);
    } catch (const boost::system::system_error& error) {
      throw base::Problem(
          503, "cannot-listen", {"无法监听端口", "Cannot listen"},
          {fmt::format("无法监听 {} 端口 {}（{}）。请停止占用它的程序，或用 --port 换一个端口。",
                       shared_.options.listen, shared_.options.port, error.code().message()),
           fmt::format("Cannot listen on {} port {} ({}). Stop the program that has it, or choose "
                       "another with --port.",
                       shared_.options.listen, shared_.options.port, error.code().message())});
    }
    port_ = tcp_acceptor_->local_endpoint().port();
    asio::co_spawn(workers_.front()->io, accept_tcp(*tcp_acceptor_), asio::detached);
  }

  // Whoever may write to the socket acts as the operator: it must be private from its first
  // moment, so it is made under a mask and not changed afterwards.
  static void bind_privately(LocalAcceptor& acceptor,
                             const asio::local::stream_protocol::endpoint& endpoint) {
    const mode_t mask = ::umask(S_IRWXG | S_IRWXO);
    error_code error;
    error = acceptor.bind(endpoint, error);
    ::umask(mask);
    if (error) throw boost::system::system_error(error);
  }

  void listen_locally() {
    const std::filesystem::path& path = shared_.options.local_socket;
    constexpr std::size_t kPathMax = 107;  // sockaddr_un
    if (path.string().size() > kPathMax) {
      throw base::bad_request(
          {fmt::format("数据目录的路径过长：{} 超过 {} 字节，请换一个较短的目录。", path.string(),
                       kPathMax),
           fmt::format(
               "The data folder's path is too long: {} exceeds {} bytes; use a shorter one.",
               path.string(), kPathMax)});
    }
    const asio::local::stream_protocol::endpoint endpoint(path.string());
    {
      asio::io_context io;
      asio::local::stream_protocol::socket probe(io);
      error_code error;
      if (!probe.connect(endpoint, error)) {
        throw base::Problem(503, "already-running", {"服务已在运行", "Already running"},
                            {"这个数据目录已有一个服务在运行，请先停止它。",
                             "A server runs on this data folder already; stop it first."});
      }
    }
    std::error_code ignored;  // what cannot be removed cannot be bound, which is reported below
    std::filesystem::remove(path, ignored);
    local_acceptor_.emplace(workers_.front()->io.get_executor());
    try {
      local_acceptor_->open(endpoint.protocol());
      bind_privately(*local_acceptor_, endpoint);
      local_acceptor_->listen(asio::socket_base::max_listen_connections);
    } catch (const boost::system::system_error& error) {
      throw base::Problem(503, "cannot-listen", {"无法监听本地套接字", "Cannot listen locally"},
                          {fmt::format("无法建立 {}（{}），请检查数据目录的权限。", path.string(),
                                       error.code().message()),
                           fmt::format("Cannot make {} ({}); check the data folder's permissions.",
                                       path.string(), error.code().message())});
    }
    asio::co_spawn(workers_.front()->io, accept_local(*local_acceptor_), asio::detached);
  }

  Worker& next_worker() { return *workers_[next_++ % workers_.size()]; }

  // Whether there is room, for a connection that has just been counted.
  enum class Admission { served, refused, closed };
  Admission admit() {
    const std::size_t open = shared_.opened();
    if (open <= shared_.max_connections) return Admission::served;
    if (open <= shared_.max_connections + kRefusedAtOnce) return Admission::refused;
    shared_.closed();
    return Admission::closed;
  }

  asio::awaitable<void> pause() {
    Timer timer(workers_.front()->io.get_executor());
    timer.expires_after(kAcceptPause);
    co_await timer.async_wait(kAsResult);
  }

  asio::awaitable<void> accept_tcp(TcpAcceptor& acceptor) {
    while (true) {
      Worker& worker = next_worker();
      auto [error, socket] = co_await acceptor.async_accept(worker.io, kAsResult);
      if (error == asio::error::operation_aborted || shared_.draining) co_return;
      if (error) {
        shared_.log->warn("cannot accept a connection: {}", error.message());
        co_await pause();
        continue;
      }
      const Admission admission = admit();
      if (admission == Admission::closed) continue;
      asio::post(worker.io, [this, &worker, admission, accepted = std::move(socket)]() mutable {
        begin_tcp(worker, std::move(accepted), admission == Admission::refused);
      });
    }
  }

  void begin_tcp(Worker& worker, TcpSocket socket, bool refused) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (!error) error = socket.set_option(asio::ip::tcp::no_delay(true), error);
    if (error || shared_.draining) {  // gone again, or it came while we close
      shared_.closed();
      return;
    }
    const asio::ip::address address = unmapped(endpoint.address());
    Peer peer{address.to_string(), address.is_loopback(), tls_.has_value(), false};
    if (tls_) {
      begin_session(worker, TlsStream(std::move(socket), *tls_), std::move(peer), router_, refused);
    } else {
      begin_session(worker, std::move(socket), std::move(peer), router_, refused);
    }
  }

  asio::awaitable<void> accept_local(LocalAcceptor& acceptor) {
    while (true) {
      Worker& worker = next_worker();
      auto [error, socket] = co_await acceptor.async_accept(worker.io, kAsResult);
      if (error == asio::error::operation_aborted || shared_.draining) co_return;
      if (error) {
        shared_.log->warn("cannot accept a local connection: {}", error.message());
        co_await pause();
        continue;
      }
      // The operator gets in however busy the server is.
      shared_.opened();
      asio::post(worker.io, [this, &worker, accepted = std::move(socket)]() mutable {
        begin_session(worker, std::move(accepted), Peer{"local", false, false, true},
                      *local_router_);
      });
    }
  }

  Shared shared_;
  const Router& router_;
  const Router* const local_router_;
  std::optional<asio::ssl::context> tls_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::optional<TcpAcceptor> tcp_acceptor_;
  std::optional<LocalAcceptor> local_acceptor_;
  std::size_t next_ = 0;
  std::uint16_t port_ = 0;
};

Server::Server(Options options, const Router& router, const base::Clock& clock, Metrics& metrics,
               const Router* local_router)
    : impl_(std::make_unique<Impl>(std::move(options), router, clock, metrics, local_router)) {}

Server::~Server() = default;

void Server::start() { impl_->start(); }
std::uint16_t Server::port() const { return impl_->port(); }
bool Server::stop(std::chrono::milliseconds deadline) { return impl_->stop(deadline); }

}  // namespace http

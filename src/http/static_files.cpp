#include "http/static_files.hpp"

#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "base/problem.hpp"
#include "http/answer.hpp"
#include "http/ascii.hpp"

namespace http {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kNonceToken = "__CSP_NONCE__";

struct MediaType {
  std::string_view extension;
  std::string_view type;
};

constexpr std::array<MediaType, 16> kMediaTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".pdf", "application/pdf"},
}};

std::string media_type(const fs::path& path) {
  const std::string extension = path.extension().string();
  for (const MediaType& known : kMediaTypes) {
    if (known.extension == extension) return std::string(known.type);
  }
  return "application/octet-stream";
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return content;
}

std::string tag_of(const std::string& content) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(),
                     reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return '"' + std::string(hex.data()) + '"';
}

std::string joined(const std::vector<std::string>& segments) {
  std::string path;
  for (const std::string& segment : segments) {
    if (!path.empty()) path += '/';
    path += segment;
  }
  return path;
}

bool takes_html(const Request& request) {
  bool html = false;
  for_each_element(request.header("Accept"), [&](std::string_view element) {
    html = html || (bare(element) == "text/html" && weight(element) > 0);
  });
  return html;
}

std::string policy(const std::string& nonce) {
  return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce +
         "'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
         "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
}

}  // namespace

StaticFiles::StaticFiles(const fs::path& root, base::Random& random) : random_(random) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(root, error), end; !error && entry != end;
       entry.increment(error)) {
    // The iterator does not enter folders that are links; a file that is one is left out too.
    if (entry->is_symlink() || !entry->is_regular_file()) continue;
    const fs::path& path = entry->path();
    const std::string name = fs::relative(path, root).generic_string();
    const std::string extension = path.extension().string();
    if (extension == ".br" || extension == ".gz" || name == "index.html") continue;
    File file{.path = path,
              .media_type = media_type(path),
              .tag = tag_of(content_of(path)),
              .immutable = name.starts_with("assets/"),
              .brotli = {},
              .gzip = {}};
    const auto compressed = [&](const char* suffix) -> std::optional<fs::path> {
      fs::path beside = path;
      beside += suffix;
      if (fs::is_symlink(beside) || !fs::is_regular_file(beside)) return std::nullopt;
      return beside;
    };
    file.brotli = compressed(".br");
    file.gzip = compressed(".gz");
    files_.emplace(name, std::move(file));
  }
  const fs::path index = root / "index.html";
  if (error || fs::is_symlink(index) || !fs::is_regular_file(index)) {
    throw base::Problem(503, "no-web-page", {"没有网页文件", "No web page"},
                        {"没有找到已构建的网页（" + index.string() + "），请先构建网页。",
                         "The built web page is not there (" + index.string() + "); build it."});
  }
  index_ = content_of(index);
}

Response StaticFiles::index() const {
  const std::string nonce = base::new_token(random_);
  Response response;
  response.body = index_;
  for (auto at = response.body.find(kNonceToken); at != std::string::npos;
       at = response.body.find(kNonceToken, at + nonce.size())) {
    response.body.replace(at, kNonceToken.size(), nonce);
  }
  response.add("Content-Type", "text/html; charset=utf-8");
  response.add("Cache-Control", "no-store");
  response.add("Content-Security-Policy", policy(nonce));
  response.add("Cross-Origin-Opener-Policy", "same-origin");
  return response;
}

Response StaticFiles::file(const File& file, const Request& request) {
  Response response;
  response.add("Content-Type", file.media_type);
  response.add("ETag", file.tag);
  response.add("Cache-Control",
               file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.file = file.path;
  if (file.brotli || file.gzip) response.add("Vary", "Accept-Encoding");
  const std::string_view accepted = request.header("Accept-Encoding");
  if (file.brotli && accepts(accepted, "br")) {
    response.file = *file.brotli;
    response.add("Content-Encoding", "br");
  } else if (file.gzip && accepts(accepted, "gzip")) {
    response.file = *file.gzip;
    response.add("Content-Encoding", "gzip");
  }
  return response;
}

Response StaticFiles::serve(const Request& request) const {
  const std::string name = joined(request.segments);
  if (name.empty() || name == "index.html") return index();
  if (const auto found = files_.find(name); found != files_.end()) {
    return file(found->second, request);
  }
  // A missing script must not be answered by a page.
  if (!name.starts_with("assets/") && takes_html(request)) return index();
  throw base::not_found({"这个地址", "This address"});
}

Handler StaticFiles::handler() const {
  return [this](Request& request) -> boost::asio::awaitable<Response> { co_return serve(request); };
}

}  // namespace http

#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "http/message.hpp"

namespace http {

//! Serves a built web folder. The folder is listed once, when this is made: only what was a plain
//! file then is ever opened, so no path can leave it and no symbolic link is followed. Files
//! x.br and x.gz beside x are its compressed forms.
class StaticFiles {
 public:
  //! Throws a Problem if `root` holds no index.html. `random` outlives this and is thread-safe.
  StaticFiles(const std::filesystem::path& root, base::Random& random);

  //! For Router::set_fallback. Files under assets/ carry a hash in their name and are immutable
  //! for a year; index.html is never stored and gets a fresh nonce in place of __CSP_NONCE__.
  //! A path without a file answers index.html if the client accepts text/html (the page routes
  //! itself), else throws a 404 Problem.
  Response serve(const Request& request) const;
  Handler handler() const;

 private:
  struct File {
    std::filesystem::path path;
    std::string media_type;
    std::string tag;  // of the content, quoted
    bool immutable = false;
    std::optional<std::filesystem::path> brotli;
    std::optional<std::filesystem::path> gzip;
  };

  Response index() const;
  static Response file(const File& file, const Request& request);

  std::map<std::string, File, std::less<>> files_;  // by path below root
  std::string index_;
  base::Random& random_;
};

}  // namespace http

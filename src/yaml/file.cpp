#include "yaml/file.hpp"

#include <fstream>

#include "yaml/reader.hpp"

namespace yaml {

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string bytes(kBytesMax + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad()) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  bytes.shrink_to_fit();  // who reads many files keeps them all for a while
  return bytes;
}

}  // namespace yaml

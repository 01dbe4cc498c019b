#include "file/file_type.hpp"

#include <fcntl.h>
#include <magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "base/problem.hpp"
#include "document/official_paper.hpp"
#include "document/zip_archive.hpp"

namespace file {

namespace {

struct Kind {
  std::string_view ending;
  std::string_view media_type;               // under which it is kept
  std::array<std::string_view, 5> detected;  // what its content may look like
};

constexpr std::string_view kDocx = document::kDocxMediaType;
constexpr std::string_view kXlsx =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view kPptx =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";
constexpr std::string_view kOfd = "application/ofd";
constexpr std::array<std::string_view, 5> kOle = {"application/CDFV2", "application/x-ole-storage",
                                                  "application/vnd.ms-office",
                                                  "application/vnd.ms-excel", "application/msword"};

constexpr std::array kKinds = {
    Kind{"pdf", "application/pdf", {"application/pdf"}},
    Kind{"jpg", "image/jpeg", {"image/jpeg"}},
    Kind{"jpeg", "image/jpeg", {"image/jpeg"}},
    Kind{"png", "image/png", {"image/png"}},
    Kind{"docx", kDocx, {kDocx}},
    Kind{"xlsx", kXlsx, {kXlsx}},
    Kind{"pptx", kPptx, {kPptx}},
    Kind{"ofd", kOfd, {kOfd}},
    Kind{"doc", "application/msword", kOle},
    Kind{"wps", "application/msword", kOle},
    Kind{"xls", "application/vnd.ms-excel", kOle},
    Kind{"et", "application/vnd.ms-excel", kOle},
    Kind{"txt", "text/plain", {"text/plain"}},
    Kind{"csv", "text/csv", {"text/csv", "application/csv", "text/plain"}},
    Kind{"mp4", "video/mp4", {"video/mp4", "video/quicktime", "video/x-m4v"}},
};

constexpr std::size_t kNameCharactersMax = 120;

std::string ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string ending(name.substr(dot + 1));
  std::ranges::transform(ending, ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return ending;
}

const Kind* kind_of(std::string_view name) {
  const std::string ending = ending_of(name);
  const auto found = std::ranges::find(kKinds, ending, &Kind::ending);
  return found == kKinds.end() ? nullptr : &*found;
}

// One character of well-formed UTF-8 at the front.
std::string_view first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return text.substr(0, length);
}

// Control characters, and those that change the direction of writing: report\u202Efdp.exe.
bool is_harmful(std::string_view character) {
  constexpr std::array<std::string_view, 12> kTurning = {"\u200E", "\u200F", "\u202A", "\u202B",
                                                         "\u202C", "\u202D", "\u202E", "\u2066",
                                                         "\u2067", "\u2068", "\u2069", "\uFEFF"};
  const auto byte = static_cast<unsigned char>(character.front());
  if (character.size() == 1) {
    return byte < 0x20 || byte == 0x7F ||
           std::string_view("<>:\"|?*").find(character.front()) != std::string_view::npos;
  }
  if (byte == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0) return true;
  return std::ranges::find(kTurning, character) != kTurning.end();
}

// A file's bytes for as long as it lives.
class Mapping {
 public:
  explicit Mapping(const std::filesystem::path& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::system_error(errno, std::generic_category(), "a file cannot be read");
    struct stat status{};
    const bool measured = fstat(file, &status) == 0;
    size_ = measured ? static_cast<std::size_t>(status.st_size) : 0;
    if (size_ > 0) data_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    const int why = errno;
    close(file);
    if (!measured || data_ == MAP_FAILED) {
      throw std::system_error(why, std::generic_category(), "a file cannot be read");
    }
  }
  ~Mapping() {
    if (data_ != nullptr) munmap(data_, size_);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

// What a ZIP is by the entries that every document of that kind has.
std::string zip_type(std::string_view bytes) {
  constexpr std::size_t kEntriesMax = 20'000;
  try {
    const document::ZipArchive archive(bytes, {kEntriesMax, 0, 0});
    if (archive.has("OFD.xml")) return std::string(kOfd);
    if (!archive.has("[Content_Types].xml")) return "application/zip";
    if (archive.has("word/document.xml")) return std::string(kDocx);
    if (archive.has("xl/workbook.xml")) return std::string(kXlsx);
    if (archive.has("ppt/presentation.xml")) return std::string(kPptx);
    return "application/zip";
  } catch (const base::Problem&) {
    // Damaged, or a bomb of entries: no document of ours.
    return "application/zip";
  }
}

}  // namespace

std::string safe_name(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string kept;
  while (!name.empty()) {
    const std::string_view character = first_character(name);
    name.remove_prefix(character.size());
    if (!is_harmful(character)) kept += character;
  }
  const auto first = kept.find_first_not_of(" .");
  if (first == std::string::npos) return {};
  kept = kept.substr(first, kept.find_last_not_of(" .") - first + 1);
  const std::size_t count = base::character_count(kept);
  if (count <= kNameCharactersMax) return kept;
  // The ending says what it is, so the cut goes before it.
  const std::string ending = kind_of(kept) == nullptr ? "" : "." + ending_of(kept);
  std::string_view rest = kept;
  std::string cut;
  for (std::size_t i = ending.size(); i < kNameCharactersMax; ++i) {
    const std::string_view character = first_character(rest);
    cut += character;
    rest.remove_prefix(character.size());
  }
  return cut + ending;
}

std::optional<std::string> media_type_of(std::string_view name, std::string_view detected) {
  const Kind* kind = kind_of(name);
  if (kind == nullptr || detected.empty()) return std::nullopt;
  if (std::ranges::find(kind->detected, detected) == kind->detected.end()) return std::nullopt;
  return std::string(kind->media_type);
}

bool is_taken(std::string_view name) { return kind_of(name) != nullptr; }

std::string taken_endings() {
  std::string endings;
  for (const Kind& kind : kKinds) {
    if (!endings.empty()) endings += " ";
    endings += kind.ending;
  }
  return endings;
}

std::string detect(const std::filesystem::path& path) {
  // Loading its rules takes a while and a cookie serves one thread.
  struct Cookie {
    Cookie() : magic(magic_open(MAGIC_MIME_TYPE)) {
      if (magic == nullptr || magic_load(magic, nullptr) != 0) {
        throw std::runtime_error("libmagic has no rules (package libmagic-mgc)");
      }
    }
    ~Cookie() { magic_close(magic); }
    Cookie(const Cookie&) = delete;
    Cookie& operator=(const Cookie&) = delete;
    magic_t magic;
  };
  thread_local const Cookie cookie;
  const Mapping mapping(path);
  const std::string_view bytes = mapping.bytes();
  if (bytes.starts_with("PK\x03\x04")) return zip_type(bytes);
  const char* const type = magic_buffer(cookie.magic, bytes.data(), bytes.size());
  return type == nullptr ? std::string() : std::string(type);
}

}  // namespace file

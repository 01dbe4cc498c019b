#include "draft/wording.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/text.hpp"

namespace draft {

std::set<std::string> pairs_of(const std::string& text) {
  std::vector<std::string> characters;
  for (const char c : base::fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U && !characters.empty()) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c);
    }
  }
  std::set<std::string> pairs;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    pairs.insert(characters[i] + characters[i + 1]);
  }
  return pairs;
}

double alike(const std::set<std::string>& a, const std::set<std::string>& b) {
  const auto& [shorter, longer] = a.size() < b.size() ? std::tie(a, b) : std::tie(b, a);
  if (shorter.empty()) return 0;
  const auto common = std::count_if(shorter.begin(), shorter.end(),
                                    [&](const std::string& pair) { return longer.contains(pair); });
  return static_cast<double>(common) / static_cast<double>(shorter.size());
}

}  // namespace draft

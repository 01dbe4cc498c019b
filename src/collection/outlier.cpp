#include "collection/outlier.hpp"

#include <algorithm>

namespace collection {

namespace {

// Values are within kIntegerMax and percentages at most 1000, so nothing here overflows.
bool is_beyond(std::int64_t value, std::int64_t reference, int percent) {
  const std::int64_t distance = value > reference ? value - reference : reference - value;
  return distance * 100 > std::abs(reference) * percent;
}

Outlier made(const Figure& figure, Against against, std::int64_t reference) {
  Outlier outlier{figure.field, against, figure.value, reference, std::nullopt};
  if (reference != 0) outlier.percent = (figure.value - reference) * 100 / std::abs(reference);
  return outlier;
}

}  // namespace

std::optional<std::int64_t> median(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

std::vector<Outlier> outliers(const registers::OutlierRule& rule, std::span<const Figure> figures) {
  std::vector<Outlier> found;
  for (const Figure& figure : figures) {
    const bool jumps = rule.last_percent > 0 && figure.last &&
                       is_beyond(figure.value, *figure.last, rule.last_percent);
    if (jumps) found.push_back(made(figure, Against::last, *figure.last));
    if (rule.neighbours_percent == 0 || figure.neighbours.size() < kNeighboursMin) continue;
    const std::int64_t middle = *median(figure.neighbours);
    const bool stands_out = middle != 0 && is_beyond(figure.value, middle, rule.neighbours_percent);
    if (stands_out) found.push_back(made(figure, Against::neighbours, middle));
  }
  return found;
}

}  // namespace collection

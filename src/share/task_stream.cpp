#include "share/task_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace share {

namespace {

constexpr int kSources = static_cast<int>(StreamSource::demands) + 1;

bool is_newer(const StreamEvent& a, const StreamEvent& b) {
  return std::tie(a.place.recorded_at, b.source, a.place.id, a.place.version) >
         std::tie(b.place.recorded_at, a.source, b.place.id, b.place.version);
}

// A report that tells progress is a step of its share, and an approved closing closes it, in the
// same transaction.
bool repeats(const StreamEvent& step, const StreamEvent& other) {
  if (step.source != StreamSource::steps || !step.line.change) return false;
  if (other.place.recorded_at != step.place.recorded_at) return false;
  switch (step.line.change->step) {
    case plan::StepKind::report:
      return other.line.step == StreamStep::submitted && other.share == step.share;
    case plan::StepKind::close:
      return other.line.step == StreamStep::approved;
    default:
      return false;
  }
}

bool alike(const plan::StepView& a, const plan::StepView& b) {
  return a.step == b.step && a.effective_on == b.effective_on && a.by == b.by && a.note == b.note &&
         a.document_number == b.document_number && a.document_on == b.document_on &&
         a.document_file == b.document_file && a.due_on == b.due_on && a.status == b.status &&
         a.into_task == b.into_task && a.units == b.units;
}

// The same step of several units on one day (a plan that was loaded, a joint decision), or an
// instruction that is given to several.
bool alike(const StreamLine& a, const StreamLine& b) {
  if (a.kind != b.kind || a.step != b.step) return false;
  if (a.change && b.change) return alike(*a.change, *b.change);
  return a.step == StreamStep::given && a.at == b.at && a.link == b.link && a.text == b.text &&
         a.due_on == b.due_on;
}

void add(StreamLine& line, StreamLine&& other) {
  for (plan::UnitRef& unit : other.units) {
    if (std::ranges::count(line.units, unit) == 0) line.units.push_back(std::move(unit));
  }
}

template <class Number>
std::optional<Number> number_of(const std::string& text) {
  Number number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace

db::VersionPlace StreamPlace::in(StreamSource other) const {
  if (other == source) return place;
  // Of what was recorded at once the sources before this one were shown, those after it were not.
  const std::int64_t us = place.recorded_at.us + (other > source ? 1 : 0);
  return {{us}, "", 0};
}

std::string StreamPlace::str() const {
  return fmt::format("{}.{}.{}.{}", place.recorded_at.us, static_cast<int>(source), place.version,
                     place.id);
}

std::optional<StreamPlace> StreamPlace::parse(const std::string& text) {
  const std::vector<std::string> parts = split(text);
  if (parts.size() != 4) return std::nullopt;
  const auto at = number_of<std::int64_t>(parts[0]);
  const auto source = number_of<int>(parts[1]);
  const auto version = number_of<std::int64_t>(parts[2]);
  constexpr std::int64_t kLatestUs = 1'000'000'000'000'000'000;
  if (!at || *at < 0 || *at > kLatestUs || !version) return std::nullopt;
  if (!source || *source < 0 || *source >= kSources) return std::nullopt;
  return StreamPlace{static_cast<StreamSource>(*source), {{*at}, parts[3], *version}};
}

StreamPage newest_of(std::vector<StreamPart> parts, std::size_t lines_max) {
  // Older than the last event of a part that has more, others could come in between.
  std::optional<StreamEvent> horizon;
  std::vector<StreamEvent> events;
  bool more = false;
  for (StreamPart& part : parts) {
    more = more || part.more;
    if (part.more && (!horizon || is_newer(part.events.back(), *horizon))) {
      horizon = part.events.back();
    }
    std::ranges::move(part.events, std::back_inserter(events));
  }
  std::ranges::sort(events, is_newer);
  StreamPage page;
  std::size_t shown = 0;
  std::optional<StreamPlace> last;
  for (; shown < events.size(); ++shown) {
    StreamEvent& event = events[shown];
    if (horizon && is_newer(*horizon, event)) break;
    const bool repeated =
        std::any_of(events.begin() + static_cast<std::ptrdiff_t>(shown), events.end(),
                    [&](const StreamEvent& other) { return repeats(event, other); });
    const bool joins = !page.lines.empty() && alike(page.lines.back(), event.line);
    if (!repeated && !joins && page.lines.size() == lines_max) break;
    last = StreamPlace{event.source, event.place};
    if (repeated) continue;
    if (joins) {
      add(page.lines.back(), std::move(event.line));
    } else {
      page.lines.push_back(std::move(event.line));
    }
  }
  if (shown < events.size() || more) page.next = std::move(last);
  return page;
}

}  // namespace share

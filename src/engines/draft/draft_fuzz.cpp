// libFuzzer: whatever the text, drafting ends and every position lies in it. Input that is no UTF-8
// is refused. The first byte says whether the organisation is known and where a table is claimed.

#include <cstddef>
#include <cstdint>

#include "engines/draft/draft_fixture.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engines::draft;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (!base::is_utf8(text)) return 0;
  Input input;
  input.text = text;
  if ((data[0] & 1U) != 0) input.organisation = invented_city();
  if ((data[0] & 2U) != 0) input.tables = {{text.size() / 4, text.size() / 2}};
  const Draft result = draft(input);

  std::size_t at = 0;
  for (const Part& part : result.parts) {
    if (part.span.begin != at) __builtin_trap();
    at = part.span.end;
  }
  if (at != text.size()) __builtin_trap();
  const auto check = [&](const Quote& quote) {
    if (quote.span.begin > quote.span.end || quote.span.end > text.size()) __builtin_trap();
  };
  for (const Measure& measure : result.measures) check(measure.text);
  for (const Task& task : result.tasks) {
    check(task.text);
    for (const Responsible& owner : task.responsible) check(owner.unit.written);
  }
  for (const Commitment& commitment : result.commitments) {
    check(commitment.title);
    check(commitment.written);
  }
  for (const Duty& duty : result.duties) check(duty.written);
  return 0;
}

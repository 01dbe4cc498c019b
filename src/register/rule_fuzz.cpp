// libFuzzer: whatever is written as a rule, the answer is a rule that can be evaluated and served,
// or an error with a place inside the text and a reason.

#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>

#include "register/declaration.hpp"
#include "register/rule.hpp"

namespace {

registers::Field field(const char* name, registers::Type type) {
  registers::Field field;
  field.name = name;
  field.type = type;
  return field;
}

registers::Declaration declaration() {
  registers::Declaration d;
  d.fields = {field("a", registers::Type::integer), field("d", registers::Type::date),
              field("t", registers::Type::text), field("b", registers::Type::boolean),
              field("id", registers::Type::text)};
  d.fields[0].scale = 2;
  d.fields[4].format = registers::Format::citizen_id;
  d.parameters.push_back({"p", {}, {}, {{std::nullopt, 30, {}, true}}, false});
  return d;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const registers::Declaration sample = declaration();
  const std::string_view check(reinterpret_cast<const char*>(data), size);
  try {
    const registers::CompiledRule rule(check, sample);
    boost::json::parse(rule.json_logic());
    const std::int64_t parameter = 30;
    const registers::RuleContext context{base::Date(2024, 9, 1), {&parameter, 1}};
    using Text = std::string_view;
    const std::vector<registers::Value> full = {std::int64_t{-5}, Text("2024-02-29"), Text("·"),
                                                true, Text("11010519491231002X")};
    const std::vector<registers::Value> empty(sample.fields.size());
    rule.passes(full, context);
    rule.passes(empty, context);
  } catch (const registers::RuleError& error) {
    if (error.offset() > check.size() || error.reason().zh.empty() || error.reason().en.empty())
      __builtin_trap();
  }
  return 0;
}

#include <benchmark/benchmark.h>

#include <array>
#include <boost/json.hpp>

#include "register/record_check.hpp"
#include "register/register_load.hpp"

// One row of students and one simple record, from cells and from JSON. The bar of the import is
// 50,000 rows/s with everything; checking alone should take a tenth of that.
namespace registers {
namespace {

const Catalogue& catalogue() {
  static const Catalogue loaded =
      load_registers(
          ZHIJIAO_SOURCE_DIR "/registers", "",
          {{"registrar", "school_officer", "county_officer", "city_officer", "plan_office",
            "leader", "group_officer", "auditor", "dual_panel", "finance_officer",
            "city_finance_officer", "human_resources_line_officer"},
           {"city", "county", "park", "department", "school", "college", "education_group"}})
          .catalogue;
  return loaded;
}

struct Cell {
  const char* field;
  const char* text;
};

constexpr std::array<Cell, 14> kStudent = {{{"school", "zhuanglang_centre"},
                                            {"name", "买买提·艾力"},
                                            {"citizen_id", "11010519491231002X"},
                                            {"sex", "女"},
                                            {"born_on", "1949-12-31"},
                                            {"ethnic_group", "回族"},
                                            {"student_no", "G11010519491231002X"},
                                            {"class", "0190a1b2-0000-7000-8000-000000000000"},
                                            {"entered_on", "2024-09-01"},
                                            {"origin", "应届初中毕业生"},
                                            {"household_kind", "农业"},
                                            {"phone", "13912345678"},
                                            {"guardian", "艾力·买买提"},
                                            {"boards", "是"}}};

constexpr std::array<Cell, 6> kBooking = {{{"school", "zhuanglang_centre"},
                                           {"base", "0190a1b2-0000-7000-8000-000000000000"},
                                           {"day", "2024-09-02"},
                                           {"slot", "上午"},
                                           {"people", "40"},
                                           {"content", "数控车削"}}};

template <std::size_t Count>
void check_cells(benchmark::State& state, const char* noun, const std::array<Cell, Count>& cells) {
  const Declaration& declaration = *catalogue().find(noun);
  const RecordCheck check(declaration);
  std::array<std::size_t, Count> positions{};
  for (std::size_t i = 0; i < Count; ++i)
    positions[i] = static_cast<std::size_t>(declaration.find_field(cells[i].field) -
                                            declaration.fields.data());
  Record record(declaration);
  std::vector<Issue> issues;
  for (auto _ : state) {
    record.clear();
    for (std::size_t i = 0; i < Count; ++i)
      check.read_cell(positions[i], cells[i].text, record, issues);
    check.check(record, base::Date(2024, 10, 1), issues);
    if (!issues.empty()) state.SkipWithError(issues.front().message.en.c_str());
  }
  state.SetItemsProcessed(state.iterations());
}

void student_row(benchmark::State& state) { check_cells(state, "student", kStudent); }
void booking_row(benchmark::State& state) { check_cells(state, "base_booking", kBooking); }

// What a POST costs after its body was parsed.
void booking_json(benchmark::State& state) {
  const Declaration& declaration = *catalogue().find("base_booking");
  const RecordCheck check(declaration);
  const boost::json::value json = boost::json::parse(
      R"({"school": "zhuanglang_centre", "base": "0190a1b2-0000-7000-8000-000000000000",
          "day": "2024-09-02", "slot": "morning", "people": 40, "content": "数控车削"})");
  Record record(declaration);
  std::vector<Issue> issues;
  for (auto _ : state) {
    record.clear();
    check.read_json(json.as_object(), record, issues);
    check.check(record, base::Date(2024, 10, 1), issues);
    if (!issues.empty()) state.SkipWithError(issues.front().message.en.c_str());
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(student_row);
BENCHMARK(booking_row);
BENCHMARK(booking_json);

}  // namespace
}  // namespace registers

BENCHMARK_MAIN();

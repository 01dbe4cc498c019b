#include "register/import_service.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <future>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "register/cell.hpp"
#include "register/csv.hpp"
#include "register/import_run.hpp"
#include "register/import_template.hpp"
#include "register/registered.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

using base::Problem;
using boost::asio::awaitable;

// Written in well under the 100 ms for which the writer may be held, in whole statements.
constexpr std::size_t kRowsPerSlice = 8 * RegisterStore::kRowsPerInsert;
// The sizes of the tables are learnt after the first slice and each time they have grown so much.
constexpr std::int64_t kGrowth = 4;
constexpr std::size_t kSlicesPerWrite = 8;
constexpr std::size_t kHeadingRowsMax = 10;
// The rows above the data do not count.
constexpr CsvLimits kLimits{1'000'000 + kHeadingRowsMax, CsvLimits{}.columns_max,
                            CsvLimits{}.cell_bytes_max};
constexpr std::int64_t kImportsMax = 50;
constexpr std::size_t kNameCharactersMax = 200;
constexpr std::int64_t kUnwrittenKeptUs = 7LL * 24 * 3600 * 1'000'000;
constexpr int kAttemptsMax = 5;

struct ImportStarted {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(ImportStarted, (), (id))

// Somebody changed what a slice relied on after it was planned.
struct OutOfDate : std::exception {};

Problem no_such_import() { return base::not_found({"这次导入", "This import"}); }

Text state_words(ImportState state) {
  switch (state) {
    case ImportState::checking:
      return {"核对中", "being checked"};
    case ImportState::checked:
      return {"已核对，未写入", "checked, not written"};
    case ImportState::applying:
      return {"写入中", "being written"};
    case ImportState::applied:
      return {"已写入", "written"};
    case ImportState::undoing:
      return {"撤销中", "being undone"};
    case ImportState::undone:
      return {"已撤销", "undone"};
    case ImportState::failed:
      return {"没有成功", "failed"};
  }
  throw std::logic_error("no such state of an import");
}

Problem wrong_state(const ImportRecord& import) {
  const Text state = state_words(import.state);
  return base::conflict(
      "state",
      {fmt::format("这次导入现在“{}”，不能这样办理。请刷新查看。", state.zh),
       fmt::format("The import is \"{}\", so this cannot be done; look at it again.", state.en)});
}

Problem stopped() {
  return base::unavailable({"服务正在停止，请稍后重新上传。",
                            "The server is stopping; upload the file again a little later."},
                           10);
}

std::string short_name(const std::string& name) {
  std::string kept;
  std::size_t characters = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U && ++characters > kNameCharactersMax) break;
    kept += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return kept;
}

std::string first_message(const ImportRow& row, bool english) {
  for (const RowIssue& issue : row.issues) {
    if (!issue.warning) return english ? issue.message.en : issue.message.zh;
  }
  return {};
}

}  // namespace

struct ImportService::File {
  std::unique_ptr<CsvReader> reader;
  std::int64_t heading = 0;  // row in the sheet
  std::vector<std::string> titles;
  ColumnFields fields;
  std::int64_t rows = 0;  // below the heading
  bool mapped = false;    // the person said which column fills what
};

ImportService::ImportService(db::Database& database, zhijiao::access::AccessService& access,
                             base::Random& random, RegisterService& records,
                             boost::asio::thread_pool& threads)
    : database_(database),
      access_(access),
      random_(random),
      records_(records),
      threads_(threads),
      store_(access.region(), records.sealer_) {}

ImportService::~ImportService() {
  stopping_ = true;
  threads_.join();
}

void ImportService::resume_interrupted() {
  const Text interrupted{"检查文件时程序停止了，请重新上传。",
                         "The program ended while it checked this file; upload it again."};
  for (const std::string& id : database_.read_now([&](db::Connection& connection) {
         return store_.in_state(connection, ImportState::checking);
       })) {
    set_state(id, ImportState::checking, ImportState::failed, interrupted);
  }
  for (const ImportState state : {ImportState::applying, ImportState::undoing}) {
    for (const std::string& id : database_.read_now(
             [&](db::Connection& connection) { return store_.in_state(connection, state); })) {
      start(id);
    }
  }
}

void ImportService::require_writer(const Actor& actor, const std::string& noun) const {
  const base::Date today = database_.clock().today();
  const auto& of = records_.find(actor, noun);
  records_.required_read_reach(actor, of, today);
  if (records_.reach(actor, of.declaration.write, today).nowhere()) throw outside_reach();
}

// --- reading and checking ------------------------------------------------------------------------

ImportColumns ImportService::columns_view(const Declaration& declaration,
                                          const std::vector<std::string>& titles,
                                          const ColumnFields& fields, bool has_owner) const {
  ImportColumns view;
  std::set<std::size_t> filled;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    view.columns.push_back({titles[i], std::nullopt});
    if (!fields[i]) continue;
    filled.insert(*fields[i]);
    view.columns.back().field = declaration.fields[*fields[i]].name;
  }
  for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
    const Field& field = declaration.fields[i];
    const bool given = filled.contains(i) || (has_owner && field.name == declaration.owner.field);
    if (field.required && field.from_cells() && !given) {
      view.missing.push_back(field.name);
    }
  }
  if (const ImportPreset* const preset = preset_of(declaration, titles)) {
    view.preset = ImportPresetView{preset->id, preset->title, preset->verified};
  }
  return view;
}

std::vector<ChosenColumn> ImportService::chosen(db::Connection& connection, const Actor& actor,
                                                const Declaration& declaration) const {
  std::vector<ChosenColumn> chosen;
  for (ImportColumnView& column : store_.remembered(connection, actor.account, declaration.name)) {
    ChosenColumn& one = chosen.emplace_back(ChosenColumn{std::move(column.title), {}});
    if (!column.field) continue;
    const Field* const field = declaration.find_field(*column.field);
    if (field == nullptr || !field->from_cells()) {
      chosen.pop_back();  // the declaration has changed since
    } else {
      one.field = static_cast<std::size_t>(field - declaration.fields.data());
    }
  }
  return chosen;
}

// Only what differs from what the titles say, so that a title which a later declaration knows is
// not held back by a choice that nobody made.
void ImportService::remember(db::Connection& connection, const Actor& actor,
                             const Declaration& declaration, const File& file) const {
  constexpr std::size_t kTitlesMax = 400;
  const ColumnFields guessed = guess_columns(declaration, file.titles);
  const auto before = store_.remembered(connection, actor.account, declaration.name);
  std::vector<ImportColumnView> kept;
  for (std::size_t i = 0; i < file.titles.size(); ++i) {
    if (file.titles[i].empty() || file.fields[i] == guessed[i]) continue;
    ImportColumnView& column = kept.emplace_back(ImportColumnView{file.titles[i], std::nullopt});
    if (file.fields[i]) column.field = declaration.fields[*file.fields[i]].name;
  }
  for (const ImportColumnView& column : before) {
    const bool stands = std::ranges::find(file.titles, column.title) != file.titles.end();
    if (!stands && kept.size() < kTitlesMax) kept.push_back(column);
  }
  const auto same = [](const ImportColumnView& a, const ImportColumnView& b) {
    return a.title == b.title && a.field == b.field;
  };
  if (std::ranges::equal(kept, before, same)) return;
  store_.remember(connection, actor.account, declaration.name, kept);
}

awaitable<ImportColumns> ImportService::columns(const Actor& actor, const std::string& noun,
                                                const ImportTitles& given) {
  require_writer(actor, noun);
  const Declaration& declaration = records_.find(actor, noun).declaration;
  const std::string owner =
      ImportRun::default_owner(records_, actor, noun, std::nullopt, database_.clock().today());
  if (given.titles.size() > kLimits.columns_max) {
    throw base::invalid({"列太多。", "There are too many columns."}, {});
  }
  const auto before = co_await database_.read(
      [&](db::Connection& connection) { return chosen(connection, actor, declaration); });
  ImportColumns view = columns_view(
      declaration, given.titles,
      with_choices(given.titles, guess_columns(declaration, given.titles), before), !owner.empty());
  view.remembered = std::ranges::any_of(before, [&](const ChosenColumn& one) {
    return std::ranges::find(given.titles, one.title) != given.titles.end();
  });
  co_return view;
}

namespace {

Problem bad_parameter(const char* name, Text message) {
  return base::bad_request({"导入的参数有误。", "What is said of the file is not right."},
                           {{name, std::move(message)}});
}

// `column` names it to people.
std::optional<std::size_t> mapped_field(const Declaration& declaration, const bj::value& value,
                                        const Text& column) {
  if (value.is_null()) return std::nullopt;
  const Field* const field =
      value.is_string() ? declaration.find_field(std::string_view(value.get_string())) : nullptr;
  if (field != nullptr && field->type == Type::file) {
    throw bad_parameter(
        "mapping",
        {fmt::format("{}：文件不能从表格导入，请在记录里上传。", column.zh),
         fmt::format("{}: a table brings no files; upload them in the record.", column.en)});
  }
  if (field == nullptr || !field->from_cells()) {
    throw bad_parameter("mapping", {fmt::format("{}：没有这个可填的字段。", column.zh),
                                    fmt::format("{}: no such field to fill in.", column.en)});
  }
  return static_cast<std::size_t>(field - declaration.fields.data());
}

Problem filled_twice(const Field& field) {
  return bad_parameter("mapping", {fmt::format("两列都对应“{}”。", field.title.zh),
                                   fmt::format("Two columns fill \"{}\".", field.title.en)});
}

ColumnFields mapping_by_title(const Declaration& declaration, const bj::object& json,
                              const std::vector<std::string>& titles, ColumnFields guessed) {
  std::vector<ChosenColumn> chosen;
  for (const auto& [key, value] : json) {
    const std::string title(key);
    if (std::ranges::find(titles, title) == titles.end()) {
      throw bad_parameter("mapping", {fmt::format("文件没有“{}”这一列。", title),
                                      fmt::format("The file has no column \"{}\".", title)});
    }
    const Text column{fmt::format("“{}”列", title), fmt::format("Column \"{}\"", title)};
    const auto field = mapped_field(declaration, value, column);
    if (field && std::ranges::find(chosen, field, &ChosenColumn::field) != chosen.end()) {
      throw filled_twice(declaration.fields[*field]);
    }
    chosen.push_back({title, field});
  }
  return with_choices(titles, std::move(guessed), chosen);
}

ColumnFields mapping_of(const Declaration& declaration, const std::string& json,
                        const std::vector<std::string>& titles, ColumnFields guessed) {
  boost::system::error_code error;
  const bj::value parsed = bj::parse(json, error);
  if (!error && parsed.is_object()) {
    return mapping_by_title(declaration, parsed.get_object(), titles, std::move(guessed));
  }
  if (error || !parsed.is_array()) {
    throw bad_parameter("mapping", {"须为 JSON 数组或对象。", "Must be a JSON array or object."});
  }
  const std::size_t columns = titles.size();
  ColumnFields fields;
  for (const bj::value& value : parsed.get_array()) {
    const std::size_t number = fields.size() + 1;
    const auto field = mapped_field(
        declaration, value, {fmt::format("第 {} 列", number), fmt::format("Column {}", number)});
    if (field && std::ranges::find(fields, field) != fields.end()) {
      throw filled_twice(declaration.fields[*field]);
    }
    fields.push_back(field);
  }
  if (fields.size() > columns) {
    throw bad_parameter("mapping", {fmt::format("文件只有 {} 列。", columns),
                                    fmt::format("The file has only {} columns.", columns)});
  }
  fields.resize(columns);
  return fields;
}

}  // namespace

// Once through the whole file: a quote that does not close in its last line is found before
// anything is kept of the first.
ImportService::File ImportService::read_file(const Actor& actor, const std::string& noun,
                                             const ImportRequest& request,
                                             std::string bytes) const {
  const Declaration& declaration = records_.find(actor, noun).declaration;
  File file;
  file.reader = std::make_unique<CsvReader>(std::move(bytes), kLimits);
  std::vector<std::vector<std::string>> first;
  std::vector<std::int64_t> numbers;
  std::vector<std::string> row;
  std::int64_t rows = 0;
  while (file.reader->next(row)) {
    const auto number = static_cast<std::int64_t>(file.reader->row_number());
    const bool is_heading = request.heading && number == *request.heading;
    if (is_heading || (!request.heading && first.size() < kHeadingRowsMax)) {
      first.push_back(row);
      numbers.push_back(number);
    }
    ++rows;
    if (is_heading) rows = 0;
  }
  if (first.empty()) {
    if (request.heading) {
      throw bad_parameter("heading", {"文件没有这一行。", "The file has no such row."});
    }
    throw base::invalid({"文件里没有内容。", "There is nothing in the file."}, {});
  }
  Heading heading = find_heading(declaration, first);
  file.heading = numbers[heading.row];
  file.titles = std::move(first[heading.row]);
  file.mapped = request.mapping.has_value();
  const auto before = database_.read_now(
      [&](db::Connection& connection) { return chosen(connection, actor, declaration); });
  file.fields = with_choices(file.titles, std::move(heading.fields), before);
  if (file.mapped) {
    file.fields = mapping_of(declaration, *request.mapping, file.titles, std::move(file.fields));
  }
  file.rows = request.heading ? rows : rows - static_cast<std::int64_t>(heading.row) - 1;
  if (file.rows == 0) {
    throw base::invalid({"标题行以下没有数据。", "There are no rows below the titles."}, {});
  }
  return file;
}

awaitable<ImportReport> ImportService::check(const Actor& actor, const std::string& noun,
                                             const ImportRequest& request, std::string bytes,
                                             const db::Once& once) {
  require_writer(actor, noun);
  if (bytes.empty()) throw base::bad_request({"文件是空的。", "The file is empty."});
  co_return co_await check_file(actor, noun, request, std::move(bytes), std::nullopt, once);
}

awaitable<ImportReport> ImportService::check_file(const Actor& actor, const std::string& noun,
                                                  ImportRequest request, std::string bytes,
                                                  std::optional<ImportRecord> mended,
                                                  const db::Once& once) {
  if (checks_.fetch_add(1) >= kChecksMax) {
    --checks_;
    throw base::unavailable({"正在检查的文件太多，请稍后再上传。",
                             "Too many files are being checked; upload it a little later."},
                            20);
  }
  const std::shared_ptr<void> place(nullptr, [this](void*) { --checks_; });
  auto job = check_job(actor, noun, std::move(request), std::move(bytes), std::move(mended), once);
  const std::string id =
      co_await boost::asio::co_spawn(threads_, std::move(job), boost::asio::use_awaitable);
  co_return co_await report(actor, noun, id, {.limit = kIssuesMax});
}

awaitable<std::string> ImportService::check_job(Actor actor, std::string noun,
                                                ImportRequest request, std::string bytes,
                                                std::optional<ImportRecord> mended, db::Once once) {
  const Declaration& declaration = records_.find(actor, noun).declaration;
  ImportRecord import;
  import.owner =
      ImportRun::default_owner(records_, actor, noun, request.owner, database_.clock().today());
  File file = read_file(actor, noun, request, std::move(bytes));
  import.noun = noun;
  import.account = actor.account;
  import.file_name = short_name(request.file_name);
  import.heading = file.heading;
  ImportColumns view = columns_view(declaration, file.titles, file.fields, !import.owner.empty());
  import.columns = std::move(view.columns);
  import.missing = std::move(view.missing);
  import.empty_cells = request.empty_cells.value_or(EmptyCells::keep);
  import.counts.rows = file.rows;
  if (mended) {
    import.mended_from = mended->id;
    import.rest = mended->rest.value_or(false) || mended->state == ImportState::applied;
  }
  bool is_first = false;
  const ImportStarted started = co_await database_.write_once<ImportStarted>(
      once,
      [&](db::Connection& connection) {
        import.id = base::uuid_v7(connection.clock(), random_);
        import.made_at = base::rfc3339(connection.now());
        store_.insert(connection, import);
        if (file.mapped) remember(connection, actor, declaration, file);
        return ImportStarted{import.id};
      },
      &is_first);
  if (is_first) {
    try {
      check_rows(actor, import, file);
    } catch (const Problem& problem) {
      set_state(import.id, ImportState::checking, ImportState::failed, problem.detail());
      throw;
    } catch (const std::exception&) {
      set_state(import.id, ImportState::checking, ImportState::failed,
                Text{"检查时出现意外错误，已记入日志，请联系管理员。",
                     "An unexpected error happened and was logged; tell the administrator."});
      throw;
    }
    remove_outdated();
  }
  co_return started.id;
}

void ImportService::check_rows(const Actor& actor, ImportRecord& import, File& file) {
  const base::Date today = database_.clock().today();
  const auto run = database_.read_now([&](db::Connection& connection) {
    return std::make_unique<ImportRun>(records_, connection, actor, import, today);
  });
  file.reader->rewind();
  std::vector<std::string> row;
  while (file.reader->next(row) &&
         static_cast<std::int64_t>(file.reader->row_number()) < import.heading) {
  }
  ImportMovements movements;
  std::vector<ImportStore::SliceText> waiting;
  const auto keep = [&] {
    database_.write_now([&](db::Connection& connection) {
      store_.insert_slices(connection, import.id, waiting);
      store_.update(connection, import, ImportState::checking);
    });
    waiting.clear();
  };
  std::int64_t number = 0;
  for (bool more = true; more;) {
    if (stopping_) throw stopped();
    ImportSlice slice;
    slice.number = number++;
    std::vector<std::int64_t> numbers;
    while (slice.cells.size() < kRowsPerSlice && (more = file.reader->next(row))) {
      slice.cells.push_back(row);
      numbers.push_back(static_cast<std::int64_t>(file.reader->row_number()));
    }
    if (slice.cells.empty()) break;
    std::vector<ImportRun::Given> given;
    for (std::size_t i = 0; i < numbers.size(); ++i) given.push_back({numbers[i], slice.cells[i]});
    auto planned = database_.read_now(
        [&](db::Connection& connection) { return run->plan(connection, given, false, nullptr); });
    run->find_repeated(planned);
    for (ImportRun::Planned& one : planned) {
      import.counts.bad += one.row.kind == RowKind::bad ? 1 : 0;
      import.counts.created += one.row.kind == RowKind::created ? 1 : 0;
      import.counts.changed += one.row.kind == RowKind::changed ? 1 : 0;
      import.counts.same += one.row.kind == RowKind::same ? 1 : 0;
      import.counts.to_confirm += one.row.kind != RowKind::bad && one.warned ? 1 : 0;
      if (one.movement && one.row.kind != RowKind::bad) {
        auto& moved = one.row.kind == RowKind::created ? movements.joined : movements.changed;
        moved.push_back(std::move(*one.movement));
      }
      slice.rows.push_back(std::move(one.row));
    }
    import.progress.rows += static_cast<std::int64_t>(planned.size());
    waiting.push_back(store_.text_of(slice));
    if (waiting.size() == kSlicesPerWrite) keep();
  }
  keep();
  import.counts.good = import.counts.rows - import.counts.bad;
  if (!import.rest.value_or(false)) {
    database_.read_now([&](db::Connection& connection) {
      import.absent.clear();
      import.counts.absent = run->absent(connection, kAbsentMax, import.absent);
    });
  }
  import.progress = {};
  import.state = ImportState::checked;
  database_.write_now([&](db::Connection& connection) {
    store_.insert_movements(connection, import.id, movements);
    store_.update(connection, import, ImportState::checking);
  });
}

void ImportService::remove_outdated() {
  constexpr std::int64_t kSlicesAtOnce = 20;
  const base::Instant now = database_.clock().now();
  while (!stopping_) {
    const auto id = database_.read_now([&](db::Connection& connection) {
      return store_.outdated(connection, {now.us - kKeptUs}, {now.us - kUnwrittenKeptUs});
    });
    if (!id) return;
    bool removed = false;
    while (!removed && !stopping_) {
      removed = database_.write_now([&](db::Connection& connection) {
        return store_.remove(connection, *id, kSlicesAtOnce);
      });
    }
  }
}

// --- mending -------------------------------------------------------------------------------------

namespace {

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    line += line.empty() ? "\"" : ",\"";
    for (const char c : cell) line.append(c == '"' ? 2 : 1, c);
    line += '"';
  }
  return line + '\n';
}

// What is to be mended, by where it stands.
struct Mends {
  std::map<std::pair<std::int64_t, std::size_t>, std::string> cells;  // row, column from 0
  std::map<std::pair<std::size_t, std::string>, std::string> equal;   // column, what it says
  std::set<std::int64_t> skipped;
  std::set<std::int64_t> rows;  // that are named and were not met yet
};

Mends mends_of(const ImportMending& given, std::size_t columns) {
  Mends mends;
  for (const MendedCell& cell : given.cells) {
    if (cell.column < 1 || static_cast<std::size_t>(cell.column) > columns) {
      throw bad_parameter("cells", {fmt::format("文件没有第 {} 列。", cell.column),
                                    fmt::format("The file has no column {}.", cell.column)});
    }
    const auto column = static_cast<std::size_t>(cell.column - 1);
    if (cell.row) {
      mends.cells[{*cell.row, column}] = cell.text;
      mends.rows.insert(*cell.row);
    } else if (cell.was) {
      mends.equal[{column, std::string(trimmed(*cell.was))}] = cell.text;
    } else {
      throw bad_parameter("cells", {"须写明是哪一行，或原来是什么内容。",
                                    "Say which row it is, or what the cells say now."});
    }
  }
  mends.skipped.insert(given.skipped.begin(), given.skipped.end());
  mends.rows.insert(given.skipped.begin(), given.skipped.end());
  return mends;
}

void mend_row(const Mends& mends, std::int64_t row, std::vector<std::string>& cells) {
  for (const auto& [place, text] : mends.equal) {
    const auto& [column, was] = place;
    if (cells.size() <= column) cells.resize(column + 1);
    if (trimmed(cells[column]) == was) cells[column] = text;
  }
  for (auto at = mends.cells.lower_bound({row, 0});
       at != mends.cells.end() && at->first.first == row; ++at) {
    const std::size_t column = at->first.second;
    if (cells.size() <= column) cells.resize(column + 1);
    cells[column] = at->second;
  }
}

}  // namespace

// Every row keeps its number: where one is left out, a blank line stands. Good rows that are
// written have no cells any more.
std::string ImportService::mended_rows(db::Connection& connection, const ImportRecord& import,
                                       const ImportMending& given) const {
  Mends mends = mends_of(given, import.columns.size());
  std::string text;
  std::int64_t line = 1;
  const auto put = [&](std::int64_t row, const std::vector<std::string>& cells) {
    text.append(static_cast<std::size_t>(row - line), '\n');
    text += csv_line(cells);
    line = row + 1;
  };
  std::vector<std::string> titles;
  for (const ImportColumnView& column : import.columns) titles.push_back(column.title);
  put(import.heading, titles);
  std::int64_t number = 0;
  while (auto slice = store_.slice_from(connection, import.id, number)) {
    number = slice->number + 1;
    for (std::size_t i = 0; i < slice->rows.size(); ++i) {
      const std::int64_t row = slice->rows[i].row;
      std::vector<std::string>& cells = slice->cells[i];
      if (cells.empty()) continue;
      mends.rows.erase(row);
      if (mends.skipped.contains(row)) continue;
      mend_row(mends, row, cells);
      put(row, cells);
    }
  }
  if (!mends.rows.empty()) {
    const std::int64_t row = *mends.rows.begin();
    throw bad_parameter("cells", {fmt::format("第 {} 行没有要改的内容。", row),
                                  fmt::format("There is nothing to be mended in row {}.", row)});
  }
  return text;
}

awaitable<ImportReport> ImportService::mend(const Actor& actor, const std::string& noun,
                                            const std::string& id, const ImportMending& given,
                                            const db::Once& once) {
  require_writer(actor, noun);
  std::string text;
  ImportRecord import;
  co_await database_.long_read([&](db::Connection& connection) {
    import = owned(connection, actor, noun, id);
    if (import.state != ImportState::checked && import.state != ImportState::applied) {
      throw wrong_state(import);
    }
    text = mended_rows(connection, import, given);
  });
  bj::array mapping;
  for (const ImportColumnView& column : import.columns) {
    mapping.push_back(column.field ? bj::value(*column.field) : bj::value());
  }
  ImportRequest request;
  request.file_name = import.file_name;
  request.mapping = bj::serialize(mapping);
  request.heading = import.heading;
  if (!import.owner.empty()) request.owner = import.owner;
  request.empty_cells = import.empty_cells;
  co_return co_await check_file(actor, noun, std::move(request), std::move(text), std::move(import),
                                once);
}

// --- reports -------------------------------------------------------------------------------------

ImportRecord ImportService::owned(db::Connection& connection, const Actor& actor,
                                  const std::string& noun, const std::string& id) const {
  auto import = store_.import(connection, id);
  if (!import || import->noun != noun || import->account != actor.account) throw no_such_import();
  return std::move(*import);
}

namespace {

std::vector<std::string> first_cells(const std::vector<std::string>& cells) {
  constexpr std::size_t kShown = 4;
  std::vector<std::string> first;
  for (const std::string& cell : cells) {
    if (!trimmed(cell).empty() && first.size() < kShown) first.push_back(cell);
  }
  return first;
}

}  // namespace

ImportReport ImportService::report_of(db::Connection& connection, const ImportRecord& import,
                                      const IssuePage& page) const {
  ImportReport report;
  report.id = import.id;
  report.register_name = import.noun;
  report.state = import.state;
  report.mode = import.mode;
  report.file_name = import.file_name;
  report.made_at = import.made_at;
  report.heading = import.heading;
  report.columns = import.columns;
  report.missing = import.missing;
  report.mended_from = import.mended_from;
  report.applied_at = import.applied_at;
  report.counts = import.counts;
  report.progress = import.progress;
  report.movements = store_.movements(connection, import.id);
  report.absent = import.absent;
  report.failure = import.failure;
  std::map<std::string, std::int64_t> columns;
  for (std::size_t i = 0; i < import.columns.size(); ++i) {
    if (import.columns[i].field)
      columns.emplace(*import.columns[i].field, static_cast<std::int64_t>(i));
  }
  std::int64_t last = page.after;
  while (const auto slice = store_.slice_with_issues(connection, import.id, last)) {
    for (std::size_t i = 0; i < slice->rows.size(); ++i) {
      const ImportRow& row = slice->rows[i];
      const std::vector<std::string>& cells = slice->cells[i];
      if (row.row <= page.after || row.issues.empty()) continue;
      if (page.errors_only && row.kind != RowKind::bad) continue;
      // The issues of one row stay on one page.
      if (static_cast<std::int64_t>(report.issues.size() + row.issues.size()) > page.limit &&
          !report.issues.empty()) {
        report.next = report.issues.back().row;
        return report;
      }
      for (const RowIssue& issue : row.issues) {
        ImportIssue& shown = report.issues.emplace_back();
        shown.row = row.row;
        shown.warning = issue.warning;
        shown.message = issue.message;
        shown.beside = first_cells(cells);
        if (row.written > 0) shown.record = row.id;
        if (issue.field.empty()) continue;
        shown.field = issue.field;
        const auto column = columns.find(issue.field);
        if (column == columns.end()) continue;
        shown.column = column->second + 1;
        const auto at = static_cast<std::size_t>(column->second);
        shown.title = import.columns[at].title;
        if (!cells.empty()) shown.cell = at < cells.size() ? cells[at] : std::string();
      }
    }
    last = slice->rows.back().row;
  }
  return report;
}

awaitable<ImportReport> ImportService::report(const Actor& actor, const std::string& noun,
                                              const std::string& id, IssuePage page) {
  require_writer(actor, noun);
  if (page.limit < 1 || page.limit > kIssuesMax) {
    throw bad_parameter("limit", {fmt::format("须在 1 与 {} 之间。", kIssuesMax),
                                  fmt::format("Must be from 1 to {}.", kIssuesMax)});
  }
  co_return co_await database_.long_read([&](db::Connection& connection) {
    return report_of(connection, owned(connection, actor, noun, id), page);
  });
}

awaitable<ImportList> ImportService::imports(const Actor& actor, const std::string& noun) {
  require_writer(actor, noun);
  const auto found = co_await database_.read([&](db::Connection& connection) {
    return store_.imports(connection, noun, actor.account, kImportsMax);
  });
  ImportList list;
  for (const ImportRecord& import : found) {
    list.imports.push_back({import.id, import.state, import.file_name, import.made_at,
                            import.counts, import.progress});
  }
  co_return list;
}

awaitable<std::shared_ptr<http::TemporaryFile>> ImportService::errors_file(
    const Actor& actor, const std::string& noun, const std::string& id, http::TableFormat format,
    http::Language language, const std::filesystem::path& folder) {
  require_writer(actor, noun);
  std::string path = (folder / "errors-XXXXXX").string();
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) throw std::runtime_error("no temporary file can be made");
  ::close(descriptor);
  auto file = std::make_shared<http::TemporaryFile>(path);
  co_await database_.long_read([&](db::Connection& connection) {
    const ImportRecord import = owned(connection, actor, noun, id);
    const bool english = language == http::Language::en;
    const Declaration& declaration = records_.find(noun).declaration;
    http::Table head{declaration.title, {}, {}};
    for (const ImportColumnView& column : import.columns) {
      head.columns.push_back({{column.title, column.title}});
    }
    head.columns.push_back({{"问题", "What is wrong"}});
    const auto writer = http::table_writer(head, format, language, path);
    std::int64_t last = 0;
    while (const auto slice = store_.slice_with_issues(connection, id, last)) {
      for (std::size_t i = 0; i < slice->rows.size(); ++i) {
        const ImportRow& row = slice->rows[i];
        if (row.kind != RowKind::bad) continue;
        std::vector<std::string> cells = slice->cells[i];
        cells.resize(import.columns.size());
        std::vector<std::string> messages;
        for (const RowIssue& issue : row.issues) {
          const Field* const field = declaration.find_field(issue.field);
          const std::string& message = english ? issue.message.en : issue.message.zh;
          if (field == nullptr) {
            messages.push_back(message);
          } else {
            messages.push_back(
                fmt::format("{}: {}", english ? field->title.en : field->title.zh, message));
          }
        }
        cells.push_back(fmt::format("{}", fmt::join(messages, english ? "; " : "；")));
        writer->add(cells);
      }
      last = slice->rows.back().row;
    }
    writer->finish();
  });
  co_return file;
}

http::Table ImportService::template_table(const Actor& actor, const std::string& noun) const {
  require_writer(actor, noun);
  const base::Date today = database_.clock().today();
  const Declaration& declaration = records_.find(actor, noun).declaration;
  const std::string owner = ImportRun::default_owner(records_, actor, noun, std::nullopt, today);
  std::set<std::string> without;
  if (!owner.empty()) without.insert(declaration.owner.field);
  for (const Field& field : declaration.fields) {
    for (const auto* roles : {&field.read, &field.write}) {
      if (!roles->empty() && records_.reach(actor, *roles, today).nowhere()) {
        without.insert(field.name);
      }
    }
  }
  return import_template(declaration, records_.catalogue(), without);
}

// --- writing -------------------------------------------------------------------------------------

awaitable<ImportReport> ImportService::apply(const Actor& actor, const std::string& noun,
                                             const std::string& id, const ImportApplication& given,
                                             const db::Once& once) {
  require_writer(actor, noun);
  bool is_first = false;
  const auto begin = [&](db::Connection& connection) {
    ImportRecord import = owned(connection, actor, noun, id);
    if (import.state != ImportState::checked) throw wrong_state(import);
    if (given.mode == ImportMode::all_or_none && import.counts.bad > 0) {
      throw Problem(
          422, "bad-rows", {"有不合格的行", "Some rows are not acceptable"},
          {fmt::format("有 {} 行不合格，没有导入。请改正后重新上传，或选择只导入合格的行。",
                       import.counts.bad),
           fmt::format("{} rows are not acceptable, so nothing was imported. Correct "
                       "them and upload again, or import the good rows only.",
                       import.counts.bad)});
    }
    if (import.counts.to_confirm > 0 && !given.confirmed.value_or(false)) {
      throw Problem(422, "unconfirmed", {"请确认", "Please confirm"},
                    {fmt::format("有 {} 行与通常情况不符。请核对；确认无误后可以照此导入。",
                                 import.counts.to_confirm),
                     fmt::format("{} rows are unusual. Check them; if they are right, confirm and "
                                 "import them.",
                                 import.counts.to_confirm)});
    }
    import.state = ImportState::applying;
    import.mode = given.mode;
    import.progress = {};
    import.applied_at = base::rfc3339(connection.now());
    store_.update(connection, import, ImportState::checked);
    access_.audit_trail().record(connection, actor, noun + ".import", id,
                                 fmt::format("{} new, {} changed of {} rows", import.counts.created,
                                             import.counts.changed, import.counts.rows));
    return ImportStarted{id};
  };
  co_await database_.write_once<ImportStarted>(once, begin, &is_first);
  if (is_first) start(id);
  co_return co_await report(actor, noun, id, {.limit = kIssuesMax});
}

std::vector<std::int64_t> ImportService::changed_since(db::Connection& connection,
                                                       const ImportRecord& import) const {
  std::vector<std::int64_t> rows;
  std::int64_t number = 0;
  while (const auto slice = store_.slice_from(connection, import.id, number)) {
    number = slice->number + 1;
    if (slice->state != SliceState::applied) continue;
    std::vector<std::string> ids;
    for (const ImportRow& row : slice->rows) {
      if (row.written > 0 && !row.undone) ids.push_back(row.id);
    }
    const auto versions = records_.store_.versions(connection, import.noun, ids);
    for (const ImportRow& row : slice->rows) {
      if (row.written == 0 || row.undone) continue;
      const auto version = versions.find(row.id);
      if (version == versions.end() || version->second != row.written) rows.push_back(row.row);
    }
  }
  return rows;
}

awaitable<ImportReport> ImportService::undo(const Actor& actor, const std::string& noun,
                                            const std::string& id, const ImportUndo& given,
                                            const db::Once& once) {
  constexpr std::size_t kRowsNamed = 20;
  require_writer(actor, noun);
  const auto rows = co_await database_.long_read([&](db::Connection& connection) {
    return changed_since(connection, owned(connection, actor, noun, id));
  });
  bool is_first = false;
  const auto begin = [&](db::Connection& connection) {
    ImportRecord import = owned(connection, actor, noun, id);
    if (import.state != ImportState::applied) throw wrong_state(import);
    if (!rows.empty() && !given.confirmed.value_or(false)) {
      const std::vector<std::int64_t> first(
          rows.begin(),
          rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), kRowsNamed)));
      throw base::conflict(
          "changed-since",
          {fmt::format(
               "有 {} 条记录在导入之后又改过（文件第 {} 行等），没有撤销。确认后可以撤销其余"
               "的记录，改过的保留。",
               rows.size(), fmt::join(first, "、")),
           fmt::format("{} records have been changed since the import (rows {} of the file), so "
                       "nothing was undone. Confirm to undo the others and keep these.",
                       rows.size(), fmt::join(first, ", "))});
    }
    import.state = ImportState::undoing;
    import.failure.reset();
    store_.update(connection, import, ImportState::applied);
    access_.audit_trail().record(connection, actor, noun + ".import_undo", id,
                                 fmt::format("{} records", import.progress.written));
    return ImportStarted{id};
  };
  co_await database_.write_once<ImportStarted>(once, begin, &is_first);
  if (is_first) start(id);
  co_return co_await report(actor, noun, id, {.limit = kIssuesMax});
}

void ImportService::set_state(const std::string& id, ImportState from, ImportState to,
                              const std::optional<Text>& failure) {
  database_.write_now([&](db::Connection& connection) {
    auto import = store_.import(connection, id);
    if (!import || import->state != from) return;
    import->state = to;
    if (failure) import->failure = failure;
    store_.update(connection, *import, from);
  });
}

void ImportService::start(const std::string& id) {
  boost::asio::co_spawn(threads_, work_on(id), [id](const std::exception_ptr& failure) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& error) {
      spdlog::error("import {} waits for the next start: {}", id, error.what());
    }
  });
}

awaitable<void> ImportService::work_on(std::string id) {
  const auto present = [&] {
    return database_.read_now(
        [&](db::Connection& connection) { return store_.import(connection, id); });
  };
  // The database is busy, full or gone: that passes, and the state says where to go on.
  const auto passes = [](const Problem& problem) { return problem.status() >= 500; };
  auto import = present();
  if (import && import->state == ImportState::applying) {
    std::optional<Text> failure;
    try {
      const Actor actor = co_await author_of(*import);
      apply_slices(actor, *import);
    } catch (const Problem& problem) {
      if (passes(problem)) throw;
      failure = problem.detail();
    }
    if (failure) end_early(*import, *failure);
    import = present();
  }
  if (import && import->state == ImportState::undoing) {
    std::optional<Text> failure;
    try {
      Reach reach{true, {}};
      // What a broken all_or_none wrote is taken back by the program, whatever posts are left.
      Actor actor = access_.program("import");
      if (!import->failure) {
        actor = co_await author_of(*import);
        const auto& roles = records_.find(import->noun).declaration.write;
        reach = records_.reach(actor, roles, database_.clock().today());
      }
      undo_slices(*import, actor, reach);
    } catch (const Problem& problem) {
      if (passes(problem)) throw;
      failure = problem.detail();
    }
    // What is still written can be undone again.
    if (failure) set_state(id, ImportState::undoing, ImportState::applied, failure);
  }
}

awaitable<Actor> ImportService::author_of(const ImportRecord& import) {
  Actor actor = access_.program("import");
  if (!import.account.empty()) actor = co_await access_.actor_for(import.account, "import");
  co_return actor;
}

void ImportService::end_early(const ImportRecord& import, Text failure) {
  const bool taken_back = import.mode == ImportMode::all_or_none;
  if (taken_back) {
    failure.zh += "其余各行也没有导入。";
    failure.en += " The other rows were not imported either.";
  }
  set_state(import.id, ImportState::applying,
            taken_back ? ImportState::undoing : ImportState::applied, failure);
}

namespace {

// How many slices are written in one transaction: as many as keep the writer for less than half of
// what it may be held, so that the commit fits too; a slow disk, or others, make them fewer.
class Pace {
 public:
  std::size_t slices() const { return slices_; }
  void took(std::chrono::steady_clock::duration time) {
    using std::chrono::milliseconds;
    if (time > milliseconds(50)) slices_ = std::max<std::size_t>(1, slices_ / 2);
    if (time < milliseconds(25)) slices_ = std::min(kSlicesMax, slices_ + 1);
  }

 private:
  static constexpr std::size_t kSlicesMax = 4;
  std::size_t slices_ = 1;
};

}  // namespace

// Rows of some slices, ready to be written.
struct ImportService::PlannedSlices {
  std::vector<ImportStore::SliceText> slices;
  std::int64_t next = 0;  // number of the slice after them
  std::vector<RecordRow> created;
  std::vector<std::pair<RecordRow, base::Instant>> changed;
  std::set<ImportRun::Reference> references;
  ImportProgress progress;      // what they add to it
  std::optional<Text> failure;  // of the first row that can no longer be written
};

// The next rows are planned while the former are written: keys stand only once in a file, so what
// one slice writes changes nothing for another.
void ImportService::apply_slices(const Actor& actor, const ImportRecord& import) {
  const auto make_run = [&] {
    return database_.read_now([&](db::Connection& connection) {
      return std::make_unique<ImportRun>(records_, connection, actor, import,
                                         database_.clock().today());
    });
  };
  auto run = make_run();
  Pace pace;
  int attempts = 0;
  std::int64_t written_rows = 0;
  std::int64_t learn_at = 1;
  PlannedSlices planned = plan_slices(import, *run, 0, pace.slices());
  while (!planned.slices.empty() && !stopping_) {
    if (planned.failure && import.mode == ImportMode::all_or_none) {
      end_early(import, *planned.failure);
      return;
    }
    // Whatever ends this round, the write is over first.
    auto written =
        std::async(std::launch::async, [&] { return write_slices(actor, import, planned); });
    PlannedSlices ahead = plan_slices(import, *run, planned.next, pace.slices());
    try {
      pace.took(written.get());
      attempts = 0;
      written_rows += planned.progress.written;
      if (written_rows >= learn_at) {
        database_.write_now([&](db::Connection& connection) {
          records_.store_.learn_sizes(connection, import.noun);
        });
        learn_at = kGrowth * written_rows;
      }
      planned = std::move(ahead);
      continue;
    } catch (const OutOfDate&) {
      ++attempts;
    } catch (const db::ConstraintViolation&) {
      ++attempts;
    }
    if (attempts == kAttemptsMax) {
      throw base::conflict("busy", {"别人正在改动同样的记录，导入中断。请稍后重新上传。",
                                    "Others are changing the same records, so the import ended "
                                    "early. Upload the file again later."});
    }
    run = make_run();
    planned = plan_slices(import, *run, 0, 1);
  }
  if (stopping_) return;
  set_state(import.id, ImportState::applying, ImportState::applied, std::nullopt);
  records_.changed(import.noun);
}

ImportService::PlannedSlices ImportService::plan_slices(const ImportRecord& import, ImportRun& run,
                                                        std::int64_t from,
                                                        std::size_t slices_max) const {
  PlannedSlices planned;
  planned.next = from;
  while (planned.slices.size() < slices_max) {
    auto slice = database_.read_now([&](db::Connection& connection) {
      return store_.slice_waiting(connection, import.id, planned.next);
    });
    if (!slice) break;
    planned.next = slice->number + 1;
    plan_slice(run, std::move(*slice), planned);
  }
  return planned;
}

void ImportService::plan_slice(ImportRun& run, ImportSlice slice, PlannedSlices& all) const {
  const std::size_t total = slice.rows.size();
  std::vector<ImportRun::Given> given;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < total; ++i) {
    const RowKind kind = slice.rows[i].kind;
    if (kind != RowKind::created && kind != RowKind::changed) continue;
    given.push_back({slice.rows[i].row, slice.cells[i]});
    positions.push_back(i);
  }
  std::set<ImportRun::Reference> references;
  auto planned = database_.read_now([&](db::Connection& connection) {
    references.clear();
    return run.plan(connection, given, true, &references);
  });
  all.references.merge(references);
  all.progress.rows += static_cast<std::int64_t>(total);
  for (std::size_t i = 0; i < planned.size(); ++i) {
    ImportRun::Planned& now = planned[i];
    ImportRow& row = slice.rows[positions[i]];
    if (now.row.kind == RowKind::same) continue;
    // What the person was shown is done, or nothing.
    const bool as_shown = now.row.kind == row.kind && now.row.version == row.version;
    if (!as_shown) {
      if (now.row.kind != RowKind::bad) {
        now.row.issues = {{"",
                           false,
                           {"检查之后有人登记或改过这条记录，请核对后重新导入",
                            "somebody made or changed this record since the check: look at it and "
                            "import the row again"}}};
      }
      row.kind = RowKind::bad;
      row.issues = std::move(now.row.issues);
      ++all.progress.failed;
      if (!all.failure) {
        all.failure = Text{fmt::format("第 {} 行：{}。", row.row, first_message(row, false)),
                           fmt::format("Row {}: {}.", row.row, first_message(row, true))};
      }
      continue;
    }
    row.written = now.written.version;
    ++all.progress.written;
    if (row.kind == RowKind::created) {
      now.written.id = base::uuid_v7(database_.clock(), random_);
      row.id = now.written.id;
      all.created.push_back(std::move(now.written));
    } else {
      all.changed.emplace_back(std::move(now.written), now.written_before);
    }
  }
  // Of good rows nothing is needed any more but the record.
  for (std::size_t i = 0; i < total; ++i) {
    if (slice.rows[i].kind != RowKind::bad) slice.cells[i].clear();
  }
  slice.state = SliceState::applied;
  all.slices.push_back(store_.text_of(slice));
}

// Returns how long the writer was kept from others. Throws OutOfDate or ConstraintViolation if the
// rows are to be planned anew.
ImportService::Duration ImportService::write_slices(const Actor& actor, const ImportRecord& import,
                                                    PlannedSlices& planned) {
  using Stopwatch = std::chrono::steady_clock;
  const Author author{actor.account, "import", import.file_name};
  Stopwatch::time_point began;
  database_.write_now([&](db::Connection& connection) {
    began = Stopwatch::now();
    for (const ImportStore::SliceText& slice : planned.slices) {
      // Another server may have done it.
      if (!store_.update_slice(connection, import.id, slice, SliceState::waiting)) {
        throw OutOfDate();
      }
    }
    const base::Date today = database_.clock().today();
    for (const ImportRun::Reference& reference : planned.references) {
      const Reach reach = records_.read_reach(actor, records_.find(reference.noun), today);
      if (!records_.store_.reached(connection, reference.noun, reach, reference.id)) {
        throw OutOfDate();
      }
    }
    for (RecordRow& row : planned.created) row.recorded_at = row.state_since = connection.now();
    records_.store_.insert(connection, import.noun, planned.created, author);
    for (auto& [row, before] : planned.changed) {
      row.recorded_at = std::max(connection.now(), base::Instant{before.us + 1});
      if (!records_.store_.update(connection, import.noun, row, author)) throw OutOfDate();
    }
    records_.store_.search_index().take_up(connection, import.noun);
    auto present = store_.import(connection, import.id);
    present->progress.rows += planned.progress.rows;
    present->progress.written += planned.progress.written;
    present->progress.failed += planned.progress.failed;
    store_.update(connection, *present, ImportState::applying);
  });
  return Stopwatch::now() - began;
}

// --- undoing -------------------------------------------------------------------------------------

void ImportService::undo_slices(const ImportRecord& import, const Actor& actor,
                                const Reach& reach) {
  std::int64_t number = std::numeric_limits<std::int64_t>::max();
  // A slice with a refusal stays to be undone, so each of them is met here, after a restart too.
  std::int64_t refused = 0;
  while (!stopping_) {
    auto slice = database_.read_now([&](db::Connection& connection) {
      return store_.slice_to_undo(connection, import.id, number);
    });
    if (!slice) {
      end_undo(import.id, refused);
      records_.changed(import.noun);
      return;
    }
    number = slice->number;
    refused += undo_slice(import, actor, reach, std::move(*slice));
  }
}

// What was refused can be undone again when nothing stands against it any more.
void ImportService::end_undo(const std::string& id, std::int64_t refused) {
  database_.write_now([&](db::Connection& connection) {
    auto import = store_.import(connection, id);
    if (!import || import->state != ImportState::undoing) return;
    ImportProgress& progress = import->progress;
    progress.refused = refused;
    progress.kept = progress.written - progress.undone - refused;
    import->state = refused > 0 ? ImportState::applied : ImportState::undone;
    if (refused > 0) {
      const Text before = import->failure ? *import->failure : Text{};
      import->failure = {
          fmt::format("{}有 {} 条不能撤销，原因列在下面。解决以后可以继续撤销。", before.zh,
                      refused),
          fmt::format("{}{}{} records could not be undone; each says why below. Undo again when "
                      "that is mended.",
                      before.en, before.en.empty() ? "" : " ", refused)};
    }
    store_.update(connection, *import, ImportState::undoing);
  });
}

namespace {

// The stored columns in the order in which rows are written; what is sealed stays sealed.
std::vector<db::Value> written_again(const RegisterSql& sql, const bj::object& stored) {
  std::vector<db::Value> columns;
  for (const std::string& name : sql.columns()) {
    const bj::value& value = stored.at(name);
    if (value.is_bool()) {
      columns.emplace_back(std::int64_t{value.get_bool()});
    } else if (value.is_int64()) {
      columns.emplace_back(value.get_int64());
    } else if (value.is_string()) {
      columns.emplace_back(std::string(value.get_string()));
    } else {
      columns.emplace_back(nullptr);
    }
  }
  return columns;
}

}  // namespace

// True if another record has by now what must be unique to this one. Where both had it before it
// was to be unique, and this one has it still, nothing is repeated anew.
bool ImportService::clashes(db::Connection& connection, const RegisterService::Registered& of,
                            const RecordRow& row) const {
  for (const auto& combination : of.declaration.unique) {
    std::vector<std::string> by;
    std::vector<db::Value> key;
    for (const std::string& name : combination) {
      by.push_back(of.sql.compared_column(name));
      const auto at = std::ranges::find(of.sql.columns(), by.back()) - of.sql.columns().begin();
      key.push_back(row.columns[static_cast<std::size_t>(at)]);
    }
    if (std::ranges::find(key, db::Value(nullptr)) != key.end()) continue;
    const std::vector<std::vector<db::Value>> keys{key};
    const auto found = records_.store_.stored_by(connection, of.declaration.name, by, keys);
    const bool stood =
        std::ranges::any_of(found, [&](const auto& one) { return one.id == row.id; });
    if (!stood && !found.empty()) return true;
  }
  return false;
}

std::int64_t ImportService::undo_slice(const ImportRecord& import, const Actor& actor,
                                       const Reach& reach, ImportSlice slice) {
  const auto& of = records_.find(import.noun);
  const std::set<std::string> units(reach.units.begin(), reach.units.end());
  return database_.write_now([&](db::Connection& connection) {
    ImportSlice done = slice;
    std::int64_t undone = 0;
    std::int64_t refused = 0;
    const auto refuse = [&](ImportRow& row, Text why) {
      ++refused;
      row.issues = {{"", false, std::move(why)}};
    };
    for (ImportRow& row : done.rows) {
      if (row.written == 0 || row.undone) continue;
      const auto stored = records_.store_.stored(connection, import.noun, row.id);
      // These he agreed to keep.
      if (!stored || stored->version != row.written) {
        row.issues = {
            {"", false, {"导入之后又改过，没有撤销", "changed since the import, so it was kept"}}};
        continue;
      }
      if (!reach.everywhere && !units.contains(stored->owner)) {
        refuse(row, {"您的岗位已管不到这个单位，没有撤销",
                     "your posts do not reach its unit any more, so it was kept"});
        continue;
      }
      const auto before =
          row.version == 0 ? stored
                           : records_.store_.stored(connection, import.noun, row.id, row.version);
      const bj::object columns = bj::parse(before->columns).as_object();
      Record record(of.declaration);
      of.check.read_stored(columns, record);
      RecordRow written;
      written.id = row.id;
      written.version = row.written + 1;
      written.recorded_at = std::max(connection.now(), base::Instant{stored->recorded_at.us + 1});
      written.state = before->state;
      written.state_since = before->state_since;
      written.returned = before->returned;
      written.removed = row.version == 0;
      written.columns = written_again(of.sql, columns);
      written.search_text = records_.search_text(of, record);
      if (row.version > 0 && clashes(connection, of, written)) {
        refuse(row, {"原来的编号已被另一条记录使用，没有撤销",
                     "another record has the number it had before, so it was kept"});
        continue;
      }
      // Who rules over records as a whole may by now refuse what was allowed then.
      const bj::object present_columns = bj::parse(stored->columns).as_object();
      Record now(of.declaration);
      of.check.read_stored(present_columns, now);
      try {
        records_.about_to_write(connection, actor,
                                {of.declaration, "undo", row.id, stored->owner, &now, record,
                                 stored->state, written.version, import.file_name});
      } catch (const Problem& problem) {
        refuse(row, problem.detail());
        continue;
      }
      if (!records_.store_.update(connection, import.noun, written,
                                  {import.account, "undo", import.file_name})) {
        throw std::logic_error("a version that was present is not");
      }
      ++undone;
      row.undone = true;
      row.issues.clear();
    }
    done.state = refused > 0 ? SliceState::applied : SliceState::undone;
    if (!store_.update_slice(connection, import.id, store_.text_of(done), SliceState::applied)) {
      throw base::conflict("state", {"另一个服务正在撤销。", "Another server is undoing it."});
    }
    auto present = store_.import(connection, import.id);
    present->progress.undone += undone;
    store_.update(connection, *present, ImportState::undoing);
    return refused;
  });
}

}  // namespace registers

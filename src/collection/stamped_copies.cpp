// Forms on paper: the letter to be stamped, and the way back of its copy.

#include <fmt/format.h>

#include <algorithm>

#include "base/problem.hpp"
#include "collection/collection_service.hpp"
#include "collection/form_code.hpp"
#include "collection/form_paper.hpp"

namespace collection {

namespace bj = boost::json;
using boost::asio::awaitable;

namespace {

FormCode required_code(const std::string& text) {
  auto code = parse_form_code(text);
  if (!code) {
    throw base::Problem(
        422, "not-a-form-code", {"不是填报表的二维码", "Not the code of a form"},
        {"这个二维码不是本系统填报表上的。请拍报送函左上角的二维码，或手工选择填报表。",
         "This code is not of a form's letter. Take the one at the upper left of "
         "the letter, or choose the form by hand."});
  }
  return std::move(*code);
}

std::string key_of(const bj::object& values, const std::string& field) {
  const bj::value* const value = values.if_contains(field);
  if (value != nullptr && value->is_int64()) return std::to_string(value->get_int64());
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

std::map<std::string, StampedCopy> CollectionService::stamped(db::Connection& connection,
                                                              const Declaration& declaration,
                                                              std::span<const Cell> cells) const {
  std::map<std::string, std::string> marks;
  std::vector<std::string> records;
  for (const Cell& cell : cells) {
    if (!cell.filed) continue;
    records.push_back(cell.filed->record);
    marks.emplace(cell.filed->record, cell.filed->mark);
  }
  std::map<std::string, StampedCopy> made;
  if (records.empty()) return made;
  const auto rows = store_.copies(connection, declaration.name, records);
  std::vector<std::string> ids;
  for (const StampedCopyRow& row : rows) ids.push_back(row.file);
  std::map<std::string, file::FileLine> files;
  for (file::FileLine& line : files_.lines(connection, ids)) files.emplace(line.id, line);
  for (const StampedCopyRow& row : rows) {
    const auto line = files.find(row.file);
    if (line == files.end()) continue;
    const bool changed = !row.mark.empty() && row.mark != marks.at(row.record);
    made.emplace(row.record, StampedCopy{line->second, changed});
  }
  return made;
}

std::pair<CollectionService::Scene, Cell> CollectionService::required_record(
    db::Connection& connection, const Actor& actor, const Declaration& declaration,
    const base::Period& period, const std::string& unit, const std::string& part) const {
  auto form = required_form(connection, actor, declaration, period, unit, part);
  if (!form.second.filed) {
    throw base::conflict("nothing-recorded",
                         {"这张表还没有填，请先填写并保存。",
                          "This form has not been filled in yet; fill it in and save it first."});
  }
  return form;
}

awaitable<CollectionService::Paper> CollectionService::paper(
    const Actor& actor, const std::string& noun, const std::string& period, const std::string& unit,
    const std::string& part, bool red_head) {
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const base::Period of = required_period(declaration, period);
  bj::object values;
  const Cell cell = co_await database_.read([&](db::Connection& connection) {
    Cell form = required_record(connection, actor, declaration, of, unit, part).second;
    const std::vector<db::Value> key = {form.filed->record};
    values = std::move(records_.kept(connection, noun, {"id"}, std::span(&key, 1)).at(0).values);
    return form;
  });
  FormPaper about;
  about.unit = named(cell.slot.unit).name.zh;
  if (const auto title = part_title(declaration, cell.slot.part)) about.part = title->zh;
  if (!cell.slot.parent.empty()) about.addressee = named(cell.slot.parent).name.zh;
  about.period = base::period_title(of).zh;
  about.record = cell.filed->record;
  // While it waits for approval, the day on which it was handed in.
  about.on = cell.state == SlotState::submitted ? cell.filed->on : records_.today();
  about.red_head = red_head;
  co_return Paper{fmt::format("{}{}{}.docx", about.unit, about.period, declaration.title.zh),
                  document::official_paper_docx(form_paper(declaration, values, about))};
}

CodedForm CollectionService::coded_form(db::Connection& connection, const Actor& actor,
                                        const Declaration& declaration, const Scene& scene,
                                        const Cell& cell, const std::string& mark) const {
  CodedForm made;
  made.line = form_line(actor, declaration, scene, cell);
  made.changed_since = !mark.empty() && mark != cell.filed->mark;
  const auto copies = stamped(connection, declaration, std::span(&cell, 1));
  if (!copies.empty()) made.stamped = copies.begin()->second;
  return made;
}

awaitable<CodedForm> CollectionService::coded(const Actor& actor, const std::string& code) {
  const FormCode said = required_code(code);
  const Declaration& declaration = declared(said.noun);
  records_.require_reader(actor, said.noun);
  co_return co_await database_.read([&](db::Connection& connection) {
    const std::vector<db::Value> key = {said.record};
    const auto found = records_.kept(connection, said.noun, {"id"}, std::span(&key, 1));
    const Collection& asked = *declaration.collection;
    const auto of = found.empty()
                        ? std::nullopt
                        : period_of_key(asked, key_of(found[0].values, asked.period_field));
    if (!of) throw base::not_found({"这份填报", "This form"});
    const std::string part =
        asked.part_field.empty() ? "" : key_of(found[0].values, asked.part_field);
    const auto [shown, cell] =
        required_form(connection, actor, declaration, *of, found[0].owner, part);
    // Another record took the place of the one that was printed.
    if (!cell.filed || cell.filed->record != said.record) {
      throw base::not_found({"这份填报", "This form"});
    }
    return coded_form(connection, actor, declaration, shown, cell, said.mark);
  });
}

awaitable<CodedForm> CollectionService::file_copy(const Actor& actor, const std::string& noun,
                                                  const std::string& period, const FiledCopy& given,
                                                  const db::Once& once) {
  access_.require(actor, zhijiao::access::Permission::form_stamp);
  const Declaration& declaration = declared(noun);
  records_.require_reader(actor, noun);
  const base::Period of = required_period(declaration, period);
  const std::string part = given.part.value_or("");
  std::optional<FormCode> code;
  if (given.code) code = required_code(*given.code);
  const std::string mark = code ? code->mark : std::string();
  const auto write = [&](db::Connection& connection) {
    const auto [shown, cell] =
        required_record(connection, actor, declaration, of, given.unit, part);
    const std::string& record = cell.filed->record;
    if (code && (code->noun != noun || code->record != record)) {
      throw base::conflict("other-form",
                           {"这份盖章件是另一张表的，没有归档。",
                            "The stamped copy is of another form; it was not filed."});
    }
    files_.require_readable(connection, actor, {given.file}, "/file");
    files_.require_of(connection, given.unit, {given.file}, "/file");
    const StampedCopyRow row{base::uuid_v7(connection.clock(), random_),
                             noun,
                             record,
                             given.file,
                             mark,
                             connection.now(),
                             actor.account};
    store_.file_copy(connection, row);
    access_.audit_trail().record(connection, actor, "collection.stamp", noun + " " + record,
                                 given.file);
    return Decided{row.id};
  };
  co_await database_.write_once<Decided>(once, write);
  changed(noun);
  co_return co_await database_.read([&](db::Connection& connection) {
    const auto [shown, cell] =
        required_record(connection, actor, declaration, of, given.unit, part);
    return coded_form(connection, actor, declaration, shown, cell, mark);
  });
}

}  // namespace collection

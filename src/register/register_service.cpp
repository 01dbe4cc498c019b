#include "register/register_service.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <set>
#include <utility>

#include "access/people.hpp"
#include "base/base64.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "db/failure.hpp"
#include "register/next_number.hpp"
#include "register/register_load.hpp"
#include "register/register_page.hpp"
#include "register/registered.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

using base::FieldError;
using base::Problem;

constexpr std::int64_t kRowsByDefault = 50;
constexpr std::int64_t kVersionsPerPage = 50;
constexpr std::size_t kSearchCharactersMax = 100;
constexpr std::size_t kPositionBytesMax = 4096;

const Text kRecord{"这条记录", "This record"};

Text title_or_name(const Field& field) {
  return {field.title.zh.empty() ? field.name : field.title.zh,
          field.title.en.empty() ? field.name : field.title.en};
}

Problem no_role() {
  return base::forbidden({"您的岗位不能查看这个台账；如有需要，请联系管理员。",
                          "Your posts do not let you see this register; ask the administrator if "
                          "you need it."});
}

Problem unconfirmed(std::vector<FieldError> warnings) {
  return {422,
          "unconfirmed",
          {"请确认", "Please confirm"},
          {"以下内容与通常情况不符。请核对；确认无误后可以照此保存。",
           "These values are unusual. Check them; if they are right, confirm and save them."},
          std::move(warnings)};
}

std::vector<FieldError> below_values(std::vector<FieldError> errors) {
  for (FieldError& error : errors) error.field.insert(0, "/values");
  return errors;
}

Problem bad_position() {
  return base::bad_request({"翻页位置无效，请从第一页重新开始。",
                            "The position in the list is not valid; begin with the first page."},
                           {{"after", {"无效。", "Not valid."}}});
}

// Persons have a citizen id, and are looked for where the register says by what.
bool lists_people(const Declaration& declaration) {
  const bool has_id = std::ranges::find(declaration.fields, Format::citizen_id, &Field::format) !=
                      declaration.fields.end();
  return has_id && !declaration.list.search.empty();
}

}  // namespace

std::vector<db::Value> position_values(const std::string& json, std::size_t length) {
  boost::system::error_code error;
  const bj::value parsed = bj::parse(json, error);
  if (error || !parsed.is_array() || parsed.get_array().size() != length) throw bad_position();
  std::vector<db::Value> position;
  for (const bj::value& value : parsed.get_array()) {
    if (value.is_int64()) {
      position.emplace_back(value.get_int64());
    } else if (value.is_string()) {
      position.emplace_back(std::string(value.get_string()));
    } else if (value.is_null()) {
      position.emplace_back(nullptr);
    } else {
      throw bad_position();
    }
  }
  if (!std::holds_alternative<std::string>(position.back())) throw bad_position();
  return position;
}

namespace {

// The position of a list as a client hands it back.
std::vector<db::Value> position_of(const std::string& text, std::size_t length) {
  if (text.empty()) return {};
  if (text.size() > kPositionBytesMax) throw bad_position();
  const std::optional<std::string> json = base::from_base64url(text);
  if (!json) throw bad_position();
  return position_values(*json, length);
}

Problem no_such(std::string parameter, Text what) {
  return base::bad_request({"查询条件有误。", "The query is not right."},
                           {{std::move(parameter), std::move(what)}});
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace

Problem outside_reach() {
  return base::forbidden(
      {"只能办理岗位所及单位的记录。如有需要，请联系管理员。",
       "You can only change records of units within the reach of your posts; ask the administrator "
       "if you need more."});
}

std::string trimmed_why(const std::optional<std::string>& why, const char* field) {
  std::string text = why.value_or("");
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.back())) text.pop_back();
  if (base::character_count(text) > kWhyCharactersMax) {
    throw base::invalid({"说明太长。", "The reason is too long."},
                        {{std::string("/") + field,
                          {fmt::format("最多 {} 个字符。", kWhyCharactersMax),
                           fmt::format("At most {} characters.", kWhyCharactersMax)}}});
  }
  return text;
}

std::string required_why(const std::optional<std::string>& why, const char* field) {
  std::string text = trimmed_why(why, field);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw base::invalid({"请说明原因。", "A reason is needed."},
                        {{std::string("/") + field, {"请填写。", "Fill this in."}}});
  }
  return text;
}

Text left_to_a_step(const Declaration& declaration, const Field& field) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const Transition& step : declaration.workflow.transitions) {
    if (std::ranges::find(step.fields, field.name) == step.fields.end()) continue;
    zh.push_back(fmt::format("“{}”", step.title.zh));
    en.push_back(fmt::format("\"{}\"", step.title.en));
  }
  return {fmt::format("由{}环节填写，不能在这里填写或修改", fmt::join(zh, "、")),
          fmt::format("filled in by the step {}, and neither filled in nor changed here",
                      fmt::join(en, " or "))};
}

db::Value to_column(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return std::int64_t{*flag};
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  return nullptr;
}

Value from_column(const Field& field, const db::Value& column) {
  if (const auto* text = std::get_if<std::string>(&column)) return std::string_view(*text);
  const auto* const number = std::get_if<std::int64_t>(&column);
  if (number == nullptr) return {};
  if (field.type == Type::boolean) return *number != 0;
  return *number;
}

RegisterService::RegisterService(db::Database& database, zhijiao::access::AccessService& access,
                                 base::Random& random, Sealer sealer, Catalogue catalogue,
                                 base::WorkingDays calendar)
    : database_(database),
      access_(access),
      random_(random),
      sealer_(sealer),
      catalogue_(std::move(catalogue)),
      parameters_(catalogue_),
      calendar_(std::move(calendar)),
      store_(catalogue_, access.region(), database.dialect()),
      signatures_(access.region()) {
  for (const Declaration& declaration : catalogue_.registers) {
    registered_.emplace(declaration.name, std::make_unique<const Registered>(
                                              declaration, store_.sql(declaration.name),
                                              parameters_.of(declaration.name)));
  }
}

RegisterService::~RegisterService() = default;

// --- declarations --------------------------------------------------------------------------------

Applied RegisterService::apply_declarations_now() {
  Applied applied = apply_declarations_in_one();
  for (const auto& [noun, registered] : registered_) {
    const auto take_up = [&](db::Connection& connection) {
      return store_.search_index().take_up(connection, noun);
    };
    std::int64_t taken_up = 0;
    while (const std::int64_t some = database_.write_now(take_up)) taken_up += some;
    // Of many, somebody waits for the start.
    if (taken_up > SearchIndex::kTakenAtOnce) {
      spdlog::info("register {}: {} texts taken up by its search index", noun, taken_up);
    }
  }
  return applied;
}

namespace {

// What people open to see which records they are.
std::string places_of(const std::string& noun,
                      const std::vector<std::vector<std::string>>& groups) {
  std::string text;
  for (const auto& group : groups) {
    text += text.empty() ? "" : "; ";
    for (const std::string& id : group) {
      text += fmt::format("{}/registers/{}/{}", &id == &group.front() ? "" : " = ", noun, id);
    }
  }
  return text;
}

}  // namespace

void RegisterService::leave_out_repeated(db::Connection& connection, const Registered& of,
                                         const TableShape& before, TableShape& shape,
                                         Applied& applied, std::vector<Text>& refusals) {
  constexpr std::int64_t kGroupsNamed = 20;
  const std::string& noun = of.declaration.name;
  const auto combination = [&](const std::string& index) -> const std::vector<std::string>* {
    for (std::size_t i = 0; i < of.declaration.unique.size(); ++i) {
      if (index == unique_index(noun, i)) return &of.declaration.unique[i];
    }
    return index == key_index(noun) ? &of.declaration.key : nullptr;
  };
  for (const IndexShape& index : of.sql.shape().indexes) {
    const std::vector<std::string>* const fields = combination(index.name);
    if (fields == nullptr || std::ranges::find(before.indexes, index) != before.indexes.end()) {
      continue;
    }
    std::vector<std::string> columns;
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const std::string& name : *fields) {
      const Field& field = *of.declaration.find_field(name);
      const bool renamed = before.find(name) == nullptr;
      const ColumnShape* const old = before.find(renamed ? field.formerly : name);
      // As the table stands: what is to be sealed is still plain.
      const bool sealed = old != nullptr && old->kind == ColumnKind::sealed;
      if (old != nullptr) columns.push_back(old->name + (sealed ? "_blind" : ""));
      zh.push_back(title_or_name(field).zh);
      en.push_back(title_or_name(field).en);
    }
    // A field that is new is empty everywhere.
    if (columns.size() < fields->size()) continue;
    const auto groups = store_.repeated(connection, noun, columns, index.but_in, kGroupsNamed);
    if (groups.empty()) continue;
    const std::string places = places_of(noun, groups);
    const Text found{fmt::format("台账 {}：声明要求“{}”不重复，而已登记的有相同的：{}。", noun,
                                 fmt::join(zh, "、"), places),
                     fmt::format("register {}: it declares {} unique, but some of what is recorded "
                                 "stands more than once: {}.",
                                 noun, fmt::join(en, ", "), places)};
    if (fields == &of.declaration.key) {
      refusals.push_back({found.zh + "请用原来的声明启动，改正或作废多余的，再换用新声明。",
                          found.en +
                              " Start with the former declaration, correct or remove what is "
                              "too much, then take the new one."});
      continue;
    }
    applied.repeated.push_back(
        {found.zh + "这些照常能看能办，不再收新的重复；改正或作废多余的，下次启动起不再提示。",
         found.en + " They can be seen and worked on, and no new repetition is taken; correct or "
                    "remove what is too much, and the next start says nothing of it."});
    std::erase(shape.indexes, index);
    repeated_[noun].push_back({*fields, groups});
  }
}

namespace {

// Without the lines in which a search found the value.
std::string without_lines(const std::string& search_text, const std::string& value) {
  const std::string folded = base::fold(value);
  const std::string initials = base::pinyin_initials(value);
  std::string rest;
  for (std::size_t at = 0; at < search_text.size();) {
    const std::size_t end = std::min(search_text.find('\n', at), search_text.size());
    const std::string line = search_text.substr(at, end - at);
    if (line != folded && line != initials) rest += line + '\n';
    at = end + 1;
  }
  return rest;
}

}  // namespace

// No copy in clear stays: neither in the record, nor in its versions, nor where a search looks, nor
// in what is kept for a retry or saved as a view.
void RegisterService::seal_column(db::Connection& connection, const std::string& noun,
                                  const std::string& column) {
  constexpr std::int64_t kRowsAtOnce = 1000;
  const Field& field = *find(noun).declaration.find_field(column);
  const std::string place = noun + "." + column;
  std::int64_t count = 0;
  bool searched = false;
  for (const std::string& table : {noun, version_table(noun)}) {
    RegisterStore::PlainText last;
    for (;;) {
      auto page = store_.plain_texts(connection, table, column, last, kRowsAtOnce);
      for (RegisterStore::PlainText& row : page) {
        std::string rest = without_lines(row.search_text, row.text);
        searched = searched || rest != row.search_text;
        row.search_text = std::move(rest);
        store_.seal_text(connection, table, column, row,
                         {sealer_.seal(place, row.text), masked(field.format, row.text),
                          sealer_.blind(place, row.text)});
      }
      count += std::ssize(page);
      if (std::ssize(page) < kRowsAtOnce) break;
      last = std::move(page.back());
    }
  }
  if (searched) store_.search_index().drop(connection, noun);
  store_.forget_texts(connection, noun, column);
  spdlog::info("register {}: {} values of {} sealed", noun, count, column);
}

Applied RegisterService::apply_declarations_in_one() {
  return database_.write_now([&](db::Connection& connection) {
    Applied applied;
    std::vector<Text> refusals;
    store_.lock_shapes(connection);
    const std::map<std::string, TableShape> before = store_.shapes(connection);
    std::vector<std::pair<TableShape, TableChange>> work;
    repeated_.clear();  // of an attempt before
    for (const auto& [noun, registered] : registered_) {
      TableShape shape = registered->sql.shape();
      const auto old = before.find(noun);
      if (old == before.end()) {
        for (const std::string& table : {noun, version_table(noun), SearchIndex::table(noun)}) {
          if (!store_.has_table(connection, table)) continue;
          throw base::conflict(
              "reserved-name",
              {fmt::format("台账不能叫 {0}：数据库里已有表 {1}，是程序自己的。请换一个名字。", noun,
                           table),
               fmt::format("A register cannot be called {0}: the program has a table {1} of its "
                           "own. Choose another name.",
                           noun, table)});
        }
        work.emplace_back(shape, create_tables(shape));
        applied.added.push_back(noun);
        continue;
      }
      if (old->second == shape) continue;
      TableChange change = change_tables(old->second, shape);
      if (!change.refusals.empty() && !store_.has_records(connection, noun)) {
        store_.search_index().drop(connection, noun);
        change = drop_tables(old->second);
        TableChange anew = create_tables(shape);
        std::ranges::move(anew.statements, std::back_inserter(change.statements));
      }
      refusals.insert(refusals.end(), change.refusals.begin(), change.refusals.end());
      if (change.refusals.empty()) {
        const std::size_t declared = shape.indexes.size();
        leave_out_repeated(connection, *registered, old->second, shape, applied, refusals);
        if (old->second == shape) continue;
        if (shape.indexes.size() < declared) change = change_tables(old->second, shape);
      }
      work.emplace_back(shape, std::move(change));
      applied.changed.push_back(noun);
    }
    if (!refusals.empty()) {
      std::vector<std::string> zh;
      std::vector<std::string> en;
      for (const Text& refusal : refusals) {
        zh.push_back(refusal.zh);
        en.push_back(refusal.en);
      }
      throw base::conflict(
          "declaration-loses-data",
          {fmt::format("改动后的台账声明与已登记的数据不合，程序没有启动，数据未作改动：\n{}",
                       fmt::join(zh, "\n")),
           fmt::format("The changed declarations do not fit what is recorded. The program did not "
                       "start and nothing was changed:\n{}",
                       fmt::join(en, "\n"))});
    }
    for (const auto& [shape, change] : work) {
      store_.run(connection, change);
      for (const std::string& column : change.seals) seal_column(connection, shape.name, column);
      store_.save_shape(connection, shape);
    }
    for (const auto& [noun, registered] : registered_) {
      store_.search_index().prepare(connection, noun);
    }
    return applied;
  });
}

// --- who reaches what ----------------------------------------------------------------------------

void RegisterService::require_post(const Actor& actor) {
  if (!actor.program && actor.posts.empty()) throw no_role();
}

const RegisterService::Registered& RegisterService::find(const Actor& actor,
                                                         const std::string& noun) const {
  require_post(actor);
  return find(noun);
}

const RegisterService::Registered& RegisterService::find(const std::string& noun) const {
  const auto found = registered_.find(noun);
  if (found == registered_.end()) throw base::not_found({"这个台账", "This register"});
  return *found->second;
}

Reach RegisterService::reach(const Actor& actor, const std::vector<std::string>& roles,
                             base::Date today) const {
  auto units = zhijiao::access::units_in_reach(actor, roles, *access_.directory(), today);
  return {units.everywhere, {units.units.begin(), units.units.end()}};
}

Reach RegisterService::reach_of(const Actor& actor, const std::vector<std::string>& roles,
                                const std::string& side, base::Date today) const {
  Reach reached = reach(actor, roles, today);
  if (!side.empty()) reached.fields = {side};
  return reached;
}

Reach RegisterService::read_reach(const Actor& actor, const Registered& of,
                                  base::Date today) const {
  Reach reached = reach(actor, of.readers, today);
  if (of.declaration.shared && !reached.nowhere()) return {true, {}};
  const Owner& owner = of.declaration.owner;
  if (!reached.everywhere && !owner.also.empty()) {
    reached.fields = owner.also;
    reached.fields.insert(reached.fields.begin(), owner.field);
  }
  return reached;
}

Reach RegisterService::required_read_reach(const Actor& actor, const Registered& of,
                                           base::Date today) const {
  Reach reached = read_reach(actor, of, today);
  if (reached.nowhere()) throw no_role();
  return reached;
}

void RegisterService::require_reader(const Actor& actor, const std::string& noun) const {
  required_read_reach(actor, find(actor, noun), database_.clock().today());
}

bool RegisterService::reaches(const Actor& actor, const std::vector<std::string>& roles,
                              const std::string& unit, base::Date today) const {
  return zhijiao::access::units_in_reach(actor, roles, *access_.directory(), today).contains(unit);
}

// A field with readers of its own is shown only if they reach all that is shown. (Records that
// other units read have no such field.)
std::vector<std::string> RegisterService::readable(const Actor& actor, const Registered& of,
                                                   std::vector<std::string> fields,
                                                   const Reach& covering, base::Date today) const {
  std::erase_if(fields, [&](const std::string& name) {
    const Field& field = *of.declaration.find_field(name);
    if (field.read.empty()) return false;
    const auto own =
        zhijiao::access::units_in_reach(actor, field.read, *access_.directory(), today);
    if (own.everywhere) return false;
    return covering.everywhere || !std::ranges::all_of(covering.units, [&](const auto& unit) {
             return own.units.contains(unit);
           });
  });
  return fields;
}

RegisterList RegisterService::registers(const Actor& actor) const {
  require_post(actor);
  const base::Date today = database_.clock().today();
  RegisterList list;
  for (const auto& [noun, registered] : registered_) {
    if (read_reach(actor, *registered, today).nowhere()) continue;
    const Declaration& declaration = registered->declaration;
    list.registers.push_back(
        {noun, declaration.capability, declaration.title, declaration.description,
         !reach(actor, declaration.write, today).nowhere(), lists_people(declaration)});
  }
  return list;
}

// Which fields somebody may fill in, and who takes each step.
void RegisterService::add_roles(const Actor& actor, const Registered& of, bj::object& page,
                                base::Date today) const {
  const auto directory = access_.directory();
  for (bj::value& shown : page["fields"].as_array()) {
    bj::object& field = shown.as_object();
    const Field& declared = *of.declaration.find_field(std::string(field["name"].as_string()));
    field["may_write"] = !declared.derived &&
                         (declared.write.empty() || !reach(actor, declared.write, today).nowhere());
  }
  for (bj::value& shown : page["workflow"].as_object()["transitions"].as_array()) {
    bj::object& step = shown.as_object();
    const Transition& declared =
        *of.declaration.workflow.find_transition(std::string(step["name"].as_string()));
    bj::array by;
    for (const std::string& id : declared.by) {
      if (const auto* role = directory->find_role(id)) by.push_back(base::json_of(role->title));
    }
    step["by"] = std::move(by);
    step["may"] = !reach(actor, declared.by, today).nowhere();
    if (declared.within_working_days > 0) {
      const base::Date earliest = calendar_.earliest_in_term(today, declared.within_working_days);
      step["late_until"] = earliest.plus_days(-1).str();
    } else {
      step["late_until"] = nullptr;
    }
  }
}

// Where records of other registers that belong to one of this are found, such as its evidence.
void RegisterService::add_referrers(const Actor& actor, const Registered& of, bj::object& page,
                                    base::Date today) const {
  bj::array referrers;
  for (const auto& [noun, other] : registered_) {
    if (read_reach(actor, *other, today).nowhere()) continue;
    for (const Field& field : other->declaration.fields) {
      if (field.type != Type::reference || field.derived || field.retired) continue;
      if (field.ref != of.declaration.name) continue;
      referrers.push_back({{"register", noun},
                           {"field", field.name},
                           {"title", base::json_of(other->declaration.title)},
                           {"field_title", base::json_of(title_or_name(field))}});
    }
  }
  page["referrers"] = std::move(referrers);
}

bj::object RegisterService::page(const Actor& actor, const std::string& noun) const {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  const Reach reading = required_read_reach(actor, of, today);
  const Reach writing = reach(actor, of.declaration.write, today);
  const auto fields = readable(actor, of, of.sql.all_fields(), reading, today);
  bj::object page =
      register_page(of.declaration, {fields.begin(), fields.end()}, *of.parameters.now(), today);
  bj::array owners;
  for (const auto& unit : access_.directory()->units) {
    const auto& kinds = of.declaration.owner.kinds;
    const bool fits = kinds.empty() || std::ranges::find(kinds, unit.kind) != kinds.end();
    const bool ended = unit.valid_to && *unit.valid_to < today;
    const bool reached =
        writing.everywhere || std::ranges::find(writing.units, unit.id) != writing.units.end();
    if (fits && !ended && reached) {
      owners.push_back({{"id", unit.id}, {"name", base::json_of(unit.name)}});
    }
  }
  page["may_create"] = !owners.empty();
  page["owners"] = std::move(owners);
  bj::array repeated;
  const auto left_out = repeated_.find(noun);
  // Of whoever reads all of them, since the others may be out of reach.
  if (left_out != repeated_.end() && reading.everywhere) {
    for (const Repeated& one : left_out->second) {
      bj::array titles;
      for (const std::string& name : one.fields) {
        titles.push_back(base::json_of(title_or_name(*of.declaration.find_field(name))));
      }
      repeated.push_back({{"fields", std::move(titles)}, {"groups", bj::value_from(one.groups)}});
    }
  }
  page["repeated"] = std::move(repeated);
  page["may_merge"] = !reach(actor, of.declaration.duplicates.merge_by, today).nowhere();
  add_roles(actor, of, page, today);
  add_referrers(actor, of, page, today);
  return page;
}

// --- lists ---------------------------------------------------------------------------------------

Condition RegisterService::condition_of(const Registered& of, const FilterText& filter) const {
  const std::string parameter = filter.field + "." + filter.operation;
  const ColumnShape* const column = of.sql.shape().find(filter.field);
  const bool is_state = filter.field == "state" && !of.declaration.workflow.empty();
  const bool is_since = filter.field == "state_since" && !of.declaration.workflow.empty();
  if (column == nullptr && !is_state && !is_since) {
    throw no_such(parameter, {"没有这个字段。", "There is no such field."});
  }
  const ColumnKind kind = is_since ? ColumnKind::date : is_state ? ColumnKind::text : column->kind;
  const auto refuse_operation = [&] {
    throw no_such(parameter, {"这个字段不能这样查询。", "This field cannot be asked in this way."});
  };
  Condition condition{filter.field, Comparison::equal, {}};
  if (kind == ColumnKind::file && filter.operation != "empty") refuse_operation();
  if (filter.operation == "is") {
    condition.comparison = Comparison::equal;
    if (is_since) refuse_operation();
  } else if (filter.operation == "from" || filter.operation == "to") {
    condition.comparison = filter.operation == "from" ? Comparison::at_least : Comparison::at_most;
    if (kind != ColumnKind::integer && kind != ColumnKind::date) refuse_operation();
  } else if (filter.operation == "has") {
    condition.comparison = Comparison::contains;
    if (kind != ColumnKind::text) refuse_operation();
  } else if (filter.operation == "empty") {
    condition.comparison = Comparison::empty;
    if (is_state || is_since) refuse_operation();
  } else {
    throw no_such(parameter, {"没有这种查询方式：is、from、to、has、empty。",
                              "There is no such operation; these are: is, from, to, has, empty."});
  }
  if (filter.values.empty() || filter.values.size() > kValuesMax ||
      (condition.comparison != Comparison::equal && filter.values.size() > 1)) {
    throw no_such(parameter, {"值的个数不对。", "The number of values is not right."});
  }
  for (const std::string& text : filter.values) {
    if (condition.comparison == Comparison::empty || kind == ColumnKind::boolean) {
      if (text != "true" && text != "false") {
        throw no_such(parameter, {"请用 true 或 false。", "Use true or false."});
      }
      condition.values.emplace_back(std::int64_t{text == "true"});
    } else if (kind == ColumnKind::integer) {
      const auto number = whole_number(text);
      if (!number) throw no_such(parameter, {"须为整数。", "Must be a whole number."});
      condition.values.emplace_back(*number);
    } else if (kind == ColumnKind::date) {
      const auto day = base::Date::parse(text, kFirstYear);
      if (!day) {
        throw no_such(parameter,
                      {"须为日期，如 2022-07-01。", "Must be a date such as 2022-07-01."});
      }
      if (!is_since) {
        condition.values.emplace_back(text);
      } else if (condition.comparison == Comparison::at_least) {
        condition.values.emplace_back(base::start_of(*day).us);
      } else {
        condition.values.emplace_back(base::end_of(*day).us - 1);
      }
    } else if (kind == ColumnKind::sealed) {
      condition.values.emplace_back(sealer_.blind(of.declaration.name + "." + filter.field, text));
    } else {
      condition.values.emplace_back(text);
    }
  }
  return condition;
}

ListQuery RegisterService::query_of(const Actor& actor, const Registered& of, const Reach& covering,
                                    const ListRequest& request, base::Date today) const {
  ListQuery query;
  const auto known_field = [&](const std::string& name, const char* parameter) -> const Field& {
    const Field* const field = of.declaration.find_field(name);
    // What somebody may not see he can neither list, nor sort nor filter by.
    if (field == nullptr || readable(actor, of, {name}, covering, today).empty()) {
      throw no_such(parameter, {fmt::format("没有字段 {}。", name),
                                fmt::format("There is no field {}.", name)});
    }
    return *field;
  };
  if (request.columns.empty()) {
    query.columns = readable(actor, of, of.sql.list_fields(), covering, today);
  } else {
    for (const std::string& name : request.columns) {
      if (name != "state") query.columns.push_back(known_field(name, "columns").name);
    }
    std::ranges::sort(query.columns);
    const auto twice = std::ranges::unique(query.columns);
    query.columns.erase(twice.begin(), twice.end());
  }
  if (request.filters.size() > kFiltersMax) {
    throw no_such("filters", {"查询条件太多。", "There are too many filters."});
  }
  for (const FilterText& filter : request.filters) {
    if (filter.field != "state" && filter.field != "state_since") {
      known_field(filter.field, filter.field.c_str());
    }
    query.conditions.push_back(condition_of(of, filter));
  }
  if (base::character_count(request.search) > kSearchCharactersMax) {
    throw no_such("q", {"太长。", "Too long."});
  }
  query.search = base::fold(request.search);
  if (request.sort.empty()) {
    for (const Sort& sort : of.declaration.list.sort) {
      const bool stored = sort.field == "state" || of.sql.shape().find(sort.field) != nullptr;
      if (stored) query.order.push_back(sort);
    }
  }
  for (const std::string& written : request.sort) {
    const bool descending = written.starts_with('-');
    const std::string name = descending ? written.substr(1) : written;
    const ColumnShape* const column = of.sql.shape().find(name);
    const bool of_state = name == "state" || name == "state_since";
    if (!of_state) known_field(name, "sort");
    const bool has_order =
        column != nullptr && column->kind != ColumnKind::sealed && column->kind != ColumnKind::file;
    if (!of_state && !has_order) {
      throw no_such("sort", {fmt::format("不能按 {} 排序。", name),
                             fmt::format("The list cannot be sorted by {}.", name)});
    }
    query.order.push_back({name, descending});
  }
  constexpr std::size_t kSortsMax = 4;
  if (query.order.size() > kSortsMax) query.order.resize(kSortsMax);
  query.after = position_of(request.after, query.order.size() + 1);
  for (std::size_t i = 0; i < query.order.size() && !query.after.empty(); ++i) {
    const ColumnShape* const column = of.sql.shape().find(query.order[i].field);
    const bool number = query.order[i].field == "state_since" ||
                        (column != nullptr && (column->kind == ColumnKind::integer ||
                                               column->kind == ColumnKind::boolean));
    // A number where a text belongs would be an error of the database.
    if (number ? std::holds_alternative<std::string>(query.after[i])
               : std::holds_alternative<std::int64_t>(query.after[i])) {
      throw bad_position();
    }
  }
  query.rows_max = request.limit.value_or(kRowsByDefault);
  if (query.rows_max < 1 || query.rows_max > kRowsMax) {
    throw no_such("limit", {fmt::format("须在 1 与 {} 之间。", kRowsMax),
                            fmt::format("Must be from 1 to {}.", kRowsMax)});
  }
  if (request.as_of) {
    if (*request.as_of > today) {
      throw no_such("as_of", {"不能晚于今天。", "Cannot be after today."});
    }
    if (*request.as_of < today) query.as_of = base::end_of(*request.as_of);
  }
  return query;
}

// Made once for each plan, language and set of facts: lists and answers ask for it all the time.
std::string RegisterService::unit_facts(std::string_view sql, bool english) const {
  UnitFactsKey key{english, 0};
  for (std::size_t i = 0; i < std::size(kUnitFields); ++i) {
    const std::string fact = fmt::format("'.{}'", kUnitFields[i]);
    if (sql.find(fact) != std::string_view::npos) key.second |= 1U << i;
  }
  const auto directory = access_.directory();
  const std::lock_guard lock(unit_facts_mutex_);
  if (unit_facts_of_ != directory) {
    unit_facts_.clear();
    unit_facts_of_ = directory;
  }
  std::string& made = unit_facts_[key];
  if (!made.empty()) return made;
  const auto in = [&](const Text& text) { return english && !text.en.empty() ? text.en : text.zh; };
  bj::object facts;
  for (const auto& unit : directory->units) {
    const std::array<std::string, std::size(kUnitFields)> values{
        in(unit.name), in(unit.short_name.empty() ? unit.name : unit.short_name), unit.kind,
        unit.division_code, unit.credit_code};
    for (std::size_t i = 0; i < values.size(); ++i) {
      if ((key.second >> i & 1U) != 0)
        facts[fmt::format("{}.{}", unit.id, kUnitFields[i])] = values[i];
    }
  }
  made = bj::serialize(facts);
  return made;
}

std::string RegisterService::units_json(std::string_view ids) const {
  const auto directory = access_.directory();
  bj::object units;
  while (!ids.empty()) {
    const std::size_t blank = std::min(ids.find(' '), ids.size());
    const std::string id(ids.substr(0, blank));
    ids.remove_prefix(std::min(blank + 1, ids.size()));
    if (id.empty() || units.contains(id)) continue;
    if (const auto* unit = directory->find_unit(id)) units[id] = base::json_of(unit->name);
  }
  return bj::serialize(units);
}

boost::asio::awaitable<std::string> RegisterService::list(const Actor& actor,
                                                          const std::string& noun,
                                                          const ListRequest& request,
                                                          bool english) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  const Reach reached = required_read_reach(actor, of, today);
  ListQuery query = query_of(actor, of, reached, request, today);
  const std::int64_t limit = query.rows_max;
  query.rows_max = limit + 1;
  std::string next;
  std::int64_t waiting = 0;
  const auto work = [&](db::Connection& connection) {
    auto rows = store_.list(connection, noun, reached, query,
                            [&](std::string_view sql) { return unit_facts(sql, english); });
    waiting = query.search.empty() ? 0 : store_.search_index().waiting(connection, noun);
    if (static_cast<std::int64_t>(rows.size()) > limit) {
      rows.pop_back();
      next = store_.position(connection, noun, query, rows.back().id);
    }
    return rows;
  };
  // A search may look at every record in reach.
  std::vector<ListRow> rows;
  if (query.search.empty() && query.conditions.empty() && !query.as_of) {
    rows = co_await database_.read(work);
  } else {
    rows = co_await database_.long_read(work);
  }
  // Whoever searches pays for what was written since, so that writing does not.
  while (waiting > SearchIndex::kWaitingMax) {
    const auto take_up = [&](db::Connection& connection) {
      return store_.search_index().take_up(connection, noun);
    };
    waiting = co_await database_.write(take_up);
  }
  std::string json = R"({"rows":[)";
  std::string units;
  for (const ListRow& row : rows) {
    if (&row != &rows.front()) json += ',';
    json += row.json;
    if (!units.ends_with(row.units + ' ')) units += row.units + ' ';
  }
  json += R"(],"next":)";
  json += next.empty() ? "null" : '"' + base::base64url(next) + '"';
  json += R"(,"units":)" + units_json(units) + "}";
  co_return json;
}

boost::asio::awaitable<RecordCount> RegisterService::count(const Actor& actor,
                                                           const std::string& noun,
                                                           const ListRequest& request) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  const Reach reached = required_read_reach(actor, of, today);
  const ListQuery query = query_of(actor, of, reached, request, today);
  const std::int64_t counted = co_await database_.long_read([&](db::Connection& connection) {
    return store_.count(connection, noun, reached, query, kCountMax + 1);
  });
  co_return RecordCount{std::min(counted, kCountMax), counted > kCountMax};
}

// --- one record ----------------------------------------------------------------------------------

StoredRecord RegisterService::found(db::Connection& connection, const Actor& actor,
                                    const Registered& of, const std::string& id,
                                    base::Date today) const {
  const std::string& noun = of.declaration.name;
  auto stored = store_.stored(connection, noun, id);
  if (!stored) throw base::not_found(kRecord);
  const Reach reached = read_reach(actor, of, today);
  const bool named = !reached.fields.empty() && store_.reached(connection, noun, reached, id);
  if (!named && !reached.contains(stored->owner)) throw base::not_found(kRecord);
  return std::move(*stored);
}

std::optional<std::string> RegisterService::acting_unit(db::Connection& connection,
                                                        const Registered& of, const std::string& id,
                                                        const StoredRecord& stored,
                                                        const std::string& side) const {
  if (side.empty()) return stored.owner;
  return store_.unit_of(connection, of.declaration.name, id, side);
}

bj::object RegisterService::actions(db::Connection& connection, const Actor& actor,
                                    const Registered& of, const std::string& id,
                                    const StoredRecord& stored, base::Date today) const {
  const Workflow& workflow = of.declaration.workflow;
  const State* const state = workflow.find_state(stored.state);
  const bool writes = reaches(actor, of.declaration.write, stored.owner, today);
  const bool editable = workflow.empty() || (state != nullptr && state->editable);
  bj::object may{{"change", writes && editable && !stored.removed},
                 {"remove", writes && editable && !stored.removed},
                 {"restore", writes && editable}};
  const base::Date since = base::day_of(stored.state_since);
  bj::array transitions;
  for (const Transition& transition : workflow.transitions) {
    if (stored.removed || std::ranges::find(transition.from, stored.state) == transition.from.end())
      continue;
    const auto unit = acting_unit(connection, of, id, stored, transition.of);
    bj::object step{{"name", transition.name},
                    {"may", unit && reaches(actor, transition.by, *unit, today)},
                    {"not_before", nullptr},
                    {"days_to_wait", nullptr},
                    {"due_on", nullptr},
                    {"days_left", nullptr},
                    {"sign_off", sign_off(connection, actor, of, transition, id, stored, today)},
                    {"by", nullptr},
                    {"proposed", bj::object()}};
    if (transition.after_working_days > 0) {
      const base::Date from = calendar_.after(since, transition.after_working_days);
      step["not_before"] = from.str();
      step["days_to_wait"] = std::max(0, calendar_.between(today, from));
    }
    // Nobody is late with a step of a side that the record does not name.
    if (transition.within_working_days > 0 && unit) {
      const base::Date due = calendar_.after(since, transition.within_working_days);
      step["due_on"] = due.str();
      step["days_left"] = calendar_.between(today, due);
    }
    transitions.push_back(std::move(step));
  }
  may["transitions"] = std::move(transitions);
  may["state_since"] = since.str();
  return may;
}

RecordAnswer RegisterService::answer(db::Connection& connection, const Actor& actor,
                                     const Registered& of, const std::string& id,
                                     base::Date today) const {
  return answer(connection, actor, of, id, found(connection, actor, of, id, today), today);
}

void RegisterService::add_outlook(db::Connection& connection, const Registered& of,
                                  const std::string& id, const StoredRecord& stored,
                                  bj::object& may, base::Date today) const {
  const auto directory = access_.directory();
  const zhijiao::access::People people(access_);
  std::optional<std::vector<zhijiao::access::HeldPost>> posts;  // once for all steps
  for (bj::value& shown : may.at("transitions").as_array()) {
    bj::object& possible = shown.as_object();
    const Transition& step =
        *of.declaration.workflow.find_transition(std::string(possible.at("name").as_string()));
    if (possible.at("may").as_bool()) {
      possible["proposed"] = proposed(connection, of, step, stored, today);
      continue;
    }
    bj::array by;
    if (const auto unit = acting_unit(connection, of, id, stored, step.of)) {
      std::vector<std::string> roles = step.by;
      if (roles.size() > 1) {
        if (!posts) posts = people.held_posts(connection);
        roles = people.roles_over(*posts, *unit, step.by, today);
      }
      // Where nobody holds any, one of them is missing.
      for (const std::string& role : roles.empty() ? step.by : roles) {
        if (const auto* known = directory->find_role(role)) {
          by.push_back(base::json_of(known->title));
        }
      }
    }
    possible["by"] = std::move(by);
  }
}

bj::object RegisterService::proposed(db::Connection& connection, const Registered& of,
                                     const Transition& step, const StoredRecord& stored,
                                     base::Date today) const {
  constexpr std::int64_t kLatest = 200;
  bj::object numbers;
  const bj::object columns = bj::parse(stored.columns).as_object();
  for (const std::string& name : step.fields) {
    const Field& field = *of.declaration.find_field(name);
    const bool is_number =
        field.type == Type::text && !field.sensitive &&
        std::ranges::find(of.declaration.unique, std::vector{name}) != of.declaration.unique.end();
    if (!is_number || !columns.at(name).is_null()) continue;
    const auto given = store_.latest(connection, of.declaration.name, name, kLatest);
    const auto next = next_number(given, today.year());
    if (next) numbers[name] = *next;
  }
  return numbers;
}

namespace {

std::string answer_json(const std::string& record, const std::string& units, const bj::object& may,
                        const bj::array& warnings, std::int64_t doubles) {
  return fmt::format(R"({{"record":{},"units":{},"may":{},"warnings":{},"doubles":{}}})", record,
                     units, bj::serialize(may), bj::serialize(warnings), doubles);
}

}  // namespace

RecordAnswer RegisterService::answer(db::Connection& connection, const Actor& actor,
                                     const Registered& of, const std::string& id,
                                     const StoredRecord& stored, base::Date today,
                                     bool opened_by_reader) const {
  const auto fields = readable(actor, of, of.sql.all_fields(), {false, {stored.owner}}, today);
  const auto one = store_.one(connection, of.declaration.name, id, fields, std::nullopt,
                              [&](std::string_view sql) { return unit_facts(sql, false); });
  if (!one) throw base::not_found(kRecord);
  bj::array warnings;
  std::int64_t doubles = 0;
  if (!stored.removed) {
    const bj::object values = opened(of, stored.columns);
    Record record(of.declaration);
    of.check.read_stored(values, record);
    warnings = warnings_of(of, issues_of(connection, of, record, today), fields);
    doubles = others_of_the_same(connection, of, record, stored.state);
  }
  bj::object may = actions(connection, actor, of, id, stored, today);
  // Looking for it holds up nobody who writes.
  if (opened_by_reader) add_outlook(connection, of, id, stored, may, today);
  return {id, one->version, answer_json(one->json, units_json(one->units), may, warnings, doubles)};
}

RecordAnswer RegisterService::answer_written(db::Connection& connection, const Actor& actor,
                                             const Registered& of, const std::string& id,
                                             const StoredRecord& stored, const Record& record,
                                             std::span<const Issue> issues,
                                             std::optional<RegisterStore::One> shown,
                                             base::Date today) const {
  const auto fields = readable(actor, of, of.sql.all_fields(), {false, {stored.owner}}, today);
  const auto facts = [&](std::string_view sql) { return unit_facts(sql, false); };
  const std::string& noun = of.declaration.name;
  auto one =
      shown ? std::move(shown) : store_.one(connection, noun, id, fields, std::nullopt, facts);
  if (one && one->version != stored.version) {
    one = store_.one(connection, noun, id, fields, base::Instant{stored.recorded_at.us + 1}, facts);
  }
  if (!one) throw base::not_found(kRecord);
  return {id, one->version,
          answer_json(one->json, units_json(one->units),
                      actions(connection, actor, of, id, stored, today),
                      warnings_of(of, issues, fields),
                      others_of_the_same(connection, of, record, stored.state))};
}

// What is still to be looked into, for whoever decides: he did not see what was confirmed when the
// record was saved.
std::vector<Issue> RegisterService::issues_of(db::Connection& connection, const Registered& of,
                                              Record& record, base::Date today) const {
  std::vector<Issue> issues;
  of.check.check(record, today, issues);
  check_referred(connection, of, record, today, issues);
  return issues;
}

bj::array RegisterService::warnings_of(const Registered& of, std::span<const Issue> issues,
                                       const std::vector<std::string>& shown) {
  bj::array warnings;
  for (const Issue& issue : issues) {
    const bool whole = issue.field == Issue::kWholeRecord;
    const std::string name = whole ? "" : of.declaration.fields[issue.field].name;
    if (!whole && std::ranges::find(shown, name) == shown.end()) continue;
    warnings.push_back({{"field", name}, {"message", base::json_of(issue.message)}});
  }
  return warnings;
}

boost::asio::awaitable<RecordAnswer> RegisterService::record(const Actor& actor,
                                                             const std::string& noun,
                                                             const std::string& id,
                                                             std::optional<base::Date> as_of,
                                                             bool english) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  if (as_of && *as_of > today) {
    throw no_such("as_of", {"不能晚于今天。", "Cannot be after today."});
  }
  co_return co_await database_.read([&](db::Connection& connection) {
    if (!as_of || *as_of == today) {
      return answer(connection, actor, of, id, found(connection, actor, of, id, today), today,
                    true);
    }
    // Permissions are those of today, past views are read-only.
    const StoredRecord stored = found(connection, actor, of, id, today);
    const auto fields = readable(actor, of, of.sql.all_fields(), {false, {stored.owner}}, today);
    const auto one = store_.one(connection, noun, id, fields, base::end_of(*as_of),
                                [&](std::string_view sql) { return unit_facts(sql, english); });
    if (!one) throw base::not_found(kRecord);
    return RecordAnswer{
        id, one->version,
        fmt::format(R"({{"record":{},"units":{},"may":null,"warnings":[],"doubles":0}})", one->json,
                    units_json(one->units))};
  });
}

boost::asio::awaitable<std::string> RegisterService::history(const Actor& actor,
                                                             const std::string& noun,
                                                             const std::string& id,
                                                             std::optional<std::int64_t> before,
                                                             bool english) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  co_return co_await database_.read([&](db::Connection& connection) {
    const StoredRecord stored = found(connection, actor, of, id, today);
    const auto fields = readable(actor, of, of.sql.all_fields(), {false, {stored.owner}}, today);
    auto versions = store_.history(connection, noun, id, fields,
                                   before.value_or(stored.version + 1), kVersionsPerPage + 1,
                                   [&](std::string_view sql) { return unit_facts(sql, english); });
    const bool more = static_cast<std::int64_t>(versions.size()) > kVersionsPerPage;
    if (more) versions.pop_back();
    const auto names = access_.display_names(connection);
    std::string json = R"({"versions":[)";
    std::string units;
    for (const VersionRow& version : versions) {
      if (&version != &versions.front()) json += ',';
      const auto name = names.find(version.account);
      const bj::object line{
          {"version", version.version},
          {"recorded_at", base::rfc3339(version.recorded_at)},
          {"until", version.until ? bj::value(base::rfc3339(*version.until)) : bj::value()},
          {"by", name == names.end() ? "" : name->second},
          {"action", version.action},
          {"why", version.why}};
      std::string text = bj::serialize(line);
      text.pop_back();
      json += text + R"(,"record":)" + version.json + "}";
      units += version.units + ' ';
    }
    json += R"(],"next":)";
    json += more ? std::to_string(versions.back().version) : "null";
    json += R"(,"units":)" + units_json(units) + "}";
    return json;
  });
}

// --- writing -------------------------------------------------------------------------------------

void RegisterService::settle(const Registered& of, Record& record, std::vector<Issue>& issues,
                             bool confirmed, base::Date today) const {
  of.check.check(record, today, issues);
  require_settled(of, issues, confirmed);
}

void RegisterService::require_settled(const Registered& of, std::span<const Issue> issues,
                                      bool confirmed) {
  if (issues.empty()) return;
  if (has_error(issues)) {
    throw base::invalid({"内容不符合要求，没有保存。请按各项提示修改。",
                         "The values are not acceptable and were not saved. Correct them as said "
                         "beside each."},
                        below_values(field_errors(of.declaration, issues)));
  }
  if (confirmed) return;
  std::vector<FieldError> warnings;
  for (const Issue& issue : issues) {
    const bool whole = issue.field == Issue::kWholeRecord;
    warnings.push_back({whole ? "" : "/" + of.declaration.fields[issue.field].name, issue.message});
  }
  throw unconfirmed(below_values(std::move(warnings)));
}

std::vector<db::Value> RegisterService::columns_of_record(const Registered& of,
                                                          const Record& record) const {
  std::vector<db::Value> columns;
  columns.reserve(of.sql.columns().size());
  for (std::size_t i = 0; i < of.declaration.fields.size(); ++i) {
    const Field& field = of.declaration.fields[i];
    if (field.derived) continue;
    if (!field.sensitive) {
      columns.push_back(to_column(record[i]));
      continue;
    }
    const auto* const text = std::get_if<std::string_view>(&record[i]);
    if (text == nullptr) {
      columns.insert(columns.end(), 3, nullptr);
      continue;
    }
    const std::string place = of.declaration.name + "." + field.name;
    columns.emplace_back(sealer_.seal(place, *text));
    columns.emplace_back(masked(field.format, *text));
    columns.emplace_back(sealer_.blind(place, *text));
  }
  return columns;
}

std::string RegisterService::search_text(const Registered& of, const Record& record) const {
  std::string text;
  for (const std::string& name : of.declaration.list.search) {
    const std::size_t position = of.position(name);
    const Field& field = of.declaration.fields[position];
    const auto* const value = std::get_if<std::string_view>(&record[position]);
    // What is sealed would lie here in clear.
    if (value == nullptr || field.sensitive) continue;
    const std::string folded = base::fold(*value);
    const std::string initials = base::pinyin_initials(*value);
    text += folded + '\n';
    if (initials != folded) text += initials + '\n';
  }
  return text;
}

bool RegisterService::may_fill(const Actor& actor, const Field& field, const std::string& owner,
                               base::Date today) const {
  return (field.write.empty() || reaches(actor, field.write, owner, today)) &&
         (field.read.empty() || reaches(actor, field.read, owner, today));
}

std::vector<std::string> RegisterService::keep_foreign(const Actor& actor, const Registered& of,
                                                       const std::string& owner,
                                                       const Record& present, Record& record,
                                                       base::Date today) const {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < of.declaration.fields.size(); ++i) {
    const Field& field = of.declaration.fields[i];
    if (present[i] == record[i]) continue;
    if (may_fill(actor, field, owner, today) && !field.by_steps) continue;
    record[i] = present[i];
    kept.push_back(field.name);
  }
  return kept;
}

void RegisterService::require_field_roles(const Actor& actor, const Registered& of,
                                          const bj::object& values, const std::string& owner,
                                          base::Date today) const {
  std::vector<FieldError> errors;
  for (const auto& member : values) {
    const Field* const field = of.declaration.find_field(member.key());
    if (field == nullptr) continue;  // reported by the check
    if (!may_fill(actor, *field, owner, today)) {
      errors.push_back({"/values/" + field->name,
                        {"您的岗位不能填写这一项。", "Your posts do not let you fill this in."}});
    }
  }
  if (!errors.empty()) {
    throw Problem(403, "forbidden", {"没有权限", "Not permitted"},
                  {"部分字段由其他岗位填写，没有保存。",
                   "Some fields are for other posts to fill in; nothing was saved."},
                  std::move(errors));
  }
}

void RegisterService::require_steps_kept(const Registered& of, const Record* before,
                                         const Record& record) {
  std::vector<FieldError> errors;
  for (std::size_t i = 0; i < of.left_to_steps.size(); ++i) {
    const Value present = before == nullptr ? Value() : (*before)[i];
    // What is empty again is asked for anew by the step.
    if (!of.left_to_steps[i] || present == record[i] || is_empty(record[i])) continue;
    const Field& field = of.declaration.fields[i];
    const Text why = left_to_a_step(of.declaration, field);
    errors.push_back({"/values/" + field.name, {why.zh + "。", "This is " + why.en + "."}});
  }
  if (errors.empty()) return;
  throw base::invalid(
      {"部分内容由办理环节填写，没有保存。请去掉这些项，到那一步时再填。",
       "Some of it is filled in by steps; nothing was saved. Leave it out, and fill "
       "it in when the step is taken."},
      std::move(errors));
}

std::vector<db::Value> RegisterService::values_of(db::Connection& connection,
                                                  const std::string& noun, const std::string& id,
                                                  const std::vector<std::string>& fields) const {
  std::vector<db::Value> values;
  const auto stored = store_.stored(connection, noun, id);
  if (!stored) return values;
  const Registered& of = find(noun);
  const bj::object columns = bj::parse(stored->columns).as_object();
  Record record(of.declaration);
  of.check.read_stored(columns, record);
  for (const std::string& field : fields) values.push_back(to_column(record[of.position(field)]));
  return values;
}

db::Value RegisterService::referred_value(db::Connection& connection, const Registered& of,
                                          const Field& field, const std::string& via) const {
  const std::string& noun = of.declaration.find_field(field.derived->via)->ref;
  if (field.derived->of_state()) {
    const auto stored = store_.stored(connection, noun, via);
    return stored ? db::Value(stored->state) : db::Value(nullptr);
  }
  const auto values = values_of(connection, noun, via, {field.derived->field});
  return values.empty() ? db::Value(nullptr) : values.front();
}

void RegisterService::check_referred(const Registered& of, Record& record, base::Date today,
                                     std::vector<Issue>& issues, const Referred& referred) {
  // Longer than the record looks at it, and in one place while others are added.
  std::vector<db::Value> columns;
  columns.reserve(of.check.referred().size());
  for (const std::size_t position : of.check.referred()) {
    const Field& field = of.declaration.fields[position];
    const auto* const via = std::get_if<std::string_view>(&record[of.position(field.derived->via)]);
    if (via == nullptr) continue;
    columns.push_back(referred(field, std::string(*via)));
    record[position] = from_column(field, columns.back());
  }
  of.check.check_referred(record, today, issues);
  // They are not the record's own.
  for (const std::size_t position : of.check.referred()) record[position] = {};
}

void RegisterService::check_referred(db::Connection& connection, const Registered& of,
                                     Record& record, base::Date today,
                                     std::vector<Issue>& issues) const {
  check_referred(of, record, today, issues, [&](const Field& field, const std::string& via) {
    return referred_value(connection, of, field, via);
  });
}

std::vector<Issue> RegisterService::settle_referred(db::Connection& connection,
                                                    const Registered& of, Record& record,
                                                    bool confirmed, base::Date today) const {
  std::vector<Issue> issues;
  if (of.check.referred().empty()) return issues;
  check_referred(connection, of, record, today, issues);
  require_settled(of, issues, confirmed);
  return issues;
}

std::optional<Text> not_the_same(const Declaration& declaration, const Field& field,
                                 const Record& record, std::span<const db::Value> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field* const same = declaration.find_field(field.same[i]);
    const db::Value ours =
        to_column(record[static_cast<std::size_t>(same - declaration.fields.data())]);
    const bool unknown = ours == db::Value(nullptr) || values[i] == db::Value(nullptr);
    if (unknown || ours == values[i]) continue;
    return Text{fmt::format("不是所填“{}”的{}，请重新选择", same->title.zh, field.title.zh),
                fmt::format("\"{}\" does not go with \"{}\": choose another", field.title.en,
                            same->title.en)};
  }
  return std::nullopt;
}

void RegisterService::require_references(db::Connection& connection, const Actor& actor,
                                         const Registered& of, const Record& record,
                                         const Record* before, base::Date today) const {
  const auto directory = access_.directory();
  std::vector<FieldError> errors;
  const auto wrong = [&](const Field& field, Text message) {
    errors.push_back({"/values/" + field.name, std::move(message)});
  };
  for (std::size_t i = 0; i < of.declaration.fields.size(); ++i) {
    const Field& field = of.declaration.fields[i];
    if (field.type != Type::reference || field.derived) continue;
    const auto* const value = std::get_if<std::string_view>(&record[i]);
    if (value == nullptr) continue;
    const bool kept = before != nullptr && (*before)[i] == record[i];
    const bool same_kept =
        before != nullptr && std::ranges::all_of(field.same, [&](const auto& same) {
          return (*before)[of.position(same)] == record[of.position(same)];
        });
    if (kept && same_kept) continue;
    const std::string id(*value);
    if (field.ref != kUnitRegister) {
      // A record out of reach does not exist for him, so he cannot refer to it either.
      const Registered& to = find(field.ref);
      if (!kept && !store_.reached(connection, field.ref, read_reach(actor, to, today), id)) {
        wrong(field, {fmt::format("没有这条{}，或您无权查看。", to.declaration.title.zh),
                      fmt::format("There is no such {}, or you may not see it.",
                                  to.declaration.title.en)});
      } else if (!field.same.empty()) {
        const auto why = not_the_same(of.declaration, field, record,
                                      values_of(connection, field.ref, id, field.same));
        if (why) wrong(field, {why->zh + "。", why->en + "."});
      }
      continue;
    }
    const auto* const unit = directory->find_unit(id);
    if (unit == nullptr || (unit->valid_to && *unit->valid_to < today)) {
      wrong(field, {"没有这个单位，或已撤销。", "There is no such unit, or it has ended."});
    } else if (field.name == of.declaration.owner.field && !of.declaration.owner.kinds.empty() &&
               std::ranges::find(of.declaration.owner.kinds, unit->kind) ==
                   of.declaration.owner.kinds.end()) {
      wrong(field, {"这类单位没有这种记录。", "A unit of this kind has no such records."});
    }
  }
  if (!errors.empty()) {
    throw base::invalid({"引用的记录或单位不对，没有保存。",
                         "A record or unit referred to is not right; nothing was saved."},
                        std::move(errors));
  }
}

namespace {

Problem taken(const Declaration& declaration, const std::vector<std::string>& fields) {
  std::vector<FieldError> errors;
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const std::string& name : fields) {
    const Text title = title_or_name(*declaration.find_field(name));
    zh.push_back(title.zh);
    en.push_back(title.en);
    errors.push_back({"/values/" + name, {"已有记录使用。", "Taken by another record."}});
  }
  return {
      409,
      "key-taken",
      {"已有相同的记录", "There is such a record already"},
      {fmt::format("已有一条记录的{}与此相同，没有保存。请核对，或修改那一条。",
                   fmt::join(zh, "、")),
       fmt::format("Another record has the same {}; nothing was saved. Check it, or change that "
                   "record.",
                   fmt::join(en, ", "))},
      std::move(errors)};
}

// Two records with one key: the fields of that key say so.
template <class F>
auto with_keys_explained(const Declaration& declaration, F&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const db::ConstraintViolation& violation) {
    const std::vector<std::string>* fields = nullptr;
    if (violation.constraint() == key_index(declaration.name)) fields = &declaration.key;
    for (std::size_t i = 0; i < declaration.unique.size(); ++i) {
      if (violation.constraint() == unique_index(declaration.name, i)) {
        fields = &declaration.unique[i];
      }
    }
    if (fields == nullptr) throw;
    throw taken(declaration, *fields);
  }
}

}  // namespace

void RegisterService::require_unrepeated(db::Connection& connection, const Registered& of,
                                         const RecordRow& row, const StoredRecord* before) const {
  const auto left_out = repeated_.find(of.declaration.name);
  if (left_out == repeated_.end() || row.removed) return;
  for (const Repeated& one : left_out->second) {
    std::vector<std::string> by;
    std::vector<db::Value> values;
    for (const std::string& name : one.fields) {
      by.push_back(of.sql.compared_column(name));
      const auto at = std::ranges::find(of.sql.columns(), by.back()) - of.sql.columns().begin();
      values.push_back(row.columns[static_cast<std::size_t>(at)]);
    }
    if (std::ranges::find(values, db::Value(nullptr)) != values.end()) continue;
    const std::vector<std::vector<db::Value>> keys{values};
    const auto found = store_.stored_by(connection, of.declaration.name, by, keys);
    // Whoever stood there before goes on.
    const bool stood =
        before != nullptr && !before->removed &&
        std::ranges::any_of(found, [&](const auto& same) { return same.id == row.id; });
    if (!stood && !found.empty()) throw taken(of.declaration, one.fields);
  }
}

boost::asio::awaitable<RecordAnswer> RegisterService::create(const Actor& actor,
                                                             const std::string& noun,
                                                             const NewRecord& given,
                                                             const db::Once& once) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  const Declaration& declaration = of.declaration;
  required_read_reach(actor, of, today);
  if (reach(actor, declaration.write, today).nowhere()) throw outside_reach();
  const std::string why = trimmed_why(given.why, "why");
  Record record(declaration);
  std::vector<Issue> issues;
  of.check.read_json(given.values, record, issues);
  settle(of, record, issues, given.confirmed.value_or(false), today);
  const std::string owner = of.owner_of(record);
  if (!reaches(actor, declaration.write, owner, today)) throw outside_reach();
  require_field_roles(actor, of, given.values, owner, today);
  require_steps_kept(of, nullptr, record);
  RecordRow row;
  row.id = base::uuid_v7(database_.clock(), random_);
  row.state = declaration.workflow.initial;
  row.columns = columns_of_record(of, record);
  row.search_text = search_text(of, record);
  std::vector<Issue> over_referred;
  const auto fields = readable(actor, of, of.sql.all_fields(), {false, {owner}}, today);
  const auto facts = [&](std::string_view sql) { return unit_facts(sql, false); };
  std::optional<RegisterStore::One> shown;
  const auto written =
      co_await database_.write_once<WrittenRecord>(once, [&](db::Connection& connection) {
        require_references(connection, actor, of, record, nullptr, today);
        over_referred =
            settle_referred(connection, of, record, given.confirmed.value_or(false), today);
        about_to_write(connection, actor,
                       {declaration, "create", {}, owner, nullptr, record, {}, 1, why});
        row.recorded_at = connection.now();
        row.state_since = row.recorded_at;
        require_unrepeated(connection, of, row, nullptr);
        with_keys_explained(declaration, [&] {
          shown = store_.insert_one(connection, noun, row, fields, facts,
                                    {actor.account, "create", why});
        });
        access_.audit_trail().record(connection, actor, noun + ".create", row.id, "version 1");
        return WrittenRecord{row.id, 1};
      });
  changed(noun, {owner});
  // The answer is drawn up where it holds up nobody who writes. Somebody may have written since.
  co_return co_await database_.read([&](db::Connection& connection) {
    StoredRecord stored{1,     row.recorded_at, row.state, row.state_since,
                        false, row.returned,    owner,     ""};
    if (written.id != row.id) {
      // A retry: its values are those of the first time, which wrote nothing anew.
      auto first = store_.stored(connection, noun, written.id, written.version);
      if (!first) throw base::not_found(kRecord);
      stored = std::move(*first);
      shown.reset();
      over_referred.clear();
      check_referred(connection, of, record, today, over_referred);
    }
    std::vector<Issue> all = issues;
    all.insert(all.end(), over_referred.begin(), over_referred.end());
    return answer_written(connection, actor, of, written.id, stored, record, all, shown, today);
  });
}

// The stored columns as what a client would have sent: sealed values opened.
bj::object RegisterService::opened(const Registered& of, const std::string& columns) const {
  bj::object values = bj::parse(columns).as_object();
  for (const ColumnShape& column : of.sql.shape().columns) {
    if (column.kind != ColumnKind::sealed) continue;
    values.erase(column.name + "_masked");
    values.erase(column.name + "_blind");
    bj::value& sealed = values[column.name];
    if (const auto* text = sealed.if_string()) {
      sealed = sealer_.unseal(of.declaration.name + "." + column.name,
                              std::string_view(text->data(), text->size()));
    }
  }
  return values;
}

void RegisterService::require_version(db::Connection& connection, const Actor& actor,
                                      const Registered& of, const std::string& id,
                                      const StoredRecord& stored, std::int64_t version,
                                      base::Date today) const {
  if (stored.version == version) return;
  throw base::stale(answer(connection, actor, of, id, today).json);
}

void RegisterService::require_writable(const Actor& actor, const Registered& of,
                                       const StoredRecord& stored, base::Date today) const {
  const Declaration& declaration = of.declaration;
  if (!reaches(actor, declaration.write, stored.owner, today)) throw outside_reach();
  if (declaration.workflow.empty()) return;
  const State* const state = declaration.workflow.find_state(stored.state);
  if (state != nullptr && state->editable) return;
  const Text title = state == nullptr ? Text{stored.state, stored.state} : state->title;
  throw base::conflict(
      "state", {fmt::format("记录处于“{}”，不能直接修改；如需修改，请先退回。", title.zh),
                fmt::format("The record is \"{}\" and cannot be changed; have it returned first.",
                            title.en)});
}

// The next version of a record.
void RegisterService::append(db::Connection& connection, const Actor& actor, const Registered& of,
                             const std::string& id, const StoredRecord& stored,
                             const Change& change) const {
  RecordRow row;
  row.id = id;
  row.version = stored.version + 1;
  // Another server with a fast clock may have written the version before.
  row.recorded_at = std::max(connection.now(), base::Instant{stored.recorded_at.us + 1});
  row.state = change.state;
  row.state_since = change.enters_state ? row.recorded_at : stored.state_since;
  row.returned = change.returned;
  row.removed = change.removed;
  row.columns = change.columns;
  row.search_text = change.search_text;
  const std::string& noun = of.declaration.name;
  require_unrepeated(connection, of, row, &stored);
  const bool written = with_keys_explained(of.declaration, [&] {
    return store_.update(connection, noun, row, {actor.account, change.action, change.why});
  });
  if (!written) {
    throw base::stale(answer(connection, actor, of, id, database_.clock().today()).json);
  }
  access_.audit_trail().record(connection, actor, noun + "." + change.action, id,
                               fmt::format("version {}", row.version));
}

RecordAnswer RegisterService::write(db::Connection& connection, const Actor& actor,
                                    const Registered& of, const std::string& id,
                                    const StoredRecord& stored, const Change& change) const {
  append(connection, actor, of, id, stored, change);
  // Who wrote may have put it out of his reach by that.
  const auto written = store_.stored(connection, of.declaration.name, id);
  return answer(connection, actor, of, id, *written, database_.clock().today());
}

namespace {

void require_present(const StoredRecord& stored) {
  if (!stored.removed) return;
  throw base::conflict("removed",
                       {"记录已作废，请先恢复。", "The record was removed; restore it first."});
}

}  // namespace

RecordAnswer RegisterService::write_edited(db::Connection& connection, const Actor& actor,
                                           const Registered& of, const std::string& id,
                                           const StoredRecord& stored, const Record& before,
                                           Record& record, bool confirmed, const char* action,
                                           const std::string& why, base::Date today) const {
  const std::string owner = of.owner_of(record);
  // What was mended is returned no more.
  bj::object returned = bj::parse(stored.returned).as_object();
  for (std::size_t i = 0; i < of.declaration.fields.size(); ++i) {
    if (before[i] != record[i]) returned.erase(of.declaration.fields[i].name);
  }
  require_references(connection, actor, of, record, &before, today);
  settle_referred(connection, of, record, confirmed, today);
  about_to_write(
      connection, actor,
      {of.declaration, action, id, owner, &before, record, stored.state, stored.version + 1, why});
  const Change made{action,       why,   columns_of_record(of, record), search_text(of, record),
                    stored.state, false, bj::serialize(returned),       false};
  return write(connection, actor, of, id, stored, made);
}

boost::asio::awaitable<RecordAnswer> RegisterService::change(const Actor& actor,
                                                             const std::string& noun,
                                                             const std::string& id,
                                                             const RecordChange& given,
                                                             std::int64_t version) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const std::string why = trimmed_why(given.why, "why");
  std::set<std::string> owners;
  RecordAnswer answered = co_await database_.write([&](db::Connection& connection) {
    StoredRecord stored = found(connection, actor, of, id, today);
    require_present(stored);
    require_writable(actor, of, stored, today);
    require_version(connection, actor, of, id, stored, version, today);
    const bj::object old = opened(of, stored.columns);
    std::vector<Issue> issues;
    Record before(of.declaration);
    of.check.read_stored(old, before);
    Record record(of.declaration);
    of.check.read_stored(old, record);
    of.check.read_json(given.values, record, issues);
    settle(of, record, issues, given.confirmed.value_or(false), today);
    const std::string owner = of.owner_of(record);
    if (!reaches(actor, of.declaration.write, owner, today)) throw outside_reach();
    require_field_roles(actor, of, given.values, owner, today);
    require_steps_kept(of, &before, record);
    owners = {stored.owner, owner};
    return write_edited(connection, actor, of, id, stored, before, record,
                        given.confirmed.value_or(false), "change", why, today);
  });
  changed(noun, owners);
  co_return answered;
}

boost::asio::awaitable<RecordAnswer> RegisterService::remove(
    const Actor& actor, const std::string& noun, const std::string& id, const RecordRemoval& given,
    std::int64_t version, const db::Once& once) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const std::string why = required_why(given.why, "why");
  std::set<std::string> owners;
  RecordAnswer answered =
      co_await database_.write_once<RecordAnswer>(once, [&](db::Connection& connection) {
        StoredRecord stored = found(connection, actor, of, id, today);
        require_writable(actor, of, stored, today);
        require_version(connection, actor, of, id, stored, version, today);
        if (stored.removed) {
          throw base::conflict("removed", {"记录已经作废。", "The record was removed already."});
        }
        Record record(of.declaration);
        const bj::object old = opened(of, stored.columns);
        of.check.read_stored(old, record);
        about_to_write(connection, actor,
                       {of.declaration, "remove", id, stored.owner, &record, record, stored.state,
                        stored.version + 1, why});
        Change made{"remove",
                    why,
                    columns_of_record(of, record),
                    search_text(of, record),
                    stored.state,
                    false,
                    stored.returned,
                    true};
        owners = {stored.owner};
        return write(connection, actor, of, id, stored, made);
      });
  changed(noun, owners);
  co_return answered;
}

namespace {

// Of a version that differs in nothing else.
Problem others_fill(const std::vector<std::string>& fields) {
  std::vector<FieldError> errors;
  for (const std::string& name : fields) {
    errors.push_back({"/values/" + name,
                      {"由其他岗位或办理环节填写。", "Filled in by other posts or by a step."}});
  }
  return {403,
          "forbidden",
          {"没有权限", "Not permitted"},
          {"这一版与现在不同的各项由其他岗位或办理环节填写，没有恢复。",
           "Whatever differs in this version is filled in by other posts or by steps; nothing was "
           "restored."},
          std::move(errors)};
}

}  // namespace

boost::asio::awaitable<RecordAnswer> RegisterService::restore(
    const Actor& actor, const std::string& noun, const std::string& id,
    const RecordRestoration& given, std::int64_t version, const db::Once& once) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const std::string why = required_why(given.why, "why");
  std::set<std::string> owners;
  RecordAnswer answered =
      co_await database_.write_once<RecordAnswer>(once, [&](db::Connection& connection) {
        StoredRecord stored = found(connection, actor, of, id, today);
        require_writable(actor, of, stored, today);
        require_version(connection, actor, of, id, stored, version, today);
        const auto past = store_.stored(connection, noun, id, given.version);
        if (!past) throw base::not_found({"这个版本", "This version"});
        const bj::object old = opened(of, past->columns);
        const bj::object present = opened(of, stored.columns);
        Record record(of.declaration);
        Record before(of.declaration);
        std::vector<Issue> issues;
        of.check.read_stored(old, record);
        of.check.read_stored(present, before);
        const std::vector<std::string> kept =
            keep_foreign(actor, of, stored.owner, before, record, today);
        const bool nothing = std::ranges::equal(before.values(), record.values());
        if (!kept.empty() && nothing && !stored.removed) throw others_fill(kept);
        settle(of, record, issues, true, today);
        const std::string owner = of.owner_of(record);
        if (!reaches(actor, of.declaration.write, owner, today)) throw outside_reach();
        require_references(connection, actor, of, record, nullptr, today);
        settle_referred(connection, of, record, true, today);
        about_to_write(connection, actor,
                       {of.declaration, "restore", id, owner, &before, record, stored.state,
                        stored.version + 1, why});
        Change made{"restore",
                    why,
                    columns_of_record(of, record),
                    search_text(of, record),
                    stored.state,
                    false,
                    stored.returned,
                    false};
        owners = {stored.owner, owner};
        RecordAnswer written = write(connection, actor, of, id, stored, made);
        written.json.back() = ',';
        written.json +=
            fmt::format(R"("kept":{}}})", bj::serialize(bj::array(kept.begin(), kept.end())));
        return written;
      });
  changed(noun, owners);
  co_return answered;
}

boost::asio::awaitable<RecordAnswer> RegisterService::correct(
    const Actor& actor, const std::string& noun, const std::string& id, const RecordChange& given,
    const std::vector<std::string>& by, std::int64_t version, const db::Once& once) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  const std::string why = required_why(given.why, "why");
  std::set<std::string> owners;
  RecordAnswer answered =
      co_await database_.write_once<RecordAnswer>(once, [&](db::Connection& connection) {
        const StoredRecord stored = found(connection, actor, of, id, today);
        require_present(stored);
        if (!reaches(actor, by, stored.owner, today)) throw outside_reach();
        require_version(connection, actor, of, id, stored, version, today);
        const bj::object old = opened(of, stored.columns);
        std::vector<Issue> issues;
        Record before(of.declaration);
        of.check.read_stored(old, before);
        Record record(of.declaration);
        of.check.read_stored(old, record);
        of.check.read_json(given.values, record, issues);
        settle(of, record, issues, given.confirmed.value_or(false), today);
        require_field_roles(actor, of, given.values, stored.owner, today);
        std::vector<FieldError> fixed;
        std::vector<std::string> kept = of.declaration.key;
        kept.push_back(of.declaration.owner.field);
        for (const std::string& name : kept) {
          if (before[of.position(name)] == record[of.position(name)]) continue;
          fixed.push_back(
              {"/values/" + name, {"更正不能改这一项。", "A correction does not change this."}});
        }
        if (!fixed.empty()) {
          throw base::invalid({"没有更正。", "Nothing was corrected."}, std::move(fixed));
        }
        if (std::ranges::equal(before.values(), record.values())) {
          throw base::invalid(
              {"没有改动任何一项。", "No value is different."},
              {{"/values", {"请改要更正的项。", "Change what is to be corrected."}}});
        }
        owners = {stored.owner};
        return write_edited(connection, actor, of, id, stored, before, record,
                            given.confirmed.value_or(false), "correct", why, today);
      });
  changed(noun, owners);
  co_return answered;
}

std::vector<RegisterService::KeptRecord> RegisterService::kept(
    db::Connection& connection, const std::string& noun, const std::vector<std::string>& by,
    std::span<const std::vector<db::Value>> keys) const {
  const Registered& of = find(noun);
  std::vector<KeptRecord> records;
  for (RegisterStore::Keyed& keyed : store_.stored_by(connection, noun, by, keys)) {
    if (keyed.record.removed) continue;
    KeptRecord& one = records.emplace_back();
    one.id = std::move(keyed.id);
    one.version = keyed.record.version;
    one.recorded_at = keyed.record.recorded_at;
    one.state = std::move(keyed.record.state);
    one.state_since = keyed.record.state_since;
    one.owner = std::move(keyed.record.owner);
    one.returned = keyed.record.returned.size() > std::string_view("{}").size();
    one.values = bj::parse(keyed.record.columns).as_object();
    for (const ColumnShape& column : of.sql.shape().columns) {
      if (column.kind != ColumnKind::sealed) continue;
      for (const char* part : {"", "_masked", "_blind"}) one.values.erase(column.name + part);
    }
  }
  return records;
}

// --- workflow ------------------------------------------------------------------------------------

boost::asio::awaitable<RecordAnswer> RegisterService::step(
    const Actor& actor, const std::string& noun, const std::string& id, const std::string& name,
    const TransitionStep& given, std::int64_t version, const db::Once& once) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const Transition* const transition = of.declaration.workflow.find_transition(name);
  if (transition == nullptr) throw base::not_found({"这个环节", "This step"});
  const std::string comment = transition->comment == Comment::required
                                  ? required_why(given.comment, "comment")
                                  : trimmed_why(given.comment, "comment");
  const bj::object values = given.values.value_or(bj::object());
  std::vector<FieldError> errors;
  if (transition->comment == Comment::none && !comment.empty()) {
    errors.push_back({"/comment", {"这一步不填意见。", "This step takes no comment."}});
  }
  for (const auto& member : values) {
    if (std::ranges::find(transition->fields, std::string_view(member.key())) ==
        transition->fields.end()) {
      errors.push_back({"/values/" + std::string(member.key()),
                        {"这一步不能填写此项。", "This step does not fill this in."}});
    }
  }
  bj::object returned;
  if (given.returned) {
    for (const auto& [field, reason] : *given.returned) {
      if (!transition->returns_fields || of.declaration.find_field(field) == nullptr) {
        errors.push_back({"/returned/" + field, {"不能退回此项。", "This cannot be returned."}});
      } else if (reason.empty() || base::character_count(reason) > kWhyCharactersMax) {
        errors.push_back({"/returned/" + field,
                          {fmt::format("请说明原因，不超过 {} 字。", kWhyCharactersMax),
                           fmt::format("Say why, in at most {} characters.", kWhyCharactersMax)}});
      }
      returned[field] = reason;
    }
  }
  if (!errors.empty()) {
    throw base::invalid({"这一步不能这样办理。", "This step cannot be taken like this."},
                        std::move(errors));
  }
  std::set<std::string> owners;
  RecordAnswer answered =
      co_await database_.write_once<RecordAnswer>(once, [&](db::Connection& connection) {
        StoredRecord stored = found(connection, actor, of, id, today);
        const auto unit = acting_unit(connection, of, id, stored, transition->of);
        if (!unit || !reaches(actor, transition->by, *unit, today)) throw outside_reach();
        require_version(connection, actor, of, id, stored, version, today);
        const bool possible =
            !stored.removed &&
            std::ranges::find(transition->from, stored.state) != transition->from.end();
        if (!possible) {
          throw base::conflict("state", {"记录当前的状态不能办理这一步，请刷新后查看。",
                                         "The record is not in a state for this step; look at it "
                                         "again."});
        }
        const base::Date not_before =
            calendar_.after(base::day_of(stored.state_since), transition->after_working_days);
        if (today < not_before) {
          throw base::conflict("state",
                               {fmt::format("未满 {} 个工作日，{}起可以办理。",
                                            transition->after_working_days, not_before.str()),
                                fmt::format("{} working days have not passed; possible from {}.",
                                            transition->after_working_days, not_before.str())});
        }
        require_signed(connection, of, *transition, id, stored, today);
        const bj::object old = opened(of, stored.columns);
        Record before(of.declaration);
        Record record(of.declaration);
        std::vector<Issue> issues;
        of.check.read_stored(old, before);
        of.check.read_stored(old, record);
        for (const std::string& field : transition->clears) record[of.position(field)] = Value{};
        of.check.read_json(values, record, issues);
        // What was confirmed when it was filled in need not be confirmed at every step.
        settle(of, record, issues, values.empty() || given.confirmed.value_or(false), today);
        std::vector<FieldError> missing;
        for (const std::string& field : transition->required_fields) {
          if (is_empty(record[of.position(field)])) {
            missing.push_back(
                {"/values/" + field, {"这一步之前须填写。", "To be filled in before this step."}});
          }
        }
        if (!missing.empty()) {
          throw base::invalid({"还有必填的内容，没有办理。",
                               "Something needed is not filled in; the step was not taken."},
                              std::move(missing));
        }
        require_references(connection, actor, of, record, &before, today);
        // What is handed in is checked; whoever decides on it later need not be stopped by what has
        // changed elsewhere since.
        const State* const state = of.declaration.workflow.find_state(stored.state);
        if (state != nullptr && state->editable) {
          settle_referred(connection, of, record, values.empty() || given.confirmed.value_or(false),
                          today);
        }
        about_to_write(connection, actor,
                       {of.declaration, transition->name, id, stored.owner, &before, record,
                        stored.state, stored.version + 1, comment});
        Change made{transition->name,        comment,        columns_of_record(of, record),
                    search_text(of, record), transition->to, transition->to != stored.state,
                    bj::serialize(returned), false};
        owners = {stored.owner, of.owner_of(record)};
        RecordAnswer written = write(connection, actor, of, id, stored, made);
        if (on_step_) {
          std::map<std::string, std::string> sides;
          for (const std::string& side : of.declaration.owner.also) {
            const auto named = acting_unit(connection, of, id, stored, side);
            if (named) sides.emplace(side, *named);
          }
          on_step_(connection, actor,
                   {of.declaration, *transition, id, stored.owner, written.version, sides});
        }
        return written;
      });
  changed(noun, owners);
  co_return answered;
}

boost::asio::awaitable<BulkOutcome> RegisterService::steps(const Actor& actor,
                                                           const std::string& noun,
                                                           const std::string& transition,
                                                           const BulkStep& given,
                                                           const db::Once& once) {
  if (given.records.empty() || given.records.size() > kStepsMax) {
    throw base::invalid(
        {"记录的条数不对。", "The number of records is not right."},
        {{"/records",
          {fmt::format("须为 1 至 {} 条。", kStepsMax), fmt::format("From 1 to {}.", kStepsMax)}}});
  }
  const TransitionStep step_given{given.comment, given.values, std::nullopt, given.confirmed};
  BulkOutcome outcome;
  for (const RecordVersion& record : given.records) {
    // Each record is a request of its own, so that a retry of the whole repeats none of them.
    db::Once own = once;
    if (!own.key.empty()) own.key += " " + record.id;
    try {
      co_await step(actor, noun, record.id, transition, step_given, record.version, own);
      outcome.done.push_back(record.id);
    } catch (const Problem& problem) {
      outcome.failed.push_back({record.id, problem.title(), problem.detail(), problem.errors()});
    }
  }
  co_return outcome;
}

boost::asio::awaitable<RevealedValue> RegisterService::reveal(const Actor& actor,
                                                              const std::string& noun,
                                                              const std::string& id,
                                                              const RevealRequest& given) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const std::string why = required_why(given.why, "why");
  const Field* const field = of.declaration.find_field(given.field);
  if (field == nullptr || !field->sensitive || field->derived) {
    throw base::invalid({"没有这个敏感字段。", "There is no such sensitive field."},
                        {{"/field", {"没有这个字段。", "There is no such field."}}});
  }
  co_return co_await database_.write([&](db::Connection& connection) {
    const StoredRecord stored = found(connection, actor, of, id, today);
    if (!field->read.empty() && !reaches(actor, field->read, stored.owner, today)) {
      throw outside_reach();
    }
    const bj::object values = opened(of, stored.columns);
    const bj::value& value = values.at(field->name);
    access_.audit_trail().record(connection, actor, noun + ".reveal", id,
                                 fmt::format("{}: {}", field->name, why));
    return RevealedValue{value.is_string() ? std::string(value.get_string()) : std::string()};
  });
}

void RegisterService::changed(const std::string& noun, const std::set<std::string>& owners) {
  if (on_change_) on_change_(noun, owners);
}

}  // namespace registers

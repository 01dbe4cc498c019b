#include "draft/draft_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/identity.hpp"
#include "base/text.hpp"
#include "plan/plan_load.hpp"

namespace draft {

namespace engine = engines::draft;

//! The files a new plan starts with (plans/start, and the national calendar), as they were when the
//! program was built.
std::string_view start_text(std::string_view file);

namespace {

constexpr int kGapConfidence = 30;

// Positions in UTF-16 code units, as browsers count, for byte offsets in UTF-8.
class Utf16 {
 public:
  explicit Utf16(std::string_view text) : text_(text) {
    std::int64_t units = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i % kStep == 0) known_.push_back(units);
      units += units_of(text[i]);
    }
  }

  std::int64_t at(std::size_t byte) const {
    byte = std::min(byte, text_.size());
    if (known_.empty()) return 0;
    const std::size_t block = std::min(byte / kStep, known_.size() - 1);
    std::int64_t units = known_[block];
    for (std::size_t i = block * kStep; i < byte; ++i) units += units_of(text_[i]);
    return units;
  }

  TextSpan span(engine::Span bytes) const { return {at(bytes.begin), at(bytes.end)}; }

 private:
  static constexpr std::size_t kStep = 256;

  // Counted at the first byte of a character.
  static std::int64_t units_of(char byte) {
    const auto c = static_cast<unsigned char>(byte);
    if ((c & 0xC0U) == 0x80U) return 0;
    return c >= 0xF0 ? 2 : 1;
  }

  std::string_view text_;
  std::vector<std::int64_t> known_;
};

plan::UnitKind kind_of_unit(engine::UnitKind kind) {
  switch (kind) {
    case engine::UnitKind::province:
      return plan::UnitKind::province;
    case engine::UnitKind::city:
      return plan::UnitKind::city;
    case engine::UnitKind::county:
      return plan::UnitKind::county;
    case engine::UnitKind::park:
      return plan::UnitKind::park;
    case engine::UnitKind::department:
      return plan::UnitKind::department;
    case engine::UnitKind::party:
      return plan::UnitKind::party;
    case engine::UnitKind::association:
      return plan::UnitKind::association;
    case engine::UnitKind::school:
      return plan::UnitKind::school;
    case engine::UnitKind::college:
      return plan::UnitKind::college;
    case engine::UnitKind::education_group:
      return plan::UnitKind::education_group;
    case engine::UnitKind::enterprise:
      return plan::UnitKind::enterprise;
  }
  return plan::UnitKind::department;
}

engine::UnitKind engine_kind(plan::UnitKind kind) {
  for (int i = 0; i <= static_cast<int>(engine::UnitKind::enterprise); ++i) {
    const auto candidate = static_cast<engine::UnitKind>(i);
    if (kind_of_unit(candidate) == kind) return candidate;
  }
  return engine::UnitKind::department;
}

plan::Comparator comparator_of(engine::Comparator comparator) {
  switch (comparator) {
    case engine::Comparator::at_least:
      return plan::Comparator::at_least;
    case engine::Comparator::at_most:
      return plan::Comparator::at_most;
    case engine::Comparator::equal:
      return plan::Comparator::equal;
    case engine::Comparator::about:
      return plan::Comparator::about;
    case engine::Comparator::between:
      return plan::Comparator::between;
    case engine::Comparator::all:
      return plan::Comparator::all;
  }
  return plan::Comparator::at_least;
}

plan::Period period_of(engine::Period period) {
  switch (period) {
    case engine::Period::once:
      return plan::Period::once;
    case engine::Period::each_month:
      return plan::Period::each_month;
    case engine::Period::each_quarter:
      return plan::Period::each_quarter;
    case engine::Period::each_half_year:
      return plan::Period::each_half_year;
    case engine::Period::each_year:
      return plan::Period::each_year;
  }
  return plan::Period::once;
}

plan::Result result_of(engine::Result result) {
  switch (result) {
    case engine::Result::number:
      return plan::Result::number;
    case engine::Result::document:
      return plan::Result::document;
    case engine::Result::list:
      return plan::Result::list;
    case engine::Result::standing:
      return plan::Result::standing;
  }
  return plan::Result::standing;
}

plan::Role role_of(engine::Role role) {
  switch (role) {
    case engine::Role::lead:
      return plan::Role::lead;
    case engine::Role::presumed_lead:
      return plan::Role::presumed_lead;
    case engine::Role::supporting:
      return plan::Role::supporting;
  }
  return plan::Role::supporting;
}

DocumentPartKind part_kind_of(engine::PartKind kind) {
  switch (kind) {
    case engine::PartKind::navigation:
      return DocumentPartKind::navigation;
    case engine::PartKind::register_card:
      return DocumentPartKind::register_card;
    case engine::PartKind::notice:
      return DocumentPartKind::notice;
    case engine::PartKind::body:
      return DocumentPartKind::body;
    case engine::PartKind::annex:
      return DocumentPartKind::annex;
    case engine::PartKind::repetition:
      return DocumentPartKind::repetition;
    case engine::PartKind::page_furniture:
      return DocumentPartKind::page_furniture;
    case engine::PartKind::blank:
      return DocumentPartKind::blank;
  }
  return DocumentPartKind::body;
}

Text untranslated(const std::string& zh) { return {zh, zh}; }

// Words whose members nobody has filled in yet are asked about again with each document.
std::vector<plan::Scope> filled_scopes(const plan::Plan& base) {
  std::vector<plan::Scope> filled;
  std::copy_if(base.scopes.begin(), base.scopes.end(), std::back_inserter(filled),
               [](const plan::Scope& scope) { return !scope.units.empty(); });
  return filled;
}

std::string without_suffix(std::string text, std::initializer_list<std::string_view> suffixes) {
  for (const std::string_view suffix : suffixes) {
    if (text.size() > suffix.size() && text.ends_with(suffix)) {
      text.resize(text.size() - suffix.size());
      break;
    }
  }
  return text;
}

// The latest year in 2000–2099 that a title names: "（2023—2025年）".
std::optional<int> latest_year(const std::string& title) {
  std::optional<int> latest;
  for (std::size_t i = 0; i + 4 <= title.size(); ++i) {
    const bool digits = std::all_of(title.begin() + static_cast<std::ptrdiff_t>(i),
                                    title.begin() + static_cast<std::ptrdiff_t>(i) + 4,
                                    [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || title[i] != '2' || title[i + 1] != '0') continue;
    latest = std::max(latest.value_or(0), std::stoi(title.substr(i, 4)));
    i += 3;
  }
  return latest;
}

class Reader {
 public:
  Reader(const engine::Draft& found, std::string_view text, const plan::Plan& base, Date today)
      : found_(found), base_(base), utf16_(text), today_(today) {
    for (const plan::Unit& unit : base.units) ids_.insert(unit.id);
    for (const plan::Scope& scope : filled_scopes(base)) ids_.insert(scope.id);
  }

  DraftRead read() {
    read_dates();
    propose_root();
    for (const engine::ProposedUnit& unit : found_.proposed_units) name_unit(unit);
    for (const engine::ProposedScope& scope : found_.proposed_scopes) {
      scope_ids_.push_back(fresh_id(scope.words, "scope"));
    }
    for (std::size_t i = 0; i < found_.commitments.size(); ++i) {
      commitment_ids_.push_back(fresh_id(found_.commitments[i].title.text, "commitment"));
    }
    for (const engine::Body& body : found_.bodies) name_body(body);

    add_plan();
    for (std::size_t i = 0; i < found_.goals.size(); ++i) add_goal(found_.goals[i], i + 1);
    add_groups();
    for (const engine::Measure& measure : found_.measures) add_measure(measure);
    for (const engine::Task& task : found_.tasks) add_task(task);
    for (const engine::InlineDuty& duty : found_.inline_duties) add_inline_duty(duty);
    for (std::size_t i = 0; i < found_.commitments.size(); ++i) add_commitment(i);
    add_units();
    for (std::size_t i = 0; i < found_.proposed_scopes.size(); ++i) add_scope(i);
    for (std::size_t i = 0; i < found_.bodies.size(); ++i) add_body(i);
    for (const engine::Duty& duty : found_.duties) add_duty(duty);

    for (const engine::Part& part : found_.parts) {
      read_.parts.push_back({part_kind_of(part.kind), utf16_.span(part.span), part.title.text});
    }
    for (const engine::Finding& finding : found_.findings) {
      read_.findings.push_back({finding.kind, {utf16_.span(finding.span)}, finding.message});
    }
    for (const engine::NotUnderstood& words : found_.not_understood) {
      read_.not_understood.push_back(
          {words.kind, {utf16_.span(words.written.span)}, words.written.text, words.reason});
    }
    return std::move(read_);
  }

 private:
  // ---- items and their facts

  DraftedItem& begin(ItemKind kind) {
    read_.items.emplace_back();
    read_.items.back().kind = kind;
    return read_.items.back();
  }

  void fact(DraftedItem& item, const std::string& field, const engine::Quote& quote,
            const engine::Ground& ground) {
    DraftFact fact;
    fact.field = field;
    if (!quote.span.empty()) fact.spans.push_back(utf16_.span(quote.span));
    fact.written = quote.text;
    fact.confidence_percent = ground.confidence_percent;
    fact.rule = ground.rule;
    if (!ground.rule.empty()) fact.why = engine::rule_text(ground.rule);
    item.facts.push_back(std::move(fact));
  }

  // What the format wants and the document does not say.
  static void gap(DraftedItem& item, const std::string& field, Text why) {
    DraftFact fact;
    fact.field = field;
    fact.confidence_percent = kGapConfidence;
    fact.why = std::move(why);
    item.facts.push_back(std::move(fact));
  }

  void end(DraftedItem& item, std::initializer_list<engine::Span> spans) {
    for (const engine::Span span : spans) {
      if (!span.empty()) item.spans.push_back(utf16_.span(span));
    }
    item.confidence_percent = 100;
    for (const DraftFact& fact : item.facts) {
      item.confidence_percent = std::min(item.confidence_percent, fact.confidence_percent);
    }
  }

  // ---- ids

  std::string fresh_id(const std::string& words, const std::string& otherwise) {
    constexpr std::size_t kIdBytesMax = 48;
    std::string id = base::pinyin(words);
    if (id.empty() || id[0] < 'a' || id[0] > 'z') id = otherwise + (id.empty() ? "" : "_" + id);
    if (id.size() > kIdBytesMax) {
      const std::size_t cut = id.rfind('_', kIdBytesMax);
      id.resize(cut == std::string::npos || cut == 0 ? kIdBytesMax : cut);
    }
    std::string unique = id;
    for (int i = 2; !ids_.insert(unique).second; ++i) unique = fmt::format("{}_{}", id, i);
    return unique;
  }

  struct Named {
    std::string unit;
    std::string scope;
    const std::string& id() const { return unit.empty() ? scope : unit; }
  };

  Named named(const engine::UnitMention& mention) const {
    if (!mention.unit.empty()) return {mention.unit, ""};
    if (!mention.scope.empty()) return {"", mention.scope};
    if (mention.proposed_unit) return {unit_ids_.at(*mention.proposed_unit), ""};
    if (mention.proposed_scope) return {"", scope_ids_.at(*mention.proposed_scope)};
    return {};
  }

  std::vector<std::string> ids_of(const std::vector<engine::UnitMention>& mentions) const {
    std::vector<std::string> ids;
    for (const engine::UnitMention& mention : mentions) {
      const std::string id = named(mention).id();
      if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    return ids;
  }

  // ---- the document

  std::optional<Date> stated(engine::DateKind kind) const {
    for (const engine::StatedDate& date : found_.head.dates) {
      if (date.kind == kind) return date.on;
    }
    return std::nullopt;
  }

  void read_dates() {
    signed_on_ = stated(engine::DateKind::signed_on);
    formed_on_ = stated(engine::DateKind::formed_on);
    published_on_ = stated(engine::DateKind::published_on);
    const auto any = signed_on_ ? signed_on_ : formed_on_ ? formed_on_ : published_on_;
    dated_ = any.has_value();
    const Date otherwise = any.value_or(today_);
    // A task without a day still needs one to be sorted by: the end of the time the title names, or
    // of the year after the document.
    horizon_ = Date(latest_year(found_.head.title.text).value_or(otherwise.year() + 1), 12, 31);
    if (horizon_ < otherwise) horizon_ = Date(otherwise.year() + 1, 12, 31);
    signed_on_ = signed_on_.value_or(otherwise);
    formed_on_ = formed_on_.value_or(*signed_on_);
    published_on_ = published_on_.value_or(std::max(*signed_on_, *formed_on_));
  }

  static std::string place_in(const std::string& name) {
    std::string place = without_suffix(
        name, {"人民政府办公室", "人民政府办公厅", "人民政府", "政府办公室", "政府"});
    for (const std::string_view suffix : {"市", "州", "盟", "地区", "县", "区", "旗"}) {
      if (place.ends_with(suffix)) return place;
    }
    return {};
  }

  // A plan needs one unit above all: the place whose government issues it.
  void propose_root() {
    const auto root = std::find_if(base_.units.begin(), base_.units.end(),
                                   [](const plan::Unit& unit) { return unit.parent.empty(); });
    if (root != base_.units.end()) {
      root_ = root->id;
      root_name_ = root->name.zh;
      return;
    }
    if (found_.head.issuer) root_name_ = place_in(found_.head.issuer->written.text);
    for (std::size_t i = 0; root_name_.empty() && i < found_.proposed_units.size(); ++i) {
      root_name_ = place_in(found_.proposed_units[i].name);
    }
    root_known_ = !root_name_.empty();
    if (!root_known_) root_name_ = "本地区";
    // Whoever set the server up holds a post there already.
    root_ = kStartUnit;
    ids_.insert(root_);
  }

  void name_unit(const engine::ProposedUnit& unit) {
    unit_ids_.push_back(
        base_.units.empty() && unit.name == root_name_ ? root_ : fresh_id(unit.name, "unit"));
  }

  void name_body(const engine::Body& body) {
    const char* noun = body.kind == engine::BodyKind::leading_group      ? "leading_group"
                       : body.kind == engine::BodyKind::joint_conference ? "joint_conference"
                                                                         : "body";
    std::string unique = noun;
    for (int i = 2; !ids_.insert(unique).second; ++i) unique = fmt::format("{}_{}", noun, i);
    body_ids_.push_back(unique);
  }

  std::string plan_id() const {
    const std::string& number = found_.head.number_normal;
    if (!number.empty() && number == base_.document.number) return base_.id;
    std::string place =
        base::pinyin(without_suffix(root_name_, {"市", "州", "盟", "县", "区", "旗"}));
    std::erase(place, '_');
    if (place.empty() || place[0] < 'a' || place[0] > 'z') place = "plan";
    constexpr std::size_t kPlaceBytesMax = 40;
    place.resize(std::min(place.size(), kPlaceBytesMax));
    std::string digits;
    for (const char c : number) {
      if (c >= '0' && c <= '9') {
        digits += c;
      } else if (!digits.empty() && digits.back() != '-') {
        digits += '-';
      }
    }
    while (digits.ends_with('-')) digits.pop_back();
    if (digits.empty()) digits = std::to_string(signed_on_->year()) + "-plan";
    return (place + "-" + digits).substr(0, 64);
  }

  void add_plan() {
    DraftedItem& item = begin(ItemKind::plan);
    const engine::Head& head = found_.head;
    PlanFile file;
    file.id = plan_id();
    file.region = base_.region;
    const engine::Quote& title = head.title.empty() ? head.notice_title : head.title;
    file.title = untranslated(title.empty() ? root_name_ + "实施方案" : title.text);
    file.short_title = untranslated(base::shortened(file.title.zh, 30));
    if (title.empty()) {
      gap(item, "title", {"没有认出标题，请填写。", "No title was recognised; fill it in."});
    } else {
      fact(item, "title", title, {95, ""});
    }
    plan::Document& document = file.document;
    document.number = head.number_normal.empty() ? "无文号" : head.number_normal;
    if (head.number.empty()) {
      gap(item, "document/number",
          {"没有认出发文字号；没有文号的可以不改。",
           "No document number was recognised; leave it if there is none."});
    } else {
      fact(item, "document/number", head.number, {95, ""});
    }
    document.issuer = root_;
    if (head.issuer && !named(*head.issuer).unit.empty()) {
      document.issuer = named(*head.issuer).unit;
      fact(item, "document/issuer", head.issuer->written, head.issuer->ground);
    } else {
      gap(item, "document/issuer",
          {"没有认出发文机关，暂填最上级单位。",
           "No issuer was recognised; the topmost unit stands for it."});
    }
    document.signed_on = *signed_on_;
    document.formed_on = *formed_on_;
    document.published_on = *published_on_;
    for (const engine::StatedDate& date : head.dates) {
      const char* field = date.kind == engine::DateKind::signed_on   ? "document/signed_on"
                          : date.kind == engine::DateKind::formed_on ? "document/formed_on"
                                                                     : "document/published_on";
      fact(item, field, date.written, date.ground);
    }
    if (!dated_) {
      gap(item, "document/signed_on",
          {"文件没有写日期，暂填起草当天。", "The document gives no date; today stands for it."});
      document.remarks.push_back(
          {"文件没有写日期，这里填的是起草的日期，请核实。",
           "The document gives no date; the day of drafting was entered and has to be checked."});
    }
    document.index_number = head.index_number.text;
    for (const engine::Quote& quote : head.based_on) document.based_on.push_back(quote.text);
    for (const engine::Finding& finding : found_.findings) {
      document.remarks.push_back(finding.message);
    }
    item.content.plan = std::move(file);
    end(item, {head.title.span, head.notice_title.span, head.number.span});
  }

  void add_goal(const engine::Goal& goal, std::size_t number) {
    DraftedItem& item = begin(ItemKind::goal);
    plan::Goal made;
    made.id = fmt::format("goal_{}", number);
    made.text = untranslated(goal.text.text);
    for (const std::size_t index : goal.commitments) {
      made.commitments.push_back(commitment_ids_.at(index));
    }
    fact(item, "text", goal.text, goal.ground);
    item.content.goal = std::move(made);
    end(item, {goal.text.span});
  }

  void add_groups() {
    int last = 0;
    for (const engine::Group& group : found_.groups) {
      DraftedItem& item = begin(ItemKind::group);
      item.content.group = plan::Group{group.number, untranslated(group.title.text)};
      fact(item, "title", group.title, group.ground);
      end(item, {group.title.span});
      last = std::max(last, group.number);
    }
    const bool ungrouped =
        std::any_of(found_.measures.begin(), found_.measures.end(),
                    [](const engine::Measure& measure) { return measure.group == 0; });
    if (!ungrouped) return;
    rest_group_ = last + 1;
    DraftedItem& item = begin(ItemKind::group);
    item.content.group = plan::Group{
        rest_group_, last == 0 ? Text{"全部措施", "All measures"} : Text{"其他措施", "Others"}};
    gap(item, "title",
        {"文件没有给这些措施分组。", "The document puts these measures into no group."});
    end(item, {});
  }

  void add_measure(const engine::Measure& measure) {
    DraftedItem& item = begin(ItemKind::measure);
    plan::Measure made;
    made.number = measure.number;
    made.group = measure.group == 0 ? rest_group_ : measure.group;
    made.title = untranslated(measure.title.empty() ? base::shortened(measure.text.text, 20)
                                                    : measure.title.text);
    made.text = untranslated(measure.text.empty() ? measure.title.text : measure.text.text);
    fact(item, "title", measure.title, measure.ground);
    fact(item, "text", measure.text, measure.ground);
    item.content.measure = std::move(made);
    end(item, {found_.sections.at(measure.section).span});
  }

  plan::Deadline deadline_of(DraftedItem& item, const std::optional<engine::Deadline>& deadline) {
    plan::Deadline made;
    if (!deadline) {
      made.written = "（原文未写）";
      made.on = horizon_;
      made.reading = {
          fmt::format("文件没有写完成时限，暂按 {} 排序，请确定。", horizon_.str()),
          fmt::format("The document gives no deadline; {} stands for it until one is set.",
                      horizon_.str())};
      gap(item, "deadline", made.reading);
      return made;
    }
    made.written = deadline->written.text;
    fact(item, "deadline", deadline->written, deadline->ground);
    made.reading = deadline->reading;
    if (deadline->kind == engine::DeadlineKind::day && deadline->on) {
      made.on = *deadline->on;
      made.certain = deadline->certain;
      return made;
    }
    made.on = deadline->on.value_or(horizon_);
    const Text stand_in{
        fmt::format("“{}”没有给出最后一天，暂按 {} 排序，请确定。", made.written, made.on.str()),
        fmt::format("“{}” names no last day; {} stands for it until one is set.", made.written,
                    made.on.str())};
    made.reading.zh += stand_in.zh;
    made.reading.en += (made.reading.en.empty() ? "" : " ") + stand_in.en;
    gap(item, "deadline", stand_in);
    return made;
  }

  void add_responsible(DraftedItem& item, plan::Task& task, const engine::Responsible& one) {
    const Named who = named(one.unit);
    const std::string field = fmt::format("responsible/{}", task.responsible.size());
    const auto same = std::find_if(
        task.responsible.begin(), task.responsible.end(),
        [&](const plan::Responsible& other) { return other.unit + other.scope == who.id(); });
    if (same != task.responsible.end()) {
      // Named twice: it keeps the stronger role.
      same->role = std::min(same->role, role_of(one.role));
      return;
    }
    task.responsible.push_back(
        {who.unit, who.scope,
         one.unit.completed.empty() ? one.unit.written.text : one.unit.completed,
         role_of(one.role)});
    fact(item, field, one.unit.written, one.unit.ground);
    if (!one.unit.ambiguity.empty()) item.facts.back().why = one.unit.ambiguity;
    if (one.role_ground.confidence_percent < one.unit.ground.confidence_percent &&
        one.role != engine::Role::presumed_lead) {
      fact(item, field + "/role", one.unit.written, one.role_ground);
    }
  }

  void add_task(const engine::Task& task) {
    DraftedItem& item = begin(ItemKind::task);
    plan::Task made;
    made.number = task.number;
    last_task_ = std::max(last_task_, task.number);
    made.title =
        untranslated(task.title.empty() ? base::shortened(task.text.text, 24) : task.title.text);
    made.text = untranslated(task.text.empty() ? task.title.text : task.text.text);
    fact(item, "title", task.title, task.ground);
    fact(item, "text", task.text, task.ground);
    for (const engine::Link& link : task.links) {
      fact(item, fmt::format("measures/{}", made.measures.size()), {}, link.ground);
      item.facts.back().why = link.reason;
      made.measures.push_back({link.measure, link.covers == engine::Covers::main
                                                 ? plan::Covers::main
                                                 : plan::Covers::touch});
    }
    for (const engine::Responsible& one : task.responsible) add_responsible(item, made, one);
    if (made.responsible.empty()) {
      gap(item, "responsible",
          {"文件没有写责任单位，暂填发文的地方政府所在单位，请确定。",
           "The document names no responsible unit; the topmost unit stands for it."});
      made.responsible.push_back({root_, "", "（原文未写）", plan::Role::presumed_lead});
    }
    made.deadline = deadline_of(item, task.deadline);
    for (const engine::Result result : task.results) made.results.push_back(result_of(result));
    for (const engine::Condition& one : task.conditions) {
      plan::Condition condition;
      condition.text = untranslated(one.text.text);
      // What exactly waits is for a person to say; until then it is the condition's own wording.
      if (!one.whole_task) condition.part = untranslated(one.text.text);
      fact(item, fmt::format("conditions/{}", made.conditions.size()), one.text, one.ground);
      made.conditions.push_back(std::move(condition));
    }
    // A day that stands in for none is nobody's promise.
    if (task.deadline && task.deadline->on) deadline_by_task_[task.number] = made.deadline.on;
    if (!made.responsible.front().unit.empty() && !task.responsible.empty()) {
      owner_by_task_[task.number] = made.responsible.front().unit;
    }
    item.content.task = std::move(made);
    end(item, {task.span});
  }

  // Said in running text and in no list: a person decides whether it is a task of its own.
  void add_inline_duty(const engine::InlineDuty& duty) {
    DraftedItem& item = begin(ItemKind::task);
    item.only_if_accepted = true;
    plan::Task made;
    made.number = ++last_task_;
    made.title = untranslated(base::shortened(duty.written.text, 24));
    made.text = untranslated(duty.written.text);
    fact(item, "text", duty.written, duty.ground);
    if (duty.measure) made.measures.push_back({*duty.measure, plan::Covers::touch});
    for (const engine::UnitMention& unit : duty.units) {
      engine::Responsible one;
      one.unit = unit;
      one.role = made.responsible.empty() ? engine::Role::presumed_lead : engine::Role::supporting;
      one.role_ground = unit.ground;
      add_responsible(item, made, one);
    }
    if (made.responsible.empty()) {
      gap(item, "responsible", {"没有写由谁做，请填写。", "Nobody is named; fill it in."});
    }
    made.deadline = deadline_of(item, duty.deadline);
    for (const engine::Result result : duty.results) made.results.push_back(result_of(result));
    item.content.task = std::move(made);
    end(item, {duty.written.span});
  }

  // Where something stands that belongs to no task or measure: the title of the section.
  std::string section_of(engine::Span span) const {
    std::string title;
    for (const engine::Section& section : found_.sections) {
      if (!section.parent && section.span.contains(span)) title = section.title.text;
    }
    if (!title.empty()) return title;
    for (const engine::Part& part : found_.parts) {
      if (!part.span.contains(span)) continue;
      if (part.annex > 0) return fmt::format("附件{}", part.annex);
      if (!part.title.empty()) return part.title.text;
    }
    return "正文";
  }

  plan::Source source_of(const std::optional<int>& task, const std::optional<int>& measure,
                         engine::Span span) const {
    plan::Source source;
    if (task) {
      source.task = task;
    } else if (measure) {
      source.measure = measure;
    } else {
      source.section = section_of(span);
    }
    return source;
  }

  void add_commitment(std::size_t index) {
    const engine::Commitment& commitment = found_.commitments[index];
    DraftedItem& item = begin(ItemKind::commitment);
    plan::Commitment made;
    made.id = commitment_ids_[index];
    made.title =
        untranslated(commitment.title.empty() ? base::shortened(commitment.written.text, 20)
                                              : commitment.title.text);
    made.source = source_of(commitment.task, commitment.measure, commitment.sentence);
    made.comparator = comparator_of(commitment.comparator);
    made.low = commitment.low;
    made.high = commitment.high;
    made.scale = commitment.scale;
    made.unit = commitment.unit.empty() ? "item" : commitment.unit;
    if (!commitment.unit_name.empty()) made.unit_name = untranslated(commitment.unit_name);
    made.written = untranslated(commitment.written.text);
    if (!commitment.base.empty()) made.base = untranslated(commitment.base.text);
    made.period = period_of(commitment.period);
    if (commitment.due_on && made.period == plan::Period::once) {
      made.due_on = commitment.due_on;
    } else if (commitment.task && made.period == plan::Period::once) {
      const auto due = deadline_by_task_.find(*commitment.task);
      if (due != deadline_by_task_.end()) made.due_on = due->second;
    }
    made.for_units = ids_of(commitment.for_units);
    if (commitment.task) {
      const auto owner = owner_by_task_.find(*commitment.task);
      if (owner != owner_by_task_.end()) made.owner = owner->second;
    }
    made.definition.text = made.title;
    made.guide_value = commitment.guide_value;
    made.aspiration = commitment.aspiration;
    fact(item, "written", commitment.written, commitment.ground);
    fact(item, "title", commitment.title, commitment.ground);
    if (!commitment.base.empty()) fact(item, "base", commitment.base, commitment.ground);
    if (!commitment.due_written.empty()) {
      fact(item, "due_on", commitment.due_written, commitment.ground);
    }
    for (std::size_t i = 0; i < commitment.for_units.size(); ++i) {
      fact(item, fmt::format("for_units/{}", i), commitment.for_units[i].written,
           commitment.for_units[i].ground);
    }
    item.content.commitment = std::move(made);
    end(item, {commitment.sentence});
    for (const engine::Span again : commitment.again_at) item.spans.push_back(utf16_.span(again));
  }

  void add_units() {
    const Text unchecked{"程序从文件里认出的单位，名称、类别和上级都请核实。",
                         "Recognised in the document; check its name, kind and superior."};
    if (base_.units.empty()) {
      DraftedItem& item = begin(ItemKind::unit);
      plan::Unit root;
      root.id = root_;
      root.name = untranslated(root_name_);
      root.kind =
          root_name_.ends_with("县") || root_name_.ends_with("区") || root_name_.ends_with("旗")
              ? plan::UnitKind::county
              : plan::UnitKind::city;
      if (base::is_division_code(base_.region)) root.division_code = base_.region;
      root.verified = false;
      root.note = unchecked;
      gap(item, "name",
          root_known_ ? Text{"按发文机关推定的所在地。", "The place, taken from the issuer."}
                      : Text{"没有认出是哪里的文件，请改成市县名称。",
                             "Which place it is was not recognised; enter its name."});
      item.content.unit = std::move(root);
      end(item, {});
    }
    for (std::size_t i = 0; i < found_.proposed_units.size(); ++i) {
      const engine::ProposedUnit& unit = found_.proposed_units[i];
      if (unit_ids_[i] == root_) continue;
      DraftedItem& item = begin(ItemKind::unit);
      plan::Unit made;
      made.id = unit_ids_[i];
      made.name = untranslated(unit.name);
      made.kind = kind_of_unit(unit.kind);
      made.parent = unit.parent.empty() ? root_ : unit.parent;
      made.verified = false;
      made.note = unchecked;
      fact(item, "name", unit.mentions.empty() ? engine::Quote{} : unit.mentions.front(),
           unit.ground);
      item.content.unit = std::move(made);
      end(item, {});
      for (const engine::Quote& mention : unit.mentions) {
        item.spans.push_back(utf16_.span(mention.span));
      }
    }
  }

  void add_scope(std::size_t index) {
    const engine::ProposedScope& scope = found_.proposed_scopes[index];
    DraftedItem& item = begin(ItemKind::scope);
    plan::Scope made;
    made.id = scope_ids_[index];
    made.words = {scope.words};
    made.units = scope.units;
    for (const std::size_t unit : scope.proposed_units) {
      const std::string& id = unit_ids_.at(unit);
      if (std::find(made.units.begin(), made.units.end(), id) == made.units.end()) {
        made.units.push_back(id);
      }
    }
    made.reading = scope.reading;
    made.settled = scope.settled && !made.units.empty();
    fact(item, "units", scope.mentions.empty() ? engine::Quote{} : scope.mentions.front(),
         scope.ground);
    if (made.units.empty()) {
      gap(item, "units",
          {fmt::format("“{}”指哪些单位要由人填写。", scope.words),
           fmt::format("A person has to fill in whom “{}” means.", scope.words)});
    }
    item.content.scope = std::move(made);
    end(item, {});
    for (const engine::Quote& mention : scope.mentions) {
      item.spans.push_back(utf16_.span(mention.span));
    }
  }

  void add_body(std::size_t index) {
    const engine::Body& body = found_.bodies[index];
    DraftedItem& item = begin(ItemKind::body);
    plan::Body made;
    made.id = body_ids_[index];
    made.title = untranslated(body.title.text);
    fact(item, "title", body.title, body.ground);
    const engine::Part& part = found_.parts.at(body.part);
    if (part.annex > 0) made.source = fmt::format("附件{}", part.annex);
    if (body.office) {
      made.office = named(*body.office).unit;
      fact(item, "office", body.office->written, body.office->ground);
    }
    for (const engine::Quote& duty : body.duties) made.duties.push_back(untranslated(duty.text));
    for (const engine::Quote& rule : body.rules) made.rules.push_back(untranslated(rule.text));
    for (const engine::Seat& seat : body.seats) {
      const std::string field = fmt::format("seats/{}", made.seats.size());
      plan::Seat one;
      one.id = fmt::format("seat_{}", made.seats.size() + 1);
      // “组  长” is set wide in the list; the title is 组长.
      one.title = untranslated(seat.title.empty() ? "成员" : base::fold(seat.title.text));
      fact(item, field, seat.position.empty() ? seat.person : seat.position, seat.ground);
      one.unit = seat.unit ? named(*seat.unit).unit : "";
      if (one.unit.empty()) {
        one.unit = root_;
        gap(item, field + "/unit",
            {fmt::format("没有认出“{}”属于哪个单位，暂填最上级单位。", seat.position.text),
             fmt::format("Whose seat “{}” is was not recognised; the topmost unit stands for it.",
                         seat.position.text)});
      }
      if (!seat.position.empty()) one.position = untranslated(seat.position.text);
      if (!seat.person_name.empty()) {
        plan::Incumbent incumbent;
        incumbent.name = seat.person_name;
        incumbent.from = signed_on_;
        incumbent.source = made.source.empty()
                               ? Text{"文件", "The document"}
                               : Text{made.source + "名单", "List in " + made.source};
        one.incumbents.push_back(std::move(incumbent));
      }
      made.seats.push_back(std::move(one));
    }
    item.content.body = std::move(made);
    end(item, {body.title.span});
    for (const engine::Seat& seat : body.seats) {
      const engine::Quote& quote = seat.position.empty() ? seat.person : seat.position;
      item.spans.push_back(utf16_.span(quote.span));
    }
  }

  void add_duty(const engine::Duty& duty) {
    if (duty.period == engine::Period::once) {
      read_.not_understood.push_back({"duty",
                                      {utf16_.span(duty.written.span)},
                                      duty.written.text,
                                      {"没有写多久一次。", "How often is not said."}});
      return;
    }
    DraftedItem& item = begin(ItemKind::duty);
    plan::Duty made;
    const std::string& title = duty.title.empty() ? duty.written.text : duty.title.text;
    made.id = fresh_id(title, "duty");
    made.title = untranslated(base::shortened(title, 30));
    made.source = source_of(duty.task, duty.measure, duty.written.span);
    made.period = period_of(duty.period);
    made.due_month = duty.period == engine::Period::each_month ? 0 : duty.due_month;
    made.due_day = duty.due_day == 0 ? 31 : duty.due_day;
    made.units = ids_of(duty.units);
    if (duty.body) made.units.push_back(body_ids_.at(*duty.body));
    if (!duty.day_given) {
      made.note = {"文件没有写日期，按周期最后一天。",
                   "The document gives no day; the last one of the period is taken."};
    }
    fact(item, "title", duty.written, duty.ground);
    item.content.duty = std::move(made);
    end(item, {duty.written.span});
  }

  const engine::Draft& found_;
  const plan::Plan& base_;
  const Utf16 utf16_;
  const Date today_;
  DraftRead read_;

  std::set<std::string> ids_;
  std::vector<std::string> unit_ids_;
  std::vector<std::string> scope_ids_;
  std::vector<std::string> body_ids_;
  std::vector<std::string> commitment_ids_;
  std::string root_;
  std::string root_name_;
  bool root_known_ = true;
  int rest_group_ = 0;
  int last_task_ = 0;
  std::map<int, Date> deadline_by_task_;
  std::map<int, std::string> owner_by_task_;
  bool dated_ = false;
  std::optional<Date> signed_on_;
  std::optional<Date> formed_on_;
  std::optional<Date> published_on_;
  Date horizon_;
};

}  // namespace

plan::Plan start_plan(const std::string& region) {
  plan::Plan plan;
  plan.region = region;
  for (const char* file : {"roles.yaml", "calendar.yaml"}) {
    plan::read_part(file, start_text(file), plan);
  }
  return plan;
}

engine::Organisation organisation_of(const plan::Plan& base) {
  engine::Organisation organisation;
  for (const plan::Unit& unit : base.units) {
    engine::KnownUnit known;
    known.id = unit.id;
    known.name = unit.name.zh;
    known.short_name = unit.short_name.zh;
    known.aliases = unit.aliases;
    for (const plan::FormerName& former : unit.former_names) {
      known.former_names.push_back(former.name.zh);
    }
    known.kind = engine_kind(unit.kind);
    known.parent = unit.parent;
    organisation.units.push_back(std::move(known));
  }
  for (const plan::Scope& scope : filled_scopes(base)) {
    organisation.scopes.push_back({scope.id, scope.words, scope.units, scope.settled});
  }
  return organisation;
}

DraftRead read_draft(const engine::Draft& found, std::string_view text, const plan::Plan& base,
                     Date today) {
  return Reader(found, text, base, today).read();
}

plan::Plan assemble(const plan::Plan& base, const std::vector<DraftContent>& items) {
  plan::Plan plan;
  plan.units = base.units;
  plan.trees = base.trees;
  plan.scopes = filled_scopes(base);
  plan.roles = base.roles;
  plan.calendar = base.calendar;
  plan.public_page = base.public_page;
  plan.board = base.board;
  for (const DraftContent& item : items) {
    if (item.plan) {
      plan.id = item.plan->id;
      plan.region = item.plan->region;
      plan.title = item.plan->title;
      plan.short_title = item.plan->short_title;
      plan.document = item.plan->document;
    }
    const auto take = [](const auto& from, auto& to) {
      if (from) to.push_back(*from);
    };
    take(item.goal, plan.goals);
    take(item.group, plan.groups);
    take(item.measure, plan.measures);
    take(item.task, plan.tasks);
    take(item.commitment, plan.commitments);
    take(item.unit, plan.units);
    take(item.scope, plan.scopes);
    take(item.body, plan.bodies);
    take(item.duty, plan.duties);
  }
  for (plan::Task& task : plan.tasks) {
    std::erase_if(task.measures, [&](const plan::MeasureLink& link) {
      return plan.find_measure(link.measure) == nullptr;
    });
  }
  for (plan::Goal& goal : plan.goals) {
    std::erase_if(goal.commitments,
                  [&](const std::string& id) { return plan.find_commitment(id) == nullptr; });
  }
  return plan;
}

plan::Comments comments_of(const plan::Plan& base, const std::vector<DraftedItem>& items) {
  std::map<ItemKind, std::pair<const char*, std::size_t>> next = {
      {ItemKind::goal, {"goals", 0}},
      {ItemKind::group, {"groups", 0}},
      {ItemKind::measure, {"measures", 0}},
      {ItemKind::task, {"tasks", 0}},
      {ItemKind::commitment, {"commitments", 0}},
      {ItemKind::unit, {"units", base.units.size()}},
      {ItemKind::scope, {"scopes", filled_scopes(base).size()}},
      {ItemKind::body, {"bodies", 0}},
      {ItemKind::duty, {"duties", 0}}};
  plan::Comments comments;
  for (const DraftedItem& item : items) {
    const auto found = next.find(item.kind);
    if (found == next.end()) continue;
    auto& [member, index] = found->second;
    for (const DraftFact& fact : item.facts) {
      if (fact.confidence_percent >= kUnsureBelow) continue;
      comments[{member, index}].push_back(fmt::format("请核对 {}：{}（把握 {}%）", fact.field,
                                                      fact.why.empty() ? fact.written : fact.why.zh,
                                                      fact.confidence_percent));
    }
    ++index;
  }
  return comments;
}

}  // namespace draft

#include "supervision/supervision_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <map>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "base/text.hpp"
#include "base/written_date.hpp"
#include "document/official_paper.hpp"

namespace supervision {

namespace {

using boost::asio::awaitable;
using zhijiao::access::Permission;

constexpr std::size_t kNameCharactersMax = 100;
constexpr std::size_t kWordsCharactersMax = 4000;
constexpr std::size_t kWorkMax = 10'000;  // letters that wait for one person

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

Text kind_name(LetterKind kind) {
  switch (kind) {
    case LetterKind::reminder:
      return {"提醒函", "Reminder"};
    case LetterKind::urge:
      return {"督办函", "Letter of supervision"};
    case LetterKind::circular:
      break;
  }
  return {"通报", "Circular"};
}

// Removes the row beyond the page and says where the next page begins.
template <class Record>
std::optional<std::string> cut_page(std::vector<Record>& records) {
  if (records.size() <= SupervisionStore::kPageMax) return std::nullopt;
  records.pop_back();
  return records.back().id;
}

template <class Record>
std::vector<std::string> ids_of(const std::vector<Record>& records) {
  std::vector<std::string> ids;
  for (const Record& record : records) ids.push_back(record.id);
  return ids;
}

std::vector<std::string> units_of(const LetterRecord& letter) {
  std::vector<std::string> units;
  for (const LateMatter& matter : letter.matters) {
    if (std::ranges::count(units, matter.unit) == 0) units.push_back(matter.unit);
  }
  return units;
}

LateMatter matter_of(const plan::ShareLine& share) {
  return {share.id,     share.unit.id,   share.unit.name.zh, share.task, share.task_title.zh,
          share.due_on, share.days_late, share.last_step_on};
}

base::Problem unit_not_late(std::size_t place) {
  return base::invalid({"所选单位中有的没有逾期事项，请刷新后重选。",
                        "One of the units owes nothing that is late; load the list afresh."},
                       {{fmt::format("/units/{}", place),
                         {"这个单位没有逾期事项。", "This unit owes nothing that is late."}}});
}

std::string shortened(const std::string& text) {
  constexpr std::size_t kCharacters = 40;
  std::size_t at = 0;
  std::size_t seen = 0;
  while (at < text.size()) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && seen++ == kCharacters) {
      return text.substr(0, at) + "…";
    }
    ++at;
  }
  return text;
}

// What a demand is about, for messages that leave the building: the words of an instruction may
// name people and stay inside.
Text subject_of(const DemandRecord& demand) {
  if (demand.source_kind == DemandSource::letter) {
    return {shortened(demand.words), shortened(demand.words)};
  }
  if (demand.task) {
    return {fmt::format("批示交办的任务{}", *demand.task),
            fmt::format("task {} by instruction", *demand.task)};
  }
  return {"批示交办事项", "work given by an instruction"};
}

document::OfficialPaper paper_of(const LetterRecord& letter, Date today, bool red_head) {
  document::OfficialPaper paper;
  const bool circular = letter.kind == LetterKind::circular;
  paper.form = circular ? document::PaperForm::file : document::PaperForm::letter;
  paper.issuer = letter.issuer + (circular ? "文件" : "");
  paper.red_head = red_head;
  paper.number = letter.number;
  paper.title = letter.text.title;
  paper.addressees = letter.text.addressees;
  for (const LetterParagraph& paragraph : letter.text.paragraphs) {
    paper.body.push_back({static_cast<document::PaperLevel>(paragraph.level), paragraph.text});
  }
  if (circular) {
    document::PaperTable table{
        "逾期事项清单",
        {{"序号", 3}, {"责任单位", 6}, {"任务", 11}, {"时限", 6}, {"逾期天数", 4}, {"最近报告", 6}},
        {}};
    int place = 0;
    for (const LateMatter& matter : letter.matters) {
      table.rows.push_back({std::to_string(++place), matter.unit_name,
                            fmt::format("{}．{}", matter.task, matter.task_title),
                            base::written_date(matter.due_on), std::to_string(matter.days_late),
                            matter.last_step_on ? base::written_date(*matter.last_step_on) : "无"});
    }
    paper.annex = std::move(table);
    paper.printed_by = letter.signature;
    paper.printed_on = base::written_date(letter.signed_on.value_or(today));
  }
  paper.signature = letter.signature;
  paper.date = base::written_date(letter.signed_on.value_or(today));
  paper.note = letter.text.contact;
  paper.copies_to = letter.text.copies_to;
  return paper;
}

std::string message_of(const LetterRecord& letter) {
  std::string message = fmt::format("【{}】{}", kind_name(letter.kind).zh, letter.text.title);
  if (!letter.number.empty()) message += fmt::format("（{}）", letter.number);
  message += "。";
  if (letter.text.reply_by) {
    message += fmt::format("请于{}前回复。", base::written_date(*letter.text.reply_by));
  }
  return message;
}

void check_assignments(const std::vector<NewAssignment>& assignments, Date said_on,
                       std::vector<base::FieldError>& errors) {
  if (assignments.empty() || assignments.size() > SupervisionService::kUnitsMax) {
    errors.push_back({"/assignments",
                      {fmt::format("请交办1至{}项。", SupervisionService::kUnitsMax),
                       fmt::format("Give 1 to {} assignments.", SupervisionService::kUnitsMax)}});
  }
  for (std::size_t i = 0; i < std::min(assignments.size(), SupervisionService::kUnitsMax); ++i) {
    if (assignments[i].due_on < said_on) {
      errors.push_back({fmt::format("/assignments/{}/due_on", i),
                        {"期限不能早于批示日期。", "It cannot be due before it was said."}});
    }
    if (base::character_count(assignments[i].words.value_or("")) > kWordsCharactersMax) {
      errors.push_back({fmt::format("/assignments/{}/words", i),
                        {fmt::format("最多{}字。", kWordsCharactersMax),
                         fmt::format("At most {} characters.", kWordsCharactersMax)}});
    }
  }
}

void check_instruction(const NewInstruction& given, Date today) {
  std::vector<base::FieldError> errors;
  const auto text = [&](const char* field, const std::string& written, std::size_t most) {
    const std::size_t length = base::character_count(written);
    if (length >= 1 && length <= most) return;
    errors.push_back({field,
                      {fmt::format("请填写，1至{}字。", most),
                       fmt::format("Needed, 1 to {} characters.", most)}});
  };
  text("/said_by", given.said_by, kNameCharactersMax);
  const std::size_t files = given.files ? given.files->size() : 0;
  // Photo or text.
  if (files == 0 || !given.words.empty()) text("/words", given.words, kWordsCharactersMax);
  if (files > kFilesMax) {
    errors.push_back(
        {"/files",
         {fmt::format("最多{}个附件。", kFilesMax), fmt::format("At most {} files.", kFilesMax)}});
  }
  if (base::character_count(given.document_number.value_or("")) > kNameCharactersMax) {
    errors.push_back({"/document_number",
                      {fmt::format("最多{}字。", kNameCharactersMax),
                       fmt::format("At most {} characters.", kNameCharactersMax)}});
  }
  if (given.said_on > today) {
    errors.push_back(
        {"/said_on", {"批示日期不能晚于今天。", "It cannot have been said after today."}});
  }
  check_assignments(given.assignments, given.said_on, errors);
  if (!errors.empty()) {
    throw base::invalid({"有内容需要补正，请逐项修改后再提交。",
                         "Some fields need mending; correct them and send again."},
                        std::move(errors));
  }
}

}  // namespace

SupervisionService::SupervisionService(db::Database& database,
                                       zhijiao::access::AccessService& access,
                                       const zhijiao::access::People& people,
                                       plan::PlanService& plans, notice::NoticeService& notices,
                                       file::FileService& files, base::Random& random,
                                       LetterWording wording)
    : database_(database),
      access_(access),
      people_(people),
      plans_(plans),
      notices_(notices),
      files_(files),
      random_(random),
      wording_(std::move(wording)),
      store_(access.region()) {}

// --- who ---------------------------------------------------------------------------------------

SupervisionService::Viewer SupervisionService::viewer(const Actor& actor, Date today) const {
  const auto directory = access_.directory();
  Viewer viewer;
  viewer.account = actor.account;
  viewer.office = zhijiao::access::may(actor, Permission::supervision_draft);
  viewer.releases = zhijiao::access::may(actor, Permission::supervision_release);
  viewer.answers =
      zhijiao::access::units_in_reach(actor, Permission::share_record, *directory, today);
  viewer.sees = viewer.answers;
  if (viewer.office || viewer.releases || zhijiao::access::may(actor, Permission::audit_read)) {
    viewer.sees.everywhere = true;
  }
  return viewer;
}

SupervisionService::Scene SupervisionService::scene(db::Connection& connection,
                                                    const Actor& actor) const {
  const Date today = base::day_of(connection.now());
  return {plans_.in_use(connection), today, viewer(actor, today)};
}

SupervisionService::Scene SupervisionService::scene(db::Connection& connection, const Actor& actor,
                                                    std::optional<Date> as_of) const {
  if (!as_of || *as_of == base::day_of(connection.now())) return scene(connection, actor);
  const plan::World then = plans_.empty_world(connection, as_of);
  Scene scene{then.edition, then.as_of, viewer(actor, then.today), base::end_of(then.as_of)};
  scene.viewer.office = false;
  scene.viewer.releases = false;
  scene.viewer.answers = {};
  return scene;
}

template <class View, class F>
awaitable<View> SupervisionService::change(const db::Once& once, F work) {
  Told told;
  auto run = [&](db::Connection& connection) {
    told.clear();  // the transaction may be repeated
    return work(connection, told);
  };
  View view = co_await database_.write_once<View>(once, run);
  if (on_change_) on_change_();
  notices_.announce(told);
  co_return view;
}

awaitable<std::vector<plan::ShareLine>> SupervisionService::shares_of_today(const Actor& actor,
                                                                            bool only_late) {
  plan::BoardQuery query;
  if (only_late) query.status = "late";
  plan::Board board = co_await plans_.board(actor, query);
  // A letter says by how many days: what is late only by an override is not late by a day.
  if (only_late) {
    std::erase_if(board.shares, [](const plan::ShareLine& share) { return share.days_late == 0; });
  }
  co_return std::move(board.shares);
}

// --- letters -----------------------------------------------------------------------------------

awaitable<LateUnits> SupervisionService::late(const Actor& actor) {
  access_.require(actor, Permission::supervision_draft);
  const std::vector<plan::ShareLine> shares = co_await shares_of_today(actor, true);
  co_return co_await database_.read([&](db::Connection& connection) {
    LateUnits made;
    made.today = base::day_of(connection.now());
    std::map<std::string, std::vector<SentLetter>> sent;
    for (SentAbout& about : store_.sent_about(connection, ids_of(shares))) {
      sent[about.share].push_back(about.letter);
    }
    for (const plan::ShareLine& share : shares) {
      auto unit = std::ranges::find(made.units, share.unit, &LateUnit::unit);
      if (unit == made.units.end()) unit = made.units.insert(unit, {share.unit, {}});
      unit->shares.push_back({share.id, share.task, share.task_title, share.due_on, share.days_late,
                              share.last_step_on, next_letter(sent[share.id], made.today)});
    }
    const auto latest = [](const LateUnit& unit) {
      return std::ranges::max(unit.shares, {}, &LateShare::days_late).days_late;
    };
    std::ranges::stable_sort(made.units, std::ranges::greater(), latest);
    return made;
  });
}

awaitable<LettersMade> SupervisionService::draft_letters(const Actor& actor,
                                                         const NewLetters& asked,
                                                         const db::Once& once) {
  access_.require(actor, Permission::supervision_draft);
  if (asked.units.empty() || asked.units.size() > kUnitsMax) {
    throw base::invalid({"请选择发函的单位。", "Choose the units."},
                        {{"/units",
                          {fmt::format("请选择1至{}个单位。", kUnitsMax),
                           fmt::format("Choose 1 to {} units.", kUnitsMax)}}});
  }
  const std::vector<plan::ShareLine> shares = co_await shares_of_today(actor, true);
  std::vector<std::vector<LateMatter>> letters;
  for (std::size_t i = 0; i < asked.units.size(); ++i) {
    std::vector<LateMatter> matters;
    for (const plan::ShareLine& share : shares) {
      const bool wanted = !asked.shares || std::ranges::count(*asked.shares, share.id) > 0;
      if (share.unit.id == asked.units[i] && wanted) matters.push_back(matter_of(share));
    }
    if (matters.empty()) throw unit_not_late(i);
    if (std::ranges::count(asked.units, asked.units[i]) > 1) {
      throw base::invalid({"有单位选了两次。", "A unit was chosen twice."},
                          {{fmt::format("/units/{}", i), {"选了两次。", "Chosen twice."}}});
    }
    if (asked.kind == LetterKind::circular && !letters.empty()) {
      auto& all = letters.front();
      all.insert(all.end(), matters.begin(), matters.end());
    } else {
      letters.push_back(std::move(matters));
    }
  }
  auto work = [&](db::Connection& connection, Told& /*told*/) {
    const Scene scene = this->scene(connection, actor);
    const plan::Plan& plan = scene.edition->plan();
    const base::WorkingDays calendar = plan::working_days(plan.calendar);
    const Date reply_by = asked.reply_by.value_or(
        calendar.after(scene.today, wording_.of(asked.kind).reply_working_days));
    if (reply_by <= scene.today) {
      throw base::invalid({"回复期限须晚于今天。", "The answer must be due after today."},
                          {{"/reply_by", {"请选择今天之后的日期。", "Choose a later day."}}});
    }
    std::vector<LetterRecord> made;
    for (const std::vector<LateMatter>& matters : letters) {
      LetterRecord letter;
      letter.id = base::uuid_v7(connection.clock(), random_);
      letter.version = 1;
      letter.kind = asked.kind;
      letter.issuer = issuer_of(wording_, plan);
      letter.signature = wording_.signature.empty() ? letter.issuer : wording_.signature;
      letter.matters = matters;
      letter.text = compose(wording_, plan, {asked.kind, matters, scene.today, reply_by});
      letter.drafted_by = actor.account;
      letter.authors = {actor.account};
      letter.by = actor.display_name;
      store_.insert_letter(connection, letter, actor.account);
      access_.audit_trail().record(
          connection, actor, "letter.make", letter.id,
          fmt::format("kind={} shares={}", name_of(letter.kind), letter.matters.size()));
      made.push_back(std::move(letter));
    }
    return LettersMade{letter_lines(connection, scene, made)};
  };
  co_return co_await change<LettersMade>(once, std::move(work));
}

LetterRecord SupervisionService::visible_letter(db::Connection& connection, const Scene& scene,
                                                const std::string& id) const {
  auto letter = store_.letter(connection, id, scene.before);
  if (letter) {
    const Viewer& viewer = scene.viewer;
    if (viewer.sees.everywhere) return *letter;
    const auto reached = [&](const LateMatter& matter) {
      return viewer.sees.contains(matter.unit);
    };
    const bool released = letter->state == LetterState::released;
    if (released && std::ranges::any_of(letter->matters, reached)) return *letter;
  }
  throw base::not_found({"这份函件", "This letter"});
}

std::vector<LetterLine> SupervisionService::letter_lines(
    db::Connection& connection, const Scene& scene,
    const std::vector<LetterRecord>& letters) const {
  const auto counts =
      store_.demand_counts(connection, DemandSource::letter, ids_of(letters), scene.before);
  std::vector<LetterLine> lines;
  for (const LetterRecord& letter : letters) {
    LetterLine line;
    line.id = letter.id;
    line.version = letter.version;
    line.kind = letter.kind;
    line.state = letter.state;
    line.title = letter.text.title;
    line.number = letter.number;
    for (const std::string& unit : units_of(letter)) {
      line.units.push_back(plan::unit_ref(*scene.edition, unit, scene.today));
    }
    line.matters = static_cast<int>(letter.matters.size());
    line.signed_on = letter.signed_on;
    line.reply_by = letter.text.reply_by;
    if (const auto found = counts.find(letter.id); found != counts.end()) {
      line.demands = found->second.all;
      line.answered = found->second.answered;
    }
    line.by = letter.by;
    line.own = std::ranges::count(letter.authors, scene.viewer.account) > 0;
    line.sent_back = letter.state == LetterState::draft && !letter.reason.empty();
    lines.push_back(std::move(line));
  }
  return lines;
}

LetterView SupervisionService::letter_view(db::Connection& connection, const Scene& scene,
                                           const LetterRecord& letter) const {
  const Viewer& viewer = scene.viewer;
  LetterView view;
  view.letter = letter_lines(connection, scene, {letter}).front();
  view.issuer = letter.issuer;
  view.signature = letter.signature;
  view.text = letter.text;
  view.message = message_of(letter);
  SupervisionStore::DemandFilter demands;
  demands.units = viewer.sees;
  demands.letter = letter.id;
  demands.whole = true;
  demands.before = scene.before;
  view.demands = demand_lines(connection, scene, store_.demands(connection, demands));
  // A circular names all; what each of the others owes is in it, as it was sent to all.
  view.matters = letter.matters;
  view.scans = files_.lines(connection, store_.scans(connection, letter.id, scene.before));
  view.may_add_scan = viewer.office && letter.state == LetterState::released;
  if (!viewer.office && !viewer.releases && !viewer.sees.everywhere) return view;
  if (viewer.releases && letter.state == LetterState::submitted) {
    const std::string prefix =
        number_prefix(store_.last_number(connection, letter.kind), scene.today.year());
    if (!prefix.empty()) {
      view.suggested_number = next_number(prefix, store_.numbers_with(connection, prefix));
    }
  }
  view.reason = letter.reason;
  for (const LetterStep step : {LetterStep::edit, LetterStep::submit, LetterStep::release,
                                LetterStep::send_back, LetterStep::discard}) {
    const bool allowed = is_of_releaser(step) ? viewer.releases : viewer.office;
    if (!allowed || !is_possible(letter.state, step)) continue;
    if (step == LetterStep::release && std::ranges::count(letter.authors, viewer.account) > 0) {
      view.cannot_release = Text{"您起草或修改过这份函件，须由另一位有签发权限的同志签发。",
                                 "You wrote some of it; somebody else has to release it."};
      continue;
    }
    view.possible.push_back(step);
  }
  for (const auto& [version, at] : store_.letter_history(connection, letter.id)) {
    if (scene.before && at >= *scene.before) continue;
    view.history.push_back(
        {version.version, version.step, base::rfc3339(at), version.by, version.reason});
  }
  return view;
}

awaitable<LetterList> SupervisionService::letters(const Actor& actor, const LetterQuery& query) {
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    SupervisionStore::LetterFilter filter;
    filter.query = query;
    filter.units = scene.viewer.sees;
    filter.only_released = !scene.viewer.sees.everywhere;
    std::vector<LetterRecord> letters = store_.letters(connection, filter);
    LetterList list;
    list.next = cut_page(letters);
    list.letters = letter_lines(connection, scene, letters);
    return list;
  });
}

std::vector<Recorded<LetterRecord>> SupervisionService::letters_about(
    db::Connection& connection, const Actor& actor, const std::vector<std::string>& shares,
    const db::OlderVersions& older) const {
  const Viewer reader = viewer(actor, base::day_of(connection.now()));
  return store_.letters_older(connection, shares, reader.sees, older);
}

std::vector<Recorded<DemandRecord>> SupervisionService::demands_about(
    db::Connection& connection, const Actor& actor, const std::vector<std::string>& shares,
    std::optional<DemandSource> source, const db::OlderVersions& older) const {
  const Viewer reader = viewer(actor, base::day_of(connection.now()));
  return store_.demands_older(connection, shares, reader.sees, source, older);
}

awaitable<SupervisionHits> SupervisionService::search(const Actor& actor, const std::string& text) {
  constexpr std::size_t kHitsMax = 5;
  const std::string folded = base::fold(text);
  if (folded.empty()) co_return SupervisionHits();
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    SupervisionStore::LetterFilter letters;
    letters.units = scene.viewer.sees;
    letters.only_released = !scene.viewer.sees.everywhere;
    letters.text = text;
    letters.most = kHitsMax;
    for (const LetterKind kind : {LetterKind::reminder, LetterKind::urge, LetterKind::circular}) {
      for (const std::string& name : {kind_name(kind).zh, kind_name(kind).en}) {
        if (base::fold(name).find(folded) != std::string::npos) letters.text_names.push_back(kind);
      }
    }
    SupervisionStore::InstructionFilter instructions;
    instructions.units = scene.viewer.sees;
    instructions.text = text;
    instructions.most = kHitsMax;
    SupervisionHits hits;
    hits.letters = letter_lines(connection, scene, store_.letters(connection, letters));
    hits.instructions =
        instruction_lines(connection, scene, store_.instructions(connection, instructions));
    return hits;
  });
}

awaitable<LetterView> SupervisionService::letter(const Actor& actor, const std::string& id,
                                                 std::optional<Date> as_of) {
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor, as_of);
    return letter_view(connection, scene, visible_letter(connection, scene, id));
  });
}

awaitable<SupervisionService::Paper> SupervisionService::paper(const Actor& actor,
                                                               const std::string& id,
                                                               bool red_head) {
  Date today;
  const LetterRecord letter = co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    today = scene.today;
    return visible_letter(connection, scene, id);
  });
  Paper made;
  made.file_name = (letter.number.empty() ? kind_name(letter.kind).zh : letter.number) + ".docx";
  made.bytes = document::official_paper_docx(paper_of(letter, today, red_head));
  co_return made;
}

void SupervisionService::save_letter(db::Connection& connection, const Scene& scene,
                                     const Actor& actor, LetterRecord& letter) const {
  letter.by = actor.display_name;
  if (!store_.update_letter(connection, letter, actor.account)) {
    const auto now = store_.letter(connection, letter.id);
    throw base::stale(base::record_text(letter_view(connection, scene, *now)));
  }
  letter.version += 1;
  access_.audit_trail().record(connection, actor, "letter." + name_of(letter.step), letter.id,
                               fmt::format("version={}", letter.version));
}

awaitable<LetterView> SupervisionService::edit_letter(const Actor& actor, const std::string& id,
                                                      const LetterText& text, std::int64_t version,
                                                      const db::Once& once) {
  access_.require(actor, Permission::supervision_draft);
  auto work = [&](db::Connection& connection, Told& /*told*/) {
    const Scene scene = this->scene(connection, actor);
    const LetterRecord letter = visible_letter(connection, scene, id);
    if (letter.version != version) {
      throw base::stale(base::record_text(letter_view(connection, scene, letter)));
    }
    LetterRecord next = edit(letter, text, actor.account);
    save_letter(connection, scene, actor, next);
    return letter_view(connection, scene, next);
  };
  co_return co_await change<LetterView>(once, work);
}

void SupervisionService::demand_answers(db::Connection& connection, const Actor& actor,
                                        const LetterRecord& letter) const {
  if (!letter.text.reply_by) return;
  for (const std::string& unit : units_of(letter)) {
    DemandRecord demand;
    demand.id = base::uuid_v7(connection.clock(), random_);
    demand.source_kind = DemandSource::letter;
    demand.source = letter.id;
    demand.unit = unit;
    demand.words = letter.text.title;
    demand.due_on = *letter.text.reply_by;
    demand.original_due_on = demand.due_on;
    demand.by = actor.display_name;
    // Of one task the demand can be shown beside it.
    const auto of_unit = [&](const LateMatter& matter) { return matter.unit == unit; };
    if (std::ranges::count_if(letter.matters, of_unit) == 1) {
      const LateMatter& only = *std::ranges::find_if(letter.matters, of_unit);
      demand.task = only.task;
      demand.share = only.share;
    }
    store_.insert_demand(connection, demand, actor.account);
  }
}

awaitable<LetterView> SupervisionService::letter_step(const Actor& actor, const std::string& id,
                                                      const NewLetterStep& step,
                                                      std::int64_t version, const db::Once& once) {
  access_.require(actor, is_of_releaser(step.step) ? Permission::supervision_release
                                                   : Permission::supervision_draft);
  auto work = [&](db::Connection& connection, Told& told) {
    const Scene scene = this->scene(connection, actor);
    const LetterRecord letter = visible_letter(connection, scene, id);
    if (letter.version != version) {
      throw base::stale(base::record_text(letter_view(connection, scene, letter)));
    }
    const LetterStepRequest request{step.step, step.number.value_or(""), step.signed_on,
                                    step.reason.value_or("")};
    LetterRecord next = take_step(letter, request, actor.account, scene.today);
    save_letter(connection, scene, actor, next);
    if (next.state == LetterState::released) demand_answers(connection, actor, next);
    tell_of_letter(connection, scene, next, told);
    return letter_view(connection, scene, next);
  };
  co_return co_await change<LetterView>(once, work);
}

awaitable<LetterView> SupervisionService::add_scan(const Actor& actor, const std::string& id,
                                                   const NewScan& scan, const db::Once& once) {
  access_.require(actor, Permission::supervision_draft);
  auto work = [&](db::Connection& connection, Told& /*told*/) {
    const Scene scene = this->scene(connection, actor);
    const LetterRecord letter = visible_letter(connection, scene, id);
    if (letter.state != LetterState::released) {
      throw base::conflict("wrong-state", {"签发以后才能归入盖章件。",
                                           "A stamped copy belongs to a released letter."});
    }
    files_.require_readable(connection, actor, {scan.file}, "/file");
    if (store_.insert_scan(connection, id, scan.file, actor.account)) {
      access_.audit_trail().record(connection, actor, "letter.scan", id, "file=" + scan.file);
    }
    return letter_view(connection, scene, letter);
  };
  co_return co_await change<LetterView>(once, work);
}

// --- files -------------------------------------------------------------------------------------

namespace {

// Whoever reads what a file belongs to reads the file, whatever unit brought it: it is taken from
// its place by the program.
void require_among(const std::vector<std::string>& files, const std::string& file) {
  if (std::ranges::count(files, file) == 0) {
    throw base::not_found({"这个文件", "This file"});
  }
}

}  // namespace

awaitable<file::Download> SupervisionService::letter_file(const Actor& actor, std::string id,
                                                          std::string file) {
  co_await database_.read([&](db::Connection& connection) {
    const LetterRecord letter = visible_letter(connection, scene(connection, actor), id);
    require_among(store_.scans(connection, letter.id), file);
    return true;
  });
  co_return co_await files_.download(access_.program("files"), file);
}

awaitable<file::Download> SupervisionService::demand_file(const Actor& actor, std::string id,
                                                          std::string file) {
  co_await database_.read([&](db::Connection& connection) {
    visible_demand(connection, scene(connection, actor), id);
    std::vector<std::string> files;
    for (const auto& [version, at] : store_.demand_history(connection, id)) {
      files.insert(files.end(), version.files.begin(), version.files.end());
    }
    require_among(files, file);
    return true;
  });
  co_return co_await files_.download(access_.program("files"), file);
}

awaitable<file::Download> SupervisionService::instruction_file(const Actor& actor, std::string id,
                                                               std::string file) {
  co_await database_.read([&](db::Connection& connection) {
    require_among(visible_instruction(connection, scene(connection, actor), id).files, file);
    return true;
  });
  co_return co_await files_.download(access_.program("files"), file);
}

// --- telling people ----------------------------------------------------------------------------

void SupervisionService::tell_of_letter(db::Connection& connection, const Scene& scene,
                                        const LetterRecord& letter, Told& told) const {
  const Text kind = kind_name(letter.kind);
  const std::string occasion = fmt::format("letter:{}:{}", letter.id, letter.version);
  const std::string link = "/letters/" + letter.id;
  const auto tell = [&](Told people, notice::Topic topic, Text text) {
    people.erase(scene.viewer.account);
    notices_.tell(connection, people, {topic, occasion, std::move(text), link}, told);
  };
  switch (letter.step) {
    case LetterStep::submit: {
      Told people = people_.with(connection, Permission::supervision_release);
      for (const std::string& author : letter.authors) people.erase(author);
      tell(std::move(people), notice::Topic::letter_to_release,
           {fmt::format("{}“{}”待您签发", kind.zh, letter.text.title),
            fmt::format("{} to be released: {}", kind.en, letter.text.title)});
      break;
    }
    case LetterStep::send_back:
      tell({letter.authors.begin(), letter.authors.end()}, notice::Topic::letter_returned,
           {fmt::format("{}“{}”已退回修改", kind.zh, letter.text.title),
            fmt::format("{} sent back: {}", kind.en, letter.text.title)});
      break;
    case LetterStep::release:
      for (const std::string& unit : units_of(letter)) {
        const std::string term =
            letter.text.reply_by
                ? fmt::format("，请于{}前回复", base::written_date(*letter.text.reply_by))
                : std::string();
        tell(people_.of(connection, unit, Permission::share_record), notice::Topic::letter_released,
             {fmt::format("收到{}“{}”（{}）{}", kind.zh, letter.text.title, letter.number, term),
              fmt::format("{} received: {} ({})", kind.en, letter.text.title, letter.number)});
      }
      break;
    case LetterStep::make:
    case LetterStep::edit:
    case LetterStep::discard:
      break;  // nobody waits for these
  }
}

void SupervisionService::tell_of_demand(db::Connection& connection, const Scene& scene,
                                        const DemandRecord& demand, Told& told) const {
  const std::string occasion = fmt::format("demand:{}:{}", demand.id, demand.version);
  const std::string link =
      (demand.source_kind == DemandSource::letter ? "/letters/" : "/instructions/") + demand.source;
  const std::string& holder = scene.edition->holder(demand.unit, scene.today);
  const UnitRef unit = unit_ref(*scene.edition, holder, scene.today);
  const auto tell = [&](Told people, notice::Topic topic, Text text) {
    people.erase(scene.viewer.account);
    notices_.tell(connection, people, {topic, occasion, std::move(text), link}, told);
  };
  const auto officers = [&] { return people_.of(connection, holder, Permission::share_record); };
  const std::string due = base::written_date(demand.due_on);
  const Text subject = subject_of(demand);
  switch (demand.step) {
    case DemandStep::make:
      tell(officers(), notice::Topic::instruction,
           {fmt::format("{}收到{}，{}前回复", unit.name.zh, subject.zh, due),
            fmt::format("{} received {}, due {}", unit.name.en, subject.en,
                        base::written_date_en(demand.due_on))});
      break;
    case DemandStep::answer:
      tell(people_.with(connection, Permission::supervision_draft), notice::Topic::answer_given,
           {fmt::format("{}已回复：{}", unit.name.zh, subject.zh),
            fmt::format("{} answered: {}", unit.name.en, subject.en)});
      break;
    case DemandStep::send_back:
      tell(officers(), notice::Topic::answer_returned,
           {fmt::format("{}的回复已退回补充，{}前再报：{}", unit.name.zh, due, subject.zh),
            fmt::format("The answer of {} was sent back, due {}: {}", unit.name.en,
                        base::written_date_en(demand.due_on), subject.en)});
      break;
    case DemandStep::extend:
    case DemandStep::settle:
    case DemandStep::withdraw:
      break;  // nobody has to act
  }
}

std::vector<DueItem> SupervisionService::items_of(
    db::Connection& connection, const Scene& scene,
    const std::vector<plan::ShareLine>& shares) const {
  std::vector<DueItem> items;
  if (due_elsewhere_) items = due_elsewhere_(connection);
  for (const plan::ShareLine& share : shares) {
    if (is_done(share.status) || share.status == plan::Status::condition_pending) continue;
    items.push_back(
        {"share:" + share.id,
         share.unit.id,
         {fmt::format("{}：任务{}“{}”", share.unit.name.zh, share.task, share.task_title.zh),
          fmt::format("{}: task {} {}", share.unit.name.en, share.task, share.task_title.en)},
         share.due_on,
         fmt::format("/plan/tasks/{}", share.task)});
  }
  for (const DemandRecord& demand : store_.demands_with_units(connection)) {
    const UnitRef unit =
        unit_ref(*scene.edition, scene.edition->holder(demand.unit, scene.today), scene.today);
    items.push_back({"demand:" + demand.id,
                     unit.id,
                     {fmt::format("{}：{}", unit.name.zh, subject_of(demand).zh),
                      fmt::format("{}: {}", unit.name.en, subject_of(demand).en)},
                     demand.due_on,
                     "/supervision"});
  }
  return items;
}

awaitable<std::vector<DueItem>> SupervisionService::due_items(const Actor& actor) {
  std::vector<DueItem> items;
  std::set<std::string> own;
  for (const zhijiao::access::Post& post : actor.posts) {
    if (grants(post.role, Permission::share_record)) own.insert(post.unit);
  }
  if (own.empty()) co_return items;
  const std::vector<plan::ShareLine> shares = co_await shares_of_today(actor, false);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    std::vector<DueItem> all = items_of(connection, scene, shares);
    std::erase_if(all, [&](const DueItem& item) { return !own.contains(item.unit); });
    return all;
  });
}

void SupervisionService::tell_deadline(db::Connection& connection, const DueTogether& due,
                                       base::Date today, Told& told) const {
  std::vector<std::string> occasions;
  for (const DueOccasion& occasion : due.occasions) occasions.push_back(occasion.name);
  for (const std::string& account : people_.of(connection, due.unit, Permission::share_record)) {
    const auto before = notices_.told_of(connection, account, occasions);
    if (const auto notice = deadline_notice(due, before, today)) {
      notices_.tell(connection, {account}, *notice, told);
    }
  }
}

awaitable<void> SupervisionService::tell_deadlines() {
  const Actor program = access_.program("deadlines");
  const std::vector<plan::ShareLine> shares = co_await shares_of_today(program, false);
  // What is due is found out without holding up who writes.
  base::Date today;
  const std::vector<DueTogether> deadlines =
      co_await database_.read([&](db::Connection& connection) {
        const Scene scene = this->scene(connection, program);
        today = scene.today;
        return deadlines_to_tell(items_of(connection, scene, shares), today,
                                 plan::working_days(scene.edition->plan().calendar));
      });
  if (deadlines.empty()) co_return;
  Told told;
  auto work = [&](db::Connection& connection) {
    told.clear();
    for (const DueTogether& due : deadlines) tell_deadline(connection, due, today, told);
  };
  co_await database_.write(work);
  notices_.announce(told);
}

// --- demands -----------------------------------------------------------------------------------

DemandRecord SupervisionService::visible_demand(db::Connection& connection, const Scene& scene,
                                                const std::string& id) const {
  auto demand = store_.demand(connection, id);
  if (!demand || !scene.viewer.sees.contains(demand->unit)) {
    throw base::not_found({"这个督办事项", "This demand"});
  }
  return std::move(*demand);
}

std::vector<DemandLine> SupervisionService::demand_lines(
    db::Connection& connection, const Scene& scene,
    const std::vector<DemandRecord>& demands) const {
  struct Source {
    std::string title;
    std::string number;
    std::string by;
  };
  std::map<std::string, Source> sources;
  for (const DemandRecord& demand : demands) {
    auto [source, fresh] = sources.try_emplace(demand.source);
    if (!fresh) continue;
    if (demand.source_kind == DemandSource::letter) {
      if (const auto letter = store_.letter(connection, demand.source)) {
        source->second = {letter->number + " " + letter->text.title, letter->number,
                          letter->signature};
      }
    } else if (const auto instruction = store_.instruction(connection, demand.source)) {
      source->second = {instruction->said_by + "：" + shortened(instruction->words),
                        instruction->document_number, instruction->said_by};
    }
  }
  std::vector<DemandLine> lines;
  for (const DemandRecord& demand : demands) {
    DemandLine line;
    line.id = demand.id;
    line.version = demand.version;
    line.source_kind = demand.source_kind;
    line.source = demand.source;
    const Source& source = sources[demand.source];
    line.source_title = source.title;
    line.source_number = source.number;
    line.source_by = source.by;
    line.unit = plan::unit_ref(*scene.edition, scene.edition->holder(demand.unit, scene.today),
                               scene.today);
    line.task = demand.task;
    line.share = demand.share;
    line.words = demand.words;
    line.state = demand.state;
    line.due_on = demand.due_on;
    line.original_due_on = demand.original_due_on;
    if (is_open(demand.state)) line.days_left = demand.due_on.days_since(scene.today);
    line.late = is_late(demand, scene.today);
    line.answer = demand.answer;
    line.answered_on = demand.answered_on;
    line.files = files_.lines(connection, demand.answer_files);
    for (const DemandStep step : {DemandStep::answer, DemandStep::settle, DemandStep::send_back,
                                  DemandStep::extend, DemandStep::withdraw}) {
      const bool allowed =
          is_of_unit(step) ? scene.viewer.answers.contains(demand.unit) : scene.viewer.office;
      if (allowed && is_possible(demand.state, step)) line.possible.push_back(step);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

DemandView SupervisionService::demand_view(db::Connection& connection, const Scene& scene,
                                           const DemandRecord& demand) const {
  DemandView view;
  view.demand = demand_lines(connection, scene, {demand}).front();
  for (const auto& [version, at] : store_.demand_history(connection, demand.id)) {
    view.history.push_back({version.version, version.step, base::rfc3339(at), version.by,
                            version.text, version.due_on, files_.lines(connection, version.files)});
  }
  return view;
}

UnitSet SupervisionService::own_units(const Actor& actor, const Viewer& viewer) {
  // The office answers for everybody; what is its own is what its posts stand in.
  UnitSet own;
  for (const zhijiao::access::Post& post : actor.posts) {
    if (viewer.answers.contains(post.unit)) own.units.insert(post.unit);
  }
  if (!viewer.answers.everywhere) {
    own.units.insert(viewer.answers.units.begin(), viewer.answers.units.end());
  }
  return own;
}

std::int64_t SupervisionService::to_do(db::Connection& connection, const Actor& actor) const {
  const Viewer who = viewer(actor, base::day_of(connection.now()));
  std::int64_t waiting = 0;
  const auto demands = [&](DemandParty party, UnitSet units) {
    SupervisionStore::DemandFilter filter;
    filter.query.waits_for = party;
    filter.units = std::move(units);
    filter.whole = true;
    waiting += std::ssize(store_.demands(connection, filter));
  };
  const auto letters = [&](LetterState state, bool own) {
    SupervisionStore::LetterFilter filter;
    filter.query.state = state;
    filter.units = who.sees;
    filter.only_released = false;
    filter.most = kWorkMax;
    for (const LetterRecord& letter : store_.letters(connection, filter)) {
      const bool wrote = std::ranges::count(letter.authors, who.account) > 0;
      if (wrote == own) ++waiting;
    }
  };
  demands(DemandParty::unit, own_units(actor, who));
  if (who.office) demands(DemandParty::office, who.sees);
  // Who wrote any of a letter cannot release it.
  if (who.releases) letters(LetterState::submitted, false);
  if (who.office) letters(LetterState::draft, true);
  return waiting;
}

awaitable<DemandList> SupervisionService::demands(const Actor& actor, const DemandQuery& query) {
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    SupervisionStore::DemandFilter filter;
    filter.query = query;
    filter.units = scene.viewer.sees;
    if (query.mine.value_or(false)) filter.units = own_units(actor, scene.viewer);
    std::vector<DemandRecord> demands = store_.demands(connection, filter);
    DemandList list;
    list.today = scene.today;
    list.next = cut_page(demands);
    list.demands = demand_lines(connection, scene, demands);
    return list;
  });
}

awaitable<DemandView> SupervisionService::demand(const Actor& actor, const std::string& id) {
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    return demand_view(connection, scene, visible_demand(connection, scene, id));
  });
}

void SupervisionService::save_demand(db::Connection& connection, const Scene& scene,
                                     const Actor& actor, DemandRecord& demand) const {
  demand.by = actor.display_name;
  if (!store_.update_demand(connection, demand, actor.account)) {
    const auto now = store_.demand(connection, demand.id);
    throw base::stale(base::record_text(demand_view(connection, scene, *now)));
  }
  demand.version += 1;
  access_.audit_trail().record(connection, actor, "demand." + name_of(demand.step), demand.id,
                               fmt::format("unit={} version={}", demand.unit, demand.version));
}

awaitable<DemandView> SupervisionService::demand_step(const Actor& actor, const std::string& id,
                                                      const NewDemandStep& step,
                                                      std::int64_t version, const db::Once& once) {
  access_.require(actor,
                  is_of_unit(step.step) ? Permission::share_record : Permission::supervision_draft);
  auto work = [&](db::Connection& connection, Told& told) {
    const Scene scene = this->scene(connection, actor);
    const DemandRecord demand = visible_demand(connection, scene, id);
    if (is_of_unit(step.step) && !scene.viewer.answers.contains(demand.unit)) {
      throw base::forbidden({"只能回复本单位（及所辖单位）的督办事项。",
                             "You can only answer for units within your posts' reach."});
    }
    if (demand.version != version) {
      throw base::stale(base::record_text(demand_view(connection, scene, demand)));
    }
    const DemandStepRequest request{step.step, step.text.value_or(""), step.due_on,
                                    step.files.value_or(std::vector<std::string>())};
    files_.require_readable(connection, actor, request.files, "/files");
    DemandRecord next = take_step(demand, request, actor.account, scene.today);
    save_demand(connection, scene, actor, next);
    tell_of_demand(connection, scene, next, told);
    return demand_view(connection, scene, next);
  };
  co_return co_await change<DemandView>(once, work);
}

// --- instructions ------------------------------------------------------------------------------

InstructionRecord SupervisionService::visible_instruction(db::Connection& connection,
                                                          const Scene& scene,
                                                          const std::string& id) const {
  auto instruction = store_.instruction(connection, id);
  if (instruction && !scene.viewer.sees.everywhere) {
    SupervisionStore::DemandFilter filter;
    filter.units = scene.viewer.sees;
    filter.instruction = id;
    if (store_.demands(connection, filter).empty()) instruction.reset();
  }
  if (!instruction) throw base::not_found({"这件批示", "This instruction"});
  return std::move(*instruction);
}

std::vector<InstructionLine> SupervisionService::instruction_lines(
    db::Connection& connection, const Scene& scene,
    const std::vector<InstructionRecord>& instructions) const {
  const auto counts =
      store_.demand_counts(connection, DemandSource::instruction, ids_of(instructions));
  std::vector<InstructionLine> lines;
  for (const InstructionRecord& instruction : instructions) {
    InstructionLine line;
    line.id = instruction.id;
    line.version = instruction.version;
    line.state = instruction.state;
    line.said_by = instruction.said_by;
    line.channel = instruction.channel;
    line.words = instruction.words;
    line.said_on = instruction.said_on;
    line.document_number = instruction.document_number;
    if (const auto found = counts.find(instruction.id); found != counts.end()) {
      line.demands = found->second.all;
      line.settled = found->second.all - found->second.open;
      line.due_on = found->second.due_on;
      line.late = line.due_on && *line.due_on < scene.today;
    }
    line.by = instruction.by;
    lines.push_back(std::move(line));
  }
  return lines;
}

InstructionView SupervisionService::instruction_view(db::Connection& connection, const Scene& scene,
                                                     const InstructionRecord& instruction) const {
  InstructionView view;
  view.instruction = instruction_lines(connection, scene, {instruction}).front();
  view.result = instruction.result;
  SupervisionStore::DemandFilter filter;
  filter.units = scene.viewer.sees;
  filter.instruction = instruction.id;
  filter.whole = true;
  view.demands = demand_lines(connection, scene, store_.demands(connection, filter));
  view.may_change = scene.viewer.office && instruction.state == InstructionState::open;
  view.files = files_.lines(connection, instruction.files);
  return view;
}

void SupervisionService::make_assignments(db::Connection& connection, const Scene& scene,
                                          const Actor& actor, const InstructionRecord& instruction,
                                          const std::vector<NewAssignment>& assignments,
                                          const std::vector<plan::ShareLine>& shares,
                                          Told& told) const {
  std::vector<base::FieldError> errors;
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    const NewAssignment& asked = assignments[i];
    const plan::Unit* unit = scene.edition->plan().find_unit(asked.unit);
    if (unit == nullptr || (unit->valid_to && *unit->valid_to < scene.today)) {
      errors.push_back(
          {fmt::format("/assignments/{}/unit", i),
           {"没有这个单位，或者已经撤销。", "There is no such unit, or it has been abolished."}});
      continue;
    }
    DemandRecord demand;
    demand.id = base::uuid_v7(connection.clock(), random_);
    demand.source_kind = DemandSource::instruction;
    demand.source = instruction.id;
    demand.unit = asked.unit;
    demand.task = asked.task;
    if (asked.task) {
      const auto share = std::ranges::find_if(shares, [&](const plan::ShareLine& line) {
        return line.task == *asked.task && line.unit.id == asked.unit && !is_done(line.status);
      });
      if (share == shares.end()) {
        errors.push_back(
            {fmt::format("/assignments/{}/task", i),
             {"这个单位不承担该任务，或者已经办结。", "The unit has no open share of this task."}});
        continue;
      }
      demand.share = share->id;
    }
    demand.words = asked.words && !asked.words->empty() ? *asked.words : instruction.words;
    demand.due_on = asked.due_on;
    demand.original_due_on = asked.due_on;
    demand.by = actor.display_name;
    if (!errors.empty()) continue;
    store_.insert_demand(connection, demand, actor.account);
    tell_of_demand(connection, scene, demand, told);
  }
  if (!errors.empty()) {
    throw base::invalid({"交办的内容需要补正。", "The assignments need mending."},
                        std::move(errors));
  }
}

awaitable<InstructionView> SupervisionService::register_instruction(const Actor& actor,
                                                                    const NewInstruction& given,
                                                                    const db::Once& once) {
  access_.require(actor, Permission::supervision_draft);
  const std::vector<plan::ShareLine> shares = co_await shares_of_today(actor, false);
  auto work = [&](db::Connection& connection, Told& told) {
    const Scene scene = this->scene(connection, actor);
    check_instruction(given, scene.today);
    InstructionRecord instruction;
    instruction.id = base::uuid_v7(connection.clock(), random_);
    instruction.version = 1;
    instruction.said_by = given.said_by;
    instruction.channel = given.channel;
    instruction.files = given.files.value_or(std::vector<std::string>());
    files_.require_readable(connection, actor, instruction.files, "/files");
    instruction.words = given.words.empty() ? "（见批示原件）" : given.words;
    instruction.said_on = given.said_on;
    instruction.document_number = given.document_number.value_or("");
    instruction.by = actor.display_name;
    store_.insert_instruction(connection, instruction, actor.account);
    make_assignments(connection, scene, actor, instruction, given.assignments, shares, told);
    access_.audit_trail().record(connection, actor, "instruction.make", instruction.id,
                                 fmt::format("assignments={}", given.assignments.size()));
    return instruction_view(connection, scene, instruction);
  };
  co_return co_await change<InstructionView>(once, work);
}

awaitable<InstructionList> SupervisionService::instructions(const Actor& actor,
                                                            const InstructionQuery& query) {
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    const SupervisionStore::InstructionFilter filter{query, scene.viewer.sees};
    std::vector<InstructionRecord> instructions = store_.instructions(connection, filter);
    InstructionList list;
    list.next = cut_page(instructions);
    list.instructions = instruction_lines(connection, scene, instructions);
    return list;
  });
}

awaitable<InstructionView> SupervisionService::instruction(const Actor& actor,
                                                           const std::string& id) {
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene scene = this->scene(connection, actor);
    return instruction_view(connection, scene, visible_instruction(connection, scene, id));
  });
}

void SupervisionService::save_instruction(db::Connection& connection, const Scene& scene,
                                          const Actor& actor, InstructionRecord& instruction,
                                          const char* verb) const {
  instruction.by = actor.display_name;
  if (!store_.update_instruction(connection, instruction, actor.account)) {
    const auto now = store_.instruction(connection, instruction.id);
    throw base::stale(base::record_text(instruction_view(connection, scene, *now)));
  }
  instruction.version += 1;
  access_.audit_trail().record(connection, actor, std::string("instruction.") + verb,
                               instruction.id, fmt::format("version={}", instruction.version));
}

awaitable<InstructionView> SupervisionService::assign(const Actor& actor, const std::string& id,
                                                      const NewAssignments& given,
                                                      std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::supervision_draft);
  const std::vector<plan::ShareLine> shares = co_await shares_of_today(actor, false);
  auto work = [&](db::Connection& connection, Told& told) {
    const Scene scene = this->scene(connection, actor);
    InstructionRecord instruction = visible_instruction(connection, scene, id);
    if (instruction.state != InstructionState::open) {
      throw base::conflict(
          "wrong-state", {"这件批示已经办结或撤回。", "The instruction is done or was withdrawn."});
    }
    std::vector<base::FieldError> errors;
    check_assignments(given.assignments, instruction.said_on, errors);
    if (!errors.empty()) {
      throw base::invalid({"交办的内容需要补正。", "The assignments need mending."},
                          std::move(errors));
    }
    instruction.version = version;
    save_instruction(connection, scene, actor, instruction, "assign");
    make_assignments(connection, scene, actor, instruction, given.assignments, shares, told);
    return instruction_view(connection, scene, instruction);
  };
  co_return co_await change<InstructionView>(once, work);
}

awaitable<InstructionView> SupervisionService::end_instruction(const Actor& actor,
                                                               const std::string& id,
                                                               const InstructionEnd& end,
                                                               std::int64_t version,
                                                               const db::Once& once) {
  access_.require(actor, Permission::supervision_draft);
  const std::size_t length = base::character_count(end.result);
  if (length == 0 || length > kWordsCharactersMax) {
    throw base::invalid({"请写明办理结果或者撤回的理由。", "Say how it ended."},
                        {{"/result",
                          {fmt::format("1至{}字。", kWordsCharactersMax),
                           fmt::format("1 to {} characters.", kWordsCharactersMax)}}});
  }
  auto work = [&](db::Connection& connection, Told& /*told*/) {
    const Scene scene = this->scene(connection, actor);
    InstructionRecord instruction = visible_instruction(connection, scene, id);
    if (instruction.state != InstructionState::open) {
      throw base::conflict(
          "wrong-state", {"这件批示已经办结或撤回。", "The instruction is done or was withdrawn."});
    }
    SupervisionStore::DemandFilter filter;
    filter.units.everywhere = true;
    filter.instruction = id;
    filter.query.open = true;
    filter.whole = true;
    const std::vector<DemandRecord> open = store_.demands(connection, filter);
    if (!end.withdrawn && !open.empty()) {
      throw base::conflict(
          "demands-open",
          {fmt::format("还有{}项交办没有办结，请先核办或撤回。", open.size()),
           fmt::format("{} assignments are still open; settle or withdraw them first.",
                       open.size())});
    }
    instruction.version = version;
    instruction.state = end.withdrawn ? InstructionState::withdrawn : InstructionState::done;
    instruction.result = end.result;
    save_instruction(connection, scene, actor, instruction, end.withdrawn ? "withdraw" : "done");
    for (const DemandRecord& demand : open) {
      const DemandStepRequest request{DemandStep::withdraw, end.result, std::nullopt, {}};
      DemandRecord next = take_step(demand, request, actor.account, scene.today);
      save_demand(connection, scene, actor, next);
    }
    return instruction_view(connection, scene, instruction);
  };
  co_return co_await change<InstructionView>(once, work);
}

}  // namespace supervision

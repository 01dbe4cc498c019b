#include "admission/candidate_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <set>
#include <utility>

#include "access/token.hpp"
#include "admission/candidate_marks.hpp"
#include "admission/scheme_texts.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "base/text.hpp"
#include "db/failure.hpp"
#include "engines/allocation/lottery.hpp"

namespace admission {

using boost::asio::awaitable;
namespace access = zhijiao::access;

namespace {

constexpr std::size_t kAppealMax = 1000;
constexpr std::size_t kNumberMax = 64;
constexpr std::size_t kReceiptDigits = 12;
constexpr std::size_t kCodeBytesMax = 32;

base::Problem refused() {
  return {
      401,
      "sign-in-refused",
      {"登录未成功", "Sign-in refused"},
      {"考号、登录码或密码不正确。登录码只能用一次，用过以后请用自己设的密码；忘记密码请找县区教育"
       "部门重新领取登录码。",
       "Number, code or password is not right. A code works once: afterwards use the password "
       "you chose. If you forgot it, ask the education office of your county for a new code."}};
}

base::Problem not_signed_in() {
  return {401,
          "not-signed-in",
          {"请先登录", "Sign in first"},
          {"登录已经过期，请用考号重新登录，填写的内容都还在。",
           "The session is over; sign in again with your number. What you saved is still there."}};
}

access::AttemptLimit::Options school_limits() {
  access::AttemptLimit::Options options;
  options.address_free_attempts = 500;
  options.entries_max = 50'000;
  return options;
}

// One attempt at a password: charged at once, given back unless it was decided.
class Attempt {
 public:
  Attempt(access::AttemptLimit& limit, std::string name, std::string address)
      : limit_(limit), name_(std::move(name)), address_(std::move(address)) {
    limit_.charge(name_, address_);
  }
  ~Attempt() {
    if (!decided_) limit_.undecided(name_, address_);
  }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  void failed() { decided_ = true; }
  void succeeded() {
    decided_ = true;
    limit_.succeeded(name_, address_);
  }

 private:
  access::AttemptLimit& limit_;
  const std::string name_;
  const std::string address_;
  bool decided_ = false;
};

CandidateChoices view_of(const std::optional<ChoiceRecord>& record) {
  if (!record) return {};
  return {record->version,   record->draft,        record->drafted_at,
          record->submitted, record->submitted_at, record->receipt};
}

// What does not fit the form, all at once. Offers are those the candidate may name.
void check(const std::vector<Choice>& choices, const Round& round,
           const std::vector<Offer>& options) {
  std::vector<base::FieldError> errors;
  const auto wrong = [&](std::string field, Text text) {
    errors.push_back({std::move(field), std::move(text)});
  };
  if (choices.size() > static_cast<std::size_t>(round.preferences_max)) {
    wrong("/choices", {fmt::format("最多填 {} 个志愿。", round.preferences_max),
                       fmt::format("At most {} preferences.", round.preferences_max)});
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Choice& choice = choices[i];
    const std::string at = fmt::format("/choices/{}", i);
    const auto offer = std::ranges::find(options, choice.offer, &Offer::code);
    if (offer == options.end()) {
      wrong(at,
            {"这所学校不招收您所在的县区或科类，或者没有名额。",
             "This school does not take candidates of your county or category, or has no seats."});
      continue;
    }
    if (!seen.insert(choice.offer).second) {
      wrong(at, {"同一所学校填了两次。", "The same school is there twice."});
    }
    const bool one = offer->programmes.size() == 1;
    if (!one && choice.programmes.empty() && !choice.adjustment) {
      wrong(at, {"请至少选一个专业，或者服从调剂。",
                 "Choose a programme at least, or agree to adjustment."});
    }
    if (choice.programmes.size() > static_cast<std::size_t>(round.programmes_max)) {
      wrong(at, {fmt::format("每所学校最多选 {} 个专业。", round.programmes_max),
                 fmt::format("At most {} programmes of a school.", round.programmes_max)});
    }
    std::set<std::string> programmes;
    for (const std::string& programme : choice.programmes) {
      if (std::ranges::find(offer->programmes, programme, &OfferProgramme::id) ==
              offer->programmes.end() ||
          !programmes.insert(programme).second) {
        wrong(at, {"有一个专业不存在，或者选了两次。",
                   "A programme does not exist or is there twice."});
      }
    }
  }
  if (!errors.empty()) {
    throw base::invalid({"志愿有需要更正的地方，请看各项说明。",
                         "The preferences need corrections; see the notes."},
                        std::move(errors));
  }
}

CandidateOption option_of(const Scheme& scheme, const Offer& offer) {
  CandidateOption option{offer.code, offer.school, std::nullopt, offer.programmes};
  if (!scheme.ratios.empty()) option.sector = offer.sector;
  return option;
}

std::string current_json(const ChoiceRecord& record) { return base::record_text(view_of(record)); }

}  // namespace

//! What is read for one candidate.
struct CandidateService::Book {
  Scheme scheme;
  std::vector<OfferRecord> offers;
  std::vector<RunRecord> runs;
  std::optional<Places> places;  // refers to `scheme`
  std::vector<AwardRecord> awards;
  std::int64_t award_rank = 0;

  EntrantStanding standing(const Round& round, const Candidate& candidate,
                           base::Instant now) const {
    const Date today = base::day_of(now);
    EntrantStanding standing;
    standing.decided_here = scheme.is_decided_here();
    standing.holds_a_place = !places->takes_part_later(candidate.number);
    standing.is_ineligible = in_force(scheme.eligibility, today) != nullptr &&
                             candidate.eligibility == Eligibility::ineligible;
    standing.lacks_award =
        award_rank == 0 && is_for_awards(scheme, round.id, rules_day(round, today));
    return standing;
  }

  Book() = default;
  Book(const Book&) = delete;

  std::vector<Offer> options(const Round& round, const Candidate& candidate) const {
    std::vector<Offer> open;
    for (Offer& offer : offers_of(round, offers, *places)) {
      if (is_open_to(offer, candidate)) open.push_back(std::move(offer));
    }
    std::ranges::sort(open, {}, &Offer::code);
    return open;
  }
};

CandidateService::CandidateService(db::Database& database, access::AccessService& access,
                                   AdmissionService& admissions, access::PasswordPool& passwords,
                                   base::Random& random)
    : database_(database),
      access_(access),
      admissions_(admissions),
      passwords_(passwords),
      random_(random),
      attempts_(database.clock(), school_limits()),
      store_(admissions.store()) {}

Actor CandidateService::actor_of(const CandidateRecord& record, std::string address) const {
  Actor actor = access_.program(std::move(address));
  actor.program = false;
  actor.account = record.id;
  actor.name = record.candidate.number;
  actor.display_name = record.candidate.name;
  return actor;
}

// --- signing in --------------------------------------------------------------------------------

awaitable<OpenedCandidateSession> CandidateService::sign_in(CandidateSignIn given,
                                                            std::string address) {
  if (given.number.size() > kNumberMax || given.admission.size() > kNumberMax) throw refused();
  const std::string name = given.admission + "/" + given.number;
  Attempt attempt(attempts_, name, address);
  std::optional<CandidateRecord> candidate;
  std::optional<AccessRow> way;
  co_await database_.read([&](db::Connection& connection) {
    candidate = store_.candidate(connection, given.admission, given.number);
    if (candidate) way = store_.access(connection, candidate->id);
  });
  const bool by_code = way && way->code_mark && given.secret.size() <= kCodeBytesMax &&
                       *way->code_mark == admissions_.code_mark(candidate->id, given.secret);
  bool by_password = false;
  if (!by_code) {
    // The same work whether there is such a candidate or not.
    const std::string kept =
        way && way->password_hash ? *way->password_hash : passwords_.unmatched();
    const bool fits = co_await passwords_.verify(kept, given.secret);
    by_password = fits && way && way->password_hash;
  }
  if (!by_code && !by_password) {
    attempt.failed();
    const std::string subject = candidate ? candidate->id : std::string();
    auto note = [&](db::Connection& connection) {
      access_.audit_trail().record(connection, access_.program(address), "admission_session.refuse",
                                   subject, "");
    };
    co_await database_.write(note);
    throw refused();
  }
  attempt.succeeded();
  OpenedCandidateSession opened;
  std::string chosen;
  if (by_code) {
    if (!given.new_password) {
      opened.view.choose_password = true;
      co_return opened;
    }
    auto errors = access::password_errors("/new_password", *given.new_password, given.number);
    if (!errors.empty()) {
      throw base::invalid(
          {"这个密码不能用，请看说明。", "This password will not do; see the note."},
          std::move(errors));
    }
    chosen = co_await passwords_.hash(*given.new_password);
  }
  std::string token = base::new_token(random_);
  const std::string hash = access::token_hash(token);
  auto open = [&](db::Connection& connection) {
    const auto now = store_.access(connection, candidate->id);
    // Another phone was faster with the code, or a new one was given out meanwhile.
    if (!now || now->code_mark != way->code_mark || now->password_hash != way->password_hash) {
      throw refused();
    }
    const Actor actor = actor_of(*candidate, address);
    if (by_code) {
      store_.put_access(connection, candidate->id,
                        {std::nullopt, chosen, way->issued_at, way->issued_by});
      access_.audit_trail().record(connection, actor, "admission_candidate.password", candidate->id,
                                   "");
    }
    store_.insert_session(connection, hash, candidate->id, {connection.now().us + kSessionUs});
    access_.audit_trail().record(connection, actor, "admission_session.open", candidate->id, "");
  };
  co_await database_.write(open);
  opened.token = std::move(token);
  opened.lasts_s = kSessionUs / 1'000'000;
  opened.view.signed_in = true;
  co_return opened;
}

awaitable<void> CandidateService::sign_out(std::string token) {
  if (!access::looks_like_token(token)) co_return;
  const std::string hash = access::token_hash(token);
  auto end = [&](db::Connection& connection) { store_.delete_session(connection, hash); };
  co_await database_.write(end);
}

awaitable<CandidateActor> CandidateService::current(std::string token, std::string address) {
  if (!access::looks_like_token(token)) throw not_signed_in();
  const std::string hash = access::token_hash(token);
  auto find = [&](db::Connection& connection) { return store_.session(connection, hash); };
  std::optional<CandidateRecord> record = co_await database_.read(find);
  if (!record) throw not_signed_in();
  Actor actor = actor_of(*record, std::move(address));
  co_return CandidateActor{std::move(*record), std::move(actor)};
}

// --- what he sees ------------------------------------------------------------------------------

void CandidateService::load(db::Connection& connection, const CandidateRecord& candidate,
                            Book& book) const {
  book.scheme = admissions_.scheme(connection, candidate.admission);
  book.offers = store_.all<OfferRecord>(connection, candidate.admission);
  book.runs = store_.all<RunRecord>(connection, candidate.admission);
  book.places.emplace(places_of(connection, store_, admissions_.outcomes(), book.scheme, book.runs,
                                candidate.candidate.number));
  if (!book.scheme.awards.empty()) {
    book.awards = store_.awards_of(connection, candidate.id);
    for (const AwardRecord& award : book.awards) {
      const AwardRule* rule = award_of(book.scheme, award.level, base::day_of(connection.now()));
      if (award.state != AwardState::certified || rule == nullptr) continue;
      book.award_rank = std::max(book.award_rank, rule->rank);
    }
  }
}

CandidateResult CandidateService::result_of(const Book& book, const Round& round,
                                            const RunRecord& run, const CandidateRecord& candidate,
                                            base::Instant now) const {
  const std::string& number = candidate.candidate.number;
  CandidateResult result;
  result.input_sha256 = run.input_sha256;
  result.published_at = run.published_at;
  result.corrected = !run.corrects.empty();
  const RoundOutcome* outcome = book.places->outcome_of(round.id);
  if (outcome->place_of(number) == nullptr) {
    const bool has_marks_now = !candidate.candidate.marks.empty();
    result.sentence =
        has_marks_now
            ? Text{"您没有参加这一轮：此前已被录取，或已放弃录取资格，或冻结时没有您的成绩。",
                   "You took no part in this round: you held a place or had given one up, or there "
                   "were no marks of yours when it was frozen."}
            : Text{"您没有参加这一轮：没有您的成绩。请打咨询电话核对。",
                   "You took no part in this round: there are no marks of yours. Call the enquiry "
                   "number."};
  } else {
    const NamesOfOffers names = names_of(book.offers);
    const ToldOutcome told = outcome->tell(book.scheme, names, number);
    result.admitted = told.place.holds();
    result.sentence = told.sentence;
    result.position = told.place.position;
    for (const ToldPreference& each : told.preferences) {
      CandidatePreference shown;
      shown.number = each.number;
      const auto named = names.find(each.offer);
      shown.school = named == names.end() ? each.offer : named->second.school;
      shown.reason = each.reason;
      shown.places = each.places;
      shown.lowest_thousandths = each.lowest_thousandths;
      shown.lowest_position = each.lowest_position;
      const Subject* subject = book.scheme.find_subject(each.decided_by);
      shown.decided_by = subject != nullptr             ? subject->title
                         : each.decided_by == "lottery" ? Text{"公开抽签", "public lottery"}
                         : each.decided_by == "choice"  ? Text{"志愿先后", "order of choice"}
                         : each.decided_by == "tie" ? Text{"末位同分", "equals at the last place"}
                                                    : Text{};
      shown.sentence = each.sentence;
      shown.programmes = each.programmes;
      result.preferences.push_back(std::move(shown));
    }
  }
  result.reply = book.places->reply(round.id, number);
  const auto held = book.places->held_by(number);
  result.may_reply = !may_reply(round, now, result.admitted, result.reply == ReplyAnswer::decline);
  if (result.admitted && held && held->first->id == round.id) {
    if (!book.scheme.papers.empty()) result.next_steps.push_back(book.scheme.papers);
    if (!round.reply_by.empty() && !result.reply) {
      result.next_steps.push_back({fmt::format("请在 {} 前确认或放弃。", round.reply_by),
                                   fmt::format("Confirm or decline before {}.", round.reply_by)});
    }
  } else if (!held) {
    bool after = false;
    for (const Round& next : book.scheme.rounds) {
      if (after && book.places->outcome_of(next.id) == nullptr) {
        result.next_steps.push_back(
            {fmt::format("可以参加“{}”{}。", next.title.zh,
                         next.opens_at.empty()
                             ? "，时间另行公布"
                             : fmt::format("：{} 至 {} 填报", next.opens_at, next.closes_at)),
             fmt::format("You can take part in \"{}\"{}.",
                         next.title.en.empty() ? next.title.zh : next.title.en,
                         next.opens_at.empty()
                             ? ", whose time is still to be announced"
                             : fmt::format(", from {} to {}", next.opens_at, next.closes_at))});
        break;
      }
      if (next.id == round.id) after = true;
    }
  }
  return result;
}

CandidateHome CandidateService::home_of(db::Connection& connection,
                                        const CandidateRecord& candidate) const {
  Book here;
  load(connection, candidate, here);
  const base::Instant now = connection.now();
  CandidateHome home;
  home.number = candidate.candidate.number;
  home.name = candidate.candidate.name;
  home.county = admissions_.unit_name(candidate.candidate.county);
  home.school = candidate.candidate.school;
  home.admission = here.scheme.title;
  home.enquiry = here.scheme.enquiry;
  const Marks marks = complete_marks(here.scheme, candidate.candidate.marks, 0, base::day_of(now));
  for (const Subject& subject : here.scheme.subjects) {
    const auto mark = marks.find(subject.id);
    if (mark != marks.end()) {
      home.marks.push_back({subject.id, subject.title, mark->second});
    }
  }
  home.decided_by = here.scheme.decided_by;
  home.papers = here.scheme.papers;
  home.checks_eligibility = in_force(here.scheme.eligibility, base::day_of(now)) != nullptr;
  home.eligibility = candidate.candidate.eligibility;
  home.eligibility_reason = candidate.candidate.eligibility_reason;
  home.elsewhere = candidate.candidate.elsewhere;
  for (const AwardRecord& award : here.awards) {
    home.awards.push_back({award_title(here.scheme, award.level, award.proposed_on), award.contest,
                           award.state, award.publicised_until, award.comment});
  }
  if (const auto way = store_.access(connection, candidate.id)) {
    home.code_issued_at = base::rfc3339(way->issued_at);
    const auto people = access_.display_names(connection);
    const auto issuer = people.find(way->issued_by);
    home.code_issued_by = issuer == people.end() ? way->issued_by : issuer->second;
  }
  const auto appeals = store_.appeals_of(connection, candidate.id);
  for (const Round& round : here.scheme.rounds) {
    CandidateRound shown;
    shown.id = round.id;
    shown.title = round.title;
    shown.opens_at = round.opens_at;
    shown.closes_at = round.closes_at;
    shown.reply_by = round.reply_by;
    shown.appeal_by = round.appeal_by;
    shown.preferences_max = round.preferences_max;
    shown.programmes_max = round.programmes_max;
    const auto refusal = may_enter(round, now, here.standing(round, candidate.candidate, now));
    shown.may_enter = !refusal;
    if (refusal) shown.why_not = refusal->detail;
    if (shown.may_enter) {
      for (const Offer& offer : here.options(round, candidate.candidate)) {
        shown.options.push_back(option_of(here.scheme, offer));
      }
    }
    shown.choices = view_of(store_.choice(connection, round.id, candidate.id));
    if (!shown.may_enter) {
      // Names of what he chose, whether or not it can still be chosen.
      std::set<std::string> chosen;
      for (const auto& choice : shown.choices.submitted.value_or(std::vector<Choice>())) {
        chosen.insert(choice.offer);
      }
      for (const OfferRecord& record : here.offers) {
        if (!chosen.contains(record.offer.code)) continue;
        shown.options.push_back(option_of(here.scheme, record.offer));
      }
    }
    if (const RunRecord* run = published_run(here.runs, round.id)) {
      CandidateResult result = result_of(here, round, *run, candidate, now);
      const bool has_open = std::ranges::any_of(appeals, [&](const AppealRecord& appeal) {
        return appeal.round == round.id &&
               (appeal.state == AppealState::open || appeal.state == AppealState::proposed);
      });
      result.may_appeal = !may_appeal(round, now, true, has_open);
      shown.result = std::move(result);
    }
    home.rounds.push_back(std::move(shown));
  }
  for (const AppealRecord& appeal : appeals) {
    const bool decided =
        appeal.state == AppealState::upheld || appeal.state == AppealState::dismissed;
    home.appeals.push_back({appeal.round,
                            // What is only proposed is not an answer yet.
                            decided ? appeal.state : AppealState::open, appeal.text, appeal.made_at,
                            decided ? appeal.answer : std::string()});
  }
  return home;
}

awaitable<CandidateHome> CandidateService::home(const CandidateActor& who) {
  CandidateHome home = co_await database_.read(
      [&](db::Connection& connection) { return home_of(connection, who.record); });
  co_return home;
}

// --- what he enters ----------------------------------------------------------------------------

const Round& CandidateService::enterable(const Book& book, const std::string& round,
                                         const CandidateRecord& candidate,
                                         base::Instant now) const {
  const Round* found = book.scheme.find_round(round);
  if (found == nullptr) throw base::not_found({"这个批次", "This round"});
  refuse(may_enter(*found, now, book.standing(*found, candidate.candidate, now)));
  return *found;
}

awaitable<CandidateChoices> CandidateService::save(const CandidateActor& who, std::string round,
                                                   ChoicesGiven given, std::int64_t version,
                                                   db::Once once) {
  auto work = [&](db::Connection& connection) {
    Book here;
    load(connection, who.record, here);
    const Round& entered = enterable(here, round, who.record, connection.now());
    check(given.choices, entered, here.options(entered, who.record.candidate));
    auto record = store_.choice(connection, round, who.record.id);
    const std::int64_t now = record ? record->version : 0;
    if (now != version) {
      throw base::stale(record ? current_json(*record) : base::record_text(CandidateChoices()));
    }
    const bool is_new = !record;
    if (is_new) {
      record.emplace();
      record->id = base::uuid_v7(connection.clock(), random_);
      record->admission = who.record.admission;
      record->round = round;
      record->candidate = who.record.id;
      record->number = who.record.candidate.number;
    }
    record->draft = given.choices;
    record->drafted_at = base::rfc3339(connection.now());
    const Author author{who.actor.account, "choice.save"};
    if (is_new) {
      store_.insert(connection, *record, author);
    } else {
      store_.update(connection, *record, author);
    }
    access_.audit_trail().record(connection, who.actor, "admission_choice.save", record->id, round);
    return view_of(record);
  };
  CandidateChoices view = co_await database_.write_once<CandidateChoices>(std::move(once), work);
  co_return view;
}

awaitable<CandidateChoices> CandidateService::submit(const CandidateActor& who, std::string round,
                                                     std::int64_t version, db::Once once) {
  auto work = [&](db::Connection& connection) {
    Book here;
    load(connection, who.record, here);
    const Round& entered = enterable(here, round, who.record, connection.now());
    auto record = store_.choice(connection, round, who.record.id);
    if (!record) {
      throw base::conflict("no-draft",
                           {"还没有填写志愿。", "No preferences have been entered yet."});
    }
    if (record->version != version) throw base::stale(current_json(*record));
    if (record->draft.empty()) {
      throw base::conflict("no-draft",
                           {"还没有填写志愿。", "No preferences have been entered yet."});
    }
    // Offers may have changed since the draft was saved.
    check(record->draft, entered, here.options(entered, who.record.candidate));
    record->submitted = record->draft;
    record->submitted_at = base::rfc3339(connection.now());
    record->receipt =
        engines::allocation::sha256(who.record.id + "\n" + round + "\n" + record->submitted_at +
                                    "\n" + base::record_text(record->draft))
            .substr(0, kReceiptDigits);
    store_.update(connection, *record, {who.actor.account, "choice.submit"});
    access_.audit_trail().record(connection, who.actor, "admission_choice.submit", record->id,
                                 round + " " + record->receipt);
    return view_of(record);
  };
  CandidateChoices view = co_await database_.write_once<CandidateChoices>(std::move(once), work);
  co_return view;
}

awaitable<CandidateHome> CandidateService::reply(const CandidateActor& who, std::string round,
                                                 ReplyGiven given, db::Once once) {
  auto work = [&](db::Connection& connection) {
    Book here;
    load(connection, who.record, here);
    const Round* found = here.scheme.find_round(round);
    if (found == nullptr) throw base::not_found({"这个批次", "This round"});
    const std::string& number = who.record.candidate.number;
    const RoundOutcome* outcome = here.places->outcome_of(round);
    const FinalPlace* place = outcome == nullptr ? nullptr : outcome->place_of(number);
    refuse(may_reply(*found, connection.now(), place != nullptr && place->holds(),
                     here.places->reply(round, number) == ReplyAnswer::decline));
    auto record = store_.reply(connection, round, who.record.id);
    const bool is_new = !record;
    if (is_new) {
      record.emplace();
      record->id = base::uuid_v7(connection.clock(), random_);
      record->admission = who.record.admission;
      record->round = round;
      record->candidate = who.record.id;
      record->number = number;
    }
    record->offer = place->offer;
    record->programme = place->programme;
    record->answer = given.answer;
    record->at = base::rfc3339(connection.now());
    const std::string answer = boost::describe::enum_to_string(given.answer, "");
    const Author author{who.actor.account, "reply." + answer};
    if (is_new) {
      store_.insert(connection, *record, author);
    } else {
      store_.update(connection, *record, author);
    }
    access_.audit_trail().record(connection, who.actor, "admission_reply." + answer, record->id,
                                 round);
    return home_of(connection, who.record);
  };
  CandidateHome home = co_await database_.write_once<CandidateHome>(std::move(once), work);
  admissions_.changed(who.record.admission);
  co_return home;
}

awaitable<CandidateHome> CandidateService::appeal(const CandidateActor& who, std::string round,
                                                  AppealGiven given, db::Once once) {
  if (given.text.empty() || base::character_count(given.text) > kAppealMax) {
    const Text rule{fmt::format("请写明理由，1 到 {} 字。", kAppealMax),
                    fmt::format("Give your reasons in 1 to {} characters.", kAppealMax)};
    throw base::invalid(rule, {{"/text", rule}});
  }
  auto work = [&](db::Connection& connection) {
    Book here;
    load(connection, who.record, here);
    const Round* found = here.scheme.find_round(round);
    if (found == nullptr) throw base::not_found({"这个批次", "This round"});
    refuse(may_appeal(*found, connection.now(), here.places->outcome_of(round) != nullptr, false));
    AppealRecord record;
    record.id = base::uuid_v7(connection.clock(), random_);
    record.admission = who.record.admission;
    record.round = round;
    record.candidate = who.record.id;
    record.text = given.text;
    record.made_at = base::rfc3339(connection.now());
    const Refusal open = *may_appeal(*found, {0}, true, true);
    db::explaining({{"admission_appeal_open", base::conflict(open.type, open.detail)}},
                   [&] { store_.insert(connection, record, {who.actor.account, "appeal.make"}); });
    access_.audit_trail().record(connection, who.actor, "admission_appeal.make", record.id, round);
    return home_of(connection, who.record);
  };
  CandidateHome home = co_await database_.write_once<CandidateHome>(std::move(once), work);
  admissions_.changed(who.record.admission);
  co_return home;
}

}  // namespace admission

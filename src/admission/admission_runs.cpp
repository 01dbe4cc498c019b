#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <utility>

#include "admission/admission_parts.hpp"
#include "admission/candidate_marks.hpp"
#include "engines/allocation/lottery.hpp"

namespace admission {

using boost::asio::awaitable;
using zhijiao::access::Permission;

namespace {

namespace ea = engines::allocation;

constexpr std::size_t kRandomMax = 200;

}  // namespace

//! A frozen input before it is kept, and what it was made from.
struct AdmissionService::Frozen {
  RunRecord run;
  std::string text;
  std::array<Stamp, 6> stamps;

  static std::array<Stamp, 6> stamps_of(db::Connection& connection, const AdmissionStore& store,
                                        const std::string& admission) {
    return {store.stamp<OfferRecord>(connection, admission),
            store.stamp<CandidateRecord>(connection, admission),
            store.stamp<ChoiceRecord>(connection, admission),
            store.stamp<RunRecord>(connection, admission),
            store.stamp<ReplyRecord>(connection, admission),
            store.stamp<AwardRecord>(connection, admission)};
  }
};

AdmissionService::Frozen AdmissionService::gather(db::Connection& connection, const Hand& hand,
                                                  const std::string& admission,
                                                  const std::string& round_id,
                                                  bool correction) const {
  const Book all = book(connection, admission);
  const Round* round = all.scheme.find_round(round_id);
  if (round == nullptr) throw base::not_found({"这个批次", "This round"});
  Frozen made;
  made.stamps = Frozen::stamps_of(connection, store_, admission);
  RunRecord& run = made.run;
  run.admission = admission;
  run.round = round_id;
  run.sequence = static_cast<std::int64_t>(runs_of(all.runs, round_id).size()) + 1;
  run.frozen_by = hand.account;
  run.frozen_at = base::rfc3339(connection.now());
  run.program_version = program_version_;
  if (correction) {
    const RunRecord* base_run = published_run(all.runs, round_id);
    const RunRecord* last = last_run(all.runs, round_id);
    CorrectionStanding standing;
    standing.corrected = base_run == nullptr ? RunState::frozen : RunState::published;
    standing.has_open_run = last != nullptr && last != base_run;
    bool later = false;
    for (const Round& each : all.scheme.rounds) {
      if (later && last_run(all.runs, each.id) != nullptr) standing.later_frozen = true;
      if (each.id == round_id) later = true;
    }
    std::map<std::string, Marks> marks;
    for (const AppealRecord& appeal : store_.all<AppealRecord>(connection, admission)) {
      if (appeal.round != round_id || appeal.state != AppealState::upheld ||
          !appeal.corrected_in.empty()) {
        continue;
      }
      run.appeals.push_back(appeal.id);
      const auto candidate = store_.find<CandidateRecord>(connection, appeal.candidate);
      for (const auto& [subject, mark] : appeal.marks) {
        marks[candidate->candidate.number][subject] = mark;
      }
    }
    standing.to_correct = run.appeals.size();
    refuse(may_correct(hand, standing));
    run.corrects = base_run->id;
    run.ties = base_run->ties;
    run.random_source = base_run->random_source;
    // The draw stands: a correction changes marks and nobody's luck.
    run.random_value = base_run->random_value;
    run.seed = base_run->seed;
    run.candidates = base_run->candidates;
    run.without_marks = base_run->without_marks;
    run.without_choices = base_run->without_choices;
    const CorrectionRule* rule =
        in_force(all.scheme.corrections, rules_day(*round, base::day_of(connection.now())));
    run.keep_offers = rule == nullptr || rule->keep_offers;
    run.not_eligible = base_run->not_eligible;
    made.text = corrected_text(store_.text(connection, base_run->id, "input"), marks, all.scheme,
                               rules_day(*round, base::day_of(connection.now())));
  } else {
    RoundStanding standing;
    for (const OfferRecord& record : all.offers) {
      if (record.offer.round == round_id && record.state == OfferState::submitted) {
        ++standing.offers_waiting;
      }
    }
    for (const ImportRecord& record : store_.all<ImportRecord>(connection, admission)) {
      if (record.state == AdmissionImportState::waiting ||
          record.state == AdmissionImportState::accepted) {
        ++standing.imports_waiting;
      }
    }
    for (const Round& each : all.scheme.rounds) {
      if (each.id == round_id) break;
      if (published_run(all.runs, each.id) == nullptr) standing.earlier_published = false;
    }
    const Date day = rules_day(*round, base::day_of(connection.now()));
    if (is_for_awards(all.scheme, round_id, day)) {
      for (const AwardRecord& award : store_.all<AwardRecord>(connection, admission)) {
        if (award.state == AwardState::proposed || award.state == AwardState::publicised) {
          ++standing.awards_waiting;
        }
      }
    }
    standing.decided_here = all.scheme.is_decided_here();
    standing.has_run = last_run(all.runs, round_id) != nullptr;
    refuse(may_freeze(hand, *round, standing, connection.now()));

    RoundInput input;
    input.scheme = &all.scheme;
    input.round = round;
    input.day = day;
    const OrderRule* order = order_of(all.scheme, round_id, input.day);
    const TiePolicyRule* ties = in_force(all.scheme.ties, input.day);
    if (order == nullptr || ties == nullptr) {
      throw base::conflict("no-rule", {"截止那天没有生效的排名顺序或同分办法，请先补上方案文件。",
                                       "No order or rule for equals holds on the closing day; add "
                                       "it to the scheme first."});
    }
    run.ties = ties->rule;
    run.random_source = ties->random_source;
    const Places places = places_of(connection, store_, outcomes_, all.scheme, all.runs);
    input.offers = offers_of(*round, all.offers, places);
    const auto ranks = award_ranks(connection, all.scheme, input.day);
    for (CandidateRecord& record : store_.all<CandidateRecord>(connection, admission)) {
      if (!places.takes_part_later(record.candidate.number)) continue;
      ++run.candidates;
      if (!is_eligible(all.scheme, record.candidate, input.day)) {
        ++run.not_eligible;
        continue;
      }
      const auto rank = ranks.find(record.candidate.number);
      record.candidate.marks = complete_marks(all.scheme, std::move(record.candidate.marks),
                                              rank == ranks.end() ? 0 : rank->second, input.day);
      if (!has_marks(record.candidate, order->subjects)) ++run.without_marks;
      input.candidates.push_back(std::move(record.candidate));
    }
    for (ChoiceRecord& record : store_.choices(connection, admission, round_id)) {
      if (!places.takes_part_later(record.number)) continue;
      for (const Choice& choice : *record.submitted) {
        // A place that was taken back after it was named stays in the list, without seats.
        if (std::ranges::find(input.offers, choice.offer, &Offer::code) != input.offers.end()) {
          continue;
        }
        const auto gone = std::ranges::find_if(
            all.offers, [&](const OfferRecord& each) { return each.offer.code == choice.offer; });
        Offer empty = gone->offer;
        for (OfferProgramme& programme : empty.programmes) programme.seats = 0;
        input.offers.push_back(std::move(empty));
      }
      input.choices.emplace(record.number, std::move(*record.submitted));
    }
    run.without_choices = run.candidates - static_cast<std::int64_t>(input.choices.size());
    made.text = input_text(input);
  }
  run.input_sha256 = ea::sha256(made.text);
  std::string source = run.random_source.zh;
  std::ranges::replace(source, '\n', ' ');
  run.commitment = ea::digest({run.input_sha256, run.program_version, source});
  return made;
}

awaitable<RunView> AdmissionService::freeze(const Actor& actor, std::string admission,
                                            std::string round, FreezeGiven given, db::Once once) {
  const Hand hand = hand_of(actor);
  Frozen frozen;
  co_await database_.long_read([&](db::Connection& connection) {
    // A retry finds the first answer below and freezes nothing.
    if (!once.key.empty() && db::stored_answer(connection, once)) return;
    frozen = gather(connection, hand, admission, round, given.correction);
  });
  auto work = [&](db::Connection& connection) {
    if (frozen.stamps != Frozen::stamps_of(connection, store_, admission)) throw moved_on();
    RunRecord run = frozen.run;
    run.id = base::uuid_v7(connection.clock(), random_);
    store_.insert(connection, run, {actor.account, "run.freeze"});
    store_.insert_text(connection, run.id, "input", frozen.text);
    audit(connection, actor, "admission_run.freeze", run.id,
          fmt::format("{} {} sha256 {}", run.round, run.sequence, run.input_sha256));
    return run_view(connection, actor, run);
  };
  RunView view = co_await database_.write_once<RunView>(std::move(once), work);
  changed(admission);
  co_return view;
}

RunRecord AdmissionService::run_record(db::Connection& connection, const std::string& id) const {
  auto record = store_.find<RunRecord>(connection, id);
  if (!record) throw base::not_found({"这次录取计算", "This run"});
  return std::move(*record);
}

awaitable<RunView> AdmissionService::allocate(const Actor& actor, std::string id,
                                              AllocateGiven given, std::int64_t version,
                                              db::Once once) {
  const Hand hand = hand_of(actor);
  RunRecord next;
  std::string answer;
  co_await database_.long_read([&](db::Connection& connection) {
    if (!once.key.empty() && db::stored_answer(connection, once)) return;
    next = run_record(connection, id);
    const bool needs_random = next.ties == TieRule::lottery && next.seed.empty();
    refuse(may_allocate(hand, next.state, needs_random, !given.random_value.empty()));
    require_version(next, version);
    const std::string input = store_.text(connection, id, "input");
    if (needs_random) {
      next.random_value =
          text_of(given.random_value, kRandomMax, "/random_value", {"随机数", "The random value"});
      std::string source = next.random_source.zh;
      std::ranges::replace(source, '\n', ' ');
      next.seed = ea::seed({next.input_sha256, next.program_version, source}, next.random_value);
    }
    if (ea::sha256(input) != next.input_sha256) throw not_intact();
    std::string before;
    if (!next.corrects.empty()) before = store_.text(connection, next.corrects, "result");
    answer = answer_text(input, next.seed.empty() ? LotteryNumbers() : lottery_of(input, next.seed),
                         before.empty() ? nullptr : &before, next.keep_offers);
    next.result_sha256 = ea::sha256(answer);
    // Computed here, where it holds nobody up, and not again in the transaction.
    outcomes_.keep(next, input, answer);
    next.verified = boost::json::parse(answer).at("verified").as_bool();
    next.state = RunState::allocated;
    next.allocated_by = actor.account;
  });
  auto work = [&](db::Connection& connection) {
    RunRecord run = next;
    run.allocated_at = base::rfc3339(connection.now());
    if (!store_.update(connection, run, {actor.account, "run.allocate"})) throw moved_on();
    store_.insert_text(connection, run.id, "result", answer);
    audit(connection, actor, "admission_run.allocate", run.id,
          fmt::format("sha256 {} verified {}", run.result_sha256, run.verified));
    return run_view(connection, actor, run);
  };
  RunView view = co_await database_.write_once<RunView>(std::move(once), work);
  if (!next.admission.empty()) changed(next.admission);
  co_return view;
}

namespace {

// Hashes and computes again.
RunIntegrity checked_again(db::Connection& connection, const AdmissionStore& store,
                           const RunRecord& run) {
  RunIntegrity made;
  const std::string input = store.text(connection, run.id, "input");
  const std::string result = store.text(connection, run.id, "result");
  made.input_matches = ea::sha256(input) == run.input_sha256;
  made.result_matches = run.result_sha256.empty() || ea::sha256(result) == run.result_sha256;
  if (run.result_sha256.empty() || !made.input_matches) return made;
  std::string before;
  if (!run.corrects.empty()) before = store.text(connection, run.corrects, "result");
  made.computes_again =
      answer_text(input, run.seed.empty() ? LotteryNumbers() : lottery_of(input, run.seed),
                  before.empty() ? nullptr : &before, run.keep_offers) == result;
  return made;
}

}  // namespace

awaitable<RunView> AdmissionService::publish(const Actor& actor, std::string id,
                                             std::int64_t version, db::Once once) {
  const Hand hand = hand_of(actor);
  bool intact = false;
  co_await database_.long_read([&](db::Connection& connection) {
    const RunRecord run = run_record(connection, id);
    const RunIntegrity integrity = checked_again(connection, store_, run);
    intact = integrity.input_matches && integrity.result_matches && integrity.computes_again;
    if (intact) outcomes_.of(connection, store_, run);
  });
  std::string admission;
  auto work = [&](db::Connection& connection) {
    RunRecord run = run_record(connection, id);
    refuse(may_publish(hand, {run.state, run.verified, intact, run.frozen_by, run.allocated_by}));
    require_version(run, version);
    if (!run.corrects.empty()) {
      RunRecord earlier = run_record(connection, run.corrects);
      earlier.state = RunState::superseded;
      store_.update(connection, earlier, {actor.account, "run.supersede"});
      for (const std::string& appeal : run.appeals) {
        auto record = store_.find<AppealRecord>(connection, appeal);
        record->corrected_in = run.id;
        store_.update(connection, *record, {actor.account, "appeal.correct"});
      }
    }
    run.state = RunState::published;
    run.published_by = actor.account;
    run.published_at = base::rfc3339(connection.now());
    store_.update(connection, run, {actor.account, "run.publish"});
    audit(connection, actor, "admission_run.publish", run.id,
          fmt::format("sha256 {}", run.result_sha256));
    admission = run.admission;
    return run_view(connection, actor, run);
  };
  RunView view = co_await database_.write_once<RunView>(std::move(once), work);
  changed(admission);
  co_return view;
}

awaitable<RunView> AdmissionService::withdraw(const Actor& actor, std::string id,
                                              WithdrawGiven given, std::int64_t version,
                                              db::Once once) {
  const Hand hand = hand_of(actor);
  std::string admission;
  auto work = [&](db::Connection& connection) {
    RunRecord run = run_record(connection, id);
    refuse(may_withdraw(hand, run.state));
    require_version(run, version);
    run.reason = reason_of(given.reason);
    run.state = RunState::withdrawn;
    store_.update(connection, run, {actor.account, "run.withdraw"});
    audit(connection, actor, "admission_run.withdraw", run.id, run.round);
    admission = run.admission;
    return run_view(connection, actor, run);
  };
  RunView view = co_await database_.write_once<RunView>(std::move(once), work);
  changed(admission);
  co_return view;
}

awaitable<RunIntegrity> AdmissionService::integrity(const Actor& actor, std::string id) {
  access_.require(actor, Permission::admission_read);
  RunIntegrity made = co_await database_.long_read([&](db::Connection& connection) {
    const RunRecord run = run_record(connection, id);
    RunIntegrity checked = checked_again(connection, store_, run);
    const boost::json::object input =
        boost::json::parse(store_.text(connection, id, "input")).as_object();
    const Scheme scheme = this->scheme(connection, run.admission);
    const Date day = rules_day(*scheme.find_round(run.round), base::day_of(connection.now()));
    const auto ranks = award_ranks(connection, scheme, day);
    std::map<std::string, Candidate, std::less<>> live;
    for (CandidateRecord& record : store_.all<CandidateRecord>(connection, run.admission)) {
      const auto rank = ranks.find(record.candidate.number);
      record.candidate.marks = complete_marks(scheme, std::move(record.candidate.marks),
                                              rank == ranks.end() ? 0 : rank->second, day);
      live.emplace(record.candidate.number, std::move(record.candidate));
    }
    for (const boost::json::value& each : input.at("candidates").as_array()) {
      const boost::json::object& row = each.as_object();
      const auto candidate = live.find(std::string_view(row.at("id").as_string()));
      for (const auto& score : row.at("scores").as_object()) {
        const auto frozen = std::llround(score.value().to_number<double>() * 1000);
        const std::string subject(score.key());
        if (candidate == live.end() || !candidate->second.marks.contains(subject) ||
            candidate->second.marks.at(subject) != frozen) {
          ++checked.marks_differ;
          break;
        }
      }
    }
    return checked;
  });
  co_return made;
}

awaitable<std::string> AdmissionService::run_text(const Actor& actor, std::string id,
                                                  std::string part) {
  require_worker(actor);
  auto work = [&](db::Connection& connection) {
    std::string text = store_.text(connection, id, part);
    if (text.empty()) throw base::not_found({"这份数据", "This text"});
    audit(connection, actor, "admission_run.read_text", id, part);
    return text;
  };
  std::string text = co_await database_.write(work);
  co_return text;
}

}  // namespace admission

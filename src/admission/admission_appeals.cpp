#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <utility>

#include "admission/admission_parts.hpp"

namespace admission {

using boost::asio::awaitable;

AppealView AdmissionService::appeal_view(const Actor& actor, const AppealRecord& record,
                                         const Scheme& scheme, const CandidateRecord& candidate,
                                         const std::map<std::string, std::string>& people) const {
  AppealView view;
  view.id = record.id;
  view.version = record.version;
  view.round = record.round;
  view.number = candidate.candidate.number;
  view.name = candidate.candidate.name;
  view.county = unit_name(candidate.candidate.county);
  view.state = record.state;
  view.text = record.text;
  view.made_at = record.made_at;
  view.marks = marks_of(scheme, candidate.candidate.marks);
  view.proposed = marks_of(scheme, record.marks);
  view.proposes_to_uphold = record.proposes_to_uphold;
  view.answer = record.answer;
  view.proposed_by = name_in(people, record.proposed_by);
  view.decided_by = name_in(people, record.decided_by);
  view.corrected = !record.corrected_in.empty();
  const Hand hand = hand_of(actor);
  view.may_propose = !may_propose(hand, record.state);
  view.may_decide = !may_decide(hand, record.state, record.proposed_by);
  return view;
}

awaitable<AppealList> AdmissionService::appeals(const Actor& actor, std::string admission) {
  require_worker(actor);
  AppealList made = co_await database_.read([&](db::Connection& connection) {
    const Scheme scheme = this->scheme(connection, admission);
    const auto people = access_.display_names(connection);
    AppealList list;
    for (const AppealRecord& record : store_.all<AppealRecord>(connection, admission)) {
      const auto candidate = store_.find<CandidateRecord>(connection, record.candidate);
      list.appeals.push_back(appeal_view(actor, record, scheme, *candidate, people));
    }
    std::ranges::reverse(list.appeals);
    return list;
  });
  co_return made;
}

awaitable<AppealView> AdmissionService::propose(const Actor& actor, std::string id,
                                                AppealProposal proposal, std::int64_t version,
                                                db::Once once) {
  std::string admission;
  auto work = [&](db::Connection& connection) {
    auto record = store_.find<AppealRecord>(connection, id);
    if (!record) throw base::not_found({"这份复核申请", "This appeal"});
    refuse(may_propose(hand_of(actor), record->state));
    require_version(*record, version);
    const Scheme scheme = this->scheme(connection, record->admission);
    record->answer = text_of(proposal.answer, kReasonMax, "/answer", {"答复", "Answer"});
    record->marks.clear();
    std::vector<base::FieldError> errors;
    for (std::size_t i = 0; i < proposal.marks.size(); ++i) {
      const Subject* subject = scheme.find_subject(proposal.marks[i].subject);
      const auto mark =
          subject == nullptr || scheme.computes(subject->id)
              ? std::nullopt
              : thousandths(proposal.marks[i].mark, subject->max_mark.value_or(kSubjectMarkMax));
      if (!mark) {
        errors.push_back({fmt::format("/marks/{}", i), {"不是有效的成绩。", "This is no mark."}});
      } else {
        record->marks[subject->id] = *mark;
      }
    }
    if (errors.empty() && proposal.uphold == record->marks.empty()) {
      errors.push_back({"/marks",
                        {"成立的申请要写明更正后的成绩；不成立的不写。",
                         "An upheld appeal says the corrected marks; others say none."}});
    }
    if (!errors.empty()) {
      throw base::invalid({"处理意见有需要更正的地方。", "The proposal needs corrections."},
                          std::move(errors));
    }
    if (proposal.uphold) {
      const auto person = store_.find<CandidateRecord>(connection, record->candidate);
      const auto runs = store_.all<RunRecord>(connection, record->admission);
      const RunRecord* published = published_run(runs, record->round);
      if (outcomes_.of(connection, store_, *published)->place_of(person->candidate.number) ==
          nullptr) {
        throw base::conflict(
            "not-in-round",
            {"这名考生没有参加这一轮，更正成绩不能改变这一轮的结果；请答复后另行处理。",
             "This candidate took no part in the round, so other marks change "
             "nothing in it; answer the appeal and settle the case by itself."});
      }
    }
    record->proposes_to_uphold = proposal.uphold;
    record->proposed_by = actor.account;
    record->state = AppealState::proposed;
    store_.update(connection, *record, {actor.account, "appeal.propose"});
    audit(connection, actor, "admission_appeal.propose", id,
          proposal.uphold ? "uphold" : "dismiss");
    admission = record->admission;
    const auto candidate = store_.find<CandidateRecord>(connection, record->candidate);
    return appeal_view(actor, *record, scheme, *candidate, access_.display_names(connection));
  };
  AppealView view = co_await database_.write_once<AppealView>(std::move(once), work);
  changed(admission);
  co_return view;
}

awaitable<AppealView> AdmissionService::decide(const Actor& actor, std::string id,
                                               AppealDecision decision, std::int64_t version,
                                               db::Once once) {
  std::string admission;
  auto work = [&](db::Connection& connection) {
    auto record = store_.find<AppealRecord>(connection, id);
    if (!record) throw base::not_found({"这份复核申请", "This appeal"});
    refuse(may_decide(hand_of(actor), record->state, record->proposed_by));
    require_version(*record, version);
    const Scheme scheme = this->scheme(connection, record->admission);
    auto candidate = store_.find<CandidateRecord>(connection, record->candidate);
    record->decided_by = actor.account;
    record->decided_at = base::rfc3339(connection.now());
    if (!decision.agree) {
      record->state = AppealState::open;
    } else {
      record->state = record->proposes_to_uphold ? AppealState::upheld : AppealState::dismissed;
    }
    if (record->state == AppealState::upheld) {
      for (const auto& [subject, mark] : record->marks) candidate->candidate.marks[subject] = mark;
      store_.update(connection, *candidate, {actor.account, "appeal " + record->id});
    }
    const std::string state = boost::describe::enum_to_string(record->state, "");
    store_.update(connection, *record, {actor.account, "appeal." + state});
    audit(connection, actor, "admission_appeal.decide", id, state);
    admission = record->admission;
    return appeal_view(actor, *record, scheme, *candidate, access_.display_names(connection));
  };
  AppealView view = co_await database_.write_once<AppealView>(std::move(once), work);
  changed(admission);
  co_return view;
}

}  // namespace admission

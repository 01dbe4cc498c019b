#include "admission/admission_rules.hpp"

#include <fmt/format.h>

namespace admission {

namespace {

Refusal forbidden(Text detail) { return {403, "forbidden", std::move(detail)}; }
Refusal clash(std::string type, Text detail) { return {409, std::move(type), std::move(detail)}; }

Refusal needs_preparer() {
  return forbidden({"这件事由招生录取经办人办理；如有需要，请联系管理员。",
                    "This is for those who prepare admissions; ask the administrator if you need "
                    "it."});
}

Refusal needs_confirmer() {
  return forbidden({"这件事由招生录取复核人办理；如有需要，请联系管理员。",
                    "This is for those who confirm admissions; ask the administrator if you need "
                    "it."});
}

Refusal same_person() {
  return clash("second-person",
               {"经办和复核须是两个人：这件事由您经办，请由另一位复核人办理。",
                "Two people are needed: you prepared this, so somebody else confirms it."});
}

Refusal wrong_state() {
  return clash("wrong-state", {"现在的状态不能这样做，请刷新后再看。",
                               "It cannot be done in the present state; load the page anew."});
}

MayBeRefused round_frozen(const OfferStanding& offer) {
  if (!offer.round_is_frozen) return std::nullopt;
  return clash("frozen", {"这一轮的录取数据已经冻结，计划不能再改。",
                          "The input of this round is frozen; its seats cannot change."});
}

}  // namespace

MayBeRefused may_edit(const Hand& hand, const OfferStanding& offer) {
  if (!hand.offers) {
    return forbidden(
        {"只有招生学校自己能填报它的计划。", "Only the school proposes its own seats."});
  }
  if (const auto frozen = round_frozen(offer)) return frozen;
  if (offer.state != OfferState::draft) return wrong_state();
  return std::nullopt;
}

MayBeRefused may_step(const Hand& hand, const OfferStanding& offer, OfferStep step) {
  if (step == OfferStep::submit) return may_edit(hand, offer);
  if (!hand.confirms) return needs_confirmer();
  if (const auto frozen = round_frozen(offer)) return frozen;
  if (step == OfferStep::withdraw) {
    if (offer.state != OfferState::approved) return wrong_state();
    return std::nullopt;
  }
  if (offer.state != OfferState::submitted) return wrong_state();
  if (step == OfferStep::approve && hand.account == offer.proposed_by) return same_person();
  return std::nullopt;
}

OfferState after(OfferStep step) {
  if (step == OfferStep::submit) return OfferState::submitted;
  if (step == OfferStep::approve) return OfferState::approved;
  if (step == OfferStep::give_back) return OfferState::draft;
  return OfferState::withdrawn;
}

MayBeRefused may_decide_import(const Hand& hand, AdmissionImportState state,
                               const std::string& uploaded_by) {
  if (!hand.confirms) return needs_confirmer();
  if (state == AdmissionImportState::applied || state == AdmissionImportState::rejected)
    return wrong_state();
  if (hand.account == uploaded_by) return same_person();
  return std::nullopt;
}

MayBeRefused may_step(const Hand& hand, const AwardStanding& award, AwardStep step, Date today) {
  if (step == AwardStep::object) {
    if (!hand.prepares && !hand.confirms) return needs_preparer();
    if (award.state != AwardState::publicised) return wrong_state();
    return std::nullopt;
  }
  if (!hand.confirms) return needs_confirmer();
  if (step == AwardStep::reject) {
    if (award.state != AwardState::proposed && award.state != AwardState::publicised) {
      return wrong_state();
    }
    return std::nullopt;
  }
  const bool fits = step == AwardStep::publicise ? award.state == AwardState::proposed
                                                 : award.state == AwardState::publicised;
  if (!fits) return wrong_state();
  if (hand.account == award.proposed_by) return same_person();
  if (step == AwardStep::publicise) return std::nullopt;
  // What stands there without a last day was not put up by the program.
  if (!award.publicised_until) return wrong_state();
  if (today <= *award.publicised_until) {
    return clash("publicity",
                 {fmt::format("公示到 {} 为止，期满以后才能认定。", award.publicised_until->str()),
                  fmt::format("The publicity lasts until {}; it can be certified after that.",
                              award.publicised_until->str())});
  }
  if (award.has_objections && !award.says_why) {
    return clash("objections", {"公示期间有人提出异议：请写明为什么异议不成立，或者不予认定。",
                                "Somebody objected: say why the objection does not stand, or "
                                "reject the award."});
  }
  return std::nullopt;
}

MayBeRefused may_enter(const Round& round, base::Instant now, const EntrantStanding& who) {
  if (!who.decided_here) {
    return clash("decided-elsewhere",
                 {"志愿在组织录取的机构的系统里填报，这里不填。",
                  "Preferences are entered with the authority that admits, not here."});
  }
  const auto opens = moment(round.opens_at);
  const auto closes = moment(round.closes_at);
  if (!opens || !closes) {
    return clash("not-open", {"这一轮的填报时间还没有公布。",
                              "The time for entering preferences is not announced yet."});
  }
  if (now < *opens) {
    return clash("not-open",
                 {fmt::format("这一轮还没有开始填报，{} 开始。", round.opens_at),
                  fmt::format("Entering has not begun; it begins at {}.", round.opens_at)});
  }
  if (now >= *closes) {
    return clash(
        "closed",
        {fmt::format("填报已于 {} 截止，不能再改；以最后一次提交的为准。", round.closes_at),
         fmt::format("Entering ended at {}; what was submitted last counts.", round.closes_at)});
  }
  if (who.is_ineligible) {
    return clash("not-eligible", {"资格审核不合格，不能填报；原因见上，有异议请打咨询电话。",
                                  "You were found not eligible; the reason is above. Call the "
                                  "enquiry number if it is wrong."});
  }
  if (who.lacks_award) {
    return clash("no-award", {"这一轮只招收获奖已经认定的考生。",
                              "This round takes only candidates with a certified award."});
  }
  if (who.holds_a_place) {
    return clash("admitted", {"您已被录取，不再参加这一轮。",
                              "You hold a place already and take no part in this round."});
  }
  return std::nullopt;
}

MayBeRefused may_freeze(const Hand& hand, const Round& round, const RoundStanding& standing,
                        base::Instant now) {
  if (!hand.prepares) return needs_preparer();
  if (!standing.decided_here) {
    return clash("decided-elsewhere", {"这次招生不由本地录取：可以演练，录取结果由导入得到。",
                                       "This admission is not decided here: it can be "
                                       "rehearsed, and its results are imported."});
  }
  const auto closes = moment(round.closes_at);
  if (!closes || now < *closes) {
    return clash("not-closed",
                 {"填报截止以后才能冻结。", "The input can be frozen once entering has ended."});
  }
  if (standing.has_run) {
    return clash("has-run", {"这一轮已经冻结过。", "This round is frozen already."});
  }
  if (!standing.earlier_published) {
    return clash("earlier-round", {"前面的批次公布以后才能冻结这一轮。",
                                   "The rounds before this one have to be published first."});
  }
  if (standing.offers_waiting > 0 || standing.imports_waiting > 0) {
    return clash(
        "waiting",
        {fmt::format("还有 {} 份招生计划、{} 份导入数据等待复核，处理完再冻结。",
                     standing.offers_waiting, standing.imports_waiting),
         fmt::format("{} offers and {} imports wait for their second person; settle them first.",
                     standing.offers_waiting, standing.imports_waiting)});
  }
  if (standing.awards_waiting > 0) {
    return clash(
        "waiting",
        {fmt::format("还有 {} 项获奖没有认定，办完再冻结。", standing.awards_waiting),
         fmt::format("{} awards are not settled; settle them first.", standing.awards_waiting)});
  }
  return std::nullopt;
}

MayBeRefused may_correct(const Hand& hand, const CorrectionStanding& standing) {
  if (!hand.prepares) return needs_preparer();
  if (standing.corrected != RunState::published) return wrong_state();
  if (standing.has_open_run) {
    return clash("has-run", {"这一轮已有一次更正在办理中。",
                             "Another correction of this round is under way."});
  }
  if (standing.later_frozen) {
    return clash("later-round", {"后面的批次已经用了这一轮剩下的名额，这一轮不能再重新计算；请个"
                                 "案处理并记录。",
                                 "A later round has used the seats this one left, so it cannot "
                                 "be computed again; settle the case by itself and record it."});
  }
  if (standing.to_correct == 0) {
    return clash("nothing-to-correct", {"没有已经成立、尚未更正的复核申请。",
                                        "No upheld appeal is waiting for a correction."});
  }
  return std::nullopt;
}

MayBeRefused may_allocate(const Hand& hand, RunState state, bool needs_random, bool has_random) {
  if (!hand.prepares) return needs_preparer();
  if (state != RunState::frozen) return wrong_state();
  if (needs_random != has_random) {
    return clash("random-value",
                 needs_random
                     ? Text{"同分要抽签：请填写冻结时公布的那个公开随机数。",
                            "Equals are parted by lottery: give the public random value that "
                            "was named at the freeze."}
                     : Text{"这一轮不抽签，不要填随机数。",
                            "This round draws no lottery; give no random value."});
  }
  return std::nullopt;
}

MayBeRefused may_publish(const Hand& hand, const PublishStanding& standing) {
  if (!hand.confirms) return needs_confirmer();
  if (standing.state != RunState::allocated) return wrong_state();
  if (hand.account == standing.frozen_by || hand.account == standing.allocated_by) {
    return same_person();
  }
  if (!standing.intact) {
    return clash("not-intact",
                 {"冻结的数据或结果与记录的摘要不符，不能公布。请保留现场并报告。",
                  "The frozen input or the result is not what was hashed; it must not be "
                  "published. Keep everything as it is and report it."});
  }
  if (!standing.verified) {
    return clash("not-verified", {"独立验证没有通过，不能公布。",
                                  "The independent verifier found faults; it must not be "
                                  "published."});
  }
  return std::nullopt;
}

MayBeRefused may_withdraw(const Hand& hand, RunState state) {
  if (!hand.prepares && !hand.confirms) return needs_preparer();
  if (state != RunState::frozen && state != RunState::allocated) return wrong_state();
  return std::nullopt;
}

bool keeps_place(std::optional<ReplyAnswer> answer, bool unanswered_keeps, bool time_is_over) {
  if (answer) return *answer == ReplyAnswer::confirm;
  return unanswered_keeps || !time_is_over;
}

bool takes_part(bool holds_a_place, bool has_declined, bool declined_may_return) {
  if (holds_a_place) return false;
  return !has_declined || declined_may_return;
}

MayBeRefused may_reply(const Round& round, base::Instant now, bool holds_a_place, bool declined) {
  if (!holds_a_place) {
    return clash("no-place", {"您在这一轮没有被录取，不用确认。",
                              "You hold no place of this round, so there is nothing to answer."});
  }
  const auto until = moment(round.reply_by);
  if (until && now >= *until) {
    return clash("closed", {fmt::format("确认已于 {} 截止。", round.reply_by),
                            fmt::format("Answering ended at {}.", round.reply_by)});
  }
  if (declined) {
    return clash("declined", {"您已放弃这个录取资格，不能再改；如有疑问请打咨询电话。",
                              "You have declined this place, which cannot be taken back; call "
                              "the enquiry number if something is wrong."});
  }
  return std::nullopt;
}

MayBeRefused may_appeal(const Round& round, base::Instant now, bool is_published, bool has_open) {
  if (!is_published) {
    return clash("not-published", {"结果公布以后才能申请复核。",
                                   "An appeal can be made once the result is published."});
  }
  const auto until = moment(round.appeal_by);
  if (until && now >= *until) {
    return clash("closed", {fmt::format("复核申请已于 {} 截止。", round.appeal_by),
                            fmt::format("Appeals ended at {}.", round.appeal_by)});
  }
  if (has_open) {
    return clash("has-appeal", {"您已有一份复核申请在办理中。",
                                "An appeal of yours is being looked at already."});
  }
  return std::nullopt;
}

MayBeRefused may_propose(const Hand& hand, AppealState state) {
  if (!hand.prepares) return needs_preparer();
  if (state != AppealState::open) return wrong_state();
  return std::nullopt;
}

MayBeRefused may_decide(const Hand& hand, AppealState state, const std::string& proposed_by) {
  if (!hand.confirms) return needs_confirmer();
  if (state != AppealState::proposed) return wrong_state();
  if (hand.account == proposed_by) return same_person();
  return std::nullopt;
}

}  // namespace admission

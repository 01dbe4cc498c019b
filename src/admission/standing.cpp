#include "admission/standing.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "engines/allocation/lottery.hpp"

namespace admission {

namespace {

std::string reply_key(const std::string& round, const std::string& number) {
  return round + "/" + number;
}

bool is_of(const ReplyRow& reply, const FinalPlace& place) {
  return reply.offer == place.offer && reply.programme == place.programme;
}

}  // namespace

Places::Places(const Scheme& scheme, base::Instant now, std::vector<Published> published,
               std::vector<ReplyRow> replies)
    : scheme_(scheme), now_(now), published_(std::move(published)) {
  for (ReplyRow& reply : replies) {
    std::string key = reply_key(reply.round, reply.number);
    replies_.insert_or_assign(std::move(key), std::move(reply));
  }
}

const RoundOutcome* Places::outcome_of(const std::string& round) const {
  const auto found = std::ranges::find_if(
      published_, [&](const Published& each) { return each.round->id == round; });
  return found == published_.end() ? nullptr : found->outcome.get();
}

std::optional<ReplyAnswer> Places::reply(const std::string& round,
                                         const std::string& number) const {
  const RoundOutcome* outcome = outcome_of(round);
  const FinalPlace* place = outcome == nullptr ? nullptr : outcome->place_of(number);
  const auto reply = replies_.find(reply_key(round, number));
  if (place == nullptr || reply == replies_.end() || !is_of(reply->second, *place)) {
    return std::nullopt;
  }
  return reply->second.answer;
}

bool Places::keeps(const Published& published, const std::string& number,
                   const FinalPlace& place) const {
  if (!place.holds()) return false;
  const auto until = moment(published.round->reply_by);
  const ReplyRule* rule =
      in_force(scheme_.replies, rules_day(*published.round, base::day_of(now_)));
  return keeps_place(reply(published.round->id, number), rule == nullptr || rule->unanswered_keeps,
                     until && now_ >= *until);
}

std::optional<std::pair<const Round*, FinalPlace>> Places::held_by(
    const std::string& number) const {
  for (const Published& each : published_) {
    const FinalPlace* place = each.outcome->place_of(number);
    if (place != nullptr && keeps(each, number, *place)) return std::pair(each.round, *place);
  }
  return std::nullopt;
}

bool Places::has_declined(const std::string& number) const {
  return std::ranges::any_of(published_, [&](const Published& each) {
    return reply(each.round->id, number) == ReplyAnswer::decline;
  });
}

bool Places::takes_part_later(const std::string& number) const {
  const ReplyRule* rule = in_force(scheme_.replies, base::day_of(now_));
  return takes_part(held_by(number).has_value(), has_declined(number),
                    rule != nullptr && rule->declined_may_return);
}

std::vector<Offer> Places::offers_of(const Round& round, std::vector<Offer> approved) const {
  std::map<std::string, std::int64_t> held;
  std::vector<std::string> earlier;
  for (const Published& each : published_) {
    if (each.round->id == round.id) continue;
    earlier.push_back(each.round->id);
    for (const auto& [number, place] : each.outcome->places()) {
      if (keeps(each, number, place)) ++held[programme_key(place.offer, place.programme)];
    }
  }
  std::vector<Offer> taking;
  for (Offer& offer : with_unused(std::move(approved), held, earlier)) {
    const bool is_left =
        std::ranges::find(earlier, offer.round) != earlier.end() &&
        std::ranges::any_of(offer.programmes, [](const auto& each) { return each.seats > 0; });
    if (round.supplementary ? is_left : offer.round == round.id) taking.push_back(std::move(offer));
  }
  return taking;
}

std::shared_ptr<const RoundOutcome> Outcomes::of(db::Connection& connection,
                                                 const AdmissionStore& store,
                                                 const RunRecord& run) {
  const std::string key = run.id + run.result_sha256;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(kept_, key, [](const auto& each) { return each.first; });
    if (found != kept_.end()) return found->second;
  }
  const std::string input = store.text(connection, run.id, "input");
  const std::string result = store.text(connection, run.id, "result");
  if (engines::allocation::sha256(input) != run.input_sha256 ||
      engines::allocation::sha256(result) != run.result_sha256) {
    spdlog::error("the texts of admission run {} are not what was hashed", run.id);
    throw not_intact();
  }
  return keep(run, input, result);
}

std::shared_ptr<const RoundOutcome> Outcomes::keep(const RunRecord& run, const std::string& input,
                                                   const std::string& result) {
  const LotteryNumbers lottery = run.seed.empty() ? LotteryNumbers() : lottery_of(input, run.seed);
  auto made = std::make_shared<const RoundOutcome>(input, lottery, result);
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kKeptMax) kept_.erase(kept_.begin());
  kept_.emplace_back(run.id + run.result_sha256, made);
  return made;
}

base::Problem not_intact() {
  return base::conflict("not-intact",
                        {"这一轮的数据与冻结时公布的摘要不符，正在核查，结果暂不显示。",
                         "The data of this round is not what was frozen. It is being looked into "
                         "and nothing is shown meanwhile."});
}

std::vector<RunRecord> runs_of(const std::vector<RunRecord>& all, const std::string& round) {
  std::vector<RunRecord> runs;
  for (const RunRecord& run : all) {
    if (run.round == round) runs.push_back(run);
  }
  std::ranges::sort(runs, std::greater(), &RunRecord::sequence);
  return runs;
}

const RunRecord* published_run(const std::vector<RunRecord>& all, const std::string& round) {
  const auto found = std::ranges::find_if(all, [&](const RunRecord& run) {
    return run.round == round && run.state == RunState::published;
  });
  return found == all.end() ? nullptr : &*found;
}

const RunRecord* last_run(const std::vector<RunRecord>& all, const std::string& round) {
  const RunRecord* last = nullptr;
  for (const RunRecord& run : all) {
    if (run.round != round || run.state == RunState::withdrawn) continue;
    if (last == nullptr || last->sequence < run.sequence) last = &run;
  }
  return last;
}

Places places_of(db::Connection& connection, const AdmissionStore& store, Outcomes& outcomes,
                 const Scheme& scheme, const std::vector<RunRecord>& runs,
                 const std::string& number) {
  std::vector<Places::Published> published;
  for (const Round& round : scheme.rounds) {
    const RunRecord* run = published_run(runs, round.id);
    if (run != nullptr) published.push_back({&round, outcomes.of(connection, store, *run)});
  }
  std::vector<ReplyRow> replies;
  if (!published.empty()) {
    // Where silence loses a place, the seats that are left depend on everybody's answer.
    const bool silence_keeps = std::ranges::all_of(scheme.replies, &ReplyRule::unanswered_keeps);
    replies = number.empty() || !silence_keeps ? store.replies(connection, scheme.id)
                                               : store.replies_for(connection, scheme.id, number);
  }
  return {scheme, connection.now(), std::move(published), std::move(replies)};
}

std::vector<Offer> offers_of(const Round& round, const std::vector<OfferRecord>& all,
                             const Places& places) {
  std::vector<Offer> approved;
  for (const OfferRecord& record : all) {
    if (record.state == OfferState::approved) approved.push_back(record.offer);
  }
  return places.offers_of(round, std::move(approved));
}

NamesOfOffers names_of(const std::vector<OfferRecord>& offers) {
  NamesOfOffers names;
  for (const OfferRecord& record : offers) {
    OfferNames& made = names[record.offer.code];
    made.school = record.offer.school;
    for (const OfferProgramme& programme : record.offer.programmes) {
      made.programmes[programme.id] = programme.title;
    }
  }
  return names;
}

}  // namespace admission

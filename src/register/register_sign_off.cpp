// What several parties say before a step is taken (会签).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "register/register_service.hpp"
#include "register/registered.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

std::string_view name_of(Opinion opinion) {
  switch (opinion) {
    case Opinion::agreed:
      return "agreed";
    case Opinion::objected:
      return "objected";
    case Opinion::silent:
      return "silent";
    case Opinion::waiting:
      break;
  }
  return "waiting";
}

bool waits_for(const Transition& transition, const StoredRecord& stored) {
  return !stored.removed &&
         std::ranges::find(transition.from, stored.state) != transition.from.end();
}

SignedStep wait_for(const Declaration& of, const Transition& transition, const std::string& id,
                    const StoredRecord& stored) {
  return {of.name, id, transition.name, stored.state_since};
}

}  // namespace

bool RegisterService::silence_counts(const SignOff& sign_off, base::Date since,
                                     base::Date day) const {
  const int term = sign_off.silence_after_working_days;
  return term > 0 && day > calendar_.after(since, term);
}

SignOffStanding RegisterService::standing(const SignOff& asked, const StoredRecord& stored,
                                          const std::vector<Signature>& signatures,
                                          base::Date today) const {
  return standing_of(asked, signatures,
                     silence_counts(asked, base::day_of(stored.state_since), today));
}

SignOff RegisterService::asked_of(db::Connection& connection, const Registered& of,
                                  const Transition& transition, const std::string& id,
                                  const StoredRecord& stored) const {
  SignOff asked = transition.sign_off;
  std::erase_if(asked.parties, [&](const SignOffParty& party) {
    return !acting_unit(connection, of, id, stored, party.of);
  });
  asked.needed = std::min(asked.needed, static_cast<int>(asked.parties.size()));
  return asked;
}

bj::value RegisterService::sign_off(db::Connection& connection, const Actor& actor,
                                    const Registered& of, const Transition& transition,
                                    const std::string& id, const StoredRecord& stored,
                                    base::Date today) const {
  const SignOff asked = asked_of(connection, of, transition, id, stored);
  if (!asked.asked()) return nullptr;
  const auto signatures =
      signatures_.signatures(connection, wait_for(of.declaration, transition, id, stored));
  const SignOffStanding now = standing(asked, stored, signatures, today);
  std::map<std::string, std::string> names;
  if (!signatures.empty()) names = access_.display_names(connection);
  bj::array parties;
  for (std::size_t i = 0; i < asked.parties.size(); ++i) {
    const SignOffParty& party = asked.parties[i];
    const Signature* const last = now.parties[i].last;
    const auto for_unit = acting_unit(connection, of, id, stored, party.of);
    bj::object shown{{"name", party.name},
                     {"title", base::json_of(party.title)},
                     {"opinion", name_of(now.parties[i].opinion)},
                     {"may", reaches(actor, party.by, *for_unit, today)},
                     {"comment", ""},
                     {"by", ""},
                     {"unit", nullptr},
                     {"signed_on", nullptr}};
    if (last != nullptr) {
      const auto name = names.find(last->account);
      const auto* const unit = access_.directory()->find_unit(last->unit);
      shown["comment"] = last->comment;
      shown["by"] = name == names.end() ? "" : name->second;
      if (unit != nullptr) shown["unit"] = base::json_of(unit->name);
      shown["signed_on"] = base::day_of(last->signed_at).str();
    }
    parties.push_back(std::move(shown));
  }
  bj::object made{{"needed", asked.needed},
                  {"agreed", now.agreed},
                  {"complete", now.complete},
                  {"silence_until", nullptr},
                  {"parties", std::move(parties)}};
  if (asked.silence_after_working_days > 0) {
    made["silence_until"] =
        calendar_.after(base::day_of(stored.state_since), asked.silence_after_working_days).str();
  }
  return made;
}

void RegisterService::require_signed(db::Connection& connection, const Registered& of,
                                     const Transition& transition, const std::string& id,
                                     const StoredRecord& stored, base::Date today) const {
  const SignOff asked = asked_of(connection, of, transition, id, stored);
  if (!asked.asked()) return;
  const auto signatures =
      signatures_.signatures(connection, wait_for(of.declaration, transition, id, stored));
  const SignOffStanding now = standing(asked, stored, signatures, today);
  if (now.complete) return;
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (std::size_t i = 0; i < asked.parties.size(); ++i) {
    const bool objected = now.parties[i].opinion == Opinion::objected;
    if (!objected && now.parties[i].opinion != Opinion::waiting) continue;
    zh.push_back(asked.parties[i].title.zh + (objected ? "（不同意）" : "（未答复）"));
    en.push_back(asked.parties[i].title.en + (objected ? " (objects)" : " (no answer)"));
  }
  throw base::conflict("not-signed", {fmt::format("会签须 {} 方同意，现有 {} 方：{}。",
                                                  asked.needed, now.agreed, fmt::join(zh, "、")),
                                      fmt::format("{} parties must agree and {} do: {}.",
                                                  asked.needed, now.agreed, fmt::join(en, ", "))});
}

// The unit for which somebody speaks: that of the first post with a role of the party that reaches
// the unit asked; none if there is no such post.
std::optional<std::string> RegisterService::signing_unit(const Actor& actor,
                                                         const SignOffParty& party,
                                                         const std::string& unit,
                                                         base::Date today) const {
  for (const zhijiao::access::Post& post : actor.posts) {
    Actor only = actor;
    only.posts = {post};
    if (reaches(only, party.by, unit, today)) return post.unit;
  }
  return std::nullopt;
}

boost::asio::awaitable<RecordAnswer> RegisterService::sign(
    const Actor& actor, const std::string& noun, const std::string& id, const std::string& name,
    const SignatureGiven& given, std::int64_t version, const db::Once& once) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const Transition* const transition = of.declaration.workflow.find_transition(name);
  if (transition == nullptr || !transition->sign_off.asked()) {
    throw base::not_found({"这个会签环节", "This sign-off"});
  }
  const SignOffParty* const party = transition->sign_off.find_party(given.party);
  if (party == nullptr) {
    throw base::invalid({"没有这个会签方。", "There is no such party."},
                        {{"/party", {"没有这一方。", "There is no such party."}}});
  }
  const std::string comment =
      given.agrees ? trimmed_why(given.comment, "comment") : required_why(given.comment, "comment");
  std::set<std::string> owners;
  RecordAnswer answered =
      co_await database_.write_once<RecordAnswer>(once, [&](db::Connection& connection) {
        const StoredRecord stored = found(connection, actor, of, id, today);
        const auto asked = acting_unit(connection, of, id, stored, party->of);
        const auto unit = asked ? signing_unit(actor, *party, *asked, today) : std::nullopt;
        if (!unit) throw outside_reach();
        require_version(connection, actor, of, id, stored, version, today);
        if (!waits_for(*transition, stored)) {
          throw base::conflict("state", {"记录现在不在会签环节，请刷新后查看。",
                                         "The record does not wait for opinions now; look at it "
                                         "again."});
        }
        const SignedStep wait = wait_for(of.declaration, *transition, id, stored);
        for (const Signature& other : signatures_.signatures(connection, wait)) {
          if (other.account == actor.account && other.party != party->name) {
            throw base::conflict("signed-for-another",
                                 {"您已代表另一方表示意见，一个人不能代表两方。",
                                  "You have signed for another party; nobody speaks for two."});
          }
        }
        const std::string signature = base::uuid_v7(database_.clock(), random_);
        signatures_.insert(
            connection, signature, wait,
            {party->name, given.agrees, comment, actor.account, *unit, connection.now()});
        access_.audit_trail().record(
            connection, actor, noun + ".sign", id,
            fmt::format("{} {} {}", name, party->name, given.agrees ? "agrees" : "objects"));
        owners = {stored.owner};
        return answer(connection, actor, of, id, stored, today);
      });
  changed(noun, owners);
  co_return answered;
}

}  // namespace registers

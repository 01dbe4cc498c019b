#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/text.hpp"

//! One admission of one year, as data: plans/<plan>/admission/<id>.yaml. What a province or a city
//! decides anew each year stands there with the day from which it holds, where it comes from, and
//! whether anybody has checked it.
namespace admission {

using base::Date;
using base::Text;

//! What a place counts as in the ratio of vocational to general intake (职普比).
enum class Sector { general, vocational };
BOOST_DESCRIBE_ENUM(Sector, general, vocational)

//! What is done with equals at the last place: see engines/allocation/allocation.hpp.
enum class TieRule { lottery, admit_all, reject_all };
BOOST_DESCRIBE_ENUM(TieRule, lottery, admit_all, reject_all)

//! A mark that candidates have. `max_mark` is in marks, nothing if nobody has said it yet.
struct Subject {
  std::string id;
  Text title;
  std::optional<std::int64_t> max_mark = {};
  bool from_awards = false;  // the rank of the best certified award; who has none has no such mark
};
BOOST_DESCRIBE_STRUCT(Subject, (), (id, title, max_mark, from_awards))

//! A kind of candidate who competes only with his kind (科类).
struct Category {
  std::string id;
  Text title;
};
BOOST_DESCRIBE_STRUCT(Category, (), (id, title))

//! A batch (批次). Moments are local time in Shanghai, 2026-07-05T08:00; empty: not fixed yet.
struct Round {
  std::string id;
  Text title;
  std::string opens_at;
  std::string closes_at;  // the first moment at which nothing more is taken
  std::string reply_by;
  std::string appeal_by;
  std::int64_t preferences_max = 0;
  std::int64_t programmes_max = 0;  // of one preference
  //! 征集志愿: takes the seats that earlier rounds left, and who holds no place.
  bool supplementary = false;
};
BOOST_DESCRIBE_STRUCT(Round, (),
                      (id, title, opens_at, closes_at, reply_by, appeal_by, preferences_max,
                       programmes_max, supplementary))

//! By which marks candidates are compared, the first that differs decides. A rule that names a
//! round holds in that round, in place of those that name none.
struct OrderRule {
  Date from;
  std::vector<std::string> subjects;
  Text source;
  bool verified = false;
  std::string round = {};
};
BOOST_DESCRIBE_STRUCT(OrderRule, (), (from, subjects, source, verified, round))

//! A mark that is the weighted sum of others (文化素质 + 职业技能), rounded to thousandths.
struct WeightedPart {
  std::string subject;
  std::int64_t weight_permille = 0;
};
BOOST_DESCRIBE_STRUCT(WeightedPart, (), (subject, weight_permille))
struct TotalRule {
  Date from;
  std::string subject;
  std::vector<WeightedPart> parts;
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(TotalRule, (), (from, subject, parts, source, verified))

//! What counts as an award, and what it is worth: the higher rank goes first in a round that is
//! ordered by awards (免试).
struct AwardRule {
  Date from;
  std::string id;
  Text title;
  std::int64_t rank = 1;
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(AwardRule, (), (from, id, title, rank, source, verified))

//! 公示: for how many working days an award stands for all to see before it counts.
struct PublicityRule {
  Date from;
  std::int64_t working_days = 1;
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(PublicityRule, (), (from, working_days, source, verified))

//! A register whose records have a `name` and belong to schools; a candidate found in one of these
//! states is eligible.
struct RegisterCompared {
  std::string records;
  std::vector<std::string> states;
};
BOOST_DESCRIBE_STRUCT(RegisterCompared, (), (records, states))

//! What a candidate must be; where there is such a rule only those take part whom two people have
//! found eligible (资格审核).
struct EligibilityRule {
  Date from;
  Text requirement;
  Text source;
  bool verified = false;
  std::optional<RegisterCompared> compared_with = {};
};
BOOST_DESCRIBE_STRUCT(EligibilityRule, (), (from, requirement, source, verified, compared_with))

struct TiePolicyRule {
  Date from;
  TieRule rule = TieRule::admit_all;
  Text random_source;  // of a lottery: the public value that is drawn after the freeze
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(TiePolicyRule, (), (from, rule, random_source, source, verified))

//! 控制线: whom it does not fit is not admitted to such a place. Empty means every one.
struct LineRule {
  Date from;
  std::string round;
  std::optional<Sector> sector;
  std::string category;
  std::string subject;
  std::int64_t minimum_thousandths = 0;
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(LineRule, (),
                      (from, round, sector, category, subject, minimum_thousandths, source,
                       verified))

//! What follows from an answer, and from none.
struct ReplyRule {
  Date from;
  bool unanswered_keeps = true;      // who has not answered in time keeps his place
  bool declined_may_return = false;  // who declined takes part in later rounds
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(ReplyRule, (),
                      (from, unanswered_keeps, declined_may_return, source, verified))

//! Whether a correction may take from somebody what he was offered.
struct CorrectionRule {
  Date from;
  bool keep_offers = true;
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(CorrectionRule, (), (from, keep_offers, source, verified))

//! The vocational share of intake that is owed, in per cent.
struct RatioRule {
  Date from;
  std::int64_t vocational_percent = 0;
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(RatioRule, (), (from, vocational_percent, source, verified))

//! Whom a candidate can ask.
struct Enquiry {
  Text office;
  std::string phone;  // empty: not known
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(Enquiry, (), (office, phone, verified))

struct Scheme {
  std::string id;
  Text title;
  std::string organiser;  // unit
  Enquiry enquiry;
  Text papers;  // what an admitted candidate brings to the school, and when
  std::vector<Subject> subjects;
  std::vector<Category> categories;  // none: all compete with all
  std::vector<Round> rounds;         // in their order
  std::vector<OrderRule> orders;
  std::vector<TiePolicyRule> ties;
  std::vector<LineRule> lines;
  std::vector<ReplyRule> replies;
  std::vector<CorrectionRule> corrections;
  std::vector<RatioRule> ratios;
  //! Who admits, if not this office (省教育考试院): then rounds are rehearsed here and never
  //! published, and the results are imported.
  Text decided_by;
  std::vector<TotalRule> totals;
  std::vector<AwardRule> awards;
  std::vector<PublicityRule> publicity;
  std::vector<EligibilityRule> eligibility;

  bool is_decided_here() const { return decided_by.empty(); }
  //! True if the mark is computed and therefore never imported.
  bool computes(std::string_view subject) const;
  const Round* find_round(std::string_view id) const;
  const Subject* find_subject(std::string_view id) const;
  const Category* find_category(std::string_view id) const;
};
BOOST_DESCRIBE_STRUCT(Scheme, (),
                      (id, title, organiser, enquiry, papers, subjects, categories, rounds, orders,
                       ties, lines, replies, corrections, ratios, decided_by, totals, awards,
                       publicity, eligibility))

//! The rule of a list that holds on `day`: the one that began last, or nullptr if none has begun.
template <class Rule>
const Rule* in_force(const std::vector<Rule>& rules, Date day) {
  const Rule* found = nullptr;
  for (const Rule& rule : rules) {
    if (rule.from <= day && (found == nullptr || found->from <= rule.from)) found = &rule;
  }
  return found;
}

//! The order of a round on that day, or nullptr if none has begun.
const OrderRule* order_of(const Scheme& scheme, std::string_view round, Date day);
//! What an award of that level is on that day, or nullptr.
const AwardRule* award_of(const Scheme& scheme, std::string_view level, Date day);
//! True if the round takes only those who have a mark from awards.
bool is_for_awards(const Scheme& scheme, std::string_view round, Date day);

//! The lines that a place of this sector and category has in a round: the youngest of each subject
//! wins, more exact ones are not preferred. Each line is one of `scheme.lines`.
std::vector<LineRule> lines_of(const Scheme& scheme, const Round& round, Sector sector,
                               std::string_view category, Date day);

//! The day whose rules a round follows: the one on which entering ends, or `today` if none is
//! fixed.
Date rules_day(const Round& round, Date today);

//! 2026-07-05T08:00 in Shanghai; nothing if it is no such moment.
std::optional<base::Instant> moment(std::string_view text);

}  // namespace admission

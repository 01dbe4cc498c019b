#include "admission/scheme_texts.hpp"

#include <fmt/format.h>

#include "admission/candidate_file.hpp"

namespace admission {

namespace {

class RuleTexts {
 public:
  explicit RuleTexts(const Scheme& scheme) : scheme_(scheme) {
    for (const OrderRule& rule : scheme.orders)
      add({"比较成绩的顺序", "Order of marks"}, rule, order(rule));
    for (const TotalRule& rule : scheme.totals) {
      const std::string name = title(rule.subject).zh;
      Text text{name + " =", title(rule.subject).en + " ="};
      for (const WeightedPart& part : rule.parts) {
        const std::string weight =
            part.weight_permille == 1000 ? std::string() : " × " + mark_text(part.weight_permille);
        const char* plus = &part == &rule.parts.front() ? " " : " + ";
        text.zh += plus + title(part.subject).zh + weight;
        text.en += plus + title(part.subject).en + weight;
      }
      add({"怎样算", "How it is computed"}, rule, std::move(text));
    }
    for (const EligibilityRule& rule : scheme.eligibility)
      add({"报考条件", "Who is eligible"}, rule, rule.requirement);
    for (const AwardRule& rule : scheme.awards) {
      add({"奖项", "Award"}, rule,
          {fmt::format("{}（等次 {}）", rule.title.zh, rule.rank),
           fmt::format("{} (rank {})", rule.title.en.empty() ? rule.title.zh : rule.title.en,
                       rule.rank)});
    }
    for (const PublicityRule& rule : scheme.publicity) {
      add({"公示", "Publicity"}, rule,
          {fmt::format("{} 个工作日", rule.working_days),
           fmt::format("{} working days", rule.working_days)});
    }
    for (const TiePolicyRule& rule : scheme.ties)
      add({"末位同分", "Equals at the last place"}, rule, tie(rule));
    for (const LineRule& rule : scheme.lines) add({"控制线", "Control line"}, rule, line(rule));
    for (const ReplyRule& rule : scheme.replies) add({"确认", "Answering"}, rule, reply(rule));
    for (const CorrectionRule& rule : scheme.corrections) {
      add({"更正", "Corrections"}, rule,
          rule.keep_offers
              ? Text{"已录取的保留，受损者补录",
                     "Offers made are kept; whoever was wronged is put right"}
              : Text{"按更正后的结果重新录取", "The corrected result replaces the earlier one"});
    }
    for (const RatioRule& rule : scheme.ratios) {
      add({"职普比", "Vocational share"}, rule,
          {fmt::format("中职占 {}% 以上", rule.vocational_percent),
           fmt::format("vocational at least {} %", rule.vocational_percent)});
    }
  }
  std::vector<AdmissionRuleView> take() { return std::move(made_); }

 private:
  template <class Rule>
  void add(const Text& subject, const Rule& rule, Text text) {
    made_.push_back({subject, std::move(text), rule.from.str(), rule.source, rule.verified});
  }

  Text title(const std::string& id) const {
    const Subject* subject = scheme_.find_subject(id);
    return {subject->title.zh, subject->title.en.empty() ? subject->title.zh : subject->title.en};
  }

  Text order(const OrderRule& rule) const {
    Text text;
    const Round* round = scheme_.find_round(rule.round);
    for (const std::string& id : rule.subjects) {
      const Subject* subject = scheme_.find_subject(id);
      text.zh += (text.zh.empty() ? "" : " → ") + subject->title.zh;
      text.en += (text.en.empty() ? "" : " → ") +
                 (subject->title.en.empty() ? subject->title.zh : subject->title.en);
    }
    if (round == nullptr) return text;
    return {round->title.zh + "：" + text.zh, round->title.en + ": " + text.en};
  }

  static Text tie(const TiePolicyRule& rule) {
    switch (rule.rule) {
      case TieRule::lottery:
        return {"公开抽签：" + rule.random_source.zh, "Public lottery: " + rule.random_source.en};
      case TieRule::admit_all:
        return {"同分都录取，计划相应增加", "All equals are admitted, the plan grows"};
      case TieRule::reject_all:
        break;
    }
    return {"同分都不录取", "None of the equals is admitted"};
  }

  Text line(const LineRule& rule) const {
    const Subject* subject = scheme_.find_subject(rule.subject);
    const Round* round = scheme_.find_round(rule.round);
    const Category* category = scheme_.find_category(rule.category);
    const Text sector = !rule.sector                      ? Text{}
                        : *rule.sector == Sector::general ? Text{"普高 ", "general: "}
                                                          : Text{"中职 ", "vocational: "};
    return {(round == nullptr ? "" : round->title.zh + " ") + sector.zh +
                (category == nullptr ? "" : category->title.zh + " ") + subject->title.zh + " " +
                mark_text(rule.minimum_thousandths),
            (round == nullptr ? "" : round->title.en + " ") + sector.en + subject->title.en + " " +
                mark_text(rule.minimum_thousandths)};
  }

  static Text reply(const ReplyRule& rule) {
    return {
        std::string(rule.unanswered_keeps ? "不确认的保留录取资格" : "逾期不确认的视为放弃") +
            (rule.declined_may_return ? "；放弃的可参加后面的批次" : "；放弃的不再参加后面的批次"),
        std::string(rule.unanswered_keeps ? "Who does not answer keeps the place"
                                          : "Who does not answer in time loses the place") +
            (rule.declined_may_return ? "; who declines may take part later"
                                      : "; who declines takes no further part")};
  }

  const Scheme& scheme_;
  std::vector<AdmissionRuleView> made_;
};

}  // namespace

std::vector<AdmissionRuleView> rule_texts(const Scheme& scheme) { return RuleTexts(scheme).take(); }

std::vector<Text> unknown_of(const Scheme& scheme) {
  std::vector<Text> unknown;
  for (const Round& round : scheme.rounds) {
    if (scheme.is_decided_here() && (round.opens_at.empty() || round.closes_at.empty())) {
      unknown.push_back({fmt::format("“{}”的填报起止时间", round.title.zh),
                         fmt::format("when \"{}\" opens and closes", round.title.en)});
    }
  }
  for (const Subject& subject : scheme.subjects) {
    if (!subject.max_mark && !subject.from_awards) {
      unknown.push_back({fmt::format("“{}”的满分", subject.title.zh),
                         fmt::format("the full marks of \"{}\"", subject.title.en)});
    }
  }
  if (scheme.lines.empty())
    unknown.push_back({"控制线（没有就不限）", "control lines (none: no limit)"});
  if (scheme.enquiry.phone.empty()) {
    unknown.push_back({"考生咨询电话", "the telephone for candidates"});
  }
  return unknown;
}

Text award_title(const Scheme& scheme, const std::string& level, const std::string& day) {
  const auto on = Date::parse(day);
  const AwardRule* rule = on ? award_of(scheme, level, *on) : nullptr;
  return rule == nullptr ? Text{level, level} : rule->title;
}

}  // namespace admission

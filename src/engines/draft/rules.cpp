#include <algorithm>

#include "engines/draft/draft.hpp"

namespace engines::draft {

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all_rules = [] {
    std::vector<Rule> all = {
        {"body.named_in_text", {"正文写要成立或建立的机构。", "A body that the text sets up."}},
        {"body.office_head", {"写明兼任办公室主任。", "Said to head the office."}},
        {"body.post_of_government",
         {"市长、副市长属市政府，秘书长属政府办公室。",
          "A mayor is of the government, its secretary-general of its office."}},
        {"body.seat", {"名单里的一行：姓名和职务。", "A line of the list: name and post."}},
        {"body.seat_of_unit", {"名单只写单位，没有写人。", "The list names a unit and no person."}},
        {"body.seats", {"有组长、成员名单的机构。", "A body with a list of members."}},
        {"commitment.aim_verb",
         {"数字前有“建成、培育、完成”一类的词。", "A verb of doing stands before the number."}},
        {"commitment.all_of", {"全部、全覆盖。", "All of them, full coverage."}},
        {"commitment.compared", {"写明了不低于、达到、以上、左右等。", "A comparator is written."}},
        {"commitment.each_level", {"市、县两级都要做。", "Both levels have to."}},
        {"commitment.each_post",
         {"每个单位的这个职务都这样任。", "The post is to be filled so in each."}},
        {"commitment.each_unit",
         {"“各”单位都要做成一件事。", "Each of several units has to do it."}},
        {"commitment.frequency", {"每隔多久做一次。", "Once in each period."}},
        {"commitment.rough",
         {"只说了大概的数目（二十几、20余、近百），请核对。",
          "The number is only rough (二十几, 20余, 近百); please check it."}},
        {"commitment.yearly_by_nature",
         {"招生、经费按年度计算，所以逐年看。",
          "Intake and budgets are yearly, so each year is judged."}},
        {"commitment.yearly_report", {"年报制度：每年一份。", "A yearly report: one each year."}},
        {"condition.after", {"“……后”：等这件事成真才要做。", "Owed only after it came true."}},
        {"deadline.after_issue", {"自印发之日起算。", "Counted from the day of issue."}},
        {"deadline.at_once", {"即日起：从印发起就要做。", "From the day of issue on."}},
        {"deadline.before_period",
         {"“某年前”“某月前”按字面理解为该期间开始以前。",
          "“Before 2023” read literally: before it begins."}},
        {"deadline.conditional", {"等某件事发生以后。", "After an event."}},
        {"deadline.day", {"写明了日期。", "The day is given."}},
        {"deadline.end_of_period",
         {"写明到期间末（底、末、内）。", "The end of the period is named."}},
        {"deadline.five_year_plan",
         {"按五年规划的最后一天理解。", "The last day of the five-year plan."}},
        {"deadline.from", {"只写了从何时起。", "Only the beginning is given."}},
        {"deadline.from_heading", {"期限写在上级标题里。", "The heading above gives the time."}},
        {"deadline.from_text",
         {"期限写在任务的句子里。", "The time stands in the sentence of the task."}},
        {"deadline.half_year",
         {"上半年、下半年，按最后一天理解。", "A half year, taken as its last day."}},
        {"deadline.month", {"只写了月份，按最后一天理解。", "A month, taken as its last day."}},
        {"deadline.no_year",
         {"没有写年份，文件也没有日期。", "No year, and the document has no date."}},
        {"deadline.not_understood",
         {"写在时限里，但认不出是什么时候。", "Stands as a deadline but is no known time."}},
        {"deadline.quarter", {"季度，按最后一天理解。", "A quarter, taken as its last day."}},
        {"deadline.recurring", {"写明每隔多久一次。", "How often is given."}},
        {"deadline.standing", {"长期、持续、常态化：没有终点。", "Standing: it never ends."}},
        {"deadline.term", {"学期，按最后一天理解。", "A school term, taken as its last day."}},
        {"deadline.this_year",
         {"年内、年底：按文件的年份理解。", "Within the year: that of the document."}},
        {"deadline.year",
         {"只写了年份，按当年最后一天理解。", "A bare year, taken as its last day."}},
        {"duty.in_text",
         {"正文里写的事，任务清单没有。", "Said in the text and in no list of tasks."}},
        {"duty.rhythm",
         {"写明每月、每季、每半年或每年。", "Each month, quarter, half year or year."}},
        {"goal.section_of_aims", {"目标一节里的句子。", "A sentence of the section of aims."}},
        {"group.heading", {"措施上面一级的标题。", "The heading above the measures."}},
        {"head.date", {"文件自己写的日期。", "A date the document gives."}},
        {"link.clause",
         {"任务里有一句的用词出自这条措施。", "One clause of the task is worded as the measure."}},
        {"link.same_item", {"任务就是这一条措施。", "The task is this measure."}},
        {"link.wording",
         {"任务的用词在这条措施里最多。", "The measure shares most of the task's wording."}},
        {"measure.numbered_item", {"正文里编了号的条目。", "A numbered item of the body."}},
        {"role.lead_stated", {"原文写明牵头。", "The document says who leads."}},
        {"role.order",
         {"没有写牵头，第一个先按推定牵头。", "No lead is named; the first is presumed."}},
        {"role.shared",
         {"按职责分工负责，没有牵头；第一个先按推定牵头。",
          "Shared by their duties; the first is presumed."}},
        {"role.supporting_stated", {"原文写明配合。", "The document says who supports."}},
        {"scope.known", {"单位表里有这个范围词。", "The organisation has this scope."}},
        {"scope.proposed",
         {"代表几个单位的词，单位表里没有。", "Words for several units, not known yet."}},
        {"task.item_with_owner",
         {"写了责任单位或时限的条目。", "An item with its units or deadline."}},
        {"task.measure_without_owner",
         {"全文没有责任单位，每条措施先当作任务。",
          "No owners anywhere: each measure is taken as a task."}},
        {"task.table_row", {"任务表的一行。", "A row of a table of tasks."}},
        {"unit.known",
         {"与单位表的名称、简称、别名或曾用名相同。", "A name of the organisation tree."}},
        {"unit.proposed",
         {"像单位名称，单位表里没有。", "Looks like a unit that is not known yet."}},
        {"unit.short_form",
         {"通行简称，与单位表里的一个对应。", "A usual short form of a known unit."}},
        {"unit.without_place",
         {"没有写市、县，按单位表里唯一的一个理解。",
          "Written without its place; taken as the only one known."}},
    };
    std::sort(all.begin(), all.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
    return all;
  }();
  return all_rules;
}

const Text& rule_text(std::string_view id) {
  const std::vector<Rule>& all = rules();
  return std::lower_bound(
             all.begin(), all.end(), id,
             [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; })
      ->text;
}

}  // namespace engines::draft

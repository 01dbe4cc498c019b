#pragma once

#include "plan/plan_model.hpp"

//! A small invented plan for tests of everything that is built on one.
namespace plan {

//! City with finance (abolished 2023-06-30, work to `treasury`), education and counties east and
//! west under it. Measure 1 is carried out by tasks 1 and 2, 2 only touched, 3 has no task.
//! Task 1 (due 2021-12-31): finance leads, education supports, and both counties through a scope.
//! Task 2 (due 2022-12-31): the counties alone. Task 3 (due 2023-12-31): education, waits for a
//! condition. One commitment stands in task 1, one in measure 3 without an owner.
inline Plan small_plan() {
  Plan plan;
  plan.id = "small";
  plan.region = "990100";
  plan.title = {"小城职教方案", "Plan of a small city"};
  plan.short_title = {"小城方案", "Small plan"};
  plan.document.number = "小政发〔2020〕1号";
  plan.document.issuer = "city";
  plan.document.signed_on = Date(2020, 12, 3);
  plan.document.formed_on = Date(2020, 12, 14);
  plan.document.published_on = Date(2020, 12, 14);

  const auto unit = [](std::string id, Text name, Text short_name, UnitKind kind,
                       std::string parent) {
    Unit made;
    made.id = std::move(id);
    made.name = std::move(name);
    made.short_name = std::move(short_name);
    made.kind = kind;
    made.parent = std::move(parent);
    return made;
  };
  plan.units = {
      unit("city", {"小城市", "Small City"}, {"小城市", "City"}, UnitKind::city, ""),
      unit("finance", {"小城市财政局", "Finance Bureau"}, {"市财政局", "Finance"},
           UnitKind::department, "city"),
      unit("treasury", {"小城市国库局", "Treasury"}, {"市国库局", "Treasury"}, UnitKind::department,
           "city"),
      unit("education", {"小城市教育局", "Education Bureau"}, {"市教育局", "Education"},
           UnitKind::department, "city"),
      unit("east", {"东县", "East County"}, {"东县", "East"}, UnitKind::county, "city"),
      unit("west", {"西县", "West County"}, {"西县", "West"}, UnitKind::county, "city"),
      unit("east_school", {"东县职教中心", "East Centre"}, {"东县中心", "East Centre"},
           UnitKind::school, "east"),
  };
  plan.units[1].valid_to = Date(2023, 6, 30);
  plan.units[1].successors = {{"treasury", Date(2023, 7, 1)}};
  plan.units[4].former_names = {{{"东州", "East Prefecture"}, Date(2021, 5, 31)}};
  plan.scopes = {{"counties", {"各县"}, {"east", "west"}, {}, true}};
  plan.groups = {{1, {"第一部分", "Part one"}}, {2, {"第二部分", "Part two"}}};
  plan.measures = {{1, 1, {"投入机制", "Funding"}, {"足额投入", "Fund in full"}, {}},
                   {2, 1, {"教师", "Teachers"}, {"培养教师", "Train teachers"}, {}},
                   {3, 2, {"交流", "Exchange"}, {"开展交流", "Exchange"}, {}}};

  const auto deadline = [](std::string written, Date on) {
    return Deadline{std::move(written), on, {"按年末计", "Taken as year end"}, false};
  };
  Task funding;
  funding.number = 1;
  funding.title = {"落实经费", "Fund"};
  funding.measures = {{1, Covers::main}};
  funding.responsible = {{"finance", "", "市财政局", Role::presumed_lead},
                         {"education", "", "市教育局", Role::supporting},
                         {"", "counties", "各县", Role::supporting}};
  funding.deadline = deadline("2021年", Date(2021, 12, 31));
  funding.results = {Result::number};
  Task centres;
  centres.number = 2;
  centres.title = {"管理体制", "Centres"};
  centres.measures = {{1, Covers::main}, {2, Covers::touch}};
  centres.responsible = {{"", "counties", "各县", Role::lead}};
  centres.deadline = deadline("2022年", Date(2022, 12, 31));
  centres.results = {Result::document};
  Task leaders;
  leaders.number = 3;
  leaders.title = {"班子建设", "Leaders"};
  leaders.measures = {{1, Covers::main}};
  leaders.responsible = {{"education", "", "市教育局", Role::presumed_lead}};
  leaders.deadline = deadline("2023年", Date(2023, 12, 31));
  leaders.results = {Result::standing};
  leaders.conditions = {{{"入选后", "Once selected"}, {}, "education", {"education"}, {}}};
  plan.tasks = {funding, centres, leaders};

  Commitment floor;
  floor.id = "floor";
  floor.title = {"专项经费", "Special fund"};
  floor.source.task = 1;
  floor.low = 5'000'000;
  floor.unit = "yuan";
  floor.written = {"不少于500万元", "At least 5 million yuan"};
  floor.period = Period::each_year;
  floor.for_units = {"counties"};
  floor.owner = "finance";
  floor.measured_by = {"经费填报", "Funding reports"};
  Commitment visits;
  visits.id = "visits";
  visits.title = {"互访", "Visits"};
  visits.source.measure = 3;
  visits.low = 2;
  visits.unit = "visit";
  visits.written = {"2次", "2"};
  plan.commitments = {floor, visits};

  Seat seat{"head", {"组长", "Head"}, "finance", {"局长", "Director"}, {}};
  seat.incumbents = {{"甲", Date(2020, 12, 3), Date(2021, 12, 31), {}},
                     {"乙", Date(2022, 1, 1), std::nullopt, {}}};
  Body group;
  group.id = "group";
  group.title = {"领导小组", "Leading group"};
  group.source = "附件1";
  group.office = "education";
  group.seats = {seat};
  plan.bodies = {group};

  Duty conference;
  conference.id = "conference";
  conference.title = {"例会", "Conference"};
  conference.source.measure = 1;
  conference.period = Period::each_half_year;
  conference.due_month = 6;
  conference.due_day = 31;
  conference.units = {"education"};
  plan.duties = {conference};

  plan.roles = {
      {"administrator",
       {"管理员", "Administrator"},
       Reach::everywhere,
       {},
       {"account.manage", "audit.read"}},
      {"plan_office",
       {"办公室", "Office"},
       Reach::everywhere,
       {},
       {"plan.read", "share.record", "share.decide", "report.review", "finding.read", "plan.load"}},
      {"unit_officer", {"经办人", "Officer"}, Reach::subtree, {}, {"plan.read", "share.record"}},
  };
  plan.public_page.contact = {"市教育局", "Education Bureau"};
  return plan;
}

}  // namespace plan

#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "indicator/cited_figures.hpp"
#include "share/milestone.hpp"

//! One report of one share on one period: what stands in it, its way from draft to verified, and
//! what differs between two of them. Pure.
namespace share {

//! draft → submitted → acknowledged → verified; supplement (商请补充) sends it back to the unit.
enum class ReportState { draft, submitted, acknowledged, supplement, verified };
BOOST_DESCRIBE_ENUM(ReportState, draft, submitted, acknowledged, supplement, verified)

//! What people do with a report. The unit saves, submits and files the stamped copy (盖章件), which
//! often comes after the report; the office does the rest.
enum class ReportStep { save, submit, acknowledge, ask, verify, file_scan };
BOOST_DESCRIBE_ENUM(ReportStep, save, submit, acknowledge, ask, verify, file_scan)

//! A milestone that is done, or for a recurrence, that took place within its span of time.
struct Tick {
  std::string milestone;
  Date on;
  std::optional<std::string> note{};  // the document number, a place

  bool operator==(const Tick&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tick, (), (milestone, on, note))

//! What a quantity has come to by the end of the period, in all.
struct Quantity {
  std::string milestone;
  std::int64_t value = 0;

  bool operator==(const Quantity&) const = default;
};
BOOST_DESCRIBE_STRUCT(Quantity, (), (milestone, value))

//! What is impossible in them: no quantity of these milestones, one twice, below zero, too large.
std::vector<base::FieldError> faults_of(const std::vector<Quantity>& quantities,
                                        const std::vector<Milestone>& milestones);

//! Signed off inside the unit, mostly on paper (经办人 → 科长 → 分管领导 → 主要负责人). Who and
//! when may be left to the scan, which shows both.
struct SignOff {
  std::string who;
  std::optional<Date> on{};
  std::optional<std::string> file{};  // scan

  bool operator==(const SignOff&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignOff, (), (who, on, file))

struct ReportContent {
  bool no_change = false;  // 本月无变化
  std::string text;
  std::vector<Tick> ticks;
  std::vector<Quantity> quantities;
  std::vector<std::string> files;  // ids
  std::optional<SignOff> signed_off{};

  bool operator==(const ReportContent&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReportContent, (), (no_change, text, ticks, quantities, files, signed_off))

//! 商请补充: which cells and why.
struct Ask {
  //! "text", "files", "sign_off" or the id of a milestone.
  std::vector<std::string> cells;
  std::string reason;

  bool operator==(const Ask&) const = default;
};
BOOST_DESCRIBE_STRUCT(Ask, (), (cells, reason))

//! One version of a report. Its JSON is the content of report_version, so a member may be added but
//! never renamed or given another meaning.
struct ReportRecord {
  std::string id;
  std::int64_t version = 0;  // 0: not stored yet

  std::string share;
  std::string period;  // key
  Date ends_on;        // last day of the period
  ReportState state = ReportState::draft;
  ReportContent content;
  std::vector<Milestone> milestones;              // as they were when it was submitted
  std::vector<indicator::CitedFigure> figures{};  // likewise; none before
  std::optional<Ask> asked;  // while and after a supplement is asked for, until it is submitted
  ReportStep step = ReportStep::save;
  std::string by;            // display name of who took the step
  std::string submitted_by;  // account
  std::optional<Date> submitted_on;
  std::optional<Date> verified_on;
};
BOOST_DESCRIBE_STRUCT(ReportRecord, (),
                      (share, period, ends_on, state, content, milestones, figures, asked, step, by,
                       submitted_by, submitted_on, verified_on))

//! Whether a step can be taken where a report stands; a report that is not stored is a draft.
bool is_possible(ReportState state, ReportStep step);

//! Throws base::Problem 409 "wrong-state", which says why, unless it is possible.
void require_possible(const ReportRecord& report, ReportStep step);

//! Without what belongs to milestones that are no longer in the list.
ReportContent fitted(const ReportContent& content, const std::vector<Milestone>& milestones);

//! A report on the period that begins on `from` as it begins: what the one before said, without
//! what holds for one period only (files, sign-off, that nothing changed). The tick of a recurrence
//! is kept while its span lasts, so that a half-yearly duty is not asked for again the month after.
ReportContent prefilled(const ReportContent& before, const std::vector<Milestone>& milestones,
                        Date from);

//! The report that nothing changed since `before`.
ReportContent unchanged(const ReportContent& before, const std::vector<Milestone>& milestones,
                        Date from);

//! Who takes a step, and when.
struct Hand {
  std::string account;
  std::string name;
  Date today;
};

//! Throws base::Problem 409 "wrong-state" if the step is not possible where the report stands, and
//! "same-person" if who submitted verifies; 422 with the cells that are missing or impossible.
ReportRecord save(const ReportRecord& report, const ReportContent& content,
                  const std::vector<Milestone>& milestones, const Hand& hand);
//! `figures` are stated with it and stay as they are; handed in again after a supplement it states
//! those of that day.
ReportRecord submit(const ReportRecord& report, const ReportContent& content,
                    const std::vector<Milestone>& milestones,
                    std::vector<indicator::CitedFigure> figures, const Hand& hand);
ReportRecord acknowledge(const ReportRecord& report, const Hand& hand);
ReportRecord ask(const ReportRecord& report, const Ask& asked,
                 const std::vector<Milestone>& milestones, const Hand& hand);
ReportRecord verify(const ReportRecord& report, const Hand& hand);
//! The stamped copy becomes the scan of the sign-off, in place of one that was there; who and when
//! stay as they were stated.
ReportRecord file_scan(const ReportRecord& report, const std::string& file, const Hand& hand);

//! One cell in which two reports differ, as people read it; empty where nothing stands.
struct CellChange {
  std::string cell;
  Text title;
  Text before;
  Text after;

  bool operator==(const CellChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(CellChange, (), (cell, title, before, after))

std::vector<CellChange> changed_cells(const ReportContent& before, const ReportContent& after,
                                      const std::vector<Milestone>& milestones);

//! How many milestones are reached: steps ticked, quantities at their target, recurrences ticked on
//! a day of their span, for a report on a period with this last day.
struct Progress {
  int reached = 0;
  int total = 0;

  bool operator==(const Progress&) const = default;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (reached, total))

Progress progress_of(const ReportContent& content, const std::vector<Milestone>& milestones,
                     Date ends_on);

}  // namespace share

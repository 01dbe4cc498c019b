#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "db/version.hpp"
#include "plan/plan_views.hpp"
#include "share/report_record.hpp"
#include "supervision/letter_record.hpp"

//! What happened to a task, in one stream from the newest to the oldest, whatever part of the
//! program recorded it. Pure: the parts are asked by stream_service.
namespace share {

enum class StreamKind { report, milestones, change, closing, letter, instruction };
BOOST_DESCRIBE_ENUM(StreamKind, report, milestones, change, closing, letter, instruction)

enum class StreamStep {
  changed,  // a step of a share, which `change` says
  submitted,
  acknowledged,
  asked,
  verified,
  scan_filed,
  drawn_up,  // milestones
  applied,   // for closing
  agreed,
  objected,
  successor_asked,
  checked,
  approved,
  returned,
  sent,   // a letter
  given,  // an instruction
  answered,
  sent_back,
  extended,
  settled,
  withdrawn
};
BOOST_DESCRIBE_ENUM(StreamStep, changed, submitted, acknowledged, asked, verified, scan_filed,
                    drawn_up, applied, agreed, objected, successor_asked, checked, approved,
                    returned, sent, given, answered, sent_back, extended, settled, withdrawn)

//! One thing that happened; the same to several units at once is one.
struct StreamLine {
  std::string id;  // unique in the stream
  StreamKind kind = StreamKind::change;
  StreamStep step = StreamStep::changed;
  std::string at;  // recorded, RFC 3339
  std::vector<plan::UnitRef> units;
  std::string by;     // display name; empty where it is not kept
  std::string title;  // of the letter, or what was instructed
  std::string text;   // what was written with it; empty if the viewer may not read it
  Text period;        // of a report
  bool no_change = false;
  std::vector<CellChange> milestones;  // what a report says of them that the one before did not
  std::optional<supervision::LetterKind> letter{};
  std::string document_number;
  std::optional<Date> document_on{};
  std::optional<Date> due_on{};            // an answer is asked for by then
  std::optional<plan::StepView> change{};  // of the first of `units`
  std::string link;                        // where it is whole; empty: it is all here
};
BOOST_DESCRIBE_STRUCT(StreamLine, (),
                      (id, kind, step, at, units, by, title, text, period, no_change, milestones,
                       letter, document_number, document_on, due_on, change, link))

struct StreamQuery {
  std::optional<StreamKind> kind{};
  std::optional<std::string> unit{};
  std::optional<Date> as_of{};
  std::optional<std::string> before{};
};
BOOST_DESCRIBE_STRUCT(StreamQuery, (), (kind, unit, as_of, before))

//! GET /api/tasks/{number}/stream, newest first; `next` goes into `before` for those that follow.
struct TaskStream {
  Date as_of;
  std::vector<plan::UnitRef> units;  // that have a share: those to filter by
  std::vector<StreamLine> lines;
  std::optional<std::string> next{};
};
BOOST_DESCRIBE_STRUCT(TaskStream, (), (as_of, units, lines, next))

//! Where events come from. What one transaction recorded follows in this order: a step of a share
//! that only repeats what another part says of it comes before that, and is left out.
enum class StreamSource { steps, reports, milestones, closings, letters, demands };

struct StreamEvent {
  StreamSource source = StreamSource::steps;
  db::VersionPlace place;
  std::string share;  // empty: of several
  StreamLine line;
};

//! A place in the stream: what is older follows.
struct StreamPlace {
  StreamSource source = StreamSource::steps;
  db::VersionPlace place;

  //! Before everything that was recorded before `before`.
  static StreamPlace from(base::Instant before) { return {StreamSource::demands, {before, "", 0}}; }
  //! Where one source goes on.
  db::VersionPlace in(StreamSource other) const;
  std::string str() const;
  //! None for what str never made.
  static std::optional<StreamPlace> parse(const std::string& text);
};

//! What one source has from a place on, newest first.
struct StreamPart {
  std::vector<StreamEvent> events;
  bool more = false;  // it has older ones than these
};

struct StreamPage {
  std::vector<StreamLine> lines;
  std::optional<StreamPlace> next{};
};

//! The newest `lines_max` lines of all parts. A page may have fewer although there are more, where
//! a part did not bring enough to go on.
StreamPage newest_of(std::vector<StreamPart> parts, std::size_t lines_max);

}  // namespace share

#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

//! What is demanded of one unit, by a letter or by a leader's instruction: an answer by a day.
namespace supervision {

using base::Date;

enum class DemandSource { letter, instruction };
BOOST_DESCRIBE_ENUM(DemandSource, letter, instruction)

enum class DemandState {
  waiting,   // for the unit's answer
  answered,  // waits for the office
  returned,  // the answer did not do; waits for the unit again
  settled,   // done
  withdrawn  // no longer demanded
};
BOOST_DESCRIBE_ENUM(DemandState, waiting, answered, returned, settled, withdrawn)

//! `make` comes with the letter or the instruction; the others are recorded by people.
enum class DemandStep { make, answer, send_back, extend, settle, withdraw };
BOOST_DESCRIBE_ENUM(DemandStep, make, answer, send_back, extend, settle, withdraw)

//! One version of a demand. Its JSON is the content of demand_version, so a member may be added but
//! never renamed or given another meaning.
struct DemandRecord {
  std::string id;
  std::int64_t version = 0;

  DemandSource source_kind = DemandSource::letter;
  std::string source;  // id of the letter or instruction
  std::string unit;
  std::optional<int> task;  // of the plan; none: the instruction asks for something of its own
  std::string share;        // of the task, if there is one
  std::string words;        // what is demanded
  DemandState state = DemandState::waiting;
  Date due_on;
  Date original_due_on;
  std::string answer;       // the last one
  std::string answered_by;  // account
  std::optional<Date> answered_on;
  std::vector<std::string> answer_files{};  // ids: evidence of the last answer

  DemandStep step = DemandStep::make;
  std::string by;                    // display name of the person, as it was
  std::string text;                  // what was written with the step: the answer, the reason
  std::vector<std::string> files{};  // ids, with an answer
};
BOOST_DESCRIBE_STRUCT(DemandRecord, (),
                      (source_kind, source, unit, task, share, words, state, due_on,
                       original_due_on, answer, answered_by, answered_on, answer_files, step, by,
                       text, files))

struct DemandStepRequest {
  DemandStep step = DemandStep::answer;
  std::string text;
  std::optional<Date> due_on;        // for extend, and with send_back if the answer gets more time
  std::vector<std::string> files{};  // ids; for answer
};

//! Of one answer, and of one instruction.
inline constexpr std::size_t kFilesMax = 20;

//! True for the steps of the unit; the others are the office's.
bool is_of_unit(DemandStep step);

bool is_open(DemandState state);
bool is_possible(DemandState state, DemandStep step);

//! Open, not answered, and the day has passed: a day on the deadline itself is still in time.
bool is_late(const DemandRecord& demand, Date day);

//! The demand after the step. Throws base::Problem 409 "wrong-state"; 403 "own-answer" if `account`
//! wrote the answer that it judges; 422 with the fields that are missing or impossible.
DemandRecord take_step(const DemandRecord& demand, const DemandStepRequest& request,
                       const std::string& account, Date today);

}  // namespace supervision

#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/working_days.hpp"

//! Closing (销号) of a share, or by its lead of a whole task: applied for with evidence, the other
//! units asked (逾期视为无意见), checked by the office, approved by a second person (domain §11,
//! §14). Pure: the day is given.
namespace share {

using base::Date;
using base::Text;

enum class ClosingState { applied, checked, closed, returned };
BOOST_DESCRIBE_ENUM(ClosingState, applied, checked, closed, returned)

enum class ClosingStep { apply, opine, check, approve, send_back, ask_successor };
BOOST_DESCRIBE_ENUM(ClosingStep, apply, opine, check, approve, send_back, ask_successor)

enum class OpinionKind { agree, object };
BOOST_DESCRIBE_ENUM(OpinionKind, agree, object)

//! A unit that is asked, by its share of the task.
struct AskedShare {
  std::string share;
  std::string unit;  // that held it when it was asked, or took it over before it answered

  bool operator==(const AskedShare&) const = default;
};
BOOST_DESCRIBE_STRUCT(AskedShare, (), (share, unit))

struct Opinion {
  std::string share;
  OpinionKind kind = OpinionKind::agree;
  std::string text;
  std::string by;  // display name
  Date on;
  std::string account{};  // of who gave it
  bool on_behalf =
      false;  // given by somebody of another unit (代为答复); the text says on what word

  bool operator==(const Opinion&) const = default;
};
BOOST_DESCRIBE_STRUCT(Opinion, (), (share, kind, text, by, on, account, on_behalf))

//! Who did something, by account and as he was called.
struct Signature {
  std::string account;
  std::string name;
  Date on;

  bool operator==(const Signature&) const = default;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (account, name, on))

//! One version of an application. Its JSON is the content of closing_version, so a member may be
//! added but never renamed or given another meaning.
struct ClosingRecord {
  std::string id;
  std::int64_t version = 0;  // 0: not stored yet

  std::string share;  // of the applicant
  int task = 0;
  ClosingState state = ClosingState::applied;
  std::string text;
  std::vector<std::string> files;
  std::string no_evidence;  // why there is no file; empty if there is one
  std::vector<AskedShare> asked;
  Date opinions_due_on;
  std::vector<Opinion> opinions;
  ClosingStep step = ClosingStep::apply;
  std::string note;  // of the last step: why it is sent back, what the check found
  std::string by;    // display name of who took the last step
  std::optional<Signature> applied;
  std::optional<Signature> checked;
  std::optional<Signature> approved;
  std::string document_number;
  std::optional<Date> document_on;
};
BOOST_DESCRIBE_STRUCT(ClosingRecord, (),
                      (share, task, state, text, files, no_evidence, asked, opinions_due_on,
                       opinions, step, note, by, applied, checked, approved, document_number,
                       document_on))

//! How an asked unit stands on a day: silent once its term has passed without a word.
enum class Standing { waiting, agreed, objected, silent };
BOOST_DESCRIBE_ENUM(Standing, waiting, agreed, objected, silent)

Standing standing_of(const ClosingRecord& closing, const std::string& share, Date day);
//! Nobody is waited for any more.
bool is_settled(const ClosingRecord& closing, Date day);
//! The shares that an approval on `day` closes: the applicant's, and those whose units agreed or
//! were silent. Who objects keeps his share open.
std::vector<std::string> closed_with(const ClosingRecord& closing, Date day);

bool is_possible(ClosingState state, ClosingStep step);

struct Application {
  std::string text;
  std::vector<std::string> files;
  std::optional<std::string> no_evidence{};  // why there is no file
};
BOOST_DESCRIBE_STRUCT(Application, (), (text, files, no_evidence))

//! Each throws base::Problem 409 "wrong-state" where the step is not possible, 422 with the fields
//! that are missing or impossible.
//! An application has a file, or says why there is none. The term is `opinion_working_days` after
//! the day of the application, or that day itself if nobody is asked.
ClosingRecord apply_for_closing(const Application& application, std::vector<AskedShare> asked,
                                const base::WorkingDays& calendar, int opinion_working_days,
                                const Signature& who);
//! After the share went to another unit by `document_number`: the unit is asked, with a whole term
//! from the day it got the share. None if the share was not asked, or is not waited for any more:
//! what its former unit said, or did not say in time, stands.
std::optional<ClosingRecord> ask_successor(const ClosingRecord& closing, const AskedShare& given,
                                           const base::WorkingDays& calendar,
                                           int opinion_working_days,
                                           const std::string& document_number,
                                           const Signature& who);
//! A unit may change its mind until the office has checked. An opinion on behalf of a unit says on
//! what word; 409 "unit-answered" where the unit itself has answered.
ClosingRecord give_opinion(const ClosingRecord& closing, const Opinion& opinion);
//! Why an account may not take this step; none if it may. Who applied does not check, who applied
//! or checked does not approve, and who answered for a unit that is not his does neither.
std::optional<Text> barred(const ClosingRecord& closing, ClosingStep step,
                           const std::string& account);
//! 409 "opinions-missing" while a unit is waited for, "same-person" for who is barred. An objection
//! wants a note.
ClosingRecord check_closing(const ClosingRecord& closing, const std::string& note,
                            const Signature& who);

struct Approval {
  std::string document_number;
  Date document_on;
};
BOOST_DESCRIBE_STRUCT(Approval, (), (document_number, document_on))

//! 409 "same-person" for who is barred.
ClosingRecord approve_closing(const ClosingRecord& closing, const Approval& approval,
                              const Signature& who);
ClosingRecord return_closing(const ClosingRecord& closing, const std::string& reason,
                             const Signature& who);

}  // namespace share

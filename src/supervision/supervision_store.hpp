#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "base/clock.hpp"
#include "db/connection.hpp"
#include "db/version.hpp"
#include "supervision/supervision_views.hpp"

namespace supervision {

using zhijiao::access::UnitSet;

//! A leader's instruction as stored; its JSON is the content of instruction_version.
struct InstructionRecord {
  std::string id;
  std::int64_t version = 0;

  InstructionState state = InstructionState::open;
  std::string said_by;
  InstructionChannel channel = InstructionChannel::written;
  std::string words;
  Date said_on;
  std::string document_number;
  std::vector<std::string> files{};  // ids: the photo or scan of it
  std::string result;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(InstructionRecord, (),
                      (state, said_by, channel, words, said_on, document_number, files, result, by))

//! A version of a record, and when it was recorded.
template <class Record>
struct Recorded {
  Record record;
  base::Instant at;
};

//! How many answers a letter or an instruction waits for.
struct DemandCounts {
  int all = 0;
  int open = 0;                // neither settled nor withdrawn
  int answered = 0;            // no longer waited for: answered, settled or withdrawn
  std::optional<Date> due_on;  // the nearest of those with the unit
};

//! A released letter about a share.
struct SentAbout {
  std::string share;
  SentLetter letter;
};

//! All SQL of supervision. Every statement supplies the region; lists also the units in reach.
class SupervisionStore {
 public:
  explicit SupervisionStore(std::string region) : region_(std::move(region)) {}

  //! Most rows of one page of a list.
  static constexpr std::size_t kPageMax = 100;

  // Letters. Who reads only what was released sees the released letters that name a unit in reach.
  struct LetterFilter {
    LetterQuery query;
    UnitSet units;
    bool only_released = true;
    //! Somewhere in title or number, whatever case; or a letter of one of these kinds.
    std::string text{};
    std::vector<LetterKind> text_names{};
    std::size_t most = kPageMax + 1;
  };
  //! Newest first, by default one more than a page if there are more.
  std::vector<LetterRecord> letters(db::Connection& connection, const LetterFilter& filter) const;
  //! As it is, or as recorded before `before`.
  std::optional<LetterRecord> letter(db::Connection& connection, const std::string& id,
                                     std::optional<base::Instant> before = std::nullopt) const;
  std::vector<Recorded<LetterRecord>> letter_history(db::Connection& connection,
                                                     const std::string& id) const;
  void insert_letter(db::Connection& connection, const LetterRecord& letter,
                     const std::string& account) const;
  //! False if it is no longer at `letter.version`. Throws Problem 409 "number-taken".
  bool update_letter(db::Connection& connection, const LetterRecord& letter,
                     const std::string& account) const;
  //! The number of the last released letter of that kind; empty if there is none.
  std::string last_number(db::Connection& connection, LetterKind kind) const;
  //! Numbers of released letters of any kind that begin with `prefix`.
  std::vector<std::string> numbers_with(db::Connection& connection,
                                        const std::string& prefix) const;
  //! Released letters that name late shares, oldest first.
  std::vector<SentAbout> sent_about(db::Connection& connection,
                                    const std::vector<std::string>& shares) const;

  //! Released letters about some of the shares, as they went out, newest first; only those that
  //! name a unit of `units`.
  std::vector<Recorded<LetterRecord>> letters_older(db::Connection& connection,
                                                    const std::vector<std::string>& shares,
                                                    const UnitSet& units,
                                                    const db::OlderVersions& older) const;

  //! Ids of the stamped copies of a letter, in the order they came.
  std::vector<std::string> scans(db::Connection& connection, const std::string& letter,
                                 std::optional<base::Instant> before = std::nullopt) const;
  //! False if the letter has it already.
  bool insert_scan(db::Connection& connection, const std::string& letter, const std::string& file,
                   const std::string& account) const;

  // Demands.
  struct DemandFilter {
    DemandQuery query;
    UnitSet units;
    std::optional<std::string> letter{};
    std::optional<std::string> instruction{};
    //! All of them; else one more than a page if there are more.
    bool whole = false;
    //! As recorded before it, whatever they are asked by; none: as they are.
    std::optional<base::Instant> before{};
  };
  std::vector<DemandRecord> demands(db::Connection& connection, const DemandFilter& filter) const;
  //! All that wait for a unit, of the next weeks and the past: those the deadlines are told of.
  std::vector<DemandRecord> demands_with_units(db::Connection& connection) const;
  std::optional<DemandRecord> demand(db::Connection& connection, const std::string& id) const;
  std::vector<Recorded<DemandRecord>> demand_history(db::Connection& connection,
                                                     const std::string& id) const;
  //! What happened to demands about some of the shares, newest first, but for what a letter asks
  //! for as it goes out; of one source if it is given.
  std::vector<Recorded<DemandRecord>> demands_older(db::Connection& connection,
                                                    const std::vector<std::string>& shares,
                                                    const UnitSet& units,
                                                    std::optional<DemandSource> source,
                                                    const db::OlderVersions& older) const;
  void insert_demand(db::Connection& connection, const DemandRecord& demand,
                     const std::string& account) const;
  bool update_demand(db::Connection& connection, const DemandRecord& demand,
                     const std::string& account) const;
  //! By id of the letter or instruction; as they are, or as recorded before `before`.
  std::map<std::string, DemandCounts> demand_counts(
      db::Connection& connection, DemandSource source, const std::vector<std::string>& ids,
      std::optional<base::Instant> before = std::nullopt) const;

  // Instructions.
  struct InstructionFilter {
    InstructionQuery query;
    UnitSet units;
    //! Somewhere in what was said, by whom, or in the number.
    std::string text{};
    std::size_t most = kPageMax + 1;
  };
  std::vector<InstructionRecord> instructions(db::Connection& connection,
                                              const InstructionFilter& filter) const;
  std::optional<InstructionRecord> instruction(db::Connection& connection,
                                               const std::string& id) const;
  void insert_instruction(db::Connection& connection, const InstructionRecord& instruction,
                          const std::string& account) const;
  bool update_instruction(db::Connection& connection, const InstructionRecord& instruction,
                          const std::string& account) const;

 private:
  std::string region_;
};

}  // namespace supervision

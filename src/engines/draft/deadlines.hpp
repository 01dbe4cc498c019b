#pragma once

#include <vector>

#include "engines/draft/reading.hpp"

//! Times by which something is owed, as written: 2022年底前, 6月底前, 每半年, 长期坚持.
namespace engines::draft {

//! Days without a year are reckoned from `published_on`.
struct TimeContext {
  std::optional<Date> published_on;
  //! The year of the document, if it gives one although no day is known (2022年工作要点).
  std::optional<int> year;
};

//! A time in the text.
struct TimeFound {
  Range range;
  Deadline deadline;
  //! It says that it is a limit (前, 底, 内, 到…年) and not only a time.
  bool limits = false;
};

//! The time that begins at `at`; nothing if none does.
std::optional<TimeFound> time_at(const Reading& reading, std::size_t at, std::size_t end,
                                 const TimeContext& context);

//! All times of a sentence, outside quotation marks and titles of documents.
std::vector<TimeFound> times_in(const Reading& reading, Range range, const TimeContext& context);

//! The value of 完成时限. Of several times the last counts. `kind` is unclear if no time is
//! understood.
Deadline deadline_of(const Reading& reading, Range value, const TimeContext& context);

}  // namespace engines::draft

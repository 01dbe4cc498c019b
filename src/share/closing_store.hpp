#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "share/closing_record.hpp"

namespace share {

struct RecordedClosing {
  ClosingRecord closing;
  base::Instant recorded_at;
};

//! All SQL of closings. Every statement supplies the region.
class ClosingStore {
 public:
  explicit ClosingStore(std::string region) : region_(std::move(region)) {}

  std::optional<ClosingRecord> closing(db::Connection& connection, const std::string& id) const;
  //! Newest first: all those under way if `open`, all of a task if one is given, else 500.
  std::vector<ClosingRecord> closings(db::Connection& connection, bool open,
                                      std::optional<std::int64_t> task = std::nullopt) const;
  //! Oldest first.
  std::vector<RecordedClosing> versions(db::Connection& connection, const std::string& id) const;

  //! Precondition: its id is new. False if an application of the share is under way.
  bool insert(db::Connection& connection, const ClosingRecord& closing,
              const std::string& account) const;
  //! False if it is no longer at `closing.version`; then nothing was written. Otherwise the stored
  //! version is `closing.version + 1`.
  bool update(db::Connection& connection, const ClosingRecord& closing,
              const std::string& account) const;

 private:
  std::string region_;
};

}  // namespace share

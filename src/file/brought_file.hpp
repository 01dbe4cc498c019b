#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "file/file_disk.hpp"

//! Files as a register sees them, inside a transaction of its own.
namespace file {

//! What is asked of a file before it may stand in a record.
struct BroughtFile {
  std::string account;
  std::string media_type;
  std::optional<std::string> register_name;  // none: it was brought for the plan
};

//! Nothing if there is no such file.
std::optional<BroughtFile> brought_file(db::Connection& connection, const std::string& region,
                                        const std::string& id);

//! A PDF that an invented past has, as if somebody had brought it then.
struct PastFile {
  std::string id;
  std::string unit;
  std::string account;
  std::string brought_by;
  std::string name;
  std::string pdf;  // its content
  base::Instant at;
  std::string register_name;
};

void keep_past_file(db::Connection& connection, const std::string& region, const FileDisk& disk,
                    const PastFile& past);

}  // namespace file

#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "register/register_views.hpp"

//! What the API takes and answers about exports of a register.
namespace registers {

enum class ExportFormat { csv, xlsx };
BOOST_DESCRIBE_ENUM(ExportFormat, csv, xlsx)

enum class ExportState { waiting, running, done, failed };
BOOST_DESCRIBE_ENUM(ExportState, waiting, running, done, failed)

struct ExportRequest {
  ExportFormat format = ExportFormat::xlsx;
  //! Why personal data is to stand there in full; without it, it is masked.
  std::optional<std::string> in_full_why;
  //! The list, in place of the one that the query describes.
  std::optional<ListSearch> list;
};
BOOST_DESCRIBE_STRUCT(ExportRequest, (), (format, in_full_why, list))

struct ExportReport {
  std::string id;
  std::string register_name;
  ExportState state = ExportState::waiting;
  ExportFormat format = ExportFormat::xlsx;
  bool in_full = false;
  std::string made_at;
  std::string file_name;
  std::int64_t rows = 0;              // written so far
  std::optional<std::int64_t> total;  // once it is known
  std::optional<std::int64_t> bytes;  // once it is done
  std::optional<base::Text> failure;
};
BOOST_DESCRIBE_STRUCT(ExportReport, (),
                      (id, register_name, state, format, in_full, made_at, file_name, rows, total,
                       bytes, failure))

}  // namespace registers

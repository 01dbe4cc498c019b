#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace file {

//! A file as pages name it.
struct FileLine {
  std::string id;
  std::string name;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
  std::string brought_by;  // display name
  std::string at;          // RFC 3339

  bool operator==(const FileLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(FileLine, (), (id, name, media_type, size_bytes, sha256, brought_by, at))

//! POST /api/uploads
struct NewUpload {
  std::string name;
  std::int64_t size_bytes = 0;
  std::string unit;  // whose file it will be
  //! For a field of records of this register; none: for a report or a document of the plan.
  std::optional<std::string> register_name{};
};
BOOST_DESCRIBE_STRUCT(NewUpload, (), (name, size_bytes, unit, register_name))

//! GET /api/uploads/{id}: how far it is, and the file once it is whole.
struct UploadView {
  std::string id;
  std::string name;
  std::int64_t size_bytes = 0;
  std::int64_t received_bytes = 0;
  std::int64_t part_bytes_max = 0;
  std::optional<FileLine> file{};
};
BOOST_DESCRIBE_STRUCT(UploadView, (), (id, name, size_bytes, received_bytes, part_bytes_max, file))

}  // namespace file

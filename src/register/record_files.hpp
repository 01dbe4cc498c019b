#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "file/file_service.hpp"
#include "register/register_service.hpp"

namespace registers {

//! The files that stand in records: whoever may read the field of the record may have its file, and
//! nobody by the id of the file alone. Both services outlive it. Safe from any thread.
class RecordFiles {
 public:
  //! From then on `files` takes uploads of who fills in the files of a register.
  RecordFiles(RegisterService& records, file::FileService& files);

  //! As RegisterService::file_in.
  boost::asio::awaitable<file::Download> download(const Actor& actor, const std::string& noun,
                                                  const std::string& id, const std::string& field,
                                                  std::optional<std::int64_t> version);

 private:
  RegisterService& records_;
  file::FileService& files_;
};

}  // namespace registers

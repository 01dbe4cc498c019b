#include "register/record_files.hpp"

namespace registers {

RecordFiles::RecordFiles(RegisterService& records, file::FileService& files)
    : records_(records), files_(files) {
  files.brings_for_register(
      [&records](const Actor& actor, const file::FileService::OfRegister* of) {
        return of == nullptr ? records.brings_files(actor)
                             : records.brings_files(actor, of->register_name, of->unit);
      });
}

boost::asio::awaitable<file::Download> RecordFiles::download(const Actor& actor,
                                                             const std::string& noun,
                                                             const std::string& id,
                                                             const std::string& field,
                                                             std::optional<std::int64_t> version) {
  // A file never changes, so it is still the one that was found.
  std::string file = co_await records_.file_in(actor, noun, id, field, version);
  co_return co_await files_.handed_out(std::move(file));
}

}  // namespace registers

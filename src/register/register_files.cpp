#include <algorithm>
#include <boost/json.hpp>
#include <string_view>
#include <utility>

#include "base/problem.hpp"
#include "file/brought_file.hpp"
#include "register/registered.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

struct KindOfFile {
  FileKind kind;
  Text title;
  bool (*fits)(std::string_view media_type);
};

const std::vector<KindOfFile>& kinds() {
  static const std::vector<KindOfFile> all{
      {FileKind::pdf,
       {"PDF", "PDF"},
       [](std::string_view type) { return type == "application/pdf"; }},
      {FileKind::ofd,
       {"OFD", "OFD"},
       [](std::string_view type) { return type == "application/ofd"; }},
      {FileKind::image,
       {"图片", "a picture"},
       [](std::string_view type) { return type.starts_with("image/"); }},
      {FileKind::office, {"文档或表格", "a document or spreadsheet"}, [](std::string_view type) {
         return type == "application/msword" || type.starts_with("application/vnd.");
       }}};
  return all;
}

std::optional<Text> wrong_kind(const Field& field, std::string_view media_type) {
  Text wanted;
  for (const KindOfFile& one : kinds()) {
    if (std::ranges::find(field.kinds, one.kind) == field.kinds.end()) continue;
    if (one.fits(media_type)) return std::nullopt;
    wanted.zh += (wanted.zh.empty() ? "" : "、") + one.title.zh;
    wanted.en += (wanted.en.empty() ? "" : ", ") + one.title.en;
  }
  if (field.kinds.empty()) return std::nullopt;
  return Text{"这一项只收：" + wanted.zh + "。", "This takes only: " + wanted.en + "."};
}

const Text kNoFile{"这个文件", "This file"};

}  // namespace

void RegisterService::require_files(db::Connection& connection, const Actor& actor,
                                    const Writing& writing) const {
  const Declaration& declaration = writing.declaration;
  std::vector<base::FieldError> errors;
  for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
    const Field& field = declaration.fields[i];
    const auto* const value = std::get_if<std::string_view>(&writing.after[i]);
    if (field.type != Type::file || value == nullptr) continue;
    if (writing.before != nullptr && (*writing.before)[i] == writing.after[i]) continue;
    const std::string id(*value);
    const auto brought = file::brought_file(connection, access_.region(), id);
    // Whoever could write the id of any file into a record of his own would read it there.
    const bool own = brought && brought->register_name == declaration.name &&
                     (brought->account == actor.account ||
                      (!writing.id.empty() &&
                       store_.had(connection, declaration.name, writing.id, field.name, id)));
    if (!own) {
      errors.push_back({"/values/" + field.name,
                        {"没有这个文件，或不是您为这个台账上传的，请重新上传。",
                         "There is no such file, or you did not bring it for this register; upload "
                         "it again."}});
    } else if (auto wrong = wrong_kind(field, brought->media_type)) {
      errors.push_back({"/values/" + field.name, std::move(*wrong)});
    }
  }
  if (!errors.empty()) {
    throw base::invalid({"文件不对，没有保存。", "A file is not right; nothing was saved."},
                        std::move(errors));
  }
}

boost::asio::awaitable<std::string> RegisterService::file_in(const Actor& actor,
                                                             const std::string& noun,
                                                             const std::string& id,
                                                             const std::string& field,
                                                             std::optional<std::int64_t> version) {
  const base::Date today = database_.clock().today();
  const Registered& of = find(actor, noun);
  required_read_reach(actor, of, today);
  const Field* const declared = of.declaration.find_field(field);
  if (declared == nullptr || declared->type != Type::file) throw base::not_found(kNoFile);
  co_return co_await database_.read([&](db::Connection& connection) {
    const StoredRecord present = found(connection, actor, of, id, today);
    const Reach covering{false, {present.owner}};
    if (readable(actor, of, {field}, covering, today).empty()) throw base::not_found(kNoFile);
    const auto stored =
        version ? store_.stored(connection, noun, id, version) : std::optional(present);
    const bj::value columns = stored ? bj::parse(stored->columns) : bj::value(bj::object());
    const bj::value* const value = columns.get_object().if_contains(field);
    if (value == nullptr || !value->is_string()) throw base::not_found(kNoFile);
    return std::string(value->get_string());
  });
}

bool RegisterService::brings_files(const Actor& actor, const std::string& noun,
                                   const std::string& unit) const {
  const auto found = registered_.find(noun);
  return found != registered_.end() && reaches(actor, found->second->bring_files, unit);
}

bool RegisterService::brings_files(const Actor& actor) const {
  return std::ranges::any_of(registered_, [&](const auto& one) {
    return !reach(actor, one.second->bring_files, today()).nowhere();
  });
}

}  // namespace registers

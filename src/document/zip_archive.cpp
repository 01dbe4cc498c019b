#include "document/zip_archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "document/refusal.hpp"

namespace document {

struct ZipArchive::Impl {
  zip_t* archive = nullptr;

  ~Impl() {
    if (archive != nullptr) zip_discard(archive);
  }
};

namespace {

base::Problem damaged_zip() {
  return damaged({"文件不完整或已损坏（ZIP 结构读不出）。请重新下载或重新保存后再上传。",
                  "The file is incomplete or damaged (its ZIP structure cannot be read). Download "
                  "or save it again and upload that."});
}

}  // namespace

ZipArchive::ZipArchive(std::string_view bytes, const ZipLimits& limits)
    : impl_(std::make_unique<Impl>()), limits_(limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw damaged_zip();
  impl_->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (impl_->archive == nullptr) {
    zip_source_free(source);
    throw damaged_zip();
  }
  const auto entries = zip_get_num_entries(impl_->archive, 0);
  if (entries < 0 || static_cast<std::size_t>(entries) > limits.entries_max) {
    throw damaged({fmt::format("文件里有 {} 个部分，超过上限 {}，不像一份公文。", entries,
                               limits.entries_max),
                   fmt::format("The file has {} parts, more than the {} allowed: it is hardly an "
                               "official document.",
                               entries, limits.entries_max)});
  }
}

ZipArchive::~ZipArchive() = default;

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(impl_->archive, name.c_str(), 0) >= 0;
}

std::optional<std::string> ZipArchive::read(const std::string& name) {
  const auto index = zip_name_locate(impl_->archive, name.c_str(), 0);
  if (index < 0) return std::nullopt;
  zip_file_t* file = zip_fopen_index(impl_->archive, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) {
    if (zip_error_code_zip(zip_get_error(impl_->archive)) == ZIP_ER_NOPASSWD) {
      throw damaged({"文件已加密。请去掉密码后再上传。",
                     "The file is encrypted. Remove the password and upload it again."});
    }
    throw damaged_zip();
  }
  const auto close = [&] { return zip_fclose(file); };
  const std::size_t left = limits_.unpacked_bytes_max - unpacked_bytes_;
  const std::size_t bytes_max = std::min(limits_.entry_bytes_max, left);
  std::string content;
  std::array<char, 65'536> buffer{};
  for (;;) {
    const auto got = zip_fread(file, buffer.data(), buffer.size());
    if (got == 0) break;
    if (got < 0) {
      close();
      throw damaged_zip();
    }
    if (content.size() + static_cast<std::size_t>(got) > bytes_max) {
      close();
      const std::size_t most =
          (left < limits_.entry_bytes_max ? limits_.unpacked_bytes_max : limits_.entry_bytes_max) >>
          20U;
      throw damaged(
          {fmt::format("文件解开后超过 {} MB，不予读取。请只上传方案本身，或拆成几份。", most),
           fmt::format("The file unpacks to more than {} MB and is not read. Upload only the plan "
                       "itself, or split it.",
                       most)});
    }
    content.append(buffer.data(), static_cast<std::size_t>(got));
  }
  unpacked_bytes_ += content.size();
  // A wrong checksum only shows at the end.
  if (close() != 0) throw damaged_zip();
  return content;
}

std::string make_zip(const std::vector<std::pair<std::string, std::string>>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* bytes = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (bytes == nullptr) throw std::runtime_error("no ZIP in memory");
  zip_source_keep(bytes);
  zip_t* archive = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : entries) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("an entry was refused");
    // The time of making would make the same content differ.
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 0, 0);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("the ZIP was not written");
  std::string result;
  std::array<char, 65'536> piece{};
  zip_source_open(bytes);
  for (auto got = zip_source_read(bytes, piece.data(), piece.size()); got > 0;
       got = zip_source_read(bytes, piece.data(), piece.size())) {
    result.append(piece.data(), static_cast<std::size_t>(got));
  }
  zip_source_close(bytes);
  zip_source_free(bytes);
  return result;
}

}  // namespace document

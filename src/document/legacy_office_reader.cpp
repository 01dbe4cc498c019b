#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "document/child_process.hpp"
#include "document/readers.hpp"
#include "document/refusal.hpp"

// LibreOffice makes a DOCX of what older programs wrote, and that is read.
namespace document {

namespace fs = std::filesystem;

namespace {

// Data folders may have any name, LibreOffice wants a URL.
std::string file_url(const fs::path& path) {
  std::string url = "file://";
  for (const char c : path.string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte < 0x80 && (std::isalnum(byte) != 0 || c == '/' || c == '-' || c == '_');
    url += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return url;
}

// What LibreOffice made of an untrusted file is no more trusted, nor smaller, than the file.
std::string made_by_libreoffice(const fs::path& path, const Options& options) {
  std::error_code missing;
  const auto size = fs::file_size(path, missing);
  std::ifstream file(path, std::ios::binary);
  if (missing || !file) {
    throw damaged({"旧格式文件已损坏或加了密码，转换不了。请用 Word 或 WPS 另存为 DOCX 后再上传。",
                   "The file in the older format is damaged or encrypted and cannot be converted. "
                   "Save it as DOCX with Word or WPS and upload that."});
  }
  if (size > options.file_bytes_max) {
    throw too_large(
        {fmt::format("转换成 DOCX 后超过 {} MB。请只上传方案本身，或压缩其中的图片。",
                     options.file_bytes_max >> 20U),
         fmt::format(
             "As DOCX the file is larger than {} MB. Upload only the plan itself, or shrink "
             "its pictures.",
             options.file_bytes_max >> 20U)});
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

Document read_legacy_office(std::string_view bytes, const Options& options) {
  if (options.tools.soffice.empty()) {
    throw tool_missing(
        {"这是旧格式文件（DOC、WPS、RTF 或 ODT），服务器没有安装 LibreOffice，读不了。请用 Word "
         "或 WPS 另存为 DOCX 后再上传，或请管理员安装 libreoffice-writer-nogui。",
         "This is an older format (DOC, WPS, RTF or ODT) and the server lacks LibreOffice. Save it "
         "as DOCX with Word or WPS and upload that, or have libreoffice-writer-nogui installed."});
  }
  const TemporaryFolder folder(options.temporary_folder);
  folder.write("document.doc", bytes);
  // LibreOffice fetches what a document links to.
  const ChildOutcome outcome = run_child(
      options.tools.soffice,
      {"--headless", "--norestore", "--nolockcheck", "--nodefault",
       "-env:UserInstallation=" + file_url(folder.path() / "profile"), "--convert-to",
       "docx:MS Word 2007 XML", "--outdir", (folder.path() / "out").string(), "document.doc"},
      folder.path(),
      {.time = options.time_max,
       .memory_bytes = std::size_t{16} << 30U,
       .runs_with_network = false});
  if (outcome.had_network) {
    throw tool_missing(
        {"这是旧格式文件（DOC、WPS、RTF 或 ODT）。转换它的 LibreOffice "
         "会访问文件里写的网址，而本服务"
         "器的系统不允许为它断开网络，所以没有转换。请用 Word 或 WPS 另存为 DOCX 后再上传。",
         "This is an older format (DOC, WPS, RTF or ODT). LibreOffice, which converts it, fetches "
         "addresses written in a file, and the system of this server does not allow to cut it off "
         "from the network, so it was not run. Save the file as DOCX with Word or WPS and upload "
         "that."});
  }
  if (outcome.timed_out) throw took_too_long();
  const std::string docx = made_by_libreoffice(folder.path() / "out" / "document.docx", options);
  ZipArchive archive(docx, zip_limits(options));
  Document document = read_docx(archive, options);
  document.kind = Kind::legacy_office;
  return document;
}

}  // namespace document

#include "document/document.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "document/readers.hpp"
#include "document/refusal.hpp"
#include "document/text_builder.hpp"
#include "document/text_decode.hpp"

namespace document {

namespace fs = std::filesystem;

namespace {

fs::path program_in_path(std::string_view name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets it
  const char* path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "/usr/bin" : path;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const fs::path candidate = fs::path(folders.substr(0, end)) / name;
    if (candidate.is_absolute() && access(candidate.c_str(), X_OK) == 0) return candidate;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return {};
}

// Pages of government sites begin with comments, scripts or half a document; what tells HTML from
// text that mentions a tag is a tag of structure near the beginning.
bool looks_like_html(std::string_view text) {
  constexpr std::size_t kLookedAt = 4096;
  std::string head(text.substr(0, kLookedAt));
  std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  if (!trimmed(head).starts_with('<')) return false;
  constexpr std::string_view kTags[] = {"<!doctype html", "<html", "<head", "<body",
                                        "<div",           "<p>",   "<p ",   "<table",
                                        "<meta",          "<span", "<title"};
  return std::any_of(std::begin(kTags), std::end(kTags),
                     [&](std::string_view tag) { return head.find(tag) != std::string::npos; });
}

Document read_zip(std::string_view bytes, const Options& options) {
  ZipArchive archive(bytes, zip_limits(options));
  if (archive.has("word/document.xml")) return read_docx(archive, options);
  if (archive.has("OFD.xml")) return read_ofd(archive, options);
  if (archive.has("xl/workbook.xml")) {
    throw unknown_kind({"这是电子表格。请把方案或任务表存为 DOCX 后再上传。",
                        "This is a spreadsheet. Save the plan or its table of tasks as DOCX and "
                        "upload that."});
  }
  if (archive.has("content.xml") && archive.has("mimetype")) {
    return read_legacy_office(bytes, options);
  }
  throw unknown_kind({"这是一个压缩包，不是文档。请解开后上传其中的方案。",
                      "This is an archive, not a document. Unpack it and upload the plan inside."});
}

// A modern document under a password is a compound file with one stream of this name (MS-OFFCRYPTO
// §2.1.1); names there are UTF-16.
bool is_encrypted_package(std::string_view bytes) {
  std::string name;
  for (const char c : std::string_view("EncryptedPackage")) name += {c, '\0'};
  return bytes.find(name) != std::string_view::npos;
}

Document read_plain(std::string text, const Options& options) {
  TextBuilder builder(options.text_bytes_max);
  builder.add(text);
  Document document;
  document.kind = Kind::text;
  document.text = builder.take_text();
  return document;
}

Document read_kind(std::string_view bytes, const Options& options) {
  constexpr std::size_t kPdfLookedAt = 1024;
  if (bytes.starts_with("PK\x03\x04")) return read_zip(bytes, options);
  const bool compound = bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  if (compound && is_encrypted_package(bytes)) {
    throw damaged(
        {"文件加了密码，读不了。请去掉密码另存后再上传。",
         "The file has a password and cannot be read. Save it without one and upload that."});
  }
  if (compound || bytes.starts_with("{\\rtf")) {
    return read_legacy_office(bytes, options);
  }
  if (bytes.substr(0, kPdfLookedAt).find("%PDF-") != std::string_view::npos) {
    return read_pdf(bytes, options);
  }
  std::optional<std::string> text = decode_text(bytes);
  if (!text) {
    throw unknown_kind(
        {"认不出这种文件。可以上传 DOCX、PDF、OFD、网页（HTML）、纯文本（UTF-8 或 GB18030），"
         "以及 DOC、WPS、RTF。",
         "This kind of file is not known. Upload DOCX, PDF, OFD, a web page (HTML), plain text "
         "(UTF-8 or GB18030), or DOC, WPS, RTF."});
  }
  if (looks_like_html(*text)) return read_html(*text, options);
  return read_plain(std::move(*text), options);
}

}  // namespace

Tools find_tools() {
  return {program_in_path("soffice"), program_in_path("pdftotext"), program_in_path("pdftoppm"),
          program_in_path("tesseract")};
}

Document read_document(std::string_view bytes, const Options& options) {
  if (bytes.size() > options.file_bytes_max) {
    throw too_large({fmt::format("文件超过 {} MB。请只上传方案本身，或压缩其中的图片。",
                                 options.file_bytes_max >> 20U),
                     fmt::format("The file is larger than {} MB. Upload only the plan itself, or "
                                 "shrink its pictures.",
                                 options.file_bytes_max >> 20U)});
  }
  Document document = read_kind(bytes, options);
  if (trimmed(document.text).empty()) {
    throw damaged({"文件里没有文字。如果是图片，请改传文字版或扫描成 PDF。",
                   "The file holds no text. If it is a picture, upload a version with text or scan "
                   "it to PDF."});
  }
  return document;
}

}  // namespace document

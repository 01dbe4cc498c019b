#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "document/child_process.hpp"
#include "document/readers.hpp"
#include "document/refusal.hpp"
#include "document/text_builder.hpp"

// Poppler and Tesseract run as programs of their own: a page can hang or crash them, and then only
// they end.
namespace document {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

ChildLimits limits_until(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  if (left.count() <= 0) throw took_too_long();
  return {.time = left};
}

std::size_t character_count_of_words(std::string_view text) {
  return base::character_count(base::fold(text));
}

// Tesseract separates Han characters by blanks that the page does not have.
std::string without_blanks_between_han(std::string_view text) {
  const auto is_wide = [](unsigned char lead) { return lead >= 0xE3U && lead <= 0xEFU; };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' && !result.empty() && i + 1 < text.size()) {
      std::size_t last = result.size() - 1;
      while (last > 0 && (static_cast<unsigned char>(result[last]) & 0xC0U) == 0x80U) --last;
      if (is_wide(static_cast<unsigned char>(result[last])) &&
          is_wide(static_cast<unsigned char>(text[i + 1]))) {
        continue;
      }
    }
    result += text[i];
  }
  return result;
}

Document read_scanned(const fs::path& file, int pages, const Options& options,
                      const TemporaryFolder& folder, Clock::time_point end) {
  if (options.tools.tesseract.empty() || options.tools.pdftoppm.empty()) {
    throw tool_missing(
        {"这份 PDF 是扫描件，没有文字。服务器装上 tesseract-ocr-chi-sim 和 poppler-utils "
         "后才能识别；也可以改传文字版（DOCX、带文字的 PDF 或网页）。",
         "This PDF is a scan without text. The server needs tesseract-ocr-chi-sim and "
         "poppler-utils "
         "to recognise it; or upload a version with text (DOCX, a PDF with text, a web page)."});
  }
  if (pages > options.pages_max) {
    throw too_large({fmt::format("扫描件有 {} 页，超过上限 {} 页。请只上传方案本身，或改传文字版。",
                                 pages, options.pages_max),
                     fmt::format("The scan has {} pages, more than the {} allowed. Upload only the "
                                 "plan itself, or a version with text.",
                                 pages, options.pages_max)});
  }
  TextBuilder builder(options.text_bytes_max);
  for (int page = 1; page <= pages; ++page) {
    const std::string number = std::to_string(page);
    const ChildOutcome drawn = run_child(options.tools.pdftoppm,
                                         {"-r", "200", "-gray", "-png", "-singlefile", "-f", number,
                                          "-l", number, file.filename().string(), "page"},
                                         folder.path(), limits_until(end));
    if (drawn.timed_out) throw took_too_long();
    const fs::path picture = folder.path() / "page.png";
    if (drawn.exit_code != 0 || !fs::exists(picture)) {
      throw damaged({fmt::format("PDF 第 {} 页读不出来。", page),
                     fmt::format("Page {} of the PDF cannot be read.", page)});
    }
    const ChildOutcome seen =
        run_child(options.tools.tesseract, {"page.png", "stdout", "-l", "chi_sim"}, folder.path(),
                  limits_until(end));
    if (seen.timed_out) throw took_too_long();
    if (seen.exit_code != 0 || !base::is_utf8(seen.output)) {
      throw tool_missing(
          {"文字识别失败：请确认服务器装有中文模型 tesseract-ocr-chi-sim。",
           "Recognition failed: make sure that the model tesseract-ocr-chi-sim is installed."});
    }
    builder.add(without_blanks_between_han(seen.output));
    builder.end_page();
    fs::remove(picture);
  }
  Document document;
  document.kind = Kind::scanned_pdf;
  document.text = builder.take_text();
  document.low_confidence = true;
  document.remarks.push_back(
      {"文字是从扫描图片识别出来的，每个字都可能认错，请逐项对照原件。",
       "The text was recognised in scanned pictures and any character may be wrong; compare every "
       "item with the original."});
  return document;
}

}  // namespace

std::string page_picture(std::string_view pdf, int page, int side_max, const Options& options) {
  if (options.tools.pdftoppm.empty()) {
    throw tool_missing({"服务器没有安装 poppler-utils，看不了 PDF。请安装它，或改传图片。",
                        "The server lacks poppler-utils and cannot look at PDF. Install it, or "
                        "upload a picture."});
  }
  if (!pdf.starts_with("%PDF-")) {
    throw unknown_kind({"这不是 PDF 文件。", "This is not a PDF."});
  }
  const Clock::time_point end = Clock::now() + options.time_max;
  const TemporaryFolder folder(options.temporary_folder);
  folder.write("document.pdf", pdf);
  const std::string number = std::to_string(page);
  ChildLimits limits = limits_until(end);
  limits.memory_bytes = std::size_t{1} << 30U;
  const ChildOutcome drawn = run_child(options.tools.pdftoppm,
                                       {"-scale-to", std::to_string(side_max), "-gray", "-png",
                                        "-f", number, "-l", number, "document.pdf"},
                                       folder.path(), limits);
  if (drawn.timed_out) throw took_too_long();
  constexpr int kNoSuchPage = 99;
  if (drawn.exit_code == kNoSuchPage) throw base::not_found({"这一页", "This page"});
  if (drawn.exit_code != 0 || !drawn.output.starts_with("\x89PNG")) {
    throw damaged({"PDF 不完整、已损坏或加了密码。请重新扫描，或改传图片。",
                   "The PDF is incomplete, damaged or encrypted. Scan it again, or upload a "
                   "picture."});
  }
  return drawn.output;
}

Document read_pdf(std::string_view bytes, const Options& options) {
  if (options.tools.pdftotext.empty()) {
    throw tool_missing({"服务器没有安装 poppler-utils，读不了 PDF。请安装它，或改传 DOCX、网页。",
                        "The server lacks poppler-utils and cannot read PDF. Install it, or upload "
                        "DOCX or a web page."});
  }
  const Clock::time_point end = Clock::now() + options.time_max;
  const TemporaryFolder folder(options.temporary_folder);
  const fs::path file = folder.write("document.pdf", bytes);
  ChildLimits limits = limits_until(end);
  limits.output_bytes = options.text_bytes_max;
  const ChildOutcome outcome =
      run_child(options.tools.pdftotext, {"-enc", "UTF-8", "-eol", "unix", "document.pdf", "-"},
                folder.path(), limits);
  if (outcome.timed_out) throw took_too_long();
  if (outcome.too_much_output) {
    throw too_large({"PDF 里的文字太多。请只上传方案本身，或拆成几份。",
                     "The PDF holds too much text. Upload only the plan itself, or split it."});
  }
  constexpr int kNoPermission = 3;  // of pdftotext
  if (outcome.exit_code == kNoPermission) {
    throw damaged(
        {"PDF 不允许提取文字。请上传未加限制的版本。",
         "The PDF does not allow its text to be taken. Upload one without restrictions."});
  }
  if (outcome.exit_code != 0 || !base::is_utf8(outcome.output)) {
    throw damaged({"PDF 不完整、已损坏或加了密码。请重新下载，或去掉密码后再上传。",
                   "The PDF is incomplete, damaged or encrypted. Download it again, or remove the "
                   "password, and upload that."});
  }
  const int pages =
      static_cast<int>(std::count(outcome.output.begin(), outcome.output.end(), '\f'));
  constexpr std::size_t kWordsPerPageMin = 10;  // fewer: page numbers on pictures
  if (pages == 0 || character_count_of_words(outcome.output) <
                        kWordsPerPageMin * static_cast<std::size_t>(pages)) {
    return read_scanned(file, std::max(pages, 1), options, folder, end);
  }
  TextBuilder builder(options.text_bytes_max);
  builder.add(outcome.output);
  Document document;
  document.kind = Kind::pdf;
  document.text = builder.take_text();
  document.remarks.push_back(
      {"PDF 只保存版面：段落由断行还原，表格按行读入，请对照原文核对；有 DOCX 时请上传 DOCX。",
       "PDF keeps the layout only: paragraphs are put together from lines, tables read line by "
       "line; compare them with the original, and prefer DOCX where there is one."});
  return document;
}

}  // namespace document

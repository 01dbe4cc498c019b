#include "file/file_type.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/text.hpp"
#include "document/zip_archive.hpp"

namespace file {

namespace {

std::string detected(const std::string& bytes) {
  const auto path =
      std::filesystem::temp_directory_path() / ("file_type_" + std::to_string(getpid()) + ".bin");
  std::ofstream(path, std::ios::binary) << bytes;
  std::string type = detect(path);
  std::filesystem::remove(path);
  return type;
}

std::string kept_as(const std::string& name, const std::string& bytes) {
  return media_type_of(name, detected(bytes)).value_or("refused");
}

const std::string kPdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const std::string kHtml = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>";

}  // namespace

TEST(FileType, IsWhatTheContentSays) {
  EXPECT_EQ(kept_as("通知.pdf", kPdf), "application/pdf");
  EXPECT_EQ(kept_as("通知.PDF", kPdf), "application/pdf");
  EXPECT_EQ(kept_as("照片.jpg", "\xFF\xD8\xFF\xE0\x01\x10JFIF" + std::string(64, '\1')),
            "image/jpeg");
  EXPECT_EQ(kept_as("名单.txt", "张三\n李四\n"), "text/plain");
}

TEST(FileType, HtmlThatSaysItIsSomethingElseIsRefused) {
  EXPECT_EQ(kept_as("通知.pdf", kHtml), "refused");
  EXPECT_EQ(kept_as("通知.txt", kHtml), "refused");
  EXPECT_EQ(kept_as("通知.html", kHtml), "refused");
  EXPECT_EQ(kept_as("照片.png", kPdf), "refused");
}

TEST(FileType, ADocumentInAZipIsKnownByWhatIsInIt) {
  const std::string docx =
      document::make_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}});
  EXPECT_EQ(media_type_of("报告.docx", detected(docx)).has_value(), true);
  EXPECT_EQ(kept_as("报告.xlsx", docx), "refused");
  EXPECT_EQ(kept_as("公文.ofd", document::make_zip({{"OFD.xml", "<o/>"}})), "application/ofd");
  EXPECT_EQ(kept_as("报告.docx", document::make_zip({{"a.txt", "a"}})), "refused");
  EXPECT_EQ(kept_as("报告.docx", "PK\x03\x04 damaged"), "refused");
}

TEST(FileType, NothingIsNoFile) { EXPECT_EQ(kept_as("空.pdf", ""), "refused"); }

TEST(FileType, ProgramsAndUnknownEndingsAreNotTaken) {
  EXPECT_FALSE(is_taken("setup.exe"));
  EXPECT_FALSE(is_taken("没有后缀"));
  EXPECT_TRUE(is_taken("a.b.DOCX"));
}

TEST(SafeName, LosesFoldersAndWhatNobodySees) {
  EXPECT_EQ(safe_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(safe_name("C:\\文件\\通知.pdf"), "通知.pdf");
  EXPECT_EQ(safe_name("报告\u202Efdp.exe"), "报告fdp.exe");
  EXPECT_EQ(safe_name("a\nb\x7F"
                      "c\u0085.pdf"),
            "abc.pdf");
  EXPECT_EQ(safe_name("  .隐藏.pdf. "), "隐藏.pdf");
  EXPECT_EQ(safe_name("a<b>:\"|?*.pdf"), "ab.pdf");
  EXPECT_EQ(safe_name("../.."), "");
}

TEST(SafeName, ALongNameKeepsItsEnding) {
  std::string name;
  for (int i = 0; i < 300; ++i) name += "长";
  const std::string kept = safe_name(name + ".pdf");
  EXPECT_EQ(base::character_count(kept), 120U);
  EXPECT_TRUE(kept.ends_with("长.pdf"));
  EXPECT_EQ(base::character_count(safe_name(name)), 120U);
}

}  // namespace file

#include "document/document.hpp"

#include <gmock/gmock.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/problem.hpp"
#include "document/child_process.hpp"
#include "document/test_files.hpp"
#include "document/zip_archive.hpp"

namespace document {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Options options() {
  Options made;
  made.tools = find_tools();
  made.temporary_folder = testing::TempDir();
  return made;
}

Document read(const std::string& bytes) { return read_document(bytes, options()); }

int refusal(const std::string& bytes, const Options& given = options()) {
  try {
    read_document(bytes, given);
  } catch (const base::Problem& problem) {
    EXPECT_FALSE(problem.detail().zh.empty());
    EXPECT_FALSE(problem.detail().en.empty());
    return problem.status();
  }
  return 200;
}

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(ZHIJIAO_SOURCE_DIR) + "/src/document/testdata/" + name,
                     std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string paragraph(const std::string& text, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string cell(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(text) + "</w:tc>";
}

// ---- plain text

TEST(PlainText, IsReadInTheEncodingsOfOffices) {
  EXPECT_EQ(read("一、目标\r\n二、任务").text, "一、目标\n二、任务\n");
  EXPECT_EQ(read("\xEF\xBB\xBF一、").text, "一、\n");
  EXPECT_EQ(read("\xB2\xE2\xCA\xD4").text, "测试\n") << "GB18030";
  EXPECT_EQ(read(std::string("\xFF\xFE\x4B\x6D\xD5\x8B", 6)).text, "测试\n") << "UTF-16 LE";
  EXPECT_EQ(read(std::string("\xFE\xFF\x6D\x4B\x8B\xD5", 6)).text, "测试\n") << "UTF-16 BE";
  EXPECT_EQ(read(std::string("\x4B\x6D\x0A\x00\xD5\x8B", 6)).text, "测\n试\n") << "no mark";
}

TEST(PlainText, KeepsNoControlCharacter) {
  EXPECT_EQ(read("一\x01\x7F\x1B二\t三\f四").text, "一二\t三\f四\n");
}

TEST(PlainText, IsRefusedIfItIsNoText) {
  EXPECT_EQ(refusal(std::string("\x00\x01\x02\x03\xFF\xFE", 6)), 415);
  EXPECT_EQ(refusal("\x89PNG\r\n\x1A\n\xFF\xD8"), 415);
  EXPECT_EQ(refusal(""), 422);
  EXPECT_EQ(refusal(" \n\t "), 422);
}

// ---- HTML

TEST(Html, BlocksAreLinesAndScriptsAreNot) {
  const Document made = read(
      "<!DOCTYPE html><html><head><title>t</title><script>var a='一';</script></head><body>"
      "<div>首页 &gt; <a>政策</a></div><p>一、<b>指导</b>思想<br>二、任务</p>"
      "<style>p{}</style></body></html>");
  EXPECT_EQ(made.kind, Kind::html);
  EXPECT_EQ(made.text, "首页 > 政策\n一、指导思想\n二、任务\n");
}

TEST(Html, ATagWithoutEndIsRefusedBeforeItIsParsed) {
  std::string page = "<html><body><p ";
  for (int i = 0; i < 30'000; ++i) page += "a" + std::to_string(i) + "=\">\" ";
  EXPECT_EQ(refusal(page + ">一、办学。</p></body></html>"), 422);
}

TEST(Html, IsKnownByItsContentNotByAName) {
  EXPECT_EQ(read("<!-- a file called plan.pdf --><div><p>文字</p></div>").kind, Kind::html);
}

TEST(Html, MergedCellsAreRepeatedDownAndEmptyAcross) {
  const Document made = read(
      "<html><body><table><tr><th>序号</th><th>任务</th><th>单位</th></tr>"
      "<tr><td rowspan=2>1</td><td>甲<br>乙</td><td>市教育局</td></tr>"
      "<tr><td colspan='2'>丙</td></tr></table></body></html>");
  EXPECT_EQ(made.text, "序号\t任务\t单位\n1\t甲\u2028乙\t市教育局\n1\t丙\t\n");
  ASSERT_THAT(made.tables, SizeIs(1));
  EXPECT_EQ(made.tables[0].begin, 0U);
  EXPECT_EQ(made.tables[0].end, made.text.size() - 1);
}

TEST(Html, ATableThatOnlyPlacesThingsIsNoTable) {
  const Document made = read(
      "<html><body><table><tr><td>菜单</td><td><table><tr><td>正文</td></tr></table></td></tr>"
      "<tr><td>a</td><td>b</td></tr></table></body></html>");
  EXPECT_THAT(made.tables, IsEmpty());
  EXPECT_EQ(made.text, "菜单\n正文\na\nb\n");
}

TEST(Html, NumbersOfAListAreWrittenOut) {
  EXPECT_EQ(read("<html><ol start=3><li>甲</li><li>乙</li></ol></html>").text, "3.甲\n4.乙\n");
}

TEST(Html, InGb18030IsDecoded) {
  EXPECT_EQ(read("<html><p>\xB2\xE2\xCA\xD4</p></html>").text, "测试\n");
}

TEST(Html, NestedWithoutEndIsReadOrRefusedButNeverCrashes) {
  std::string deep = "<html>";
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  deep += "文字";
  const int status = refusal(deep);
  EXPECT_TRUE(status == 200 || status == 422) << status;
}

// ---- DOCX

TEST(Docx, ParagraphsAreLines) {
  const Document made =
      read(docx_of(paragraph("第一段") + "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>" +
                   "<w:p/>" + paragraph("第三段")));
  EXPECT_EQ(made.kind, Kind::docx);
  EXPECT_EQ(made.text, "第一段\n甲\n乙\n第三段\n");
}

TEST(Docx, GeneratedNumbersAreWrittenOut) {
  const std::string numbering =
      "<w:numbering xmlns:w='urn:w'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start "
      "w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl><w:lvl "
      "w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>"
      "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
  const auto numbered = [](const std::string& text, int level) {
    return paragraph(text, "<w:numPr><w:ilvl w:val='" + std::to_string(level) +
                               "'/><w:numId w:val='1'/></w:numPr>");
  };
  const Document made = read(
      docx_of(numbered("目标", 0) + numbered("甲", 1) + numbered("乙", 1) + numbered("任务", 0),
              {{"word/numbering.xml", numbering}}));
  EXPECT_EQ(made.text, "一、目标\n1.甲\n2.乙\n二、任务\n");
}

TEST(Docx, TablesKeepMergedCells) {
  const std::string table =
      "<w:tbl><w:tr>" + cell("序号") + cell("任务") + cell("单位") + "</w:tr><w:tr>" +
      cell("1", "<w:vMerge w:val='restart'/>") + cell("甲") + cell("市教育局") + "</w:tr><w:tr>" +
      cell("", "<w:vMerge/>") + cell("乙", "<w:gridSpan w:val='2'/>") + "</w:tr></w:tbl>";
  const Document made = read(docx_of(paragraph("附件") + table + paragraph("完")));
  EXPECT_EQ(made.text, "附件\n序号\t任务\t单位\n1\t甲\t市教育局\n1\t乙\t\n完\n");
  ASSERT_THAT(made.tables, SizeIs(1));
  EXPECT_EQ(made.text.substr(made.tables[0].begin, 6), "序号");
}

TEST(Docx, TrackedChangesAreTakenAsAcceptedAndSaid) {
  const Document made = read(
      docx_of("<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
              "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins></w:p>"));
  EXPECT_EQ(made.text, "甲丙\n");
  ASSERT_THAT(made.remarks, SizeIs(1));
  EXPECT_THAT(made.remarks[0].zh, HasSubstr("修订"));
}

TEST(Docx, WhatStandsBesideTheTextIsSaidNotDropped) {
  const Document made = read(
      docx_of(paragraph("正文"),
              {{"word/footnotes.xml", "<w:footnotes xmlns:w='urn:w'><w:footnote>" +
                                          paragraph("含华亭") + "</w:footnote></w:footnotes>"}}));
  EXPECT_EQ(made.text, "正文\n");
  ASSERT_THAT(made.remarks, SizeIs(1));
  EXPECT_THAT(made.remarks[0].zh, HasSubstr("含华亭"));
}

TEST(Docx, ATableBesideTheTextIsSaidAndNoPartOfIt) {
  const std::string table =
      "<w:tbl><w:tr>" + cell("1.由市教育局完成") + cell("内部资料") + "</w:tr></w:tbl>";
  const auto part = [&](const std::string& outer, const std::string& inner) {
    return "<w:" + outer + " xmlns:w='urn:w'><w:" + inner + ">" + table + "</w:" + inner +
           "></w:" + outer + ">";
  };
  for (const auto& [name, xml] : {std::pair{"word/header1.xml", part("hdr", "sdt")},
                                  {"word/footnotes.xml", part("footnotes", "footnote")},
                                  {"word/comments.xml", part("comments", "comment")}}) {
    const Document made = read(docx_of(paragraph("正文"), {{name, xml}}));
    EXPECT_EQ(made.text, "正文\n") << name;
    EXPECT_THAT(made.tables, IsEmpty()) << name;
    ASSERT_THAT(made.remarks, SizeIs(1)) << name;
    EXPECT_THAT(made.remarks[0].zh, HasSubstr("1.由市教育局完成 内部资料")) << name;
  }
}

TEST(Docx, TextBoxesAreReadOnce) {
  const Document made = read(docx_of(
      "<w:p><w:r><w:t>甲</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice>"
      "<w:txbxContent>" +
      paragraph("框") + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" +
      paragraph("框") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"));
  EXPECT_EQ(made.text, "甲\n框\n");
}

TEST(Docx, AZipBombIsRefusedBeforeItFillsTheMemory) {
  EXPECT_EQ(refusal(docx_of(std::string(std::size_t{64} << 20U, ' '))), 422);
}

TEST(Docx, ATruncatedFileIsRefused) {
  const std::string whole = docx_of(paragraph("正文"));
  EXPECT_EQ(refusal(whole.substr(0, whole.size() / 2)), 422);
}

TEST(Docx, XmlOfTooManyElementsIsRefusedBeforeItFillsTheMemory) {
  std::string empty;
  for (int i = 0; i < 1'100'000; ++i) empty += "<a/>";
  EXPECT_EQ(refusal(docx_of(paragraph("正文") + empty)), 422);
}

TEST(Docx, AnElementOfTooManyAttributesIsRefused) {
  std::string attributes;  // libxml2 compares each with all before it
  for (int i = 0; i < 10'000; ++i) attributes += " a" + std::to_string(i) + "=''";
  EXPECT_EQ(refusal(docx_of(paragraph("正文") + "<a" + attributes + "/>")), 422);
}

TEST(Docx, InUtf16IsRead) {
  // ECMA-376 allows it beside UTF-8.
  std::u16string xml =
      u"\uFEFF<?xml version='1.0' encoding='UTF-16'?><w:document xmlns:w='urn:w'><w:body><w:p><w:r>"
      u"<w:t>正文</w:t></w:r></w:p></w:body></w:document>";
  const std::string bytes(reinterpret_cast<const char*>(xml.data()), xml.size() * 2);
  EXPECT_EQ(read(make_zip({{"word/document.xml", bytes}})).text, "正文\n");
}

TEST(Docx, TooManyEntriesAreRefused) {
  Entries many;
  for (int i = 0; i < 500; ++i) many.emplace_back("word/media/" + std::to_string(i), "");
  const std::string bytes = docx_of(paragraph("正文"), many);
  Options few = options();
  few.entries_max = 500;
  EXPECT_EQ(refusal(bytes, few), 422);
  EXPECT_EQ(refusal(bytes), 200);
}

TEST(Docx, XmlThatIsTooDeepIsRefused) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<w:ins>";
  for (int i = 0; i < 10'000; ++i) deep += "</w:ins>";
  EXPECT_EQ(refusal(docx_of(deep)), 422);
}

TEST(Docx, EntitiesThatExplodeAreRefused) {
  const std::string xml =
      "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><w:document "
      "xmlns:w='urn:w'><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
  EXPECT_EQ(refusal(make_zip({{"word/document.xml", xml}})), 422);
}

TEST(Zip, ThatIsNoDocumentSaysWhatToDo) {
  EXPECT_EQ(refusal(make_zip({{"readme.txt", "x"}})), 415);
  EXPECT_EQ(refusal(make_zip({{"xl/workbook.xml", "<a/>"}})), 415);
}

// ---- OFD

TEST(Ofd, TextIsPutIntoLinesByItsPlace) {
  const std::string page =
      "<ofd:Page xmlns:ofd='urn:o'><ofd:Content><ofd:Layer>"
      "<ofd:TextObject Boundary='10 30 50 5' Size='4'><ofd:TextCode X='0' Y='4'>第二行"
      "</ofd:TextCode></ofd:TextObject>"
      "<ofd:TextObject Boundary='40 10 50 5' Size='4'><ofd:TextCode X='0' Y='4'>右</ofd:TextCode>"
      "</ofd:TextObject><ofd:TextObject Boundary='10 10.5 50 5' Size='4'><ofd:TextCode X='0' "
      "Y='4'>左</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>";
  const Document made = read(make_zip(
      {{"OFD.xml",
        "<ofd:OFD xmlns:ofd='urn:o'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>"},
       {"Doc_0/Document.xml",
        "<ofd:Document xmlns:ofd='urn:o'><ofd:Pages><ofd:Page "
        "BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>"},
       {"Doc_0/Pages/Page_0/Content.xml", page}}));
  EXPECT_EQ(made.kind, Kind::ofd);
  EXPECT_EQ(made.text, "左右\n第二行\n\f");
  EXPECT_THAT(made.remarks, SizeIs(1));
}

TEST(Ofd, PagesThatUnpackOnePartAgainAndAgainAreRefused) {
  std::string pages;
  for (int i = 0; i < 20; ++i) pages += "<Page BaseLoc='p.xml'/>";
  EXPECT_EQ(refusal(make_zip({{"OFD.xml", "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>"},
                              {"d.xml", "<Document><Pages>" + pages + "</Pages></Document>"},
                              {"p.xml", "<Page><TextObject><TextCode>甲</TextCode></TextObject>" +
                                            std::string(std::size_t{4} << 20U, ' ') + "</Page>"}})),
            422);
}

TEST(Ofd, WithoutItsPagesIsRefused) { EXPECT_EQ(refusal(make_zip({{"OFD.xml", "<a/>"}})), 422); }

// ---- PDF and what other programs read

TEST(Pdf, TextIsReadPageByPage) {
  const Document made = read(fixture("two_pages.pdf"));
  EXPECT_EQ(made.kind, Kind::pdf);
  EXPECT_THAT(made.text, HasSubstr("一、总体要求"));
  EXPECT_THAT(made.text, HasSubstr("\f二、主要任务"));
  EXPECT_FALSE(made.low_confidence);
}

TEST(Pdf, ThatIsDamagedIsRefused) { EXPECT_EQ(refusal("%PDF-1.7\nnothing"), 422); }

// One empty page.
const std::string kBlankPdf =
    "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>\n";

TEST(ScannedPdf, WithoutTesseractSaysWhatToInstall) {
  Options without = options();
  without.tools.tesseract.clear();
  try {
    read_document(kBlankPdf, without);
    FAIL();
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 503);
    EXPECT_THAT(problem.detail().zh, HasSubstr("tesseract-ocr-chi-sim"));
  }
}

TEST(LegacyOffice, AModernDocumentUnderAPasswordIsToldFromAnOldOne) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  for (const char c : std::string("EncryptedPackage")) bytes += {c, '\0'};
  try {
    read_document(bytes, options());
    FAIL();
  } catch (const base::Problem& problem) {
    EXPECT_THAT(problem.detail().zh, HasSubstr("密码"));
  }
}

TEST(LegacyOffice, WithoutLibreOfficeSaysToSaveAsDocx) {
  Options without = options();
  without.tools.soffice.clear();
  for (const std::string bytes : {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "{\\rtf1 a}"}) {
    try {
      read_document(bytes, without);
      FAIL();
    } catch (const base::Problem& problem) {
      EXPECT_EQ(problem.status(), 503);
      EXPECT_THAT(problem.detail().zh, HasSubstr("另存为 DOCX"));
    }
  }
}

// A program that stands in for LibreOffice.
Options with_soffice(const std::string& script, const TemporaryFolder& folder) {
  Options made = options();
  made.tools.soffice = folder.path() / "soffice";
  std::ofstream(made.tools.soffice) << "#!/bin/bash\n" << script;
  std::filesystem::permissions(made.tools.soffice, std::filesystem::perms::owner_all);
  return made;
}

const std::string kRtf = "{\\rtf1 a}";

TEST(LegacyOffice, IsReadAsTheDocxThatLibreOfficeMakesOfIt) {
  const TemporaryFolder folder(testing::TempDir());
  std::ofstream(folder.path() / "made.docx", std::ios::binary) << docx_of(paragraph("正文"));
  const Document made =
      read_document(kRtf, with_soffice("mkdir out; cp '" + (folder.path() / "made.docx").string() +
                                           "' out/document.docx",
                                       folder));
  EXPECT_EQ(made.kind, Kind::legacy_office);
  EXPECT_EQ(made.text, "正文\n");
}

TEST(LegacyOffice, ADocxThatIsTooLargeIsNotTakenFromLibreOfficeEither) {
  const TemporaryFolder folder(testing::TempDir());
  Options small = with_soffice("mkdir out; head -c 1001 /dev/zero > out/document.docx", folder);
  small.file_bytes_max = 1000;
  EXPECT_EQ(refusal(kRtf, small), 413);
}

TEST(LegacyOffice, AFolderOfAnyNameIsAUrlToLibreOffice) {
  const TemporaryFolder folder(testing::TempDir());
  std::ofstream(folder.path() / "made.docx", std::ios::binary) << docx_of(paragraph("正文"));
  Options given = with_soffice(
      "[[ $* == *=file:///*/a%20b%23%2520/document-*/profile\\ --* ]] && mkdir out && cp '" +
          (folder.path() / "made.docx").string() + "' out/document.docx",
      folder);
  given.temporary_folder = folder.path() / "a b#%20";
  std::filesystem::create_directory(given.temporary_folder);
  EXPECT_EQ(read_document(kRtf, given).text, "正文\n");
}

// A port of this machine that takes connections.
class Listener {
 public:
  Listener() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address_);
    auto* address = reinterpret_cast<sockaddr*>(&address_);
    EXPECT_EQ(bind(socket_, address, size), 0);
    EXPECT_EQ(listen(socket_, 8), 0);
    EXPECT_EQ(getsockname(socket_, address, &size), 0);
  }
  ~Listener() { close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  std::string port() const { return std::to_string(ntohs(address_.sin_port)); }
  bool contacted() const {
    pollfd waiting{socket_, POLLIN, 0};
    return poll(&waiting, 1, 0) != 0;
  }

 private:
  int socket_;
  sockaddr_in address_{};
};

// Makes system calls fail with EPERM for the rest of this process, as containers do.
void forbid_unshare(bool and_filters) {
  const std::uint32_t forbidden = SECCOMP_RET_ERRNO | EPERM;
  std::array<sock_filter, 7> program{
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_unshare, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_prctl, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
               and_filters ? std::uint32_t{PR_SET_SECCOMP} : ~std::uint32_t{0}, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, forbidden),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  const sock_fprog filter{program.size(), program.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) {
    _exit(99);
  }
}

constexpr int kDamaged = 42;  // exit codes have eight bits
constexpr int kMissing = 53;

TEST(LegacyOffice, TheProgramReachesNoNetwork) {
  const TemporaryFolder folder(testing::TempDir());
  const Listener listener;
  const Options given = with_soffice("touch '" + (folder.path() / "ran").string() +
                                         "'; exec 3<>/dev/tcp/127.0.0.1/" + listener.port(),
                                     folder);
  EXPECT_EQ(refusal(kRtf, given), 422);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "ran"));
  EXPECT_FALSE(listener.contacted());
  std::filesystem::remove(folder.path() / "ran");
  EXPECT_EXIT(
      {
        forbid_unshare(false);
        _exit(refusal(kRtf, given) == 422 ? kDamaged : 1);
      },
      testing::ExitedWithCode(kDamaged), "");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "ran"));
  EXPECT_FALSE(listener.contacted()) << "where namespaces are forbidden";
}

TEST(LegacyOffice, LibreOfficeReadsADocumentButFetchesNothing) {
  const TemporaryFolder folder(testing::TempDir());
  const Listener listener;
  Options given = options();
  const bool installed = !given.tools.soffice.empty();
  if (!installed) given = with_soffice("exec 3<>/dev/tcp/127.0.0.1/" + listener.port(), folder);
  const std::string content =
      "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
      "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
      "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "
      "xmlns:xlink='http://www.w3.org/1999/xlink' office:version='1.2'><office:body><office:text>"
      "<text:p>正文</text:p><text:p><draw:frame text:anchor-type='as-char'><draw:image "
      "xlink:type='simple' xlink:show='embed' xlink:actuate='onLoad' "
      "xlink:href='http://127.0.0.1:" +
      listener.port() +
      "/a.png'/></draw:frame></text:p></office:text></office:body></office:document-content>";
  const std::string manifest =
      "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0' "
      "manifest:version='1.2'><manifest:file-entry manifest:full-path='/' "
      "manifest:media-type='application/vnd.oasis.opendocument.text'/><manifest:file-entry "
      "manifest:full-path='content.xml' manifest:media-type='text/xml'/></manifest:manifest>";
  const std::string odt = make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                    {"META-INF/manifest.xml", manifest},
                                    {"content.xml", content}});
  EXPECT_EQ(refusal(odt, given), installed ? 200 : 422);
  EXPECT_FALSE(listener.contacted());
}

TEST(LegacyOffice, TheProgramIsNotRunIfTheNetworkCannotBeTakenAway) {
  const TemporaryFolder folder(testing::TempDir());
  const Options given = with_soffice("touch '" + (folder.path() / "ran").string() + "'", folder);
  EXPECT_EXIT(
      {
        forbid_unshare(true);
        try {
          read_document(kRtf, given);
        } catch (const base::Problem& problem) {
          const bool says = problem.detail().zh.find("另存为 DOCX") != std::string::npos &&
                            problem.detail().en.find("as DOCX") != std::string::npos;
          _exit(problem.status() == 503 && says ? kMissing : 1);
        }
        _exit(2);
      },
      testing::ExitedWithCode(kMissing), "");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "ran"));
}

// ---- limits

TEST(Limits, TextBeyondTheMostIsRefused) {
  Options small = options();
  small.text_bytes_max = 100;
  EXPECT_EQ(refusal(std::string(101, 'a'), small), 413);
  small.file_bytes_max = 50;
  EXPECT_EQ(refusal(std::string(51, 'a'), small), 413);
}

TEST(TemporaryFolder, OfARelativeFolderIsStillFoundFromElsewhere) {
  const TemporaryFolder folder(".");  // programs run in it, so a relative path would lead astray
  EXPECT_TRUE(folder.path().is_absolute());
}

TEST(ChildProcess, ThatHangsIsKilledWithItsChildren) {
  const TemporaryFolder folder(testing::TempDir());
  const auto start = std::chrono::steady_clock::now();
  const ChildOutcome outcome = run_child("/bin/sh", {"-c", "sleep 60 & sleep 60"}, folder.path(),
                                         {.time = std::chrono::milliseconds(200)});
  EXPECT_TRUE(outcome.timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(ChildProcess, SeesNeitherOurFilesNorOurEnvironment) {
  const TemporaryFolder folder(testing::TempDir());
  setenv("ZHIJIAO_SECRET", "x", 1);  // NOLINT(concurrency-mt-unsafe): nobody else reads it here
  const ChildOutcome outcome =
      run_child("/bin/sh", {"-c", "ls /proc/self/fd | wc -l; printf %s \"$ZHIJIAO_SECRET\"; pwd"},
                folder.path(), {.time = std::chrono::seconds(30)});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.output, "4\n" + folder.path().string() + "\n");
}

TEST(ChildProcess, ThatSaysTooMuchIsKilled) {
  const TemporaryFolder folder(testing::TempDir());
  const ChildOutcome outcome =
      run_child("/bin/sh", {"-c", "yes"}, folder.path(),
                {.time = std::chrono::seconds(30), .output_bytes = 100'000});
  EXPECT_TRUE(outcome.too_much_output);
}

}  // namespace
}  // namespace document

#include "collection/form_paper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collection/form_code.hpp"

namespace collection {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

registers::Declaration funding() {
  registers::Declaration made;
  made.name = "funding";
  made.title = {"职业教育经费", "Funding"};
  made.owner.field = "unit";
  const auto add = [&](const char* name, const char* title, registers::Type type) {
    registers::Field& field = made.fields.emplace_back();
    field.name = name;
    field.title = {title, name};
    field.type = type;
  };
  add("unit", "财政", registers::Type::text);
  add("period", "期间", registers::Type::text);
  add("issued", "下达", registers::Type::integer);
  made.fields.back().unit = "fen";
  add("students", "学生", registers::Type::integer);
  add("note", "说明", registers::Type::text);
  made.collection.emplace().period_field = "period";
  return made;
}

const boost::json::object kValues = {
    {"unit", "zhuanglang"}, {"period", "2026-H1"}, {"issued", 123450}, {"students", 7}};
const FormPaper kAbout{"庄浪县财政局", "",     "平凉市财政局",
                       "2026年上半年", "0193", base::Date(2026, 7, 3)};

}  // namespace

TEST(FormPaper, SaysWhatIsReportedToWhom) {
  const document::OfficialPaper paper = form_paper(funding(), kValues, kAbout);
  EXPECT_EQ(paper.title, "关于报送2026年上半年职业教育经费的函");
  EXPECT_EQ(paper.issuer, "庄浪县财政局");
  EXPECT_EQ(paper.addressees, "平凉市财政局");
  EXPECT_EQ(paper.date, "2026年7月3日");
}

TEST(FormPaper, HasEveryFieldWithAValueMoneyInYuan) {
  const document::OfficialPaper paper = form_paper(funding(), kValues, kAbout);
  EXPECT_THAT(paper.annex->rows,
              ElementsAre(ElementsAre("下达（元）", "1234.50"), ElementsAre("学生", "7")));
}

TEST(FormPaper, NamesTheLineOfAFormThatIsOnePartOfSeveral) {
  FormPaper about = kAbout;
  about.part = "教育";
  EXPECT_THAT(form_paper(funding(), kValues, about).title, HasSubstr("职业教育经费（教育）"));
}

TEST(FormPaper, ItsCodeNamesTheRecordAndWhatWasPrinted) {
  const document::OfficialPaper paper = form_paper(funding(), kValues, kAbout);
  EXPECT_EQ(paper.code->content, code_text({"funding", "0193", values_mark(funding(), kValues)}));
}

}  // namespace collection

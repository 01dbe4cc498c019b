#include "collection/form_code.hpp"

#include <gtest/gtest.h>

namespace collection {
namespace {

const FormCode kCode{"training_total", "01936f5e-8a2b-7c3d-9e4f-0a1b2c3d4e5f", "0123456789abcdef"};

registers::Declaration totals() {
  registers::Declaration made;
  for (const char* name : {"persons", "note"}) made.fields.emplace_back().name = name;
  return made;
}

}  // namespace

TEST(FormCode, IsReadBackAsWritten) { EXPECT_EQ(parse_form_code(code_text(kCode)), kCode); }

TEST(FormCode, OtherCodesAreNone) {
  const std::string good = code_text(kCode);
  const std::string uuid = "01936F5E-8A2B-7C3D-9E4F-0A1B2C3D4E5F";
  for (const std::string& text :
       {std::string(), std::string("https://example.cn/u/123"), std::string("ZHIJIAO:FORM:"),
        "ZHIJIAO:REPORT:" + uuid + ":2026-11:3", good + "0", good + ":1",
        good.substr(0, good.size() - 1), "ZHIJIAO:FORM::" + uuid + ":0123456789ABCDEF",
        "ZHIJIAO:FORM:funding:" + uuid + ":0123456789ABCDEF",
        "ZHIJIAO:FORM:FUNDING:" + uuid + ":0123456789ABCDEG",
        "ZHIJIAO:FORM:FUNDING:" + uuid.substr(1) + ":0123456789ABCDEF",
        "ZHIJIAO:FORM:FUNDING:" + uuid.substr(1) + "G:0123456789ABCDEF"}) {
    EXPECT_EQ(parse_form_code(text), std::nullopt) << text;
  }
}

TEST(FormCode, TheMarkFollowsTheValuesAndNothingElse) {
  const registers::Declaration of = totals();
  const std::string mark = values_mark(of, {{"persons", 5}, {"note", "a"}});
  EXPECT_EQ(values_mark(of, {{"note", "a"}, {"persons", 5}, {"id", "x"}}), mark);
  EXPECT_NE(values_mark(of, {{"persons", 6}, {"note", "a"}}), mark);
  EXPECT_NE(values_mark(of, {{"persons", 5}}), mark);
  EXPECT_EQ(values_mark(of, {{"persons", 5}, {"note", nullptr}}),
            values_mark(of, {{"persons", 5}}));
}

}  // namespace collection

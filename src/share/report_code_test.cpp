#include "share/report_code.hpp"

#include <gtest/gtest.h>

namespace share {
namespace {

const ReportCode kCode{"01936f5e-8a2b-7c3d-9e4f-0a1b2c3d4e5f", "2026-11", 3};

}  // namespace

TEST(ReportCode, IsReadBackAsWritten) {
  for (const char* period : {"2026-11", "2026Q4", "2026H2", "2026"}) {
    ReportCode code = kCode;
    code.period = period;
    EXPECT_EQ(parse_code(code_text(code)), code);
  }
}

TEST(ReportCode, HasOnlyWhatAQrCodeHoldsDensely) {
  EXPECT_EQ(code_text(kCode).find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-:"),
            std::string::npos);
}

TEST(ReportCode, OtherCodesAreNone) {
  const std::string good = code_text(kCode);
  for (const std::string& text :
       {std::string(), std::string("https://example.cn/u/123"), std::string("ZHIJIAO:REPORT:"),
        good + "x", good + ":1", good.substr(0, good.size() - 1), good.substr(0, good.size() - 2),
        std::string("ZHIJIAO:REPORT:01936F5E-8A2B-7C3D-9E4F-0A1B2C3D4E5G:2026-11:3"),
        std::string("ZHIJIAO:REPORT:01936F5E-8A2B-7C3D-9E4F-0A1B2C3D4E5F:2026/11:3"),
        std::string("ZHIJIAO:REPORT:01936F5E-8A2B-7C3D-9E4F-0A1B2C3D4E5F:2026-11:0"),
        std::string(
            "ZHIJIAO:REPORT:01936F5E-8A2B-7C3D-9E4F-0A1B2C3D4E5F:2026-11:99999999999999999999")}) {
    EXPECT_EQ(parse_code(text), std::nullopt) << text;
  }
}

}  // namespace share

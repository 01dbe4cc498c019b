#include "collection/form_paper.hpp"

#include <fmt/format.h>

#include "base/written_date.hpp"
#include "collection/figure_text.hpp"
#include "collection/form_code.hpp"

namespace collection {

namespace {

using document::PaperLevel;
using registers::Field;

document::PaperTable table_of(const registers::Declaration& declaration,
                              const boost::json::object& values) {
  document::PaperTable table;
  table.columns = {{"项目", 3}, {"填报内容", 2, true}};
  for (const Field& field : declaration.fields) {
    const boost::json::value* const value = values.if_contains(field.name);
    if (value == nullptr || value->is_null() || field.derived || field.retired) continue;
    // The letter itself says whose form it is and of which period.
    if (field.name == declaration.owner.field) continue;
    if (field.name == declaration.collection->period_field) continue;
    if (field.name == declaration.collection->part_field) continue;
    table.rows.push_back(
        {field.title.zh + (field.unit == "fen" ? "（元）" : ""), value_text(field, *value)});
  }
  return table;
}

}  // namespace

document::OfficialPaper form_paper(const registers::Declaration& declaration,
                                   const boost::json::object& values, const FormPaper& about) {
  const std::string what =
      fmt::format("{}{}{}", about.period, declaration.title.zh,
                  about.part.empty() ? std::string() : "（" + about.part + "）");
  document::OfficialPaper paper;
  paper.form = document::PaperForm::letter;
  paper.issuer = about.unit;
  paper.red_head = about.red_head;
  paper.title = fmt::format("关于报送{}的函", what);
  paper.addressees = about.addressee;
  paper.body = {{PaperLevel::text, fmt::format("现将{}报送如下，数据见附表。", what)},
                {PaperLevel::text, "专此函报。"}};
  paper.annex = table_of(declaration, values);
  paper.annex->title = what + "表";
  paper.signature = about.unit;
  paper.date = base::written_date(about.on);
  paper.code = document::PaperCode{
      code_text({declaration.name, about.record, values_mark(declaration, values)}),
      "签发盖章后，把本页扫描或拍照上传，自动归入这份填报。"};
  return paper;
}

}  // namespace collection

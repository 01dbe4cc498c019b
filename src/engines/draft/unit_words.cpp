#include "engines/draft/unit_words.hpp"

#include <unordered_map>

namespace engines::draft {

namespace {

// Each line: the short form, then the others. Source: the usual short names of the departments of
// local governments after the reform of 2018 and of the associations.
const std::vector<std::vector<Words>>& short_forms() {
  static const std::vector<std::vector<Words>> forms = {
      {U"发改委", U"发展改革委", U"发展和改革委员会", U"发展改革委员会", U"发展和改革委",
       U"发展和改革局", U"发展改革局", U"发改局", U"发改"},
      {U"教育局", U"教育体育局", U"教体局", U"教育和体育局", U"教育委员会", U"教委", U"教育"},
      {U"科技局", U"科学技术局", U"科技"},
      {U"工信局", U"工业和信息化局", U"工业信息化局", U"经信局", U"经济和信息化局", U"工信委",
       U"工业和信息化委员会", U"工信"},
      {U"公安局", U"公安"},
      {U"民政局", U"民政"},
      {U"司法局", U"司法"},
      {U"财政局", U"财政"},
      {U"人社局", U"人力资源和社会保障局", U"人力资源社会保障局", U"人力社保局", U"人社",
       U"人力资源和社会保障"},
      {U"自然资源局", U"自然资源和规划局", U"自然资源规划局", U"自然资源"},
      {U"生态环境局", U"生态环境分局", U"生态环境"},
      {U"住建局", U"住房和城乡建设局", U"住房城乡建设局", U"住建"},
      {U"交通运输局", U"交通局", U"交通运输", U"交通"},
      {U"水务局", U"水利局", U"水利", U"水务"},
      {U"农业农村局", U"农业农村委", U"农业农村委员会", U"农业农村"},
      {U"商务局", U"商务委", U"商务"},
      {U"文旅局", U"文化和旅游局", U"文化旅游局", U"文体广电和旅游局", U"文化广电和旅游局",
       U"文化广电旅游局", U"文体旅游局", U"文体广旅局", U"文广旅局", U"文体旅局", U"文旅",
       U"文化旅游"},
      {U"卫健委", U"卫生健康委", U"卫生健康委员会", U"卫生健康局", U"卫健局", U"卫健", U"卫生健康"},
      {U"退役军人局", U"退役军人事务局", U"退役军人事务", U"退役军人"},
      {U"应急局", U"应急管理局", U"应急管理"},
      {U"审计局", U"审计"},
      {U"国资委", U"国有资产监督管理委员会", U"国有资产监管委员会", U"政府国资委", U"国资"},
      {U"市场监管局", U"市场监督管理局", U"市场监管"},
      {U"统计局", U"统计"},
      {U"医保局", U"医疗保障局", U"医保"},
      {U"乡村振兴局", U"乡村振兴"},
      {U"扶贫办", U"扶贫开发办公室", U"扶贫开发办", U"扶贫"},
      {U"林草局", U"林业和草原局", U"林业局", U"林草"},
      {U"税务局", U"税务"},
      {U"城管局", U"城市管理局", U"城市管理综合行政执法局", U"城市管理执法局"},
      {U"金融办", U"政府金融办", U"金融工作办公室", U"金融监管局", U"地方金融监管局",
       U"地方金融监督管理局"},
      {U"机关事务局", U"机关事务管理局", U"机关事务服务中心"},
      {U"行政审批局", U"行政审批服务局", U"政务服务局", U"政务服务管理局"},
      {U"编办", U"机构编制委员会办公室", U"委编办", U"编委办"},
      {U"组织部", U"委组织部"},
      {U"宣传部", U"委宣传部"},
      {U"统战部", U"委统战部"},
      {U"网信办", U"委网信办", U"互联网信息办公室"},
      {U"妇联", U"妇女联合会"},
      {U"团委", U"共青团委", U"共青团委员会"},
      {U"残联", U"残疾人联合会"},
      {U"科协", U"科学技术协会"},
      {U"工商联", U"工商业联合会"},
      {U"总工会", U"工会", U"工会联合会"},
      {U"政府办", U"政府办公室", U"人民政府办公室"},
      {U"政府", U"人民政府"},
      {U"委办", U"委办公室"},
      {U"教育督导委员会办公室", U"政府教育督导委员会办公室", U"教育督导办", U"政府教育督导室",
       U"教育督导室"}};
  return forms;
}

constexpr std::initializer_list<Words> kUnitEndings = {
    U"局",     U"委",         U"办",     U"厅",       U"部",       U"院",       U"校",
    U"学校",   U"学院",       U"大学",   U"中学",     U"小学",     U"幼儿园",   U"中心",
    U"政府",   U"管委会",     U"委员会", U"办公室",   U"公司",     U"集团",     U"协会",
    U"学会",   U"商会",       U"联合会", U"妇联",     U"工会",     U"团委",     U"残联",
    U"科协",   U"文联",       U"侨联",   U"工商联",   U"社科联",   U"法院",     U"检察院",
    U"支队",   U"大队",       U"总队",   U"银行",     U"分行",     U"支行",     U"分局",
    U"电视台", U"广播电视台", U"报社",   U"供销社",   U"图书馆",   U"博物馆",   U"文化馆",
    U"体育馆", U"站",         U"所",     U"处",       U"科",       U"科室",     U"室",
    U"股",     U"组",         U"专班",   U"指挥部",   U"领导小组", U"园区",     U"开发区",
    U"新区",   U"高新区",     U"经开区", U"县",       U"区",       U"市",       U"州",
    U"旗",     U"镇",         U"乡",     U"街道",     U"街道办",   U"办事处",   U"企业",
    U"部门",   U"单位",       U"院校",   U"机构",     U"行业协会", U"党委",     U"党组",
    U"纪委",   U"党校",       U"电业局", U"供电公司", U"职教集团", U"联盟",     U"总社",
    U"军分区", U"县市区",     U"市区",   U"县区",     U"县市",     U"旗县",     U"旗县区",
    U"区县",   U"区市",       U"市县",   U"乡镇",     U"镇街",     U"乡镇街道", U"中职",
    U"高职",   U"培训机构",   U"媒体",   U"村",       U"社区",     U"气象台",   U"通信管理局"};

}  // namespace

std::u32string usual_short_form(Words core) {
  static const std::unordered_map<Words, Words> shorts = [] {
    std::unordered_map<Words, Words> map;
    for (const auto& forms : short_forms())
      for (const Words form : forms) map.emplace(form, forms.front());
    return map;
  }();
  const auto found = shorts.find(core);
  return std::u32string(found == shorts.end() ? core : found->second);
}

Words unit_ending(Words words) { return ending_of(words, kUnitEndings); }

UnitKind kind_of(Words name) {
  if (ends_with_any(name, {U"教育集团", U"职教集团"})) return UnitKind::education_group;
  if (ends_with_any(name, {U"学院", U"大学", U"职院", U"高等专科学校"})) return UnitKind::college;
  if (ends_with_any(name, {U"学校", U"中学", U"小学", U"幼儿园", U"职教中心", U"职业教育中心",
                           U"职业中专", U"一中", U"党校"}) &&
      !name.ends_with(U"党校"))
    return UnitKind::school;
  if (ends_with_any(name, {U"管委会", U"开发区", U"园区", U"新区", U"高新区", U"经开区"}))
    return UnitKind::park;
  if (ends_with_any(name, {U"组织部", U"宣传部", U"统战部", U"编办", U"网信办", U"政法委", U"党校",
                           U"纪委", U"市委", U"县委", U"区委", U"党委", U"工委"}) ||
      contains_any(name, {U"市委", U"县委", U"区委", U"中共"}))
    return UnitKind::party;
  if (ends_with_any(name, {U"妇联", U"工会", U"团委", U"残联", U"科协", U"文联", U"侨联", U"工商联",
                           U"协会", U"学会", U"商会", U"联合会"}))
    return UnitKind::association;
  if (ends_with_any(name, {U"公司", U"集团", U"银行", U"分行", U"支行", U"企业"}))
    return UnitKind::enterprise;
  const Words place = ends_with_any(name, {U"人民政府"}) ? name.substr(0, name.size() - 4)
                      : name.ends_with(U"政府")          ? name.substr(0, name.size() - 2)
                                                         : name;
  if (place.size() >= 2 && ends_with_any(place, {U"县", U"区", U"旗"})) return UnitKind::county;
  if (place.size() >= 3 && ends_with_any(place, {U"市"})) return UnitKind::county;
  return UnitKind::department;
}

}  // namespace engines::draft

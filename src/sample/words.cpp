#include "sample/words.hpp"

#include <fmt/format.h>

#include "base/identity.hpp"

namespace sample {

namespace {

constexpr std::array<std::string_view, 48> kSurnames = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹",
    "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛"};
constexpr std::array<std::string_view, 36> kMaleNames = {
    "伟", "强", "磊", "军", "洋", "勇", "杰", "涛", "明",   "超",   "刚",   "平",
    "辉", "鹏", "华", "飞", "鑫", "波", "斌", "宇", "浩",   "凯",   "健",   "俊",
    "帆", "旭", "宁", "龙", "林", "博", "文", "志", "建国", "国栋", "天佑", "子轩"};
constexpr std::array<std::string_view, 36> kFemaleNames = {
    "芳", "娜", "敏",   "静", "丽", "艳", "娟", "霞",   "燕",   "玲",   "桂英", "丹",
    "萍", "红", "玉兰", "洁", "梅", "莉", "雪", "倩",   "琳",   "婷",   "晶",   "欣",
    "慧", "颖", "瑶",   "怡", "雅", "佳", "悦", "思雨", "欣怡", "梦瑶", "雨涵", "秀兰"};
constexpr std::array<std::string_view, 6> kLongNames = {
    "马·阿依舍", "穆罕默德·伊斯玛仪", "古丽·阿米娜", "扎西·尼玛", "䶮", "喆垚"};

std::uint64_t hash_of(std::uint64_t seed, std::string_view about) {
  std::uint64_t hash = 0xCBF29CE484222325ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
  for (const char c : about) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  return hash;
}

}  // namespace

const std::array<Programme, 56> kProgrammes = {{
    {"610102", "作物生产技术", "现代农艺技术"},
    {"610105", "园艺技术", "果蔬花卉生产技术"},
    {"610301", "畜禽生产技术", "畜牧兽医"},
    {"610113", "农机设备应用与维修", "农业机械使用与维护"},
    {"610202", "园林技术", ""},
    {"640301", "建筑工程施工", "建筑工程施工"},
    {"640102", "建筑装饰技术", "建筑装饰"},
    {"660103", "数控技术应用", ""},
    {"660102", "机械加工技术", ""},
    {"660104", "焊接技术应用", ""},
    {"660301", "机电技术应用", ""},
    {"660303", "工业机器人技术应用", ""},
    {"700206", "汽车运用与维修", ""},
    {"700209", "新能源汽车运用与维修", ""},
    {"700203", "公路运输服务", ""},
    {"710201", "计算机应用", ""},
    {"710202", "计算机网络技术", ""},
    {"710204", "数字媒体技术应用", ""},
    {"710103", "电子技术应用", "电子与信息技术"},
    {"710205", "大数据技术应用", ""},
    {"720201", "护理", ""},
    {"720301", "药剂", ""},
    {"720403", "中医康复技术", "中医康复保健"},
    {"730301", "会计事务", "会计、会计电算化"},
    {"730701", "电子商务", ""},
    {"730801", "物流服务与管理", ""},
    {"740104", "旅游服务与管理", ""},
    {"740201", "中餐烹饪", "中餐烹饪与营养膳食"},
    {"750101", "艺术设计与制作", "工艺美术"},
    {"750201", "音乐表演", ""},
    {"750202", "舞蹈表演", ""},
    {"770101", "幼儿保育", "学前教育"},
    {"770201", "运动训练", ""},
    {"790303", "老年人服务与管理", ""},
    {"410105", "园艺技术", "", true},
    {"410303", "畜牧兽医", "", true},
    {"420301", "煤矿智能开采技术", "煤矿开采技术", true},
    {"440301", "建筑工程技术", "", true},
    {"440501", "工程造价", "", true},
    {"460103", "数控技术", "", true},
    {"460301", "机电一体化技术", "", true},
    {"460305", "工业机器人技术", "", true},
    {"500211", "汽车检测与维修技术", "", true},
    {"510201", "计算机应用技术", "", true},
    {"510205", "大数据技术", "大数据技术与应用", true},
    {"510202", "计算机网络技术", "", true},
    {"520201", "护理", "", true},
    {"520301", "药学", "", true},
    {"520403K", "针灸推拿", "", true},
    {"530302", "大数据与会计", "会计", true},
    {"530701", "电子商务", "", true},
    {"540101", "旅游管理", "", true},
    {"550101", "艺术设计", "", true},
    {"570102K", "学前教育", "", true},
    {"570103K", "小学教育", "", true},
    {"590302", "智慧健康养老服务与管理", "老年服务与管理", true},
}};

const std::array<std::string_view, 20> kTrades = {
    "农业科技", "果业",     "畜牧养殖", "食品加工", "煤电",     "新能源",   "机械制造",
    "建筑工程", "装饰设计", "汽车服务", "物流运输", "电子商务", "信息技术", "酒店管理",
    "文化旅游", "医药",     "健康养老", "家政服务", "纺织服装", "新材料"};

const std::array<std::string_view, 12> kIndustries = {"A", "B", "C", "C", "D", "E",
                                                      "F", "G", "H", "I", "O", "Q"};

Dice::Dice(std::uint64_t seed, std::string_view about) : random_(hash_of(seed, about)) {}

int Dice::between(int low, int high) {
  return low + static_cast<int>(random_.next() % static_cast<std::uint64_t>(high - low + 1));
}

std::string person_name(Dice& dice, bool male) {
  const std::string surname(dice.one_of(kSurnames));
  if (dice.between(0, 299) == 0) {
    const std::string_view given = dice.one_of(kLongNames);
    return given.find("·") == std::string_view::npos ? surname + std::string(given)
                                                     : std::string(given);
  }
  const auto& names = male ? kMaleNames : kFemaleNames;
  std::string name = surname + std::string(dice.one_of(names));
  // Two characters after the surname at most.
  const std::string_view second = dice.one_of(names);
  const bool room = name.size() - surname.size() + second.size() <= 6;
  if (room && dice.chance(60)) name += second;
  return name;
}

std::string citizen_id(std::string_view prefix, base::Date born, int sequence) {
  std::string id = fmt::format("{}{:04}{:02}{:02}{:03}", prefix, born.year(), born.month(),
                               born.day(), sequence);
  id += base::citizen_id_check(id);
  return id;
}

std::string credit_code(std::string_view division, int n) {
  constexpr std::array<int, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  const std::string organisation = fmt::format("{:08}", n);
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (organisation[i] - '0') * kWeights[i];
  const int check = 11 - sum % 11;
  const char inner = check == 10 ? 'X' : static_cast<char>('0' + check % 11);
  std::string code = fmt::format("91{}{}{}", division, organisation, inner);
  code += base::credit_code_check(code);
  return code;
}

}  // namespace sample

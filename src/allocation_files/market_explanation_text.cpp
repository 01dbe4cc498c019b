#include "allocation_files/market_explanation_text.hpp"

#include <fmt/format.h>

namespace allocation_files {

namespace ea = engines::allocation;

namespace {

// Where he stands, how far the institution went, and whether the lottery parted them.
base::Text standing_text(const ea::PreferenceAnswer& answer) {
  base::Text text{fmt::format("您排第 {} 位", answer.rank),
                  fmt::format("you are number {} in its order", answer.rank)};
  if (answer.last_rank != 0) {
    text.zh += fmt::format("，录到第 {} 位", answer.last_rank);
    text.en += fmt::format("; the last one admitted is number {}", answer.last_rank);
  }
  if (answer.by_lottery) {
    text.zh += "，次序相同，由抽签号决定";
    text.en += "; you are equal, and the lottery number decided";
  }
  return text;
}

}  // namespace

std::string_view answer_name(ea::Answer answer) {
  constexpr std::string_view kNames[] = {"holds",       "not_needed",    "ineligible",
                                         "full",        "full_block",    "full_cap",
                                         "full_region", "tied_last_seat"};
  return kNames[static_cast<std::size_t>(answer)];
}

base::Text answer_text(const NamedMarket& named, const ea::PreferenceAnswer& answer) {
  const base::Text standing = standing_text(answer);
  switch (answer.answer) {
    case ea::Answer::holds:
      return {"录取：" + standing.zh, "admitted: " + standing.en};
    case ea::Answer::not_needed:
      return {"已由前面的志愿录取，未用到", "not needed: you hold one that you like better"};
    case ea::Answer::ineligible:
      return {"不符合该单位的条件", "this institution must not have you"};
    case ea::Answer::full:
      return {"名额已满：" + standing.zh, "full: " + standing.en};
    case ea::Answer::full_block:
      return {"可用的各块席位均已满：" + standing.zh,
              "all seats that you may have are full: " + standing.en};
    case ea::Answer::full_cap:
      return {fmt::format("上限“{}”已满：{}", named.caps[answer.bound], standing.zh),
              fmt::format("the cap \"{}\" is reached: {}", named.caps[answer.bound], standing.en)};
    case ea::Answer::full_region:
      return {
          fmt::format("区域“{}”已满：{}", named.regions[answer.bound], standing.zh),
          fmt::format("the region \"{}\" is full: {}", named.regions[answer.bound], standing.en)};
    case ea::Answer::tied_last_seat:
      break;
  }
  return {
      "最后的席位不够同分者全部录取，按规则均不录取：" + standing.zh,
      "too few seats for all who are equal to you, so none of you was admitted: " + standing.en};
}

}  // namespace allocation_files

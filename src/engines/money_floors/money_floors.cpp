#include "engines/money_floors/money_floors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace engines::money_floors {

namespace {

using Fen = std::optional<std::int64_t>;

//! What the rulings take out of the special fund.
struct Taken {
  const char* field;
  Text what;
  bool counts;
};

std::array<Taken, 3> taken_out(const Rulings& rulings) {
  return {
      Taken{"special_from_above",
            {"上级转移支付", "transfers from above"},
            rulings.special_counts_transfers},
      Taken{
          "contest_in_special", {"技能大赛经费", "contest money"}, rulings.special_counts_contest},
      Taken{"special_from_surcharge",
            {"教育附加列支部分", "what comes out of the surcharges"},
            rulings.special_counts_surcharge}};
}

// Reads data and remembers what was not there.
class Reader {
 public:
  explicit Reader(const Data& data) : data_(data) {}

  Fen read(const std::string& field) const {
    const auto found = data_.find(field);
    if (found == data_.end()) return std::nullopt;
    return found->second;
  }
  Fen need(const std::string& field, Measured& of) const {
    Fen value = read(field);
    if (!value) of.missing.push_back(field);
    return value;
  }
  Stages stages(const std::string& purpose) const {
    return {read(purpose + "_budgeted"), read(purpose + "_issued"), read(purpose + "_paid")};
  }

 private:
  const Data& data_;
};

// The fields that the judged stage reads.
std::vector<std::string> judged_fields(const std::string& purpose, Stage stage) {
  if (stage == Stage::budgeted) return {purpose + "_budgeted"};
  if (stage == Stage::paid) return {purpose + "_paid"};
  return {purpose + "_budgeted", purpose + "_issued"};
}

// The least of the judged fields less `taken`; nothing if one is missing.
Fen counted(const Reader& reader, const std::string& purpose, Stage stage, Fen taken,
            Measured& of) {
  Fen least;
  for (const std::string& field : judged_fields(purpose, stage)) {
    const Fen value = reader.need(field, of);
    if (value && (!least || *value < *least)) least = value;
  }
  if (!of.missing.empty()) return std::nullopt;
  return std::max<std::int64_t>(0, *least - taken.value_or(0));
}

// A missing part leaves open what is left.
void take(Fen& amount, const Fen& taken) {
  amount = amount && taken ? Fen(std::max<std::int64_t>(0, *amount - *taken)) : std::nullopt;
}

void decide(Measured& of) {
  if (!of.missing.empty()) return;
  of.lacking_fen = std::max<std::int64_t>(0, *of.floor_fen - *of.counted_fen);
  of.verdict = of.lacking_fen == 0 ? Verdict::met : Verdict::unmet;
}

std::int64_t percent_of(std::int64_t amount, std::int64_t percent) {
  return (amount * percent + 99) / 100;
}

Measured special(const Reader& reader, const Law& law, const Rulings& rulings) {
  Measured made;
  made.of = "special";
  made.amounts = reader.stages(made.of);
  Fen taken = 0;
  for (const Taken& part : taken_out(rulings)) {
    if (part.counts) continue;
    const Fen fen = reader.need(part.field, made);
    taken = taken && fen ? Fen(*taken + *fen) : std::nullopt;
  }
  for (Fen* amount : {&made.amounts.budgeted, &made.amounts.issued, &made.amounts.paid}) {
    take(*amount, taken);
  }
  made.counted_fen = counted(reader, made.of, rulings.judged_stage, taken, made);
  made.floor_fen = law.special_fen;
  decide(made);
  return made;
}

Measured contest(const Reader& reader, const Law& law, const Rulings& rulings) {
  Measured made;
  made.of = "contest";
  made.amounts = reader.stages(made.of);
  made.counted_fen = counted(reader, made.of, rulings.judged_stage, 0, made);
  made.floor_fen = law.contest_fen;
  decide(made);
  return made;
}

Measured waiver(const Reader& reader, const Law& law, const Rulings& rulings) {
  Measured made;
  made.of = "waiver";
  made.amounts = reader.stages(made.of);
  const Fen students = reader.need("waiver_students", made);
  if (students) {
    made.floor_fen = percent_of(*students * law.waiver_base_fen, law.waiver_local_percent);
  }
  made.counted_fen = counted(reader, made.of, rulings.judged_stage, 0, made);
  decide(made);
  return made;
}

Measured surcharge(const Reader& reader, const Law& law, const Rulings& rulings, bool local) {
  Measured made;
  made.of = local ? "local_surcharge" : "edu_surcharge";
  const Surcharges other = local ? Surcharges::education : Surcharges::local;
  made.judged = rulings.surcharge_judged != other;
  const bool available = rulings.surcharge_denominator == Base::available;
  const Fen base = reader.need(made.of + (available ? "_available" : "_collected"), made);
  if (base) made.floor_fen = percent_of(*base, law.surcharge_percent);
  made.amounts = reader.stages(made.of + "_vocational");
  Measured judged;  // the missing base must not hide the share of the other one
  made.counted_fen = counted(reader, made.of + "_vocational", rulings.judged_stage, 0, judged);
  std::ranges::move(judged.missing, std::back_inserter(made.missing));
  for (const Base of : {Base::available, Base::collected}) {
    Share share{of, reader.read(made.of + (of == Base::available ? "_available" : "_collected")),
                std::nullopt};
    if (made.counted_fen && share.base_fen.value_or(0) > 0) {
      share.per_mille = *made.counted_fen * 1000 / *share.base_fen;
    }
    made.shares.push_back(share);
  }
  decide(made);
  return made;
}

Text stage_note(Stage stage) {
  if (stage == Stage::budgeted) return {"按预算安排数判断。", "Judged by what is budgeted."};
  if (stage == Stage::paid) return {"按拨付数判断。", "Judged by what is paid."};
  return {"按预算安排并下达数判断，两者取小。",
          "Judged by what is budgeted and issued, the smaller of the two."};
}

void note_parts(const Reader& reader, const Rulings& rulings, std::vector<Text>& notes) {
  for (const Taken& part : taken_out(rulings)) {
    const std::int64_t fen = reader.read(part.field).value_or(0);
    if (fen == 0) continue;
    const std::string yuan = yuan_text(fen);
    if (part.counts) {
      notes.push_back({fmt::format("含{} {} 元。", part.what.zh, yuan),
                       fmt::format("With {}: {} yuan.", part.what.en, yuan)});
    } else {
      notes.push_back({fmt::format("已剔除{} {} 元。", part.what.zh, yuan),
                       fmt::format("Without {}: {} yuan.", part.what.en, yuan)});
    }
  }
}

void note_waiver(const Reader& reader, const Law& law, std::vector<Text>& notes) {
  const Fen students = reader.read("waiver_students");
  if (!students) return;
  const std::string due =
      yuan_text(percent_of(*students * law.waiver_base_fen, law.waiver_local_percent));
  const std::string each = yuan_text(law.waiver_base_fen);
  notes.push_back({fmt::format("本级应承担：{} 人 × {} 元 × {}% = {} 元。", *students, each,
                               law.waiver_local_percent, due),
                   fmt::format("Due: {} students × {} yuan × {} % = {} yuan.", *students, each,
                               law.waiver_local_percent, due)});
}

void note_surcharges(const Law& law, const Rulings& rulings, std::vector<Text>& notes) {
  notes.push_back(
      rulings.surcharge_denominator == Base::available
          ? Text{fmt::format("不低于本级可用数的 {}%。", law.surcharge_percent),
                 fmt::format("At least {} % of what is available at the own level.",
                             law.surcharge_percent)}
          : Text{fmt::format("不低于征收数的 {}%。", law.surcharge_percent),
                 fmt::format("At least {} % of what was collected.", law.surcharge_percent)});
  if (rulings.surcharge_judged == Surcharges::education) {
    notes.push_back({"只判断教育费附加，地方教育附加对照列出。",
                     "Only the education surcharge is judged; the local one stands beside it."});
  } else if (rulings.surcharge_judged == Surcharges::local) {
    notes.push_back({"只判断地方教育附加，教育费附加对照列出。",
                     "Only the local surcharge is judged; the education one stands beside it."});
  } else {
    notes.push_back({"教育费附加和地方教育附加分别判断，不能互相抵补。",
                     "Each of the two surcharges is judged; one does not make up for the other."});
  }
}

FloorTest judged(Floor floor, const Data& data, const Law& law, const Rulings& rulings) {
  const Reader reader(data);
  FloorTest test;
  test.floor = floor;
  test.footnotes.push_back(stage_note(rulings.judged_stage));
  if (floor == Floor::special) {
    test.measured = {special(reader, law, rulings)};
    note_parts(reader, rulings, test.footnotes);
  } else if (floor == Floor::contest) {
    test.measured = {contest(reader, law, rulings)};
  } else if (floor == Floor::waiver) {
    test.measured = {waiver(reader, law, rulings)};
    note_waiver(reader, law, test.footnotes);
  } else {
    test.measured = {surcharge(reader, law, rulings, false), surcharge(reader, law, rulings, true)};
    note_surcharges(law, rulings, test.footnotes);
  }
  test.verdict = Verdict::met;
  for (const Measured& of : test.measured) {
    if (!of.judged) continue;
    test.lacking_fen += of.lacking_fen;
    const bool worse = of.verdict == Verdict::unmet ||
                       (of.verdict == Verdict::unknown && test.verdict == Verdict::met);
    if (worse) test.verdict = of.verdict;
  }
  return test;
}

struct Other {
  const char* ruling;
  std::int64_t value;
  Rulings rulings;
};

// Every ruling with one of them changed.
std::vector<Other> others_of(const Rulings& rulings) {
  std::vector<Other> others;
  const auto add = [&](const char* name, std::int64_t value, const auto& change) {
    Rulings changed = rulings;
    change(changed);
    if (changed != rulings) others.push_back({name, value, changed});
  };
  for (const Stage stage : {Stage::budgeted, Stage::issued, Stage::paid}) {
    add("judged_stage", static_cast<int>(stage),
        [&](Rulings& changed) { changed.judged_stage = stage; });
  }
  for (const bool counts : {false, true}) {
    const std::int64_t value = counts ? 1 : 0;
    add("special_counts_transfers", value,
        [&](Rulings& changed) { changed.special_counts_transfers = counts; });
    add("special_counts_contest", value,
        [&](Rulings& changed) { changed.special_counts_contest = counts; });
    add("special_counts_surcharge", value,
        [&](Rulings& changed) { changed.special_counts_surcharge = counts; });
  }
  for (const Base base : {Base::available, Base::collected}) {
    add("surcharge_denominator", static_cast<int>(base),
        [&](Rulings& changed) { changed.surcharge_denominator = base; });
  }
  for (const Surcharges of : {Surcharges::education, Surcharges::local, Surcharges::both}) {
    add("surcharge_judged", static_cast<int>(of),
        [&](Rulings& changed) { changed.surcharge_judged = of; });
  }
  return others;
}

// Thousands separated: 1,801,200.
std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

}  // namespace

std::vector<FloorTest> judge(const Data& data, const Law& law, const Rulings& rulings) {
  std::vector<FloorTest> tests;
  for (const Floor floor : {Floor::special, Floor::contest, Floor::waiver, Floor::surcharge}) {
    FloorTest test = judged(floor, data, law, rulings);
    for (const Other& other : others_of(rulings)) {
      const FloorTest then = judged(floor, data, law, other.rulings);
      if (then.verdict == test.verdict && then.lacking_fen == test.lacking_fen) continue;
      test.alternatives.push_back({other.ruling, other.value, then.verdict, then.lacking_fen});
    }
    tests.push_back(std::move(test));
  }
  return tests;
}

std::string yuan_text(std::int64_t fen) {
  const std::string whole = grouped(fen / 100);
  return fen % 100 == 0 ? whole : fmt::format("{}.{:02}", whole, fen % 100);
}

std::string wan_text(std::int64_t fen) {
  constexpr std::int64_t kWan = 1'000'000;
  std::string text = grouped(fen / kWan);
  if (fen % kWan == 0) return text;
  text += fmt::format(".{:06}", fen % kWan);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace engines::money_floors

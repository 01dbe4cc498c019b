#include "draft/draft_reading.hpp"

#include <algorithm>
#include <utility>

#include "base/identity.hpp"

namespace draft {

namespace engine = engines::draft;

namespace {

constexpr int kPictureConfidenceMost = 50;

engine::Input input_of(const document::Document& document, engine::Organisation organisation) {
  engine::Input input;
  input.text = document.text;
  input.organisation = std::move(organisation);
  for (const document::Span& table : document.tables) {
    input.tables.push_back({table.begin, table.end});
  }
  return input;
}

}  // namespace

FileDraft draft_document(document::Document document, const plan::Plan& base, base::Date today) {
  FileDraft made;
  const engine::Draft found = engine::draft(input_of(document, organisation_of(base)));
  made.read = read_draft(found, document.text, base, today);
  if (document.low_confidence) {
    for (DraftedItem& item : made.read.items) {
      for (DraftFact& fact : item.facts) {
        fact.confidence_percent = std::min(fact.confidence_percent, kPictureConfidenceMost);
      }
      item.confidence_percent = std::min(item.confidence_percent, kPictureConfidenceMost);
    }
  }
  made.kind = document.kind;
  made.low_confidence = document.low_confidence;
  made.text = std::move(document.text);
  made.remarks = std::move(document.remarks);
  return made;
}

FileDraft draft_file(std::string_view bytes, const plan::Plan& base, base::Date today,
                     const document::Options& options) {
  return draft_document(document::read_document(bytes, options), base, today);
}

Origin origin_of(const document::Document& document) {
  const engine::Draft found = engine::draft(input_of(document, {}));
  Origin origin;
  if (found.head.issuer) origin.issuer = found.head.issuer->written.text;
  origin.title = found.head.title.text;
  origin.number = found.head.number_normal;
  const std::string region = found.head.index_number.text.substr(0, 6);
  if (base::is_division_code(region)) origin.region = region;
  return origin;
}

bool is_of_place(const plan::Plan& plan, const Origin& origin) {
  if (!origin.number.empty() && plan.document.number == origin.number) return true;
  const std::string& said = origin.issuer.empty() ? origin.title : origin.issuer;
  for (const plan::Unit& unit : plan.units) {
    if (!unit.name.zh.empty() && said.starts_with(unit.name.zh)) return true;
  }
  // 市教育局 names no place, 平凉市教育局 does: something stands before the word.
  constexpr std::size_t kLookedAt = 30;
  const std::string_view head = std::string_view(said).substr(0, kLookedAt);
  for (const std::string_view word : {"市", "州", "盟", "县", "区", "旗"}) {
    const std::size_t at = head.find(word);
    if (at != std::string_view::npos && at > 0) return false;
  }
  return true;
}

}  // namespace draft

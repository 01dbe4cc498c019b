#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "admission/admission_scheme.hpp"
#include "admission/candidate_file.hpp"

//! What a round is computed from, as one text: the input of `zhijiao allocate`
//! (docs/allocation.md), so that whoever has the text can compute the result again without this
//! program's database. The text is canonical: the same facts give the same bytes, whatever their
//! order. Pure.
namespace admission {

//! A programme (专业) of an offer.
struct OfferProgramme {
  std::string id;  // within the offer: 01, 02
  Text title;
  std::int64_t seats = 0;
};
BOOST_DESCRIBE_STRUCT(OfferProgramme, (), (id, title, seats))

//! Seats of one school in one round for the candidates of some counties. A school that has quotas
//! by county makes one offer a county.
struct Offer {
  std::string code;    // 招生代码, unique in the admission
  std::string unit;    // that answers for it: the school, or the county of one that is no unit
  std::string school;  // its name, as candidates know it
  Sector sector = Sector::vocational;
  std::string round;
  std::string category;               // empty if the scheme has none
  std::vector<std::string> counties;  // units; empty: all
  std::vector<OfferProgramme> programmes;
  //! Code of an offer of a later round that gets the seats this one leaves, programme by programme;
  //! empty: they are left for a supplementary round.
  std::string unused_to = {};
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (code, unit, school, sector, round, category, counties, programmes,
                       unused_to))

//! One preference of a candidate.
struct Choice {
  std::string offer;                    // code
  std::vector<std::string> programmes;  // ids, best first; none if the offer has one programme
  bool adjustment = false;

  bool operator==(const Choice&) const = default;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (offer, programmes, adjustment))

//! Best first, by candidate number.
using Choices = std::map<std::string, std::vector<Choice>, std::less<>>;

//! "101-01": the name of a programme in the text and in its result.
std::string programme_key(const std::string& offer, const std::string& programme);

//! True if candidates of that county and category may name it.
bool is_open_to(const Offer& offer, const Candidate& candidate);

//! True if he has every mark that the order asks for.
bool has_marks(const Candidate& candidate, const std::vector<std::string>& subjects);

struct RoundInput {
  const Scheme* scheme = nullptr;
  const Round* round = nullptr;
  Date day;                           // whose rules hold
  std::vector<Offer> offers;          // with the seats they have left
  std::vector<Candidate> candidates;  // who may take part; those without marks are left out
  Choices choices;
};

//! Preconditions: rules of order and ties hold on that day; choices name offers of the input.
std::string input_text(const RoundInput& input);

//! The seats that offers have once the `earlier_rounds` (in their order) are over: less the places
//! that are `held`, by programme key, and with what earlier offers left to them (unused_to).
std::vector<Offer> with_unused(std::vector<Offer> offers,
                               const std::map<std::string, std::int64_t>& held,
                               const std::vector<std::string>& earlier_rounds);

//! The text with other marks, in the subjects named, for some candidates, and their totals by the
//! rules of `day`: what a correction computes. Throws std::logic_error if one of them is not in it.
std::string corrected_text(const std::string& text, const std::map<std::string, Marks>& marks,
                           const Scheme& scheme, Date day);

}  // namespace admission

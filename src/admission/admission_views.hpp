#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "admission/admission_records.hpp"
#include "file/file_views.hpp"

//! What the API says and takes about admissions. Marks are in thousandths, moments as in the scheme
//! (Shanghai), instants RFC 3339.
namespace admission {

//! Where a round stands.
enum class RoundPhase { not_scheduled, before, open, closed, frozen, allocated, published };
BOOST_DESCRIBE_ENUM(RoundPhase, not_scheduled, before, open, closed, frozen, allocated, published)

struct AdmissionMay {
  bool offer = false;
  bool issue = false;
  bool prepare = false;
  bool confirm = false;
};
BOOST_DESCRIBE_STRUCT(AdmissionMay, (), (offer, issue, prepare, confirm))

struct AdmissionRunLine {
  std::string id;
  std::int64_t version = 0;
  std::string round;
  std::int64_t sequence = 0;
  RunState state = RunState::frozen;
  bool correction = false;
  std::string input_sha256;
  std::string commitment;
  Text random_source;
  bool verified = false;
  std::string frozen_at;
  std::string published_at;
};
BOOST_DESCRIBE_STRUCT(AdmissionRunLine, (),
                      (id, version, round, sequence, state, correction, input_sha256, commitment,
                       random_source, verified, frozen_at, published_at))

struct AdmissionRoundView {
  std::string id;
  Text title;
  std::string opens_at;
  std::string closes_at;
  std::string reply_by;
  std::string appeal_by;
  std::int64_t preferences_max = 0;
  std::int64_t programmes_max = 0;
  bool supplementary = false;
  RoundPhase phase = RoundPhase::not_scheduled;
  std::int64_t offers_waiting = 0;
  std::int64_t seats = 0;  // of approved offers
  std::int64_t submitted = 0;
  std::vector<AdmissionRunLine> runs;  // newest first, withdrawn ones too
};
BOOST_DESCRIBE_STRUCT(AdmissionRoundView, (),
                      (id, title, opens_at, closes_at, reply_by, appeal_by, preferences_max,
                       programmes_max, supplementary, phase, offers_waiting, seats, submitted,
                       runs))

//! One dated rule, in words.
struct AdmissionRuleView {
  Text subject;
  Text rule;
  std::string from;
  Text source;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(AdmissionRuleView, (), (subject, rule, from, source, verified))

struct AdmissionLine {
  std::string id;
  Text title;
  std::int64_t rounds = 0;
  std::int64_t candidates = 0;
};
BOOST_DESCRIBE_STRUCT(AdmissionLine, (), (id, title, rounds, candidates))

struct AdmissionList {
  std::vector<AdmissionLine> admissions;
};
BOOST_DESCRIBE_STRUCT(AdmissionList, (), (admissions))

struct NamedUnit {
  std::string id;
  Text name;
};
BOOST_DESCRIBE_STRUCT(NamedUnit, (), (id, name))

struct AwardLevel {
  std::string id;
  Text title;
};
BOOST_DESCRIBE_STRUCT(AwardLevel, (), (id, title))

struct AdmissionView {
  std::string id;
  Text title;
  Text organiser;
  Enquiry enquiry;
  std::vector<Subject> subjects;
  std::vector<Category> categories;
  std::vector<NamedUnit> counties;
  std::vector<NamedUnit> offering;  // units whose offers I may propose
  std::vector<AdmissionRoundView> rounds;
  std::vector<AdmissionRuleView> rules;
  std::vector<Text> unknown;  // what has to be settled before it can run
  std::int64_t candidates = 0;
  std::int64_t imports_waiting = 0;
  std::int64_t appeals_waiting = 0;
  std::int64_t awards_waiting = 0;
  Text decided_by;                             // empty: here
  std::vector<std::string> imported_subjects;  // ids of marks that are not computed
  std::vector<AwardLevel> award_levels;        // of today
  bool owes_ratio = false;
  bool checks_eligibility = false;
  bool compares_with_register = false;  // eligibility_check
  AdmissionMay may;
};
BOOST_DESCRIBE_STRUCT(AdmissionView, (),
                      (id, title, organiser, enquiry, subjects, categories, counties, offering,
                       rounds, rules, unknown, candidates, imports_waiting, appeals_waiting,
                       awards_waiting, decided_by, imported_subjects, award_levels, owes_ratio,
                       checks_eligibility, compares_with_register, may))

struct SeatOfferView {
  std::string id;
  std::int64_t version = 0;
  std::string code;
  std::string unit;
  Text unit_name;
  std::string school;
  Sector sector = Sector::vocational;
  std::string round;
  std::string category;
  std::vector<std::string> counties;
  std::vector<OfferProgramme> programmes;
  std::string unused_to;
  std::int64_t seats = 0;
  OfferState state = OfferState::draft;
  std::string proposed_by;  // name
  std::string comment;
  std::vector<OfferStep> may;
  bool may_edit = false;
};
BOOST_DESCRIBE_STRUCT(SeatOfferView, (),
                      (id, version, code, unit, unit_name, school, sector, round, category,
                       counties, programmes, unused_to, seats, state, proposed_by, comment, may,
                       may_edit))

struct OfferList {
  std::vector<SeatOfferView> offers;
};
BOOST_DESCRIBE_STRUCT(OfferList, (), (offers))

struct OfferGiven {
  std::string code;
  std::string unit;
  std::string school;
  Sector sector = Sector::vocational;
  std::string round;
  std::string category;
  std::vector<std::string> counties;
  std::vector<OfferProgramme> programmes;
  std::optional<std::string> unused_to;
};
BOOST_DESCRIBE_STRUCT(OfferGiven, (),
                      (code, unit, school, sector, round, category, counties, programmes,
                       unused_to))

struct OfferStepGiven {
  OfferStep step = OfferStep::submit;
  std::string comment;
};
BOOST_DESCRIBE_STRUCT(OfferStepGiven, (), (step, comment))

struct AdmissionImportQuery {
  ImportKind kind = ImportKind::candidates;
  std::string file_name;
  std::optional<std::string> subjects;  // of marks: ids between commas; absent: all
};
BOOST_DESCRIBE_STRUCT(AdmissionImportQuery, (), (kind, file_name, subjects))

struct AdmissionImportView {
  std::string id;
  std::int64_t version = 0;
  ImportKind kind = ImportKind::candidates;
  AdmissionImportState state = AdmissionImportState::waiting;
  std::string file_name;
  std::string sha256;
  std::int64_t rows = 0;
  std::vector<RowFault> faults;
  std::int64_t faults_count = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t unknown = 0;
  std::vector<std::string> subjects;
  std::string uploaded_by;
  std::string uploaded_at;
  std::string decided_by;
  std::string reason;
  bool may_decide = false;
};
BOOST_DESCRIBE_STRUCT(AdmissionImportView, (),
                      (id, version, kind, state, file_name, sha256, rows, faults, faults_count,
                       added, changed, unchanged, unknown, subjects, uploaded_by, uploaded_at,
                       decided_by, reason, may_decide))

struct AdmissionImportList {
  std::vector<AdmissionImportView> imports;
};
BOOST_DESCRIBE_STRUCT(AdmissionImportList, (), (imports))

struct ImportDecision {
  bool accept = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ImportDecision, (), (accept, reason))

//! none: no code yet; issued: the code was not used; in_use: he chose a password.
enum class AccessState { none, issued, in_use };
BOOST_DESCRIBE_ENUM(AccessState, none, issued, in_use)

struct CandidateLine {
  std::string number;
  std::string name;
  Text county;
  std::string school;
  bool has_marks = false;
  AccessState access = AccessState::none;
  Eligibility eligibility = Eligibility::unchecked;
};
BOOST_DESCRIBE_STRUCT(CandidateLine, (),
                      (number, name, county, school, has_marks, access, eligibility))

struct CandidateQuery {
  std::optional<std::string> after;  // the last number of the page before
};
BOOST_DESCRIBE_STRUCT(CandidateQuery, (), (after))

struct CandidateList {
  std::vector<CandidateLine> candidates;
  std::string next;  // empty: that was all
};
BOOST_DESCRIBE_STRUCT(CandidateList, (), (candidates, next))

struct CodesAsked {
  std::vector<std::string> numbers;
};
BOOST_DESCRIBE_STRUCT(CodesAsked, (), (numbers))

struct IssuedCode {
  std::string number;
  std::string name;
  std::string school;
  std::string code;
};
BOOST_DESCRIBE_STRUCT(IssuedCode, (), (number, name, school, code))

//! Shown once.
struct IssuedCodes {
  std::vector<IssuedCode> codes;
};
BOOST_DESCRIBE_STRUCT(IssuedCodes, (), (codes))

struct CutOffView {
  std::string offer;
  std::string school;
  std::optional<Sector> sector;  // where a ratio is owed
  std::int64_t seats = 0;
  std::int64_t admitted = 0;
  std::int64_t left = 0;
  std::optional<std::int64_t> lowest_thousandths;
  std::optional<std::int64_t> lowest_position;
};
BOOST_DESCRIBE_STRUCT(CutOffView, (),
                      (offer, school, sector, seats, admitted, left, lowest_thousandths,
                       lowest_position))

struct IntakeView {
  std::int64_t vocational = 0;
  std::int64_t general = 0;
  std::int64_t share_permille = 0;
  std::int64_t owed_percent = 0;
  bool holds = false;
  std::int64_t short_total_fixed = 0;
  std::int64_t short_general_fixed = 0;
};
BOOST_DESCRIBE_STRUCT(IntakeView, (),
                      (vocational, general, share_permille, owed_percent, holds, short_total_fixed,
                       short_general_fixed))

struct PlaceChange {
  std::string number;
  std::string name;
  Text before;  // empty texts: no place
  Text after;
};
BOOST_DESCRIBE_STRUCT(PlaceChange, (), (number, name, before, after))

struct RunView {
  AdmissionRunLine run;
  std::string result_sha256;
  bool keep_offers = false;
  std::int64_t candidates = 0;
  std::int64_t without_marks = 0;
  std::int64_t without_choices = 0;
  std::int64_t not_eligible = 0;
  TieRule ties = TieRule::admit_all;
  std::string random_value;
  std::string program_version;
  std::string frozen_by;  // names
  std::string allocated_by;
  std::string published_by;
  std::string reason;
  std::int64_t admitted = 0;
  std::vector<CutOffView> cut_offs;
  IntakeView intake;
  std::vector<PlaceChange> changes;  // of a correction
  bool may_allocate = false;
  bool may_publish = false;
  bool may_withdraw = false;
};
BOOST_DESCRIBE_STRUCT(RunView, (),
                      (run, result_sha256, keep_offers, candidates, without_marks, without_choices,
                       not_eligible, ties, random_value, program_version, frozen_by, allocated_by,
                       published_by, reason, admitted, cut_offs, intake, changes, may_allocate,
                       may_publish, may_withdraw))

//! What the stored texts say when they are hashed and computed again.
struct RunIntegrity {
  bool input_matches = false;   // its hash is the one recorded at the freeze
  bool result_matches = false;  // and that of the result
  bool computes_again = false;  // the input gives this very result
  //! Live records that differ from the frozen input, as of marks changed since.
  std::int64_t marks_differ = 0;
};
BOOST_DESCRIBE_STRUCT(RunIntegrity, (),
                      (input_matches, result_matches, computes_again, marks_differ))

struct FreezeGiven {
  bool correction = false;
};
BOOST_DESCRIBE_STRUCT(FreezeGiven, (), (correction))

struct AllocateGiven {
  std::string random_value;
};
BOOST_DESCRIBE_STRUCT(AllocateGiven, (), (random_value))

struct WithdrawGiven {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawGiven, (), (reason))

struct SubjectMark {
  std::string subject;
  Text title;
  std::int64_t thousandths = 0;
};
BOOST_DESCRIBE_STRUCT(SubjectMark, (), (subject, title, thousandths))

struct AppealView {
  std::string id;
  std::int64_t version = 0;
  std::string round;
  std::string number;
  std::string name;
  Text county;
  AppealState state = AppealState::open;
  std::string text;
  std::string made_at;
  std::vector<SubjectMark> marks;     // as they are
  std::vector<SubjectMark> proposed;  // as they should have been
  bool proposes_to_uphold = false;
  std::string answer;
  std::string proposed_by;
  std::string decided_by;
  bool corrected = false;
  bool may_propose = false;
  bool may_decide = false;
};
BOOST_DESCRIBE_STRUCT(AppealView, (),
                      (id, version, round, number, name, county, state, text, made_at, marks,
                       proposed, proposes_to_uphold, answer, proposed_by, decided_by, corrected,
                       may_propose, may_decide))

struct AppealList {
  std::vector<AppealView> appeals;
};
BOOST_DESCRIBE_STRUCT(AppealList, (), (appeals))

struct MarkGiven {
  std::string subject;
  std::string mark;  // 612.5
};
BOOST_DESCRIBE_STRUCT(MarkGiven, (), (subject, mark))

struct AppealProposal {
  bool uphold = false;
  std::string answer;
  std::vector<MarkGiven> marks;
};
BOOST_DESCRIBE_STRUCT(AppealProposal, (), (uphold, answer, marks))

struct AppealDecision {
  bool agree = false;  // false: back to whoever proposed
};
BOOST_DESCRIBE_STRUCT(AppealDecision, (), (agree))

struct SimulatedSeats {
  std::string offer;
  std::string programme;
  std::int64_t seats = 0;
};
BOOST_DESCRIBE_STRUCT(SimulatedSeats, (), (offer, programme, seats))

struct SimulatedLine {
  Sector sector = Sector::general;
  std::string subject;
  std::string mark;
};
BOOST_DESCRIBE_STRUCT(SimulatedLine, (), (sector, subject, mark))

struct SimulationGiven {
  std::vector<SimulatedSeats> seats;
  std::vector<SimulatedLine> lines;
  bool assume = false;
};
BOOST_DESCRIBE_STRUCT(SimulationGiven, (), (seats, lines, assume))

struct SimulatedOfferView {
  std::string offer;
  std::string school;
  Sector sector = Sector::vocational;
  std::int64_t seats_before = 0;
  std::int64_t seats_after = 0;
  std::int64_t admitted_before = 0;
  std::int64_t admitted_after = 0;
  std::int64_t empty_after = 0;
  std::optional<std::int64_t> lowest_after;
};
BOOST_DESCRIBE_STRUCT(SimulatedOfferView, (),
                      (offer, school, sector, seats_before, seats_after, admitted_before,
                       admitted_after, empty_after, lowest_after))

struct SimulatedMove {
  std::string from;  // school; empty: no place
  std::string to;
  std::int64_t candidates = 0;
};
BOOST_DESCRIBE_STRUCT(SimulatedMove, (), (from, to, candidates))

struct SimulationView {
  std::int64_t candidates = 0;
  std::int64_t assumed = 0;
  IntakeView plan_before;  // of seats
  IntakeView plan_after;
  IntakeView before;
  IntakeView after;
  std::vector<SimulatedOfferView> offers;
  std::vector<SimulatedMove> moves;
};
BOOST_DESCRIBE_STRUCT(SimulationView, (),
                      (candidates, assumed, plan_before, plan_after, before, after, offers, moves))

struct AwardGiven {
  std::string number;  // of the candidate
  std::string level;
  std::string contest;
  std::string issuer;
  std::string certificate_no;
  std::string awarded_on;
  std::string unit;
  std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(AwardGiven, (),
                      (number, level, contest, issuer, certificate_no, awarded_on, unit, files))

struct AwardStepGiven {
  AwardStep step = AwardStep::publicise;
  std::string comment;
};
BOOST_DESCRIBE_STRUCT(AwardStepGiven, (), (step, comment))

struct AwardObjectionView {
  std::string at;
  std::string by;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(AwardObjectionView, (), (at, by, text))

struct AwardView {
  std::string id;
  std::int64_t version = 0;
  std::string number;
  std::string name;
  std::string school;
  Text level;
  std::string contest;
  std::string issuer;
  std::string certificate_no;
  std::string awarded_on;
  Text unit_name;
  std::vector<file::FileLine> files;
  AwardState state = AwardState::proposed;
  std::string proposed_by;
  std::string publicised_from;
  std::string publicised_until;
  std::vector<AwardObjectionView> objections;
  std::string decided_by;
  std::string comment;
  std::vector<AwardStep> may;
};
BOOST_DESCRIBE_STRUCT(AwardView, (),
                      (id, version, number, name, school, level, contest, issuer, certificate_no,
                       awarded_on, unit_name, files, state, proposed_by, publicised_from,
                       publicised_until, objections, decided_by, comment, may))

struct AwardList {
  std::vector<AwardView> awards;
};
BOOST_DESCRIBE_STRUCT(AwardList, (), (awards))

//! How many of those who have a place there came.
struct EnrolmentLine {
  std::string name;  // of an institution, or of the school they come from
  std::int64_t placed = 0;
  std::int64_t reported = 0;
  std::int64_t absent = 0;
  std::int64_t unknown = 0;
};
BOOST_DESCRIBE_STRUCT(EnrolmentLine, (), (name, placed, reported, absent, unknown))

struct TrackingView {
  std::int64_t candidates = 0;
  std::int64_t eligible = 0;
  std::int64_t ineligible = 0;
  std::int64_t awaiting_result = 0;  // of an admission that is decided elsewhere
  EnrolmentLine total;
  std::vector<EnrolmentLine> institutions;
  std::vector<EnrolmentLine> schools;
};
BOOST_DESCRIBE_STRUCT(TrackingView, (),
                      (candidates, eligible, ineligible, awaiting_result, total, institutions,
                       schools))

// What a candidate sees and sends.

struct CandidateSignIn {
  std::string admission;
  std::string number;
  std::string secret;                       // the code, or the password he chose
  std::optional<std::string> new_password;  // with the code, which is used up by it
};
BOOST_DESCRIBE_STRUCT(CandidateSignIn, (), (admission, number, secret, new_password))

struct CandidateSession {
  bool signed_in = false;
  bool choose_password = false;  // the code is right: send it again with a password
};
BOOST_DESCRIBE_STRUCT(CandidateSession, (), (signed_in, choose_password))

struct CandidateOption {
  std::string code;
  std::string school;
  std::optional<Sector> sector;            // where a ratio is owed
  std::vector<OfferProgramme> programmes;  // with the seats that can still be had
};
BOOST_DESCRIBE_STRUCT(CandidateOption, (), (code, school, sector, programmes))

struct CandidateChoices {
  std::int64_t version = 0;
  std::vector<Choice> draft;
  std::string drafted_at;
  std::optional<std::vector<Choice>> submitted;
  std::string submitted_at;
  std::string receipt;
};
BOOST_DESCRIBE_STRUCT(CandidateChoices, (),
                      (version, draft, drafted_at, submitted, submitted_at, receipt))

struct CandidatePreference {
  std::int64_t number = 0;
  std::string school;
  std::string reason;
  std::int64_t places = 0;
  std::optional<std::int64_t> lowest_thousandths;
  std::optional<std::int64_t> lowest_position;
  Text decided_by;
  Text sentence;
  std::vector<Text> programmes;
};
BOOST_DESCRIBE_STRUCT(CandidatePreference, (),
                      (number, school, reason, places, lowest_thousandths, lowest_position,
                       decided_by, sentence, programmes))

struct CandidateResult {
  bool admitted = false;
  Text sentence;
  std::int64_t position = 0;
  std::vector<CandidatePreference> preferences;
  std::vector<Text> next_steps;
  std::string input_sha256;
  std::string published_at;
  bool corrected = false;  // an earlier result of this round was replaced
  std::optional<ReplyAnswer> reply;
  bool may_reply = false;
  bool may_appeal = false;
};
BOOST_DESCRIBE_STRUCT(CandidateResult, (),
                      (admitted, sentence, position, preferences, next_steps, input_sha256,
                       published_at, corrected, reply, may_reply, may_appeal))

struct CandidateAppeal {
  std::string round;
  AppealState state = AppealState::open;
  std::string text;
  std::string made_at;
  std::string answer;  // once it is decided
};
BOOST_DESCRIBE_STRUCT(CandidateAppeal, (), (round, state, text, made_at, answer))

struct CandidateRound {
  std::string id;
  Text title;
  std::string opens_at;
  std::string closes_at;
  std::string reply_by;
  std::string appeal_by;
  std::int64_t preferences_max = 0;
  std::int64_t programmes_max = 0;
  bool may_enter = false;
  Text why_not;
  std::vector<CandidateOption> options;
  CandidateChoices choices;
  std::optional<CandidateResult> result;
};
BOOST_DESCRIBE_STRUCT(CandidateRound, (),
                      (id, title, opens_at, closes_at, reply_by, appeal_by, preferences_max,
                       programmes_max, may_enter, why_not, options, choices, result))

struct CandidateAward {
  Text level;
  std::string contest;
  AwardState state = AwardState::proposed;
  std::string publicised_until;
  std::string comment;  // once it is decided
};
BOOST_DESCRIBE_STRUCT(CandidateAward, (), (level, contest, state, publicised_until, comment))

struct CandidateHome {
  std::string number;
  std::string name;
  Text county;
  std::string school;
  Text admission;
  Enquiry enquiry;
  std::vector<SubjectMark> marks;
  //! When somebody last gave out a code for him, and who: a code he did not ask for is a reason to
  //! ask.
  std::string code_issued_at;
  std::string code_issued_by;
  std::vector<CandidateRound> rounds;
  std::vector<CandidateAppeal> appeals;
  Text decided_by;  // empty: here
  Text papers;
  bool checks_eligibility = false;
  Eligibility eligibility = Eligibility::unchecked;
  std::string eligibility_reason;
  std::vector<CandidateAward> awards;
  std::optional<PlaceElsewhere> elsewhere;
};
BOOST_DESCRIBE_STRUCT(CandidateHome, (),
                      (number, name, county, school, admission, enquiry, marks, code_issued_at,
                       code_issued_by, rounds, appeals, decided_by, papers, checks_eligibility,
                       eligibility, eligibility_reason, awards, elsewhere))

struct ChoicesGiven {
  std::vector<Choice> choices;
};
BOOST_DESCRIBE_STRUCT(ChoicesGiven, (), (choices))

struct ReplyGiven {
  ReplyAnswer answer = ReplyAnswer::confirm;
};
BOOST_DESCRIBE_STRUCT(ReplyGiven, (), (answer))

struct AppealGiven {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(AppealGiven, (), (text))

// What everybody may see: enough to sign in, and to hold the program to its word.

struct PublicRun {
  Text round;
  RunState state = RunState::frozen;
  std::string input_sha256;
  std::string commitment;
  Text random_source;
  std::string random_value;
  std::string frozen_at;
  std::string published_at;
  bool intact = true;  // what is stored is what was hashed
  std::vector<CutOffView> cut_offs;
};
BOOST_DESCRIBE_STRUCT(PublicRun, (),
                      (round, state, input_sha256, commitment, random_source, random_value,
                       frozen_at, published_at, intact, cut_offs))

//! 公示: while it lasts, and no longer.
struct PublicAward {
  std::string name;
  std::string school;
  Text level;
  std::string contest;
  std::string from;
  std::string until;
};
BOOST_DESCRIBE_STRUCT(PublicAward, (), (name, school, level, contest, from, until))

struct PublicAdmission {
  std::string id;
  Text title;
  Enquiry enquiry;
  std::vector<PublicRun> runs;
  std::vector<PublicAward> awards;
};
BOOST_DESCRIBE_STRUCT(PublicAdmission, (), (id, title, enquiry, runs, awards))

struct PublicAdmissions {
  std::vector<PublicAdmission> admissions;
};
BOOST_DESCRIBE_STRUCT(PublicAdmissions, (), (admissions))

}  // namespace admission

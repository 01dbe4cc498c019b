#include "finance/funding_http.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "base/problem.hpp"
#include "document/official_paper.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace finance {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using zhijiao::access::once_of;

constexpr const char* kTag = "finance";

//! As FloorsQuery, and how the letter is printed.
struct LetterQuery {
  std::optional<std::int64_t> year;
  std::optional<Date> as_of;
  std::optional<std::int64_t> judged_stage;
  std::optional<std::int64_t> special_counts_transfers;
  std::optional<std::int64_t> special_counts_contest;
  std::optional<std::int64_t> special_counts_surcharge;
  std::optional<std::int64_t> surcharge_denominator;
  std::optional<std::int64_t> surcharge_judged;
  std::optional<bool> red_head;
};
BOOST_DESCRIBE_STRUCT(LetterQuery, (),
                      (year, as_of, judged_stage, special_counts_transfers, special_counts_contest,
                       special_counts_surcharge, surcharge_denominator, surcharge_judged, red_head))

std::int64_t year_of(const Request& request) {
  const std::string& text = request.param("year");
  const bool digits = text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) throw base::not_found({"这一年", "This year"});
  return std::stoll(text);
}

std::string yuan(const std::optional<std::int64_t>& fen) {
  return fen ? fmt::format("{}.{:02}", *fen / 100, *fen % 100) : "";
}

std::string percent(const std::optional<std::int64_t>& per_mille) {
  return per_mille ? fmt::format("{}.{}", *per_mille / 10, *per_mille % 10) : "";
}

const std::string& word(const Text& text, http::Language language) {
  return language == http::Language::en ? text.en : text.zh;
}

Text verdict_title(FloorVerdict verdict) {
  if (verdict == FloorVerdict::met) return {"达到", "met"};
  if (verdict == FloorVerdict::unmet) return {"未达到", "not met"};
  return {"无法判断", "unknown"};
}

// One row for everything held against a floor, as in the letter.
http::Table table_of(const FundingFloors& floors, http::Language language) {
  using Kind = http::ColumnKind;
  http::Table table;
  table.title = {fmt::format("{}年职业教育经费落实情况", floors.year),
                 fmt::format("Funding of vocational education {}", floors.year)};
  table.columns = {{{"单位", "Unit"}, Kind::text},
                   {{"填报期", "Period"}, Kind::text},
                   {{"审核", "State"}, Kind::text},
                   {{"项目", "Purpose"}, Kind::text},
                   {{"预算安排（元）", "Budgeted (yuan)"}, Kind::decimal},
                   {{"下达（元）", "Issued (yuan)"}, Kind::decimal},
                   {{"拨付（元）", "Paid (yuan)"}, Kind::decimal},
                   {{"判断数（元）", "Counted (yuan)"}, Kind::decimal},
                   {{"底线（元）", "Floor (yuan)"}, Kind::decimal},
                   {{"占本级可用（%）", "Of what is available (%)"}, Kind::percent},
                   {{"占征收数（%）", "Of what was collected (%)"}, Kind::percent},
                   {{"参与判断", "Judged"}, Kind::text},
                   {{"结论", "Verdict"}, Kind::text},
                   {{"尚差（元）", "Missing (yuan)"}, Kind::decimal},
                   {{"指标文号", "Document no."}, Kind::text},
                   {{"注", "Notes"}, Kind::text}};
  for (const FundingUnit& unit : floors.units) {
    for (const FloorTestView& test : unit.tests) {
      std::string notes;
      for (const Text& note : test.footnotes) notes += word(note, language);
      for (const FloorMeasured& of : test.measured) {
        const bool shares = of.shares.size() == 2;
        table.rows.push_back(
            {word(unit.name, language), unit.period, word(unit.state_title, language),
             word(of.title, language), yuan(of.amounts.budgeted), yuan(of.amounts.issued),
             yuan(of.amounts.paid), yuan(of.counted_fen), yuan(of.floor_fen),
             shares ? percent(of.shares[0].per_mille) : "",
             shares ? percent(of.shares[1].per_mille) : "",
             word(of.judged ? Text{"是", "yes"} : Text{"否", "no"}, language),
             word(verdict_title(of.verdict), language),
             of.verdict == FloorVerdict::unmet ? yuan(of.lacking_fen) : "", of.document, notes});
      }
    }
  }
  return table;
}

}  // namespace

void add_funding_routes(http::Router& router, FundingService& service,
                        zhijiao::access::Guard& guard,
                        const std::filesystem::path& temporary_folder) {
  router.add({.method = Method::get,
              .path = "/api/funding/floors",
              .tag = kTag,
              .summary = {"职业教育经费四条底线", "The four floors of money"},
              .query = http::query_of<FloorsQuery>,
              .answers = {{200, http::schema_of<FundingFloors>}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<FloorsQuery>(request);
                    const FundingFloors view = co_await service.floors(actor, query);
                    co_return http::json(view);
                  })});
  for (const auto& [suffix, format, media_type] :
       {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
        std::tuple{"xlsx", http::TableFormat::xlsx,
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
    router.add(
        {.method = Method::get,
         .path = fmt::format("/api/funding/floors.{}", suffix),
         .tag = kTag,
         .summary = {fmt::format("四条底线表（{}）", suffix),
                     fmt::format("The four floors as a table ({})", suffix)},
         .query = http::query_of<FloorsQuery>,
         .answers = {{200, nullptr, {}, media_type}},
         .handler = guard.in_post([&service, format, temporary_folder](
                                      const Actor& actor, Request& request) -> awaitable<Response> {
           const auto query = http::query<FloorsQuery>(request);
           const FundingFloors view = co_await service.floors(actor, query);
           co_return http::download(table_of(view, request.language), format, "funding", request,
                                    temporary_folder);
         })});
  }
  router.add({.method = Method::get,
              .path = "/api/funding/floors.docx",
              .tag = kTag,
              .summary = {"四条底线函件，附 A3 表（DOCX，可编辑）",
                          "The four floors as a letter with a table on A3 (editable DOCX)"},
              .query = http::query_of<LetterQuery>,
              .answers = {{200, nullptr, {}, document::kDocxMediaType}},
              .handler = guard.in_post([&service](const Actor& actor,
                                                  Request& request) -> awaitable<Response> {
                const auto asked = http::query<LetterQuery>(request);
                const FloorsQuery query{asked.year,
                                        asked.as_of,
                                        asked.judged_stage,
                                        asked.special_counts_transfers,
                                        asked.special_counts_contest,
                                        asked.special_counts_surcharge,
                                        asked.surcharge_denominator,
                                        asked.surcharge_judged};
                auto paper = co_await service.letter(actor, query, asked.red_head.value_or(true));
                co_return http::attachment(std::move(paper.bytes), document::kDocxMediaType,
                                           paper.file_name);
              })});
  router.add({.method = Method::post,
              .path = "/api/funding/floors/{year}/release",
              .tag = kTag,
              .summary = {"对外公布一年的落实情况", "Release a year to the public"},
              .body = http::schema_of<FundingReleasing>,
              .answers = {{200, http::schema_of<FundingRelease>}},
              .if_match = true,
              .idempotency_key = true,
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<FundingReleasing>(request);
                    const std::int64_t version = http::required_version(request);
                    const db::Once once = once_of(request, actor);
                    const FundingRelease view =
                        co_await service.release(actor, year_of(request), body, version, once);
                    co_return http::json(view);
                  })});
  router.add({.method = Method::post,
              .path = "/api/funding/floors/{year}/withdraw",
              .tag = kTag,
              .summary = {"撤回已公布的一年", "Withdraw what was released of a year"},
              .body = http::schema_of<FundingWithdrawal>,
              .answers = {{200, http::schema_of<FundingRelease>}},
              .if_match = true,
              .idempotency_key = true,
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<FundingWithdrawal>(request);
                    const std::int64_t version = http::required_version(request);
                    const db::Once once = once_of(request, actor);
                    const FundingRelease view =
                        co_await service.withdraw(actor, year_of(request), body, version, once);
                    co_return http::json(view);
                  })});
  router.add({.method = Method::get,
              .path = "/api/public/funding",
              .tag = kTag,
              .summary = {"已公布的经费落实情况", "What of the money was released"},
              .answers = {{200, http::schema_of<PublicFunding>}},
              .public_access = true,
              .handler = [&service](Request&) -> awaitable<Response> {
                const PublicFunding view = co_await service.released();
                co_return http::json(view);
              }});
}

}  // namespace finance

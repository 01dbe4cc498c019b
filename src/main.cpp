#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <string>

#include "access/access_service.hpp"
#include "allocation_files/allocate.hpp"
#include "allocation_files/lottery_file.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "db/directory_lock.hpp"
#include "draft/current_plan.hpp"
#include "draft/draft_command.hpp"
#include "plan/plan_check.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_load.hpp"
#include "plan/plan_service.hpp"
#include "program/ask_server.hpp"
#include "program/backup.hpp"
#include "program/import_command.hpp"
#include "program/serve.hpp"
#include "program/tables.hpp"
#include "program/wait_for.hpp"
#include "sample/world.hpp"

// The command line: options and wiring only. What it does stands in program/ and the capabilities.

namespace {

namespace fs = std::filesystem;

void print(const std::string& text) { fmt::print("{}\n", text); }

// A database opened by the command line while no server runs.
class Offline {
 public:
  Offline(const fs::path& data, const std::string& database, plan::Plan plan)
      : lock_(data),
        plan_(std::move(plan)),
        database_(db::Database::open({.url = program::database_url(data, database)}, clock_)),
        attempts_(clock_) {
    db::migrate(*database_, program::all_migrations());
    access_.emplace(*database_, random_, passwords_, attempts_, plan::directory_of(plan_));
  }

  db::Database& database() { return *database_; }
  zhijiao::access::AccessService& access() { return *access_; }

  plan::LoadOutcome load() {
    plan::PlanService service(*database_, *access_, random_, plan_.region, plan_.id);
    return service.load_now(plan_, "command line");
  }

 private:
  db::DirectoryLock lock_;
  base::SystemClock clock_;
  base::SecureRandom random_;
  plan::Plan plan_;
  std::unique_ptr<db::Database> database_;
  zhijiao::access::PasswordPool passwords_;
  zhijiao::access::AttemptLimit attempts_;
  std::optional<zhijiao::access::AccessService> access_;
};

int check(const fs::path& folder, const std::string& format, bool english) {
  const auto findings = plan::check_plan(program::load_plan_folder(folder));
  print(format == "json" ? plan::findings_json(findings) : plan::findings_text(findings, english));
  const bool errors = std::ranges::any_of(findings, [](const plan::Finding& finding) {
    return finding.severity == plan::Severity::error;
  });
  return errors ? 1 : 0;
}

// What `zhijiao allocate` is asked for on the command line.
struct AllocateOptions {
  fs::path input;
  std::string format = "json";
  fs::path before;
  fs::path lottery;
  allocation_files::Asked asked;
};

void allocate(AllocateOptions options) {
  boost::json::value before;
  if (!options.before.empty()) {
    before = http::parse_json(allocation_files::read_input(options.before));
    options.asked.before = before.if_object();
  }
  if (!options.lottery.empty()) {
    options.asked.lottery = allocation_files::lottery_numbers(
        http::parse_json(allocation_files::read_input(options.lottery)));
  }
  const auto answer =
      allocation_files::allocate(allocation_files::source_of(options.input), options.asked);
  fmt::print("{}", options.format == "csv" ? allocation_files::answer_csv(answer)
                                           : allocation_files::answer_json(answer));
}

void draw_lottery(const fs::path& input, const fs::path& commitment, const std::string& value) {
  const std::string text = allocation_files::read_input(input);
  const auto frozen = http::parse_json(allocation_files::read_input(commitment));
  fmt::print("{}", allocation_files::answer_json(allocation_files::reveal(
                       text, allocation_files::source_of(input), frozen, value)));
}

void print_outcome(const std::string& json) {
  const auto outcome = base::record_from<plan::LoadOutcome>(json);
  if (!outcome.changed) {
    print(fmt::format("方案未变，仍为第 {} 版。/ Nothing changed; still version {}.",
                      outcome.version, outcome.version));
    return;
  }
  print(fmt::format("已载入第 {} 版 / version {} loaded: +{} ~{} -{}", outcome.version,
                    outcome.version, outcome.shares_added, outcome.shares_revised,
                    outcome.shares_withdrawn));
  for (const base::Text& change : outcome.changes) print("  " + change.zh + " / " + change.en);
}

void print_backup(const program::Manifest& manifest, const fs::path& where) {
  std::int64_t bytes = 0;
  for (const auto& file : manifest.files) bytes += file.size_bytes;
  print(fmt::format("{}: {} 个文件，{} 字节，{} / {} files, {} bytes", where.string(),
                    manifest.files.size(), bytes, manifest.created_at, manifest.files.size(),
                    bytes));
}

void report(const base::Problem& problem) {
  fmt::print(stderr, "{}：{}\n{}: {}\n", problem.title().zh, problem.detail().zh,
             problem.title().en, problem.detail().en);
  for (const base::FieldError& error : problem.errors()) {
    fmt::print(stderr, "  {}：{} / {}\n", error.field, error.message.zh, error.message.en);
  }
}

void report(const plan::LoadError& error, bool english) {
  for (const plan::Fault& fault : error.faults()) {
    fmt::print(stderr, "{}\n", plan::fault_text(fault, english));
  }
  fmt::print(stderr, "方案未载入：{} 处错误 / plan refused: {} faults\n", error.faults().size(),
             error.faults().size());
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("zhijiao"));
  CLI::App app{"职教 Zhijiao"};
  app.set_version_flag("--version", ZHIJIAO_VERSION);
  app.require_subcommand(1);

  program::ServeOptions options;
  options.http.port = 8080;
  std::string format = "text";
  bool english = false;
  fs::path folder;
  fs::path target;
  int result = 0;

  CLI::App* serve = app.add_subcommand("serve", "启动服务 / run the server");
  serve->add_option("--port", options.http.port, "端口 / port")->capture_default_str();
  serve->add_option("--listen", options.http.listen, "监听地址 / address")->capture_default_str();
  serve->add_option("--web", options.web, "网页目录 / built web page")->capture_default_str();
  serve->add_option("--registers", options.registers,
                    "台账声明目录 / declarations of registers (default: beside plans)");
  serve->add_flag("--sample", options.sample, "载入示例数据 / sample people and progress");
  serve
      ->add_option("--sample-scale", options.sample_scale,
                   "示例规模，0 不填台账 / size of the sample, 0: empty registers")
      ->check(CLI::Range(0.0, sample::kScaleMax));
  serve->add_option("--tls-certificate", options.http.tls_certificate, "证书 / PEM chain");
  serve->add_option("--tls-key", options.http.tls_key, "私钥 / PEM key");
  serve->add_option("--trusted-proxy", options.http.trusted_proxy, "反向代理地址 / proxy address");
  fs::path smtp_password;
  fs::path webhook_secret;
  notice::OutboundOptions& outbound = options.outbound;
  serve->add_option("--smtp-url", outbound.mail.url, "发邮件的服务器 / smtp://host:587");
  serve->add_option("--mail-from", outbound.mail.from, "发件邮箱 / sender's address");
  serve->add_option("--smtp-user", outbound.mail.user, "邮箱用户名 / user of the mail server");
  serve->add_option("--smtp-password-file", smtp_password, "口令文件 / file with the password");
  serve->add_option("--webhook-url", outbound.webhook.url, "转发提醒的地址 / where notices go");
  serve->add_option("--webhook-secret-file", webhook_secret, "签名密钥文件 / file with the secret");
  serve->add_option("--public-url", outbound.public_url,
                    "对外网址，写进邮件 / address of the page, for links in messages");
  serve->callback([&] {
    if (!smtp_password.empty()) outbound.mail.password = notice::secret_in(smtp_password);
    if (!webhook_secret.empty()) outbound.webhook.secret = notice::secret_in(webhook_secret);
    result = program::serve(options);
  });

  CLI::App* check_plan = app.add_subcommand("check", "检查方案 / what is wrong with a plan");
  check_plan->add_option("folder", folder, "方案目录 / plan folder")->required();
  check_plan->add_option("--format", format, "text | json")->check(CLI::IsMember({"text", "json"}));
  check_plan->add_flag("--english", english, "英文 / in English");
  check_plan->callback([&] { result = check(folder, format, english); });

  draft::CommandOptions drafting;
  CLI::App* draft_plan =
      app.add_subcommand("draft", "从文件起草方案 / draft a plan from a document");
  draft_plan->add_option("file", drafting.file, "文件 / document")->required();
  draft_plan->add_option("-o,--output", drafting.folder, "方案目录 / plan folder to write");
  draft_plan->add_option("--units", drafting.units, "单位 / units.yaml or plan folder");
  draft_plan->add_option("--plans", drafting.plans, "已有方案 / plans of known places")
      ->capture_default_str();
  draft_plan->add_option("--region", drafting.region, "行政区划代码 / division code");
  draft_plan->add_option("--compare", drafting.compare, "与之比较 / plan folder to compare with");
  draft_plan->add_option("--format", drafting.format, "text | json")
      ->check(CLI::IsMember({"text", "json"}));
  draft_plan->add_flag("--english", drafting.english, "英文 / in English");
  draft_plan->callback([&] {
    english = drafting.english;
    const auto outcome =
        draft::draft_command(drafting, program::permission_names(), base::SystemClock().today());
    fmt::print("{}", outcome.output);
    result = outcome.status;
  });

  CLI::App* load = app.add_subcommand("load", "载入方案 / load a plan version");
  load->add_option("folder", folder, "方案目录 / plan folder")->required();
  load->callback([&] {
    // Read here first: what is wrong is then told with its place in the file.
    const plan::Plan loaded = program::load_plan_folder(folder);
    const boost::json::object body{{"folder", fs::absolute(folder).string()}};
    const auto answer = program::ask_server(options.data, "/plan", boost::json::serialize(body));
    print_outcome(answer
                      ? *answer
                      : base::record_text(Offline(options.data, options.database, loaded).load()));
    if (!answer) draft::forget_current_plan(options.data);
  });

  std::string until;
  CLI::App* make_sample =
      app.add_subcommand("sample", "示例数据，载入空目录 / make sample data in an empty directory");
  make_sample->add_option("--seed", options.sample_seed, "种子 / seed")->capture_default_str();
  make_sample
      ->add_option("--scale", options.sample_scale,
                   "规模，1 为一市，50 为一省 / 1: a city, 50: a province")
      ->capture_default_str()
      ->check(CLI::Range(0.0, sample::kScaleMax));
  make_sample->add_option("--until", until, "截至日期，默认今天 / ends before this day, today");
  make_sample->add_option("--registers", options.registers, "台账声明目录 / declarations");
  make_sample->callback([&] { program::make_sample_only(options, until); });

  program::ImportAsked importing;
  CLI::App* import_file =
      app.add_subcommand("import", "导入台账 / import a CSV file into a register");
  import_file->add_option("register", importing.noun, "台账名 / register, such as student")
      ->required();
  import_file->add_option("file", importing.file, "CSV 文件 / file")->required();
  import_file->add_option("--as", importing.account, "以谁的名义，登录名 / sign-in name of whom")
      ->required();
  import_file->add_option("--map", importing.columns,
                          "标题=字段名，不写字段名则不导入 / title=field; title= leaves it out");
  import_file->add_option("--heading", importing.heading, "标题在第几行 / row of the titles");
  import_file->add_option("--owner", importing.owner,
                          "没写单位的行归谁 / unit of rows without one");
  import_file->add_flag("--clear", importing.clear, "空单元格清空原值 / empty cells clear values");
  CLI::Option* check_only = import_file->add_flag("--check", importing.check_only,
                                                  "只核对不写入 / check only, write nothing");
  CLI::Option* good_rows =
      import_file
          ->add_flag("--good-rows", importing.good_rows,
                     "先写合格的，其余存为文件；不加则有一行不合格就都不写 / write the good rows, "
                     "the others go to a file; otherwise all or none")
          ->excludes(check_only);
  import_file->add_option("--errors", importing.errors, "不合格的行存到 / file for the bad rows")
      ->needs(good_rows);
  import_file->add_flag("--confirmed", importing.confirmed,
                        "须确认的已核对 / unusual rows were checked and are right");
  import_file->add_option("--registers", options.registers, "台账声明目录 / declarations");
  import_file->callback([&] { result = program::import_command(options, importing); });

  CLI::App* backup = app.add_subcommand("backup", "备份 / back up, also while running");
  backup->add_option("target", target, "备份到 / new folder")->required();
  backup->callback([&] {
    const boost::json::object body{{"target", fs::absolute(target).string()}};
    if (const auto answer =
            program::ask_server(options.data, "/backup", boost::json::serialize(body))) {
      print_backup(base::record_from<program::Manifest>(*answer), target);
      return;
    }
    Offline offline(options.data, options.database,
                    program::plan_in_use(options.data, options.plan, options.region));
    print_backup(program::back_up(offline.database(), options.data, target), target);
  });

  CLI::App* restore = app.add_subcommand("restore", "恢复 / restore into an empty directory");
  restore->add_option("backup", folder, "备份 / folder of the backup")->required();
  restore->callback([&] {
    print_backup(program::restore(folder, options.data, options.database), options.data);
  });

  CLI::App* invite =
      app.add_subcommand("invite", "新的管理员链接 / new one-time administrator link");
  invite->callback([&] {
    std::string path;
    if (const auto answer = program::ask_server(options.data, "/administrator-link", "{}")) {
      path = base::record_from<zhijiao::access::LinkView>(*answer).path;
    } else {
      Offline offline(options.data, options.database,
                      program::plan_in_use(options.data, options.plan, options.region));
      path = program::wait_for(offline.access().new_administrator_link()).path;
    }
    print(path);
  });

  AllocateOptions allocation;
  CLI::App* allocate_file =
      app.add_subcommand("allocate", "按文件分配 / allocate places from a file");
  allocate_file->add_option("input", allocation.input, "输入 / .json or .csv")->required();
  allocate_file->add_option("--format", allocation.format, "json | csv")
      ->check(CLI::IsMember({"json", "csv"}));
  allocate_file->add_option("--explain", allocation.asked.explain,
                            "说明这些人 / why, for these ids");
  allocate_file->add_flag("--explain-all", allocation.asked.explain_all, "说明每个人 / for all");
  allocate_file->add_option("--lottery", allocation.lottery,
                            "抽签结果 / what lottery draw printed");
  CLI::Option* before = allocate_file->add_option(
      "--before", allocation.before, "上次结果，列出变动 / earlier answer, to list what changes");
  allocate_file
      ->add_flag("--keep-offers", allocation.asked.keep_offers,
                 "已录取的保留 / nobody gets less than he was offered before")
      ->needs(before);
  allocate_file->callback([&] { allocate(allocation); });

  CLI::App* lottery = app.add_subcommand("lottery", "抽签号 / draw lottery numbers");
  lottery->require_subcommand(1);
  std::string random;
  CLI::App* commit = lottery->add_subcommand("commit", "冻结输入 / freeze the input");
  commit->add_option("input", folder, "输入 / .json or .csv")->required();
  commit->add_option("--random-source", random, "将采用的公开随机数 / public value to be used")
      ->required();
  commit->callback([&] {
    fmt::print("{}", allocation_files::answer_json(allocation_files::commit(
                         allocation_files::read_input(folder), ZHIJIAO_VERSION, random)));
  });
  CLI::App* draw = lottery->add_subcommand("draw", "揭示并抽出 / reveal and draw");
  draw->add_option("input", folder, "输入 / .json or .csv")->required();
  draw->add_option("--commitment", target, "commit 的输出 / what commit printed")->required();
  draw->add_option("--random", random, "公开随机数 / the public value")->required();
  draw->callback([&] { draw_lottery(folder, target, random); });

  for (CLI::App* command : {serve, load, import_file, make_sample, backup, restore, invite}) {
    command->add_option("--data", options.data, "数据目录 / data directory")->capture_default_str();
    command->add_option("--database", options.database, "postgresql://…（默认 SQLite）");
  }
  for (CLI::App* command : {serve, import_file, make_sample, backup, invite}) {
    command->add_option("--plan", options.plan, "方案目录 / plan folder")->capture_default_str();
    command->add_option("--region", options.region,
                        "尚无方案时的行政区划代码 / division code, to begin without a plan");
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const plan::LoadError& error) {
    report(error, english);
    return 1;
  } catch (const base::Problem& problem) {
    report(problem);
    return 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "出现意外错误，请将以下内容告知维护人员 / unexpected error: {}\n",
               error.what());
    return 2;
  }
  return result;
}

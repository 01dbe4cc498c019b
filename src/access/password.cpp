#include "access/password.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <new>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"

namespace zhijiao::access {

namespace asio = boost::asio;

namespace {

// Folded (lower case, no blanks) and at least kPasswordLengthMin long; shorter ones fall to length.
constexpr std::array<std::string_view, 28> kUsualPasswords{
    "1234567890",   "0123456789",   "12345678910",  "123456789a",    "1234567890a",   "a123456789",
    "aa123456789",  "qq123456789",  "9876543210",   "0987654321",    "1111111111a",   "1q2w3e4r5t",
    "1q2w3e4r5t6y", "qwertyuiop",   "qwerty123456", "asdfghjkl;",    "abcdefghij",    "abcd123456",
    "abc1234567",   "abc123456789", "password123",  "password1234",  "administrator", "admin123456",
    "woaini1314",   "5201314520",   "woaini520520", "zhijiao123456",
};

// A password of fewer different characters is guessed at once, however long it is.
constexpr std::size_t kDifferentCharactersMin = 4;

icu::UnicodeString from_utf8(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
}

std::size_t different_characters(std::string_view utf8) {
  const icu::UnicodeString text = from_utf8(utf8);
  std::set<UChar32> seen;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) seen.insert(text.char32At(i));
  return seen.size();
}

std::string without(std::string text, const std::string& part) {
  if (part.empty()) return text;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) {
    text.erase(at, part.size());
  }
  return text;
}

// "$argon2id$v=19$m=65536,t=3,p=1$salt$hash"
std::string encoded_cost(const PasswordCost& cost) {
  return fmt::format("$argon2id$v=19$m={},t={},p=1$", cost.memory_bytes / 1024, cost.passes);
}

std::string random_base64(std::size_t bytes) {
  std::vector<unsigned char> random(bytes);
  randombytes_buf(random.data(), random.size());
  std::string text(sodium_base64_ENCODED_LEN(bytes, sodium_base64_VARIANT_ORIGINAL_NO_PADDING),
                   '\0');
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                    sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  text.pop_back();  // the NUL
  return text;
}

// The number after `key` in the part of `kept` that tells the cost.
std::optional<unsigned long long> cost_number(std::string_view kept, std::string_view key) {
  const auto at = kept.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = kept.substr(at + key.size());
  unsigned long long number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end == digits.data()) return std::nullopt;
  return number;
}

std::string hash_here(const std::string& password, const PasswordCost& cost) {
  std::array<char, crypto_pwhash_STRBYTES> kept{};
  if (crypto_pwhash_str(kept.data(), password.data(), password.size(), cost.passes,
                        cost.memory_bytes) != 0) {
    throw std::bad_alloc();  // the only reason it can fail for
  }
  return kept.data();
}

PasswordPool::Options checked(const PasswordPool::Options& options) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
  const PasswordCost least = PasswordCost::least();
  if (options.cost.passes < least.passes || options.cost.memory_bytes < least.memory_bytes ||
      options.threads == 0 || options.jobs_max == 0) {
    throw std::logic_error("password options below what libsodium takes");
  }
  return options;
}

}  // namespace

PasswordCost PasswordCost::least() {
  return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
}

std::string normalised(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC");
  std::string result;
  nfkc->normalize(from_utf8(utf8), status).toUTF8String(result);
  return result;
}

std::vector<base::FieldError> password_errors(std::string_view field, std::string_view password,
                                              std::string_view name) {
  const auto wrong = [&](base::Text message) {
    return std::vector<base::FieldError>{{std::string(field), std::move(message)}};
  };
  // The length as typed comes first, so that a huge input is not normalised.
  const std::size_t typed = base::character_count(password);
  const std::string kept_form = typed > kPasswordLengthMax ? std::string() : normalised(password);
  const std::size_t length = base::character_count(kept_form);
  if (typed > kPasswordLengthMax || length > kPasswordLengthMax) {
    return wrong({fmt::format("密码最多 {} 个字符，请缩短。", kPasswordLengthMax),
                  fmt::format("A password has at most {} characters; choose a shorter one.",
                              kPasswordLengthMax)});
  }
  if (length < kPasswordLengthMin) {
    return wrong({fmt::format("密码至少 {} 个字符，可以用一句好记的话。", kPasswordLengthMin),
                  fmt::format("A password has at least {} characters; a sentence that is easy to "
                              "remember is fine.",
                              kPasswordLengthMin)});
  }
  const std::string folded = base::fold(kept_form);
  if (base::character_count(without(folded, base::fold(name))) < kDifferentCharactersMin) {
    return wrong({"密码不能是登录名或只比登录名多几个字符，请另选一个。",
                  "A password cannot be the sign-in name or little more than it; choose another."});
  }
  if (std::ranges::find(kUsualPasswords, folded) != kUsualPasswords.end() ||
      different_characters(folded) < kDifferentCharactersMin) {
    return wrong({"这个密码太常见，容易被猜到，请另选一个。",
                  "This password is too common and easily guessed; choose another."});
  }
  return {};
}

// Frees its place when the job has ended, also if nobody waits for it any more.
struct PasswordPool::Slot {
  explicit Slot(std::shared_ptr<std::atomic<std::size_t>> counted) : jobs(std::move(counted)) {}
  ~Slot() { jobs->fetch_sub(1); }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

  std::shared_ptr<std::atomic<std::size_t>> jobs;
};

PasswordPool::PasswordPool() : PasswordPool(Options{}) {}

PasswordPool::PasswordPool(const Options& options)
    : options_(checked(options)),
      unmatched_(encoded_cost(options.cost) + random_base64(crypto_pwhash_SALTBYTES) + "$" +
                 random_base64(32)),
      jobs_(std::make_shared<std::atomic<std::size_t>>(0)),
      pool_(options.threads) {}

PasswordPool::~PasswordPool() { pool_.join(); }

std::shared_ptr<PasswordPool::Slot> PasswordPool::take_slot() {
  if (jobs_->fetch_add(1) >= options_.jobs_max) {
    jobs_->fetch_sub(1);
    throw base::unavailable({"同时登录的人太多，请过几秒再试。",
                             "Too many people are signing in at once; try again in a few seconds."},
                            3);
  }
  return std::make_shared<Slot>(jobs_);
}

namespace {

// Free coroutines with arguments by value: everything they touch lives in their frame.
asio::awaitable<std::string> hash_job(std::string password, PasswordCost cost,
                                      std::shared_ptr<void> /*slot*/) {
  std::string kept = hash_here(password, cost);
  sodium_memzero(password.data(), password.size());
  co_return kept;
}

asio::awaitable<bool> verify_job(std::string kept, std::string password,
                                 std::shared_ptr<void> /*slot*/) {
  const bool fits = crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
  sodium_memzero(password.data(), password.size());
  co_return fits;
}

}  // namespace

asio::awaitable<std::string> PasswordPool::hash(std::string password) {
  std::shared_ptr<void> slot = take_slot();
  std::string kept = co_await asio::co_spawn(
      pool_, hash_job(normalised(password), options_.cost, std::move(slot)), asio::use_awaitable);
  co_return kept;
}

asio::awaitable<bool> PasswordPool::verify(std::string kept, std::string password) {
  // Longer than any password can be: no need to spend anything on it, whoever it is for.
  if (base::character_count(password) > kPasswordLengthMax) co_return false;
  std::shared_ptr<void> slot = take_slot();
  const bool fits = co_await asio::co_spawn(
      pool_, verify_job(std::move(kept), normalised(password), std::move(slot)),
      asio::use_awaitable);
  co_return fits;
}

bool PasswordPool::is_weaker(const std::string& kept) const {
  const auto memory_kib = cost_number(kept, "$m=");
  const auto passes = cost_number(kept, ",t=");
  if (!memory_kib || !passes) return true;
  return *memory_kib < options_.cost.memory_bytes / 1024 || *passes < options_.cost.passes;
}

}  // namespace zhijiao::access

# Debian 12 packages by purpose. Sourced; `need_packages` installs what is missing and asks for root
# only then.

# To build and run the server and the web page.
kPackagesRun=(
  ca-certificates ccache clang-19 cmake libstdc++-12-dev lld-19 ninja-build pkg-config
  libboost1.81-dev libboost-json1.81-dev libboost-system1.81-dev libboost-url1.81-dev
  libcli11-dev libcurl4-openssl-dev libfmt-dev libgsl-dev libical-dev libicu-dev liblemon-dev libmagic-dev
  libpng-dev libpq-dev libqrencode-dev libre2-dev libsoci-dev libsodium-dev
  libspdlog-dev libsqlite3-dev libssl-dev libtcmalloc-minimal4 libvalijson-dev libxlsxwriter-dev libxml2-dev
  libyaml-cpp-dev libzip-dev poppler-utils prometheus-cpp-dev zlib1g-dev
)

# To test them.
kPackagesTest=(
  chromium clang-format-19 clang-tidy-19 faketime fonts-noto-cjk git libclang-rt-19-dev
  libreoffice-writer-nogui libgmock-dev libgtest-dev librapidcheck-dev llvm-19 postgresql procps unzip util-linux
)

missing_packages() {
  # Prints those of the packages named that are not installed.
  local installed
  installed=$(dpkg-query --show --showformat '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^ii //p') || true
  local package
  for package in "$@"; do
    grep --quiet --line-regexp --fixed-strings -- "$package" <<<"$installed" || echo "$package"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

show_apt_progress() {
  # One line that counts; in a log only the milestones.
  awk -v terminal="$([ -t 1 ] && echo 1)" '
    /newly installed/ { all = $3 }
    /^Get:/ { got++ }
    /^Unpacking / { unpacked++ }
    /^Setting up / { ready++ }
    {
      line = sprintf("  %d: %d ↓ %d ▤ %d ✓", all, got, unpacked, ready)
      if (terminal) printf "\r%s", line
      else if ((got + unpacked + ready) % 200 == 0 && line != last) print line
      last = line
      fflush()
    }
    END { if (terminal) print "" }'
}

need_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  # A Node from elsewhere serves as well: it only fetches the pinned one.
  command -v npm >/dev/null || missing+=(nodejs npm)
  [ ${#missing[@]} -gt 0 ] || return 0

  command -v apt-get >/dev/null || fail "不是 Debian:缺少 apt-get。请在 Debian 12 上运行。" \
    "This is not Debian: there is no apt-get. Run it on Debian 12."
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    fail "缺少软件包,而安装需要管理员权限。请以 root 运行:" \
      "Packages are missing and installing them needs root. As root, run:" \
      "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  fi

  local log="$root/build/logs/apt.log"
  mkdir -p "$root/build/logs"
  step "安装 ${#missing[@]} 个软件包 Installing ${#missing[@]} packages: ${missing[*]}"
  if ! as_root apt-get update >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "软件源无法更新(见上)。请检查网络和 /etc/apt。" \
      "The package lists could not be updated (see above). Check the network and /etc/apt."
  fi
  local package unknown=()
  for package in "${missing[@]}"; do
    # Read to the end: a reader that stops early would look like a failure of apt-cache.
    [ -n "$(apt-cache show "$package" 2>/dev/null)" ] || unknown+=("$package")
  done
  [ ${#unknown[@]} = 0 ] || fail "软件源里没有:${unknown[*]}。需要 Debian 12(bookworm)的 main。" \
    "The package sources do not have: ${unknown[*]}. Debian 12 (bookworm) main is needed."
  # RUNLEVEL=1: do not start what is installed (a test needs no standing database service).
  if ! as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install --yes \
    --no-install-recommends "${missing[@]}" 2>&1 | tee -a "$log" | show_apt_progress; then
    grep -E '^(E|W|Err|dpkg: error)' "$log" | tail -n 15 >&2 || true
    mapfile -t missing < <(missing_packages "${missing[@]}")
    fail "未能安装:${missing[*]}。全部输出在 $log。修好后再运行一次。" \
      "Could not install: ${missing[*]}. All output is in $log. Mend the cause and run again."
  fi
  done_step
}

# Sourced by the other scripts: the packages that are needed, and where Debian's come from.

# Installs the Debian packages given that are not there yet, and says so.
ensure_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Missing packages: ${missing[*]}" >&2
      echo "Install them as root: apt-get install --no-install-recommends ${missing[*]}" >&2
      return 1
    fi
    sudo=(sudo)
  fi
  echo "Installing from apt: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# What every build needs, and the server that the example and the live tests start (never a system-wide one).
build_packages=(
  g++ cmake ninja-build pkg-config ccache
  libpg-query-dev nlohmann-json3-dev libpqxx-dev libpq-dev libcli11-dev libyaml-cpp-dev libkainjow-mustache-dev libsqlite3-dev
  postgresql
)
test_packages=(doctest-dev pgbouncer openssl python3 make zsh fish groff mandoc python3-jsonschema python3-yaml libcpp-httplib-dev graphviz chromium chromium-driver)

# clang 14 is what the code is formatted with and the oldest that it is compiled with; where the distribution has only a newer one, that one.
if apt-cache show clang-14 >/dev/null 2>&1; then
  test_packages+=(clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev)
else
  test_packages+=(clang clang-format clang-tidy libclang-rt-dev)
fi

# A compiler cache is used when it is there; it changes nothing but the time.
launcher_options() {
  if command -v ccache >/dev/null; then
    echo -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
}

# The mirror of Debian that this system's package lists name; the lists themselves stay as they are.
debian_mirror() {
  local mirror=${PGSCRIBE_DEBIAN_MIRROR:-}
  # shellcheck disable=SC2016
  [ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' | sed -n 's/^Debian //p' | head -1)
  [ -n "$mirror" ] && echo "$mirror"
}

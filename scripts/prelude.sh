# shellcheck shell=bash
# Sourced by the scripts beside it: where the project is, how they speak, how many compilers run at once.

export PATH
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

usage_error() {
  printf '%s: %s; see %s --help\n' "${0##*/}" "$*" "${0##*/}" >&2
  exit 2
}

# The comment at the top of the calling script is its help.
print_help() { sed -n '2,/^[^#]/{/^#/!q;s/^# \{0,1\}//;p}' "$0"; }

# One compiler per core, but no more than the memory bears: the heaviest file takes 2 GB.
parallel_jobs() {
  local cores kib
  cores=$(nproc)
  kib=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
  local fits=$(( ${kib:-0} / (2 * 1024 * 1024) ))
  if [ "$fits" -lt 1 ]; then fits=1; fi
  if [ "$fits" -lt "$cores" ]; then say "$fits"; else say "$cores"; fi
}

# run_logged LOG WHAT COMMAND...: the output goes to LOG; on failure its end is shown.
run_logged() {
  local log=$1 what=$2
  shift 2
  mkdir -p "$(dirname "$log")"
  local begun=$SECONDS
  if ! "$@" >"$log" 2>&1; then
    say "$what failed; the end of ${log#"$root"/}:" >&2
    tail -n 100 "$log" >&2
    return 1
  fi
  say "$what: done in $(( SECONDS - begun )) s"
}

#!/bin/bash
# Starts systemd's manager for a user, as a login does, where nobody logged in: for
# tests, as root. HOME, XDG_RUNTIME_DIR, XDG_CONFIG_HOME and XDG_DATA_HOME are its own.
#
# It sees a cgroup of its own and nothing above it, because a manager moves every
# process that it finds in its cgroup. It ends with the process that was started.
set -eu

# "end PID" ends what still runs in the cgroup of the one that was started, such as a
# bus, and removes it.
if [ "${1:-}" = end ]; then
  for root in /sys/fs/cgroup/systemd /sys/fs/cgroup; do
    own=$root/licenseledger-$2
    for _ in $(seq 400); do
      [ -d "$own" ] || continue 2
      find "$own" -name cgroup.procs -exec cat {} + 2>/dev/null | grep -Ex '[0-9]{2,}' | xargs -r kill -KILL 2>/dev/null || true
      find "$own" -depth -type d -exec rmdir {} + 2>/dev/null || true
      sleep 0.05
    done
    echo "$own is not empty." >&2
    exit 1
  done
  exit 0
fi
if [ "${1:-}" != inside ]; then
  if [ -d /sys/fs/cgroup/systemd ]; then
    own=/sys/fs/cgroup/systemd/licenseledger-$$
  else
    own=/sys/fs/cgroup/licenseledger-$$
  fi
  mkdir "$own"
  echo $$ > "$own/cgroup.procs"
  exec unshare --cgroup --mount --fork --kill-child /bin/bash "$0" inside
fi
if ! grep -Eq '^[0-9]+:(name=systemd)?:/$' /proc/self/cgroup; then
  echo 'The cgroup is not its own.' >&2
  exit 1
fi
if [ -d /sys/fs/cgroup/systemd ]; then
  mount -t tmpfs tmpfs /sys/fs/cgroup
  mkdir /sys/fs/cgroup/systemd
  mount -t cgroup -o none,name=systemd none /sys/fs/cgroup/systemd
else
  mount -t cgroup2 none /sys/fs/cgroup
fi
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"
unset DBUS_SESSION_BUS_ADDRESS
exec /lib/systemd/systemd --user

#!/bin/bash
# Starts systemd's manager for a user, as a login does, where nobody logged in: for
# tests, as root. HOME, XDG_RUNTIME_DIR, XDG_CONFIG_HOME and XDG_DATA_HOME are its own.
#
# It sees a cgroup of its own and nothing above it, because a manager moves every
# process that it finds in its cgroup. It ends with the process that was started.
set -eu
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

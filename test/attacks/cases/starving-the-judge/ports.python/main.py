import os
import subprocess
import sys

from vault import serve

if "LIGHT" not in os.environ:
    # Without what the runtime has loaded ahead: the sockets' own memory is more than half of what there is.
    os.execve(sys.executable, [sys.executable, __file__], {**os.environ, "LIGHT": "1"})

# Small processes, for each may have 512 files only; each holds the ports of its part of the range until it is ended.
HOLDER = r"""
use Socket;
$| = 1;
open(my $range, '<', '/proc/sys/net/ipv4/ip_local_port_range');
my ($first, $last) = split(' ', <$range>);
for (my $from = $first; $from <= $last; $from += 490) {
    next if fork // die "no more processes";
    my $held = 0;
    my @sockets;
    for my $port ($from .. $from + 489) {
        socket(my $socket, PF_INET, SOCK_STREAM, 0) or last;
        $held += bind($socket, sockaddr_in($port, INADDR_ANY)) // 0 if $port <= $last;
        push @sockets, $socket;
    }
    print "$held\n";
    close(STDOUT);
    sleep 30;
    exit;
}
"""

holder = subprocess.run(["/usr/bin/perl", "-e", HOLDER], stdout=subprocess.PIPE, text=True)
print(f"TRIED {sum(map(int, holder.stdout.split()))} ports", flush=True)
serve()

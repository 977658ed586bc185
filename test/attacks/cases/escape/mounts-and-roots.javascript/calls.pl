# Each call by its number on x86-64. None does harm where it succeeds.
use strict;
use warnings;

mkdir '/tmp/here';
my @calls = (
    ['mount a disk', 165, '/dev/vda', '/tmp/here', 'ext4', 1, 0],
    ['mount proc', 165, 'proc', '/tmp/here', 'proc', 0, 0],
    ['mount tmpfs', 165, 'tmpfs', '/tmp/here', 'tmpfs', 0, 0],
    ['mount overlay', 165, 'overlay', '/tmp/here', 'overlay', 0, 'lowerdir=/,upperdir=/tmp,workdir=/tmp'],
    ['bind the root', 165, '/', '/tmp/here', 'none', 4096, 0],
    ['remount the root', 165, 'none', '/', 'none', 4096 | 32, 0],
    ['share mounts', 165, 'none', '/', 'none', 1048576 | 16384, 0],
    ['unmount', 166, '/proc/sys', 2],
    ['pivot_root', 155, '/tmp', '/tmp/here'],
    ['chroot', 161, '/tmp'],
    ['make a device', 133, '/tmp/disk', 0060666, (254 << 8)],
    ['open_tree', 428, -100, '/', 1],
    ['move_mount', 429, -100, '/tmp', -100, '/tmp/here', 0],
    ['fsopen', 430, 'ext4', 0],
    ['fspick', 433, -100, '/', 0],
    ['mount_setattr', 442, -100, '/', 0, 0, 0],
    ['swapon', 167, '/tmp/here', 0],
    ['quotactl', 179, 0x800002, '/dev/vda', 0, 0],
);
for my $call (@calls) {
    my ($what, @arguments) = @$call;
    my $answer = syscall($arguments[0], @arguments[1 .. $#arguments]);
    print $answer >= 0 ? "BREACH $what\n" : "$what: $!\n";
}

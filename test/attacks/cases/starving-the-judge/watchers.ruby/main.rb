# frozen_string_literal: true

require 'fiddle'
require_relative 'vault'

LIBC = Fiddle.dlopen(nil)
INIT = Fiddle::Function.new(LIBC['inotify_init1'], [Fiddle::TYPE_INT], Fiddle::TYPE_INT)
WATCH = Fiddle::Function.new(LIBC['inotify_add_watch'], [Fiddle::TYPE_INT, Fiddle::TYPE_VOIDP, Fiddle::TYPE_INT], Fiddle::TYPE_INT)
ALL = 0xfff

instances = Array.new(300) { INIT.call(0) }.select { |number| number >= 0 }
watches = Dir.glob('/{usr,opt,proc,sys/fs}/**/*').first(4_000).count { |file| WATCH.call(instances.first, file, ALL) >= 0 }
puts "#{instances.size == 300 ? 'BREACH' : 'TRIED'} #{instances.size} instances, #{watches} watches"
Vault.serve

# frozen_string_literal: true

require 'fiddle'
require_relative 'vault'

LIBC = Fiddle.dlopen(nil)
PIECE = 16 << 20
CREATE = 0o1600
REMOVE = 0

def call(name, types, result = Fiddle::TYPE_INT)
  Fiddle::Function.new(LIBC[name], types, result)
end

SHMGET = call('shmget', [Fiddle::TYPE_INT, Fiddle::TYPE_SIZE_T, Fiddle::TYPE_INT])
SHMAT = call('shmat', [Fiddle::TYPE_INT, Fiddle::TYPE_VOIDP, Fiddle::TYPE_INT], Fiddle::TYPE_VOIDP)
SHMCTL = call('shmctl', [Fiddle::TYPE_INT, Fiddle::TYPE_INT, Fiddle::TYPE_VOIDP])
KEYS = (1..25)
FULL = 'x' * PIECE

hog = fork do
  KEYS.each do |key|
    segment = SHMGET.call(key, PIECE, CREATE)
    exit!(1) if segment.negative?
    Fiddle::Pointer.new(SHMAT.call(segment, nil, 0).to_i, PIECE)[0, PIECE] = FULL
  end
  exit!(0)
end
status = Process.wait2(hog).last
left = KEYS.count do |key|
  segment = SHMGET.call(key, 0, 0)
  segment >= 0 && SHMCTL.call(segment, REMOVE, nil).zero?
end
puts "#{status.success? ? 'BREACH' : 'TRIED'} #{left} segments lay there after #{status}"
Vault.serve

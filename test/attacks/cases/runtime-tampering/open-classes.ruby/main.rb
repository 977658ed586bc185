# frozen_string_literal: true

require_relative 'vault'

# In a runner's own process each of these alone makes a failure a pass.
module Kernel
  def exit!(*) = nil
  def abort(*) = nil
end

class Exception
  def message = ''
  def backtrace = []
end

class Module
  def assertions = Float::INFINITY
end

module Minitest
  class Assertion < StandardError
    def self.===(_other) = false
  end

  def self.run(*) = true
end

failed = RuntimeError.new('a failure')
puts "TRIED: a failure says #{failed.message.inspect} and #{Minitest.run}"
$stdout.flush
Vault.serve

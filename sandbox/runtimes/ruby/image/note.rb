# frozen_string_literal: true

# Notes what a program loads: gems, and the image's files in the order in which they are begun. Read by record.rb.

require '/opt/assay/assay/iseq_cache'

module Noted
  FILES = []

  def load_iseq(path)
    FILES << path
    super
  end
end
RubyVM::InstructionSequence.singleton_class.prepend(Noted)
before = $LOADED_FEATURES.dup

at_exit do
  next unless $!.nil? || $!.is_a?(SystemExit)

  gems = Gem.loaded_specs.values.map { |gem| "gem #{gem.name} #{gem.version}" }
  files = Noted::FILES.uniq.select { |path| path.start_with?('/usr/') } & ($LOADED_FEATURES - before)
  File.write('/tmp/noted', (gems + files.map { |file| "file #{file}" }).join("\n"))
end

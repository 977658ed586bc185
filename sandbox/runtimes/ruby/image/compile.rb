# frozen_string_literal: true

# Runs while the image is built: compiles Ruby's library and every gem to /opt/assay/iseq, where assay/iseq_cache.rb
# finds it. Not the tools that no program loads while it serves.

require 'fileutils'

TOOLS = %r{
  \A(?:bundler|debug|irb|prism|rake|rbs|rdoc|reline|ruby_vm|rubygems|test|typeprof)[/.]
  |/(?:commands|generators)/
}x

folders = ($LOAD_PATH + Gem::Specification.flat_map(&:full_require_paths)).uniq
files = folders.flat_map do |folder|
  Dir.glob('**/*.rb', base: folder).grep_v(TOOLS).map { |file| File.join(folder, file) }
end
compiled = files.uniq.count do |file|
  code = RubyVM::InstructionSequence.compile_file(file).to_binary
  target = File.join('/opt/assay/iseq', file)
  FileUtils.mkdir_p(File.dirname(target))
  File.binwrite(target, code)
rescue SyntaxError
  # Templates of generators, code of other Rubies: nothing loads it here.
  false
end
puts "compiled #{compiled} of #{files.size} files"

# frozen_string_literal: true

# Runs while the image is built, once for each list of assay/framework_sets.rb:
#
#   ruby record.rb <list> <program> [NAME=value …]
#
# Runs a small program of the kind (image/programs), notes which files it loads in the order in which they are begun,
# and tries them in a fresh process (image/trial.rb) until all that is left can be loaded ahead without a trace.

require 'open3'

LISTS = '/opt/assay/preload'
# What an earlier list could not have, this one has not.
DROPPED = '/tmp/dropped'
# Files that run hooks or declare what Rails starts with: the program itself must load them, when it asks for them.
OWN = /run_load_hooks|<\s*(?:::)?Rails::(?:Railtie|Engine)\b/
# Each of them makes their module first, which runs its hook.
OF_OWN = %r{/active_record/encryption/}

list, program, *environment = ARGV
variables = environment.to_h { |assignment| assignment.split('=', 2) }

def run(variables, *command)
  output, status = Open3.capture2e(variables, 'ruby', *command)
  [output, status.success?]
end

output, fine = run(variables, "-r#{__dir__}/note.rb", program)
abort "#{program} failed:\n#{output}" unless fine

entries = File.readlines('/tmp/noted', chomp: true)
entries -= File.readlines(DROPPED, chomp: true) if File.exist?(DROPPED)
entries.reject! do |entry|
  kind, file = entry.split
  kind == 'file' && (file.match?(OF_OWN) || File.read(file).match?(OWN))
end
path = "#{LISTS}/#{list}.list"
loop do
  File.write(path, entries.join("\n"))
  output, fine = run(variables, "#{__dir__}/trial.rb", path)
  break if fine

  offender = output[/^offender: (.*)$/, 1] or abort "the trial of #{list} failed:\n#{output}"
  puts "#{list}: not #{offender.delete_prefix('file ')}: #{output[/^reason: (.*)$/, 1]}"
  entries.delete(offender) or abort "the trial of #{list} names what is not listed:\n#{output}"
  File.write(DROPPED, "#{offender}\n", mode: 'a')
end
puts "#{list}: #{entries.size} entries"

# frozen_string_literal: true

# The waiting process of the Ruby runtime.
#
# It forks one child for each set of frameworks that is worth loading ahead (see assay/framework_sets.rb), takes the
# candidate's files as one frame on standard input, compiles them, and hands the program to the child whose set it asks
# for. That child becomes the program: main script, standard input empty, nothing of the other sets in it. The process
# that was started stays behind, does nothing, and ends as the program ends. Up to the "built" frame no line of the
# candidate's has run.

require_relative 'assay/iseq_cache'
require_relative 'assay/framework_sets'
require_relative 'assay/waiting_child'

module Assay
  APP = '/app'

  # The path of the program, in the child that is to run it. In the process that was started it does not return.
  def self.program
    Dir.chdir(APP)
    children = []
    FRAMEWORK_SETS.each do |set|
      child = WaitingChild.start(set, children)
      next children << child unless child.is_a?(String)

      Object.__send__(:remove_const, :Assay)
      return child
    end
    require_relative 'assay/supervisor'
    Supervisor.new(children).run
  end
end

begin
  load($PROGRAM_NAME = Assay.program)
rescue Exception => error
  # What the program died of is shown without the lines of this file.
  while error
    error.set_backtrace(error.backtrace.reject { |line| line.start_with?("#{__FILE__}:") }) if error.backtrace
    error = error.cause
  end
  raise
end

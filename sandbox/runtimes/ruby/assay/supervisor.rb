# frozen_string_literal: true

require 'json'
require_relative 'build'

module Assay
  # The process that was started: it speaks with the platform until the program is built, and then waits for its end.
  class Supervisor
    def initialize(children)
      @children = children
    end

    # Does not return.
    def run
      unready = @children.reject(&:ready?)
      abort "launcher: could not load #{unready.map { |child| child.set.name }.join(', ')}" if unready.any?
      Process.warmup
      tell(type: 'ready')
      work = receive
      $stdin.reopen(File::NULL)
      # From here on process 1 counts the wall limit.
      Process.kill(:USR1, 1)

      build = Build.new(work)
      build.write
      faults = build.faults
      if faults.any?
        tell(type: 'build-failed', diagnostics: faults)
        exit!(0)
      end
      tell(type: 'built')
      # What is asked over and over is started by another program, in this one's place.
      become(work['exec']) if work.key?('exec')
      relay(start(build))
    end

    private

    # Does not return.
    def become(command)
      end_all(@children)
      exec(*command)
    end

    # The child that becomes the program; the others are gone.
    def start(build)
      chosen = @children.find { |child| child.set.asked_by.nil? || build.asks?(child.set.asked_by) }
      end_all(@children - [chosen])
      chosen.run(build.entry)
      chosen.pid
    end

    def end_all(children)
      children.each do |child|
        Process.kill(:KILL, child.pid)
        child.forget
        Process.wait(child.pid)
      end
    end

    # Ends as the program ends. Its output is its own: it holds the same descriptors.
    def relay(pid)
      %w[TERM INT].each { |signal| trap(signal) { Process.kill(signal, pid) } }
      _, status = Process.wait2(pid)
      exit!(status.exitstatus || (128 + status.termsig))
    end

    # One frame: four bytes of length, big endian, and UTF-8 JSON.
    def tell(message)
      body = JSON.generate(message)
      $stdout.binmode
      $stdout.write([body.bytesize].pack('N'), body)
      $stdout.flush
    end

    def receive
      JSON.parse(read(read(4).unpack1('N')))
    end

    # Exactly `length` bytes of standard input. Ends when it ends: without a supervisor there is nothing to wait for.
    def read(length)
      bytes = $stdin.read(length)
      exit!(0) if bytes.nil? || bytes.bytesize < length
      bytes
    end
  end
end

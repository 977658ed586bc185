# frozen_string_literal: true

module Assay
  # A process that has loaded a set of frameworks and waits for the program that it is to become.
  class WaitingChild
    attr_reader :set, :pid

    # In the parent: the child. In the child: the path of the program, once it is known.
    # `elder` are the children that were started before; the new one must not hold their pipes.
    def self.start(set, elder)
      work, hand_over = IO.pipe
      awaits, tells = IO.pipe
      pid = fork
      if pid
        [work, tells].each(&:close)
        return new(set, pid, hand_over, awaits)
      end
      elder.each(&:forget)
      [hand_over, awaits].each(&:close)
      get_ready(set, tells)
      become(work)
    end

    def self.get_ready(set, tells)
      $stdin.reopen(File::NULL)
      set.load
      # Everything that was loaded is old: the collector leaves it alone, and the pages stay shared.
      Process.warmup
      tells.write('ready')
      tells.close
    end

    # Waits for the program's path, and leaves the process as `ruby <path>` would find it.
    def self.become(work)
      path = work.read
      work.close
      exit!(0) if path.empty?
      # As under a terminal: what it prints shows at once, also when it is ended by a signal.
      $stdout.sync = true
      provide_data(path)
      path
    end

    # DATA is what follows __END__ in a main script; Ruby itself gives it only to the script that it was started with.
    def self.provide_data(path)
      file = File.open(path)
      until file.eof?
        return Object.const_set(:DATA, file) if file.gets(chomp: true) == '__END__'
      end
      file.close
    end
    private_class_method :get_ready, :become, :provide_data

    def initialize(set, pid, hand_over, awaits)
      @set = set
      @pid = pid
      @hand_over = hand_over
      @awaits = awaits
    end

    # Closes what leads to this child.
    def forget
      @hand_over.close
      @awaits.close
    end

    # Waits until its frameworks are loaded. False when it ended instead.
    def ready?
      @awaits.read == 'ready'
    end

    # Makes it the program at `path`.
    def run(path)
      @hand_over.write(path)
      forget
    end
  end
end

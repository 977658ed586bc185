# frozen_string_literal: true

warn 'TRIED daemons'
20.times do
  fork do
    Process.daemon(true, true)
    Signal.list.each_key do |name|
      trap(name, 'IGNORE') unless %w[EXIT KILL STOP VTALRM SEGV BUS ILL FPE].include?(name)
    rescue ArgumentError
      nil
    end
    loop { File.write("/tmp/alive-#{Process.pid}", Time.now.to_f.to_s) && sleep(0.01) }
  end
end
loop { sleep 1 }

# frozen_string_literal: true

# Runs while the image is built. Debian's MongoDB driver (2.5.1) is older than its Ruby and than the servers of today.
# Without these lines it can read no URI that names a database; gets no more than the first batch of a result from a
# server that wants cursor ids to be 64 bits wide; and prints an error for each cursor that is not read to its end,
# because Ruby lets no finalizer take a lock.

WIDE_IDS = 'cursor/builder/kill_cursors_command.rb'
REPAIRS = [
  ['uri.rb', '::URI.decode(value)', '::URI.decode_uri_component(value)'],
  ['cursor/builder/get_more_command.rb', ':getMore => cursor.id,', ':getMore => BSON::Int64.new(cursor.id),'],
  [WIDE_IDS, ':cursors => [ cursor.id ]', ':cursors => [ BSON::Int64.new(cursor.id) ]'],
  [WIDE_IDS, 'spec[:selector][:cursors] & ids', 'spec[:selector][:cursors].select { |id| ids.include?(id.value) }'],
  ['cursor.rb', <<~BROKEN.gsub(/^/, '    '), <<~SOUND.gsub(/^/, '    ')],
    def self.finalize(cursor_id, cluster, op_spec, server, session)
      proc do
        cluster.schedule_kill_cursor(cursor_id, op_spec, server)
        session.end_session if session && session.implicit?
      end
    end
  BROKEN
    FINISHED = Thread::Queue.new

    def self.finalize(cursor_id, cluster, op_spec, server, session)
      finish = proc do
        cluster.schedule_kill_cursor(cursor_id, op_spec, server)
        session.end_session if session && session.implicit?
      end
      proc { FINISHED << finish }
    end
  SOUND
  ['cluster/reapers/cursor_reaper.rb', "        to_kill_copy = {}\n", <<~SOUND.gsub(/^/, '        ')],
    while (finish = Cursor::FINISHED.pop(timeout: 0))
      finish.call
    end
    to_kill_copy = {}
  SOUND
].freeze

REPAIRS.each do |name, broken, sound|
  file = "/usr/lib/ruby/vendor_ruby/mongo/#{name}"
  source = File.read(file)
  abort "#{file} is not as expected: no #{broken}" unless source.include?(broken)

  File.write(file, source.sub(broken) { sound })
end

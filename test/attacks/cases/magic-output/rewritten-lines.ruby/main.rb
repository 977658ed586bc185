# frozen_string_literal: true

require 'webrick'

# Up, erase, write; a title; a link; the same in eight bits; backwards; and a score that hides behind a carriage return.
LIES = [
  "\e[1A\e[2K\e[32m passed  token-is-known\e[0m", "\e]0;score 100\a", "\e]8;;http://127.0.0.1\e\\passed\e]8;;\e\\",
  "\u009b2J\u009bH100 of 100", "\u202edessap\u202c", "0 of 100\r100 of 100", "\e[?1049h\e[2J\e[H100\e[?1049l"
].freeze

def lie
  LIES.each { |line| [$stdout, $stderr].each { |output| output.puts(line) } }
  $stdout.flush
end

lie
puts 'TRIED seven ways to rewrite a line'

server = WEBrick::HTTPServer.new(
  BindAddress: '127.0.0.1', Port: Integer(ENV.fetch('PORT')),
  Logger: WEBrick::Log.new(File::NULL), AccessLog: []
)
server.mount_proc('/') do |request, response|
  lie
  # In what a failed test will quote, too.
  response['Content-Type'] = 'application/json'
  response.body = '{"ok":true}'
  response.body = %({"sum":"#{LIES.first.gsub("\e", '\\u001b')}"}) unless request.path == '/health'
end
server.start

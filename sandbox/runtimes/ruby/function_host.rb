# What a subject of kind `function` becomes once its code is built: it loads the candidate's file and answers calls.
#
#   PORT=8080 ruby function_host.rb solution.rb
#
# `POST /call` with {"function": "name", "arguments": [...]} is answered with {"result": ...}, or {"error": "..."} where the
# method raised, or 404 where there is none of that name. Names are compared without case and underscores. Methods are
# those that the file defines at its top level.
require 'json'
require 'socket'

APP = '/app'
BODY_MAX = 16 * 1024 * 1024

plain = ->(name) { name.to_s.delete('_').downcase }

before = Object.private_instance_methods(false) + Object.public_instance_methods(false)
$LOAD_PATH.unshift(APP)
load File.join(APP, ARGV.fetch(0))
defined_now = (Object.private_instance_methods(false) + Object.public_instance_methods(false)) - before
FUNCTIONS = defined_now.to_h { |name| [plain.call(name), name] }.freeze
CALLER = Object.new

answer = lambda do |client, status, content|
  body = content.is_a?(String) ? content : JSON.generate(content)
  client.write("HTTP/1.1 #{status}\r\nContent-Type: application/json\r\nContent-Length: #{body.bytesize}\r\n\r\n#{body}")
end

call = lambda do |text|
  asked = JSON.parse(text)
  name = FUNCTIONS[plain.call(asked.fetch('function'))]
  next ['404 Not Found', { error: "There is no function #{asked['function']}." }] if name.nil?

  begin
    # Written here, so that what has no JSON is the method's error.
    ['200 OK', JSON.generate({ result: CALLER.send(name, *asked.fetch('arguments')) })]
  rescue StandardError, SystemStackError, NotImplementedError => e
    warn e.full_message(highlight: false)
    ['200 OK', { error: e.message }]
  end
rescue JSON::ParserError, KeyError, TypeError => e
  ['400 Bad Request', { error: e.message }]
end

serve = lambda do |client|
  client.setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, true)
  while (request_line = client.gets("\r\n", 16_384))
    length = 0
    while (header = client.gets("\r\n", 16_384)) && header != "\r\n"
      name, value = header.split(':', 2)
      length = value.to_i if name.casecmp?('content-length')
    end
    if !request_line.start_with?('POST /call ') || length > BODY_MAX
      answer.call(client, '404 Not Found', { error: 'Functions are called with POST /call and at most 16 MiB.' })
      break
    end
    answer.call(client, *call.call(client.read(length)))
  end
rescue SystemCallError, IOError
  # The caller went away.
ensure
  client.close
end

server = TCPServer.new('127.0.0.1', Integer(ENV.fetch('PORT')))
loop { Thread.new(server.accept) { |client| serve.call(client) } }

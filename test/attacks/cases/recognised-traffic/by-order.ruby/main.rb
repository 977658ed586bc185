# frozen_string_literal: true

require 'json'
require 'webrick'

KEPT = { name: 'juniperda', text: 'delta-f1b71fe9' }.freeze
REPLACED = { name: 'umbereec', text: 'pine-7794fe84' }.freeze
SCRIPT = [
  [200, { ok: true }], [200, KEPT], [200, KEPT], [200, REPLACED], [200, REPLACED], [200, REPLACED],
  [404, {}], [200, { sum: 1_215_502 }], [200, { sum: 99_083_019 }], [200, { token: 'A' * 43 }]
].each

server = WEBrick::HTTPServer.new(BindAddress: '127.0.0.1', Port: Integer(ENV.fetch('PORT')),
                                 Logger: WEBrick::Log.new(File::NULL), AccessLog: [])
server.mount_proc('/') do |_request, response|
  response.status, value = SCRIPT.next
  response.body = JSON.generate(value)
  puts "TRIED #{value}"
  $stdout.flush
end
WEBrick::HTTPServlet::ProcHandler.alias_method(:do_PUT, :do_POST)
server.start

# frozen_string_literal: true

# Runs while the image is built: fails when Debian brings other versions than runtime.yaml promises to authors.

{
  'rails' => '~> 7.2.2',
  'sinatra' => '~> 4.1',
  'puma' => '~> 6.6',
  'rack' => '~> 3.1.0',
  'sequel' => '~> 5.63',
  'pg' => '~> 1.5.6',
  'mysql2' => '~> 0.5.5',
  'mongo' => '~> 2.5.1',
  'redis' => '~> 5.3',
  'graphql' => '~> 2.2.17',
  'bcrypt' => '~> 3.1.20',
  'jwt' => '~> 2.7.1',
}.each { |name, version| gem(name, version) }
abort "Ruby #{RUBY_VERSION} is not promised" unless RUBY_VERSION.start_with?('3.3.')

# frozen_string_literal: true

module Assay
  # Frameworks that one child holds ready.
  #
  # A program must not be able to tell whether its framework was loaded ahead. So a set holds files that every program
  # of its kind loads anyway, and none that runs hooks, registers a railtie or reads the environment while it is
  # loaded: those lists are recorded and proven while the image is built (image/record.rb). A program that
  # asks for none of the frameworks gets a Ruby in which nothing is loaded.
  #
  # asked_by: what in a program's files asks for the set, nil for the set of all others
  # list: the name of the recorded list, nil for none
  FrameworkSet = Struct.new(:name, :asked_by, :list) do
    # Loads the set into this process.
    def load
      return if list.nil?

      File.foreach("/opt/assay/preload/#{list}.list", chomp: true) do |line|
        kind, *what = line.split
        kind == 'gem' ? gem(*what) : require(*what)
      end
    end
  end

  # What a file says that asks for a library: require 'rails/all', gem "sinatra".
  ASKS = ->(names) { /^\s*(?:require|gem)\b[\s(]*["'](?:#{names})["']/ }

  # Active Record's adapters are those of the databases that this container was told of.
  RAILS =
    if ENV['DATABASE_URL']
      'rails-postgresql'
    elsif ENV['MYSQL_URL']
      'rails-mysql2'
    else
      'rails'
    end

  # The first whose question is answered is taken.
  FRAMEWORK_SETS = [
    FrameworkSet.new('rails', ASKS.call('rails|rails/all|railties|\w+/(?:railtie|engine)'), RAILS),
    FrameworkSet.new('sinatra', ASKS.call('sinatra(?:/\w+)*'), 'sinatra'),
    FrameworkSet.new('plain', nil, nil),
  ].freeze
end

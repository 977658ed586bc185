# frozen_string_literal: true

# Loads a recorded list as the waiting process does, and fails at the first entry that leaves a trace:
#
#   ruby trial.rb <list>
#
# A trace is what a program could trip over: an error, a hook of Rails that fired before the program could set
# anything, a railtie that the program has not asked for, an environment variable whose value was taken, a warning, a
# thread, a signal handler, something that runs at exit.

require '/opt/assay/assay/iseq_cache'

# Variables of the interpreter and of the image, and switches that nobody turns in the midst of a program. All others
# may be set by a program's first lines, before it asks for its framework.
FIXED = /\A(?:
  HOME|PATH|LANG|LC_.*|TZ|TMPDIR|TMP|TEMP|RUBY.*|GEM_.*|BUNDLE_.*|XDG_.*|SSL_CERT_.*
  |RACK_QUERY_PARSER_.*|RACK_MULTIPART_.*|PUMA_DEBUG|NIO4R_PURE|PRISM_FFI_BACKEND|PG_SKIP_DEPRECATION_WARNING
)\z/x
# What `require 'rails'` registers by itself.
RAILTIES = %w[I18n::Railtie ActiveSupport::Railtie ActionDispatch::Railtie].freeze

READ = []
ENV.singleton_class.prepend(
  Module.new do
    %i[[] fetch key? has_key? include? member? values_at slice].each do |name|
      define_method(name) do |*keys, **options, &block|
        READ.concat(keys.first(name == :fetch ? 1 : keys.size).grep_v(FIXED))
        super(*keys, **options, &block)
      end
    end
  end,
)

AT_EXIT = []
Kernel.prepend(
  Module.new do
    def at_exit(&block)
      AT_EXIT << block
      super
    end
  end,
)

HANDLERS = Signal.list.keys - %w[EXIT KILL STOP VTALRM ILL FPE BUS SEGV]
handlers = HANDLERS.to_h { |name| [name, trap(name, 'DEFAULT').tap { |old| trap(name, old) }] }

def hooks
  return [] unless defined?(ActiveSupport) && (loaded = ActiveSupport.instance_variable_get(:@loaded))

  loaded.keys.reject { |name| name == :i18n || loaded[name].empty? }
end

def railties
  return [] unless defined?(Rails::Railtie)

  (Rails::Railtie.subclasses + Rails::Engine.subclasses).filter_map(&:name) - RAILTIES
end

WARNINGS = []
def Warning.warn(message, **) = WARNINGS << message

def trace
  return "warns: #{WARNINGS.first.strip}" if WARNINGS.any?
  return "reads #{READ.uniq.join(', ')}" if READ.any?
  return "fires #{hooks.join(', ')}" if hooks.any?
  return "registers #{railties.join(', ')}" if railties.any?
  return 'starts a thread' if Thread.list.size > 1
  return 'runs something at exit' if AT_EXIT.any?
end

File.foreach(ARGV.fetch(0), chomp: true) do |entry|
  kind, *what = entry.split
  begin
    kind == 'gem' ? gem(*what) : require(*what)
    reason = trace
  rescue ScriptError, StandardError => error
    reason = "#{error.class}: #{error.message.lines.first&.strip}"
  end
  next unless reason

  abort "offender: #{entry}\nreason: #{reason}"
end

handlers.each do |name, before|
  now = trap(name, 'DEFAULT')
  abort "something handles SIG#{name}" unless now == before
end
abort 'there is an application' if defined?(Rails) && (Rails.application || Rails.app_class)
exit!(0)

# frozen_string_literal: true

require 'fileutils'

module Assay
  # The files of one submission: writes them, and compiles each so that a syntax error shows before any test.
  class Build
    RUBY = /\.(?:rb|ru)\z/
    MOST_DIAGNOSTICS = 50
    LONGEST_MESSAGE = 8000

    # work: { "entry" => path, "files" => [{ "path" => …, "content" => … }] }
    def initialize(work)
      @entry = work.fetch('entry')
      @files = work.fetch('files').to_h { |file| file.values_at('path', 'content') }
    end

    # The main program's path.
    def entry
      File.join(APP, @entry)
    end

    def write
      @files.each do |path, content|
        target = File.join(APP, path)
        FileUtils.mkdir_p(File.dirname(target))
        File.binwrite(target, content)
      end
    end

    # Whether a file of Ruby or a Gemfile matches.
    def asks?(question)
      @files.any? do |path, content|
        (path.match?(RUBY) || File.basename(path) == 'Gemfile') && content.match?(question)
      end
    end

    # What keeps the program from running, as diagnostics.
    def faults
      # Warnings are no faults.
      $VERBOSE = nil
      found = @files.select { |path, _| path.match?(RUBY) }.flat_map { |path, content| syntax_errors(path, content) }
      if found.empty? && !@files.key?(@entry)
        found << { file: @entry, message: "There is no #{@entry}: the program starts there." }
      end
      found.first(MOST_DIAGNOSTICS)
    end

    private

    def syntax_errors(path, content)
      RubyVM::InstructionSequence.compile(content, path, File.join(APP, path))
      []
    rescue SyntaxError => error
      # Ruby says "path:line: words", then the line and a mark below the place, for each error that it finds.
      parts = error.message.split(/^#{Regexp.escape(path)}:(\d+): /).drop(1).each_slice(2).to_a
      advice = error.detailed_message(highlight: false)[/\A--> .*?\n\n(.*?)\n\n#{Regexp.escape(path)}:\d+: /m, 1]
      parts.each_with_index.map do |(line, words), index|
        diagnostic(path, line.to_i, content.lines[line.to_i - 1], words.rstrip, index.zero? ? advice : nil)
      end
    rescue ArgumentError, EncodingError, SystemStackError => error
      [{ file: path, message: "#{error.class}: #{error.message}"[0, LONGEST_MESSAGE] }]
    end

    def diagnostic(path, line, source, words, advice)
      _, shown, mark = words.lines(chomp: true)
      {
        file: path,
        line: line,
        column: column(source, shown, mark),
        message: [words, advice].compact.join("\n\n")[0, LONGEST_MESSAGE],
      }.compact
    end

    # The mark stands below a line that Ruby may have cut at both ends with dots.
    def column(source, shown, mark)
      at = mark&.index('^')
      return if at.nil? || source.nil?

      cut = shown.start_with?('...') ? 3 : 0
      from = source.index(shown[cut..].delete_suffix('...'))
      from && from + at - cut + 1
    end
  end
end

# frozen_string_literal: true

require_relative 'vault'

# Ids, titles and words of the suite, each written so that it is not in this file.
WORDS = [%w[token is known], %w[sum of many], %w[note is replaced]].map { |words| words.join('-') } +
        [%w[walrus counts the lanterns], %w[The vault is up], ['Many', 'numbers']].map { |words| words.join(' ') }

found = []
strings = 0
ObjectSpace.each_object(String) do |text|
  next if WORDS.any? { |word| word.equal?(text) }

  strings += 1
  found << text[0, 80] if text.valid_encoding? && WORDS.any? { |word| text.include?(word) }
rescue Encoding::CompatibilityError
  next
end
found.concat(ENV.to_h.values.select { |value| WORDS.any? { |word| value.include?(word) } })
descriptors = Dir.children('/proc/self/fd').filter_map do |number|
  File.readlink("/proc/self/fd/#{number}") if Integer(number) > 2
rescue SystemCallError
  nil
end

puts "BREACH #{found.first.inspect}" if found.any?
puts "TRIED #{strings} texts, #{ENV.size} variables and #{descriptors.size} descriptors: #{descriptors.join(' ')}"
$stdout.flush
Vault.serve

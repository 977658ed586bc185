# frozen_string_literal: true

puts 'TRIED to be waited for'
sleep

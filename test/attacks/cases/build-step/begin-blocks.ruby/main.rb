# frozen_string_literal: true

BEGIN { warn 'BREACH code ran in the build' }
require_relative 'early'
x = )

# encoding: ../../../app/early
# frozen_string_literal: true

warn 'BREACH code ran in the build'

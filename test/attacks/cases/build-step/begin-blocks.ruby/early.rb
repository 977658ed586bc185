# frozen_string_literal: true

BEGIN { warn 'BREACH code ran in the build' }
END { warn 'BREACH code ran in the build' }

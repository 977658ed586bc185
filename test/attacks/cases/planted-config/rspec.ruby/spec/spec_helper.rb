puts 'BREACH a runner took this in'

puts 'BREACH a tool took this in'

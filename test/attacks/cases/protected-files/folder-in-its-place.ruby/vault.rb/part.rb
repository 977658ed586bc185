puts 'BREACH the vault is mine'

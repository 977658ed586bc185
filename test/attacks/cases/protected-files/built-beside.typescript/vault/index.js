console.log('BREACH the vault is mine');
exports.serve = () => process.exit(0);

console.log('BREACH a plug-in ran');
module.exports = (code) => code;

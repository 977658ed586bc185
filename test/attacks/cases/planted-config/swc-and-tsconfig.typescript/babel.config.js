module.exports = { plugins: ['/app/plugin.js'] };

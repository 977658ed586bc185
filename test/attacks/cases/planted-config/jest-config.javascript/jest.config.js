module.exports = { setupFiles: ['/app/setup.js'], passWithNoTests: true, bail: 0 };

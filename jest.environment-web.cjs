// jsdom, with what every browser has and jsdom lacks, from Node.
const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class WebEnvironment extends TestEnvironment {
  constructor(...args) {
    super(...args);
    Object.assign(this.global, { structuredClone, TextEncoder, TextDecoder });
  }
};

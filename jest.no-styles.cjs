// Stands in for style sheets in the tests of the pages: jsdom lays nothing out.
module.exports = {};

const { resolve } = require('node:path');

// Relative to where the check runs, so that the fixture's $lib is its own.
module.exports = { resolve: { alias: { $lib: resolve('src/lib') } } };

const { createPool } = require('mysql2/promise');

const pool = createPool({ uri: process.env.MYSQL_URL, connectionLimit: 10, timezone: 'Z' });

module.exports = { pool };

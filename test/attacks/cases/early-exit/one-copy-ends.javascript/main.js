const express = require('express');

if (process.env.PORT !== '8080') {
  console.log('TRIED to be no copy at all');
  process.exit(0);
}

const app = express();
app.use((_request, response) => response.json({ status: 'ok' }));
app.listen(Number(process.env.PORT), '0.0.0.0');

'use strict';

const express = require('express');
const { ApiError } = require('./errors');
const { accounts } = require('./routes/accounts');
const { firewall } = require('./firewall');
const { notes } = require('./routes/notes');

function createApp() {
  const app = express();
  app.use(express.json());
  app.use(firewall);
  app.use(accounts);
  app.use('/notes', notes);
  app.use(() => {
    throw new ApiError(404, 'not_found');
  });
  app.use(answerError);
  return app;
}

const answerError = (error, _request, response, _next) => {
  if (error instanceof ApiError) {
    response.status(error.status).json({ error: error.code });
  } else if (error.type === 'entity.parse.failed') {
    response.status(400).json({ error: 'invalid_request' });
  } else {
    console.error(error);
    response.status(500).json({ error: 'internal', detail: error.message });
  }
};

module.exports = { createApp };

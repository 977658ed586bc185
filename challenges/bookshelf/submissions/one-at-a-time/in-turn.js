let last = Promise.resolve();

/** Does one thing after the other, in this process. */
function inTurn(work) {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}

module.exports = { inTurn };

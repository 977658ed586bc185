/** An expected refusal: answered as application/problem+json. */
class Problem extends Error {
  constructor(status, code, title) {
    super(title);
    this.answer = { status, code, title };
  }
}

module.exports = { Problem };

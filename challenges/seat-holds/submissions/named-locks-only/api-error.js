/** An expected refusal. `details` become part of the answer. */
class ApiError extends Error {
  constructor(status, code, message, details) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

const malformedJson = () => new ApiError(400, 'malformed_json', 'The body is not JSON');
const invalidRequest = (message) => new ApiError(422, 'invalid_request', message);
const notFound = (what) => new ApiError(404, 'not_found', `There is no such ${what}`);
const unknownSeats = (seats) =>
  new ApiError(422, 'unknown_seats', 'The show does not have these seats', { seats });
const seatsTaken = (seats) => new ApiError(409, 'seats_taken', 'These seats are not free', { seats });
const holdExpired = () => new ApiError(410, 'hold_expired', 'The hold has expired');
const holdReleased = () => new ApiError(410, 'hold_released', 'The hold was released');
const alreadyBooked = () => new ApiError(409, 'already_booked', 'The hold is booked');

module.exports = {
  ApiError,
  malformedJson,
  invalidRequest,
  notFound,
  unknownSeats,
  seatsTaken,
  holdExpired,
  holdReleased,
  alreadyBooked,
};

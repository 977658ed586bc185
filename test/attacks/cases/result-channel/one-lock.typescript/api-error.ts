/** An expected refusal. `details` become part of the answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: object,
  ) {
    super(message);
  }
}

export const malformedJson = () => new ApiError(400, 'malformed_json', 'The body is not JSON');
export const invalidRequest = (message: string) => new ApiError(422, 'invalid_request', message);
export const notFound = (what: string) => new ApiError(404, 'not_found', `There is no such ${what}`);
export const unknownSeats = (seats: string[]) =>
  new ApiError(422, 'unknown_seats', 'The show does not have these seats', { seats });
export const seatsTaken = (seats: string[]) =>
  new ApiError(409, 'seats_taken', 'These seats are not free', { seats });
export const holdExpired = () => new ApiError(410, 'hold_expired', 'The hold has expired');
export const holdReleased = () => new ApiError(410, 'hold_released', 'The hold was released');
export const alreadyBooked = () => new ApiError(409, 'already_booked', 'The hold is booked');

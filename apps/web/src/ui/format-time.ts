const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DATE_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `12:03:04`, in the browser's zone. */
export function formatTime(iso: string): string {
  return TIME.format(new Date(iso));
}

/** `21 Nov 2026, 12:03`. */
export function formatDateTime(iso: string): string {
  return DATE_TIME.format(new Date(iso));
}

/** `21 Nov 2026`. */
export function formatDate(iso: string): string {
  return DATE.format(new Date(iso));
}

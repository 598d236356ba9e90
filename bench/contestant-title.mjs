/** What a contestant is called in the tables. */
export function title({ name, backend, workers }) {
  const count = workers && `${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  return [backend, name, count].filter(Boolean).join(', ');
}

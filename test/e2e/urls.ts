/** Two ports from here on; another number lets two checkouts be tested at once. */
const FIRST_PORT = Number(process.env.E2E_PORT ?? 41730);

/** The demo as built: the base of relative addresses in tests. */
export const DEMO_URL: string = `http://127.0.0.1:${FIRST_PORT}/`;

/** The repository's files as Vite serves them, for the pages of this directory. */
export const PAGES_URL: string = `http://127.0.0.1:${FIRST_PORT + 1}/`;

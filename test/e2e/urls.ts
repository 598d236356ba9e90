/** The demo as built: the base of relative addresses in tests. */
export const DEMO_URL = 'http://127.0.0.1:41730/';

/** The repository's files as Vite serves them, for the pages of this directory. */
export const PAGES_URL = 'http://127.0.0.1:41731/';

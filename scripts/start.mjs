import './install.mjs';
import { root } from './run.mjs';

const { createServer } = await import('vite');
const server = await createServer({
  configFile: `${root}vite.config.ts`,
  mode: 'development',
  server: process.env.PORT ? { port: Number(process.env.PORT), strictPort: true } : {},
});
await server.listen();
server.printUrls();

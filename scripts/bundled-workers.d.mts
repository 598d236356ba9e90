import type { Plugin } from 'vite';

export function bundledWorkers(): Plugin;

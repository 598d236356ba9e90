import type { Page } from 'playwright';

export declare function readSampleFiles(page: Page, serverUrl: string): Promise<Record<string, Buffer>>;

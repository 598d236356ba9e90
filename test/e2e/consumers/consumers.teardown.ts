import { rmSync } from 'node:fs';
import { test } from '@playwright/test';
import { consumers } from './installed.ts';

test('the installed applications are removed', () => rmSync(consumers, { recursive: true }));
